// GB/T 47746—2026, by number: where people go before a program, how a buyer changes over, what goes
// along. The five mandatory transfers are in hand_over_test.cpp, `MandatoryTransfer`.
#include "reception/human_first.hpp"

#include <gtest/gtest.h>

using namespace reception;
using namespace std::chrono_literals;

namespace {

using Why = std::vector<HumanFirst>;
Talk plain() { return {.buyer_text = "这个杯子多大"}; }
// The one reason there is, by its number.
int number(const Talk& talk) {
    auto found = human_first(talk);
    return found.size() == 1 ? static_cast<int>(found.front()) : 0;
}
BotTurn answered(const char* text) {
    return {.buyer_text = text, .answer_took = {}, .asked_at = Time{0}, .is_answered = true};
}

}  // namespace

TEST(HumanFirst, not_for_a_plain_question_with_an_answer) {
    EXPECT_EQ(human_first(plain()), Why{});
}

TEST(HumanFirst, number_1_the_customer_asks_for_a_person) {
    for (auto words : {"转人工", "人工客服", "联系人工"}) {
        auto talk = plain();
        talk.buyer_text = words;
        EXPECT_EQ(number(talk), 1) << words;
    }
}

TEST(HumanFirst, number_2_what_more_than_one_department_has_to_do) {
    auto talk = plain();
    talk.departments = 2;
    EXPECT_EQ(number(talk), 2);
}

TEST(HumanFirst, number_3_a_question_asked_three_times_a_year_or_less) {
    auto talk = plain();
    talk.asked_last_year = 4;
    EXPECT_EQ(human_first(talk), Why{});
    talk.asked_last_year = 3;
    EXPECT_EQ(number(talk), 3);
}

TEST(HumanFirst, number_4_what_the_knowledge_base_does_not_clearly_answer) {
    auto talk = plain();
    talk.has_clear_answer = false;
    EXPECT_EQ(number(talk), 4);
}

TEST(HumanFirst, number_5_the_safety_of_persons_and_property) {
    for (auto words : {"杯子漏电了", "孩子烫伤了", "我被骗了两千块"}) {
        auto talk = plain();
        talk.buyer_text = words;
        EXPECT_EQ(number(talk), 5) << words;
    }
}

TEST(HumanFirst, number_6_the_third_contact_in_a_day_of_somebody_who_is_not_content) {
    auto talk = plain();
    talk.contacts_24h = 3;
    EXPECT_EQ(human_first(talk), Why{}) << "content: may come as often as they like";
    talk.is_content = false;
    EXPECT_EQ(number(talk), 6);
    talk.contacts_24h = 2;
    EXPECT_EQ(human_first(talk), Why{});
}

TEST(HumanFirst, number_7_elderly_people_and_minors) {
    for (auto words : {"我年纪大了，看不清字", "我奶奶不会操作", "小孩偷偷下的单",
                       "my grandmother ordered it"}) {
        auto talk = plain();
        talk.buyer_text = words;
        EXPECT_EQ(number(talk), 7) << words;
    }
    EXPECT_FALSE(is_vulnerable("我才买了一天"));
}

TEST(HumanFirst, number_8_emotion_at_its_height) {
    auto talk = plain();
    talk.emotion = 3;
    EXPECT_EQ(human_first(talk), Why{});
    talk.emotion = 4;
    EXPECT_EQ(number(talk), 8);
}

TEST(HumanFirst, gives_every_reason_there_is) {
    Talk talk{.buyer_text = "转人工",
              .departments = 3,
              .asked_last_year = 0,
              .has_clear_answer = false,
              .contacts_24h = 5,
              .emotion = 4,
              .is_content = false};
    EXPECT_EQ(human_first(talk),
              (Why{HumanFirst::asked, HumanFirst::complicated, HumanFirst::rare,
                   HumanFirst::no_answer, HumanFirst::repeated, HumanFirst::extreme}));
}

TEST(ChangeOver, is_at_once_when_it_is_mandatory_and_asked_for_before_when_the_buyer_complains) {
    EXPECT_EQ(change_over(answered("转人工"), plain(), Time{1}), ChangeOver::at_once);
    EXPECT_EQ(change_over(answered("漏电了"), plain(), Time{1}), ChangeOver::at_once);
    EXPECT_EQ(change_over(answered("我要投诉你们"), plain(), Time{1}), ChangeOver::after_asking);
    auto cross = plain();
    cross.emotion = 2;
    EXPECT_EQ(change_over(answered("怎么还没到"), cross, Time{1}), ChangeOver::after_asking);
    EXPECT_EQ(change_over(answered("怎么还没到"), plain(), Time{1}), ChangeOver::none);
}

TEST(ChangeOver, back_to_a_program_needs_that_the_buyer_was_told_and_agreed) {
    EXPECT_FALSE(may_go_to_program(Consent::not_asked));
    EXPECT_FALSE(may_go_to_program(Consent::told)) << "silence is no consent";
    EXPECT_FALSE(may_go_to_program(Consent::refused));
    EXPECT_TRUE(may_go_to_program(Consent::agreed));
}

TEST(HandOverCard, carries_identity_history_problem_and_state) {
    HandOverCard card{"林晓", "20261122", "碎了", "", "", ""};
    EXPECT_EQ(lacking(card, true), std::vector<std::string>{});
    EXPECT_EQ(lacking(card, false), std::vector<std::string>{"history"});
    EXPECT_EQ(lacking({}, true), (std::vector<std::string>{"identity", "problem", "state"}));
}
