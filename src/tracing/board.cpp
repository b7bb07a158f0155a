// Tracings as they are shown: one with its rail, clock and log; lists; the shop's own hours.
#include <algorithm>

#include "kit/db/paging.hpp"
#include "kit/http/router.hpp"
#include "tracing/rows.hpp"

namespace tracing {

static std::string assignee_name(Work& work, const TracingFileRow& row) {
    if (row.assignee.empty()) return "";
    auto person = team::person(work, row.shop, {row.assignee});
    return person ? person->name : "";
}

TracingBrief brief_of(Work& work, const TracingFileRow& row) {
    return {row.id,           row.version,
            row.number,       row.order_id.text,
            row.order_number, row.parcel.text,
            row.carrier_name, row.waybill,
            row.buyer_name,   row.goods_title,
            row.reason,       row.opened_by,
            row.state,        calls_lead(position_of(row)),
            row.assignee,     assignee_name(work, row),
            row.case_id,      row.case_number,
            row.silent_since, row.opened_at,
            row.deadline_at,  row.over_at};
}

// The states it has been in, then what follows when all goes well.
static std::vector<TracingRailStep> rail_now(const TracingFileRow& row,
                                             const std::vector<StepRow>& steps) {
    std::vector<TracingRailStep> out;
    for (auto& step : steps)
        if (step.event == "opened" || step.from_state != step.to_state)
            if (auto state = enum_named<TracingState>(step.to_state))
                out.push_back({*state, step.at, false});
    if (out.empty()) out.push_back({row.state, row.opened_at, false});
    out.back().now = true;
    auto ahead = rail_of();
    auto here = std::ranges::find(ahead, row.state);
    if (is_final(row.state) || here == ahead.end()) return out;
    for (++here; here != ahead.end(); ++here) out.push_back({*here, {}, false});
    return out;
}

static std::optional<TracingRunningClock> clock_now(const TracingFileRow& row) {
    auto clock = clock_of(row.state);
    if (!clock) return {};
    return TracingRunningClock{clock->awaited,
                               row.state_since,
                               row.deadline_at,
                               row.promised_by == row.deadline_at && row.deadline_at.has_value(),
                               std::string(clock->source_zh),
                               std::string(clock->source_en),
                               std::string(clock->effective_from)};
}

static std::vector<CourierContact> contacts_of(Work& work, const TracingFileRow& row) {
    std::vector<CourierContact> out;
    for (auto& one : work.db.all<ContactRow>(
             "where shop = ? and tracing = ? order by at desc, id desc limit 200", row.shop,
             row.id))
        out.push_back({one.id, one.channel, one.spoke_to, one.said, one.outcome, one.promised_by,
                       one.who_name, one.at});
    return out;
}

Tracing shown(Work& work, const TracingFileRow& row) {
    Tracing out;
    out.id = row.id;
    out.brief = brief_of(work, row);
    out.words = row.words;
    out.conversation = row.conversation;
    out.contact = row.contact;
    if (auto parcel = orders::parcel(work, row.shop, row.parcel)) out.parcel = *parcel;
    auto steps = steps_of(work, row);
    out.rail = rail_now(row, steps);
    out.clock = clock_now(row);
    out.may = possible(position_of(row), TracingActor::agent);
    out.contacts = contacts_of(work, row);
    for (auto& step : steps)
        out.history.push_back({step.seq, step.event, step.actor, step.who_name, step.from_state,
                               step.to_state, step.note, step.deadline_at, step.news,
                               step.news_text, step.at});
    return out;
}

OwnTracing own_view(Work& work, const TracingFileRow& row) {
    return {row.id,
            row.number,
            row.carrier_name,
            row.waybill,
            row.reason,
            row.state,
            rail_now(row, steps_of(work, row)),
            row.opened_at,
            row.deadline_at,
            row.over_at};
}

Result<Tracing> find(Work& work, std::string_view shop, const Id<Tracing>& id) {
    TRY(auto row, tracing_row(work, shop, id));
    return shown(work, row);
}

// --- lists
// -------------------------------------------------------------------------------------------------

// `called`: those whose deadline was missed. `unassigned`: the watch's and the buyers'.
enum class TracingView { open, mine, called, unassigned, over };
BOOST_DESCRIBE_ENUM(TracingView, open, mine, called, unassigned, over)

struct AskTracings {
    std::optional<TracingView> view;  // open when it is not said
    std::optional<std::string> q;
    std::optional<std::string> after;
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(AskTracings, (), (view, q, after, limit))
struct TracingPage {
    std::vector<TracingBrief> items;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(TracingPage, (), (items, next))

namespace {

TracingView view_of(const AskTracings& ask) { return ask.view.value_or(TracingView::open); }

ListPlace first_of(const AskTracings& ask) {
    return view_of(ask) == TracingView::over ? ListPlace{INT64_MAX, last_id} : ListPlace{-1, ""};
}

std::vector<TracingFileRow> rows_of(Work& work, const AskTracings& ask, const ListPlace& from,
                                    int limit) {
    auto& shop = work.who.shop;
    auto view = view_of(ask);
    if (ask.q && !ask.q->empty())
        return work.db.all<TracingFileRow>(
            "where shop = ? and (number = ? or order_number = ? or waybill = ? or buyer_name = ?) order by opened_at desc limit ?",
            shop, *ask.q, *ask.q, *ask.q, *ask.q, limit);
    if (view == TracingView::over)
        return work.db.all<TracingFileRow>(
            "where shop = ? and (over_at, id) < (?, ?) order by over_at desc, id desc limit ?",
            shop, from.at, from.id, limit);
    if (view == TracingView::mine || view == TracingView::unassigned)
        return work.db.all<TracingFileRow>(
            "where shop = ? and assignee = ? and over_at is null and rank_at >= ? and (rank_at > ? or id > ?) order by rank_at, id limit ?",
            shop, view == TracingView::mine ? work.who.id : "", from.at, from.at, from.id, limit);
    return work.db.all<TracingFileRow>(
        "where shop = ? and over_at is null and rank_at >= ? and rank_at <= ? and (rank_at > ? or id > ?) order by rank_at, id limit ?",
        shop, from.at, view == TracingView::called ? 0 : INT64_MAX, from.at, from.id, limit);
}

}  // namespace

static Result<TracingPage> list(Work& work, const AskTracings& ask) {
    int limit = std::clamp(ask.limit.value_or(50), 1, 200);
    TRY(auto from, place_after(ask.after, first_of(ask)));
    TracingPage out;
    auto rows = rows_of(work, ask, from, limit);
    for (auto& row : rows) out.items.push_back(brief_of(work, row));
    bool searched = ask.q && !ask.q->empty();
    if (static_cast<int>(rows.size()) == limit && !searched) {
        auto& last = rows.back();
        auto at = view_of(ask) == TracingView::over ? *last.over_at : last.rank_at;
        out.next = text_of(ListPlace{at.us, last.id.text});
    }
    return out;
}

struct TracingCounts {
    std::int64_t open = 0, mine = 0, called = 0, unassigned = 0;
};
BOOST_DESCRIBE_STRUCT(TracingCounts, (), (open, mine, called, unassigned))

// What is more than that is "as many as these".
constexpr int counted_max = 1000;

static std::int64_t count_of(Work& work, const std::string& assignee) {
    return work.db
        .value<std::int64_t>(
            "select count(*) from (select 1 as one from tracings where shop = ? and assignee = ? and over_at is null limit ?) as few",
            work.who.shop, assignee, counted_max)
        .value_or(0);
}

static Result<TracingCounts> counts(Work& work) {
    auto& shop = work.who.shop;
    auto open = work.db.value<std::int64_t>(
        "select count(*) from (select 1 as one from tracings where shop = ? and over_at is null limit ?) as few",
        shop, counted_max);
    auto called = work.db.value<std::int64_t>(
        "select count(*) from (select 1 as one from tracings where shop = ? and over_at is null and rank_at = 0 limit ?) as few",
        shop, counted_max);
    return TracingCounts{open.value_or(0), count_of(work, work.who.id), called.value_or(0),
                         count_of(work, "")};
}

static Result<Tracing> show(Work& work, const Id<Tracing>& id) {
    return find(work, work.who.shop, id);
}

static Result<TracingPage> of_order(Work& work, const Id<orders::Order>& id) {
    TRY(auto order, orders::find(work, work.who.shop, id));
    TracingPage out;
    for (auto& row : work.db.all<TracingFileRow>(
             "where shop = ? and order_id = ? order by opened_at desc limit 100", work.who.shop,
             order.id))
        out.items.push_back(brief_of(work, row));
    return out;
}

// The other way round: from a case to the tracing that it came from.
static Result<TracingPage> of_case(Work& work, const Id<aftersales::Case>& id) {
    TRY(auto found, aftersales::find(work, work.who.shop, id));
    TracingPage out;
    for (auto& row : work.db.all<TracingFileRow>(
             "where shop = ? and case_id = ? and case_id <> '' limit 10", work.who.shop, found.id))
        out.items.push_back(brief_of(work, row));
    return out;
}

// --- the shop's own hours
// ------------------------------------------------------------------------------------

TracingRules rules_of(Work& work, std::string_view shop) {
    auto row = work.db.first<RulesRow>("where shop = ?", shop);
    return row ? TracingRules{row->ask_hours,     row->answer_hours, row->watch_opens,
                              row->delay_budget,  row->percent_day,  row->percent_three,
                              row->percent_longer}
               : TracingRules{};
}

static Result<TracingRules> show_rules(Work& work) { return rules_of(work, work.who.shop); }

static Result<TracingRules> set_rules(Work& work, const TracingRules& ask) {
    TRY(auto rules, sound(ask));
    auto old = work.db.first<RulesRow>("where shop = ?", work.who.shop);
    RulesRow row{{work.who.shop},           work.who.shop,       rules.ask_hours,
                 rules.answer_hours,        rules.watch_opens,   rules.delay_budget,
                 rules.percent_day,         rules.percent_three, rules.percent_longer,
                 old ? old->version + 1 : 1};
    if (old) work.db.update(row);
    else work.db.insert(row);
    team::audit(work, "tracing_rules_set", work.who.shop);
    return rules;
}

void list_routes(Router& router) {
    router.get("/tracings", list, may::work_cases);
    router.get("/tracings/counts", counts, may::work_cases);
    router.get("/tracings/{id}", show, may::work_cases);
    router.get("/orders/{id}/tracings", of_order, may::work_cases);
    router.get("/cases/{id}/tracings", of_case, may::work_cases);
    router.get("/tracing_rules", show_rules, may::work_cases);
    router.put("/tracing_rules", set_rules, may::approve_cases);
}

}  // namespace tracing
