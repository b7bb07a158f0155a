// Any bytes may be typed into a chat: what is found is in the text, in order and apart; what is
// shown is valid text; and a mask is not found again.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "customers/covers.hpp"
#include "kit/text/utf8.hpp"

namespace {

void demand(bool kept) {
    if (!kept) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    std::string text(reinterpret_cast<const char*>(bytes), size);
    auto length = static_cast<int>(kit::text::length(text));
    int end = 0;
    for (auto& part : customers::personal_in(text)) {
        demand(part.at >= end && part.length > 0);
        end = part.at + part.length;
        demand(end <= length);
    }
    auto shown = customers::masked_text(text);
    demand(kit::text::is_valid_utf8(shown));
    demand(kit::text::is_valid_utf8(customers::masked_draft(text)));
    if (!kit::text::is_valid_utf8(text)) return 0;  // nothing else is put away
    for (auto kind :
         {customers::Personal::phone, customers::Personal::name, customers::Personal::address,
          customers::Personal::email, customers::Personal::id_number,
          customers::Personal::card_number, customers::Personal::account}) {
        demand(kit::text::is_valid_utf8(customers::mask_of(kind, text)));
        demand(kit::text::is_valid_utf8(customers::plain_form(kind, text)));
    }
    return 0;
}
