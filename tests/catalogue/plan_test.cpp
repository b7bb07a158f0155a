// The best purchase plan: its rules one by one, and against every other plan.
#include "catalogue/plan.hpp"

#include <gtest/gtest.h>

#include "every_plan.hpp"

using namespace catalogue;

static BasketLine line(const std::string& name, std::int64_t price, std::int64_t quantity = 1,
                       const std::string& category = "茶具") {
    return {{name}, {name, "product-" + name, category}, name, quantity, {price}};
}
static Basket basket(std::vector<BasketLine> lines, std::int64_t freight = 0, int orders_max = 3) {
    return {std::move(lines), "CNY", {freight}, orders_max};
}
static Promotion reduction(const std::string& name, std::vector<Step> steps,
                           Ladder ladder = Ladder::steps) {
    return {.id = {name},
            .name = name,
            .kind = PromotionKind::full_reduction,
            .ladder = ladder,
            .steps = std::move(steps)};
}
static Promotion coupon(const std::string& name, std::int64_t threshold, std::int64_t off,
                        PromotionKind kind = PromotionKind::shop_coupon) {
    return {.id = {name}, .name = name, .kind = kind, .amount = {off}, .threshold = {threshold}};
}

TEST(Plan, shares_of_a_coupon_and_points_are_those_of_the_domain_sheet) {
    // Source: the domain sheet, 2.7.2: 231.00 − 40.00 − 5.00, freight 8.00.
    auto plan =
        best_plan(basket({line("A", 9900), line("B", 4950, 2), line("C", 3300)}, 800, 1),
                  {coupon("券", 0, 4000), coupon("积分", 0, 500, PromotionKind::member_coupon)});
    ASSERT_EQ(plan.orders.size(), 1u);
    auto& lines = plan.orders[0].lines;
    EXPECT_EQ(lines[0].shares[0].off.units, 1714);
    EXPECT_EQ(lines[1].shares[0].off.units, 1714);
    EXPECT_EQ(lines[2].shares[0].off.units, 572);
    EXPECT_EQ(lines[0].pays.units, 7972);
    EXPECT_EQ(lines[1].pays.units, 7972);
    EXPECT_EQ(lines[2].pays.units, 2656);
    EXPECT_EQ(plan.total.units, 19400);
    EXPECT_TRUE(plan.proven);
}

TEST(Plan, a_reduction_falls_on_its_lines_in_proportion) {
    // Source: the same, 2.7.3: 30 off 200 on 120 + 100; the line of 100 pays 86.36.
    auto plan = best_plan(basket({line("A", 12000), line("B", 10000)}, 0, 1),
                          {reduction("满200减30", {{{20000}, {3000}}})});
    EXPECT_EQ(plan.orders[0].lines[1].pays.units, 8636);
    EXPECT_EQ(plan.total.units, 19000);
}

TEST(Plan, a_ladder_takes_the_highest_step_and_every_full_amount_counts_again) {
    auto goods = basket({line("A", 25000, 2)}, 0, 1);
    EXPECT_EQ(
        best_plan(goods, {reduction("阶梯", {{{20000}, {2000}}, {{40000}, {5000}}})}).saved.units,
        5000);
    EXPECT_EQ(best_plan(goods, {reduction("每满", {{{20000}, {2000}}}, Ladder::every)}).saved.units,
              4000);
}

TEST(Plan, two_orders_use_a_step_twice_unless_freight_eats_it) {
    auto step = reduction("满100减30", {{{10000}, {3000}}});
    auto two = best_plan(basket({line("A", 10000), line("B", 10000)}), {step});
    EXPECT_EQ(two.orders.size(), 2u);
    EXPECT_EQ(two.total.units, 14000);
    auto one = best_plan(basket({line("A", 10000), line("B", 10000)}, 3500), {step});
    EXPECT_EQ(one.orders.size(), 1u);
    EXPECT_EQ(one.total.units, 20500);
}

TEST(Plan, pieces_of_one_line_may_go_to_several_orders) {
    auto plan =
        best_plan(basket({line("A", 10000, 2)}), {reduction("满100减30", {{{10000}, {3000}}})});
    EXPECT_EQ(plan.orders.size(), 2u);
    EXPECT_EQ(plan.total.units, 14000);
}

TEST(Plan, a_coupon_is_used_as_often_as_the_buyer_has_it) {
    auto goods = basket({line("A", 10000), line("B", 10000)});
    auto once = coupon("满50减20", 5000, 2000);
    EXPECT_EQ(best_plan(goods, {once}).total.units, 18000);
    once.per_buyer = 2;
    EXPECT_EQ(best_plan(goods, {once}).total.units, 16000);
}

