#include "manners/advice.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "kit/text/learner.hpp"
#include "kit/text/normal.hpp"
#include "kit/text/utf8.hpp"
#include "manners/edition.hpp"
#include "manners/manners.hpp"
#include "manners/models.hpp"
#include "manners/score_signs.hpp"

namespace manners {

namespace {

// By leaving scenes of the train and tune parts out by turns, and from real lines of agents, where
// red must stay rare: below these the learner is wrong too often to speak.
constexpr float red_from = 0.1F;
constexpr float yellow_from = 0.4F;
// Below this a refusal told by its first word alone is a fact of the goods: 不防水哦，防泼溅的.
constexpr float refusal_from = -0.1F;
constexpr std::ptrdiff_t words_min =
    2;  // Chinese characters; numbers and placeholders alone say nothing
constexpr std::size_t heard_max = 400;  // points
constexpr std::string_view learned_prefix = "learned.";
// The gate's own figures (README.md).
constexpr std::int32_t score_green = 80, score_held = 68, score_yellow = 12, score_red_max = 39;

struct Reason {
    std::string_view zh, en;
};
constexpr std::array<Reason, family_count> reasons{{
    {"读起来像拒绝：先说能为顾客做什么。", "Reads like a refusal: say first what you can do."},
    {"读起来像推责：这件事由我们来接。", "Reads like passing the buck: take it on."},
    {"读起来伤人：换成对事不对人的说法。",
     "Reads like a slight: speak of the matter, not the person."},
    {"读起来像威胁：不能这样对顾客说。", "Reads like a threat: a buyer must never hear it."},
    {"像是引导到平台之外：请在店内处理。", "Seems to lead off the platform: settle it here."},
    {"像是索要密码、验证码或卡号。", "Seems to ask for a secret or a card number."},
    {"像是透露别人的信息，或索要不需要的信息。", "Seems to give away or ask for personal data."},
    {"像是用好处换评价。", "Seems to buy a review."},
    {"像是绝对化或医疗功效宣传。", "Seems an absolute or a medical claim."},
    {"像是没有授权的承诺。", "Seems a promise that nobody has allowed."},
    {"时间说得含糊：给一个确切的时间。", "The time is vague: name one."},
    {"语气偏硬：换成请求或说明。", "The tone is hard: ask, or explain."},
    {"改动还没有复述确认：请重复一遍关键信息。",
     "The change is not read back: repeat what matters."},
    {"顾客可能看不懂，或太长、像套话。", "Hard to follow, too long, or a template."},
}};

// It was taught Chinese: an English sentence with a Chinese name in it is not for it.
bool is_for_it(std::u32string_view text) {
    const auto words = std::ranges::count_if(
        text, [](char32_t point) { return point >= 0x4E00 && point < 0xA000; });
    const auto letters =
        std::ranges::count_if(text, [](char32_t point) { return point >= U'a' && point <= U'z'; });
    return text.size() <= heard_max && words >= words_min && words * 2 >= letters;
}

const kit::text::Model& model() {
    static const auto one = kit::text::Model::read(score_model()).value_or(kit::text::Model{});
    return one;
}

std::size_t best_family(const std::vector<float>& scores, Colour colour) {
    const std::size_t from = colour == Colour::red ? 0 : red_families;
    const std::size_t to = colour == Colour::red ? red_families : family_count;
    std::size_t best = from;
    for (std::size_t i = from; i < to; ++i)
        if (scores[family_heads + i] > scores[family_heads + best]) best = i;
    return best;
}

Hit hit_of(std::string_view text, const kit::text::Plain& plain, std::size_t family, Colour colour,
           Language language) {
    Hit hit;
    hit.rule = std::string(learned_prefix) + std::string(families[family]);
    hit.colour = colour;
    hit.from = plain.origin.front();
    hit.to = static_cast<std::int64_t>(plain.origin.back()) + 1;
    hit.words = kit::text::encoded(kit::text::decoded(text).substr(
        static_cast<std::size_t>(hit.from), static_cast<std::size_t>(hit.to - hit.from)));
    hit.reason = language == Language::zh ? reasons[family].zh : reasons[family].en;
    return hit;
}

bool is_muted(std::string_view text, const std::string& rule, const Advice& advice) {
    if (advice.off.contains(rule) || advice.off.contains(std::string(learner_rule))) return true;
    if (advice.muted.empty()) return false;
    const auto normal = kit::text::normalised(text).text;
    return std::ranges::any_of(advice.muted, [&](const Muted& one) {
        return one.rule == rule && normal.contains(kit::text::normalised(one.words).text);
    });
}

// Rules that go by how a sentence begins: right about refusals, wrong about what goods are not.
bool is_doubtful(const Verdict& verdict) {
    constexpr std::array<std::string_view, 3> by_beginning{"refusal.opener", "refusal.flat",
                                                           "refusal.curt"};
    return std::ranges::all_of(verdict.hits, [&](const Hit& hit) {
        return hit.colour != Colour::red ||
               (!hit.hidden && std::ranges::find(by_beginning, hit.rule) != by_beginning.end());
    });
}

// As if its red rules had not been; what they cost comes back.
Verdict without_red(Verdict verdict) {
    std::erase_if(verdict.hits, [](const Hit& hit) { return hit.colour == Colour::red; });
    verdict.colour = verdict.hits.empty() ? Colour::green : Colour::yellow;
    verdict.score = std::max(verdict.score, verdict.hits.empty() ? score_green : score_held);
    return verdict;
}

// As the gate counts: a red text stays below 40, a yellow rule costs twelve.
void add(Verdict& verdict, Hit hit) {
    verdict.colour = hit.colour;
    verdict.score = hit.colour == Colour::red ? std::min(verdict.score, score_red_max)
                                              : std::max(0, verdict.score - score_yellow);
    verdict.hits.push_back(std::move(hit));
    std::ranges::sort(verdict.hits, {}, &Hit::from);
}

Rule listed(std::string id, Colour colour, const Reason& reason) {
    Rule rule;
    rule.id = std::move(id);
    rule.colour = colour;
    rule.reason_zh = reason.zh;
    rule.reason_en = reason.en;
    return rule;
}

}  // namespace

Verdict advised(std::string_view text, Verdict verdict, const Context& context,
                const Advice& advice) {
    const bool doubtful = verdict.colour == Colour::red && is_doubtful(verdict);
    if ((verdict.colour == Colour::red && !doubtful) || model().heads() != score_heads)
        return verdict;
    if (advice.off.contains(std::string(learner_rule))) return verdict;
    auto plain = kit::text::plain(text);
    if (!is_for_it(plain.text)) return verdict;
    const auto weighed =
        model().weighed(kit::text::counted(plain.text, score_signs_of(plain.text)));
    const float refused = model().score(weighed, red_head);
    if (doubtful && refused > refusal_from) return verdict;
    if (doubtful) verdict = without_red(std::move(verdict));
    const bool red = refused > red_from;
    const bool yellow = model().score(weighed, ill_head) > yellow_from;
    if (!red && (!yellow || verdict.colour == Colour::yellow)) return verdict;
    const Colour colour = red ? Colour::red : Colour::yellow;
    Hit hit =
        hit_of(text, plain, best_family(model().scores(weighed), colour), colour, context.language);
    if (is_muted(text, hit.rule, advice)) return verdict;
    add(verdict, std::move(hit));
    return verdict;
}

Verdict judged(const Judge& by, std::string_view text, const Context& context) {
    Verdict verdict = by.gate.judge(text, context);
    Verdict taught = advised(text, verdict, context, by.advice);
    // What the shop lets pass of the house's pack, the learner lets pass, too.
    if (taught.colour > verdict.colour && house_gate().judge(text, context).colour > verdict.colour)
        return verdict;
    return taught;
}

Verdict judged(std::string_view text, const Context& context) {
    return advised(text, house_gate().judge(text, context), context);
}

const std::vector<Rule>& learned_rules() {
    static const std::vector<Rule> rules = [] {
        std::vector<Rule> made{
            listed(std::string(learner_rule), Colour::red,
                   {"学习器：没有命中词句、但读起来像该拦的话。",
                    "The learner: no phrase was met, but it reads like what is stopped."})};
        for (std::size_t i = 0; i < family_count; ++i)
            made.push_back(listed(std::string(learned_prefix) + std::string(families[i]),
                                  i < red_families ? Colour::red : Colour::yellow, reasons[i]));
        return made;
    }();
    return rules;
}

bool is_learned(std::string_view rule) {
    return std::ranges::find(learned_rules(), rule, &Rule::id) != learned_rules().end();
}

Advice advice_of(const Changes& changes) {
    Advice made;
    for (const std::string& id : changes.off)
        if (is_learned(id)) made.off.insert(id);
    for (const Exception& one : changes.exceptions)
        if (is_learned(one.rule)) made.muted.push_back({one.rule, one.words});
    return made;
}

}  // namespace manners
