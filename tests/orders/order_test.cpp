#include <gtest/gtest.h>

#include <numeric>
#include <random>

#include "orders/rows.hpp"
#include "orders/sample.hpp"

using namespace orders;
using enum OrderState;

static const std::vector<OrderState> states = {unpaid,    paid, part_shipped, shipped,
                                               delivered, done, canceled,     OrderState::refunded};

// Every pair of states, so that a branch that changes is a line here that changes.
TEST(Order, goes_forward_by_any_number_of_steps_and_back_only_when_a_shipment_is_taken_back) {
    const std::string may[] = {
        // to: unpaid paid part shipped delivered done canceled refunded
        "yes yes yes yes yes yes yes yes",         // unpaid
        "back yes yes yes yes yes yes yes",        // paid
        "back yes yes yes yes yes yes yes",        // part_shipped
        "back yes yes yes yes yes yes yes",        // shipped
        "back back back back yes yes yes yes",     // delivered
        "over over over over over yes yes yes",    // done
        "over over over over over over yes over",  // canceled
        "over over over over over over over yes",  // refunded
    };
    for (std::size_t from = 0; from < states.size(); ++from) {
        std::istringstream row(may[from]);
        for (auto to : states) {
            std::string word;
            row >> word;
            auto got = may_follow(states[from], to);
            auto reason = got ? "yes" : got.error().reason == "state_goes_back" ? "back" : "over";
            EXPECT_EQ(reason, word) << kit::name_of(states[from]) << " -> " << kit::name_of(to);
        }
    }
}

TEST(Order, says_for_each_state_what_may_be_done_and_why_not) {
    struct Case {
        OrderState state;
        std::string address, cancel, urge, dispatch;
    };
    for (auto& at : std::initializer_list<Case>{
             {unpaid, "", "", "not_paid", "not_paid"},
             {paid, "", "", "", ""},
             {part_shipped, "partly_shipped", "partly_shipped", "", ""},
             {shipped, "already_shipped", "already_shipped", "already_shipped", "nothing_left"},
             {delivered, "already_shipped", "already_shipped", "already_shipped", "nothing_left"},
             {done, "order_is_over", "order_is_over", "order_is_over", "order_is_over"},
             {canceled, "order_is_over", "order_is_over", "order_is_over", "order_is_over"},
             {OrderState::refunded, "order_is_over", "order_is_over", "order_is_over",
              "order_is_over"}}) {
        auto rules = act_rules(at.state, std::nullopt);
        ASSERT_EQ(rules.size(), 5u);
        auto reason = [&](Act act) {
            auto found = std::ranges::find(rules, act, &ActRule::act);
            EXPECT_EQ(found->allowed, found->reason.empty());
            return found->reason;
        };
        EXPECT_EQ(reason(Act::change_address), at.address) << kit::name_of(at.state);
        EXPECT_EQ(reason(Act::cancel), at.cancel) << kit::name_of(at.state);
        EXPECT_EQ(reason(Act::urge), at.urge) << kit::name_of(at.state);
        EXPECT_EQ(reason(Act::dispatch), at.dispatch) << kit::name_of(at.state);
        EXPECT_EQ(reason(Act::remark), "");
    }
}

// Source: the worked example of apportioning (A 99.00, B 2 × 49.50, C 33.00, coupon 40.00,
// points 5.00).
TEST(Order, shares_discounts_out_by_largest_remainder) {
    auto ask = sample();
    ask.lines.push_back(ask.lines[0]);
    ask.lines[2].external_id = "l3";
    ask.lines[2].price = {3300};
    ask.discounts = {{DiscountKind::shop_coupon, "店铺券", {4000}, {}},
                     {DiscountKind::points, "积分", {500}, {}}};
    EXPECT_EQ(shared_out({4000}, {9900, 9900, 3300}),
              (std::vector<kit::Minor>{{1714}, {1714}, {572}}));
    EXPECT_EQ(shared_out({500}, {9900, 9900, 3300}), (std::vector<kit::Minor>{{214}, {214}, {72}}));
    EXPECT_EQ(paid_shares(ask), (std::vector<kit::Minor>{{7972}, {7972}, {2656}}));
    EXPECT_EQ(sums(ask).payable.units, 19400);
}

