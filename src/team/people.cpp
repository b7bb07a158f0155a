#include <algorithm>

#include "kit/crypto/crypto.hpp"
#include "kit/text/utf8.hpp"
#include "team/rows.hpp"

namespace team {

std::string person_key(const Id<Person>& id) { return "person:" + id.text; }
std::string desk_key(std::string_view shop) { return "desk:" + std::string(shop); }
std::string house_key(std::string_view shop) { return "house:" + std::string(shop); }
std::string floor_key(std::string_view shop) { return "floor:" + std::string(shop); }

Person shown(const PersonRow& row) {
    return {row.id,       row.name, row.email,     row.role,   row.status,  row.status_since,
            row.capacity, row.load, row.signature, row.active, row.totp_on, row.version};
}

Result<std::string> decent(std::string text, std::string_view field, std::size_t limit) {
    auto first = text.find_first_not_of(" \t\n"), last = text.find_last_not_of(" \t\n");
    text = first == text.npos ? "" : text.substr(first, last - first + 1);
    if (text.empty()) return invalid("required", std::string(field));
    if (!text::is_valid_utf8(text) || text::has_forbidden_controls(text) || text.contains('\n'))
        return invalid("bad_characters", std::string(field));
    if (text::length(text) > limit) return invalid("too_long", std::string(field));
    return text;
}

// An address good enough to sign in with; nothing is sent to it.
static Result<std::string> decent_email(std::string text) {
    TRY(text, decent(std::move(text), "email", 200));
    std::ranges::transform(text, text.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    });
    auto at = text.find('@');
    if (at == 0 || at == text.npos || at + 1 == text.size() ||
        text.find('@', at + 1) != text.npos || text.contains(' '))
        return invalid("bad_email", "email");
    return text;
}

Result<PersonRow> person_row(Work& work, std::string_view shop, const Id<Person>& id) {
    auto found = work.db.first<PersonRow>("where shop = ? and id = ?", shop, id);
    if (!found) return not_found();
    return *std::move(found);
}
Result<PersonRow> asker(Work& work) { return person_row(work, work.who.shop, {work.who.id}); }

Result<Person> person(Work& work, std::string_view shop, const Id<Person>& id) {
    TRY(auto row, person_row(work, shop, id));
    return shown(row);
}

Result<Person> taker(Work& work, std::string_view shop, const Id<Person>& id, const Right& right,
                     std::string field) {
    TRY(auto found, person(work, shop, id));
    if (!found.active || !(rights_of(found.role) & right.bit))
        return invalid("cannot_take_it", std::move(field));
    return found;
}

std::vector<Person> colleagues(Work& work, std::string_view shop) {
    std::vector<Person> out;
    for (auto& row : work.db.all<PersonRow>("where shop = ? order by active desc, name", shop))
        out.push_back(shown(row));
    return out;
}

void save_person(Work& work, PersonRow& row) {
    row.version += 1;
    row.changed_at = work.now;
    work.db.update(row);
    work.publish(PersonChanged{shown(row)}, {person_key(row.id)});
    tell_colleagues(work, row.shop);
}

Result<Shop> shop(Work& work, std::string_view id) {
    auto found = work.db.first<Shop>("where id = ?", id);
    if (!found) return not_found();
    return *std::move(found);
}

std::vector<Shop> shops(Work& work) { return work.db.all<Shop>("order by id"); }

Result<Shop> rename_shop(Work& work, std::string_view id, std::optional<std::string> name,
                         std::optional<std::string> slogan) {
    TRY(auto found, shop(work, id));
    if (name) {
        TRY(found.name, decent(*std::move(name), "name"));
    }
    if (slogan) {
        TRY(found.slogan,
            slogan->empty() ? Result<std::string>("") : decent(*std::move(slogan), "slogan", 120));
    }
    work.db.update(found);
    return found;
}

Result<Shop> found_shop(Work& work, std::string name, std::string slogan, std::string locale) {
    TRY(name, decent(std::move(name), "shop_name"));
    Shop made{work.new_id<Shop>(), std::move(name), std::move(slogan), std::move(locale), work.now};
    work.db.insert(made);
    return made;
}

Result<Person> hire(Work& work, std::string_view shop, NewPerson ask) {
    TRY(auto name, decent(std::move(ask.name), "name"));
    TRY(auto email, decent_email(std::move(ask.email)));
    if (work.db.value<std::string>("select id from people where email = ?", email))
        return conflict("email_taken");
    PersonRow row{.id = work.new_id<Person>(),
                  .shop = std::string(shop),
                  .name = std::move(name),
                  .email = std::move(email),
                  .role = ask.role,
                  .password_hash = std::move(ask.password_hash),
                  .totp_secret = "",
                  .status_since = work.now,
                  .last_given_at = {},
                  .signature = std::move(ask.signature),
                  .created_at = work.now,
                  .changed_at = work.now};
    work.db.insert(row);
    tell_colleagues(work, shop);
    return shown(row);
}

void carry(Work& work, std::string_view shop, const Id<Person>& id, int more) {
    auto row = person_row(work, shop, id);
    ENSURE(row, "the assignee works here");
    row->load = std::max(0, row->load + more);
    save_person(work, *row);
    if (more < 0) work.announce(StatusChanged{row->shop, id, false});
}

void mark_given(Work& work, std::string_view shop, const Id<Person>& id) {
    work.db.execute("update people set last_given_at = ? where shop = ? and id = ?", work.now, shop,
                    id);
}

void touch_session(Work& work, std::string_view session) {
    work.db.execute("update sessions set seen_at = ? where id = ?", work.now, session);
}

std::vector<PushSubscription> push_subscriptions(Work& work, std::string_view shop,
                                                 const Id<Person>& id) {
    return work.db.all<PushSubscription>("where shop = ? and person = ?", shop, id);
}
void forget_push(Work& work, const Id<PushSubscription>& id) { work.db.remove(id); }

void verify(Db& db) {
    db.verify<Shop>();
    db.verify<PersonRow>();
    db.verify<SessionRow>();
    db.verify<TokenRow>();
    db.verify<RecoveryCode>();
    db.verify<SignInFailures>();
    db.verify<AuditRow>();
    db.verify<PushSubscription>();
    verify_presence(db);
    verify_grace(db);
}

}  // namespace team
