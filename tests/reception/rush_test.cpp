// Promise P19 on the pure machine: an hour of a busy floor, many times over. `bin/bench reception`
// plays ten thousand; here are enough to catch a fault in each of the rules.
#include <gtest/gtest.h>

#include <algorithm>

#include "chaos/kit/rush.hpp"

TEST(Rush, in_twelve_hours_nobody_is_skipped_stuck_lost_or_given_to_somebody_full) {
    int chats = 0, taken_back = 0;
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        auto queue = rush::pure_queue();
        auto out = rush::played(rush::planned(seed), *queue);
        chats += out.chats;
        taken_back += out.taken_back;
        EXPECT_EQ(out.skipped + out.stuck + out.over_capacity + out.lost, 0)
            << (out.complaints.empty() ? "" : out.complaints.front());
    }
    EXPECT_GT(chats, 2'000);
    EXPECT_GT(taken_back, 40) << "the hours must have silent and absent agents in them";
}

TEST(Rush,
     on_floors_where_all_are_alike_whoever_had_fewest_gets_the_next_and_the_shares_are_alike) {
    int compared = 0, forced = 0;
    for (std::uint64_t seed = 4; seed <= 120; seed += 4) {
        auto queue = rush::pure_queue();
        auto out = rush::played(rush::planned(seed), *queue);
        EXPECT_EQ(out.unfair, 0) << (out.complaints.empty() ? "" : out.complaints.front());
        forced += out.forced;
        if (!out.share || !out.is_chosen()) continue;
        ++compared;
        EXPECT_LE(*out.share, 1.2) << "seed " << seed;
    }
    EXPECT_GE(compared, 3);
    EXPECT_GT(forced, 100) << "the floors must also have been full";
}

TEST(Rush, the_same_seed_is_the_same_hour) {
    auto first = rush::pure_queue(), second = rush::pure_queue();
    EXPECT_EQ(rush::played(rush::planned(7), *first).waits,
              rush::played(rush::planned(7), *second).waits);
}
