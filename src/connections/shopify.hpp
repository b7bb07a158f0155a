// What Shopify answers.
#pragma once

#include "connections/rows.hpp"
#include "kit/base/foreign.hpp"

namespace connections::shopify {

struct Money {
    std::string amount;
};
BOOST_DESCRIBE_STRUCT(Money, (), (amount))
struct MoneySet {
    Money shop_money;
};
BOOST_DESCRIBE_STRUCT(MoneySet, (), (shop_money))
struct Address {
    std::string name, address1, address2, city, province, phone;
};
BOOST_DESCRIBE_STRUCT(Address, (), (name, address1, address2, city, province, phone))
struct Person {
    std::string id, email, first_name, last_name, phone, updated_at;
};
BOOST_DESCRIBE_STRUCT(Person, (), (id, email, first_name, last_name, phone, updated_at))
struct Line {
    std::string id, title, variant_id, variant_title, sku, price;
    std::int64_t quantity = 0;
    std::vector<Money> discount_allocations;
};
BOOST_DESCRIBE_STRUCT(Line, (),
                      (id, title, variant_id, variant_title, sku, price, quantity,
                       discount_allocations))
struct PackedHere {
    std::string id;
    std::int64_t quantity = 0;
};
BOOST_DESCRIBE_STRUCT(PackedHere, (), (id, quantity))
struct Fulfillment {
    std::string id, status, tracking_company, tracking_number, shipment_status, created_at;
    std::vector<PackedHere> line_items;
};
BOOST_DESCRIBE_STRUCT(Fulfillment, (),
                      (id, status, tracking_company, tracking_number, shipment_status, created_at,
                       line_items))
struct Transaction {
    std::string id, kind, status, amount;
};
BOOST_DESCRIBE_STRUCT(Transaction, (), (id, kind, status, amount))
struct Refund {
    std::string id;
    std::vector<Transaction> transactions;
};
BOOST_DESCRIBE_STRUCT(Refund, (), (id, transactions))
struct Order {
    std::string id, name, currency, note, created_at, updated_at, processed_at, cancelled_at,
        financial_status, fulfillment_status, total_price;
    std::optional<MoneySet> total_shipping_price_set;
    std::optional<Person> customer;
    std::optional<Address> shipping_address;
    std::vector<Line> line_items;
    std::vector<Fulfillment> fulfillments;
    std::vector<Refund> refunds;
};
BOOST_DESCRIBE_STRUCT(Order, (),
                      (id, name, currency, note, created_at, updated_at, processed_at, cancelled_at,
                       financial_status, fulfillment_status, total_price, total_shipping_price_set,
                       customer, shipping_address, line_items, fulfillments, refunds))
struct Picture {
    std::string id, src;
};
BOOST_DESCRIBE_STRUCT(Picture, (), (id, src))
struct Option {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(Option, (), (name))
struct Variant {
    std::string id, title, sku, price, compare_at_price, barcode, image_id, inventory_management,
        option1, option2, option3;
    std::optional<std::int64_t> inventory_quantity;
};
BOOST_DESCRIBE_STRUCT(Variant, (),
                      (id, title, sku, price, compare_at_price, barcode, image_id,
                       inventory_management, option1, option2, option3, inventory_quantity))
struct Product {
    std::string id, title, status, updated_at, body_html;
    std::vector<Variant> variants;
    std::vector<Option> options;
    std::vector<Picture> images;
};
BOOST_DESCRIBE_STRUCT(Product, (),
                      (id, title, status, updated_at, body_html, variants, options, images))
struct Shop {
    std::string currency;
};
BOOST_DESCRIBE_STRUCT(Shop, (), (currency))
struct Listed {
    std::vector<Order> orders;
    std::vector<Product> products;
    std::vector<Person> customers;
    std::optional<Shop> shop;
};
BOOST_DESCRIBE_STRUCT(Listed, (), (orders, products, customers, shop))
struct Gone {
    std::string id;
};
BOOST_DESCRIBE_STRUCT(Gone, (), (id))

}  // namespace connections::shopify
