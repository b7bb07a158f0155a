#include "shifts/hours.hpp"

#include <algorithm>
#include <array>
#include <chrono>

namespace shifts {

constexpr std::int64_t minute_us = 60'000'000;
constexpr int day_minutes = 24 * 60;
// A shop that does not open within a year never does.
constexpr int days_ahead = 366;

static std::int64_t floored(std::int64_t value, std::int64_t by) {
    return value >= 0 ? value / by : -((-value + by - 1) / by);
}

LocalMinute local_minute(Time time, int offset_minutes) {
    auto minutes = floored(time.us, minute_us) + offset_minutes;
    auto day = floored(minutes, day_minutes);
    return {day, static_cast<int>(minutes - day * day_minutes)};
}

static Time moment(const Hours& hours, std::int64_t day, int minute) {
    return {(day * day_minutes + minute - hours.offset_minutes) * minute_us};
}

int weekday_of(std::int64_t day) {
    return static_cast<int>(((day + 3) % 7 + 7) % 7);  // 1970-01-01 was a Thursday
}

std::string date_text(std::int64_t day) {
    std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
    auto two = [](unsigned number) {
        return std::string(number < 10 ? "0" : "") + std::to_string(number);
    };
    return std::to_string(static_cast<int>(date.year())) + "-" +
           two(static_cast<unsigned>(date.month())) + "-" + two(static_cast<unsigned>(date.day()));
}

std::optional<std::int64_t> day_of(const std::string& date) {
    if (date.size() != 10 || date[4] != '-' || date[7] != '-') return std::nullopt;
    auto number = [&](std::size_t at, std::size_t count) {
        int out = 0;
        for (std::size_t i = at; i < at + count; ++i) {
            if (date[i] < '0' || date[i] > '9') return -1;
            out = out * 10 + (date[i] - '0');
        }
        return out;
    };
    int year = number(0, 4), month = number(5, 2), day = number(8, 2);
    if (year < 1970 || month < 1 || day < 1) return std::nullopt;
    std::chrono::year_month_day found{std::chrono::year{year},
                                      std::chrono::month{static_cast<unsigned>(month)},
                                      std::chrono::day{static_cast<unsigned>(day)}};
    if (!found.ok()) return std::nullopt;
    return std::chrono::sys_days{found}.time_since_epoch().count();
}

static kit::Result<void> sound(const std::vector<Period>& periods, const std::string& where) {
    for (std::size_t i = 0; i < periods.size(); ++i) {
        auto& [from, to] = periods[i];
        if (from < 0 || to > day_minutes || from >= to) return kit::invalid("bad_period", where);
        if (i > 0 && from < periods[i - 1].to) return kit::invalid("periods_overlap", where);
    }
    return {};
}

kit::Result<void> sound(const Hours& hours) {
    if (hours.week.size() != 7) return kit::invalid("seven_days", "week");
    if (std::abs(hours.offset_minutes) > 14 * 60)
        return kit::invalid("bad_offset", "offset_minutes");
    for (auto& periods : hours.week) TRY(sound(periods, "week"));
    for (auto& [date, named] : hours.days) {
        if (!day_of(date)) return kit::invalid("bad_date", date);
        if (named.like && (*named.like < 0 || *named.like > 6))
            return kit::invalid("bad_weekday", date);
        TRY(sound(named.periods, date));
    }
    return {};
}

const std::vector<Period>& periods_on(const Hours& hours, std::int64_t day) {
    auto weekday = [&](int number) -> const std::vector<Period>& {
        return hours.week[static_cast<std::size_t>(number)];
    };
    if (hours.days.empty()) return weekday(weekday_of(day));
    auto named = hours.days.find(date_text(day));
    if (named == hours.days.end()) return weekday(weekday_of(day));
    return named->second.like ? weekday(*named->second.like) : named->second.periods;
}

bool is_open(const Hours& hours, Time time) {
    auto [day, minute] = local_minute(time, hours.offset_minutes);
    return std::ranges::any_of(periods_on(hours, day), [&](auto& period) {
        return period.from <= minute && minute < period.to;
    });
}

std::optional<Time> opens_next(const Hours& hours, Time from) {
    return after_open(hours, from, Span{0});
}

Span open_between(const Hours& hours, Time from, Time to) {
    Span out{0};
    if (to <= from) return out;
    auto last = local_minute(to, hours.offset_minutes).day;
    for (auto day = local_minute(from, hours.offset_minutes).day; day <= last; ++day)
        for (auto& period : periods_on(hours, day)) {
            auto begins = std::max(from, moment(hours, day, period.from));
            auto ends = std::min(to, moment(hours, day, period.to));
            if (begins < ends) out += Span{ends.us - begins.us};
        }
    return out;
}

std::optional<Time> after_open(const Hours& hours, Time from, Span left) {
    auto first = local_minute(from, hours.offset_minutes).day;
    for (auto day = first; day <= first + days_ahead; ++day)
        for (auto& period : periods_on(hours, day)) {
            auto begins = std::max(from, moment(hours, day, period.from));
            auto room = Span{moment(hours, day, period.to).us - begins.us};
            if (room <= Span{0}) continue;
            // Ending exactly at closing time counts as that moment, but nothing left begins at the
            // next opening.
            if (left < room || (left == room && left > Span{0})) return begins + left;
            left -= room;
        }
    return std::nullopt;
}

// Source: the State Council's notice on the public holidays of 2026 (国办发明电〔2025〕7号).
Hours usual_hours() {
    Hours out;
    out.week.assign(7, {{9 * 60 + 30, 23 * 60}});
    struct Holiday {
        const char *from, *to, *name;
    };
    constexpr std::array holidays = {Holiday{"2026-01-01", "2026-01-03", "元旦"},
                                     Holiday{"2026-02-15", "2026-02-23", "春节"},
                                     Holiday{"2026-04-04", "2026-04-06", "清明节"},
                                     Holiday{"2026-05-01", "2026-05-05", "劳动节"},
                                     Holiday{"2026-06-19", "2026-06-21", "端午节"},
                                     Holiday{"2026-09-25", "2026-09-27", "中秋节"},
                                     Holiday{"2026-10-01", "2026-10-07", "国庆节"}};
    for (auto& holiday : holidays)
        for (auto day = *day_of(holiday.from); day <= *day_of(holiday.to); ++day)
            out.days[date_text(day)] = {holiday.name, weekday_of(day), {}};
    struct Workday {
        const char* date;
        const char* name;
    };
    constexpr std::array made_up = {
        Workday{"2026-01-04", "元旦调休上班"}, Workday{"2026-02-14", "春节调休上班"},
        Workday{"2026-02-28", "春节调休上班"}, Workday{"2026-05-09", "劳动节调休上班"},
        Workday{"2026-09-20", "国庆调休上班"}, Workday{"2026-10-10", "国庆调休上班"}};
    for (auto& workday : made_up) out.days[workday.date] = {workday.name, 0, {}};
    return out;
}

}  // namespace shifts
