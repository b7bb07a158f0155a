#include "clocks/pack.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "clocks/pack_files.hpp"
#include "kit/base/json.hpp"

using namespace clocks;
using namespace std::chrono_literals;

namespace {

constexpr int shanghai = 480;
Time at(int hour, int minute, int second) {
    return Time{} + 24h * 20'000 + 1h * hour + 1min * minute + 1s * second - 8h;
}
Utterance buyer(int hour, int minute, int second) {
    return {Voice::buyer, at(hour, minute, second)};
}
Utterance agent(int hour, int minute, int second) {
    return {Voice::human, at(hour, minute, second)};
}
Utterance machine(int hour, int minute, int second) {
    return {Voice::machine, at(hour, minute, second)};
}

ClockLimit limit(const std::string& id) {
    for (auto& pack : packs())
        for (auto& one : pack.limits)
            if (one.id == id) return one;
    ADD_FAILURE() << id;
    return {};
}
Tally tally(const std::string& id, std::vector<Utterance> said) {
    return tallied(limit(id), said, shanghai);
}

}  // namespace

TEST(ClockPacks, have_one_name_a_source_and_limits_that_make_sense) {
    std::set<std::string> seen;
    for (auto& pack : packs()) {
        EXPECT_FALSE(pack.source.empty()) << pack.id;
        EXPECT_EQ(pack.effective_from.size(), 10u) << pack.id;
        for (auto& one : pack.limits) {
            EXPECT_TRUE(seen.insert(one.id).second) << one.id;
            EXPECT_LT(one.warn_s, one.limit_s) << one.id;
            EXPECT_LT(one.from, one.to) << one.id;
            EXPECT_GT(one.target, 0) << one.id;
            EXPECT_LT(one.target, 10'000) << one.id;
        }
    }
}

TEST(ClockPacks, hold_from_their_day_on_and_only_where_chosen) {
    EXPECT_TRUE(in_force({"douyin"}, "2024-10-31").empty());
    EXPECT_EQ(in_force({"douyin"}, "2024-11-01").size(), 1u);
    EXPECT_EQ(in_force({"pinduoduo", "house"}, "2026-11-22").size(), 4u);
    EXPECT_TRUE(in_force({}, "2026-11-22").empty());
    EXPECT_TRUE(in_force({"nothing"}, "2026-11-22").empty());
}

TEST(ClockPacks, of_douyin_forget_a_talk_with_one_late_round) {
    EXPECT_EQ(
        tally("douyin_3m", {buyer(10, 0, 0), agent(10, 1, 0), buyer(10, 5, 0), agent(10, 8, 0)}),
        (Tally{1, 1}));
    EXPECT_EQ(
        tally("douyin_3m", {buyer(10, 0, 0), agent(10, 1, 0), buyer(10, 5, 0), agent(10, 8, 1)}),
        (Tally{0, 1}));
    EXPECT_EQ(tally("douyin_3m", {buyer(10, 0, 0)}), (Tally{0, 1}));
    EXPECT_EQ(tally("douyin_3m", {buyer(22, 59, 59), agent(23, 1, 0)}), (Tally{1, 1}));
    EXPECT_EQ(tally("douyin_3m", {buyer(23, 0, 0), agent(23, 9, 0)}), (Tally{0, 0}));
    EXPECT_EQ(tally("douyin_3m", {buyer(7, 59, 59)}), (Tally{0, 0}));
}

TEST(ClockPacks, of_taobao_count_rounds_from_eight_to_midnight) {
    EXPECT_EQ(
        tally("taobao_3m", {buyer(10, 0, 0), agent(10, 1, 0), buyer(10, 5, 0), agent(10, 9, 0)}),
        (Tally{1, 2}));
    EXPECT_EQ(tally("taobao_3m", {buyer(23, 59, 0), agent(23, 59, 30)}), (Tally{1, 1}));
    EXPECT_EQ(tally("taobao_3m", {buyer(3, 0, 0), agent(3, 0, 30)}), (Tally{0, 0}));
}

TEST(ClockPacks, take_a_machine_for_an_answer_only_where_anybody_counts) {
    std::vector<Utterance> said{buyer(10, 0, 0), machine(10, 0, 5), agent(10, 4, 0)};
    EXPECT_EQ(tally("jd_30s", said), (Tally{1, 1}));
    EXPECT_EQ(tally("house_30s", said), (Tally{1, 1}));
    EXPECT_EQ(tally("pdd_3m", said), (Tally{0, 1}));
    EXPECT_EQ(tally("house_round", said), (Tally{0, 1}));
}

TEST(ClockPacks, do_not_call_late_what_may_still_be_answered_in_time) {
    auto today = [](int minute, int second) { return Until{at(10, minute, second), false}; };
    std::vector<Utterance> said{buyer(9, 0, 0), agent(9, 0, 10), buyer(10, 0, 0)};
    auto rounds = limit("taobao_3m");
    EXPECT_EQ(tallied(rounds, said, shanghai, today(3, 0)), (Tally{1, 1}));
    EXPECT_EQ(tallied(rounds, said, shanghai, today(3, 1)), (Tally{1, 2}));
    EXPECT_EQ(tallied(rounds, said, shanghai), (Tally{1, 2})) << "the day is over";
    EXPECT_EQ(tallied(limit("douyin_3m"), std::vector{buyer(10, 0, 0)}, shanghai, today(1, 0)),
              (Tally{0, 0}));
    EXPECT_EQ(tallied(limit("douyin_3m"), said, shanghai, today(9, 0)), (Tally{0, 1}));
}

TEST(ClockPacks, count_only_the_first_round_for_a_first_answer) {
    EXPECT_EQ(
        tally("jd_30s", {buyer(10, 0, 0), agent(10, 0, 20), buyer(10, 5, 0), agent(10, 9, 0)}),
        (Tally{1, 1}));
}

TEST(ClockPacks, are_files_without_a_word_that_nobody_reads_and_their_editions_follow_each_other) {
    for (auto text : pack_files()) {
        auto file = kit::json::from_text<PackFile>(text);
        ASSERT_TRUE(file) << file.error().reason << ' ' << file.error().field << ' '
                          << text.substr(0, 60);
        std::string before;
        for (auto& one : file->editions) {
            EXPECT_LT(before, one.effective_from) << file->id;
            before = one.effective_to.value_or("9999");
        }
    }
    EXPECT_EQ(pack_files().size(), packs_on("2026-11-22").size());
}

TEST(ClockPacks, are_shown_as_they_hold_that_day) {
    auto shown = packs_on("2020-06-01");
    auto douyin = std::ranges::find(shown, "douyin", &ClockPack::id);
    ASSERT_NE(douyin, shown.end()) << "it comes later, and can be chosen now";
    EXPECT_EQ(shown.front().id, "house");
}

TEST(StrictestClock, is_the_one_that_breaks_next) {
    auto limits = in_force({"house", "taobao"}, "2026-11-22");
    auto due = [&](int second, int minute = 0) {
        return *strictest(limits, {at(10, 0, 0), true, false}, shanghai, at(10, minute, second));
    };
    EXPECT_EQ(due(0).limit, "house_30s");
    EXPECT_EQ(due(0).warns, at(10, 0, 15));
    EXPECT_EQ(due(29).breaks, at(10, 0, 30));
    EXPECT_EQ(due(30).limit, "house_round") << "the first one is broken, the next one runs";
    EXPECT_EQ(due(0, 9).limit, "house_round") << "all are broken";
}

TEST(StrictestClock, leaves_out_what_is_met_or_does_not_count_now) {
    auto limits = in_force({"house"}, "2026-11-22");
    auto now = at(10, 0, 1);
    EXPECT_EQ(strictest(limits, {at(10, 0, 0), true, true}, shanghai, now)->limit, "house_round")
        << "a machine has greeted";
    EXPECT_EQ(strictest(limits, {at(10, 0, 0), false, false}, shanghai, now)->limit, "house_round")
        << "not the first";
    EXPECT_FALSE(strictest(in_force({"douyin"}, "2026-11-22"), {at(23, 30, 0), true, false},
                           shanghai, at(23, 30, 1)));
    EXPECT_FALSE(strictest({}, {at(10, 0, 0), true, false}, shanghai, now));
}
