// The people who work here: who they are, what they may, whether they are there.
//
//     invited --> active <--> deactivated        status: online | busy | rest | offline
//
// Invariants: secrets are stored as hashes; a password, role or activity that changes ends every
// session, token and socket of that person in the same commit; every sensitive act leaves an audit
// row in the same commit; `load` is the number of open conversations that are theirs.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kit/base/describe.hpp"
#include "kit/base/values.hpp"
#include "kit/db/work.hpp"
#include "team/rights.hpp"

namespace kit {
class Jobs;
class Router;
}  // namespace kit

namespace team {

using namespace kit;

struct Shop {
    static constexpr auto table = "shops";
    Id<Shop> id;
    std::string name;
    std::string slogan;
    std::string locale;  // "zh-CN" or "en"
    Time created_at;
};
BOOST_DESCRIBE_STRUCT(Shop, (), (id, name, slogan, locale, created_at))

enum class Status { online, busy, rest, offline };
BOOST_DESCRIBE_ENUM(Status, online, busy, rest, offline)

// What colleagues see of a person.
struct Person {
    Id<Person> id;
    std::string name;
    std::string email;
    Role role = Role::agent;
    Status status = Status::offline;
    Time status_since;
    int capacity = 8;
    int load = 0;
    std::string signature;  // one line that buyers see under the name
    bool active = true;
    bool totp = false;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Person, (),
                      (id, name, email, role, status, status_since, capacity, load, signature,
                       active, totp, version))

// Somebody's status changed, they came back, or have room again. `left`: they went home just now,
// or may work here no longer.
struct StatusChanged {
    static constexpr auto name = "status_changed";
    std::string shop;
    Id<Person> person;
    bool left = false;
};
BOOST_DESCRIBE_STRUCT(StatusChanged, (), (shop, person, left))

// To all desks of that person.
struct PersonChanged {
    static constexpr auto name = "person_changed";
    Person data;
};
BOOST_DESCRIBE_STRUCT(PersonChanged, (), (data))
// To everybody in the house, at most once a second.
struct PeopleNow {
    std::vector<Person> items;
};
BOOST_DESCRIBE_STRUCT(PeopleNow, (), (items))
struct PeopleChanged {
    static constexpr auto name = "people_changed";
    PeopleNow data;
};
BOOST_DESCRIBE_STRUCT(PeopleChanged, (), (data))

// Live keys: a person's own conversations, the shop's desk (both only for who may converse), the
// floor (who may see colleagues' conversations), and whoever works in the house.
std::string person_key(const Id<Person>&);
std::string desk_key(std::string_view shop);
std::string floor_key(std::string_view shop);
std::string house_key(std::string_view shop);

// Who these credentials are: a person by cookie or token, or nobody. Visitors are the customers'
// room. Errors: unauthenticated (`session_ended`), forbidden (`bad_csrf`).
Result<Principal> recognised(Work&, const Credentials&);

// Errors: not_found.
Result<Person> person(Work&, std::string_view shop, const Id<Person>&);
// Somebody who works here and has the right, so that work may be given to them. `field` names them
// in the refusal. Errors: not_found, invalid (`cannot_take_it`).
Result<Person> taker(Work&, std::string_view shop, const Id<Person>&, const Right&,
                     std::string field);
Result<Shop> shop(Work&, std::string_view shop);
std::vector<Shop> shops(Work&);
Result<Shop> rename_shop(Work&, std::string_view shop, std::optional<std::string> name,
                         std::optional<std::string> slogan);

// Somebody who can be given a conversation now: online, with an open desk. Whether they have room
// is for the queue to say.
struct Hand {
    Id<Person> id;
    int capacity = 0, load = 0;
    Time last_given_at;
};
BOOST_DESCRIBE_STRUCT(Hand, (), (id, capacity, load, last_given_at))
std::vector<Hand> on_duty(Work&, std::string_view shop);
// Counts one more (or one less) open conversation for them, and says so to the desk.
void carry(Work&, std::string_view shop, const Id<Person>&, int more);
// Nobody is there to answer: offline without an open desk, or no longer working here.
bool is_gone(Work&, std::string_view shop, const Id<Person>&);
// They work, and no desk of theirs is open: a word to their browser or phone is wanted.
bool is_away(Work&, std::string_view shop, const Id<Person>&);
void mark_given(Work&, std::string_view shop, const Id<Person>&);
// Sets somebody's status for them (a lead, or the house itself). Errors: not_found.
Result<Person> put_status(Work&, std::string_view shop, const Id<Person>&, Status);
// Presence over several nodes of the house. Every node counts the sockets it holds and says every
// `beat_every` that it lives; when it is silent for three beats its sockets count no more. Without
// a socket for 90 s somebody is offline.
constexpr auto beat_every = std::chrono::seconds{10};
struct Desk {
    std::string shop;
    Id<Person> person;
    int sockets = 0;  // at this node, now
};
void set_sockets(Work&, std::string_view node, const Desk&);
// `here`: every desk at this node, told again to a house that took the node for dead.
void beat(Work&, std::string_view node, const std::vector<Desk>& here);
void begin_node(Work&, std::string_view node);
void leave_node(Work&, std::string_view node);
// A session that is used goes on: called when a desk of it opens or closes.
void touch_session(Work&, std::string_view session);
std::vector<Person> colleagues(Work&, std::string_view shop);

// One row of the audit, in the caller's commit.
void audit(Work&, std::string_view action, std::string_view subject, std::string_view detail = "");
// Empty when the chain of this shop is whole, else the first seq that does not fit.
std::optional<std::int64_t> audit_broken_at(Work&, std::string_view shop);

struct NewPerson {
    std::string name, email;
    Role role = Role::agent;
    std::string password_hash;
    std::string signature;
};
// Errors: conflict (`email_taken`), invalid (`bad_email`, `bad_name`).
Result<Person> hire(Work&, std::string_view shop, NewPerson);
Result<Shop> found_shop(Work&, std::string name, std::string slogan, std::string locale);

struct PushSubscription {
    static constexpr auto table = "push_subscriptions";
    Id<PushSubscription> id;
    std::string shop;
    Id<Person> person;
    std::string endpoint, p256dh, auth;
    Time made_at;
};
BOOST_DESCRIBE_STRUCT(PushSubscription, (), (id, shop, person, endpoint, p256dh, auth, made_at))
std::vector<PushSubscription> push_subscriptions(Work&, std::string_view shop, const Id<Person>&);
void forget_push(Work&, const Id<PushSubscription>&);

// A text for a name: 1..limit characters, no control or direction-override characters.
// Errors: invalid.
Result<std::string> decent(std::string text, std::string_view field, std::size_t limit = 60);

void routes(Router&);
void reactions(Jobs&);
void verify(Db&);

}  // namespace team
