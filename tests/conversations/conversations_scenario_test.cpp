#include "house.hpp"

TEST_P(House, a_conversation_knows_the_page_its_words_were_written_on) {
    auto ann = visitor();
    auto said = ann.post("/visit/messages",
                         {{"client_key", "p1"},
                          {"text", "这款有货吗"},
                          {"page", {{"url", "https://shop.example/mug"}, {"title", "马克杯"}}}});
    ASSERT_EQ(said.status, 201) << said.body;
    auto path = "/conversations/" + said.text("conversation");
    EXPECT_EQ(as("ben").get(path).text("page.url"), "https://shop.example/mug");
    ann.post("/visit/messages",
             {{"client_key", "p2"},
              {"text", "还有这款"},
              {"page", {{"url", "https://shop.example/vase"}, {"title", "花瓶"}}}});
    EXPECT_EQ(as("ben").get(path).text("page.title"), "花瓶");
    auto bad = ann.post("/visit/messages", {{"client_key", "p3"},
                                            {"text", "看这个"},
                                            {"page", {{"url", "javascript:x"}, {"title", ""}}}});
    EXPECT_EQ(bad.status, 422);
    EXPECT_EQ(bad.reason(), "bad_url");
}

TEST_P(House, a_buyer_is_answered_live_on_both_sides) {
    auto ann = visitor();
    auto ben = as("ben");
    auto id = conversation_of(ann, "杯子什么时候发货");
    ASSERT_EQ(ben.post("/conversations/" + id + "/claim").status, 201);

    LiveSocket window(ann), desk(ben);
    auto reply = ben.post(
        "/conversations/" + id + "/messages",
        {{"client_key", "b1"}, {"kind", "reply"}, {"text", "您好，今天 16:00 前为您发出。"}});
    ASSERT_EQ(reply.status, 201) << reply.body;
    auto heard = window.event("message_sent");
    ASSERT_TRUE(heard);
    EXPECT_EQ(heard->at("text").as_string(), "您好，今天 16:00 前为您发出。");

    auto sent =
        window.call("POST", "/visit/messages", {{"client_key", "a2"}, {"text", "好的谢谢"}});
    EXPECT_EQ(sent.at("status").as_int64(), 201);
    json::value seen;
    while (auto event = desk.event("message_sent")) {
        seen = *event;
        if (seen.at("text").as_string() == "好的谢谢") break;
    }
    EXPECT_EQ(seen.at("seq").as_int64(), sent.at("body").at("seq").as_int64());
    // An event carries the whole thing: the same as a fresh look.
    auto list = ben.get("/conversations/" + id + "/messages");
    EXPECT_EQ(list.at("items").as_array().back(), seen);
}

TEST_P(House, the_same_key_is_the_same_message_and_another_text_is_refused) {
    auto ann = visitor();
    auto first = ann.post("/visit/messages", {{"client_key", "k1"}, {"text", "在吗"}});
    auto again = ann.post("/visit/messages", {{"client_key", "k1"}, {"text", "在吗"}});
    EXPECT_EQ(first.at(""), again.at(""));
    auto other = ann.post("/visit/messages", {{"client_key", "k1"}, {"text", "别的话"}});
    EXPECT_EQ(other.status, 422);
    EXPECT_EQ(other.reason(), "key_reused");
    EXPECT_EQ(ann.get("/visit/messages").at("items").as_array().size(), 1u);
}

TEST_P(House, another_buyer_may_use_the_same_key_for_a_message_of_their_own) {
    auto ann = visitor(), bob = visitor();
    auto hers = ann.post("/visit/messages", {{"client_key", "k1"}, {"text", "我的秘密"}});
    auto his = bob.post("/visit/messages", {{"client_key", "k1"}, {"text", "你好"}});
    EXPECT_EQ(his.status, 201);
    EXPECT_EQ(his.text("text"), "你好");
    EXPECT_NE(his.text("id"), hers.text("id"));
}

TEST_P(House, missed_messages_come_before_live_ones_after_a_reconnect) {
    auto ann = visitor();
    auto ben = as("ben");
    auto id = conversation_of(ann);
    ben.post("/conversations/" + id + "/claim");
    for (int i = 0; i < 5; ++i)
        ASSERT_EQ(
            ben.post("/conversations/" + id + "/messages", {{"client_key", "b" + std::to_string(i)},
                                                            {"kind", "reply"},
                                                            {"text", "您好，在的。"}})
                .status,
            201);
    LiveSocket window(ann, {{id, 1}});
    std::int64_t last = 1;
    for (int i = 0; i < 6; ++i) {
        auto event = window.event("message_sent");
        ASSERT_TRUE(event);
        EXPECT_GT(event->at("seq").as_int64(), last);
        last = event->at("seq").as_int64();
    }
    EXPECT_EQ(last, 7);  // 1 the buyer's, 2 the claim, 3 … 7 the answers
}

