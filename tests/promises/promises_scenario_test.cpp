#include <set>
#include <thread>

#include "orders/sample.hpp"
#include "promises/promises.hpp"
#include "said.hpp"

namespace {

class Promises : public House {
protected:
    void SetUp() override {
        House::SetUp();
        if (IsSkipped()) return;
        clock.set(said::at);  // Wednesday, 14:20 in Shanghai
        ann = visitor();
        chat = conversation_of(ann);
        ASSERT_EQ(as("ben").post("/conversations/" + chat + "/claim").status, 201);
    }
    void say(const std::string& text, const std::string& who = "ben") {
        json::object ask{
            {"client_key", "m" + std::to_string(++count)}, {"kind", "reply"}, {"text", text}};
        auto answer = as(who).post("/conversations/" + chat + "/messages", ask);
        if (answer.reason() == "hold") {  // a yellow light is waited out
            clock.advance(4s);
            ask["held"] = true;
            answer = as(who).post("/conversations/" + chat + "/messages", ask);
        }
        ASSERT_EQ(answer.status, 201) << answer.body;
        settle();
    }
    Answer strip(const std::string& who = "ben") {
        return as(who).get("/conversations/" + chat + "/promises");
    }
    std::size_t in_strip() { return strip().at("items").as_array().size(); }
    // A promise to answer by 18:00, confirmed; its path.
    std::string promised() {
        say("亲亲，今天18:00前回复您哈");
        auto path = "/promises/" + strip().text("items.0.id");
        EXPECT_EQ(as("ben").post(path + "/confirmation").status, 201);
        return path;
    }
    std::string state(const std::string& path) { return as("cleo").get(path).text("state"); }
    void pass(kit::Span time) {
        clock.advance(time);
        settle();
    }
    static std::int64_t today(int hour, int minute = 0) {
        return said::midnight + (hour * 60 + minute) * said::minute_us;
    }

