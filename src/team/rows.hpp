// Rows of this room that nobody else sees.
#pragma once

#include "team/team.hpp"

namespace team {

struct PersonRow {
    static constexpr auto table = "people";
    Id<Person> id;
    std::string shop;
    std::string name, email;
    Role role = Role::agent;
    std::string password_hash;
    std::string totp_secret;  // sealed
    bool totp_on = false;
    std::int64_t totp_last_step = 0;
    Status status = Status::offline;
    Time status_since;
    int capacity = 8;
    int load = 0;
    int sockets = 0;
    Time last_given_at;
    std::string signature;
    bool active = true;
    std::int64_t version = 1;
    Time created_at;
    Time changed_at;  // what colleagues see of it
};
BOOST_DESCRIBE_STRUCT(PersonRow, (),
                      (id, shop, name, email, role, password_hash, totp_secret, totp_on,
                       totp_last_step, status, status_since, capacity, load, sockets, last_given_at,
                       signature, active, version, created_at, changed_at))

struct SessionRow {
    static constexpr auto table = "sessions";
    Id<SessionRow> id;
    std::string shop;
    Id<Person> person;
    std::string csrf;
    Time created_at, seen_at, expires_at;
    std::string ip, agent;
};
BOOST_DESCRIBE_STRUCT(SessionRow, (),
                      (id, shop, person, csrf, created_at, seen_at, expires_at, ip, agent))

struct TokenRow {
    static constexpr auto table = "tokens";
    Id<TokenRow> id;
    std::string shop;
    Id<Person> person;
    std::string name, secret_hash;
    std::vector<std::string> scopes;
    Time created_at, expires_at;
};
BOOST_DESCRIBE_STRUCT(TokenRow, (),
                      (id, shop, person, name, secret_hash, scopes, created_at, expires_at))

struct RecoveryCode {
    static constexpr auto table = "recovery_codes";
    Id<RecoveryCode> id;
    Id<Person> person;
};
BOOST_DESCRIBE_STRUCT(RecoveryCode, (), (id, person))

struct SignInFailures {
    static constexpr auto table = "sign_in_failures";
    Id<SignInFailures> id;
    int count = 0;
    Time open_at;
};
BOOST_DESCRIBE_STRUCT(SignInFailures, (), (id, count, open_at))

struct AuditRow {
    static constexpr auto table = "audit";
    Id<AuditRow> id;
    std::string shop;
    std::int64_t seq = 0;
    Time at;
    std::string actor, actor_name, action, subject, detail, hash;
};
BOOST_DESCRIBE_STRUCT(AuditRow, (),
                      (id, shop, seq, at, actor, actor_name, action, subject, detail, hash))

Person shown(const PersonRow&);
// Ends every session and token of the person and cuts their sockets; `keep` stays.
void end_sessions(Work&, const Id<Person>&, std::string_view keep = "");
// The person who asks, by row. Errors: not_found.
Result<PersonRow> asker(Work&);
Result<PersonRow> person_row(Work&, std::string_view shop, const Id<Person>&);
// Saves with the next version and tells the desk.
void save_person(Work&, PersonRow&);
// The whole house hears of who changed, within a second and in one piece.
void tell_colleagues(Work&, std::string_view shop);
void verify_presence(Db&);
void verify_grace(Db&);

}  // namespace team
