// What the desk wants done with an order of a connected shop: asked of the real Vendure, refused by
// the others.
#include <thread>

#include "connections/calls.hpp"
#include "connections/vendure.hpp"

class Errands : public House {
protected:
    VendureShop vendure;

    Errands() {
        vendure.start();
        options.allow_private = {"127.0.0.1:" + std::to_string(vendure.port())};
    }
    void connect() {
        auto made = as("dora").post("/connections", {{"kind", "vendure"},
                                                     {"name", "拾光器物"},
                                                     {"url", vendure.url()},
                                                     {"user", "superadmin"},
                                                     {"password", "superadmin"}});
        ASSERT_EQ(made.status, 201) << made.body;
    }
    template <class Holds>
    testing::AssertionResult comes_true(Holds holds) {
        for (auto until = std::chrono::steady_clock::now() + 60s;
             std::chrono::steady_clock::now() < until;) {
            if (holds()) return testing::AssertionSuccess();
            clock.advance(1s);
            std::this_thread::sleep_for(100ms);
        }
        return testing::AssertionFailure()
               << as("dora").get("/connections").body << as("dora").get("/quarantine").body;
    }
    kit::Result<orders::Order> at_desk(const std::string& order) {
        return store().read_now([&](kit::Work& work) {
            return orders::find_external(work, acme.shop, "vendure", order);
        });
    }
    testing::AssertionResult stands(const std::string& order, orders::OrderState state) {
        auto came = comes_true([&, order, state] {
            auto found = at_desk(order);
            return found && found->state == state;
        });
        if (came) return came;
        auto errand = at_desk(order) ? at_desk(order)->errand : std::nullopt;
        return came << "\nover there: " << json::serialize(there(order)) << "\nasked: "
                    << (errand ? std::string(kit::name_of(errand->state)) + " " + errand->error
                               : "nothing");
    }
    std::string bought(int variant = 1, int quantity = 1) {
        auto order = vendure.order(variant, quantity);
        EXPECT_TRUE(stands(order, orders::OrderState::paid));
        return order;
    }
    std::string path(const std::string& order, const char* what) {
        return "/orders/" + at_desk(order)->id.text + "/" + what;
    }
    Answer cancel(const std::string& order) {
        return as("ben").post(path(order, "cancellation"), {{"reason", "拍错了"}});
    }
    Answer dispatch(const std::string& order, const std::string& number, json::array lines = {}) {
        return as("ben").post(path(order, "parcels"), {{"carrier", "顺丰速运"},
                                                       {"number", number},
                                                       {"lines", lines},
                                                       {"shipped_at", nullptr}});
    }
    json::object there(const std::string& order) {
        auto found = vendure.admin(
            "query($id:ID!){order(id:$id){state fulfillments{state method trackingCode lines{quantity}}}}",
            {{"id", order}});
        return found.is_object() ? found.at("order").as_object() : json::object{};
    }
};
IN_BOTH_ENGINES(Errands);

TEST_P(Errands, a_cancelled_order_is_cancelled_over_there_first) {
    connect();
    auto order = bought();
    auto asked = cancel(order);
    ASSERT_EQ(asked.status, 201) << asked.body;
    EXPECT_EQ(asked.text("errand.state"), "waiting");
    EXPECT_EQ(asked.text("errand.act"), "cancel");
    EXPECT_EQ(asked.text("state"), "paid") << "nothing happens here first";
    ASSERT_TRUE(stands(order, orders::OrderState::canceled));
    EXPECT_EQ(there(order)["state"].as_string(), "Cancelled");
    EXPECT_EQ(at_desk(order)->errand->state, orders::ErrandState::done);
    EXPECT_EQ(cancel(order).reason(), "order_is_over");
}

TEST_P(Errands, a_parcel_leaves_over_there_and_is_one_here) {
    connect();
    auto order = bought(1, 3);
    auto line = at_desk(order)->lines[0].id.text;
    ASSERT_EQ(
        dispatch(order, "SF1111111111111", {json::object{{"line", line}, {"quantity", 1}}}).status,
        201);
    ASSERT_TRUE(stands(order, orders::OrderState::part_shipped));
    ASSERT_TRUE(
        comes_true([&] { return at_desk(order)->errand->state == orders::ErrandState::done; }));
    ASSERT_EQ(dispatch(order, "SF2222222222222").status, 201);
    ASSERT_TRUE(stands(order, orders::OrderState::shipped));
    auto parcels = there(order)["fulfillments"].as_array();
    ASSERT_EQ(parcels.size(), 2u) << json::serialize(parcels);
    auto seen = at_desk(order)->parcels;
    ASSERT_EQ(seen.size(), 2u);
    EXPECT_EQ(seen[0].carrier, "shunfeng");
}

