// The tables of this room, and what its verbs share.
#pragma once

#include "shifts/plan.hpp"
#include "shifts/shifts.hpp"
#include "shifts/staffing.hpp"

namespace shifts {

// What staffing reckons with. Eight minutes and three at a time are where a shop begins until it
// has measured.
struct Demand {
    int handling_s = 8 * 60;
    int at_once = 3;
    int limit_s = 30;
    int share_percent = 80;
    int shrinkage_percent = 15;
    bool operator==(const Demand&) const = default;
};
BOOST_DESCRIBE_STRUCT(Demand, (), (handling_s, at_once, limit_s, share_percent, shrinkage_percent))

struct ShiftSettings {
    static constexpr auto table = "shift_settings";
    Id<ShiftSettings> id;  // the shop
    Hours hours = usual_hours();
    std::vector<ShiftKind> kinds = usual_kinds();
    Demand demand;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(ShiftSettings, (), (id, hours, kinds, demand, version))

enum class Stage { draft, published };
BOOST_DESCRIBE_ENUM(Stage, draft, published)

struct PlannedDay {
    static constexpr auto table = "planned_days";
    Id<PlannedDay> id;
    std::string shop;
    Id<team::Person> person;
    std::string day;
    Stage stage = Stage::draft;
    std::vector<std::string> kinds;
    std::vector<Period> periods;
};
BOOST_DESCRIBE_STRUCT(PlannedDay, (), (id, shop, person, day, stage, kinds, periods))

struct LeaveRow {
    static constexpr auto table = "leaves";
    Id<struct Leave> id;
    std::string shop;
    Id<team::Person> person;
    std::string from_day, to_day, reason;
    LeaveState state = LeaveState::asked;
    Time asked_at;
    std::string decided_by;
    std::optional<Time> decided_at;
    std::string note;
};
BOOST_DESCRIBE_STRUCT(LeaveRow, (),
                      (id, shop, person, from_day, to_day, reason, state, asked_at, decided_by,
                       decided_at, note))

struct SwapRow {
    static constexpr auto table = "shift_swaps";
    Id<struct Swap> id;
    std::string shop;
    Id<team::Person> asker;
    std::string asker_day;
    Id<team::Person> colleague;
    std::string colleague_day;
    SwapState state = SwapState::asked;
    Time asked_at;
    std::string decided_by;
    std::optional<Time> decided_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(SwapRow, (),
                      (id, shop, asker, asker_day, colleague, colleague_day, state, asked_at,
                       decided_by, decided_at, version))

ShiftSettings settings(Work&, std::string_view shop);
void save(Work&, ShiftSettings, std::string_view action);
std::int64_t today(Work&, std::string_view shop);

// The plan of [from, to] by person and day; with `Drafts::over` what is drafted stands in place of
// what is published.
enum class Drafts { hidden, over };
std::vector<PlannedDay> planned(Work&, std::string_view shop, const DaySpan&, Drafts);
std::optional<PlannedDay> planned_day(Work&, std::string_view shop, const Id<team::Person>&,
                                      const std::string& day, Stage);
// Replaces that stage of the day; without kinds the published day is gone.
void put_day(Work&, PlannedDay);
void drop_day(Work&, std::string_view shop, const Id<team::Person>&, const std::string& day, Stage);

std::vector<LeaveRow> approved_leaves(Work&, std::string_view shop, const DaySpan&);

struct PersonClash {
    Id<team::Person> person;
    std::string day;
    ClashKind kind = ClashKind::overlap;
    bool warns = false;
};
BOOST_DESCRIBE_STRUCT(PersonClash, (), (person, day, kind, warns))
// In [from, to]; the days around it count with them.
std::vector<PersonClash> clashes(Work&, std::string_view shop, const DaySpan&, Drafts);

void settings_routes(Router&);
void calendar_routes(Router&);
void leave_routes(Router&);
void swap_routes(Router&);
void demand_routes(Router&);
void status_routes(Router&);
void status_reactions(Jobs&);
void verify_arrivals(Db&);
void verify_status_times(Db&);

}  // namespace shifts
