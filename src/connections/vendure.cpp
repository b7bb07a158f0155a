// Vendure: GraphQL at /admin-api; money in minor units; what changed is asked for by updatedAt.
// Source: the schemas of @vendure/core 3.7.3.
#include "connections/vendure.hpp"

#include <fmt/format.h>

namespace connections {

using namespace vendure;

namespace vendure {

OutboundAsk graph(const ConnectionRow& row, const std::string& session, std::string query,
                  std::string variables) {
    OutboundAsk out;
    out.method = "POST";
    out.url = row.url + "/admin-api";
    out.headers = {{"content-type", "application/json"}};
    if (!session.empty()) out.headers.emplace_back("authorization", "Bearer " + session);
    out.body = json::text_of(Graph{std::move(query), Json{std::move(variables)}});
    return out;
}

Result<Answer> answer_in(const OutboundAnswer& answer) {
    TRY(answered_well(answer));
    auto read = foreign::from_text<Envelope>(answer.body);
    if (!read) return invalid("not_understood");
    if (!read->errors.empty()) {
        auto& code = read->errors.front().extensions.code;
        if (code == "FORBIDDEN" || code == "UNAUTHORIZED") return unauthenticated("not_signed_in");
        return refused(Code::unavailable, "shop_refuses", {},
                       read->errors.front().message.substr(0, 200));
    }
    if (!read->data) return invalid("not_understood");
    return *std::move(read->data);
}

}  // namespace vendure

namespace {

constexpr auto order_fields =
    "id code state updatedAt orderPlacedAt currencyCode shippingWithTax "
    "customer{id emailAddress firstName lastName phoneNumber} "
    "shippingAddress{fullName streetLine1 streetLine2 city province phoneNumber} "
    "lines{id quantity orderPlacedQuantity unitPriceWithTax proratedLinePriceWithTax proratedUnitPriceWithTax "
    "productVariant{id sku name} featuredAsset{preview}} "
    "payments{id state createdAt amount refunds{id state total reason}} "
    "fulfillments{id state method trackingCode createdAt lines{orderLineId quantity}}";
constexpr auto product_fields =
    "id updatedAt name description enabled featuredAsset{preview} assets{preview} "
    "variants{id sku name priceWithTax currencyCode trackInventory stockOnHand stockAllocated enabled featuredAsset{preview}}";
constexpr auto customer_fields = "id updatedAt firstName lastName emailAddress phoneNumber";

OutboundAsk sign_in(const ConnectionRow& row, const Keys& keys) {
    return graph(
        row, "", "mutation($u:String!,$p:String!){login(username:$u,password:$p){kind:__typename}}",
        "{\"u\":" + json::text_of(keys.user) + ",\"p\":" + json::text_of(keys.password) + "}");
}

Result<std::string> session_of(const OutboundAnswer& answer) {
    TRY(auto read, answer_in(answer));
    if (!read.login || read.login->kind != "CurrentUser") return invalid("wrong_keys");
    for (auto& [name, value] : answer.headers)
        if (name == "vendure-auth-token") return value;
    return invalid("no_bearer_tokens");
}

OutboundAsk list(const ConnectionRow& row, const Keys&, const std::string& session,
                 const Wanted& wanted) {
    auto [name, type, fields] =
        wanted.kind == Thing::order ? std::tuple("orders", "OrderListOptions", order_fields)
        : wanted.kind == Thing::product
            ? std::tuple("products", "ProductListOptions", product_fields)
            : std::tuple("customers", "CustomerListOptions", customer_fields);
    auto beside = wanted.kind == Thing::product ? " globalSettings{trackInventory}" : "";
    auto query =
        fmt::format("query($o:{}){{{}(options:$o){{items{{{}}}}}{}}}", type, name, fields, beside);
    if (!wanted.external_id.empty())
        return graph(
            row, session, query,
            R"({"o":{"take":1,"filter":{"id":{"eq":)" + json::text_of(wanted.external_id) + "}}}}");
    auto more = wanted.kind == Thing::order ? R"(,"active":{"eq":false})" : "";
    return graph(
        row, session, query,
        fmt::format(
            R"({{"o":{{"take":{},"skip":{},"sort":{{"updatedAt":"ASC","id":"ASC"}},"filter":{{"updatedAt":{{"after":"{}"}}{}}}}}}})",
            page_size, wanted.skip, iso_of(wanted.after), more));
}

std::string full_name(const std::string& last, const std::string& first) {
    bool latin = !last.empty() && static_cast<unsigned char>(last.front()) < 0x80;
    return latin ? first + " " + last : last + first;
}

bool settled(const Payment& payment) {
    return payment.state == "Settled" || payment.state == "Authorized";
}

orders::OrderState state_of(const Order& order) {
    using enum orders::OrderState;
    std::int64_t held = 0, back = 0;
    for (auto& payment : order.payments) {
        if (settled(payment)) held += payment.amount;
        for (auto& refund : payment.refunds)
            if (refund.state == "Settled") back += refund.total;
    }
    if (held > 0 && back >= held) return refunded;
    if (order.state == "Cancelled") return canceled;
    if (order.state == "Delivered") return delivered;
    if (order.state == "Shipped" || order.state == "PartiallyDelivered") return shipped;
    if (order.state == "PartiallyShipped") return part_shipped;
    return held > 0 ? paid : unpaid;
}

orders::Receiver receiver_of(const Address& of) {
    auto street = of.street_line1 + (of.street_line2.empty() ? "" : " " + of.street_line2);
    return {of.full_name, of.phone_number, of.province + of.city + street, of.province + of.city};
}

// Lines as they were ordered: cancelling takes their quantity over there to nothing.
orders::NewLine line_of(const ConnectionRow& row, const Line& line) {
    auto quantity = std::max(line.quantity, line.order_placed_quantity);
    orders::NewLine out{.external_id = line.id, .title = line.product_variant.name};
    out.sku = line.product_variant.sku;
    out.variant = row.source + ":" + line.product_variant.id;
    out.quantity = quantity;
    if (line.featured_asset) out.picture = web_address(line.featured_asset->preview);
    out.price = {line.unit_price_with_tax};
    out.paid = Minor{quantity == line.quantity ? line.prorated_line_price_with_tax
                                               : line.prorated_unit_price_with_tax * quantity};
    return out;
}

void add_money(orders::NewOrder& out) {
    Minor off;
    for (auto& line : out.lines) off.units += line.price.units * line.quantity - line.paid->units;
    if (off.units <= 0) return;
    orders::Discount discount{.title = "优惠", .amount = off};
    for (auto& line : out.lines)
        discount.shares.push_back({line.price.units * line.quantity - line.paid->units});
    out.discounts.push_back(std::move(discount));
}

// A time that is not before `first`; over there payments may carry an earlier millisecond than
// their order.
std::optional<Time> not_before(const std::string& text, Time first) {
    auto at = time_of(text);
    if (!at) return std::nullopt;
    return std::max(*at, first);
}

orders::NewOrder order_of(const ConnectionRow& row, const Order& from) {
    orders::NewOrder out;
    out.source = row.source, out.external_id = from.id, out.number = from.code;
    out.state = state_of(from), out.currency = from.currency_code;
    out.placed_at = time_of(from.order_placed_at).value_or(Time{});
    out.freight = {from.shipping_with_tax};
    if (from.customer) out.buyer = from.customer->id;
    for (auto& line : from.lines) out.lines.push_back(line_of(row, line));
    add_money(out);
    for (auto& payment : from.payments)
        if (settled(payment) && !out.paid_at)
            out.paid_at = not_before(payment.created_at, out.placed_at);
    for (auto& parcel : from.fulfillments) {
        if (parcel.state != "Shipped" && parcel.state != "Delivered") continue;
        if (!out.shipped_at) out.shipped_at = not_before(parcel.created_at, out.placed_at);
        if (parcel.tracking_code.empty()) continue;
        orders::NewParcel packed{
            .carrier = parcel.method, .number = parcel.tracking_code, .shipped_at = out.shipped_at};
        for (auto& line : parcel.lines) packed.lines.push_back({line.order_line_id, line.quantity});
        out.parcels.push_back(std::move(packed));
    }
    if (from.shipping_address) out.receiver = receiver_of(*from.shipping_address);
    return out;
}

Brought brought(const ConnectionRow& row, const Order& from) {
    Brought out{.kind = Thing::order, .external_id = from.id};
    out.changed_at = time_of(from.updated_at).value_or(Time{});
    out.order = order_of(row, from);
    for (auto& payment : from.payments)
        for (auto& refund : payment.refunds)
            if (refund.state == "Settled") out.repaid.push_back({refund.id, {refund.total}});
    return out;
}

// Source: StockMovementService.trackInventoryForVariant of @vendure/core 3.7.3.
bool is_counted(const Variant& of, const std::optional<Settings>& shop) {
    return of.track_inventory == "FALSE"
               ? false
               : of.track_inventory != "INHERIT" || !shop || shop->track_inventory;
}

Brought brought(const ConnectionRow& row, const Product& from,
                const std::optional<Settings>& shop) {
    Brought out{.kind = Thing::product, .external_id = from.id};
    out.changed_at = time_of(from.updated_at).value_or(Time{});
    catalogue::ProductSheet sheet;
    sheet.source = row.source, sheet.external_id = from.id, sheet.title = title_words(from.name);
    sheet.summary = summary_words(from.description);
    for (auto& asset : from.assets) sheet.pictures.push_back(asset.preview);
    sheet.pictures = web_addresses(std::move(sheet.pictures));
    if (from.featured_asset) sheet.picture = web_address(from.featured_asset->preview);
    sheet.state =
        from.enabled ? catalogue::ProductState::on_sale : catalogue::ProductState::off_sale;
    for (auto& variant : from.variants) {
        sheet.currency = variant.currency_code;
        catalogue::VariantSheet made;
        made.external_id = variant.id, made.sku = variant.sku,
        made.price = {variant.price_with_tax};
        if (variant.name != from.name) made.options = {{"规格", plain_words(variant.name, 200)}};
        if (variant.featured_asset) made.picture = web_address(variant.featured_asset->preview);
        made.state =
            variant.enabled ? catalogue::VariantState::on_sale : catalogue::VariantState::off_sale;
        made.is_counted = is_counted(variant, shop);
        if (*made.is_counted)
            made.stock = {{row.source, variant.stock_on_hand, variant.stock_allocated}};
        sheet.variants.push_back(std::move(made));
    }
    out.product = std::move(sheet);
    return out;
}

Brought brought(const ConnectionRow&, const Customer& from) {
    Brought out{.kind = Thing::contact, .external_id = from.id};
    out.changed_at = time_of(from.updated_at).value_or(Time{});
    out.buyer = Buyer{from.id, full_name(from.last_name, from.first_name), from.email_address,
                      from.phone_number};
    return out;
}

Result<Page> page(const ConnectionRow& row, Thing kind, const OutboundAnswer& answer) {
    TRY(auto read, answer_in(answer));
    Page out;
    if (read.order) out.things.push_back(brought(row, *read.order));
    if (kind == Thing::order && read.orders)
        for (auto& one : read.orders->items) out.things.push_back(brought(row, one));
    if (kind == Thing::product && read.products)
        for (auto& one : read.products->items)
            out.things.push_back(brought(row, one, read.global_settings));
    if (kind == Thing::contact && read.customers)
        for (auto& one : read.customers->items) out.things.push_back(brought(row, one));
    out.rows = out.things.size();
    return out;
}

// The plugin tells that something changed, never what: it is asked for.
Result<Page> told(const ConnectionRow&, std::string_view, std::string_view) { return Page{}; }

}  // namespace

const Speaker vendure_speaker{
    .sign_in = sign_in, .session_of = session_of, .list = list, .page = page, .told = told};

}  // namespace connections
