// Which windows are offered, and how a pick-up goes.
#include "aftersales/pickup.hpp"

#include <gtest/gtest.h>

#include "aftersales/calendar.hpp"

using namespace aftersales;

namespace {

constexpr std::int64_t hour = 3'600'000'000;
// An hour of a day in China.
kit::Time at(std::string_view day, std::int64_t hours) {
    return {end_of(*day_named(day) - 1).us + hours * hour};
}
PickupRules offering() {
    auto rules = house_pickup_rules();
    rules.is_offered = true;
    return rules;
}

TEST(Pickup, windows_of_today_end_with_the_cut_off_and_of_the_days_ahead_are_all_there) {
    auto all = windows_offered(offering(), at("2026-11-23", 12), {});
    ASSERT_EQ(all.size(), 2u + 4u * 5u);
    EXPECT_EQ(text_of(all.front()), "2026-11-23 15:00–17:00")
        << "13:00 is less than two hours away";
    EXPECT_EQ(text_of(all.back()), "2026-11-27 17:00–19:00");
    EXPECT_EQ(windows_offered(offering(), at("2026-11-23", 13), {}).front().from,
              at("2026-11-23", 15))
        << "at the cut-off itself still";
    EXPECT_EQ(windows_offered(offering(), {at("2026-11-23", 13).us + 1}, {}).front().from,
              at("2026-11-23", 17));
}

TEST(Pickup, no_window_ends_after_the_buyers_time_and_a_shop_without_couriers_offers_none) {
    auto until = at("2026-11-24", 13);
    auto all = windows_offered(offering(), at("2026-11-23", 20), until);
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all.back().to, until);
    EXPECT_TRUE(windows_offered(house_pickup_rules(), at("2026-11-23", 12), {}).empty());
    EXPECT_EQ(window_chosen(house_pickup_rules(), at("2026-11-23", 1), {}, at("2026-11-23", 9))
                  .error()
                  .reason,
              "pickup_not_offered");
}

TEST(Pickup, what_is_chosen_was_offered) {
    auto now = at("2026-11-23", 12);
    EXPECT_EQ(window_chosen(offering(), now, {}, at("2026-11-24", 9))->to, at("2026-11-24", 11));
    EXPECT_EQ(window_chosen(offering(), now, {}, at("2026-11-23", 9)).error().reason,
              "window_past");
    EXPECT_EQ(window_chosen(offering(), now, {}, at("2026-11-23", 13)).error().reason,
              "window_past")
        << "inside the cut-off";
    for (auto from : {at("2026-11-24", 10), at("2026-11-24", 19), at("2026-11-28", 9),
                      kit::Time{INT64_MAX}, kit::Time{at("2026-11-24", 9).us + 1}})
        EXPECT_EQ(window_chosen(offering(), now, {}, from).error().reason, "window_not_offered")
            << from.us;
    EXPECT_EQ(window_chosen(offering(), now, {}, {INT64_MIN}).error().reason, "window_past");
    EXPECT_EQ(
        window_chosen(offering(), now, at("2026-11-24", 10), at("2026-11-24", 9)).error().reason,
        "window_not_offered")
        << "after the buyer's time";
}

TEST(Pickup, every_step_from_every_state_is_known) {
    using enum PickupState;
    struct Row {
        PickupState from;
        PickupEvent event;
        PickupState to;
    };
    for (auto& [from, event, to] :
         {Row{asked, PickupEvent::book, booked}, Row{booked, PickupEvent::book, booked},
          Row{asked, PickupEvent::move, asked}, Row{booked, PickupEvent::move, asked},
          Row{asked, PickupEvent::withdraw, withdrawn},
          Row{booked, PickupEvent::withdraw, withdrawn}, Row{asked, PickupEvent::fail, failed},
          Row{booked, PickupEvent::fail, failed}, Row{booked, PickupEvent::collect, collected}})
        EXPECT_EQ(*stepped(from, event), to) << kit::name_of(from) << " " << kit::name_of(event);
    EXPECT_EQ(stepped(asked, PickupEvent::collect).error().reason, "not_booked");
    for (auto over : {collected, failed, withdrawn})
        for (auto event : {PickupEvent::book, PickupEvent::move, PickupEvent::withdraw,
                           PickupEvent::collect, PickupEvent::fail})
            EXPECT_EQ(stepped(over, event).error().reason, "pickup_over");
}

TEST(Pickup, the_buyer_is_told_until_when_in_their_language) {
    kit::Time until{at("2026-11-30", 18).us + hour / 12};
    EXPECT_TRUE(failed_news(until, false).contains("请在 2026-11-30 18:05 前寄出"))
        << failed_news(until, false);
    EXPECT_TRUE(failed_news(until, true).contains("by 2026-11-30 18:05."));
    EXPECT_FALSE(failed_news({}, false).contains("前寄出"));
    EXPECT_FALSE(failed_news({}, true).contains(", by"));
}

TEST(Pickup, hours_that_cannot_be_are_refused) {
    auto refused = [](auto change) {
        auto rules = offering();
        change(rules);
        auto answer = sound(rules);
        return answer ? std::string("fine") : answer.error().reason;
    };
    EXPECT_EQ(refused([](auto&) {}), "fine");
    EXPECT_EQ(refused([](auto& r) { r.hours = {{11, 13}, {9, 11}}; }), "fine") << "in any order";
    EXPECT_EQ(refused([](auto& r) { r.hours = {{9, 12}, {11, 13}}; }), "hours_overlap");
    EXPECT_EQ(refused([](auto& r) { r.hours = {}; }), "out_of_range");
    EXPECT_EQ(refused([](auto& r) { r.hours = {{9, 9}}; }), "out_of_range");
    EXPECT_EQ(refused([](auto& r) { r.hours = {{22, 25}}; }), "out_of_range");
    EXPECT_EQ(refused([](auto& r) { r.days_ahead = 0; }), "out_of_range");
    EXPECT_EQ(refused([](auto& r) { r.days_ahead = 15; }), "out_of_range");
    EXPECT_EQ(refused([](auto& r) { r.cut_off_hours = 49; }), "out_of_range");
}

}  // namespace
