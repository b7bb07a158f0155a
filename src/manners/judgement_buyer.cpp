// What the hour, the buyer's feeling and the buyer's last words do to the rules.
#include "kit/text/points.hpp"
#include "manners/judgement.hpp"

namespace manners {

namespace {

// Whether `hour` is in [from, to), which may reach past midnight.
bool is_within(std::int32_t hour, std::int32_t from, std::int32_t to) {
    if (from == to) return true;
    if (hour < 0) return false;
    return from < to ? hour >= from && hour < to : hour >= from || hour < to;
}

}  // namespace

// Silences the rules that hour, emotion, author and buyer do not call for.
void Judgement::settle_context() {
    if (compiled_.conditional.empty()) return;
    const Asked asked = hear_buyer();
    if (asked.unrepeated) unrepeated_ = asked.facts;
    for (const std::uint32_t i : compiled_.conditional) {
        const Rule& rule = pack_.rules[i];
        if (!is_within(context_.hour, rule.hour_from, rule.hour_to) ||
            context_.emotion < rule.emotion_min || (rule.people_only && context_.automatic) ||
            (rule.unless_repeated && !asked.unrepeated) ||
            (!rule.when_buyer.empty() && !asked.rules.contains(i)))
            silent_[i] = true;
    }
}

// Which rules the buyer's words wake, and whether they name facts of which the text repeats none.
Judgement::Asked Judgement::hear_buyer() const {
    Asked asked;
    if (context_.buyer_text.empty()) return asked;
    const auto normal = kit::text::normalised(context_.buyer_text);
    const auto matches = compiled_.phrases.matches(normal.text);
    for (const Match& match : matches)
        for (const Use& use : compiled_.uses_of(match.id))
            if (use.role == Role::buyer) asked.rules.insert(use.rule);
    asked.facts = facts_in(normal.text, matches);
    asked.unrepeated = !asked.facts.empty();
    for (const std::u32string& fact : facts_in(layout_.normal.text, matches_))
        if (asked.facts.contains(fact)) asked.unrepeated = false;
    return asked;
}

// The numbers in a text, and the words that the pack calls facts.
std::set<std::u32string> Judgement::facts_in(std::u32string_view text,
                                             const std::vector<Match>& matches) const {
    std::set<std::u32string> facts;
    for (const Match& match : matches)
        for (const Use& use : compiled_.uses_of(match.id))
            if (use.role == Role::fact)
                facts.emplace(text.substr(match.from, match.to - match.from));
    for (std::size_t from = 0; from < text.size(); ++from) {
        std::size_t to = from;
        while (to < text.size() && kit::text::is_digit(text[to])) ++to;
        if (to == from) continue;
        facts.emplace(text.substr(from, to - from));
        from = to;
    }
    return facts;
}

}  // namespace manners
