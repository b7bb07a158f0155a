// Money back by Vendure: a refund of one payment, with our mark in its reason.
#include <fmt/format.h>

#include "connections/vendure.hpp"

namespace connections {

using namespace vendure;

namespace {

OutboundAsk look(const ConnectionRow& row, const Keys&, const std::string& session,
                 const RefundRequest& of) {
    return graph(
        row, session,
        "query($id:ID!){order(id:$id){id payments{id state amount refunds{id state total reason}}}}",
        "{\"id\":" + json::text_of(of.external_id) + "}");
}

Result<std::optional<std::string>> found(const OutboundAnswer& answer, const RefundRequest& of,
                                         std::string& payment) {
    TRY(auto read, answer_in(answer));
    if (!read.order) return invalid("order_is_gone");
    for (auto& paid : read.order->payments) {
        std::int64_t left = paid.amount;
        for (auto& refund : paid.refunds) {
            if (refund.reason.contains(refund_mark(of)) && refund.state != "Failed")
                return std::optional(refund.id);
            if (refund.state != "Failed") left -= refund.total;
        }
        if (paid.state == "Settled" && left >= of.amount.units && payment.empty())
            payment = paid.id;
    }
    if (payment.empty()) return invalid("nothing_left_to_pay_back");
    return std::nullopt;
}

OutboundAsk ask(const ConnectionRow& row, const Keys&, const std::string& session,
                const RefundRequest& of, const std::string& payment) {
    return graph(
        row, session,
        "mutation($i:RefundOrderInput!){refund:refundOrder(input:$i){kind:__typename ... on Refund{id state} "
        "... on ErrorResult{message}}}",
        fmt::format(
            R"({{"i":{{"lines":[],"shipping":0,"adjustment":0,"amount":{},"paymentId":{},"reason":{}}}}})",
            of.amount.units, json::text_of(payment),
            json::text_of(of.reason + " " + refund_mark(of))));
}

Result<std::string> done(const OutboundAnswer& answer) {
    TRY(auto read, answer_in(answer));
    if (!read.refund) return invalid("not_understood");
    if (read.refund->kind != "Refund")
        return refused(Code::invalid, "shop_refuses", {}, read.refund->message);
    if (read.refund->state == "Failed") return invalid("refund_failed");
    return read.refund->id;
}

}  // namespace

const RefundSpeaker vendure_refunds{look, found, ask, done};

}  // namespace connections