TEST(Order, shares_always_add_up) {
    std::mt19937_64 random(7);
    for (int round = 0; round < 20'000; ++round) {
        std::vector<std::int64_t> weights(1 + random() % 12);
        for (auto& weight : weights) weight = static_cast<std::int64_t>(random() % 100'000);
        kit::Minor total{static_cast<std::int64_t>(random() % 1'000'000)};
        std::int64_t sum = 0;
        for (auto share : shared_out(total, weights)) {
            EXPECT_GE(share.units, 0);
            sum += share.units;
        }
        ASSERT_EQ(sum, total.units);
    }
}

TEST(Order, refuses_what_cannot_be_an_order_with_a_reason) {
    using Change = std::function<void(NewOrder&)>;
    const std::vector<std::pair<std::string, Change>> cases = {
        {"negative_price lines.price", [](auto& ask) { ask.lines[0].price = {-1}; }},
        {"bad_quantity lines.quantity", [](auto& ask) { ask.lines[0].quantity = 0; }},
        {"too_large lines.price",
         [](auto& ask) { ask.lines[0].price = {90'000'000'000}, ask.lines[0].quantity = 9; }},
        {"required lines", [](auto& ask) { ask.lines.clear(); }},
        {"line_twice lines.external_id", [](auto& ask) { ask.lines[1].external_id = "l1"; }},
        {"required number", [](auto& ask) { ask.number = ""; }},
        {"bad_currency currency", [](auto& ask) { ask.currency = "rmb"; }},
        {"discount_above_goods discounts", [](auto& ask) { ask.discounts[0].amount = {19'801}; }},
        {"negative_amount discounts.amount", [](auto& ask) { ask.discounts[0].amount = {-1}; }},
        {"shares_differ discounts.shares", [](auto& ask) { ask.discounts[0].shares = {{1}, {2}}; }},
        {"paid_differs tenders", [](auto& ask) { ask.tenders[0].amount = {19'599}; }},
        {"negative_amount freight", [](auto& ask) { ask.freight = {-1}; }},
        {"times_reversed paid_at",
         [](auto& ask) { ask.paid_at = ask.placed_at - std::chrono::seconds{1}; }},
        {"bad_time placed_at", [](auto& ask) { ask.placed_at = {1'798'000'000}; }},
        {"unknown_line parcels.lines",
         [](auto& ask) { ask.parcels = {{"shunfeng", "SF1", {{"l9", 1}}, {}}}; }},
        {"required parcels.number", [](auto& ask) { ask.parcels = {{"shunfeng", "", {}, {}}}; }},
        {"bad_characters number", [](auto& ask) { ask.number = "\xff"; }},
        {"bad_url lines.picture", [](auto& ask) { ask.lines[0].picture = "javascript:alert(1)"; }},
    };
    EXPECT_TRUE(acceptable(sample()));
    for (auto& [expected, change] : cases) {
        auto ask = sample();
        change(ask);
        auto got = acceptable(ask);
        ASSERT_FALSE(got) << expected;
        EXPECT_EQ(got.error().reason + " " + got.error().field, expected);
    }
}

static OrderRow row_in(OrderState state) {
    OrderRow out;
    out.id = {"o"};
    out.state = state;
    out.payable = {10'000};
    return out;
}
static std::vector<LineRow> two_lines() {
    LineRow first{.id = {"a"}, .external_id = "l1", .quantity = 1, .paid = {4000}};
    LineRow second{.id = {"b"}, .external_id = "l2", .quantity = 3, .paid = {6000}};
    return {first, second};
}

TEST(Order, is_shipped_in_parts_until_nothing_is_left) {
    auto now = sample_time;
    auto first = dispatched(row_in(paid), two_lines(), {"shunfeng", "SF1", {{"l2", 2}}, {}}, now);
    ASSERT_TRUE(first);
    EXPECT_EQ(first->order.state, part_shipped);
    EXPECT_EQ(first->packed.front().line, "b");
    EXPECT_EQ(first->order.shipped_at, now);
    EXPECT_EQ(dispatched(first->order, first->lines, {"shunfeng", "SF2", {{"l2", 2}}, {}}, now)
                  .error()
                  .reason,
              "more_than_ordered");
    EXPECT_EQ(dispatched(first->order, first->lines, {"shunfeng", "SF2", {{"x", 1}}, {}}, now)
                  .error()
                  .reason,
              "unknown_line");
    auto rest = dispatched(first->order, first->lines, {"shunfeng", "SF2", {}, {}}, now);
    ASSERT_TRUE(rest);
    EXPECT_EQ(rest->order.state, shipped);
    EXPECT_EQ(rest->packed.size(), 2u);
    EXPECT_EQ(dispatched(rest->order, rest->lines, {"shunfeng", "SF3", {}, {}}, now).error().reason,
              "nothing_left");
    EXPECT_EQ(
        dispatched(row_in(unpaid), two_lines(), {"shunfeng", "SF3", {}, {}}, now).error().reason,
        "not_paid");
}

TEST(Order, gives_back_no_more_than_was_paid) {
    auto now = sample_time;
    auto line = [](const char* id) { return std::optional<Id<OrderLine>>({id}); };
    EXPECT_EQ(orders::refunded(row_in(paid), two_lines(), {"k", line("a"), {4001}, 1}, now)
                  .error()
                  .reason,
              "above_paid");
    EXPECT_EQ(
        orders::refunded(row_in(paid), two_lines(), {"k", {}, {10'001}, 0}, now).error().reason,
        "above_paid");
    EXPECT_EQ(
        orders::refunded(row_in(paid), two_lines(), {"k", line("a"), {1}, 2}, now).error().reason,
        "above_quantity");
    EXPECT_EQ(orders::refunded(row_in(paid), two_lines(), {"k", {}, {-1}, 0}, now).error().reason,
              "negative_amount");
    EXPECT_EQ(orders::refunded(row_in(unpaid), two_lines(), {"k", {}, {1}, 0}, now).error().reason,
              "not_paid");
    EXPECT_EQ(
        orders::refunded(row_in(paid), two_lines(), {"k", line("zz"), {1}, 0}, now).error().reason,
        "no_such_line");
    auto some = orders::refunded(row_in(shipped), two_lines(), {"k", line("b"), {6000}, 3}, now);
    ASSERT_TRUE(some);
    EXPECT_EQ(some->order.state, shipped);
    EXPECT_EQ(some->lines[1].returned, 3);
    auto all = orders::refunded(some->order, some->lines, {"k2", {}, {4000}, 0}, now);
    ASSERT_TRUE(all);
    EXPECT_EQ(all->order.state, OrderState::refunded);
    EXPECT_EQ(all->order.closed_at, now);
    auto row = row_in(canceled);
    EXPECT_EQ(orders::refunded(row, two_lines(), {"k", {}, {10'000}, 0}, now)->order.state,
              canceled);
}

TEST(Order, promises_dispatch_in_48_hours_unless_its_source_says_otherwise) {
    auto row = row_in(paid);
    EXPECT_FALSE(promise(row, ClockRow{}));
    row.paid_at = sample_time;
    EXPECT_EQ(promise(row, ClockRow{}), sample_time + std::chrono::hours{48});
    row.promised_by = sample_time + std::chrono::hours{5};
    EXPECT_EQ(promise(row, ClockRow{}), row.promised_by);
}

TEST(Order, is_looked_at_before_its_promise_and_once_more_when_that_is_over) {
    using std::chrono::hours;
    ClockRow clock;
    clock.warn_hours = 4;
    auto row = row_in(paid);
    EXPECT_FALSE(next_look(row, clock)) << "nothing is promised yet";
    row.paid_at = sample_time;
    auto by = sample_time + hours{48};
    EXPECT_EQ(next_look(row, clock), by - hours{4});
    EXPECT_FALSE(is_due_soon(row, clock));
    row.warned_for = by;
    EXPECT_EQ(next_look(row, clock), by);
    EXPECT_TRUE(is_due_soon(row, clock));
    EXPECT_FALSE(forgets_warning(row, clock));
    row.promised_by = by + hours{24};  // another promise: warned of again
    EXPECT_EQ(next_look(row, clock), by + hours{20});
    EXPECT_FALSE(is_due_soon(row, clock));
    EXPECT_TRUE(forgets_warning(row, clock));
    row.promised_by.reset();
    clock.warn_hours = 0;
    EXPECT_EQ(next_look(row, clock), by);
    EXPECT_TRUE(forgets_warning(row, clock));
    clock.warn_hours = 4;
    for (auto over : {shipped, canceled, unpaid}) {
        row.state = over;
        EXPECT_FALSE(next_look(row, clock));
        EXPECT_FALSE(is_due_soon(row, clock));
    }
    row.state = part_shipped;
    EXPECT_TRUE(is_due_soon(row, clock));
    row.late_at = by;
    EXPECT_FALSE(next_look(row, clock));
    EXPECT_FALSE(is_due_soon(row, clock));
}

TEST(Order, writes_money_as_people_read_it) {
    EXPECT_EQ(money({128'000'000}, "CNY"), "¥1,280,000.00");
    EXPECT_EQ(money({5}, "USD"), "$0.05");
    EXPECT_EQ(money({99'999}, "JPY"), "JPY 999.99");
}
