// The published plan in the queue: who keeps whom, who owns what was left; what is known of orders
// and wishes; a call that was asked for; how long a desk may be away.
#include "orders/sample.hpp"
#include "reception/reception.hpp"
#include "shifts/shifts.hpp"

namespace {

using json::object;

// Monday, 23 November 2026, in China.
constexpr std::int64_t monday = 20780;
kit::Time at(std::int64_t day, int hour, int minute = 0) {
    return kit::Time{} + std::chrono::days{day} + std::chrono::hours{hour - 8} +
           std::chrono::minutes{minute};
}

}  // namespace

class OnShift : public House {
protected:
    void SetUp() override {
        House::SetUp();
        if (!IsSkipped()) clock.set(at(monday, 8));
    }
    void TearDown() override {
        desks_.clear();
        House::TearDown();
    }
    void online(const std::string& name) {
        desks_.emplace_back(std::make_unique<LiveSocket>(as(name)));
        ASSERT_EQ(as(name).put("/me/status", {{"status", "online"}}).status, 200);
        settle();
    }
    // 早 9:30–18:30, 晚 13:30–23:00.
    void works(const std::string& person, std::int64_t day, const char* kind) {
        ASSERT_TRUE(store().write_now([&](kit::Work& work) {
            return shifts::put_published(work, acme.shop, {person}, day, {kind});
        }));
    }
    void on_leave(const std::string& name, const char* day) {
        auto asked =
            as(name).post("/leaves", {{"from_day", day}, {"to_day", day}, {"reason", "看病"}});
        ASSERT_EQ(asked.status, 201) << asked.body;
        ASSERT_EQ(as("cleo")
                      .put("/leaves/" + asked.text("id") + "/decision",
                           {{"approved", true}, {"note", ""}})
                      .status,
                  200);
    }
    std::string holder(const std::string& id) {
        return as("cleo").get("/conversations/" + id).text("assignee_name");
    }
    // Ben has served this buyer, and it is over.
    Caller served_by_ben() {
        auto ann = visitor();
        auto id = conversation_of(ann);
        EXPECT_EQ(as("ben").post("/conversations/" + id + "/claim").status, 201);
        as("ben").post("/conversations/" + id + "/messages",
                       {{"client_key", "r"}, {"kind", "reply"}, {"text", "您好，在的。"}});
        EXPECT_EQ(as("ben").post("/conversations/" + id + "/closure").status, 201);
        return ann;
    }
    std::string group(const char* name, const char* fact, const std::string& member) {
        auto made = as("cleo").post("/reception/groups", {{"name", name},
                                                          {"takes", {fact}},
                                                          {"members", {member}},
                                                          {"overflow_to", ""},
                                                          {"overflow_after_s", 0},
                                                          {"place", 1}});
        EXPECT_EQ(made.status, 201) << made.body;
        return made.text("id");
    }
    std::vector<std::unique_ptr<LiveSocket>> desks_;
};

TEST_P(OnShift, a_buyer_comes_back_to_who_served_them_only_while_that_one_is_on_shift) {
    auto ann = served_by_ben(), bea = served_by_ben(), cid = served_by_ben();
    online("beth");
    online("ben");
    auto comes_back = [&](const Caller& who) {
        auto id = conversation_of(who, "我又来了", "k2");
        settle();
        auto had = holder(id);
        EXPECT_EQ(as(had).post("/conversations/" + id + "/closure").status, 201);
        return had;
    };
    EXPECT_EQ(comes_back(ann), "ben") << "nobody is planned: nothing changes";
    works(acme.ben, monday, "late");
    works(acme.beth, monday, "early");
    clock.set(at(monday, 10));
    EXPECT_EQ(comes_back(bea), "beth") << "ben is here, but his shift begins at 13:30";
    clock.set(at(monday, 15));
    EXPECT_EQ(comes_back(cid), "ben");
}

TEST_P(OnShift, a_message_that_was_left_is_owned_by_somebody_who_works_before_it_is_due) {
    auto ann = served_by_ben(), bea = served_by_ben();
    conversation_of(ann, "没人吗", "k2");
    settle();
    EXPECT_EQ(ann.post("/visit/message_left").text("owner_name"), "ben")
        << "without a plan: who served them last";
    works(acme.beth, monday, "early");
    works(acme.beth, monday + 1, "early");
    works(acme.ben, monday + 2, "early");
    conversation_of(bea, "没人吗", "k2");
    settle();
    EXPECT_EQ(bea.post("/visit/message_left").text("owner_name"), "beth")
        << "ben is off until Wednesday, it is due tomorrow at eight";
}

