// Managing colleagues, tokens and the audit; the route table of the room.
#include <algorithm>

#include "kit/crypto/crypto.hpp"
#include "kit/http/router.hpp"
#include "team/sign_in.hpp"

namespace team {

struct PersonList {
    std::vector<Person> items;
};
BOOST_DESCRIBE_STRUCT(PersonList, (), (items))

static Result<PersonList> list_people(Work& work) {
    return PersonList{colleagues(work, work.who.shop)};
}

struct HirePerson {
    std::string name, email;
    Role role = Role::agent;
    std::optional<std::string> password;
};
BOOST_DESCRIBE_STRUCT(HirePerson, (), (name, email, role, password))
struct Hired {
    Person person;
    std::optional<std::string> password;  // made by us, shown this once
};
BOOST_DESCRIBE_STRUCT(Hired, (), (person, password))

// Nobody gives a role above their own: only an administrator makes administrators.
static Result<void> may_give(Work& work, Role role) {
    TRY(auto me, asker(work));
    if (role == Role::admin && me.role != Role::admin)
        return forbidden("only_an_administrator_may");
    return {};
}

static Result<Hired> hire_person(Slow& slow, const HirePerson& ask) {
    auto password = ask.password ? *ask.password : crypto::readable_password();
    TRY(crypto::password_allowed(password, {ask.name, ask.email.substr(0, ask.email.find('@'))}));
    TRY(auto hash, crypto::password_hash(password));
    return slow.write([&](Work& work) -> Result<Hired> {
        TRY(may_give(work, ask.role));
        TRY(auto made, hire(work, work.who.shop, {ask.name, ask.email, ask.role, hash, ""}));
        audit(work, "person_hired", made.id.text, std::string(name_of(made.role)));
        return Hired{made, ask.password ? std::nullopt : std::optional(password)};
    });
}

struct PatchPerson {
    std::optional<std::string> name;
    std::optional<Role> role;
    std::optional<int> capacity;
};
BOOST_DESCRIBE_STRUCT(PatchPerson, (), (name, role, capacity))

static Result<Person> patch_person(Work& work, const Id<Person>& id, const PatchPerson& ask) {
    TRY(auto row, person_row(work, work.who.shop, id));
    if (ask.name) {
        TRY(row.name, decent(*ask.name, "name"));
    }
    if (ask.capacity) {
        if (*ask.capacity < 0 || *ask.capacity > 100) return invalid("out_of_range", "capacity");
        row.capacity = *ask.capacity;
    }
    bool new_role = ask.role && *ask.role != row.role;
    if (new_role) {
        TRY(may_give(work, *ask.role));
        TRY(may_give(work, row.role));
        if (id.text == work.who.id) return conflict("not_your_own_role");
        row.role = *ask.role;
    }
    save_person(work, row);
    if (new_role) end_sessions(work, row.id);
    audit(work, new_role ? "role_changed" : "person_changed", id.text,
          std::string(name_of(row.role)));
    work.announce(StatusChanged{row.shop, row.id, false});
    return shown(row);
}

static Result<Person> set_active(Work& work, const Id<Person>& id, bool active) {
    TRY(auto row, person_row(work, work.who.shop, id));
    if (id.text == work.who.id) return conflict("not_yourself");
    TRY(may_give(work, row.role));
    if (row.active == active) return shown(row);
    row.active = active;
    row.status = Status::offline;
    row.status_since = work.now;
    save_person(work, row);
    if (!active) {
        end_sessions(work, row.id);
        work.db.execute("delete from push_subscriptions where person = ?", row.id);
    }
    audit(work, active ? "person_back" : "person_deactivated", id.text);
    work.announce(StatusChanged{row.shop, row.id, !active});
    return shown(row);
}
static Result<Person> deactivate(Work& work, const Id<Person>& id) {
    return set_active(work, id, false);
}
static Result<Person> reactivate(Work& work, const Id<Person>& id) {
    return set_active(work, id, true);
}

struct Token {
    Id<Token> id;
    std::string name;
    std::vector<std::string> scopes;
    Time created_at, expires_at;
};
BOOST_DESCRIBE_STRUCT(Token, (), (id, name, scopes, created_at, expires_at))
struct TokenList {
    std::vector<Token> items;
};
BOOST_DESCRIBE_STRUCT(TokenList, (), (items))
struct MakeToken {
    std::string name;
    std::vector<std::string> scopes;
    int expires_in_days = 90;
};
BOOST_DESCRIBE_STRUCT(MakeToken, (), (name, scopes, expires_in_days))
struct MadeToken {
    Token made;
    std::string token;  // shown this once
};
BOOST_DESCRIBE_STRUCT(MadeToken, (), (made, token))

static Token shown(const TokenRow& row) {
    return {{row.id.text}, row.name, row.scopes, row.created_at, row.expires_at};
}

static Result<TokenList> list_tokens(Work& work) {
    TokenList out;
    for (auto& row :
         work.db.all<TokenRow>("where shop = ? order by created_at desc", work.who.shop))
        out.items.push_back(shown(row));
    return out;
}

static Result<MadeToken> make_token(Work& work, const MakeToken& ask) {
    TRY(auto name, decent(ask.name, "name"));
    if (ask.expires_in_days < 1 || ask.expires_in_days > 365)
        return invalid("out_of_range", "expires_in_days");
    auto rights = rights_named(ask.scopes);
    if (ask.scopes.empty() || names_of_rights(rights).size() != ask.scopes.size())
        return invalid("unknown_scope", "scopes");
    if ((rights & ~work.who.rights) != 0) return forbidden("more_than_your_own");
    auto secret = crypto::new_secret("xoer_");
    TokenRow row{work.new_id<TokenRow>(),
                 work.who.shop,
                 {work.who.id},
                 name,
                 crypto::sha256_hex(secret),
                 ask.scopes,
                 work.now,
                 work.now + std::chrono::days{ask.expires_in_days}};
    work.db.insert(row);
    audit(work, "token_made", row.id.text, name);
    return MadeToken{shown(row), secret};
}

static Result<void> drop_token(Work& work, const Id<Token>& id) {
    if (work.db.execute("delete from tokens where shop = ? and id = ?", work.who.shop, id) == 0)
        return not_found();
    work.cut(id.text);
    audit(work, "token_dropped", id.text);
    return {};
}

struct AuditEntry {
    std::int64_t seq = 0;
    Time at;
    std::string actor, actor_name, action, subject, detail, hash;
};
BOOST_DESCRIBE_STRUCT(AuditEntry, (), (seq, at, actor, actor_name, action, subject, detail, hash))
struct AuditPage {
    std::vector<AuditEntry> items;
    std::optional<std::string> next;
    bool whole = true;  // the chain of hashes fits from the first row to the last
};
BOOST_DESCRIBE_STRUCT(AuditPage, (), (items, next, whole))
struct AskAudit {
    std::optional<std::int64_t> after;
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(AskAudit, (), (after, limit))

static Result<AuditPage> read_audit(Work& work, const AskAudit& ask) {
    AuditPage out;
    int limit = std::clamp(ask.limit.value_or(50), 1, 200);
    for (auto& row : work.db.all<AuditRow>("where shop = ? and seq < ? order by seq desc limit ?",
                                           work.who.shop, ask.after.value_or(INT64_MAX), limit))
        out.items.push_back({row.seq, row.at, row.actor, row.actor_name, row.action, row.subject,
                             row.detail, row.hash});
    if (static_cast<int>(out.items.size()) == limit && out.items.back().seq > 1)
        out.next = std::to_string(out.items.back().seq);
    if (!ask.after) out.whole = !audit_broken_at(work, work.who.shop);
    return out;
}

void people_routes(Router& router) {
    router.get("/people", list_people, may::be_here);
    router.slow("POST", "/people", hire_person, may::manage_people);
    router.patch("/people/{id}", patch_person, may::manage_people);
    router.post("/people/{id}/deactivation", deactivate, may::manage_people);
    router.remove("/people/{id}/deactivation", reactivate, may::manage_people);
    router.get("/tokens", list_tokens, may::manage_tokens);
    router.post("/tokens", make_token, may::manage_tokens).showing_a_secret();
    router.remove("/tokens/{id}", drop_token, may::manage_tokens);
    router.get("/audit", read_audit, may::read_audit);
}

void routes(Router& router) {
    sign_in_routes(router);
    account_routes(router);
    people_routes(router);
    grace_routes(router);
    router.event<PersonChanged>();
    router.event<PeopleChanged>();
}

}  // namespace team
