// Ordinary, courteous messages of many scenes: none of them may be stopped or held.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "disguises.hpp"
#include "manners/manners.hpp"

namespace {

std::vector<std::string> polite() {
    return disguises::lines_of(XIAOER_SOURCE "/tests/manners/data/polite.txt");
}

}  // namespace

TEST(Polite, messages_of_every_scene_pass) {
    for (const std::string& text : polite()) {
        const auto verdict = manners::house_gate().judge(text);
        EXPECT_EQ(verdict.colour, manners::Colour::green)
            << text << " " << verdict.hits.at(0).rule << " " << verdict.hits.at(0).words;
    }
}

// The same messages typed with blanks instead of marks, as people chat, are stopped no more often.
TEST(Polite, messages_without_marks_are_not_stopped) {
    for (std::string text : polite()) {
        for (const std::string_view mark : {"，", "。", "、"})
            for (std::size_t at = text.find(mark); at != text.npos; at = text.find(mark))
                text.replace(at, mark.size(), " ");
        const auto verdict = manners::house_gate().judge(text);
        EXPECT_NE(verdict.colour, manners::Colour::red)
            << text << " " << (verdict.hits.empty() ? "" : verdict.hits[0].rule);
    }
}

// Said by a script or at any hour, with a buyer who is calm, the verdict is no worse.
TEST(Polite, messages_pass_at_every_hour_and_from_scripts) {
    manners::Context context;
    context.buyer_text = "你好，在吗";
    for (const std::string& text : polite()) {
        context.automatic = !context.automatic;
        context.hour = (context.hour + 1) % 24;
        const auto verdict = manners::house_gate().judge(text, context);
        EXPECT_NE(verdict.colour, manners::Colour::red) << text;
    }
}
