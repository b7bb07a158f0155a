// What is sent to 微信支付 and 支付宝, and what their answers prove.
#include <gtest/gtest.h>

#include "aftersales/providers.hpp"
#include "kit/crypto/foreign.hpp"
#include "kit/crypto/rsa.hpp"
#include "provider_keys.hpp"

using namespace aftersales;
using kit::OutboundAnswer;

static PayAccount account(Adapter adapter) {
    auto& keys = provider_keys();
    return {adapter,    adapter == Adapter::weixin ? "1900000001" : "2021000000000001",
            "5157F09E", "https://pay.test",
            keys.ours,  keys.their_public};
}
static PayAsk ask() {
    PayAsk out;
    out.key = "AS2611220001-abc";
    out.order_number = "SG1001";
    out.currency = "CNY";
    out.amount = {12'345};
    out.paid = {20'000};
    return out;
}
static constexpr kit::Time now{1'798'000'000'000'000};

static OutboundAnswer weixin(int status, const std::string& body, const std::string& key,
                             kit::Time at = now) {
    auto seconds = std::to_string(at.us / 1'000'000);
    auto signature =
        kit::crypto::base64(*kit::crypto::rsa_signed(key, seconds + "\nnonce\n" + body + "\n"));
    return {status,
            {{"wechatpay-timestamp", seconds},
             {"wechatpay-nonce", "nonce"},
             {"wechatpay-signature", signature}},
            body};
}
static std::string weixin_body(const std::string& status,
                               const std::string& key = "AS2611220001-abc", int amount = 12'345) {
    return R"({"refund_id":"50","out_refund_no":")" + key + R"(","status":")" + status +
           R"(","amount":{"refund":)" + std::to_string(amount) + R"(,"total":20000}})";
}
static OutboundAnswer alipay(const std::string& name, const std::string& part,
                             const std::string& key) {
    return {200,
            {},
            "{\"" + name + "\":" + part + ",\"sign\":\"" +
                kit::crypto::base64(*kit::crypto::rsa_signed(key, part)) + "\"}"};
}

TEST(Providers, sign_for_weixin_over_method_path_time_nonce_and_body) {
    auto sent =
        weixin_submit(account(Adapter::weixin), ask(), now, "593BEC0C930BF1AFEB40B4A08C8FB242");
    ASSERT_TRUE(sent);
    EXPECT_EQ(sent->url, "https://pay.test/v3/refund/domestic/refunds");
    auto& head = sent->headers.front().second;
    auto text =
        "POST\n/v3/refund/domestic/refunds\n1798000000\n593BEC0C930BF1AFEB40B4A08C8FB242\n" +
        sent->body + "\n";
    auto from = head.find("signature=\"") + 11;
    auto signature = kit::crypto::from_base64(head.substr(from, head.find('"', from) - from));
    ASSERT_TRUE(signature) << head;
    EXPECT_TRUE(kit::crypto::rsa_verified(provider_keys().our_public, text, *signature));
    EXPECT_TRUE(head.starts_with("WECHATPAY2-SHA256-RSA2048 mchid=\"1900000001\",nonce_str="))
        << head;
    EXPECT_NE(sent->body.find(R"("out_refund_no":"AS2611220001-abc")"), std::string::npos)
        << sent->body;
    EXPECT_NE(sent->body.find(R"("refund":12345,"total":20000,"currency":"CNY")"),
              std::string::npos)
        << sent->body;
    EXPECT_EQ(weixin_question(account(Adapter::weixin), ask(), now, "n")->url,
              "https://pay.test/v3/refund/domestic/refunds/AS2611220001-abc");
}

TEST(Providers, believe_weixin_only_what_it_signed_about_this_refund) {
    auto of = account(Adapter::weixin);
    auto& keys = provider_keys();
    auto proved = [&](const OutboundAnswer& answer, Asked asked = Asked::submission) {
        return weixin_proved(of, ask(), asked, answer, now);
    };
    EXPECT_EQ(proved(weixin(200, weixin_body("SUCCESS"), keys.theirs)).outcome,
              PayOutcome::succeeded);
    EXPECT_EQ(proved(weixin(200, weixin_body("PROCESSING"), keys.theirs)).outcome,
              PayOutcome::unknown);
    EXPECT_EQ(proved(weixin(200, weixin_body("CLOSED"), keys.theirs)).outcome, PayOutcome::failed);
    EXPECT_EQ(proved(weixin(200, weixin_body("CLOSED", "another"), keys.theirs)).outcome,
              PayOutcome::unknown)
        << "another refund was closed";
    auto abnormal = proved(weixin(200, weixin_body("ABNORMAL"), keys.theirs));
    EXPECT_EQ(abnormal.outcome, PayOutcome::unknown)
        << "the money is with the provider: nobody may pay again";
    EXPECT_EQ(abnormal.error, "abnormal");
    EXPECT_EQ(proved(weixin(200, weixin_body("SUCCESS"), keys.ours)).error, "bad_signature");
    EXPECT_EQ(
        proved(weixin(200, weixin_body("SUCCESS"), keys.theirs, now - std::chrono::minutes{6}))
            .error,
        "bad_signature")
        << "an old answer, said again";
    EXPECT_EQ(proved({500, {}, R"({"code":"SYSTEM_ERROR"})"}).outcome, PayOutcome::unknown);
    EXPECT_EQ(proved({429, {}, R"({"code":"FREQUENCY_LIMITED"})"}).outcome, PayOutcome::unknown);
    EXPECT_EQ(proved({401, {}, R"({"code":"SIGN_ERROR"})"}).outcome, PayOutcome::unknown)
        << "our key is wrong: it can be mended";
    EXPECT_EQ(proved({403, {}, R"({"code":"NOT_ENOUGH"})"}).outcome, PayOutcome::failed);
    EXPECT_EQ(proved({403, {}, R"({"code":"NOT_ENOUGH"})"}, Asked::question).outcome,
              PayOutcome::unknown);
    EXPECT_EQ(proved({404, {}, R"({"code":"RESOURCE_NOT_EXISTS"})"}, Asked::question).outcome,
              PayOutcome::not_there);
    EXPECT_EQ(proved({404, {}, "<html>"}, Asked::question).outcome, PayOutcome::unknown)
        << "a proxy's page is no answer";
    EXPECT_EQ(proved({502, {}, ""}, Asked::question).outcome, PayOutcome::unknown);
}

