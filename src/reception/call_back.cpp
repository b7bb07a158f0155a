#include "reception/call_back.hpp"

#include <algorithm>

namespace reception {

using std::chrono::days;
using std::chrono::minutes;

constexpr minutes least{15};
constexpr std::chrono::hours soon_takes{2};
constexpr int days_ahead = 14;

static shifts::Period part_of(CallWhen when) {
    if (when == CallWhen::morning) return {9 * 60, 12 * 60};
    if (when == CallWhen::afternoon) return {12 * 60, 18 * 60};
    return {18 * 60, 21 * 60};
}

static CallTime next_open_hours(const shifts::Hours& hours, Time now) {
    auto from = shifts::opens_next(hours, now).value_or(now);
    return {from, shifts::after_open(hours, from, soon_takes).value_or(from + soon_takes)};
}

CallTime called_in(CallWhen when, const shifts::Hours& hours, Time now) {
    if (when == CallWhen::soon) return next_open_hours(hours, now);
    auto part = part_of(when);
    auto today = shifts::local_minute(now, hours.offset_minutes).day;
    for (auto day = today; day <= today + days_ahead; ++day) {
        auto midnight = Time{} + days{day} - minutes{hours.offset_minutes};
        auto from = std::max(now, midnight + minutes{part.from}), to = midnight + minutes{part.to};
        auto open = shifts::open_between(hours, from, to);
        if (open < least) continue;
        return {shifts::opens_next(hours, from).value_or(from),
                shifts::after_open(hours, from, open).value_or(to)};
    }
    return next_open_hours(hours, now);
}

bool is_dialled(std::string_view phone) {
    auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    auto digits = std::ranges::count_if(phone, is_digit);
    bool is_clean = std::ranges::all_of(
        phone, [&](char c) { return is_digit(c) || std::string_view("+-() ").contains(c); });
    return is_clean && digits >= 7 && digits <= 15 && phone.find('+', 1) == phone.npos;
}

}  // namespace reception
