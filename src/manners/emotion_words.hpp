// The words and marks that speak of a feeling: what the learner is shown beside the letters, and
// what the rules behind it hold on to.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "kit/text/learner.hpp"
#include "manners/emotion.hpp"

namespace manners {

// Where the heads of the emotion model stand.
constexpr std::size_t kind_heads = 8;      // one for each Feeling
constexpr std::size_t level_heads = 4;     // level >= 1, 2, 3, 4
constexpr std::size_t negative_head = 12;  // negative and level >= 2
constexpr std::size_t emotion_heads = 13;

struct Cue {
    Feeling kind = Feeling::calm;
    std::int32_t level = 0;
    Risk risk = Risk::none;
    std::uint32_t from = 0;  // in the plain text
    std::uint32_t to = 0;
};

// Cues that stand, strengthened (太, 非常) or softened (有点) and without those denied (不, 没有).
std::vector<Cue> cues_in(std::u32string_view plain_text);

// What the cues, the marks and the repeats are to the learner.
std::vector<std::uint32_t> signs_of(std::u32string_view plain_text, const std::vector<Cue>& cues);

}  // namespace manners
