// From a basket and promotions to the numbers that the search works on.
#include <algorithm>

#include "catalogue/plan_parts.hpp"

namespace catalogue::planning {

static void sort_in(Problem& problem, const std::vector<Promotion>& promotions) {
    for (auto& one : promotions) {
        if (one.kind == PromotionKind::item_discount) {
            problem.items.push_back(&one);
            continue;
        }
        if (problem.offers.size() == promotions_max) {
            problem.complete = false;
            continue;
        }
        auto index = static_cast<int>(problem.offers.size());
        problem.offers.push_back(&one);
        switch (one.kind) {
            case PromotionKind::full_reduction:
                problem.reductions.push_back(index);
                break;
            case PromotionKind::shop_coupon:
                problem.shop_coupons.push_back(index);
                break;
            case PromotionKind::member_coupon:
                problem.member_coupons.push_back(index);
                break;
            case PromotionKind::free_shipping:
                problem.free_lines.push_back(index);
                break;
            default:
                problem.gifts.push_back(index);
        }
    }
}

// In which of the order's offers goods count when this discount (or none) makes their price.
static std::uint64_t counts(const Problem& problem, const Goods& goods, const Promotion* item) {
    std::uint64_t out = 0;
    for (std::size_t i = 0; i < problem.offers.size(); ++i) {
        auto& offer = *problem.offers[i];
        bool fine = covers(offer, goods) && !(item && refuses(*item, offer.kind)) &&
                    !(item && refuses(offer, PromotionKind::item_discount));
        if (fine) out |= std::uint64_t{1} << i;
    }
    return out;
}

static std::vector<Choice> choices_of(const Problem& problem, const BasketLine& line,
                                      bool& complete) {
    std::int64_t lowest = line.price.units;
    int automatic = -1;
    for (std::size_t i = 0; i < problem.items.size(); ++i) {
        auto& item = *problem.items[i];
        if (!item.not_with.empty() || !covers(item, line.goods)) continue;
        auto price = discounted(item, line.price.units);
        if (price < lowest) lowest = price, automatic = static_cast<int>(i);
    }
    auto behind = automatic < 0 ? nullptr : problem.items[static_cast<std::size_t>(automatic)];
    std::vector<Choice> out{{lowest, automatic, counts(problem, line.goods, behind)}};
    for (std::size_t i = 0; i < problem.items.size(); ++i) {
        auto& item = *problem.items[i];
        if (item.not_with.empty() || !covers(item, line.goods)) continue;
        auto price = discounted(item, line.price.units);
        if (price < lowest)
            out.push_back({price, static_cast<int>(i), counts(problem, line.goods, &item)});
    }
    if (out.size() > choices_max) {
        out.resize(choices_max);
        complete = false;
    }
    return out;
}

Problem problem_of(const Basket& basket, const std::vector<Promotion>& promotions) {
    Problem out;
    sort_in(out, promotions);
    auto room = pieces_max - std::min(pieces_max, basket.lines.size());
    for (auto& line : basket.lines) {
        auto choices = choices_of(out, line, out.complete);
        if (choices.size() - 1 > room) choices.resize(1 + room), out.complete = false;
        room -= choices.size() - 1;
        out.choices.push_back(std::move(choices));
        out.quantities.push_back(line.quantity);
    }
    out.freight = basket.freight.units;
    out.orders_max = std::clamp(basket.orders_max, 1, 3);
    return out;
}

}  // namespace catalogue::planning
