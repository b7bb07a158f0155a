#include <atomic>
#include <thread>

#include "house.hpp"
#include "kit/crypto/crypto.hpp"

TEST_P(House, signing_in_needs_the_right_password_and_tells_strangers_nothing) {
    auto wrong =
        nobody().post("/session", {{"email", "ben@acme.test"}, {"password", "wrong password 1"}});
    auto unknown =
        nobody().post("/session", {{"email", "who@acme.test"}, {"password", "wrong password 1"}});
    EXPECT_EQ(wrong.status, 401);
    EXPECT_EQ(wrong.reason(), "wrong_credentials");
    EXPECT_EQ(unknown.reason(), wrong.reason());
    auto right =
        nobody().post("/session", {{"email", "BEN@acme.test"}, {"password", cast_password}});
    ASSERT_EQ(right.status, 201);
    auto cookie = right.header("set-cookie");
    EXPECT_TRUE(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax")) << cookie;
    EXPECT_FALSE(right.body.contains("password"));
}

TEST_P(House, five_failures_make_the_next_try_wait_and_time_heals) {
    for (int i = 0; i < 5; ++i)
        nobody().post("/session", {{"email", "beth@acme.test"}, {"password", "wrong password 1"}});
    auto right =
        nobody().post("/session", {{"email", "beth@acme.test"}, {"password", cast_password}});
    EXPECT_EQ(right.status, 429);
    EXPECT_EQ(right.reason(), "too_many_attempts");
    EXPECT_FALSE(right.header("retry-after").empty());
    clock.advance(2s);
    EXPECT_EQ(nobody()
                  .post("/session", {{"email", "beth@acme.test"}, {"password", cast_password}})
                  .status,
              201);
}

TEST_P(House, tries_at_the_same_moment_do_not_slip_past_the_pause) {
    std::atomic<int> looked_at = 0;
    std::vector<std::jthread> burglars;
    for (int i = 0; i < 12; ++i)
        burglars.emplace_back([&] {
            auto tried = nobody().post(
                "/session", {{"email", "ben@acme.test"}, {"password", "not this one at all"}});
            if (tried.status == 401) ++looked_at;
        });
    burglars.clear();
    EXPECT_LE(looked_at, 5);
    EXPECT_GT(looked_at, 0);
}

TEST_P(House, a_second_factor_is_asked_for_and_each_code_counts_once) {
    auto ben = as("ben");
    auto offer = ben.post("/me/totp");
    ASSERT_EQ(offer.status, 201) << offer.body;
    // The secret in base32, back to bytes.
    std::string secret;
    unsigned held = 0, bits = 0;
    for (char c : offer.text("secret")) {
        held = held << 5 |
               static_cast<unsigned>(std::string("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567").find(c));
        bits += 5;
        if (bits >= 8) secret += static_cast<char>(held >> (bits -= 8));
    }
    auto step = [&] { return clock.now().us / 30'000'000; };
    auto on = ben.post("/me/totp/confirmation", {{"code", kit::crypto::totp_code(secret, step())}});
    ASSERT_EQ(on.status, 201) << on.body;
    EXPECT_EQ(on.at("recovery_codes").as_array().size(), 10u);

    json::object ask{{"email", "ben@acme.test"}, {"password", cast_password}};
    EXPECT_EQ(nobody().post("/session", ask).reason(), "code_required");
    ask["code"] = kit::crypto::totp_code(secret, step());
    EXPECT_EQ(nobody().post("/session", ask).reason(), "wrong_code");  // this step confirmed it
    clock.advance(31s);
    ask["code"] = kit::crypto::totp_code(secret, step());
    EXPECT_EQ(nobody().post("/session", ask).status, 201);
    EXPECT_EQ(nobody().post("/session", ask).reason(), "wrong_code");
    ask["code"] = on.text("recovery_codes.0");
    EXPECT_EQ(nobody().post("/session", ask).status, 201);
    EXPECT_EQ(nobody().post("/session", ask).reason(), "wrong_code");
}

TEST_P(House, a_new_password_ends_the_other_sessions) {
    auto here = as("ben");
    auto there =
        nobody().post("/session", {{"email", "ben@acme.test"}, {"password", cast_password}});
    Caller other = here;
    other.headers[0].second =
        there.header("set-cookie").substr(0, there.header("set-cookie").find(';'));
    EXPECT_EQ(other.get("/session").status, 200);
    EXPECT_EQ(here.put("/me/password", {{"old", "not this one 1"}, {"fresh", "purple lantern 42"}})
                  .reason(),
              "wrong_password");
    EXPECT_EQ(here.put("/me/password", {{"old", cast_password}, {"fresh", "12345678"}}).reason(),
              "too_common");
    EXPECT_EQ(
        here.put("/me/password", {{"old", cast_password}, {"fresh", "purple lantern 42"}}).status,
        204);
    EXPECT_EQ(here.get("/session").status, 200);
    EXPECT_EQ(other.get("/session").status, 401);
}

TEST_P(House, only_an_administrator_makes_administrators) {
    json::object ask{{"name", "新人"}, {"email", "new@acme.test"}, {"role", "admin"}};
    EXPECT_EQ(as("mia").post("/people", ask).status, 403);
    ask["role"] = "agent";
    auto hired = as("mia").post("/people", ask);
    ASSERT_EQ(hired.status, 201) << hired.body;
    EXPECT_GE(hired.text("password").size(), 16u);
    EXPECT_EQ(as("mia").post("/people", ask).reason(), "email_taken");
    EXPECT_EQ(
        nobody()
            .post("/session", {{"email", "new@acme.test"}, {"password", hired.text("password")}})
            .status,
        201);
    EXPECT_EQ(as("mia").patch("/people/" + acme.dora, {{"role", "agent"}}).status, 403);
    EXPECT_EQ(as("dora").patch("/people/" + acme.dora, {{"role", "agent"}}).reason(),
              "not_your_own_role");
}

TEST_P(House, a_deactivated_person_is_out_at_once) {
    auto ben = as("ben");
    LiveSocket desk(ben);
    EXPECT_EQ(as("dora").post("/people/" + acme.ben + "/deactivation").status, 201);
    EXPECT_EQ(ben.get("/session").status, 401);
    EXPECT_FALSE(desk.event("nothing", 1000ms));
    EXPECT_EQ(desk.wire.close_code, 4401);
    EXPECT_EQ(
        nobody().post("/session", {{"email", "ben@acme.test"}, {"password", cast_password}}).status,
        401);
    EXPECT_EQ(as("dora").remove("/people/" + acme.ben + "/deactivation").status, 200);
    EXPECT_EQ(
        nobody().post("/session", {{"email", "ben@acme.test"}, {"password", cast_password}}).status,
        201);
}

TEST_P(House, a_token_has_no_more_rights_than_its_scopes_and_ends_with_its_time) {
    auto made = as("dora").post(
        "/tokens", {{"name", "ERP"}, {"scopes", {"converse"}}, {"expires_in_days", 30}});
    ASSERT_EQ(made.status, 201) << made.body;
    Caller erp{port(), {{"Authorization", "Bearer " + made.text("token")}}, "", ""};
    EXPECT_EQ(erp.get("/conversations?view=all").status, 200);
    EXPECT_EQ(erp.get("/audit").status, 403);
    EXPECT_FALSE(as("dora").get("/tokens").body.contains(made.text("token")));
    clock.advance(std::chrono::hours{24 * 31});
    EXPECT_EQ(erp.get("/conversations?view=all").status, 401);
}

TEST_P(House, the_audit_shows_what_was_changed_behind_its_back) {
    as("dora").patch("/people/" + acme.ben, {{"capacity", 3}});
    as("dora").patch("/people/" + acme.beth, {{"capacity", 4}});
    EXPECT_EQ(as("dora").get("/audit").at("whole"), json::value(true));
    store().write_now([&](kit::Work& work) {
        work.db.execute(
            "update audit set detail = 'admin' where shop = ? and action = 'person_changed'",
            acme.shop);
    });
    EXPECT_EQ(as("dora").get("/audit").at("whole"), json::value(false));
}

IN_BOTH_ENGINES(House);