TEST(Providers, believe_alipay_only_the_signed_answer_to_a_question) {
    auto of = account(Adapter::alipay);
    auto& keys = provider_keys();
    const std::string submitted = "alipay_trade_refund_response",
                      asked = "alipay_trade_fastpay_refund_query_response";
    auto answer = [](const std::string& key, const std::string& amount) {
        return R"({"code":"10000","out_request_no":")" + key +
               R"(","trade_no":"2026","refund_status":"REFUND_SUCCESS","refund_amount":")" +
               amount + "\"}";
    };
    auto proved = [&](const OutboundAnswer& got, Asked how) {
        return alipay_proved(of, ask(), how, got);
    };
    EXPECT_EQ(
        proved(alipay(submitted, R"({"code":"10000","fund_change":"Y","refund_fee":"123.45"})",
                      keys.theirs),
               Asked::submission)
            .outcome,
        PayOutcome::unknown)
        << "it names no key: the question decides";
    EXPECT_EQ(
        proved(alipay(submitted, R"({"code":"40004","sub_code":"ACQ.SELLER_BALANCE_NOT_ENOUGH"})",
                      keys.theirs),
               Asked::submission)
            .outcome,
        PayOutcome::failed);
    EXPECT_EQ(
        proved(alipay(submitted, R"({"code":"40004","sub_code":"ACQ.SELLER_BALANCE_NOT_ENOUGH"})",
                      keys.ours),
               Asked::submission)
            .error,
        "bad_signature");
    EXPECT_EQ(
        proved(alipay(submitted, R"({"code":"40004","sub_code":"ACQ.SYSTEM_ERROR"})", keys.theirs),
               Asked::submission)
            .outcome,
        PayOutcome::unknown);
    auto paid =
        proved(alipay(asked, answer("AS2611220001-abc", "123.45"), keys.theirs), Asked::question);
    EXPECT_EQ(paid.outcome, PayOutcome::succeeded);
    EXPECT_EQ(paid.amount.units, 12'345);
    EXPECT_EQ(proved(alipay(asked, answer("another", "123.45"), keys.theirs), Asked::question).key,
              "another")
        << "whoever asked refuses that";
    EXPECT_EQ(
        proved(alipay(asked, R"({"code":"10000","msg":"Success"})", keys.theirs), Asked::question)
            .outcome,
        PayOutcome::not_there);
    EXPECT_EQ(proved(alipay(asked, R"({"code":"20000"})", keys.theirs), Asked::question).outcome,
              PayOutcome::unknown);
    EXPECT_EQ(proved({500, {}, "busy"}, Asked::question).outcome, PayOutcome::unknown);
}

TEST(Providers, sign_for_alipay_over_sorted_fields_in_chinas_time) {
    auto sent = alipay_submit(account(Adapter::alipay), ask(), {1'798'000'000'000'000});
    ASSERT_TRUE(sent);
    EXPECT_EQ(sent->url, "https://pay.test?charset=utf-8");
    EXPECT_NE(sent->body.find("timestamp=2026-12-23%2012%3A26%3A40"), std::string::npos)
        << sent->body;
    EXPECT_NE(sent->body.find("refund_amount%22%3A%22123.45%22"), std::string::npos) << sent->body;
}

TEST(Providers, find_the_signed_bytes_of_an_answer_whatever_stands_in_its_texts) {
    EXPECT_EQ(signed_part(R"({"a":{"b":"}\"{","c":{}},"sign":"x"})", "a"),
              R"({"b":"}\"{","c":{}})");
    EXPECT_EQ(signed_part(R"({"a":{"b":1)", "a"), "");
    EXPECT_EQ(signed_part("", "a"), "");
}

TEST(Providers, read_decimal_money_to_the_cent_and_nothing_else) {
    EXPECT_EQ(decimal({12'305}), "123.05");
    EXPECT_EQ(from_decimal("123.05")->units, 12'305);
    EXPECT_EQ(from_decimal("7")->units, 700);
    EXPECT_EQ(from_decimal("7.5")->units, 750);
    for (auto* bad : {"", ".5", "1.234", "-1.00", "1e3", "9999999999999", "1,00", "１"})
        EXPECT_FALSE(from_decimal(bad)) << bad;
}

TEST(Rsa, takes_keys_as_consoles_hand_them_out_and_no_weak_ones) {
    auto& keys = provider_keys();
    EXPECT_TRUE(kit::crypto::is_rsa_private(keys.ours));
    EXPECT_TRUE(kit::crypto::is_rsa_public(keys.their_public));
    EXPECT_FALSE(kit::crypto::is_rsa_private(keys.their_public));
    EXPECT_FALSE(kit::crypto::is_rsa_public(""));
    EXPECT_FALSE(kit::crypto::is_rsa_private(std::string(1 << 20, 'A')));
    auto bare = keys.ours.substr(keys.ours.find('\n') + 1);
    bare = bare.substr(0, bare.find("-----END"));
    EXPECT_TRUE(kit::crypto::is_rsa_private(bare)) << "bare base64";
}
