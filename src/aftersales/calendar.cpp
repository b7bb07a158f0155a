#include "aftersales/calendar.hpp"

#include <charconv>
#include <chrono>

namespace aftersales {

namespace {

constexpr std::int64_t second = 1'000'000, hour = 3600 * second, whole_day = 24 * hour;
constexpr std::int64_t shanghai = 8 * hour;
constexpr std::int64_t opens = 9 * hour, closes = 18 * hour;

struct Holiday {
    std::string_view first, last;
};
// Sources: 国办发明电〔2023〕7 号, 国办发明电〔2024〕12 号, 国办发明电〔2025〕7 号.
constexpr Holiday holidays[] = {
    {"2024-01-01", "2024-01-01"}, {"2024-02-10", "2024-02-17"}, {"2024-04-04", "2024-04-06"},
    {"2024-05-01", "2024-05-05"}, {"2024-06-10", "2024-06-10"}, {"2024-09-15", "2024-09-17"},
    {"2024-10-01", "2024-10-07"}, {"2025-01-01", "2025-01-01"}, {"2025-01-28", "2025-02-04"},
    {"2025-04-04", "2025-04-06"}, {"2025-05-01", "2025-05-05"}, {"2025-05-31", "2025-06-02"},
    {"2025-10-01", "2025-10-08"}, {"2026-01-01", "2026-01-03"}, {"2026-02-15", "2026-02-23"},
    {"2026-04-04", "2026-04-06"}, {"2026-05-01", "2026-05-05"}, {"2026-06-19", "2026-06-21"},
    {"2026-09-25", "2026-09-27"}, {"2026-10-01", "2026-10-07"},
};
constexpr std::string_view worked[] = {
    "2024-02-04", "2024-02-18", "2024-04-07", "2024-04-28", "2024-05-11",
    "2024-09-14", "2024-09-29", "2024-10-12", "2025-01-26", "2025-02-08",
    "2025-04-27", "2025-09-28", "2025-10-11", "2026-01-04", "2026-02-14",
    "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10",
};

std::chrono::year_month_day date_of(Day day) {
    return std::chrono::year_month_day{std::chrono::sys_days{std::chrono::days{day}}};
}

bool is_listed(Day day) {
    for (auto& row : holidays)
        if (day >= *day_named(row.first) && day <= *day_named(row.last)) return true;
    return false;
}

// The days that are holidays every year.
bool is_fixed_holiday(Day day) {
    auto date = date_of(day);
    auto month = static_cast<unsigned>(date.month()), number = static_cast<unsigned>(date.day());
    return (month == 1 && number == 1) || ((month == 5 || month == 10) && number <= 3);
}

std::int64_t within_day(Time at) { return (at.us + shanghai) - day_of(at) * whole_day; }

Time at_hour(Day day, std::int64_t since_midnight) {
    return {day * whole_day + since_midnight - shanghai};
}

Time after_working_hours(Time from, std::int64_t left) {
    auto day = day_of(from);
    auto at = std::max(within_day(from), opens);
    for (;; ++day, at = opens) {
        if (is_rest_day(day) || at >= closes) continue;
        if (left <= closes - at) return at_hour(day, at + left);
        left -= closes - at;
    }
}

Time after_working_days(Time from, int amount) {
    auto day = day_of(from);
    while (amount > 0)
        if (!is_rest_day(++day)) --amount;
    return end_of(day);
}

}  // namespace

Day day_of(Time at) {
    auto us = at.us + shanghai;
    return us >= 0 ? us / whole_day : -((-us + whole_day - 1) / whole_day);
}

Time end_of(Day day) { return at_hour(day + 1, 0); }

std::optional<Day> day_named(std::string_view text) {
    int year = 0;
    unsigned month = 0, day = 0;
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return {};
    auto number = [&](std::size_t from, std::size_t size, auto& out) {
        auto end = text.data() + from + size;
        return std::from_chars(text.data() + from, end, out).ptr == end;
    };
    if (!number(0, 4, year) || !number(5, 2, month) || !number(8, 2, day)) return {};
    std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month},
                                     std::chrono::day{day}};
    if (!date.ok()) return {};
    return std::chrono::sys_days{date}.time_since_epoch().count();
}

std::string text_of_day(Day day) {
    auto date = date_of(day);
    auto two = [](unsigned number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return std::to_string(static_cast<int>(date.year())) + "-" +
           two(static_cast<unsigned>(date.month())) + "-" + two(static_cast<unsigned>(date.day()));
}

bool is_rest_day(Day day) {
    for (auto& row : worked)
        if (day == *day_named(row)) return false;
    auto weekday = (day + 4) % 7;  // 1970-01-01 was a Thursday
    if (weekday == 0 || weekday == 6) return true;
    return is_listed(day) || is_fixed_holiday(day);
}

Day last_day_after(Day day, int days) {
    auto last = day + days;
    while (is_rest_day(last)) ++last;
    return last;
}

Time over_at(Time from, int amount, ClockUnit unit) {
    switch (unit) {
        case ClockUnit::hours:
            return {from.us + amount * hour};
        case ClockUnit::days:
            return {from.us + amount * whole_day};
        case ClockUnit::working_hours:
            return after_working_hours(from, amount * hour);
        case ClockUnit::working_days:
            return after_working_days(from, amount);
    }
    return from;
}

}  // namespace aftersales
