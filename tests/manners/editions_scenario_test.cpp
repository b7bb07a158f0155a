// A shop's own pack over real HTTP: draft, test, trial, publish, schedule, undo; and that nothing
// leaves past the gate by any way there is.
#include "house.hpp"

namespace {

json::object own_rule(const std::string& words, const std::string& colour = "red") {
    return {{"id", "own.brand"},
            {"colour", colour},
            {"where", "anywhere"},
            {"mood", "any"},
            {"measure", "none"},
            {"at_least", 1},
            {"emotion_min", 0},
            {"hour_from", 0},
            {"hour_to", 0},
            {"disguised", true},
            {"even_quoted", false},
            {"even_negated", true},
            {"people_only", false},
            {"unless_repeated", false},
            {"phrases", json::array{json::object{{"words", words}}}},
            {"patterns", json::array()},
            {"except", json::array()},
            {"unless", json::array()},
            {"when_buyer", json::array()},
            {"reason_zh", "品牌名要写全称"},
            {"reason_en", "Write the brand in full"},
            {"source", ""}};
}
json::object changes(json::array off, json::array exceptions, json::array own) {
    return {
        {"off", std::move(off)}, {"exceptions", std::move(exceptions)}, {"own", std::move(own)}};
}
std::string colour_of(const Caller& who, const std::string& text) {
    return who.post("/manners/check", {{"text", text}}).text("colour");
}
// The lead who may mend the pack.
constexpr auto keeper = "dora";

}  // namespace

TEST_P(House, a_published_edition_judges_from_then_on_and_is_undone_by_an_earlier_one) {
    auto dora = as(keeper), ben = as("ben");
    EXPECT_EQ(colour_of(ben, "拾光家的杯子有货"), "green");
    auto draft = dora.put("/manners/draft",
                          {{"changes", changes({"refusal.opener"}, {}, {own_rule("拾光家")})}});
    ASSERT_EQ(draft.status, 200) << draft.body;
    EXPECT_EQ(draft.text("differences.0.kind"), "switched_off");
    EXPECT_EQ(colour_of(ben, "拾光家的杯子有货"), "green");  // a draft judges nobody
    auto tested = dora.post("/manners/draft/test", {{"text", "拾光家的杯子有货"}});
    EXPECT_EQ(tested.text("live.colour"), "green");
    EXPECT_EQ(tested.text("draft.colour"), "red");
    auto first = dora.post("/manners/draft/publication", {{"note", "品牌名"}});
    ASSERT_EQ(first.status, 201) << first.body;
    EXPECT_EQ(first.text("stands"), "live");
    EXPECT_EQ(colour_of(ben, "拾光家的杯子有货"), "red");
    EXPECT_EQ(colour_of(ben, "不含这个颜色的哦亲"), "green");
    EXPECT_TRUE(ben.get("/manners/pack").body.contains("own.brand"));
    EXPECT_EQ(colour_of(as("rival.ben"), "拾光家的杯子有货"), "green");

    dora.put("/manners/draft", {{"changes", changes({}, {}, {})}});
    ASSERT_EQ(dora.post("/manners/draft/publication", {{"note", "都不要了"}}).status, 201);
    EXPECT_EQ(colour_of(ben, "拾光家的杯子有货"), "green");
    auto undone =
        dora.post("/manners/editions/" + first.text("id") + "/restoration", {{"note", "还是要"}});
    ASSERT_EQ(undone.status, 201) << undone.body;
    EXPECT_EQ(undone.number("number"), 3);
    EXPECT_EQ(colour_of(ben, "拾光家的杯子有货"), "red");
    auto list = dora.get("/manners/editions");
    EXPECT_EQ(list.text("items.0.stands"), "live");
    EXPECT_EQ(list.text("items.2.author_name"), "dora");
    EXPECT_EQ(dora.post("/manners/restoration", {{"note", "回到出厂"}}).status, 201);
    EXPECT_EQ(colour_of(ben, "拾光家的杯子有货"), "green");
    EXPECT_TRUE(dora.get("/audit").body.contains("pack_published"));
}

