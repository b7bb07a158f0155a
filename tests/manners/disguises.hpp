// Ten ways to hide words from a machine while people still read them. They are made here without
// the engine's tables, so that the tests ask it something it has not answered itself.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace disguises {

struct Disguise {
    std::string_view name;
    std::function<std::string(std::string_view text, unsigned seed)> dress;
};

// In order: full_width, traditional, number_words, separators, spaced_out, repeats, homophones,
// look_alikes, unseen, turned_round. A text that has nothing to disguise in one way gets a
// zero-width character instead, so that every variant differs from its original.
const std::vector<Disguise>& all();

// The lines of a file that are neither empty nor remarks.
std::vector<std::string> lines_of(const std::string& path);

}  // namespace disguises
