#include "house.hpp"

namespace {

class Clocks : public House {
protected:
    // 10:00 of a day in Shanghai.
    void SetUp() override {
        House::SetUp();
        if (IsSkipped()) return;
        auto now = clock.now().us / 1'000'000 + 8 * 3600;
        clock.advance(std::chrono::seconds{86'400 - now % 86'400 + 10 * 3600});
    }
    void answer(const std::string& conversation, const std::string& key) {
        auto said = as("ben").post("/conversations/" + conversation + "/messages",
                                   {{"client_key", key},
                                    {"kind", "reply"},
                                    {"text", "您好，马克杯还有现货，今天就能发出"}});
        ASSERT_EQ(said.status, 201) << said.body;
    }
    std::string claimed(const Caller& buyer, const std::string& key) {
        auto id = conversation_of(buyer, "在吗", key);
        as("ben").post("/conversations/" + id + "/claim");
        return id;
    }
    json::object limit(const json::value& month, std::string_view id) {
        for (auto& one : month.at("limits").as_array())
            if (one.at("limit").at("id").as_string() == id) return one.as_object();
        ADD_FAILURE() << id;
        return {};
    }
};

}  // namespace

TEST_P(Clocks, the_month_counts_answers_in_time_by_person_and_says_how_many_more_are_needed) {
    auto early = claimed(visitor(), "k1");
    clock.advance(20s);
    answer(early, "a1");
    auto late = claimed(visitor(), "k2");
    clock.advance(200s);
    answer(late, "a2");

    auto month = as("cleo").get("/clocks/month");
    ASSERT_EQ(month.status, 200) << month.body;
    auto rounds = limit(month.parsed(), "house_round");
    EXPECT_EQ(rounds.at("all").as_int64(), 2);
    EXPECT_EQ(rounds.at("in_time").as_int64(), 1);
    EXPECT_EQ(rounds.at("missing").as_int64(), 48);  // 49 of 50 is 98 %
    ASSERT_EQ(rounds.at("people").as_array().size(), 1u);
    EXPECT_EQ(rounds.at("people").at(0).at("id").as_string(), acme.ben);
    EXPECT_EQ(limit(month.parsed(), "house_30s").at("in_time").as_int64(), 1);
}

TEST_P(Clocks, a_day_that_has_passed_is_kept_and_stays_in_its_month) {
    answer(claimed(visitor(), "k1"), "a1");
    clock.advance(15h);
    settle();
    restart();  // nothing of it lives in the process, and a day ends every session
    auto month = as("cleo").get("/clocks/month");
    auto rounds = limit(month.parsed(), "house_round");
    EXPECT_EQ(rounds.at("all").as_int64(), 1) << month.body;
    EXPECT_EQ(rounds.at("days").as_array().size(), 1u);
    clock.advance(24h);
    settle();
    restart();
    EXPECT_EQ(limit(as("cleo").get("/clocks/month").parsed(), "house_round").at("all").as_int64(),
              1);
}

TEST_P(Clocks, an_agent_sees_their_own_figures_and_nobody_elses) {
    answer(claimed(visitor(), "k1"), "a1");
    auto own = as("ben").get("/clocks/month");
    EXPECT_TRUE(own.at("mine").as_bool());
    EXPECT_EQ(limit(own.parsed(), "house_round").at("all").as_int64(), 1);
    EXPECT_TRUE(limit(own.parsed(), "house_round").at("people").as_array().empty());
    EXPECT_EQ(limit(as("beth").get("/clocks/month").parsed(), "house_round").at("all").as_int64(),
              0);
    EXPECT_EQ(
        limit(as("rival.cleo").get("/clocks/month").parsed(), "house_round").at("all").as_int64(),
        0);
    EXPECT_EQ(as("ben").get("/clocks/month?month=2026-13").reason(), "bad_month");
}

TEST_P(Clocks, a_shop_chooses_its_marketplaces) {
    json::object ask{{"packs", {"douyin", "house"}},
                     {"greets", true},
                     {"greet_after_s", 15},
                     {"greeting", "您好，马上为您查看～"}};
    EXPECT_EQ(as("ben").put("/clocks", ask).status, 403);
    auto set = as("cleo").put("/clocks", ask);
    ASSERT_EQ(set.status, 200) << set.body;
    EXPECT_EQ(as("ben").get("/clocks").at("limits").as_array().size(), 3u);
    EXPECT_EQ(as("rival.ben").get("/clocks").at("limits").as_array().size(), 2u);
    ask["packs"] = json::array{"ebay"};
    EXPECT_EQ(as("cleo").put("/clocks", ask).reason(), "unknown_pack");
    ask["packs"] = json::array();
    ask["greet_after_s"] = 1;
    EXPECT_EQ(as("cleo").put("/clocks", ask).reason(), "out_of_range");
    ask["greet_after_s"] = 15;
    ask["greeting"] = "不知道，自己看";
    EXPECT_EQ(as("cleo").put("/clocks", ask).reason(), "stopped");
}

TEST_P(Clocks, the_house_greets_once_who_waits_and_is_not_counted_as_a_person) {
    json::object ask{{"packs", {"house", "pinduoduo"}},
                     {"greets", true},
                     {"greet_after_s", 15},
                     {"greeting", "您好，马上为您查看～"}};
    ASSERT_EQ(as("cleo").put("/clocks", ask).status, 200);
    auto ann = visitor();
    auto said = [&] { return ann.get("/visit/messages").body; };
    auto conversation = conversation_of(ann);
    clock.advance(14s);
    settle();
    EXPECT_FALSE(said().contains("马上为您查看"));
    clock.advance(1s);
    settle();
    EXPECT_TRUE(said().contains("马上为您查看"));
    auto shown = as("cleo").get("/conversations/" + conversation);
    EXPECT_GT(shown.number("waiting_since"), 0) << "still waits for a person";
    EXPECT_TRUE(shown.at("first_answered_at").is_null());
    auto count = shown.number("last_seq");
    clock.advance(60s);
    settle();
    EXPECT_EQ(as("cleo").get("/conversations/" + conversation).number("last_seq"), count) << "once";
    auto month = as("cleo").get("/clocks/month").parsed();
    EXPECT_EQ(limit(month, "house_30s").at("in_time").as_int64(), 1) << "anybody counts";
    EXPECT_EQ(limit(month, "pdd_3m").at("in_time").as_int64(), 0) << "only people count";
}

TEST_P(Clocks, nobody_is_greeted_who_has_been_answered_or_whose_shop_does_not_want_it) {
    auto quiet = visitor();
    auto alone = conversation_of(quiet);
    clock.advance(60s);
    settle();
    EXPECT_EQ(as("cleo").get("/conversations/" + alone).number("last_seq"), 1);
    json::object ask{{"packs", json::array{"house"}},
                     {"greets", true},
                     {"greet_after_s", 15},
                     {"greeting", "您好，马上为您查看～"}};
    ASSERT_EQ(as("cleo").put("/clocks", ask).status, 200);
    auto ann = visitor();
    answer(claimed(ann, "k1"), "a1");
    clock.advance(60s);
    settle();
    EXPECT_FALSE(ann.get("/visit/messages").body.contains("马上为您查看"));
}

IN_BOTH_ENGINES(Clocks);
