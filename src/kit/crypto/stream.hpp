// Large files at rest: any piece of them can be read or written by its place, unlike a box of a key
// ring.
//
// It hides and does not prove: whoever may write the data folder may change the database beside it,
// too.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kit::crypto {

// Hides `bytes` that stand at `offset` of the file `name`, or shows them again. The key has 32
// bytes and is this file's alone: two files of one key and one name would show each other.
void hide(std::string& bytes, std::string_view key, std::string_view name, std::int64_t offset);

}  // namespace kit::crypto
