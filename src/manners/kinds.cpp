#include "manners/kinds.hpp"

#include <algorithm>

#include "kit/text/learner.hpp"

namespace manners {

namespace {

constexpr std::uint32_t edge = 31;    // before the first and behind the last
constexpr std::size_t line_max = 40;  // kinds of a message that are looked at
constexpr std::size_t apart_max = 3;  // how far two kinds of a pair may be apart

// One kind, two and three in a row, two with others between.
enum Shape : std::uint32_t {
    one = 1U << 20U,
    two = 2U << 20U,
    three = 3U << 20U,
    apart = 4U << 20U
};

}  // namespace

Kinds::Kinds(std::span<const std::string_view> kinds) {
    std::vector<kit::text::Phrases::Pattern> out;
    for (std::uint32_t kind = 0; kind < kinds.size(); ++kind)
        for (std::string_view list = kinds[kind]; !list.empty();) {
            const auto end = std::min(list.find(' '), list.size());
            if (end > 0) out.push_back({kit::text::plain(list.substr(0, end)).text, kind});
            list.remove_prefix(std::min(list.size(), end + 1));
        }
    words_ = kit::text::Phrases(out);
}

// The kinds in order; a longer word stands for those inside it.
std::vector<std::uint32_t> Kinds::line_of(std::u32string_view text) const {
    std::vector<kit::text::Phrases::Match> line;
    for (const auto& match : words_.matches(text)) {
        while (!line.empty() && line.back().from >= match.from) line.pop_back();
        if (line.empty() || line.back().to <= match.from) line.push_back(match);
    }
    std::vector<std::uint32_t> out;
    for (std::size_t i = 0; i < std::min(line.size(), line_max); ++i) out.push_back(line[i].id);
    return out;
}

void Kinds::add(std::vector<std::uint32_t>& signs, std::u32string_view plain_text) const {
    std::vector<std::uint32_t> line = line_of(plain_text);
    for (const std::uint32_t kind : line) signs.push_back(one + kind);
    for (std::size_t i = 0; i < line.size(); ++i)
        for (std::size_t j = i + 2; j < std::min(i + apart_max + 1, line.size()); ++j)
            signs.push_back(apart + line[i] * 32 + line[j]);
    line.insert(line.begin(), edge);
    line.push_back(edge);
    for (std::size_t i = 0; i + 1 < line.size(); ++i)
        signs.push_back(two + line[i] * 32 + line[i + 1]);
    for (std::size_t i = 0; i + 2 < line.size(); ++i)
        signs.push_back(three + (line[i] * 32 + line[i + 1]) * 32 + line[i + 2]);
}

}  // namespace manners
