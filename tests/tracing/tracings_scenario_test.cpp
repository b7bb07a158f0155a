// 查件 in the running house: opened by three, asked, answered or not, and what becomes of it.
#include "tracings.hpp"

TEST_P(Tracings, an_agent_looks_for_a_parcel_and_the_buyer_hears_of_every_step) {
    auto parcel = shipped();
    auto opened = opens(parcel, {{"words", "买家说两天没动了"}});
    ASSERT_EQ(opened.status, 201) << opened.body;
    auto id = opened.text("id");
    EXPECT_EQ(opened.text("brief.state"), "open");
    EXPECT_EQ(opened.text("brief.assignee_name"), "ben");
    EXPECT_TRUE(opened.text("brief.number").starts_with("TR261222"));
    settle();
    EXPECT_TRUE(was_told("已登记查件"));
    auto promised = (clock.now() + 5h).us;
    auto asked = speaks(id, "asked");
    ASSERT_EQ(asked.status, 201) << asked.body;
    EXPECT_EQ(asked.text("brief.state"), "asked");
    EXPECT_EQ(asked.number("brief.deadline_at"), (clock.now() + 24h).us / 1'000'000 * 1'000'000 +
                                                     asked.number("brief.deadline_at") % 1'000'000)
        << "within a second";
    settle();
    EXPECT_TRUE(was_told("已联系快递核实"));
    auto looking =
        speaks(id, "looking", {{"promised_by", promised}, {"said", "网点在找，今天 17 点前回电"}});
    ASSERT_EQ(looking.status, 201) << looking.body;
    EXPECT_EQ(looking.text("brief.state"), "answered");
    EXPECT_EQ(looking.number("brief.deadline_at"), promised) << "the courier's own word";
    EXPECT_EQ(looking.at("clock.by_word").as_bool(), true);
    EXPECT_EQ(looking.at("contacts").as_array().size(), 2u);
    settle();
    EXPECT_TRUE(was_told("快递已在查找"));
    EXPECT_FALSE(was_told("网点在找")) << "the log is the house's own";
    scan("ZT1", orders::ParcelState::in_transit);
    EXPECT_EQ(state(id), "answered") << "it never stood still, so nothing says that it moves again";
    auto found = speaks(id, "found");
    EXPECT_EQ(found.text("brief.state"), "moving");
    settle();
    EXPECT_TRUE(was_told("已恢复运输"));
    scan("ZT1", orders::ParcelState::delivered);
    EXPECT_EQ(state(id), "delivered");
    EXPECT_FALSE(was_told("快递反馈")) << "the notice of the delivery has said it";
    EXPECT_EQ(speaks(id, "asked").reason(), "already_over");
    EXPECT_EQ(as("ben").post("/tracings/" + id + "/steps", {{"event", "close"}}).reason(),
              "already_over");
    EXPECT_EQ(as("ben").get("/orders/" + order + "/tracings").text("items.0.id"), id);
}

// --- the word given to the buyer
// --------------------------------------------------------------------------------

TEST_P(Tracings, the_word_given_to_a_buyer_is_one_promise_and_is_kept_by_the_next_news) {
    auto opened = opens(shipped());
    auto id = opened.text("id");
    settle();
    restart();
    ann.port = port();
    settle();
    auto list = as("cleo").get("/promises?whose=all");
    ASSERT_EQ(list.at("items").as_array().size(), 1u)
        << "once, though the ledger also reads what was said: " << list.body;
    EXPECT_EQ(list.number("items.0.due_at"), opened.number("brief.deadline_at"));
    EXPECT_EQ(list.text("items.0.state"), "open");
    speaks(id, "asked");
    settle();
    EXPECT_TRUE(was_told("已联系快递核实"));
    auto over = as("cleo").get("/promises?whose=all&view=over");
    ASSERT_EQ(over.at("items").as_array().size(), 1u) << over.body;
    EXPECT_EQ(over.text("items.0.state"), "kept");
    EXPECT_TRUE(over.text("items.0.note").contains(opened.text("brief.number"))) << over.body;
}

