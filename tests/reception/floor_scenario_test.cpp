// The floor over real HTTP: groups and skills, silence, hand-overs, follow-ups, the board, the
// buyer's place.
#include "house.hpp"

namespace {

using json::object;

object rules() {
    return {{"silence_s", 180},     {"suspends_after", 2},  {"skill_wait_s", 60},
            {"keep_days", 7},       {"vip_start_s", 120},   {"emotion_start_s", 60},
            {"risk_start_s", 300},  {"repeat_start_s", 60}, {"alert_wait_s", 120},
            {"leave_after_s", 900}, {"offer_s", 60},        {"follow_up_h", 24},
            {"web_weight", 100}};
}
object card(const char* problem = "收到碎了，要补发") {
    return {{"identity", "林晓"},     {"order", "20261122"}, {"problem", problem},
            {"promised", "今天答复"}, {"tried", "核对照片"}, {"next_step", "安排补发"}};
}

class FloorOf : public House {
protected:
    void online(const std::string& name) {
        desks_.emplace_back(std::make_unique<LiveSocket>(as(name)));
        ASSERT_EQ(as(name).put("/me/status", {{"status", "online"}}).status, 200);
        settle();
    }
    std::string holder(const std::string& id) {
        return as("cleo").get("/conversations/" + id).text("assignee_name");
    }
    std::string state(const std::string& id) {
        return as("cleo").get("/conversations/" + id).text("state");
    }
    std::string group(const object& ask) {
        auto made = as("cleo").post("/reception/groups", ask);
        EXPECT_EQ(made.status, 201) << made.body;
        return made.text("id");
    }
    void pass(std::chrono::seconds time) {
        clock.advance(time);
        settle();
        settle();
    }
    // Time goes by in the steps in which the house looks.
    void pass_slowly(std::chrono::seconds time) {
        for (auto left = time; left > 0s; left -= 20s) pass(20s);
    }
    std::string said(const Caller& buyer, const char* text, const char* key = "k1") {
        return conversation_of(buyer, text, key);
    }
    std::vector<std::unique_ptr<LiveSocket>> desks_;

    void TearDown() override {
        desks_.clear();
        House::TearDown();
    }
};

}  // namespace

TEST_P(FloorOf, a_group_takes_what_it_names_and_others_help_when_it_is_late) {
    auto id = group({{"name", "售后"},
                     {"takes", {"word:退款"}},
                     {"members", {acme.beth}},
                     {"overflow_to", ""},
                     {"overflow_after_s", 60},
                     {"place", 1}});
    online("ben");
    auto refund = said(visitor(), "我要退款");
    auto hello = said(visitor(), "你好");
    settle();
    EXPECT_EQ(holder(hello), "ben");
    EXPECT_EQ(state(refund), "waiting") << "beth's group is not here yet";
    pass(61s);
    EXPECT_EQ(holder(refund), "ben");
    online("beth");
    auto again = said(visitor(), "退款");
    settle();
    EXPECT_EQ(holder(again), "beth");
    EXPECT_EQ(as("ben").get("/reception/groups").text("items.0.id"), id);
    EXPECT_EQ(as("cleo")
                  .put("/reception/groups/" + id, {{"name", "退换"},
                                                   {"takes", json::array()},
                                                   {"members", json::array()},
                                                   {"overflow_to", id},
                                                   {"overflow_after_s", 60},
                                                   {"place", 1}})
                  .reason(),
              "no_such_group");
    EXPECT_EQ(as("cleo")
                  .post("/reception/groups", {{"name", "售后"},
                                              {"takes", json::array()},
                                              {"members", json::array()},
                                              {"overflow_to", ""},
                                              {"overflow_after_s", 60},
                                              {"place", 1}})
                  .reason(),
              "name_taken");
    EXPECT_EQ(as("cleo")
                  .post("/reception/groups", {{"name", "x"},
                                              {"takes", {"colour:red"}},
                                              {"members", json::array()},
                                              {"overflow_to", ""},
                                              {"overflow_after_s", 60},
                                              {"place", 1}})
                  .reason(),
              "unknown_fact");
    EXPECT_EQ(as("rival.cleo").remove("/reception/groups/" + id).status, 404);
    EXPECT_EQ(as("cleo").remove("/reception/groups/" + id).status, 204);
}

