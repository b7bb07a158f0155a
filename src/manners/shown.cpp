#include "manners/shown.hpp"

#include <algorithm>
#include <numeric>

#include "kit/text/utf8.hpp"

namespace manners {

std::optional<Shown> shown(std::string_view text) {
    constexpr char32_t turns = 0x202E, ends = 0x202C;
    if (!text.contains("\xE2\x80\xAE")) return std::nullopt;
    const std::u32string points = kit::text::decoded(text);
    Shown made{"", std::vector<std::int64_t>(points.size())};
    std::iota(made.origin.begin(), made.origin.end(), std::int64_t{0});
    const auto at = [&](std::size_t i) {
        return made.origin.begin() + static_cast<std::ptrdiff_t>(i);
    };
    for (std::size_t from = points.find(turns); from != points.npos;
         from = points.find(turns, from)) {
        const char32_t stops[] = {ends, U'\n', turns};
        const std::size_t to =
            std::min(points.find_first_of(std::u32string_view(stops, 3), from + 1), points.size());
        std::reverse(at(from + 1), at(to));
        from = to;
    }
    std::erase_if(made.origin, [&](std::int64_t i) {
        const char32_t point = points[static_cast<std::size_t>(i)];
        return point == turns || point == ends;
    });
    std::u32string seen;
    for (const std::int64_t i : made.origin) seen.push_back(points[static_cast<std::size_t>(i)]);
    made.text = kit::text::encoded(seen);
    return made;
}

}  // namespace manners
