// Who works on a dispute, and how it is found again.
#include "aftersales/cases.hpp"
#include "disputes/disputes.hpp"

class OwnedDisputes : public Cases {
protected:
    std::string filed(const std::string& path, const std::string& number,
                      const std::string& who = "ben") {
        auto made =
            as(who).post(path + "/disputes", {{"platform", "jd"}, {"platform_number", number}});
        EXPECT_EQ(made.status, 201) << made.body;
        return made.text("id");
    }
    Answer give(const std::string& id, const std::string& person, const std::string& who = "ben",
                const json::object& more = {}) {
        json::object ask{{"person", person}};
        for (auto& [name, value] : more) ask[name] = value;
        return as(who).put("/disputes/" + id + "/assignee", ask);
    }
    std::string listed(const std::string& query, const std::string& who = "ben") {
        auto page = as(who).get("/disputes?" + query);
        EXPECT_EQ(page.status, 200) << page.body;
        std::string out;
        for (auto& one : page.at("items").as_array())
            out += std::string(one.at("platform_number").as_string()) + " ";
        return out;
    }
    std::string events(const std::string& id) {
        std::string out;
        for (auto& entry : as("ben").get("/disputes/" + id).at("history").as_array())
            out += std::string(entry.at("event").as_string()) + " ";
        return out;
    }
};

TEST_P(OwnedDisputes, one_is_taken_handed_over_and_let_go_each_step_in_its_history) {
    auto id = filed("/orders/" + order(), "JF-1");
    auto taken = give(id, acme.ben);
    ASSERT_EQ(taken.status, 200) << taken.body;
    EXPECT_EQ(taken.text("brief.assignee"), acme.ben);
    EXPECT_FALSE(taken.text("brief.assignee_name").empty());
    EXPECT_EQ(give(id, acme.ben).number("brief.version"), taken.number("brief.version"))
        << "the same again changes nothing";
    EXPECT_EQ(give(id, acme.beth, "cleo").text("brief.assignee"), acme.beth);
    EXPECT_EQ(give(id, "", "beth").text("brief.assignee"), "");
    EXPECT_EQ(events(id), "opened assigned assigned released ");
    auto history = as("ben").get("/disputes/" + id);
    EXPECT_FALSE(history.text("history.1.note").empty()) << "whom it was given to";
    EXPECT_EQ(history.text("brief.state"), "filed");
    EXPECT_EQ(history.number("clock.deadline_at"), taken.number("clock.deadline_at"))
        << "the clock does not care who works on it";
}

TEST_P(OwnedDisputes, of_two_who_take_it_at_once_the_second_is_told_that_it_changed) {
    auto id = filed("/orders/" + order(), "JF-1");
    auto version = as("ben").get("/disputes/" + id).number("brief.version");
    EXPECT_EQ(give(id, acme.ben, "ben", {{"version", version}}).status, 200);
    EXPECT_EQ(give(id, acme.beth, "beth", {{"version", version}}).reason(), "changed");
    EXPECT_EQ(as("ben").get("/disputes/" + id).text("brief.assignee"), acme.ben);
}

TEST_P(OwnedDisputes, only_those_who_may_work_on_it_give_and_take_it) {
    auto id = filed("/orders/" + order(), "JF-1");
    EXPECT_EQ(give(id, acme.wade).reason(), "cannot_take_it");
    EXPECT_EQ(give(id, rival.ben).status, 404);
    EXPECT_EQ(give(id, "nobody").status, 404);
    EXPECT_EQ(give(id, acme.ben, "wade").status, 403);
    EXPECT_EQ(give(id, rival.ben, "rival.ben").status, 404);
    EXPECT_EQ(as("wade").get("/disputes?q=JF-1").status, 403);
    EXPECT_EQ(nobody().get("/disputes?q=JF-1").status, 401);
    EXPECT_EQ(events(id), "opened ");
    EXPECT_EQ(as("ben").post("/disputes/" + id + "/steps", {{"event", "withdraw"}}).status, 201);
    EXPECT_EQ(give(id, acme.ben).reason(), "already_over");
}

