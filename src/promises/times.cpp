// Times as people say them: how long from now, or which day and hour.
#include <algorithm>
#include <chrono>

#include "promises/reading.hpp"

namespace promises {

constexpr std::int64_t minute_us = 60'000'000;
constexpr int day_minutes = 24 * 60;

bool is_working_day(const shifts::Hours& hours, std::int64_t day) {
    auto weekday = shifts::weekday_of(day);
    auto named = hours.days.find(shifts::date_text(day));
    if (named == hours.days.end()) return weekday < 5;
    // A holiday may be open like the weekday it falls on; a day worked instead is like another one.
    return named->second.like && *named->second.like != weekday && *named->second.like < 5;
}

namespace {

// Where a time stands in the marks while it is read.
struct Walk {
    const Reading& of;
    const shifts::Hours& hours;
    Time now;
    std::size_t at = 0;

    const Mark* mark(std::size_t i) const { return i < of.marks.size() ? &of.marks[i] : nullptr; }
    bool is(std::size_t i, Sign sign) const { return mark(i) && mark(i)->sign == sign; }
    // Nothing but a blank between the mark before and this one.
    bool follows(std::size_t i) const {
        if (i == 0 || !mark(i)) return false;
        auto gap = mark(i)->from - mark(i - 1)->to;
        return gap == 0 || (gap == 1 && of.text[mark(i - 1)->to] == U' ');
    }
    bool is_next(std::size_t i, Sign sign) const { return follows(i) && is(i, sign); }
};

Time moment(const shifts::Hours& hours, std::int64_t day, std::int64_t minute) {
    return {(day * day_minutes + minute - hours.offset_minutes) * minute_us};
}

std::int64_t after_working_days(const shifts::Hours& hours, std::int64_t day, int count) {
    // Source of the bound: no shop promises further than a year.
    for (int left = std::clamp(count, 1, 250), looked = 0; left > 0 && looked < 400; ++looked)
        if (is_working_day(hours, ++day)) --left;
    return day;
}

// 48小时内, 一个半小时, 半小时后, 3个工作日; the walk stands at its first mark.
std::optional<Spoken> duration(const Walk& walk) {
    auto at = walk.at;
    std::int64_t halves = 0;
    if (walk.is(at, Sign::number)) {
        halves = std::int64_t{walk.mark(at)->value} * (walk.mark(at)->decimal ? 1 : 2);
        ++at;
        if (walk.is_next(at, Sign::half)) halves += 1, ++at;
    } else if (walk.is(at, Sign::half)) {
        halves = 1, ++at;
    } else {
        return std::nullopt;
    }
    bool of_work = walk.is_next(at, Sign::workday);
    if (!of_work && !walk.is_next(at, Sign::unit)) return std::nullopt;
    auto& unit = *walk.mark(at++);
    if (walk.is_next(at, Sign::half)) halves += 1, ++at;
    while (walk.is_next(at, Sign::link)) ++at;
    Spoken out{.first = walk.at, .from = walk.mark(walk.at)->from};
    auto today = shifts::local_minute(walk.now, walk.hours.offset_minutes).day;
    out.due =
        of_work ? moment(walk.hours,
                         after_working_days(walk.hours, today, static_cast<int>((halves + 1) / 2)),
                         day_minutes)
                : walk.now + Span{std::min<std::int64_t>(halves * unit.value * minute_us / 2,
                                                         366 * day_minutes * minute_us)};
    if (walk.is_next(at, Sign::before)) out.past = true, ++at;
    else if (walk.is_next(at, Sign::within) || walk.is_next(at, Sign::after)) ++at;
    out.past = out.past || out.due <= walk.now;
    out.last = at;
    out.to = walk.mark(at - 1)->to;
    return out;
}

// What was named of a moment.
struct Named {
    std::optional<std::int64_t> day;
    Part part = whole_day;
    std::optional<int> minute;
    bool closing = false, before = false, exact = false;  // exact: the hour needs no guess
    bool any() const { return day || part != whole_day || minute || closing; }
};

// 6点半, 18点, 6 pm; how many marks it took, or 0.
std::size_t clock_of(const Walk& walk, std::size_t at, Named& named) {
    if (walk.is(at, Sign::clock)) {
        named.minute = walk.mark(at)->value;
        bool half = walk.is_next(at + 1, Sign::forenoon) || walk.is_next(at + 1, Sign::afternoon);
        if (half && walk.is(at + 1, Sign::afternoon) && *named.minute < 12 * 60)
            *named.minute += 12 * 60;
        named.exact = half || *named.minute >= 13 * 60;
        return half ? 2 : 1;
    }
    if (!walk.is(at, Sign::number) || walk.mark(at)->decimal || walk.mark(at)->value > 24) return 0;
    auto hour = walk.mark(at)->value;
    if (walk.is_next(at + 1, Sign::forenoon) || walk.is_next(at + 1, Sign::afternoon)) {
        named.minute = (hour % 12 + (walk.is(at + 1, Sign::afternoon) ? 12 : 0)) * 60;
        named.exact = true;
        return 2;
    }
    if (!walk.is_next(at + 1, Sign::hour)) return 0;
    named.minute = hour * 60 + walk.mark(at + 1)->value;
    named.exact = hour >= 13 || hour == 0;
    if (walk.mark(at + 1)->value > 0) return 2;
    if (walk.is_next(at + 2, Sign::half)) return *named.minute += 30, 3;
    if (!walk.is_next(at + 2, Sign::number) || walk.mark(at + 2)->value > 59) return 2;
    *named.minute += walk.mark(at + 2)->value;
    bool ends = walk.is_next(at + 3, Sign::unit) && walk.mark(at + 3)->value == 1;
    return ends ? 4 : 3;
}

std::int64_t month_last(std::int64_t day) {
    std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
    std::chrono::year_month_day_last last{date.year(), std::chrono::month_day_last{date.month()}};
    return std::chrono::sys_days{last}.time_since_epoch().count();
}

// The next such date, today included.
std::optional<std::int64_t> date(std::int64_t today, int month, int number) {
    std::chrono::year_month_day from{std::chrono::sys_days{std::chrono::days{today}}};
    auto first = month > 0 ? from.year() / std::chrono::month{static_cast<unsigned>(month)}
                           : from.year() / from.month();
    for (auto step : {0, 1}) {
        auto of = month > 0 ? first + std::chrono::years{step} : first + std::chrono::months{step};
        auto made = of / std::chrono::day{static_cast<unsigned>(number)};
        if (!made.ok()) continue;
        auto day = std::chrono::sys_days{made}.time_since_epoch().count();
        // A date of the last half year is past, not next year's: 11月15日 said on the 18th.
        if (day >= today || (month > 0 && today - day < 183)) return day;
    }
    return std::nullopt;
}

// 11月26日, 25号; how many marks it took, or 0.
std::size_t date_of(const Walk& walk, std::size_t at, std::int64_t today, Named& named) {
    if (!walk.is(at, Sign::number) || walk.mark(at)->decimal) return 0;
    auto is_number_word = [&](std::size_t i) {
        return walk.is_next(i, Sign::day_number) ||
               (walk.is_next(i, Sign::unit) && walk.mark(i)->value == day_minutes &&
                walk.of.text[walk.mark(i)->from] == U'日');
    };
    auto fits = [&](std::size_t i, int most) {
        return walk.is(i, Sign::number) && walk.mark(i)->value >= 1 && walk.mark(i)->value <= most;
    };
    bool whole = fits(at, 12) && walk.is_next(at + 1, Sign::month) && walk.follows(at + 2) &&
                 fits(at + 2, 31) && is_number_word(at + 3);
    if (whole) return named.day = date(today, walk.mark(at)->value, walk.mark(at + 2)->value), 4;
    bool alone = fits(at, 31) && walk.is_next(at + 1, Sign::day_number);
    if (alone) return named.day = date(today, 0, walk.mark(at)->value), 2;
    return 0;
}

std::optional<std::int64_t> day_of(const Mark& mark, std::int64_t today) {
    auto weekday = shifts::weekday_of(today);
    switch (mark.sign) {
        case Sign::day:
            return today + mark.value;
        case Sign::weekday:
            if (mark.value >= 7) return today - weekday + mark.value;
            return today + (mark.value - weekday + 7) % 7;
        case Sign::week_end:
            return today - weekday + 6 + mark.value;
        case Sign::month_end:
            return month_last(today);
        default:
            return std::nullopt;
    }
}

int closes_at(const shifts::Hours& hours, std::int64_t day) {
    auto& periods = shifts::periods_on(hours, day);
    return periods.empty() ? day_minutes : periods.back().to;
}

int end_of(Part part, bool before) {
    switch (part) {
        case night:
            return 6 * 60;
        case morning:
        case noon:
            return 12 * 60;
        case midday:
            return before ? 12 * 60 : 14 * 60;
        case daytime_end:
            return 18 * 60;
        case dusk:
            return 19 * 60;
        case whole_day:
        case evening:
            break;
    }
    return day_minutes;
}

// Which of two hours is meant: by the part of the day; else, who works by day means the afternoon
// by 1 to 7; today, the next one that comes.
int hour_meant(const Named& named, int minute, bool is_today, int minute_now) {
    bool late = named.part == daytime_end || named.part == dusk || named.part == evening;
    if (named.part == evening && minute == 12 * 60) return day_minutes;
    if (named.part == midday && minute < 3 * 60) return minute + 12 * 60;
    if (late && minute < 12 * 60) return minute + 12 * 60;
    if (named.exact || named.part != whole_day) return minute;
    if (is_today) return minute <= minute_now && minute < 12 * 60 ? minute + 12 * 60 : minute;
    return minute >= 60 && minute < 8 * 60 ? minute + 12 * 60 : minute;
}

// One part of a moment more; how many marks it took.
std::size_t took(const Walk& walk, std::size_t at, std::int64_t today, Named& named) {
    auto* mark = walk.mark(at);
    if (!mark) return 0;
    if (mark->sign == Sign::part && named.part == whole_day) return named.part = mark->part, 1;
    if (mark->sign == Sign::closing && !named.closing) return named.closing = true, 1;
    if (!named.minute)
        if (auto count = clock_of(walk, at, named)) return count;
    if (named.day) return 0;
    if (auto count = date_of(walk, at, today, named)) return count;
    named.day = day_of(*mark, today);
    if (named.day && mark->part != whole_day) named.part = mark->part;
    return named.day ? 1 : 0;
}

std::size_t past_links(const Walk& walk, std::size_t at) {
    auto next = at;
    while (walk.is_next(next, Sign::link)) ++next;
    // 明天下午，3点: a comma may stand within, when the time goes on behind it.
    if (walk.is_next(next, Sign::clause) && walk.follows(next + 1)) ++next;
    return next;
}

Time due_of(const Walk& walk, const Named& named, std::int64_t day) {
    auto [today, minute_now] = shifts::local_minute(walk.now, walk.hours.offset_minutes);
    if (named.minute)
        return moment(walk.hours, day, hour_meant(named, *named.minute, day == today, minute_now));
    if (named.closing) return moment(walk.hours, day, closes_at(walk.hours, day));
    return moment(walk.hours, day, end_of(named.part, named.before));
}

std::optional<Spoken> a_moment(const Walk& walk, std::optional<std::int64_t> day_before) {
    auto [today, minute_now] = shifts::local_minute(walk.now, walk.hours.offset_minutes);
    Named named;
    auto at = walk.at;
    for (auto next = at;;) {
        auto count = took(walk, next, today, named);
        if (count == 0) break;
        at = next + count;
        next = past_links(walk, at);
        if (!walk.follows(next)) break;
    }
    if (!named.any()) return std::nullopt;
    if (walk.is_next(at, Sign::before)) named.before = true, ++at;
    else if (walk.is_next(at, Sign::within) || walk.is_next(at, Sign::after)) ++at;
    auto day = named.day.value_or(day_before.value_or(today));
    Spoken out{.first = walk.at,
               .last = at,
               .from = walk.mark(walk.at)->from,
               .to = walk.mark(at - 1)->to};
    out.due = due_of(walk, named, day);
    out.past = out.due <= walk.now;
    out.today = day == today && !named.minute && !named.before && !named.closing;
    out.has_day = named.day.has_value();
    out.day = day;
    return out;
}

}  // namespace

std::vector<Spoken> times_in(const Reading& of, const shifts::Hours& hours, Time now) {
    std::vector<Spoken> out;
    Walk walk{of, hours, now};
    std::optional<std::int64_t> day;
    while (walk.at < of.marks.size()) {
        auto sign = of.marks[walk.at].sign;
        if (sign == Sign::stop || sign == Sign::question) day.reset();
        auto found = duration(walk);
        if (!found) found = a_moment(walk, day);
        if (!found) {
            ++walk.at;
            continue;
        }
        if (found->has_day) day = found->day;
        walk.at = std::max(found->last, walk.at + 1);
        out.push_back(*found);
    }
    return out;
}

}  // namespace promises
