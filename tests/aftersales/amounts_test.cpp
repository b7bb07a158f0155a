#include "aftersales/amounts.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

using namespace aftersales;

static Minor cny(double yuan_amount) {
    return {static_cast<std::int64_t>(yuan_amount * 100 + 0.5)};
}

static Purchase tea_set() {
    return {{{"A", "茶壶", 1, cny(99)}, {"B", "茶杯", 2, cny(49.5)}, {"C", "茶漏", 1, cny(33)}},
            {{"店铺优惠券", DiscountKind::coupon, cny(40), {}, 0},
             {"积分", DiscountKind::points, cny(5), {}, 500}},
            cny(8),
            {},
            {},
            {}};
}

static Purchase threshold_order() {
    return {{{"A", "上衣", 1, cny(120)}, {"B", "裤子", 1, cny(100)}},
            {{"满200减30", DiscountKind::threshold, cny(30), cny(200), 0}},
            {},
            {},
            {},
            {}};
}

static RefundSum sum_of(const Purchase& purchase, std::vector<Returned> units, RefundAsk ask = {},
                        Ledger ledger = {}) {
    ask.units = std::move(units);
    auto sum = summed(purchase, ledger, ask);
    EXPECT_TRUE(sum) << sum.error().reason;
    return sum.value_or(RefundSum{});
}

// --- the worked examples
// -------------------------------------------------------------------------------

TEST(Amounts, apportion_a_coupon_and_points_by_listed_value) {
    auto lines = paid_lines(tea_set());
    EXPECT_EQ(lines[0].shares, (std::vector<Minor>{cny(17.14), cny(2.14)}));
    EXPECT_EQ(lines[1].shares, (std::vector<Minor>{cny(17.14), cny(2.14)}));
    EXPECT_EQ(lines[2].shares, (std::vector<Minor>{cny(5.72), cny(0.72)}));
    EXPECT_EQ(lines[0].paid, cny(79.72));
    EXPECT_EQ(lines[1].paid, cny(79.72));
    EXPECT_EQ(lines[2].paid, cny(26.56));
    EXPECT_EQ(paid_in_all(tea_set()), cny(194));
}

TEST(Amounts, refund_one_of_two_cups_and_the_whole_order_before_dispatch) {
    EXPECT_EQ(sum_of(tea_set(), {{"B", 1}}).total, cny(39.86));
    RefundAsk unshipped;
    unshipped.shipped = false;
    auto all = sum_of(tea_set(), {{"A", 1}, {"B", 2}, {"C", 1}}, unshipped);
    EXPECT_EQ(all.goods, cny(186));
    EXPECT_EQ(all.freight, cny(8));
    EXPECT_EQ(all.total, cny(194));
    EXPECT_EQ(all.points_back, 500);
    EXPECT_EQ(all.coupons_back, std::vector<std::string>{"店铺优惠券"});
}

TEST(Amounts, refund_part_of_a_threshold_promotion_in_both_designs) {
    EXPECT_EQ(sum_of(threshold_order(), {{"B", 1}}).total, cny(86.36));
    RefundAsk again;
    again.design = Design::re_price;
    auto sum = sum_of(threshold_order(), {{"B", 1}}, again);
    EXPECT_EQ(sum.total, cny(70));
    auto rest = sum_of(threshold_order(), {{"A", 1}}, again, entered({}, sum));
    EXPECT_EQ(rest.total, cny(120));
}

TEST(Amounts, refund_each_tender_in_its_proportion_and_round_in_cash) {
    auto purchase = tea_set();
    purchase.tenders = {{"微信支付", RefundTender::cash, cny(94), {}},
                        {"礼品卡", RefundTender::gift_card, cny(100), {}}};
    auto sum = sum_of(purchase, {{"B", 1}});
    // 39.86 × 100/194 = 20.546 → 20.54, cash takes the rest.
    EXPECT_EQ(sum.by_tender[1].amount, cny(20.54));
    EXPECT_EQ(sum.by_tender[0].amount, cny(19.32));
}

