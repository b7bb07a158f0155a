#include "manners/trial.hpp"

#include <algorithm>
#include <set>

namespace manners {

namespace {

constexpr std::size_t samples_max = 200;
constexpr std::size_t samples_of_a_rule_max = 12;

bool is_content(const std::string& text) {
    for (const std::string_view word :
         {"谢谢", "感谢", "多谢", "谢啦", "辛苦", "好的", "太好了", "满意", "thank"})
        if (text.contains(word)) return true;
    return false;
}

std::set<std::string> rules_of(const Verdict& verdict) {
    std::set<std::string> made;
    for (const Hit& hit : verdict.hits) made.insert(hit.rule);
    return made;
}

RuleFindings& of(Findings& findings, const std::string& rule) {
    const auto found = std::ranges::find(findings.rules, rule, &RuleFindings::rule);
    return found != findings.rules.end() ? *found
                                         : findings.rules.emplace_back(RuleFindings{rule, 0, 0, 0});
}

void keep(Findings& findings, const Said& said, const Verdict& before, const Verdict& after,
          bool suspect) {
    if (findings.samples.size() >= samples_max) return;
    for (const Hit& hit : after.hits) {
        const auto same = std::ranges::count(findings.samples, hit.rule, &TrialFinding::rule);
        if (static_cast<std::size_t>(same) >= samples_of_a_rule_max) continue;
        findings.samples.push_back({said.id, said.conversation, said.text, hit.rule, hit.words,
                                    before.colour, after.colour, suspect});
        return;
    }
    if (before.colour != after.colour && !before.hits.empty())
        findings.samples.push_back({said.id, said.conversation, said.text, before.hits[0].rule,
                                    before.hits[0].words, before.colour, after.colour, false});
}

void count(Findings& findings, const Said& said, const Verdict& before, const Verdict& after) {
    findings.red_before += before.colour == Colour::red;
    findings.red_after += after.colour == Colour::red;
    findings.yellow_before += before.colour == Colour::yellow;
    findings.yellow_after += after.colour == Colour::yellow;
    const bool suspect = !after.hits.empty() && is_content(said.then_text);
    for (const std::string& rule : rules_of(before)) ++of(findings, rule).before;
    for (const std::string& rule : rules_of(after)) {
        ++of(findings, rule).after;
        of(findings, rule).suspects += suspect;
    }
    if (!after.hits.empty() || before.colour != after.colour)
        keep(findings, said, before, after, suspect);
}

}  // namespace

Findings tried(Findings so_far, const Judge& now, const Judge& draft,
               const std::vector<Said>& said) {
    for (const Said& one : said) {
        Context context;
        context.buyer_text = one.buyer_text;
        count(so_far, one, judged(now, one.text, context), judged(draft, one.text, context));
    }
    const auto is_changed = [](const TrialFinding& one) { return one.before != one.after; };
    std::ranges::partition(so_far.samples, is_changed);
    return so_far;
}

}  // namespace manners
