#include "shifts/hours.hpp"

#include <gtest/gtest.h>

#include <random>

using namespace shifts;
using namespace std::chrono_literals;

namespace {

// Local time in the shop.
Time at(const std::string& date, int hour, int minute = 0, int second = 0) {
    return Time{} + 24h * *day_of(date) + 1h * hour + 1min * minute + 1s * second - 8h;
}

Hours office() {
    Hours out;
    out.week = {{{540, 720}, {780, 1080}},
                {{540, 720}, {780, 1080}},
                {{540, 720}, {780, 1080}},
                {{540, 1080}},
                {{540, 1080}},
                {{600, 960}},
                {}};
    return out;
}

// The slow truth: every minute asked one by one.
bool open_by_minute(const Hours& hours, std::int64_t minute_since_epoch) {
    auto local = minute_since_epoch + hours.offset_minutes;
    auto day = local >= 0 ? local / 1440 : -((-local + 1439) / 1440);
    auto minute = local - day * 1440;
    std::vector<Period> periods = hours.week[static_cast<std::size_t>(((day + 3) % 7 + 7) % 7)];
    if (auto named = hours.days.find(date_text(day)); named != hours.days.end())
        periods = named->second.like ? hours.week[static_cast<std::size_t>(*named->second.like)]
                                     : named->second.periods;
    for (auto& period : periods)
        if (period.from <= minute && minute < period.to) return true;
    return false;
}

}  // namespace

TEST(Hours, know_the_calendar) {
    EXPECT_EQ(weekday_of(*day_of("1970-01-01")), 3);
    EXPECT_EQ(weekday_of(*day_of("2026-11-22")), 6);
    EXPECT_EQ(date_text(*day_of("2024-02-29")), "2024-02-29");
    EXPECT_FALSE(day_of("2026-02-29"));
    EXPECT_FALSE(day_of("2026-13-01"));
    EXPECT_FALSE(day_of("2026-1-01"));
    EXPECT_FALSE(day_of("20x6-01-01"));
}

TEST(Hours, open_and_close_to_the_minute) {
    auto hours = office();
    EXPECT_FALSE(is_open(hours, at("2026-11-23", 8, 59, 59)));
    EXPECT_TRUE(is_open(hours, at("2026-11-23", 9)));
    EXPECT_TRUE(is_open(hours, at("2026-11-23", 11, 59, 59)));
    EXPECT_FALSE(is_open(hours, at("2026-11-23", 12)));
    EXPECT_EQ(opens_next(hours, at("2026-11-23", 12)), at("2026-11-23", 13));
    EXPECT_EQ(opens_next(hours, at("2026-11-23", 18)), at("2026-11-24", 9));
    EXPECT_EQ(opens_next(hours, at("2026-11-22", 10)), at("2026-11-23", 9)) << "Sunday is closed";
    EXPECT_EQ(opens_next(hours, at("2026-11-23", 10, 5)), at("2026-11-23", 10, 5));
}

TEST(Hours, of_a_named_day_replace_the_week) {
    auto hours = office();
    hours.days["2026-10-01"] = {"国庆节", {}, {}};
    hours.days["2026-10-10"] = {"调休上班", 0, {}};
    hours.days["2026-11-11"] = {"双十一", {}, {{0, 1440}}};
    EXPECT_FALSE(is_open(hours, at("2026-10-01", 10)));
    EXPECT_TRUE(is_open(hours, at("2026-10-10", 9, 30))) << "a Saturday that works like a Monday";
    EXPECT_FALSE(is_open(hours, at("2026-10-10", 12, 30)));
    EXPECT_TRUE(is_open(hours, at("2026-11-11", 0)));
    EXPECT_TRUE(is_open(hours, at("2026-11-11", 23, 59)));
}

TEST(Hours, count_a_wait_only_while_somebody_is_there) {
    auto hours = office();
    EXPECT_EQ(open_between(hours, at("2026-11-23", 11, 30), at("2026-11-23", 13, 30)), 60min);
    EXPECT_EQ(open_between(hours, at("2026-11-21", 15), at("2026-11-23", 9, 10)), 70min);
    EXPECT_EQ(open_between(hours, at("2026-11-23", 10), at("2026-11-23", 9)), 0min);
    EXPECT_EQ(after_open(hours, at("2026-11-23", 11, 50), 30min), at("2026-11-23", 13, 20));
    EXPECT_EQ(after_open(hours, at("2026-11-23", 11, 50), 10min), at("2026-11-23", 12));
}

