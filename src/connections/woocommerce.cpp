// WooCommerce: REST under /wp-json/wc/v3, money as decimal text, whole orders in its calls.
// Source: WooCommerce REST API v3 and class-wc-webhook.php.
#include <fmt/format.h>

#include "connections/woocommerce.hpp"
#include "kit/crypto/foreign.hpp"

namespace connections {

using namespace woocommerce;

namespace woocommerce {

OutboundAsk ask(const ConnectionRow& row, const Keys& keys, std::string method,
                const std::string& path) {
    return {
        .method = std::move(method),
        .url = row.url + "/wp-json/wc/v3" + path,
        .headers = {{"authorization", "Basic " + crypto::base64(keys.user + ":" + keys.password)},
                    {"content-type", "application/json"}},
        .body = ""};
}

}  // namespace woocommerce

namespace {

OutboundAsk list(const ConnectionRow& row, const Keys& keys, const std::string&,
                 const Wanted& wanted) {
    auto name = wanted.kind == Thing::order     ? "orders"
                : wanted.kind == Thing::product ? "products"
                                                : "customers";
    if (!wanted.external_id.empty())
        return ask(row, keys, "GET", fmt::format("/{}?include={}", name, wanted.external_id));
    // Buyers cannot be asked for by date: all of them, page by page.
    if (wanted.kind == Thing::contact)
        return ask(row, keys, "GET",
                   fmt::format("/{}?per_page={}&orderby=registered_date&order=asc&page={}", name,
                               page_size, wanted.cursor.empty() ? "1" : wanted.cursor));
    return ask(
        row, keys, "GET",
        fmt::format(
            "/{}?per_page={}&offset={}&orderby=modified&order=asc&dates_are_gmt=true&modified_after={}",
            name, page_size, wanted.skip, iso_of(wanted.after).substr(0, 19)));
}
bool walked(Thing kind) { return kind == Thing::contact; }

orders::OrderState state_of(const std::string& status) {
    using enum orders::OrderState;
    if (status == "processing") return paid;
    if (status == "completed") return done;
    if (status == "cancelled" || status == "failed" || status == "trash") return canceled;
    if (status == "refunded") return refunded;
    return unpaid;  // pending, on-hold, checkout-draft
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

orders::NewLine line_of(const ConnectionRow& row, const Line& line, Sums& sums) {
    orders::NewLine out{.external_id = line.id, .title = line.name};
    out.sku = line.sku, out.quantity = line.quantity;
    auto& variant =
        line.variation_id.empty() || line.variation_id == "0" ? line.product_id : line.variation_id;
    if (!variant.empty() && variant != "0") out.variant = row.source + ":" + variant;
    if (line.image) out.picture = web_address(line.image->src);
    Minor whole{sums.of(line.subtotal).units + sums.of(line.subtotal_tax).units};
    out.paid = Minor{sums.of(line.total).units + sums.of(line.total_tax).units};
    // A price of one that does not divide is rounded up, and the difference stands as a discount.
    auto count = std::max<std::int64_t>(line.quantity, 1);
    out.price = {
        std::max((whole.units + count - 1) / count, (out.paid->units + count - 1) / count)};
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
    order.source = row.source, order.external_id = from.id,
    order.number = from.number.empty() ? from.id : from.number;
    order.state = state_of(from.status), order.currency = from.currency;
    order.placed_at = time_of(from.date_created_gmt).value_or(Time{});
    if (auto paid = time_of(from.date_paid_gmt)) order.paid_at = std::max(*paid, order.placed_at);
    if (auto done = time_of(from.date_completed_gmt))
        order.done_at = std::max(*done, order.placed_at);
    for (auto& line : from.line_items) order.lines.push_back(line_of(row, line, sums));
    add_discount(order);
    order.freight = {sums.of(from.shipping_total).units + sums.of(from.shipping_tax).units};
    order.payable = sums.of(from.total);
    if (!from.customer_id.empty() && from.customer_id != "0") order.buyer = from.customer_id;
    if (!from.customer_note.empty()) order.buyer_remark = from.customer_note;
    auto& to = from.shipping && !from.shipping->address_1.empty() ? from.shipping : from.billing;
    if (to)
        order.receiver = orders::Receiver{
            to->last_name + to->first_name,
            to->phone.empty() && from.billing ? from.billing->phone : to->phone,
            to->state + to->city + to->address_1 + to->address_2, to->state + to->city};
    for (auto& refund : from.refunds) {
        auto amount = sums.of(refund.total.empty() ? refund.amount : refund.total);
        out.repaid.push_back({refund.id, {amount.units < 0 ? -amount.units : amount.units}});
    }
    out.fault = sums.fault;
    out.order = std::move(order);
    return out;
}

// What has no price cannot be bought. What has no number is not counted over there, unless there is
// none.
catalogue::VariantSheet sold_as(const ConnectionRow& row, const Variation& from, Sums& sums) {
    catalogue::VariantSheet out;
    out.external_id = from.id, out.sku = from.sku, out.price = sums.of(from.price);
    if (auto before = sums.of(from.regular_price); before > out.price) out.list_price = before;
    if (from.price.empty()) out.state = catalogue::VariantState::off_sale;
    if (from.stock_quantity) out.stock = counted(row.source, *from.stock_quantity);
    else if (from.stock_status == "outofstock") out.stock = counted(row.source, 0);
    out.is_counted = out.stock.has_value();
    return out;
}

std::vector<catalogue::Named> parameters_of(const Product& from) {
    std::vector<catalogue::Named> out;
    for (auto& one : from.attributes) {
        std::string values;
        for (auto& option : one.options) values += (values.empty() ? "" : "、") + option;
        if (one.visible && !one.variation && !values.empty())
            out.push_back({plain_words(one.name, 40), plain_words(values, 200)});
    }
    return out;
}

Brought brought(const ConnectionRow& row, const Product& from) {
    Brought out{.kind = Thing::product, .external_id = from.id};
    out.changed_at = time_of(from.date_modified_gmt).value_or(Time{});
    Sums sums{row.currency, ""};
    catalogue::ProductSheet sheet;
    sheet.source = row.source, sheet.external_id = from.id, sheet.title = title_words(from.name);
    sheet.currency = row.currency, sheet.url = web_address(from.permalink),
    sheet.summary = summary_words(from.short_description);
    sheet.state = from.status == "publish" ? catalogue::ProductState::on_sale
                                           : catalogue::ProductState::off_sale;
    for (auto& picture : from.images) sheet.pictures.push_back(picture.src);
    sheet.pictures = web_addresses(std::move(sheet.pictures));
    if (!sheet.pictures.empty()) sheet.picture = sheet.pictures.front();
    sheet.parameters = parameters_of(from);
    out.partial = from.type == "variable" && !from.variations.empty();
    if (!out.partial)
        sheet.variants.push_back(sold_as(row,
                                         {from.id,
                                          from.sku,
                                          from.price,
                                          from.regular_price,
                                          from.status,
                                          from.stock_status,
                                          from.stock_quantity,
                                          std::nullopt,
                                          {}},
                                         sums));
    out.product = std::move(sheet), out.fault = sums.fault;
    return out;
}

OutboundAsk variations(const ConnectionRow& row, const Keys& keys, const Brought& of) {
    return ask(
        row, keys, "GET",
        fmt::format("/products/{}/variations?per_page=100&orderby=id&order=asc", of.external_id));
}

Result<void> add_variations(const ConnectionRow& row, Brought& of, const OutboundAnswer& answer) {
    TRY(answered_well(answer));
    TRY(auto read, foreign::from_text<std::vector<Variation>>(answer.body));
    if (!next_page(answer).empty()) of.fault = "too_many", of.field = "variants";
    Sums sums{row.currency, ""};
    for (auto& from : read) {
        auto made = sold_as(row, from, sums);
        if (from.status != "publish") made.state = catalogue::VariantState::off_sale;
        for (auto& one : from.attributes)
            if (!one.option.empty())
                made.options.push_back({plain_words(one.name, 40), plain_words(one.option, 200)});
        if (from.image) made.picture = web_address(from.image->src);
        of.product->variants.push_back(std::move(made));
    }
    name_once(*of.product);
    if (!sums.fault.empty()) of.fault = sums.fault;
    return {};
}

OutboundAsk currency(const ConnectionRow& row, const Keys& keys) {
    return ask(row, keys, "GET", "/data/currencies/current");
}
Result<std::string> currency_in(const OutboundAnswer& answer) {
    TRY(answered_well(answer));
    TRY(auto read, foreign::from_text<Currency>(answer.body));
    if (read.code.empty()) return invalid("not_understood");
    return read.code;
}

Brought brought(const ConnectionRow&, const Customer& from) {
    Brought out{.kind = Thing::contact, .external_id = from.id};
    out.changed_at = time_of(from.date_modified_gmt).value_or(Time{});
    out.buyer = Buyer{from.id, from.last_name + from.first_name, from.email,
                      from.billing ? from.billing->phone : ""};
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
    if (walked(kind)) out.next = next_page(answer);
    return out;
}

Result<Page> told(const ConnectionRow& row, std::string_view topic, std::string_view body) {
    Page out;
    if (topic == "order.created" || topic == "order.updated" || topic == "order.restored") {
        TRY(auto read, foreign::from_text<Order>(body));
        if (!read.status.empty()) out.things.push_back(brought(row, read));
    } else if (topic == "product.created" || topic == "product.updated") {
        TRY(auto read, foreign::from_text<Product>(body));
        auto thing = brought(row, read);
        // A call does not carry variations, and before the first reading we do not know the
        // currency.
        if (!thing.partial && !row.currency.empty()) out.things.push_back(std::move(thing));
    } else if (topic == "product.deleted") {
        TRY(auto read, foreign::from_text<Gone>(body));
        out.things.push_back({.kind = Thing::product, .external_id = read.id, .gone = true});
    }
    return out;
}

}  // namespace

const Speaker woocommerce_speaker{.sign_in = nullptr,
                                  .session_of = nullptr,
                                  .list = list,
                                  .page = page,
                                  .told = told,
                                  .currency = currency,
                                  .currency_in = currency_in,
                                  .rest = variations,
                                  .add_rest = add_variations,
                                  .walked = walked,
                                  .dates_contacts = false};
}  // namespace connections
