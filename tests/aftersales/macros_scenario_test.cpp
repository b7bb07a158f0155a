// Macros: money, words and tags in one commit, within the limit of whoever runs them.
#include "cases.hpp"

class Macros : public Cases {
protected:
    Caller ann;
    std::string chat, bought;
    void SetUp() override {
        Cases::SetUp();
        if (IsSkipped()) return;
        ann = visitor();
        chat = conversation_of(ann, "杯子收到碎了一点");
        as("ben").post("/conversations/" + chat + "/claim");
        auto of_ann = sample("M1001");
        of_ann.contact = kit::Id<customers::Contact>{ann.id};
        bought = put(store(), acme.shop, of_ann).id.text;
    }
    Answer macro(const json::object& more = {}, const std::string& who = "cleo") {
        json::object ask{
            {"name", "破损补偿"},
            {"money", "amount"},
            {"amount", 1200},
            {"kind", "partial_refund"},
            {"reason", "damaged"},
            {"script",
             "已为您申请补偿 {{refund.amount}}，订单 {{order.number}}，预计三天内原路退回。"},
            {"tags", {"破损", "已补偿"}}};
        for (auto& [name, value] : more) ask[name] = value;
        return as(who).post("/macros", ask);
    }
    Answer run(const std::string& id, const json::object& more = {},
               const std::string& who = "ben") {
        json::object ask{{"client_key", "r" + std::to_string(++runs_)}, {"conversation", chat}};
        for (auto& [name, value] : more) ask[name] = value;
        return as(who).post("/macros/" + id + "/runs", ask);
    }
    Answer previewed(const std::string& id, const std::string& who = "ben") {
        return as(who).get("/macros/" + id + "/preview?conversation=" + chat);
    }
    std::vector<std::string> said() {
        std::vector<std::string> out;
        auto page = as("ben").get("/conversations/" + chat + "/messages");
        for (auto& one : page.at("items").as_array())
            if (one.at("sender").as_string() == "agent")
                out.emplace_back(one.at("text").as_string());
        return out;
    }
    std::int64_t cases() { return as("ben").get("/cases/counts").number("open"); }
    int runs_ = 0;
};

TEST_P(Macros, money_words_and_tags_go_in_one_confirmation_and_are_in_the_history) {
    auto id = macro().text("id");
    auto preview = previewed(id);
    ASSERT_EQ(preview.status, 200) << preview.body;
    EXPECT_EQ(preview.number("amount"), 1200);
    EXPECT_EQ(preview.number("approvals_needed"), 0);
    EXPECT_EQ(preview.text("order_number"), "M1001");
    EXPECT_EQ(preview.text("line_title"), "月白马克杯") << "the dearest line, plates cost the same";
    EXPECT_EQ(preview.text("text"), "已为您申请补偿 ¥12.00，订单 M1001，预计三天内原路退回。");
    EXPECT_EQ(preview.text("verdict.colour"), "green");
    EXPECT_EQ(cases(), 0) << "looking does nothing";
    EXPECT_TRUE(said().empty());
    auto done = run(id, {{"amount", 1200}, {"version", preview.number("version")}});
    ASSERT_EQ(done.status, 201) << done.body;
    EXPECT_EQ(done.text("refund"), "approved") << "within the agent's limit";
    EXPECT_EQ(
        said(),
        (std::vector<std::string>{"已为您申请补偿 ¥12.00，订单 M1001，预计三天内原路退回。"}));
    auto at = seen(done.text("case_id"));
    EXPECT_EQ(at.brief.state, aftersales::CaseState::refunding);
    EXPECT_EQ(at.brief.tags, (std::vector<std::string>{"破损", "已补偿"}));
    EXPECT_EQ(at.conversation, chat);
    EXPECT_EQ(times(at.id.text, "macro"), 1);
    EXPECT_EQ(as("ben").get("/conversations/" + chat).at("tags").as_array().size(), 2u);
    EXPECT_NE(as("mia").get("/audit").body.find("macro.run"), std::string::npos);
    EXPECT_EQ(as("ben").get("/macros").number("items.0.uses"), 1);
}

TEST_P(Macros, the_same_key_runs_once_and_another_question_under_it_is_refused) {
    auto id = macro().text("id"), other = macro({{"name", "另一个"}}).text("id");
    auto first = run(id, {{"client_key", "once"}}), again = run(id, {{"client_key", "once"}});
    ASSERT_EQ(first.status, 201) << first.body;
    EXPECT_EQ(again.status, 201) << again.body;
    EXPECT_EQ(again.text("case_id"), first.text("case_id"));
    EXPECT_EQ(again.text("message"), first.text("message"));
    EXPECT_EQ(said().size(), 1u);
    EXPECT_EQ(cases(), 1);
    EXPECT_EQ(run(other, {{"client_key", "once"}}).reason(), "key_reused");
    EXPECT_EQ(run(id).reason(), "open_case") << "a new run meets the case of the first";
    EXPECT_EQ(said().size(), 1u) << "and says nothing";
}

