// Refunds through the running house and its jobs to a provider in a process of its own, over real
// HTTP.
#include <thread>

#include "cases.hpp"
#include "fake_process.hpp"
#include "kit/http/outbound.hpp"
#include "provider_keys.hpp"

class Payments : public Cases {
protected:
    FakeProcess provider{"aftersales/fake_provider.py"};

    Payments() { options.allow_private = {provider.address()}; }

    json::value told(const std::string& method, const std::string& path,
                     const std::string& body = "") {
        kit::OutboundOptions to;
        to.allow_private = options.allow_private;
        kit::OutboundAsk ask;
        ask.method = method;
        ask.url = "http://" + provider.address() + path;
        ask.body = body;
        auto answer = kit::Outbound(to).send(ask);
        return answer ? json::parse(answer->body) : json::value();
    }
    void faults(const std::string& those) { told("PUT", "/faults", those); }
    std::int64_t executions() {
        std::int64_t most = 0;
        auto ledger = told("GET", "/ledger");
        for (auto& [key, times] : ledger.at("executions").as_object())
            most = std::max(most, times.as_int64());
        return most;
    }
    std::int64_t left_for(const std::string& order) {
        auto ledger = told("GET", "/ledger");
        auto at = ledger.at("orders").as_object().find(order);
        return at == ledger.at("orders").as_object().end() ? 0 : at->value().as_int64();
    }
    Answer account(const std::string& adapter, const json::object& more = {}) {
        auto keys = told("GET", "/keys");
        json::object ask{
            {"merchant", adapter == "weixin" ? "1900000001" : "2021000000000001"},
            {"serial", "5157F09E"},
            {"private_key", keys.at("private")},
            {"their_key", keys.at("public")},
            {"url", "http://" + provider.address() + (adapter == "weixin" ? "" : "/gateway.do")}};
        for (auto& [name, value] : more) ask[name] = value;
        return as("dora").put("/payment-accounts/" + adapter, ask);
    }
    void pay_by(const std::string& adapter) {
        aftersales::Policy policy;
        policy.pay_by = {{"api", adapter == "weixin" ? aftersales::Adapter::weixin
                                                     : aftersales::Adapter::alipay}};
        auto put = as("mia").post(
            "/case-policies", {{"based_on", as("mia").get("/case-policies/now").number("number")},
                               {"policy", json::parse(kit::json::text_of(policy))}});
        ASSERT_EQ(put.status, 201) << put.body;
    }
    // A refund of the whole order, agreed to; its case.
    std::string refund(const std::string& number = "SG1001") {
        auto opened = open(order(number), "refund_unshipped", {{"reason", "changed_mind"}});
        EXPECT_EQ(opened.status, 201) << opened.body;
        EXPECT_EQ(step(opened.text("id"), "agree").status, 201);
        return opened.text("id");
    }
    aftersales::Refund of(const std::string& id) { return seen(id).refunds.front(); }
    // The clock goes on until the refund has come so far; effects run on threads of the house.
    bool comes_to(const std::string& id, aftersales::RefundState state) {
        for (auto until = std::chrono::steady_clock::now() + 25s;
             std::chrono::steady_clock::now() < until;) {
            settle();
            if (of(id).state == state) return true;
            clock.advance(10s);
            std::this_thread::sleep_for(20ms);
        }
        ADD_FAILURE() << kit::name_of(of(id).state) << " " << of(id).error;
        return false;
    }
};

TEST_P(Payments, a_policy_pays_only_by_who_knows_the_shop) {
    aftersales::Policy policy;
    policy.pay_by = {{"api", aftersales::Adapter::weixin}};
    auto put = as("mia").post(
        "/case-policies", {{"based_on", 0}, {"policy", json::parse(kit::json::text_of(policy))}});
    EXPECT_EQ(put.reason(), "not_connected");
}

