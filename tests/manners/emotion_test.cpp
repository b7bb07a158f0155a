// What the house hears in a buyer's words, and how the mood of a chat moves.
#include "manners/emotion.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

using namespace manners;
using namespace std::chrono_literals;

namespace {

std::string told(const Emotion& emotion) {
    std::string out = std::string(kit::name_of(emotion.kind)) + std::to_string(emotion.level);
    for (const auto& cause : emotion.causes) out += " [" + cause.words + "]";
    return out;
}

Emotion emotion(Feeling kind, int level, Risk risk = Risk::none) { return {kind, level, risk, {}}; }

kit::Time at(std::chrono::seconds since) { return kit::Time{1'700'000'000'000'000} + since; }

}  // namespace

TEST(Emotion, plain_questions_are_calm) {
    for (const auto* text :
         {"几天能到", "有黑色吗", "好的谢谢", "怎么开票", "订单号:2025110833021", "1", "👌",
          "投诉电话是多少", "不着急，您慢慢看", "应该怎么操作呢?", "货号 DH4sb12 有吗"})
        EXPECT_FALSE(is_negative(felt(text))) << text << " " << told(felt(text));
}

TEST(Emotion, anger_is_heard_and_pointed_at) {
    const auto found = felt("你们就是骗子，马上退钱！！");
    EXPECT_EQ(found.kind, Feeling::angry) << told(found);
    EXPECT_GE(found.level, 3);
    ASSERT_FALSE(found.causes.empty());
    EXPECT_EQ(found.causes[0].words, "骗子");
    EXPECT_EQ(found.causes[0].from, 4);
    EXPECT_EQ(found.causes[0].to, 6);
}

TEST(Emotion, a_threat_is_marked_and_strong) {
    for (const auto* text : {"法院见", "我要曝光你们", "等着收律师函"}) {
        const auto found = felt(text);
        EXPECT_EQ(found.risk, Risk::threat) << text;
        EXPECT_EQ(found.level, 4) << text;
    }
}

TEST(Emotion, danger_to_oneself_is_never_missed) {
    for (const auto* text : {"不想活了", "活着太累了", "我现在就在楼顶", "吃了好多药，再见"}) {
        const auto found = felt(text);
        EXPECT_EQ(found.risk, Risk::safety) << text;
        EXPECT_EQ(found.kind, Feeling::sad) << text;
    }
}

TEST(Emotion, a_denied_word_does_not_count) {
    EXPECT_FALSE(is_negative(felt("我没有要投诉，就是提个建议")));
    EXPECT_FALSE(is_negative(felt("不着急的")));
    EXPECT_TRUE(is_negative(felt("很不满意")));
}

TEST(Emotion, causes_point_into_the_text_as_given) {
    const auto found = felt("[订单编号:123] ＡＢ　太\u200B失望了");
    ASSERT_FALSE(found.causes.empty()) << told(found);
    EXPECT_EQ(found.causes[0].words, "失望");
}

TEST(Emotion, of_nothing_or_of_noise_is_calm) {
    for (const std::string& text : {std::string(), std::string("\u200B\u200B"),
                                    std::string(4000, ' '), std::string("\xff\xfe")})
        EXPECT_EQ(felt(text).level, 0);
    std::string wall;
    for (int i = 0; i < 20000; ++i) wall += "啊";
    (void)felt(wall);  // bounded: it comes back
}

TEST(Temper, rises_at_once_and_cools_step_by_step) {
    auto mood = moved({}, emotion(Feeling::angry, 3), at(0s));
    EXPECT_EQ(mood.level, 3);
    mood = moved(answered(mood), emotion(Feeling::calm, 0), at(60s));
    EXPECT_EQ(mood.kind, Feeling::angry);
    EXPECT_EQ(mood.level, 2);
    mood = moved(answered(mood), emotion(Feeling::pleased, 2), at(120s));
    EXPECT_EQ(mood.kind, Feeling::pleased);
    EXPECT_EQ(mood.level, 2);
}

TEST(Temper, three_quick_messages_press) {
    auto mood = moved({}, emotion(Feeling::anxious, 1), at(0s));
    mood = moved(mood, emotion(Feeling::anxious, 1), at(5s));
    EXPECT_EQ(mood.level, 1);
    mood = moved(mood, emotion(Feeling::anxious, 1), at(9s));
    EXPECT_EQ(mood.level, 2);
}

TEST(Temper, slow_messages_do_not_press) {
    auto mood = moved({}, emotion(Feeling::anxious, 1), at(0s));
    mood = moved(answered(mood), emotion(Feeling::anxious, 1), at(60s));
    mood = moved(answered(mood), emotion(Feeling::anxious, 1), at(120s));
    EXPECT_EQ(mood.level, 1);
}

TEST(Temper, a_third_contact_in_a_day_weighs_more) {
    auto mood = moved({}, emotion(Feeling::calm, 0), at(0s));
    mood = moved(answered(mood), emotion(Feeling::calm, 0), at(2h));
    mood = moved(answered(mood), emotion(Feeling::disappointed, 2), at(5h));
    EXPECT_EQ(mood.contacts, 3);
    EXPECT_EQ(mood.level, 3);
    auto next_day = moved(answered(mood), emotion(Feeling::calm, 0), at(30h));
    EXPECT_EQ(next_day.contacts, 1);
}

TEST(Temper, danger_stays) {
    auto mood = moved({}, emotion(Feeling::sad, 4, Risk::safety), at(0s));
    for (int i = 1; i < 10; ++i)
        mood = moved(answered(mood), emotion(Feeling::calm, 0), at(60s * i));
    EXPECT_EQ(mood.risk, Risk::safety);
    EXPECT_GE(mood.level, 3);
}
