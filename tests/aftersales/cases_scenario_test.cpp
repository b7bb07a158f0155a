#include <set>

#include "cases.hpp"

TEST_P(Cases, a_refund_before_dispatch_goes_from_request_to_proof) {
    auto id = order();
    auto opened = open(id, "refund_unshipped", {{"reason", "changed_mind"}});
    ASSERT_EQ(opened.status, 201) << opened.body;
    EXPECT_EQ(opened.text("brief.state"), "review");
    EXPECT_EQ(opened.number("brief.amount"), 19600) << "goods and freight: nothing was sent";
    EXPECT_EQ(opened.text("brief.number").substr(0, 8), "AS261223");
    auto at = opened.text("id");
    auto agreed = step(at, "agree");
    ASSERT_EQ(agreed.status, 201) << agreed.body;
    EXPECT_EQ(agreed.text("brief.state"), "refunding");
    EXPECT_EQ(agreed.text("refunds.0.state"), "approved") << "within the agent's limit";
    auto proved = as("ben").post("/refunds/" + agreed.text("refunds.0.id") + "/proof",
                                 {{"provider_id", "T1001"}, {"words", "原路退回，微信商户平台"}});
    ASSERT_EQ(proved.status, 201) << proved.body;
    EXPECT_EQ(proved.text("brief.state"), "success");
    EXPECT_EQ(as("ben").get("/orders/" + id).number("refunded"), 19600);
    auto again = as("ben").post("/refunds/" + agreed.text("refunds.0.id") + "/proof",
                                {{"provider_id", "T1002"}, {"words", "再来"}});
    EXPECT_EQ(again.reason(), "already_over");
    EXPECT_EQ(as("ben").get("/orders/" + id).number("refunded"), 19600);
}

TEST_P(Cases, a_case_is_explained_from_its_own_history) {
    auto opened = open(order(), "return_refund", {{"words", "杯口有裂纹"}});
    auto id = opened.text("id");
    step(id, "agree");
    step(id, "shipped_back", {{"carrier", "shunfeng"}, {"waybill", "SF100"}});
    as("ben").post("/cases/" + id + "/notes", {{"text", "买家说周末才能寄"}});
    auto seen = as("beth").get("/cases/" + id);
    std::vector<std::string> events;
    for (auto& entry : seen.at("history").as_array())
        events.emplace_back(entry.at("event").as_string());
    EXPECT_EQ(events, (std::vector<std::string>{"opened", "agree", "shipped_back", "note"}));
    EXPECT_EQ(seen.text("history.0.note"), "杯口有裂纹");
    EXPECT_EQ(seen.text("history.1.who_name"), "ben");
    EXPECT_EQ(seen.text("history.1.to_state"), "wait_buyer_return");
    EXPECT_GT(seen.number("history.1.deadline_at"), 0);
    EXPECT_EQ(seen.text("rail.0.state"), "review");
    EXPECT_EQ(seen.text("clock.source"), "微信小店售后：商家 10 天内确认收货");
    EXPECT_EQ(as("rival.ben").get("/cases/" + id).status, 404);
    EXPECT_EQ(as("rival.ben").post("/cases/" + id + "/steps", {{"event", "agree"}}).status, 404);
    EXPECT_EQ(as("rival.ben").get("/cases").at("items").as_array().size(), 0u);
}

