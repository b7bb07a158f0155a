// Any bytes are text: nothing here may crash, grow without bound or break its own invariants.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "kit/text/normal.hpp"
#include "kit/text/phrases.hpp"
#include "kit/text/search_terms.hpp"
#include "kit/text/utf8.hpp"

namespace {

void demand(bool kept) {
    if (!kept) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kit;
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    const std::u32string points = text::decoded(bytes);
    demand(points.size() == text::length(bytes));
    demand(text::is_valid_utf8(text::encoded(points)));
    if (text::is_valid_utf8(bytes)) demand(text::encoded(points) == bytes);
    demand(text::length(text::clipped(bytes, size / 3)) <= size / 3);

    const text::Normal normal = text::normalised(points);
    demand(normal.text.size() == normal.origin.size());
    demand(normal.text.size() == normal.before.size());
    for (std::size_t i = 0; i < normal.origin.size(); ++i)
        demand(normal.origin[i] < points.size() &&
               (i == 0 || normal.origin[i - 1] < normal.origin[i]));

    // What is built from pieces of the text is found in it again.
    std::vector<text::Phrases::Pattern> patterns;
    for (std::uint32_t i = 0; i < 4 && i * 3 < normal.text.size(); ++i)
        patterns.push_back({normal.text.substr(i * 3, i + 1), i});
    const text::Phrases phrases(patterns);
    std::size_t found = 0;
    for (const auto& match : phrases.matches(normal.text)) {
        demand(normal.text.substr(match.from, match.to - match.from) == patterns[match.id].text);
        found += match.from == match.id * 3;
    }
    demand(found >= patterns.size());

    const auto document = text::search_terms(bytes);
    demand(document.size() <= points.size());
    for (const auto& phrase : text::query_terms(bytes)) demand(!phrase.terms.empty());
    for (const char c : text::search_query(bytes)) demand(static_cast<unsigned char>(c) >= 0x20);

    // Every pair of Chinese neighbours is found in its own text.
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
        const std::u32string_view pair = std::u32string_view(points).substr(i, 2);
        if (!text::is_cjk(pair[0]) || !text::is_cjk(pair[1])) continue;
        const std::string wanted = text::search_document(text::encoded(pair));
        demand(text::search_document(bytes).find(wanted.substr(0, wanted.find(' '))) !=
               std::string::npos);
        break;
    }
    return 0;
}
