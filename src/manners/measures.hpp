// What is counted rather than looked up: marks, lengths, emoji, numbers that name a person.
#pragma once

#include <cstdint>
#include <vector>

#include "manners/gate.hpp"
#include "manners/layout.hpp"

namespace manners {

// In code points of the original text.
struct Stretch {
    std::int64_t from = 0;
    std::int64_t to = 0;
};

// Where the measure reaches `at_least`.
std::vector<Stretch> measured(Measure, std::int32_t at_least, const Layout&);

}  // namespace manners
