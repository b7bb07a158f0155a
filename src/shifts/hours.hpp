// Business hours: when somebody is there, and how much of a wait fell into that time.
//
//     week[0..6] (Monday first)  --+
//     days["2026-10-01"]           +--> the periods of a date --> open?, opens next, time between,
//     time after
//
// A named day replaces the week: closed, own periods, or those of a weekday (a Chinese make-up
// workday, 调休). Periods are minutes since local midnight, half open, up to 24:00; night work is
// two periods. The house knows no summer time: its offset is fixed (China has had one zone and no
// summer time since 1992).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kit/base/describe.hpp"
#include "kit/base/result.hpp"
#include "kit/base/values.hpp"

namespace shifts {

using kit::Span;
using kit::Time;

struct Period {
    int from = 0, to = 0;  // minutes since midnight, from < to ≤ 1440
    bool operator==(const Period&) const = default;
};
BOOST_DESCRIBE_STRUCT(Period, (), (from, to))

struct NamedDay {
    std::string name;             // 国庆节
    std::optional<int> like;      // 0 Monday … 6 Sunday: the periods of that weekday
    std::vector<Period> periods;  // else these; none: closed
};
BOOST_DESCRIBE_STRUCT(NamedDay, (), (name, like, periods))

struct Hours {
    int offset_minutes = 8 * 60;            // east of UTC
    std::vector<std::vector<Period>> week;  // seven
    std::map<std::string, NamedDay> days;   // by date, "2026-10-01"
};
BOOST_DESCRIBE_STRUCT(Hours, (), (offset_minutes, week, days))

// Every day 9:30–23:00, what the early and the late shift cover together, and the public holidays
// of the State Council's notice for 2026 by name, open like any day until the shop says otherwise.
Hours usual_hours();

// Errors: invalid (`seven_days`, `bad_period`, `periods_overlap`, `bad_date`, `bad_weekday`,
// `bad_offset`).
kit::Result<void> sound(const Hours&);

// Days since 1970-01-01, minute of that day, and back.
struct LocalMinute {
    std::int64_t day = 0;
    int minute = 0;
};
LocalMinute local_minute(Time, int offset_minutes);
std::string date_text(std::int64_t day);
// Nothing when it is no date of the calendar.
std::optional<std::int64_t> day_of(const std::string& date);
int weekday_of(std::int64_t day);  // 0 Monday

const std::vector<Period>& periods_on(const Hours&, std::int64_t day);
bool is_open(const Hours&, Time);
// The next moment that is open, `from` itself when it is. Nothing within a year: it never opens.
std::optional<Time> opens_next(const Hours&, Time from);
// How much of [from, to) is open. 0 when `to` is not later.
Span open_between(const Hours&, Time from, Time to);
// When so much open time has passed since `from`. Nothing within a year.
std::optional<Time> after_open(const Hours&, Time from, Span);

}  // namespace shifts
