// Regular expressions of people who are not programmers, found without ever exploding (RE2).
//
//     auto made = Patterns::compiled({"1[3-9][0-9]{9}", "https?://[a-z0-9./]+"});
//     made->find(U"电话13800138000", found)   ->   {0, 2, 13}      which, from, to in code points
//
// One automaton looks at all of them at once; only the ones it names are asked for their places.
// Time is linear in the text, memory is bounded by `pattern_memory_max`. Immutable once made, so
// any thread may search.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kit/base/result.hpp"

namespace kit::text {

constexpr std::size_t pattern_bytes_max = 300;           // of one pattern, as written
constexpr std::size_t patterns_max = 500;                // together
constexpr std::int64_t pattern_memory_max = 256 * 1024;  // of one compiled pattern, bytes
constexpr std::size_t pattern_places_max = 100;          // of one pattern in one text

class Patterns {
public:
    struct Match {
        std::uint32_t which = 0;
        std::uint32_t from = 0;
        std::uint32_t to = 0;
        bool operator==(const Match&) const = default;
    };

    Patterns() = default;
    // Errors: invalid (`pattern_too_long`, `bad_pattern`, `pattern_explodes`, `matches_nothing`,
    // `too_many_patterns`); `field` is the pattern, `message` what is wrong with it.
    static Result<Patterns> compiled(std::span<const std::string> patterns);

    bool empty() const { return !made_; }
    void find(std::u32string_view text, std::vector<Match>& into) const;  // replaces `into`

private:
    struct Made;
    std::shared_ptr<const Made> made_;
};

}  // namespace kit::text
