// T-REVOKE: whoever may no longer, may no longer at once: over HTTP, on the socket, in calls, for
// files.
#include <atomic>
#include <thread>

#include "harness.hpp"
#include "kit/crypto/crypto.hpp"

// Source: reliability promise of one second; a build machine does other things too.
constexpr auto cut_within = 3s;

class Revocation : public Security {
protected:
    struct Way {
        std::string name;
        std::function<int(const Caller& theirs, const std::string& person)> revoke;  // its status
    };
    // Every path of somebody who was let in, after they are out.
    void is_out(const std::string& way, const Caller& theirs, LiveSocket& socket,
                const std::string& ticket) {
        EXPECT_EQ(socket.wire.wait_for_close(cut_within), 4401) << way;
        EXPECT_EQ(theirs.get("/conversations?view=all").status, 401) << way;
        EXPECT_EQ(theirs.ask("GET", "//files/" + here.file).status / 100, 4) << way;
        EXPECT_EQ(theirs.put("/me/status", {{"status", "online"}}).status, 401) << way;
        EXPECT_EQ(theirs.post("/live_tickets").status, 401) << way;
        WebSocketClient again;
        EXPECT_FALSE(again.connect(port(), "/api/v1/live?ticket=" + ticket)) << way;
        for (auto& frame : socket.seen)
            EXPECT_FALSE(json::serialize(frame).contains("after")) << way;
    }
    void tries(const Way& way, bool by_token = false) {
        auto person = hired(acme);
        auto theirs = by_token ? token_of(acme, person, R"(["converse","be_here"])")
                               : session_of(acme, person);
        execute("update conversations set state = 'assigned', assignee = '" + person +
                "' where id = '" + here.conversation + "'");
        LiveSocket socket(theirs);
        ASSERT_EQ(socket.call("POST", "/conversations/" + here.conversation + "/watch")
                      .at("status")
                      .as_int64(),
                  204)
            << way.name;
        ASSERT_EQ(theirs.ask("GET", "//files/" + here.file).status, 200) << way.name;
        auto ticket = theirs.post("/live_tickets").text("ticket");
        auto status = way.revoke(theirs, person);
        ASSERT_TRUE(status >= 200 && status < 300) << way.name << ' ' << status;
        here.buyer.post("/visit/messages", {{"client_key", "a" + person}, {"text", "after"}});
        is_out(way.name, theirs, socket, ticket);
    }
};

TEST_P(Revocation, every_way_out_ends_http_sockets_calls_tickets_and_files_at_once) {
    auto dora = session_of(acme, acme.dora);
    tries({"signing out", [](const Caller& theirs, const std::string&) {
               return theirs.remove("/session").status;
           }});
    tries({"deactivation", [&](const Caller&, const std::string& person) {
               return dora.post("/people/" + person + "/deactivation").status;
           }});
    tries({"another role", [&](const Caller&, const std::string& person) {
               return dora.patch("/people/" + person, {{"role", "lead"}}).status;
           }});
    tries({"ended from the list", [&](const Caller& theirs, const std::string& person) {
               auto id = kit::crypto::sha256_hex(theirs.secret).substr(0, 16);
               return session_of(acme, person).remove("/sessions/" + id).status;
           }});
    tries({"deactivation of a token's owner",
           [&](const Caller&, const std::string& person) {
               return dora.post("/people/" + person + "/deactivation").status;
           }},
          true);
    tries({"another role of a token's owner",
           [&](const Caller&, const std::string& person) {
               return dora.patch("/people/" + person, {{"role", "quality"}}).status;
           }},
          true);
    tries(
        {"a dropped token",
         [&](const Caller&, const std::string& person) {
             auto list = dora.get("/tokens").at("items").as_array();
             (void)person;
             return dora.remove("/tokens/" + std::string(list.front().at("id").as_string())).status;
         }},
        true);
}

TEST_P(Revocation, a_new_password_or_second_factor_ends_all_other_sessions_and_tokens_but_the_own) {
    auto ben = as("ben");
    auto other = session_of(acme, acme.ben);
    auto token = token_of(acme, acme.ben, R"(["converse","be_here"])");
    LiveSocket others(other), tokens(token), own(ben);
    ASSERT_EQ(
        ben.put("/me/password", {{"old", cast_password}, {"fresh", "another horse battery 9"}})
            .status,
        204);
    EXPECT_EQ(others.wire.wait_for_close(cut_within), 4401);
    EXPECT_EQ(tokens.wire.wait_for_close(cut_within), 4401);
    EXPECT_EQ(other.get("/session").status, 401);
    EXPECT_EQ(token.get("/session").status, 401);
    EXPECT_EQ(ben.get("/session").status, 200);
    EXPECT_EQ(own.call("GET", "/session").at("status").as_int64(), 200);
    EXPECT_EQ(
        nobody().post("/session", {{"email", "ben@acme.test"}, {"password", cast_password}}).status,
        401);
}

