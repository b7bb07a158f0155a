// How a text is laid out: sentences, clauses, quotations, over its normalised characters.
//
//     亲,不客气。您要退吗     sentences  亲,不客气 | 您要退吗      clauses  亲 | 不客气 | 您要退吗
//
// A sentence ends at 。!?;…~ or a line break, and also where people who chat leave only a gap:
// after two blanks, after emoji, or after one blank that follows a closing word (好的 不可以).
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "kit/text/normal.hpp"

namespace manners {

struct Layout {
    kit::text::Normal normal;
    std::size_t length = 0;               // code points of the original
    std::size_t emoji = 0;                // how many of them are emoji
    std::vector<std::int64_t> unfit;      // where those stand that mock or sulk
    std::vector<std::int64_t> rude;       // where those stand that abuse or threaten
    std::vector<std::uint32_t> sentence;  // by normalised character: number of its sentence …
    std::vector<std::uint32_t> clause;    // … and of its clause
    std::vector<bool> starts;             // the sentence starts here
    std::vector<bool> quoted;             // between a pair of quotation marks
    std::vector<bool> asks;               // by clause number

    std::int64_t original_from(std::size_t i) const { return normal.origin[i]; }
    std::int64_t original_to(std::size_t i) const { return std::int64_t{normal.origin[i - 1]} + 1; }
};

Layout laid_out(std::string_view text);

// True for what ends a clause or stands around it, and for blanks: no word is made of these.
bool is_punctuation(char32_t point);

}  // namespace manners
