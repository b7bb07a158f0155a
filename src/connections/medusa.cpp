// Medusa 2: REST under /admin, money in major units as numbers; its calls only say what changed.
// Source: the types of @medusajs/types 2.21.2.
#include <fmt/format.h>

#include "connections/rows.hpp"
#include "kit/base/foreign.hpp"
#include "kit/crypto/foreign.hpp"

namespace connections {

namespace {

struct Detail {
    std::int64_t shipped_quantity = 0, delivered_quantity = 0;
};
BOOST_DESCRIBE_STRUCT(Detail, (), (shipped_quantity, delivered_quantity))
struct Item {
    std::string id, title, variant_id, variant_sku, variant_title, unit_price, total, thumbnail;
    std::int64_t quantity = 0;
    std::optional<Detail> detail;
};
BOOST_DESCRIBE_STRUCT(Item, (),
                      (id, title, variant_id, variant_sku, variant_title, unit_price, total,
                       thumbnail, quantity, detail))
struct Address {
    std::string first_name, last_name, address_1, address_2, city, province, phone;
};
BOOST_DESCRIBE_STRUCT(Address, (),
                      (first_name, last_name, address_1, address_2, city, province, phone))
struct Label {
    std::string tracking_number;
};
BOOST_DESCRIBE_STRUCT(Label, (), (tracking_number))
struct Fulfillment {
    std::string id, provider_id, shipped_at;
    std::vector<Label> labels;
};
BOOST_DESCRIBE_STRUCT(Fulfillment, (), (id, provider_id, shipped_at, labels))
struct Refund {
    std::string id, amount;
};
BOOST_DESCRIBE_STRUCT(Refund, (), (id, amount))
struct Payment {
    std::string id, captured_at;
    std::vector<Refund> refunds;
};
BOOST_DESCRIBE_STRUCT(Payment, (), (id, captured_at, refunds))
struct Collection {
    std::vector<Payment> payments;
};
BOOST_DESCRIBE_STRUCT(Collection, (), (payments))
struct Order {
    std::string id, display_id, status, payment_status, fulfillment_status, currency_code,
        customer_id, created_at, updated_at, total, shipping_total;
    std::vector<Item> items;
    std::optional<Address> shipping_address;
    std::vector<Fulfillment> fulfillments;
    std::vector<Collection> payment_collections;
};
BOOST_DESCRIBE_STRUCT(Order, (),
                      (id, display_id, status, payment_status, fulfillment_status, currency_code,
                       customer_id, created_at, updated_at, total, shipping_total, items,
                       shipping_address, fulfillments, payment_collections))
struct Price {
    std::string amount, currency_code;
};
BOOST_DESCRIBE_STRUCT(Price, (), (amount, currency_code))
struct Picture {
    std::string url;
};
BOOST_DESCRIBE_STRUCT(Picture, (), (url))
struct Variant {
    std::string id, title, sku;
    bool manage_inventory = true;
    std::vector<Price> prices;
    std::optional<std::int64_t> inventory_quantity;
};
BOOST_DESCRIBE_STRUCT(Variant, (), (id, title, sku, manage_inventory, prices, inventory_quantity))
struct Product {
    std::string id, title, status, description, updated_at, thumbnail;
    std::vector<Picture> images;
    std::vector<Variant> variants;
};
BOOST_DESCRIBE_STRUCT(Product, (),
                      (id, title, status, description, updated_at, thumbnail, images, variants))
struct Customer {
    std::string id, first_name, last_name, email, phone, updated_at;
};
BOOST_DESCRIBE_STRUCT(Customer, (), (id, first_name, last_name, email, phone, updated_at))
struct Listed {
    std::vector<Order> orders;
    std::vector<Product> products;
    std::vector<Customer> customers;
    std::optional<Order> order;
};
BOOST_DESCRIBE_STRUCT(Listed, (), (orders, products, customers, order))

// The password is a secret key of the shop's admin.
OutboundAsk list(const ConnectionRow& row, const Keys& keys, const std::string&,
                 const Wanted& wanted) {
    auto name = wanted.kind == Thing::order     ? "orders"
                : wanted.kind == Thing::product ? "products"
                                                : "customers";
    auto fields =
        wanted.kind == Thing::order
            ? "*items,*items.detail,*shipping_address,*fulfillments,*fulfillments.labels,"
              "*payment_collections.payments.refunds,total,shipping_total,payment_status,fulfillment_status"
        : wanted.kind == Thing::product
            ? "id,title,status,description,updated_at,thumbnail,*images,*variants,*variants.prices,"
              "%2Bvariants.inventory_quantity"
            : "id,first_name,last_name,email,phone,updated_at";
    auto path =
        wanted.external_id.empty()
            ? fmt::format(
                  "/admin/{}?limit={}&offset={}&order=updated_at&updated_at%5B%24gt%5D={}&fields={}",
                  name, page_size, wanted.skip, iso_of(wanted.after), fields)
            : fmt::format("/admin/{}?id={}&fields={}", name, wanted.external_id, fields);
    return {.url = row.url + path,
            .headers = {{"authorization", "Basic " + crypto::base64(keys.password + ":")}},
            .body = ""};
}

orders::OrderState state_of(const Order& from) {
    using enum orders::OrderState;
    if (from.payment_status == "refunded") return refunded;
    if (from.status == "canceled") return canceled;
    if (from.status == "completed") return done;
    if (from.fulfillment_status == "delivered") return delivered;
    if (from.fulfillment_status == "shipped" || from.fulfillment_status == "partially_delivered")
        return shipped;
    if (from.fulfillment_status == "partially_shipped") return part_shipped;
    bool has_paid = from.payment_status == "captured" || from.payment_status == "authorized" ||
                    from.payment_status == "partially_refunded";
    return has_paid ? paid : unpaid;
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

std::string upper(std::string text) {
    for (auto& c : text)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    return text;
}

void add_lines(const ConnectionRow& row, orders::NewOrder& order, const Order& from, Sums& sums) {
    orders::Discount off{.title = "优惠", .amount = {}};
    for (auto& item : from.items) {
        orders::NewLine made{.external_id = item.id, .title = item.title};
        made.sku = item.variant_sku, made.options = item.variant_title;
        if (!item.variant_id.empty()) made.variant = row.source + ":" + item.variant_id;
        made.picture = web_address(item.thumbnail);
        made.quantity = item.quantity, made.price = sums.of(item.unit_price);
        Minor whole{made.price.units * made.quantity};
        auto paid = item.total.empty() ? whole : sums.of(item.total);
        off.shares.push_back({std::max<std::int64_t>(0, whole.units - paid.units)});
        off.amount.units += off.shares.back().units;
        order.lines.push_back(std::move(made));
    }
    if (off.amount.units > 0) order.discounts.push_back(std::move(off));
}

Brought brought(const ConnectionRow& row, const Order& from) {
    Brought out{.kind = Thing::order, .external_id = from.id};
    out.changed_at = time_of(from.updated_at).value_or(Time{});
    Sums sums{upper(from.currency_code), ""};
    orders::NewOrder order;
    order.source = row.source, order.external_id = from.id, order.number = "#" + from.display_id;
    order.state = state_of(from), order.currency = sums.currency;
    order.placed_at = time_of(from.created_at).value_or(Time{});
    add_lines(row, order, from, sums);
    order.freight = sums.of(from.shipping_total);
    order.payable = sums.of(from.total);
    if (!from.customer_id.empty()) order.buyer = from.customer_id;
    if (auto& to = from.shipping_address)
        order.receiver = orders::Receiver{to->last_name + to->first_name, to->phone,
                                          to->province + to->city + to->address_1 + to->address_2,
                                          to->province + to->city};
    for (auto& parcel : from.fulfillments)
        for (auto& label : parcel.labels)
            if (!label.tracking_number.empty())
                order.parcels.push_back(
                    {.carrier = parcel.provider_id.empty() ? "other" : parcel.provider_id,
                     .number = label.tracking_number,
                     .shipped_at = std::nullopt});
    for (auto& collection : from.payment_collections)
        for (auto& payment : collection.payments) {
            if (auto at = time_of(payment.captured_at); at && !order.paid_at)
                order.paid_at = std::max(*at, order.placed_at);
            for (auto& refund : payment.refunds)
                out.repaid.push_back({refund.id, sums.of(refund.amount)});
        }
    out.fault = sums.fault;
    out.order = std::move(order);
    return out;
}

Brought brought(const ConnectionRow& row, const Product& from) {
    Brought out{.kind = Thing::product, .external_id = from.id};
    out.changed_at = time_of(from.updated_at).value_or(Time{});
    catalogue::ProductSheet sheet;
    sheet.source = row.source, sheet.external_id = from.id, sheet.title = title_words(from.title);
    sheet.summary = summary_words(from.description);
    for (auto& picture : from.images) sheet.pictures.push_back(picture.url);
    sheet.pictures = web_addresses(std::move(sheet.pictures));
    sheet.picture = web_address(from.thumbnail);
    sheet.state = from.status == "published" ? catalogue::ProductState::on_sale
                                             : catalogue::ProductState::off_sale;
    for (auto& one : from.variants) {
        catalogue::VariantSheet made;
        made.external_id = one.id, made.sku = one.sku;
        if (!one.prices.empty()) {
            Sums sums{upper(one.prices.front().currency_code), ""};
            sheet.currency = sums.currency, made.price = sums.of(one.prices.front().amount);
            out.fault = sums.fault;
        }
        if (!one.title.empty()) made.options = {{"规格", plain_words(one.title, 200)}};
        made.is_counted = one.manage_inventory;
        if (one.inventory_quantity && one.manage_inventory)
            made.stock = counted(row.source, *one.inventory_quantity);
        sheet.variants.push_back(std::move(made));
    }
    name_once(sheet);
    out.product = std::move(sheet);
    return out;
}

Brought brought(const ConnectionRow&, const Customer& from) {
    Brought out{.kind = Thing::contact, .external_id = from.id};
    out.changed_at = time_of(from.updated_at).value_or(Time{});
    out.buyer = Buyer{from.id, from.last_name + from.first_name, from.email, from.phone};
    return out;
}

Result<Page> page(const ConnectionRow& row, Thing, const OutboundAnswer& answer) {
    TRY(answered_well(answer));
    TRY(auto read, foreign::from_text<Listed>(answer.body));
    Page out;
    if (read.order) out.things.push_back(brought(row, *read.order));
    for (auto& one : read.orders) out.things.push_back(brought(row, one));
    for (auto& one : read.products) out.things.push_back(brought(row, one));
    for (auto& one : read.customers) out.things.push_back(brought(row, one));
    out.rows = out.things.size();
    return out;
}

// A subscriber of ours inside the shop says what changed, never how: it is asked for.
Result<Page> told(const ConnectionRow&, std::string_view, std::string_view) { return Page{}; }

}  // namespace

const Speaker medusa_speaker{
    .sign_in = nullptr, .session_of = nullptr, .list = list, .page = page, .told = told};

}  // namespace connections
