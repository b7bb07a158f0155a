#include "kit/crypto/crypto.hpp"
#include "orders/sample.hpp"

using orders::OrderState;
using orders::Outcome;

class Orders : public House {
protected:
    void SetUp() override {
        House::SetUp();
        if (!IsSkipped()) clock.set(sample_time + 1h);
    }
    // A visitor whom the shop's backend vouches for.
    Caller proved(const std::string& number, const Cast& of) {
        auto proof = kit::crypto::sign_identity({number, "小明", "", clock.now() + 5min},
                                                of.identity_key, of.key, clock.now());
        auto answer = nobody().post("/visits", {{"key", of.key}, {"identity", proof}});
        EXPECT_EQ(answer.status, 201) << answer.body;
        auto secret = answer.text("visitor");
        return {
            port(), {{"Authorization", "Visitor " + secret}}, answer.text("contact.id"), secret};
    }
    std::string order(const orders::NewOrder& ask = sample()) {
        return put(store(), acme.shop, ask).id.text;
    }
};

TEST_P(Orders, an_order_told_again_changes_nothing_and_a_newer_one_is_taken) {
    auto first = put(store(), acme.shop, sample());
    EXPECT_EQ(first.outcome, Outcome::added);
    EXPECT_EQ(put(store(), acme.shop, sample()).outcome, Outcome::unchanged);
    auto newer = sample();
    newer.version = 3;
    newer.remark = "要礼盒";
    EXPECT_EQ(put(store(), acme.shop, newer).outcome, Outcome::changed);
    auto stale = sample();
    stale.version = 2;
    stale.remark = "旧的";
    EXPECT_EQ(put(store(), acme.shop, stale).outcome, Outcome::stale);
    auto seen = as("ben").get("/orders/" + first.id.text);
    EXPECT_EQ(seen.text("remark"), "要礼盒");
    EXPECT_EQ(seen.at("lines").as_array().size(), 2u);
    EXPECT_EQ(as("rival.ben").get("/orders/" + first.id.text).status, 404);
    EXPECT_EQ(as("rival.ben").get("/orders").at("items").as_array().size(), 0u);
}

TEST_P(Orders, the_sum_is_explained_to_the_last_cent) {
    auto seen = as("ben").get("/orders/" + order());
    EXPECT_EQ(seen.number("goods"), 19800);
    EXPECT_EQ(seen.number("discounts.0.amount"), 1000);
    EXPECT_EQ(seen.number("freight"), 800);
    EXPECT_EQ(seen.number("payable"), 19600);
    EXPECT_EQ(seen.number("adjustment"), 0);
    EXPECT_EQ(seen.number("lines.0.paid") + seen.number("lines.1.paid") + 800, 19600);
    auto odd = sample("SG1002");
    odd.payable = kit::Minor{19500};
    odd.tenders.clear();
    EXPECT_EQ(as("ben").get("/orders/" + order(odd)).number("adjustment"), -100);
}

TEST_P(Orders, what_cannot_be_is_quarantined_and_the_old_order_stays_as_it_was) {
    auto id = order();
    auto wrong = sample();
    wrong.version = 2;
    wrong.currency = "USD";
    wrong.remark = "不该出现";
    auto got = put(store(), acme.shop, wrong);
    EXPECT_EQ(got.outcome, Outcome::quarantined);
    EXPECT_EQ(got.reason, "currency_changed");
    wrong = sample();
    wrong.version = 2;
    wrong.state = OrderState::unpaid;
    EXPECT_EQ(put(store(), acme.shop, wrong).reason, "state_goes_back");
    wrong = sample("SG9");
    wrong.lines[1].price = {-5};
    EXPECT_EQ(put(store(), acme.shop, wrong).reason, "negative_price");
    EXPECT_EQ(put(store(), acme.shop, wrong).reason, "negative_price");
    auto seen = as("ben").get("/orders/" + id);
    EXPECT_EQ(seen.text("currency"), "CNY");
    EXPECT_EQ(seen.text("remark"), "");
    EXPECT_EQ(as("ben").get("/orders?q=SG9").at("items").as_array().size(), 0u);
    auto list = as("ben").get("/quarantined_orders");
    ASSERT_EQ(list.at("items").as_array().size(), 3u) << list.body;
    EXPECT_TRUE(list.body.contains(R"("reason":"negative_price","field":"lines.price","times":2)"))
        << list.body;
    EXPECT_FALSE(list.body.contains("13812345678"));
    EXPECT_FALSE(list.body.contains("王小明"));
    // The right version frees it.
    EXPECT_EQ(put(store(), acme.shop, sample("SG9")).outcome, Outcome::added);
    EXPECT_EQ(as("ben").get("/quarantined_orders").at("items").as_array().size(), 2u);
    EXPECT_EQ(as("rival.ben").get("/quarantined_orders").at("items").as_array().size(), 0u);
}

