// What nobody may say in a promotion, and when two of them are one too many.
#include <gtest/gtest.h>

#include "catalogue/promotions.hpp"

using namespace catalogue;

static Promotion coupon() {
    return {.name = "券",
            .kind = PromotionKind::shop_coupon,
            .starts_at = {10},
            .ends_at = {20},
            .currency = "CNY",
            .amount = {500},
            .threshold = {5000}};
}
static Promotion reduction() {
    auto out = coupon();
    out.kind = PromotionKind::full_reduction;
    out.amount = {};
    out.steps = {{{10000}, {1000}}, {{20000}, {3000}}};
    return out;
}
static std::string reason(Promotion of) {
    auto out = checked(std::move(of));
    return out ? "fine" : out.error().reason + " " + out.error().field;
}

TEST(Promotion, is_refused_with_a_reason_at_the_field) {
    EXPECT_EQ(reason(coupon()), "fine");
    EXPECT_EQ(reason(reduction()), "fine");
    auto of = coupon();
    of.ends_at = {10};
    EXPECT_EQ(reason(of), "ends_before_start ends_at");
    of = coupon(), of.amount = {-1};
    EXPECT_EQ(reason(of), "negative_price amount");
    of = coupon(), of.amount = {5000};
    EXPECT_EQ(reason(of), "gives_away amount");
    of = coupon(), of.rate = 1000;
    EXPECT_EQ(reason(of), "one_of_these_only amount");
    of = coupon(), of.rate = 10'000;
    EXPECT_EQ(reason(of), "out_of_range rate");
    of = coupon(), of.price = Minor{1}, of.amount = {};
    EXPECT_EQ(reason(of), "not_for_this_kind price");
    of = coupon(), of.scope = Scope::products;
    EXPECT_EQ(reason(of), "required covers");
    of = coupon(), of.currency = "元";
    EXPECT_EQ(reason(of), "bad_currency currency");
    of = reduction(), of.steps[1].over = {10000};
    EXPECT_EQ(reason(of), "steps_not_rising steps");
    of = reduction(), of.steps[0].off = {10000};
    EXPECT_EQ(reason(of), "gives_away steps");
    of = reduction(), of.ladder = Ladder::every;
    EXPECT_EQ(reason(of), "one_step_only steps");
    of = coupon(), of.kind = PromotionKind::gift;
    EXPECT_EQ(reason(of), "required gift");
}

TEST(Promotion, runs_from_its_first_moment_until_before_its_last) {
    auto of = coupon();
    EXPECT_EQ(state_of(of, {9}), PromotionState::planned);
    EXPECT_EQ(state_of(of, {10}), PromotionState::running);
    EXPECT_EQ(state_of(of, {20}), PromotionState::ended);
    of.enabled = false;
    EXPECT_EQ(state_of(of, {15}), PromotionState::stopped);
}

TEST(Promotion, overlaps_when_both_say_another_thing_about_the_same_goods_at_the_same_time) {
    auto a = reduction(), b = reduction();
    a.id = {"a"}, b.id = {"b"};
    EXPECT_TRUE(overlaps(a, b));
    b.starts_at = {20}, b.ends_at = {30};
    EXPECT_FALSE(overlaps(a, b));
    b = reduction(), b.id = {"b"}, b.scope = Scope::products, b.covers = {"p"};
    EXPECT_FALSE(overlaps(a, b));  // the special one stands beside the general one
    a.scope = Scope::products, a.covers = {"p", "q"};
    EXPECT_TRUE(overlaps(a, b));
    b.member_level = 2;
    EXPECT_FALSE(overlaps(a, b));
    EXPECT_FALSE(overlaps(coupon(), coupon()));  // a buyer may hold several coupons
}

TEST(Promotion, takes_off_what_it_says_and_never_more_than_there_is) {
    EXPECT_EQ(taken_off(coupon(), 4999), 0);
    EXPECT_EQ(taken_off(coupon(), 5000), 500);
    auto of = coupon();
    of.amount = {}, of.rate = 1500, of.threshold = {}, of.cap = Minor{900};
    EXPECT_EQ(taken_off(of, 333), 49);  // 49.95 is rounded down
    EXPECT_EQ(taken_off(of, 100'000), 900);
    EXPECT_EQ(taken_off(reduction(), 19'999), 1000);
    EXPECT_EQ(taken_off(reduction(), 20'000), 3000);
    auto every = reduction();
    every.ladder = Ladder::every, every.steps.pop_back(), every.cap = Minor{2500};
    EXPECT_EQ(taken_off(every, 29'999), 2000);
    EXPECT_EQ(taken_off(every, 90'000), 2500);
}

TEST(Promotion, makes_a_price_by_share_by_amount_or_by_name) {
    Promotion of{.kind = PromotionKind::item_discount, .rate = 1500};
    EXPECT_EQ(discounted(of, 999), 849);  // 849.15
    EXPECT_EQ(discounted(of, 10), 9);     // 8.5: halves up
    of.rate = 0, of.amount = {300};
    EXPECT_EQ(discounted(of, 200), 0);
    of.amount = {}, of.price = Minor{500};
    EXPECT_EQ(discounted(of, 400), 400);  // a dearer price is no discount
    EXPECT_EQ(discounted(of, 600), 500);
}
