// One code point in its plainest common form: half width, lower case, without diacritics,
// simplified. Used by search and by phrase matching, so that both agree on what is "the same
// character".
#pragma once

namespace kit::text {

// `Ａ`, `a`, `À` -> `a`;  `退貨` -> `退货` character by character;  U+3000 -> space. Always one for
// one.
char32_t folded(char32_t point);

// Characters that take no room and say nothing: zero-width, joiners, variation selectors, marks.
bool is_invisible(char32_t point);

}  // namespace kit::text