TEST(Amounts, refund_freight_when_nothing_was_sent_or_the_seller_is_liable_with_the_last_line) {
    RefundAsk liable;
    liable.seller_liable = true;
    EXPECT_EQ(sum_of(tea_set(), {{"A", 1}}, liable).freight, Minor{});
    auto ledger = entered({}, sum_of(tea_set(), {{"A", 1}}, liable));
    ledger = entered(ledger, sum_of(tea_set(), {{"B", 2}}, liable, ledger));
    EXPECT_EQ(sum_of(tea_set(), {{"C", 1}}, liable, ledger).total, cny(26.56 + 8));
    EXPECT_EQ(sum_of(tea_set(), {{"A", 1}, {"B", 2}, {"C", 1}}).total, cny(186))
        << "no reason after shipping: no freight";
}

TEST(Amounts, take_the_freight_off_when_a_partial_return_breaks_free_shipping) {
    Purchase purchase = threshold_order();
    purchase.discounts.clear();
    purchase.free_shipping_from = cny(199);
    purchase.freight_saved = cny(12);
    auto first = sum_of(purchase, {{"B", 1}});
    EXPECT_EQ(first.total, cny(88));
    auto second = sum_of(purchase, {{"A", 1}}, {}, entered({}, first));
    EXPECT_EQ(second.total, cny(132))
        << "all is back: what was taken off for a part is due no more";
    RefundAsk liable;
    liable.seller_liable = true;
    EXPECT_EQ(sum_of(purchase, {{"B", 1}}, liable).total, cny(100));
}

TEST(Amounts, take_a_kept_gift_off_when_its_main_item_is_back) {
    RefundAsk ask;
    ask.gifts = {{"A", "杯垫", cny(9.9), false}};
    EXPECT_EQ(sum_of(tea_set(), {{"A", 1}}, ask).total, cny(79.72 - 9.9));
    EXPECT_EQ(sum_of(tea_set(), {{"C", 1}}, ask).total, cny(26.56)) << "its main item stays";
    ask.gifts[0].returned = true;
    EXPECT_EQ(sum_of(tea_set(), {{"A", 1}}, ask).total, cny(79.72));
}

TEST(Amounts, know_the_deposit_rule) {
    EXPECT_EQ(deposit_due(cny(50), cny(500), Defaulting::buyer).back, Minor{});
    auto seller = deposit_due(cny(50), cny(500), Defaulting::seller);
    EXPECT_EQ(seller.back, cny(50));
    EXPECT_EQ(seller.on_top, cny(50));
    // Above a fifth of the price it is no deposit (Civil Code 586).
    EXPECT_EQ(deposit_due(cny(150), cny(500), Defaulting::buyer).back, cny(50));
    EXPECT_EQ(deposit_due(cny(150), cny(500), Defaulting::seller).on_top, cny(100));
}

TEST(Amounts, protect_a_price_once_in_its_window_under_the_same_conditions) {
    PriceDrop drop{cny(99), cny(79), 2, Time{0}, Time{1}, 7, true, false};
    EXPECT_EQ(*protected_difference(drop), cny(40));
    drop.asked_at = Time{0} + std::chrono::days{7};
    EXPECT_TRUE(protected_difference(drop));
    drop.asked_at = drop.asked_at + Span{1};
    EXPECT_EQ(protected_difference(drop).error().reason, "window_over");
    drop.asked_at = Time{1};
    drop.same_conditions = false;
    EXPECT_EQ(protected_difference(drop).error().reason, "other_conditions");
    drop.same_conditions = true, drop.refunded_for_this_drop = true;
    EXPECT_EQ(protected_difference(drop).error().reason, "refunded_already");
    drop.refunded_for_this_drop = false, drop.current_unit = cny(99);
    EXPECT_EQ(protected_difference(drop).error().reason, "no_drop");
}

TEST(Amounts, give_a_subsidy_back_to_the_platform_and_not_to_the_buyer) {
    Purchase purchase = threshold_order();
    purchase.discounts = {{"平台补贴", DiscountKind::subsidy, cny(22), {}, 0}};
    auto sum = sum_of(purchase, {{"B", 1}});
    EXPECT_EQ(sum.total, cny(90));
    EXPECT_EQ(sum.platform_gets_back, cny(10));
}

