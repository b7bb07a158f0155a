#include "manners/phrase.hpp"

#include <algorithm>
#include <utility>

#include "kit/text/normal.hpp"
#include "kit/text/utf8.hpp"

namespace manners {

using kit::invalid;
using kit::Result;

namespace {

// What stands between the brackets, piece by piece.
std::vector<std::u32string_view> pieces_of(std::u32string_view inside) {
    std::vector<std::u32string_view> pieces;
    for (std::size_t bar = inside.find('|'); bar != inside.npos; bar = inside.find('|')) {
        pieces.push_back(inside.substr(0, bar));
        inside.remove_prefix(bar + 1);
    }
    pieces.push_back(inside);
    return pieces;
}

// a(b|c|)d -> abd acd ad
Result<std::vector<std::u32string>> written_out(std::u32string_view text) {
    std::vector<std::u32string> made{U""};
    while (!text.empty()) {
        const std::size_t open = std::min(text.find('('), text.size());
        for (std::u32string& one : made) one += text.substr(0, open);
        text.remove_prefix(open);
        if (text.empty()) break;
        const std::size_t close = text.find(')');
        if (close == text.npos || text.substr(1, close - 1).contains('('))
            return invalid("bad_brackets");
        const auto pieces = pieces_of(text.substr(1, close - 1));
        if (made.size() * pieces.size() > alternatives_max) return invalid("too_many_alternatives");
        std::vector<std::u32string> grown;
        grown.reserve(made.size() * pieces.size());
        for (const std::u32string& one : made)
            for (const std::u32string_view piece : pieces) (grown.emplace_back(one)) += piece;
        made = std::move(grown);
        text.remove_prefix(close + 1);
    }
    return made;
}

Result<Part> part_of(std::u32string_view text, std::size_t gap) {
    TRY(auto words, written_out(text));
    Part part{gap, {}};
    for (const std::u32string& one : words) {
        if (one.size() > part_points_max) return invalid("phrase_too_long");
        part.words.push_back(kit::text::normalised(one).text);
        if (part.words.back().empty()) return invalid("nothing_to_find");
    }
    std::ranges::sort(part.words);
    const auto twice = std::ranges::unique(part.words);
    part.words.erase(twice.begin(), twice.end());
    return part;
}

}  // namespace

Result<std::vector<Part>> parts_of(std::string_view words) {
    if (!kit::text::is_valid_utf8(words)) return invalid("not_utf8");
    const std::u32string text = kit::text::decoded(words);
    std::vector<Part> parts;
    std::size_t from = 0, gap = 0;
    while (from <= text.size()) {
        const std::size_t to = std::min(text.find_first_of(U"…‥", from), text.size());
        if (parts.size() == parts_max) return invalid("phrase_too_wide");
        TRY(auto part, part_of(std::u32string_view(text).substr(from, to - from), gap));
        parts.push_back(std::move(part));
        if (to < text.size()) gap = text[to] == U'…' ? wide_gap : narrow_gap;
        from = to + 1;
    }
    return parts;
}

}  // namespace manners
