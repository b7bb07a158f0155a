// Kinds of code points as normalised text has them: letters are small and ASCII, digits ASCII.
#pragma once

namespace kit::text {

constexpr bool is_digit(char32_t point) { return point >= U'0' && point <= U'9'; }
constexpr bool is_letter(char32_t point) { return point >= U'a' && point <= U'z'; }

}  // namespace kit::text
