// Goods of WooCommerce, Shopify and Medusa: arriving, changing, deleted.
#include "catalogue/catalogue.hpp"
#include "connections/calls.hpp"

using catalogue::ProductState;
using catalogue::VariantState;

class Goods : public Calls {
protected:
    std::optional<catalogue::Variant> variant(const std::string& source,
                                              const std::string& external_id) {
        return store().read_now([&](kit::Work& work) {
            return catalogue::find_by_external_id(work, acme.shop, source, external_id);
        });
    }
    catalogue::Product product(const catalogue::Variant& of) {
        return *store().read_now(
            [&](kit::Work& work) { return catalogue::find(work, acme.shop, of.product); });
    }
    // Minutes later by the house's clock.
    template <class Holds>
    testing::AssertionResult comes_in_time(Holds holds) {
        return comes_true([&] {
            clock.advance(std::chrono::seconds{10});
            return holds();
        });
    }
    std::size_t held_back() { return as("dora").get("/quarantine").at("items").as_array().size(); }
};
IN_BOTH_ENGINES(Goods);

TEST_P(Goods, of_woocommerce_arrive_with_variations_stock_and_pictures) {
    connect("woocommerce", "ck", "cs", "");
    ASSERT_TRUE(
        comes_true([&] { return variant("woocommerce", "93") && variant("woocommerce", "112"); }));
    auto bowl = *variant("woocommerce", "93");
    EXPECT_EQ(bowl.price.units, 5990);
    EXPECT_EQ(bowl.list_price->units, 6990);
    EXPECT_EQ(bowl.available, 200);
    EXPECT_EQ(bowl.currency, "CNY");
    auto shown = product(bowl);
    EXPECT_EQ(shown.title, "粗陶饭碗");
    EXPECT_EQ(shown.summary, "手工拉坯，口径 11 cm。");
    EXPECT_EQ(shown.url, "https://shop.example/product/cutao-bowl/");
    EXPECT_EQ(shown.picture, "https://shop.example/wp-content/uploads/2026/05/wan-1.jpg");
    EXPECT_EQ(shown.pictures.size(), 2u);
    ASSERT_EQ(shown.parameters.size(), 1u);
    EXPECT_EQ(shown.parameters[0].value, "景德镇");
    auto green = *variant("woocommerce", "111"), white = *variant("woocommerce", "112");
    EXPECT_EQ(green.product, white.product);
    EXPECT_EQ(green.sku, "BEI-QY");
    EXPECT_EQ(white.sku, "woocommerce:112") << "a code is one variant's";
    EXPECT_EQ(green.title, "青釉");
    EXPECT_EQ(white.price.units, 13800);
    EXPECT_EQ(green.available, 12);
    EXPECT_EQ(green.picture, "https://shop.example/wp-content/uploads/2026/05/bei-qing.jpg");
    EXPECT_EQ(product(green).price_to.units, 13800);
    EXPECT_EQ(held_back(), 0u) << as("dora").get("/quarantine").body;
    ASSERT_TRUE(comes_true([&] {
        return as("dora").get("/connections").number("items.0.contacts") == 120;
    })) << "page by page";
    EXPECT_EQ(as("rival.dora").get("/products").at("items").as_array().size(), 0u);
}

TEST_P(Goods, of_woocommerce_follow_and_go) {
    auto made = as("dora").post("/connections", {{"kind", "woocommerce"},
                                                 {"name", "W"},
                                                 {"user", "ck"},
                                                 {"password", "cs"},
                                                 {"signing", "wc"},
                                                 {"url", "http://" + fake_.address()}});
    ASSERT_TRUE(
        comes_true([&] { return variant("woocommerce", "93") && variant("woocommerce", "112"); }));
    auto list = json::parse(recorded("woocommerce_products"));
    auto variations = json::parse(recorded("woocommerce_variations"));
    auto& bowl = list.as_array()[0].as_object();
    bowl["price"] = "49.90", bowl["date_modified_gmt"] = "2026-06-01T00:00:00";
    over_there("woocommerce_products", list);
    ASSERT_TRUE(comes_in_time([&] { return variant("woocommerce", "93")->price.units == 4990; }));

    // Stock moves without a date: by the next whole reading.
    bowl["stock_quantity"] = -3;
    variations.as_object()["110"].as_array()[1].as_object()["stock_quantity"] = 7;
    over_there("woocommerce_products", list), over_there("woocommerce_variations", variations);
    ASSERT_TRUE(comes_in_time([&] {
        return variant("woocommerce", "93")->available == -3 &&
               variant("woocommerce", "112")->available == 7;
    }));

    // A variation goes, then its product; nobody called.
    variations.as_object()["110"].as_array().pop_back();
    over_there("woocommerce_variations", variations);
    ASSERT_TRUE(comes_in_time(
        [&] { return variant("woocommerce", "112")->state == VariantState::off_sale; }));
    list.as_array().pop_back();
    over_there("woocommerce_products", list);
    ASSERT_TRUE(comes_in_time(
        [&] { return product(*variant("woocommerce", "111")).state == ProductState::off_sale; }));
    EXPECT_EQ(product(*variant("woocommerce", "93")).state, ProductState::on_sale);

    // A signed call says that the other one went.
    std::string gone = R"({"id":93})";
    ASSERT_EQ(call(made.text("connection.id"), gone,
                   {{"x-wc-webhook-topic", "product.deleted"},
                    {"x-wc-webhook-signature", signature("wc", gone)}})
                  .status,
              200);
    EXPECT_EQ(product(*variant("woocommerce", "93")).state, ProductState::off_sale);
    EXPECT_EQ(held_back(), 0u) << as("dora").get("/quarantine").body;
}

