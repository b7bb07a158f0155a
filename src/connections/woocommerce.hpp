// What WooCommerce answers, and how it is asked; shared by the reading of a shop and by refunds.
#pragma once

#include "connections/rows.hpp"
#include "kit/base/foreign.hpp"

namespace connections::woocommerce {

struct RefundLine {
    std::string id, reason, total, amount;
};
BOOST_DESCRIBE_STRUCT(RefundLine, (), (id, reason, total, amount))

struct Person {
    std::string first_name, last_name, company, address_1, address_2, city, state, email, phone;
};
BOOST_DESCRIBE_STRUCT(Person, (),
                      (first_name, last_name, company, address_1, address_2, city, state, email,
                       phone))
struct Picture {
    std::string src;
};
BOOST_DESCRIBE_STRUCT(Picture, (), (src))
struct Line {
    std::string id, name, product_id, variation_id, sku, subtotal, subtotal_tax, total, total_tax;
    std::int64_t quantity = 0;
    std::optional<Picture> image;
};
BOOST_DESCRIBE_STRUCT(Line, (),
                      (id, name, product_id, variation_id, sku, subtotal, subtotal_tax, total,
                       total_tax, quantity, image))
struct Order {
    std::string id, number, status, currency, date_created_gmt, date_modified_gmt, date_paid_gmt,
        date_completed_gmt, total, shipping_total, shipping_tax, discount_total, customer_id,
        customer_note;
    std::optional<Person> billing, shipping;
    std::vector<Line> line_items;
    std::vector<RefundLine> refunds;
};
BOOST_DESCRIBE_STRUCT(Order, (),
                      (id, number, status, currency, date_created_gmt, date_modified_gmt,
                       date_paid_gmt, date_completed_gmt, total, shipping_total, shipping_tax,
                       discount_total, customer_id, customer_note, billing, shipping, line_items,
                       refunds))
struct Option {
    std::string name, option;
};
BOOST_DESCRIBE_STRUCT(Option, (), (name, option))
struct Attribute {
    std::string name;
    bool visible = false, variation = false;
    std::vector<std::string> options;
};
BOOST_DESCRIBE_STRUCT(Attribute, (), (name, visible, variation, options))
struct Product {
    std::string id, name, type, permalink, sku, price, regular_price, status, date_modified_gmt,
        short_description, stock_status;
    std::optional<std::int64_t> stock_quantity;
    std::vector<Picture> images;
    std::vector<Attribute> attributes;
    std::vector<std::string> variations;
};
BOOST_DESCRIBE_STRUCT(Product, (),
                      (id, name, type, permalink, sku, price, regular_price, status,
                       date_modified_gmt, short_description, stock_status, stock_quantity, images,
                       attributes, variations))
struct Variation {
    std::string id, sku, price, regular_price, status, stock_status;
    std::optional<std::int64_t> stock_quantity;
    std::optional<Picture> image;
    std::vector<Option> attributes;
};
BOOST_DESCRIBE_STRUCT(Variation, (),
                      (id, sku, price, regular_price, status, stock_status, stock_quantity, image,
                       attributes))
struct Currency {
    std::string code;
};
BOOST_DESCRIBE_STRUCT(Currency, (), (code))
struct Customer {
    std::string id, first_name, last_name, email, date_modified_gmt;
    std::optional<Person> billing;
};
BOOST_DESCRIBE_STRUCT(Customer, (), (id, first_name, last_name, email, date_modified_gmt, billing))
struct Gone {
    std::string id;
};
BOOST_DESCRIBE_STRUCT(Gone, (), (id))

// A question to /wp-json/wc/v3.
OutboundAsk ask(const ConnectionRow&, const Keys&, std::string method, const std::string& path);

}  // namespace connections::woocommerce
