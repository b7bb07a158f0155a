#include "kit/text/phrases.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace kit::text {

namespace {

using Pattern = Phrases::Pattern;

std::size_t shared_by(std::u32string_view a, std::u32string_view b) {
    return static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
}

// How many states patterns in order will make: one for the root, one for each new character.
std::size_t states_needed(std::span<const Pattern* const> order) {
    std::size_t count = 1;
    std::u32string_view before;
    for (const Pattern* pattern : order) {
        count += pattern->text.size() - shared_by(before, pattern->text);
        before = pattern->text;
    }
    return count;
}

}  // namespace

// Patterns are taken in the order of their code points, and symbols are numbered in that order, so
// the children of a state come in order of their symbols without any sorting of their own.
Phrases::Phrases(std::span<const Pattern> patterns) {
    std::vector<const Pattern*> order;
    for (const Pattern& pattern : patterns)
        if (!pattern.text.empty() &&
            std::ranges::all_of(pattern.text, [](char32_t point) { return point <= 0x10FFFF; }))
            order.push_back(&pattern);
    std::ranges::sort(order, [](const Pattern* a, const Pattern* b) {
        return std::tie(a->text, a->id) < std::tie(b->text, b->id);
    });

    number_symbols(order);
    std::vector<std::uint32_t> parents(1, 0), symbols(1, 0);  // by state
    states_.reserve(states_needed(order));
    parents.reserve(states_.capacity());
    symbols.reserve(states_.capacity());
    ends_.reserve(order.size());
    states_.emplace_back();
    std::vector<std::uint32_t> path(1, 0);  // the states of the pattern before, by depth
    std::u32string_view before;
    for (const Pattern* pattern : order) {
        const std::u32string_view text = pattern->text;
        const std::size_t shared = shared_by(before, text);
        path.resize(shared + 1);
        for (std::size_t i = shared; i < text.size(); ++i) {
            parents.push_back(path.back());
            symbols.push_back(symbol_of(text[i]));
            path.push_back(static_cast<std::uint32_t>(states_.size()));
            states_.push_back({.depth = static_cast<std::uint32_t>(i + 1)});
        }
        State& end = states_[path.back()];
        if (end.end_count == 0) end.ends = static_cast<std::uint32_t>(ends_.size());
        ++end.end_count;  // equal patterns are neighbours, so their ids are, too
        ends_.push_back(pattern->id);
        before = text;
    }
    lay_edges(parents, symbols);
    settle_falls();
}

void Phrases::number_symbols(std::span<const Pattern* const> patterns) {
    pages_.assign(0x110000 / 256, 0);
    symbols_.assign(256, 0);  // the page of code points that no phrase uses
    for (const Pattern* pattern : patterns) {
        for (const char32_t point : pattern->text) {
            std::uint32_t& page = pages_[point >> 8U];
            if (page == 0) {
                page = static_cast<std::uint32_t>(symbols_.size());
                symbols_.resize(symbols_.size() + 256, 0);
            }
            symbols_[page + (point & 0xFFU)] = 1;  // used; its number comes below
        }
    }
    std::uint32_t symbol = 0;
    for (const std::uint32_t page : pages_)
        for (std::uint32_t i = 0; page != 0 && i < 256; ++i)
            if (symbols_[page + i] != 0) symbols_[page + i] = ++symbol;
    first_.assign(symbol + 1, 0);
}

// States are numbered in the order they were met, which within one parent is that of the symbols.
void Phrases::lay_edges(std::span<const std::uint32_t> parents,
                        std::span<const std::uint32_t> symbols) {
    for (std::size_t i = 1; i < states_.size(); ++i) ++states_[parents[i]].edge_count;
    std::uint32_t first = 0;
    for (State& state : states_) {
        state.edges = first;
        first += std::exchange(state.edge_count, 0);
    }
    edges_.resize(first);
    for (std::uint32_t i = 1; i < states_.size(); ++i) {
        State& parent = states_[parents[i]];
        edges_[parent.edges + parent.edge_count++] = {symbols[i], i};
        if (parents[i] == 0) first_[symbols[i]] = i;
    }
}

// Breadth first, so that a shorter state is settled before a longer one asks for it.
void Phrases::settle_falls() {
    std::vector<std::uint32_t> order(first_.begin(), first_.end());
    std::erase(order, 0U);
    for (std::size_t next_up = 0; next_up < order.size(); ++next_up) {
        const std::uint32_t from = order[next_up];
        for (std::uint32_t i = 0; i < states_[from].edge_count; ++i) {
            const Edge edge = edges_[states_[from].edges + i];
            const std::uint32_t fall = next(states_[from].fall, edge.symbol);
            states_[edge.to].fall = fall;
            states_[edge.to].found = states_[fall].end_count > 0 ? fall : states_[fall].found;
            order.push_back(edge.to);
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
    into.reserve(text.size() * 4);  // room not used costs nothing, moving does
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
