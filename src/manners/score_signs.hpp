// What the learner of scores is shown of an agent's message beside its letters.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace manners {

// Where the heads of the score model stand: for each dimension, is its band at least 1, 2, 3, 4?
constexpr std::size_t dimension_count = 4;
constexpr std::size_t band_heads = 4;
constexpr std::size_t red_head = dimension_count * band_heads;
constexpr std::size_t ill_head = red_head + 1;  // yellow or red
constexpr std::size_t family_heads = ill_head + 1;
constexpr std::size_t red_families = 10;
constexpr std::size_t family_count = 14;
constexpr std::size_t score_heads = family_heads + family_count;

// What a line of the labelled set is wrong by; the red ones first.
constexpr std::array<std::string_view, family_count> families{
    "refusal", "blame", "insult",  "threat", "lure", "phishing", "privacy",
    "review",  "claim", "promise", "vague",  "tone", "fact",     "style"};

// Parts of the three-part script and what carries a fact.
enum class Part { greeting, empathy, apology, solution, time, thanks, question, question_of_rest };

bool has_part(std::u32string_view plain_text, Part);
std::vector<std::uint32_t> score_signs_of(std::u32string_view plain_text);

}  // namespace manners
