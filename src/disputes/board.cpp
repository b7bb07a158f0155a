// Disputes as they are shown: one with its rail, clock and file; lists; how many orders are
// disputed.
#include <algorithm>

#include "disputes/rows.hpp"
#include "kit/db/paging.hpp"
#include "kit/http/router.hpp"

namespace disputes {

static std::string assignee_name(Work& work, const DisputeFileRow& row) {
    if (row.assignee.empty()) return "";
    auto person = team::person(work, row.shop, {row.assignee});
    return person ? person->name : "";
}

DisputeBrief brief_of(Work& work, const DisputeFileRow& row) {
    return {row.id,
            row.version,
            row.number,
            row.platform_number,
            row.order_id.text,
            row.order_number,
            row.case_id,
            row.case_number,
            row.buyer_name,
            row.goods_title,
            row.currency,
            row.assignee,
            assignee_name(work, row),
            row.platform,
            row.reason,
            row.state,
            row.awaited,
            row.asked,
            row.ruled,
            row.filed_at,
            row.deadline_at,
            row.over_at,
            row.warned_at.has_value() && !row.over_at,
            row.missed_at.has_value() && !row.over_at};
}

std::vector<DisputeStepRow> steps_of(Work& work, const DisputeFileRow& row) {
    return work.db.all<DisputeStepRow>("where shop = ? and dispute = ? order by seq", row.shop,
                                       row.id);
}

std::optional<aftersales::Case> case_of(Work& work, const DisputeFileRow& row) {
    if (row.case_id.empty()) return {};
    auto found = aftersales::find(work, row.shop, {row.case_id});
    return found ? std::optional(*found) : std::nullopt;
}

// The states it has been in, then what follows when all goes well.
static std::vector<DisputeRailStep> rail_now(const DisputeFileRow& row,
                                             const std::vector<DisputeStepRow>& steps) {
    std::vector<DisputeRailStep> out;
    for (auto& step : steps)
        if (step.event == "opened" || step.from_state != step.to_state)
            if (auto state = enum_named<DisputeState>(step.to_state))
                out.push_back({*state, step.at, false});
    if (out.empty()) out.push_back({row.state, row.opened_at, false});
    out.back().now = true;
    auto ahead = rail_of();
    auto here = std::ranges::find(ahead, row.state);
    if (is_final(row.state) || here == ahead.end()) return out;
    for (++here; here != ahead.end(); ++here) out.push_back({*here, {}, false});
    return out;
}

static std::optional<DisputeRunningClock> clock_now(const DisputeFileRow& row) {
    auto clock = clock_of(row.platform, row.state);
    if (!clock) return {};
    return DisputeRunningClock{clock->awaited,
                               row.state_since,
                               row.deadline_at,
                               row.named_until.has_value(),
                               std::string(clock->source_zh),
                               std::string(clock->source_en),
                               std::string(clock->effective_from)};
}

static bool is_decided(DisputeState state) {
    return state == DisputeState::ruled_buyer || state == DisputeState::ruled_shared ||
           state == DisputeState::settled;
}

// A case carries the ruling out from the moment it was agreed to.
bool carries_out(aftersales::CaseState state) {
    using enum aftersales::CaseState;
    switch (state) {
        case review:
        case offered:
        case seller_refused:
        case receipt_refused:
        case arbitration:
        case evidence_seller:
        case evidence_buyer:
        case evidence_both:
        case evidence_more:
        case suspended:
        case closed:
        case cancelled:
        case tracing:
            return false;
        default:
            return true;
    }
}

bool is_over(aftersales::CaseState state) {
    return state == aftersales::CaseState::closed || state == aftersales::CaseState::cancelled;
}

static std::vector<DisputeFile> files_of(const aftersales::Case& of) {
    std::vector<DisputeFile> out;
    for (auto& one : of.evidence) out.push_back({one.id.text, one.name, one.sha256, one.url});
    return out;
}

Dispute shown(Work& work, const DisputeFileRow& row) {
    Dispute out;
    out.id = row.id;
    out.brief = brief_of(work, row);
    out.words = row.words;
    out.opened_name = row.opened_name;
    auto steps = steps_of(work, row);
    out.rail = rail_now(row, steps);
    out.clock = clock_now(row);
    out.ruled_at = row.ruled_at;
    if (row.ruled_at && row.appeals == 0 && !row.over_at)
        out.appeal_until = *row.ruled_at + std::chrono::days{7};
    auto of = case_of(work, row);
    if (of) out.case_state = of->brief.state, out.case_files = files_of(*of);
    out.wants_case = is_decided(row.state) && row.ruled.value_or(Minor{}).units > 0 &&
                     (!of || is_over(of->brief.state));
    out.duty = row.duty;
    out.pieces = row.pieces;
    out.may = possible(position_of(row));
    for (auto& step : steps)
        out.history.push_back({step.seq, step.event, step.who_name, step.from_state, step.to_state,
                               step.note, step.amount, step.deadline_at, step.at});
    return out;
}

// --- lists
// -------------------------------------------------------------------------------------------------

enum class DisputeView { ours, platform, over };
BOOST_DESCRIBE_ENUM(DisputeView, ours, platform, over)
// Whose: anybody's when it is not said.
enum class DisputeOwner { anybody, me, nobody };
BOOST_DESCRIBE_ENUM(DisputeOwner, anybody, me, nobody)

struct AskDisputes {
    std::optional<DisputeView> view;  // ours when it is not said
    std::optional<DisputeOwner> owner;
    std::optional<std::string> q;  // among all of the shop, whatever the view
    std::optional<std::string> after;
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(AskDisputes, (), (view, owner, q, after, limit))
struct DisputePage {
    std::vector<DisputeBrief> items;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(DisputePage, (), (items, next))

static std::vector<DisputeFileRow> rows_of(Work& work, const AskDisputes& ask,
                                           const ListPlace& from, int limit) {
    auto& shop = work.who.shop;
    auto view = ask.view.value_or(DisputeView::ours);
    auto whose = ask.owner.value_or(DisputeOwner::anybody);
    std::string owner = whose == DisputeOwner::me ? work.who.id : "";
    int any = whose == DisputeOwner::anybody ? 1 : 0;
    if (view == DisputeView::over)
        return work.db.all<DisputeFileRow>(
            "where shop = ? and over_at is not null and (? = 1 or assignee = ?) and (over_at, id) < (?, ?) "
            "order by over_at desc, id desc limit ?",
            shop, any, owner, from.at, from.id, limit);
    if (view == DisputeView::ours)
        return work.db.all<DisputeFileRow>(
            "where shop = ? and over_at is null and awaited = 'us' and (? = 1 or assignee = ?) and (rank_at, id) > (?, ?) "
            "order by rank_at, id limit ?",
            shop, any, owner, from.at, from.id, limit);
    return work.db.all<DisputeFileRow>(
        "where shop = ? and over_at is null and awaited <> 'us' and (? = 1 or assignee = ?) and (rank_at, id) > (?, ?) "
        "order by rank_at, id limit ?",
        shop, any, owner, from.at, from.id, limit);
}

static Result<DisputePage> list(Work& work, const AskDisputes& ask) {
    auto view = ask.view.value_or(DisputeView::ours);
    int limit = std::clamp(ask.limit.value_or(50), 1, 200);
    TRY(auto from, place_after(ask.after, view == DisputeView::over ? ListPlace{INT64_MAX, last_id}
                                                                    : ListPlace{-1, ""}));
    DisputePage out;
    if (ask.q && !ask.q->empty()) {
        for (auto& row : found_disputes(work, work.who.shop, *ask.q, limit))
            out.items.push_back(brief_of(work, row));
        return out;
    }
    auto rows = rows_of(work, ask, from, limit);
    for (auto& row : rows) out.items.push_back(brief_of(work, row));
    if (static_cast<int>(rows.size()) == limit) {
        auto& last = rows.back();
        out.next = text_of(
            ListPlace{(view == DisputeView::over ? *last.over_at : last.rank_at).us, last.id.text});
    }
    return out;
}

// 平台介入率 of a month: disputed orders by valid orders.
struct DisputeCounts {
    std::int64_t ours = 0, platform = 0, called = 0, mine = 0, unassigned = 0, disputed_orders = 0,
                 valid_orders = 0;
    Time month;
};
BOOST_DESCRIBE_STRUCT(DisputeCounts, (),
                      (ours, platform, called, mine, unassigned, disputed_orders, valid_orders,
                       month))

static Result<DisputeCounts> counts(Work& work) {
    auto& shop = work.who.shop;
    auto ours = work.db.value<std::int64_t>(
        "select count(*) from disputes where shop = ? and over_at is null and awaited = 'us'",
        shop);
    auto open = work.db.value<std::int64_t>(
        "select count(*) from disputes where shop = ? and over_at is null", shop);
    auto called = work.db.value<std::int64_t>(
        "select count(*) from disputes where shop = ? and over_at is null and rank_at = 0", shop);
    auto held_by = [&](const std::string& whom) {
        return work.db
            .value<std::int64_t>(
                "select count(*) from disputes where shop = ? and over_at is null and assignee = ?",
                shop, whom)
            .value_or(0);
    };
    auto month = month_of(work.now);
    return DisputeCounts{ours.value_or(0),
                         open.value_or(0) - ours.value_or(0),
                         called.value_or(0),
                         held_by(work.who.id),
                         held_by(""),
                         disputed_orders(work, month),
                         valid_orders(work, month),
                         month.from};
}

static Result<Dispute> show(Work& work, const Id<Dispute>& id) {
    TRY(auto row, dispute_row(work, id));
    return shown(work, row);
}

// From a case to its disputes: also those that were opened from its order.
static Result<DisputePage> of_case(Work& work, const Id<aftersales::Case>& id) {
    TRY(auto found, aftersales::find(work, work.who.shop, id));
    DisputePage out;
    for (auto& row : work.db.all<DisputeFileRow>(
             "where shop = ? and case_id = ? and case_id <> '' order by id desc limit 20",
             work.who.shop, found.id))
        out.items.push_back(brief_of(work, row));
    return out;
}

// --- wiring
// --------------------------------------------------------------------------------------------------

void list_routes(Router& router) {
    router.event<DisputeChanged>();
    router.event<DisputeUrged>();
    router.get("/disputes", list, may::work_cases);
    router.get("/disputes/counts", counts, may::work_cases);
    router.get("/disputes/{id}", show, may::work_cases);
    router.get("/cases/{id}/disputes", of_case, may::work_cases);
}

void routes(Router& router) {
    opening_routes(router);
    step_routes(router);
    ruling_routes(router);
    piece_routes(router);
    owner_routes(router);
    list_routes(router);
}

void reactions(Jobs& jobs) {
    step_reactions(jobs);
    owner_reactions(jobs);
}

void verify(Db& db) {
    db.verify<DisputeFileRow>();
    db.verify<DisputeStepRow>();
}

}  // namespace disputes
