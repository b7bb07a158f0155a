// Packs as data: what a sheet may say, what is refused and why, how verdicts are put together.
#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>
#include <random>
#include <string>
#include <string_view>

#include "kit/text/utf8.hpp"
#include "manners/manners.hpp"
#include "manners/sheet.hpp"

using manners::Colour;
using manners::Gate;
using manners::Pack;
using manners::Verdict;

namespace {

constexpr std::string_view head = "version: t\n[a.b] red\nzh: 理由\nen: reason\n";

Gate gate_of(std::string_view sheet) {
    auto pack = manners::pack_from(sheet);
    EXPECT_TRUE(pack.has_value()) << pack.error().reason << " " << pack.error().message;
    return Gate(*std::move(pack));
}
std::string refusal_of(std::string_view sheet) {
    const auto pack = manners::pack_from(sheet);
    return pack ? "" : pack.error().reason;
}

}  // namespace

TEST(Pack, of_the_house_has_phrases_in_three_colours_and_reasons_in_two_languages) {
    const Pack pack = manners::house_pack();
    EXPECT_TRUE(manners::accepted(pack).has_value());
    EXPECT_FALSE(pack.version.empty());
    std::size_t written = 0;
    for (const auto& rule : pack.rules) {
        written += rule.phrases.size();
        EXPECT_FALSE(rule.reason_zh.empty()) << rule.id;
        EXPECT_FALSE(rule.reason_en.empty()) << rule.id;
        for (const char c : rule.reason_en)
            EXPECT_LT(static_cast<unsigned char>(c), 0x80) << rule.id;
    }
    EXPECT_GE(written, 400U);
    EXPECT_GE(manners::phrase_count(pack), 10'000U);
    for (const Colour colour : {Colour::green, Colour::yellow, Colour::red})
        EXPECT_TRUE(
            std::ranges::any_of(pack.rules, [&](const auto& r) { return r.colour == colour; }));
}

TEST(Pack, of_the_house_never_suggests_what_it_stops) {
    const Pack pack = manners::house_pack();
    const auto check = [](const std::optional<std::string>& suggestion) {
        if (!suggestion) return;
        const Verdict verdict = manners::house_gate().judge(*suggestion);
        EXPECT_NE(verdict.colour, Colour::red) << *suggestion << " " << verdict.hits[0].rule;
    };
    for (const auto& rule : pack.rules) {
        check(rule.suggestion);
        for (const auto& phrase : rule.phrases) check(phrase.suggestion);
    }
}

TEST(Sheet, writes_out_alternatives_and_bridges_gaps) {
    const Gate gate = gate_of(std::string(head) + "(甲|乙)(丙|)丁\n戊…己\n庚‥辛\n壬…壬癸\n");
    const auto red = [&](std::string_view text) { return gate.judge(text).colour == Colour::red; };
    EXPECT_TRUE(red("甲丙丁"));
    EXPECT_TRUE(red("乙丁"));
    EXPECT_FALSE(red("丙丁"));
    EXPECT_TRUE(red("戊一二三四五六七八己"));
    EXPECT_FALSE(red("戊一二三四五六七八九己"));
    EXPECT_FALSE(red("戊一二。三己"));
    EXPECT_TRUE(red("庚一二三辛"));
    EXPECT_FALSE(red("庚一二三四辛"));
    EXPECT_TRUE(red("庚辛"));
    EXPECT_TRUE(red("壬一壬癸")) << "the part before is not the one that the next begins with";
    EXPECT_FALSE(red("壬癸"));
}

TEST(Sheet, knows_places_moods_and_whitelists) {
    const Gate start =
        gate_of("[a.b] red sentence_start statement\nzh: x\nen: x\nexcept: 甲乙\n甲\n");
    EXPECT_EQ(start.judge("甲。").colour, Colour::red);
    EXPECT_EQ(start.judge("一甲").colour, Colour::green);
    EXPECT_EQ(start.judge("一。甲").colour, Colour::red);
    EXPECT_EQ(start.judge("甲乙").colour, Colour::green);
    EXPECT_EQ(start.judge("甲吗？").colour, Colour::green);
    const Gate end = gate_of("[a.b] yellow sentence_end\nzh: x\nen: x\n甲\n");
    EXPECT_EQ(end.judge("一甲。二").colour, Colour::yellow);
    EXPECT_EQ(end.judge("甲一。").colour, Colour::green);
    const Gate whole = gate_of("[a.b] yellow message\nzh: x\nen: x\n甲\n");
    EXPECT_EQ(whole.judge(" 甲~").colour, Colour::yellow);
    EXPECT_EQ(whole.judge("甲甲").colour, Colour::green);
    const Gate silent = gate_of(std::string(head) + "unless: 乙\n甲\n");
    EXPECT_EQ(silent.judge("甲").colour, Colour::red);
    EXPECT_EQ(silent.judge("甲，一二三四五六七八九十乙").colour, Colour::green);
}

TEST(Sheet, refuses_what_it_cannot_read_with_the_reason) {
    EXPECT_EQ(refusal_of(""), "empty_pack");
    EXPECT_EQ(refusal_of("just words\n"), "bad_line");
    EXPECT_EQ(refusal_of("colour: red\n"), "unknown_word");
    EXPECT_EQ(refusal_of("[a.b] purple\n"), "unknown_word");
    EXPECT_EQ(refusal_of("[a.b] red sometimes\n"), "unknown_word");
    EXPECT_EQ(refusal_of("[a.b] red\n甲\n"), "reason_missing");
    EXPECT_EQ(refusal_of("[a.b] red\nzh: x\nen: x\n"), "nothing_to_find");
    EXPECT_EQ(refusal_of(std::string(head) + "(甲|乙\n"), "bad_brackets");
    EXPECT_EQ(refusal_of(std::string(head) + "(甲|(乙|丙))\n"), "bad_brackets");
    EXPECT_EQ(refusal_of(std::string(head) + "甲……乙\n"), "nothing_to_find");
    EXPECT_EQ(refusal_of(std::string(head) + "一…二…三…四…五\n"), "phrase_too_wide");
    EXPECT_EQ(refusal_of(std::string(head) + "甲" + std::string(70, 'a') + "\n"),
              "phrase_too_long");
    EXPECT_EQ(refusal_of(std::string(head) + "甲\n[a.b] red\nzh: x\nen: x\n乙\n"), "rule_twice");
    EXPECT_EQ(refusal_of(std::string(head) + "甲\xFF\n"), "not_utf8");
}

TEST(Sheet, refuses_a_pattern_that_would_explode) {
    std::string line;
    for (int i = 0; i < 12; ++i) line += "(一|二|三|四|五|六|七|八|九|十)";
    EXPECT_EQ(refusal_of(std::string(head) + line + "\n"), "phrase_too_wide");
    std::string many(head), hundred = "0";
    for (int i = 1; i < 100; ++i) hundred += "|" + std::to_string(i);
    for (int i = 0; i < 1001; ++i) many += "甲" + std::to_string(i) + "乙(" + hundred + ")\n";
    EXPECT_EQ(refusal_of(many), "too_many_phrases");
}

TEST(Hit, tells_where_it_stands_in_the_text_as_it_was_written) {
    const auto verdict = manners::house_gate().judge("😀您好呀，请加-Ｖ 信🌹聊");
    ASSERT_FALSE(verdict.hits.empty());
    const auto& hit = verdict.hits[0];
    EXPECT_EQ(hit.rule, "lure.contact");
    EXPECT_EQ(hit.words, "加-Ｖ 信");
    EXPECT_EQ(hit.from, 6);
    EXPECT_EQ(hit.to, 11);
}

// Where so much was begun before that the house forgets what lies far back.
TEST(Hit, is_found_behind_thousands_of_beginnings) {
    const Gate gate = gate_of(std::string(head) + "甲‥乙\n丙‥戊\n");
    std::string before;
    for (int begun = 1; begun <= 4200; ++begun) {
        before += "甲丁";
        if (begun < 4090 || (begun > 4100 && begun % 50 != 0)) continue;
        const Verdict verdict = gate.judge(before + "甲丙乙");
        ASSERT_EQ(verdict.hits.size(), 1U) << begun;
        EXPECT_EQ(verdict.hits[0].from, begun * 2);
    }
}

TEST(Hit, inside_a_longer_one_as_bad_is_left_out) {
    const auto verdict = manners::house_gate().judge("不可以退");
    ASSERT_EQ(verdict.hits.size(), 1U);
    EXPECT_EQ(verdict.hits[0].rule, "refusal.flat");
    EXPECT_EQ(verdict.hits[0].words, "不可以退");
}

TEST(Verdict, keeps_its_invariants_whatever_comes) {
    std::mt19937 dice(29);
    const std::u32string letters =
        U"不没别可以退货加微信vx好评返现 ，。！？~“”…‥()|\n\u200B🌹🙄1三八零没有的话吗亲您Ａ";
    for (int round = 0; round < 3000; ++round) {
        std::u32string points;
        const std::size_t size = dice() % 60;
        for (std::size_t i = 0; i < size; ++i) points += letters[dice() % letters.size()];
        const std::string text = kit::text::encoded(points);
        const Verdict verdict = manners::house_gate().judge(text);
        Colour worst = Colour::green;
        std::int64_t last = 0;
        for (const auto& hit : verdict.hits) {
            worst = std::max(worst, hit.colour);
            ASSERT_LE(0, hit.from);
            ASSERT_LT(hit.from, hit.to);
            ASSERT_LE(hit.to, static_cast<std::int64_t>(points.size()));
            ASSERT_LE(last, hit.from);
            ASSERT_FALSE(hit.reason.empty());
            ASSERT_EQ(hit.words, kit::text::encoded(std::u32string_view(points).substr(
                                     static_cast<std::size_t>(hit.from),
                                     static_cast<std::size_t>(hit.to - hit.from))));
            last = hit.from;
        }
        ASSERT_EQ(verdict.colour, worst) << text;
        ASSERT_TRUE(verdict.score >= 0 && verdict.score <= 100);
        ASSERT_TRUE(worst != Colour::red || verdict.score < 40);
    }
}

double own_seconds() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

TEST(Verdict, on_odd_input_is_stated_in_bounded_time) {
    const auto repeated = [](std::string_view piece) {
        std::string text;
        while (text.size() < 65536) text += piece;
        return text;
    };
    for (const std::string_view piece :
         {"😀", "\u200B", "a", "加", "不会加微信", "好评返", "您，", "不。", "\"", " 1 - ",
          "没有的话吗？", "\xFF", "1", "验证码", "\u202E"}) {
        const std::string text = repeated(piece);
        // The thread's own time, so that a busy machine does not count.
        const auto before = own_seconds();
        const Verdict verdict = manners::house_gate().judge(text);
        EXPECT_LE(verdict.hits.size(), 100U) << piece;
        EXPECT_LT(own_seconds() - before, 4.0) << piece;  // milliseconds when optimised
    }
    EXPECT_EQ(manners::house_gate().judge("").colour, Colour::green);
    EXPECT_EQ(manners::house_gate().judge("🌹").colour, Colour::green);
}

TEST(Pattern, finds_what_words_cannot_say) {
    const Gate gate = gate_of(std::string(head) + "~ (工号|编号)[0-9]{4,8}\nexcept: 工号牌\n");
    const auto verdict = gate.judge("我的工号 20231 您记一下");
    ASSERT_EQ(verdict.colour, Colour::red);
    EXPECT_EQ(verdict.hits[0].words, "工号 20231");
    EXPECT_EQ(verdict.hits[0].from, 2);
    EXPECT_EQ(gate.judge("工号 12").colour, Colour::green);
}

TEST(Pattern, that_explodes_or_is_broken_is_refused_with_its_rule_and_its_words) {
    const auto error_of = [](std::string_view pattern) {
        auto pack = manners::pack_from(std::string(head) + "~ " + std::string(pattern) + "\n");
        EXPECT_FALSE(pack.has_value()) << pattern;
        return pack ? kit::Error{} : pack.error();
    };
    const auto exploding = error_of("((a{0,99}){0,99}){0,99}");
    EXPECT_EQ(exploding.reason, "pattern_explodes");
    EXPECT_EQ(exploding.field, "a.b");
    EXPECT_TRUE(exploding.message.starts_with("((a{0,99})")) << exploding.message;
    EXPECT_EQ(error_of("(没有右括号").reason, "bad_pattern");
    EXPECT_EQ(error_of("(?<=看后面)不").reason, "bad_pattern");
    EXPECT_EQ(error_of("[0-9]*").reason, "matches_nothing");
    EXPECT_EQ(error_of(std::string(400, 'a')).reason, "pattern_too_long");
}

TEST(Pattern, that_would_ruin_a_backtracker_takes_linear_time) {
    const Gate gate = gate_of(std::string(head) + "~ (x+x+)+y\n");
    EXPECT_EQ(gate.judge(std::string(60'000, 'x')).colour, Colour::green);
}