TEST_P(Cases, goods_come_back_are_scanned_inspected_and_only_then_paid) {
    auto order_id = order();
    auto opened = open(order_id, "return_refund",
                       {{"lines", lines(line(order_id, 1), 1)}, {"reason", "no_reason"}});
    EXPECT_EQ(opened.number("brief.amount"), 4700)
        << "one of two plates: 99.00 − 5.00 shared, halved";
    auto id = opened.text("id");
    step(id, "agree");
    step(id, "shipped_back", {{"carrier", "shunfeng"}, {"waybill", "SF200"}});
    auto expected = as("wade").get("/return-parcels");
    ASSERT_EQ(expected.at("items").as_array().size(), 1u) << expected.body;
    EXPECT_EQ(as("wade").post("/return-parcels/receipts", {{"number", "SF999"}}).reason(),
              "unknown_parcel");
    auto got = as("wade").post("/return-parcels/receipts", {{"number", "SF200"}});
    ASSERT_EQ(got.status, 201) << got.body;
    EXPECT_EQ(as("wade").post("/return-parcels/receipts", {{"number", "SF200"}}).reason(),
              "received_already");
    EXPECT_EQ(state(id), "wait_seller_receive");
    auto done = as("wade").post("/return-parcels/" + got.text("id") + "/inspection",
                                {{"findings", {"opened"}},
                                 {"disposition", "restock"},
                                 {"note", ""},
                                 {"right_goods", true}});
    ASSERT_EQ(done.status, 201) << done.body;
    EXPECT_EQ(done.text("parcel.case_state"), "refunding");
    EXPECT_EQ(seen(id).refunds.front().amount.units, 4700);
    EXPECT_EQ(
        as("wade")
            .post("/return-parcels/" + got.text("id") + "/inspection", {{"findings", json::array()},
                                                                        {"disposition", "restock"},
                                                                        {"note", ""},
                                                                        {"right_goods", true}})
            .reason(),
        "inspected_already");
    EXPECT_EQ(as("rival.wade").post("/return-parcels/receipts", {{"number", "SF200"}}).status, 404);
}

TEST_P(Cases, goods_that_are_not_intact_or_another_thing_are_refused_with_the_finding) {
    for (bool right : {true, false}) {
        auto order_id = order(right ? "A1" : "A2");
        auto opened = open(order_id, "return_refund", {{"reason", "no_reason"}});
        auto id = opened.text("id");
        step(id, "agree");
        step(id, "shipped_back", {{"carrier", "yto"}, {"waybill", right ? "YT1" : "YT2"}});
        auto got = as("wade").post("/return-parcels/receipts", {{"number", right ? "YT1" : "YT2"}});
        json::array findings;
        if (right) findings.emplace_back("damaged");
        auto done = as("wade").post("/return-parcels/" + got.text("id") + "/inspection",
                                    {{"findings", findings},
                                     {"disposition", "restock"},
                                     {"note", ""},
                                     {"right_goods", right}});
        EXPECT_EQ(done.text("parcel.case_state"), "receipt_refused") << done.body;
        EXPECT_EQ(done.text("parcel.state"), "sent_back")
            << "it is still the buyer's, whatever was ticked";
        EXPECT_TRUE(seen(id).refunds.empty());
    }
}

TEST_P(Cases, cite_a_marketplaces_rule_as_binding_for_what_was_bought_there_alone) {
    auto ask = sample("TB1");
    ask.source = "taobao";
    auto theirs = put(store(), acme.shop, ask).id.text;
    auto at = [&](const std::string& order_id) {
        return as("ben").get("/cases/" +
                             open(order_id, "return_refund", {{"reason", "mismatch"}}).text("id"));
    };
    auto here = at(order("A1"));
    EXPECT_TRUE(here.text("wanted.article").starts_with("参照《淘宝"))
        << here.text("wanted.article");
    auto there = at(theirs);
    EXPECT_TRUE(there.text("wanted.article").starts_with("《淘宝")) << there.text("wanted.article");
    EXPECT_FALSE(here.text("freight.article").starts_with("《淘宝"))
        << here.text("freight.article");
}

TEST_P(Cases, a_waybill_is_one_cases_only) {
    auto first = open(order("A1"), "return_refund").text("id"),
         second = open(order("A2"), "return_refund").text("id");
    step(first, "agree"), step(second, "agree");
    EXPECT_EQ(step(first, "shipped_back", {{"waybill", "SF1"}}).status, 201);
    EXPECT_EQ(step(second, "shipped_back", {{"waybill", "SF1"}}).reason(), "waybill_taken");
    EXPECT_EQ(state(second), "wait_buyer_return");
}