// The desk's pages load nothing from elsewhere; what the shop names is fetched once and drawn anew.
TEST_P(Goods, are_shown_by_pictures_of_our_own) {
    auto at = "http://" + fake_.address() + "/pictures/";
    auto list = json::parse(recorded("woocommerce_products"));
    list.as_array()[0].at("images") = json::array{json::object{{"src", at + "cup.png"}}};
    over_there("woocommerce_products", list);
    auto variations = json::parse(recorded("woocommerce_variations"));
    auto& both = variations.as_object()["110"].as_array();
    both[0].as_object()["image"] = json::object{{"src", at + "page.png"}};
    both[1].as_object()["image"] = json::object{{"src", at + "nowhere.png"}};
    over_there("woocommerce_variations", variations);
    connect("woocommerce", "ck", "cs", "");
    ASSERT_TRUE(comes_in_time(
        [&] { return variant("woocommerce", "93") && variant("woocommerce", "112"); }));
    auto shown = [&](const std::string& name, const std::string& who = "ben") {
        return as(who).ask("GET", "//goods-pictures?of=" + at + name);
    };
    EXPECT_EQ(product(*variant("woocommerce", "93")).picture, at + "cup.png");
    // The first answer was 503; it is asked for again.
    ASSERT_TRUE(comes_in_time([&] { return shown("cup.png").status == 200; }));
    auto picture = shown("cup.png");
    EXPECT_EQ(picture.header("content-type"), "image/png");
    EXPECT_FALSE(picture.body.contains("script")) << "nothing but the picture is kept";
    EXPECT_TRUE(picture.header("content-security-policy").contains("sandbox"));
    EXPECT_EQ(shown("cup.png", "rival.ben").status, 404) << "another shop's";
    EXPECT_EQ(nobody().ask("GET", "//goods-pictures?of=" + at + "cup.png").status, 401);
    EXPECT_EQ(shown("never_named.png").status, 404) << "nothing is fetched because somebody asks";
    auto state = [&](const std::string& name) {
        return store().read_now([&](kit::Work& work) {
            return work.db
                .value<std::string>(
                    "select state || ' ' || reason from goods_pictures where url = ?", at + name)
                .value_or("");
        });
    };
    ASSERT_TRUE(comes_in_time([&] { return state("page.png") == "refused bad_picture"; }))
        << "what is no picture is not asked for again";
    EXPECT_TRUE(state("nowhere.png").starts_with("wanted answered_")) << state("nowhere.png");
    clock.advance(24h);
    ASSERT_TRUE(comes_true(
        [&] { return clock.advance(9h), state("nowhere.png") == "refused answered_404"; }));
}

// Sold without a count over there: always some here, until they count it or say that it is out.
TEST_P(Goods, that_nobody_counts_are_in_stock) {
    auto made = connect("woocommerce", "ck", "cs", "wc");
    ASSERT_TRUE(comes_in_time([&] { return variant("woocommerce", "93").has_value(); }));
    auto here = *variant("woocommerce", "93");
    EXPECT_TRUE(here.is_counted);
    auto bowl = json::parse(recorded("woocommerce_products")).as_array()[0].as_object();
    int changes = 0;
    auto becomes = [&](const char* status, json::value quantity) {
        bowl["stock_status"] = status, bowl["stock_quantity"] = std::move(quantity);
        bowl["date_modified_gmt"] = "2026-06-0" + std::to_string(++changes) + "T00:00:00";
        auto body = json::serialize(bowl);
        EXPECT_EQ(call(made.at("id").as_string().c_str(), body,
                       {{"x-wc-webhook-topic", "product.updated"},
                        {"x-wc-webhook-signature", signature("wc", body)}})
                      .status,
                  200);
        return product(here);
    };
    auto uncounted = becomes("instock", nullptr);
    EXPECT_FALSE(uncounted.is_counted);
    EXPECT_EQ(uncounted.stock, catalogue::StockLevel::plenty);
    EXPECT_EQ(variant("woocommerce", "93")->available, 0) << "the old number is no news";
    EXPECT_EQ(becomes("outofstock", nullptr).stock, catalogue::StockLevel::out);
    auto counted = becomes("instock", 8);
    EXPECT_TRUE(counted.is_counted);
    EXPECT_EQ(counted.available, 8);
    EXPECT_FALSE(becomes("onbackorder", nullptr).is_counted);
}

