// What Vendure answers, and how it is asked; shared by the reading of a shop and by refunds.
// Source: the schemas of @vendure/core 3.7.3. Names are theirs, so that "customer" is our contact.
#pragma once

#include "connections/rows.hpp"
#include "kit/base/foreign.hpp"

namespace connections::vendure {

struct Address {
    std::string full_name, street_line1, street_line2, city, province, phone_number;
};
BOOST_DESCRIBE_STRUCT(Address, (),
                      (full_name, street_line1, street_line2, city, province, phone_number))
struct Customer {
    std::string id, updated_at, first_name, last_name, email_address, phone_number;
};
BOOST_DESCRIBE_STRUCT(Customer, (),
                      (id, updated_at, first_name, last_name, email_address, phone_number))
struct Asset {
    std::string preview;
};
BOOST_DESCRIBE_STRUCT(Asset, (), (preview))
struct Variant {
    std::string id, sku, name, currency_code,
        track_inventory;  // TRUE, FALSE, INHERIT: as the shop says
    std::int64_t price_with_tax = 0, stock_on_hand = 0, stock_allocated = 0;
    bool enabled = true;
    std::optional<Asset> featured_asset;
};
BOOST_DESCRIBE_STRUCT(Variant, (),
                      (id, sku, name, currency_code, track_inventory, price_with_tax, stock_on_hand,
                       stock_allocated, enabled, featured_asset))
struct Product {
    std::string id, updated_at, name, description;
    bool enabled = true;
    std::optional<Asset> featured_asset;
    std::vector<Asset> assets;
    std::vector<Variant> variants;
};
BOOST_DESCRIBE_STRUCT(Product, (),
                      (id, updated_at, name, description, enabled, featured_asset, assets,
                       variants))
struct Line {
    std::string id;
    std::int64_t quantity = 0, order_placed_quantity = 0, unit_price_with_tax = 0,
                 prorated_line_price_with_tax = 0, prorated_unit_price_with_tax = 0;
    Variant product_variant;
    std::optional<Asset> featured_asset;
};
BOOST_DESCRIBE_STRUCT(Line, (),
                      (id, quantity, order_placed_quantity, unit_price_with_tax,
                       prorated_line_price_with_tax, prorated_unit_price_with_tax, product_variant,
                       featured_asset))
struct Refund {
    std::string id, state, reason;
    std::int64_t total = 0;
};
BOOST_DESCRIBE_STRUCT(Refund, (), (id, state, reason, total))
struct Payment {
    std::string id, state, created_at;
    std::int64_t amount = 0;
    std::vector<Refund> refunds;
};
BOOST_DESCRIBE_STRUCT(Payment, (), (id, state, created_at, amount, refunds))
struct PackedHere {
    std::string order_line_id;
    std::int64_t quantity = 0;
};
BOOST_DESCRIBE_STRUCT(PackedHere, (), (order_line_id, quantity))
struct Fulfillment {
    std::string id, state, method, tracking_code, created_at;
    std::vector<PackedHere> lines;
};
BOOST_DESCRIBE_STRUCT(Fulfillment, (), (id, state, method, tracking_code, created_at, lines))
struct Order {
    std::string id, code, state, updated_at, order_placed_at, currency_code;
    std::int64_t shipping_with_tax = 0;
    std::optional<Customer> customer;
    std::optional<Address> shipping_address;
    std::vector<Line> lines;
    std::vector<Payment> payments;
    std::vector<Fulfillment> fulfillments;
};
BOOST_DESCRIBE_STRUCT(Order, (),
                      (id, code, state, updated_at, order_placed_at, currency_code,
                       shipping_with_tax, customer, shipping_address, lines, payments,
                       fulfillments))
struct Orders {
    std::vector<Order> items;
};
BOOST_DESCRIBE_STRUCT(Orders, (), (items))
struct Products {
    std::vector<Product> items;
};
BOOST_DESCRIBE_STRUCT(Products, (), (items))
struct Customers {
    std::vector<Customer> items;
};
BOOST_DESCRIBE_STRUCT(Customers, (), (items))
struct Outcome {
    std::string kind, id, state, message;
};
BOOST_DESCRIBE_STRUCT(Outcome, (), (kind, id, state, message))
struct Settings {
    bool track_inventory = true;
};
BOOST_DESCRIBE_STRUCT(Settings, (), (track_inventory))
struct Answer {
    std::optional<Orders> orders;
    std::optional<Products> products;
    std::optional<Customers> customers;
    std::optional<Order> order;
    std::optional<Settings> global_settings;
    std::optional<Outcome> login, refund, done;
};
BOOST_DESCRIBE_STRUCT(Answer, (),
                      (orders, products, customers, order, global_settings, login, refund, done))
struct Extensions {
    std::string code;
};
BOOST_DESCRIBE_STRUCT(Extensions, (), (code))
struct Fault {
    std::string message;
    Extensions extensions;
};
BOOST_DESCRIBE_STRUCT(Fault, (), (message, extensions))
struct Envelope {
    std::vector<Fault> errors;
    std::optional<Answer> data;
};
BOOST_DESCRIBE_STRUCT(Envelope, (), (errors, data))
struct Graph {
    std::string query;
    Json variables;
};
BOOST_DESCRIBE_STRUCT(Graph, (), (query, variables))

// A question to /admin-api; `variables` is JSON.
OutboundAsk graph(const ConnectionRow&, const std::string& session, std::string query,
                  std::string variables);
// Errors: unauthenticated (sign in again), unavailable (its own word), invalid (`not_understood`).
Result<Answer> answer_in(const OutboundAnswer&);

}  // namespace connections::vendure
