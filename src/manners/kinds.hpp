// The order of kinds of words in a message, whatever the words: what lets the learner carry
// 快递的事找快递 over to 厂家的问题您找厂家.
//
//     快递的事找快递   ->  third, seek, third   ->  signs: each kind, two and three in a row, two
//     apart
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "kit/text/phrases.hpp"

namespace manners {

// Immutable: any thread may ask.
class Kinds {
public:
    // Each kind is its words, separated by blanks. Requires: fewer than 31 of them.
    explicit Kinds(std::span<const std::string_view> kinds);
    void add(std::vector<std::uint32_t>& signs, std::u32string_view plain_text) const;

private:
    std::vector<std::uint32_t> line_of(std::u32string_view text) const;
    kit::text::Phrases words_;
};

}  // namespace manners
