#include "manners/phrase.hpp"

#include <algorithm>
#include <utility>

#include "kit/text/normal.hpp"
#include "kit/text/utf8.hpp"

namespace manners {

using kit::invalid;
using kit::Result;

namespace {

constexpr std::size_t written_out_whole = 120;  // alternatives; phrases of more are cut
constexpr std::size_t written_out_part = 24;    // … into parts of about so many

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

// The pieces that brackets cut a text into: a(b|c)d -> a (b|c) d. Broken brackets stay in one
// piece.
std::vector<std::u32string_view> blocks_of(std::u32string_view text) {
    std::vector<std::u32string_view> blocks;
    while (!text.empty()) {
        const std::size_t open = std::min(text.find('('), text.size());
        const std::size_t close = text.find(')', open);
        const std::size_t size = open > 0 ? open : close == text.npos ? text.size() : close + 1;
        blocks.push_back(text.substr(0, size));
        text.remove_prefix(size);
    }
    return blocks;
}

// How many alternatives a block has, and how long the shortest is.
std::pair<std::size_t, std::size_t> measured(std::u32string_view block) {
    if (block.front() != '(') return {1, block.size()};
    const auto pieces = pieces_of(block.substr(1, block.size() - 2));
    std::size_t shortest = part_points_max;
    for (const auto piece : pieces) shortest = std::min(shortest, piece.size());
    return {pieces.size(), shortest};
}

// A text of many alternatives cut where blocks meet, so that what is written out stays small: two
// parts of fifty words that stand side by side say what 2,500 words say.
std::vector<std::u32string_view> cut(std::u32string_view text) {
    std::size_t all = 1;
    const auto blocks = blocks_of(text);
    for (const auto block : blocks)
        all = std::min<std::size_t>(all * measured(block).first, 1U << 20U);
    if (all <= written_out_whole) return {text};
    std::vector<std::u32string_view> parts;
    std::size_t count = 1, shortest = 0;
    const char32_t* from = text.data();
    for (const auto block : blocks) {
        const auto [more, least] = measured(block);
        if (shortest >= 1 && least > 0 && count * more > written_out_part) {
            parts.emplace_back(from, static_cast<std::size_t>(block.data() - from));
            from = block.data();
            count = 1;
            shortest = 0;
        }
        count *= more;
        shortest += least;
    }
    parts.emplace_back(from, static_cast<std::size_t>(text.data() + text.size() - from));
    return parts;
}

}  // namespace

Result<std::vector<Part>> parts_of(std::string_view words) {
    if (!kit::text::is_valid_utf8(words)) return invalid("not_utf8");
    const std::u32string text = kit::text::decoded(words);
    std::vector<Part> parts;
    std::size_t from = 0, gap = 0;
    if (std::ranges::count_if(text, [](char32_t point) { return point == U'…' || point == U'‥'; }) >
        std::ptrdiff_t(gaps_max))
        return invalid("phrase_too_wide");
    while (from <= text.size()) {
        const std::size_t to = std::min(text.find_first_of(U"…‥", from), text.size());
        for (const auto piece : cut(std::u32string_view(text).substr(from, to - from))) {
            if (parts.size() == parts_max) return invalid("phrase_too_wide");
            TRY(auto part, part_of(piece, gap));
            parts.push_back(std::move(part));
            gap = 0;
        }
        if (to < text.size()) gap = text[to] == U'…' ? wide_gap : narrow_gap;
        from = to + 1;
    }
    return parts;
}

}  // namespace manners
