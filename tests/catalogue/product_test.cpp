// Rules of the catalogue without a server.
#include <gtest/gtest.h>

#include <numeric>
#include <random>

#include "catalogue/rows.hpp"

using namespace catalogue;

static std::vector<std::int64_t> parts(std::int64_t whole,
                                       const std::vector<std::int64_t>& weights) {
    std::vector<Minor> asked;
    for (auto weight : weights) asked.push_back({weight});
    std::vector<std::int64_t> out;
    for (auto part : shares({whole}, asked)) out.push_back(part.units);
    return out;
}
using Parts = std::vector<std::int64_t>;

TEST(Shares, a_discount_falls_on_lines_by_largest_remainder) {
    // Source: the domain sheet, 2.7: lines of 99.00, 2 × 49.50 and 33.00; a coupon of 40.00; points
    // of 5.00.
    EXPECT_EQ(parts(4000, {9900, 9900, 3300}), (Parts{1714, 1714, 572}));
    EXPECT_EQ(parts(500, {9900, 9900, 3300}), (Parts{214, 214, 72}));
    // The same, 2.7.3: 30 off 220; the line of 100 carries 13.64.
    EXPECT_EQ(parts(3000, {12000, 10000}), (Parts{1636, 1364}));
}

TEST(Shares, what_is_paid_per_line_follows_from_them) {
    Parts list = {9900, 9900, 3300}, coupon = parts(4000, list), points = parts(500, list), paid;
    for (std::size_t i = 0; i < list.size(); ++i) paid.push_back(list[i] - coupon[i] - points[i]);
    EXPECT_EQ(paid, (Parts{7972, 7972, 2656}));
    EXPECT_EQ(paid[0] + paid[1] + paid[2], 18600);
}

TEST(Shares, of_equal_remainders_the_earlier_line_gets_more) {
    EXPECT_EQ(parts(100, {1, 1, 1}), (Parts{34, 33, 33}));
    EXPECT_EQ(parts(2, {5, 5, 5}), (Parts{1, 1, 0}));
}

TEST(Shares, weightless_lines_share_evenly_and_no_line_gets_nothing) {
    EXPECT_EQ(parts(5, {0, 0}), (Parts{3, 2}));
    EXPECT_EQ(parts(5, {}), Parts{});
    EXPECT_EQ(parts(-100, {1, 1, 1}), (Parts{-34, -33, -33}));
}

TEST(Shares, parts_always_add_up_and_are_never_off_by_a_whole_unit) {
    std::mt19937_64 dice(27);
    for (int round = 0; round < 20'000; ++round) {
        Parts weights(1 + dice() % 12);
        for (auto& weight : weights) weight = static_cast<std::int64_t>(dice() % 10'000'000'000);
        auto whole = static_cast<std::int64_t>(dice() % 10'000'000'000);
        auto out = parts(whole, weights);
        ASSERT_EQ(std::accumulate(out.begin(), out.end(), std::int64_t{0}), whole);
        auto sum = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
        for (std::size_t i = 0; sum > 0 && i < out.size(); ++i) {
            auto floor = static_cast<std::int64_t>(static_cast<__int128>(whole) * weights[i] / sum);
            ASSERT_TRUE(out[i] == floor || out[i] == floor + 1);
        }
    }
}

TEST(Money, reads_as_people_write_it) {
    EXPECT_EQ(money_text({12800}, "CNY"), "¥128.00");
    EXPECT_EQ(money_text({-5}, "USD"), "-$0.05");
    EXPECT_EQ(money_text({1200}, "JPY"), "JPY 1200");
    EXPECT_EQ(money_text({100}, "CHF"), "CHF 1.00");
}

static ProductSheet cup() {
    return {.title = "青釉杯", .currency = "CNY", .variants = {{.sku = "cup", .price = {9900}}}};
}

TEST(Sheet, says_which_field_is_wrong) {
    auto reason = [](ProductSheet sheet) {
        auto out = checked(std::move(sheet));
        return out ? std::string("fine") : out.error().reason + " " + out.error().field;
    };
    EXPECT_EQ(reason(cup()), "fine");
    auto sheet = cup();
    sheet.variants[0].price = {-1};
    EXPECT_EQ(reason(sheet), "negative_price variants.0.price");
    sheet = cup();
    sheet.variants.push_back(sheet.variants[0]);
    EXPECT_EQ(reason(sheet), "sku_taken variants.sku");
    sheet = cup();
    sheet.currency = "yuan";
    EXPECT_EQ(reason(sheet), "bad_currency currency");
    sheet = cup();
    sheet.variants[0].stock = {{{"main", -1, 0}}};
    EXPECT_EQ(reason(sheet), "negative_stock variants.0.stock");
    sheet = cup();
    sheet.picture = "javascript:alert(1)";
    EXPECT_EQ(reason(sheet), "not_an_address picture");
    sheet = cup();
    sheet.variants.clear();
    EXPECT_EQ(reason(sheet), "required variants");
    sheet = cup();
    sheet.shelf_life_days = 0;
    EXPECT_EQ(reason(sheet), "out_of_range shelf_life_days");
}

TEST(Sheet, a_connected_shop_without_skus_gets_them_from_its_numbers) {
    auto sheet = cup();
    sheet.source = "vendure";
    sheet.external_id = "7";
    sheet.variants[0].sku = "";
    sheet.variants[0].external_id = "9";
    EXPECT_EQ(checked(sheet)->variants[0].sku, "vendure:9");
}

TEST(Totals, follow_from_the_variants_on_sale) {
    auto variant = [](std::int64_t price, std::int64_t available,
                      VariantState state = VariantState::on_sale) {
        return Variant{.price = {price}, .state = state, .low_at = 3, .available = available};
    };
    auto of = totalled(
        {}, {variant(9900, 8), variant(4900, 9), variant(100, 50, VariantState::off_sale)});
    EXPECT_EQ(of.price_from.units, 4900);
    EXPECT_EQ(of.price_to.units, 9900);
    EXPECT_EQ(of.available, 17);
    EXPECT_EQ(of.stock, StockLevel::plenty);
    EXPECT_EQ(totalled({}, {variant(1, 8), variant(1, 3)}).stock, StockLevel::low);
    EXPECT_EQ(totalled({}, {variant(1, 0), variant(1, -2)}).stock, StockLevel::out);
    EXPECT_EQ(totalled({}, {}).stock, StockLevel::out);
    Variant uncounted{.low_at = 3, .is_counted = false};
    EXPECT_EQ(totalled({}, {uncounted}).stock, StockLevel::plenty);
    EXPECT_FALSE(totalled({}, {uncounted, variant(1, 8)}).is_counted);
    EXPECT_EQ(totalled({}, {uncounted, variant(1, 0)}).stock, StockLevel::low)
        << "one of them is out";
    EXPECT_TRUE(is_in_stock(uncounted, 1000));
    EXPECT_FALSE(is_in_stock(variant(1, 3), 4));
}

TEST(Sheet, what_is_not_counted_has_no_number) {
    auto sheet = cup();
    sheet.variants[0].is_counted = false;
    sheet.variants[0].stock = {{"main", 3, 0}};
    auto refused = checked(sheet).error();
    EXPECT_EQ(refused.reason + " " + refused.field, "not_counted variants.0.stock");
}
