// UTF-8 and code points. Text inside the house is UTF-8; offsets on the wire count code points.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kit::text {

// Strict: no overlong forms, no surrogates, nothing above U+10FFFF, no cut sequences.
bool is_valid_utf8(std::string_view bytes);

// Code points. Every malformed byte becomes one U+FFFD, so the result is never longer than `bytes`.
std::u32string decoded(std::string_view bytes);
void decode(std::string_view bytes, std::u32string& into);  // replaces `into`, keeps its memory

// The reverse. Surrogates and values above U+10FFFF are written as U+FFFD.
std::string encoded(std::u32string_view points);

// How many code points `decoded` would give.
std::size_t length(std::string_view bytes);

// True when the text holds what no message needs: C0 controls other than \n and \t, DEL, or the
// bidirectional embeddings, overrides and isolates that make text read other than it is stored.
bool has_forbidden_controls(std::string_view bytes);

// The first `points_max` code points, as they are stored.
std::string clipped(std::string_view bytes, std::size_t points_max);

// A Han character, kana or hangul syllable: written without spaces between words.
bool is_cjk(char32_t point);

}  // namespace kit::text