TEST_P(Cases, a_line_has_one_open_case_and_a_key_one_case) {
    auto id = order();
    json::object ask{{"client_key", "once"},
                     {"order", id},
                     {"kind", "return_refund"},
                     {"reason", "quality"},
                     {"lines", lines(line(id, 0))}};
    auto first = as("ben").post("/cases", ask);
    ASSERT_EQ(first.status, 201) << first.body;
    EXPECT_EQ(as("ben").post("/cases", ask).text("id"), first.text("id"));
    EXPECT_EQ(open(id, "refund_received", {{"lines", lines(line(id, 0))}}).reason(), "open_case");
    EXPECT_EQ(open(id, "refund_received", {{"lines", lines(line(id, 1), 2)}}).status, 201);
    step(first.text("id"), "withdraw");
    EXPECT_EQ(open(id, "exchange", {{"lines", lines(line(id, 0))}}).status, 201)
        << "the first one is over";
    ask["order"] = order("SG2");
    EXPECT_EQ(as("ben").post("/cases", ask).reason(), "key_reused");
}

TEST_P(Cases, what_was_not_bought_not_paid_or_is_too_much_is_refused_and_nothing_is_written) {
    auto id = order();
    EXPECT_EQ(open(id, "return_refund", {{"lines", lines("nothing")}}).reason(), "unknown_line");
    EXPECT_EQ(open(id, "return_refund", {{"lines", lines(line(id, 1), 3)}}).reason(),
              "too_many_units");
    EXPECT_EQ(open(id, "partial_refund").reason(), "amount_needed");
    EXPECT_EQ(open(id, "partial_refund", {{"amount", 9401}}).reason(), "above_the_rest")
        << "the mug cost 94.00";
    EXPECT_EQ(open("018f0000-0000-7000-8000-000000000000", "resend").status, 404);
    EXPECT_EQ(open(order("R1", "rival"), "resend").status, 404);
    auto unpaid = sample("U1");
    unpaid.state = orders::OrderState::unpaid;
    unpaid.paid_at.reset();
    EXPECT_EQ(open(put(store(), acme.shop, unpaid).id.text, "refund_unshipped").reason(),
              "not_paid");
    EXPECT_EQ(as("ben").get("/cases/counts").number("open"), 0);
}

TEST_P(Cases, refunds_of_one_order_never_add_up_to_more_than_was_paid) {
    auto id = order();
    auto first = open(id, "partial_refund", {{"amount", 9000}, {"lines", lines(line(id, 0))}});
    ASSERT_EQ(first.status, 201) << first.body;
    step(first.text("id"), "agree");
    // In flight counts: 4.00 are left of the mug.
    EXPECT_EQ(state(first.text("id")), "refunding");
    as("ben").post(
        "/refunds/" + as("ben").get("/cases/" + first.text("id")).text("refunds.0.id") + "/proof",
        {{"provider_id", "T"}, {"words", "转账"}});
    auto second = open(id, "refund_received", {{"lines", lines(line(id, 0))}});
    EXPECT_EQ(second.number("brief.amount"), 400) << second.body;
    EXPECT_EQ(open(id, "partial_refund", {{"amount", 401}, {"lines", lines(line(id, 0))}}).reason(),
              "above_the_rest");
}

TEST_P(Cases, two_cases_that_were_opened_for_the_same_money_share_what_is_left) {
    auto id = order();
    auto mug = open(id, "return_refund", {{"lines", lines(line(id, 0))}}).text("id");
    auto plates = open(id, "return_refund", {{"lines", lines(line(id, 1), 2)}}).text("id");
    for (auto& each : {mug, plates}) {
        EXPECT_EQ(step(each, "waive_return").text("brief.state"), "refunding");
        as("ben").post(
            "/refunds/" + as("ben").get("/cases/" + each).text("refunds.0.id") + "/proof",
            {{"provider_id", "T"}, {"words", "转账"}});
    }
    auto seen = as("ben").get("/orders/" + id);
    EXPECT_EQ(seen.number("refunded"), 19600)
        << "goods, and the freight with the last line: the seller is liable";
    EXPECT_EQ(open(id, "compensation", {{"amount", 1}}).reason(), "above_the_rest");
}

// --- time
// -----------------------------------------------------------------------------------------------------

