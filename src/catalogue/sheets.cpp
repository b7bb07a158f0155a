// A product as somebody else tells it: a connected shop, an import, the seed.
#include <algorithm>

#include "catalogue/rows.hpp"

namespace catalogue {

static std::optional<Product> known(Work& work, std::string_view shop, const ProductSheet& sheet) {
    if (!sheet.source.empty())
        return work.db.first<Product>("where shop = ? and source = ? and external_id = ?", shop,
                                      sheet.source, sheet.external_id);
    auto variant = find_by_sku(work, shop, sheet.variants.front().sku);
    if (!variant || !variant->source.empty()) return std::nullopt;
    return work.db.first<Product>("where shop = ? and id = ?", shop, variant->product);
}

static Result<void> skus_free(Work& work, std::string_view shop, const ProductSheet& sheet,
                              const std::optional<Product>& product) {
    for (std::size_t i = 0; i < sheet.variants.size(); ++i) {
        auto holder = find_by_sku(work, shop, sheet.variants[i].sku);
        if (holder && (!product || holder->product != product->id))
            return invalid("sku_taken", "variants." + std::to_string(i) + ".sku");
    }
    return {};
}

static Product told(Product of, const ProductSheet& sheet) {
    of.title = sheet.title;
    of.summary = sheet.summary;
    of.url = sheet.url;
    of.picture = sheet.picture;
    of.pictures = sheet.pictures;
    of.state = sheet.state;
    if (sheet.parameters) of.parameters = *sheet.parameters;
    if (sheet.certificates) of.certificates = *sheet.certificates;
    if (sheet.shelf_life_days) of.shelf_life_days = sheet.shelf_life_days;
    return of;
}

static Variant told(Variant of, const VariantSheet& sheet) {
    of.sku = sheet.sku;
    of.options = sheet.options;
    of.title = title_of(sheet.options);
    of.price = sheet.price;
    of.list_price = sheet.list_price;
    of.picture = sheet.picture;
    of.barcode = sheet.barcode;
    of.state = sheet.state;
    if (sheet.low_at) of.low_at = *sheet.low_at;
    return of;
}

static const Variant* same_one(const std::vector<Variant>& ours, const VariantSheet& sheet) {
    auto found = std::ranges::find_if(ours, [&](auto& one) {
        return sheet.external_id.empty() ? one.sku == sheet.sku
                                         : one.external_id == sheet.external_id;
    });
    return found == ours.end() ? nullptr : &*found;
}

static Variant new_variant(Work& work, const Product& product, const VariantSheet& sheet,
                           std::size_t position) {
    return {.id = work.new_id<Variant>(),
            .shop = product.shop,
            .product = product.id,
            .position = static_cast<std::int64_t>(position),
            .currency = product.currency,
            .is_counted = sheet.is_counted.value_or(true),
            .source = product.source,
            .external_id = sheet.external_id};
}

// Those that the sheet does not name any more: off sale, and their sku is theirs still.
static void retire_missing(Work& work, const std::vector<Variant>& ours,
                           const ProductSheet& sheet) {
    for (auto one : ours) {
        bool named = std::ranges::any_of(sheet.variants, [&](auto& of) {
            return of.external_id.empty() ? of.sku == one.sku : of.external_id == one.external_id;
        });
        if (named || one.state == VariantState::off_sale) continue;
        one.state = VariantState::off_sale;
        one.version += 1;
        work.db.update(one);
    }
}

static Result<void> write_variant(Work& work, const Product& product,
                                  const std::vector<Variant>& ours, const VariantSheet& sheet,
                                  std::size_t position) {
    auto before = same_one(ours, sheet);
    auto now = told(before ? *before : new_variant(work, product, sheet, position), sheet);
    now.position = static_cast<std::int64_t>(position);
    if (before) now = counting(work, std::move(now), sheet.is_counted.value_or(before->is_counted));
    if (!before) {
        work.db.insert(now);
    } else if (json::text_of(now) != json::text_of(*before)) {
        now.version += 1;
        work.db.update(now);
    }
    for (auto& place : sheet.stock.value_or(std::vector<StockSheet>{})) {
        TRY(lay_stock(work, now, place));
    }
    return {};
}

static Product new_product(Work& work, std::string_view shop, const ProductSheet& sheet) {
    Product made{.id = work.new_id<Product>(),
                 .shop = std::string(shop),
                 .number = next_number(work),
                 .source = sheet.source,
                 .external_id = sheet.external_id,
                 .currency = sheet.currency,
                 .made_at = work.now,
                 .changed_at = work.now};
    return told(std::move(made), sheet);
}

// The category is chosen here once; what people change afterwards stays.
static Result<void> place(Work& work, Product& of, const std::optional<std::string>& category) {
    if (!category || of.category) return {};
    TRY(auto found, category_named(work, of.shop, *category));
    of.category = found.id;
    return {};
}

Result<Product> upsert_product(Work& work, std::string_view shop, const ProductSheet& ask) {
    TRY(auto sheet, checked(ask));
    TRY(same_currency(work, shop, sheet.currency));
    auto before = known(work, shop, sheet);
    TRY(skus_free(work, shop, sheet, before));
    keep_currency(work, shop, sheet.currency);
    auto now = before ? told(*before, sheet) : new_product(work, shop, sheet);
    TRY(place(work, now, sheet.category));
    if (!before) work.db.insert(now);
    auto ours = variants_of(work, shop, now.id);
    auto words = before ? words_of(*before, ours) : "";
    retire_missing(work, ours, sheet);
    for (std::size_t i = 0; i < sheet.variants.size(); ++i) {
        TRY(write_variant(work, now, ours, sheet.variants[i], i));
    }
    now = refresh(work, std::move(now));
    if (words != words_of(now, variants_of(work, shop, now.id))) index_product(work, now);
    return now;
}

void retire_product(Work& work, std::string_view shop, std::string_view source,
                    std::string_view external_id) {
    auto found = work.db.first<Product>("where shop = ? and source = ? and external_id = ?", shop,
                                        source, external_id);
    if (!found || found->state != ProductState::on_sale) return;
    found->state = ProductState::off_sale;
    refresh(work, *std::move(found));
}

}  // namespace catalogue