TEST_P(Payments, weixin_and_alipay_pay_a_refund_and_the_case_succeeds) {
    for (std::string adapter : {"weixin", "alipay"}) {
        ASSERT_EQ(account(adapter).status, 200);
        pay_by(adapter);
        auto number = "SG-" + adapter;
        auto id = refund(number);
        ASSERT_TRUE(comes_to(id, aftersales::RefundState::succeeded)) << adapter;
        EXPECT_EQ(state(id), "success");
        EXPECT_EQ(left_for(number), 19'600) << adapter;
        EXPECT_FALSE(of(id).provider_id.empty());
    }
    EXPECT_EQ(executions(), 1);
}

TEST_P(Payments, a_provider_that_pays_and_does_not_say_so_is_asked_and_never_paid_again) {
    for (std::string adapter : {"weixin", "alipay"}) {
        ASSERT_EQ(account(adapter).status, 200);
        pay_by(adapter);
        // Every lie at once would hide one behind another.
        for (auto* lie : {"drop", "error", "other", "unsigned", "processing", "lost"}) {
            auto percent = std::string(lie) == "lost" || std::string(lie) == "other" ? 60 : 100;
            faults("{\"" + std::string(lie) + "\":" + std::to_string(percent) +
                   ",\"deaf\":30,\"forgets\":true}");
            auto number = "SG-" + adapter + "-" + lie;
            auto id = refund(number);
            ASSERT_TRUE(comes_to(id, aftersales::RefundState::succeeded)) << adapter << " " << lie;
            EXPECT_EQ(left_for(number), 19'600) << adapter << " " << lie;
            EXPECT_EQ(executions(), 1) << adapter << " " << lie;
        }
        faults("{}");
    }
}

TEST_P(Payments, a_refusal_for_good_fails_and_gives_the_room_back) {
    ASSERT_EQ(account("weixin").status, 200);
    pay_by("weixin");
    faults(R"({"refused":100})");
    auto id = refund();
    ASSERT_TRUE(comes_to(id, aftersales::RefundState::failed));
    EXPECT_EQ(state(id), "refund_failed");
    EXPECT_EQ(of(id).error, "NOT_ENOUGH");
    faults("{}");
    EXPECT_EQ(step(id, "retry", {}, "ben").status, 201);
    for (int i = 0; i < 600 && state(id) != "success"; ++i)
        settle(), clock.advance(10s), std::this_thread::sleep_for(20ms);
    EXPECT_EQ(state(id), "success");
    EXPECT_EQ(left_for("SG1001"), 19'600);
}

TEST_P(Payments, a_wrong_key_leaves_the_refund_in_doubt_until_it_is_mended) {
    auto keys = told("GET", "/keys");
    auto wrong = account("weixin", {{"merchant", "1900000002"}});
    ASSERT_EQ(wrong.status, 200) << wrong.body;
    pay_by("weixin");
    auto id = refund();
    ASSERT_TRUE(comes_to(id, aftersales::RefundState::unknown));
    EXPECT_EQ(left_for("SG1001"), 0);
    EXPECT_EQ(account("weixin").status, 200);
    ASSERT_TRUE(comes_to(id, aftersales::RefundState::succeeded));
    EXPECT_EQ(left_for("SG1001"), 19'600);
    EXPECT_EQ(executions(), 1);
}

TEST_P(Payments, keys_go_in_and_never_come_out_and_nonsense_is_refused) {
    auto made = account("weixin");
    ASSERT_EQ(made.status, 200) << made.body;
    auto list = as("dora").get("/payment-accounts");
    EXPECT_EQ(list.text("items.0.merchant"), "1900000001");
    EXPECT_EQ(list.body.find("PRIVATE"), std::string::npos);
    EXPECT_EQ(made.body.find("PRIVATE"), std::string::npos);
    auto sealed = store().read_now([&](kit::Work& work) {
        return work.db.value<std::string>("select sealed from after_pay_accounts where shop = ?",
                                          acme.shop);
    });
    EXPECT_EQ(sealed.value_or("PRIVATE").find("PRIVATE"), std::string::npos);
    EXPECT_EQ(account("weixin", {{"private_key", "no key"}}).reason(), "bad_key");
    EXPECT_EQ(account("weixin", {{"their_key", ""}}).reason(), "bad_key");
    EXPECT_EQ(account("weixin", {{"serial", "a\"b"}}).reason(), "bad_characters");
    EXPECT_EQ(account("weixin", {{"url", "ftp://x"}}).reason(), "bad_url");
    EXPECT_EQ(account("manual").status, 404) << "nothing signs for a person";
    EXPECT_EQ(as("ben").get("/payment-accounts").status, 403);
    EXPECT_EQ(as("rival.dora").get("/payment-accounts").at("items").as_array().size(), 0u);
    EXPECT_EQ(as("rival.dora").remove("/payment-accounts/weixin").status, 404);
    EXPECT_EQ(as("dora").remove("/payment-accounts/weixin").status, 204);
}

TEST_P(Payments, an_account_is_tried_without_moving_money_and_says_what_is_wrong) {
    auto trial = [&](const std::string& adapter) {
        auto begun = as("dora").post("/payment-accounts/" + adapter + "/trial");
        EXPECT_EQ(begun.status, 201) << begun.body;
        for (auto until = std::chrono::steady_clock::now() + 25s;
             std::chrono::steady_clock::now() < until; std::this_thread::sleep_for(20ms)) {
            settle();
            auto said = as("dora").get("/payment-accounts").at("items").as_array();
            for (auto& one : said)
                if (one.at("adapter").as_string() == adapter &&
                    one.at("trial").as_string() != "running")
                    return std::string(one.at("trial").as_string()) + " " +
                           std::string(one.at("trial_error").as_string());
        }
        return std::string("no end");
    };
    EXPECT_EQ(as("dora").post("/payment-accounts/weixin/trial").status, 404);
    for (std::string adapter : {"weixin", "alipay"}) {
        ASSERT_EQ(account(adapter).status, 200);
        EXPECT_EQ(trial(adapter), "works ") << adapter;
        EXPECT_EQ(account(adapter, {{"their_key", provider_keys().our_public}}).text("trial"),
                  "untried")
            << "another account is not known to work";
        EXPECT_EQ(trial(adapter), "failed bad_signature") << adapter;
    }
    account("weixin", {{"private_key", provider_keys().ours}});
    EXPECT_EQ(trial("weixin"), "failed http 401 SIGN_ERROR");
    account("weixin", {{"url", "http://" + provider.address() + "/nowhere"}});
    EXPECT_EQ(trial("weixin").substr(0, 11), "failed http");
    EXPECT_EQ(executions(), 0) << "nothing was paid by trying";
    EXPECT_EQ(as("ben").post("/payment-accounts/weixin/trial").status, 403);
}

TEST_P(Payments, an_account_that_the_policy_pays_by_is_not_taken_away) {
    ASSERT_EQ(account("weixin").status, 200);
    pay_by("weixin");
    EXPECT_EQ(as("dora").remove("/payment-accounts/weixin").reason(), "account_in_use");
}

IN_BOTH_ENGINES(Payments);