TEST_P(Orders, a_proved_buyer_has_their_orders_beside_the_chat_and_a_stranger_has_none) {
    order();
    auto ann = proved("b-42", acme);
    auto stranger = visitor();
    auto hers = as("ben").get("/contacts/" + ann.id + "/orders");
    ASSERT_EQ(hers.at("items").as_array().size(), 1u) << hers.body;
    EXPECT_EQ(hers.text("items.0.number"), "SG1001");
    EXPECT_EQ(as("ben").get("/contacts/" + stranger.id + "/orders").at("items").as_array().size(),
              0u);
    EXPECT_EQ(as("rival.ben").get("/contacts/" + ann.id + "/orders").status, 404);
    // The same number in the other shop is another buyer.
    auto theirs = proved("b-42", rival);
    EXPECT_EQ(
        as("rival.ben").get("/contacts/" + theirs.id + "/orders").at("items").as_array().size(),
        0u);
}

TEST_P(Orders, personal_facts_leave_the_house_masked) {
    auto id = order();
    for (auto path : {"/orders/" + id, std::string("/orders"), std::string("/orders?q=SG1001")}) {
        auto seen = as("ben").get(path);
        EXPECT_FALSE(seen.body.contains("13812345678")) << path;
        EXPECT_FALSE(seen.body.contains("王小明")) << path;
        EXPECT_FALSE(seen.body.contains("文三路")) << path;
        EXPECT_TRUE(seen.body.contains("5678")) << path;
    }
}

TEST_P(Orders, orders_are_found_by_number_parcel_phone_tail_phone_and_name) {
    auto ask = sample();
    ask.parcels = {{"顺丰", "SF1234567890123", {}, {}}};
    ask.state = OrderState::shipped;
    order(ask);
    auto other = sample("SG2");
    other.receiver = orders::Receiver{"李雷", "13900001111", "北京市朝阳区 1 号", {}};
    order(other);
    auto ben = as("ben");
    for (auto q :
         {"SG1001", "SF1234567890123", "5678", "13812345678", "%E7%8E%8B%E5%B0%8F%E6%98%8E"}) {
        auto found = ben.get(std::string("/orders?q=") + q);
        ASSERT_EQ(found.at("items").as_array().size(), 1u) << q << found.body;
        EXPECT_EQ(found.text("items.0.number"), "SG1001") << q;
    }
    EXPECT_EQ(ben.get("/orders?q=SG").at("items").as_array().size(), 0u);
    EXPECT_EQ(ben.get("/orders?state=shipped").at("items").as_array().size(), 1u);
    EXPECT_EQ(ben.get("/orders?after=rubbish").status, 422);
}

TEST_P(Orders, pages_of_orders_have_no_gaps_and_no_repetitions) {
    for (int i = 0; i < 7; ++i)
        order(sample("N" + std::to_string(i)));  // all placed in one instant
    std::set<std::string> seen;
    std::string path = "/orders?limit=3", after;
    for (int i = 0; i < 4; ++i) {
        auto list = as("ben").get(path + after);
        for (auto& item : list.at("items").as_array())
            seen.insert(std::string(item.at("number").as_string()));
        if (list.at("next").is_null()) break;
        after = "&after=" + list.text("next");
    }
    EXPECT_EQ(seen.size(), 7u);
}

