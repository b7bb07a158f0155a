// What the learner of scores is shown of an agent's message beside its letters.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace manners {

// Where the heads of the score model stand: for each dimension, is its band at least 1, 2, 3, 4?
constexpr std::size_t dimension_count = 4;
constexpr std::size_t band_heads = 4;
constexpr std::size_t score_heads = dimension_count * band_heads;

// Parts of the three-part script and what carries a fact.
enum class Part { greeting, empathy, apology, solution, time, thanks, question, question_of_rest };

bool has_part(std::u32string_view plain_text, Part);
std::vector<std::uint32_t> score_signs_of(std::u32string_view plain_text);

}  // namespace manners
