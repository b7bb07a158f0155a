// What a macro may be, and what it gives.
#include <gtest/gtest.h>

#include "aftersales/macro.hpp"

using namespace aftersales;

static MacroRow macro(MacroMoney money = MacroMoney::amount) {
    MacroRow out;
    out.name = "破损补偿";
    out.money = money;
    out.amount = {1200};
    out.percent = 15;
    return out;
}

TEST(Macro, gives_an_amount_or_a_part_of_what_was_paid_rounded_down) {
    EXPECT_EQ(given(macro(), {9400}).units, 1200);
    EXPECT_EQ(given(macro(MacroMoney::percent), {9400}).units, 1410);
    EXPECT_EQ(given(macro(MacroMoney::percent), {99}).units, 14);
    EXPECT_EQ(given(macro(MacroMoney::none), {9400}).units, 0);
}

TEST(Macro, property_a_percentage_never_gives_more_than_was_paid_and_never_less_for_more) {
    auto one = macro(MacroMoney::percent);
    for (one.percent = 1; one.percent <= 100; ++one.percent)
        for (std::int64_t paid = 0; paid < 500; paid += 7) {
            ASSERT_LE(given(one, {paid}).units, paid);
            ASSERT_LE(given(one, {paid}).units, given(one, {paid + 7}).units);
        }
}

TEST(Macro, does_something_within_its_bounds_or_is_refused) {
    EXPECT_TRUE(sound(macro()));
    auto nothing = macro(MacroMoney::none);
    EXPECT_EQ(sound(nothing).error().reason, "required");
    nothing.closes = true;
    EXPECT_TRUE(sound(nothing));
    auto much = macro();
    much.amount = {0};
    EXPECT_EQ(sound(much).error().reason, "out_of_range");
    auto all = macro(MacroMoney::percent);
    all.percent = 101;
    EXPECT_EQ(sound(all).error().reason, "out_of_range");
    auto back = macro();
    back.kind = CaseKind::return_refund;
    EXPECT_EQ(sound(back).error().reason, "not_for_macros")
        << "goods that come back are looked at by people";
    auto tagged = macro();
    tagged.tags.assign(11, "x");
    EXPECT_EQ(sound(tagged).error().reason, "too_many");
}

TEST(Macro, keeps_no_amount_that_it_does_not_use) {
    EXPECT_EQ(sound(macro(MacroMoney::percent))->amount.units, 0);
    EXPECT_EQ(sound(macro(MacroMoney::amount))->percent, 0);
}

TEST(Macro, is_given_for_the_dearest_thing_that_was_bought_and_for_no_gift) {
    Purchase bought;
    bought.lines = {{"a", "杯", 1, {900}}, {"b", "盘", 2, {800}}, {"c", "赠品", 1, {9900}}};
    EXPECT_EQ(dearest(bought, {"c"}), "b");
    EXPECT_EQ(dearest(bought, {"a", "b", "c"}), "");
}