TEST_P(Cases, a_deadline_does_what_the_table_says_once_over_restarts_and_clock_jumps) {
    auto unshipped = open(order("A1"), "refund_unshipped").text("id");
    auto back = open(order("A2"), "return_refund").text("id");
    auto kept = open(order("A3"), "partial_refund", {{"amount", 500}}).text("id");
    clock.advance(47h);
    settle();
    EXPECT_EQ(state(unshipped), "review");
    restart();
    clock.advance(2h);
    settle();
    settle();
    EXPECT_EQ(state(unshipped), "refunding");
    EXPECT_EQ(state(back), "wait_buyer_return");
    EXPECT_EQ(state(kept), "review");
    EXPECT_TRUE(seen(kept).brief.called_lead);
    clock.advance(-30h);
    settle();
    clock.advance(31h);
    restart();
    settle();
    for (auto& id : {unshipped, back, kept}) EXPECT_EQ(times(id, "time_passed"), 1);
    clock.advance(7 * 24h);
    settle();
    EXPECT_EQ(state(back), "closed");
    EXPECT_EQ(seen(unshipped).refunds.size(), 1u);
}

TEST_P(Cases, a_case_keeps_the_policy_under_which_it_began) {
    auto before = open(order("A1"), "return_refund");
    auto policy = as("mia").get("/case-policies/now").at("policy");
    policy.as_object()["clocks"] =
        json::array{{{"state", "review"}, {"amount", 24}, {"unit", "hours"}}};
    policy.as_object()["agent_limit"] = 100;
    auto made = as("mia").post("/case-policies", {{"based_on", 0}, {"policy", policy}});
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(as("mia").post("/case-policies", {{"based_on", 0}, {"policy", policy}}).reason(),
              "changed");
    EXPECT_EQ(as("ben").post("/case-policies", {{"based_on", 1}, {"policy", policy}}).status, 403);
    auto after = open(order("A2"), "return_refund");
    EXPECT_EQ(after.number("policy"), 1);
    auto day = 24 * 3'600'000'000LL;
    EXPECT_EQ(before.number("brief.deadline_at") - before.number("brief.opened_at"), 2 * day);
    EXPECT_EQ(after.number("brief.deadline_at") - after.number("brief.opened_at"), day);
    EXPECT_EQ(step(before.text("id"), "waive_return").text("refunds.0.state"), "approved")
        << "the old limit";
    EXPECT_EQ(step(after.text("id"), "waive_return").text("refunds.0.state"), "requested")
        << "the new limit";
    policy.as_object()["window_days"] = 3;
    EXPECT_EQ(as("mia").post("/case-policies", {{"based_on", 1}, {"policy", policy}}).reason(),
              "out_of_range");
}

// --- people
// ---------------------------------------------------------------------------------------------------

static orders::NewOrder dear(const std::string& number, std::int64_t price) {
    auto out = sample(number);
    out.lines.resize(1);
    out.lines[0].price = {price};
    out.discounts.clear();
    out.freight = {};
    out.tenders = {{orders::TenderKind::online, {price}}};
    return out;
}

