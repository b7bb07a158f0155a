// Promotions (促销) as data. The engine that finds the best purchase plan reads them and nothing
// else.
//
// What they do, in this order; each takes off what the ones before have left:
//   item_discount    a unit's price. The lowest price of those that go with everything is
//   automatic;
//                    one that names kinds in `not_with` may be left aside: its goods do not count
//                    there
//   full_reduction   满减: the goods it covers together reach a step; of several in an order no two
//                    count the same goods
//   shop_coupon, member_coupon   one of each in an order, each `per_buyer` times in all
//   free_shipping    what is left to pay reaches its threshold
//   gift             the same, and the gift is in the parcel
#pragma once

#include "catalogue/catalogue.hpp"

namespace catalogue {

enum class PromotionKind {
    item_discount,
    full_reduction,
    shop_coupon,
    member_coupon,
    gift,
    free_shipping
};
BOOST_DESCRIBE_ENUM(PromotionKind, item_discount, full_reduction, shop_coupon, member_coupon, gift,
                    free_shipping)
enum class Scope { everything, categories, products, variants };
BOOST_DESCRIBE_ENUM(Scope, everything, categories, products, variants)
// steps: the highest one that is reached (阶梯满减). every: the first one, as often as it fits
// (每满减).
enum class Ladder { steps, every };
BOOST_DESCRIBE_ENUM(Ladder, steps, every)

struct Step {
    Minor over, off;
    bool operator==(const Step&) const = default;
};
BOOST_DESCRIBE_STRUCT(Step, (), (over, off))

struct Promotion {
    static constexpr auto table = "promotions";
    Id<Promotion> id;
    std::string shop;
    std::int64_t number = 0;
    std::string name;
    PromotionKind kind = PromotionKind::item_discount;
    bool enabled = true;
    Time starts_at, ends_at;
    std::int64_t member_level = 0;  // this level and above; 0: everybody
    Scope scope = Scope::everything;
    std::vector<std::string> covers, leaves_out;
    std::string currency;
    std::int64_t rate = 0;  // 1500: fifteen hundredths off (85 折)
    Minor amount;
    std::optional<Minor> price;
    Minor threshold;
    std::optional<Minor> cap;
    Ladder ladder = Ladder::steps;
    std::vector<Step> steps;
    std::int64_t per_buyer = 1;
    std::vector<PromotionKind> not_with;
    std::optional<Id<Variant>> gift;
    std::int64_t gifts = 0;
    Time made_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Promotion, (),
                      (id, shop, number, name, kind, enabled, starts_at, ends_at, member_level,
                       scope, covers, leaves_out, currency, rate, amount, price, threshold, cap,
                       ladder, steps, per_buyer, not_with, gift, gifts, made_at, version))

enum class PromotionState { planned, running, ended, stopped };
BOOST_DESCRIBE_ENUM(PromotionState, planned, running, ended, stopped)

// What a promotion looks at: one choice of the basket.
struct Goods {
    std::string variant, product, category;
};

// As people write one; the same for a new one and for a changed one.
struct WritePromotion {
    std::string name;
    PromotionKind kind = PromotionKind::item_discount;
    bool enabled = true;
    Time starts_at, ends_at;
    std::int64_t member_level = 0;
    Scope scope = Scope::everything;
    std::vector<std::string> covers, leaves_out;
    std::optional<std::string> currency;  // none: the shop's
    std::optional<std::int64_t> rate;
    std::optional<Minor> amount, price, threshold, cap;
    std::optional<Ladder> ladder;
    std::vector<Step> steps;
    std::optional<std::int64_t> per_buyer;
    std::vector<PromotionKind> not_with;
    std::optional<Id<Variant>> gift;
    std::optional<std::int64_t> gifts;
};
BOOST_DESCRIBE_STRUCT(WritePromotion, (),
                      (name, kind, enabled, starts_at, ends_at, member_level, scope, covers,
                       leaves_out, currency, rate, amount, price, threshold, cap, ladder, steps,
                       per_buyer, not_with, gift, gifts))

// --- rules (promotion.cpp) ---

PromotionState state_of(const Promotion&, Time now);
bool covers(const Promotion&, const Goods&);
bool refuses(const Promotion&, PromotionKind);
// The price of one unit under an item discount; never below zero, never above `price`.
std::int64_t discounted(const Promotion&, std::int64_t price);
// What a reduction or a coupon takes off goods worth `base`; nothing below its threshold.
std::int64_t taken_off(const Promotion&, std::int64_t base);
// Errors: invalid with the field: `ends_before_start`, `negative_price`, `out_of_range`,
// `required`, `steps_not_rising`, `gives_away` (takes off as much as it asks for).
Result<Promotion> checked(Promotion);
// Both run at some time, for the same people, and say another thing about the same goods.
bool overlaps(const Promotion&, const Promotion&);

// Of the shop, running now, for buyers of this level.
std::vector<Promotion> running_promotions(Work&, std::string_view shop, std::int64_t member_level);
// Errors: those of `checked`, and `other_currency`, `overlaps` (detail names the other one),
// not_found.
Result<Promotion> add_promotion(Work&, std::string_view shop, const WritePromotion&);
Goods goods_of(const Product&, const Variant&);
void promotion_routes(Router&);
void plan_routes(Router&);

}  // namespace catalogue
