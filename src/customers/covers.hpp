// What people type of themselves into a chat, found and put away before it is written anywhere.
//
//     "我电话138 1234 5678,寄到浙江省杭州市西湖区文三路12号"
//     --> "我电话138****5678,寄到浙江省杭州市西湖区****"  and a slip for each mask
//
// Found: mobile and landline numbers, identity numbers by their check digit, bank cards by Luhn and
// prefix, mail addresses, postal addresses with a street and a number, and what stands behind
// 收货人: or 地址:. Not found: order and parcel numbers. They are what agents work with.
//
// Invariant: the work is bounded by the length of the text, times a constant.
#pragma once

#include "customers/vault.hpp"

namespace customers {

// A mask in a text. Places count code points.
struct CoveredPart {
    Slip slip;
    Personal kind = Personal::phone;
    int at = 0, length = 0;
};
BOOST_DESCRIBE_STRUCT(CoveredPart, (), (slip, kind, at, length))

struct CoveredText {
    std::string text;
    std::vector<CoveredPart> parts;
};

// --- rules (covers.cpp): pure
// -------------------------------------------------------------------------

// Where something personal stands, in the order of the text; parts without slips.
std::vector<CoveredPart> personal_in(std::string_view text);
// The text with masks in its place.
std::string masked_text(std::string_view text);
// For words still being typed: also what may yet become a number or an address.
std::string masked_draft(std::string_view text);

// --- verbs
// --------------------------------------------------------------------------------------------

// Puts away what is personal in `text` as this owner's.
CoveredText cover(Work&, std::string_view shop, std::string_view owner, std::string_view text);
// The text as it was typed; where a value is gone its mask stays.
std::string as_typed(Work&, std::string_view shop, const CoveredText&);

}  // namespace customers
