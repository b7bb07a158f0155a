// Cancelling and dispatching in Vendure, each step judged by how the order stands there.
// Source: the schema of @vendure/core 3.7.3 and its default fulfilment process.
#include <fmt/format.h>

#include <algorithm>

#include "connections/vendure.hpp"

namespace connections {

using namespace vendure;

namespace {

constexpr auto outcome = "kind:__typename ... on ErrorResult{message}";

OutboundAsk look(const ConnectionRow& row, const std::string& session, const std::string& order) {
    return graph(row, session,
                 "query($id:ID!){order(id:$id){id state lines{id quantity} "
                 "fulfillments{id state trackingCode lines{orderLineId quantity}}}}",
                 "{\"id\":" + json::text_of(order) + "}");
}

using Step = Result<std::optional<OutboundAsk>>;

Step next_to_cancel(const ConnectionRow& row, const std::string& session, const Order& order,
                    const orders::OrderErrand& of) {
    if (order.state == "Cancelled") return std::nullopt;
    bool left = std::ranges::any_of(order.fulfillments, [](auto& one) {
        return one.state == "Shipped" || one.state == "Delivered";
    });
    if (left) return invalid("already_shipped");
    return graph(
        row, session,
        fmt::format("mutation($i:CancelOrderInput!){{done:cancelOrder(input:$i){{{}}}}}", outcome),
        fmt::format(R"({{"i":{{"orderId":{},"reason":{},"cancelShipping":true}}}})",
                    json::text_of(order.id), json::text_of(of.reason)));
}

// Nothing named: everything that is in no parcel yet.
std::string lines_text(const Order& order, const orders::OrderErrand& of) {
    std::string out;
    auto add = [&](const std::string& line, std::int64_t quantity) {
        out += fmt::format(R"({}{{"orderLineId":{},"quantity":{}}})", out.empty() ? "" : ",",
                           json::text_of(line), quantity);
    };
    for (auto& line : of.lines) add(line.line, line.quantity);
    if (!of.lines.empty()) return out;
    for (auto& line : order.lines) {
        auto left = line.quantity;
        for (auto& parcel : order.fulfillments)
            for (auto& packed : parcel.lines)
                if (parcel.state != "Cancelled" && packed.order_line_id == line.id)
                    left -= packed.quantity;
        if (left > 0) add(line.id, left);
    }
    return out;
}

OutboundAsk pack(const ConnectionRow& row, const std::string& session, const std::string& lines,
                 const orders::OrderErrand& of) {
    return graph(
        row, session,
        fmt::format("mutation($i:FulfillOrderInput!){{done:addFulfillmentToOrder(input:$i){{{}}}}}",
                    outcome),
        fmt::format(R"({{"i":{{"lines":[{}],"handler":{{"code":"manual-fulfillment","arguments":[)"
                    R"({{"name":"method","value":{}}},{{"name":"trackingCode","value":{}}}]}}}}}})",
                    lines, json::text_of(of.carrier), json::text_of(of.number)));
}

Step next_to_dispatch(const ConnectionRow& row, const std::string& session, const Order& order,
                      const orders::OrderErrand& of) {
    for (auto& parcel : order.fulfillments) {
        if (parcel.tracking_code != of.number || parcel.state == "Cancelled") continue;
        if (parcel.state == "Shipped" || parcel.state == "Delivered") return std::nullopt;
        return graph(
            row, session,
            fmt::format(
                "mutation($id:ID!){{done:transitionFulfillmentToState(id:$id,state:\"Shipped\"){{{}}}}}",
                outcome),
            "{\"id\":" + json::text_of(parcel.id) + "}");
    }
    if (order.state == "Cancelled") return invalid("order_is_over");
    auto lines = lines_text(order, of);
    if (lines.empty()) return invalid("nothing_left");
    return pack(row, session, lines, of);
}

Step next(const ConnectionRow& row, const std::string& session, const std::string&,
          const orders::OrderErrand& of, const OutboundAnswer& looked) {
    TRY(auto read, answer_in(looked));
    if (!read.order) return invalid("order_is_gone");
    return of.act == orders::Act::cancel ? next_to_cancel(row, session, *read.order, of)
                                         : next_to_dispatch(row, session, *read.order, of);
}

Result<void> taken(const OutboundAnswer& answer) {
    TRY(auto read, answer_in(answer));
    if (!read.done) return invalid("not_understood");
    auto& kind = read.done->kind;
    if (kind == "Order" || kind == "Fulfillment") return {};
    if (kind == "InsufficientStockOnHandError") return invalid("not_enough_stock");
    if (kind == "ItemsAlreadyFulfilledError" || kind == "QuantityTooGreatError")
        return invalid("already_shipped");
    return refused(Code::invalid, "shop_refuses", {}, read.done->message);
}

}  // namespace

const ErrandSpeaker vendure_errands{look, next, taken};

}  // namespace connections