TEST_P(House, an_exception_lets_words_pass_one_rule_only) {
    auto dora = as(keeper), ben = as("ben");
    EXPECT_EQ(colour_of(ben, "全网最低价"), "red");
    json::array exceptions{json::object{{"rule", "claim.absolute"}, {"words", "全网最低价"}}};
    dora.put("/manners/draft", {{"changes", changes({}, exceptions, {})}});
    ASSERT_EQ(dora.post("/manners/draft/publication", {{"note", "有凭据"}}).status, 201);
    EXPECT_EQ(colour_of(ben, "全网最低价"), "green");
    EXPECT_EQ(colour_of(ben, "全网最低价，加我微信"), "red");
}

TEST_P(House, the_learner_is_a_rule_that_a_shop_switches_off) {
    auto dora = as(keeper), ben = as("ben");
    const std::string text = "您家孩子随您吧怪不得学不会";
    auto verdict = ben.post("/manners/check", {{"text", text}});
    ASSERT_EQ(verdict.text("colour"), "red") << verdict.body;
    const auto rule = verdict.text("hits.0.rule");
    ASSERT_TRUE(rule.starts_with("learned.")) << rule;
    EXPECT_TRUE(dora.get("/manners/rules").body.contains('"' + rule + '"'));
    dora.put("/manners/draft", {{"changes", changes({json::string(rule)}, {}, {})}});
    auto tested = dora.post("/manners/draft/test", {{"text", text}});
    EXPECT_EQ(tested.text("live.colour"), "red");
    EXPECT_EQ(tested.text("draft.colour"), "green");
    ASSERT_EQ(dora.post("/manners/draft/publication", {{"note", "我们店常这么说"}}).status, 201);
    EXPECT_EQ(colour_of(ben, text), "green");
    EXPECT_EQ(colour_of(as("rival.ben"), text), "red");
}

TEST_P(House, a_scheduled_edition_starts_by_itself_and_may_be_withdrawn_before) {
    auto dora = as(keeper), ben = as("ben");
    auto in_an_hour = (clock.now() + std::chrono::hours{1}).us;
    dora.put("/manners/draft", {{"changes", changes({}, {}, {own_rule("拾光家")})}});
    auto later =
        dora.post("/manners/draft/publication", {{"note", "大促"}, {"starts_at", in_an_hour}});
    ASSERT_EQ(later.status, 201) << later.body;
    EXPECT_EQ(later.text("stands"), "scheduled");
    EXPECT_EQ(colour_of(ben, "拾光家的杯子有货"), "green");
    clock.advance(std::chrono::minutes{61});
    EXPECT_EQ(colour_of(ben, "拾光家的杯子有货"), "red");
    EXPECT_EQ(dora.post("/manners/editions/" + later.text("id") + "/withdrawal").status, 409);
}

TEST_P(House, a_draft_that_would_explode_is_refused_with_its_rule) {
    auto dora = as(keeper);
    auto rule = own_rule("x");
    rule["patterns"] = json::array{"((a{0,99}){0,99}){0,99}"};
    auto refused = dora.put("/manners/draft", {{"changes", changes({}, {}, {rule})}});
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(refused.reason(), "pattern_explodes");
    EXPECT_EQ(refused.text("field"), "own.brand");
    EXPECT_EQ(dora.put("/manners/draft", {{"changes", changes({"no.such"}, {}, {})}}).reason(),
              "unknown_rule");
    EXPECT_EQ(dora.post("/manners/draft/publication", {{"note", "x"}}).reason(), "no_draft");
    EXPECT_EQ(dora.remove("/manners/draft").status, 204);
}

