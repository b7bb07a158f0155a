// Calls and lists of WooCommerce, Shopify and Medusa by their recorded shapes, and the open order
// API.
#include "connections/calls.hpp"

IN_BOTH_ENGINES(Calls);

// Source of the two vectors: the documents of WooCommerce and Shopify, computed with the same keys.
TEST(ShopSignatures, are_the_documented_ones) {
    EXPECT_EQ(crypto::base64(crypto::hmac_sha256(
                  "wc_demo_secret", R"({"id":727,"status":"processing","total":"29.35"})")),
              "BMSfXsm0TLxdtU6lTcs5znFK4lLfcvxM7idEhTpC/Qc=");
    EXPECT_EQ(
        crypto::base64(crypto::hmac_sha256(
            "shpss_demo_secret",
            R"({"id":820982911946154508,"name":"#1001","financial_status":"paid","total_price":"199.00"})")),
        "eW6CblmjeVfklR0FKcx8/1s3iOLtFiO2WmUN0i/9zBg=");
    EXPECT_EQ(crypto::hex(crypto::hmac_sha256(
                  "whsec_demo", R"(1700000000.{"event":"conversation.created","id":"evt_1"})")),
              "3359c7ab53753d3d45c785e8a6b5cb8dda1eb12891d3183083e3e9e8f25f5f3c");
}

TEST_P(Calls, takes_a_signed_order_of_woocommerce_once_and_no_other) {
    auto made = as("dora").post("/connections", {{"kind", "woocommerce"},
                                                 {"name", "Woo"},
                                                 {"url", "http://127.0.0.1:9"},
                                                 {"signing", "wc_demo_secret"}});
    auto id = made.text("connection.id");
    EXPECT_EQ(call(id, "webhook_id=3", {}).status, 200) << "its greeting carries no signature";
    auto body = recorded("woocommerce_order");
    std::vector<std::pair<std::string, std::string>> headers{
        {"x-wc-webhook-topic", "order.updated"},
        {"x-wc-webhook-signature", signature("wc_demo_secret", body)}};
    EXPECT_EQ(call(id, body + " ", headers).reason(), "bad_signature");
    EXPECT_EQ(call(id, body, {{"x-wc-webhook-topic", "order.updated"}}).status, 401);
    EXPECT_FALSE(at_desk("woocommerce", "727"));
    ASSERT_EQ(call(id, body, headers).status, 200);
    auto order = at_desk("woocommerce", "727");
    ASSERT_TRUE(order);
    EXPECT_EQ(order->state, orders::OrderState::paid);
    EXPECT_EQ(order->payable.units, 2935);
    EXPECT_EQ(order->buyer_remark, "请包装好");
    auto version = order->version;
    EXPECT_EQ(call(id, body, headers).status, 200)
        << "the same again is answered well and changes nothing";
    EXPECT_EQ(at_desk("woocommerce", "727")->version, version);
    // An older state, rightly signed, comes late.
    auto older = body;
    older.replace(older.find("processing"), 10, "pending___"),
        older.replace(older.find("pending___"), 10, "pending");
    auto at = older.find("2026-05-22T08:28:08");
    older.replace(at, 19, "2026-05-22T08:28:01");
    EXPECT_EQ(call(id, older,
                   {{"x-wc-webhook-topic", "order.updated"},
                    {"x-wc-webhook-signature", signature("wc_demo_secret", older)}})
                  .status,
              200);
    EXPECT_EQ(at_desk("woocommerce", "727")->state, orders::OrderState::paid);
    EXPECT_EQ(call("0190a000-0000-7000-8000-000000000000", body, headers).status, 401);
}

TEST_P(Calls, takes_a_signed_order_of_shopify_with_its_parcel) {
    auto made = as("dora").post(
        "/connections",
        {{"kind", "shopify"}, {"name", "S"}, {"url", "http://127.0.0.1:9"}, {"signing", "shpss"}});
    auto body = recorded("shopify_order");
    EXPECT_EQ(call(made.text("connection.id"), body,
                   {{"x-shopify-topic", "orders/updated"},
                    {"x-shopify-hmac-sha256", signature("other", body)}})
                  .status,
              401);
    ASSERT_EQ(call(made.text("connection.id"), body,
                   {{"x-shopify-topic", "orders/updated"},
                    {"x-shopify-webhook-id", "w1"},
                    {"x-shopify-hmac-sha256", signature("shpss", body)}})
                  .status,
              200);
    auto order = at_desk("shopify", "820982911946154508");
    ASSERT_TRUE(order) << as("dora").get("/quarantine").body;
    EXPECT_EQ(order->number, "#1001");
    EXPECT_EQ(order->state, orders::OrderState::part_shipped);
    EXPECT_EQ(order->payable.units, 19900);
    EXPECT_EQ(order->lines.at(0).paid.units, 17900);
    ASSERT_EQ(order->parcels.size(), 1u);
    EXPECT_EQ(order->parcels[0].number, "SF1002003004");
}

TEST_P(Calls, asks_medusa_and_woocommerce_for_what_changed_and_comes_again_after_a_refusal) {
    connect("medusa", "", "sk", "whsec_m");
    connect("woocommerce", "ck", "cs", "");
    ASSERT_TRUE(comes_true(
        [&] { return at_desk("medusa", "order_01JWZ0VY") && at_desk("woocommerce", "727"); }));
    auto order = *at_desk("medusa", "order_01JWZ0VY");
    EXPECT_EQ(order.payable.units, 26950);
    EXPECT_EQ(order.refunded.units, 950);
    EXPECT_EQ(order.state, orders::OrderState::paid);
    ASSERT_TRUE(
        comes_true([&] { return as("dora").get("/connections").text("items.0.error").empty(); }));
}

TEST_P(Calls, asks_shopify_for_what_changed) {
    connect("shopify", "", "shpat", "");
    ASSERT_TRUE(comes_true([&] { return at_desk("shopify", "820982911946154508").has_value(); }));
}

TEST_P(Calls, asks_woocommerce_for_money_once_though_its_answer_was_lost) {
    connect("woocommerce", "ck", "cs", "");
    ASSERT_TRUE(comes_true([&] { return at_desk("woocommerce", "727").has_value(); }));
    Caller fake{fake_.port, {}, "", ""};
    EXPECT_EQ(fake.ask("PUT", "//drop", "{}").status, 200);
    auto asked = store().write_now([&](kit::Work& work) -> kit::Result<connections::RefundRequest> {
        TRY(auto order, orders::find_external(work, acme.shop, "woocommerce", "727"));
        return connections::request_refund(work, acme.shop, order, {"case-9", {500}, "破损"});
    });
    ASSERT_TRUE(asked);
    auto state = [&] {
        return store().read_now([&](kit::Work& work) {
            return work.db.value<std::string>(
                "select state from refund_requests where shop = ? and id = ?", acme.shop,
                asked->id);
        });
    };
    // Half a minute later by the house's clock.
    ASSERT_TRUE(comes_true([&] {
        clock.advance(std::chrono::seconds{10});
        return state() == "done";
    }));
    auto over_there = fake.ask("GET", "//wp-json/wc/v3/orders/727/refunds", "",
                               {{"authorization", "Basic " + crypto::base64("ck:cs")}});
    EXPECT_EQ(over_there.parsed().as_array().size(), 1u) << over_there.body;
}

TEST_P(Calls, takes_pushed_orders_by_signature_alone) {
    auto made = as("dora").post("/connections", {{"kind", "open_api"}, {"name", "ERP"}});
    ASSERT_EQ(made.status, 201) << made.body;
    auto id = made.text("connection.id"), secret = made.text("signing");
    EXPECT_TRUE(secret.starts_with("whsec_"));
    EXPECT_EQ(as("dora").get("/connections").body.find(secret), std::string::npos) << "shown once";
    json::object order{
        {"source", ""},
        {"external_id", "A1"},
        {"version", 1},
        {"number", "A1"},
        {"state", "paid"},
        {"currency", "CNY"},
        {"placed_at", 1'714'564'800'000'000},
        {"freight", 0},
        {"lines", json::array{json::object{
                      {"external_id", "1"}, {"title", "杯"}, {"quantity", 2}, {"price", 1500}}}}};
    auto wrong = order;
    wrong["external_id"] = "A2", wrong["number"] = "A2";
    wrong["lines"] = json::array{
        json::object{{"external_id", "1"}, {"title", "杯"}, {"quantity", 1}, {"price", -5}}};
    auto body = json::serialize(json::object{{"orders", json::array{order, wrong}}});
    auto push = [&](const std::string& text, const std::string& signature) {
        return nobody().ask("POST", "/connections/" + id + "/orders", text,
                            {{"Content-Type", "application/json"}, {"x-cs-signature", signature}});
    };
    EXPECT_EQ(push(body, stamped("whsec_other", body, now_seconds())).reason(), "bad_signature");
    EXPECT_EQ(push(body, stamped(secret, body, now_seconds() - 301)).reason(), "stale_signature");
    EXPECT_EQ(push(body + " ", stamped(secret, body, now_seconds())).reason(), "bad_signature");
    auto signature = stamped(secret, body, now_seconds());
    auto taken = push(body, signature);
    ASSERT_EQ(taken.status, 201) << taken.body;
    EXPECT_EQ(taken.text("items.0.outcome"), "added");
    EXPECT_EQ(taken.text("items.1.outcome"), "quarantined");
    EXPECT_EQ(taken.text("items.1.reason"), "negative_price");
    EXPECT_EQ(push(body, signature).reason(), "replayed");
    EXPECT_EQ(push(body, stamped(secret, body, now_seconds() + 1)).text("items.0.outcome"),
              "unchanged");
    EXPECT_EQ(as("dora").get("/quarantine").text("items.0.external_id"), "A2");
    // An order does not change its currency.
    order["currency"] = "USD", order["version"] = 2;
    auto other = json::serialize(json::object{{"orders", json::array{order}}});
    EXPECT_EQ(push(other, stamped(secret, other, now_seconds() + 2)).text("items.0.outcome"),
              "quarantined");
    EXPECT_EQ(as("rival.dora").get("/quarantine").at("items").as_array().size(), 0u);
    auto item = as("dora").get("/quarantine").text("items.0.id");
    EXPECT_EQ(as("rival.dora").post("/quarantine/" + item + "/retry").status, 404);
    EXPECT_EQ(as("dora").post("/quarantine/" + item + "/retry").reason(), "send_it_again");
}

TEST_P(Calls, is_pushed_orders_by_the_example_client) {
    auto made = as("dora").post("/connections", {{"kind", "open_api"}, {"name", "ERP"}});
    auto file = testing::TempDir() + "/xiaoer_push_" + std::to_string(::getpid()) + ".json";
    std::ofstream(file)
        << R"({"orders":[{"source":"","external_id":"B1","version":1,"number":"B1","state":"unpaid","currency":"CNY",)"
        << R"("placed_at":1714564800000000,"freight":0,"lines":[{"external_id":"1","title":"碗","quantity":1,"price":900}]}]})";
    auto command = "node " + std::string(XIAOER_SOURCE) +
                   "/docs/examples/push_orders.mjs http://127.0.0.1:" + std::to_string(port()) +
                   " " + made.text("connection.id") + " " + made.text("signing") + " < " + file;
    EXPECT_EQ(std::system(command.c_str()), 0);
    EXPECT_TRUE(at_desk("open_api", "B1"));
    ::unlink(file.c_str());
}
