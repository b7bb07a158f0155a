#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "kit/text/fold.hpp"
#include "kit/text/normal.hpp"
#include "kit/text/phrases.hpp"
#include "kit/text/search_terms.hpp"
#include "kit/text/utf8.hpp"

using namespace kit;

namespace {

// What FTS5 and PostgreSQL do with a query: each phrase stands somewhere, term after term.
bool found(const std::vector<text::Wanted>& query, const std::vector<text::Term>& document) {
    const auto stands = [&](const text::Wanted& phrase) {
        for (std::size_t at = 0; at + phrase.terms.size() <= document.size(); ++at) {
            bool all = true;
            for (std::size_t i = 0; all && i < phrase.terms.size(); ++i) {
                const bool open = phrase.begins && i + 1 == phrase.terms.size();
                const std::string& term = document[at + i].text;
                all = open ? term.starts_with(phrase.terms[i]) : term == phrase.terms[i];
            }
            if (all) return true;
        }
        return false;
    };
    return !query.empty() && std::ranges::all_of(query, stands);
}
bool finds(std::string_view wanted, std::string_view document) {
    return found(text::query_terms(wanted), text::search_terms(document));
}

std::u32string plain(std::string_view bytes) {
    std::u32string out;
    for (const char32_t point : text::decoded(bytes))
        if (!text::is_invisible(point)) out += text::folded(point);
    return out;
}

std::string random_text(std::mt19937& dice, std::u32string_view letters, std::size_t points_max) {
    std::u32string out;
    const std::size_t size = dice() % (points_max + 1);
    for (std::size_t i = 0; i < size; ++i) out += letters[dice() % letters.size()];
    return text::encoded(out);
}

}  // namespace

TEST(Utf8, takes_every_well_formed_code_point_and_gives_it_back) {
    for (char32_t point = 0; point <= 0x10FFFF; ++point) {
        if (point >= 0xD800 && point <= 0xDFFF) continue;
        const std::string bytes = text::encoded({&point, 1});
        ASSERT_TRUE(text::is_valid_utf8(bytes)) << static_cast<unsigned>(point);
        ASSERT_EQ(text::decoded(bytes), std::u32string(1, point));
    }
}

TEST(Utf8, refuses_overlong_forms_surrogates_and_cut_sequences) {
    for (const std::string_view bytes :
         {"\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xED\xBF\xBF",
          "\xF0\x80\x80\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xE4\xBD", "\xE4", "\x80",
          "a\xFFz", "\xF0\x9F\x98"})
        EXPECT_FALSE(text::is_valid_utf8(bytes)) << bytes;
    EXPECT_TRUE(text::is_valid_utf8(""));
    EXPECT_TRUE(text::is_valid_utf8("您好🌹"));
}

TEST(Utf8, counts_a_malformed_byte_as_one_replacement_character) {
    EXPECT_EQ(text::decoded("好\xFF\xE4啊"), U"好\uFFFD\uFFFD啊");
    EXPECT_EQ(text::length("好\xFF\xE4啊"), 4U);
    EXPECT_EQ(text::length("ab您好🌹"), 5U);
}

TEST(Utf8, clips_at_a_code_point_and_never_inside_one) {
    EXPECT_EQ(text::clipped("您好🌹再见", 3), "您好🌹");
    EXPECT_EQ(text::clipped("您好", 9), "您好");
    EXPECT_EQ(text::clipped("您好", 0), "");
}

TEST(Utf8, names_controls_and_direction_overrides_as_forbidden) {
    EXPECT_FALSE(text::has_forbidden_controls("第一行\n第二行\t完"));
    EXPECT_TRUE(text::has_forbidden_controls(std::string_view("a\0b", 3)));
    EXPECT_TRUE(text::has_forbidden_controls("a\rb"));
    EXPECT_TRUE(text::has_forbidden_controls("a\x7F"));
    EXPECT_TRUE(text::has_forbidden_controls("a\u202Eb"));
    EXPECT_TRUE(text::has_forbidden_controls("a\u2067b"));
    EXPECT_FALSE(text::has_forbidden_controls("👨\u200D👩\u200D👧"));
}

TEST(Fold, makes_width_case_accents_and_traditional_writing_one) {
    EXPECT_EQ(plain("ＶＸ Ａ１２"), U"vx a12");
    EXPECT_EQ(plain("退貨運費發票"), U"退货运费发票");
    EXPECT_EQ(plain("Crème BRÛLÉE"), U"creme brulee");
    EXPECT_EQ(plain("加\u200B微\uFEFF信"), U"加微信");
}

TEST(Fold, is_settled_after_one_pass) {
    for (char32_t point = 0; point <= 0x10FFFF; ++point)
        ASSERT_EQ(text::folded(text::folded(point)), text::folded(point))
            << static_cast<unsigned>(point);
}