TEST_P(Macros, above_the_runners_limit_the_refund_waits_for_a_lead_and_not_for_its_own_runner) {
    auto policy = as("mia").get("/case-policies/now").at("policy");
    policy.as_object()["agent_limit"] = 1000;
    ASSERT_EQ(as("mia").post("/case-policies", {{"based_on", 0}, {"policy", policy}}).status, 201);
    auto id = macro().text("id");
    EXPECT_EQ(previewed(id).number("approvals_needed"), 1);
    auto done = run(id);
    ASSERT_EQ(done.status, 201) << done.body;
    EXPECT_EQ(done.text("refund"), "requested");
    auto waiting = as("cleo").get("/refunds/waiting");
    ASSERT_EQ(waiting.at("items").as_array().size(), 1u);
    auto refund = waiting.text("items.0.refund.id");
    EXPECT_EQ(as("ben").post("/refunds/" + refund + "/approval").status, 403);
    EXPECT_EQ(as("cleo").post("/refunds/" + refund + "/approval").text("refunds.0.state"),
              "approved");
    auto own = macro({{"name", "主管用"}, {"tags", json::array()}, {"script", ""}}).text("id");
    auto plate = as("ben").get("/orders/" + bought).text("lines.1.id");
    auto led = run(own, {{"line", plate}}, "cleo");
    ASSERT_EQ(led.status, 201) << led.body;
    EXPECT_EQ(
        as("cleo")
            .post("/refunds/" + seen(led.text("case_id")).refunds.front().id.text + "/approval")
            .reason(),
        "own_request");
}

TEST_P(Macros, a_red_light_stops_all_of_it_and_nothing_is_written) {
    auto id = macro().text("id");
    EXPECT_EQ(macro({{"name", "粗话"}, {"script", "不行，这个不算售后"}}).reason(), "stopped")
        << "such a macro is not even kept";
    // The pack has become stricter since.
    store().write_now([&](kit::Work& work) {
        work.db.execute(
            "update after_macros set script = '不行，这个不算售后 {{refund.amount}}' where shop = ? and id = ?",
            acme.shop, id);
    });
    EXPECT_EQ(previewed(id).text("verdict.colour"), "red");
    auto stopped = run(id);
    EXPECT_EQ(stopped.reason(), "stopped") << stopped.body;
    EXPECT_EQ(stopped.text("detail.colour"), "red");
    EXPECT_EQ(cases(), 0);
    EXPECT_TRUE(said().empty());
    EXPECT_TRUE(as("ben").get("/conversations/" + chat).at("tags").as_array().empty());
    EXPECT_EQ(as("ben").get("/macros").number("items.0.uses"), 0);
}

TEST_P(Macros, a_yellow_light_holds_it_for_three_seconds) {
    auto id = macro({{"script", "过几天给您发"}}).text("id");
    EXPECT_EQ(run(id, {{"client_key", "y"}}).reason(), "hold");
    EXPECT_EQ(run(id, {{"client_key", "y"}, {"held", true}}).reason(), "hold") << "too early";
    EXPECT_EQ(cases(), 0);
    clock.advance(3s);
    EXPECT_EQ(run(id, {{"client_key", "y"}, {"held", true}}).status, 201);
    EXPECT_EQ(cases(), 1);
}

TEST_P(Macros, what_cannot_be_done_as_shown_is_not_done) {
    auto id = macro().text("id");
    EXPECT_EQ(run(id, {{"amount", 1100}}).reason(), "changed_meanwhile")
        << "another amount than the preview showed";
    EXPECT_EQ(run(id, {{"version", 7}}).reason(), "changed_meanwhile");
    auto lost = macro({{"name", "缺变量"}, {"script", "{{parcel.nothing}} 您好"}}).text("id");
    EXPECT_EQ(previewed(lost).text("missing.0"), "parcel.nothing");
    EXPECT_EQ(run(lost).reason(), "missing_fact");
    auto all = macro({{"name", "太多"}, {"amount", 9401}, {"script", ""}}).text("id");
    EXPECT_EQ(run(all).reason(), "above_the_rest");
    EXPECT_EQ(run(id, {{"order", order("OTHER")}}).reason(), "other_buyer");
    EXPECT_EQ(run(id, {{"line", "nothing"}}).reason(), "unknown_line");
    EXPECT_EQ(run(id, {}, "beth").status, 404) << "a colleague's chat";
    EXPECT_EQ(run(id, {}, "rival.ben").status, 404);
    EXPECT_EQ(previewed(id, "rival.ben").status, 404);
    EXPECT_EQ(cases(), 0);
    EXPECT_TRUE(said().empty());
}

