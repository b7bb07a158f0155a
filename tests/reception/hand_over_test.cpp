// The card that goes along, and the five transfers that GB/T 47746—2026 leaves no choice about, by
// their number.
#include "reception/hand_over.hpp"

#include <gtest/gtest.h>

using namespace reception;
using namespace std::chrono_literals;
using conversations::Sender;

namespace {

BotTurn fine() {
    return {
        .buyer_text = "这个杯子多大", .answer_took = {}, .asked_at = Time{0}, .is_answered = true};
}
std::optional<Mandatory> why(const BotTurn& turn, Time now = Time{1'000'000}) {
    return mandatory_transfer(turn, now);
}

}  // namespace

TEST(MandatoryTransfer, none_while_the_program_understands_and_answers) {
    EXPECT_EQ(why(fine()), std::nullopt);
}

TEST(MandatoryTransfer, number_1_what_was_not_understood_often_enough) {
    auto turn = fine();
    turn.misses = 1;
    EXPECT_EQ(why(turn), std::nullopt);
    turn.misses = 2;
    EXPECT_EQ(why(turn), Mandatory::not_understood);
    EXPECT_EQ(static_cast<int>(*why(turn)), 1);
}

TEST(MandatoryTransfer, number_2_a_buyer_who_refuses_the_program_by_words_or_by_a_key) {
    for (auto words :
         {"转人工", "我要人工客服", "帮我联系人工", "不要机器人", "let me talk to a human"}) {
        auto turn = fine();
        turn.buyer_text = words;
        EXPECT_EQ(why(turn), Mandatory::refused) << words;
    }
    auto turn = fine();
    turn.refuses_program = true;
    EXPECT_EQ(static_cast<int>(*why(turn)), 2);
}

TEST(MandatoryTransfer, number_3_what_touches_the_safety_of_information) {
    auto turn = fine();
    turn.buyer_text = "我的账号被盗了，有人用我的密码";
    EXPECT_EQ(why(turn), Mandatory::information_security);
    EXPECT_EQ(static_cast<int>(*why(turn)), 3);
}

TEST(MandatoryTransfer, number_4_danger_to_people_or_property_goes_before_everything) {
    auto turn = fine();
    turn.buyer_text = "转人工！孩子用了以后过敏送医了";
    turn.misses = 5;
    EXPECT_EQ(why(turn), Mandatory::emergency);
    EXPECT_EQ(static_cast<int>(*why(turn)), 4);
}

TEST(MandatoryTransfer, number_5_a_program_that_says_nothing_for_three_minutes) {
    auto turn = fine();
    turn.is_answered = false;
    EXPECT_EQ(why(turn, Time{} + 180s), std::nullopt);
    EXPECT_EQ(why(turn, Time{} + 181s), Mandatory::too_slow);
    auto late = fine();
    late.answer_took = 200s;
    EXPECT_EQ(static_cast<int>(*why(late)), 5);
}

TEST(HandOverCard, says_who_what_and_what_was_promised_so_that_nobody_asks_again) {
    conversations::Conversation of;
    of.contact.name = "林晓";
    of.contact.verified = true;
    of.contact.tags = {"VIP2"};
    auto card = prefilled(of, {{Sender::buyer, "订单 2026112200017 收到碎了", {}},
                               {Sender::agent, "您好，麻烦拍一下破损处", {}},
                               {Sender::buyer, "电话13800138000", {}},
                               {Sender::agent, "今天为您安排补发", {}}});
    EXPECT_EQ(card.identity, "林晓 ✓ · VIP2");
    EXPECT_EQ(card.order, "2026112200017") << "and not the phone number";
    EXPECT_TRUE(card.problem.contains("收到碎了"));
    EXPECT_EQ(card.promised, "今天为您安排补发");
    EXPECT_EQ(card.tried, "您好，麻烦拍一下破损处");
    EXPECT_EQ(card.next_step, "");
}

TEST(HandOverCard, of_a_long_talk_holds_what_was_said_last) {
    std::vector<conversations::Line> lines;
    for (int i = 0; i < 30; ++i)
        lines.push_back({Sender::buyer, "第" + std::to_string(i) + "句", {}});
    auto card = prefilled({}, lines);
    EXPECT_EQ(card.problem, "第26句；第27句；第28句；第29句");
}

TEST(Risk, knows_words_that_need_a_person_at_once) {
    EXPECT_TRUE(is_emergency("杯子漏电"));
    EXPECT_FALSE(is_emergency("我要投诉"));
    EXPECT_TRUE(is_risk("再不退我打12315"));
    EXPECT_FALSE(is_risk("什么时候发货"));
}
