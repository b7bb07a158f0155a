#include "catalogue/catalogue.hpp"

#include "house.hpp"

static json::object cup(const std::string& sku = "cup-1", std::int64_t price = 9900) {
    return {{"title", "青釉手握杯"},
            {"parameters", json::array{json::object{{"name", "容量"}, {"value", "350ml"}}}},
            {"variants",
             json::array{json::object{
                 {"sku", sku},
                 {"price", price},
                 {"options", json::array{json::object{{"name", "釉色"}, {"value", "青釉"}}}}}}}};
}

TEST_P(House, a_product_is_made_stocked_found_and_sold_out) {
    auto mia = as("mia"), wade = as("wade");
    auto made = mia.post("/products", cup());
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(made.text("currency"), "CNY");
    EXPECT_EQ(made.text("stock"), "out");
    auto detail = wade.get("/products/" + made.text("id"));
    auto variant = detail.text("variants.0.id");
    EXPECT_EQ(detail.text("variants.0.title"), "青釉");

    LiveSocket desk(as("ben"));
    auto stocked = mia.put("/variants/" + variant + "/stock",
                           {{"warehouse", "景德镇"}, {"on_hand", 12}, {"reserved", 2}});
    ASSERT_EQ(stocked.status, 200) << stocked.body;
    EXPECT_EQ(stocked.number("available"), 10);
    auto heard = desk.event("stock_changed");
    ASSERT_TRUE(heard);
    EXPECT_EQ(heard->at("available").as_int64(), 10);

    for (auto word : {"%E6%89%8B%E6%8F%A1", "cup-1", "350", "%E9%9D%92%E9%87%89"})
        EXPECT_EQ(wade.get("/products?q=" + std::string(word)).at("items").as_array().size(), 1u)
            << word;
    EXPECT_EQ(wade.get("/products?q=%E8%8A%B1%E7%93%B6").at("items").as_array().size(), 0u);
    EXPECT_EQ(wade.get("/products?stock=plenty").at("items").as_array().size(), 1u);
    EXPECT_EQ(wade.get("/products?stock=out").at("items").as_array().size(), 0u);
    mia.put("/variants/" + variant + "/stock",
            {{"warehouse", "景德镇"}, {"on_hand", 3}, {"reserved", 0}});
    EXPECT_EQ(wade.get("/catalogue").number("low"), 1);
    EXPECT_EQ(wade.get("/warehouses").text("items.0.code"), "景德镇");
}

TEST_P(House, pages_of_products_go_on_where_the_last_one_ended) {
    auto mia = as("mia");
    for (int i = 0; i < 5; ++i)
        ASSERT_EQ(mia.post("/products", cup("c" + std::to_string(i))).status, 201);
    std::set<std::string> seen;
    std::string after;
    for (int page = 0; page < 3; ++page) {
        auto list = mia.get("/products?limit=2" + (after.empty() ? "" : "&after=" + after));
        for (auto& item : list.at("items").as_array())
            EXPECT_TRUE(seen.insert(std::string(item.at("id").as_string())).second);
        after = page < 2 ? list.text("next") : "";
    }
    EXPECT_EQ(seen.size(), 5u);
}

TEST_P(House, what_a_shop_may_not_say_about_a_product_is_refused_and_nothing_is_written) {
    auto mia = as("mia");
    auto refused = [&](const json::object& ask) { return mia.post("/products", ask).reason(); };
    EXPECT_EQ(refused(cup("c", -1)), "negative_price");
    ASSERT_EQ(mia.post("/products", cup("c")).status, 201);
    EXPECT_EQ(refused(cup("c")), "sku_taken");
    EXPECT_EQ(mia.get("/products").at("items").as_array().size(), 1u);
    EXPECT_EQ(mia.patch("/catalogue", {{"currency", "USD"}}).reason(), "already_priced");
    EXPECT_EQ(mia.patch("/catalogue", {{"currency", "usd"}}).reason(), "bad_currency");
    EXPECT_EQ(as("rival.mia").patch("/catalogue", {{"currency", "USD"}}).status, 200);
    EXPECT_EQ(as("rival.mia").get("/catalogue").text("currency"), "USD");
}

TEST_P(House, an_edit_of_what_somebody_else_changed_meanwhile_is_refused) {
    auto mia = as("mia");
    auto id = mia.post("/products", cup()).text("id");
    auto path = "/products/" + id;
    EXPECT_EQ(mia.patch(path, {{"version", 1}, {"title", "青釉杯"}}).text("title"), "青釉杯");
    EXPECT_EQ(mia.patch(path, {{"version", 1}, {"title", "白釉杯"}}).reason(), "changed_meanwhile");
    auto variant = mia.get(path).text("variants.0.id");
    EXPECT_EQ(
        mia.patch("/variants/" + variant, {{"version", 1}, {"price", 8800}, {"list_price", 9900}})
            .number("price"),
        8800);
    EXPECT_EQ(mia.patch("/variants/" + variant, {{"version", 1}, {"price", 1}}).reason(),
              "changed_meanwhile");
    EXPECT_EQ(mia.get(path).number("product.price_from"), 8800);
    EXPECT_EQ(mia.post(path + "/variants", cup("cup-2").at("variants").as_array()[0]).status, 201);
    EXPECT_EQ(mia.post(path + "/variants", cup("cup-2").at("variants").as_array()[0]).reason(),
              "sku_taken");
    EXPECT_EQ(mia.get(path).at("variants").as_array().size(), 2u);
}

