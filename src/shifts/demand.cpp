// How many people each half hour needs, beside how many are planned.
#include <algorithm>

#include "kit/http/router.hpp"
#include "shifts/arrivals.hpp"

namespace shifts {

static Result<Demand> show_demand(Work& work) { return settings(work, work.who.shop).demand; }

static Result<void> sensible(const Demand& ask) {
    auto within = [](int value, int from, int to) { return from <= value && value <= to; };
    if (!within(ask.handling_s, 10, 7200)) return invalid("out_of_range", "handling_s");
    if (!within(ask.at_once, 1, 20)) return invalid("out_of_range", "at_once");
    if (!within(ask.limit_s, 1, 600)) return invalid("out_of_range", "limit_s");
    if (!within(ask.share_percent, 1, 99)) return invalid("out_of_range", "share_percent");
    if (!within(ask.shrinkage_percent, 0, 60)) return invalid("out_of_range", "shrinkage_percent");
    return {};
}

static Result<Demand> put_demand(Work& work, const Demand& ask) {
    TRY(sensible(ask));
    auto row = settings(work, work.who.shop);
    row.demand = ask;
    save(work, row, "demand_changed");
    return ask;
}

struct AskStaffing {
    std::string from;
    std::optional<int> days;
};
BOOST_DESCRIBE_STRUCT(AskStaffing, (), (from, days))
struct StaffedSlot {
    std::string day;
    int from_minute = 0;
    double per_hour = 0;  // conversations to expect
    int needed = 0, planned = 0;
};
BOOST_DESCRIBE_STRUCT(StaffedSlot, (), (day, from_minute, per_hour, needed, planned))
struct StaffingPlan {
    Demand demand;
    bool has_load = false;           // was anything counted yet?
    std::vector<StaffedSlot> items;  // those that need or have somebody
};
BOOST_DESCRIBE_STRUCT(StaffingPlan, (), (demand, has_load, items))

static int needed(const Demand& demand, double per_hour) {
    Load load{per_hour, static_cast<double>(demand.handling_s)};
    Target target{static_cast<double>(demand.limit_s), demand.share_percent / 100.0};
    return on_roster(people_needed(concurrent(load, demand.at_once), target),
                     demand.shrinkage_percent / 100.0);
}

// Whoever works through the whole half hour and is not on leave.
static int planned_at(const std::vector<PlannedDay>& plan, const std::vector<LeaveRow>& leaves,
                      const std::string& day, int minute) {
    return static_cast<int>(std::ranges::count_if(plan, [&](auto& row) {
        bool away = std::ranges::any_of(leaves, [&](auto& leave) {
            return leave.person == row.person && leave.from_day <= day && day <= leave.to_day;
        });
        return row.day == day && !away && std::ranges::any_of(row.periods, [&](auto& one) {
                   return one.from <= minute && minute + slot_minutes <= one.to;
               });
    }));
}

static Result<StaffingPlan> staffing(Work& work, const AskStaffing& ask) {
    auto days = ask.days.value_or(7);
    if (days < 1 || days > 14) return invalid("out_of_range", "days");
    TRY(auto first, span_of(ask.from, ask.from, 1));
    auto& shop = work.who.shop;
    auto set = settings(work, shop);
    auto now = local_minute(work.now, set.hours.offset_minutes).day;
    DaySpan span{first.from, first.from + days - 1};
    auto counts = arrivals_since(work, shop, work.now - std::chrono::days{7 * (weeks_back + 1)},
                                 set.hours.offset_minutes);
    auto plan = planned(work, shop, span, Drafts::over);
    auto leaves = approved_leaves(work, shop, span);
    StaffingPlan out{set.demand, !counts.empty(), {}};
    for (auto day = span.from; day <= span.to; ++day) {
        auto load = expected(counts, day, now);
        for (int slot = 0; slot < slots_a_day; ++slot) {
            auto per_hour = load[static_cast<std::size_t>(slot)];
            StaffedSlot one{date_text(day), slot * slot_minutes, per_hour,
                            needed(set.demand, per_hour), 0};
            one.planned = planned_at(plan, leaves, one.day, one.from_minute);
            if (one.needed > 0 || one.planned > 0) out.items.push_back(one);
        }
    }
    return out;
}

void demand_routes(Router& router) {
    router.get("/demand", show_demand, may::manage_shifts);
    router.put("/demand", put_demand, may::manage_shifts);
    router.get("/staffing", staffing, may::manage_shifts);
}

}  // namespace shifts
