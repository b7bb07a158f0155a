#include "aftersales/policy.hpp"

#include "aftersales/calendar.hpp"

namespace aftersales {

static bool within(std::int64_t number, std::int64_t least, std::int64_t most) {
    return number >= least && number <= most;
}

Result<Policy> sound(Policy policy) {
    constexpr std::int64_t most = 100'000'000;  // a million yuan: a typing error, not a limit
    if (!within(policy.agent_limit.units, 0, most)) return invalid("out_of_range", "agent_limit");
    if (!within(policy.second_above.units, policy.agent_limit.units, most))
        return invalid("out_of_range", "second_above");
    if (!within(policy.waive_below.units, 0, most)) return invalid("out_of_range", "waive_below");
    if (!within(policy.delay_limit.units, 0, most)) return invalid("out_of_range", "delay_limit");
    if (!within(policy.delay_percent, 0, 100)) return invalid("out_of_range", "delay_percent");
    if (!within(policy.extra_days, 0, 365)) return invalid("out_of_range", "extra_days");
    // Never shorter than the law: seven days.
    if (!within(policy.window_days, 7, 3650)) return invalid("out_of_range", "window_days");
    if (!within(policy.link_hours, 1, 24 * 30)) return invalid("out_of_range", "link_hours");
    if (policy.clocks.size() > case_states) return invalid("out_of_range", "clocks");
    for (auto& clock : policy.clocks)
        if (is_final(clock.state) || !within(clock.amount, 1, 1000))
            return invalid("out_of_range", "clocks");
    if (policy.pay_by.size() > 100) return invalid("out_of_range", "pay_by");
    return policy;
}

std::optional<Time> deadline_of(const Policy& policy, const Position& at, Time since) {
    auto row = clock_of(at.kind, at.state);
    if (!row || at.called_lead) return {};
    for (auto& change : policy.clocks)
        if (change.state == at.state)
            return over_at(since, static_cast<int>(change.amount), change.unit);
    return over_at(since, row->amount, row->unit);
}

int approvals_needed(const Policy& policy, Minor amount) {
    if (amount <= policy.agent_limit) return 0;
    return amount <= policy.second_above ? 1 : 2;
}

bool is_approved(const Approval& approval) {
    int given = (approval.approved_by.empty() ? 0 : 1) + (approval.second_by.empty() ? 0 : 1);
    return given >= approval.needed;
}

Result<Approval> approved(Approval approval, const std::string& person) {
    if (is_approved(approval)) return conflict("approved_already");
    if (person == approval.asked_by) return conflict("own_request");
    if (person == approval.approved_by) return conflict("same_person");
    (approval.approved_by.empty() ? approval.approved_by : approval.second_by) = person;
    return approval;
}

}  // namespace aftersales