TEST_P(Tracings, a_word_is_broken_when_nobody_tells_more_in_time_and_says_so_after) {
    auto id = opens(shipped()).text("id");
    settle();
    pass(5h);
    auto list = as("cleo").get("/promises?whose=all&view=overdue");
    ASSERT_EQ(list.at("items").as_array().size(), 1u) << list.body;
    speaks(id, "asked");
    settle();
    auto over = as("cleo").get("/promises?whose=all&view=over");
    EXPECT_EQ(over.text("items.0.state"), "broken") << over.body;
    EXPECT_TRUE(over.text("items.0.note").contains("超时后已告知")) << over.body;
}

TEST_P(Tracings, a_word_is_withdrawn_when_the_search_is_closed) {
    auto id = opens(shipped()).text("id");
    settle();
    ASSERT_EQ(as("ben").post("/tracings/" + id + "/steps", {{"event", "close"}}).status, 201);
    settle();
    auto over = as("cleo").get("/promises?whose=all&view=over");
    ASSERT_EQ(over.at("items").as_array().size(), 1u) << over.body;
    EXPECT_EQ(over.text("items.0.state"), "withdrawn");
}

TEST_P(Tracings, the_parcel_watch_opens_one_by_itself_once_and_its_scans_move_it) {
    auto parcel = shipped();
    pass(47h);
    EXPECT_EQ(as("ben").get("/tracings").at("items").as_array().size(), 0u);
    pass(2h);
    auto list = as("ben").get("/tracings?view=unassigned");
    ASSERT_EQ(list.at("items").as_array().size(), 1u) << list.body;
    auto id = list.text("items.0.id");
    EXPECT_EQ(list.text("items.0.opened_by"), "watch");
    EXPECT_TRUE(was_told("物流没有更新")) << "the notice of the parcel watch";
    EXPECT_FALSE(was_told("已登记查件")) << "and not a second one";
    EXPECT_EQ(opens(parcel).reason(), "open_tracing");
    restart();
    ann.port = port();
    settle();
    EXPECT_EQ(as("ben").get("/tracings").at("items").as_array().size(), 1u);
    // A scan of the same state says that it moves; silence after it opens the same one again.
    scan("ZT1", orders::ParcelState::packed);
    EXPECT_EQ(state(id), "moving");
    EXPECT_TRUE(was_told("已恢复运输"));
    pass(50h);
    EXPECT_EQ(state(id), "open");
    EXPECT_EQ(times(id, "silence"), 1);
    pass(1h);
    scan("ZT1", orders::ParcelState::delivered);
    EXPECT_EQ(state(id), "delivered");
    EXPECT_EQ(store().read_now([&](kit::Work& work) {
        return work.db.value<std::int64_t>("select count(*) from tracings").value_or(0);
    }),
              1);
}

TEST_P(Tracings,
       the_watch_leaves_parcels_at_the_pick_up_point_and_shops_that_do_not_want_it_alone) {
    shipped("SG1", "ZT1");
    scan("ZT1", orders::ParcelState::at_pickup_point);
    pass(8 * 24h);
    // Sessions end meanwhile: each later look is somebody else's.
    EXPECT_EQ(as("beth").get("/tracings").at("items").as_array().size(), 0u);
    json::object rules{{"ask_hours", 4},     {"answer_hours", 24}, {"watch_opens", false},
                       {"delay_budget", 0},  {"percent_day", 1},   {"percent_three", 3},
                       {"percent_longer", 5}};
    EXPECT_EQ(as("ben").put("/tracing_rules", rules).status, 403);
    ASSERT_EQ(as("mia").put("/tracing_rules", rules).status, 200);
    shipped("SG2", "ZT2");
    pass(72h);
    EXPECT_EQ(as("cleo").get("/tracings").at("items").as_array().size(), 0u);
    rules["answer_hours"] = 0;
    EXPECT_EQ(as("dora").put("/tracing_rules", rules).reason(), "out_of_range");
    EXPECT_EQ(as("cleo").get("/tracing_rules").number("answer_hours"), 24);
    EXPECT_EQ(as("rival.ben").get("/tracing_rules").at("watch_opens").as_bool(), true);
}

