// Numbers of people in a text: telephones, identity numbers, bank cards, however their digits are
// grouped.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "customers/postal.hpp"

namespace customers {

// Digits of one number as people write it: 138 1234 5678, 110105 1949 1231 002X.
struct Number {
    std::string digits;
    std::size_t begin = 0, end = 0;
    bool has_dash = false;
};

// One run of digits with single blanks or dashes between them, from `at`. `text` is folded.
Number number_at(std::u32string_view text, std::size_t at);

// In the order of the text, which is folded. The work is bounded by its length, times a constant.
std::vector<Place> numbers_in(std::u32string_view text);

}  // namespace customers
