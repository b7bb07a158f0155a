// What is forbidden stays forbidden however it is dressed; what is polite stays so.
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "disguises.hpp"
#include "kit/text/readings.hpp"
#include "kit/text/utf8.hpp"
#include "manners/manners.hpp"

using manners::Colour;
using manners::Context;
using manners::house_gate;

namespace {

std::vector<std::string> red_phrases() {
    return disguises::lines_of(XIAOER_SOURCE "/tests/manners/data/red_phrases.txt");
}

}  // namespace

TEST(Disguise, every_red_phrase_is_stopped_undressed) {
    const auto phrases = red_phrases();
    ASSERT_GE(phrases.size(), 200U);
    for (const std::string& phrase : phrases)
        EXPECT_EQ(house_gate().judge(phrase).colour, Colour::red) << phrase;
}

TEST(Disguise, nineteen_of_twenty_dressed_phrases_are_stopped_in_each_way) {
    std::map<std::string_view, int> caught;
    std::string missed;
    int all = 0, total = 0;
    for (const std::string& phrase : red_phrases()) {
        ++all;
        for (const auto& disguise : disguises::all()) {
            const std::string dressed = disguise.dress(phrase, static_cast<unsigned>(all));
            EXPECT_NE(dressed, phrase) << disguise.name;
            const bool stopped = house_gate().judge(dressed).colour == Colour::red;
            caught[disguise.name] += stopped;
            total += stopped;
            if (!stopped) missed += std::string(disguise.name) + " " + dressed + "\n";
        }
    }
    for (const auto& [name, count] : caught)
        EXPECT_GE(count * 100, all * 85) << name << "\n" << missed;
    EXPECT_GE(total * 100, all * 10 * 95) << missed;
}

TEST(Disguise, points_at_the_words_as_they_were_written) {
    const std::string text = "您好，加\u200B威信聊";
    const auto verdict = house_gate().judge(text);
    ASSERT_EQ(verdict.colour, Colour::red);
    EXPECT_TRUE(verdict.hits[0].words.starts_with("加\u200B威信")) << verdict.hits[0].words;
    EXPECT_EQ(verdict.hits[0].from, 3);
    EXPECT_TRUE(verdict.hits[0].hidden);
}

TEST(Disguise, of_turned_text_is_seen_as_the_screen_shows_it) {
    const auto verdict = house_gate().judge("请您\u202E聊信微我加\u202C哦");
    ASSERT_EQ(verdict.colour, Colour::red);
    EXPECT_GE(verdict.hits[0].from, 3);
    EXPECT_EQ(verdict.hits[0].to, 8);
    EXPECT_EQ(house_gate().judge("\u202E好您\u202C").colour, Colour::green);
    EXPECT_EQ(house_gate().judge("\u202E\u202E\u202C\u202E").colour, Colour::green);
}

TEST(Disguise, spelled_in_pinyin_is_stopped) {
    for (const char* text : {"jia wo wei xin", "加wei信聊", "加我weixin", "jia微信便宜",
                             "hao ping fan xian", "nao can", "神jing病"})
        EXPECT_EQ(house_gate().judge(text).colour, Colour::red) << text;
}

TEST(Disguise, written_in_halves_is_stopped) {
    for (const char* text : {"力口微亻言聊", "女子评返现五元 好讠平返现", "加我微亻言"})
        EXPECT_EQ(house_gate().judge(text).colour, Colour::red) << text;
}

TEST(Disguise, that_only_sounds_alike_is_none) {
    for (const char* text :
         {"这款价位新人也能接受", "差价我为您退回", "卫星导航已经升级", "加为收藏可以看到活动",
          "这款适合沙壁", "宋女士您好，包裹送到了", "杯子的底部有刻字", "布可以剪成两米",
          "hello nice to meet you", "尺码是 XL 的", "wifi 密码在路由器背面"})
        EXPECT_NE(house_gate().judge(text).colour, Colour::red) << text;
}

TEST(Seam, between_two_messages_hides_nothing) {
    Context context;
    context.own_text = "您好，有优惠，加我微";
    const auto verdict = house_gate().judge("信聊", context);
    ASSERT_EQ(verdict.colour, Colour::red);
    EXPECT_EQ(verdict.hits[0].from, 0);
    EXPECT_EQ(verdict.hits[0].words, "加我微信");
    EXPECT_LT(verdict.score, 40);
    context.own_text = "您好，为您查到了";
    EXPECT_EQ(house_gate().judge("信封是白色的", context).colour, Colour::green);
}

TEST(Bad, input_has_a_verdict_and_a_bound) {
    std::string wall(64 * 1024, 'x');
    EXPECT_NE(house_gate().judge(wall).colour, Colour::red);
    std::string han;
    while (han.size() < 64 * 1024) han += "不加微信傻";
    EXPECT_LE(house_gate().judge(han).hits.size(), 100U);
    EXPECT_EQ(house_gate().judge("😀😀").hits.size(), 0U);
    EXPECT_EQ(house_gate().judge("\u200B\u200D\uFEFF").colour, Colour::green);
    EXPECT_EQ(house_gate().judge("").colour, Colour::green);
}

TEST(Sounds, cut_letters_into_syllables_and_leave_other_words_alone) {
    using kit::text::sounds_of;
    EXPECT_EQ(sounds_of(U"jiaweixin").text, sounds_of(U"加微信").text);
    EXPECT_EQ(sounds_of(U"jia wei xin").text, sounds_of(U"嘉威星").text);
    EXPECT_EQ(sounds_of(U"3天").text, sounds_of(U"三田").text);
    EXPECT_NE(sounds_of(U"hello").text, sounds_of(U"和喽").text);
    const auto sounds = sounds_of(U"加wei信");
    EXPECT_EQ(sounds.from, (std::vector<std::uint32_t>{0, 1, 4}));
    EXPECT_EQ(sounds.to, (std::vector<std::uint32_t>{1, 4, 5}));
}
