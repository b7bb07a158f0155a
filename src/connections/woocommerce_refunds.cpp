// Money back by WooCommerce: a refund of the order, with our mark in its reason.
#include "connections/woocommerce.hpp"

namespace connections {

using namespace woocommerce;

namespace {

OutboundAsk look(const ConnectionRow& row, const Keys& keys, const std::string&,
                 const RefundRequest& of) {
    return ask(row, keys, "GET", "/orders/" + of.external_id + "/refunds?per_page=100");
}
Result<std::optional<std::string>> found(const OutboundAnswer& answer, const RefundRequest& of,
                                         std::string&) {
    TRY(answered_well(answer));
    TRY(auto read, foreign::from_text<std::vector<RefundLine>>(answer.body));
    for (auto& one : read)
        if (one.reason.contains(refund_mark(of))) return std::optional(one.id);
    return std::nullopt;
}
struct NewRefund {
    std::string amount, reason;
    bool api_refund = true;
};
BOOST_DESCRIBE_STRUCT(NewRefund, (), (amount, reason, api_refund))
OutboundAsk pay_back(const ConnectionRow& row, const Keys& keys, const std::string&,
                     const RefundRequest& of, const std::string&) {
    auto out = ask(row, keys, "POST", "/orders/" + of.external_id + "/refunds");
    out.body = json::text_of(
        NewRefund{decimal_of(of.amount, of.currency), of.reason + " " + refund_mark(of)});
    return out;
}
Result<std::string> done(const OutboundAnswer& answer) {
    if (answer.status == 400 || answer.status == 404 || answer.status == 422)
        return invalid("shop_refuses");
    TRY(answered_well(answer));
    TRY(auto read, foreign::from_text<RefundLine>(answer.body));
    if (read.id.empty()) return invalid("not_understood");
    return read.id;
}

}  // namespace

const RefundSpeaker woocommerce_refunds{look, found, pay_back, done};

}  // namespace connections
