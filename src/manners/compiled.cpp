#include "manners/compiled.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "kit/text/readings.hpp"
#include "kit/text/utf8.hpp"
#include "manners/phrase.hpp"

namespace manners {

namespace {

struct Entry {
    std::u32string text;
    Use use;
};
struct Entries {
    std::vector<Entry> list;
    std::uint32_t slots = 0;
};

void add(Entries& entries, std::string_view words, Use use) {
    const auto parts = parts_of(words);
    ENSURE(parts.has_value(), "an accepted pack has only phrases that can be read");
    use.parts = static_cast<std::uint8_t>(parts->size());
    use.slot = entries.slots;
    if (use.parts > 1) entries.slots += use.parts;
    for (const Part& part : *parts) {
        use.gap = static_cast<std::uint8_t>(part.gap);
        for (const std::u32string& one : part.words) entries.list.push_back({one, use});
        ++use.part, ++use.slot;
    }
}

void add_list(Entries& entries, const std::vector<std::string>& list, Role role,
              std::uint32_t rule) {
    for (const std::string& words : list) add(entries, words, {role, 0, 1, 0, rule, 0, 0});
}

void add_rule(Entries& entries, const Rule& rule, std::uint32_t number) {
    for (std::uint32_t phrase = 0; phrase < rule.phrases.size(); ++phrase)
        add(entries, rule.phrases[phrase].words, {Role::part, 0, 1, 0, number, phrase, 0});
    add_list(entries, rule.except, Role::except, number);
    add_list(entries, rule.unless, Role::unless, number);
    add_list(entries, rule.when_buyer, Role::buyer, number);
}

// Whether a word of a red rule is long enough to be known by its sound alone; beside other parts of
// its phrase two characters are.
bool is_told_by_sound(const Rule& rule, const Entry& entry) {
    if (rule.colour != Colour::red) return false;
    const std::size_t least = rule.disguised ? 2 : 4;
    return entry.text.size() >= least && std::ranges::all_of(entry.text, [](char32_t point) {
               return kit::text::sound_of(point) != 0;
           });
}

void add_sounds(Compiled& made, const Entries& entries) {
    std::vector<kit::text::Phrases::Pattern> list;
    for (const Entry& entry : entries.list) {
        if (entry.use.role != Role::part ||
            !is_told_by_sound(made.pack.rules[entry.use.rule], entry))
            continue;
        list.push_back({kit::text::sounds_of(entry.text).text,
                        static_cast<std::uint32_t>(made.spelled.size())});
        made.spelled.push_back({entry.text, entry.use});
    }
    made.sounds = kit::text::Phrases(list);
}

bool is_conditional(const Rule& rule) {
    return rule.hour_from != rule.hour_to || rule.emotion_min > 0 || rule.people_only ||
           rule.unless_repeated || !rule.when_buyer.empty();
}

void sort_out(Compiled& made) {
    for (std::uint32_t i = 0; i < made.pack.rules.size(); ++i) {
        if (is_conditional(made.pack.rules[i])) made.conditional.push_back(i);
        if (made.pack.rules[i].measure != Measure::none) made.measured.push_back(i);
    }
}

void add_patterns(Compiled& made) {
    std::vector<std::string> all;
    for (std::uint32_t i = 0; i < made.pack.rules.size(); ++i)
        for (const std::string& pattern : made.pack.rules[i].patterns) {
            all.push_back(pattern);
            made.pattern_rules.push_back(i);
        }
    auto patterns = kit::text::Patterns::compiled(all);
    ENSURE(patterns.has_value(), "an accepted pack has only patterns that can be compiled");
    made.patterns = *std::move(patterns);
}

}  // namespace

Compiled compiled(Pack pack) {
    Entries entries;
    add_list(entries, pack.lead_ins, Role::lead_in, 0);
    add_list(entries, pack.negators, Role::negator, 0);
    add_list(entries, pack.facts, Role::fact, 0);
    for (std::uint32_t i = 0; i < pack.rules.size(); ++i) add_rule(entries, pack.rules[i], i);

    std::ranges::sort(entries.list, [](const Entry& a, const Entry& b) {
        return std::tie(a.text, a.use.role, a.use.rule, a.use.phrase, a.use.part) <
               std::tie(b.text, b.use.role, b.use.rule, b.use.phrase, b.use.part);
    });

    Compiled made;
    made.pack = std::move(pack);
    sort_out(made);
    add_sounds(made, entries);
    add_patterns(made);
    made.slots = entries.slots;
    made.uses.reserve(entries.list.size());
    std::vector<kit::text::Phrases::Pattern> list;
    list.reserve(entries.list.size());
    for (Entry& entry : entries.list) {
        if (list.empty() || list.back().text != entry.text) {
            made.first_use.push_back(static_cast<std::uint32_t>(made.uses.size()));
            made.parts_end.push_back(made.first_use.back());
            const auto number = static_cast<std::uint32_t>(list.size());
            list.push_back({std::move(entry.text), number});
        }
        made.uses.push_back(entry.use);
        if (entry.use.role == Role::part) ++made.parts_end.back();  // sorted by role, parts first
    }
    made.first_use.push_back(static_cast<std::uint32_t>(made.uses.size()));
    made.phrases = kit::text::Phrases(list);
    return made;
}

}  // namespace manners