TEST_P(Revocation, a_role_that_was_taken_away_takes_its_rights_with_it) {
    auto person = hired(acme, "manager");
    auto dora = session_of(acme, acme.dora);
    EXPECT_EQ(session_of(acme, person).get("/audit").status, 200);
    ASSERT_EQ(dora.patch("/people/" + person, {{"role", "warehouse"}}).status, 200);
    auto now = session_of(acme, person);
    EXPECT_EQ(now.get("/audit").status, 403);
    EXPECT_EQ(now.get("/conversations?view=all").status, 403);
    EXPECT_EQ(now.ask("GET", "//files/" + here.file).status, 404);
    EXPECT_EQ(now.ask("GET", "/audit", {}, {{"Idempotency-Key", "k"}}).status, 403);
}

// An answer that was kept under a key is an answer too.
TEST_P(Revocation, a_kept_answer_is_not_given_to_who_may_no_longer) {
    auto person = hired(acme, "manager");
    auto theirs = session_of(acme, person);
    auto change = [&] {
        return theirs.ask("PATCH", "/shop", R"({"slogan":"kept"})",
                          {{"Content-Type", "application/json"}, {"Idempotency-Key", "k"}});
    };
    ASSERT_EQ(change().status, 200);
    ASSERT_EQ(change().status, 200);
    execute("update people set role = 'agent' where id = '" + person + "'");
    EXPECT_EQ(change().status, 403);
}

// Acts and the end of the session run against each other from two sides; the end always wins from
// the moment on that somebody was told of it.
TEST_P(Revocation, no_act_that_began_after_the_end_succeeds_however_the_two_interleave) {
    using Moment = std::chrono::steady_clock::time_point;
    struct Act {
        Moment began;
        int status = 0;
    };
    auto dora = session_of(acme, acme.dora);
    auto path = "/conversations/" + here.conversation + "/messages";
    int before_the_end = 0, after_the_end = 0;
    for (int round = 0; round < 100; ++round) {
        auto person = hired(acme);
        auto theirs = session_of(acme, person);
        execute("update conversations set state = 'assigned', assignee = '" + person +
                "' where id = '" + here.conversation + "'");
        std::vector<Act> acts[2];
        std::atomic<bool> go = false;
        auto acting = [&](int side) {
            while (!go) std::this_thread::yield();
            for (int i = 0; i < 3; ++i) {
                auto began = std::chrono::steady_clock::now();
                auto said = theirs.post(
                    path, {{"client_key", std::to_string(side) + '-' + std::to_string(i)},
                           {"kind", "note"},
                           {"text", "x"}});
                acts[side].push_back({began, said.status});
            }
        };
        std::jthread one([&] { acting(0); }), two([&] { acting(1); });
        go = true;
        std::this_thread::sleep_for(std::chrono::microseconds(round * 40));
        int status = round % 2 ? dora.post("/people/" + person + "/deactivation").status
                               : dora.patch("/people/" + person, {{"role", "lead"}}).status;
        auto ended = std::chrono::steady_clock::now();
        one.join();
        two.join();
        ASSERT_LT(status, 300);
        int succeeded = 0;
        for (auto& side : acts)
            for (auto& act : side) {
                if (act.began > ended) EXPECT_EQ(act.status, 401) << "round " << round;
                else
                    EXPECT_TRUE(act.status == 201 || act.status == 401 || act.status == 403)
                        << act.status;
                succeeded += act.status == 201;
                ++(act.status == 201 ? before_the_end : after_the_end);
            }
        auto written = store().read_now([&](kit::Work& work) {
            return *work.db.value<std::int64_t>("select count(*) from messages where sender_id = ?",
                                                person);
        });
        EXPECT_EQ(written, succeeded) << "round " << round;
        EXPECT_EQ(theirs.get("/session").status, 401);
    }
    EXPECT_GT(before_the_end, 0);
    EXPECT_GT(after_the_end, 0);
}

ON_SQLITE(Revocation);
