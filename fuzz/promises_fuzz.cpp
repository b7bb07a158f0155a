// Any text may be said: what is found lies in it, in order of nothing but within bounds, is valid
// text, and falls due no later than a year and some from now. The same text finds the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "kit/text/utf8.hpp"
#include "promises/finding.hpp"

static void demand(bool kept) {
    if (!kept) std::abort();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    std::string text(reinterpret_cast<const char*>(bytes), size);
    constexpr kit::Time now{1'794'982'800'000'000};
    constexpr std::int64_t ahead = 430LL * 24 * 3600 * 1'000'000;
    auto hours = shifts::usual_hours();
    auto found = promises::promised_in(text, hours, now),
         again = promises::promised_in(text, hours, now);
    demand(found.size() <= promises::found_max && found.size() == again.size());
    auto length = kit::text::length(text);
    for (std::size_t i = 0; i < found.size(); ++i) {
        auto& one = found[i];
        demand(one.from < one.to && one.to <= length);
        demand(!one.words.empty() && kit::text::is_valid_utf8(one.words));
        demand(!one.due || (one.due->us > now.us && one.due->us < now.us + ahead));
        demand(one.due == again[i].due && one.words == again[i].words);
    }
    return 0;
}
