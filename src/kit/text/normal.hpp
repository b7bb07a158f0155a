// Text as a reader takes it in, for matching phrases: disguises off, every place kept.
//
//     original   加 Ｖ-信,,１３８零零    ->  text    加v信,,13800
//     origin     where text[i] stands in the original, counted in code points
//     before     what was left out in front of text[i]
//
// What is done, in this order:
//  1. Invisible characters (zero width, selectors, marks) go; each character is `folded`; circled,
//     squared, mathematical and look-alike letters and digits become plain ones (Ⓥ ｖ √ ν -> v).
//  2. Separators (blanks, - _ * . / | and the like, emoji; three at most, never a line break) go
//     where they stand beside a CJK character, between single letters (q u n) or inside a run of
//     seven or more digits. They stay between words and inside short numbers (3-5, 2 pcs).
//     , 、 : ~ and line breaks go only where they fence in single characters: 加,微,信. Where three
//     or more characters are spaced out (不 可 以 退), no reader sees a break between them.
//  3. Four or more digits in a row of which some are words (一三八〇) become digits.
//  4. A CJK character written three times or more counts once, a letter four times or more.
//  5. Halves of a character written side by side (亻言, 力口, 讠平) become the character.
//
// Invariants: text, origin and before have one length; origin is strictly increasing.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kit::text {

enum class LeftOut : std::uint8_t {
    nothing,
    unseen,     // invisible characters or repetitions: the reader sees no break here
    sign,       // signs or emoji: few readers take it for a break
    separator,  // blanks or full stops: the reader may take it for a break
};

struct Normal {
    std::u32string text;
    std::vector<std::uint32_t> origin;
    std::vector<LeftOut> before;
};

Normal normalised(std::string_view bytes);
Normal normalised(std::u32string_view points);

}  // namespace kit::text
