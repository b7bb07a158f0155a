// Guidance while an agent writes: tips, styles, templates. Nothing it offers is held by the gate.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "kit/text/utf8.hpp"
#include "manners/guide.hpp"
#include "manners/manners.hpp"

using manners::Guidance;
using manners::guided;
using manners::Language;
using manners::Situation;
using manners::style_for;
using manners::StyleName;
using manners::Tip;
using manners::TipKind;

namespace {

const Tip* tip_of(const Guidance& from, TipKind kind) {
    const auto found = std::ranges::find(from.tips, kind, &Tip::kind);
    return found == from.tips.end() ? nullptr : &*found;
}

// The text with every tip's words put in, last place first.
std::string taken(const std::string& text, Guidance from) {
    std::u32string points = kit::text::decoded(text);
    std::ranges::sort(from.tips, std::ranges::greater{}, &Tip::from);
    for (const Tip& one : from.tips)
        points.replace(static_cast<std::size_t>(one.from),
                       static_cast<std::size_t>(one.to - one.from), kit::text::decoded(one.words));
    return kit::text::encoded(points);
}

std::string colour_of(std::string_view text) {
    return std::string(kit::name_of(manners::judged(text).colour));
}

}  // namespace

TEST(Guide, puts_the_feeling_first_when_the_buyer_is_upset) {
    const auto upset = guided("已经为您安排补发", {.buyer_text = "气死我了！！碎成这样怎么用"});
    ASSERT_TRUE(tip_of(upset, TipKind::empathy_first));
    EXPECT_EQ(tip_of(upset, TipKind::empathy_first)->from, 0);
    EXPECT_FALSE(
        tip_of(guided("非常抱歉，已经为您安排补发", {.buyer_text = "气死我了！！碎成这样怎么用"}),
               TipKind::empathy_first));
    EXPECT_FALSE(
        tip_of(guided("已经为您安排补发", {.buyer_text = "好的"}), TipKind::empathy_first));
    EXPECT_TRUE(tip_of(guided("已经为您安排补发", {.buyer_text = "好的", .emotion = 3}),
                       TipKind::empathy_first));
}

TEST(Guide, wants_apology_explanation_and_compensation_for_a_delay) {
    const auto bare = guided("已经发货了", {.buyer_text = "都三天了怎么还没到"});
    EXPECT_TRUE(tip_of(bare, TipKind::apology) || tip_of(bare, TipKind::empathy_first));
    EXPECT_TRUE(tip_of(bare, TipKind::explanation));
    EXPECT_TRUE(tip_of(bare, TipKind::compensation));
    const auto whole = guided(
        "让您久等了，真的很抱歉。因为暴雨，包裹停在长沙。已为您申请5元券，明天12点前给您答复。",
        {.buyer_text = "都三天了怎么还没到"});
    for (const auto kind : {TipKind::apology, TipKind::explanation, TipKind::compensation})
        EXPECT_FALSE(tip_of(whole, kind));
    EXPECT_FALSE(tip_of(guided("已经发货了", {.buyer_text = "有黑色吗"}), TipKind::explanation));
}

TEST(Guide, reads_back_what_the_buyer_named) {
    const auto bare =
        guided("好的，马上为您处理", {.buyer_text = "帮我改成黑色，要两件，寄到解放路18号吧"});
    ASSERT_TRUE(tip_of(bare, TipKind::confirm));
    EXPECT_EQ(tip_of(bare, TipKind::confirm)->words,
              "跟您核对一下：黑色、两件、解放路18号，对吗？");
    EXPECT_FALSE(tip_of(guided("黑色两件寄到解放路18号，对吗？",
                               {.buyer_text = "帮我改成黑色，要两件，寄到解放路18号吧"}),
                        TipKind::confirm));
    EXPECT_FALSE(tip_of(guided("好的", {.buyer_text = "你好"}), TipKind::confirm));
}

TEST(Guide, thanks_a_buyer_who_is_content) {
    EXPECT_TRUE(tip_of(guided("好的", {.buyer_text = "谢谢啦"}), TipKind::thanks));
    EXPECT_FALSE(tip_of(guided("感谢您的支持", {.buyer_text = "谢谢啦"}), TipKind::thanks));
    EXPECT_FALSE(
        tip_of(guided("好的", {.buyer_text = "谢谢你们的垃圾服务，气死我了"}), TipKind::thanks));
}

TEST(Guide, turns_a_refusal_to_what_can_be_done) {
    const auto found = guided("亲，这个不能退", {});
    ASSERT_TRUE(tip_of(found, TipKind::rewrite));
    EXPECT_EQ(tip_of(found, TipKind::rewrite)->found, "不能退");
    EXPECT_FALSE(tip_of(guided("您看这样能不能行？", {}), TipKind::rewrite));
    // A caution is no refusal.
    EXPECT_FALSE(tip_of(
        guided("玻璃盖请放心，烤箱也能用；塑料盖建议取下，高温下不能加热，会变形，注意安全", {}),
        TipKind::rewrite));
}

TEST(Guide, has_sixty_rewrites_none_of_which_refuses) {
    EXPECT_GE(manners::rewrites().size(), 60U);
    for (const auto& each : manners::rewrites()) {
        for (const auto word : {"不", "没", "别", "无法"})
            EXPECT_FALSE(each.words.contains(word)) << each.words;
        EXPECT_EQ(colour_of(each.words), "green") << each.found << " -> " << each.words;
    }
}

