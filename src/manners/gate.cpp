#include "manners/gate.hpp"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "kit/text/utf8.hpp"
#include "manners/compiled.hpp"
#include "manners/edition.hpp"
#include "manners/judgement.hpp"
#include "manners/shown.hpp"

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

constexpr std::size_t seam_points_max = 40;  // of either message that a phrase may reach over

std::string last_of(std::string_view text, std::size_t points_max) {
    const std::u32string points = kit::text::decoded(text);
    return kit::text::encoded(
        std::u32string_view(points).substr(points.size() - std::min(points.size(), points_max)));
}

// The hits at their places in the original, which is turned round in part.
Verdict turned_back(Verdict verdict, const Shown& seen) {
    for (Hit& hit : verdict.hits) {
        const auto first = seen.origin.begin() + hit.from, last = seen.origin.begin() + hit.to;
        if (first == last) continue;
        const auto [from, to] = std::minmax_element(first, last);
        hit.from = *from;
        hit.to = *to + 1;
    }
    std::ranges::sort(verdict.hits, {},
                      [](const Hit& hit) { return std::pair(hit.from, hit.rule); });
    return verdict;
}

// Of two packs' verdicts on one text.
Verdict joined(Verdict house, Verdict own, const std::string& version) {
    house.colour = std::max(house.colour, own.colour);
    for (Hit& hit : own.hits) house.hits.push_back(std::move(hit));
    std::ranges::sort(house.hits, [](const Hit& a, const Hit& b) {
        return std::tie(a.from, b.to, a.rule) < std::tie(b.from, a.to, b.rule);
    });
    for (Good& good : own.good) house.good.push_back(std::move(good));
    house.pack_version = version;
    return house;
}

}  // namespace

// A shop's changes, made ready.
struct Local {
    std::string version;
    std::vector<std::uint32_t> off;  // rules of the house
    std::shared_ptr<const Compiled> own;
    std::uint32_t own_count = 0;            // rules of its own; behind them the stand-ins
    std::vector<std::uint32_t> stands_for;  // by stand-in: the rule of the house
};

Gate::Gate(Pack pack) : compiled_(std::make_shared<const Compiled>(compiled(std::move(pack)))) {}

Verdict Gate::judge(std::string_view text, const Context& context) const {
    if (const auto seen = shown(text)) return turned_back(judge(seen->text, context), *seen);
    Verdict verdict = judge_alone(text, context);
    if (!context.own_text.empty()) add_seam(verdict, text, context);
    verdict.score = score_of(verdict);
    return verdict;
}

Verdict Gate::judge_alone(std::string_view text, const Context& context) const {
    Judgement house(*compiled_, text, context);
    if (!local_) return house.verdict();
    Judgement own(*local_->own, text, context);
    Verdict of_own = own.verdict();
    std::vector<Excused> excused = own.excepted();
    std::erase_if(excused, [&](Excused& one) {
        if (one.rule < local_->own_count) return true;
        one.rule = local_->stands_for[one.rule - local_->own_count];
        return false;
    });
    house.silence(local_->off);
    house.excuse(std::move(excused));
    return joined(house.verdict(), std::move(of_own), local_->version);
}

Gate Gate::with(const Changes& changes, std::string version) const {
    auto local = std::make_shared<Local>();
    local->version = std::move(version);
    const auto index_of = [&](const std::string& id) {
        const auto found = std::ranges::find(pack().rules, id, &Rule::id);
        return static_cast<std::uint32_t>(found - pack().rules.begin());
    };
    for (const std::string& id : changes.off) local->off.push_back(index_of(id));
    Pack own{local->version, pack().lead_ins, pack().negators, pack().facts, changes.own};
    local->own_count = static_cast<std::uint32_t>(own.rules.size());
    for (const Exception& exception : changes.exceptions) {
        const auto mine = std::ranges::find(own.rules, exception.rule, &Rule::id);
        if (mine != own.rules.end()) {
            mine->except.push_back(exception.words);
            continue;
        }
        Rule stand_in;  // has no phrases: it only finds what a rule of the house lets pass
        stand_in.id = exception.rule;
        stand_in.except = {exception.words};
        own.rules.push_back(std::move(stand_in));
        local->stands_for.push_back(index_of(exception.rule));
    }
    local->own = std::make_shared<const Compiled>(compiled(std::move(own)));
    Gate made = *this;
    made.local_ = std::move(local);
    return made;
}

// Adds what is forbidden only together with the message before: 加我微 | 信.
void Gate::add_seam(Verdict& verdict, std::string_view text, const Context& context) const {
    const std::string tail = last_of(context.own_text, seam_points_max);
    const auto before = static_cast<std::int64_t>(kit::text::length(tail));
    Context alone = context;
    alone.own_text.clear();
    const std::string head = kit::text::clipped(text, seam_points_max);
    for (Hit& hit : judge_alone(tail + head, alone).hits) {
        if (hit.colour != Colour::red || hit.from >= before || hit.to <= before) continue;
        hit.from = 0;
        hit.to -= before;
        verdict.hits.insert(verdict.hits.begin(), std::move(hit));
        verdict.colour = Colour::red;
    }
}

const Pack& Gate::pack() const { return compiled_->pack; }

}  // namespace manners
