#include "kit/crypto/crypto.hpp"
#include "kit/crypto/foreign.hpp"
#include "orders/sample.hpp"

class Feeds : public House {
protected:
    void SetUp() override {
        House::SetUp();
        if (!IsSkipped()) clock.set(sample_time + 1h);
    }
    std::string shipped(const std::string& parcel, const Cast& of) {
        auto ask = sample();
        ask.state = orders::OrderState::shipped;
        ask.parcels = {{"顺丰", parcel, {}, sample_time}};
        return put(store(), of.shop, ask).id.text;
    }
    std::string feed(const std::string& kind, const std::string& who = "dora") {
        auto made = as(who).put("/carrier_feeds", {{"kind", kind}, {"secret", "sesame"}});
        EXPECT_EQ(made.status, 200) << made.body;
        EXPECT_FALSE(made.body.contains("sesame"));
        return made.text("hook");
    }
    // Tests ask for paths of the API; a hook's is a whole one.
    Answer push(const std::string& path, const std::string& body, const std::string& sign) {
        return nobody().ask("POST", "//" + path.substr(1), body,
                            {{"Content-Type", "application/json"}, {"sign", sign}});
    }
    static std::string body(const std::string& number, const std::string& status,
                            const std::string& time) {
        return R"({"event":"TRACKING_UPDATED","data":{"number":")" + number +
               R"(","track_info":{"latest_status":{"status":")" + status +
               R"("},"latest_event":{"time_iso":")" + time + R"(","description":")" + status +
               R"("}}}})";
    }
    static std::string upper(std::string of) {
        std::ranges::transform(of, of.begin(),
                               [](char c) { return static_cast<char>(std::toupper(c)); });
        return of;
    }
    static std::string sign(const std::string& body) {
        return kit::crypto::sha256_hex(body + "/sesame");
    }
};

TEST_P(Feeds, a_push_with_a_right_signature_moves_the_parcel_and_a_wrong_one_changes_nothing) {
    auto id = shipped("N1", acme);
    auto path = feed("seventeentrack");
    auto moved = body("N1", "OutForDelivery", "2026-12-22T12:26:00Z");
    auto refused = push(path, moved, sign(moved + " "));
    EXPECT_EQ(refused.status, 401);
    EXPECT_EQ(refused.reason(), "bad_signature");
    EXPECT_EQ(as("ben").get("/orders/" + id).text("parcels.0.state"), "packed");
    EXPECT_EQ(as("dora").get("/carrier_feeds").number("items.0.refused"), 1);
    auto thanks = push(path, moved, sign(moved));
    EXPECT_EQ(thanks.status, 200) << thanks.body;
    EXPECT_EQ(thanks.text("returnCode"), "200");
    EXPECT_EQ(as("ben").get("/orders/" + id).text("parcels.0.state"), "out_for_delivery");
}

// Behind a proxy the house knows by which name others reach it.
class FeedsByName : public Feeds {
protected:
    FeedsByName() { options.public_url = "https://desk.example"; }
};
IN_BOTH_ENGINES(FeedsByName);

TEST_P(FeedsByName, are_given_the_house_s_own_address) {
    EXPECT_TRUE(feed("seventeentrack").starts_with("https://desk.example/hooks/carriers/"));
}

TEST_P(Feeds, of_kuaidi100_are_forms_signed_with_a_salt) {
    auto id = shipped("YT1", acme);
    auto path = feed("kuaidi100");
    std::string param =
        R"({"status":"polling","lastResult":{"state":"5","com":"yuantong","nu":"YT1","data":[)"
        R"({"context":"快件正在派送","ftime":"2026-12-22 20:26:00","status":"派件"}]}})";
    std::string escaped;
    for (char c : param)
        escaped += {'%', "0123456789ABCDEF"[c >> 4 & 15], "0123456789ABCDEF"[c & 15]};
    auto form = [&](const std::string& salt) {
        return "sign=" + upper(kit::crypto::md5_hex(param + salt)) + "&param=" + escaped;
    };
    auto called = [&](const std::string& body) {
        return nobody().ask("POST", "//" + path.substr(1), body,
                            {{"Content-Type", "application/x-www-form-urlencoded"}});
    };
    EXPECT_EQ(called(form("open")).reason(), "bad_signature");
    EXPECT_EQ(called("param=" + escaped).reason(), "required");
    EXPECT_EQ(as("ben").get("/orders/" + id).text("parcels.0.state"), "packed");
    auto thanks = called(form("sesame"));
    EXPECT_EQ(thanks.status, 200) << thanks.body;
    EXPECT_EQ(thanks.text("returnCode"), "200");
    EXPECT_EQ(as("ben").get("/orders/" + id).text("parcels.0.state"), "out_for_delivery");
    EXPECT_EQ(as("ben").get("/orders/" + id).text("parcels.0.traces.0.text"), "快件正在派送");
}