TEST(Search, cuts_chinese_into_pairs_and_keeps_the_last_character) {
    EXPECT_EQ(text::search_document("退货运费, A货"), "退货 货运 运费 费 a 货");
    EXPECT_EQ(text::search_document("iPhone15手机壳"), "iphone15 手机 机壳 壳");
    EXPECT_EQ(text::search_document(" 。!🌹"), "");
}

TEST(Search, asks_with_quoted_phrases_and_opens_the_end_of_short_ones) {
    EXPECT_EQ(text::search_query("退货运费"), "\"退货 货运 运费\"");
    EXPECT_EQ(text::search_query("费"), "\"费\"*");
    EXPECT_EQ(text::search_query("退货 iph"), "\"退货\" AND \"iph\"*");
    EXPECT_EQ(text::search_query("A货"), "\"a 货\"*");
    EXPECT_EQ(text::search_query("手机case"), "\"手机 机 case\"*");
    EXPECT_EQ(text::search_query("\" * ( ) - :"), "");
}

TEST(Search, lets_nobody_smuggle_in_operators) {
    EXPECT_EQ(
        text::search_query("a\" OR \"b NEAR(c) AND col:d"),
        "\"a\"* AND \"or\"* AND \"b\"* AND \"near\"* AND \"c\"* AND \"and\"* AND \"col\"* AND "
        "\"d\"*");
    EXPECT_EQ(text::tsquery_of("a' | 'b & !c"), "'a':* & 'b':* & 'c':*");
}

TEST(Search, speaks_to_postgresql_with_positions_and_neighbours) {
    EXPECT_EQ(text::tsvector_of("退货运费"), "'退货':1 '货运':2 '运费':3 '费':4");
    EXPECT_EQ(text::tsquery_of("退货运"), "('退货' <-> '货运')");
    EXPECT_EQ(text::tsquery_of("费 order"), "'费':* & 'order':*");
    EXPECT_EQ(text::tsvector_of(""), "");
}

TEST(Search, keeps_a_query_within_its_limits) {
    std::string many, one;
    for (int i = 0; i < 100; ++i) many += "词" + std::to_string(i) + " ";
    for (int i = 0; i < 300; ++i) one += "退";
    EXPECT_LE(text::query_terms(many).size(), 16U);
    ASSERT_EQ(text::query_terms(one).size(), 1U);
    EXPECT_EQ(text::query_terms(one)[0].terms.size(), 64U);
}

TEST(Search, finds_what_people_type) {
    const std::string message = "您好，訂單 JD-10086 的退貨運費我们承擔，Crème色手机壳今天發出";
    for (const char* wanted : {"订单", "退货运费", "訂單", "10086", "jd", "费", "creme", "手机壳",
                               "ＪＤ", "今天发", "运费 今天", "承担", "壳"})
        EXPECT_TRUE(finds(wanted, message)) << wanted;
    for (const char* wanted : {"货订", "0086", "手壳", "退运", "明天", "rème", "订单退货"})
        EXPECT_FALSE(finds(wanted, message)) << wanted;
}

TEST(Search, finds_exactly_the_texts_that_contain_the_chinese_words) {
    std::mt19937 dice(7);
    int hits = 0;
    for (int round = 0; round < 20000; ++round) {
        const std::string document = random_text(dice, U"退货貨运費 a,1𠀀ก🌹", 14);
        const std::string wanted = random_text(dice, U"退货运費𠀀ก", 4);
        if (wanted.empty()) continue;
        const bool contains = plain(document).find(plain(wanted)) != std::u32string::npos;
        hits += contains;
        ASSERT_EQ(finds(wanted, document), contains)
            << "[" << wanted << "] in [" << document << "]";
    }
    EXPECT_GT(hits, 1000);
}

TEST(Search, finds_exactly_the_texts_with_a_word_that_begins_so) {
    std::mt19937 dice(11);
    int hits = 0;
    for (int round = 0; round < 20000; ++round) {
        const std::string document = random_text(dice, U"abB1 货,", 14);
        const std::string wanted = random_text(dice, U"abÀ1", 3);
        if (wanted.empty()) continue;
        const std::u32string text = plain(document), word = plain(wanted);
        const auto in_word = [](char32_t c) { return c < 0x80 && c != ' ' && c != ','; };
        bool contains = false;
        for (std::size_t at = text.find(word); at != std::u32string::npos;
             at = text.find(word, at + 1))
            contains |= at == 0 || !in_word(text[at - 1]);
        hits += contains;
        ASSERT_EQ(finds(wanted, document), contains)
            << "[" << wanted << "] in [" << document << "]";
    }
    EXPECT_GT(hits, 1000);
}

TEST(Search, numbers_its_terms_without_holes) {
    const auto terms = text::search_terms("退货 abc, 运费 9");
    for (std::size_t i = 0; i < terms.size(); ++i) EXPECT_EQ(terms[i].position, i + 1);
}