TEST_P(House, a_category_says_what_after_sales_may_and_stays_while_it_is_used) {
    auto mia = as("mia");
    auto made = mia.post("/categories", {{"name", "定制"},
                                         {"seven_day", "custom_made"},
                                         {"intact", "general"},
                                         {"return_days", 0},
                                         {"exchange_days", 15},
                                         {"warranty_days", 365}});
    ASSERT_EQ(made.status, 201) << made.body;
    auto id = made.text("id");
    auto ask = cup();
    ask["category"] = id;
    auto product = mia.post("/products", ask);
    ASSERT_EQ(product.status, 201) << product.body;
    EXPECT_EQ(mia.remove("/categories/" + id).reason(), "in_use");
    store().read_now([&](kit::Work& work) {
        auto of = catalogue::find(work, acme.shop, {product.text("id")});
        auto rules = catalogue::after_sales_rules(work, acme.shop, *of);
        EXPECT_EQ(rules.seven_day, catalogue::SevenDay::custom_made);
        EXPECT_EQ(rules.warranty_days, 365);
        of->seven_day = catalogue::SevenDay::applies;
        EXPECT_EQ(catalogue::after_sales_rules(work, acme.shop, *of).seven_day,
                  catalogue::SevenDay::applies);
    });
    auto other = json::object{{"name", "定制"},   {"seven_day", "applies"}, {"intact", "general"},
                              {"return_days", 0}, {"exchange_days", 0},     {"warranty_days", 0}};
    EXPECT_EQ(mia.post("/categories", other).reason(), "name_taken");
    other["name"] = "茶具";
    EXPECT_EQ(mia.put("/categories/" + id, other).text("name"), "茶具");
    EXPECT_EQ(
        mia.patch("/products/" + product.text("id"), {{"version", 1}, {"category", ""}}).status,
        200);
    EXPECT_EQ(mia.remove("/categories/" + id).status, 204);
}

TEST_P(House, a_rival_shop_sees_no_product_and_an_agent_changes_none) {
    auto id = as("mia").post("/products", cup()).text("id");
    EXPECT_EQ(as("rival.mia").get("/products/" + id).status, 404);
    EXPECT_EQ(as("rival.mia").patch("/products/" + id, {{"version", 1}, {"title", "x"}}).status,
              404);
    EXPECT_EQ(as("rival.ben").get("/products?q=cup").at("items").as_array().size(), 0u);
    EXPECT_EQ(as("ben").patch("/products/" + id, {{"version", 1}, {"title", "x"}}).status, 403);
    EXPECT_EQ(as("mia").post("/warehouses", {{"code", "gz"}, {"name", "广州仓"}}).status, 201);
    EXPECT_EQ(as("mia").post("/warehouses", {{"code", "gz"}, {"name", "广州仓"}}).reason(),
              "code_taken");
    auto place = as("mia").get("/warehouses").text("items.0.id");
    EXPECT_EQ(as("mia").patch("/warehouses/" + place, {{"name", "广州一仓"}}).text("name"),
              "广州一仓");
    EXPECT_EQ(as("rival.mia").patch("/warehouses/" + place, {{"name", "x"}}).status, 404);
    EXPECT_EQ(as("ben").get("/categories").status, 200);
}

static catalogue::ProductSheet from_vendure() {
    return {
        .source = "vendure",
        .external_id = "7",
        .title = "Stoneware Mug",
        .currency = "USD",
        .category = "Mugs",
        .variants = {
            {.external_id = "70", .sku = "MUG-S", .price = {1900}, .stock = {{{"default", 4, 1}}}},
            {.external_id = "71",
             .sku = "MUG-L",
             .price = {2400},
             .stock = {{{"default", 9, 0}}}}}};
}

