// Search by substring in Chinese and by word prefix in Latin, on an index that knows only words.
//
//     退货运费, A货  ->  退货 货运 运费 费 a 货      one term after the other, each at its own
//     place
//                                                 (after the pairs of a run comes its last
//                                                 character)
//     "货运费"       ->  phrase 货运 运费
//     "费"           ->  any term that begins with 费
//     "iph"          ->  any term that begins with iph
//
// Invariant: for `wanted` of one or more CJK characters, or the beginning of a Latin or digit word,
// the query of `wanted` finds exactly the documents that contain it after `folded` (fold.hpp).
// Mixed runs (A货) match at a word start. Scripts we do not know are cut into pairs like Chinese.
// Terms hold only ASCII letters and digits, Greek, Cyrillic and CJK characters, so FTS5's unicode61
// keeps them whole; characters of other scripts and planes appear under a hexadecimal name.
//
// Limits: a query keeps its first 16 phrases and 64 terms. PostgreSQL keeps 255 places of one term
// and places up to 16383, so phrases beyond those are not found there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kit::text {

struct Term {
    std::string text;
    std::uint32_t position = 1;  // from 1; neighbours differ by one
    bool operator==(const Term&) const = default;
};

// What a document is indexed by.
std::vector<Term> search_terms(std::string_view text);

// What a person looks for: every phrase must occur; `begins` opens the end of its last term.
struct Wanted {
    std::vector<std::string> terms;
    bool begins = false;
    bool operator==(const Wanted&) const = default;
};
std::vector<Wanted> query_terms(std::string_view user_text);

// For an FTS5 column with `tokenize = 'unicode61'`: terms separated by single spaces.
std::string search_document(std::string_view text);
// An FTS5 MATCH expression of quoted phrases; empty when there is nothing to look for.
std::string search_query(std::string_view user_text);

// For PostgreSQL, as text to be cast: `'退货':1 '货运':2` and `'退货' <-> '货运'`.
std::string tsvector_of(std::string_view text);
std::string tsquery_of(std::string_view user_text);

}  // namespace kit::text
