#include "manners/compiled.hpp"

#include <map>
#include <utility>

#include "manners/phrase.hpp"

namespace manners {

namespace {

using Patterns = std::map<std::u32string, std::vector<Use>>;

void add(Patterns& patterns, std::string_view words, Use use) {
    const auto parts = parts_of(words);
    ENSURE(parts.has_value(), "an accepted pack has only phrases that can be read");
    use.parts = static_cast<std::uint8_t>(parts->size());
    for (const Part& part : *parts) {
        use.gap = static_cast<std::uint8_t>(part.gap);
        for (const std::u32string& one : part.words) patterns[one].push_back(use);
        ++use.part;
    }
}

void add_list(Patterns& patterns, const std::vector<std::string>& list, Role role,
              std::uint32_t rule) {
    for (const std::string& words : list) add(patterns, words, {role, 0, 1, 0, rule, 0});
}

void add_rule(Patterns& patterns, const Rule& rule, std::uint32_t number) {
    for (std::uint32_t phrase = 0; phrase < rule.phrases.size(); ++phrase)
        add(patterns, rule.phrases[phrase].words, {Role::part, 0, 1, 0, number, phrase});
    add_list(patterns, rule.except, Role::except, number);
    add_list(patterns, rule.unless, Role::unless, number);
    add_list(patterns, rule.when_buyer, Role::buyer, number);
}

}  // namespace

Compiled compiled(Pack pack) {
    Patterns patterns;
    add_list(patterns, pack.lead_ins, Role::lead_in, 0);
    add_list(patterns, pack.negators, Role::negator, 0);
    add_list(patterns, pack.facts, Role::fact, 0);
    for (std::uint32_t i = 0; i < pack.rules.size(); ++i) add_rule(patterns, pack.rules[i], i);

    Compiled made;
    std::vector<kit::text::Phrases::Pattern> list;
    for (auto& [text, uses] : patterns) {
        list.push_back({text, static_cast<std::uint32_t>(list.size())});
        made.first_use.push_back(static_cast<std::uint32_t>(made.uses.size()));
        made.uses.insert(made.uses.end(), uses.begin(), uses.end());
    }
    made.first_use.push_back(static_cast<std::uint32_t>(made.uses.size()));
    made.phrases = kit::text::Phrases(list);
    made.pack = std::move(pack);
    return made;
}

}  // namespace manners
