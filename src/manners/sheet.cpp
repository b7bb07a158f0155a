#include "manners/sheet.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace manners {

using kit::malformed;
using kit::Result;

namespace {

std::string_view trimmed(std::string_view text) {
    const std::size_t from = text.find_first_not_of(" \t\r");
    if (from == text.npos) return {};
    return text.substr(from, text.find_last_not_of(" \t\r") - from + 1);
}

// The pieces between `by`, trimmed, without empty ones.
std::vector<std::string> split(std::string_view text, std::string_view by) {
    std::vector<std::string> pieces;
    while (!text.empty()) {
        const std::size_t at = text.find(by);
        if (const auto piece = trimmed(text.substr(0, at)); !piece.empty())
            pieces.emplace_back(piece);
        text.remove_prefix(at == text.npos ? text.size() : at + by.size());
    }
    return pieces;
}

Result<std::int32_t> number(std::string_view text) {
    std::int32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size())
        return malformed("unknown_word", {}, std::string(text));
    return value;
}

bool switched(Rule& rule, std::string_view word) {
    if (word == "disguised") return rule.disguised = true;
    if (word == "even_quoted") return rule.even_quoted = true;
    if (word == "unless_negated") return !(rule.even_negated = false);
    if (word == "people_only") return rule.people_only = true;
    if (word == "unless_repeated") return rule.unless_repeated = true;
    return false;
}

Result<void> set(Rule& rule, std::string_view name, std::string_view value) {
    if (name == "hours") {
        const std::size_t dash = std::min(value.find('-'), value.size() - 1);
        TRY(rule.hour_from, number(value.substr(0, dash)));
        TRY(rule.hour_to, number(value.substr(dash + 1)));
        return {};
    }
    if (name == "emotion_min") {
        TRY(rule.emotion_min, number(value));
        return {};
    }
    const auto measure = kit::enum_named<Measure>(name);
    if (!measure) return malformed("unknown_word", {}, std::string(name));
    rule.measure = *measure;
    TRY(rule.at_least, number(value));
    return {};
}

// [family.name] colour word word name=value
Result<Rule> rule_from(std::string_view line) {
    const std::size_t close = line.find(']');
    if (close == line.npos) return malformed("bad_line", {}, std::string(line));
    Rule rule;
    rule.id = trimmed(line.substr(1, close - 1));
    const auto words = split(line.substr(close + 1), " ");
    const auto colour = words.empty() ? std::nullopt : kit::enum_named<Colour>(words[0]);
    if (!colour) return malformed("unknown_word", {}, std::string(line));
    rule.colour = *colour;
    for (std::size_t i = 1; i < words.size(); ++i) {
        const std::string_view word = words[i];
        if (const std::size_t is = word.find('='); is != word.npos && is + 1 < word.size()) {
            TRY(set(rule, word.substr(0, is), word.substr(is + 1)));
        } else if (const auto where = kit::enum_named<Where>(word)) {
            rule.where = *where;
        } else if (const auto mood = kit::enum_named<Mood>(word)) {
            rule.mood = *mood;
        } else if (!switched(rule, word)) {
            return malformed("unknown_word", {}, std::string(word));
        }
    }
    return rule;
}

Result<void> add_to(std::vector<std::string>& list, std::string_view text) {
    for (std::string& words : split(text, " | ")) list.push_back(std::move(words));
    return {};
}

Result<void> add_phrase(Rule& rule, std::string_view line) {
    const std::size_t arrow = line.find("=>");
    Phrase phrase{std::string(trimmed(line.substr(0, arrow))), std::nullopt};
    if (arrow != line.npos) phrase.suggestion = trimmed(line.substr(arrow + 2));
    rule.phrases.push_back(std::move(phrase));
    return {};
}

// One line of a rule: a named part, or a phrase.
Result<void> add_line(Rule& rule, std::string_view line) {
    const std::size_t colon = std::min(line.find(": "), line.size());
    const std::string_view name = line.substr(0, colon);
    const std::string_view value = colon == line.size() ? "" : trimmed(line.substr(colon + 2));
    if (name == "zh") return rule.reason_zh = value, Result<void>{};
    if (name == "en") return rule.reason_en = value, Result<void>{};
    if (name == "source") return rule.source = value, Result<void>{};
    if (name == "instead") return rule.suggestion = value, Result<void>{};
    if (name == "except") return add_to(rule.except, value);
    if (name == "unless") return add_to(rule.unless, value);
    if (name == "when_buyer") return add_to(rule.when_buyer, value);
    if (line.starts_with("~ "))
        return rule.patterns.emplace_back(trimmed(line.substr(2))), Result<void>{};
    return add_phrase(rule, line);
}

// The rule that `[family.name] more` goes on with, or nothing.
Rule* continued(Pack& pack, std::string_view line) {
    const std::size_t close = std::min(line.find(']'), line.size());
    if (trimmed(line.substr(std::min(close + 1, line.size()))) != "more") return nullptr;
    const auto found = std::ranges::find(pack.rules, trimmed(line.substr(1, close - 1)), &Rule::id);
    return found == pack.rules.end() ? nullptr : &*found;
}

// One line before the first rule.
Result<void> add_line(Pack& pack, std::string_view line) {
    const std::size_t colon = line.find(": ");
    if (colon == line.npos) return malformed("bad_line", {}, std::string(line));
    const std::string_view name = line.substr(0, colon), value = trimmed(line.substr(colon + 2));
    if (name == "version") return pack.version = value, Result<void>{};
    if (name == "lead_ins") return add_to(pack.lead_ins, value);
    if (name == "negators") return add_to(pack.negators, value);
    if (name == "facts") return add_to(pack.facts, value);
    return malformed("unknown_word", {}, std::string(line));
}

}  // namespace

Result<Pack> pack_from(std::string_view sheet) {
    Pack pack;
    std::size_t at = 0;  // the rule that lines go to
    while (!sheet.empty()) {
        const std::size_t end = std::min(sheet.find('\n'), sheet.size());
        const std::string_view line = trimmed(sheet.substr(0, end));
        sheet.remove_prefix(std::min(end + 1, sheet.size()));
        if (line.empty() || line.front() == '#') continue;
        if (line.front() == '[') {
            if (const Rule* rule = continued(pack, line)) {
                at = static_cast<std::size_t>(rule - pack.rules.data());
                continue;
            }
            TRY(auto rule, rule_from(line));
            at = pack.rules.size();
            pack.rules.push_back(std::move(rule));
        } else if (pack.rules.empty()) {
            TRY(add_line(pack, line));
        } else {
            TRY(add_line(pack.rules[at], line));
        }
    }
    TRY(accepted(pack));
    return pack;
}

}  // namespace manners
