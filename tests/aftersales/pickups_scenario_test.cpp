// A courier fetches what comes back: chosen by the buyer on their page, booked and followed at the
// desk.
#include "aftersales/calendar.hpp"
#include "cases.hpp"
#include "kit/crypto/crypto.hpp"

namespace {

class Pickups : public Cases {
protected:
    void SetUp() override {
        Cases::SetUp();
        if (IsSkipped()) return;
        ASSERT_EQ(as("mia")
                      .put("/pickup-rules", {{"is_offered", true},
                                             {"days_ahead", 5},
                                             {"cut_off_hours", 2},
                                             {"hours", hours()}})
                      .status,
                  200);
        order_ = order();
        secret_ = as("ben").post("/orders/" + order_ + "/case-links").text("secret");
        case_ = open(order_, "return_refund", {{"lines", lines(line(order_, 0))}}).text("id");
    }
    static json::array hours(int second = 13) {
        return {json::object{{"from", 9}, {"to", 11}}, json::object{{"from", second}, {"to", 15}}};
    }
    // Days after the day on which the sample was ordered, an hour in China.
    static std::int64_t window(int days, int hour) {
        return aftersales::end_of(aftersales::day_of(kit::Time{sample_time.us}) + days - 1).us +
               hour * 3'600'000'000;
    }
    void agree() { ASSERT_EQ(step(case_, "agree").status, 201); }
    Answer asks(std::int64_t from, const json::object& more = {}, const std::string& secret = "") {
        json::object ask{
            {"of", case_}, {"client_key", "p" + std::to_string(++keys_)}, {"from", from}};
        for (auto& [name, value] : more) ask[name] = value;
        return nobody().post("/own-cases/" + (secret.empty() ? secret_ : secret) + "/pickups", ask);
    }
    Answer moves(const std::string& id, std::int64_t from, const json::object& more = {}) {
        json::object ask{{"from", from}};
        for (auto& [name, value] : more) ask[name] = value;
        return nobody().put("/own-cases/" + secret_ + "/pickups/" + id, ask);
    }
    Answer gives_up(const std::string& id) {
        return nobody().remove("/own-cases/" + secret_ + "/pickups/" + id);
    }
    Answer book(const std::string& number = "SF100200300", const std::string& who = "ben") {
        return as(who).post("/cases/" + case_ + "/pickup-booking",
                            {{"carrier", "shunfeng"}, {"number", number}});
    }
    Answer fail(const std::string& reason = "家里没人") {
        return as("ben").post("/cases/" + case_ + "/pickup-failure", {{"reason", reason}});
    }
    Answer collect() { return as("ben").post("/cases/" + case_ + "/pickup-collection"); }
    Answer own() { return nobody().get("/own-cases/" + secret_); }
    // A case of somebody whom the house can write to.
    Caller known_buyer() {
        auto proof = kit::crypto::sign_identity({"b-42", "小明", "", clock.now() + 5min},
                                                acme.identity_key, acme.key, clock.now());
        auto visit = nobody().post("/visits", {{"key", "acme"}, {"identity", proof}});
        EXPECT_EQ(visit.status, 201) << visit.body;
        Caller ann{port(),
                   {{"Authorization", "Visitor " + visit.text("visitor")}},
                   visit.text("contact.id"),
                   visit.text("visitor")};
        order_ = order("SG1007");
        settle();
        secret_ = as("ben").post("/orders/" + order_ + "/case-links").text("secret");
        case_ = open(order_, "return_refund", {{"lines", lines(line(order_, 0))}}).text("id");
        return ann;
    }
    std::string order_, secret_, case_;
};

TEST_P(Pickups, a_buyer_chooses_when_the_desk_books_and_what_was_fetched_is_on_its_way) {
    EXPECT_TRUE(own().at("cases.0.pickup_offer").is_null()) << "nothing comes back yet";
    EXPECT_EQ(asks(window(1, 9)).reason(), "not_now");
    agree();
    auto seen = own();
    EXPECT_EQ(seen.at("cases.0.pickup_offer.windows").as_array().size(), 8u)
        << "of five days, today's are too near";
    EXPECT_EQ(seen.text("cases.0.pickup_offer.address"), "浙江省杭州市西湖区****");
    EXPECT_EQ(seen.text("cases.0.pickup_offer.phone"), "138****5678");
    auto asked = asks(window(1, 9));
    ASSERT_EQ(asked.status, 201) << asked.body;
    EXPECT_EQ(asked.text("pickup.state"), "asked");
    EXPECT_EQ(asked.number("pickup.change_until"), window(1, 7));
    EXPECT_EQ(as("ben").get("/pickups").text("items.0.case_number"), seen.text("cases.0.number"));
    EXPECT_EQ(as("wade").get("/return-parcels/pickups").text("items.0.state"), "asked");
    EXPECT_EQ(collect().reason(), "not_booked");
    auto booked = book("sf 100200300");
    ASSERT_EQ(booked.status, 201) << booked.body;
    EXPECT_EQ(booked.text("pickups.0.number"), "SF100200300");
    EXPECT_EQ(own().text("cases.0.pickup.carrier"), "顺丰速运");
    EXPECT_EQ(book().status, 201) << "the same again";
    EXPECT_EQ(times(case_, "pickup_booked"), 1);
    auto fetched = collect();
    ASSERT_EQ(fetched.status, 201) << fetched.body;
    EXPECT_EQ(fetched.text("brief.state"), "wait_seller_receive");
    EXPECT_EQ(fetched.text("waybill"), "SF100200300");
    EXPECT_EQ(fetched.text("pickups.0.state"), "collected");
    EXPECT_EQ(fetched.text("returns.0.number"), "SF100200300") << "the warehouse expects it";
    EXPECT_TRUE(as("ben").get("/pickups").at("items").as_array().empty());
    EXPECT_EQ(collect().reason(), "no_pickup");
    for (auto* event : {"pickup_asked", "pickup_booked", "pickup_collected"})
        EXPECT_EQ(times(case_, event), 1) << event;
}

TEST_P(Pickups, it_is_moved_and_given_up_until_the_cut_off_and_a_moved_one_is_booked_anew) {
    agree();
    auto id = asks(window(1, 9)).text("pickup.id");
    book();
    auto moved = moves(id, window(2, 13));
    ASSERT_EQ(moved.status, 200) << moved.body;
    EXPECT_EQ(moved.text("pickup.state"), "asked");
    EXPECT_EQ(moved.text("pickup.number"), "") << "the courier knows of the old window";
    EXPECT_EQ(moves(id, window(2, 13)).status, 200);
    EXPECT_EQ(times(case_, "pickup_moved"), 1) << "the same again is nothing new";
    EXPECT_EQ(moves(id, window(2, 12)).reason(), "window_not_offered");
    clock.set(kit::Time{window(2, 11) + 1});
    EXPECT_EQ(moves(id, window(3, 9)).reason(), "too_late_to_change");
    EXPECT_EQ(gives_up(id).reason(), "too_late_to_change");
    EXPECT_TRUE(own().at("cases.0.pickup.change_until").is_null());
    clock.set(kit::Time{window(2, 11)} - 60s);
    auto gone = gives_up(id);
    ASSERT_EQ(gone.status, 200) << gone.body;
    EXPECT_EQ(gone.text("pickup.state"), "withdrawn");
    EXPECT_EQ(gives_up(id).status, 200) << "again";
    EXPECT_EQ(times(case_, "pickup_withdrawn"), 1);
    EXPECT_EQ(moves(id, window(3, 9)).reason(), "pickup_over");
    EXPECT_EQ(asks(window(3, 9)).status, 201) << "another one";
}

TEST_P(Pickups, a_courier_who_found_nobody_comes_again_and_the_buyer_has_all_their_time) {
    agree();
    auto until = seen(case_).brief.deadline_at;
    asks(window(1, 9));
    book();
    EXPECT_EQ(fail("").status, 422) << "why is to be said";
    clock.advance(2h);
    auto failed = fail();
    ASSERT_EQ(failed.status, 201) << failed.body;
    EXPECT_EQ(failed.text("pickups.0.state"), "failed");
    EXPECT_GT(seen(case_).brief.deadline_at->us, until->us) << "begins anew";
    EXPECT_EQ(fail().reason(), "no_pickup");
    EXPECT_EQ(own().text("cases.0.pickup.reason"), "家里没人");
    auto again = asks(window(2, 9));
    ASSERT_EQ(again.status, 201) << again.body;
    EXPECT_EQ(again.text("pickup.state"), "asked");
    EXPECT_EQ(as("ben").get("/cases/" + case_).at("pickups").as_array().size(), 2u);
}

TEST_P(Pickups, what_is_not_offered_not_theirs_or_not_now_is_refused_and_nothing_is_written) {
    agree();
    EXPECT_EQ(asks(window(0, 9)).reason(), "window_past");
    EXPECT_EQ(asks(window(0, 13)).reason(), "window_past");
    EXPECT_EQ(asks(window(1, 10)).reason(), "window_not_offered");
    EXPECT_EQ(asks(window(5, 9)).reason(), "window_not_offered");
    EXPECT_EQ(asks(window(1, 9), {{"client_key", ""}}).reason(), "bad_client_key");
    EXPECT_EQ(asks(window(1, 9), {{"phone", "12"}}).reason(), "bad_phone");
    EXPECT_EQ(asks(window(1, 9), {{"name", "李小红"}, {"phone", "12"}}).reason(), "bad_phone")
        << "and the name is not put away";
    EXPECT_EQ(
        asks(window(1, 9), {{"phone", "13911112222"}, {"address", std::string(300, 'x')}}).reason(),
        "too_long");
    EXPECT_EQ(asks(window(1, 9), {{"address", std::string(2000, 'x')}}).status, 422);
    auto second = order("SG1002");
    auto other = as("ben").post("/orders/" + second + "/case-links").text("secret");
    EXPECT_EQ(asks(window(1, 9), {}, other).status, 404) << "another order's link";
    EXPECT_EQ(asks(window(1, 9), {}, std::string(43, 'A')).reason(), "unknown_link");
    EXPECT_EQ(times(case_, "pickup_asked"), 0);
    auto kept = asks(window(1, 9), {{"client_key", "once"}});
    ASSERT_EQ(kept.status, 201) << kept.body;
    auto id = kept.text("pickup.id");
    EXPECT_EQ(asks(window(1, 9), {{"client_key", "once"}}).text("pickup.id"), id)
        << "the same request again";
    EXPECT_EQ(times(case_, "pickup_asked"), 1);
    EXPECT_EQ(asks(window(2, 9), {{"client_key", "once"}}).reason(), "key_reused");
    EXPECT_EQ(asks(window(2, 9)).reason(), "pickup_open");
    EXPECT_EQ(
        nobody().put("/own-cases/" + other + "/pickups/" + id, {{"from", window(2, 9)}}).status,
        404);
    EXPECT_EQ(nobody().remove("/own-cases/" + other + "/pickups/" + id).status, 404);
    EXPECT_EQ(as("rival.ben")
                  .post("/cases/" + case_ + "/pickup-booking", {{"carrier", "sf"}, {"number", "1"}})
                  .status,
              404);
    EXPECT_TRUE(as("rival.ben").get("/pickups").at("items").as_array().empty());
    EXPECT_EQ(own().text("cases.0.pickup.state"), "asked");
}

TEST_P(Pickups, who_waits_for_a_courier_does_not_run_out_of_time) {
    agree();
    asks(window(4, 13));
    work_on(24 * 8);
    EXPECT_EQ(state(case_), "wait_buyer_return") << "a lead is called instead of closing it";
    EXPECT_TRUE(seen(case_).brief.called_lead);
    EXPECT_EQ(times(case_, "time_passed"), 1);
}

TEST_P(Pickups, who_sends_it_themselves_or_withdraws_needs_no_courier) {
    agree();
    asks(window(1, 9));
    nobody().post("/own-cases/" + secret_ + "/steps",
                  {{"of", case_}, {"event", "shipped_back"}, {"waybill", "YT1"}});
    EXPECT_EQ(seen(case_).pickups.front().state, aftersales::PickupState::withdrawn);
    EXPECT_EQ(times(case_, "pickup_withdrawn"), 1);
    EXPECT_EQ(book().reason(), "no_pickup");
}

TEST_P(Pickups, the_buyer_hears_in_their_chat_that_nobody_got_the_parcel_once_and_not_at_night) {
    auto ann = known_buyer();
    agree();
    auto told = [&] {
        auto all = ann.get("/visit/messages").at("items").as_array();
        return std::ranges::count_if(all, [](auto& one) {
            return std::string_view(one.at("text").as_string()).contains("没有取到您的包裹");
        });
    };
    ASSERT_EQ(asks(window(1, 9)).status, 201);
    EXPECT_EQ(fail().status, 201);
    settle();
    EXPECT_EQ(told(), 1);
    EXPECT_EQ(times(case_, "buyer_told"), 1);

    ASSERT_EQ(asks(window(1, 9)).status, 201);
    clock.set(kit::Time{window(0, 22)} + 30min);
    EXPECT_EQ(fail("敲门无人应").status, 201);
    settle();
    EXPECT_EQ(told(), 1) << "not at night";
    ASSERT_EQ(asks(window(1, 13)).status, 201);
    EXPECT_EQ(fail("电话无人接").status, 201);
    clock.set(kit::Time{window(1, 8)});
    settle();
    EXPECT_EQ(told(), 2) << "of the last one only";
}

TEST_P(Pickups, who_chose_again_in_the_night_is_told_nothing_in_the_morning) {
    known_buyer();
    agree();
    ASSERT_EQ(asks(window(1, 9)).status, 201);
    clock.set(kit::Time{window(0, 22)} + 30min);
    EXPECT_EQ(fail().status, 201);
    ASSERT_EQ(asks(window(1, 13)).status, 201);
    clock.set(kit::Time{window(1, 8)});
    settle();
    EXPECT_EQ(times(case_, "buyer_told") + times(case_, "buyer_not_told"), 0);
}

TEST_P(Pickups, a_courier_who_was_booked_for_nothing_is_called_off) {
    agree();
    auto call_off = [&](const std::string& who = "ben") {
        return as(who).post("/cases/" + case_ + "/pickup-calling-off");
    };
    EXPECT_EQ(call_off().reason(), "not_to_call_off");
    auto id = asks(window(1, 9)).text("pickup.id");
    gives_up(id);
    EXPECT_EQ(call_off().reason(), "not_to_call_off") << "nobody had been booked";
    asks(window(1, 9));
    book();
    nobody().post("/own-cases/" + secret_ + "/steps",
                  {{"of", case_}, {"event", "shipped_back"}, {"waybill", "YT1"}});
    auto listed = as("ben").get("/pickups");
    ASSERT_EQ(listed.at("items").as_array().size(), 1u) << listed.body;
    EXPECT_EQ(listed.text("items.0.number"), "SF100200300");
    EXPECT_TRUE(listed.at("items.0.is_to_call_off").as_bool());
    EXPECT_EQ(call_off("rival.ben").status, 404);
    auto told = call_off();
    ASSERT_EQ(told.status, 201) << told.body;
    EXPECT_FALSE(told.at("pickups.0.is_to_call_off").as_bool());
    EXPECT_EQ(call_off().status, 201) << "again";
    EXPECT_EQ(times(case_, "pickup_called_off"), 1);
    EXPECT_TRUE(as("ben").get("/pickups").at("items").as_array().empty());
}

TEST_P(Pickups, a_courier_of_a_case_that_is_over_is_called_off_too) {
    agree();
    asks(window(1, 9));
    book();
    EXPECT_FALSE(seen(case_).pickups.front().is_to_call_off) << "still wanted";
    nobody().post("/own-cases/" + secret_ + "/steps", {{"of", case_}, {"event", "withdraw"}});
    EXPECT_EQ(state(case_), "cancelled");
    EXPECT_TRUE(seen(case_).pickups.front().is_to_call_off);
    auto counted = as("ben").get("/cases/counts").number("open");
    EXPECT_EQ(as("ben").post("/cases/" + case_ + "/pickup-calling-off").status, 201);
    EXPECT_FALSE(seen(case_).pickups.front().is_to_call_off);
    EXPECT_EQ(state(case_), "cancelled");
    EXPECT_EQ(as("ben").get("/cases/counts").number("open"), counted);
}

TEST_P(Pickups, a_courier_whose_window_has_passed_needs_no_word) {
    agree();
    auto id = asks(window(1, 9)).text("pickup.id");
    book();
    gives_up(id);
    EXPECT_EQ(as("ben").get("/pickups").at("items").as_array().size(), 1u);
    clock.set(kit::Time{window(1, 11)});
    EXPECT_TRUE(as("wade").get("/return-parcels/pickups").at("items").as_array().empty());
    EXPECT_FALSE(seen(case_).pickups.front().is_to_call_off);
}

TEST_P(Pickups, the_scan_knows_a_parcel_that_our_courier_fetched) {
    agree();
    asks(window(1, 9));
    book();
    auto other = open(order_, "return_refund", {{"lines", lines(line(order_, 1))}}).text("id");
    step(other, "agree");
    EXPECT_EQ(step(other, "shipped_back", {{"waybill", "OTHER1"}}).status, 201);
    EXPECT_EQ(book("other1").reason(), "waybill_taken");
    auto scanned = as("wade").post("/return-parcels/receipts", {{"number", "SF100200300"}});
    ASSERT_EQ(scanned.status, 201) << scanned.body;
    EXPECT_EQ(state(case_), "wait_seller_receive");
    EXPECT_EQ(seen(case_).pickups.front().state, aftersales::PickupState::collected);
}

TEST_P(Pickups, another_address_goes_into_the_vault_and_nowhere_else) {
    agree();
    auto asked = asks(window(1, 9), {{"address", "江苏省南京市鼓楼区中山路 99 号"},
                                     {"phone", "13911112222"},
                                     {"name", "李小红"}});
    ASSERT_EQ(asked.status, 201) << asked.body;
    EXPECT_EQ(asked.text("pickup.phone"), "139****2222");
    EXPECT_EQ(own().text("cases.0.pickup_offer.phone"), "138****5678") << "the order keeps its own";
    auto at = as("ben").get("/cases/" + case_).body + own().body + as("ben").get("/pickups").body;
    for (auto* plain : {"中山路", "13911112222", "李小红"})
        EXPECT_EQ(at.find(plain), std::string::npos) << plain;
    auto slip = as("ben").get("/cases/" + case_).text("pickups.0.address_slip");
    auto opened = store().read_now(
        [&](kit::Work& work) { return customers::opened(work, acme.shop, {slip}); });
    EXPECT_EQ(opened.value_or(""), "江苏省南京市鼓楼区中山路 99 号");
}

TEST_P(Pickups, a_shop_offers_its_own_hours_or_none) {
    EXPECT_EQ(
        as("ben")
            .put(
                "/pickup-rules",
                {{"is_offered", true}, {"days_ahead", 5}, {"cut_off_hours", 2}, {"hours", hours()}})
            .status,
        403);
    EXPECT_EQ(as("mia")
                  .put("/pickup-rules", {{"is_offered", true},
                                         {"days_ahead", 5},
                                         {"cut_off_hours", 2},
                                         {"hours", hours(10)}})
                  .reason(),
              "hours_overlap");
    EXPECT_FALSE(as("rival.ben").get("/pickup-rules").at("is_offered").as_bool())
        << "the house's own: none";
    ASSERT_EQ(as("mia")
                  .put("/pickup-rules", {{"is_offered", false},
                                         {"days_ahead", 3},
                                         {"cut_off_hours", 2},
                                         {"hours", hours()}})
                  .status,
              200);
    agree();
    EXPECT_TRUE(own().at("cases.0.pickup_offer").is_null());
    EXPECT_EQ(asks(window(1, 9)).reason(), "pickup_not_offered");
}

IN_BOTH_ENGINES(Pickups);

}  // namespace
