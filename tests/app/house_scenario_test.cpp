#include "house.hpp"

#include "customers/customers.hpp"
#include "kit/crypto/crypto.hpp"

TEST_P(House, the_same_request_with_the_same_key_has_its_effect_once) {
    auto ask = [&](const char* key, const char* code) {
        return as("cleo").ask(
            "POST", "/scripts",
            json::serialize(json::object{{"code", code}, {"title", "问候"}, {"text", "您好"}}),
            {{"Content-Type", "application/json"}, {"Idempotency-Key", key}});
    };
    auto first = ask("k-1", "hi"), again = ask("k-1", "hi"), other = ask("k-1", "ho");
    EXPECT_EQ(first.status, 201);
    EXPECT_EQ(again.body, first.body);
    EXPECT_EQ(other.status, 422);
    EXPECT_EQ(other.reason(), "key_reused");
    EXPECT_EQ(as("cleo").get("/scripts").at("items").as_array().size(), 1u);
}

TEST_P(House, another_principal_never_sees_the_answer_kept_under_a_key) {
    auto ask = [&](const Caller& who) {
        return who.ask("POST", "/tokens",
                       R"({"name":"ERP","scopes":["converse"],"expires_in_days":1})",
                       {{"Content-Type", "application/json"}, {"Idempotency-Key", "same"}});
    };
    auto mine = ask(as("dora")), theirs = ask(as("rival.dora"));
    EXPECT_EQ(theirs.status, 201);
    EXPECT_NE(theirs.text("token"), mine.text("token"));
}

TEST_P(House, what_is_not_understood_is_refused_with_its_name) {
    auto ann = visitor();
    auto said = [&](std::string_view body, const char* type = "application/json") {
        return ann.ask("POST", "/visit/messages", body, {{"Content-Type", type}});
    };
    EXPECT_EQ(said(R"({"client_key":"k","text":"x","admin":true})").reason(), "unknown_field");
    EXPECT_EQ(said(R"({"client_key":"k","text":"x","admin":true})").text("field"), "admin");
    EXPECT_EQ(said(R"({"client_key":"k","text":7})").reason(), "must_be_text");
    EXPECT_EQ(said(R"({"text":"x"})").reason(), "required");
    EXPECT_EQ(said(R"({"client_key":"k","client_key":"j","text":"x"})").reason(), "key_twice");
    EXPECT_EQ(said("{\"client_key\":\"k\",\"text\":\"\xff\"}").status, 400);
    EXPECT_EQ(said(R"({"client_key":"k","text":"x"})", "text/plain").status, 415);
    EXPECT_EQ(said("{").reason(), "broken_json");
    EXPECT_EQ(said(std::string(10'000'000, ' ')).status, 413);
    EXPECT_EQ(ann.get("/visit/messages?limit=x").reason(), "must_be_a_whole_number");
    EXPECT_EQ(ann.get("/visit/messages?colour=red").reason(), "unknown_field");
    EXPECT_EQ(ann.ask("DELETE", "/visit/messages").status, 405);
    EXPECT_EQ(ann.get("/nothing").status, 404);
    EXPECT_EQ(ann.get("/visit/messages").at("items").as_array().size(), 0u);
}

TEST_P(House, everything_that_was_answered_is_there_after_a_restart) {
    auto ann = visitor();
    auto id = conversation_of(ann, "记得我吗");
    restart();
    ann.port = port();
    EXPECT_TRUE(ann.get("/visit/messages").body.contains("记得我吗"));
    EXPECT_EQ(as("ben").get("/conversations/" + id).text("state"), "waiting");
}

TEST_P(House, a_proved_identity_finds_its_own_conversations_and_nobody_elses) {
    auto sign = [&](const char* subject, const std::string& key) {
        return kit::crypto::sign_identity({subject, "安女士", "", clock.now() + 300s}, key, "acme",
                                          clock.now());
    };
    auto come = [&](const std::string& identity) {
        return nobody().post("/visits", {{"key", "acme"}, {"identity", identity}});
    };
    auto first = come(sign("buyer-7", acme.identity_key));
    ASSERT_EQ(first.status, 201) << first.body;
    EXPECT_EQ(first.at("contact.verified"), json::value(true));
    EXPECT_EQ(first.text("contact.name"), "安女士");
    EXPECT_EQ(come(sign("buyer-7", acme.identity_key)).text("contact.id"),
              first.text("contact.id"));
    EXPECT_NE(come(sign("buyer-8", acme.identity_key)).text("contact.id"),
              first.text("contact.id"));
    EXPECT_EQ(come(sign("buyer-7", rival.identity_key)).reason(), "bad_identity");
    EXPECT_EQ(come("").status, 401);
    auto late = sign("buyer-7", acme.identity_key);
    clock.advance(301s);
    EXPECT_EQ(come(late).reason(), "identity_expired");
}

