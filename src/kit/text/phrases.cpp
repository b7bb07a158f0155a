#include "kit/text/phrases.hpp"

#include <algorithm>
#include <map>

namespace kit::text {

namespace {

// The trie while it grows.
struct Node {
    std::map<std::uint32_t, std::uint32_t> next;
    std::vector<std::uint32_t> ids;
    std::uint32_t depth = 0;
};

}  // namespace

Phrases::Phrases(std::span<const Pattern> patterns) {
    pages_.assign(0x110000 / 256, 0);
    symbols_.assign(256, 0);  // the page of code points that no phrase uses
    std::uint32_t symbols = 0;
    const auto symbol_made = [&](char32_t point) -> std::uint32_t {
        std::uint32_t& page = pages_[point >> 8U];
        if (page == 0) {
            page = static_cast<std::uint32_t>(symbols_.size());
            symbols_.resize(symbols_.size() + 256, 0);
        }
        std::uint32_t& symbol = symbols_[page + (point & 0xFFU)];
        if (symbol == 0) symbol = ++symbols;
        return symbol;
    };

    std::vector<Node> trie(1);
    for (const Pattern& pattern : patterns) {
        if (pattern.text.empty() || std::ranges::any_of(pattern.text, [](char32_t point) {
                return point > 0x10FFFF;
            }))
            continue;
        std::uint32_t at = 0;
        for (const char32_t point : pattern.text) {
            const std::uint32_t symbol = symbol_made(point);
            const auto known = trie[at].next.find(symbol);
            if (known != trie[at].next.end()) {
                at = known->second;
                continue;
            }
            const auto made = static_cast<std::uint32_t>(trie.size());
            const std::uint32_t depth = trie[at].depth + 1;
            trie[at].next.emplace(symbol, made);
            trie.push_back({{}, {}, depth});
            at = made;
        }
        trie[at].ids.push_back(pattern.id);
    }

    states_.resize(trie.size());
    for (std::size_t i = 0; i < trie.size(); ++i) {
        State& state = states_[i];
        state.depth = trie[i].depth;
        state.edges = static_cast<std::uint32_t>(edges_.size());
        state.edge_count = static_cast<std::uint32_t>(trie[i].next.size());
        for (const auto& [symbol, to] : trie[i].next) edges_.push_back({symbol, to});
        state.ends = static_cast<std::uint32_t>(ends_.size());
        state.end_count = static_cast<std::uint32_t>(trie[i].ids.size());
        ends_.insert(ends_.end(), trie[i].ids.begin(), trie[i].ids.end());
    }
    first_.assign(symbols + 1, 0);
    for (const auto& [symbol, to] : trie[0].next) first_[symbol] = to;

    // Breadth first, so that a shorter state is settled before a longer one asks for it.
    std::vector<std::uint32_t> order;
    order.reserve(trie.size());
    for (const auto& [symbol, to] : trie[0].next) order.push_back(to);
    for (std::size_t i = 0; i < order.size(); ++i) {
        const std::uint32_t from = order[i];
        for (const auto& [symbol, to] : trie[from].next) {
            State& state = states_[to];
            state.fall = next(states_[from].fall, symbol);
            const State& below = states_[state.fall];
            state.found = below.end_count > 0 ? state.fall : below.found;
            order.push_back(to);
        }
    }
}

// Where `symbol` leads from `state`, falling back as far as needed; `symbol` is not 0.
std::uint32_t Phrases::next(std::uint32_t state, std::uint32_t symbol) const {
    while (state != 0) {
        const State& here = states_[state];
        const Edge* edge = edges_.data() + here.edges;
        const Edge* const last = edge + here.edge_count;
        if (here.edge_count > 8)
            edge = std::ranges::lower_bound(edge, last, symbol, {}, &Edge::symbol);
        else
            while (edge != last && edge->symbol < symbol) ++edge;
        if (edge != last && edge->symbol == symbol) return edge->to;
        state = here.fall;
    }
    return first_[symbol];
}

void Phrases::find(std::u32string_view text, std::vector<Match>& into) const {
    into.clear();
    if (states_.empty()) return;
    std::uint32_t state = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::uint32_t symbol = symbol_of(text[i]);
        state = symbol == 0 ? 0 : next(state, symbol);
        const auto to = static_cast<std::uint32_t>(i + 1);
        for (std::uint32_t at = state; at != 0; at = states_[at].found) {
            const State& here = states_[at];
            for (std::uint32_t end = 0; end < here.end_count; ++end)
                into.push_back({ends_[here.ends + end], to - here.depth, to});
        }
    }
}

std::vector<Phrases::Match> Phrases::matches(std::u32string_view text) const {
    std::vector<Match> found;
    find(text, found);
    return found;
}

}  // namespace kit::text
