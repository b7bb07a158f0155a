#include "manners/edition.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "kit/base/json.hpp"
#include "manners/advice.hpp"
#include "manners/phrase.hpp"

namespace manners {

using kit::invalid;
using kit::Result;

namespace {

constexpr std::size_t own_max = 500;
constexpr std::size_t exceptions_max = 2000;
constexpr std::string_view own_prefix = "own.";

bool has(const Pack& pack, std::string_view id) {
    return is_learned(id) || std::ranges::find(pack.rules, id, &Rule::id) != pack.rules.end();
}

Result<void> readable(const Exception& exception) {
    auto parts = parts_of(exception.words);
    if (!parts) {
        auto error = parts.error();
        error.field = exception.rule;
        error.message = exception.words;
        return std::unexpected(error);
    }
    if (parts->size() > 1) return invalid("phrase_too_wide", exception.rule);
    return {};
}

std::set<std::string> words_of(const Changes& changes) {
    std::set<std::string> made;
    for (const Exception& one : changes.exceptions) made.insert(one.rule + "\n" + one.words);
    return made;
}

using Lines = std::set<std::string>;  // rule, line break, words

void tell(std::vector<Difference>& into, const Lines& from, const Lines& without, Differing kind) {
    for (const std::string& one : from) {
        if (without.contains(one)) continue;
        const std::size_t line = std::min(one.find('\n'), one.size());
        into.push_back({kind, one.substr(0, line), line < one.size() ? one.substr(line + 1) : ""});
    }
}

}  // namespace

Result<void> acceptable(const Changes& changes, const Pack& house) {
    if (changes.own.size() > own_max) return invalid("too_many", "own");
    if (changes.exceptions.size() > exceptions_max) return invalid("too_many", "exceptions");
    for (const Rule& rule : changes.own)
        if (!rule.id.starts_with(own_prefix)) return invalid("not_own", rule.id);
    if (!changes.own.empty()) TRY(accepted({"", {}, {}, {}, changes.own}));
    for (const std::string& id : changes.off)
        if (!has(house, id)) return invalid("unknown_rule", id);
    for (const Exception& exception : changes.exceptions) {
        if (!has(house, exception.rule) &&
            std::ranges::find(changes.own, exception.rule, &Rule::id) == changes.own.end())
            return invalid("unknown_rule", exception.rule);
        TRY(readable(exception));
    }
    return {};
}

Pack changed(Pack house, const Changes& changes) {
    const std::set<std::string> off(changes.off.begin(), changes.off.end());
    std::erase_if(house.rules, [&](const Rule& rule) { return off.contains(rule.id); });
    house.rules.insert(house.rules.end(), changes.own.begin(), changes.own.end());
    for (const Exception& exception : changes.exceptions) {
        const auto rule = std::ranges::find(house.rules, exception.rule, &Rule::id);
        if (rule != house.rules.end()) rule->except.push_back(exception.words);
    }
    return house;
}

std::vector<Difference> differences(const Changes& before, const Changes& after) {
    std::vector<Difference> made;
    const std::set<std::string> off_before(before.off.begin(), before.off.end());
    const std::set<std::string> off_after(after.off.begin(), after.off.end());
    tell(made, off_after, off_before, Differing::switched_off);
    tell(made, off_before, off_after, Differing::switched_on);
    const auto words_before = words_of(before), words_after = words_of(after);
    tell(made, words_after, words_before, Differing::exception_added);
    tell(made, words_before, words_after, Differing::exception_removed);
    std::map<std::string, std::string> rules_before;
    for (const Rule& rule : before.own) rules_before[rule.id] = kit::json::text_of(rule);
    for (const Rule& rule : after.own) {
        const auto found = rules_before.find(rule.id);
        if (found == rules_before.end()) made.push_back({Differing::rule_added, rule.id, ""});
        else if (found->second != kit::json::text_of(rule))
            made.push_back({Differing::rule_changed, rule.id, ""});
        if (found != rules_before.end()) rules_before.erase(found);
    }
    for (const auto& [id, text] : rules_before) made.push_back({Differing::rule_removed, id, ""});
    return made;
}

}  // namespace manners
