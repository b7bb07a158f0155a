// What a waiting buyer is told, and what becomes of a wait that nobody ends.
#include <algorithm>
#include <map>
#include <span>

#include "kit/http/router.hpp"
#include "reception/rows.hpp"
#include "shifts/shifts.hpp"

namespace reception {

using conversations::State;

constexpr auto pace_looks_back = std::chrono::hours{2};
// A mean of fewer ended conversations says nothing.
constexpr std::int64_t pace_least = 5;

// How long its group needs for a conversation; over the whole shop while its group is young.
static Span pace_of(const std::vector<conversations::Pace>& paces, const std::string& group) {
    std::int64_t count = 0, sum = 0;
    for (auto& pace : paces) {
        if (pace.group == group && pace.count >= pace_least) return Span{pace.mean_us};
        count += pace.count;
        sum += pace.count * pace.mean_us;
    }
    return count >= pace_least ? Span{sum / count} : Span{};
}

// What a wait is worth to know falls with its place; so many at the head are looked at one by one.
constexpr std::size_t head = 200;

static std::optional<std::int64_t> wait_of(const Ticket& ticket, std::span<const Ticket> before,
                                           const Floor& floor,
                                           const std::vector<conversations::Pace>& paces,
                                           Time now) {
    auto wait = expected_wait(ticket, before.first(std::min(before.size(), head)), floor,
                              pace_of(paces, ticket.group), now);
    if (!wait) return std::nullopt;
    auto scale = before.size() > head ? static_cast<double>(before.size()) / head : 1.0;
    return static_cast<std::int64_t>(static_cast<double>(wait->count()) * scale / 1e6);
}

static Ticket ticket_of(const conversations::ConversationRow& row, const QueueRules& rules) {
    return {row.id,          row.queued_at, row.queue_from,  row.queue_group.value_or(""),
            row.queue_needs, row.passed,    row.last_person, rules.web_weight};
}

static std::vector<Ticket> tickets_of(Work& work, std::string_view shop, const QueueRules& rules,
                                      int most) {
    std::vector<Ticket> out;
    for (auto& row : conversations::waiting(work, shop, most)) out.push_back(ticket_of(row, rules));
    return out;
}

PlaceInQueue place_of(Work& work, const conversations::ConversationRow& row) {
    auto floor = floor_of(work, row.shop);
    auto ticket = ticket_of(row, floor.rules);
    auto before = tickets_of(work, row.shop, floor.rules, 2'000);
    std::erase_if(before, [&](auto& other) {
        return std::tuple(other.queue_from, other.id) >= std::tuple(ticket.queue_from, ticket.id);
    });
    auto paces = conversations::paces(work, row.shop, work.now - pace_looks_back);
    return {conversations::waiting_before(work, row) + 1,
            conversations::waiting_count(work, row.shop),
            wait_of(ticket, before, floor, paces, work.now), !floor.agents.empty()};
}

void tell_places(Work& work, std::string_view shop, int most) {
    auto rows = conversations::waiting(work, shop, most);
    if (rows.empty()) return;
    auto floor = floor_of(work, shop);
    auto paces = conversations::paces(work, shop, work.now - pace_looks_back);
    auto waiting = conversations::waiting_count(work, shop);
    std::map<std::string, std::int64_t> places;
    std::vector<Ticket> before;
    for (auto& row : rows) {
        auto ticket = ticket_of(row, floor.rules);
        PlaceInQueue place{++places[ticket.group], waiting,
                           wait_of(ticket, before, floor, paces, work.now), !floor.agents.empty()};
        work.publish(PlaceTold{place}, {customers::contact_key(row.contact)});
        before.push_back(std::move(ticket));
    }
}

// --- the buyer's side
// ---------------------------------------------------------------------------------

// Errors: not_found (nothing was said yet).
static Result<conversations::ConversationRow> mine(Work& work) {
    auto row = conversations::current(work, work.who.shop, work.who.id);
    if (!row) return not_found();
    return *std::move(row);
}

static Result<PlaceInQueue> my_place(Work& work) {
    TRY(auto row, mine(work));
    if (row.state != State::waiting) return conflict("not_waiting");
    return place_of(work, row);
}

struct LeaveMessage {
    std::optional<bool> call_back;
};
BOOST_DESCRIBE_STRUCT(LeaveMessage, (), (call_back))
struct MessageLeft {
    std::string owner_name;
    Time due_at;
};
BOOST_DESCRIBE_STRUCT(MessageLeft, (), (owner_name, due_at))

static Result<MessageLeft> leave(Work& work, const LeaveMessage& ask) {
    TRY(auto row, mine(work));
    if (row.state != State::waiting) return conflict("not_waiting");
    auto kind =
        ask.call_back.value_or(false) ? FollowUpKind::call_back : FollowUpKind::message_left;
    TRY(auto made, leave_message(work, row.shop, row.id, kind, row.last_text));
    TRY(auto owner, team::person(work, row.shop, made.owner));
    return MessageLeft{owner.name, made.due_at};
}

std::optional<Id<Person>> owner_for(Work& work, const conversations::ConversationRow& row,
                                    Time from, Time to) {
    auto groups = groups_of(work, row.shop);
    auto group = std::ranges::find(groups, row.queue_group.value_or(""),
                                   [](auto& one) { return one.id.text; });
    auto roster = shifts::roster(work, row.shop, from, to);
    std::optional<std::tuple<bool, bool, bool, std::int64_t, std::string>> best;
    for (auto& person : team::colleagues(work, row.shop)) {
        bool answers = person.role == team::Role::agent || person.role == team::Role::lead;
        if (!person.active || !(answers || person.role == team::Role::admin)) continue;
        bool is_off = !shifts::works_between(roster, person.id, from, to);
        bool is_stranger = !answers || row.last_person != person.id;
        bool outside =
            !answers || (group != groups.end() &&
                         std::ranges::find(group->members, person.id) == group->members.end());
        auto open = work.db.value<std::int64_t>(
            "select count(*) from follow_ups where shop = ? and owner = ? and done_at is null",
            row.shop, person.id);
        std::tuple rank{is_off, is_stranger, outside, open.value_or(0), person.id.text};
        if (!best || rank < *best) best = rank;
    }
    if (!best) return std::nullopt;
    return Id<Person>{std::get<4>(*best)};
}

Result<FollowUp> leave_message(Work& work, std::string_view shop,
                               const Id<conversations::Conversation>& id, FollowUpKind kind,
                               const std::string& words) {
    TRY(auto row, conversations::find(work, shop, id));
    if (row.state != State::waiting) return conflict("not_waiting");
    auto due = work.now + std::chrono::hours{rules_of(work, shop).follow_up_h};
    auto owner = owner_for(work, row, work.now, due);
    if (!owner) return conflict("nobody_works_here");
    TRY(auto person, team::person(work, shop, *owner));
    TRY(conversations::end(work, shop, id, "left|" + person.name));
    TRY(row, conversations::find(work, shop, id));
    return promise(work, row, {kind, *owner, words, due, {}, {}});
}

void wait_routes(Router& router) {
    router.get("/visit/queue", my_place, may::visit).for_any_site();
    router.post("/visit/message_left", leave, may::visit).for_any_site().limited({"left", 10, 60});
    router.event<PlaceTold>();
}

}  // namespace reception
