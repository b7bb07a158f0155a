// Offers that this basket does not reach, and how much is missing.
#include <algorithm>

#include "catalogue/plan_parts.hpp"

namespace catalogue::planning {

// The lowest amount at which it gives something; what has no bar is never missed.
static std::int64_t bar_of(const Promotion& of) {
    if (of.kind != PromotionKind::full_reduction) return of.threshold.units;
    return of.steps.empty() ? 0 : of.steps.front().over.units;
}

void note_missed(Misses& misses, const Problem& problem, const std::vector<Piece>& pieces,
                 const std::vector<std::int64_t>& amounts, bool reductions) {
    for (std::size_t i = 0; i < problem.offers.size(); ++i) {
        auto& offer = *problem.offers[i];
        if ((offer.kind == PromotionKind::full_reduction) != reductions) continue;
        auto mask = counted_in(problem, pieces, static_cast<int>(i));
        if (mask == 0) continue;
        auto lacks = bar_of(offer) - base_of(amounts, mask);
        auto [known, fresh] = misses.try_emplace(static_cast<int>(i), lacks);
        if (!fresh) known->second = std::min(known->second, lacks);
    }
}

std::vector<PlanMissed> missed(const Problem& problem, const Misses& misses, std::size_t most) {
    std::vector<PlanMissed> out;
    for (auto& [index, lacks] : misses) {
        auto& offer = *problem.offers[static_cast<std::size_t>(index)];
        // One that is within reach and was left aside for a better one is not missed.
        if (lacks > 0) out.push_back({offer.id, offer.name, offer.kind, {lacks}});
    }
    std::ranges::sort(out, {}, [](auto& one) { return std::pair(one.lacks, one.promotion); });
    if (out.size() > most) out.resize(most);
    return out;
}

}  // namespace catalogue::planning