TEST_P(OnShift, a_follow_up_is_promised_by_somebody_who_works_before_it_is_due) {
    auto id = conversation_of(visitor(), "明天给我答复");
    as("ben").post("/conversations/" + id + "/claim");
    works(acme.ben, monday, "late");
    works(acme.ben, monday + 1, "early");
    works(acme.beth, monday + 2, "early");
    auto ask = [&](const std::string& owner, kit::Time due) {
        return as("ben").post("/conversations/" + id + "/follow_ups",
                              {{"owner", owner}, {"words", "回复补发单号"}, {"due_at", due.us}});
    };
    auto off = ask(acme.beth, at(monday + 1, 12));
    EXPECT_EQ(off.reason(), "off_shift");
    EXPECT_EQ(off.text("field"), "owner");
    EXPECT_EQ(ask(acme.beth, at(monday + 2, 9, 30)).reason(), "off_shift")
        << "her shift begins when it is due";
    EXPECT_EQ(ask(acme.beth, at(monday + 2, 9, 31)).status, 201);
    EXPECT_EQ(ask(acme.beth, at(monday + 9, 12)).status, 201) << "nobody has planned that week yet";
    auto made = ask(acme.ben, at(monday + 1, 12));
    ASSERT_EQ(made.status, 201) << made.body;
    auto task = "/follow_ups/" + made.text("task.id");
    EXPECT_EQ(as("ben").patch(task, {{"owner", acme.beth}}).reason(), "off_shift");
    EXPECT_EQ(as("ben")
                  .patch(task, {{"owner", acme.beth}, {"due_at", at(monday + 2, 12).us}})
                  .text("owner_name"),
              "beth");
}

TEST_P(OnShift, what_its_owner_cannot_keep_is_passed_on_to_somebody_who_works) {
    auto id = conversation_of(visitor(), "中午前给我答复");
    as("ben").post("/conversations/" + id + "/claim");
    works(acme.ben, monday, "early");
    works(acme.beth, monday, "early");
    auto made = as("ben").post(
        "/conversations/" + id + "/follow_ups",
        {{"owner", acme.ben}, {"words", "回复补发单号"}, {"due_at", at(monday, 12).us}});
    ASSERT_EQ(made.status, 201) << made.body;
    on_leave("ben", "2026-11-23");
    clock.set(at(monday, 11, 44));
    settle();
    EXPECT_EQ(as("beth").get("/follow_ups").at("items").as_array().size(), 0u);
    LiveSocket beth(as("beth"));
    clock.set(at(monday, 11, 45));
    settle();
    EXPECT_EQ(as("beth").get("/follow_ups").text("items.0.task.id"), made.text("task.id"));
    EXPECT_TRUE(beth.event("follow_up_changed"));
    auto bens = as("ben").get("/follow_ups").body;
    EXPECT_FALSE(bens.contains(made.text("task.id"))) << bens;
    EXPECT_EQ(as("beth").get("/conversations/" + id).status, 200)
        << "who owns it may read what it is about";
    EXPECT_TRUE(as("beth")
                    .get("/conversations/" + id + "/messages")
                    .body.contains("【跟进转交】ben → beth"))
        << "and why";
}

// --- what is known of a buyer
// ---------------------------------------------------------------------------

TEST_P(OnShift, a_group_takes_buyers_by_the_state_of_their_order_and_the_shop_it_came_from) {
    group("物流", "order:shipped", acme.beth);
    group("小程序", "platform:miniapp", acme.ben);
    online("ben");
    online("beth");
    auto ann = visitor(), bea = visitor(), cid = visitor(), dan = visitor();
    auto bought = [&](const Caller& who, const char* number, const char* source,
                      orders::OrderState state) {
        auto order = sample(number);
        order.source = source;
        order.state = state;
        order.buyer.reset();
        order.contact = kit::Id<customers::Contact>{who.id};
        if (state == orders::OrderState::shipped) order.shipped_at = *order.paid_at + 1h;
        ASSERT_EQ(put(store(), acme.shop, order).outcome, orders::Outcome::added);
    };
    bought(ann, "SG1001", "api", orders::OrderState::shipped);
    bought(bea, "SG1002", "miniapp", orders::OrderState::paid);
    bought(dan, "20261122000188", "miniapp", orders::OrderState::paid);
    auto shipped = conversation_of(ann, "你好");
    settle();
    EXPECT_EQ(holder(shipped), "beth");
    auto mini = conversation_of(bea, "你好");
    settle();
    EXPECT_EQ(holder(mini), "ben");
    auto named = conversation_of(cid, "订单20261122000188什么情况");
    settle();
    EXPECT_EQ(holder(named), "ben")
        << "an order that is named says more than what they bought before";
}

