// 支付宝开放平台, RSA2.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "aftersales/calendar.hpp"
#include "aftersales/providers.hpp"
#include "kit/base/foreign.hpp"
#include "kit/crypto/foreign.hpp"
#include "kit/crypto/rsa.hpp"

namespace aftersales {

namespace {

struct AskedRefund {
    std::string out_trade_no, out_request_no, refund_amount, refund_reason;
};
BOOST_DESCRIBE_STRUCT(AskedRefund, (), (out_trade_no, out_request_no, refund_amount, refund_reason))
struct AskedQuestion {
    std::string out_trade_no, out_request_no;
};
BOOST_DESCRIBE_STRUCT(AskedQuestion, (), (out_trade_no, out_request_no))

struct SaidRefund {
    std::string code, sub_code, fund_change, out_trade_no, trade_no, out_request_no, refund_status,
        refund_amount;
};
BOOST_DESCRIBE_STRUCT(SaidRefund, (),
                      (code, sub_code, fund_change, out_trade_no, trade_no, out_request_no,
                       refund_status, refund_amount))
struct Envelope {
    std::string sign;
};
BOOST_DESCRIBE_STRUCT(Envelope, (), (sign))

using Fields = std::map<std::string, std::string>;  // in the order in which they are signed

std::string escaped(std::string_view text) {
    std::string out;
    for (char byte : text) {
        auto c = static_cast<unsigned char>(byte);
        bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                     c == '-' || c == '_' || c == '.' || c == '~';
        out += plain ? std::string(1, static_cast<char>(c)) : fmt::format("%{:02X}", c);
    }
    return out;
}

// "2014-07-24 03:07:50", in China's time.
std::string stamp(Time now) {
    auto seconds = now.us / 1'000'000 + 8 * 3600;
    auto of_day = seconds % 86'400;
    return fmt::format("{} {:02}:{:02}:{:02}", text_of_day(day_of(now)), of_day / 3600,
                       of_day / 60 % 60, of_day % 60);
}

std::optional<OutboundAsk> signed_ask(const PayAccount& account, const char* method,
                                      std::string content, Time now) {
    Fields fields{{"app_id", account.merchant}, {"method", method},
                  {"format", "JSON"},           {"charset", "utf-8"},
                  {"sign_type", "RSA2"},        {"timestamp", stamp(now)},
                  {"version", "1.0"},           {"biz_content", std::move(content)}};
    std::string text, form;
    for (auto& [name, value] : fields) text += (text.empty() ? "" : "&") + name + "=" + value;
    auto signature = crypto::rsa_signed(account.private_key, text);
    if (!signature) return {};
    fields["sign"] = crypto::base64(*signature);
    for (auto& [name, value] : fields)
        form += (form.empty() ? "" : "&") + name + "=" + escaped(value);
    OutboundAsk out;
    out.method = "POST";
    out.url = account.url + "?charset=utf-8";
    out.headers = {{"Content-Type", "application/x-www-form-urlencoded;charset=utf-8"}};
    out.body = std::move(form);
    return out;
}

PayAnswer doubt(const PayAsk& ask, std::string error) {
    return {PayOutcome::unknown, ask.key, "", std::move(error), ask.amount};
}

// Refusals after which no money moves under this key. Source: the codes of "统一收单交易退款接口".
bool is_final(std::string_view code) {
    return code == "ACQ.SELLER_BALANCE_NOT_ENOUGH" || code == "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL" ||
           code == "ACQ.TRADE_NOT_EXIST" || code == "ACQ.TRADE_HAS_FINISHED" ||
           code == "ACQ.TRADE_STATUS_ERROR" || code == "ACQ.INVALID_PARAMETER" ||
           code == "ACQ.REASON_TRADE_REFUND_FEE_ERR" || code == "ACQ.TRADE_NOT_ALLOW_REFUND" ||
           code == "ACQ.REFUND_FEE_ERROR" || code == "ACQ.BUYER_ERROR" ||
           code == "ACQ.USER_NOT_MATCH_ERR";
}

// A submission names neither our key nor its own amount, so success is what the question says.
PayAnswer submitted(const PayAsk& ask, const SaidRefund& said) {
    if (said.code == "40004" && is_final(said.sub_code))
        return {PayOutcome::failed, ask.key, "", said.sub_code, ask.amount};
    return doubt(ask, said.code == "10000"    ? "processing"
                      : said.sub_code.empty() ? "code " + said.code
                                              : said.sub_code);
}

PayAnswer answered(const PayAsk& ask, const SaidRefund& said) {
    // Nothing said of a refund, or the trade is not there: it was not executed.
    bool absent = (said.code == "10000" && said.refund_status.empty()) ||
                  (said.code == "40004" && said.sub_code == "ACQ.TRADE_NOT_EXIST");
    if (absent) return {PayOutcome::not_there, ask.key, "", "", ask.amount};
    if (said.code != "10000")
        return doubt(ask, said.sub_code.empty() ? "code " + said.code : said.sub_code);
    auto amount = from_decimal(said.refund_amount);
    if (said.refund_status != "REFUND_SUCCESS" || !amount) return doubt(ask, "processing");
    return {PayOutcome::succeeded, said.out_request_no, said.trade_no, "", *amount};
}

}  // namespace

std::string decimal(Minor amount) {
    return fmt::format("{}.{:02}", amount.units / 100, amount.units % 100);
}

std::optional<Minor> from_decimal(std::string_view text) {
    auto dot = text.find('.');
    auto whole = text.substr(0, dot);
    auto part = dot == text.npos ? std::string_view() : text.substr(dot + 1);
    bool digits = std::ranges::all_of(whole, [](char c) { return c >= '0' && c <= '9'; }) &&
                  std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; });
    if (whole.empty() || whole.size() > 12 || part.size() > 2 || !digits) return {};
    auto hundredths = std::string(part) + std::string(2 - part.size(), '0');
    return Minor{std::stoll(std::string(whole)) * 100 + std::stoll(hundredths)};
}