TEST(Hours, that_never_open_say_so) {
    Hours never;
    never.week.assign(7, {});
    EXPECT_FALSE(opens_next(never, at("2026-11-23", 9)));
    EXPECT_FALSE(after_open(never, at("2026-11-23", 9), 1min));
}

TEST(Hours, that_make_no_sense_are_refused_with_the_place) {
    auto reason = [](auto change) {
        auto hours = office();
        change(hours);
        auto found = sound(hours);
        return found ? std::string() : found.error().reason + " " + found.error().field;
    };
    EXPECT_EQ(reason([](Hours&) {}), "");
    EXPECT_EQ(reason([](Hours& hours) { hours.week.pop_back(); }), "seven_days week");
    EXPECT_EQ(reason([](Hours& hours) { hours.week[0] = {{600, 600}}; }), "bad_period week");
    EXPECT_EQ(reason([](Hours& hours) { hours.week[0] = {{600, 1441}}; }), "bad_period week");
    EXPECT_EQ(reason([](Hours& hours) { hours.week[0] = {{540, 720}, {700, 800}}; }),
              "periods_overlap week");
    EXPECT_EQ(reason([](Hours& hours) { hours.days["2026-02-30"] = {}; }), "bad_date 2026-02-30");
    EXPECT_EQ(reason([](Hours& hours) { hours.days["2026-02-01"].like = 7; }),
              "bad_weekday 2026-02-01");
    EXPECT_EQ(reason([](Hours& hours) { hours.offset_minutes = 900; }),
              "bad_offset offset_minutes");
}

TEST(Hours, as_they_come_are_sound_and_name_the_holidays) {
    auto hours = usual_hours();
    EXPECT_TRUE(sound(hours));
    EXPECT_EQ(hours.days.at("2026-10-01").name, "国庆节");
    EXPECT_EQ(hours.days.at("2026-02-28").like, 0);
    EXPECT_TRUE(is_open(hours, at("2026-11-22", 22, 59)));
    EXPECT_FALSE(is_open(hours, at("2026-11-22", 23)));
}

TEST(Hours, agree_with_asking_every_minute) {
    std::mt19937 random(20261122);
    auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
    auto some_periods = [&] {
        std::vector<Period> out;
        for (int at = below(600); at < 1440 && out.size() < 4; at += 1 + below(400)) {
            auto to = std::min(1440, at + 1 + below(500));
            out.push_back({at, to});
            at = to;
        }
        return out;
    };
    for (int round = 0; round < 120; ++round) {
        Hours hours;
        hours.offset_minutes = (below(26) - 12) * 60 + below(2) * 30;
        for (int day = 0; day < 7; ++day)
            hours.week.push_back(below(4) ? some_periods() : std::vector<Period>{});
        auto first = *day_of("2026-09-28");
        for (int i = 0; i < 4; ++i)
            hours.days[date_text(first + below(12))] = {
                "", below(2) ? std::optional(below(7)) : std::nullopt, some_periods()};
        ASSERT_TRUE(sound(hours));
        auto from = first * 1440 + below(3 * 1440), to = from + below(5 * 1440);
        std::int64_t open = 0;
        for (auto minute = from; minute < to; ++minute) open += open_by_minute(hours, minute);
        Time begins{from * 60'000'000}, ends{to * 60'000'000};
        EXPECT_EQ(open_between(hours, begins, ends), 1min * open) << round;
        EXPECT_EQ(is_open(hours, begins), open_by_minute(hours, from)) << round;
        auto next = from;
        while (next < from + 20 * 1440 && !open_by_minute(hours, next)) ++next;
        if (next < from + 20 * 1440)
            EXPECT_EQ(opens_next(hours, begins), Time{next * 60'000'000}) << round;
        if (open > 0) {
            auto after = after_open(hours, begins, 1min * open);
            ASSERT_TRUE(after) << round;
            EXPECT_EQ(open_between(hours, begins, *after), 1min * open) << round;
        }
    }
}
