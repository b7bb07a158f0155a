// Who works when, by the published plan. Part of the front door: include shifts/shifts.hpp.
//
//     on approved leave → nobody's time      planned that day → their periods
//     others planned that day → off          nobody planned that day → everybody's time
#pragma once

#include <vector>

#include "shifts/plan.hpp"

namespace shifts {

struct Planned {
    Id<team::Person> person;
    WorkDay work;
};
struct Away {
    Id<team::Person> person;
    DaySpan days;
};
struct Roster {
    int offset_minutes = 8 * 60;
    std::vector<Planned> planned;
    std::vector<Away> away;
};

bool works_at(const Roster&, const Id<team::Person>&, Time);
// Any moment of [from, to)?
bool works_between(const Roster&, const Id<team::Person>&, Time from, Time to);

}  // namespace shifts
