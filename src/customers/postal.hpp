// Postal addresses and named receivers in a text.
#pragma once

#include <string_view>
#include <vector>

#include "customers/vault.hpp"

namespace customers {

// Where something personal stands.
struct Place {
    Personal kind = Personal::address;
    std::size_t begin = 0, end = 0;  // code points
};

// `text` is folded. Source of the shapes: GB/T 23705, how an address is made up.
std::vector<Place> postal_in(std::u32string_view text);
// Where the part behind a street begins in words that are still being typed; their length when
// nowhere.
std::size_t street_begun(std::u32string_view text);

}  // namespace customers
