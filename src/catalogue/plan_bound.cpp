// What a partial plan can save at most, whatever follows: the search leaves what cannot win.
#include <algorithm>
#include <functional>

#include "catalogue/plan_parts.hpp"

namespace catalogue::planning {

// A ladder of fixed steps over several orders that share what is open: tries every step for each.
static std::int64_t steps_over(const Promotion& offer, const std::vector<std::int64_t>& placed,
                               std::size_t at, std::int64_t open) {
    if (at == placed.size()) return 0;
    auto best = taken_off(offer, placed[at]) + steps_over(offer, placed, at + 1, open);
    for (auto& step : offer.steps) {
        auto needs = step.over.units - placed[at];
        if (needs <= 0 || needs > open) continue;
        best = std::max(best, step.off.units + steps_over(offer, placed, at + 1, open - needs));
    }
    return best;
}

static std::int64_t by_reduction(const Problem& problem, const Outlook& out, std::size_t index) {
    auto& offer = *problem.offers[index];
    std::vector<std::int64_t> placed;
    for (auto& order : out.placed) placed.push_back(order[index]);
    if (offer.ladder == Ladder::steps) return steps_over(offer, placed, 0, out.open[index]);
    // As often as it fits in all of it together; a cap holds for each order.
    std::int64_t whole = out.open[index];
    for (auto base : placed) whole += base;
    auto times = whole / offer.steps.front().over.units;
    auto most = times * offer.steps.front().off.units;
    return offer.cap ? std::min(most, offer.cap->units * static_cast<std::int64_t>(placed.size()))
                     : most;
}

// One coupon of a kind in each order, each so often as the buyer has it: the best of them.
static std::int64_t by_coupons(const Problem& problem, const Outlook& out,
                               const std::vector<int>& coupons) {
    std::vector<std::int64_t> offs;
    for (auto index : coupons) {
        auto& offer = *problem.offers[static_cast<std::size_t>(index)];
        std::vector<std::int64_t> each;
        for (auto& order : out.placed)
            each.push_back(taken_off(offer, order[static_cast<std::size_t>(index)] +
                                                out.open[static_cast<std::size_t>(index)]));
        std::ranges::sort(each, std::greater<>{});
        if (std::ssize(each) > offer.per_buyer)
            each.resize(static_cast<std::size_t>(offer.per_buyer));
        offs.insert(offs.end(), each.begin(), each.end());
    }
    std::ranges::sort(offs, std::greater<>{});
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < std::min(offs.size(), out.placed.size()); ++i) sum += offs[i];
    return sum;
}

std::int64_t saving_at_most(const Problem& problem, const Outlook& out) {
    std::int64_t sum = 0;
    for (auto index : problem.reductions)
        sum += by_reduction(problem, out, static_cast<std::size_t>(index));
    return sum + by_coupons(problem, out, problem.shop_coupons) +
           by_coupons(problem, out, problem.member_coupons);
}

}  // namespace catalogue::planning