TEST_P(House, a_draft_is_tried_on_old_chats_before_it_judges_anybody) {
    auto dora = as(keeper), ben = as("ben");
    auto ann = visitor();
    auto id = conversation_of(ann, "这款还有吗");
    ben.post("/conversations/" + id + "/claim");
    auto path = "/conversations/" + id + "/messages";
    ASSERT_EQ(
        ben.post(path,
                 {{"client_key", "b1"}, {"kind", "reply"}, {"text", "您好，拾光家的杯子有货"}})
            .status,
        201);
    ann.post("/visit/messages", {{"client_key", "a2"}, {"text", "好的谢谢"}});
    auto begun = dora.post("/manners/trials",
                           {{"changes", changes({}, {}, {own_rule("拾光家", "yellow")})}});
    ASSERT_EQ(begun.status, 201) << begun.body;
    settle();
    auto trial = dora.get("/manners/trials/" + begun.text("id"));
    EXPECT_EQ(trial.text("state"), "done") << trial.body;
    EXPECT_EQ(trial.number("judged"), 1);
    EXPECT_EQ(trial.number("total"), 1);
    EXPECT_EQ(trial.number("findings.yellow_after"), 1);
    EXPECT_EQ(trial.text("findings.rules.0.rule"), "own.brand");
    EXPECT_EQ(trial.number("findings.rules.0.suspects"), 1);  // the buyer thanked for it
    EXPECT_EQ(trial.text("findings.samples.0.words"), "拾光家");
    EXPECT_EQ(as("rival.dora").get("/manners/trials/" + begun.text("id")).status, 404);
}

TEST_P(House, what_was_stopped_is_kept_for_those_who_train) {
    auto dora = as(keeper), ben = as("ben");
    auto ann = visitor();
    auto id = conversation_of(ann, "能便宜点吗");
    ben.post("/conversations/" + id + "/claim");
    ben.post("/conversations/" + id + "/messages",
             {{"client_key", "r1"}, {"kind", "reply"}, {"text", "加我微-信canary"}});
    auto kept = dora.get("/manners/kept?colour=red");
    EXPECT_EQ(kept.text("items.0.text"), "加我微-信canary");
    EXPECT_EQ(kept.text("items.0.buyer_text"), "能便宜点吗");
    EXPECT_EQ(kept.text("items.0.person_name"), "ben");
    EXPECT_TRUE(kept.at("items.0.hits.0.hidden").as_bool());
    EXPECT_EQ(dora.get("/manners/rules").status, 200);
    EXPECT_EQ(ben.get("/manners/kept").status, 403);
    EXPECT_FALSE(as("rival.dora").get("/manners/kept").body.contains("canary"));
}

// Every way a message leaves: the desk, a script's text, the window of two messages, a card's
// title, a retry, an API token. None brings red to the buyer.
TEST_P(House, nothing_red_leaves_by_any_way) {
    auto ann = visitor();
    auto ben = as("ben");
    auto id = conversation_of(ann);
    ben.post("/conversations/" + id + "/claim");
    auto path = "/conversations/" + id + "/messages";
    LiveSocket window(ann), desk(ben);
    const auto stopped = [&](json::object words) {
        auto answer = ben.post(path, words);
        EXPECT_EQ(answer.reason(), "stopped") << answer.body;
    };
    json::object red{{"client_key", "r1"}, {"kind", "reply"}, {"text", "加我微信canary"}};
    stopped(red);
    red["held"] = true;
    stopped(red);  // a retry, and a client that says that it has waited
    auto over_live = desk.call(
        "POST", path, {{"client_key", "r2"}, {"kind", "reply"}, {"text", "加我微信canary"}});
    EXPECT_EQ(over_live.at("status").as_int64(), 422);
    stopped({{"client_key", "r3"},
             {"kind", "reply"},
             {"text", ""},
             {"card",
              {{"kind", "product"},
               {"title", "加我微信canary"},
               {"price", "1"},
               {"url", ""},
               {"picture", ""}}}});
    auto script =
        as("mia").post("/scripts", {{"code", "wx"}, {"title", "t"}, {"text", "加我微信canary"}});
    if (script.status == 201) {
        auto rendered = ben.get("/scripts/" + script.text("id") + "/rendering?conversation=" + id);
        stopped({{"client_key", "r4"}, {"kind", "reply"}, {"text", rendered.text("text")}});
    }
    ASSERT_EQ(
        ben.post(path, {{"client_key", "h1"}, {"kind", "reply"}, {"text", "您好，运费请转账到"}})
            .status,
        201);
    stopped({{"client_key", "h2"}, {"kind", "reply"}, {"text", "这个卡号canary"}});
    EXPECT_FALSE(ann.get("/visit/messages").body.contains("canary"));
    EXPECT_FALSE(ann.get("/visit").body.contains("canary"));
    while (auto event = window.event("message_sent", 300ms))
        EXPECT_FALSE(json::serialize(*event).contains("canary"));
}

IN_BOTH_ENGINES(House);
