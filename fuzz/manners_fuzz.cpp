// Any bytes may be judged, and any bytes may claim to be a rule sheet: the verdict keeps its
// invariants, a pack that is accepted can be compiled and used.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "kit/text/utf8.hpp"
#include "manners/manners.hpp"
#include "manners/sheet.hpp"

namespace {

void demand(bool kept) {
    if (!kept) std::abort();
}

void check(const manners::Verdict& verdict, std::size_t length) {
    auto worst = manners::Colour::green;
    for (const manners::Hit& hit : verdict.hits) {
        worst = std::max(worst, hit.colour);
        demand(0 <= hit.from && hit.from <= hit.to);
        demand(static_cast<std::size_t>(hit.to) <= length);
        demand(kit::text::is_valid_utf8(hit.words));
    }
    demand(verdict.colour == worst || verdict.hits.size() == 100);
    demand(verdict.score >= 0 && verdict.score <= 100);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    const std::size_t length = kit::text::length(bytes);
    manners::Context context;
    context.buyer_text = bytes.substr(0, size / 2);
    context.product_names = {bytes.substr(size / 2, 20)};
    context.emotion = static_cast<std::int32_t>(size % 5);
    context.hour = static_cast<std::int32_t>(size % 24);
    check(manners::house_gate().judge(bytes, context), length);

    const auto pack = manners::pack_from("[a.b] red\nzh: x\nen: x\n" + bytes);
    if (pack) check(manners::Gate(*pack).judge(bytes, context), length);
    return 0;
}
