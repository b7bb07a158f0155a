// What a shop decides for itself: limits, designs, clocks. Versioned: a case keeps the version it
// began under.
#pragma once

#include <string>
#include <vector>

#include "aftersales/amounts.hpp"
#include "aftersales/machine.hpp"

namespace aftersales {

// A clock of this shop instead of the one in the table.
struct ClockChange {
    CaseState state = CaseState::review;
    std::int64_t amount = 48;
    ClockUnit unit = ClockUnit::hours;
    bool operator==(const ClockChange&) const = default;
};
BOOST_DESCRIBE_STRUCT(ClockChange, (), (state, amount, unit))

// How orders of a source are paid back; a source that is not named is paid back by hand.
enum class Adapter { manual, shop, weixin, alipay };
BOOST_DESCRIBE_ENUM(Adapter, manual, shop, weixin, alipay)
struct PayRoute {
    std::string source;
    Adapter adapter = Adapter::manual;
    bool operator==(const PayRoute&) const = default;
};
BOOST_DESCRIBE_STRUCT(PayRoute, (), (source, adapter))

struct Policy {
    Minor agent_limit{20'000};       // what an agent may pay without asking
    Minor second_above{200'000};     // above it two persons approve
    Minor waive_below{20'000};       // up to it goods need not come back
    Minor delay_limit{2'000};        // what an agent may give for a delay
    std::int64_t delay_percent = 5;  // of what was paid, for a delay
    std::int64_t extra_days = 0;     // on top of the law's seven
    std::int64_t window_days = 15;   // after signature a case may be opened
    std::int64_t link_hours = 72;    // how long a buyer's link lives
    Design design = Design::pro_rata;
    bool freight_always =
        false;  // what the delivery cost goes back with the whole order, also without a fault
    std::vector<ClockChange> clocks;
    std::vector<PayRoute> pay_by;
    bool operator==(const Policy&) const = default;
};
BOOST_DESCRIBE_STRUCT(Policy, (),
                      (agent_limit, second_above, waive_below, delay_limit, delay_percent,
                       extra_days, window_days, link_hours, design, freight_always, clocks, pay_by))

// Errors: invalid (`out_of_range`).
Result<Policy> sound(Policy);
// When the clock of a position runs out under a policy; nothing when it has none.
std::optional<Time> deadline_of(const Policy&, const Position&, Time since);

// How many persons must approve an amount besides who asked for it.
int approvals_needed(const Policy&, Minor amount);

struct Approval {
    std::string asked_by, approved_by, second_by;  // ids; empty: the clock, nobody yet
    int needed = 0;
};
bool is_approved(const Approval&);
// Errors: conflict (`own_request`, `approved_already`, `same_person`).
Result<Approval> approved(Approval, const std::string& person);

}  // namespace aftersales
