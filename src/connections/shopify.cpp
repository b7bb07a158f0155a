// Shopify: orders of the REST shape, in calls and in lists; money as decimal text in the shop's
// currency. Source: shopify.dev, webhooks and Admin API.
#include "connections/shopify.hpp"

#include <fmt/format.h>

namespace connections {

using namespace shopify;

namespace {

OutboundAsk ask(const ConnectionRow& row, const Keys& keys, const std::string& path) {
    return {.url = row.url + "/admin/api/2026-07/" + path,
            .headers = {{"x-shopify-access-token", keys.password}},
            .body = ""};
}

// A page names the next one, and a question for it may say nothing else.
OutboundAsk list(const ConnectionRow& row, const Keys& keys, const std::string&,
                 const Wanted& wanted) {
    auto name = wanted.kind == Thing::order     ? "orders"
                : wanted.kind == Thing::product ? "products"
                                                : "customers";
    if (!wanted.cursor.empty())
        return ask(row, keys,
                   fmt::format("{}.json?limit={}&page_info={}", name, page_size, wanted.cursor));
    auto any = wanted.kind == Thing::order ? "&status=any" : "";
    auto by = wanted.external_id.empty() ? "updated_at_min=" + iso_of(wanted.after)
                                         : "ids=" + wanted.external_id;
    return ask(row, keys, fmt::format("{}.json?limit={}{}&{}", name, page_size, any, by));
}
bool walked(Thing) { return true; }

orders::OrderState state_of(const Order& from) {
    using enum orders::OrderState;
    if (from.financial_status == "refunded") return refunded;
    if (!from.cancelled_at.empty() || from.financial_status == "voided") return canceled;
    bool all_delivered = !from.fulfillments.empty();
    for (auto& parcel : from.fulfillments)
        all_delivered = all_delivered && parcel.shipment_status == "delivered";
    if (from.fulfillment_status == "fulfilled") return all_delivered ? delivered : shipped;
    if (from.fulfillment_status == "partial") return part_shipped;
    if (from.financial_status == "pending" || from.financial_status == "partially_paid")
        return unpaid;
    return paid;
}

struct Sums {
    std::string currency, fault;
    Minor of(const std::string& text) {
        if (text.empty()) return {};
        auto read = minor_of(text, currency);
        if (!read) fault = "bad_amount";
        return read ? *read : Minor{};
    }
};

void add_lines(const ConnectionRow& row, orders::NewOrder& order, const Order& from, Sums& sums) {
    orders::Discount off{.title = "优惠", .amount = {}};
    for (auto& line : from.line_items) {
        orders::NewLine made{.external_id = line.id, .title = line.title};
        if (!line.variant_id.empty()) made.variant = row.source + ":" + line.variant_id;
        made.sku = line.sku, made.options = line.variant_title;
        made.quantity = line.quantity, made.price = sums.of(line.price);
        Minor share;
        for (auto& one : line.discount_allocations) share.units += sums.of(one.amount).units;
        off.shares.push_back(share), off.amount.units += share.units;
        order.lines.push_back(std::move(made));
    }
    if (off.amount.units > 0) order.discounts.push_back(std::move(off));
}

void add_parcels(orders::NewOrder& order, const Order& from) {
    for (auto& parcel : from.fulfillments) {
        if (parcel.status != "success" || parcel.tracking_number.empty()) continue;
        orders::NewParcel made{
            .carrier = parcel.tracking_company.empty() ? "other" : parcel.tracking_company,
            .number = parcel.tracking_number,
            .shipped_at = std::nullopt};
        if (auto at = time_of(parcel.created_at)) made.shipped_at = std::max(*at, order.placed_at);
        for (auto& line : parcel.line_items) made.lines.push_back({line.id, line.quantity});
        if (!order.shipped_at) order.shipped_at = made.shipped_at;
        order.parcels.push_back(std::move(made));
    }
}

Brought brought(const ConnectionRow& row, const Order& from) {
    Brought out{.kind = Thing::order, .external_id = from.id};
    out.changed_at = time_of(from.updated_at).value_or(Time{});
    Sums sums{from.currency, ""};
    orders::NewOrder order;
    order.source = row.source, order.external_id = from.id, order.number = from.name;
    order.state = state_of(from), order.currency = from.currency;
    order.placed_at = time_of(from.created_at).value_or(Time{});
    if (order.state != orders::OrderState::unpaid)
        if (auto paid = time_of(from.processed_at))
            order.paid_at = std::max(*paid, order.placed_at);
    add_lines(row, order, from, sums);
    add_parcels(order, from);
    if (from.total_shipping_price_set)
        order.freight = sums.of(from.total_shipping_price_set->shop_money.amount);
    order.payable = sums.of(from.total_price);
    if (from.customer) order.buyer = from.customer->id;
    if (!from.note.empty()) order.buyer_remark = from.note;
    if (auto& to = from.shipping_address)
        order.receiver = orders::Receiver{to->name, to->phone,
                                          to->province + to->city + to->address1 + to->address2,
                                          to->province + to->city};
    for (auto& refund : from.refunds) {
        Minor back;
        for (auto& one : refund.transactions)
            if (one.kind == "refund" && one.status == "success")
                back.units += sums.of(one.amount).units;
        if (back.units > 0) out.repaid.push_back({refund.id, back});
    }
    out.fault = sums.fault;
    out.order = std::move(order);
    return out;
}

catalogue::VariantSheet sold_as(const ConnectionRow& row, const Product& product,
                                const Variant& from, Sums& sums) {
    catalogue::VariantSheet out;
    out.external_id = from.id, out.sku = from.sku, out.price = sums.of(from.price),
    out.barcode = from.barcode;
    if (auto before = sums.of(from.compare_at_price); before > out.price) out.list_price = before;
    auto values = {from.option1, from.option2, from.option3};
    auto named = product.options.begin();
    for (auto& value : values) {
        auto name = named == product.options.end() ? std::string("规格") : (named++)->name;
        if (!value.empty() && from.title != "Default Title")
            out.options.push_back({plain_words(name, 40), plain_words(value, 200)});
    }
    for (auto& picture : product.images)
        if (!from.image_id.empty() && picture.id == from.image_id)
            out.picture = web_address(picture.src);
    // Nobody counts it over there: its number says nothing.
    out.is_counted = !from.inventory_management.empty();
    if (from.inventory_quantity && *out.is_counted)
        out.stock = counted(row.source, *from.inventory_quantity);
    return out;
}

Brought brought(const ConnectionRow& row, const Product& from) {
    Brought out{.kind = Thing::product, .external_id = from.id};
    out.changed_at = time_of(from.updated_at).value_or(Time{});
    Sums sums{row.currency, ""};
    catalogue::ProductSheet sheet;
    sheet.source = row.source, sheet.external_id = from.id, sheet.title = title_words(from.title);
    sheet.currency = row.currency, sheet.summary = summary_words(from.body_html);
    sheet.state = from.status == "active" ? catalogue::ProductState::on_sale
                                          : catalogue::ProductState::off_sale;
    for (auto& picture : from.images) sheet.pictures.push_back(picture.src);
    sheet.pictures = web_addresses(std::move(sheet.pictures));
    if (!sheet.pictures.empty()) sheet.picture = sheet.pictures.front();
    for (auto& one : from.variants) sheet.variants.push_back(sold_as(row, from, one, sums));
    name_once(sheet);
    out.product = std::move(sheet), out.fault = sums.fault;
    return out;
}

OutboundAsk currency(const ConnectionRow& row, const Keys& keys) {
    return ask(row, keys, "shop.json");
}
Result<std::string> currency_in(const OutboundAnswer& answer) {
    TRY(answered_well(answer));
    TRY(auto read, foreign::from_text<Listed>(answer.body));
    if (!read.shop || read.shop->currency.empty()) return invalid("not_understood");
    return read.shop->currency;
}

Brought brought(const ConnectionRow&, const Person& from) {
    Brought out{.kind = Thing::contact, .external_id = from.id};
    out.changed_at = time_of(from.updated_at).value_or(Time{});
    out.buyer = Buyer{from.id, from.last_name + from.first_name, from.email, from.phone};
    return out;
}

Result<Page> page(const ConnectionRow& row, Thing, const OutboundAnswer& answer) {
    TRY(answered_well(answer));
    TRY(auto read, foreign::from_text<Listed>(answer.body));
    Page out;
    for (auto& one : read.orders) out.things.push_back(brought(row, one));
    for (auto& one : read.products) out.things.push_back(brought(row, one));
    for (auto& one : read.customers) out.things.push_back(brought(row, one));
    out.rows = out.things.size(), out.next = next_page(answer);
    return out;
}

Result<Page> told(const ConnectionRow& row, std::string_view topic, std::string_view body) {
    Page out;
    if (topic == "products/delete") {
        TRY(auto read, foreign::from_text<Gone>(body));
        out.things.push_back({.kind = Thing::product, .external_id = read.id, .gone = true});
    } else if (topic.starts_with("orders/") && topic != "orders/delete") {
        TRY(auto read, foreign::from_text<Order>(body));
        if (!read.updated_at.empty()) out.things.push_back(brought(row, read));
    } else if (topic.starts_with("products/")) {
        // Before the first reading we do not know the currency.
        TRY(auto read, foreign::from_text<Product>(body));
        if (!row.currency.empty()) out.things.push_back(brought(row, read));
    } else if (topic == "customers/create" || topic == "customers/update") {
        TRY(auto read, foreign::from_text<Person>(body));
        out.things.push_back(brought(row, read));
    }
    // Refunds, parcels, returns: the order is looked at.
    return out;
}

}  // namespace

const Speaker shopify_speaker{.sign_in = nullptr,
                              .session_of = nullptr,
                              .list = list,
                              .page = page,
                              .told = told,
                              .currency = currency,
                              .currency_in = currency_in,
                              .walked = walked};

}  // namespace connections