TEST_P(FloorOf, who_has_the_skill_is_asked_first) {
    EXPECT_EQ(
        as("cleo").put("/reception/skills/" + acme.beth, {{"skills", {"language:en"}}}).status,
        200);
    EXPECT_EQ(
        as("cleo").put("/reception/skills/" + rival.beth, {{"skills", {"language:en"}}}).status,
        404);
    EXPECT_TRUE(as("ben").get("/reception/skills").body.contains("language:en"));
    online("ben");
    auto english = said(visitor(), "Where is my parcel?");
    settle();
    EXPECT_EQ(state(english), "waiting");
    online("beth");
    EXPECT_EQ(holder(english), "beth");
    auto chinese = said(visitor(), "在吗");
    settle();
    EXPECT_EQ(holder(chinese), "ben");
}

TEST_P(FloorOf, rules_of_the_queue_are_kept_within_sense) {
    EXPECT_EQ(as("ben").get("/reception/rules").number("silence_s"), 180);
    auto ask = rules();
    ask["silence_s"] = 5;
    EXPECT_EQ(as("cleo").put("/reception/rules", ask).reason(), "out_of_range");
    ask["silence_s"] = 90;
    EXPECT_EQ(as("cleo").put("/reception/rules", ask).status, 200);
    EXPECT_EQ(as("ben").get("/reception/rules").number("silence_s"), 90);
    EXPECT_EQ(as("rival.cleo").get("/reception/rules").number("silence_s"), 180);
}

TEST_P(FloorOf, a_buyer_whom_nobody_answers_goes_to_the_next_and_the_silent_one_is_busy_after_two) {
    online("ben");
    auto first = said(visitor(), "第一位"), second = said(visitor(), "第二位");
    settle();
    ASSERT_EQ(holder(first), "ben");
    ASSERT_EQ(holder(second), "ben");
    pass(181s);
    EXPECT_EQ(holder(first), "ben") << "nobody else is here";
    online("beth");
    pass(6s);
    EXPECT_EQ(holder(first), "beth");
    EXPECT_EQ(holder(second), "beth");
    EXPECT_TRUE(as("cleo").get("/people").body.contains("\"status\":\"busy\""));
    EXPECT_TRUE(as("cleo").get("/board").body.contains("silent_agent"));
}

TEST_P(FloorOf, busy_keeps_ones_own_buyers_and_takes_no_new_ones) {
    online("ben");
    auto ann = visitor();
    auto own = said(ann, "在吗");
    settle();
    as("ben").put("/me/status", {{"status", "busy"}});
    auto other = said(visitor(), "有人吗");
    said(ann, "还在吗", "k2");
    settle();
    EXPECT_EQ(holder(own), "ben");
    EXPECT_EQ(state(other), "waiting");
}

TEST_P(FloorOf, a_buyer_with_a_head_start_goes_before_those_who_came_a_little_earlier) {
    auto calm = said(visitor(), "在吗");
    clock.advance(10s);
    auto risky = said(visitor(), "再不退款我就打12315投诉");
    settle();
    EXPECT_EQ(as("ben").get("/conversations?view=waiting").text("items.0.id"), risky);
    as("dora").patch("/people/" + acme.ben, {{"capacity", 1}});
    online("ben");
    EXPECT_EQ(holder(risky), "ben");
    EXPECT_EQ(state(calm), "waiting");
}

TEST_P(FloorOf, a_buyer_hears_their_place_and_how_it_moves) {
    as("dora").patch("/people/" + acme.ben, {{"capacity", 1}});
    online("ben");
    auto first = said(visitor(), "一");
    settle();
    auto second = visitor(), third = visitor();
    said(second, "二");
    clock.advance(1s);
    LiveSocket window(third);
    said(third, "三");
    settle();
    auto place = window.event("queue_place");
    ASSERT_TRUE(place);
    EXPECT_EQ(place->at("place").as_int64(), 2);
    EXPECT_TRUE(place->at("is_open").as_bool());
    EXPECT_EQ(third.get("/visit/queue").number("place"), 2);
    EXPECT_EQ(third.get("/visit").number("queue.place"), 2);
    as("ben").post("/conversations/" + first + "/closure");
    settle();
    place = window.event("queue_place");
    ASSERT_TRUE(place);
    EXPECT_EQ(place->at("place").as_int64(), 1);
    EXPECT_EQ(nobody().get("/visit/queue").status, 401);
}

