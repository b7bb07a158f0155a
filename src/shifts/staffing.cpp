#include "shifts/staffing.hpp"

#include <algorithm>
#include <cmath>

namespace shifts {

// Past this many people for one half hour the figures of one shop are wrong, not large.
constexpr int people_max = 5000;

Load concurrent(Load load, int at_once) {
    load.handling_s /= std::max(1, at_once);
    return load;
}

double offered(const Load& load) { return load.per_hour / 3600 * load.handling_s; }

double blocked(double erlangs, int people) {
    double b = 1;
    for (int n = 1; n <= people; ++n) b = erlangs * b / (n + erlangs * b);
    return b;
}

Coverage served(const Load& load, int people, double limit_s) {
    auto a = offered(load);
    if (a <= 0) return {0, 1, 0, 0};
    if (people <= a) return {1, 0, INFINITY, 1};
    auto b = blocked(a, people);
    auto free = people - a;
    Coverage out;
    out.waits = people * b / (people - a * (1 - b));
    out.in_time = 1 - out.waits * std::exp(-free * limit_s / load.handling_s);
    out.average_s = out.waits * load.handling_s / free;
    out.busy = a / people;
    return out;
}

int people_needed(const Load& load, const Target& target) {
    auto a = offered(load);
    if (a <= 0) return 0;
    int people = static_cast<int>(std::floor(a)) + 1;
    while (people < people_max && served(load, people, target.limit_s).in_time < target.share)
        ++people;
    return people;
}

int on_roster(int people, double shrinkage) {
    return static_cast<int>(std::ceil(people / (1 - std::clamp(shrinkage, 0.0, 0.9)) - 1e-9));
}

static int weeks_counted(std::int64_t first, std::int64_t day, std::int64_t today) {
    int out = 0;
    auto past = day - 7;
    while (past >= today) past -= 7;
    for (int week = 0; week < weeks_back; ++week) out += past - 7 * week >= first;
    return out;
}

std::vector<double> expected(std::span<const HalfHour> counts, std::int64_t day,
                             std::int64_t today) {
    std::vector<double> out(slots_a_day);
    if (counts.empty()) return out;
    auto first = std::ranges::min(counts, {}, &HalfHour::day).day;
    auto weeks = weeks_counted(first, day, today);
    auto last = day - 7;
    while (last >= today) last -= 7;
    for (auto& half : counts)
        if (half.day <= last && half.day > last - 7 * weeks && (last - half.day) % 7 == 0)
            out[static_cast<std::size_t>(half.slot)] += half.count * (60.0 / slot_minutes) / weeks;
    return out;
}

}  // namespace shifts