TEST_P(Errands, wait_for_a_shop_that_is_away_and_are_done_once) {
    connect();
    auto order = bought(), other = bought(3);
    vendure.kill();
    ASSERT_EQ(dispatch(order, "SF3333333333333").status, 201);
    ASSERT_EQ(cancel(other).status, 201);
    EXPECT_EQ(cancel(other).reason(), "asked_already");
    EXPECT_EQ(dispatch(order, "SF4444444444444").reason(), "asked_already");
    ASSERT_TRUE(comes_true([&] { return !at_desk(order)->errand->error.empty(); }))
        << "the desk hears why it takes long";
    EXPECT_EQ(at_desk(order)->state, orders::OrderState::paid);
    vendure.start();
    ASSERT_TRUE(stands(order, orders::OrderState::shipped));
    ASSERT_TRUE(stands(other, orders::OrderState::canceled));
    EXPECT_EQ(there(order)["fulfillments"].as_array().size(), 1u);
}

TEST_P(Errands, end_after_a_day_of_silence_and_may_be_asked_anew) {
    connect();
    auto order = bought();
    vendure.kill();
    ASSERT_EQ(cancel(order).status, 201);
    ASSERT_TRUE(comes_true([&] { return !at_desk(order)->errand->error.empty(); }));
    clock.advance(23h);
    settle();
    EXPECT_EQ(at_desk(order)->errand->state, orders::ErrandState::waiting);
    clock.advance(1h);
    ASSERT_TRUE(
        comes_true([&] { return at_desk(order)->errand->state == orders::ErrandState::refused; }));
    EXPECT_EQ(at_desk(order)->errand->error, "shop_is_silent");
    EXPECT_EQ(at_desk(order)->state, orders::OrderState::paid);
    vendure.start();
    ASSERT_EQ(as("beth").post(path(order, "cancellation"), {{"reason", "拍错了"}}).status,
              201);  // ben's day is over
    ASSERT_TRUE(stands(order, orders::OrderState::canceled));
}

TEST_P(Errands, that_the_shop_refuses_are_told_with_its_reason) {
    connect();
    auto order = bought();
    // It leaves over there while the desk still sees it paid.
    ASSERT_EQ(
        as("dora")
            .post("/connections/" + as("dora").get("/connections").text("items.0.id") + "/pause")
            .status,
        201);
    ASSERT_TRUE(vendure.ship(order, "顺丰速运", "SF5555555555555"));
    ASSERT_EQ(cancel(order).status, 201);
    ASSERT_TRUE(
        comes_true([&] { return at_desk(order)->errand->state == orders::ErrandState::refused; }));
    EXPECT_EQ(at_desk(order)->errand->error, "already_shipped");
    EXPECT_EQ(there(order)["state"].as_string(), "Shipped");
    EXPECT_EQ(at_desk(order)->state, orders::OrderState::paid) << "until the shop is read again";
    EXPECT_EQ(as("rival.dora").post(path(order, "cancellation"), {{"reason", "x"}}).status, 404);
}

TEST_P(Errands, an_address_is_changed_over_there) {
    connect();
    auto order = bought();
    auto asked =
        as("ben").put(path(order, "address"), {{"address", "广东省深圳市南山区科技园 2 号"}});
    EXPECT_EQ(asked.status, 409);
    EXPECT_EQ(asked.reason(), "change_it_there");
    for (auto& rule : as("ben").get("/orders/" + at_desk(order)->id.text).at("acts").as_array())
        if (rule.at("act").as_string() == "change_address")
            EXPECT_EQ(rule.at("reason").as_string(), "change_it_there");
}

class Unasked : public Calls {};
IN_BOTH_ENGINES(Unasked);

TEST_P(Unasked, a_shop_that_cannot_be_asked_keeps_its_orders_to_itself_until_it_is_disconnected) {
    auto made = as("dora").post(
        "/connections",
        {{"kind", "shopify"}, {"name", "S"}, {"url", "http://127.0.0.1:9"}, {"signing", "shpss"}});
    auto body = recorded("shopify_order");
    ASSERT_EQ(call(made.text("connection.id"), body,
                   {{"x-shopify-topic", "orders/updated"},
                    {"x-shopify-webhook-id", "w1"},
                    {"x-shopify-hmac-sha256", signature("shpss", body)}})
                  .status,
              200);
    auto path = "/orders/" + at_desk("shopify", "820982911946154508")->id.text;
    EXPECT_EQ(as("ben")
                  .post(path + "/parcels", {{"carrier", "顺丰"},
                                            {"number", "SF9"},
                                            {"lines", json::array()},
                                            {"shipped_at", nullptr}})
                  .reason(),
              "change_it_there");
    EXPECT_EQ(at_desk("shopify", "820982911946154508")->parcels.size(), 1u)
        << "nothing half-written";
    EXPECT_EQ(as("dora").remove("/connections/" + made.text("connection.id")).status, 204);
    EXPECT_EQ(as("ben")
                  .post(path + "/parcels", {{"carrier", "顺丰"},
                                            {"number", "SF9"},
                                            {"lines", json::array()},
                                            {"shipped_at", nullptr}})
                  .status,
              201);
}