TEST_P(FloorOf, a_buyer_hears_that_their_conversation_was_taken) {
    auto ann = visitor();
    LiveSocket window(ann);
    auto id = said(ann, "在吗");
    online("ben");
    auto changed = window.event("conversation_changed");
    ASSERT_TRUE(changed);
    EXPECT_EQ(changed->at("assignee_name").as_string(), "ben");
    EXPECT_TRUE(changed->at("tags").as_array().empty());
    as("ben").put("/conversations/" + id + "/tags", {{"tags", {"难缠"}}});
    for (auto& frame : window.seen) EXPECT_FALSE(json::serialize(frame).contains("难缠"));
}

TEST_P(FloorOf, a_message_that_was_left_has_an_owner_and_a_time_and_its_answer_is_found_later) {
    auto ann = visitor();
    auto id = said(ann, "晚上没人吗？请明天回复我");
    settle();
    auto left = ann.post("/visit/message_left", {{"call_back", true}});
    ASSERT_EQ(left.status, 201) << left.body;
    EXPECT_FALSE(left.text("owner_name").empty());
    EXPECT_EQ(state(id), "closed");
    EXPECT_EQ(ann.post("/visit/message_left").reason(), "not_waiting");
    auto name = left.text("owner_name");
    auto tasks = as(name).get("/follow_ups");
    EXPECT_EQ(tasks.text("items.0.task.kind"), "call_back");
    EXPECT_EQ(tasks.text("items.0.task.conversation"), id);
    clock.advance(8h);
    ASSERT_EQ(as(name).remove("/conversations/" + id + "/closure").status, 200);
    auto answered = as(name).post("/conversations/" + id + "/messages",
                                  {{"client_key", "a"},
                                   {"kind", "reply"},
                                   {"text", "非常抱歉让您久等了，已经为您安排补发。"}});
    EXPECT_EQ(answered.status, 201) << answered.body;
    EXPECT_TRUE(ann.get("/visit/messages").body.contains("安排补发"));
    auto task = tasks.text("items.0.task.id");
    EXPECT_EQ(
        as("rival.cleo").post("/follow_ups/" + task + "/completion", {{"result", "x"}}).status,
        404);
    EXPECT_EQ(as(name).post("/follow_ups/" + task + "/completion", {{"result", "已补发"}}).status,
              201);
    EXPECT_EQ(as(name).get("/follow_ups").at("items").as_array().size(), 0u);
}

TEST_P(FloorOf, a_wait_with_nobody_here_becomes_a_message_with_an_owner_by_itself) {
    auto ann = visitor();
    auto id = said(ann, "有人吗");
    settle();
    pass_slowly(140s);
    EXPECT_EQ(state(id), "waiting");
    EXPECT_TRUE(as("cleo").get("/board").body.contains("nobody_here"));
    pass_slowly(800s);
    EXPECT_EQ(state(id), "closed");
    EXPECT_EQ(as("cleo").get("/follow_ups?whose=all").text("items.0.task.kind"), "message_left");
    EXPECT_EQ(as("ben").get("/follow_ups?whose=all").status, 403);
    EXPECT_TRUE(ann.get("/visit/messages").body.contains("left|"));
}

