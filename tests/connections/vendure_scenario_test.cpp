// A real shop, connected: Vendure with its own SQLite, started, changed and killed.
#include <thread>

#include "aftersales/aftersales.hpp"
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
        auto made = as("dora").post("/connections", {{"kind", "vendure"},
                                                     {"name", "拾光器物"},
                                                     {"url", vendure.url()},
                                                     {"user", "superadmin"},
                                                     {"password", password}});
        ASSERT_EQ(made.status, 201) << made.body;
        connection = made.text("connection.id"), secret = made.text("signing");
    }
    std::string hook() const {
        return "http://127.0.0.1:" + std::to_string(port()) + "/hooks/shops/" + connection;
    }

    template <class Holds>
    testing::AssertionResult comes_true(Holds holds) {
        for (auto until = std::chrono::steady_clock::now() + 60s;
             std::chrono::steady_clock::now() < until;) {
            if (holds()) return testing::AssertionSuccess();
            clock.advance(500ms);
            std::this_thread::sleep_for(100ms);
        }
        return testing::AssertionFailure() << as("dora").get("/connections").body;
    }
    kit::Result<orders::Order> at_desk(const std::string& order) {
        return store().read_now([&](kit::Work& work) {
            return orders::find_external(work, acme.shop, "vendure", order);
        });
    }
    auto stands(const std::string& order, orders::OrderState state) {
        return comes_true([&, order, state] {
            auto found = at_desk(order);
            return found && found->state == state;
        });
    }

    void pay_by_shop() {
        auto now = as("mia").get("/case-policies/now");
        auto policy = now.parsed().as_object().at("policy").as_object();
        policy["pay_by"] = json::array{json::object{{"source", "vendure"}, {"adapter", "shop"}}};
        auto put = as("mia").post("/case-policies",
                                  {{"based_on", now.number("number")}, {"policy", policy}});
        ASSERT_EQ(put.status, 201) << put.body;
    }
    // The whole order back, agreed to by an agent: its case.
    kit::Id<aftersales::Case> refund(const std::string& order) {
        auto opened = as("ben").post("/cases", {{"client_key", "back-" + order},
                                                {"order", at_desk(order)->id.text},
                                                {"kind", "refund_unshipped"},
                                                {"reason", "changed_mind"},
                                                {"lines", json::array()}});
        EXPECT_EQ(opened.status, 201) << opened.body;
        auto agreed =
            as("ben").post("/cases/" + opened.text("id") + "/steps", {{"event", "agree"}});
        EXPECT_EQ(agreed.status, 201) << agreed.body;
        return {opened.text("id")};
    }
    testing::AssertionResult ends(const kit::Id<aftersales::Case>& id,
                                  aftersales::RefundState state) {
        std::string last;
        for (auto until = std::chrono::steady_clock::now() + 60s;
             std::chrono::steady_clock::now() < until;) {
            auto found = store().read_now(
                [&](kit::Work& work) { return aftersales::find(work, acme.shop, id); });
            if (found->refunds.front().state == state) return testing::AssertionSuccess();
            last = std::string(kit::name_of(found->refunds.front().state)) + " " +
                   found->refunds.front().error;
            clock.advance(5s);
            std::this_thread::sleep_for(100ms);
        }
        return testing::AssertionFailure() << last;
    }
    json::array refunds_at(const std::string& order) {
        auto found =
            vendure.admin("query($id:ID!){order(id:$id){payments{refunds{total state reason}}}}",
                          {{"id", order}});
        json::array out;
        for (auto& payment : found.at("order").at("payments").as_array())
            for (auto& refund : payment.at("refunds").as_array()) out.push_back(refund);
        return out;
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
    EXPECT_TRUE(order.receiver.phone.ends_with("****8000") || order.receiver.phone == "***8000")
        << order.receiver.phone;
    EXPECT_EQ(order.buyer, "1");
    ASSERT_TRUE(comes_true([&] {
        auto list = as("dora").get("/connections");
        return list.number("items.0.products") == 4 && list.number("items.0.contacts") == 1 &&
               list.number("items.0.orders") == 1;
    }));
    auto cup = store().read_now(
        [&](kit::Work& work) { return catalogue::find_by_sku(work, acme.shop, "BEI-QY-01"); });
    ASSERT_TRUE(cup);
    EXPECT_EQ(cup->price.units, 12800);
    EXPECT_FALSE(cup->is_counted) << "the shop does not count it";
    auto vase = store().read_now(
        [&](kit::Work& work) { return catalogue::find_by_sku(work, acme.shop, "PING-BC-04"); });
    EXPECT_TRUE(vase->is_counted) << "as the whole shop is";
    EXPECT_EQ(vase->available, 12);

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

TEST_P(Shop, calls_by_its_plugin_when_something_changed_and_a_wrong_secret_rings_nothing) {
    connect();
    auto rung = [&] {
        return store()
            .read_now([&](kit::Work& work) {
                return work.db.value<kit::Time>("select rung_at from connections where id = ?",
                                                connection);
            })
            ->us;
    };
    ASSERT_TRUE(
        comes_true([&] { return as("dora").get("/connections").number("items.0.products") == 4; }));
    vendure.kill();
    vendure.start(hook(), "whsec_other");
    ASSERT_TRUE(stands(vendure.order(1, 1), orders::OrderState::paid))
        << "asked for, without a call";
    EXPECT_EQ(rung(), 0);
    vendure.kill();
    vendure.start(hook(), secret);
    auto bought = vendure.order(2, 1);
    ASSERT_TRUE(comes_true([&] { return rung() > 0; })) << "the plugin called";
    ASSERT_TRUE(stands(bought, orders::OrderState::paid));
}

TEST_P(Shop, says_in_a_word_what_is_wrong_and_mends_itself) {
    connect("wrong");
    ASSERT_TRUE(comes_true(
        [&] { return as("dora").get("/connections").text("items.0.error") == "wrong_keys"; }));
    ASSERT_EQ(as("dora").patch("/connections/" + connection, {{"password", "superadmin"}}).status,
              200);
    ASSERT_TRUE(
        comes_true([&] { return as("dora").get("/connections").text("items.0.error").empty(); }));
    ASSERT_EQ(as("dora").post("/connections/" + connection + "/pause").status, 201);
    EXPECT_EQ(as("dora").post("/connections/" + connection + "/trial").reason(), "paused");
    auto bought = vendure.order(1, 1);
    ASSERT_EQ(as("dora").remove("/connections/" + connection + "/pause").status, 200);
    EXPECT_EQ(as("dora").post("/connections/" + connection + "/trial").status, 201);
    ASSERT_TRUE(stands(bought, orders::OrderState::paid));
    EXPECT_EQ(as("dora").remove("/connections/" + connection).status, 204);
    EXPECT_TRUE(at_desk(bought)) << "orders stay when their shop goes";
}

TEST_P(Shop, a_case_is_paid_back_by_the_shop_once_though_the_shop_died_between) {
    connect();
    pay_by_shop();
    auto calm = vendure.order(1, 1), stormy = vendure.order(3, 1);
    ASSERT_TRUE(stands(calm, orders::OrderState::paid));
    ASSERT_TRUE(stands(stormy, orders::OrderState::paid));
    ASSERT_TRUE(ends(refund(calm), aftersales::RefundState::succeeded));
    auto there = refunds_at(calm);
    ASSERT_EQ(there.size(), 1u) << json::serialize(there);
    EXPECT_EQ(there[0].at("total").as_int64(), 12'800 + 800);
    EXPECT_EQ(there[0].at("state").as_string(), "Settled");

    // Nobody answers while it is asked for.
    vendure.kill();
    auto id = refund(stormy);
    EXPECT_FALSE(std::ranges::any_of(
        store().read_now(
            [&](kit::Work& work) { return aftersales::find(work, acme.shop, id)->refunds; }),
        [](auto& one) { return one.state == aftersales::RefundState::succeeded; }));
    for (int i = 0; i < 5; ++i) clock.advance(10s), std::this_thread::sleep_for(100ms);
    vendure.start();
    ASSERT_TRUE(ends(id, aftersales::RefundState::succeeded));
    EXPECT_EQ(refunds_at(stormy).size(), 1u);
    EXPECT_EQ(refunds_at(calm).size(), 1u);
}

TEST_P(Shop, what_the_shop_paid_back_by_itself_is_not_paid_again) {
    connect();
    pay_by_shop();
    auto order = vendure.order(1, 1);
    ASSERT_TRUE(stands(order, orders::OrderState::paid));
    auto paid = vendure.admin("query($id:ID!){order(id:$id){payments{id}}}", {{"id", order}});
    auto back = vendure.admin(
        "mutation($i:RefundOrderInput!){refundOrder(input:$i){__typename}}",
        {{"i", json::object{{"lines", json::array()},
                            {"shipping", 0},
                            {"adjustment", 0},
                            {"amount", 13'600},
                            {"paymentId", paid.at("order").at("payments").at(0).at("id")},
                            {"reason", "by hand"}}}});
    ASSERT_EQ(back.at("refundOrder").at("__typename").as_string(), "Refund");
    // The desk may have heard of it already: then it is refused there; else the shop refuses.
    auto opened = as("ben").post("/cases", {{"client_key", "again"},
                                            {"order", at_desk(order)->id.text},
                                            {"kind", "refund_unshipped"},
                                            {"reason", "changed_mind"},
                                            {"lines", json::array()}});
    if (opened.status == 201 &&
        as("ben").post("/cases/" + opened.text("id") + "/steps", {{"event", "agree"}}).status ==
            201)
        ASSERT_TRUE(ends({opened.text("id")}, aftersales::RefundState::failed));
    EXPECT_EQ(refunds_at(order).size(), 1u);
}

TEST_P(Shop, a_parcel_that_leaves_over_there_is_seen_here) {
    connect();
    auto sent = vendure.order(1, 1);
    ASSERT_TRUE(stands(sent, orders::OrderState::paid));
    ASSERT_TRUE(vendure.ship(sent, "顺丰速运", "SF1234567890123"));
    ASSERT_TRUE(stands(sent, orders::OrderState::shipped));
    auto panel = as("ben").get("/orders/" + at_desk(sent)->id.text);
    EXPECT_NE(panel.body.find("SF1234567890123"), std::string::npos) << panel.body;
    EXPECT_NE(panel.body.find("\"shunfeng\""), std::string::npos)
        << "the carrier is known by its name: " << panel.body;
}