TEST(Plan, a_coupon_below_its_threshold_takes_nothing_off) {
    EXPECT_EQ(best_plan(basket({line("A", 4999)}), {coupon("满50减20", 5000, 2000)}).saved.units,
              0);
    // The threshold looks at what reductions have left.
    auto plan = best_plan(basket({line("A", 5000)}), {coupon("满50减20", 5000, 2000),
                                                      reduction("满50减1", {{{5000}, {100}}})});
    EXPECT_EQ(plan.total.units, 3000);
    EXPECT_EQ(plan.orders[0].offers.size(), 1u);
}

TEST(Plan, what_refuses_another_kind_is_weighed_against_it) {
    auto alone = reduction("大促", {{{10000}, {1500}}});
    alone.not_with = {PromotionKind::shop_coupon};
    auto goods = basket({line("A", 10000)});
    EXPECT_EQ(best_plan(goods, {alone, coupon("小券", 0, 1000)}).saved.units, 1500);
    EXPECT_EQ(best_plan(goods, {alone, coupon("大券", 0, 1800)}).saved.units, 1800);
    alone.not_with.clear();
    EXPECT_EQ(best_plan(goods, {alone, coupon("小券", 0, 1000)}).saved.units, 2500);
}

TEST(Plan, a_flash_price_that_goes_with_nothing_is_taken_only_where_it_wins) {
    Promotion flash{
        .id = {"秒杀"}, .name = "秒杀", .kind = PromotionKind::item_discount, .price = Minor{8500}};
    flash.not_with = {PromotionKind::full_reduction, PromotionKind::shop_coupon};
    auto big = reduction("满100减30", {{{10000}, {3000}}});
    EXPECT_EQ(best_plan(basket({line("A", 10000)}), {flash, big}).total.units, 7000);
    big.steps = {{{10000}, {1000}}};
    EXPECT_EQ(best_plan(basket({line("A", 10000)}), {flash, big}).total.units, 8500);
}

TEST(Plan, goods_that_a_promotion_leaves_out_do_not_count) {
    auto tea = reduction("茶具满减", {{{10000}, {3000}}});
    tea.scope = Scope::categories;
    tea.covers = {"茶具"};
    EXPECT_EQ(best_plan(basket({line("A", 6000), line("B", 6000, 1, "花器")}), {tea}).saved.units,
              0);
    EXPECT_EQ(best_plan(basket({line("A", 6000), line("B", 6000)}), {tea}).saved.units, 3000);
    tea.leaves_out = {"product-B"};
    EXPECT_EQ(best_plan(basket({line("A", 6000), line("B", 6000)}), {tea}).saved.units, 0);
}

TEST(Plan, freight_and_gifts_follow_what_is_left_to_pay) {
    Promotion free{.id = {"包邮"},
                   .name = "满88包邮",
                   .kind = PromotionKind::free_shipping,
                   .threshold = {8800}};
    Promotion gift{.id = {"赠"},
                   .name = "满88赠杯垫",
                   .kind = PromotionKind::gift,
                   .threshold = {8800},
                   .gift = Id<Variant>{"杯垫"},
                   .gifts = 2};
    auto plan = best_plan(basket({line("A", 8800)}, 1000), {free, gift});
    EXPECT_EQ(plan.total.units, 8800);
    ASSERT_EQ(plan.orders[0].gifts.size(), 1u);
    EXPECT_EQ(plan.orders[0].gifts[0].quantity, 2);
    EXPECT_EQ(best_plan(basket({line("A", 8700)}, 1000), {free, gift}).total.units, 9700);
    // A coupon of 2.00 that costs free shipping of 10.00 is left aside.
    EXPECT_EQ(best_plan(basket({line("A", 8900)}, 1000), {free, coupon("减2", 0, 200)}).total.units,
              8900);
}

TEST(Plan, one_more_piece_may_cost_less_than_it_says) {
    auto goods = basket({line("A", 18000)});
    std::vector<Promotion> promotions{reduction("满200减40", {{{20000}, {4000}}})};
    auto plan = best_plan(goods, promotions);
    auto found = hints(goods, plan, promotions,
                       {line("杯垫", 2500), line("茶盘", 30000), line("贴纸", 100)});
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].extra.units, -1500);
    EXPECT_EQ(sentence(found[0], plan, Language::chinese),
              "再加一件「杯垫」（¥25.00），总价反而少付 ¥15.00。");
    EXPECT_EQ(sentence(found[1], plan, Language::english),
              "Add one “茶盘” (¥300.00) for only ¥260.00 more.");
}

TEST(Plan, never_names_what_is_sold_out_as_a_hint) {
    auto here = line("A", 18000, 2);
    here.available = 2;
    auto gone = line("杯垫", 2500);
    gone.available = 0;
    auto goods = basket({here});
    std::vector<Promotion> promotions{reduction("满370减40", {{{37000}, {4000}}})};
    auto plan = best_plan(goods, promotions);
    auto one_more = here;
    one_more.quantity = 1;
    EXPECT_TRUE(hints(goods, plan, promotions, {gone, one_more}).empty());
    gone.available = 1, one_more.available = 3;
    EXPECT_EQ(hints(goods, plan, promotions, {gone, one_more}).size(), 2u);
}

