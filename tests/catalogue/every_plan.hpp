// The cheapest plan by trying every one: what the engine is compared with. It shares the rules
// about a single promotion with the engine (promotion.cpp) and the sharing of money (`shares`), and
// nothing of its search.
#pragma once

#include <algorithm>
#include <map>
#include <random>

#include "catalogue/plan.hpp"

namespace every_plan {

using namespace catalogue;

struct Option {
    std::int64_t price;
    const Promotion* item;
};
using Content = std::map<std::pair<int, int>, std::int64_t>;  // (line, option) → units
struct Way {
    std::vector<const Promotion*> coupons;
    std::int64_t total;
};

class Search {
public:
    Search(const Basket& basket, const std::vector<Promotion>& promotions)
        : basket_(basket), promotions_(promotions) {
        for (std::size_t i = 0; i < basket.lines.size(); ++i) {
            options_.push_back(options_of(basket.lines[i]));
            for (std::int64_t k = 0; k < basket.lines[i].quantity; ++k)
                units_.push_back(static_cast<int>(i));
        }
        orders_.resize(static_cast<std::size_t>(basket.orders_max));
    }
    std::int64_t cheapest() {
        place(0);
        return best_;
    }

private:
    std::vector<Option> options_of(const BasketLine& line) const {
        Option plain{line.price.units, nullptr};
        for (auto& one : promotions_)
            if (one.kind == PromotionKind::item_discount && one.not_with.empty() &&
                covers(one, line.goods) && discounted(one, line.price.units) < plain.price)
                plain = {discounted(one, line.price.units), &one};
        std::vector<Option> out{plain};
        for (auto& one : promotions_)
            if (one.kind == PromotionKind::item_discount && !one.not_with.empty() &&
                covers(one, line.goods) && discounted(one, line.price.units) < plain.price)
                out.push_back({discounted(one, line.price.units), &one});
        return out;
    }
    void place(std::size_t at) {
        if (at == units_.size()) return pay(0, 0, {});
        auto line = units_[at];
        for (auto& order : orders_)
            for (std::size_t k = 0; k < options_[static_cast<std::size_t>(line)].size(); ++k) {
                auto piece = std::pair(line, static_cast<int>(k));
                order[piece] += 1;
                place(at + 1);
                if (--order[piece] == 0) order.erase(piece);
            }
    }
    void pay(std::size_t order, std::int64_t sum, std::map<const Promotion*, std::int64_t> used) {
        if (order == orders_.size()) return void(best_ = std::min(best_, sum));
        if (orders_[order].empty()) return pay(order + 1, sum, used);
        for (auto& way : ways(orders_[order])) {
            auto now = used;
            bool had = true;
            for (auto coupon : way.coupons) had = ++now[coupon] <= coupon->per_buyer && had;
            if (had) pay(order + 1, sum + way.total, now);
        }
    }

    bool counts(const std::pair<int, int>& piece, const Promotion& one) const {
        auto item =
            options_[static_cast<std::size_t>(piece.first)][static_cast<std::size_t>(piece.second)]
                .item;
        if (!covers(one, basket_.lines[static_cast<std::size_t>(piece.first)].goods)) return false;
        return !item || (!refuses(*item, one.kind) && !refuses(one, PromotionKind::item_discount));
    }
    // Takes it off what it counts; false when it takes nothing off.
    bool apply(const Promotion& one, const Content& content,
               std::vector<std::int64_t>& amounts) const {
        std::vector<std::size_t> at;
        std::vector<Minor> weights;
        std::int64_t base = 0;
        std::size_t i = 0;
        for (auto& [piece, count] : content) {
            if (counts(piece, one))
                at.push_back(i), weights.push_back({amounts[i]}), base += amounts[i];
            ++i;
        }
        auto off = taken_off(one, base);
        if (off == 0) return false;
        auto parts = shares({off}, weights);
        for (std::size_t k = 0; k < at.size(); ++k) amounts[at[k]] -= parts[k].units;
        return true;
    }
    bool may_stand(const std::vector<const Promotion*>& chosen, const Content& content) const {
        for (std::size_t i = 0; i < chosen.size(); ++i)
            for (std::size_t k = i + 1; k < chosen.size(); ++k) {
                if (refuses(*chosen[i], chosen[k]->kind) || refuses(*chosen[k], chosen[i]->kind))
                    return false;
                bool both = chosen[i]->kind == PromotionKind::full_reduction &&
                            chosen[k]->kind == PromotionKind::full_reduction;
                for (auto& [piece, count] : content)
                    if (both && counts(piece, *chosen[i]) && counts(piece, *chosen[k]))
                        return false;
            }
        return true;
    }
    std::vector<const Promotion*> of_kind(PromotionKind kind) const {
        std::vector<const Promotion*> out;
        for (auto& one : promotions_)
            if (one.kind == kind) out.push_back(&one);
        return out;
    }
    void try_one(std::vector<const Promotion*> chosen, const Content& content,
                 std::vector<Way>& out) const {
        if (!may_stand(chosen, content)) return;
        std::vector<std::int64_t> amounts;
        for (auto& [piece, count] : content)
            amounts.push_back(options_[static_cast<std::size_t>(piece.first)]
                                      [static_cast<std::size_t>(piece.second)]
                                          .price *
                              count);
        for (auto one : chosen)
            if (!apply(*one, content, amounts)) return;
        std::int64_t total = basket_.freight.units;
        for (auto line : of_kind(PromotionKind::free_shipping)) {
            std::int64_t base = 0;
            bool some = false;
            std::size_t i = 0;
            for (auto& [piece, count] : content) {
                if (counts(piece, *line)) base += amounts[i], some = true;
                ++i;
            }
            if (some && base >= line->threshold.units) total = 0;
        }
        for (auto amount : amounts) total += amount;
        std::erase_if(chosen, [](auto one) { return one->kind == PromotionKind::full_reduction; });
        out.push_back({chosen, total});
    }
    const std::vector<Way>& ways(const Content& content) {
        auto known = known_.find(content);
        if (known != known_.end()) return known->second;
        std::vector<Way> all;
        auto reductions = of_kind(PromotionKind::full_reduction);
        auto shop = of_kind(PromotionKind::shop_coupon),
             member = of_kind(PromotionKind::member_coupon);
        shop.push_back(nullptr);
        member.push_back(nullptr);
        for (std::uint64_t set = 0; set < std::uint64_t{1} << reductions.size(); ++set)
            for (auto a : shop)
                for (auto b : member) {
                    std::vector<const Promotion*> chosen;
                    for (std::size_t i = 0; i < reductions.size(); ++i)
                        if (set >> i & 1) chosen.push_back(reductions[i]);
                    if (a) chosen.push_back(a);
                    if (b) chosen.push_back(b);
                    try_one(chosen, content, all);
                }
        return known_[content] = all;
    }