TEST_P(Goods, of_shopify_and_medusa_say_whether_they_are_counted) {
    auto theirs = json::parse(recorded("shopify_products"));
    theirs.as_array()[0].at("variants").as_array()[0].as_object()["inventory_management"] = nullptr;
    over_there("shopify_products", theirs);
    auto more = json::parse(recorded("medusa_products"));
    more.as_array()[0].at("variants").as_array()[0].as_object()["manage_inventory"] = false;
    over_there("medusa_products", more);
    connect("shopify", "", "shpat", "shpss");
    connect("medusa", "", "sk", "whsec_m");
    ASSERT_TRUE(comes_in_time(
        [&] { return variant("shopify", "49148385") && variant("medusa", "variant_01JWZ0A"); }));
    EXPECT_FALSE(variant("shopify", "808950810")->is_counted);
    EXPECT_TRUE(variant("shopify", "49148385")->is_counted);
    EXPECT_FALSE(variant("medusa", "variant_01JWZ0A")->is_counted);
}

TEST_P(Goods, of_shopify_arrive_page_by_page_follow_and_go) {
    auto made = as("dora").post("/connections", {{"kind", "shopify"},
                                                 {"name", "S"},
                                                 {"password", "shpat"},
                                                 {"signing", "shpss"},
                                                 {"url", "http://" + fake_.address()}});
    auto tell = [&](const std::string& topic, const std::string& body) {
        return call(made.text("connection.id"), body,
                    {{"x-shopify-topic", topic},
                     {"x-shopify-webhook-id", topic + body.substr(0, 20)},
                     {"x-shopify-hmac-sha256", signature("shpss", body)}})
            .status;
    };
    ASSERT_TRUE(comes_true(
        [&] { return variant("shopify", "49148385") && variant("shopify", "447654529"); }));
    auto small = *variant("shopify", "808950810"), big = *variant("shopify", "49148385");
    EXPECT_EQ(small.price.units, 26800);
    EXPECT_EQ(small.list_price->units, 29800);
    EXPECT_EQ(small.title, "小 / 素");
    EXPECT_EQ(small.available, 24);
    EXPECT_EQ(small.picture,
              "https://cdn.shopify.com/s/files/1/0006/9093/3842/files/zhan-s.jpg?v=1");
    EXPECT_EQ(big.available, -2) << "sold more than there is";
    EXPECT_EQ(product(small).summary, "龙窑柴烧， 每只不同 。");
    EXPECT_EQ(product(small).pictures.size(), 2u);
    EXPECT_EQ(product(*variant("shopify", "447654529")).state, ProductState::off_sale) << "a draft";
    EXPECT_EQ(held_back(), 0u) << as("dora").get("/quarantine").body;

    auto list = json::parse(recorded("shopify_products"));
    auto cup = list.as_array()[0].as_object();
    cup["updated_at"] = "2026-06-01T10:00:00+08:00";
    cup["variants"].as_array()[0].as_object()["inventory_quantity"] = 1;
    ASSERT_EQ(tell("products/update", json::serialize(cup)), 200);
    EXPECT_EQ(variant("shopify", "808950810")->available, 1);
    ASSERT_EQ(tell("products/delete", R"({"id":632910392})"), 200);
    EXPECT_EQ(product(small).state, ProductState::off_sale);
    over_there("shopify_products", json::array{list.as_array()[0]});
    list.as_array()[1].as_object()["status"] = "active";
    ASSERT_TRUE(comes_in_time([&] {
        return as("dora").get("/connections").number("items.0.products") == 1;
    })) << "the vase went without a call";
}

TEST_P(Goods, of_medusa_arrive_and_go) {
    connect("medusa", "", "sk", "whsec_m");
    ASSERT_TRUE(comes_true([&] { return variant("medusa", "variant_01JWZ0A").has_value(); }));
    auto bowl = *variant("medusa", "variant_01JWZ0A");
    EXPECT_EQ(bowl.price.units, 5990);
    EXPECT_EQ(bowl.available, 31);
    EXPECT_EQ(product(bowl).picture, "https://medusa.example/static/wan.jpg");
    over_there("medusa_products", json::array{});
    ASSERT_TRUE(comes_in_time([&] { return product(bowl).state == ProductState::off_sale; }));
}
