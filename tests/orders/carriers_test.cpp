// What carriers' houses push. The signed vectors are the vendors' algorithms over fixed bytes.
#include <gtest/gtest.h>

#include "kit/crypto/crypto.hpp"
#include "kit/crypto/foreign.hpp"
#include "orders/carriers.hpp"

using namespace orders;
using enum ParcelState;

static const std::string kuaidi_param =
    R"({"status":"polling","billstatus":"got","message":"","lastResult":{"message":"ok","state":"0","status":"200","condition":"F00","ischeck":"0","com":"yuantong","nu":"YT1234567890123","data":[{"context":"快件已揽收","time":"2024-05-01 10:00:00","ftime":"2024-05-01 10:00:00","status":"揽收"}]}})";

static std::string escaped(std::string_view text) {
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string out;
    for (char c : text) out += {'%', digits[c >> 4 & 15], digits[c & 15]};
    return out;
}
static std::string form(const std::string& param, const std::string& sign) {
    return "sign=" + sign + "&param=" + escaped(param);
}
static std::string signed_form(const std::string& param, const std::string& salt) {
    auto sign = kit::crypto::md5_hex(param + salt);
    std::ranges::transform(sign, sign.begin(),
                           [](char c) { return static_cast<char>(std::toupper(c)); });
    return form(param, sign);
}

TEST(Kuaidi100, its_published_signature_opens_and_another_does_not) {
    auto push = kuaidi100_push(form(kuaidi_param, "5A7A983381D655C08BA4A5F53A21E305"), "salt789");
    ASSERT_TRUE(push) << push.error().reason;
    EXPECT_EQ(push->number, "YT1234567890123");
    ASSERT_EQ(push->traces.size(), 1u);
    EXPECT_EQ(push->traces[0].text, "快件已揽收");
    EXPECT_EQ(push->traces[0].state, picked_up);
    EXPECT_EQ(push->traces[0].at.us, 1'714'528'800'000'000);  // 2024-05-01 02:00 UTC
    EXPECT_EQ(kuaidi100_push(form(kuaidi_param, "5A7A983381D655C08BA4A5F53A21E306"), "salt789")
                  .error()
                  .reason,
              "bad_signature");
    EXPECT_EQ(kuaidi100_push(form(kuaidi_param, "5A7A983381D655C08BA4A5F53A21E305"), "salt780")
                  .error()
                  .reason,
              "bad_signature");
    EXPECT_EQ(
        kuaidi100_push(form(kuaidi_param + " ", "5A7A983381D655C08BA4A5F53A21E305"), "salt789")
            .error()
            .reason,
        "bad_signature");
    EXPECT_EQ(kuaidi100_push("param=1", "salt789").error().reason, "required");
}

TEST(Kuaidi100, scans_keep_their_own_state_and_the_newest_has_the_whole_ones) {
    auto push = kuaidi100_push(
        signed_form(R"({"status":"shutdown","lastResult":{"state":"3","nu":"SF1","data":[
        {"context":"已签收","time":"2024-05-03 18:00:00","status":"在途"},
        {"context":"派送中","ftime":"2024-05-03 09:00:00","status":"派件"},
        {"context":"到达","ftime":"2024-05-02 09:00:00","status":"什么"},
        {"context":"","ftime":"2024-05-02 09:00:00","status":"在途"},
        {"context":"没有时间","ftime":"昨天","status":"在途"}]}})",
                    "s"),
        "s");
    ASSERT_TRUE(push) << push.error().reason;
    ASSERT_EQ(push->traces.size(), 3u);
    EXPECT_EQ(push->traces[0].state, delivered);
    EXPECT_EQ(push->traces[1].state, out_for_delivery);
    EXPECT_EQ(push->traces[2].state, in_transit);
}

TEST(Kuaidi100, every_code_of_the_carrier_is_one_of_our_states) {
    const std::pair<const char*, ParcelState> codes[] = {{"0", in_transit},
                                                         {"1", picked_up},
                                                         {"2", exception},
                                                         {"3", delivered},
                                                         {"4", ParcelState::refused},
                                                         {"5", out_for_delivery},
                                                         {"6", returning},
                                                         {"7", in_transit},
                                                         {"8", customs},
                                                         {"10", customs},
                                                         {"11", customs},
                                                         {"12", customs},
                                                         {"13", exception},
                                                         {"14", ParcelState::refused},
                                                         {"101", packed},
                                                         {"102", packed},
                                                         {"103", picked_up},
                                                         {"1001", in_transit},
                                                         {"201", exception},
                                                         {"203", ParcelState::refused},
                                                         {"301", delivered},
                                                         {"304", at_pickup_point},
                                                         {"501", at_pickup_point}};
    for (auto& [code, state] : codes) EXPECT_EQ(kuaidi100_state(code), state) << code;
}

static const std::string track_body =
    R"({"event":"TRACKING_UPDATED","data":{"number":"RR123456789CN","carrier":3011}})";

TEST(Seventeentrack, its_published_signature_opens_and_another_does_not) {
    auto sign = "df2735abc9f9f3c4856a0fa3b63e1adc5444cbe11806b944b9a89007541d23f0";
    auto push = seventeentrack_push(track_body, sign, "17KEY");
    ASSERT_TRUE(push) << push.error().reason;
    EXPECT_EQ(push->number, "RR123456789CN");
    EXPECT_TRUE(push->traces.empty());
    EXPECT_EQ(seventeentrack_push(track_body, sign, "18KEY").error().reason, "bad_signature");
    EXPECT_EQ(seventeentrack_push(track_body + "\n", sign, "17KEY").error().reason,
              "bad_signature");
    EXPECT_EQ(seventeentrack_push(track_body, "", "17KEY").error().reason, "bad_signature");
}

