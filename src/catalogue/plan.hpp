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
    std::int64_t available = INT64_MAX;  // in stock: nobody is told to add what is not there
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
// Of each basket with one more unit: a dozen of them cost what one plan does.
inline constexpr PlanBound hint_bound{500};
inline constexpr int hints_tried = 12;

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
// An offer for goods of the basket whose bar no order reaches, as the plan stands.
struct PlanMissed {
    Id<Promotion> promotion;
    std::string name;
    PromotionKind kind = PromotionKind::shop_coupon;
    Minor lacks;
};
BOOST_DESCRIBE_STRUCT(PlanMissed, (), (promotion, name, kind, lacks))
struct Plan {
    std::string currency;
    std::vector<PlanOrder> orders;
    Minor freight;             // of one order that no free-shipping line covers
    Minor list, total, saved;  // list: all lines at their price and freight for one order
    bool proven = true;
    std::vector<PlanMissed> missed;  // the nearest first, five at most
};
BOOST_DESCRIBE_STRUCT(Plan, (), (currency, orders, freight, list, total, saved, proven, missed))

// The basket has 1 … 60 lines of 1 … 99 units.
Plan best_plan(const Basket&, const std::vector<Promotion>&, const PlanBound& = {});

// One more unit for less than it costs: `extra` is what the best plan costs more with it.
struct PlanHint {
    Id<Variant> variant;
    std::string title;
    Minor price, extra;
};
BOOST_DESCRIBE_STRUCT(PlanHint, (), (variant, title, price, extra))
// The best hints first, three at most. `offered`: what one might add, each with quantity 1; what
// is not in stock beside the basket's own is no hint.
std::vector<PlanHint> hints(const Basket&, const Plan&, const std::vector<Promotion>&,
                            const std::vector<BasketLine>& offered);

enum class Language { chinese, english };
// One sentence that an agent can send as it is.
std::string sentence(const Plan&, Language);
std::string sentence(const PlanHint&, const Plan&, Language);
// "「店铺券」还差 ¥12.00 可用"
std::string sentence(const PlanMissed&, const Plan&, Language);

}  // namespace catalogue
