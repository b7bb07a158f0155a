// Shifts: when the shop is there, who works when, and how many are needed.
//
//     draft --publish--> published        people see what is published; who plans sees the drafts
//     on top
//
// Invariants: a person has at most one published and one drafted entry a day; what is published
// holds no overlap, no work on approved leave and no seventh day in a row at the moment it is
// published; a swap exchanges two published entries in one commit.
#pragma once

#include "kit/db/work.hpp"
#include "shifts/hours.hpp"
#include "shifts/roster.hpp"
#include "team/team.hpp"

namespace kit {
class Jobs;
class Router;
}  // namespace kit

namespace shifts {

using namespace kit;

// The shop's business hours, or the usual ones.
Hours hours(Work&, std::string_view shop);

// Is it their time to work? By the published plan, and never on approved leave. In a shop that has
// planned nobody for that day everybody is on shift: who does not plan is not locked out.
bool on_shift(Work&, std::string_view shop, const Id<team::Person>&, Time at);
// The plan of the days that [from, to] touches, to ask about many people at once.
Roster roster(Work&, std::string_view shop, Time from, Time to);

// A conversation came into the queue: what staffing reckons with. Told again with the same key it
// counts once.
void count_arrival(Work&, std::string_view shop, std::string_view key, Time at);

// Publishes a day for somebody as it is; for the demo. `kinds` are codes. Errors: invalid
// (`unknown_kind`).
Result<void> put_published(Work&, std::string_view shop, const Id<team::Person>&, std::int64_t day,
                           const std::vector<std::string>& kinds);

void routes(Router&);
void reactions(Jobs&);
void verify(Db&);

}  // namespace shifts