TEST(Amounts, keep_partial_refunds_of_a_kept_line_apart) {
    auto half = discounted(tea_set(), {}, "B", cny(20));
    ASSERT_TRUE(half);
    auto ledger = entered({}, *half);
    EXPECT_EQ(sum_of(tea_set(), {{"A", 1}}, {}, ledger).total, cny(79.72));
    EXPECT_EQ(sum_of(tea_set(), {{"B", 2}}, {}, ledger).total, cny(59.72));
    EXPECT_EQ(discounted(tea_set(), ledger, "B", cny(59.73)).error().reason, "above_the_rest");
    EXPECT_EQ(discounted(tea_set(), ledger, "B", cny(0)).error().reason, "not_positive");
    EXPECT_EQ(discounted(tea_set(), ledger, "X", cny(1)).error().reason, "unknown_line");
}

TEST(Amounts, refuse_what_was_not_bought_or_is_back_already) {
    RefundAsk ask;
    ask.units = {{"X", 1}};
    EXPECT_EQ(summed(tea_set(), {}, ask).error().reason, "unknown_line");
    ask.units = {{"B", 3}};
    EXPECT_EQ(summed(tea_set(), {}, ask).error().reason, "too_many_units");
    ask.units = {{"B", 1}, {"B", 2}};
    EXPECT_EQ(summed(tea_set(), {}, ask).error().reason, "too_many_units");
    ask.units = {{"B", -1}};
    EXPECT_EQ(summed(tea_set(), {}, ask).error().reason, "too_many_units");
    Ledger ledger;
    ledger.total = cny(194);
    ask.units = {{"A", 1}};
    EXPECT_EQ(summed(tea_set(), ledger, ask).error().reason, "nothing_to_refund");
}

TEST(Amounts, are_shown_line_by_line_in_words) {
    auto sum = sum_of(tea_set(), {{"B", 1}});
    ASSERT_EQ(sum.lines.size(), 2u);
    EXPECT_EQ(
        sum.lines[0].zh,
        "「茶杯」 × 1：标价 99.00 − 店铺优惠券分摊 17.14 − 积分分摊 2.14 = 实付 79.72（共 2 件）");
    EXPECT_EQ(sum.lines[0].amount, cny(39.86));
    EXPECT_EQ(sum.lines[1].key, "total");
    EXPECT_FALSE(sum.lines[0].en.empty());
}

// --- properties
// ------------------------------------------------------------------------------------------

struct Dice {
    std::mt19937_64 source;
    std::int64_t operator()(std::int64_t from, std::int64_t to) {
        return std::uniform_int_distribution<std::int64_t>(from, to)(source);
    }
};