TEST(Plan, names_what_the_basket_does_not_reach_and_how_much_is_missing) {
    auto far = coupon("满300减50", 30000, 5000), near = coupon("满120减10", 12000, 1000),
         had = coupon("满50减5", 5000, 500);
    auto plan = best_plan(basket({line("A", 10000)}),
                          {far, near, had, reduction("满99减20", {{{9900}, {2000}}})});
    EXPECT_EQ(plan.total.units, 7500);
    ASSERT_EQ(plan.missed.size(), 2u);
    EXPECT_EQ(plan.missed[0].lacks.units, 4000) << "of what the reduction left";
    EXPECT_EQ(sentence(plan.missed[0], plan, Language::chinese), "「满120减10」还差 ¥40.00 可用。");
    EXPECT_EQ(sentence(plan.missed[1], plan, Language::english), "“满300减50” needs ¥220.00 more.");
    // Within reach, and left aside for a better one.
    EXPECT_TRUE(
        best_plan(basket({line("A", 10000)}), {had, coupon("满60减6", 6000, 600)}).missed.empty());
}

TEST(Plan, says_itself_in_a_sentence) {
    std::vector<Promotion> promotions{reduction("满100减30", {{{10000}, {3000}}})};
    auto plan = best_plan(basket({line("青釉杯", 10000, 1)}, 800), promotions);
    EXPECT_EQ(sentence(plan, Language::chinese),
              "这样买最划算：一单下齐，用「满100减30」减 ¥30.00，付 ¥78.00（含运费 "
              "¥8.00），比原价省 ¥30.00。");
    EXPECT_EQ(sentence(plan, Language::english),
              "The best way to buy this: everything in one order, pay ¥78.00 including ¥8.00 "
              "shipping with “满100减30” (−¥30.00); that is ¥30.00 less than the list price.");
    auto two = best_plan(basket({line("青釉杯", 10000, 2)}), promotions);
    EXPECT_EQ(sentence(two, Language::chinese),
              "这样买最划算：分 2 单下——第 1 单 青釉杯，用「满100减30」减 ¥30.00，付 ¥70.00；第 2 "
              "单 青釉杯，用「满100减30」减 ¥30.00，付 ¥70.00；合计 ¥140.00，比原价省 ¥60.00。");
    two.proven = false;
    EXPECT_TRUE(sentence(two, Language::chinese).starts_with("这样买比较划算"));
}

TEST(Plan, says_when_its_bound_was_reached) {
    std::vector<BasketLine> lines;
    every_plan::Dice dice(5);
    for (int i = 0; i < 14; ++i)
        lines.push_back(line("L" + std::to_string(i), 1000 + every_plan::below(dice, 9000)));
    std::vector<Promotion> promotions{
        reduction("阶梯", {{{15000}, {1900}}, {{31000}, {4300}}, {{47000}, {7100}}}),
        coupon("券", 9900, 1300)};
    auto hasty = best_plan(basket(lines), promotions, {30});
    EXPECT_FALSE(hasty.proven);
    EXPECT_LE(best_plan(basket(lines), promotions, {200'000}).total, hasty.total);
}

// What any plan must be, cheap or not.
static void expect_whole(const Basket& goods, const Plan& plan) {
    std::map<std::string, std::int64_t> wanted, bought;
    for (auto& one : goods.lines) wanted[one.variant.text] += one.quantity;
    std::int64_t total = 0;
    for (auto& order : plan.orders) {
        std::int64_t pays = 0, off = 0;
        for (auto& one : order.lines) {
            bought[one.variant.text] += one.quantity;
            pays += one.pays.units;
            auto rest = one.list.units;
            for (auto& share : one.shares) rest -= share.off.units, off += share.off.units;
            EXPECT_EQ(rest, one.pays.units);
            EXPECT_GE(one.pays.units, 0);
        }
        for (auto& offer : order.offers)
            if (offer.kind != PromotionKind::free_shipping) off -= offer.off.units;
        EXPECT_EQ(off, 0);
        EXPECT_EQ(pays + order.freight.units, order.total.units);
        total += order.total.units;
    }
    EXPECT_EQ(total, plan.total.units);
    EXPECT_EQ(wanted, bought);
}

TEST(Plan, no_other_plan_is_cheaper_in_twenty_thousand_random_baskets) {
    every_plan::Dice dice(20'26);
    int proven = 0;
    for (int i = 0; i < 20'000; ++i) {
        every_plan::Size size{3, 3, 5, i % 2 == 0 ? 2 : 3};
        auto goods = every_plan::random_basket(dice, size);
        auto promotions = every_plan::random_promotions(dice, size);
        auto plan = best_plan(goods, promotions);
        proven += plan.proven;
        expect_whole(goods, plan);
        auto least = every_plan::Search(goods, promotions).cheapest();
        ASSERT_EQ(plan.total.units, least) << "basket " << i;
    }
    EXPECT_EQ(proven, 20'000);
}
