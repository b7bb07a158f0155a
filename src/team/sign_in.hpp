// Sessions: what signing in gives, and what the other files of this room need of it.
#pragma once

#include "team/rows.hpp"

namespace kit {
struct KeysChanged;
}

namespace team {

struct SignIn {
    std::string email;
    std::string password;
    std::optional<std::string> code;
};
BOOST_DESCRIBE_STRUCT(SignIn, (), (email, password, code))

struct Session {
    Person person;
    std::string csrf;
    std::vector<std::string> rights;
    Shop shop;
    std::string push_key;
};
BOOST_DESCRIBE_STRUCT(Session, (), (person, csrf, rights, shop, push_key))

struct SessionSeen {
    std::string id;
    bool current = false;
    Time created_at, seen_at;
    std::string ip, agent;
};
BOOST_DESCRIBE_STRUCT(SessionSeen, (), (id, current, created_at, seen_at, ip, agent))
struct SessionList {
    std::vector<SessionSeen> items;
};
BOOST_DESCRIBE_STRUCT(SessionList, (), (items))

Result<Session> begin_session(Work&, const PersonRow&, const std::string& secret,
                              const std::string& ip);
bool code_accepted(Work&, PersonRow&, const std::string& code);
// Seals the secret into the row, which the caller saves.
void keep_totp(Work&, PersonRow&, std::string_view secret);
// The step of the authenticator whose code this is, if it is one that was not used.
std::optional<std::int64_t> totp_step(Work&, const PersonRow&, const std::string& code);
void reseal_totp(Work&, const KeysChanged&);

void sign_in_routes(Router&);
void account_routes(Router&);
void people_routes(Router&);
void grace_routes(Router&);
// How long a desk of this shop may be away before its person counts as gone.
std::chrono::seconds desk_grace(Work&, std::string_view shop);

}  // namespace team