    const Basket& basket_;
    const std::vector<Promotion>& promotions_;
    std::vector<std::vector<Option>> options_;
    std::vector<int> units_;
    std::vector<Content> orders_;
    std::map<Content, std::vector<Way>> known_;
    std::int64_t best_ = INT64_MAX;
};

// --- random baskets
// ---------------------------------------------------------------------------------------

using Dice = std::mt19937_64;
inline std::int64_t below(Dice& dice, std::int64_t bound) {
    return static_cast<std::int64_t>(dice() % static_cast<std::uint64_t>(bound));
}

struct Size {
    int lines = 3, units = 4, promotions = 5, orders = 3;
};

inline Basket random_basket(Dice& dice, const Size& size) {
    Basket out{.currency = "CNY"};
    out.orders_max = 1 + static_cast<int>(below(dice, size.orders));
    out.freight = {below(dice, 3) * 600};
    std::int64_t left = size.units;
    for (std::int64_t i = 0, lines = 1 + below(dice, size.lines); i < lines && left > 0; ++i) {
        auto quantity = std::min<std::int64_t>(left, 1 + below(dice, 2));
        left -= quantity;
        auto name = std::to_string(i);
        // Round prices sit on thresholds; odd ones make remainders.
        auto price = below(dice, 2) == 0 ? 1'000 * (1 + below(dice, 20)) : 1 + below(dice, 20'000);
        out.lines.push_back({{"v" + name},
                             {"v" + name, "p" + name, "c" + std::to_string(i % 2)},
                             "商品" + name,
                             quantity,
                             {price}});
    }
    return out;
}

inline Promotion random_promotion(Dice& dice, std::size_t number, int lines) {
    Promotion out{.id = {"promotion" + std::to_string(number)}};
    out.name = out.id.text;
    out.kind = static_cast<PromotionKind>(below(dice, 6));
    out.scope = static_cast<Scope>(below(dice, 3));
    if (out.scope == Scope::categories) out.covers = {"c" + std::to_string(below(dice, 2))};
    if (out.scope == Scope::products)
        for (int i = 0; i < lines; ++i)
            if (i == 0 || below(dice, 2) == 0)
                out.covers.push_back("p" + std::to_string(below(dice, lines)));
    out.threshold = {below(dice, 2) == 0 ? 0 : 1'000 * (1 + below(dice, 40))};
    bool by_rate = below(dice, 3) == 0;
    out.rate = by_rate ? 100 * (1 + below(dice, 60)) : 0;
    if (!by_rate) out.amount = {1 + below(dice, 5'000)};
    if (out.kind == PromotionKind::item_discount && below(dice, 3) == 0)
        out.rate = 0, out.amount = {}, out.price = Minor{below(dice, 9'000)};
    if (below(dice, 4) == 0) out.cap = Minor{500 + below(dice, 4'000)};
    out.ladder = static_cast<Ladder>(below(dice, 2));
    std::int64_t over = 0, off = 0;
    for (std::int64_t i = 0, steps = out.ladder == Ladder::every ? 1 : 1 + below(dice, 3);
         i < steps; ++i) {
        over += 500 * (1 + below(dice, 30));
        off += 1 + below(dice, 400);
        out.steps.push_back({{over}, {std::min(off, over - 1)}});
    }
    out.per_buyer = 1 + below(dice, 2);
    for (int kind = 0; kind < 4; ++kind)
        if (below(dice, 6) == 0) out.not_with.push_back(static_cast<PromotionKind>(kind));
    // A discount does not refuse its own kind, nor does a reduction know coupons of another order.
    std::erase_if(out.not_with, [&](auto kind) {
        return kind == out.kind && kind == PromotionKind::item_discount;
    });
    out.gift = Id<Variant>{"gift"};
    out.gifts = 1;
    return out;
}

inline std::vector<Promotion> random_promotions(Dice& dice, const Size& size) {
    std::vector<Promotion> out;
    for (std::int64_t i = 0, count = 1 + below(dice, size.promotions); i < count; ++i)
        out.push_back(random_promotion(dice, static_cast<std::size_t>(i), size.lines));
    return out;
}

}  // namespace every_plan
