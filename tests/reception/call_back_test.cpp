// When somebody who wants a call is called.
#include "reception/call_back.hpp"

#include <gtest/gtest.h>

using namespace reception;
using namespace std::chrono_literals;

namespace {

// Monday, 23 November 2026, in China.
constexpr std::int64_t monday = 20780;
Time at(std::int64_t day, int hour, int minute = 0) {
    return Time{} + std::chrono::days{day} + std::chrono::hours{hour - 8} +
           std::chrono::minutes{minute};
}
// 9:30–23:00, every day.
const shifts::Hours usual = shifts::usual_hours();
void expect(CallTime got, Time from, Time to) {
    EXPECT_EQ(got.from, from);
    EXPECT_EQ(got.to, to);
}

}  // namespace

TEST(CallBack, is_in_the_part_of_the_day_that_was_asked_for_as_far_as_the_shop_is_open) {
    expect(called_in(CallWhen::morning, usual, at(monday, 8)), at(monday, 9, 30), at(monday, 12));
    expect(called_in(CallWhen::morning, usual, at(monday, 11)), at(monday, 11), at(monday, 12));
    expect(called_in(CallWhen::afternoon, usual, at(monday, 3)), at(monday, 12), at(monday, 18));
    expect(called_in(CallWhen::evening, usual, at(monday, 12)), at(monday, 18), at(monday, 21));
}

TEST(CallBack, is_tomorrow_when_less_than_a_quarter_of_an_hour_is_left) {
    expect(called_in(CallWhen::morning, usual, at(monday, 11, 45)), at(monday, 11, 45),
           at(monday, 12));
    expect(called_in(CallWhen::morning, usual, at(monday, 11, 46)), at(monday + 1, 9, 30),
           at(monday + 1, 12));
}

TEST(CallBack, soon_is_within_the_next_two_open_hours) {
    expect(called_in(CallWhen::soon, usual, at(monday, 14)), at(monday, 14), at(monday, 16));
    expect(called_in(CallWhen::soon, usual, at(monday, 22)), at(monday, 22),
           at(monday + 1, 10, 30));
    expect(called_in(CallWhen::soon, usual, at(monday, 2)), at(monday, 9, 30), at(monday, 11, 30));
}

TEST(CallBack, in_a_part_of_the_day_in_which_the_shop_never_is_open_is_soon) {
    auto mornings = usual;
    for (auto& day : mornings.week) day = {{9 * 60, 12 * 60}};
    mornings.days.clear();
    expect(called_in(CallWhen::evening, mornings, at(monday, 10)), at(monday, 10), at(monday, 12));
    mornings.days["2026-11-23"] = {"盘点", {}, {}};
    expect(called_in(CallWhen::morning, mornings, at(monday, 8)), at(monday + 1, 9),
           at(monday + 1, 12));
}

TEST(CallBack, knows_what_can_be_dialled) {
    for (auto good : {"13812345678", "+86 138-1234-5678", "(0571) 8888 1234", "1234567"})
        EXPECT_TRUE(is_dialled(good)) << good;
    for (auto bad :
         {"", "123456", "1234567890123456", "call me", "138+12345678", "138 1234 5678 x2"})
        EXPECT_FALSE(is_dialled(bad)) << bad;
}