TEST_P(Feeds, of_aftership_are_signed_in_a_header) {
    auto id = shipped("N1", acme);
    auto path = feed("aftership");
    std::string said =
        R"({"event":"tracking_update","event_id":"e1","msg":{"tag":"AttemptFail","tracking_number":"N1",)"
        R"("checkpoints":[{"checkpoint_time":"2026-12-22T20:26:00+08:00","tag":"AttemptFail","message":"Nobody home"}]}})";
    auto called = [&](const std::string& key) {
        return nobody().ask(
            "POST", "//" + path.substr(1), said,
            {{"Content-Type", "application/json"},
             {"aftership-hmac-sha256", kit::crypto::base64(kit::crypto::hmac_sha256(key, said))}});
    };
    EXPECT_EQ(called("sesam").reason(), "bad_signature");
    EXPECT_EQ(called("sesame").status, 200);
    EXPECT_EQ(as("ben").get("/orders/" + id).text("parcels.0.state"), "exception");
}

// A carrier's clock that runs ahead would hold the parcel where it is for ever.
TEST_P(Feeds, a_scan_from_the_future_is_passed_over) {
    auto id = shipped("N1", acme);
    auto path = feed("seventeentrack");
    for (auto& scan : {body("N1", "Delivered", "2027-01-30T12:26:00Z"),
                       body("N1", "OutForDelivery", "2026-12-22T12:26:00Z")})
        EXPECT_EQ(push(path, scan, sign(scan)).status, 200);
    auto now = as("ben").get("/orders/" + id);
    EXPECT_EQ(now.text("parcels.0.state"), "out_for_delivery");
    EXPECT_EQ(now.at("parcels.0.traces").as_array().size(), 1u);
}

TEST_P(Feeds, a_push_said_again_and_one_that_comes_late_change_nothing) {
    auto id = shipped("N1", acme);
    auto path = feed("seventeentrack");
    auto early = body("N1", "InTransit", "2026-12-22T12:20:00Z"),
         late = body("N1", "Delivered", "2026-12-22T12:26:00Z");
    EXPECT_EQ(push(path, late, sign(late)).status, 200);
    auto before = as("ben").get("/orders/" + id);
    EXPECT_EQ(before.text("state"), "delivered");
    EXPECT_EQ(push(path, late, sign(late)).status, 200);
    EXPECT_EQ(as("ben").get("/orders/" + id).body, before.body);
    EXPECT_EQ(push(path, early, sign(early)).status, 200);
    auto after = as("ben").get("/orders/" + id);
    EXPECT_EQ(after.text("parcels.0.state"), "delivered");
    EXPECT_EQ(after.at("parcels.0.traces").as_array().size(), 2u);
}

TEST_P(Feeds, a_feed_knows_parcels_of_its_own_shop_only) {
    auto theirs = shipped("N1", rival);
    auto path = feed("seventeentrack");
    auto moved = body("N1", "Delivered", "2026-12-22T12:26:00Z");
    EXPECT_EQ(push(path, moved, sign(moved)).status,
              200);  // an unknown number is thanked for all the same
    EXPECT_EQ(as("rival.ben").get("/orders/" + theirs).text("parcels.0.state"), "packed");
    EXPECT_EQ(as("rival.dora").get("/carrier_feeds").at("items").as_array().size(), 0u);
    auto feed_id = as("dora").get("/carrier_feeds").text("items.0.id");
    EXPECT_EQ(as("rival.dora").remove("/carrier_feeds/" + feed_id).status, 404);
    EXPECT_EQ(as("dora").remove("/carrier_feeds/" + feed_id).status, 204);
    EXPECT_EQ(push(path, moved, sign(moved)).status, 404);
    EXPECT_EQ(push("/hooks/carriers/nonsense", moved, sign(moved)).status, 404);
}

