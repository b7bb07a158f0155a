#include "manners/advice.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "kit/text/learner.hpp"
#include "kit/text/utf8.hpp"
#include "manners/manners.hpp"
#include "manners/models.hpp"
#include "manners/score_signs.hpp"

namespace manners {

namespace {

// From the tune part and from real lines of agents, where red must stay rare: below these the learner is wrong
// too often to speak.
constexpr float red_from = 0.25F;
constexpr float yellow_from = 0.3F;
constexpr std::ptrdiff_t words_min = 2;  // numbers and placeholders alone say nothing
constexpr std::size_t heard_max = 400;  // points

struct Reason {
    std::string_view zh, en;
};
constexpr std::array<Reason, family_count> reasons{{
    {"读起来像拒绝：先说能为顾客做什么。", "Reads like a refusal: say first what you can do."},
    {"读起来像推责：这件事由我们来接。", "Reads like passing the buck: take it on."},
    {"读起来伤人：换成对事不对人的说法。", "Reads like a slight: speak of the matter, not the person."},
    {"读起来像威胁：不能这样对顾客说。", "Reads like a threat: a buyer must never hear it."},
    {"像是引导到平台之外：请在店内处理。", "Seems to lead off the platform: settle it here."},
    {"像是索要密码、验证码或卡号。", "Seems to ask for a secret or a card number."},
    {"像是透露别人的信息，或索要不需要的信息。", "Seems to give away or ask for personal data."},
    {"像是用好处换评价。", "Seems to buy a review."},
    {"像是绝对化或医疗功效宣传。", "Seems an absolute or a medical claim."},
    {"像是没有授权的承诺。", "Seems a promise that nobody has allowed."},
    {"时间说得含糊：给一个确切的时间。", "The time is vague: name one."},
    {"语气偏硬：换成请求或说明。", "The tone is hard: ask, or explain."},
    {"改动还没有复述确认：请重复一遍关键信息。", "The change is not read back: repeat what matters."},
    {"顾客可能看不懂，或太长、像套话。", "Hard to follow, too long, or a template."},
}};

bool is_word(char32_t point) {
    return (point >= 0x4E00 && point < 0xA000) || (point >= U'a' && point <= U'z');
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
    hit.rule = "learned." + std::string(families[family]);
    hit.colour = colour;
    hit.from = plain.origin.front();
    hit.to = static_cast<std::int64_t>(plain.origin.back()) + 1;
    hit.words = kit::text::encoded(kit::text::decoded(text).substr(
        static_cast<std::size_t>(hit.from), static_cast<std::size_t>(hit.to - hit.from)));
    hit.reason = language == Language::zh ? reasons[family].zh : reasons[family].en;
    return hit;
}

}  // namespace

Verdict advised(std::string_view text, Verdict verdict, const Context& context) {
    if (verdict.colour == Colour::red || model().heads() != score_heads) return verdict;
    auto plain = kit::text::plain(text);
    if (plain.text.size() > heard_max || std::ranges::count_if(plain.text, is_word) < words_min) return verdict;
    const auto scores = model().scores(
        model().weighed(kit::text::counted(plain.text, score_signs_of(plain.text))));
    const bool red = scores[red_head] > red_from;
    const bool yellow = scores[ill_head] > yellow_from;
    if (!red && (!yellow || verdict.colour == Colour::yellow)) return verdict;
    const Colour colour = red ? Colour::red : Colour::yellow;
    verdict.hits.push_back(hit_of(text, plain, best_family(scores, colour), colour, context.language));
    verdict.colour = colour;
    std::ranges::sort(verdict.hits, {}, &Hit::from);
    // As the gate counts: a red text stays below 40, a yellow rule costs twelve.
    verdict.score = red ? std::min(verdict.score, 39) : std::max(0, verdict.score - 12);
    return verdict;
}

Verdict judged(std::string_view text, const Context& context) {
    return advised(text, house_gate().judge(text, context), context);
}

}  // namespace manners