    Caller ann;
    std::string chat;
    int count = 0;
};

TEST_P(Promises, what_an_agent_promises_is_offered_and_binds_with_one_click) {
    say("好的亲，今天18:00前回复您哈");
    auto list = strip();
    ASSERT_EQ(list.at("items").as_array().size(), 1u) << list.body;
    EXPECT_EQ(list.text("items.0.state"), "suggested");
    EXPECT_EQ(list.text("items.0.kind"), "reply");
    EXPECT_EQ(list.text("items.0.words"), "今天18:00前回复");
    EXPECT_EQ(list.number("items.0.due_at"), today(18));
    EXPECT_EQ(list.text("items.0.owner"), acme.ben);
    EXPECT_EQ(as("ben").get("/promises/counts").number("suggested"), 1);

    LiveSocket floor(as("cleo"));
    auto path = "/promises/" + list.text("items.0.id");
    auto bound =
        as("ben").post(path + "/confirmation", {{"version", list.number("items.0.version")}});
    ASSERT_EQ(bound.status, 201) << bound.body;
    EXPECT_EQ(bound.text("state"), "open");
    auto heard = floor.event("promise_changed");
    ASSERT_TRUE(heard);
    EXPECT_EQ(heard->at("state").as_string(), "open");
    // Confirmed twice is confirmed once; with another time it is over.
    EXPECT_EQ(as("ben").post(path + "/confirmation").number("version"), bound.number("version"));
    EXPECT_EQ(as("ben").post(path + "/confirmation", {{"due_at", today(19)}}).reason(),
              "not_suggested");
    EXPECT_EQ(as("ben").post(path + "/dismissal").reason(), "not_suggested");
    EXPECT_EQ(as("cleo").get("/promises?whose=all").text("items.0.owner_name"),
              as("ben").get("/session").text("person.name"));
}

TEST_P(Promises, small_talk_makes_none_and_the_same_words_make_one) {
    say("在的亲，有什么可以帮您");
    say("昨天已经给您发货了哦");
    EXPECT_EQ(in_strip(), 0u);
    say("今天18:00前回复您");
    say("放心，今天18点前给您回复");
    EXPECT_EQ(in_strip(), 1u) << "said twice";
    say("明天给您发货");
    EXPECT_EQ(in_strip(), 2u);
    // What a buyer says is no promise of ours.
    ann.post("/visit/messages", {{"client_key", "b9"}, {"text", "明天给您打电话"}});
    settle();
    EXPECT_EQ(in_strip(), 2u);
}

TEST_P(Promises, a_suggestion_is_dismissed_or_lapses_and_breaks_nothing) {
    say("今天18:00前回复您");
    auto path = "/promises/" + strip().text("items.0.id");
    auto gone = as("ben").post(path + "/dismissal");
    EXPECT_EQ(gone.text("state"), "dismissed");
    EXPECT_EQ(as("ben").post(path + "/dismissal").status, 201);
    EXPECT_EQ(as("ben").post(path + "/confirmation").reason(), "not_suggested");
    EXPECT_EQ(in_strip(), 0u);
    say("今天20:00前给您发货");
    auto other = "/promises/" + strip().text("items.0.id");
    pass(6h);
    EXPECT_EQ(state(other), "lapsed");
    EXPECT_EQ(as("cleo").get("/promises/counts?whose=all").number("overdue"), 0);
    EXPECT_EQ(as("cleo").get("/promises/counts?whose=all").number("broken"), 0);
}

TEST_P(Promises, a_vague_one_binds_only_with_a_time) {
    say("我尽快给您回复哈");
    auto path = "/promises/" + strip().text("items.0.id");
    EXPECT_TRUE(strip().at("items.0.due_at").is_null());
    EXPECT_EQ(as("ben").post(path + "/confirmation").reason(), "needs_time");
    EXPECT_EQ(as("ben").post(path + "/confirmation", {{"due_at", today(14)}}).reason(),
              "out_of_range");
    auto bound = as("ben").post(path + "/confirmation", {{"due_at", today(17)}, {"kind", "check"}});
    EXPECT_EQ(bound.number("due_at"), today(17));
    EXPECT_EQ(bound.text("kind"), "check");
}

TEST_P(Promises, is_warned_before_it_breaks_and_breaks_once_whatever_restarts) {
    auto path = promised();
    EXPECT_EQ(as("ben").get(path).number("warn_at"), today(17, 30));
    pass(3h);  // 17:20
    EXPECT_TRUE(as("ben").get(path).at("warned_at").is_null());
    restart();
    {
        LiveSocket desk(as("ben"));
        pass(11min);
        auto heard = desk.event("promise_changed");
        ASSERT_TRUE(heard);
        EXPECT_TRUE(heard->at("warned_at").is_int64());
    }
    EXPECT_EQ(as("ben").get("/promises/counts").number("soon"), 1);
    restart();
    pass(30min);  // past 18:00
    auto late = as("ben").get(path);
    EXPECT_EQ(late.text("state"), "broken");
    restart();
    pass(24h);
    auto later = as("ben").get(path);
    EXPECT_EQ(later.number("version"), late.number("version"));
    EXPECT_EQ(later.number("broken_at"), late.number("broken_at"));
    EXPECT_EQ(as("cleo").get("/promises?view=overdue&whose=all").at("items").as_array().size(), 1u);
    EXPECT_EQ(as("cleo").get("/promises/counts?whose=all").number("broken"), 1);
    EXPECT_EQ(as("ben").post(path + "/closure", {{"end", "kept"}}).reason(), "not_open");
    EXPECT_EQ(as("ben").post(path + "/closure", {{"end", "broken"}}).reason(), "required");
    auto told =
        as("ben").post(path + "/closure", {{"end", "broken"}, {"note", "晚了一小时，已道歉"}});
    EXPECT_EQ(told.status, 201) << told.body;
    EXPECT_EQ(as("ben").get("/promises?view=overdue").at("items").as_array().size(), 0u);
    EXPECT_EQ(as("ben").get("/promises?view=over").text("items.0.note"), "晚了一小时，已道歉");
}

TEST_P(Promises, two_houses_on_one_clock_break_it_once) {
    if (GetParam() != "postgres") GTEST_SKIP() << "two nodes need a common database";
    auto path = promised();
    app::House second(options, clock);
    second.start();
    clock.advance(5h);
    std::thread other([&] { second.jobs().run_due(); });
    settle();
    other.join();
    settle();
    auto late = as("ben").get(path);
    EXPECT_EQ(late.text("state"), "broken");
    EXPECT_EQ(late.number("version"), 3) << "found, confirmed, broken; the warning was slept over";
}

TEST_P(Promises, a_later_word_of_a_person_speaks_for_it_and_a_click_settles_it) {
    auto path = promised();
    say("还有其他可以帮您的吗");
    EXPECT_TRUE(as("ben").get(path).at("done_seen_at").is_null()) << "the same breath";
    clock.advance(10min);
    say("还在核实，今晚8点前回复您");
    EXPECT_TRUE(as("ben").get(path).at("done_seen_at").is_null())
        << "puts off what it does not answer";
    clock.advance(10min);
    say("核实好了，是仓库漏发");
    EXPECT_FALSE(as("ben").get(path).at("done_seen_at").is_null());
    EXPECT_EQ(state(path), "open") << "the ledger does not decide it";
    auto kept = as("ben").post(path + "/closure", {{"end", "kept"}, {"note", "漏发，已补"}});
    EXPECT_EQ(kept.text("state"), "kept");
    EXPECT_EQ(as("ben").post(path + "/closure", {{"end", "kept"}}).status, 201)
        << "again is the same";
    EXPECT_EQ(as("ben").post(path + "/closure", {{"end", "withdrawn"}, {"note", "x"}}).reason(),
              "is_over");
    pass(6h);
    EXPECT_EQ(state(path), "kept");
    EXPECT_EQ(as("ben").get("/promises/counts").number("kept"), 1);
}

TEST_P(Promises, one_that_was_seen_done_in_time_may_still_be_called_kept_after) {
    auto path = promised();
    clock.advance(10min);
    say("核实好了，是仓库漏发");
    pass(5h);
    EXPECT_EQ(state(path), "broken");
    EXPECT_EQ(as("ben").post(path + "/closure", {{"end", "kept"}}).text("state"), "kept");
}

TEST_P(Promises, goods_that_leave_speak_for_a_promise_to_ship) {
    auto order = put(store(), acme.shop, sample());
    auto made = store().write_now([&](kit::Work& work) {
        return promises::make(work, acme.shop,
                              {.cause = "t:1",
                               .kind = promises::PromiseKind::ship,
                               .words = "明天发货",
                               .due_at = work.now + 24h,
                               .owner = kit::Id<team::Person>{acme.ben},
                               .order = order.id});
    });
    ASSERT_TRUE(made);
    auto path = "/promises/" + as("ben").get("/promises").text("items.0.id");
    EXPECT_EQ(as("ben").get(path).text("order_number"), "SG1001");
    ASSERT_EQ(
        as("ben")
            .post("/orders/" + order.id.text + "/parcels", {{"carrier", "顺丰"}, {"number", "SF1"}})
            .status,
        201);
    settle();
    EXPECT_FALSE(as("ben").get(path).at("done_seen_at").is_null());
}

TEST_P(Promises, the_house_s_own_word_binds_at_once_and_once) {
    auto made = [&](kit::Span ahead) {
        return store().write_now([&](kit::Work& work) {
            return promises::make(work, acme.shop,
                                  {.cause = "case:1",
                                   .kind = promises::PromiseKind::refund,
                                   .words = "48小时内退款",
                                   .due_at = work.now + ahead,
                                   .conversation = kit::Id<conversations::Conversation>{chat}});
        });
    };
    auto first = made(48h);
    ASSERT_TRUE(first);
    EXPECT_EQ(first->state, promises::PromiseState::open);
    EXPECT_EQ(first->owner, kit::Id<team::Person>{acme.ben});
    EXPECT_EQ(made(1h)->id, first->id);
    store().write_now([&](kit::Work& work) {
        promises::settle(work, acme.shop, "case:1", promises::PromiseEnd::kept, "已退款");
        return 0;
    });
    EXPECT_EQ(state("/promises/" + first->id.text), "kept");
    store().write_now([&](kit::Work& work) {
        promises::settle(work, acme.shop, "case:1", promises::PromiseEnd::broken, "x");
        return 0;
    });
    EXPECT_EQ(state("/promises/" + first->id.text), "kept");
    auto none = store().write_now([&](kit::Work& work) {
        return promises::make(work, rival.shop,
                              {.cause = "case:2",
                               .words = "x",
                               .due_at = work.now + 1h,
                               .conversation = kit::Id<conversations::Conversation>{chat}});
    });
    EXPECT_FALSE(none);
}

TEST_P(Promises, what_the_house_says_by_itself_binds_it_without_a_click) {
    auto told = [&](const std::string& key, const std::string& text) {
        auto said = store().write_now([&](kit::Work& work) {
            return conversations::say_by_itself(work, acme.shop, {chat}, key, text);
        });
        ASSERT_TRUE(said) << said.error().reason;
        settle();
    };
    told("h1", "我们会尽快给您回复");
    EXPECT_EQ(in_strip(), 0u) << "a machine's vague words are manners";
    told("h2", "客服会在24小时内给您回复");
    ASSERT_EQ(in_strip(), 1u);
    EXPECT_EQ(strip().text("items.0.state"), "open");
    EXPECT_TRUE(strip().at("items.0.said_by").is_null());
    clock.advance(10min);
    told("h3", "您的包裹正在路上");
    EXPECT_TRUE(strip().at("items.0.done_seen_at").is_null())
        << "a machine's word is no person's answer";
}

TEST_P(Promises, an_owner_follows_the_hand_over_until_a_lead_chooses_one) {
    auto path = promised();
    ASSERT_EQ(
        as("ben")
            .post("/conversations/" + chat + "/transfer", {{"to", acme.beth}, {"reason", "换班"}})
            .status,
        201);
    settle();
    EXPECT_EQ(as("cleo").get(path).text("owner"), acme.beth);
    EXPECT_EQ(as("beth").get("/promises").at("items").as_array().size(), 1u);
    EXPECT_EQ(as("ben").get("/promises").at("items").as_array().size(), 0u);
    EXPECT_EQ(as("beth").patch(path, {{"owner", acme.ben}}).reason(), "leads_choose_owners");
    EXPECT_EQ(as("cleo").patch(path, {{"owner", acme.wade}}).reason(), "cannot_take_it");
    EXPECT_EQ(as("cleo").patch(path, {{"owner", rival.ben}}).status, 404);
    EXPECT_EQ(as("cleo").patch(path, {{"owner", acme.cleo}}).text("owner"), acme.cleo);
    ASSERT_EQ(
        as("beth")
            .post("/conversations/" + chat + "/transfer", {{"to", acme.ben}, {"reason", "换班"}})
            .status,
        201);
    settle();
    EXPECT_EQ(as("cleo").get(path).text("owner"), acme.cleo);
}

TEST_P(Promises, a_time_is_moved_and_who_comes_second_is_told) {
    auto path = promised();
    auto version = as("ben").get(path).number("version");
    auto moved = as("ben").patch(path, {{"due_at", today(20)}, {"version", version}});
    EXPECT_EQ(moved.number("due_at"), today(20)) << moved.body;
    EXPECT_EQ(as("cleo").patch(path, {{"due_at", today(21)}, {"version", version}}).reason(),
              "changed");
    EXPECT_EQ(as("cleo").post(path + "/closure", {{"end", "kept"}, {"version", version}}).reason(),
              "changed");
    pass(4h);  // 18:20, the first time has passed
    EXPECT_EQ(state(path), "open");
    pass(2h);
    EXPECT_EQ(state(path), "broken");
    EXPECT_EQ(as("ben").patch(path, {{"due_at", today(23)}}).reason(), "not_open");
}

TEST_P(Promises, are_seen_and_worked_on_by_whom_they_concern) {
    auto path = promised();
    EXPECT_EQ(as("beth").get(path).status, 404) << "a colleague's conversation";
    EXPECT_EQ(as("beth").post(path + "/closure", {{"end", "kept"}}).status, 404);
    EXPECT_EQ(as("quinn").get(path).status, 200) << "quality looks on";
    EXPECT_EQ(as("quinn").post(path + "/closure", {{"end", "kept"}}).reason(), "not_your_promise");
    EXPECT_EQ(as("ben").get("/promises?whose=all").reason(), "not_your_floor");
    EXPECT_EQ(as("ben").get("/promises/counts?whose=all").reason(), "not_your_floor");
    EXPECT_EQ(as("wade").get("/promises").status, 403);
    for (auto* who : {"rival.cleo", "rival.dora"}) {
        EXPECT_EQ(as(who).get(path).status, 404);
        EXPECT_EQ(as(who).post(path + "/confirmation").status, 404);
        EXPECT_EQ(as(who).post(path + "/dismissal").status, 404);
        EXPECT_EQ(as(who).patch(path, {{"due_at", today(20)}}).status, 404);
        EXPECT_EQ(as(who).post(path + "/closure", {{"end", "kept"}}).status, 404);
        EXPECT_EQ(strip(who).status, 404);
        EXPECT_EQ(as(who).get("/promises?whose=all").at("items").as_array().size(), 0u);
    }
    EXPECT_EQ(as("cleo")
                  .post(path + "/closure", {{"end", "withdrawn"}, {"note", "顾客撤单"}})
                  .text("closed_by_name"),
              as("cleo").get("/session").text("person.name"));
}

TEST_P(Promises, one_made_by_hand_binds_at_once) {
    auto made =
        as("ben").post("/conversations/" + chat + "/promises",
                       {{"kind", "call_back"}, {"words", "电话里答应的"}, {"due_at", today(16)}});
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(made.text("state"), "open");
    EXPECT_EQ(as("quinn")
                  .post("/conversations/" + chat + "/promises",
                        {{"kind", "other"}, {"words", "x"}, {"due_at", today(16)}})
                  .status,
              403);
    EXPECT_EQ(as("ben")
                  .post("/conversations/" + chat + "/promises",
                        {{"kind", "other"}, {"words", "x"}, {"due_at", today(1)}})
                  .reason(),
              "out_of_range");
}

TEST_P(Promises, warn_as_the_shop_sets_it) {
    EXPECT_EQ(as("ben").get("/promise_rules").number("warn_minutes"), 30);
    EXPECT_EQ(as("ben").put("/promise_rules", {{"warn_minutes", 60}, {"warn_percent", 0}}).status,
              403);
    EXPECT_EQ(as("cleo").put("/promise_rules", {{"warn_minutes", 0}, {"warn_percent", 0}}).reason(),
              "out_of_range");
    EXPECT_EQ(
        as("cleo").put("/promise_rules", {{"warn_minutes", 60}, {"warn_percent", 100}}).reason(),
        "out_of_range");
    ASSERT_EQ(as("cleo").put("/promise_rules", {{"warn_minutes", 60}, {"warn_percent", 0}}).status,
              200);
    EXPECT_EQ(as("rival.cleo").get("/promise_rules").number("warn_minutes"), 30);
    EXPECT_EQ(as("ben").get(promised()).number("warn_at"), today(17));
    ASSERT_EQ(as("cleo").put("/promise_rules", {{"warn_minutes", 90}, {"warn_percent", 0}}).status,
              200);
}

TEST_P(Promises, a_long_list_comes_in_pages_soonest_first) {
    store().write_now([&](kit::Work& work) {
        for (int i = 0; i < 7; ++i) {
            auto made = promises::make(work, acme.shop,
                                       {.cause = "p" + std::to_string(i),
                                        .words = std::to_string(i),
                                        .due_at = work.now + 1h * (i / 2 + 1),
                                        .owner = kit::Id<team::Person>{acme.ben}});
            EXPECT_TRUE(made);
        }
        return 0;
    });
    std::set<std::string> ids;
    std::string after;
    std::int64_t last = 0;
    for (int pages = 0; pages < 4; ++pages) {
        auto page = as("ben").get("/promises?limit=3" + (after.empty() ? "" : "&after=" + after));
        for (auto& one : page.at("items").as_array()) {
            ids.insert(std::string(one.at("id").as_string()));
            EXPECT_GE(one.at("due_at").as_int64(), last);
            last = one.at("due_at").as_int64();
        }
        if (page.at("next").is_null()) break;
        after = page.text("next");
    }
    EXPECT_EQ(ids.size(), 7u);
    EXPECT_EQ(as("ben").get("/promises?after=nonsense").reason(), "bad_cursor");
}

IN_BOTH_ENGINES(Promises);

}  // namespace
