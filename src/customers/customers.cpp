#include "customers/customers.hpp"

#include <algorithm>

#include "customers/vault_rows.hpp"
#include "kit/crypto/crypto.hpp"
#include "kit/http/router.hpp"
#include "kit/text/utf8.hpp"

namespace customers {

struct VisitorRow {
    static constexpr auto table = "visitors";
    Id<VisitorRow> id;
    std::string shop;
    Id<Contact> contact;
    Time made_at;
};
BOOST_DESCRIBE_STRUCT(VisitorRow, (), (id, shop, contact, made_at))

std::string contact_key(const Id<Contact>& id) { return "contact:" + id.text; }

ContactBrief brief(const Contact& of) { return {of.id, of.name, of.verified, of.tags}; }

// One row a message needs to know its sender.
struct Sender {
    std::string visitor, contact, shop, name;
};
BOOST_DESCRIBE_STRUCT(Sender, (), (visitor, contact, shop, name))

Result<Principal> recognised(Work& work, const Credentials& shown) {
    auto found = work.db.rows<Sender>(
        "select v.id, v.contact, v.shop, c.name from visitors v join contacts c on c.id = v.contact "
        "and c.shop = v.shop where v.id = ?",
        crypto::sha256_hex(shown.secret));
    if (found.empty()) return unauthenticated("visitor_unknown");
    auto& sender = found.front();
    Principal out;
    out.kind = Principal::Kind::visitor;
    out.id = std::move(sender.contact);
    out.name = std::move(sender.name);
    out.shop = std::move(sender.shop);
    out.session = std::move(sender.visitor);
    out.rights = team::rights_of_visitors();
    return out;
}

Result<Contact> contact(Work& work, std::string_view shop, const Id<Contact>& id) {
    return work.db.find(id, shop);
}

std::vector<Contact> latest(Work& work, std::string_view shop, int limit) {
    return work.db.all<Contact>("where shop = ? order by last_seen_at desc limit ?", shop, limit);
}

std::optional<Id<Contact>> proved_as(Work& work, std::string_view shop,
                                     std::string_view external_id) {
    auto of = work.db.first<Contact>("where shop = ? and external_id = ?", shop, external_id);
    return of ? std::optional(of->id) : std::nullopt;
}

// 顾客 with four digits, so that two strangers can be told apart at the desk.
static std::string stranger_name(const Id<Contact>& id, std::string_view locale) {
    unsigned number = 0;
    std::from_chars(id.text.data() + id.text.size() - 4, id.text.data() + id.text.size(), number,
                    16);
    auto digits = std::to_string(number % 10'000);
    digits.insert(0, 4 - digits.size(), '0');
    return (locale.starts_with("en") ? "Guest " : "顾客") + digits;
}

static Contact new_contact(Work& work, std::string_view shop, std::string_view locale) {
    Contact made{.id = work.new_id<Contact>(),
                 .shop = std::string(shop),
                 .locale = locale.starts_with("en") ? "en" : "zh-CN",
                 .first_seen_at = work.now,
                 .last_seen_at = work.now};
    made.name = stranger_name(made.id, locale);
    return made;
}

static std::string proved_name(const crypto::Identity& identity, const std::string& otherwise) {
    auto name = team::decent(identity.name, "name");
    return name ? *name : otherwise;
}

// Binds the proof to a contact: the one that has this number, or the stranger who shows it now. A
// stranger's own past stays with the stranger when the number belongs to another contact already.
static Contact proved(Work& work, std::string_view shop, const crypto::Identity& identity,
                      std::optional<Contact> stranger, std::string_view locale, bool& fresh) {
    if (auto known =
            work.db.first<Contact>("where shop = ? and external_id = ?", shop, identity.subject)) {
        known->name = proved_name(identity, known->name);
        fresh = false;
        return *known;
    }
    fresh = !stranger || stranger->verified;
    auto made = fresh ? new_contact(work, shop, locale) : *stranger;
    made.external_id = identity.subject;
    made.verified = true;
    made.name = proved_name(identity, made.name);
    return made;
}

Result<Arrival> arrive(Work& work, std::string_view shop,
                       const std::optional<std::string>& identity, std::string_view identity_key,
                       std::string_view audience, std::string_view locale) {
    std::optional<crypto::Identity> proof;
    if (identity) {
        TRY(proof, crypto::identity(*identity, identity_key, audience, work.now));
    }
    std::optional<VisitorRow> visitor;
    std::optional<Contact> known;
    if (work.credentials.kind == Credentials::Kind::visitor) {
        visitor = work.db.first<VisitorRow>("where id = ? and shop = ?",
                                            crypto::sha256_hex(work.credentials.secret), shop);
        if (visitor)
            known = work.db.first<Contact>("where id = ? and shop = ?", visitor->contact, shop);
    }
    bool fresh = !known;
    Contact who = known ? *known : new_contact(work, shop, locale);
    if (proof) who = proved(work, shop, *proof, known, locale, fresh);
    who.last_seen_at = work.now;
    who.version += 1;
    if (fresh) work.db.insert(who);
    else work.db.update(who);

    Arrival out{who, std::nullopt};
    if (visitor && visitor->contact == who.id) return out;
    // Another contact now: a new secret, so that what knew the old one knows nothing of the new.
    out.secret = crypto::new_secret();
    work.db.insert(VisitorRow{{crypto::sha256_hex(*out.secret)}, who.shop, who.id, work.now});
    return out;
}

struct PatchContact {
    std::optional<std::string> name, note;
    std::optional<std::vector<std::string>> tags;
};
BOOST_DESCRIBE_STRUCT(PatchContact, (), (name, note, tags))

static Result<Contact> show_contact(Work& work, const Id<Contact>& id) {
    return contact(work, work.who.shop, id);
}

static Result<Contact> patch_contact(Work& work, const Id<Contact>& id, const PatchContact& ask) {
    TRY(auto found, contact(work, work.who.shop, id));
    if (ask.name) {
        TRY(found.name, team::decent(*ask.name, "name"));
    }
    if (ask.note) {
        if (!text::is_valid_utf8(*ask.note) || text::has_forbidden_controls(*ask.note))
            return invalid("bad_characters", "note");
        if (text::length(*ask.note) > 2000) return invalid("too_long", "note");
        found.note = *ask.note;
    }
    if (ask.tags) {
        if (ask.tags->size() > 20) return invalid("too_many", "tags");
        found.tags.clear();
        for (auto& tag : *ask.tags) {
            TRY(auto fine, team::decent(tag, "tags", 20));
            if (std::ranges::find(found.tags, fine) == found.tags.end()) found.tags.push_back(fine);
        }
    }
    found.version += 1;
    work.db.update(found);
    work.publish(ContactChanged{found}, {team::desk_key(work.who.shop)});
    return found;
}

struct ContactPage {
    std::vector<Contact> items;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(ContactPage, (), (items, next))
struct AskContacts {
    std::optional<std::string> q;
    std::optional<std::int64_t> after;  // last_seen_at of the last one seen
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(AskContacts, (), (q, after, limit))

static std::string like(std::string_view text) {
    std::string out = "%";
    for (char c : text) {
        if (c == '%' || c == '_' || c == '\\') out += '\\';
        out += c;
    }
    return out + "%";
}

static Result<ContactPage> list_contacts(Work& work, const AskContacts& ask) {
    int limit = std::clamp(ask.limit.value_or(50), 1, 200);
    ContactPage out;
    out.items = work.db.all<Contact>(
        "where shop = ? and last_seen_at < ? and (name like ? escape '\\' or external_id = ?) "
        "order by last_seen_at desc limit ?",
        work.who.shop, ask.after.value_or(INT64_MAX), like(ask.q.value_or("")), ask.q.value_or(""),
        limit);
    if (static_cast<int>(out.items.size()) == limit)
        out.next = std::to_string(out.items.back().last_seen_at.us);
    return out;
}

void routes(Router& router) {
    router.get("/contacts", list_contacts, may::converse).limited({"search", 60, 60});
    router.get("/contacts/{id}", show_contact, may::converse);
    router.patch("/contacts/{id}", patch_contact, may::converse);
    router.event<ContactChanged>();
    reveal_routes(router);
}

void verify(Db& db) {
    db.verify<Contact>();
    db.verify<VisitorRow>();
    db.verify<VaultRow>();
    db.verify<RevealRow>();
}

}  // namespace customers