TEST_P(OnShift, a_skill_is_needed_by_what_the_buyer_wants) {
    EXPECT_EQ(
        as("cleo")
            .put("/reception/skills/" + acme.beth, {{"skills", {"intent:refund", "order:late"}}})
            .status,
        200);
    EXPECT_EQ(
        as("cleo").put("/reception/skills/" + acme.ben, {{"skills", {"intent:nonsense"}}}).reason(),
        "unknown_fact");
    EXPECT_EQ(
        as("cleo").put("/reception/skills/" + acme.ben, {{"skills", {"order:lost"}}}).reason(),
        "unknown_fact");
    online("ben");
    online("beth");
    for (auto [text, who] : {std::pair("我要退款", "beth"), {"能退钱吗", "beth"}}) {
        auto id = conversation_of(visitor(), text);
        settle();
        EXPECT_EQ(holder(id), who) << text;
    }
    EXPECT_EQ(holder([&] {
                  auto id = conversation_of(visitor(), "开发票吗");
                  settle();
                  return id;
              }()),
              "ben")
        << "beth has more already";
}

TEST_P(OnShift, who_said_hello_first_is_sorted_when_they_say_what_they_want) {
    group("售后", "intent:refund", acme.beth);
    auto ann = visitor();
    auto id = conversation_of(ann, "在吗");
    settle();
    clock.advance(3s);
    conversation_of(ann, "我要退款", "k2");
    clock.advance(3s);
    settle();
    settle();
    online("ben");
    EXPECT_EQ(as("cleo").get("/conversations/" + id).text("state"), "waiting")
        << "beth's group, which never overflows";
    online("beth");
    EXPECT_EQ(holder(id), "beth");
}

// --- a call back
// ----------------------------------------------------------------------------------------

TEST_P(OnShift, a_buyer_asks_for_a_call_and_the_number_is_nowhere_but_in_the_vault) {
    auto ann = visitor();
    EXPECT_EQ(ann.post("/visit/call_back", {{"phone", "13812345678"}}).status, 404)
        << "nothing was said yet";
    auto id = conversation_of(ann, "想聊聊定制");
    settle();
    EXPECT_EQ(ann.post("/visit/call_back", {{"phone", "call me"}}).reason(), "bad_phone");
    works(acme.ben, monday, "late");
    works(acme.beth, monday, "early");
    auto asked = ann.post("/visit/call_back", {{"phone", "138 1234 5678"}, {"when", "morning"}});
    ASSERT_EQ(asked.status, 201) << asked.body;
    EXPECT_EQ(asked.text("owner_name"), "beth") << "who works this morning";
    EXPECT_EQ(asked.number("from_at"), at(monday, 9, 30).us);
    EXPECT_EQ(asked.number("due_at"), at(monday, 12).us);
    EXPECT_EQ(as("cleo").get("/conversations/" + id).text("state"), "closed")
        << "they need not wait any more";
    EXPECT_TRUE(ann.get("/visit/messages").body.contains("call_back|beth"));
    EXPECT_EQ(ann.post("/visit/call_back", {{"phone", "13812345678"}}).reason(), "asked_already");

    auto tasks = as("beth").get("/follow_ups");
    EXPECT_EQ(tasks.text("items.0.task.kind"), "call_back");
    EXPECT_EQ(tasks.text("items.0.phone.text"), "138****5678");
    EXPECT_FALSE(tasks.body.contains("12345678"));
    auto slip = tasks.text("items.0.phone.slip");
    auto seen = as("beth").post("/reveals", {{"slip", slip}, {"reason", "约定回电"}});
    ASSERT_EQ(seen.status, 201) << seen.body;
    EXPECT_EQ(seen.text("text"), "138 1234 5678");
    EXPECT_EQ(as("rival.beth").post("/reveals", {{"slip", slip}, {"reason", "约定回电"}}).status,
              404);

    clock.set(at(monday, 9, 30));
    settle();
    EXPECT_FALSE(as("beth").get("/follow_ups").at("items.0.task.reminded_at").is_null())
        << "when its time begins";
    auto task = "/follow_ups/" + tasks.text("items.0.task.id");
    EXPECT_EQ(as("beth").post(task + "/completion", {{"result", "已回电"}}).status, 201);
    clock.set(at(monday, 12, 1));
    settle();
    EXPECT_FALSE(as("cleo").get("/board").body.contains("follow_up_late"));
}

