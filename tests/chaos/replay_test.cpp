// The replay: what it reads, and that it notices what a server does wrong.
#include "app/replay.hpp"

#include <gtest/gtest.h>

#include <sstream>
#include <stdexcept>

#include "chaos/beside.hpp"

namespace {

using app::Dialogue;

std::vector<Dialogue> read(const std::string& text) {
    std::istringstream in{text};
    return app::dialogues_of(in);
}

// Ten buyers who each say and hear six things.
std::vector<Dialogue> six_lines_each() {
    std::vector<Dialogue> dialogues;
    for (int i = 0; i < 10; ++i) {
        Dialogue& one = dialogues.emplace_back(Dialogue{"d" + std::to_string(i), {}});
        for (int line = 0; line < 6; ++line)
            one.lines.push_back({line % 2 == 1, "第" + std::to_string(line) + "句"});
    }
    return dialogues;
}

app::ReplayCounts play_against(const std::string& faults) {
    const beside::FakeHouse house{faults};
    app::ReplayPlan plan;
    plan.base = house.base();
    plan.agents = {"ben@demo.example:password"};
    plan.at_once = 5;
    plan.json = true;
    plan.line_patience_ms = 1500;
    return app::replayed(plan, six_lines_each());
}

TEST(Replay, reads_dialogues_with_their_sides_and_keeps_the_spaces_of_a_text) {
    const auto dialogues =
        read("a\tu\t0\t0\t0\tnan\t在吗  \na\tu\t1\t0\t0\tnan\t在的\nb\tv\t0\t0\t0\tnan\t好\n");
    ASSERT_EQ(dialogues.size(), 2u);
    EXPECT_EQ(dialogues[0].lines[0].text, "在吗  ");
    EXPECT_FALSE(dialogues[0].lines[0].by_agent);
    EXPECT_TRUE(dialogues[0].lines[1].by_agent);
    EXPECT_EQ(dialogues[1].name, "b");
}

TEST(Replay, refuses_a_line_that_has_not_seven_columns) {
    EXPECT_THROW(read("a\tu\t0\t在吗\n"), std::invalid_argument);
}

TEST(Replay, refuses_a_side_that_is_neither_buyer_nor_agent) {
    EXPECT_THROW(read("a\tu\t2\t0\t0\tnan\t在吗\n"), std::invalid_argument);
}

TEST(Replay, delivers_every_line_once_and_in_order) {
    const auto counts = play_against("");
    EXPECT_EQ(counts.messages, 60u);
    EXPECT_EQ(counts.delivered, 60u);
    EXPECT_EQ(counts.lost + counts.doubled + counts.out_of_order + counts.unfinished, 0u);
    EXPECT_GT(counts.p99_ms, 0.0);
}

TEST(Replay, sees_what_a_server_forgot_to_store) { EXPECT_GT(play_against("lose_acked").lost, 0u); }

TEST(Replay, sees_what_a_server_showed_twice) {
    EXPECT_GT(play_against("double_event").doubled, 0u);
}

TEST(Replay, sees_what_a_server_stored_twice) {
    const auto counts = play_against("store_twice");
    EXPECT_GT(counts.doubled + counts.out_of_order, 0u);
}

TEST(Replay, sees_a_text_that_was_changed) { EXPECT_GT(play_against("other_text").lost, 0u); }

}  // namespace
