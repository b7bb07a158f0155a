// Catalogue: what the shop sells, what is in stock, what it costs.
//
//     category (after-sales rules)
//        └─ product ── variant (sku, price) ── stock in a warehouse
//
// Invariants
// 1. Every price of a shop is in one currency, the shop's; another one is refused, not converted.
// 2. A sku names one variant of the shop; (source, external_id) names what one thing of a connected
//    shop is here, for ever. What is gone there is off sale here, since orders speak of it.
// 3. `available` is what lies on hand less what is reserved, over all warehouses; below zero when
//    the shop sold more than it has. What changes it announces `stock_changed` in the same commit.
// 4. A sheet that says what is known already changes nothing: no version, no event. `version`
//    counts what people edit, not what is sold.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalogue/shapes.hpp"
#include "kit/db/work.hpp"
#include "team/team.hpp"

namespace kit {
class Jobs;
class Router;
}  // namespace kit

namespace catalogue {

// --- rules -------------------------------------------------------------------------------------

// Parts of `whole` in proportion to `weights`, by largest remainder: whole minor units that add up
// to it; of equal remainders the earlier one gets more. Weights are not negative; when all are zero
// the parts are equal. shares(4000, {9900, 9900, 3300}) = {1714, 1714, 572}
std::vector<Minor> shares(Minor whole, const std::vector<Minor>& weights);
// "¥128.00", "$9.90", "JPY 1200": as people read it.
std::string money_text(Minor, std::string_view currency);

// --- for every room above ----------------------------------------------------------------------

// Of the shop; CNY for a Chinese one and USD for others until a first price says otherwise.
std::string currency_of(Work&, std::string_view shop);
// Errors: conflict (`already_priced`: something has a price in another), invalid (`bad_currency`).
Result<void> set_currency(Work&, std::string_view shop, std::string_view currency);

// Errors: not_found.
Result<Product> find(Work&, std::string_view shop, const Id<Product>&);
Result<Variant> find_variant(Work&, std::string_view shop, const Id<Variant>&);
std::optional<Variant> find_by_sku(Work&, std::string_view shop, std::string_view sku);
std::optional<Variant> find_by_external_id(Work&, std::string_view shop, std::string_view source,
                                           std::string_view external_id);
// The product whose page has this address (query and fragment do not count).
std::optional<Product> find_by_page(Work&, std::string_view shop, std::string_view url);
std::vector<Variant> variants_of(Work&, std::string_view shop, const Id<Product>&);

// What after-sales asks about a product: its own exception, else its category's, else the law's.
struct AfterSalesRules {
    SevenDay seven_day = SevenDay::applies;
    Intact intact = Intact::general;
    std::int64_t return_days = 0, exchange_days = 0, warranty_days = 0;
};
AfterSalesRules after_sales_rules(Work&, std::string_view shop, const Product&);

// What a script may say: "product.title", "stock.available". Nothing when it is not known.
std::optional<std::string> fact_of(Work&, std::string_view shop, const Product&,
                                   std::string_view name);

// --- for connections and for the seed ----------------------------------------------------------

struct StockSheet {
    std::string warehouse;  // its code; one that is new is made, with this name
    std::int64_t on_hand = 0, reserved = 0;
};
BOOST_DESCRIBE_STRUCT(StockSheet, (), (warehouse, on_hand, reserved))
struct VariantSheet {
    std::string external_id;  // empty when the sheet has no source: then the sku names it
    std::string sku;
    std::vector<Named> options;
    Minor price;
    std::optional<Minor> list_price;
    std::string picture, barcode;
    VariantState state = VariantState::on_sale;
    std::optional<std::int64_t> low_at;
    std::optional<bool> is_counted;
    std::optional<std::vector<StockSheet>> stock;  // nothing said: stays as it is
};
BOOST_DESCRIBE_STRUCT(VariantSheet, (),
                      (external_id, sku, options, price, list_price, picture, barcode, state,
                       low_at, is_counted, stock))
// A product as somebody else tells it. What is not said (`nullopt`) stays as it is here.
struct ProductSheet {
    std::string source, external_id;  // both empty: a product made here, named by its first sku
    std::string title;
    std::string summary, url, picture;
    std::vector<std::string> pictures;
    ProductState state = ProductState::on_sale;
    std::string currency;
    std::optional<std::string> category;  // by name; one that is new is made, with the plain rules
    std::optional<std::vector<Named>> parameters;
    std::optional<std::vector<Certificate>> certificates;
    std::optional<std::int64_t> shelf_life_days;
    std::vector<VariantSheet> variants;  // 1 … 100; those of ours that are missing here go off sale
};
BOOST_DESCRIBE_STRUCT(ProductSheet, (),
                      (source, external_id, title, summary, url, picture, pictures, state, currency,
                       category, parameters, certificates, shelf_life_days, variants))
// Makes the product or brings it up to date; the same sheet again changes nothing.
// Errors: invalid with the field (`negative_price`, `other_currency`, `sku_taken`, `required` …).
Result<Product> upsert_product(Work&, std::string_view shop, const ProductSheet&);
// Gone over there: off sale here. Nothing happens when it is not known.
void retire_product(Work&, std::string_view shop, std::string_view source,
                    std::string_view external_id);
// With the product's totals. Errors: invalid (`negative_stock`, `required`).
Result<void> set_stock(Work&, std::string_view shop, const Variant&, const StockSheet&);
// Goods that came back; answers how many were counted, none of what a connected shop counts.
Result<std::int64_t> put_back(Work&, std::string_view shop, const Id<Variant>&,
                              std::int64_t quantity);
// A dozen ceramics and five promotions for the demo shop.
void open_demo_catalogue(Work&, std::string_view shop);

void routes(Router&);
void reactions(Jobs&);
void verify(Db&);

}  // namespace catalogue
