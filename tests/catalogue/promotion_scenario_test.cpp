#include "house.hpp"

namespace {

class Promotions : public House {
protected:
    // A product with one variant in stock; its variant's id.
    std::string stocked(const std::string& sku, std::int64_t price) {
        auto mia = as("mia");
        auto made = mia.post(
            "/products",
            {{"title", "商品" + sku},
             {"variants", json::array{json::object{
                              {"sku", sku}, {"price", price}, {"options", json::array()}}}}});
        EXPECT_EQ(made.status, 201) << made.body;
        products[sku] = made.text("id");
        auto variant = mia.get("/products/" + made.text("id")).text("variants.0.id");
        mia.put("/variants/" + variant + "/stock",
                {{"warehouse", "main"}, {"on_hand", 9}, {"reserved", 0}});
        return variant;
    }
    json::object reduction(std::int64_t over, std::int64_t off) {
        auto now = clock.now().us;
        return {{"name", "满减"},
                {"kind", "full_reduction"},
                {"enabled", true},
                {"starts_at", now - 1'000'000},
                {"ends_at", now + 3'600'000'000},
                {"member_level", 0},
                {"scope", "everything"},
                {"steps", json::array{json::object{{"over", over}, {"off", off}}}}};
    }
    static json::object basket(const std::string& variant, int quantity = 1) {
        return {{"lines", json::array{json::object{{"variant", variant}, {"quantity", quantity}}}}};
    }
    std::map<std::string, std::string> products;
};

TEST_P(Promotions, an_agent_gets_the_best_plan_with_a_sentence_and_a_hint) {
    auto cup = stocked("cup", 18000);
    stocked("mat", 2500);
    ASSERT_EQ(as("mia").post("/promotions", reduction(20000, 4000)).status, 201);
    auto plan = as("ben").post("/purchase_plans", basket(cup));
    ASSERT_EQ(plan.status, 201) << plan.body;
    EXPECT_EQ(plan.number("plan.total"), 18000);
    EXPECT_TRUE(plan.at("plan.proven").as_bool());
    EXPECT_EQ(plan.text("hints.0.chinese"), "再加一件「商品mat」（¥25.00），总价反而少付 ¥15.00。");
    EXPECT_EQ(as("ben").post("/purchase_plans", basket(cup, 2)).number("plan.saved"), 4000);
    EXPECT_EQ(as("ben").post("/purchase_plans", basket(cup, 10)).text("short_of.0"), "cup");
    EXPECT_EQ(
        as("ben").get("/products/" + products["cup"] + "/promotions").at("items").as_array().size(),
        1u);
    EXPECT_EQ(as("rival.ben").post("/purchase_plans", basket(cup)).status, 404);
    EXPECT_EQ(as("ben").post("/purchase_plans", {{"lines", json::array()}}).reason(), "required");
}

TEST_P(Promotions, freight_is_the_shops_until_a_free_shipping_line_is_reached) {
    auto cup = stocked("cup", 18000);
    auto mia = as("mia");
    EXPECT_EQ(mia.patch("/catalogue", {{"freight", -1}}).reason(), "negative_price");
    ASSERT_EQ(mia.patch("/catalogue", {{"freight", 800}}).number("freight"), 800);
    EXPECT_EQ(as("ben").patch("/catalogue", {{"freight", 0}}).status, 403);
    EXPECT_EQ(as("rival.mia").get("/catalogue").number("freight"), 0);
    auto plan = as("ben").post("/purchase_plans", basket(cup));
    EXPECT_EQ(plan.number("plan.total"), 18800);
    EXPECT_EQ(plan.number("plan.freight"), 800);
    auto other = basket(cup);
    other["freight"] = 1500;
    EXPECT_EQ(as("ben").post("/purchase_plans", other).number("plan.total"), 19500);
    auto free = reduction(0, 0);
    free["kind"] = "free_shipping", free["name"] = "满200包邮", free["steps"] = json::array(),
    free["threshold"] = 20000;
    ASSERT_EQ(mia.post("/promotions", free).status, 201);
    plan = as("ben").post("/purchase_plans", basket(cup));
    EXPECT_EQ(plan.text("missed.0.chinese"), "「满200包邮」还差 ¥20.00 可用。");
    EXPECT_EQ(as("ben").post("/purchase_plans", basket(cup, 2)).number("plan.total"), 36000);
}

TEST_P(Promotions, a_hint_is_in_stock) {
    auto cup = stocked("cup", 18000), mat = stocked("mat", 2500);
    ASSERT_EQ(as("mia").post("/promotions", reduction(20000, 4000)).status, 201);
    as("mia").put("/variants/" + mat + "/stock",
                  {{"warehouse", "main"}, {"on_hand", 1}, {"reserved", 1}});
    as("mia").put("/variants/" + cup + "/stock",
                  {{"warehouse", "main"}, {"on_hand", 1}, {"reserved", 0}});
    EXPECT_EQ(as("ben").post("/purchase_plans", basket(cup)).at("hints").as_array().size(), 0u);
    ASSERT_EQ(as("mia").patch("/variants/" + mat, {{"version", 1}, {"is_counted", false}}).status,
              200);
    EXPECT_EQ(as("ben").post("/purchase_plans", basket(cup)).at("hints").as_array().size(), 1u)
        << "what is not counted is there";
}

TEST_P(Promotions, time_starts_and_ends_them_and_members_get_theirs) {
    auto cup = stocked("cup", 20000);
    auto ask = reduction(20000, 4000);
    ask["starts_at"] = clock.now().us + 60'000'000;
    ask["member_level"] = 2;
    auto made = as("mia").post("/promotions", ask);
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(made.text("state"), "planned");
    auto member = basket(cup);
    member["member_level"] = 2;
    EXPECT_EQ(as("ben").post("/purchase_plans", member).number("plan.saved"), 0);
    clock.advance(60s);
    EXPECT_EQ(as("ben").post("/purchase_plans", member).number("plan.saved"), 4000);
    EXPECT_EQ(as("ben").post("/purchase_plans", basket(cup)).number("plan.saved"), 0);
    clock.advance(1h);
    EXPECT_EQ(as("ben").post("/purchase_plans", member).number("plan.saved"), 0);
    EXPECT_EQ(as("ben").get("/promotions?state=ended").at("items").as_array().size(), 1u);
    EXPECT_EQ(as("ben").get("/promotions?state=running").at("items").as_array().size(), 0u);
}

TEST_P(Promotions, what_a_manager_may_not_promise_is_refused_with_its_field_and_nothing_is_kept) {
    stocked("cup", 900);
    auto mia = as("mia");
    auto refused = [&](const json::object& ask) {
        auto answer = mia.post("/promotions", ask);
        return answer.reason() + " " + answer.text("field");
    };
    auto ask = reduction(100, 100);
    EXPECT_EQ(refused(ask), "gives_away steps");
    ask = reduction(100, -5);
    EXPECT_EQ(refused(ask), "negative_price steps");
    ask = reduction(100, 10);
    ask["currency"] = "USD";
    EXPECT_EQ(refused(ask), "other_currency currency");
    ask = reduction(100, 10);
    ask["kind"] = "item_discount";
    ask["amount"] = 900;
    EXPECT_EQ(refused(ask), "negative_price amount");
    ASSERT_EQ(mia.post("/promotions", reduction(100, 10)).status, 201);
    auto second = mia.post("/promotions", reduction(200, 30));
    EXPECT_EQ(second.reason(), "overlaps");
    EXPECT_EQ(second.text("detail.name"), "满减");
    EXPECT_EQ(mia.get("/promotions").at("items").as_array().size(), 1u);
}

TEST_P(Promotions, one_that_ran_is_stopped_and_not_dropped_and_a_rival_sees_neither) {
    auto mia = as("mia");
    auto id = mia.post("/promotions", reduction(100, 10)).text("promotion.id");
    EXPECT_EQ(mia.remove("/promotions/" + id).reason(), "ran_already");
    EXPECT_EQ(as("rival.mia").get("/promotions/" + id).status, 404);
    EXPECT_EQ(as("ben").put("/promotions/" + id, reduction(100, 20)).status, 403);
    auto stopped = reduction(100, 20);
    stopped["enabled"] = false;
    EXPECT_EQ(mia.put("/promotions/" + id, stopped).text("state"), "stopped");
    auto later = reduction(100, 10);
    later["starts_at"] = clock.now().us + 60'000'000;
    auto planned = mia.post("/promotions", later).text("promotion.id");
    EXPECT_EQ(mia.remove("/promotions/" + planned).status, 204);
    EXPECT_EQ(mia.get("/promotions/" + planned).status, 404);
}

IN_BOTH_ENGINES(Promotions);

}  // namespace