TEST_P(Feeds, strangers_track_by_number_and_tail_and_learn_nothing_from_a_wrong_one) {
    shipped("N1", acme);
    auto ask = [&](const std::string& number, const std::string& tail) {
        return nobody().post("/tracking", {{"key", "acme"}, {"number", number}, {"tail", tail}});
    };
    auto found = ask("SG1001", "5678");
    ASSERT_EQ(found.status, 201) << found.body;
    EXPECT_EQ(found.text("parcels.0.number"), "N1");
    EXPECT_FALSE(found.body.contains("王"));
    EXPECT_FALSE(found.body.contains("138"));
    auto strip = [](Answer answer) {
        auto value = answer.parsed();
        value.as_object().erase("request_id");
        return std::to_string(answer.status) + json::serialize(value);
    };
    auto wrong_tail = ask("SG1001", "0000"), wrong_number = ask("SG9999", "5678");
    EXPECT_EQ(strip(wrong_tail), strip(wrong_number));
    EXPECT_EQ(strip(ask("SG1001", "")), strip(wrong_number));
    EXPECT_EQ(wrong_tail.status, 404);
    // Ten wrong tries an hour, for an order that is there and one that is not.
    for (int i = 0; i < 12; ++i) ask("SG1001", "0001"), ask("SG9999", "0001");
    EXPECT_EQ(ask("SG1001", "5678").status, 429);
    EXPECT_EQ(ask("SG9999", "5678").status, 429);
    clock.advance(1h);
    EXPECT_EQ(ask("SG1001", "5678").status, 201);
    EXPECT_EQ(nobody()
                  .post("/tracking", {{"key", "rival"}, {"number", "SG1001"}, {"tail", "5678"}})
                  .status,
              404);
}

TEST_P(Feeds, a_shop_sets_its_own_clocks) {
    EXPECT_EQ(as("ben").get("/order_clocks").number("dispatch_hours"), 48);
    json::object wish{{"dispatch_hours", 24},
                      {"warn_hours", 6},
                      {"ship_from", "浙江省杭州市"},
                      {"silent_hours", {12, 24, 36, 72, 120}}};
    EXPECT_EQ(as("ben").put("/order_clocks", wish).status, 403);
    EXPECT_EQ(as("mia").put("/order_clocks", wish).status, 200);
    EXPECT_EQ(as("mia").put("/order_clocks", wish).status, 200);
    EXPECT_EQ(as("ben").get("/order_clocks").text("ship_from"), "浙江省杭州市");
    EXPECT_EQ(as("rival.ben").get("/order_clocks").number("dispatch_hours"), 48);
    EXPECT_EQ(as("ben").get("/order_clocks").number("warn_hours"), 6);
    for (auto hours : {-1, 24, 25}) {
        wish["warn_hours"] = hours;
        auto refused = as("mia").put("/order_clocks", wish);
        EXPECT_EQ(refused.status, 422);
        EXPECT_EQ(refused.reason(), "bad_hours");
        EXPECT_EQ(refused.text("field"), "warn_hours");
    }
    wish["warn_hours"] = 0;
    EXPECT_EQ(as("mia").put("/order_clocks", wish).status, 200);
    wish["warn_hours"] = 6;
    wish["dispatch_hours"] = 0;
    EXPECT_EQ(as("mia").put("/order_clocks", wish).reason(), "bad_hours");
    wish["dispatch_hours"] = 24;
    wish["silent_hours"] = json::array{1};
    EXPECT_EQ(as("mia").put("/order_clocks", wish).reason(), "bad_hours");
    EXPECT_EQ(as("ben").get("/orders/" + shipped("N1", acme)).text("parcels.0.route"), "same_city");
}

INSTANTIATE_TEST_SUITE_P(Engines, Feeds, testing::Values("sqlite", "postgres"),
                         [](const auto& info) { return info.param; });
