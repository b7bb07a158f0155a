// Data files that come with the program, into described shapes. Strict as json.hpp is: a word that
// nobody reads, or one that is missing, is refused.
#pragma once

#include "kit/base/json.hpp"

namespace kit {

// Errors: malformed.
template <class T>
Result<T> data_from(std::string_view text) {
    return json::from_text<T>(text);
}

}  // namespace kit