TEST_P(Tracings, a_missed_deadline_calls_a_lead_once_under_restarts_and_clock_jumps) {
    auto parcel = shipped();
    auto id = opens(parcel).text("id");
    speaks(id, "asked");
    settle();
    pass(23h);
    EXPECT_EQ(state(id), "asked");
    EXPECT_EQ(as("cleo").get("/tracings/counts").number("called"), 0);
    clock.advance(2h);
    restart();
    ann.port = port();
    settle();
    EXPECT_EQ(state(id), "unanswered");
    EXPECT_EQ(times(id, "time_passed"), 1);
    auto called = as("cleo").get("/tracings?view=called");
    ASSERT_EQ(called.at("items").as_array().size(), 1u);
    EXPECT_TRUE(called.at("items.0.calls_lead").as_bool());
    restart();
    ann.port = port();
    settle();
    pass(-30h);
    pass(31h);
    EXPECT_EQ(times(id, "time_passed"), 1);
    pass(6 * 24h);
    EXPECT_EQ(times(id, "time_passed"), 2) << "the law's seven days";
    EXPECT_EQ(state(id), "unanswered");
    pass(60 * 24h);
    EXPECT_EQ(times(id, "time_passed"), 2) << "no deadline is left";
}

TEST_P(Tracings, deadlines_that_two_nodes_see_at_once_are_acted_on_once) {
    auto id = opens(shipped()).text("id");
    clock.advance(5h);
    auto due = store().read_now([&](kit::Work& work) {
        return work.db
            .value<std::string>("select payload from jobs where kind = 'tracing.deadline'")
            .value_or("");
    });
    ASSERT_FALSE(due.empty());
    // The other node's copy of the same timer.
    store().write_now([&](kit::Work& work) {
        kit::schedule(work, "tracing.deadline", due, work.now, "another");
        return 0;
    });
    settle();
    EXPECT_EQ(times(id, "time_passed"), 1);
    EXPECT_EQ(state(id), "open");
}

TEST_P(Tracings, what_is_out_of_date_in_the_morning_is_not_told_and_nobody_is_woken) {
    auto parcel = shipped();
    clock.advance(10h + 30min);  // 22:30
    auto id = opens(parcel).text("id");
    settle();
    speaks(id, "asked");
    settle();
    EXPECT_EQ(told().size(), 0u);
    EXPECT_EQ(seen(id).history.at(0).news, tracing::News::outdated);
    EXPECT_EQ(seen(id).history.at(1).news, tracing::News::waiting);
    pass(9h + 31min);  // 8:01
    ASSERT_EQ(told().size(), 1u);
    EXPECT_TRUE(was_told("已联系快递核实"));
    EXPECT_EQ(seen(id).history.at(1).news, tracing::News::sent);
    EXPECT_FALSE(seen(id).history.at(1).news_text.empty());
}

