#include "house.hpp"

TEST_P(House, an_angry_buyer_shows_on_the_desk_and_nowhere_else) {
    auto ann = visitor();
    auto ben = as("ben");
    auto id = conversation_of(ann, "什么时候发货");
    ASSERT_EQ(ben.post("/conversations/" + id + "/claim").status, 201);
    LiveSocket desk(ben), window(ann);
    auto said = ann.post("/visit/messages",
                         {{"client_key", "a2"}, {"text", "你们就是骗子！再不发货我投诉！"}});
    ASSERT_EQ(said.status, 201);
    EXPECT_EQ(said.body.find("emotion"), std::string::npos) << said.body;

    auto felt = desk.event("emotion_felt");
    ASSERT_TRUE(felt);
    EXPECT_EQ(felt->at("emotion").at("kind").as_string(), "angry");
    auto alarm = desk.event("mood_alarm");
    ASSERT_TRUE(alarm);
    EXPECT_EQ(alarm->at("conversation").as_string(), id);
    EXPECT_TRUE(window.hears_nothing_of("emotion_felt"));

    auto row = ben.get("/conversations/" + id);
    EXPECT_EQ(row.text("emotion_kind"), "angry");
    EXPECT_GE(row.number("emotion_level"), 3);
    EXPECT_EQ(row.text("risk"), "threat");
    auto list = ben.get("/conversations/" + id + "/emotions");
    ASSERT_EQ(list.status, 200);
    EXPECT_EQ(list.text("items.0.emotion.causes.0.words"), "骗子");
    auto visit = ann.get("/visit");
    EXPECT_EQ(visit.text("conversation.emotion_kind"), "calm");
    EXPECT_EQ(visit.number("conversation.emotion_level"), 0);
    EXPECT_EQ(visit.text("conversation.risk"), "none");
}

TEST_P(House, strong_feeling_bans_emoji_from_the_answer) {
    auto ann = visitor();
    auto ben = as("ben");
    auto id = conversation_of(ann, "太让人失望了，彻底死心，再也不会买了！");
    ASSERT_EQ(ben.post("/conversations/" + id + "/claim").status, 201);
    auto answer = ben.post("/conversations/" + id + "/messages",
                           {{"client_key", "b1"},
                            {"kind", "reply"},
                            {"text", "非常抱歉，理解您的心情，我今天 18:00 前给您答复😊"}});
    EXPECT_EQ(answer.status, 409) << answer.body;
    EXPECT_NE(answer.body.find("tone.emoji_upset"), std::string::npos) << answer.body;
}

TEST_P(House, a_rival_shop_does_not_see_what_a_buyer_felt) {
    auto id = conversation_of(visitor(), "气死我了！！！");
    EXPECT_EQ(as("rival.dora").get("/conversations/" + id + "/emotions").status, 404);
}
