#include "shifts/staffing.hpp"

#include <gtest/gtest.h>

#include <cmath>

using namespace shifts;

// Source: the worked example of the R package ErlangC: 100 calls in half an hour, 180 s each, 20 s.
TEST(Staffing, agrees_with_the_worked_example_to_six_digits) {
    const Load load{200, 180};
    struct Row {
        int people;
        double blocked, waits, in_time, average_s, busy;
    };
    const Row rows[] = {{11, 0.1632323, 0.6821182, 0.389614, 122.7813, 0.9091},
                        {12, 0.1197392, 0.4493882, 0.640158, 40.4449, 0.8333},
                        {13, 0.0843389, 0.2852705, 0.795595, 17.1162, 0.7692},
                        {14, 0.0568191, 0.1741319, 0.888350, 7.8359, 0.7143},
                        {15, 0.0364969, 0.1020424, 0.941453, 3.6735, 0.6667}};
    EXPECT_DOUBLE_EQ(offered(load), 10);
    for (auto& row : rows) {
        auto found = served(load, row.people, 20);
        EXPECT_NEAR(blocked(10, row.people), row.blocked, 5e-8) << row.people;
        EXPECT_NEAR(found.waits, row.waits, 5e-8) << row.people;
        EXPECT_NEAR(found.in_time, row.in_time, 5e-7) << row.people;
        EXPECT_NEAR(found.average_s, row.average_s, 5e-5) << row.people;
        EXPECT_NEAR(found.busy, row.busy, 5e-5) << row.people;
    }
    EXPECT_EQ(people_needed(load, {20, 0.8}), 14);
}

TEST(Staffing, of_chats_counts_how_many_a_person_holds_at_once) {
    auto load = concurrent({240, 480}, 3);
    EXPECT_NEAR(offered(load), 10.6667, 5e-5);
    EXPECT_NEAR(served(load, 13, 30).in_time, 0.741882, 5e-7);
    EXPECT_NEAR(served(load, 13, 30).average_s, 27.413, 5e-4);
    EXPECT_NEAR(served(load, 14, 30).in_time, 0.863680, 5e-7);
    EXPECT_NEAR(served(load, 14, 30).average_s, 12.225, 5e-4);
    EXPECT_NEAR(served(load, 14, 30).waits, 0.254680, 5e-7);
    EXPECT_EQ(people_needed(load, {30, 0.8}), 14);
    EXPECT_EQ(on_roster(14, 0.3), 20);
}

TEST(Staffing, needs_nobody_for_nothing_and_says_when_the_line_only_grows) {
    EXPECT_EQ(people_needed({0, 480}, {}), 0);
    auto drowned = served({200, 180}, 10, 20);
    EXPECT_EQ(drowned.in_time, 0);
    EXPECT_TRUE(std::isinf(drowned.average_s));
    EXPECT_EQ(served({0, 180}, 0, 20).in_time, 1);
}

TEST(Staffing, never_needs_fewer_people_for_more_work) {
    int before = 0;
    for (double per_hour = 0; per_hour < 600; per_hour += 13) {
        auto needed = people_needed({per_hour, 160}, {30, 0.8});
        EXPECT_GE(needed, before);
        before = needed;
    }
}

TEST(Staffing, expects_the_mean_of_the_same_weekday) {
    constexpr std::int64_t today = 100;
    std::vector<HalfHour> counts{
        {93, 20, 6}, {86, 20, 2}, {94, 20, 50}, {100, 20, 99}, {93, 21, 4}};
    auto got = expected(counts, 100, today);
    ASSERT_EQ(got.size(), 48u);
    EXPECT_EQ(got[20], 8) << "(6 + 2) / 2 in a half hour";
    EXPECT_EQ(got[21], 4) << "a quiet week counts as a week";
    EXPECT_EQ(got[22], 0);
    EXPECT_EQ(expected(counts, 107, today)[20], 8)
        << "next week leans on the same weeks, today is not over";
    EXPECT_EQ(expected(counts, 101, today)[20], 50) << "and the week before was quiet";
    EXPECT_EQ(expected(counts, 102, today)[20], 0);
    EXPECT_EQ(expected({}, 100, today)[20], 0);
    counts = {{58, 5, 40}, {65, 5, 40}, {72, 5, 4}, {93, 5, 4}};
    EXPECT_EQ(expected(counts, 100, today)[5], 4) << "older than four weeks is forgotten";
}
