// How many people a half hour needs: Erlang C, the waiting line of M/M/n. Source: A. K. Erlang
// 1917; the test holds it against the worked example of the R package ErlangC.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kit/base/describe.hpp"

namespace shifts {

// What comes in: contacts an hour, and how many seconds one takes of a person who takes one at a
// time.
struct Load {
    double per_hour = 0;
    double handling_s = 0;
};
// With `at_once` chats at a time a chat takes only its share of a person.
Load concurrent(Load, int at_once);

struct Coverage {
    double waits = 0;      // share of those who wait at all
    double in_time = 0;    // share answered within the limit
    double average_s = 0;  // mean wait of all
    double busy = 0;       // share of the people's time
};
BOOST_DESCRIBE_STRUCT(Coverage, (), (waits, in_time, average_s, busy))

// Offered load in erlangs.
double offered(const Load&);
// Chance that all of n are taken when nobody waits (Erlang B).
double blocked(double erlangs, int people);
// With too few people the line only grows: nobody is in time.
Coverage served(const Load&, int people, double limit_s);

struct Target {
    double limit_s = 30;
    double share = 0.8;  // answered within the limit
};
BOOST_DESCRIBE_STRUCT(Target, (), (limit_s, share))
// The least number of people that reaches the target; 0 when nothing comes in.
int people_needed(const Load&, const Target&);
// On the roster, when a share of the time goes to breaks, training, absence.
int on_roster(int people, double shrinkage);

// How many came in a half hour of a day.
struct HalfHour {
    std::int64_t day = 0;
    int slot = 0;  // 0 … 47
    int count = 0;
};
// Contacts an hour to expect in each half hour of `day`: the mean of the same weekday in up to four
// past weeks, from the first day that was counted on. Days from `today` on are not over and do not
// count.
std::vector<double> expected(std::span<const HalfHour>, std::int64_t day, std::int64_t today);
constexpr int weeks_back = 4;

// Of a day's half hours: how many are planned and needed.
struct Slot {
    int from_minute = 0;  // since midnight
    double per_hour = 0;
    int needed = 0, planned = 0;
    Coverage coverage;
};
BOOST_DESCRIBE_STRUCT(Slot, (), (from_minute, per_hour, needed, planned, coverage))
constexpr int slot_minutes = 30;
constexpr int slots_a_day = 24 * 60 / slot_minutes;

}  // namespace shifts
