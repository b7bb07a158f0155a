#include "kit/crypto/crypto.hpp"
#include "orders/sample.hpp"

using orders::OrderState;

class Notices : public House {
protected:
    void SetUp() override {
        House::SetUp();
        if (IsSkipped()) return;
        clock.set(noon);
        auto proof = kit::crypto::sign_identity({"b-42", "小明", "", clock.now() + 5min},
                                                acme.identity_key, acme.key, clock.now());
        auto answer = nobody().post("/visits", {{"key", "acme"}, {"identity", proof}});
        ASSERT_EQ(answer.status, 201) << answer.body;
        secret = answer.text("visitor");
        ann = {port(), {{"Authorization", "Visitor " + secret}}, answer.text("contact.id"), secret};
    }
    orders::NewOrder unpaid(const std::string& number = "SG1001") {
        auto ask = sample(number);
        ask.state = OrderState::unpaid;
        ask.placed_at = clock.now();
        ask.paid_at.reset();
        return ask;
    }
    std::string told() { return ann.get("/visit/messages").body; }
    std::size_t count() { return ann.get("/visit/messages").at("items").as_array().size(); }
    void pass(kit::Span time) {
        clock.advance(time);
        settle();
    }

    // 2026-12-22 12:00 by the clock of Beijing.
    static constexpr kit::Time noon{1'797'868'800'000'000 + 12 * 3'600'000'000};
    std::string secret;
    Caller ann;
};

TEST_P(Notices, an_unpaid_order_is_reminded_of_once_and_its_payment_counts) {
    auto ask = unpaid();
    put(store(), acme.shop, ask);
    settle();
    pass(29min);
    EXPECT_EQ(count(), 0u);
    pass(2min);
    ASSERT_EQ(count(), 1u);
    EXPECT_TRUE(told().contains("还没有付款"));
    EXPECT_EQ(ann.get("/visit/messages").text("items.0.sender"), "bot");
    EXPECT_EQ(ann.get("/visit/messages").text("items.0.card.number"), "SG1001");
    // Told again by the source, and by a person: still once.
    ask.version = 2;
    ask.remark = "x";
    put(store(), acme.shop, ask);
    auto id = as("ben").get("/orders?q=SG1001").text("items.0.id");
    EXPECT_EQ(as("ben").post("/orders/" + id + "/reminder").reason(), "already_reminded");
    restart();
    ann.port = port();
    pass(2h);
    EXPECT_EQ(count(), 1u);
    auto figures = as("cleo").get("/notices/figures");
    EXPECT_EQ(figures.number("reminded"), 1);
    EXPECT_EQ(figures.number("paid"), 0);
    ask.version = 3;
    ask.state = OrderState::paid;
    ask.paid_at = clock.now();
    put(store(), acme.shop, ask);
    settle();
    EXPECT_EQ(as("cleo").get("/notices/figures").number("paid"), 1);
    EXPECT_EQ(as("rival.cleo").get("/notices/figures").number("reminded"), 0);
}

TEST_P(Notices, a_buyer_is_reminded_of_one_order_a_day_and_of_others_by_hand) {
    auto first = put(store(), acme.shop, unpaid()).id.text;
    pass(20min);
    auto second = put(store(), acme.shop, unpaid("SG2")).id.text;
    pass(3h);
    EXPECT_EQ(count(), 1u) << told();
    EXPECT_EQ(as("ben").get("/orders/" + second + "/notices").text("items.0.state"), "needless");
    EXPECT_EQ(as("ben").post("/orders/" + first + "/reminder").reason(), "already_reminded");
    EXPECT_EQ(as("ben").post("/orders/" + second + "/reminder").status, 201)
        << "somebody decided so";
    settle();
    EXPECT_EQ(count(), 2u);
    EXPECT_EQ(as("ben").post("/orders/" + second + "/reminder").reason(), "already_reminded");
    pass(25h);  // another day
    auto third = put(store(), acme.shop, unpaid("SG3")).id.text;
    pass(1h);
    EXPECT_EQ(as("beth").get("/orders/" + third + "/notices").text("items.0.state"), "sent");
}

TEST_P(Notices, nobody_is_reminded_at_night_or_after_they_paid) {
    clock.advance(10h);  // 22:00
    auto late = unpaid();
    put(store(), acme.shop, late);
    settle();
    pass(2h);
    EXPECT_EQ(count(), 0u);
    auto paid = unpaid("SG2");
    put(store(), acme.shop, paid);
    settle();
    paid.version = 2;
    paid.state = OrderState::paid;
    paid.paid_at = clock.now();
    put(store(), acme.shop, paid);
    settle();
    pass(8h + 5min);  // 8:05
    EXPECT_EQ(count(), 1u);
    EXPECT_FALSE(told().contains("SG2"));
}

TEST_P(Notices, a_parcel_s_way_is_told_step_by_step_and_each_once) {
    auto ask = sample();
    auto id = put(store(), acme.shop, ask).id.text;
    settle();
    ASSERT_EQ(as("ben")
                  .post("/orders/" + id + "/parcels", {{"carrier", "顺丰"}, {"number", "SF1"}})
                  .status,
              201);
    settle();
    ASSERT_EQ(count(), 1u);
    EXPECT_TRUE(told().contains("顺丰速运 SF1"));
    auto scan = [&](orders::ParcelState state) {
        store().write_now([&](kit::Work& work) {
            return orders::add_traces_by_number(work, acme.shop, "SF1",
                                                {{clock.now(), state, "", "扫描"}});
        });
        settle();
        clock.advance(1min);
    };
    scan(orders::ParcelState::in_transit);
    EXPECT_EQ(count(), 1u);
    scan(orders::ParcelState::out_for_delivery);
    scan(orders::ParcelState::in_transit);
    scan(orders::ParcelState::out_for_delivery);
    EXPECT_EQ(count(), 2u);
    scan(orders::ParcelState::delivered);
    EXPECT_EQ(count(), 3u);
    EXPECT_EQ(as("ben").get("/orders/" + id + "/notices").at("items").as_array().size(), 3u);
    EXPECT_EQ(as("rival.ben").get("/orders/" + id + "/notices").status, 404);
    EXPECT_FALSE(told().contains("王"));
    EXPECT_FALSE(told().contains("1381"));
}