TEST_P(Cases, above_an_agents_limit_another_person_approves_and_above_a_line_two) {
    auto id =
        open(put(store(), acme.shop, dear("D1", 300'000)).id.text, "refund_unshipped").text("id");
    auto asked = step(id, "agree");
    EXPECT_EQ(asked.text("refunds.0.state"), "requested");
    EXPECT_EQ(asked.number("refunds.0.approvals_needed"), 2);
    auto refund = asked.text("refunds.0.id");
    EXPECT_EQ(as("ben").post("/refunds/" + refund + "/approval").status, 403);
    EXPECT_EQ(
        as("ben")
            .post("/refunds/" + refund + "/proof", {{"provider_id", "T"}, {"words", "先付了"}})
            .reason(),
        "not_approved");
    EXPECT_EQ(as("cleo").get("/refunds/waiting").at("items").as_array().size(), 1u);
    EXPECT_EQ(as("cleo").post("/refunds/" + refund + "/approval").text("refunds.0.state"),
              "requested");
    EXPECT_EQ(as("cleo").post("/refunds/" + refund + "/approval").reason(), "same_person");
    auto second = as("mia").post("/refunds/" + refund + "/approval");
    EXPECT_EQ(second.text("refunds.0.state"), "approved") << second.body;
    EXPECT_EQ(as("dora").post("/refunds/" + refund + "/approval").reason(), "approved_already");
    EXPECT_EQ(as("rival.mia").post("/refunds/" + refund + "/approval").status, 404);
}

TEST_P(Cases, nobody_approves_what_they_asked_for) {
    auto id =
        open(put(store(), acme.shop, dear("D1", 50'000)).id.text, "refund_unshipped").text("id");
    auto asked = step(id, "agree", {}, "cleo");
    auto refund = asked.text("refunds.0.id");
    EXPECT_EQ(as("cleo").post("/refunds/" + refund + "/approval").reason(), "own_request");
    EXPECT_EQ(as("cleo").post("/refunds/" + refund + "/rejection", {{"reason", "不同意"}}).reason(),
              "own_request");
    EXPECT_EQ(as("mia").post("/refunds/" + refund + "/approval").status, 201);
}

TEST_P(Cases, a_rejected_refund_gives_its_room_back_and_can_be_asked_for_again) {
    auto order_id = put(store(), acme.shop, dear("D1", 50'000)).id.text;
    auto id = open(order_id, "refund_unshipped").text("id");
    auto refund = step(id, "agree").text("refunds.0.id");
    auto rejected = as("mia").post("/refunds/" + refund + "/rejection", {{"reason", "金额有误"}});
    EXPECT_EQ(rejected.text("brief.state"), "refund_failed") << rejected.body;
    EXPECT_EQ(as("mia").post("/refunds/" + refund + "/approval").reason(), "approved_already");
    auto again = step(id, "retry");
    EXPECT_EQ(again.text("brief.state"), "refunding") << again.body;
    EXPECT_EQ(again.at("refunds").as_array().size(), 2u);
    EXPECT_EQ(again.number("refunds.1.amount"), 50'000);
}

TEST_P(Cases, two_who_act_at_once_are_told_apart) {
    auto opened = open(order(), "return_refund");
    auto id = opened.text("id");
    auto version = opened.number("brief.version");
    EXPECT_EQ(step(id, "agree", {{"version", version}}, "ben").status, 201);
    EXPECT_EQ(step(id, "agree", {{"version", version}}, "beth").reason(), "changed");
    EXPECT_EQ(step(id, "agree", {}, "beth").reason(), "not_now");
}

TEST_P(Cases, a_buyer_who_withdraws_while_money_is_leaving_comes_too_late) {
    auto id = open(order(), "refund_unshipped").text("id");
    step(id, "agree");
    EXPECT_EQ(step(id, "withdraw").reason(), "money_is_leaving");
    auto other = open(order("A2"), "refund_unshipped").text("id");
    EXPECT_EQ(step(other, "withdraw").text("brief.state"), "cancelled");
    EXPECT_EQ(step(other, "agree").reason(), "already_over");
}

TEST_P(Cases, an_offer_is_taken_instead_of_a_return) {
    auto id = open(order(), "return_refund").text("id");
    EXPECT_EQ(step(id, "offer").reason(), "amount_needed");
    EXPECT_EQ(step(id, "offer", {{"amount", 9'999'999}}).reason(), "above_the_rest");
    EXPECT_EQ(step(id, "offer", {{"amount", 2000}}).text("brief.state"), "offered");
    auto taken = step(id, "accept_offer");
    EXPECT_EQ(taken.text("brief.kind"), "partial_refund") << taken.body;
    EXPECT_EQ(taken.number("refunds.0.amount"), 2000);
}

TEST_P(Cases, only_a_lead_speaks_for_the_platform_and_nobody_for_the_clock_or_the_money) {
    auto id = open(order(), "refund_received").text("id");
    EXPECT_EQ(step(id, "time_passed").reason(), "not_yours");
    EXPECT_EQ(step(id, "paid").reason(), "not_yours");
    EXPECT_EQ(step(id, "refuse").reason(), "required") << "a refusal says why";
    step(id, "refuse", {{"note", "已超过期限"}});
    step(id, "escalate");
    EXPECT_EQ(step(id, "rule_for_buyer").status, 403);
    EXPECT_EQ(step(id, "ask_both", {}, "cleo").text("brief.state"), "evidence_both");
    EXPECT_EQ(step(id, "evidence").text("brief.state"), "evidence_buyer");
    work_on(25);
    EXPECT_EQ(state(id), "arbitration") << "judged on file";
    EXPECT_EQ(stepped(id, aftersales::CaseEvent::rule_for_buyer, aftersales::CaseActor::platform),
              "to_execute");
    EXPECT_EQ(stepped(id, aftersales::CaseEvent::execute, aftersales::CaseActor::seller),
              "refunding");
}

// --- the board
// ---------------------------------------------------------------------------------------------------

TEST_P(Cases, a_word_of_many_cases_finds_the_newest_of_them_and_a_rare_one_all_of_its_own) {
    for (int i = 0; i < 4; ++i) {
        open(order("W" + std::to_string(i)), "resend", {{"words", "釉面有针眼"}});
        clock.advance(1h);
    }
    // What the numbers of all cases of that day begin with.
    auto word = as("ben").get("/cases?view=open&limit=1").text("items.0.number").substr(0, 8);
    auto found = [&](const std::string& more) {
        std::vector<std::string> out;
        for (auto& one : as("ben").get("/cases?q=" + word + more).at("items").as_array())
            out.emplace_back(one.at("order_number").as_string());
        return out;
    };
    EXPECT_EQ(found("&limit=2"), (std::vector<std::string>{"W3", "W2"}))
        << "as many as are asked for, the newest";
    EXPECT_EQ(found(""), (std::vector<std::string>{"W3", "W2", "W1", "W0"}));
    EXPECT_TRUE(as("rival.ben").get("/cases?q=" + word).at("items").as_array().empty());
}

TEST_P(Cases, the_board_is_in_order_of_time_left_and_pages_without_gaps) {
    for (int i = 0; i < 7; ++i) {
        open(order("P" + std::to_string(i)), i % 2 ? "return_refund" : "resend");
        clock.advance(1h);
    }
    std::vector<std::string> numbers;
    std::string after;
    for (int page = 0; page < 5; ++page) {
        auto got = as("ben").get("/cases?view=open&limit=3" + after);
        for (auto& item : got.at("items").as_array())
            numbers.emplace_back(item.at("number").as_string());
        if (got.at("next").is_null()) break;
        after = "&after=" + got.text("next");
    }
    ASSERT_EQ(numbers.size(), 7u);
    EXPECT_TRUE(std::ranges::is_sorted(numbers));
    auto counts = as("ben").get("/cases/counts");
    EXPECT_EQ(counts.number("open"), 7);
    EXPECT_EQ(counts.number("mine"), 7);
    EXPECT_EQ(counts.number("overdue"), 0);
    EXPECT_EQ(as("ben").get("/cases?view=open&state=review&limit=50").at("items").as_array().size(),
              7u);
    EXPECT_EQ(as("ben").get("/cases?view=unassigned").at("items").as_array().size(), 0u);
    EXPECT_EQ(as("ben").get("/cases?view=open&q=P3").at("items").as_array().size(), 1u);
    EXPECT_EQ(as("ben").get("/cases?view=open&state=nonsense").status, 400);
    auto someone = as("ben").get("/cases?view=open").text("items.0.id");
    EXPECT_EQ(as("ben")
                  .put("/cases/" + someone + "/assignee", {{"person", acme.beth}})
                  .text("brief.assignee_name"),
              "beth");
    EXPECT_EQ(as("ben").put("/cases/" + someone + "/assignee", {{"person", rival.ben}}).status,
              404);
    EXPECT_EQ(as("ben").put("/cases/" + someone + "/assignee", {{"person", acme.wade}}).reason(),
              "cannot_take_it")
        << "a warehouse works no cases";
    for (auto* cursor : {"x", "1", "1.", ".", "1.2",
                         "9999999999999999999999.018f0000-0000-7000-8000-000000000000"})
        EXPECT_EQ(as("ben").get(std::string("/cases?after=") + cursor).reason(), "bad_cursor")
            << cursor;
    EXPECT_EQ(as("ben")
                  .get("/orders/" + as("ben").get("/cases/" + someone).text("order") + "/cases")
                  .at("items")
                  .as_array()
                  .size(),
              1u);
    // What is late comes first, longest first.
    auto resend = seen(as("ben").get("/cases?q=P0").text("items.0.id"));
    work_on(42);
    EXPECT_TRUE(seen(resend.id.text).brief.called_lead);
}

// Three cases end in one instant: a page that ends between them shows none twice and leaves none
// out.
TEST_P(Cases, pages_of_what_ended_at_once_leave_nothing_out) {
    for (int i = 0; i < 3; ++i) {
        auto opened = open(order("E" + std::to_string(i)), "return_refund");
        stepped(opened.text("id"), aftersales::CaseEvent::withdraw, aftersales::CaseActor::buyer);
    }
    std::set<std::string> seen_ids;
    std::string after;
    for (int page = 0; page < 5; ++page) {
        auto got = as("ben").get("/cases?view=over&limit=1" + after);
        for (auto& item : got.at("items").as_array())
            EXPECT_TRUE(seen_ids.emplace(item.at("id").as_string()).second);
        if (got.at("next").is_null()) break;
        after = "&after=" + got.text("next");
    }
    EXPECT_EQ(seen_ids.size(), 3u);
}

TEST_P(Cases, a_quote_shows_the_sum_and_the_rules_and_writes_nothing) {
    auto id = order();
    auto quote = as("ben").post("/cases/quote", {{"client_key", "q"},
                                                 {"order", id},
                                                 {"kind", "return_refund"},
                                                 {"reason", "no_reason"},
                                                 {"lines", lines(line(id, 0))}});
    ASSERT_EQ(quote.status, 201) << quote.body;
    EXPECT_EQ(quote.number("sum.total"), 9400);
    EXPECT_EQ(quote.text("freight.back"), "buyer");
    EXPECT_FALSE(quote.at("verdict.findings").as_array().empty());
    EXPECT_EQ(as("ben").get("/cases").at("items").as_array().size(), 0u);
}

TEST_P(Cases, policies_are_kept_in_versions_and_an_old_one_comes_back_as_a_new_one) {
    auto policy = as("mia").get("/case-policies/now").at("policy");
    auto first = policy;
    first.as_object()["agent_limit"] = 5'000;
    ASSERT_EQ(as("mia").post("/case-policies", {{"based_on", 0}, {"policy", first}}).status, 201);
    EXPECT_EQ(as("mia").post("/case-policies", {{"based_on", 1}, {"policy", first}}).reason(),
              "nothing_changed");
    auto second = policy;
    second.as_object()["window_days"] = 30;
    ASSERT_EQ(as("mia").post("/case-policies", {{"based_on", 1}, {"policy", second}}).status, 201);
    auto back = as("mia").post("/case-policies",
                               {{"based_on", 2}, {"policy", policy}, {"restored_from", 1}});
    ASSERT_EQ(back.status, 201) << back.body;
    EXPECT_EQ(back.number("number"), 3);
    EXPECT_EQ(back.number("policy.agent_limit"), 5'000)
        << "the words of version 1, whatever was sent";
    auto all = as("mia").get("/case-policies");
    ASSERT_EQ(all.at("items").as_array().size(), 4u) << all.body;
    EXPECT_EQ(all.number("items.0.restored_from"), 1);
    EXPECT_EQ(all.text("items.1.made_by_name"), "mia");
    EXPECT_EQ(all.number("items.1.policy.window_days"), 30);
    EXPECT_EQ(all.number("items.3.number"), 0) << "what the house ships with";
    EXPECT_EQ(
        as("mia")
            .post("/case-policies", {{"based_on", 3}, {"policy", policy}, {"restored_from", 3}})
            .reason(),
        "unknown_version");
    EXPECT_EQ(as("ben").get("/case-policies").status, 403);
    EXPECT_EQ(as("rival.mia").get("/case-policies").at("items").as_array().size(), 1u);
}

TEST_P(Cases, a_dry_run_works_sums_out_anew) {
    auto bought = sample("F1");
    bought.state = orders::OrderState::delivered;
    bought.placed_at = sample_time - std::chrono::days{20};
    bought.paid_at = bought.shipped_at = bought.placed_at + 1h;
    bought.delivered_at = sample_time - std::chrono::days{12};
    auto id = put(store(), acme.shop, bought).id.text;
    auto opened = open(id, "return_refund", {{"reason", "no_reason"}});
    ASSERT_EQ(opened.status, 201) << opened.body;
    step(opened.text("id"), "waive_return");
    auto policy = as("mia").get("/case-policies/now").at("policy");
    policy.as_object()["freight_always"] = true;
    auto kind = as("mia").post("/case-policies/dry-run", {{"policy", policy}});
    ASSERT_EQ(kind.status, 201) << kind.body;
    EXPECT_EQ(kind.number("before.paid"), opened.number("brief.amount"));
    EXPECT_EQ(kind.number("after.paid"), kind.number("before.paid") + 800)
        << "freight goes back as well";
    policy.as_object()["freight_always"] = false;
    EXPECT_EQ(as("mia").post("/case-policies/dry-run", {{"policy", policy}}).number("differ"), 0)
        << "the policy that is live changes nothing";
}

TEST_P(Cases, a_dry_run_shows_what_another_policy_would_have_done) {
    for (int i = 0; i < 5; ++i)
        step(open(order("Y" + std::to_string(i)), "refund_unshipped").text("id"), "agree");
    auto policy = as("mia").get("/case-policies/now").at("policy");
    policy.as_object()["agent_limit"] = 10'000;
    auto first = as("mia").post("/case-policies/dry-run", {{"policy", policy}, {"limit", 3}});
    ASSERT_EQ(first.status, 201) << first.body;
    EXPECT_EQ(first.number("all"), 5);
    EXPECT_EQ(first.number("done"), 3);
    auto second = as("mia").post("/case-policies/dry-run",
                                 {{"policy", policy}, {"limit", 3}, {"after", first.text("next")}});
    EXPECT_EQ(second.number("done"), 2);
    EXPECT_EQ(first.number("before.by_agent") + second.number("before.by_agent"), 5);
    EXPECT_EQ(first.number("after.by_one") + second.number("after.by_one"), 5);
    EXPECT_EQ(first.number("differ") + second.number("differ"), 5);
    EXPECT_EQ(first.number("after.paid"), first.number("before.paid"));
    EXPECT_EQ(first.number("differences.0.after.approvals"), 1);
    EXPECT_EQ(as("mia").get("/cases/" + first.text("differences.0.id")).status, 200)
        << "each one can be looked at";
    EXPECT_EQ(as("rival.mia").post("/case-policies/dry-run", {{"policy", policy}}).number("all"),
              0);
    EXPECT_EQ(as("mia").get("/case-policies/now").number("number"), 0) << "nothing is live";
    EXPECT_EQ(as("ben").get("/case-machine").at("clocks").as_array().size(),
              aftersales::clock_rows().size());
}

// --- evidence
// -------------------------------------------------------------------------------------------------------

TEST_P(Cases, evidence_is_kept_by_its_hash_and_a_hostile_file_is_refused_or_only_a_download) {
    auto id = open(order(), "return_refund").text("id");
    auto first = as("ben").upload("/cases/" + id + "/evidence?name=a.txt", "plain words");
    ASSERT_EQ(first.status, 201) << first.body;
    EXPECT_EQ(as("ben").upload("/cases/" + id + "/evidence?name=b.txt", "plain words").text("id"),
              first.text("id"));
    auto sent = as("ben").ask("GET", "/" + first.text("url"));
    EXPECT_EQ(sent.status, 200);
    EXPECT_EQ(sent.header("content-type"), "application/octet-stream");
    EXPECT_NE(sent.header("content-security-policy").find("sandbox"), std::string::npos);
    EXPECT_EQ(as("rival.ben").ask("GET", "/" + first.text("url")).status, 404);
    auto hostile = as("ben").upload("/cases/" + id + "/evidence?name=..%2f..%2fx.png",
                                    std::string("\x89PNG\r\n\x1a\n") + "<script>alert(1)</script>");
    EXPECT_NE(hostile.status, 201) << hostile.body;
    auto markup =
        as("ben").upload("/cases/" + id + "/evidence?name=x.html", "<script>alert(1)</script>");
    EXPECT_EQ(as("ben").ask("GET", "/" + markup.text("url")).header("content-type"),
              "application/octet-stream");
    EXPECT_EQ(as("ben").upload("/cases/" + id + "/evidence?name=a.txt", "").status, 422);
    EXPECT_EQ(as("rival.ben").upload("/cases/" + id + "/evidence?name=a.txt", "x").status, 404);
    step(id, "withdraw");
    EXPECT_EQ(as("ben").upload("/cases/" + id + "/evidence?name=z.txt", "late").reason(),
              "already_over");
}

IN_BOTH_ENGINES(Cases);