TEST_P(Macros, it_may_give_a_percentage_assign_the_case_and_end_the_chat) {
    auto id =
        macro({{"money", "percent"}, {"percent", 10}, {"closes", true}, {"assign_to", acme.beth}})
            .text("id");
    auto done = run(id);
    ASSERT_EQ(done.status, 201) << done.body;
    EXPECT_EQ(done.number("amount"), 940) << "a tenth of what the mug cost";
    EXPECT_EQ(seen(done.text("case_id")).brief.assignee, acme.beth);
    EXPECT_EQ(as("ben").get("/conversations/" + chat).text("state"), "closed");
    EXPECT_EQ(run(id).reason(), "closed") << "nothing more is said there";
}

TEST_P(Macros, words_alone_need_no_order_and_money_needs_one) {
    auto words = macro({{"name", "致歉"}, {"money", "none"}, {"script", "非常抱歉给您添麻烦了。"}})
                     .text("id");
    auto bob = visitor();
    chat = conversation_of(bob);
    as("ben").post("/conversations/" + chat + "/claim");
    EXPECT_EQ(run(words).status, 201);
    EXPECT_EQ(run(macro().text("id")).reason(), "no_order");
}

TEST_P(Macros, leads_write_them_and_agents_only_run_them) {
    EXPECT_EQ(macro({}, "ben").status, 403);
    auto made = macro();
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(macro().reason(), "name_taken");
    json::object ask{
        {"name", "破损补偿"},  {"money", "percent"},    {"percent", 20}, {"kind", "compensation"},
        {"reason", "damaged"}, {"tags", json::array()}, {"version", 1}};
    auto changed = as("mia").put("/macros/" + made.text("id"), ask);
    EXPECT_EQ(changed.status, 200) << changed.body;
    EXPECT_EQ(changed.number("version"), 2);
    EXPECT_EQ(as("mia").put("/macros/" + made.text("id"), ask).reason(), "changed_meanwhile");
    EXPECT_EQ(as("rival.cleo").put("/macros/" + made.text("id"), ask).status, 404);
    EXPECT_EQ(as("ben").get("/macros").at("items").as_array().size(), 1u);
    EXPECT_EQ(as("rival.ben").get("/macros").at("items").as_array().size(), 0u);
    EXPECT_EQ(as("ben").remove("/macros/" + made.text("id")).status, 403);
    EXPECT_EQ(as("cleo").remove("/macros/" + made.text("id")).status, 204);
    EXPECT_EQ(as("ben").get("/macros").at("items").as_array().size(), 0u);
}

// A case may have been opened under the key that a run would use: the run is refused, and the house
// goes on.
TEST_P(Macros, a_run_whose_key_another_case_has_is_refused) {
    auto id = macro().text("id");
    auto key = "macro-" + acme.ben + "-taken";
    auto line = previewed(id).text("line");
    auto opened = as("ben").post("/cases", {{"client_key", key},
                                            {"order", bought},
                                            {"kind", "partial_refund"},
                                            {"reason", "damaged"},
                                            {"lines", {{{"line", line}, {"quantity", 1}}}},
                                            {"amount", 1200}});
    ASSERT_EQ(opened.status, 201) << opened.body;
    ASSERT_EQ(as("ben")
                  .post("/cases/" + opened.text("id") + "/steps",
                        {{"event", "refuse"}, {"note", "已协商"}})
                  .status,
              201);
    auto refused = run(id, {{"client_key", "taken"}});
    EXPECT_EQ(refused.reason(), "key_reused") << refused.body;
    EXPECT_TRUE(said().empty());
    EXPECT_EQ(as("ben").get("/macros").number("items.0.uses"), 0);
}

TEST_P(Macros, who_has_left_is_given_nothing) {
    EXPECT_EQ(macro({{"name", "甲"}, {"assign_to", acme.wade}}).reason(), "cannot_take_it")
        << "a warehouse works no cases";
    auto id = macro({{"assign_to", acme.beth}}).text("id");
    EXPECT_EQ(previewed(id).text("assign_name"), "beth");
    ASSERT_EQ(as("dora").post("/people/" + acme.beth + "/deactivation").status, 201);
    EXPECT_EQ(previewed(id).text("assign_name"), "");
    auto done = run(id);
    ASSERT_EQ(done.status, 201) << done.body;
    EXPECT_EQ(seen(done.text("case_id")).brief.assignee, acme.ben);
    EXPECT_EQ(as("ben")
                  .put("/cases/" + done.text("case_id") + "/assignee", {{"person", acme.beth}})
                  .reason(),
              "cannot_take_it");
}

IN_BOTH_ENGINES(Macros);
