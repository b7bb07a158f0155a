// The plan that the search found, in the words of the shop: what each promotion takes off each
// line.
#include "catalogue/plan.hpp"

#include <algorithm>

#include "catalogue/plan_parts.hpp"

namespace catalogue {

using namespace planning;

namespace {

// One order of the plan while its promotions are taken off one after the other.
struct Explained {
    const Problem& problem;
    const std::vector<Piece>& pieces;
    std::vector<std::int64_t> amounts;
    PlanOrder out;
};

PlanLine line_of(const Basket& basket, const Problem& problem, const Piece& piece) {
    auto& line = basket.lines[static_cast<std::size_t>(piece.line)];
    auto& choice =
        problem
            .choices[static_cast<std::size_t>(piece.line)][static_cast<std::size_t>(piece.choice)];
    PlanLine out{line.variant, line.title, piece.quantity, {line.price.units * piece.quantity},
                 {},           {}};
    out.pays = {choice.price * piece.quantity};
    if (choice.item >= 0)
        out.shares.push_back({problem.items[static_cast<std::size_t>(choice.item)]->id,
                              {out.list.units - out.pays.units}});
    return out;
}

void add_offer(PlanOrder& order, const Promotion& promotion, std::int64_t off) {
    auto known = std::ranges::find(order.offers, promotion.id, &PlanOffer::promotion);
    if (known != order.offers.end()) known->off.units += off;
    else order.offers.push_back({promotion.id, promotion.name, promotion.kind, {off}});
}

void take(Explained& order, int index) {
    if (index < 0) return;
    auto& promotion = *order.problem.offers[static_cast<std::size_t>(index)];
    auto mask = counted_in(order.problem, order.pieces, index);
    auto off = taken_off(promotion, base_of(order.amounts, mask));
    std::vector<std::int64_t> parts(order.amounts.size());
    take_off(order.amounts, mask, off, &parts);
    for (std::size_t i = 0; i < parts.size(); ++i)
        if (parts[i] > 0) order.out.lines[i].shares.push_back({promotion.id, {parts[i]}});
    add_offer(order.out, promotion, off);
}

void pack_gifts(Explained& order) {
    for (auto index : order.problem.gifts) {
        auto& promotion = *order.problem.offers[static_cast<std::size_t>(index)];
        auto mask = counted_in(order.problem, order.pieces, index);
        if (mask == 0 || base_of(order.amounts, mask) < promotion.threshold.units) continue;
        order.out.gifts.push_back({promotion.id, *promotion.gift, promotion.gifts});
        add_offer(order.out, promotion, 0);
    }
}

void ship(Explained& order, const Deal& deal) {
    order.out.freight = {deal.freight};
    if (deal.freight > 0 || order.problem.freight == 0) return;
    for (auto index : order.problem.free_lines) {
        auto& promotion = *order.problem.offers[static_cast<std::size_t>(index)];
        auto mask = counted_in(order.problem, order.pieces, index);
        if (mask == 0 || base_of(order.amounts, mask) < promotion.threshold.units) continue;
        return add_offer(order.out, promotion, order.problem.freight);
    }
}

PlanOrder explained(const Basket& basket, const Problem& problem, const std::vector<Piece>& pieces,
                    const Deal& deal, Misses& misses) {
    Explained order{problem, pieces, {}, {}};
    for (auto& piece : pieces) {
        auto line = line_of(basket, problem, piece);
        order.amounts.push_back(line.pays.units);
        for (auto& share : line.shares)
            add_offer(order.out,
                      *problem.items[static_cast<std::size_t>(
                          problem
                              .choices[static_cast<std::size_t>(piece.line)]
                                      [static_cast<std::size_t>(piece.choice)]
                              .item)],
                      share.off.units);
        order.out.lines.push_back(std::move(line));
    }
    note_missed(misses, problem, pieces, order.amounts, true);
    for (auto index : problem.reductions)
        if (deal.reductions >> index & 1) take(order, index);
    note_missed(misses, problem, pieces, order.amounts, false);
    take(order, deal.shop);
    take(order, deal.member);
    pack_gifts(order);
    ship(order, deal);
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        order.out.lines[i].pays = {order.amounts[i]};
        order.out.goods.units += order.amounts[i];
    }
    order.out.total = {order.out.goods.units + order.out.freight.units};
    ENSURE(order.out.total.units == deal.total, "an order costs what the search said");
    return std::move(order.out);
}

}  // namespace

Plan best_plan(const Basket& basket, const std::vector<Promotion>& promotions,
               const PlanBound& bound) {
    Plan out{.currency = basket.currency};
    if (basket.lines.empty()) return out;
    auto problem = problem_of(basket, promotions);
    auto found = cheapest(problem, bound.steps);
    Misses misses;
    for (std::size_t i = 0; i < found.orders.size(); ++i)
        out.orders.push_back(explained(basket, problem, found.orders[i], found.deals[i], misses));
    out.missed = missed(problem, misses, 5);
    out.freight = out.list = basket.freight;
    for (auto& line : basket.lines) out.list.units += line.price.units * line.quantity;
    out.total = {found.total};
    out.saved = {std::max<std::int64_t>(0, out.list.units - out.total.units)};
    out.proven = found.proven;
    return out;
}

// In stock beside what the basket takes of it.
static bool one_is_left(const Basket& basket, const BasketLine& more) {
    auto same = std::ranges::find(basket.lines, more.variant, &BasketLine::variant);
    return more.available > (same == basket.lines.end() ? 0 : same->quantity);
}

static Basket with_one_more(Basket basket, const BasketLine& more) {
    auto same = std::ranges::find(basket.lines, more.variant, &BasketLine::variant);
    if (same != basket.lines.end()) ++same->quantity;
    else basket.lines.push_back(more);
    return basket;
}

std::vector<PlanHint> hints(const Basket& basket, const Plan& plan,
                            const std::vector<Promotion>& promotions,
                            const std::vector<BasketLine>& offered) {
    std::vector<PlanHint> out;
    for (auto& one : offered) {
        if (!one_is_left(basket, one)) continue;
        auto with = best_plan(with_one_more(basket, one), promotions, hint_bound);
        auto extra = with.total.units - plan.total.units;
        if (extra < one.price.units) out.push_back({one.variant, one.title, one.price, {extra}});
    }
    // What is had for the least of its price first.
    std::ranges::sort(out, [](auto& a, auto& b) {
        auto gain_a = a.price.units - a.extra.units, gain_b = b.price.units - b.extra.units;
        if (gain_a != gain_b) return gain_a > gain_b;
        return a.extra != b.extra ? a.extra < b.extra : a.variant < b.variant;
    });
    if (out.size() > 3) out.resize(3);
    return out;
}

}  // namespace catalogue
