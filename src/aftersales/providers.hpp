// Refunds as 微信支付 and 支付宝 speak of them: what is sent, and what an answer proves. Pure but
// for the signature.
//
//     weixin   POST /v3/refund/domestic/refunds, GET /v3/refund/domestic/refunds/{out_refund_no}
//              Source: pay.weixin.qq.com, API v3, "申请退款", "查询单笔退款", "签名生成",
//              "签名验证"
//     alipay   alipay.trade.refund, alipay.trade.fastpay.refund.query
//              Source: opendocs.alipay.com, "统一收单交易退款接口", "统一收单交易退款查询",
//              "自行实现签名"
//
// Invariants
// 1. Our key goes along as out_refund_no / out_request_no: over there the same key is the same
// refund.
// 2. An answer counts when it is signed by the provider and names our key and amount; else it is
// `unknown`.
// 3. `failed` is said only of refusals that the provider's document names as final. Everything else
// is doubt.
#pragma once

#include "aftersales/aftersales.hpp"
#include "kit/http/outbound.hpp"

namespace aftersales {

struct PayAccount {
    Adapter adapter = Adapter::weixin;
    std::string merchant;  // mchid; app_id
    std::string serial;    // of our certificate; weixin only
    std::string url;  // "https://api.mch.weixin.qq.com", "https://openapi.alipay.com/gateway.do"
    std::string private_key;  // ours, PEM
    std::string their_key;    // the provider's public key, PEM
};

// "12.34", as Alipay writes money.
std::string decimal(Minor);
std::optional<Minor> from_decimal(std::string_view);

// What is sent; nothing when the account's key signs nothing.
std::optional<OutboundAsk> weixin_submit(const PayAccount&, const PayAsk&, Time now,
                                         const std::string& nonce);
std::optional<OutboundAsk> weixin_question(const PayAccount&, const PayAsk&, Time now,
                                           const std::string& nonce);
std::optional<OutboundAsk> alipay_submit(const PayAccount&, const PayAsk&, Time now);
std::optional<OutboundAsk> alipay_question(const PayAccount&, const PayAsk&, Time now);

// What an answer proves.
enum class Asked { submission, question };
PayAnswer weixin_proved(const PayAccount&, const PayAsk&, Asked, const OutboundAnswer&, Time now);
PayAnswer alipay_proved(const PayAccount&, const PayAsk&, Asked, const OutboundAnswer&);

// The part of an Alipay answer that is signed: the bytes of the member `name`, as they came.
std::string_view signed_part(std::string_view body, std::string_view name);

}  // namespace aftersales
