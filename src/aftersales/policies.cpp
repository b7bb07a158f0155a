// The shop's policy in versions, the table of the machine for the desk, and what a policy would have done.
#include <algorithm>

#include "aftersales/rows.hpp"
#include "catalogue/catalogue.hpp"
#include "kit/http/router.hpp"

namespace aftersales {

Policy policy_of(Work& work, std::string_view shop, std::int64_t number) {
    auto row = work.db.first<PolicyRow>("where shop = ? and number = ?", shop, number);
    return row ? row->body : Policy{};
}

std::int64_t policy_now(Work& work, std::string_view shop) {
    return work.db.value<std::int64_t>("select max(number) from after_policies where shop = ?", shop).value_or(0);
}

Goods goods_of_product(Work& work, std::string_view shop, const std::string& product) {
    if (product.empty()) return Goods::ordinary;
    auto found = catalogue::find(work, shop, {product});
    if (!found) return Goods::ordinary;
    auto rules = catalogue::after_sales_rules(work, shop, *found);
    switch (rules.seven_day) {
        case catalogue::SevenDay::custom_made: return Goods::custom;
        case catalogue::SevenDay::perishable: return Goods::fresh;
        case catalogue::SevenDay::digital: return Goods::digital;
        case catalogue::SevenDay::periodical: return Goods::periodicals;
        case catalogue::SevenDay::unsealing_harms: return Goods::unsealed_risk;
        case catalogue::SevenDay::loses_value: return Goods::drops_on_use;
        case catalogue::SevenDay::disclosed_flaw: return Goods::flawed;
        case catalogue::SevenDay::applies: break;
    }
    switch (rules.intact) {
        case catalogue::Intact::sealed: return Goods::sealed;
        case catalogue::Intact::electronic: return Goods::electronics;
        case catalogue::Intact::tagged: return Goods::apparel;
        case catalogue::Intact::general: break;
    }
    return Goods::ordinary;
}

struct PolicyShown {
    std::int64_t number = 0;
    Policy policy;
    std::optional<Time> made_at;
};
BOOST_DESCRIBE_STRUCT(PolicyShown, (), (number, policy, made_at))

static Result<PolicyShown> show(Work& work) {
    auto number = policy_now(work, work.who.shop);
    auto row = work.db.first<PolicyRow>("where shop = ? and number = ?", work.who.shop, number);
    return PolicyShown{number, row ? row->body : Policy{}, row ? std::optional(row->made_at) : std::nullopt};
}

struct NewPolicy {
    std::int64_t based_on = 0;   // the version that was changed; another one is live: conflict
    Policy policy;
};
BOOST_DESCRIBE_STRUCT(NewPolicy, (), (based_on, policy))

// A provider pays only for whom it knows.
static Result<void> has_accounts(Work& work, const Policy& policy) {
    for (auto& route : policy.pay_by) {
        if (route.adapter != Adapter::weixin && route.adapter != Adapter::alipay) continue;
        auto known = work.db.value<std::string>("select id from after_pay_accounts where shop = ? and adapter = ?", work.who.shop, route.adapter);
        if (!known) return invalid("not_connected", "pay_by");
    }
    return {};
}

static Result<PolicyShown> publish(Work& work, const NewPolicy& ask) {
    auto& shop = work.who.shop;
    TRY(auto policy, sound(ask.policy));
    TRY(has_accounts(work, policy));
    auto number = policy_now(work, shop);
    if (ask.based_on != number) return conflict("changed");
    PolicyRow row{work.new_id<PolicyRow>(), shop, number + 1, policy, work.who.id, work.now};
    work.db.insert(row);
    team::audit(work, "policy.published", shop, "aftersales " + std::to_string(row.number));
    return PolicyShown{row.number, row.body, row.made_at};
}

// --- the machine, drawn -------------------------------------------------------------------------------------

struct DrawnTransition {
    CaseState from = CaseState::review;
    CaseEvent event = CaseEvent::agree;
    CaseActor actor = CaseActor::seller;
    CaseState to = CaseState::review;
    std::vector<CaseKind> kinds;
};
BOOST_DESCRIBE_STRUCT(DrawnTransition, (), (from, event, actor, to, kinds))
struct DrawnClock {
    CaseState state = CaseState::review;
    CaseActor actor = CaseActor::seller;
    std::int64_t amount = 0;
    ClockUnit unit = ClockUnit::hours;
    TimeAction action = TimeAction::call_lead;
    std::string source, effective_from;
    std::vector<CaseKind> kinds;
};
BOOST_DESCRIBE_STRUCT(DrawnClock, (), (state, actor, amount, unit, action, source, effective_from, kinds))
struct DrawnMachine {
    std::vector<DrawnTransition> transitions;
    std::vector<DrawnClock> clocks;
};
BOOST_DESCRIBE_STRUCT(DrawnMachine, (), (transitions, clocks))

static std::vector<CaseKind> kinds_in(Kinds kinds) {
    std::vector<CaseKind> out;
    for (int i = 0; i < case_kinds; ++i)
        if (kinds & (1u << i)) out.push_back(static_cast<CaseKind>(i));
    return out;
}

static Result<DrawnMachine> draw(Work&) {
    DrawnMachine out;
    for (auto& row : transitions()) out.transitions.push_back({row.from, row.event, row.actor, row.to, kinds_in(row.kinds)});
    for (auto& row : clock_rows())
        out.clocks.push_back({row.state, row.actor, row.amount, row.unit, row.action, std::string(row.source),
                              std::string(row.effective_from), kinds_in(row.kinds)});
    return out;
}

// --- what it would have done ----------------------------------------------------------------------------------

// A dry run goes over the last month in parts, so that the desk can show how far it is.
struct DryAsk {
    Policy policy;
    std::optional<std::string> after;   // of the part before
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(DryAsk, (), (policy, after, limit))
struct DryCounts {
    std::int64_t cases = 0, paid_cases = 0, approved_by_agent = 0, approved_by_one = 0, approved_by_two = 0, out_of_window = 0, waived = 0;
    Minor paid;
    std::int64_t hours = 0;   // the clocks of the first review, added up
};
BOOST_DESCRIBE_STRUCT(DryCounts, (), (cases, paid_cases, approved_by_agent, approved_by_one, approved_by_two, out_of_window, waived, paid, hours))
struct DryPart {
    DryCounts before, after;     // as it was, and as it would have been
    std::int64_t done = 0, all = 0;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(DryPart, (), (before, after, done, all, next))

struct DryRow {
    std::string id;
    CaseKind kind = CaseKind::return_refund;
    CaseState state = CaseState::review;
    Minor amount;
    std::int64_t policy = 0;
    Time opened_at;
};
BOOST_DESCRIBE_STRUCT(DryRow, (), (id, kind, state, amount, policy, opened_at))

static void tally(DryCounts& out, const Policy& policy, CaseKind kind, CaseState state, Minor amount, Time opened_at) {
    out.cases += 1;
    if (auto due = deadline_of(policy, begun(kind), opened_at)) out.hours += (due->us - opened_at.us) / 3'600'000'000LL;
    if (amount.units == 0 || state == CaseState::cancelled || state == CaseState::closed) return;
    out.paid_cases += 1;
    out.paid.units += amount.units;
    auto needed = approvals_needed(policy, amount);
    (needed == 0 ? out.approved_by_agent : needed == 1 ? out.approved_by_one : out.approved_by_two) += 1;
    if (amount <= policy.waive_below && (kind == CaseKind::return_refund || kind == CaseKind::exchange)) out.waived += 1;
}

static Result<DryPart> dry_run(Work& work, const DryAsk& ask) {
    TRY(auto policy, sound(ask.policy));
    auto& shop = work.who.shop;
    auto from = work.now - std::chrono::days{30};
    auto limit = std::clamp(ask.limit.value_or(20'000), 1, 50'000);
    DryPart out;
    out.all = work.db.value<std::int64_t>("select count(*) from after_cases where shop = ? and opened_at >= ?", shop, from).value_or(0);
    auto rows = work.db.rows<DryRow>(
        "select id, kind, state, amount, policy, opened_at from after_cases where shop = ? and opened_at >= ? and id > ? order by id limit ?",
        shop, from, ask.after.value_or(""), limit);
    std::map<std::int64_t, Policy> lived;
    for (auto& row : rows) {
        if (!lived.contains(row.policy)) lived[row.policy] = policy_of(work, shop, row.policy);
        tally(out.before, lived[row.policy], row.kind, row.state, row.amount, row.opened_at);
        tally(out.after, policy, row.kind, row.state, row.amount, row.opened_at);
    }
    out.done = static_cast<std::int64_t>(rows.size());
    if (static_cast<int>(rows.size()) == limit) out.next = rows.back().id;
    return out;
}

void policy_routes(Router& router) {
    router.get("/case-policies/now", show, may::work_cases);
    router.post("/case-policies", publish, may::manage_policies);
    router.post("/case-policies/dry-run", dry_run, may::manage_policies);
    router.get("/case-machine", draw, may::work_cases);
}

}  // namespace aftersales