TEST_P(OwnedDisputes, lists_show_mine_nobody_s_and_everybody_s_by_pages_too) {
    auto mine = filed("/orders/" + order("SG1"), "M1");
    auto mine_too = filed("/orders/" + order("SG2"), "M2");
    auto theirs = filed("/orders/" + order("SG3"), "T1");
    filed("/orders/" + order("SG4"), "N1");
    give(mine, acme.ben);
    give(mine_too, acme.ben);
    give(theirs, acme.beth);
    EXPECT_EQ(listed("owner=me"), "M1 M2 ");
    EXPECT_EQ(listed("owner=nobody"), "N1 ");
    EXPECT_EQ(listed("owner=anybody"), "M1 M2 T1 N1 ");
    EXPECT_EQ(listed(""), "M1 M2 T1 N1 ");
    EXPECT_EQ(listed("owner=me", "beth"), "T1 ");
    auto page = as("ben").get("/disputes?owner=me&limit=1");
    EXPECT_EQ(page.text("items.0.platform_number"), "M1");
    EXPECT_EQ(listed("owner=me&limit=1&after=" + page.text("next")), "M2 ");
    auto counts = as("ben").get("/disputes/counts");
    EXPECT_EQ(counts.number("mine"), 2);
    EXPECT_EQ(counts.number("unassigned"), 1);
    // It waits for the platform, and is over then: it stays theirs.
    as("cleo").post("/disputes/" + mine + "/rulings", {{"verdict", "seller"}});
    EXPECT_EQ(listed("view=platform&owner=me"), "M1 ");
    EXPECT_EQ(listed("view=platform&owner=nobody"), "");
    as("ben").post("/disputes/" + mine + "/steps", {{"event", "close"}});
    EXPECT_EQ(listed("view=over&owner=me"), "M1 ");
    EXPECT_EQ(listed("view=over&owner=me", "beth"), "");
    EXPECT_EQ(as("ben").get("/disputes/counts").number("mine"), 1);
}

TEST_P(OwnedDisputes, one_is_found_by_each_of_its_numbers_and_the_buyer_s_name_in_its_own_shop) {
    auto named = sample("SG77");
    named.buyer = "王小明";
    auto bought = put(store(), acme.shop, named).id.text;
    auto of = open(bought, "refund_received").text("id");
    step(of, "refuse", {{"note", "已影响二次销售"}});
    auto number = seen(of).brief.number;
    auto id = filed("/cases/" + of, "JF-2026-77");
    filed("/orders/" + order("SG78"), "ZZ-1");
    for (auto& word :
         {std::string("SG77"), std::string("JF-2026-77"), number, std::string("DP000001"),
          std::string("JF-2026"), std::string("%E5%B0%8F%E6%98%8E")}) {
        EXPECT_EQ(listed("q=" + word), "JF-2026-77 ") << word;
        EXPECT_EQ(listed("q=" + word, "rival.ben"), "") << word;
    }
    EXPECT_EQ(listed("q=%E5%BC%A0%E4%B8%89"), "");
    EXPECT_EQ(listed("q=%22%27%28%29%2A%3A"), "") << "signs of the engines' own languages";
    EXPECT_EQ(listed("q="), "JF-2026-77 ZZ-1 ");
    as("ben").post("/disputes/" + id + "/steps", {{"event", "withdraw"}});
    EXPECT_EQ(listed("q=JF-2026-77"), "JF-2026-77 ") << "also when it is over, whatever the view";
}

TEST_P(OwnedDisputes, the_owner_alone_hears_of_a_hand_over_a_deadline_and_new_evidence) {
    auto bought = order();
    auto of = open(bought, "refund_received").text("id");
    step(of, "refuse", {{"note", "已影响二次销售"}});
    auto id = filed("/cases/" + of, "JF-1");
    auto secret = as("ben").post("/orders/" + bought + "/case-links").text("secret");
    LiveSocket ben(as("ben")), beth(as("beth"));
    EXPECT_EQ(give(id, acme.ben).status, 200);  // what one took oneself is no news
    EXPECT_EQ(give(id, acme.beth).status, 200);
    auto heard = [](LiveSocket& desk) {
        auto got = desk.event("dispute_urged");
        return got ? std::string(got->at("why").as_string()) : "nothing";
    };
    EXPECT_EQ(heard(beth), "given");
    EXPECT_EQ(nobody()
                  .upload("/own-cases/" + secret + "/evidence/" + of + "?name=cup.txt",
                          "a crack, in words")
                  .status,
              201);
    settle();
    EXPECT_EQ(heard(beth), "evidence");
    EXPECT_EQ(as("beth").get("/disputes/" + id).text("history.3.event"), "buyer_evidence");
    EXPECT_EQ(as("beth").get("/disputes/" + id).text("history.3.note"), "cup.txt");
    as("ben").ask("POST", "/cases/" + of + "/evidence?name=report.txt", "weight 512 g",
                  {{"Content-Type", "text/plain"}});
    settle();
    EXPECT_EQ(events(id), "opened assigned assigned buyer_evidence ")
        << "what we show ourselves is no news";
    clock.advance(19h);
    settle();
    EXPECT_EQ(heard(beth), "warned");
    clock.advance(6h);
    settle();
    EXPECT_EQ(heard(beth), "missed");
    EXPECT_TRUE(ben.hears_nothing_of("dispute_urged"));
}

IN_BOTH_ENGINES(OwnedDisputes);