TEST_P(Tracings, a_lost_parcel_becomes_a_case_with_the_link_both_ways) {
    auto parcel = shipped();
    auto id = opens(parcel).text("id");
    EXPECT_EQ(as("ben")
                  .post("/tracings/" + id + "/cases",
                        {{"client_key", "c1"}, {"kind", "price_protection"}})
                  .reason(),
              "no_remedy");
    ASSERT_EQ(speaks(id, "lost").text("brief.state"), "lost");
    settle();
    EXPECT_TRUE(was_told("补发或退款"));
    auto made =
        as("ben").post("/tracings/" + id + "/cases", {{"client_key", "c1"}, {"kind", "resend"}});
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(made.text("brief.state"), "settled");
    auto of = as("ben").get("/cases/" + made.text("brief.case_id"));
    EXPECT_EQ(of.text("brief.kind"), "resend");
    EXPECT_EQ(of.text("brief.reason"), "not_received");
    EXPECT_TRUE(of.text("words").contains(made.text("brief.number")));
    EXPECT_EQ(
        as("ben").get("/cases/" + made.text("brief.case_id") + "/tracings").text("items.0.id"), id);
    EXPECT_EQ(as("ben")
                  .post("/tracings/" + id + "/cases", {{"client_key", "c2"}, {"kind", "resend"}})
                  .reason(),
              "has_case");
    settle();
    EXPECT_TRUE(was_told(of.text("brief.number")));
    EXPECT_EQ(opens(parcel).status, 201) << "the parcel may be looked for again";
}

TEST_P(Tracings, a_case_beside_a_search_that_goes_on_and_one_that_cannot_be_opened) {
    auto id = opens(shipped()).text("id");
    auto made = as("ben").post("/tracings/" + id + "/cases",
                               {{"client_key", "c1"}, {"kind", "refund_unreceived"}});
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(made.text("brief.state"), "open") << "the courier still owes an answer";
    EXPECT_EQ(times(id, "case_opened"), 1);
    auto other = opens(shipped("SG2", "ZT2")).text("id");
    ASSERT_EQ(as("ben")
                  .post("/cases", {{"client_key", "k"},
                                   {"order", order},
                                   {"kind", "resend"},
                                   {"reason", "late"},
                                   {"lines", json::array()}})
                  .status,
              201);
    EXPECT_EQ(as("ben")
                  .post("/tracings/" + other + "/cases", {{"client_key", "c"}, {"kind", "resend"}})
                  .reason(),
              "open_case");
    EXPECT_EQ(seen(other).brief.case_id, "");
    EXPECT_EQ(as("ben")
                  .post("/cases", {{"client_key", "t"},
                                   {"order", order},
                                   {"kind", "tracing"},
                                   {"reason", "late"},
                                   {"lines", json::array()}})
                  .reason(),
              "traced_elsewhere");
}

TEST_P(Tracings, refusals_have_reasons_and_write_nothing) {
    auto parcel = shipped();
    EXPECT_EQ(opens(kit::new_uuid({1})).status, 404);
    EXPECT_EQ(opens(parcel, {{"client_key", ""}}).reason(), "bad_client_key");
    EXPECT_EQ(opens(parcel, {{"conversation", kit::new_uuid({1})}}).status, 404);
    EXPECT_EQ(opens(parcel, {{"words", std::string(2001, 'x')}}).reason(), "too_long");
    auto first = opens(parcel, {{"client_key", "same"}});
    auto id = first.text("id");
    EXPECT_EQ(opens(parcel, {{"client_key", "same"}}).text("id"), id)
        << "a retry is the same tracing";
    auto other = shipped("SG2", "ZT2");
    EXPECT_EQ(opens(other, {{"client_key", "same"}}).reason(), "key_reused");
    auto before = seen(id).brief.version;
    EXPECT_EQ(speaks(id, "lost", {{"promised_by", (clock.now() + 1h).us}}).reason(),
              "nothing_to_wait_for");
    EXPECT_EQ(speaks(id, "asked", {{"promised_by", (clock.now() - 1h).us}}).reason(),
              "in_the_past");
    EXPECT_EQ(speaks(id, "asked", {{"promised_by", (clock.now() + 31 * 24h).us}}).reason(),
              "too_far");
    EXPECT_EQ(speaks(id, "asked", {{"version", before - 1}}).reason(), "changed");
    EXPECT_EQ(speaks(id, "asked", {{"said", ""}}).status, 422);
    for (auto* event : {"time_passed", "silence"})
        EXPECT_EQ(as("ben").post("/tracings/" + id + "/steps", {{"event", event}}).status, 409)
            << event;
    EXPECT_EQ(as("ben").post("/tracings/" + id + "/steps", {{"event", "answer"}}).reason(),
              "not_now");
    EXPECT_EQ(seen(id).brief.version, before);
    EXPECT_EQ(seen(id).contacts.size(), 0u);
    EXPECT_EQ(speaks(id, "nobody_there", {{"said", "占线"}}).text("brief.state"), "open");
    auto answered = speaks(id, "looking");
    EXPECT_EQ(answered.text("brief.state"), "answered") << "question and answer in one call";
    EXPECT_EQ(times(id, "ask"), 1);
    EXPECT_EQ(as("ben")
                  .put("/tracings/" + id + "/assignee", {{"person", acme.beth}})
                  .text("brief.assignee_name"),
              "beth");
    EXPECT_EQ(as("ben").put("/tracings/" + id + "/assignee", {{"person", rival.ben}}).status, 404);
    EXPECT_EQ(as("ben").put("/tracings/" + id + "/assignee", {{"person", acme.wade}}).reason(),
              "cannot_take_it");
    EXPECT_EQ(as("ben").get("/tracings?after=x").reason(), "bad_cursor");
    EXPECT_EQ(
        as("ben")
            .post("/tracings/" + id + "/steps", {{"event", "withdraw"}, {"note", "买家说收到了"}})
            .text("brief.state"),
        "closed");
    EXPECT_EQ(as("ben").get("/tracings?view=over").text("items.0.id"), id);
    EXPECT_EQ(as("ben").get("/tracings?q=ZT1").text("items.0.id"), id);
}

