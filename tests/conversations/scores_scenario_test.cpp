#include "house.hpp"

TEST_P(House, a_chat_is_scored_while_it_runs_with_a_reason_for_each_point_lost) {
    auto ann = visitor();
    auto ben = as("ben");
    auto id = conversation_of(ann, "收到的杯子碎了，太失望了");
    ASSERT_EQ(ben.post("/conversations/" + id + "/claim").status, 201);
    EXPECT_EQ(ben.get("/conversations/" + id + "/score").status, 404);
    clock.advance(45s);
    // No word of sympathy for somebody disappointed: held, and sent all the same.
    json::object reply{{"client_key", "b1"},
                       {"kind", "reply"},
                       {"text", "您好，今天 18:00 前为您补发，单号会短信给您。"}};
    EXPECT_EQ(ben.post("/conversations/" + id + "/messages", reply).reason(), "hold");
    clock.advance(4s);
    reply["held"] = true;
    auto said = ben.post("/conversations/" + id + "/messages", reply);
    ASSERT_EQ(said.status, 201) << said.body;
    auto score = ben.get("/conversations/" + id + "/score");
    ASSERT_EQ(score.status, 200) << score.body;
    EXPECT_NE(score.body.find("first_answer_slow"), std::string::npos) << score.body;
    EXPECT_NE(score.body.find("no_empathy"), std::string::npos) << score.body;
    EXPECT_LT(score.number("score.total"), 95);
    EXPECT_EQ(score.number("messages.0.seq"), said.number("seq"));
}

TEST_P(House, an_agent_sees_their_own_days_and_a_lead_the_team) {
    auto ann = visitor();
    auto ben = as("ben");
    auto id = conversation_of(ann, "几点发货");
    ASSERT_EQ(ben.post("/conversations/" + id + "/claim").status, 201);
    ASSERT_EQ(ben.post("/conversations/" + id + "/messages",
                       {{"client_key", "b1"},
                        {"kind", "reply"},
                        {"text", "您好，今天 17:00 前为您发出，请您留意短信。"}})
                  .status,
              201);
    ASSERT_EQ(ben.post("/conversations/" + id + "/closure").status, 201);
    settle();
    auto mine = ben.get("/scores/mine");
    ASSERT_EQ(mine.status, 200) << mine.body;
    EXPECT_EQ(mine.number("days.0.chats"), 1) << mine.body;
    EXPECT_EQ(ben.get("/scores").status, 403);
    auto team = as("cleo").get("/scores");
    ASSERT_EQ(team.status, 200) << team.body;
    EXPECT_EQ(team.text("people.0.person"), ben.id);
    EXPECT_EQ(as("cleo").get("/people/" + ben.id + "/scores").number("days.0.chats"), 1);
    EXPECT_EQ(as("rival.dora").get("/people/" + ben.id + "/scores").status, 404);
    EXPECT_EQ(as("rival.dora").get("/conversations/" + id + "/score").status, 404);
}