static Purchase random_purchase(Dice& dice) {
    Purchase out;
    std::int64_t listed = 0;
    for (std::int64_t i = dice(1, 5); i > 0; --i) {
        out.lines.push_back(
            {std::string(1, static_cast<char>('a' + i)), "商品", dice(1, 4), {dice(1, 30'000)}});
        listed += out.lines.back().quantity * out.lines.back().unit.units;
    }
    for (std::int64_t i = dice(0, 3); i > 0; --i)
        out.discounts.push_back({"优惠",
                                 static_cast<DiscountKind>(dice(0, 3)),
                                 {dice(0, listed / 4)},
                                 {dice(0, 1) * dice(0, listed)},
                                 dice(0, 1000)});
    out.freight = {dice(0, 1) * dice(0, 2000)};
    if (dice(0, 1)) out.free_shipping_from = {dice(1, listed)}, out.freight_saved = {dice(0, 2000)};
    auto paid = paid_in_all(out).units;
    auto card = dice(0, paid), balance = dice(0, paid - card);
    if (dice(0, 1))
        out.tenders = {{"现金", RefundTender::cash, {paid - card - balance}, {}},
                       {"卡", RefundTender::gift_card, {card}, {}},
                       {"余额", RefundTender::balance, {balance}, {}}};
    return out;
}

static std::vector<Returned> single_units(const Purchase& purchase) {
    std::vector<Returned> out;
    for (auto& line : purchase.lines)
        for (std::int64_t i = 0; i < line.quantity; ++i) out.push_back({line.id, 1});
    return out;
}

static void expect_parts_add_up(const RefundSum& sum) {
    std::int64_t lines = 0, tenders = 0, words = 0;
    for (auto& row : sum.by_line) {
        lines += row.amount.units;
        EXPECT_GE(row.amount.units, 0);
    }
    for (auto& row : sum.by_tender) {
        tenders += row.amount.units;
        EXPECT_GE(row.amount.units, 0);
    }
    for (auto& row : sum.lines)
        if (row.key != "total") words += row.amount.units;
    EXPECT_EQ(lines, sum.goods.units);
    EXPECT_EQ(tenders, sum.total.units);
    EXPECT_GE(sum.total.units, 0);
    if (sum.goods.units + sum.freight.units - sum.deducted.units == sum.total.units &&
        sum.deducted.units < sum.goods.units + sum.freight.units) {
        EXPECT_EQ(words, sum.total.units) << "the words add up to the total";
    }
}

// Refunds everything in random steps; the ledger after each.
static Ledger refund_in_steps(Purchase purchase, std::vector<Returned> units, const RefundAsk& like,
                              Dice& dice) {
    std::shuffle(units.begin(), units.end(), dice.source);
    Ledger ledger;
    auto paid = paid_lines(purchase);
    while (!units.empty()) {
        auto ask = like;
        auto count = static_cast<std::size_t>(dice(1, static_cast<std::int64_t>(units.size())));
        ask.units.assign(units.end() - static_cast<std::ptrdiff_t>(count), units.end());
        units.resize(units.size() - count);
        auto sum = summed(purchase, ledger, ask);
        if (!sum) {
            EXPECT_EQ(sum.error().reason, "nothing_to_refund");
            continue;
        }
        expect_parts_add_up(*sum);
        ledger = entered(ledger, *sum);
        for (std::size_t i = 0; i < purchase.tenders.size(); ++i) {
            purchase.tenders[i].refunded.units += sum->by_tender[i].amount.units;
            EXPECT_LE(purchase.tenders[i].refunded.units, purchase.tenders[i].amount.units);
        }
        for (auto& row : ledger.lines)
            for (auto& line : paid)
                if (line.id == row.line) {
                    EXPECT_LE(row.for_units.units + row.otherwise.units, line.paid.units);
                }
        EXPECT_LE(ledger.total, paid_in_all(purchase));
    }
    return ledger;
}

TEST(Amounts, of_random_orders_are_never_above_what_was_paid_and_add_up_in_any_order) {
    Dice dice{std::mt19937_64(7)};
    for (int round = 0; round < 4'000 && !testing::Test::HasFailure(); ++round) {
        auto purchase = random_purchase(dice);
        RefundAsk ask;
        ask.design = dice(0, 1) ? Design::pro_rata : Design::re_price;
        ask.seller_liable = dice(0, 1);
        ask.shipped = dice(0, 1);
        auto one = refund_in_steps(purchase, single_units(purchase), ask, dice);
        auto other = refund_in_steps(purchase, single_units(purchase), ask, dice);
        EXPECT_EQ(one.total, other.total)
            << "everything came back: the order of the steps is no matter, round " << round;
        EXPECT_EQ(one.total.units,
                  paid_in_all(purchase).units -
                      (ask.shipped && !ask.seller_liable ? purchase.freight.units : 0));
    }
}

TEST(Amounts, of_a_part_do_not_depend_on_the_order_of_its_steps) {
    Dice dice{std::mt19937_64(11)};
    for (int round = 0; round < 4'000 && !testing::Test::HasFailure(); ++round) {
        auto purchase = random_purchase(dice);
        purchase.free_shipping_from = {};
        auto units = single_units(purchase);
        std::shuffle(units.begin(), units.end(), dice.source);
        units.resize(static_cast<std::size_t>(dice(1, static_cast<std::int64_t>(units.size()))));
        RefundAsk ask;
        auto one = refund_in_steps(purchase, units, ask, dice);
        auto other = refund_in_steps(purchase, units, ask, dice);
        EXPECT_EQ(one.total, other.total) << "round " << round;
    }
}

TEST(Amounts, apportion_so_that_parts_add_up_and_none_is_a_unit_off) {
    Dice dice{std::mt19937_64(3)};
    for (int round = 0; round < 20'000; ++round) {
        std::vector<std::int64_t> weights;
        for (std::int64_t i = dice(1, 8); i > 0; --i) weights.push_back(dice(0, 100'000));
        auto whole = dice(0, 1'000'000);
        auto parts = apportioned(whole, weights);
        auto all = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
        ASSERT_EQ(std::accumulate(parts.begin(), parts.end(), std::int64_t{0}), whole);
        for (std::size_t i = 0; all > 0 && i < parts.size(); ++i) {
            ASSERT_GE(parts[i], whole * weights[i] / all);
            ASSERT_LE(parts[i], whole * weights[i] / all + 1);
        }
    }
}