TEST_P(FloorOf, a_hand_over_to_a_person_is_offered_accepted_and_carries_its_card) {
    online("ben");
    online("beth");
    auto ann = visitor();
    auto id = said(ann, "订单2026112200017 碎了");
    settle();
    auto giver = holder(id), taker = giver == "ben" ? std::string("beth") : std::string("ben");
    auto taker_id = taker == "ben" ? acme.ben : acme.beth;
    auto known = as(giver).get("/conversations/" + id + "/hand_over_card");
    EXPECT_EQ(known.text("order"), "2026112200017");
    auto& desk = *desks_[taker == "ben" ? 0 : 1];
    EXPECT_EQ(as(taker).get("/conversations/" + id).status, 404) << "a colleague's conversation";
    auto offer = as(giver).post(
        "/conversations/" + id + "/hand_overs",
        {{"to_kind", "person"}, {"to_whom", taker_id}, {"reason", "熟悉补发"}, {"card", card()}});
    ASSERT_EQ(offer.status, 201) << offer.body;
    auto heard = desk.event("hand_over_changed");
    ASSERT_TRUE(heard);
    EXPECT_EQ(heard->at("offer").at("card").at("promised").as_string(), "今天答复");
    EXPECT_EQ(holder(id), giver) << "until somebody accepts";
    EXPECT_EQ(
        as(giver)
            .post("/conversations/" + id + "/hand_overs",
                  {{"to_kind", "person"}, {"to_whom", taker_id}, {"reason", "x"}, {"card", card()}})
            .reason(),
        "already_offered");
    EXPECT_EQ(as(taker).get("/hand_overs").text("items.0.offer.id"), offer.text("offer.id"));
    auto path = "/hand_overs/" + offer.text("offer.id");
    EXPECT_EQ(as(giver).post(path + "/acceptance").reason(), "not_offered_to_you");
    ASSERT_EQ(as(taker).post(path + "/acceptance").status, 201);
    EXPECT_EQ(holder(id), taker);
    EXPECT_TRUE(
        as(taker).get("/conversations/" + id + "/messages").body.contains("已承诺：今天答复"));
    auto told = ann.get("/visit/messages").body;
    EXPECT_TRUE(told.contains("transferred|" + giver + "|" + taker));
    EXPECT_FALSE(told.contains("熟悉补发"));
    EXPECT_EQ(as(taker).get("/conversations/" + id + "/hand_overs").text("items.0.offer.state"),
              "accepted");
    EXPECT_EQ(as(taker).post(path + "/acceptance").reason(), "offer_ended");
}

TEST_P(FloorOf, a_hand_over_declined_withdrawn_or_timed_out_stays_with_who_gave_it) {
    online("ben");
    auto id = said(visitor(), "在吗");
    settle();
    auto offer_to = [&](const char* kind, const std::string& whom) {
        return as("ben").post(
            "/conversations/" + id + "/hand_overs",
            {{"to_kind", kind}, {"to_whom", whom}, {"reason", "请帮忙"}, {"card", card()}});
    };
    auto after = group({{"name", "售后"},
                        {"takes", json::array()},
                        {"members", {acme.beth}},
                        {"overflow_to", ""},
                        {"overflow_after_s", 60},
                        {"place", 1}});
    auto to_group = offer_to("group", after);
    ASSERT_EQ(to_group.status, 201) << to_group.body;
    auto declined = as("beth").post("/hand_overs/" + to_group.text("offer.id") + "/refusal",
                                    {{"reason", "手上已满"}});
    EXPECT_EQ(declined.text("offer.state"), "declined");
    EXPECT_EQ(holder(id), "ben");
    auto to_role = offer_to("role", "lead");
    ASSERT_EQ(to_role.status, 201) << to_role.body;
    EXPECT_EQ(as("ben")
                  .post("/hand_overs/" + to_role.text("offer.id") + "/withdrawal")
                  .text("offer.state"),
              "withdrawn");
    auto again = offer_to("role", "lead");
    pass(61s);
    EXPECT_EQ(as("ben").get("/conversations/" + id + "/hand_overs").text("items.2.offer.state"),
              "expired");
    EXPECT_EQ(as("cleo").post("/hand_overs/" + again.text("offer.id") + "/acceptance").reason(),
              "offer_ended");
    EXPECT_EQ(holder(id), "ben");
    EXPECT_EQ(offer_to("person", acme.wade).reason(), "cannot_take_it");
    EXPECT_EQ(offer_to("person", rival.ben).reason(), "cannot_take_it");
    auto blank = as("ben").post(
        "/conversations/" + id + "/hand_overs",
        {{"to_kind", "role"}, {"to_whom", "lead"}, {"reason", "x"}, {"card", card("")}});
    EXPECT_EQ(blank.reason(), "required");
}