std::string_view signed_part(std::string_view body, std::string_view name) {
    auto label = body.find("\"" + std::string(name) + "\"");
    if (label == body.npos) return {};
    auto begin = body.find('{', label);
    if (begin == body.npos) return {};
    int depth = 0;
    bool in_text = false;
    for (auto i = begin; i < body.size(); ++i) {
        if (in_text) {
            if (body[i] == '\\') ++i;
            else in_text = body[i] != '"';
        } else if (body[i] == '"') in_text = true;
        else if (body[i] == '{') ++depth;
        else if (body[i] == '}' && --depth == 0) return body.substr(begin, i + 1 - begin);
    }
    return {};
}

std::optional<OutboundAsk> alipay_submit(const PayAccount& account, const PayAsk& ask, Time now) {
    return signed_ask(account, "alipay.trade.refund",
                      json::text_of(AskedRefund{ask.order_number, ask.key, decimal(ask.amount),
                                                "退款 " + ask.key}),
                      now);
}

std::optional<OutboundAsk> alipay_question(const PayAccount& account, const PayAsk& ask, Time now) {
    return signed_ask(account, "alipay.trade.fastpay.refund.query",
                      json::text_of(AskedQuestion{ask.order_number, ask.key}), now);
}

PayAnswer alipay_proved(const PayAccount& account, const PayAsk& ask, Asked asked,
                        const OutboundAnswer& answer) {
    if (answer.status != 200) return doubt(ask, fmt::format("http {}", answer.status));
    auto part = signed_part(answer.body, asked == Asked::submission
                                             ? "alipay_trade_refund_response"
                                             : "alipay_trade_fastpay_refund_query_response");
    auto envelope = foreign::from_text<Envelope>(answer.body);
    auto signature = envelope ? crypto::from_base64(envelope->sign) : std::nullopt;
    if (part.empty() || !signature || !crypto::rsa_verified(account.their_key, part, *signature))
        return doubt(ask, "bad_signature");
    auto said = foreign::from_text<SaidRefund>(part);
    if (!said) return doubt(ask, "not_understood");
    return asked == Asked::submission ? submitted(ask, *said) : answered(ask, *said);
}

}  // namespace aftersales
