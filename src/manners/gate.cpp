#include "manners/gate.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "manners/compiled.hpp"
#include "manners/judgement.hpp"

namespace manners {

namespace {

// A plain, faultless message stands at 80; what does the buyer good raises it, faults lower it.
// A red message cannot pass for half good: it stays below 40.
constexpr std::int32_t score_plain = 80;
constexpr std::int32_t score_good = 5;     // each kind of good, up to 100
constexpr std::int32_t score_yellow = 12;  // each yellow rule
constexpr std::int32_t score_red = 45;     // each red rule
constexpr std::int32_t score_red_max = 39;

std::int32_t score_of(const Verdict& verdict) {
    std::set<std::string_view> yellow, red;
    for (const Hit& hit : verdict.hits) (hit.colour == Colour::red ? red : yellow).insert(hit.rule);
    const auto count = [](const auto& list) { return static_cast<std::int32_t>(list.size()); };
    std::int32_t score = std::min(100, score_plain + score_good * count(verdict.good));
    score -= score_yellow * count(yellow) + score_red * count(red);
    return std::clamp(score, 0, red.empty() ? 100 : score_red_max);
}

}  // namespace

Gate::Gate(Pack pack) : compiled_(std::make_shared<const Compiled>(compiled(std::move(pack)))) {}

Verdict Gate::judge(std::string_view text, const Context& context) const {
    Verdict verdict = Judgement(*compiled_, text, context).verdict();
    verdict.score = score_of(verdict);
    return verdict;
}

const Pack& Gate::pack() const { return compiled_->pack; }

}  // namespace manners