TEST_P(Orders, remarks_and_flags_are_kept_and_found) {
    auto id = order();
    auto ben = as("ben");
    LiveSocket desk(as("beth"));
    auto done =
        ben.put("/orders/" + id + "/remark", {{"remark", "客户要求顺丰"}, {"flag", "blue"}});
    ASSERT_EQ(done.status, 200) << done.body;
    EXPECT_EQ(done.text("flag"), "blue");
    auto heard = desk.event("order_changed");
    ASSERT_TRUE(heard);
    EXPECT_EQ(heard->at("id").as_string(), id);
    EXPECT_EQ(ben.get("/orders?flag=blue").at("items").as_array().size(), 1u);
    EXPECT_EQ(ben.get("/orders?flag=blue&state=unpaid").at("items").as_array().size(), 0u);
    EXPECT_EQ(ben.get("/orders?flag=red").at("items").as_array().size(), 0u);
    EXPECT_EQ(ben.put("/orders/" + id + "/remark", {{"flag", "pink"}}).status, 400);
    EXPECT_EQ(ben.put("/orders/" + id + "/remark", {{"remark", std::string(501, 'x')}}).reason(),
              "too_long");
    EXPECT_EQ(as("rival.ben").put("/orders/" + id + "/remark", {{"flag", "red"}}).status, 404);
    EXPECT_EQ(as("wade").put("/orders/" + id + "/remark", {{"flag", "red"}}).status, 403);
}

TEST_P(Orders, an_address_changes_before_dispatch_and_not_after) {
    auto id = order();
    auto ben = as("ben");
    auto moved = ben.put("/orders/" + id + "/address",
                         {{"address", "广东省深圳市南山区科技园 2 号"}, {"phone", "13911112222"}});
    ASSERT_EQ(moved.status, 200) << moved.body;
    EXPECT_EQ(moved.text("receiver.region"), "广东省深圳市");
    EXPECT_TRUE(moved.text("receiver.phone").ends_with("2222"));
    EXPECT_FALSE(moved.body.contains("科技园"));
    EXPECT_EQ(
        ben.put("/orders/" + id + "/address", {{"address", "x"}, {"phone", "call me"}}).reason(),
        "bad_phone");
    ASSERT_EQ(
        ben.post("/orders/" + id + "/parcels", {{"carrier", "shunfeng"}, {"number", "SF1"}}).status,
        201);
    auto late = ben.put("/orders/" + id + "/address", {{"address", "广东省深圳市"}});
    EXPECT_EQ(late.status, 409);
    EXPECT_EQ(late.reason(), "already_shipped");
    EXPECT_TRUE(as("dora").get("/audit").body.contains("order_address_changed"));
}

TEST_P(Orders, a_cancel_is_possible_until_something_left) {
    auto ben = as("ben");
    auto id = order();
    EXPECT_EQ(ben.post("/orders/" + id + "/cancellation", {{"reason", ""}}).status, 422);
    auto gone = ben.post("/orders/" + id + "/cancellation", {{"reason", "拍错了"}});
    ASSERT_EQ(gone.status, 201) << gone.body;
    EXPECT_EQ(gone.text("state"), "canceled");
    EXPECT_EQ(ben.post("/orders/" + id + "/cancellation", {{"reason", "再取消"}}).reason(),
              "order_is_over");
    auto other = order(sample("SG2"));
    ben.post("/orders/" + other + "/parcels", {{"carrier", "yuantong"},
                                               {"number", "YT1"},
                                               {"lines", {{{"line", "l1"}, {"quantity", 1}}}}});
    EXPECT_EQ(ben.post("/orders/" + other + "/cancellation", {{"reason", "x"}}).reason(),
              "partly_shipped");
}

TEST_P(Orders, a_split_shipment_is_whole_when_its_last_parcel_left_and_there_when_all_arrived) {
    auto ben = as("ben");
    auto id = order();
    json::object first{{"carrier", "顺丰"},
                       {"number", "SF1"},
                       {"lines", json::array{json::object{{"line", "l2"}, {"quantity", 1}}}}};
    EXPECT_EQ(ben.post("/orders/" + id + "/parcels", first).text("state"), "part_shipped");
    EXPECT_EQ(ben.post("/orders/" + id + "/parcels", first).reason(), "parcel_known");
    auto whole = ben.post("/orders/" + id + "/parcels", {{"carrier", "顺丰"}, {"number", "SF2"}});
    EXPECT_EQ(whole.text("state"), "shipped");
    ASSERT_EQ(whole.at("parcels").as_array().size(), 2u);
    auto arrive = [&](const char* number) {
        store().write_now([&](kit::Work& work) {
            return orders::add_traces_by_number(
                work, acme.shop, number,
                {{clock.now(), orders::ParcelState::delivered, "", "已签收"}});
        });
    };
    arrive("SF1");
    EXPECT_EQ(ben.get("/orders/" + id).text("state"), "shipped");
    arrive("SF2");
    EXPECT_EQ(ben.get("/orders/" + id).text("state"), "delivered");
    EXPECT_EQ(ben.get("/orders/" + id).text("parcels.0.traces.0.text"), "已签收");
    EXPECT_EQ(as("rival.ben").get("/parcels/" + whole.text("parcels.0.id")).status, 404);
    EXPECT_EQ(ben.get("/parcels/" + whole.text("parcels.0.id")).text("number"), "SF1");
}