TEST_P(House, a_stranger_who_proves_who_they_are_keeps_their_conversation) {
    auto ann = visitor();
    auto id = conversation_of(ann, "我先问问");
    auto identity = kit::crypto::sign_identity({"buyer-9", "安", "", clock.now() + 300s},
                                               acme.identity_key, "acme", clock.now());
    auto again = ann.post("/visits", {{"key", "acme"}, {"identity", identity}});
    ASSERT_EQ(again.status, 201) << again.body;
    EXPECT_EQ(again.text("contact.id"), ann.id);
    EXPECT_EQ(again.text("conversation.id"), id);
}

TEST_P(House, pages_come_with_their_policies_and_unknown_ones_do_not_come) {
    auto desk = nobody().ask("GET", "//desk");
    EXPECT_EQ(desk.status, 200);
    EXPECT_TRUE(desk.header("content-security-policy").contains("frame-ancestors 'none'"));
    EXPECT_EQ(nobody().ask("GET", "//desk/assets/none.js").status, 404);
    EXPECT_EQ(nobody().ask("GET", "//widget.js?k=none").status, 404);
    EXPECT_EQ(nobody().ask("GET", "//healthz").text("status"), "up");
    EXPECT_TRUE(nobody().ask("GET", "//metrics").body.contains("xiaoer_writes_total"));
    auto api = nobody().get("/api/openapi.json");
    EXPECT_EQ(api.text("openapi"), "3.1.0") << api.body.substr(0, 200);
}

TEST_P(House, the_first_administrator_needs_the_printed_token_and_only_the_first) {
    json::object ask{{"token", std::string(43, 'x')},
                     {"shop_name", "新店"},
                     {"name", "店长"},
                     {"email", "boss@new.test"},
                     {"password", "quiet river 88 stones"}};
    // Somebody works here already: the door is not there.
    EXPECT_EQ(nobody().post("/setup", ask).status, 404);
}

// What another thread does soon.
static bool comes(const std::function<bool()>& there) {
    for (int i = 0; i < 500; ++i) {
        if (there()) return true;
        std::this_thread::sleep_for(20ms);
    }
    return false;
}

// The generator of P-256 as a browser's public key: any point of the curve will do.
// Source: SEC 2 §2.4.2.
static std::string some_browser_key() {
    const std::string digits =
        "046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
        "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5";
    std::string bytes;
    for (std::size_t i = 0; i < digits.size(); i += 2)
        bytes += static_cast<char>(std::stoi(digits.substr(i, 2), nullptr, 16));
    return kit::crypto::base64url(bytes);
}

TEST_P(House, somebody_whose_desk_is_closed_is_nudged_once_until_the_answer) {
    auto ann = visitor();
    auto ben = as("ben");
    auto id = conversation_of(ann);
    ben.post("/conversations/" + id + "/claim");
    ben.post("/conversations/" + id + "/messages",
             {{"client_key", "b1"}, {"kind", "reply"}, {"text", "您好，在的。"}});
    ben.put("/me/status", {{"status", "online"}});
    // A push service on this machine: the way out refuses it, so the nudge stays and counts its
    // tries.
    EXPECT_EQ(ben.put("/me/push", {{"endpoint", "https://127.0.0.1/push"},
                                   {"p256dh", some_browser_key()},
                                   {"auth", kit::crypto::base64url(std::string(16, 'a'))}})
                  .status,
              204);
    auto tries = [&] {
        return store().read_now([](kit::Work& work) {
            return work.db.value<std::int64_t>(
                "select sum(attempts) from jobs where kind = 'conversations.nudge'");
        });
    };
    {
        LiveSocket desk(ben);
        ann.post("/visit/messages", {{"client_key", "k2"}, {"text", "还在吗"}});
        settle();
        EXPECT_EQ(tries(), std::nullopt);  // the desk is open: it rings by itself
        ben.post("/conversations/" + id + "/messages",
                 {{"client_key", "b2"}, {"kind", "reply"}, {"text", "您好，在的。"}});
    }
    EXPECT_TRUE(comes([&] {
        return store().read_now([&](kit::Work& work) {
            return work.db.value<std::int64_t>("select sockets from people where id = ?", ben.id) ==
                   0;
        });
    })) << "the desk is closed, and it is known";
    ann.post("/visit/messages", {{"client_key", "k3"}, {"text", "有人吗"}});
    ann.post("/visit/messages", {{"client_key", "k4"}, {"text", "喂"}});
    settle();
    EXPECT_TRUE(comes([&] { return tries().value_or(0) >= 1; }));
    auto waiting = store().read_now([](kit::Work& work) {
        return work.db.value<std::int64_t>(
            "select count(*) from jobs where kind = 'conversations.nudge'");
    });
    EXPECT_EQ(waiting, 1);
}

IN_BOTH_ENGINES(House);