TEST_P(FloorOf, a_follow_up_has_one_owner_reminds_them_and_tells_the_lead_when_it_is_late) {
    auto id = said(visitor(), "明天给我答复");
    as("ben").post("/conversations/" + id + "/claim");
    auto due = (clock.now() + 1h).us;
    auto made = as("ben").post("/conversations/" + id + "/follow_ups",
                               {{"owner", acme.beth}, {"words", "回复补发单号"}, {"due_at", due}});
    ASSERT_EQ(made.status, 201) << made.body;
    auto task = "/follow_ups/" + made.text("task.id");
    EXPECT_EQ(made.text("owner_name"), "beth");
    EXPECT_EQ(as("ben")
                  .post("/conversations/" + id + "/follow_ups",
                        {{"owner", acme.beth}, {"words", "x"}, {"due_at", 5}})
                  .reason(),
              "out_of_range");
    EXPECT_EQ(as("ben").patch(task, {{"due_at", due}}).status, 404) << "beth's";
    LiveSocket beth(as("beth"));
    pass(46min);
    auto reminded = beth.event("follow_up_changed");
    ASSERT_TRUE(reminded);
    EXPECT_FALSE(reminded->at("task").at("reminded_at").is_null());
    pass(15min);
    EXPECT_TRUE(as("cleo").get("/board").body.contains("follow_up_late"));
    EXPECT_EQ(as("cleo").get("/board").number("follow_ups_late"), 1);
    EXPECT_EQ(as("cleo").patch(task, {{"owner", acme.ben}}).text("owner_name"), "ben");
    EXPECT_EQ(as("ben").post(task + "/completion", {{"result", "已告知"}}).status, 201);
    EXPECT_EQ(as("ben").post(task + "/completion", {{"result", "已告知"}}).reason(),
              "already_done");
    EXPECT_FALSE(as("cleo").get("/board").body.contains("follow_up_late"));
}

TEST_P(FloorOf, the_board_shows_the_floor_and_every_number_opens_its_conversations) {
    as("dora").patch("/people/" + acme.ben, {{"capacity", 1}});
    online("ben");
    auto with_ben = said(visitor(), "一");
    auto waits = said(visitor(), "二");
    settle();
    auto board = as("cleo").get("/board");
    EXPECT_EQ(board.number("waiting"), 1);
    EXPECT_EQ(board.number("open"), 1);
    EXPECT_EQ(board.number("owed"), 1);
    EXPECT_EQ(board.number("here"), 1);
    EXPECT_EQ(board.number("room"), 0);
    EXPECT_EQ(as("cleo").get("/board/conversations?of=waiting").text("items.0.id"), waits);
    EXPECT_EQ(
        as("cleo").get("/board/conversations?of=person&person=" + acme.ben).text("items.0.id"),
        with_ben);
    EXPECT_EQ(as("cleo").get("/board/conversations?of=person&person=" + rival.ben).status, 404);
    clock.advance(110s);
    EXPECT_EQ(as("cleo").get("/board").number("warning"), 1);
    EXPECT_EQ(as("cleo").get("/board/conversations?of=warning").text("items.0.id"), with_ben);
    clock.advance(80s);
    EXPECT_EQ(as("cleo").get("/board").number("broken"), 1);
    EXPECT_EQ(as("cleo").get("/board/conversations?of=broken").text("items.0.id"), with_ben);
    EXPECT_EQ(as("ben").get("/board").status, 403);
    EXPECT_EQ(as("rival.cleo").get("/board").number("waiting"), 0);
}

TEST_P(FloorOf, a_long_wait_is_an_alert_until_somebody_takes_it) {
    as("dora").patch("/people/" + acme.ben, {{"capacity", 0}});
    online("ben");
    LiveSocket cleo(as("cleo"));
    auto id = said(visitor(), "有人吗");
    settle();
    pass_slowly(140s);
    auto raised = cleo.event("alert_raised");
    ASSERT_TRUE(raised);
    EXPECT_EQ(raised->at("subject").as_string(), id);
    EXPECT_EQ(as("cleo").get("/board").at("alerts").as_array().size(), 1u);
    EXPECT_EQ(as("rival.cleo")
                  .post("/board/alerts/" + std::string(raised->at("id").as_string()) + "/end")
                  .status,
              404);
    as("cleo").post("/conversations/" + id + "/claim");
    pass(6s);
    EXPECT_EQ(as("cleo").get("/board").at("alerts").as_array().size(), 0u);
}