TEST_P(Tracings, another_shop_sees_nothing_of_it) {
    auto parcel = shipped();
    auto id = opens(parcel).text("id");
    for (auto* who : {"rival.ben", "rival.dora"}) {
        EXPECT_EQ(as(who).get("/tracings/" + id).status, 404);
        EXPECT_EQ(as(who).get("/tracings").at("items").as_array().size(), 0u);
        EXPECT_EQ(as(who).get("/orders/" + order + "/tracings").status, 404);
        EXPECT_EQ(as(who).post("/tracings/" + id + "/steps", {{"event", "close"}}).status, 404);
        EXPECT_EQ(as(who)
                      .post("/tracings/" + id + "/cases", {{"client_key", "c"}, {"kind", "resend"}})
                      .status,
                  404);
        EXPECT_EQ(as(who).put("/tracings/" + id + "/assignee", {{"person", ""}}).status, 404);
        EXPECT_EQ(opens(parcel, {}, who).status, 404);
    }
    EXPECT_EQ(nobody().get("/tracings/" + id).status, 401);
    EXPECT_EQ(ann.get("/tracings/" + id).status, 403);
    EXPECT_EQ(state(id), "open");
}

TEST_P(Tracings, a_buyer_asks_by_the_link_of_their_order_and_follows_it) {
    auto parcel = shipped();
    auto secret = as("ben").post("/orders/" + order + "/case-links").text("secret");
    auto asks = [&](const std::string& by, const std::string& which,
                    const std::string& reason = "silent") {
        return nobody().post("/own-cases/" + by + "/tracings",
                             {{"parcel", which}, {"reason", reason}});
    };
    EXPECT_EQ(asks(secret, parcel).reason(), "still_moving");
    clock.advance(25h);
    auto asked = asks(secret, parcel);
    ASSERT_EQ(asked.status, 201) << asked.body;
    EXPECT_EQ(asks(secret, parcel).text("id"), asked.text("id")) << "twice is once";
    auto other = shipped("SG2", "ZT2");
    EXPECT_EQ(asks(secret, other, "damaged").status, 404) << "another order's parcel";
    EXPECT_EQ(asks(std::string(43, 'A'), parcel).status, 404);
    EXPECT_EQ(nobody().get("/own-cases/" + std::string(43, 'A') + "/tracings").status, 404);
    auto id = asked.text("id");
    EXPECT_EQ(speaks(id, "asked", {{"said", "内部话"}}, "beth").status, 201);
    auto look = nobody().get("/own-cases/" + secret + "/tracings");
    EXPECT_EQ(look.text("items.0.state"), "asked");
    for (auto* hidden : {"内部话", "beth", "中通客服", "assignee"})
        EXPECT_FALSE(look.body.contains(hidden)) << hidden;
    EXPECT_EQ(seen(id).brief.opened_by, tracing::TracingOpener::buyer);
}

