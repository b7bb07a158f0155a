// A buyer's own page: a link that opens the after-sales of one order and of nothing else.
#include "cases.hpp"

class OwnCases : public Cases {
protected:
    std::string link_for(const std::string& order, const std::string& who = "ben") {
        auto made = as(who).post("/orders/" + order + "/case-links");
        EXPECT_EQ(made.status, 201) << made.body;
        return made.text("secret");
    }
    Answer asks(const std::string& secret, const json::object& more = {}) {
        json::object ask{{"client_key", "o" + std::to_string(++keys_)},
                         {"kind", "refund_unshipped"},
                         {"reason", "changed_mind"},
                         {"lines", json::array()}};
        for (auto& [name, value] : more) ask[name] = value;
        return nobody().post("/own-cases/" + secret, ask);
    }
    Answer does(const std::string& secret, const std::string& id, json::object ask) {
        ask["of"] = id;
        return nobody().post("/own-cases/" + secret + "/steps", ask);
    }
};

TEST_P(OwnCases, a_buyer_asks_shows_evidence_follows_and_withdraws_without_an_account) {
    auto id = order();
    auto secret = link_for(id);
    auto seen = nobody().get("/own-cases/" + secret);
    ASSERT_EQ(seen.status, 200) << seen.body;
    EXPECT_EQ(seen.text("number"), "SG1001");
    EXPECT_EQ(seen.at("lines").as_array().size(), 2u);
    auto asked = asks(secret, {{"words", "拍错了，想换大号"}});
    ASSERT_EQ(asked.status, 201) << asked.body;
    EXPECT_EQ(asked.number("amount"), 19'600) << "worked out by the house, not by the buyer";
    auto at = asked.text("id");
    auto shown = nobody().upload("/own-cases/" + secret + "/evidence/" + at + "?name=cup.txt",
                                 "a crack, in words");
    EXPECT_EQ(shown.status, 201) << shown.body;
    EXPECT_EQ(as("ben").get("/cases/" + at).text("evidence.0.side"), "buyer");
    EXPECT_EQ(does(secret, at, {{"event", "agree"}}).reason(), "not_yours") << "the seller's part";
    EXPECT_EQ(does(secret, at, {{"event", "time_passed"}}).reason(), "not_yours");
    auto gone = does(secret, at, {{"event", "withdraw"}, {"note", "不退了"}});
    EXPECT_EQ(gone.text("state"), "cancelled") << gone.body;
    auto history = as("ben").get("/cases/" + at);
    EXPECT_EQ(history.text("history.0.actor"), "buyer") << "explained from its own history";
}

TEST_P(OwnCases, an_offer_is_taken_by_the_buyer_and_money_that_leaves_is_not_withdrawn) {
    auto id = order();
    auto secret = link_for(id);
    auto at = asks(secret).text("id");
    EXPECT_EQ(step(at, "offer", {{"amount", 2'000}}).status, 201);
    auto seen = nobody().get("/own-cases/" + secret);
    EXPECT_EQ(seen.number("cases.0.offered"), 2'000);
    EXPECT_EQ(does(secret, at, {{"event", "accept_offer"}, {"version", 1}}).reason(), "changed")
        << "what was looked at is old";
    auto taken =
        does(secret, at, {{"event", "accept_offer"}, {"version", seen.number("cases.0.version")}});
    ASSERT_EQ(taken.status, 201) << taken.body;
    EXPECT_EQ(taken.text("state"), "refunding");
    EXPECT_EQ(taken.number("amount"), 2'000);
    EXPECT_EQ(does(secret, at, {{"event", "withdraw"}}).reason(), "money_is_leaving");
}

TEST_P(OwnCases, a_link_opens_one_order_for_a_while_and_a_guessed_one_nothing) {
    auto first = order("SG1001"), second = order("SG1002");
    auto secret = link_for(first), other = link_for(second);
    auto at = asks(secret).text("id");
    EXPECT_EQ(does(other, at, {{"event", "withdraw"}}).status, 404) << "another order's link";
    EXPECT_EQ(nobody().upload("/own-cases/" + other + "/evidence/" + at, "x").status, 404);
    EXPECT_EQ(asks(other, {{"lines", lines(line(first, 0))}}).reason(), "unknown_line");
    EXPECT_EQ(state(at), "review");
    auto guessed = secret;
    guessed.back() = guessed.back() == 'A' ? 'B' : 'A';
    for (auto& bad : {guessed, secret.substr(1), std::string(43, 'A'), std::string(300, 'A'),
                      kit::new_uuid({1})})
        EXPECT_EQ(nobody().get("/own-cases/" + bad).status, 404) << bad;
    auto kept = store().read_now([&](kit::Work& work) {
        return work.db.value<std::int64_t>("select count(*) from after_links where secret = ?",
                                           secret);
    });
    EXPECT_EQ(kept.value_or(1), 0) << "only its hash is kept";
    auto again = link_for(first);
    EXPECT_EQ(nobody().get("/own-cases/" + secret).reason(), "unknown_link")
        << "a new link ends the old one";
    EXPECT_EQ(nobody().get("/own-cases/" + again).status, 200);
    clock.advance(73h);
    EXPECT_EQ(nobody().get("/own-cases/" + again).reason(), "link_over");
    EXPECT_EQ(asks(again).reason(), "link_over");
    EXPECT_EQ(does(again, at, {{"event", "withdraw"}}).reason(), "link_over");
}

TEST_P(OwnCases, what_colleagues_say_and_who_they_are_is_not_shown) {
    auto id = order();
    auto secret = link_for(id);
    auto at = asks(secret).text("id");
    as("ben").post("/cases/" + at + "/notes", {{"text", "买家上月退过三次"}});
    as("ben").post("/cases/" + at + "/steps", {{"event", "refuse"}, {"note", "已拆封，不支持"}});
    auto seen = nobody().get("/own-cases/" + secret).body;
    for (auto* hidden : {"买家上月退过三次", "ben", "客服权限", "assignee", "policy"})
        EXPECT_EQ(seen.find(hidden), std::string::npos) << hidden;
    EXPECT_EQ(as("rival.ben").post("/orders/" + id + "/case-links").status, 404);
    EXPECT_EQ(nobody().post("/orders/" + id + "/case-links").status, 401);
}

TEST_P(OwnCases, hostile_files_are_refused_or_only_a_download_and_too_much_is_too_much) {
    auto id = order();
    auto secret = link_for(id);
    auto at = asks(secret).text("id");
    auto path = "/own-cases/" + secret + "/evidence/" + at;
    EXPECT_EQ(nobody().upload(path, "").status, 422);
    EXPECT_EQ(
        nobody().upload(path, std::string("\x89PNG\r\n\x1a\n") + std::string(200, 'x')).status, 422)
        << "calls itself a picture";
    EXPECT_EQ(nobody().upload(path, std::string(11 * 1024 * 1024, 'x')).status, 413);
    auto page = nobody().upload(path + "?name=..%2F..%2Fx.html", "<html><script>alert(1)</script>");
    ASSERT_EQ(page.status, 201) << page.body;
    EXPECT_EQ(page.text("name"), "evidence");
    auto file = as("ben").ask("GET", "/" + as("ben").get("/cases/" + at).text("evidence.0.url"));
    EXPECT_EQ(file.status, 200) << file.body;
    EXPECT_EQ(file.header("content-type"), "application/octet-stream");
    EXPECT_TRUE(file.header("content-disposition").starts_with("attachment"))
        << file.header("content-disposition");
    EXPECT_TRUE(file.header("content-security-policy").contains("sandbox"));
}

TEST_P(OwnCases, what_people_settle_is_not_asked_for_here_and_late_is_late) {
    auto told = sample("SG2001");
    told.state = orders::OrderState::delivered;
    told.shipped_at = sample_time;
    told.delivered_at = sample_time;
    auto id = put(store(), acme.shop, told).id.text;
    auto secret = link_for(id);
    for (auto* kind : {"compensation", "partial_refund", "price_protection"})
        EXPECT_EQ(asks(secret, {{"kind", kind}}).reason(), "not_asked_here") << kind;
    EXPECT_EQ(asks(secret, {{"client_key", ""}}).reason(), "bad_client_key");
    clock.set(sample_time + std::chrono::days{15} + 1h);
    auto late = store().write_now([&](kit::Work& work) {
        return work.db.execute("update after_links set expires_at = ?", work.now + 1h);
    });
    EXPECT_EQ(late, 1);
    EXPECT_EQ(asks(secret, {{"kind", "return_refund"}}).reason(), "window_over");
}

IN_BOTH_ENGINES(OwnCases);
