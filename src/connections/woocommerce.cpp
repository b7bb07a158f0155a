// WooCommerce: REST under /wp-json/wc/v3, money as decimal text, whole orders in its calls.
// Source: WooCommerce REST API v3 and class-wc-webhook.php.
#include <fmt/format.h>

#include "connections/rows.hpp"
#include "kit/base/foreign.hpp"
#include "kit/crypto/foreign.hpp"

namespace connections {

namespace {

struct Person {
    std::string first_name, last_name, company, address_1, address_2, city, state, email, phone;
};
BOOST_DESCRIBE_STRUCT(Person, (), (first_name, last_name, company, address_1, address_2, city, state, email, phone))
struct Line {
    std::string id, name, product_id, variation_id, sku, subtotal, subtotal_tax, total, total_tax;
    std::int64_t quantity = 0;
};
BOOST_DESCRIBE_STRUCT(Line, (), (id, name, product_id, variation_id, sku, subtotal, subtotal_tax, total, total_tax, quantity))
struct RefundLine {
    std::string id, reason, total, amount;
};
BOOST_DESCRIBE_STRUCT(RefundLine, (), (id, reason, total, amount))
struct Order {
    std::string id, number, status, currency, date_created_gmt, date_modified_gmt, date_paid_gmt, date_completed_gmt,
        total, shipping_total, shipping_tax, discount_total, customer_id, customer_note;
    std::optional<Person> billing, shipping;
    std::vector<Line> line_items;
    std::vector<RefundLine> refunds;
};
BOOST_DESCRIBE_STRUCT(Order, (), (id, number, status, currency, date_created_gmt, date_modified_gmt, date_paid_gmt,
                                  date_completed_gmt, total, shipping_total, shipping_tax, discount_total, customer_id,
                                  customer_note, billing, shipping, line_items, refunds))
struct Product {
    std::string id, name, permalink, sku, price, regular_price, status, date_modified_gmt, short_description;
    std::optional<std::int64_t> stock_quantity;
};
BOOST_DESCRIBE_STRUCT(Product, (), (id, name, permalink, sku, price, regular_price, status, date_modified_gmt,
                                    short_description, stock_quantity))
struct Customer {
    std::string id, first_name, last_name, email, date_modified_gmt;
    std::optional<Person> billing;
};
BOOST_DESCRIBE_STRUCT(Customer, (), (id, first_name, last_name, email, date_modified_gmt, billing))
struct Gone {
    std::string id;
};
BOOST_DESCRIBE_STRUCT(Gone, (), (id))

OutboundAsk ask(const ConnectionRow& row, const Keys& keys, std::string method, const std::string& path) {
    return {.method = std::move(method), .url = row.url + "/wp-json/wc/v3" + path,
            .headers = {{"authorization", "Basic " + crypto::base64(keys.user + ":" + keys.password)},
                        {"content-type", "application/json"}},
            .body = ""};
}

OutboundAsk list(const ConnectionRow& row, const Keys& keys, const std::string&, const Wanted& wanted) {
    if (!wanted.external_id.empty()) return ask(row, keys, "GET", "/orders?include=" + wanted.external_id);
    auto name = wanted.kind == Thing::order ? "orders" : wanted.kind == Thing::product ? "products" : "customers";
    // Customers cannot be asked for by date: newest first and a page at a time.
    auto by = wanted.kind == Thing::contact
                  ? std::string("orderby=registered_date&order=asc")
                  : fmt::format("orderby=modified&order=asc&dates_are_gmt=true&modified_after={}", iso_of(wanted.after).substr(0, 19));
    return ask(row, keys, "GET", fmt::format("/{}?per_page={}&offset={}&{}", name, page_size, wanted.skip, by));
}

orders::OrderState state_of(const std::string& status) {
    using enum orders::OrderState;
    if (status == "processing") return paid;
    if (status == "completed") return done;
    if (status == "cancelled" || status == "failed" || status == "trash") return canceled;
    if (status == "refunded") return refunded;
    return unpaid;   // pending, on-hold, checkout-draft
}

// Sums decimal texts; remembers the first that is none.
struct Sums {
    std::string currency, fault;
    Minor of(const std::string& text) {
        if (text.empty()) return {};
        auto read = minor_of(text, currency);
        if (!read) fault = "bad_amount";
        return read ? *read : Minor{};
    }
};

orders::NewLine line_of(const Line& line, Sums& sums) {
    orders::NewLine out{.external_id = line.id, .title = line.name};
    out.sku = line.sku, out.quantity = line.quantity;
    Minor whole{sums.of(line.subtotal).units + sums.of(line.subtotal_tax).units};
    out.paid = Minor{sums.of(line.total).units + sums.of(line.total_tax).units};
    // A price of one that does not divide is rounded up, and the difference stands as a discount.
    auto count = std::max<std::int64_t>(line.quantity, 1);
    out.price = {std::max((whole.units + count - 1) / count, (out.paid->units + count - 1) / count)};
    return out;
}

void add_discount(orders::NewOrder& out) {
    orders::Discount off{.title = "优惠", .amount = {}};
    for (auto& line : out.lines) {
        off.shares.push_back({line.price.units * line.quantity - line.paid->units});
        off.amount.units += off.shares.back().units;
    }
    if (off.amount.units > 0) out.discounts.push_back(std::move(off));
}

Brought brought(const ConnectionRow& row, const Order& from) {
    Brought out{.kind = Thing::order, .external_id = from.id};
    out.changed_at = time_of(from.date_modified_gmt).value_or(Time{});
    Sums sums{from.currency, ""};
    orders::NewOrder order;
    order.source = row.source, order.external_id = from.id, order.number = from.number.empty() ? from.id : from.number;
    order.state = state_of(from.status), order.currency = from.currency;
    order.placed_at = time_of(from.date_created_gmt).value_or(Time{});
    if (auto paid = time_of(from.date_paid_gmt)) order.paid_at = std::max(*paid, order.placed_at);
    if (auto done = time_of(from.date_completed_gmt)) order.done_at = std::max(*done, order.placed_at);
    for (auto& line : from.line_items) order.lines.push_back(line_of(line, sums));
    add_discount(order);
    order.freight = {sums.of(from.shipping_total).units + sums.of(from.shipping_tax).units};
    order.payable = sums.of(from.total);
    if (!from.customer_id.empty() && from.customer_id != "0") order.buyer = from.customer_id;
    if (!from.customer_note.empty()) order.buyer_remark = from.customer_note;
    auto& to = from.shipping && !from.shipping->address_1.empty() ? from.shipping : from.billing;
    if (to)
        order.receiver = orders::Receiver{to->last_name + to->first_name, to->phone.empty() && from.billing ? from.billing->phone : to->phone,
                                          to->state + to->city + to->address_1 + to->address_2, to->state + to->city};
    for (auto& refund : from.refunds) {
        auto amount = sums.of(refund.total.empty() ? refund.amount : refund.total);
        out.repaid.push_back({refund.id, {amount.units < 0 ? -amount.units : amount.units}});
    }
    out.fault = sums.fault;
    out.order = std::move(order);
    return out;
}

Brought brought(const ConnectionRow& row, const Product& from) {
    Brought out{.kind = Thing::product, .external_id = from.id};
    out.changed_at = time_of(from.date_modified_gmt).value_or(Time{});
    Sums sums{"CNY", ""};
    catalogue::ProductSheet sheet;
    sheet.source = row.source, sheet.external_id = from.id, sheet.title = from.name, sheet.url = from.permalink;
    sheet.state = from.status == "publish" ? catalogue::ProductState::on_sale : catalogue::ProductState::off_sale;
    catalogue::VariantSheet variant;
    variant.external_id = from.id, variant.sku = from.sku, variant.price = sums.of(from.price);
    if (from.stock_quantity) variant.stock = {{row.source, *from.stock_quantity, 0}};
    sheet.variants.push_back(std::move(variant));
    out.product = std::move(sheet), out.fault = sums.fault;
    return out;
}

Brought brought(const ConnectionRow&, const Customer& from) {
    Brought out{.kind = Thing::contact, .external_id = from.id};
    out.changed_at = time_of(from.date_modified_gmt).value_or(Time{});
    out.buyer = Buyer{from.id, from.last_name + from.first_name, from.email, from.billing ? from.billing->phone : ""};
    return out;
}

Result<Page> orders_in(const ConnectionRow& row, std::string_view body) {
    TRY(auto read, foreign::from_text<std::vector<Order>>(body));
    Page out;
    for (auto& one : read) out.things.push_back(brought(row, one));
    return out;
}

Result<Page> page(const ConnectionRow& row, Thing kind, const OutboundAnswer& answer) {
    TRY(answered_well(answer));
    Page out;
    if (kind == Thing::order) {
        TRY(out, orders_in(row, answer.body));
    } else if (kind == Thing::product) {
        TRY(auto read, foreign::from_text<std::vector<Product>>(answer.body));
        for (auto& one : read) out.things.push_back(brought(row, one));
    } else {
        TRY(auto read, foreign::from_text<std::vector<Customer>>(answer.body));
        for (auto& one : read) out.things.push_back(brought(row, one));
    }
    out.rows = out.things.size();
    return out;
}

Result<Page> told(const ConnectionRow& row, std::string_view topic, std::string_view body) {
    Page out;
    if (topic == "order.created" || topic == "order.updated" || topic == "order.restored") {
        TRY(auto read, foreign::from_text<Order>(body));
        if (!read.status.empty()) out.things.push_back(brought(row, read));
    } else if (topic == "product.created" || topic == "product.updated") {
        TRY(auto read, foreign::from_text<Product>(body));
        out.things.push_back(brought(row, read));
    } else if (topic == "product.deleted") {
        TRY(auto read, foreign::from_text<Gone>(body));
        out.things.push_back({.kind = Thing::product, .external_id = read.id, .gone = true});
    }
    return out;
}

// --- refunds ------------------------------------------------------------------------------------------------

OutboundAsk look(const ConnectionRow& row, const Keys& keys, const std::string&, const RefundRequest& of) {
    return ask(row, keys, "GET", "/orders/" + of.external_id + "/refunds?per_page=100");
}
Result<std::optional<std::string>> found(const OutboundAnswer& answer, const RefundRequest& of, std::string&) {
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
OutboundAsk pay_back(const ConnectionRow& row, const Keys& keys, const std::string&, const RefundRequest& of, const std::string&) {
    auto out = ask(row, keys, "POST", "/orders/" + of.external_id + "/refunds");
    out.body = json::text_of(NewRefund{decimal_of(of.amount, of.currency), of.reason + " " + refund_mark(of)});
    return out;
}
Result<std::string> done(const OutboundAnswer& answer) {
    if (answer.status == 400 || answer.status == 404 || answer.status == 422) return invalid("shop_refuses");
    TRY(answered_well(answer));
    TRY(auto read, foreign::from_text<RefundLine>(answer.body));
    if (read.id.empty()) return invalid("not_understood");
    return read.id;
}

}  // namespace

const Speaker woocommerce_speaker{nullptr, nullptr, list, page, told};
const RefundSpeaker woocommerce_refunds{look, found, pay_back, done};

}  // namespace connections