TEST_P(House, a_sheet_of_a_connected_shop_changes_what_it_says_and_nothing_when_it_is_said_again) {
    auto told = [&](const catalogue::ProductSheet& sheet) {
        return store().write_now([&](kit::Work& work) {
            auto out = catalogue::upsert_product(work, acme.shop, sheet);
            return out ? json::serialize(json::parse(kit::json::text_of(*out)))
                       : out.error().reason;
        });
    };
    auto sheet = from_vendure();
    auto first = told(sheet);
    clock.advance(1s);
    EXPECT_EQ(told(sheet), first);
    sheet.variants[0].price = {2000};
    EXPECT_NE(told(sheet), first);
    sheet.variants.pop_back();
    told(sheet);
    auto product = as("ben").get("/products?q=MUG").text("items.0.id");
    auto detail = as("ben").get("/products/" + product);
    EXPECT_EQ(detail.text("variants.1.state"), "off_sale");
    EXPECT_EQ(detail.number("product.price_to"), 2000);
    EXPECT_EQ(detail.number("product.available"), 3);
    EXPECT_EQ(as("mia")
                  .patch("/products/" + product,
                         {{"version", detail.number("product.version")}, {"title", "x"}})
                  .reason(),
              "comes_from_shop");
    sheet.currency = "EUR";
    EXPECT_EQ(told(sheet), "other_currency");
    store().write_now(
        [&](kit::Work& work) { catalogue::retire_product(work, acme.shop, "vendure", "7"); });
    EXPECT_EQ(as("ben").get("/products/" + product).text("product.state"), "off_sale");
}

TEST_P(House, scripts_speak_of_the_product_on_the_page_and_show_what_is_missing) {
    auto ask = cup();
    ask["url"] = "/pages/mug.html";
    auto made = as("mia").post("/products", ask);
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(as("ben")
                  .get("/products?page=https%3A%2F%2Fshop.example%2Fpages%2Fmug.html%3Ffrom%3Dx")
                  .text("items.0.id"),
              made.text("id"));
    auto script = as("ben").post(
        "/scripts",
        {{"code", "stock"},
         {"title", "库存"},
         {"own", true},
         {"text",
          "{{product.title}}还有 {{stock.available}} 件，{{product.容量}}，{{promotion.names}}"}});
    ASSERT_EQ(script.status, 201) << script.body;
    auto ann = visitor();
    auto rendered = [&](const std::string& conversation) {
        return as("ben").get("/scripts/" + script.text("id") +
                             "/rendering?conversation=" + conversation);
    };
    auto id = conversation_of(ann);
    EXPECT_EQ(
        rendered(id).text("text"),
        "【product.title】还有 【stock.available】 件，【product.容量】，【promotion.names】");
    ASSERT_EQ(ann.post("/visit/messages",
                       {{"client_key", "k2"},
                        {"text", ""},
                        {"card", json::object{{"kind", "product"},
                                              {"title", "杯"},
                                              {"price", ""},
                                              {"url", "https://shop.example/pages/mug.html"},
                                              {"picture", ""}}}})
                  .status,
              201);
    EXPECT_EQ(rendered(id).text("text"), "青釉手握杯还有 0 件，350ml，【promotion.names】");
    EXPECT_EQ(rendered(id).text("missing.0"), "promotion.names");
}

IN_BOTH_ENGINES(House);

TEST_P(House, what_is_not_counted_is_always_in_stock_and_says_no_number) {
    auto mia = as("mia"), wade = as("wade");
    auto made = mia.post("/products", cup());
    auto path = "/products/" + made.text("id"), variant = mia.get(path).text("variants.0.id");
    ASSERT_EQ(mia.put("/variants/" + variant + "/stock",
                      {{"warehouse", "main"}, {"on_hand", 2}, {"reserved", 0}})
                  .status,
              200);
    LiveSocket desk(as("ben"));
    auto now =
        mia.patch("/variants/" + variant,
                  {{"version", mia.get(path).number("variants.0.version")}, {"is_counted", false}});
    ASSERT_EQ(now.status, 200) << now.body;
    auto heard = desk.event("stock_changed");
    ASSERT_TRUE(heard);
    EXPECT_FALSE(heard->at("is_counted").as_bool());
    EXPECT_EQ(heard->at("level").as_string(), "plenty");
    EXPECT_EQ(wade.get(path).text("product.stock"), "plenty");
    EXPECT_TRUE(wade.get(path).at("stock").as_array().empty()) << "what was counted is forgotten";
    EXPECT_EQ(wade.get("/catalogue").number("low"), 0);
    EXPECT_EQ(mia.put("/variants/" + variant + "/stock",
                      {{"warehouse", "main"}, {"on_hand", 5}, {"reserved", 0}})
                  .reason(),
              "not_counted");

    auto product = store().read_now(
        [&](kit::Work& work) { return *catalogue::find(work, acme.shop, {made.text("id")}); });
    auto fact = [&](const char* name) {
        return store().read_now(
            [&](kit::Work& work) { return catalogue::fact_of(work, acme.shop, product, name); });
    };
    EXPECT_FALSE(fact("stock.available")) << "no number is made up";
    EXPECT_EQ(fact("stock.options"), "青釉");
    auto plan =
        wade.post("/purchase_plans",
                  {{"lines", json::array{json::object{{"variant", variant}, {"quantity", 9}}}}});
    EXPECT_TRUE(plan.at("short_of").as_array().empty()) << plan.body;

    ASSERT_EQ(mia.patch("/variants/" + variant,
                        {{"version", now.number("version")}, {"is_counted", true}})
                  .status,
              200);
    EXPECT_EQ(wade.get(path).text("product.stock"), "out") << "nobody has counted it yet";
}
