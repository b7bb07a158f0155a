// 微信支付, API v3.
#include <fmt/format.h>

#include "aftersales/providers.hpp"
#include "kit/base/foreign.hpp"
#include "kit/crypto/foreign.hpp"
#include "kit/crypto/rsa.hpp"

namespace aftersales {

namespace {

constexpr auto refunds_path = "/v3/refund/domestic/refunds";
// A signature older than this is not taken. Source: "签名验证", which advises five minutes.
constexpr std::int64_t signature_seconds = 300;

struct AskedAmount {
    std::int64_t refund = 0, total = 0;  // 分
    std::string currency;
};
BOOST_DESCRIBE_STRUCT(AskedAmount, (), (refund, total, currency))
struct AskedRefund {
    std::string out_trade_no, out_refund_no, reason;
    AskedAmount amount;
};
BOOST_DESCRIBE_STRUCT(AskedRefund, (), (out_trade_no, out_refund_no, reason, amount))

struct SaidRefund {
    std::string refund_id, out_refund_no, status, code;
    AskedAmount amount;
};
BOOST_DESCRIBE_STRUCT(SaidRefund, (), (refund_id, out_refund_no, status, code, amount))

std::optional<OutboundAsk> signed_ask(const PayAccount& account, OutboundAsk ask,
                                      const std::string& path, Time now, const std::string& nonce) {
    auto at = std::to_string(now.us / 1'000'000);
    auto signature = crypto::rsa_signed(
        account.private_key,
        fmt::format("{}\n{}\n{}\n{}\n{}\n", ask.method, path, at, nonce, ask.body));
    if (!signature) return {};
    ask.url = account.url + path;
    ask.headers = {
        {"Authorization",
         fmt::format(
             R"(WECHATPAY2-SHA256-RSA2048 mchid="{}",nonce_str="{}",signature="{}",timestamp="{}",serial_no="{}")",
             account.merchant, nonce, crypto::base64(*signature), at, account.serial)},
        {"Accept", "application/json"},
        {"Content-Type", "application/json"},
        {"User-Agent", "xiaoer"}};
    return ask;
}

std::string header_of(const OutboundAnswer& answer, std::string_view name) {
    for (auto& [key, value] : answer.headers)
        if (key == name) return value;
    return {};
}

bool is_theirs(const PayAccount& account, const OutboundAnswer& answer, Time now) {
    auto at = header_of(answer, "wechatpay-timestamp");
    auto signature = crypto::from_base64(header_of(answer, "wechatpay-signature"));
    if (!signature || at.empty() || at.size() > 11 || at.find_first_not_of("0123456789") != at.npos)
        return false;
    if (std::abs(std::stoll(at) - now.us / 1'000'000) > signature_seconds) return false;
    auto text = fmt::format("{}\n{}\n{}\n", at, header_of(answer, "wechatpay-nonce"), answer.body);
    return crypto::rsa_verified(account.their_key, text, *signature);
}

// Refusals after which no money moves, ever, under this key. Source: the list of codes of
// "申请退款".
bool is_final(std::string_view code) {
    return code == "NOT_ENOUGH" || code == "PARAM_ERROR" || code == "INVALID_REQUEST" ||
           code == "RULE_LIMIT" || code == "USER_ACCOUNT_ABNORMAL" || code == "MCH_NOT_EXISTS" ||
           code == "RESOURCE_NOT_EXISTS";
}

PayAnswer doubt(const PayAsk& ask, std::string error) {
    return {PayOutcome::unknown, ask.key, "", std::move(error), ask.amount};
}

PayAnswer told(const PayAsk& ask, const SaidRefund& said) {
    PayAnswer out{
        PayOutcome::unknown, said.out_refund_no, said.refund_id, "", {said.amount.refund}};
    if (said.status == "SUCCESS") out.outcome = PayOutcome::succeeded;
    else if (said.status == "CLOSED") out.outcome = PayOutcome::failed, out.error = "closed";
    // The bank would not take it; the money lies with the provider and a person must say where to.
    else if (said.status == "ABNORMAL") out.error = "abnormal";
    else out.error = "processing";
    if (out.outcome == PayOutcome::failed && out.key != ask.key) return doubt(ask, "other_refund");
    return out;
}

}  // namespace

std::optional<OutboundAsk> weixin_submit(const PayAccount& account, const PayAsk& ask, Time now,
                                         const std::string& nonce) {
    OutboundAsk out;
    out.method = "POST";
    out.body = json::text_of(AskedRefund{ask.order_number,
                                         ask.key,
                                         "退款 " + ask.key,
                                         {ask.amount.units, ask.paid.units, ask.currency}});
    return signed_ask(account, std::move(out), refunds_path, now, nonce);
}

std::optional<OutboundAsk> weixin_question(const PayAccount& account, const PayAsk& ask, Time now,
                                           const std::string& nonce) {
    return signed_ask(account, {}, fmt::format("{}/{}", refunds_path, ask.key), now, nonce);
}

PayAnswer weixin_proved(const PayAccount& account, const PayAsk& ask, Asked asked,
                        const OutboundAnswer& answer, Time now) {
    auto said = foreign::from_text<SaidRefund>(answer.body);
    if (answer.status == 200) {
        if (!is_theirs(account, answer, now)) return doubt(ask, "bad_signature");
        return said ? told(ask, *said) : doubt(ask, "not_understood");
    }
    auto code = said ? said->code : "";
    if (asked == Asked::question) {
        bool absent = answer.status == 404 && code == "RESOURCE_NOT_EXISTS";
        // Refusals need not be signed; one that is must be theirs.
        if (absent && !header_of(answer, "wechatpay-signature").empty() &&
            !is_theirs(account, answer, now))
            return doubt(ask, "bad_signature");
        return absent ? PayAnswer{PayOutcome::not_there, ask.key, "", "", ask.amount}
                      : doubt(ask, fmt::format("http {} {}", answer.status, code));
    }
    bool refused = answer.status >= 400 && answer.status < 500 && is_final(code);
    return refused ? PayAnswer{PayOutcome::failed, ask.key, "", code, ask.amount}
                   : doubt(ask, fmt::format("http {} {}", answer.status, code));
}

}  // namespace aftersales
