// What the room keeps, for its own files only.
#pragma once

#include <map>

#include "clocks/clocks.hpp"
#include "clocks/pack.hpp"
#include "team/team.hpp"

namespace clocks {

// The house keeps Chinese time: one zone, no summer time since 1992.
constexpr int china_minutes = 8 * 60;

struct ClockDay {
    static constexpr auto table = "clock_days";
    Id<ClockDay> id;
    std::string shop, day, limit_id, person;
    std::int64_t in_time = 0, total = 0;
};
BOOST_DESCRIBE_STRUCT(ClockDay, (), (id, shop, day, limit_id, person, in_time, total))

// Of one local day, for every limit that held: by limit and by who answered.
using DayTallies = std::map<std::pair<std::string, std::string>, Tally>;
DayTallies tallies_of(Work&, std::string_view shop, std::int64_t day);

void month_routes(Router&);
void month_reactions(Jobs&);
void greeting_reactions(Jobs&);

}  // namespace clocks
