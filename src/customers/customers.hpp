// The buyers of a shop (顾客). A contact is a person who buys; a visitor is one browser of theirs,
// known by a secret that only it and we (as a hash) have.
//
// Invariants: who a buyer is, only a signed identity says: without it nothing merges and nothing is
// overwritten; a visitor's rights end with its row.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "customers/covers.hpp"
#include "customers/vault.hpp"
#include "kit/base/describe.hpp"
#include "kit/base/values.hpp"
#include "kit/db/work.hpp"
#include "team/team.hpp"

namespace kit {
class Jobs;
}

namespace customers {

using namespace kit;

struct Contact {
    static constexpr auto table = "contacts";
    Id<Contact> id;
    std::string shop;
    std::string name;
    std::optional<std::string> external_id;
    bool verified = false;
    std::string note;
    std::vector<std::string> tags;
    std::string locale;
    Time first_seen_at, last_seen_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Contact, (),
                      (id, shop, name, external_id, verified, note, tags, locale, first_seen_at,
                       last_seen_at, version))

// What others show of a contact.
struct ContactBrief {
    Id<Contact> id;
    std::string name;
    bool verified = false;
    std::vector<std::string> tags;
};
BOOST_DESCRIBE_STRUCT(ContactBrief, (), (id, name, verified, tags))

struct ContactChanged {
    static constexpr auto name = "contact_changed";
    Contact data;
};
BOOST_DESCRIBE_STRUCT(ContactChanged, (), (data))

std::string contact_key(const Id<Contact>&);
ContactBrief brief(const Contact&);

// The visitor behind these credentials. Errors: unauthenticated (`visitor_unknown`).
Result<Principal> recognised(Work&, const Credentials&);

struct Arrival {
    Contact contact;
    std::optional<std::string> secret;  // of a new visitor; shown this once
};
// Somebody opens the chat window of `shop`: the visitor that the credentials name, or a new one;
// with a signed identity, the contact it proves. Errors: unauthenticated (`bad_identity`,
// `identity_expired`).
Result<Arrival> arrive(Work&, std::string_view shop, const std::optional<std::string>& identity,
                       std::string_view identity_key, std::string_view audience,
                       std::string_view locale);

// Errors: not_found.
Result<Contact> contact(Work&, std::string_view shop, const Id<Contact>&);

// Who was here last, first.
std::vector<Contact> latest(Work&, std::string_view shop, int limit);
// The contact who once proved to be this buyer of the shop's own books.
std::optional<Id<Contact>> proved_as(Work&, std::string_view shop, std::string_view external_id);

struct BroughtContact {
    std::string external_id, name, phone, email;
};
// A buyer as a connected shop knows them: theirs is the contact that a signed identity with this
// number proves later. Name, phone and address of mail go into the vault. Errors: invalid
// (`required`, `too_long`, `bad_characters`).
Result<Contact> bring(Work&, std::string_view shop, const BroughtContact&);

void routes(Router&);
void reactions(Jobs&);
void verify(Db&);

}  // namespace customers