TEST_P(Orders, a_broken_promise_of_dispatch_is_seen_when_its_time_comes) {
    auto id = order();
    clock.set(*sample().paid_at + 48h - 1min);
    settle();
    EXPECT_TRUE(as("ben").get("/orders/" + id).at("late_at").is_null());
    clock.advance(2min);
    settle();
    EXPECT_FALSE(as("ben").get("/orders/" + id).at("late_at").is_null());
    EXPECT_EQ(as("ben").get("/orders/counts").number("late"), 1);
    auto other = order(sample("SG2"));
    as("ben").post("/orders/" + other + "/cancellation", {{"reason", "不要了"}});
    clock.advance(50h);
    settle();
    EXPECT_TRUE(as("ben").get("/orders/" + other).at("late_at").is_null());
}

TEST_P(Orders, the_team_is_warned_once_before_a_promise_of_dispatch_breaks) {
    auto id = order();
    auto by = *sample().paid_at + 48h;
    clock.set(by - 4h - 1min);
    settle();
    auto calm = as("ben").get("/orders/" + id);
    EXPECT_FALSE(calm.at("is_due_soon").as_bool());
    EXPECT_EQ(calm.number("dispatch_by"), by.us);
    clock.advance(2min);
    settle();
    auto warned = as("ben").get("/orders/" + id);
    EXPECT_TRUE(warned.at("is_due_soon").as_bool());
    EXPECT_EQ(warned.number("version"), calm.number("version") + 1);
    EXPECT_EQ(as("ben").get("/orders/counts").number("due_soon"), 1);
    EXPECT_EQ(as("rival.ben").get("/orders/counts").number("due_soon"), 0);
    EXPECT_EQ(as("ben").get("/orders?dispatch=due_soon").text("items.0.id"), id);
    EXPECT_EQ(as("ben").get("/orders?dispatch=late").at("items").as_array().size(), 0u);
    EXPECT_EQ(as("ben").get("/orders?q=SG1001&dispatch=due_soon").at("items").as_array().size(),
              1u);
    EXPECT_EQ(as("ben").get("/orders?q=SG1001&dispatch=late").at("items").as_array().size(), 0u);
    restart();
    clock.advance(1h);
    settle();
    EXPECT_EQ(as("ben").get("/orders/" + id).number("version"), warned.number("version"))
        << "warned of once";
    clock.set(by + 1min);
    settle();
    EXPECT_FALSE(as("ben").get("/orders/" + id).at("is_due_soon").as_bool());
    EXPECT_EQ(as("ben").get("/orders/counts").number("due_soon"), 0);
    EXPECT_EQ(as("ben").get("/orders?dispatch=late").text("items.0.id"), id);
}

TEST_P(Orders, goods_that_left_and_promises_that_moved_are_warned_of_no_more) {
    auto soon = clock.now() + 5h;
    auto ask = sample();
    ask.promised_by = soon;
    auto moved = order(ask);
    auto gone = sample("SG2");
    gone.promised_by = soon;
    auto sent = order(gone);
    clock.advance(2h);
    settle();
    EXPECT_EQ(as("ben").get("/orders/counts").number("due_soon"), 2);
    ask.version = 2;
    ask.promised_by = soon + 24h;
    order(ask);
    EXPECT_EQ(as("ben")
                  .post("/orders/" + sent + "/parcels", {{"carrier", "顺丰"}, {"number", "SF9"}})
                  .status,
              201);
    EXPECT_EQ(as("ben").get("/orders/counts").number("due_soon"), 0);
    EXPECT_FALSE(as("ben").get("/orders/" + moved).at("is_due_soon").as_bool());
    clock.set(soon + 21h);
    settle();
    EXPECT_TRUE(as("beth").get("/orders/" + moved).at("is_due_soon").as_bool())
        << "another promise, another warning";
    EXPECT_TRUE(as("beth").get("/orders/" + sent).at("late_at").is_null());
}