TEST_P(OnShift,
       a_call_asked_for_in_the_middle_of_a_chat_leaves_it_open_and_is_late_when_nobody_calls) {
    clock.set(at(monday, 14));
    online("ben");
    auto ann = visitor();
    auto id = conversation_of(ann, "在吗");
    settle();
    ASSERT_EQ(holder(id), "ben");
    auto asked = ann.post("/visit/call_back", {{"phone", "+86 13812345678"}, {"when", "soon"}});
    ASSERT_EQ(asked.status, 201) << asked.body;
    EXPECT_EQ(asked.text("owner_name"), "ben");
    EXPECT_NEAR(static_cast<double>(asked.number("due_at")), static_cast<double>(at(monday, 16).us),
                60e6);
    EXPECT_EQ(as("cleo").get("/conversations/" + id).text("state"), "assigned");
    clock.set(at(monday, 16, 1));
    settle();
    settle();
    EXPECT_TRUE(as("cleo").get("/board").body.contains("follow_up_late"));
}

// --- from a program to people: GB/T 47746—2026
// ---------------------------------------------------------------

TEST_P(OnShift, a_program_that_gives_up_brings_the_whole_story_and_the_buyer_is_told_their_place) {
    auto ann = visitor();
    auto id = conversation_of(ann, "转人工");
    auto given = store().write_now([&](kit::Work& work) {
        return reception::to_people(
            work, acme.shop, {id}, reception::Mandatory::refused,
            {"林晓 ✓", "20261122", "杯子碎了", "今天答复", "看过照片", "安排补发"});
    });
    ASSERT_TRUE(given);
    settle();
    EXPECT_EQ(ann.get("/visit/queue").number("place"), 1);
    auto seen = ann.get("/visit/messages").body;
    EXPECT_TRUE(seen.contains("to_people|2"));
    EXPECT_FALSE(seen.contains("看过照片")) << "the card is for colleagues";
    online("ben");
    EXPECT_EQ(holder(id), "ben");
    auto thread = as("ben").get("/conversations/" + id + "/messages").body;
    for (auto part : {"林晓", "20261122", "杯子碎了", "今天答复", "看过照片", "安排补发"})
        EXPECT_TRUE(thread.contains(part)) << part;
    EXPECT_TRUE(store().write_now([&](kit::Work& work) {
        return reception::to_people(work, rival.shop, {id}, reception::Mandatory::refused, {})
                   .error()
                   .code == kit::Code::not_found;
    }));
}

// --- grace
// ----------------------------------------------------------------------------------------------

TEST_P(OnShift, a_desk_may_be_away_for_as_long_as_the_shop_says) {
    EXPECT_EQ(as("ben").get("/desk_grace").number("seconds"), 90);
    EXPECT_EQ(as("ben").put("/desk_grace", {{"seconds", 30}}).status, 403);
    EXPECT_EQ(as("cleo").put("/desk_grace", {{"seconds", 9}}).reason(), "out_of_range");
    EXPECT_EQ(as("cleo").put("/desk_grace", {{"seconds", 91}}).reason(), "out_of_range")
        << "nobody waits longer for somebody who is gone";
    ASSERT_EQ(as("cleo").put("/desk_grace", {{"seconds", 30}}).number("seconds"), 30);
    EXPECT_EQ(as("rival.ben").get("/desk_grace").number("seconds"), 90);
    auto id = conversation_of(visitor());
    online("ben");
    EXPECT_EQ(holder(id), "ben");
    desks_.clear();
    auto is_away = [&] {
        return store().read_now(
            [&](kit::Work& work) { return team::is_away(work, acme.shop, {acme.ben}); });
    };
    for (int i = 0; i < 200 && !is_away(); ++i) std::this_thread::sleep_for(20ms);
    ASSERT_TRUE(is_away());
    clock.advance(25s);
    settle();
    EXPECT_EQ(holder(id), "ben") << "a reload";
    clock.advance(10s);
    settle();
    settle();
    EXPECT_EQ(as("cleo").get("/conversations/" + id).text("state"), "waiting");
}

IN_BOTH_ENGINES(OnShift);
