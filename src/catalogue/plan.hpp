// The best purchase plan (最优购买方案): the cheapest legal way to buy a basket.
//
//     basket ─► units ─► orders (1 … orders_max) ─► prices, reductions, coupons, freight ─► total
//
// Pure: no clock, no database. Of several plans with the same total the one with fewer orders wins,
// then the one found first; the same question has the same answer.
//
// Exact while the search ends within its bound: `proven` says whether it did. When the bound was
// reached, the plan is legal and its figures are right, but a cheaper one may exist.
#pragma once

#include "catalogue/promotions.hpp"

namespace catalogue {

struct BasketLine {
    Id<Variant> variant;
    Goods goods;
    std::string title;
    std::int64_t quantity = 1;
    Minor price;
};
struct Basket {
    std::vector<BasketLine> lines;
    std::string currency;
    Minor freight;  // of one order that no free-shipping line covers
    int orders_max = 3;
};
// Steps of the search, of about a microsecond each: placing a unit takes a few, pricing an order
// more.
struct PlanBound {
    std::int64_t steps = 6'000;
};

struct PlanShare {
    Id<Promotion> promotion;
    Minor off;
};
BOOST_DESCRIBE_STRUCT(PlanShare, (), (promotion, off))
struct PlanLine {
    Id<Variant> variant;
    std::string title;
    std::int64_t quantity = 0;
    Minor list;                     // quantity × price
    std::vector<PlanShare> shares;  // what each promotion takes off this line
    Minor pays;                     // list less its shares
};
BOOST_DESCRIBE_STRUCT(PlanLine, (), (variant, title, quantity, list, shares, pays))
struct PlanOffer {
    Id<Promotion> promotion;
    std::string name;
    PromotionKind kind = PromotionKind::item_discount;
    Minor off;
};
BOOST_DESCRIBE_STRUCT(PlanOffer, (), (promotion, name, kind, off))
struct PlanGift {
    Id<Promotion> promotion;
    Id<Variant> variant;
    std::int64_t quantity = 0;
};
BOOST_DESCRIBE_STRUCT(PlanGift, (), (promotion, variant, quantity))
struct PlanOrder {
    std::vector<PlanLine> lines;
    std::vector<PlanOffer> offers;
    std::vector<PlanGift> gifts;
    Minor goods, freight, total;  // goods: what its lines pay
};
BOOST_DESCRIBE_STRUCT(PlanOrder, (), (lines, offers, gifts, goods, freight, total))
struct Plan {
    std::string currency;
    std::vector<PlanOrder> orders;
    Minor list, total, saved;  // list: all lines at their price and freight for one order
    bool proven = true;
};
BOOST_DESCRIBE_STRUCT(Plan, (), (currency, orders, list, total, saved, proven))

// The basket has 1 … 60 lines of 1 … 99 units.
Plan best_plan(const Basket&, const std::vector<Promotion>&, const PlanBound& = {});

// One more unit for less than it costs: `extra` is what the best plan costs more with it.
struct PlanHint {
    Id<Variant> variant;
    std::string title;
    Minor price, extra;
};
BOOST_DESCRIBE_STRUCT(PlanHint, (), (variant, title, price, extra))
// The best hints first, three at most. `offered`: what one might add, each with quantity 1.
std::vector<PlanHint> hints(const Basket&, const Plan&, const std::vector<Promotion>&,
                            const std::vector<BasketLine>& offered);

enum class Language { chinese, english };
// One sentence that an agent can send as it is.
std::string sentence(const Plan&, Language);
std::string sentence(const PlanHint&, const Plan&, Language);

}  // namespace catalogue
