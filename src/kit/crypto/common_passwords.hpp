// Passwords that guessing programs try first, spelled out by rule instead of by a file.
//
//     word, doubled word, word + tail (years, counts, marks), mark + word, two words
//     pinyin family name + given name + tail        wangwei123, lina1314
//     dates of 1940..2035 in three orders           19880808, 08081988, woaini880808
//     walks over the keyboard, forth and back       qwertyuiop, 1qaz2wsx, poiuytrewq
//
// Only spellings of 8 characters and more are kept, since shorter ones are refused anyway. They are
// in lower case; ask with a folded password. Kept as 64-bit hashes: a false alarm has a chance of
// about 1 in 10^13 and costs somebody a second idea.
#pragma once

#include <cstddef>
#include <string_view>

namespace kit::crypto {

// Thread safe; the first call builds the list (some 100 ms).
bool is_common_password(std::string_view folded);
std::size_t common_password_count();

}  // namespace kit::crypto
