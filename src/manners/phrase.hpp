// How a phrase is written: words, alternatives in brackets, gaps.
//
//     (加|添加)(我|)微信         加我微信 加微信 添加我微信 添加微信
//     好评‥返                    ‥ up to three code points, of the same sentence
//     验证码…(发我|告诉我)       … up to eight
//
// Brackets do not nest and do not reach over a gap. Everything is matched as normalised text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "kit/base/result.hpp"

namespace manners {

constexpr std::size_t wide_gap = 8;             // …
constexpr std::size_t narrow_gap = 3;           // ‥
constexpr std::size_t part_points_max = 64;     // of one alternative
constexpr std::size_t gaps_max = 3;             // of one phrase
constexpr std::size_t parts_max = 8;            // of one phrase, after long ones are cut
constexpr std::size_t alternatives_max = 4096;  // of one part, written out

// A piece of a phrase between gaps, with its alternatives written out and normalised.
struct Part {
    std::size_t gap = 0;  // code points that may stand before it
    std::vector<std::u32string> words;
};

// Errors: invalid (not_utf8, bad_brackets, too_many_alternatives, phrase_too_wide, phrase_too_long,
// nothing_to_find).
kit::Result<std::vector<Part>> parts_of(std::string_view words);

}  // namespace manners