TEST(Seventeentrack, reads_events_of_all_providers_and_the_estimate) {
    std::string body = R"({"event":"TRACKING_UPDATED","data":{"number":"RR1","track_info":{
        "latest_status":{"status":"InTransit","sub_status":"InTransit_CustomsProcessing"},
        "time_metrics":{"estimated_delivery_date":{"source":"x","from":null,"to":"2024-05-09T00:00:00+08:00"}},
        "tracking":{"providers":[{"events":[{"time_iso":"2024-05-02T10:00:00+08:00","description":"Customs","location":"SHANGHAI","stage":"InTransit"}]},
                                 {"events":[{"time_utc":"2024-05-01T02:00:00Z","description":"Picked up","stage":"PickedUp"}]}]}}}})";
    auto push = seventeentrack_push(body, kit::crypto::sha256_hex(body + "/k"), "k");
    ASSERT_TRUE(push) << push.error().reason;
    ASSERT_EQ(push->traces.size(), 2u);
    EXPECT_EQ(push->traces[0].state, customs);
    EXPECT_EQ(push->traces[0].place, "SHANGHAI");
    EXPECT_EQ(push->traces[1].state, picked_up);
    EXPECT_EQ(push->eta, carrier_time("2024-05-08T16:00:00Z"));
}

TEST(Seventeentrack, every_status_is_one_of_our_states) {
    const std::tuple<const char*, const char*, ParcelState> all[] = {
        {"NotFound", "", packed},
        {"InfoReceived", "", packed},
        {"InTransit", "InTransit_PickedUp", picked_up},
        {"InTransit", "InTransit_Departure", in_transit},
        {"Expired", "", exception},
        {"AvailableForPickup", "", at_pickup_point},
        {"OutForDelivery", "", out_for_delivery},
        {"DeliveryFailure", "DeliveryFailure_NoBody", exception},
        {"DeliveryFailure", "DeliveryFailure_Rejected", ParcelState::refused},
        {"Delivered", "", delivered},
        {"Exception", "Exception_Lost", exception},
        {"Exception", "Exception_Returning", returning},
        {"Exception", "Exception_Returned", returned}};
    for (auto& [status, sub, state] : all)
        EXPECT_EQ(seventeentrack_state(status, sub), state) << status << ' ' << sub;
}

static const std::string ship_body =
    R"({"event":"tracking_update","msg":{"tag":"Delivered","tracking_number":"RR123456789CN"}})";

TEST(Aftership, its_published_signature_opens_and_another_does_not) {
    auto sign = "5UDJfs5DB9RJQUpWFtBTyP5b+EUDwK5miEngfUQWk3Q=";
    auto push = aftership_push(ship_body, sign, "as_secret");
    ASSERT_TRUE(push) << push.error().reason;
    EXPECT_EQ(push->number, "RR123456789CN");
    EXPECT_EQ(aftership_push(ship_body, sign, "as_secreT").error().reason, "bad_signature");
    EXPECT_EQ(aftership_push(ship_body, "", "as_secret").error().reason, "bad_signature");
    auto unsaid = std::string(R"({"event":"x","msg":{}})");
    auto own = kit::crypto::base64(kit::crypto::hmac_sha256("s", unsaid));
    EXPECT_EQ(aftership_push(unsaid, own, "s").error().reason, "required");
}

TEST(Aftership, reads_checkpoints_and_tags) {
    std::string body =
        R"({"event":"tracking_update","event_id":"e","msg":{"tag":"OutForDelivery","tracking_number":"N1","expected_delivery":"2024-05-04",
        "checkpoints":[{"checkpoint_time":"2024-05-03T08:00:00+08:00","tag":"InTransit","message":"With courier","city":"Hangzhou"}]}})";
    auto push = aftership_push(body, kit::crypto::base64(kit::crypto::hmac_sha256("s", body)), "s");
    ASSERT_TRUE(push) << push.error().reason;
    EXPECT_EQ(push->traces[0].state, out_for_delivery);
    EXPECT_EQ(push->traces[0].place, "Hangzhou");
    EXPECT_TRUE(push->eta);
    for (auto& [tag, state] : {std::pair{"Pending", packed},
                               {"InfoReceived", packed},
                               {"InTransit", in_transit},
                               {"AttemptFail", exception},
                               {"Delivered", delivered},
                               {"AvailableForPickup", at_pickup_point},
                               {"Exception", exception},
                               {"Expired", exception}})
        EXPECT_EQ(aftership_state(tag), state) << tag;
}

TEST(CarrierTime, is_beijing_s_unless_it_says_where) {
    EXPECT_EQ(carrier_time("2024-05-01 10:00:00"), carrier_time("2024-05-01T02:00:00Z"));
    EXPECT_EQ(carrier_time("2024-05-01T10:00:00.123+0800"), carrier_time("2024-05-01T02:00:00Z"));
    EXPECT_EQ(carrier_time("2024-05-01T02:00:00-05:30"), carrier_time("2024-05-01T07:30:00Z"));
    for (auto text : {"", "2024", "2024-13-01 10:00:00", "2024-02-30", "2024-05-01 25:00:00",
                      "2024-05-01 10:00:00 CST", "-024-05-01 10:00:00", "2024-05-01T10:00:00+99:00",
                      "2024-05-01T10:0"})
        EXPECT_FALSE(carrier_time(text)) << text;
}
