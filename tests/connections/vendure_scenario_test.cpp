// A real shop, connected: Vendure with its own SQLite, started, changed and killed.
#include <thread>

#include "catalogue/catalogue.hpp"
#include "connections/connections.hpp"

#include "connections/vendure.hpp"
#include "house.hpp"

class Shop : public House {
protected:
    VendureShop vendure;
    std::string connection, secret;

    // The shop's address is private: the operator lists it.
    Shop() {
        vendure.start();
        options.allow_private = {"127.0.0.1:" + std::to_string(vendure.port())};
    }

    void connect(const std::string& password = "superadmin") {
        auto made = as("dora").post("/connections", {{"kind", "vendure"}, {"name", "拾光器物"}, {"url", vendure.url()},
                                                     {"user", "superadmin"}, {"password", password}});
        ASSERT_EQ(made.status, 201) << made.body;
        connection = made.text("connection.id"), secret = made.text("signing");
    }
    std::string hook() const { return "http://127.0.0.1:" + std::to_string(port()) + "/hooks/shops/" + connection; }

    template <class Holds>
    testing::AssertionResult comes_true(Holds holds) {
        for (auto until = std::chrono::steady_clock::now() + 60s; std::chrono::steady_clock::now() < until;) {
            if (holds()) return testing::AssertionSuccess();
            std::this_thread::sleep_for(100ms);
        }
        return testing::AssertionFailure() << as("dora").get("/connections").body;
    }
    kit::Result<orders::Order> at_desk(const std::string& order) {
        return store().read_now([&](kit::Work& work) { return orders::find_external(work, acme.shop, "vendure", order); });
    }
    auto stands(const std::string& order, orders::OrderState state) {
        return comes_true([&, order, state] {
            auto found = at_desk(order);
            return found && found->state == state;
        });
    }
};
IN_BOTH_ENGINES(Shop);

TEST_P(Shop, brings_products_customers_and_orders_and_changes_follow) {
    auto before = vendure.order(1, 2);
    ASSERT_FALSE(before.empty());
    connect();
    ASSERT_TRUE(stands(before, orders::OrderState::paid));
    auto order = *at_desk(before);
    EXPECT_EQ(order.payable.units, 2 * 12800 + 800);
    EXPECT_EQ(order.freight.units, 800);
    ASSERT_EQ(order.lines.size(), 1u);
    EXPECT_EQ(order.lines[0].sku, "BEI-QY-01");
    EXPECT_TRUE(order.receiver.phone.ends_with("****8000") || order.receiver.phone == "***8000") << order.receiver.phone;
    EXPECT_EQ(order.buyer, "1");
    ASSERT_TRUE(comes_true([&] {
        auto list = as("dora").get("/connections");
        return list.number("items.0.products") == 4 && list.number("items.0.contacts") == 1 && list.number("items.0.orders") == 1;
    }));
    auto cup = store().read_now([&](kit::Work& work) { return catalogue::find_by_sku(work, acme.shop, "BEI-QY-01"); });
    ASSERT_TRUE(cup);
    EXPECT_EQ(cup->price.units, 12800);

    auto second = vendure.order(2, 1, "zhou@example.com");
    ASSERT_TRUE(stands(second, orders::OrderState::paid)) << "asked for, without a call";
    ASSERT_TRUE(vendure.cancel(second));
    ASSERT_TRUE(stands(second, orders::OrderState::canceled));
    // Paid and cancelled within one second of their clock.
    for (int i = 0; i < 3; ++i) {
        auto hasty = vendure.order(1, 1);
        ASSERT_TRUE(stands(hasty, orders::OrderState::paid));
        ASSERT_TRUE(vendure.cancel(hasty));
        ASSERT_TRUE(stands(hasty, orders::OrderState::canceled));
    }
    EXPECT_EQ(as("rival.dora").get("/connections").at("items").as_array().size(), 0u);
}

TEST_P(Shop, says_in_a_word_what_is_wrong_and_mends_itself) {
    connect("wrong");
    ASSERT_TRUE(comes_true([&] { return as("dora").get("/connections").text("items.0.error") == "wrong_keys"; }));
    ASSERT_EQ(as("dora").patch("/connections/" + connection, {{"password", "superadmin"}}).status, 200);
    ASSERT_TRUE(comes_true([&] { return as("dora").get("/connections").text("items.0.error").empty(); }));
    ASSERT_EQ(as("dora").post("/connections/" + connection + "/pause").status, 201);
    EXPECT_EQ(as("dora").post("/connections/" + connection + "/trial").reason(), "paused");
    auto bought = vendure.order(1, 1);
    ASSERT_EQ(as("dora").remove("/connections/" + connection + "/pause").status, 200);
    EXPECT_EQ(as("dora").post("/connections/" + connection + "/trial").status, 201);
    ASSERT_TRUE(stands(bought, orders::OrderState::paid));
    EXPECT_EQ(as("dora").remove("/connections/" + connection).status, 204);
    EXPECT_TRUE(at_desk(bought)) << "orders stay when their shop goes";
}
