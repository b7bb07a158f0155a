// Lists and counts of cases: what find, insert and update cannot say.
#include <algorithm>

#include "aftersales/rows.hpp"
#include "kit/db/paging.hpp"
#include "kit/http/router.hpp"

namespace aftersales {

std::vector<HistoryRow> history_of(Work& work, const CaseRow& row) {
    return work.db.all<HistoryRow>("where shop = ? and case_id = ? order by seq", row.shop, row.id);
}

enum class CaseView { open, mine, overdue, unassigned, over };
BOOST_DESCRIBE_ENUM(CaseView, open, mine, overdue, unassigned, over)

struct AskBoard {
    std::optional<CaseView> view;  // open when it is not said
    std::optional<CaseState> state;
    std::optional<std::string> q;
    std::optional<std::string> after;  // of the page before
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(AskBoard, (), (view, state, q, after, limit))
struct CasePage {
    std::vector<CaseBrief> items;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(CasePage, (), (items, next))

namespace {

CaseView view_of(const AskBoard& ask) { return ask.view.value_or(CaseView::open); }

constexpr std::int64_t never = INT64_MAX;

// No deadline sorts last.
ListPlace first_of(const AskBoard& ask) {
    return view_of(ask) == CaseView::over ? ListPlace{never, last_id} : ListPlace{-1, ""};
}

std::vector<CaseRow> rows_of(Work& work, const AskBoard& ask, const ListPlace& from, int limit) {
    auto& shop = work.who.shop;
    if (ask.q && !ask.q->empty()) return found_cases(work, shop, *ask.q, limit);
    if (view_of(ask) == CaseView::over)
        return work.db.all<CaseRow>(
            "where shop = ? and over_at is not null and (over_at, id) < (?, ?) order by over_at desc, id desc limit ?",
            shop, from.at, from.id, limit);
    if (ask.state)
        return work.db.all<CaseRow>(
            "where shop = ? and state = ? and over_at is null and deadline_at >= ? and (deadline_at > ? or id > ?) "
            "order by deadline_at, id limit ?",
            shop, *ask.state, from.at, from.at, from.id, limit);
    if (view_of(ask) == CaseView::mine || view_of(ask) == CaseView::unassigned)
        return work.db.all<CaseRow>(
            "where shop = ? and assignee = ? and over_at is null and deadline_at >= ? and (deadline_at > ? or id > ?) "
            "order by deadline_at, id limit ?",
            shop, view_of(ask) == CaseView::mine ? work.who.id : "", from.at, from.at, from.id,
            limit);
    auto until = view_of(ask) == CaseView::overdue ? work.now.us : never;
    return work.db.all<CaseRow>(
        "where shop = ? and over_at is null and deadline_at >= ? and deadline_at <= ? and (deadline_at > ? or id > ?) "
        "order by deadline_at, id limit ?",
        shop, from.at, until, from.at, from.id, limit);
}

// Those whose deadline has passed and called a lead: they come first, longest waiting first.
std::vector<CaseRow> called(Work& work, const AskBoard& ask) {
    if (ask.after || (ask.q && !ask.q->empty()) || view_of(ask) == CaseView::over) return {};
    auto rows = work.db.all<CaseRow>(
        "where shop = ? and over_at is null and deadline_at is null order by state_since limit 200",
        work.who.shop);
    std::erase_if(rows, [&](auto& row) {
        if (ask.state && row.state != *ask.state) return true;
        if (view_of(ask) == CaseView::mine) return row.assignee != work.who.id;
        return view_of(ask) == CaseView::unassigned && !row.assignee.empty();
    });
    return rows;
}

}  // namespace

static Result<CasePage> board(Work& work, const AskBoard& ask) {
    int limit = std::clamp(ask.limit.value_or(50), 1, 200);
    TRY(auto from, place_after(ask.after, first_of(ask)));
    CasePage out;
    for (auto& row : called(work, ask)) out.items.push_back(brief_of(work, row));
    auto rows = rows_of(work, ask, from, limit);
    for (auto& row : rows) out.items.push_back(brief_of(work, row));
    bool searched = ask.q && !ask.q->empty();
    if (static_cast<int>(rows.size()) == limit && !searched) {
        auto& last = rows.back();
        auto at = view_of(ask) == CaseView::over ? last.over_at : last.deadline_at;
        out.next = text_of(ListPlace{at ? at->us : never, last.id.text});
    }
    return out;
}

struct StateCount {
    CaseState state = CaseState::review;
    std::int64_t open = 0;
};
BOOST_DESCRIBE_STRUCT(StateCount, (), (state, open))
struct CaseCounts {
    std::int64_t open = 0, overdue = 0, mine = 0, opened_today = 0, ended_today = 0, to_approve = 0;
    std::vector<StateCount> states;
};
BOOST_DESCRIBE_STRUCT(CaseCounts, (),
                      (open, overdue, mine, opened_today, ended_today, to_approve, states))

// Counts that a person can act on; what is more than that is "as many as these".
constexpr int counted_max = 1000;

static Result<CaseCounts> counts(Work& work) {
    auto& shop = work.who.shop;
    CaseCounts out;
    for (auto& row : work.db.all<CountRow>("where shop = ? order by state", shop))
        if (row.open > 0) out.states.push_back({row.state, row.open}), out.open += row.open;
    auto today = end_of(day_of(work.now) - 1);
    out.overdue = std::min<std::int64_t>(
        counted_max,
        work.db.value<std::int64_t>(
                   "select count(*) from (select 1 as one from after_cases where shop = ? and over_at is null and deadline_at < ? limit ?) as few",
                   shop, work.now, counted_max)
                .value_or(0) +
            work.db
                .value<std::int64_t>(
                    "select count(*) from (select 1 as one from after_cases where shop = ? and over_at is null and deadline_at is null limit ?) as few",
                    shop, counted_max)
                .value_or(0));
    out.mine =
        work.db
            .value<std::int64_t>(
                "select count(*) from (select 1 as one from after_cases where shop = ? and assignee = ? and over_at is null limit ?) as few",
                shop, work.who.id, counted_max)
            .value_or(0);
    out.opened_today =
        work.db
            .value<std::int64_t>(
                "select count(*) from after_cases where shop = ? and opened_at >= ?", shop, today)
            .value_or(0);
    out.ended_today =
        work.db
            .value<std::int64_t>("select count(*) from after_cases where shop = ? and over_at >= ?",
                                 shop, today)
            .value_or(0);
    out.to_approve =
        work.db
            .value<std::int64_t>(
                "select count(*) from after_refunds where shop = ? and state = 'requested'", shop)
            .value_or(0);
    return out;
}

static Result<CasePage> of_order(Work& work, const Id<orders::Order>& id) {
    TRY(auto order, orders::find(work, work.who.shop, id));
    CasePage out;
    for (auto& row :
         work.db.all<CaseRow>("where shop = ? and order_id = ? order by opened_at desc limit 100",
                              work.who.shop, order.id))
        out.items.push_back(brief_of(work, row));
    return out;
}

static Result<Case> show(Work& work, const Id<Case>& id) { return find(work, work.who.shop, id); }

void board_routes(Router& router) {
    router.get("/cases", board, may::work_cases);
    router.get("/cases/counts", counts, may::work_cases);
    router.get("/cases/{id}", show, may::work_cases);
    router.get("/orders/{id}/cases", of_order, may::work_cases);
}

}  // namespace aftersales