TEST_P(Tracings, a_buyer_asks_on_the_tracking_page_by_number_and_tail) {
    auto parcel = shipped();
    clock.advance(25h);
    json::object proof{{"key", "acme"}, {"number", "SG1001"}, {"tail", "5678"}};
    auto look = nobody().post("/tracking/tracings", proof);
    ASSERT_EQ(look.status, 201) << look.body;
    EXPECT_EQ(look.at("items").as_array().size(), 0u);
    EXPECT_EQ(nobody().post("/tracking", proof).text("parcels.0.id"), parcel);
    auto question = proof;
    question["parcel"] = parcel;
    question["reason"] = "silent";
    auto asked = nobody().post("/tracking/questions", question);
    ASSERT_EQ(asked.status, 201) << asked.body;
    EXPECT_EQ(nobody().post("/tracking/tracings", proof).text("items.0.number"),
              asked.text("number"));
    question["tail"] = "0000";
    EXPECT_EQ(nobody().post("/tracking/questions", question).reason(), "no_such_order");
    question["tail"] = "5678";
    question["parcel"] = shipped("SG2", "ZT2");
    EXPECT_EQ(nobody().post("/tracking/questions", question).status, 404);
    auto delivered = shipped("SG3", "ZT3");
    scan("ZT3", orders::ParcelState::delivered);
    json::object never{{"key", "acme"},
                       {"number", "SG3"},
                       {"tail", "5678"},
                       {"parcel", delivered},
                       {"reason", "silent"}};
    EXPECT_EQ(nobody().post("/tracking/questions", never).reason(), "already_delivered");
    never["reason"] = "not_received";
    EXPECT_EQ(nobody().post("/tracking/questions", never).status, 201) << "signed for, by whom?";
}

TEST_P(Tracings, the_list_has_what_is_overdue_first_and_is_read_page_by_page) {
    std::vector<std::string> ids;
    for (int i = 0; i < 5; ++i) {
        ids.push_back(
            opens(shipped("SG" + std::to_string(i), "ZT" + std::to_string(i))).text("id"));
        clock.advance(1min);
    }
    speaks(ids[3], "asked", {{"promised_by", (clock.now() + 1h).us}});
    pass(2h);
    EXPECT_EQ(state(ids[3]), "unanswered");
    std::vector<std::string> order_of;
    std::string after;
    do {
        auto page = as("ben").get("/tracings?limit=2" +
                                  (after.empty() ? std::string() : "&after=" + after));
        for (auto& item : page.at("items").as_array())
            order_of.emplace_back(item.at("id").as_string());
        after = page.at("next").is_null() ? "" : page.text("next");
    } while (!after.empty());
    EXPECT_EQ(order_of, (std::vector<std::string>{ids[3], ids[0], ids[1], ids[2], ids[4]}));
    EXPECT_EQ(as("ben").get("/tracings?view=mine").at("items").as_array().size(), 5u);
    EXPECT_EQ(as("beth").get("/tracings?view=mine").at("items").as_array().size(), 0u);
    EXPECT_EQ(as("ben").get("/tracings/counts").number("open"), 5);
}

TEST_P(Tracings, desks_hear_when_one_moves) {
    auto parcel = shipped();
    LiveSocket beth(as("beth"));
    auto id = opens(parcel).text("id");
    auto heard = beth.event("tracing_changed");
    ASSERT_TRUE(heard);
    EXPECT_EQ(heard->at("id").as_string(), id);
}

IN_BOTH_ENGINES(Tracings);
