#include <gtest/gtest.h>

#include "conversations/conversations.hpp"

using namespace conversations;
using kit::Time;

static ConversationRow fresh() {
    ConversationRow row;
    row.id = {"c"};
    return row;
}

TEST(Conversation, numbers_its_messages_one_by_one) {
    auto row = fresh();
    for (std::int64_t n = 1; n <= 3; ++n) {
        row = after_message(row, {Kind::text, Sender::buyer, "在吗"}, Time{n});
        EXPECT_EQ(row.last_seq, n);
    }
}

TEST(Conversation, waits_since_the_oldest_unanswered_message_of_the_buyer) {
    auto row = after_message(fresh(), {Kind::text, Sender::buyer, "在吗"}, Time{10});
    row = after_message(row, {Kind::text, Sender::buyer, "？"}, Time{20});
    EXPECT_EQ(row.waiting_since, Time{10});
    EXPECT_EQ(row.unread, 2);
    row = after_message(row, {Kind::text, Sender::agent, "在的"}, Time{30});
    EXPECT_EQ(row.waiting_since, std::nullopt);
    EXPECT_EQ(row.unread, 0);
    EXPECT_EQ(row.first_answered_at, Time{30});
    row = after_message(row, {Kind::text, Sender::agent, "请讲"}, Time{40});
    EXPECT_EQ(row.first_answered_at, Time{30});
}

TEST(Conversation, is_not_answered_by_a_note_a_system_line_or_a_machine) {
    auto row = after_message(fresh(), {Kind::text, Sender::buyer, "在吗"}, Time{10});
    row = after_message(row, {Kind::note, Sender::agent, "老客户"}, Time{20});
    row = after_message(row, {Kind::system, Sender::system, "assigned|ben"}, Time{30});
    row = after_message(row, {Kind::text, Sender::bot, "您好"}, Time{40});
    EXPECT_EQ(row.waiting_since, Time{10});
    EXPECT_EQ(row.first_answered_at, std::nullopt);
    EXPECT_EQ(row.last_text, "您好");
    EXPECT_EQ(row.last_seq, 4);
}

TEST(Conversation, is_claimed_once) {
    auto mine = claimed(fresh(), {"ben"}, Time{9});
    ASSERT_TRUE(mine);
    EXPECT_EQ(mine->state, State::assigned);
    auto theirs = claimed(*mine, {"beth"}, Time{9});
    ASSERT_FALSE(theirs);
    EXPECT_EQ(theirs.error().reason, "already_claimed");
}

TEST(Conversation, is_handed_over_to_another_person_only) {
    auto mine = claimed(fresh(), {"ben"}, Time{9});
    EXPECT_EQ(handed_over(*mine, {"ben"}, Time{9}).error().reason, "same_person");
    auto theirs = handed_over(*mine, {"beth"}, Time{9});
    ASSERT_TRUE(theirs);
    EXPECT_EQ(theirs->assignee->text, "beth");
    EXPECT_EQ(handed_over(fresh(), {"beth"}, Time{9})->state, State::assigned);
}

TEST(Conversation, goes_back_to_the_place_where_its_waiting_began) {
    auto row = after_message(fresh(), {Kind::text, Sender::buyer, "在吗"}, Time{10});
    row.queued_at = Time{99};
    auto back = released(*claimed(row, {"ben"}, Time{9}));
    ASSERT_TRUE(back);
    EXPECT_EQ(back->state, State::waiting);
    EXPECT_EQ(back->assignee, std::nullopt);
    EXPECT_EQ(back->queued_at, Time{10});
    EXPECT_EQ(released(fresh()).error().reason, "not_assigned");
}

TEST(Conversation, is_closed_and_reopened_and_refuses_what_makes_no_sense) {
    auto over = closed(*claimed(fresh(), {"ben"}, Time{9}), Time{50});
    ASSERT_TRUE(over);
    EXPECT_EQ(over->closed_at, Time{50});
    EXPECT_EQ(closed(*over, Time{60}).error().reason, "closed");
    EXPECT_EQ(claimed(*over, {"ben"}, Time{9}).error().reason, "closed");
    EXPECT_EQ(handed_over(*over, {"beth"}, Time{9}).error().reason, "closed");
    EXPECT_EQ(released(*over).error().reason, "not_assigned");
    EXPECT_EQ(reopened(fresh(), Time{70}).error().reason, "not_closed");
    auto again = reopened(*over, Time{70});
    ASSERT_TRUE(again);
    EXPECT_EQ(again->state, State::waiting);
    EXPECT_EQ(again->queued_at, Time{70});
    EXPECT_EQ(again->closed_at, std::nullopt);
}
