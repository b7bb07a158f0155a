#include <set>
#include <string>

#include "kit/text/patterns.hpp"
#include "manners/manners.hpp"
#include "manners/phrase.hpp"
#include "manners/sheet.hpp"
#include "manners/sheets.hpp"

namespace manners {

using kit::invalid;
using kit::Result;

namespace {

constexpr std::size_t words_max = 100'000;  // of a pack, all lists together, written out

// How many words the phrase stands for; its refusals name the rule and quote the phrase.
Result<std::size_t> counted(const std::string& words, const std::string& rule) {
    auto parts = parts_of(words);
    if (!parts) {
        parts.error().field = rule;
        parts.error().message = words;
        return std::unexpected(parts.error());
    }
    std::size_t count = 0;
    for (const Part& part : *parts) count += part.words.size();
    return count;
}

// Whitelists and the like take alternatives, but no gaps.
Result<std::size_t> counted(const std::vector<std::string>& list, const std::string& rule) {
    std::size_t count = 0;
    for (const std::string& words : list) {
        TRY(const std::size_t more, counted(words, rule));
        if (parts_of(words)->size() > 1) return invalid("phrase_too_wide", rule);
        count += more;
    }
    return count;
}

// A pattern that would explode is refused here, with its rule and its own words.
Result<void> usable(const std::vector<std::string>& patterns, const std::string& rule) {
    auto made = kit::text::Patterns::compiled(patterns);
    if (made) return {};
    const auto& error = made.error();
    const std::string why = error.message.empty() ? "" : " (" + error.message + ")";
    return kit::refused(kit::Code::invalid, error.reason, rule, error.field + why);
}

Result<std::size_t> counted(const Rule& rule) {
    if (rule.id.empty()) return invalid("unnamed_rule");
    if (rule.reason_zh.empty() || rule.reason_en.empty()) return invalid("reason_missing", rule.id);
    if (rule.phrases.empty() && rule.patterns.empty() && rule.measure == Measure::none)
        return invalid("nothing_to_find", rule.id);
    TRY(usable(rule.patterns, rule.id));
    std::size_t count = 0;
    for (const Phrase& phrase : rule.phrases) {
        TRY(const std::size_t more, counted(phrase.words, rule.id));
        count += more;
    }
    TRY(const std::size_t excepts, counted(rule.except, rule.id));
    TRY(const std::size_t unlesses, counted(rule.unless, rule.id));
    TRY(const std::size_t buyers, counted(rule.when_buyer, rule.id));
    return count + excepts + unlesses + buyers;
}

}  // namespace

Result<void> accepted(const Pack& pack) {
    if (pack.rules.empty()) return invalid("empty_pack");
    TRY(std::size_t count, counted(pack.lead_ins, "lead_ins"));
    TRY(const std::size_t negators, counted(pack.negators, "negators"));
    TRY(const std::size_t facts, counted(pack.facts, "facts"));
    count += negators + facts;
    std::set<std::string> ids;
    std::size_t patterns = 0;
    for (const Rule& rule : pack.rules) {
        TRY(const std::size_t more, counted(rule));
        count += more;
        if (!ids.insert(rule.id).second) return invalid("rule_twice", rule.id);
        if (count > words_max) return invalid("too_many_phrases", rule.id);
        patterns += rule.patterns.size();
        if (patterns > kit::text::patterns_max) return invalid("too_many_patterns", rule.id);
    }
    return {};
}

std::size_t phrase_count(const Pack& pack) {
    std::size_t count = 0;
    for (const Rule& rule : pack.rules)
        for (const Phrase& phrase : rule.phrases)
            count += counted(phrase.words, rule.id).value_or(0);
    return count;
}

Pack house_pack() {
    std::string sheet;
    for (const auto part :
         {opening_sheet,    refusal_sheet,      insult_sheet,       lure_sheet,
          claim_sheet,      tone_sheet,         fact_sheet,         praise_sheet,
          english_sheet,    refusal_more_sheet, insult_more_sheet,  lure_more_sheet,
          claim_more_sheet, tone_more_sheet,    praise_more_sheet,  trade_sheet,
          spoken_sheet,     spoken_ill_sheet,   spoken_claim_sheet, spoken_tone_sheet})
        sheet += part();
    auto pack = pack_from(sheet);
    ENSURE(pack.has_value(), (pack.error().reason + " " + pack.error().message).c_str());
    return *std::move(pack);
}

const Gate& house_gate() {
    static const Gate gate(house_pack());
    return gate;
}

}  // namespace manners