TEST(Normal, takes_disguises_off) {
    const auto text = [](std::string_view bytes) {
        return text::encoded(text::normalised(bytes).text);
    };
    EXPECT_EQ(text("加-微 信"), "加微信");
    EXPECT_EQ(text("加 Ｖ"), "加v");
    EXPECT_EQ(text("加Ⓥ❤信"), "加v信");
    EXPECT_EQ(text("加√信、𝐕𝐗、🅥🅧"), "加v信、vx、vx");
    EXPECT_EQ(text("q u n"), "qun");
    EXPECT_EQ(text("w-e-i xin"), "wei xin");
    EXPECT_EQ(text("加\u200B微\uFEFF信"), "加微信");
    EXPECT_EQ(text("加,微,信"), "加微信");
    EXPECT_EQ(text("加~v~信~哦"), "加v信哦");
    EXPECT_EQ(text("轉帳給妳"), "转帐给你");
    EXPECT_EQ(text("太太太過分"), "太过分");
    EXPECT_EQ(text("vvvvx"), "vx");
    EXPECT_EQ(text("幺三八零零一二三四"), "138001234");
    EXPECT_EQ(text("①③⑧ 0013 8000"), "13800138000");
    EXPECT_EQ(text("138-0013-8000"), "13800138000");
    EXPECT_EQ(text("1️⃣2️⃣"), "12");
    EXPECT_EQ(text("ВХ"), "bx");
}

TEST(Normal, leaves_ordinary_writing_alone) {
    for (const char* same :
         {"谢谢您,3-5天到", "好的,没问题", "no problem at all", "2 pcs", "www.a.com", "等三四天",
          "好,的", "第一行\n第二行", "您好!!", "妈妈的", "a, b", "满300-50"})
        EXPECT_EQ(text::encoded(text::normalised(same).text), same);
}

TEST(Normal, says_where_each_character_stood_and_what_was_left_out) {
    const text::Normal normal = text::normalised("请加好 友微-\u200B信信信吧");
    EXPECT_EQ(normal.text, U"请加好友微信吧");
    EXPECT_EQ(normal.origin, (std::vector<std::uint32_t>{0, 1, 2, 4, 5, 8, 11}));
    using enum text::LeftOut;
    EXPECT_EQ(normal.before,
              (std::vector{nothing, nothing, nothing, separator, nothing, sign, unseen}));
    // Spaced out as a whole, nobody reads a break.
    EXPECT_EQ(text::normalised("不 可 以 退").before,
              (std::vector{nothing, unseen, unseen, unseen}));
}

TEST(Normal, keeps_places_in_order_whatever_comes) {
    std::mt19937 dice(5);
    for (int round = 0; round < 5000; ++round) {
        const std::string bytes = random_text(dice, U"加微信 -~,、1三八aaav\u200B\n🌹", 40);
        const text::Normal normal = text::normalised(bytes);
        ASSERT_EQ(normal.text.size(), normal.origin.size());
        ASSERT_EQ(normal.text.size(), normal.before.size());
        ASSERT_EQ(std::ranges::adjacent_find(normal.origin, std::ranges::greater_equal{}),
                  normal.origin.end());
        ASSERT_TRUE(normal.origin.empty() || normal.origin.back() < text::length(bytes));
    }
}

TEST(Phrases, reports_every_occurrence_the_overlapping_ones_too) {
    const std::vector<text::Phrases::Pattern> patterns = {{U"微信", 7}, {U"加微信", 9}, {U"信", 1}};
    const text::Phrases phrases(patterns);
    EXPECT_EQ(phrases.matches(U"请加微信吧"),
              (std::vector<text::Phrases::Match>{{9, 1, 4}, {7, 2, 4}, {1, 3, 4}}));
    EXPECT_TRUE(phrases.matches(U"").empty());
    EXPECT_TRUE(text::Phrases().matches(U"微信").empty());
}

TEST(Phrases, agree_with_plain_search_on_random_texts) {
    std::mt19937 dice(13);
    const auto random_points = [&](std::size_t points_max) {
        return text::decoded(random_text(dice, U"不没别ab𠀀", points_max));
    };
    for (int round = 0; round < 300; ++round) {
        std::vector<text::Phrases::Pattern> patterns;
        for (std::uint32_t id = 0; id < 40; ++id) patterns.push_back({random_points(5), id});
        const text::Phrases phrases(patterns);
        const std::u32string text = random_points(120);
        std::set<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>> expected, got;
        for (const auto& pattern : patterns)
            for (std::size_t at = text.find(pattern.text);
                 !pattern.text.empty() && at != std::u32string::npos;
                 at = text.find(pattern.text, at + 1))
                expected.emplace(pattern.id, at, at + pattern.text.size());
        for (const auto& match : phrases.matches(text)) got.emplace(match.id, match.from, match.to);
        ASSERT_EQ(got, expected);
    }
}
