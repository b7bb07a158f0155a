// Objects of the catalogue for the security tests.
#include "catalogue/promotions.hpp"
#include "harness.hpp"

static kit::Id<catalogue::Product> product_in(kit::Work& work, const Cast& cast,
                                              const std::string& number) {
    auto made = catalogue::upsert_product(
        work, cast.shop,
        {.title = "杯" + number,
         .currency = "CNY",
         .category = "茶具" + number,
         .variants = {{.sku = "cup-" + number, .price = {9900}, .stock = {{{"main", 5, 0}}}}}});
    EXPECT_TRUE(made) << (made ? "" : made.error().reason);
    return made->id;
}

std::string Security::object_of_catalogue(const std::string& kind, const Cast& cast) {
    static const Words mine = {"product", "variant", "category", "warehouse", "promotion"};
    if (!mine.contains(kind)) return {};
    auto number = std::to_string(++count_);
    return store().write_now([&](kit::Work& work) -> std::string {
        if (kind == "category") {
            catalogue::Category made{.id = work.new_id<catalogue::Category>(),
                                     .shop = cast.shop,
                                     .name = "花器" + number};
            work.db.insert(made);
            return made.id.text;
        }
        if (kind == "promotion") {
            auto made = catalogue::add_promotion(work, cast.shop,
                                                 {.name = "券" + number,
                                                  .kind = catalogue::PromotionKind::shop_coupon,
                                                  .starts_at = work.now + std::chrono::hours{24},
                                                  .ends_at = work.now + std::chrono::hours{48},
                                                  .amount = kit::Minor{500}});
            EXPECT_TRUE(made) << (made ? "" : made.error().reason);
            return made->id.text;
        }
        auto product = *catalogue::find(work, cast.shop, product_in(work, cast, number));
        if (kind == "product") return product.id.text;
        if (kind == "variant")
            return catalogue::variants_of(work, cast.shop, product.id).front().id.text;
        return *work.db.value<std::string>("select id from warehouses where shop = ?", cast.shop);
    });
}
