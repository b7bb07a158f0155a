// Many phrases found in one pass over a text (Aho–Corasick over code points).
//
//     Phrases phrases({{U"微信", 7}, {U"加微信", 9}});
//     phrases.matches(U"请加微信")  ->  {9, 1, 4} {7, 2, 4}     ordered by `to`, longest first
//
// Every occurrence of every phrase is reported, overlapping ones too. Time is linear in the text
// and the number of occurrences; memory is linear in the phrases. Immutable, so any thread may
// search.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kit::text {

class Phrases {
public:
    struct Pattern {
        std::u32string text;   // an empty one never matches
        std::uint32_t id = 0;  // need not be unique
    };
    struct Match {
        std::uint32_t id = 0;
        std::uint32_t from = 0;
        std::uint32_t to = 0;
        bool operator==(const Match&) const = default;
    };

    Phrases() = default;
    explicit Phrases(std::span<const Pattern> patterns);

    std::vector<Match> matches(std::u32string_view text) const;
    void find(std::u32string_view text, std::vector<Match>& into) const;  // replaces `into`

    std::size_t state_count() const { return states_.size(); }

private:
    // Symbols number the code points that phrases use, from 1; all others are 0.
    std::uint32_t symbol_of(char32_t point) const {
        const std::uint32_t page = point >> 8U;
        return page < pages_.size() ? symbols_[pages_[page] + (point & 0xFFU)] : 0;
    }
    std::uint32_t next(std::uint32_t state, std::uint32_t symbol) const;
    void number_symbols(std::span<const Pattern* const> patterns);
    void lay_edges(std::span<const std::uint32_t> parents, std::span<const std::uint32_t> symbols);
    void settle_falls();

    struct State {
        std::uint32_t fall = 0;   // the longest proper suffix that is also a state
        std::uint32_t found = 0;  // the nearest state on the way down that ends a phrase
        std::uint32_t depth = 0;
        std::uint32_t edges = 0;  // first of edge_count in edges_, ordered by symbol
        std::uint32_t edge_count = 0;
        std::uint32_t ends = 0;  // first of end_count in ends_
        std::uint32_t end_count = 0;
    };
    struct Edge {
        std::uint32_t symbol = 0;
        std::uint32_t to = 0;
    };

    std::vector<std::uint32_t> pages_;  // by code point / 256: where the page begins in symbols_
    std::vector<std::uint32_t> symbols_;
    std::vector<State> states_;
    std::vector<Edge> edges_;
    std::vector<std::uint32_t> ends_;   // ids
    std::vector<std::uint32_t> first_;  // by symbol: the state after one character, or 0
};

}  // namespace kit::text
