#include "catalogue/catalogue.hpp"

#include "catalogue/promotions.hpp"
#include "catalogue/rows.hpp"
#include "kit/http/router.hpp"
#include "kit/jobs/jobs.hpp"

namespace catalogue {

Result<Product> find(Work& work, std::string_view shop, const Id<Product>& id) {
    return work.db.find(id, shop);
}

Result<Variant> find_variant(Work& work, std::string_view shop, const Id<Variant>& id) {
    return work.db.find(id, shop);
}

std::optional<Variant> find_by_sku(Work& work, std::string_view shop, std::string_view sku) {
    return work.db.first<Variant>("where shop = ? and sku = ?", shop, sku);
}

std::optional<Variant> find_by_external_id(Work& work, std::string_view shop,
                                           std::string_view source, std::string_view external_id) {
    if (external_id.empty()) return std::nullopt;
    return work.db.first<Variant>(
        "where shop = ? and source = ? and external_id = ? and external_id <> ''", shop, source,
        external_id);
}

std::vector<Variant> variants_of(Work& work, std::string_view shop, const Id<Product>& product) {
    return work.db.all<Variant>("where shop = ? and product = ? order by position, id", shop,
                                product);
}

void routes(Router& router) {
    list_routes(router);
    product_routes(router);
    category_routes(router);
    stock_routes(router);
    promotion_routes(router);
    plan_routes(router);
}

void reactions(Jobs&) {}

void verify(Db& db) {
    verify_categories(db);
    db.verify<Product>();
    db.verify<Variant>();
    db.verify<Warehouse>();
    db.verify<StockRow>();
    db.verify<Promotion>();
}

}  // namespace catalogue
