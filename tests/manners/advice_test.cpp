// The learner behind the rules, and what a shop lets it say.
#include <gtest/gtest.h>

#include <algorithm>

#include "manners/edition.hpp"
#include "manners/manners.hpp"

using manners::Changes;
using manners::Colour;
using manners::Judge;

namespace {

// Lines that no phrase of the pack knows and the learner stops.
std::string taught_line() {
    for (const auto text :
         {"您家孩子随您吧怪不得学不会", "东西坏成这样还不是你们家糟蹋的",
          "就您这水平还敢挑我们的毛病呢", "没本事就别学人家网购", "这点钱也要计较真有您的"}) {
        if (manners::house_gate().judge(text).colour == Colour::green &&
            manners::judged(text).colour == Colour::red)
            return text;
    }
    return "";
}

Judge judge_of(const Changes& changes) {
    return {manners::house_gate(), manners::advice_of(changes)};
}

}  // namespace

TEST(Learner, adds_a_named_hit_where_the_rules_are_silent) {
    const auto text = taught_line();
    ASSERT_FALSE(text.empty()) << "no line left that only the learner stops: find another one";
    const auto verdict = manners::judged(text);
    ASSERT_EQ(verdict.hits.size(), 1U);
    EXPECT_TRUE(manners::is_learned(verdict.hits[0].rule)) << verdict.hits[0].rule;
    EXPECT_LT(verdict.score, 40);
}

TEST(Learner, is_switched_off_by_family_or_as_a_whole) {
    const auto text = taught_line();
    const auto rule = manners::judged(text).hits.at(0).rule;
    EXPECT_EQ(judged(judge_of({{rule}, {}, {}}), text).colour, Colour::green);
    EXPECT_EQ(judged(judge_of({{"learned"}, {}, {}}), text).colour, Colour::green);
    EXPECT_EQ(judged(judge_of({{"learned.fact"}, {}, {}}), text).colour, Colour::red);
}

TEST(Learner, lets_words_pass_that_a_shop_excepts) {
    const auto text = taught_line();
    const auto rule = manners::judged(text).hits.at(0).rule;
    EXPECT_EQ(judged(judge_of({{}, {{rule, text}}, {}}), text).colour, Colour::green);
    EXPECT_EQ(judged(judge_of({{}, {{rule, "别的话"}}, {}}), text).colour, Colour::red);
}

TEST(Learner, is_named_like_a_rule_in_an_edition) {
    const auto& house = manners::house_gate().pack();
    EXPECT_TRUE(acceptable({{"learned", "learned.insult"}, {{"learned.tone", "稍等"}}, {}}, house));
    EXPECT_FALSE(acceptable({{"learned.nothing"}, {}, {}}, house));
    EXPECT_EQ(manners::learned_rules().size(), 15U);
}

TEST(Learner, never_lowers_what_the_rules_found) {
    const Judge judge = judge_of({{"learned"}, {}, {}});
    EXPECT_EQ(judged(judge, "你个傻逼").colour, Colour::red);
    EXPECT_EQ(manners::judged("不能退，加我微信").colour, Colour::red);
}

// What goods are not is no refusal, though the sentence begins like one.
TEST(Learner, lets_facts_of_goods_pass_that_begin_with_a_no) {
    for (const auto text : {"不支持副卡哦，需要原卡", "不可以干烧哦，要先加水",
                            "不是的哈亲，这边帮您预约，您保持手机畅通"}) {
        EXPECT_EQ(manners::house_gate().judge(text).colour, Colour::red) << text;
        EXPECT_NE(manners::judged(text).colour, Colour::red) << text;
        EXPECT_GE(manners::judged(text).score, 40) << text;
        EXPECT_EQ(judged(judge_of({{"learned"}, {}, {}}), text).colour, Colour::red) << text;
    }
    for (const auto text : {"不能退", "不行", "不给换", "没办法"})
        EXPECT_EQ(manners::judged(text).colour, Colour::red) << text;
}

TEST(Trial, judges_by_the_learner_as_sending_does) {
    const auto text = taught_line();
    const auto rule = manners::judged(text).hits.at(0).rule;
    const std::vector<manners::Said> said{{"m1", "c1", text, "", ""}};
    const auto found = manners::tried({}, judge_of({}), judge_of({{rule}, {}, {}}), said);
    EXPECT_EQ(found.red_before, 1);
    EXPECT_EQ(found.red_after, 0);
    ASSERT_FALSE(found.rules.empty());
    EXPECT_EQ(found.rules[0].rule, rule);
}