TEST(Guide, finds_the_longest_words_of_each_rewrite) {
    for (const auto& each : manners::rewrites()) {
        const auto found = guided(std::string(each.found), {});
        const Tip* tip = tip_of(found, TipKind::rewrite);
        if (tip) EXPECT_EQ(tip->found, each.found);
    }
}

TEST(Guide, offers_nothing_that_the_gate_would_stop) {
    const char* const buyers[] = {"气死我了！！还没到",         "好担心来不及",
                                  "太失望了，又发错",           "到底听谁的，前后说的矛盾？？",
                                  "真的好难过，给孩子买的碎了", "谢谢啦",
                                  "改成黑色寄到中山路3号"};
    for (const auto buyer : buyers)
        for (const std::string text : {"已经为您登记", "好的", "今天下午处理"}) {
            const auto made = taken(text, guided(text, {.buyer_text = buyer}));
            EXPECT_NE(colour_of(made), "red") << buyer << " | " << made;
        }
}

TEST(Guide, places_count_code_points_of_the_text) {
    const auto found = guided("😀亲，退不了哦", {});
    const Tip* tip = tip_of(found, TipKind::rewrite);
    ASSERT_TRUE(tip);
    EXPECT_EQ(tip->from, 3);
    EXPECT_EQ(tip->to, 6);
}

TEST(Guide, stands_any_text) {
    for (const std::string& text :
         {std::string(""), std::string("😀😀😀"), std::string("\u200B\u202E"),
          std::string(4000, 'x'), std::string("不不不不不不不不")})
        for (const std::string& buyer :
             {std::string(""), std::string("\u200B"), std::string(4000, '9')}) {
            const auto found = guided(text, {.buyer_text = buyer});
            const auto length = static_cast<std::int64_t>(kit::text::length(text));
            for (const Tip& one : found.tips)
                EXPECT_TRUE(0 <= one.from && one.from <= one.to && one.to <= length);
        }
}

TEST(Style, follows_mood_then_person_then_goods_then_hour) {
    using manners::Audience;
    EXPECT_EQ(style_for({.hour = 15}).name, StyleName::warm);
    EXPECT_EQ(style_for({.hour = 10}).name, StyleName::standard);
    EXPECT_EQ(style_for({.hour = 23}).name, StyleName::night);
    EXPECT_EQ(style_for({.hour = 3}).name, StyleName::night);
    EXPECT_EQ(style_for({.audience = Audience::elder}).name, StyleName::elderly);
    EXPECT_EQ(style_for({.audience = Audience::child}).name, StyleName::child);
    EXPECT_EQ(style_for({.trade = manners::Trade::luxury}).name, StyleName::premium);
    EXPECT_EQ(style_for({.trade = manners::Trade::health}).name, StyleName::standard);
    EXPECT_EQ(style_for({.emotion = 2, .audience = Audience::child}).name, StyleName::complaint);
}

TEST(Style, says_dear_only_where_it_is_the_custom) {
    using manners::Marketplace;
    EXPECT_EQ(style_for({.hour = 15, .market = Marketplace::taobao}).address, "亲");
    EXPECT_EQ(style_for({.hour = 15, .market = Marketplace::jd}).address, "您");
    EXPECT_EQ(style_for({.emotion = 3, .hour = 15, .market = Marketplace::taobao}).address, "您");
}

TEST(Style, tells_what_does_not_fit) {
    const auto upset = guided("亲😀，没事的呀！", {.buyer_text = "太失望了，又发错货了"});
    EXPECT_TRUE(tip_of(upset, TipKind::emoji));
    EXPECT_TRUE(tip_of(upset, TipKind::exclaim));
    EXPECT_TRUE(tip_of(upset, TipKind::address));
    std::string lengthy;
    for (int i = 0; i < 20; ++i) lengthy += "这款杯子容量三百毫升，";
    EXPECT_TRUE(tip_of(guided(lengthy, {}), TipKind::long_text));
    EXPECT_TRUE(tip_of(guided("您要黑色吗？寄到哪里？要几件？", {}), TipKind::questions));
    EXPECT_TRUE(
        tip_of(guided("家人们冲鸭", {.audience = manners::Audience::elder}), TipKind::slang));
    EXPECT_FALSE(tip_of(guided("您好，今天 18 点前发出。", {.hour = 15}), TipKind::emoji));
}

TEST(Style, every_sample_keeps_its_own_norm_and_passes) {
    for (int hour = -1; hour < 24; ++hour)
        for (const auto audience : {manners::Audience::adult, manners::Audience::child,
                                    manners::Audience::elder, manners::Audience::premium})
            for (const int emotion : {0, 3}) {
                const Situation at{
                    .buyer_text = "", .emotion = emotion, .hour = hour, .audience = audience};
                const auto style = style_for(at);
                EXPECT_EQ(colour_of(style.sample), "green") << style.sample;
                EXPECT_LE(static_cast<std::int32_t>(kit::text::length(style.sample)),
                          style.points_max);
            }
}

TEST(Templates, are_filled_and_pass_the_gate) {
    for (const auto language : {Language::zh, Language::en})
        for (const auto& one : manners::templates("拾光小店", "小满", language)) {
            EXPECT_FALSE(one.text.contains("{")) << one.text;
            EXPECT_EQ(colour_of(one.text), "green") << one.text;
        }
    EXPECT_GE(manners::call_checklist(Language::zh).size(), 10U);
    EXPECT_EQ(manners::call_checklist(Language::zh).size(),
              manners::call_checklist(Language::en).size());
}