TEST_P(FloorOf, a_lead_whispers_takes_over_and_moves_many_at_once) {
    online("ben");
    auto ann = visitor();
    auto one = said(ann, "一"), two = said(visitor(), "二");
    settle();
    auto& ben = *desks_.front();
    ASSERT_EQ(as("cleo")
                  .post("/conversations/" + one + "/whispers", {{"text", "先致歉，再给方案"}})
                  .status,
              201);
    auto heard = ben.event("whispered");
    ASSERT_TRUE(heard);
    EXPECT_EQ(heard->at("from").as_string(), "cleo");
    EXPECT_FALSE(ann.get("/visit/messages").body.contains("先致歉"));
    EXPECT_EQ(as("ben").post("/conversations/" + one + "/whispers", {{"text", "x"}}).status, 403);
    auto moved = as("cleo").post(
        "/reassignments",
        {{"conversations", {one, two}}, {"to", acme.beth}, {"reason", "ben 去开会"}});
    ASSERT_EQ(moved.status, 201) << moved.body;
    EXPECT_EQ(moved.number("moved"), 2);
    EXPECT_EQ(holder(one), "beth");
    EXPECT_EQ(
        as("cleo")
            .post("/conversations/" + one + "/transfer", {{"to", acme.cleo}, {"reason", "接管"}})
            .status,
        201);
    EXPECT_EQ(holder(one), "cleo");
    as("ben").put("/me/status", {{"status", "busy"}});
    EXPECT_EQ(as("cleo")
                  .post("/reassignments", {{"conversations", {two}}, {"reason", "回到排队"}})
                  .number("moved"),
              1);
    settle();
    EXPECT_EQ(state(two), "waiting");
    EXPECT_EQ(as("cleo")
                  .put("/board/people/" + acme.ben + "/status", {{"status", "online"}})
                  .text("status"),
              "online");
    settle();
    EXPECT_EQ(holder(two), "ben");
}

TEST_P(FloorOf, an_agent_sees_own_waiting_and_former_conversations_and_no_others) {
    auto ann = visitor();
    auto id = said(ann, "在吗");
    EXPECT_EQ(as("beth").get("/conversations/" + id).status, 200) << "it waits";
    as("ben").post("/conversations/" + id + "/claim");
    for (auto path : {"", "/messages", "/hand_overs", "/hand_over_card"})
        EXPECT_EQ(as("beth").get("/conversations/" + id + path).status, 404) << path;
    EXPECT_EQ(as("beth")
                  .post("/conversations/" + id + "/messages",
                        {{"client_key", "x"}, {"kind", "reply"}, {"text", "您好"}})
                  .status,
              404);
    EXPECT_FALSE(as("beth").get("/conversations?view=all").body.contains(id));
    EXPECT_EQ(as("beth")
                  .get("/search?q=" + std::string("%E5%9C%A8%E5%90%97"))
                  .at("items")
                  .as_array()
                  .size(),
              0u);
    EXPECT_EQ(as("quinn").get("/conversations/" + id).status, 200) << "watches all";
    EXPECT_EQ(as("quinn")
                  .post("/conversations/" + id + "/messages",
                        {{"client_key", "x"}, {"kind", "reply"}, {"text", "您好"}})
                  .reason(),
              "not_your_conversation");
    LiveSocket beth(as("beth"), {{id, 0}});
    EXPECT_TRUE(beth.hears_nothing_of("message_sent")) << "no replay of a colleague's conversation";
    EXPECT_EQ(beth.call("POST", "/conversations/" + id + "/watch").at("status").as_int64(), 404);
    as("ben").post("/conversations/" + id + "/transfer", {{"to", acme.beth}, {"reason", "换班"}});
    EXPECT_EQ(as("ben").get("/conversations/" + id).status, 200) << "was part of it";
    EXPECT_TRUE(as("ben").get("/conversations?view=all").body.contains(id));
    as("beth").post("/conversations/" + id + "/closure");
    EXPECT_TRUE(as("ben").get("/conversations?view=closed").body.contains(id));
}

TEST_P(FloorOf, a_list_is_searched_before_it_is_cut_into_pages) {
    for (int i = 0; i < 4; ++i) {
        said(visitor(), i == 0 ? "找得到100%的杯子" : "别的");
        clock.advance(1s);
    }
    auto found = as("ben").get("/conversations?view=waiting&limit=2&q=100%25");
    EXPECT_EQ(found.at("items").as_array().size(), 1u) << found.body;
    EXPECT_EQ(as("ben")
                  .get("/conversations?view=all&limit=2&q=%E6%9D%AF%E5%AD%90")
                  .at("items")
                  .as_array()
                  .size(),
              1u);
    EXPECT_EQ(as("ben").get("/conversations?view=all&limit=2&q=__").at("items").as_array().size(),
              0u);
}

IN_BOTH_ENGINES(FloorOf);
