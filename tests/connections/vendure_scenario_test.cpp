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
    EXPECT_EQ(as("rival.dora").get("/connections").at("items").as_array().size(), 0u);
}

TEST_P(Shop, pays_back_once_whoever_is_killed) {
    auto bought = vendure.order(3, 3);
    connect();
    ASSERT_TRUE(stands(bought, orders::OrderState::paid));
    auto ask = [&](std::int64_t amount) {
        return store().write_now([&](kit::Work& work) -> kit::Result<connections::RefundRequest> {
            TRY(auto order, orders::find_external(work, acme.shop, "vendure", bought));
            return connections::request_refund(work, acme.shop, order, {"case-1", {amount}, "破损"});
        });
    };
    vendure.kill();
    auto first = ask(1500), again = ask(1500);
    ASSERT_TRUE(first && again);
    EXPECT_EQ(first->id.text, again->id.text);
    EXPECT_EQ(ask(1600).error().reason, "key_reused");
    restart();
    vendure.start();
    ASSERT_TRUE(comes_true([&] {
        auto order = at_desk(bought);
        return order && order->refunded.units == 1500;
    }));
    auto over_there = vendure.admin("query($id:ID!){order(id:$id){payments{refunds{total reason state}}}}", {{"id", bought}});
    auto& refunds = over_there.at("order").at("payments").at(0).at("refunds").as_array();
    ASSERT_EQ(refunds.size(), 1u);
    EXPECT_EQ(refunds[0].at("total").to_number<int>(), 1500);
    auto too_much = store().write_now([&](kit::Work& work) -> kit::Result<connections::RefundRequest> {
        TRY(auto order, orders::find_external(work, acme.shop, "vendure", bought));
        return connections::request_refund(work, acme.shop, order, {"case-2", {10'000'000}, "破损"});
    });
    EXPECT_EQ(too_much.error().reason, "above_paid");
}

TEST_P(Shop, agrees_with_the_house_after_either_side_was_killed) {
    connect();
    vendure.kill();
    vendure.start(hook(), secret);
    std::vector<std::string> known;
    for (int round = 0; round < 2; ++round) {
        known.push_back(vendure.order(1 + round, 1));
        vendure.kill();
        vendure.start(hook(), secret);
        known.push_back(vendure.order(3, 2));
        ASSERT_TRUE(vendure.cancel(known.back()));
        restart();
    }
    for (std::size_t i = 0; i < known.size(); ++i)
        ASSERT_TRUE(stands(known[i], i % 2 ? orders::OrderState::canceled : orders::OrderState::paid)) << known[i];
    auto list = as("dora").get("/orders?limit=50");
    EXPECT_EQ(list.at("items").as_array().size(), known.size()) << "none doubled";
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