TEST_P(House, a_note_never_reaches_the_buyer) {
    auto ann = visitor();
    auto ben = as("ben");
    auto id = conversation_of(ann);
    ben.post("/conversations/" + id + "/claim");
    LiveSocket window(ann);
    auto note =
        ben.post("/conversations/" + id + "/messages",
                 {{"client_key", "n1"}, {"kind", "note"}, {"text", "不行的话就找主管-canary"}});
    ASSERT_EQ(note.status, 201) << note.body;
    while (auto heard = window.event("message_sent", 300ms))
        EXPECT_FALSE(json::serialize(*heard).contains("canary"));
    EXPECT_FALSE(ann.get("/visit/messages").body.contains("canary"));
    EXPECT_FALSE(ann.get("/visit").body.contains("canary"));
    LiveSocket later(ann, {{id, 0}});
    for (auto& frame : later.seen) EXPECT_FALSE(json::serialize(frame).contains("canary"));
    EXPECT_TRUE(ben.get("/conversations/" + id + "/messages").body.contains("canary"));
}

TEST_P(House, red_text_is_stopped_and_a_lead_may_send_it_with_a_reason) {
    auto ann = visitor();
    auto ben = as("ben"), cleo = as("cleo");
    auto id = conversation_of(ann);
    ben.post("/conversations/" + id + "/claim");
    json::object red{{"client_key", "r1"}, {"kind", "reply"}, {"text", "不行，这个不算售后"}};
    auto stopped = ben.post("/conversations/" + id + "/messages", red);
    EXPECT_EQ(stopped.status, 422);
    EXPECT_EQ(stopped.reason(), "stopped");
    EXPECT_EQ(stopped.text("detail.colour"), "red");
    EXPECT_FALSE(stopped.text("detail.hits.0.reason").empty());
    red["override_reason"] = "客户要求原话";
    EXPECT_EQ(ben.post("/conversations/" + id + "/messages", red).status, 403);
    EXPECT_EQ(ann.get("/visit/messages").at("items").as_array().size(), 2u);
    EXPECT_EQ(cleo.post("/conversations/" + id + "/messages", red).status, 201);
    EXPECT_TRUE(as("dora").get("/audit").body.contains("gate_overridden"));
}

TEST_P(House, doubtful_text_waits_three_seconds) {
    auto ann = visitor();
    auto ben = as("ben");
    auto id = conversation_of(ann);
    ben.post("/conversations/" + id + "/claim");
    json::object yellow{{"client_key", "y1"}, {"kind", "reply"}, {"text", "过几天给您发"}};
    auto path = "/conversations/" + id + "/messages";
    EXPECT_EQ(ben.post(path, yellow).reason(), "hold");
    yellow["held"] = true;
    EXPECT_EQ(ben.post(path, yellow).reason(), "hold");  // too early
    clock.advance(3s);
    yellow["text"] = "到时通知您";
    EXPECT_EQ(ben.post(path, yellow).reason(), "hold");  // another text waits anew
    clock.advance(3s);
    EXPECT_EQ(ben.post(path, yellow).status, 201);
}

TEST_P(House, of_two_who_claim_at_once_one_wins_and_the_other_learns_who) {
    auto id = conversation_of(visitor());
    EXPECT_EQ(as("ben").post("/conversations/" + id + "/claim").status, 201);
    auto lost = as("beth").post("/conversations/" + id + "/claim");
    EXPECT_EQ(lost.status, 409);
    EXPECT_EQ(lost.reason(), "already_claimed");
    EXPECT_EQ(lost.text("detail.assignee_name"), "ben");
}

TEST_P(House, a_transfer_carries_its_reason_to_colleagues_only) {
    auto ann = visitor();
    auto id = conversation_of(ann);
    as("ben").post("/conversations/" + id + "/claim");
    auto moved = as("ben").post("/conversations/" + id + "/transfer",
                                {{"to", acme.beth}, {"reason", "客户生气了"}});
    ASSERT_EQ(moved.status, 201) << moved.body;
    EXPECT_EQ(moved.text("assignee_name"), "beth");
    EXPECT_FALSE(ann.get("/visit/messages").body.contains("生气"));
    EXPECT_TRUE(as("beth").get("/conversations/" + id + "/messages").body.contains("生气"));
    EXPECT_EQ(as("beth")
                  .post("/conversations/" + id + "/transfer", {{"to", acme.wade}, {"reason", "x"}})
                  .status,
              422);
    EXPECT_EQ(as("beth")
                  .post("/conversations/" + id + "/transfer", {{"to", rival.ben}, {"reason", "x"}})
                  .status,
              404);
}