TEST_P(Orders, clocks_that_are_set_anew_count_for_orders_that_wait_already) {
    std::vector<std::string> ids;
    constexpr int waiting = 203;  // more than are set anew at once
    for (int i = 0; i < waiting; ++i) ids.push_back(order(sample("R" + std::to_string(i))));
    clock.set(*sample().paid_at + 21h);
    settle();
    EXPECT_EQ(as("ben").get("/orders/counts").number("due_soon"), 0);
    json::object wish{{"dispatch_hours", 24},
                      {"warn_hours", 4},
                      {"ship_from", ""},
                      {"silent_hours", {24, 24, 48, 72, 120}}};
    ASSERT_EQ(as("mia").put("/order_clocks", wish).status, 200);
    settle();
    EXPECT_EQ(as("ben").get("/orders/counts").number("due_soon"), waiting)
        << "24 hours instead of 48";
    wish["warn_hours"] = 0;
    ASSERT_EQ(as("mia").put("/order_clocks", wish).status, 200);
    settle();
    EXPECT_EQ(as("ben").get("/orders/counts").number("due_soon"), 0) << "no warnings any more";
    clock.advance(4h);
    settle();
    EXPECT_EQ(as("ben").get("/orders/counts").number("late"), waiting);
    EXPECT_FALSE(as("ben").get("/orders/" + ids[0]).at("is_due_soon").as_bool());
}

TEST_P(Orders, a_parcel_that_says_nothing_is_stuck_until_it_moves) {
    auto ask = sample();
    ask.state = OrderState::shipped;
    ask.parcels = {{"中通", "ZT1", {}, clock.now()}};
    auto id = order(ask);
    clock.advance(47h);
    settle();
    EXPECT_TRUE(as("ben").get("/orders/" + id).at("parcels.0.stuck_at").is_null());
    clock.advance(2h);
    settle();
    EXPECT_FALSE(as("ben").get("/orders/" + id).at("parcels.0.stuck_at").is_null());
    store().write_now([&](kit::Work& work) {
        return orders::add_traces_by_number(
            work, acme.shop, "ZT1",
            {{clock.now(), orders::ParcelState::in_transit, "杭州", "离开杭州转运中心"}});
    });
    EXPECT_TRUE(as("ben").get("/orders/" + id).at("parcels.0.stuck_at").is_null());
    EXPECT_EQ(as("ben").get("/orders/" + id).text("parcels.0.state"), "in_transit");
}

TEST_P(Orders, money_goes_back_once_and_never_more_than_was_paid) {
    auto id = order();
    auto line = as("ben").get("/orders/" + id).text("lines.1.id");
    auto give = [&](const std::string& key, std::int64_t amount, std::int64_t quantity) {
        return store().write_now([&](kit::Work& work) -> std::string {
            auto got = orders::mark_refunded(
                work, acme.shop, {id}, {key, kit::Id<orders::OrderLine>{line}, {amount}, quantity});
            return got ? "fine" : got.error().reason;
        });
    };
    EXPECT_EQ(give("case-1", 4000, 1), "fine");
    EXPECT_EQ(give("case-1", 4000, 1), "fine");
    EXPECT_EQ(give("case-1", 4001, 1), "key_reused");
    EXPECT_EQ(as("ben").get("/orders/" + id).number("refunded"), 4000);
    EXPECT_EQ(as("ben").get("/orders/" + id).number("lines.1.returned"), 1);
    EXPECT_EQ(give("case-2", 9000, 1), "above_paid");
    EXPECT_EQ(give("case-2", 100, 2), "above_quantity");
    // A source that now says less than went back already cannot be right.
    auto less = sample();
    less.version = 9;
    less.lines.pop_back();
    less.lines[0].price = {1500};
    less.tenders.clear();
    EXPECT_EQ(put(store(), acme.shop, less).reason, "below_refunded");
}

INSTANTIATE_TEST_SUITE_P(Engines, Orders, testing::Values("sqlite", "postgres"),
                         [](const auto& info) { return info.param; });
