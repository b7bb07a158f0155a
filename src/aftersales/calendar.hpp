// Days as the law counts them, in China's time (UTC+8, no summer time). Pure.
#pragma once

#include <optional>
#include <string_view>

#include "aftersales/machine.hpp"
#include "kit/base/values.hpp"

namespace aftersales {

using Day = std::int64_t;  // days since 1970-01-01 in Shanghai

Day day_of(Time);
Time end_of(Day);                                // 24:00 of it
std::optional<Day> day_named(std::string_view);  // "2024-05-01"
std::string text_of_day(Day);

// Saturday, Sunday or a public holiday, and not a working day moved there. Known for 2024 to 2026
// (notices of the General Office of the State Council); other years know weekends and 1 January,
// 1–3 May, 1–3 October.
bool is_rest_day(Day);

// `days` after a day that is not counted itself (Civil Code 201); a last day of rest moves to the
// next working day (Civil Code 203).
Day last_day_after(Day, int days);

// When an amount of a clock is over. Working hours run from 9:00 to 18:00 of working days.
Time over_at(Time from, int amount, ClockUnit);

}  // namespace aftersales