TEST_P(House, a_closed_conversation_goes_on_when_the_buyer_writes_again_soon) {
    auto ann = visitor();
    auto id = conversation_of(ann);
    as("ben").post("/conversations/" + id + "/claim");
    EXPECT_EQ(as("ben").post("/conversations/" + id + "/closure").text("state"), "closed");
    EXPECT_EQ(as("ben")
                  .post("/conversations/" + id + "/messages",
                        {{"client_key", "c"}, {"kind", "reply"}, {"text", "您好"}})
                  .reason(),
              "closed");
    EXPECT_EQ(conversation_of(ann, "还有一个问题", "k2"), id);
    EXPECT_EQ(as("ben").get("/conversations/" + id).text("state"), "waiting");
    as("ben").post("/conversations/" + id + "/closure");
    clock.advance(25h);
    EXPECT_NE(conversation_of(ann, "又来了", "k3"), id);
}

TEST_P(House, search_finds_two_character_words_in_the_own_shop_only) {
    auto id = conversation_of(visitor(), "请问退货运费谁出");
    conversation_of(visitor("rival"), "退货要多久");
    auto found = as("ben").get("/search?q=%E8%BF%90%E8%B4%B9");  // 运费
    ASSERT_EQ(found.at("items").as_array().size(), 1u) << found.body;
    EXPECT_EQ(found.text("items.0.conversation"), id);
    EXPECT_EQ(found.at("items.0.marks.0"), json::value({4, 6}));
    EXPECT_EQ(as("ben").get("/search?q=%E9%80%80%E8%B4%A7").at("items").as_array().size(),
              1u);  // 退货
    EXPECT_EQ(as("ben").get("/search?q=%22%20OR%20*").status, 200);
}

TEST_P(House, scripts_are_filled_from_facts_and_show_what_is_missing) {
    auto ben = as("ben");
    auto id = conversation_of(visitor());
    auto made =
        ben.post("/scripts", {{"code", "hi"},
                              {"title", "问候"},
                              {"own", true},
                              {"text", "我是{{agent.name}}，{{shop.name}}，单号{{order.number}}"}});
    ASSERT_EQ(made.status, 201) << made.body;
    auto text = ben.get("/scripts/" + made.text("id") + "/rendering?conversation=" + id);
    EXPECT_EQ(text.text("text"), "我是ben，acme，单号【order.number】");
    EXPECT_EQ(text.text("missing.0"), "order.number");
    EXPECT_EQ(
        as("beth").get("/scripts/" + made.text("id") + "/rendering?conversation=" + id).status,
        404);
    EXPECT_EQ(ben.post("/scripts", {{"code", "all"}, {"title", "大家的"}, {"text", "您好"}}).status,
              403);
    EXPECT_EQ(as("cleo")
                  .post("/scripts", {{"code", "all"}, {"title", "大家的"}, {"text", "您好"}})
                  .status,
              201);
}

TEST_P(House, a_script_counts_how_often_it_was_chosen) {
    auto made = as("cleo").post("/scripts", {{"code", "hi"}, {"title", "问候"}, {"text", "您好"}});
    EXPECT_EQ(made.number("uses"), 0);
    EXPECT_EQ(as("ben").post("/scripts/" + made.text("id") + "/uses").number("uses"), 1);
    EXPECT_EQ(as("beth").post("/scripts/" + made.text("id") + "/uses").number("uses"), 2);
    EXPECT_EQ(as("ben").get("/scripts").number("items.0.uses"), 2);
    EXPECT_EQ(as("rival.ben").post("/scripts/" + made.text("id") + "/uses").status, 404);
}

TEST_P(House, read_marks_and_typing_reach_the_other_side) {
    auto ann = visitor();
    auto ben = as("ben");
    auto id = conversation_of(ann);
    ben.post("/conversations/" + id + "/claim");
    LiveSocket window(ann), desk(ben);
    EXPECT_EQ(ben.put("/conversations/" + id + "/read", {{"seq", 1}}).status, 204);
    auto mark = window.event("read_marked");
    ASSERT_TRUE(mark);
    EXPECT_EQ(mark->at("side").as_string(), "agent");
    window.call("PUT", "/visit/typing", {{"text", "我想问"}});
    auto typing = desk.event("typing");
    ASSERT_TRUE(typing);
    EXPECT_EQ(typing->at("text").as_string(), "我想问");
    desk.call("PUT", "/conversations/" + id + "/typing");
    EXPECT_TRUE(window.event("typing"));
}

IN_BOTH_ENGINES(House);
