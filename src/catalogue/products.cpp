// Products that people here make and change at the desk.
#include "catalogue/rows.hpp"
#include "kit/http/router.hpp"

namespace catalogue {

struct MakeVariant {
    std::string sku;
    std::vector<Named> options;
    Minor price;
    std::optional<Minor> list_price;
    std::optional<std::string> picture, barcode;
    std::optional<std::int64_t> low_at;
    std::optional<bool> is_counted;  // nothing said: yes
};
BOOST_DESCRIBE_STRUCT(MakeVariant, (),
                      (sku, options, price, list_price, picture, barcode, low_at, is_counted))

struct MakeProduct {
    std::string title;
    std::optional<std::string> summary, url, picture;
    std::optional<Id<Category>> category;
    std::optional<SevenDay> seven_day;
    std::vector<Named> parameters;
    std::vector<Certificate> certificates;
    std::optional<std::int64_t> shelf_life_days;
    std::vector<MakeVariant> variants;
};
BOOST_DESCRIBE_STRUCT(MakeProduct, (),
                      (title, summary, url, picture, category, seven_day, parameters, certificates,
                       shelf_life_days, variants))

static VariantSheet sheet_of(const MakeVariant& ask) {
    return {"",
            ask.sku,
            ask.options,
            ask.price,
            ask.list_price,
            ask.picture.value_or(""),
            ask.barcode.value_or(""),
            VariantState::on_sale,
            ask.low_at,
            ask.is_counted,
            {}};
}

static Result<Product> make_product(Work& work, const MakeProduct& ask) {
    auto& shop = work.who.shop;
    ProductSheet sheet{.title = ask.title,
                       .summary = ask.summary.value_or(""),
                       .url = ask.url.value_or(""),
                       .picture = ask.picture.value_or(""),
                       .currency = currency_of(work, shop),
                       .parameters = ask.parameters,
                       .certificates = ask.certificates,
                       .shelf_life_days = ask.shelf_life_days};
    for (auto& one : ask.variants) {
        if (find_by_sku(work, shop, one.sku)) return invalid("sku_taken", "variants.sku");
        sheet.variants.push_back(sheet_of(one));
    }
    if (ask.category) {
        TRY(auto there, work.db.find(*ask.category, shop));
        sheet.category = there.name;
    }
    TRY(auto made, upsert_product(work, shop, sheet));
    if (ask.seven_day) {
        made.seven_day = ask.seven_day;
        made = refresh(work, std::move(made));
    }
    team::audit(work, "product_made", made.id.text, made.title);
    return made;
}

struct PatchProduct {
    std::int64_t version = 0;  // of the one that was edited
    std::optional<std::string> title, summary, url, picture;
    std::optional<ProductState> state;
    std::optional<std::string> category;   // its id; empty: none
    std::optional<std::string> seven_day;  // its word; empty: as the category says
    std::optional<std::vector<Named>> parameters;
    std::optional<std::vector<Certificate>> certificates;
    std::optional<std::int64_t> shelf_life_days;  // 0: none
};
BOOST_DESCRIBE_STRUCT(PatchProduct, (),
                      (version, title, summary, url, picture, state, category, seven_day,
                       parameters, certificates, shelf_life_days))

// What a connected shop says about its product is changed over there.
static Result<void> ours_to_change(const Product& of, const PatchProduct& ask) {
    bool theirs = ask.title || ask.summary || ask.url || ask.picture || ask.state;
    if (theirs && !of.source.empty()) return conflict("comes_from_shop");
    return {};
}

static Result<Product> with_names(Product of, const PatchProduct& ask) {
    if (ask.title) {
        TRY(of.title, team::decent(*ask.title, "title", 120));
    }
    if (ask.summary) {
        TRY(of.summary, checked_note(*ask.summary, "summary", 500));
    }
    if (ask.url) {
        TRY(of.url, checked_address(*ask.url, "url"));
    }
    if (ask.picture) {
        TRY(of.picture, checked_address(*ask.picture, "picture"));
    }
    if (ask.state) of.state = *ask.state;
    return of;
}

static Result<Product> with_rules(Work& work, Product of, const PatchProduct& ask) {
    if (ask.category) {
        of.category.reset();
        if (!ask.category->empty()) {
            TRY(auto there, work.db.find(Id<Category>{*ask.category}, of.shop));
            of.category = there.id;
        }
    }
    if (ask.seven_day) {
        of.seven_day = enum_named<SevenDay>(*ask.seven_day);
        if (!of.seven_day && !ask.seven_day->empty())
            return invalid("must_be_one_of_the_listed_words", "seven_day");
    }
    if (ask.parameters) {
        TRY(of.parameters, checked_pairs(*ask.parameters, "parameters"));
    }
    if (ask.certificates) {
        TRY(of.certificates, checked_certificates(*ask.certificates));
    }
    if (ask.shelf_life_days) {
        if (*ask.shelf_life_days < 0 || *ask.shelf_life_days > 36'500)
            return invalid("out_of_range", "shelf_life_days");
        of.shelf_life_days.reset();
        if (*ask.shelf_life_days > 0) of.shelf_life_days = ask.shelf_life_days;
    }
    return of;
}

static Result<Product> patch_product(Work& work, const Id<Product>& id, const PatchProduct& ask) {
    TRY(auto found, find(work, work.who.shop, id));
    if (ask.version != found.version) return conflict("changed_meanwhile");
    TRY(ours_to_change(found, ask));
    TRY(found, with_names(std::move(found), ask));
    TRY(found, with_rules(work, std::move(found), ask));
    auto now = refresh(work, std::move(found));
    index_product(work, now);
    team::audit(work, "product_changed", now.id.text, now.title);
    return now;
}

static Result<Variant> make_variant(Work& work, const Id<Product>& id, const MakeVariant& ask) {
    TRY(auto product, find(work, work.who.shop, id));
    if (!product.source.empty()) return conflict("comes_from_shop");
    auto others = variants_of(work, product.shop, id);
    if (others.size() >= 100) return invalid("too_many", "variants");
    TRY(auto sheet,
        checked(
            {.title = product.title, .currency = product.currency, .variants = {sheet_of(ask)}}));
    auto& fine = sheet.variants.front();
    if (find_by_sku(work, product.shop, fine.sku)) return invalid("sku_taken", "sku");
    Variant made{work.new_id<Variant>(),
                 product.shop,
                 id,
                 static_cast<std::int64_t>(others.size()),
                 fine.sku,
                 title_of(fine.options),
                 fine.options,
                 fine.price,
                 fine.list_price,
                 product.currency,
                 fine.picture,
                 fine.barcode,
                 VariantState::on_sale,
                 fine.low_at.value_or(3),
                 0,
                 fine.is_counted.value_or(true),
                 "",
                 "",
                 1};
    work.db.insert(made);
    index_product(work, refresh(work, std::move(product)));
    team::audit(work, "variant_made", made.id.text, made.sku);
    return made;
}

struct PatchVariant {
    std::int64_t version = 0;
    std::optional<Minor> price;
    std::optional<Minor> list_price;  // 0: none
    std::optional<std::string> picture, barcode;
    std::optional<VariantState> state;
    std::optional<std::int64_t> low_at;
    std::optional<bool> is_counted;
};
BOOST_DESCRIBE_STRUCT(PatchVariant, (),
                      (version, price, list_price, picture, barcode, state, low_at, is_counted))

static Result<Variant> changed(Variant of, const PatchVariant& ask) {
    if (ask.price) {
        TRY(of.price, checked_price(*ask.price, "price"));
    }
    if (ask.list_price) {
        TRY(auto price, checked_price(*ask.list_price, "list_price"));
        of.list_price = price > of.price ? std::optional(price) : std::nullopt;
    }
    if (ask.picture) {
        TRY(of.picture, checked_address(*ask.picture, "picture"));
    }
    if (ask.barcode) {
        TRY(of.barcode, checked_note(*ask.barcode, "barcode", 60));
    }
    if (ask.state) of.state = *ask.state;
    if (ask.low_at) {
        if (*ask.low_at < 0 || *ask.low_at > 1'000'000) return invalid("out_of_range", "low_at");
        of.low_at = *ask.low_at;
    }
    of.version += 1;
    return of;
}

static Result<Variant> patch_variant(Work& work, const Id<Variant>& id, const PatchVariant& ask) {
    TRY(auto found, find_variant(work, work.who.shop, id));
    if (ask.version != found.version) return conflict("changed_meanwhile");
    bool theirs =
        ask.price || ask.list_price || ask.picture || ask.barcode || ask.state || ask.is_counted;
    if (theirs && !found.source.empty()) return conflict("comes_from_shop");
    TRY(auto now, changed(found, ask));
    now = counting(work, std::move(now), ask.is_counted.value_or(found.is_counted));
    work.db.update(now);
    TRY(auto product, find(work, now.shop, now.product));
    index_product(work, refresh(work, std::move(product)));
    team::audit(work, "variant_changed", now.id.text,
                now.sku + " " + money_text(now.price, now.currency));
    return now;
}

void product_routes(Router& router) {
    router.post("/products", make_product, may::manage_catalogue);
    router.patch("/products/{id}", patch_product, may::manage_catalogue);
    router.post("/products/{id}/variants", make_variant, may::manage_catalogue);
    router.patch("/variants/{id}", patch_variant, may::manage_catalogue);
}

}  // namespace catalogue
