// How promises come to be: found in what is said, or made by a room above; and what other rooms
// tell of them.
#include "promises/promises.hpp"

#include <algorithm>

#include "kit/http/router.hpp"
#include "kit/jobs/jobs.hpp"
#include "promises/rows.hpp"

namespace promises {

// Two of the same kind that fall due so near each other are one, said twice.
constexpr auto said_twice = std::chrono::minutes{5};

static std::optional<PromiseRow> by_cause(Work& work, std::string_view shop,
                                          std::string_view cause) {
    return work.db.first<PromiseRow>("where shop = ? and cause = ?", shop, cause);
}

static std::vector<PromiseRow> living(Work& work, std::string_view shop,
                                      const Id<conversations::Conversation>& id) {
    return work.db.all<PromiseRow>(
        "where shop = ? and conversation = ? and closed_at is null order by made_at", shop, id);
}

static bool is_said_again(const std::vector<PromiseRow>& living, const Found& found) {
    return std::ranges::any_of(living, [&](auto& row) {
        if (row.state == PromiseState::broken || row.kind != found.kind ||
            row.due_at.has_value() != found.due.has_value())
            return false;
        return !found.due ||
               std::abs((*row.due_at - *found.due).count()) <= Span{said_twice}.count();
    });
}

// The one order that is under way, when there is one.
static std::optional<Id<orders::Order>> order_meant(Work& work, std::string_view shop,
                                                    const Id<customers::Contact>& contact) {
    std::vector<Id<orders::Order>> open;
    for (auto& order : orders::of_contact(work, shop, contact, 10))
        if (order.state != orders::OrderState::done &&
            order.state != orders::OrderState::canceled &&
            order.state != orders::OrderState::refunded)
            open.push_back(order.id);
    if (open.size() != 1) return std::nullopt;
    return open.front();
}

static PromiseRow row_of(Work& work, const conversations::ShopSpoke& said,
                         const conversations::ConversationRow& of, const Found& found) {
    PromiseRow row{.id = work.new_id<Promise>(),
                   .shop = said.shop,
                   .cause = "",
                   .kind = found.kind,
                   .owner = of.assignee,
                   .said_by = {},
                   .conversation = said.conversation,
                   .contact = of.contact,
                   .order_id = said.order,
                   .message = said.message,
                   .seq = said.seq,
                   .words = found.words,
                   .words_from = found.from,
                   .words_to = found.to,
                   .made_at = said.sent_at,
                   .due_at = found.due,
                   .turn_at = found.due.value_or(said.sent_at),
                   .warn_at = {},
                   .warned_at = {},
                   .done_seen_at = {},
                   .broken_at = {},
                   .closed_at = {},
                   .closed_by = {},
                   .note = ""};
    if (said.sender == conversations::Sender::agent)
        row.owner = row.said_by = Id<team::Person>{said.sender_id};
    if (!row.order_id) row.order_id = order_meant(work, said.shop, of.contact);
    if (found.due) row.warn_at = warn_time(row.made_at, *found.due, rules_of(work, said.shop));
    return row;
}

// A person may have been misread, so they are asked. The house means what it says; but its vague
// words are manners.
static void take_down(Work& work, const conversations::ShopSpoke& said,
                      const std::vector<Found>& found) {
    auto of = found.empty() ? Result<conversations::ConversationRow>(not_found())
                            : conversations::find(work, said.shop, said.conversation);
    if (!of) return;
    bool by_person = said.sender == conversations::Sender::agent;
    auto before = living(work, said.shop, said.conversation);
    for (std::size_t i = 0; i < found.size(); ++i) {
        auto cause = "said:" + said.message.text + ":" + std::to_string(i);
        if ((!by_person && !found[i].due) || by_cause(work, said.shop, cause) ||
            is_said_again(before, found[i]))
            continue;
        auto row = row_of(work, said, *of, found[i]);
        row.cause = cause;
        row.state = by_person ? PromiseState::suggested : PromiseState::open;
        add(work, row);
    }
}

// A person wrote again, so an answer that was promised may have been given. Only they know: it is
// shown, not decided. A machine's words are no answer of a person.
static void look_for_answers(Work& work, const conversations::ShopSpoke& said) {
    if (said.sender != conversations::Sender::agent) return;
    for (auto row : living(work, said.shop, said.conversation)) {
        if (!may_answer(row, said.seq, said.sent_at)) continue;
        row.done_seen_at = said.sent_at;
        row.version += 1;
        save(work, row);
    }
}

static void on_spoke(Work& work, const conversations::ShopSpoke& said) {
    auto found = promised_in(said.text, shifts::hours(work, said.shop), said.sent_at);
    // 还在查，今晚8点前回复您 puts off what it does not answer.
    bool puts_off =
        std::ranges::any_of(found, [](auto& one) { return one.kind == PromiseKind::reply; });
    if (!puts_off) look_for_answers(work, said);
    take_down(work, said, found);
}

static void on_given(Work& work, const conversations::ConversationGiven& event) {
    for (auto& row : living(work, event.shop, event.conversation))
        if (auto next = followed(row, event.from, event.to)) save(work, *next, row.owner);
}

static void on_shipped(Work& work, const orders::OrderShipped& event) {
    auto rows = work.db.all<PromiseRow>(
        "where shop = ? and order_id = ? and closed_at is null and kind in ('ship', 'replace') "
        "and state in ('suggested', 'open') and done_seen_at is null",
        event.shop, event.order);
    for (auto& row : rows) {
        row.done_seen_at = work.now;
        row.version += 1;
        save(work, row);
    }
}

// --- for rooms above
// ---------------------------------------------------------------------------------------

Result<Promise> make(Work& work, std::string_view shop, const OwnWord& word) {
    if (auto before = by_cause(work, shop, word.cause)) return shown(work, *before);
    PromiseRow row{.id = work.new_id<Promise>(),
                   .shop = std::string(shop),
                   .cause = word.cause,
                   .kind = word.kind,
                   .owner = word.owner,
                   .said_by = word.said_by,
                   .conversation = word.conversation,
                   .contact = word.contact,
                   .order_id = word.order,
                   .message = {},
                   .words = word.words,
                   .made_at = work.now,
                   .due_at = {},
                   .turn_at = work.now,
                   .warn_at = {},
                   .warned_at = {},
                   .done_seen_at = {},
                   .broken_at = {},
                   .closed_at = {},
                   .closed_by = {},
                   .note = ""};
    if (word.conversation) {
        TRY(auto of, conversations::find(work, shop, *word.conversation));
        row.contact = of.contact;
        if (!row.owner) row.owner = of.assignee;
    }
    TRY(row, confirmed(row, word.due_at, rules_of(work, shop), work.now));
    row.version = 1;
    add(work, row);
    return shown(work, row);
}

void settle(Work& work, std::string_view shop, std::string_view cause, PromiseEnd end,
            const std::string& note) {
    auto row = by_cause(work, shop, cause);
    if (!row) return;
    auto after = closed(*row, {end, note, {}}, work.now);
    if (after) save(work, *after);
}

void routes(Router& router) {
    desk_routes(router);
    list_routes(router);
    router.event<PromiseChanged>();
}

void reactions(Jobs& jobs) {
    jobs.react<conversations::ShopSpoke>(on_spoke);
    jobs.react<conversations::ConversationGiven>(on_given);
    jobs.react<orders::OrderShipped>(on_shipped);
    timer_reactions(jobs);
}

void verify(Db& db) {
    db.verify<PromiseRow>();
    db.verify<PromiseRules>();
}

}  // namespace promises
