// Sources: the platforms' public interface lists: 淘宝开放平台 refund.status, 拼多多
// after_sales_status, 抖店 standard_aftersale_status, 微信小店 售后单状态, 京东 afsServiceStep,
// Shopify ReturnStatus, Medusa return.status, Vendure Refund.state.
#include "aftersales/platforms.hpp"

namespace aftersales {

using S = CaseState;
using K = CaseKind;
using P = Platform;

namespace {

constexpr Kinds of(K a) { return kinds_of(a); }
constexpr Kinds all = (1u << case_kinds) - 1;
constexpr Kinds refund_only = of(K::refund_unshipped) | of(K::refund_unreceived) |
                              of(K::refund_received) | of(K::partial_refund);
constexpr Kinds sends = of(K::exchange) | of(K::resend);
constexpr Kinds returning = of(K::return_refund) | of(K::exchange) | of(K::repair);
constexpr Kinds back = of(K::return_refund);
constexpr Kinds repair = of(K::repair);
constexpr Kinds refunds = refund_only | back | of(K::price_protection) | of(K::compensation);

constexpr PlatformRow table[] = {
    {P::taobao, "WAIT_SELLER_AGREE", S::review, all},
    {P::taobao, "WAIT_BUYER_RETURN_GOODS", S::wait_buyer_return, returning},
    {P::taobao, "WAIT_SELLER_CONFIRM_GOODS", S::wait_seller_receive, returning},
    {P::taobao, "SELLER_REFUSE_BUYER", S::seller_refused, all},
    {P::taobao, "CLOSED", S::closed, all},
    {P::taobao, "CLOSED", S::cancelled, all},
    {P::taobao, "SUCCESS", S::success, all},

    {P::pinduoduo, "2", S::review, refund_only | of(K::price_protection) | of(K::compensation)},
    {P::pinduoduo, "3", S::review, back},
    {P::pinduoduo, "14", S::review, sends},
    {P::pinduoduo, "21", S::review, repair},
    {P::pinduoduo, "7", S::wait_buyer_return, back | of(K::exchange)},
    {P::pinduoduo, "22", S::wait_buyer_return, repair},
    {P::pinduoduo, "6", S::seller_refused, all},
    {P::pinduoduo, "32", S::reshipping, of(K::resend)},
    {P::pinduoduo, "15", S::wait_buyer_receive, sends},
    {P::pinduoduo, "18", S::wait_buyer_receive, sends},
    {P::pinduoduo, "27", S::wait_buyer_receive, repair},
    {P::pinduoduo, "31", S::intercepting, of(K::refund_unreceived)},
    {P::pinduoduo, "33", S::intercepting, of(K::refund_unreceived)},
    {P::pinduoduo, "8", S::arbitration, all},
    {P::pinduoduo, "4", S::refunding, refunds},
    {P::pinduoduo, "5", S::refunding, refunds},
    {P::pinduoduo, "10", S::success, refunds},
    {P::pinduoduo, "16", S::success, sends},
    {P::pinduoduo, "25", S::success, repair},
    {P::pinduoduo, "11", S::cancelled, all},
    {P::pinduoduo, "9", S::closed, refunds},
    {P::pinduoduo, "12", S::closed, refunds},
    {P::pinduoduo, "13", S::closed, refunds},
    {P::pinduoduo, "17", S::closed, sends},
    {P::pinduoduo, "24", S::closed, repair},

    {P::douyin, "6", S::review, all},
    {P::douyin, "7", S::wait_buyer_return, returning},
    {P::douyin, "11", S::wait_seller_receive, returning},
    {P::douyin, "27", S::seller_refused, all},
    {P::douyin, "29", S::receipt_refused, returning},
    {P::douyin, "8", S::reshipping, sends | repair},
    {P::douyin, "13", S::wait_buyer_receive, sends | repair},
    {P::douyin, "12", S::success, refunds},
    {P::douyin, "14", S::success, sends | repair},
    {P::douyin, "28", S::closed, all},
    {P::douyin, "28", S::cancelled, all},

    {P::weixin, "MERCHANT_PROCESSING", S::review, all},
    {P::weixin, "USER_WAIT_RETURN", S::wait_buyer_return, returning},
    {P::weixin, "MERCHANT_WAIT_RECEIPT", S::wait_seller_receive, returning},
    {P::weixin, "MERCHANT_REJECT_REFUND", S::seller_refused, refund_only},
    {P::weixin, "MERCHANT_REJECT_RETURN", S::seller_refused, returning},
    {P::weixin, "16", S::reshipping, sends},
    {P::weixin, "17", S::wait_buyer_receive, sends},
    {P::weixin, "PLATFORM_REFUNDING", S::refunding, refunds},
    {P::weixin, "MERCHANT_OVERDUE_REFUND", S::refunding, refunds},
    {P::weixin, "PLATFORM_REFUND_FAIL", S::refund_failed, refunds},
    {P::weixin, "MERCHANT_REFUND_RETRY_FAIL", S::refund_failed, refunds},
    {P::weixin, "MERCHANT_REFUND_SUCCESS", S::success, refund_only},
    {P::weixin, "MERCHANT_RETURN_SUCCESS", S::success, back},
    {P::weixin, "15", S::success, sends},
    {P::weixin, "RETURN_CLOSED", S::closed, all},
    {P::weixin, "USER_CANCELD", S::cancelled, all},

    {P::jd, "10", S::review, all},
    {P::jd, "21", S::review, all},
    {P::jd, "22", S::review, all},
    {P::jd, "20", S::seller_refused, all},
    {P::jd, "32", S::wait_seller_receive, returning},
    {P::jd, "31", S::wait_seller_receive, returning},
    {P::jd, "34", S::reshipping, sends},
    {P::jd, "33", S::reshipping, sends},
    {P::jd, "34", S::repairing, repair},
    {P::jd, "33", S::repairing, repair},
    {P::jd, "34", S::refunding, refunds},
    {P::jd, "33", S::refunding, refunds},
    {P::jd, "40", S::wait_buyer_receive, sends | repair},
    {P::jd, "50", S::success, all},
    {P::jd, "60", S::cancelled, all},
    {P::jd, "60", S::closed, all},

    {P::shopify, "REQUESTED", S::review, all},
    {P::shopify, "OPEN", S::wait_buyer_return, returning},
    {P::shopify, "OPEN", S::wait_seller_receive, returning},
    {P::shopify, "OPEN", S::reshipping, sends},
    {P::shopify, "OPEN", S::wait_buyer_receive, sends},
    {P::shopify, "DECLINED", S::seller_refused, all},
    {P::shopify, "CLOSED", S::success, all},
    {P::shopify, "CANCELED", S::cancelled, all},
    {P::shopify, "CANCELED", S::closed, all},

    {P::medusa, "requested", S::review, all},
    {P::medusa, "open", S::wait_buyer_return, returning},
    {P::medusa, "partially_received", S::wait_seller_receive, returning},
    {P::medusa, "received", S::success, all},
    {P::medusa, "canceled", S::cancelled, all},
    {P::medusa, "canceled", S::closed, all},

    {P::vendure, "Pending", S::refunding, refunds},
    {P::vendure, "Failed", S::refund_failed, refunds},
    {P::vendure, "Settled", S::success, refunds},
};

}  // namespace

std::span<const PlatformRow> platform_rows() { return table; }

std::optional<CaseState> understood(Platform platform, std::string_view word, CaseKind kind) {
    for (auto& row : table)
        if (row.platform == platform && row.word == word && (row.kinds & kinds_of(kind)))
            return row.state;
    return {};
}

std::optional<std::string_view> said(Platform platform, CaseState state, CaseKind kind) {
    for (auto& row : table)
        if (row.platform == platform && row.state == state && (row.kinds & kinds_of(kind)))
            return row.word;
    return {};
}

}  // namespace aftersales
