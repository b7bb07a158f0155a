// What the files of this room share and nobody else sees.
#pragma once

#include "catalogue/catalogue.hpp"

namespace catalogue {

struct Warehouse {
    static constexpr auto table = "warehouses";
    Id<Warehouse> id;
    std::string shop, code, name;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Warehouse, (), (id, shop, code, name, version))

struct StockRow {
    static constexpr auto table = "stock";
    Id<StockRow> id;
    std::string shop;
    Id<Variant> variant;
    Id<Warehouse> warehouse;
    std::int64_t on_hand = 0, reserved = 0;
    Time changed_at;
};
BOOST_DESCRIBE_STRUCT(StockRow, (), (id, shop, variant, warehouse, on_hand, reserved, changed_at))

// --- rules (product.cpp) ---

// The sheet as it is kept: trimmed, defaults filled in. Errors: invalid with the field.
Result<ProductSheet> checked(ProductSheet);
StockLevel level_of(const Variant&);
// As many can be bought now.
bool is_in_stock(const Variant&, std::int64_t quantity = 1);
Result<Minor> checked_price(Minor, std::string_view field);
Result<std::string> checked_currency(std::string_view);
Result<std::vector<Named>> checked_pairs(std::vector<Named>, std::string_view field);
Result<std::vector<Certificate>> checked_certificates(std::vector<Certificate>);
Result<std::string> checked_address(const std::string&, std::string_view field);
Result<std::string> checked_note(std::string, std::string_view field, std::size_t limit);
// "青釉 / 350ml"
std::string title_of(const std::vector<Named>& options);
// The product with the totals of its variants: prices, what is available, how the stock is.
Product totalled(Product, const std::vector<Variant>&);

// --- verbs inside the room ---

// Totals and the event of a product whose variants or stock changed.
Product refresh(Work&, Product);
Result<Category> category_named(Work&, std::string_view shop, const std::string& name);
// The shop's row with its currency, made when there is none.
void keep_currency(Work&, std::string_view shop, std::string_view currency);
// Of one order; nothing until somebody says what.
Minor freight_of_shop(Work&, std::string_view shop);
// Errors: invalid (`other_currency`).
Result<void> same_currency(Work&, std::string_view shop, std::string_view currency);
std::int64_t next_number(Work&);
// What a product is found by: its names, and the codes and options of its variants.
std::string words_of(const Product&, const std::vector<Variant>&);
void index_product(Work&, const Product&);
// Counted from now on, or not any more: what was counted before is forgotten. The row is the
// caller's to keep.
Variant counting(Work&, Variant, bool is_counted);
// Stock without the product's totals; `refresh` follows.
Result<void> lay_stock(Work&, const Variant&, const StockSheet&);

void product_routes(Router&);
void list_routes(Router&);
void category_routes(Router&);
void stock_routes(Router&);
void verify_categories(Db&);

}  // namespace catalogue