TEST_P(Notices, a_parcel_that_stands_still_is_told_to_its_buyer_before_they_ask) {
    auto ask = sample();
    ask.state = OrderState::shipped;
    ask.parcels = {{"中通", "ZT1", {}, clock.now()}};
    put(store(), acme.shop, ask, orders::Telling::silent);
    pass(47h);
    EXPECT_EQ(count(), 0u);
    pass(2h);  // 13:00
    ASSERT_EQ(count(), 1u) << told();
    EXPECT_TRUE(told().contains("物流没有更新"));
    // It waits for nobody: no agent is asked to take it, and the buyer's answer opens it.
    EXPECT_EQ(as("ben").get("/conversations/counts").number("waiting"), 0);
    EXPECT_EQ(ann.post("/visit/messages", {{"client_key", "a"}, {"text", "那怎么办"}}).status, 201);
    EXPECT_EQ(as("ben").get("/conversations/counts").number("waiting"), 1);
}

TEST_P(Notices, what_a_shop_has_switched_off_is_not_told_and_a_stranger_s_order_neither) {
    json::object rules{
        {"off", {"dispatched"}}, {"remind_minutes", 60}, {"quiet_from", 23}, {"quiet_to", 7}};
    EXPECT_EQ(as("ben").put("/notice_rules", rules).status, 403);
    ASSERT_EQ(as("mia").put("/notice_rules", rules).status, 200);
    EXPECT_EQ(as("ben").get("/notice_rules").number("quiet_from"), 23);
    rules["quiet_to"] = 24;
    EXPECT_EQ(as("mia").put("/notice_rules", rules).reason(), "bad_hours");
    auto id = put(store(), acme.shop, sample()).id.text;
    as("ben").post("/orders/" + id + "/parcels", {{"carrier", "顺丰"}, {"number", "SF1"}});
    settle();
    EXPECT_EQ(count(), 0u);
    EXPECT_EQ(as("ben").get("/orders/" + id + "/notices").text("items.0.state"), "off");
    auto other = unpaid("SG5");
    other.buyer = "nobody-knows";
    auto strange = put(store(), acme.shop, other).id.text;
    settle();
    pass(61min);
    EXPECT_EQ(as("ben").get("/orders/" + strange + "/notices").text("items.0.state"), "nobody");
}

TEST_P(Notices, a_buyer_s_order_goes_into_the_chat_as_a_card_and_nobody_else_s_does) {
    auto id = put(store(), acme.shop, sample()).id.text;
    auto foreign = sample("SG7");
    foreign.buyer = "somebody-else";
    auto other = put(store(), acme.shop, foreign).id.text;
    auto mine = ann.get("/visit/orders");
    ASSERT_EQ(mine.at("items").as_array().size(), 1u) << mine.body;
    EXPECT_EQ(visitor().get("/visit/orders").at("items").as_array().size(), 0u);
    auto card = [](const std::string& order) {
        return json::object{{"kind", "order"}, {"title", "假的标题"}, {"price", "¥0.01"},
                            {"url", ""},       {"picture", ""},       {"order", order}};
    };
    auto said = ann.post("/visit/messages", {{"client_key", "c1"}, {"card", card(id)}});
    ASSERT_EQ(said.status, 201) << said.body;
    EXPECT_EQ(said.text("card.number"), "SG1001");
    EXPECT_EQ(said.text("card.price"), "¥196.00");
    EXPECT_EQ(said.text("card.title"), "月白马克杯 等 2 件商品");
    EXPECT_EQ(ann.post("/visit/messages", {{"client_key", "c1"}, {"card", card(id)}}).text("id"),
              said.text("id"));
    EXPECT_EQ(ann.post("/visit/messages", {{"client_key", "c2"}, {"card", card(other)}}).status,
              404);
    auto chat = said.text("conversation");
    settle();
    ASSERT_EQ(as("ben").post("/conversations/" + chat + "/claim").status, 201);
    EXPECT_EQ(as("ben")
                  .post("/conversations/" + chat + "/messages",
                        {{"client_key", "b1"}, {"kind", "reply"}, {"text", ""}, {"card", card(id)}})
                  .status,
              201);
    EXPECT_EQ(
        as("ben")
            .post("/conversations/" + chat + "/messages",
                  {{"client_key", "b2"}, {"kind", "reply"}, {"text", ""}, {"card", card(other)}})
            .status,
        404);
    auto script = as("cleo").post(
        "/scripts",
        {{"code", "o"},
         {"title", "单"},
         {"text", "{{order.number}} {{order.state}} {{order.paid}} {{parcel.number}}"}});
    auto text = as("ben").get("/scripts/" + script.text("id") + "/rendering?conversation=" + chat);
    EXPECT_EQ(text.text("text"), "SG1001 待发货 ¥196.00 【parcel.number】");
}

INSTANTIATE_TEST_SUITE_P(Engines, Notices, testing::Values("sqlite", "postgres"),
                         [](const auto& info) { return info.param; });
