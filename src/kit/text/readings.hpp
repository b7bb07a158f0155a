// Text by its sound, for words that hide behind others: 加威信, jia微xin, 1赔十 read as 加微信,
// 一赔十.
//
//     text      加 w e i 鑫         normalised (normal.hpp)
//     sounds    jia   wei   xin     one code point each, from a private plane
//     from, to  0,1   1,4   4,5     which characters of `text` make the sound
//
// Readings carry no tone; zh ch sh read as z c s and ing eng as in en, as people mistype them.
// Digits sound like their words. Latin letters count as sounds only where a whole run can be cut
// into syllables, two at least; anything else is a break that no word reaches over.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kit::text {

struct Sounds {
    std::u32string text;
    std::vector<std::uint32_t> from;
    std::vector<std::uint32_t> to;
};

Sounds sounds_of(std::u32string_view normalised);
void sound(std::u32string_view normalised, Sounds& into);  // replaces `into`, keeps its memory

// The sound of a Han character or digit, or 0.
char32_t sound_of(char32_t point);

// "SYLLABLE CHARACTERS" divided by ; or line breaks.
std::string_view reading_rows();

}  // namespace kit::text
