// The shop's policy in versions, and the table of the machine for the desk.
#include "aftersales/rows.hpp"
#include "catalogue/catalogue.hpp"
#include "kit/http/router.hpp"

namespace aftersales {

Policy policy_of(Work& work, std::string_view shop, std::int64_t number) {
    auto row = work.db.first<PolicyRow>("where shop = ? and number = ?", shop, number);
    return row ? row->body : Policy{};
}

Policy present_policy(Work& work, std::string_view shop) {
    return policy_of(work, shop, policy_now(work, shop));
}

std::int64_t policy_now(Work& work, std::string_view shop) {
    return work.db
        .value<std::int64_t>("select max(number) from after_policies where shop = ?", shop)
        .value_or(0);
}

Goods goods_of_product(Work& work, std::string_view shop, const std::string& product) {
    if (product.empty()) return Goods::ordinary;
    auto found = catalogue::find(work, shop, {product});
    if (!found) return Goods::ordinary;
    auto rules = catalogue::after_sales_rules(work, shop, *found);
    switch (rules.seven_day) {
        case catalogue::SevenDay::custom_made:
            return Goods::custom;
        case catalogue::SevenDay::perishable:
            return Goods::fresh;
        case catalogue::SevenDay::digital:
            return Goods::digital;
        case catalogue::SevenDay::periodical:
            return Goods::periodicals;
        case catalogue::SevenDay::unsealing_harms:
            return Goods::unsealed_risk;
        case catalogue::SevenDay::loses_value:
            return Goods::drops_on_use;
        case catalogue::SevenDay::disclosed_flaw:
            return Goods::flawed;
        case catalogue::SevenDay::applies:
            break;
    }
    switch (rules.intact) {
        case catalogue::Intact::sealed:
            return Goods::sealed;
        case catalogue::Intact::electronic:
            return Goods::electronics;
        case catalogue::Intact::tagged:
            return Goods::apparel;
        case catalogue::Intact::general:
            break;
    }
    return Goods::ordinary;
}

struct PolicyShown {
    std::int64_t number = 0;
    Policy policy;
    std::optional<Time> made_at;
    std::string made_by_name;  // empty: the house's own
    std::optional<std::int64_t>
        restored_from;  // the version whose words it has; none: it was written anew
};
BOOST_DESCRIBE_STRUCT(PolicyShown, (), (number, policy, made_at, made_by_name, restored_from))
struct PolicyVersions {
    std::vector<PolicyShown> items;  // newest first
};
BOOST_DESCRIBE_STRUCT(PolicyVersions, (), (items))

static PolicyShown shown_policy(Work& work, const PolicyRow& row) {
    auto person = team::person(work, row.shop, {row.made_by});
    return {row.number, row.body, row.made_at, person ? person->name : "", row.restored_from};
}

static Result<PolicyShown> show(Work& work) {
    auto row =
        work.db.first<PolicyRow>("where shop = ? order by number desc limit 1", work.who.shop);
    return row ? shown_policy(work, *row) : PolicyShown{};
}

// What the house ships with is version 0 and ends the list.
static Result<PolicyVersions> list(Work& work) {
    PolicyVersions out;
    for (auto& row :
         work.db.all<PolicyRow>("where shop = ? order by number desc limit 200", work.who.shop))
        out.items.push_back(shown_policy(work, row));
    out.items.push_back({});
    return out;
}

struct NewPolicy {
    std::int64_t based_on = 0;  // the version that was changed; another one is live: conflict
    Policy policy;
    std::optional<std::int64_t> restored_from;  // an old version, word for word
};
BOOST_DESCRIBE_STRUCT(NewPolicy, (), (based_on, policy, restored_from))

// A provider pays only for whom it knows.
static Result<void> has_accounts(Work& work, const Policy& policy) {
    for (auto& route : policy.pay_by) {
        if (route.adapter != Adapter::weixin && route.adapter != Adapter::alipay) continue;
        auto known = work.db.value<std::string>(
            "select id from after_pay_accounts where shop = ? and adapter = ?", work.who.shop,
            route.adapter);
        if (!known) return invalid("not_connected", "pay_by");
    }
    return {};
}

// Going back is a step forward with old words: nothing that was published is ever changed.
static Result<Policy> asked_policy(Work& work, const NewPolicy& ask, std::int64_t now) {
    if (!ask.restored_from) return sound(ask.policy);
    if (*ask.restored_from < 0 || *ask.restored_from >= now)
        return invalid("unknown_version", "restored_from");
    return sound(policy_of(work, work.who.shop, *ask.restored_from));
}

static Result<PolicyShown> publish(Work& work, const NewPolicy& ask) {
    auto& shop = work.who.shop;
    auto number = policy_now(work, shop);
    if (ask.based_on != number) return conflict("changed");
    TRY(auto policy, asked_policy(work, ask, number));
    TRY(has_accounts(work, policy));
    if (policy == policy_of(work, shop, number)) return conflict("nothing_changed");
    PolicyRow row{work.new_id<PolicyRow>(), shop, number + 1, policy, work.who.id, work.now,
                  ask.restored_from};
    work.db.insert(row);
    team::audit(work, "policy.published", shop, "aftersales " + std::to_string(row.number));
    return shown_policy(work, row);
}

// --- the machine, drawn
// -------------------------------------------------------------------------------------

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
BOOST_DESCRIBE_STRUCT(DrawnClock, (),
                      (state, actor, amount, unit, action, source, effective_from, kinds))
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
    for (auto& row : transitions())
        out.transitions.push_back({row.from, row.event, row.actor, row.to, kinds_in(row.kinds)});
    for (auto& row : clock_rows())
        out.clocks.push_back({row.state, row.actor, row.amount, row.unit, row.action,
                              std::string(row.source), std::string(row.effective_from),
                              kinds_in(row.kinds)});
    return out;
}

void policy_routes(Router& router) {
    router.get("/case-policies/now", show, may::work_cases);
    router.get("/case-policies", list, may::manage_policies);
    router.post("/case-policies", publish, may::manage_policies);
    router.get("/case-machine", draw, may::work_cases);
}

}  // namespace aftersales
