#include "aftersales/pickup.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "aftersales/calendar.hpp"

namespace aftersales {

constexpr std::int64_t hour_us = 3'600'000'000;

static Time start_of(Day day) { return end_of(day - 1); }
static Time at_hour(Day day, std::int64_t hour) { return {start_of(day).us + hour * hour_us}; }
static bool is_within(std::int64_t number, std::int64_t least, std::int64_t most) {
    return number >= least && number <= most;
}

PickupRules house_pickup_rules() {
    PickupRules out;
    out.hours = {{9, 11}, {11, 13}, {13, 15}, {15, 17}, {17, 19}};
    return out;
}

Result<PickupRules> sound(PickupRules rules) {
    if (!is_within(rules.days_ahead, 1, 14)) return invalid("out_of_range", "days_ahead");
    if (!is_within(rules.cut_off_hours, 0, 48)) return invalid("out_of_range", "cut_off_hours");
    if (rules.hours.empty() || rules.hours.size() > 12) return invalid("out_of_range", "hours");
    std::ranges::sort(rules.hours, {}, &PickupHours::from);
    std::int64_t last = 0;
    for (auto& one : rules.hours) {
        if (!is_within(one.from, 0, 23) || !is_within(one.to, one.from + 1, 24))
            return invalid("out_of_range", "hours");
        if (one.from < last) return invalid("hours_overlap", "hours");
        last = one.to;
    }
    return rules;
}

// The instant may be any number that a stranger wrote.
bool is_late(const PickupRules& rules, Time now, Time from) {
    return now.us + rules.cut_off_hours * hour_us > from.us;
}
Time change_until(const PickupRules& rules, Time from) {
    return {from.us - rules.cut_off_hours * hour_us};
}

// Every window of the days ahead, also those for which it is too late.
static std::vector<PickupWindow> windows(const PickupRules& rules, Time now) {
    std::vector<PickupWindow> out;
    auto today = day_of(now);
    for (Day day = today; day < today + rules.days_ahead; ++day)
        for (auto& one : rules.hours) out.push_back({at_hour(day, one.from), at_hour(day, one.to)});
    return out;
}

std::vector<PickupWindow> windows_offered(const PickupRules& rules, Time now,
                                          std::optional<Time> until) {
    std::vector<PickupWindow> out;
    if (!rules.is_offered) return out;
    std::ranges::copy_if(windows(rules, now), std::back_inserter(out), [&](auto& one) {
        return !is_late(rules, now, one.from) && (!until || one.to <= *until);
    });
    return out;
}

Result<PickupWindow> window_chosen(const PickupRules& rules, Time now, std::optional<Time> until,
                                   Time from) {
    if (!rules.is_offered) return conflict("pickup_not_offered");
    if (is_late(rules, now, from)) return conflict("window_past");
    auto all = windows_offered(rules, now, until);
    auto found = std::ranges::find(all, from, &PickupWindow::from);
    if (found == all.end()) return invalid("window_not_offered", "from");
    return *found;
}

bool is_coming(PickupState state) {
    return state == PickupState::asked || state == PickupState::booked;
}

Result<PickupState> stepped(PickupState state, PickupEvent event) {
    if (!is_coming(state)) return conflict("pickup_over");
    switch (event) {
        case PickupEvent::book:
            return PickupState::booked;
        case PickupEvent::move:
            return PickupState::asked;
        case PickupEvent::withdraw:
            return PickupState::withdrawn;
        case PickupEvent::fail:
            return PickupState::failed;
        case PickupEvent::collect:
            break;
    }
    if (state != PickupState::booked) return conflict("not_booked");
    return PickupState::collected;
}

// "09:00", by the clock of China; the end of a day is its 24:00.
static std::string clock_text(Day day, Time at) {
    auto minutes = (at.us - start_of(day).us) / 60'000'000;
    return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}
static std::string clock_text(Time at) { return clock_text(day_of(at), at); }

std::string failed_news(std::optional<Time> until, bool english) {
    auto moment = until ? text_of_day(day_of(*until)) + " " + clock_text(*until) : std::string();
    auto by = !until ? std::string() : english ? ", by " + moment : "，请在 " + moment + " 前寄出";
    if (english)
        return "Hello, we are sorry: the courier could not collect your parcel. Please choose another time on your after-sales page or send it yourself" +
               by + ".";
    return "您好，非常抱歉，快递员这次上门没有取到您的包裹。麻烦您在售后页面重新选择取件时间，也可以自行寄回" +
           by + "，给您添麻烦了。";
}

std::string text_of(const PickupWindow& window) {
    auto day = day_of(window.from);
    return text_of_day(day) + " " + clock_text(day, window.from) + "–" + clock_text(day, window.to);
}

}  // namespace aftersales
