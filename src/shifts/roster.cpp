#include "shifts/roster.hpp"

#include <algorithm>

namespace shifts {

static bool is_away(const Roster& roster, const Id<team::Person>& person, std::int64_t day) {
    return std::ranges::any_of(roster.away, [&](auto& one) {
        return one.person == person && one.days.from <= day && day <= one.days.to;
    });
}

// A copy of the day's periods; a whole day when nobody is planned for it.
static std::vector<Period> periods_of(const Roster& roster, const Id<team::Person>& person,
                                      std::int64_t day) {
    if (is_away(roster, person, day)) return {};
    bool anybody = false;
    for (auto& one : roster.planned) {
        if (one.work.day != day) continue;
        if (one.person == person) return one.work.periods;
        anybody = true;
    }
    if (anybody) return {};
    return {{0, 24 * 60}};
}

bool works_between(const Roster& roster, const Id<team::Person>& person, Time from, Time to) {
    if (!(from < to)) return false;
    auto last = local_minute(to - Span{1}, roster.offset_minutes).day;
    for (auto day = local_minute(from, roster.offset_minutes).day; day <= last; ++day) {
        auto begins = Time{} + std::chrono::days{day} - std::chrono::minutes{roster.offset_minutes};
        for (auto& one : periods_of(roster, person, day))
            if (begins + std::chrono::minutes{one.from} < to &&
                from < begins + std::chrono::minutes{one.to})
                return true;
    }
    return false;
}

bool works_at(const Roster& roster, const Id<team::Person>& person, Time at) {
    return works_between(roster, person, at, at + Span{1});
}

}  // namespace shifts
