// What a buyer named and an answer should repeat: numbers with what they count, colours, sizes,
// days, places.
#include <algorithm>

#include "kit/text/normal.hpp"
#include "kit/text/phrases.hpp"
#include "kit/text/points.hpp"
#include "kit/text/utf8.hpp"
#include "manners/guide.hpp"
#include "manners/layout.hpp"
#include "manners/manners.hpp"

namespace manners {

namespace {

using kit::text::is_digit;

constexpr std::size_t place_max = 30;  // code points of an address
constexpr std::size_t facts_max = 6;
constexpr std::u32string_view units = U"件双个只套箱盒包瓶码号元块点日月楼栋室寸克斤米";

struct Span {
    std::size_t from = 0, to = 0;
};

const kit::text::Phrases& known() {
    static const kit::text::Phrases phrases = [] {
        std::vector<kit::text::Phrases::Pattern> list;
        for (const std::string& fact : house_gate().pack().facts)
            list.push_back({kit::text::normalised(fact).text, 0});
        return kit::text::Phrases(list);
    }();
    return phrases;
}

void add_numbers(std::vector<Span>& spans, std::u32string_view text) {
    for (std::size_t from = 0; from < text.size(); ++from) {
        std::size_t to = from;
        while (to < text.size() && (is_digit(text[to]) || (to > from && text[to] == U'.'))) ++to;
        if (to == from) continue;
        if (to < text.size() && units.contains(text[to])) ++to;
        spans.push_back({from, to});
        from = to;
    }
}

// 寄到…, 地址改成…: what follows until the clause ends.
void add_places(std::vector<Span>& spans, std::u32string_view text) {
    constexpr std::u32string_view leads[] = {U"寄到",     U"送到",     U"发到",  U"改到",
                                             U"地址改成", U"地址换成", U"地址是"};
    for (const auto lead : leads)
        for (std::size_t at = text.find(lead); at != text.npos;
             at = text.find(lead, at + lead.size())) {
            const std::size_t from = at + lead.size();
            std::size_t to = from;
            while (to < text.size() && to - from < place_max && !is_punctuation(text[to])) ++to;
            while (to > from && std::u32string_view(U"吧吗呢可以行么").contains(text[to - 1])) --to;
            if (to - from >= 2) spans.push_back({from, to});
        }
}

std::vector<Span> joined(std::vector<Span> spans) {
    std::ranges::sort(spans, [](const Span& a, const Span& b) {
        return a.from != b.from ? a.from < b.from : a.to > b.to;
    });
    std::vector<Span> made;
    for (const Span& one : spans)
        if (made.empty() || one.from >= made.back().to) made.push_back(one);
    return made;
}

}  // namespace

std::vector<std::string> named_facts(std::string_view buyer_text) {
    const auto normal = kit::text::normalised(buyer_text);
    std::vector<Span> spans;
    for (const auto& match : known().matches(normal.text)) spans.push_back({match.from, match.to});
    add_numbers(spans, normal.text);
    add_places(spans, normal.text);
    const std::u32string points = kit::text::decoded(buyer_text);
    std::vector<std::string> made;
    for (const Span& one : joined(std::move(spans))) {
        const std::size_t from = normal.origin[one.from], to = normal.origin[one.to - 1] + 1;
        auto words = kit::text::encoded(std::u32string_view(points).substr(from, to - from));
        if (made.size() < facts_max && std::ranges::find(made, words) == made.end())
            made.push_back(std::move(words));
    }
    return made;
}

}  // namespace manners
