// Who works when: the rule, held against asking every minute.
#include "shifts/roster.hpp"

#include <gtest/gtest.h>

#include <random>

using namespace shifts;
using namespace std::chrono_literals;

namespace {

const Id<team::Person> ann{"ann"}, bob{"bob"};
// Monday, 23 November 2026, in China.
constexpr std::int64_t monday = 20780;
Time at(std::int64_t day, int hour, int minute = 0) {
    return Time{} + std::chrono::days{day} + std::chrono::hours{hour - 8} +
           std::chrono::minutes{minute};
}

// Written a second time, plainly: one minute.
bool asked(const Roster& roster, const Id<team::Person>& who, Time minute) {
    auto now = local_minute(minute, roster.offset_minutes);
    for (auto& one : roster.away)
        if (one.person == who && one.days.from <= now.day && now.day <= one.days.to) return false;
    bool is_planned_day = false;
    for (auto& one : roster.planned) {
        is_planned_day |= one.work.day == now.day;
        if (one.person != who || one.work.day != now.day) continue;
        for (auto& period : one.work.periods)
            if (period.from <= now.minute && now.minute < period.to) return true;
    }
    return !is_planned_day;
}

}  // namespace

TEST(Roster, a_shop_that_plans_nobody_has_everybody_at_work_but_for_leave) {
    Roster none{8 * 60, {}, {{bob, {monday, monday}}}};
    EXPECT_TRUE(works_at(none, ann, at(monday, 3)));
    EXPECT_FALSE(works_at(none, bob, at(monday, 12)));
    EXPECT_TRUE(works_at(none, bob, at(monday + 1, 0)));
    EXPECT_FALSE(works_between(none, bob, at(monday, 0), at(monday + 1, 0)));
    EXPECT_TRUE(works_between(none, bob, at(monday, 0), at(monday + 1, 0) + 1s));
}

TEST(Roster, a_split_shift_has_a_hole_in_it) {
    Roster split{8 * 60, {{ann, {monday, {{540, 720}, {1080, 1320}}}}}, {}};
    EXPECT_TRUE(works_at(split, ann, at(monday, 9)));
    EXPECT_FALSE(works_at(split, ann, at(monday, 12)));
    EXPECT_FALSE(works_between(split, ann, at(monday, 12), at(monday, 18)));
    EXPECT_TRUE(works_between(split, ann, at(monday, 12), at(monday, 18) + 1s));
    EXPECT_FALSE(works_at(split, bob, at(monday, 9))) << "others are planned, he is not";
    EXPECT_TRUE(works_at(split, bob, at(monday + 1, 9))) << "nobody is planned for Tuesday";
    EXPECT_FALSE(works_between(split, ann, at(monday, 10), at(monday, 10))) << "no time at all";
}

TEST(Roster, agrees_with_asking_every_minute) {
    std::mt19937 dice(7);
    auto upto = [&](int most) {
        return static_cast<int>(dice() % static_cast<unsigned>(most + 1));
    };
    for (int round = 0; round < 300; ++round) {
        Roster roster{(upto(26) - 12) * 60, {}, {}};
        for (std::int64_t day = 0; day < 4; ++day)
            for (auto& who : {ann, bob})
                if (upto(1)) {
                    auto from = upto(1200), to = from + 1 + upto(238);
                    roster.planned.push_back({who, {day, {{from, to}}}});
                }
        if (upto(1)) roster.away.push_back({ann, {1, 1 + upto(1)}});
        auto from = Time{} + std::chrono::minutes{upto(4000)},
             to = from + std::chrono::minutes{upto(1500)};
        bool any = false;
        for (auto one = from; one < to; one = one + 1min) any |= asked(roster, ann, one);
        EXPECT_EQ(works_between(roster, ann, from, to), any) << "round " << round;
    }
}
