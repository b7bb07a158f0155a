// What the catalogue is made of, as everybody sees it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kit/base/describe.hpp"
#include "kit/base/values.hpp"

namespace catalogue {
using namespace kit;

// Which exception from the seven-day return is claimed. Source: 网络购买商品七日无理由退货暂行办法,
// articles 6 (custom_made … periodical: never) and 7 (the last three: only if the buyer confirmed
// at purchase).
enum class SevenDay {
    applies,
    custom_made,
    perishable,
    digital,
    periodical,
    unsealing_harms,
    loses_value,
    disclosed_flaw
};
BOOST_DESCRIBE_ENUM(SevenDay, applies, custom_made, perishable, digital, periodical,
                    unsealing_harms, loses_value, disclosed_flaw)
// What "intact" asks of goods that come back. Source: the same, articles 8 and 9.
enum class Intact { general, sealed, electronic, tagged };
BOOST_DESCRIBE_ENUM(Intact, general, sealed, electronic, tagged)

struct Category {
    static constexpr auto table = "categories";
    Id<Category> id;
    std::string shop;
    std::string name;
    SevenDay seven_day = SevenDay::applies;
    Intact intact = Intact::general;
    std::int64_t return_days = 0, exchange_days = 0, warranty_days = 0;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Category, (),
                      (id, shop, name, seven_day, intact, return_days, exchange_days, warranty_days,
                       version))

// A parameter of a product (容量: 350ml) or an option of a variant (釉色: 青釉).
struct Named {
    std::string name, value;
    bool operator==(const Named&) const = default;
};
BOOST_DESCRIBE_STRUCT(Named, (), (name, value))

struct Certificate {
    std::string name, number, issuer, url;
    std::optional<Time> expires_at;
    bool operator==(const Certificate&) const = default;
};
BOOST_DESCRIBE_STRUCT(Certificate, (), (name, number, issuer, url, expires_at))

enum class ProductState { on_sale, off_sale, archived };
BOOST_DESCRIBE_ENUM(ProductState, on_sale, off_sale, archived)
enum class VariantState { on_sale, off_sale };
BOOST_DESCRIBE_ENUM(VariantState, on_sale, off_sale)
enum class StockLevel { plenty, low, out };
BOOST_DESCRIBE_ENUM(StockLevel, plenty, low, out)

struct Product {
    static constexpr auto table = "products";
    Id<Product> id;
    std::string shop;
    std::int64_t number = 0;
    std::string title, summary;
    ProductState state = ProductState::on_sale;
    std::optional<Id<Category>> category;
    std::optional<SevenDay> seven_day;  // instead of the category's
    std::string url, picture;
    std::vector<std::string> pictures;
    std::vector<Named> parameters;
    std::vector<Certificate> certificates;
    std::optional<std::int64_t> shelf_life_days;
    std::string source, external_id;
    std::string currency;
    Minor price_from, price_to;
    std::int64_t available = 0;
    bool is_counted = true;  // false: something of it on sale is not, and there is always some
    StockLevel stock = StockLevel::out;
    Time made_at, changed_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Product, (),
                      (id, shop, number, title, summary, state, category, seven_day, url, picture,
                       pictures, parameters, certificates, shelf_life_days, source, external_id,
                       currency, price_from, price_to, available, is_counted, stock, made_at,
                       changed_at, version))

struct Variant {
    static constexpr auto table = "variants";
    Id<Variant> id;
    std::string shop;
    Id<Product> product;
    std::int64_t position = 0;
    std::string sku, title;
    std::vector<Named> options;
    Minor price;
    std::optional<Minor> list_price;  // struck through beside the price
    std::string currency;
    std::string picture, barcode;
    VariantState state = VariantState::on_sale;
    std::int64_t low_at = 3;
    std::int64_t available = 0;
    bool is_counted = true;  // false: there is always some, and `available` is 0
    std::string source, external_id;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Variant, (),
                      (id, shop, product, position, sku, title, options, price, list_price,
                       currency, picture, barcode, state, low_at, available, is_counted, source,
                       external_id, version))

// What became of a variant's stock; for reactions and for desks.
struct StockChange {
    std::string shop;
    Id<Product> product;
    Id<Variant> variant;
    std::string sku;
    std::int64_t was = 0, available = 0;
    bool is_counted = true;
    StockLevel level = StockLevel::out;
};
BOOST_DESCRIBE_STRUCT(StockChange, (),
                      (shop, product, variant, sku, was, available, is_counted, level))
struct StockChanged {
    static constexpr auto name = "stock_changed";
    StockChange data;
};
BOOST_DESCRIBE_STRUCT(StockChanged, (), (data))
struct ProductChanged {
    static constexpr auto name = "product_changed";
    Product data;
};
BOOST_DESCRIBE_STRUCT(ProductChanged, (), (data))

}  // namespace catalogue
