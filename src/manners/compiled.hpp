// A pack made ready: every word of every list in one automaton, each pattern with what it is for.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kit/text/patterns.hpp"
#include "kit/text/phrases.hpp"
#include "manners/gate.hpp"

namespace manners {

enum class Role : std::uint8_t { part, except, unless, buyer, lead_in, negator, fact };

// What one pattern means to the pack; a pattern may mean several things.
struct Use {
    Role role = Role::part;
    std::uint8_t part = 0;  // of a phrase with gaps, from 0
    std::uint8_t parts = 1;
    std::uint8_t gap = 0;      // code points that may stand before this part
    std::uint32_t rule = 0;    // index in the pack
    std::uint32_t phrase = 0;  // index in the rule
    std::uint32_t slot = 0;    // of this part of a longer phrase; its parts stand side by side
};

// A word that is also looked for by its sound (kit/text/readings.hpp).
struct Spelled {
    std::u32string text;
    Use use;
};

struct Compiled {
    Pack pack;
    kit::text::Phrases sounds;  // ids are numbers of `spelled`
    std::vector<Spelled> spelled;
    kit::text::Patterns patterns;
    std::vector<std::uint32_t> pattern_rules;  // by pattern: index in the pack
    // Rules that the context may silence, and those that count: so that a message costs no more
    // where a pack has many rules. Indices in the pack, in order.
    std::vector<std::uint32_t> conditional, measured;
    kit::text::Phrases phrases;            // ids are pattern numbers
    std::vector<Use> uses;                 // by pattern
    std::vector<std::uint32_t> first_use;  // by pattern number, and one more at the end
    std::vector<std::uint32_t>
        parts_end;            // by pattern number: behind its parts of phrases, which come first
    std::uint32_t slots = 0;  // how many parts longer phrases have

    std::span<const Use> uses_of(std::uint32_t pattern) const {
        return between(first_use[pattern], first_use[pattern + 1]);
    }
    // Most words are parts of hundreds of phrases and little else: who asks for one kind reads only
    // that.
    std::span<const Use> parts_of(std::uint32_t pattern) const {
        return between(first_use[pattern], parts_end[pattern]);
    }
    std::span<const Use> others_of(std::uint32_t pattern) const {
        return between(parts_end[pattern], first_use[pattern + 1]);
    }

private:
    std::span<const Use> between(std::uint32_t from, std::uint32_t to) const {
        return std::span(uses).subspan(from, to - from);
    }
};

// Requires: accepted(pack).
Compiled compiled(Pack pack);

}  // namespace manners
