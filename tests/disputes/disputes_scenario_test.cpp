// Disputes in the running house.
#include <set>
#include <thread>

#include "aftersales/cases.hpp"
#include "disputes/disputes.hpp"

class Disputes : public Cases {
protected:
    Answer files(const std::string& path, const json::object& more = {},
                 const std::string& who = "ben") {
        json::object ask{{"platform", "jd"},
                         {"platform_number", "JF" + std::to_string(++numbers_)}};
        for (auto& [name, value] : more) ask[name] = value;
        return as(who).post(path + "/disputes", ask);
    }
    // A case that we refused and the buyer took to the platform.
    std::string refused(const std::string& order, const std::string& kind = "refund_received") {
        auto id = open(order, kind).text("id");
        step(id, "refuse", {{"note", "已影响二次销售"}});
        return id;
    }
    Answer does(const std::string& id, const std::string& event, const json::object& more = {},
                const std::string& who = "ben") {
        json::object ask{{"event", event}};
        for (auto& [name, value] : more) ask[name] = value;
        return as(who).post("/disputes/" + id + "/steps", ask);
    }
    Answer rules(const std::string& id, const std::string& verdict, const json::object& more = {},
                 const std::string& who = "cleo") {
        json::object ask{{"verdict", verdict}};
        for (auto& [name, value] : more) ask[name] = value;
        return as(who).post("/disputes/" + id + "/rulings", ask);
    }
    Answer shows(const std::string& id, const std::string& key, const std::string& note) {
        return as("ben").put("/disputes/" + id + "/piece",
                             {{"key", key}, {"note", note}, {"files", json::array()}});
    }
    std::int64_t rows(const std::string& id, std::string_view event) {
        return store().read_now([&](kit::Work& work) {
            return work.db
                .value<std::int64_t>(
                    "select count(*) from dispute_steps where dispute = ? and event = ?", id, event)
                .value_or(0);
        });
    }
    // Also when everybody's session has ended.
    std::string stands(const std::string& id) {
        return store().read_now([&](kit::Work& work) {
            return work.db.value<std::string>("select state from disputes where id = ?", id)
                .value_or("");
        });
    }
    // The shop gave 50.00 back over there.
    void gave_back(const std::string& order) {
        auto done = store().write_now([&](kit::Work& work) {
            return orders::mark_refunded(work, acme.shop, {order}, {"theirs", {}, {5000}});
        });
        EXPECT_TRUE(done) << done.error().reason;
    }
    std::int64_t refunds(const std::string& of) {
        return static_cast<std::int64_t>(seen(of).refunds.size());
    }
    void pass(kit::Span time) {
        clock.advance(time);
        settle();
    }
    int numbers_ = 0;
};

TEST_P(Disputes, one_goes_from_the_platform_s_question_to_a_ruling_that_its_case_pays) {
    auto of = refused(order());
    auto opened = files("/cases/" + of, {{"words", "要求全额退款"}});
    ASSERT_EQ(opened.status, 201) << opened.body;
    auto id = opened.text("id");
    EXPECT_EQ(opened.text("brief.number"), "DP000001");
    EXPECT_EQ(opened.text("brief.awaited"), "us");
    EXPECT_EQ(opened.number("brief.asked"), seen(of).brief.amount.units);
    EXPECT_EQ(state(of), "arbitration") << "the buyer took our refusal there";
    EXPECT_EQ(opened.at("clock.deadline_at").to_number<std::int64_t>(),
              opened.at("brief.filed_at").to_number<std::int64_t>() + 24 * 3'600'000'000ll);
    EXPECT_EQ(opened.text("clock.effective_from"), "2025-07-04");
    EXPECT_EQ(does(id, "ask_evidence").text("brief.state"), "evidence_wanted");
    EXPECT_EQ(does(id, "file_evidence").reason(), "evidence_missing");
    ASSERT_EQ(shows(id, "seller_inspection", "质检报告 2026-118").status, 200);
    auto filed = does(id, "file_evidence", {{"note", "已在京东后台提交"}});
    EXPECT_EQ(filed.text("brief.state"), "evidence_filed");
    EXPECT_EQ(filed.text("brief.awaited"), "platform");
    EXPECT_TRUE(as("ben").get("/disputes/" + id).text("pieces.0.filed_by_name").size() > 0);
    EXPECT_EQ(shows(id, "seller_inspection", "另一份").reason(), "already_filed");
    auto half = seen(of).brief.amount.units / 2;
    auto ruled = rules(id, "shared", {{"amount", half}, {"note", "各承担一半"}});
    ASSERT_EQ(ruled.status, 201) << ruled.body;
    EXPECT_EQ(ruled.text("brief.state"), "ruled_shared");
    EXPECT_EQ(state(of), "to_execute");
    EXPECT_EQ(seen(of).brief.amount.units, half);
    EXPECT_EQ(refunds(of), 0) << "a ruling pays nothing by itself";
    auto done = does(id, "execute");
    EXPECT_EQ(done.text("brief.state"), "executed") << done.body;
    EXPECT_EQ(refunds(of), 1);
    EXPECT_EQ(seen(of).refunds.front().amount.units, half);
    EXPECT_EQ(does(id, "execute").reason(), "not_now");
    EXPECT_EQ(refunds(of), 1) << "carried out once";
    EXPECT_EQ(does(id, "close").text("brief.state"), "closed");
    EXPECT_EQ(does(id, "close").reason(), "already_over");
    EXPECT_EQ(as("ben").get("/cases/" + of + "/disputes").text("items.0.id"), id);
    std::string events;
    for (auto& entry : as("ben").get("/disputes/" + id).at("history").as_array())
        events += std::string(entry.at("event").as_string()) + " ";
    EXPECT_EQ(events, "opened ask_evidence file_evidence rule_shared execute close ");
}

TEST_P(Disputes, a_ruling_that_the_order_can_no_longer_pay_is_cut_by_nobody_but_a_person) {
    auto of = refused(order());
    auto id = files("/cases/" + of).text("id");
    auto most = seen(of).brief.amount.units;
    ASSERT_EQ(rules(id, "buyer", {{"amount", most}}).status, 201);
    gave_back(seen(of).order);
    auto short_of = does(id, "execute");
    ASSERT_EQ(short_of.reason(), "rest_is_smaller") << short_of.body;
    EXPECT_EQ(short_of.text("detail.settled"), "196.00");
    EXPECT_EQ(short_of.text("detail.left"), "146.00");
    EXPECT_EQ(step(of, "execute").reason(), "rest_is_smaller");
    EXPECT_EQ(refunds(of), 0);
    EXPECT_EQ(state(of), "to_execute");
    EXPECT_EQ(step(of, "execute", {{"amount", 14'601}}).reason(), "rest_is_smaller");
    EXPECT_EQ(step(of, "execute", {{"amount", 14'600}}).text("brief.state"), "refunding");
    EXPECT_EQ(seen(of).refunds.front().amount.units, 14'600);
    EXPECT_EQ(does(id, "execute").text("brief.state"), "executed");
}

TEST_P(Disputes, the_clock_pays_what_is_left_of_a_ruling_and_writes_down_how_much) {
    auto of = refused(order());
    auto id = files("/cases/" + of).text("id");
    ASSERT_EQ(rules(id, "buyer", {{"amount", seen(of).brief.amount.units}}).status, 201);
    gave_back(seen(of).order);
    work_on(25);
    ASSERT_EQ(refunds(of), 1);
    EXPECT_EQ(seen(of).refunds.front().amount.units, 14'600);
    auto history = seen(of).history;
    EXPECT_TRUE(std::ranges::any_of(
        history, [](auto& entry) { return entry.amount && entry.amount->units == 14'600; }));
}

TEST_P(Disputes, money_that_is_on_its_way_is_not_ruled_away_again) {
    auto of_order = order();
    auto paid = open(of_order, "compensation", {{"amount", 3'000}}).text("id");
    ASSERT_EQ(step(paid, "agree", {}, "cleo").text("brief.state"), "refunding");
    auto id = files("/orders/" + of_order).text("id");
    EXPECT_EQ(rules(id, "buyer", {{"amount", 16'601}}).reason(), "above_the_rest");
    EXPECT_EQ(rules(id, "buyer", {{"amount", 16'600}}).text("brief.state"), "ruled_buyer");
}

TEST_P(Disputes, a_ruling_gives_at_most_what_is_asked_and_at_most_what_is_left) {
    auto of = refused(order());
    auto id = files("/cases/" + of).text("id");
    auto most = seen(of).brief.amount.units;
    EXPECT_EQ(rules(id, "buyer").reason(), "amount_needed");
    EXPECT_EQ(rules(id, "buyer", {{"amount", -1}}).reason(), "negative_amount");
    EXPECT_EQ(rules(id, "buyer", {{"amount", most + 1}}).reason(), "above_the_rest");
    EXPECT_EQ(state(of), "arbitration");
    EXPECT_EQ(stands(id), "filed");
    EXPECT_EQ(rules(id, "buyer", {{"amount", most}}).text("brief.state"), "ruled_buyer");
    // When nobody carries it out, the case's own clock does, with that amount and once.
    pass(25h);
    EXPECT_EQ(refunds(of), 1);
    EXPECT_EQ(seen(of).refunds.front().amount.units, most);
    EXPECT_EQ(rows(id, "missed"), 1);
}

TEST_P(Disputes, nobody_is_told_that_another_marketplace_s_rule_binds_theirs) {
    auto bought = order();
    auto duty = [&](const std::string& platform, const std::string& reason,
                    const std::string& language) {
        auto opened = files("/orders/" + bought,
                            {{"platform", platform}, {"reason", reason}, {"asked", 100}});
        EXPECT_EQ(opened.status, 201) << opened.body;
        EXPECT_EQ(opened.text("duty.article"), reason == "fake"
                                                   ? "《淘宝平台争议处理规则》第六十六条"
                                                   : "《消费者权益保护法》第二十五条");
        return opened.text("duty." + language);
    };
    EXPECT_EQ(duty("taobao", "fake", "zh"), "真假与隐蔽瑕疵，卖家证明来源");
    for (auto* other : {"jd", "douyin", "pdd", "weixin", "complaint"}) {
        EXPECT_EQ(duty(other, "fake", "zh"),
                  "真假与隐蔽瑕疵，卖家证明来源（未见对方公开条款，参照淘宝规则）")
            << other;
        EXPECT_TRUE(
            duty(other, "fake", "en")
                .ends_with("(no published clause of theirs was found; Taobao's is followed)"))
            << other;
    }
    EXPECT_EQ(duty("jd", "no_reason", "zh"), "无需举证") << "a law binds everywhere";
}

TEST_P(Disputes, one_of_an_order_without_a_case_gets_its_case_when_something_is_to_be_paid) {
    auto bought = order();
    auto opened = files("/orders/" + bought,
                        {{"platform", "complaint"}, {"reason", "fake"}, {"asked", 58'800}});
    ASSERT_EQ(opened.status, 201) << opened.body;
    auto id = opened.text("id");
    EXPECT_EQ(opened.text("duty.first"), "seller");
    EXPECT_EQ(opened.text("pieces.0.kind"), "purchase_papers");
    EXPECT_EQ(as("ben").post("/disputes/" + id + "/cases", {{"kind", "partial_refund"}}).reason(),
              "no_case_needed");
    EXPECT_EQ(rules(id, "settled", {{"amount", 19'601}}).reason(), "above_the_rest")
        << "no case, so the order's rest";
    auto ruled = rules(id, "settled", {{"amount", 5'000}, {"note", "调解退 50 元"}});
    ASSERT_EQ(ruled.status, 201) << ruled.body;
    EXPECT_TRUE(ruled.at("wants_case").as_bool());
    EXPECT_EQ(does(id, "execute").reason(), "case_needed");
    EXPECT_EQ(as("ben").post("/disputes/" + id + "/cases", {{"kind", "exchange"}}).reason(),
              "no_remedy");
    auto with_case = as("ben").post("/disputes/" + id + "/cases", {{"kind", "compensation"}});
    ASSERT_EQ(with_case.status, 201) << with_case.body;
    auto of = with_case.text("brief.case_id");
    EXPECT_EQ(seen(of).brief.amount.units, 5'000);
    EXPECT_EQ(as("ben").post("/disputes/" + id + "/cases", {{"kind", "compensation"}}).reason(),
              "no_case_needed");
    EXPECT_EQ(does(id, "execute").reason(), "case_waits") << "nobody has agreed to it";
    step(of, "agree");
    EXPECT_EQ(does(id, "execute").text("brief.state"), "executed");
    EXPECT_EQ(refunds(of), 1);
}

TEST_P(Disputes, a_case_that_the_order_got_otherwise_is_named_and_pays) {
    auto bought = order();
    auto id = files("/orders/" + bought).text("id");
    auto of = open(bought, "refund_received").text("id");
    ASSERT_EQ(rules(id, "buyer", {{"amount", 300}}).status, 201);
    EXPECT_EQ(as("ben").post("/disputes/" + id + "/cases", {{"kind", "compensation"}}).reason(),
              "open_case");
    auto names = [&](const std::string& which, const std::string& who = "ben") {
        return as(who).put("/disputes/" + id + "/case", {{"case_id", which}});
    };
    EXPECT_EQ(names(open(order("SG1002"), "refund_received").text("id")).reason(), "other_order");
    EXPECT_EQ(names(kit::new_uuid({1})).status, 404);
    EXPECT_EQ(names(of, "rival.ben").status, 404);
    auto named = names(of);
    ASSERT_EQ(named.status, 200) << named.body;
    EXPECT_EQ(named.text("brief.case_id"), of);
    EXPECT_FALSE(named.at("wants_case").as_bool());
    EXPECT_EQ(names(of).number("brief.version"), named.number("brief.version"))
        << "the same again changes nothing";
    EXPECT_EQ(does(id, "execute").reason(), "case_waits");
    step(of, "agree", {{"amount", 300}});
    EXPECT_EQ(does(id, "execute").text("brief.state"), "executed");
    EXPECT_EQ(refunds(of), 1);
    EXPECT_EQ(seen(of).refunds.front().amount.units, 300);
}

TEST_P(Disputes, a_ruling_for_us_closes_the_case_and_an_appeal_may_turn_it_once) {
    auto of = refused(order());
    auto id = files("/cases/" + of).text("id");
    EXPECT_EQ(rules(id, "seller", {{"amount", 9'999}}).number("brief.ruled"), 0);
    EXPECT_EQ(state(of), "closed");
    auto appealed = as("cleo").post("/disputes/" + id + "/appeals",
                                    {{"note", "买家补充检测报告"}, {"by", "buyer"}});
    ASSERT_EQ(appealed.status, 201) << appealed.body;
    EXPECT_EQ(appealed.text("brief.state"), "appealed");
    EXPECT_EQ(rows(id, "appeal_buyer"), 1);
    auto turned = rules(id, "buyer", {{"amount", 1'000}});
    EXPECT_EQ(turned.text("brief.state"), "ruled_buyer");
    EXPECT_TRUE(turned.at("wants_case").as_bool()) << "its case was closed by the first ruling";
    EXPECT_EQ(as("cleo")
                  .post("/disputes/" + id + "/appeals", {{"note", "再申诉"}, {"by", "seller"}})
                  .reason(),
              "appealed_already");
    auto again = as("ben").post("/disputes/" + id + "/cases", {{"kind", "compensation"}});
    ASSERT_EQ(again.status, 201) << again.body;
    EXPECT_NE(again.text("brief.case_id"), of);
    step(again.text("brief.case_id"), "agree");
    EXPECT_EQ(does(id, "execute").text("brief.state"), "closed") << "nothing is left to appeal";
}

TEST_P(Disputes, the_time_to_appeal_runs_out_and_then_it_closes_by_itself) {
    auto id = files("/orders/" + order()).text("id");
    rules(id, "seller");
    pass(7 * 24h - 1min);
    EXPECT_EQ(stands(id), "ruled_seller");
    EXPECT_EQ(rows(id, "warned"), 0) << "nobody waits for us";
    pass(2min);
    EXPECT_EQ(stands(id), "closed");
    EXPECT_EQ(rows(id, "time_passed"), 1);
}

TEST_P(Disputes, people_are_warned_before_a_deadline_and_a_lead_is_called_after_it_each_once) {
    auto id = files("/orders/" + order()).text("id");
    auto now = clock.now();
    pass(17h);
    EXPECT_EQ(rows(id, "warned"), 0);
    pass(2h);
    EXPECT_EQ(rows(id, "warned"), 1);
    restart();
    // The clock is put back and forward again: no second warning.
    clock.set(now + 17h);
    settle();
    clock.set(now + 20h);
    settle();
    EXPECT_EQ(rows(id, "warned"), 1);
    EXPECT_EQ(rows(id, "missed"), 0);
    EXPECT_TRUE(as("ben").get("/disputes").at("items.0.is_warned").as_bool());
    pass(5h);
    EXPECT_EQ(rows(id, "missed"), 1);
    restart();
    clock.set(now + 10h);
    settle();
    clock.set(now + 40h);
    settle();
    EXPECT_EQ(rows(id, "missed"), 1);
    EXPECT_EQ(rows(id, "warned"), 1);
    EXPECT_TRUE(as("cleo").get("/disputes").at("items.0.calls_lead").as_bool());
    EXPECT_EQ(as("cleo").get("/disputes/counts").number("called"), 1);
    EXPECT_EQ(does(id, "ask_evidence").text("brief.state"), "evidence_wanted")
        << "late is not lost";
    EXPECT_EQ(as("cleo").get("/disputes/counts").number("called"), 0);
    pass(25h);
    EXPECT_EQ(rows(id, "missed"), 2) << "a new state, a new clock";
}

TEST_P(Disputes, a_jump_over_the_whole_clock_is_one_miss_and_no_late_warning) {
    auto id = files("/orders/" + order()).text("id");
    pass(30 * 24h);
    EXPECT_EQ(rows(id, "warned"), 0);
    EXPECT_EQ(rows(id, "missed"), 1);
}

TEST_P(Disputes, more_evidence_is_due_by_office_hours_or_by_the_platform_s_own_word) {
    auto of = refused(order());
    auto id = files("/cases/" + of).text("id");
    shows(id, "seller_inspection", "质检报告");
    does(id, "file_evidence");
    clock.advance(5min);
    auto noticed = clock.now() - 2min;
    auto more = does(id, "ask_more", {{"noticed_at", noticed.us}});
    EXPECT_EQ(more.number("brief.deadline_at"), disputes::after_office_hours(noticed, 4).us)
        << "from when we were told";
    EXPECT_EQ(does(id, "file_evidence").reason(), "evidence_missing")
        << "what was filed before counts no more";
    EXPECT_EQ(
        as("ben").post("/disputes/" + id + "/pieces", {{"title", "补充：出库称重录像"}}).status,
        201);
    auto pieces = as("ben").get("/disputes/" + id).at("pieces").as_array();
    EXPECT_EQ(shows(id, std::string(pieces.back().at("key").as_string()), "网盘链接已提交").status,
              200);
    auto filed = does(id, "file_evidence");
    EXPECT_EQ(filed.text("brief.state"), "evidence_filed");
    auto until = clock.now() + 2h;
    auto named = does(id, "ask_more", {{"named_until", until.us}});
    EXPECT_EQ(named.number("brief.deadline_at"), until.us);
    EXPECT_TRUE(named.at("clock.by_platform").as_bool());
    EXPECT_EQ(does(id, "withdraw").text("brief.state"), "withdrawn");
    EXPECT_EQ(state(of), "cancelled") << "the buyer took it back over there";
}

TEST_P(Disputes, a_file_of_the_case_is_attached_by_its_hash_and_a_stranger_s_is_not) {
    auto first = order(), second = order("SG1002");
    auto of = refused(first), other = open(second, "refund_received").text("id");
    auto upload = [&](const std::string& to) {
        auto answer = as("ben").ask("POST", "/cases/" + to + "/evidence?name=report.txt",
                                    "weight 512 g", {{"Content-Type", "text/plain"}});
        EXPECT_EQ(answer.status, 201) << answer.body;
        return answer.text("id");
    };
    auto mine = upload(of), theirs = upload(other);
    auto id = files("/cases/" + of).text("id");
    auto ask = [&](json::array files) {
        return as("ben").put("/disputes/" + id + "/piece",
                             {{"key", "seller_inspection"}, {"note", ""}, {"files", files}});
    };
    EXPECT_EQ(ask({theirs}).reason(), "unknown_evidence");
    auto shown = ask({mine, mine});
    ASSERT_EQ(shown.status, 200) << shown.body;
    EXPECT_EQ(shown.at("pieces.0.files").as_array().size(), 1u);
    auto filed = does(id, "file_evidence");
    auto hash = filed.text("pieces.0.files.0.sha256");
    EXPECT_EQ(hash.size(), 64u);
    EXPECT_TRUE(std::string(filed.at("history").as_array().back().at("note").as_string())
                    .contains(hash.substr(0, 12)));
}

TEST_P(Disputes, one_platform_number_is_one_dispute) {
    auto first = order(), second = order("SG1002");
    auto made = files("/orders/" + first, {{"platform_number", "JF-7"}});
    auto again = files("/orders/" + first, {{"platform_number", "JF-7"}});
    EXPECT_EQ(again.text("id"), made.text("id"));
    EXPECT_EQ(rows(made.text("id"), "opened"), 1);
    EXPECT_EQ(files("/orders/" + second, {{"platform_number", "JF-7"}}).reason(), "number_taken");
    EXPECT_NE(
        files("/orders/" + second, {{"platform_number", "JF-7"}, {"platform", "pdd"}}).text("id"),
        made.text("id"))
        << "another platform counts for itself";
    EXPECT_EQ(files("/orders/" + order("SG9", "rival"), {{"platform_number", "JF-7"}}, "rival.ben")
                  .status,
              201)
        << "another shop too";
}

TEST_P(Disputes, of_two_people_at_once_one_is_told_that_it_changed) {
    auto id = files("/orders/" + order()).text("id");
    auto version = as("ben").get("/disputes/" + id).number("brief.version");
    EXPECT_EQ(rules(id, "seller", {{"version", version}}).status, 201);
    EXPECT_EQ(does(id, "ask_evidence", {{"version", version}}, "beth").reason(), "changed");
    EXPECT_EQ(rules(id, "buyer", {{"version", version}, {"amount", 100}}).reason(), "changed");
    EXPECT_EQ(stands(id), "ruled_seller");
}

TEST_P(Disputes, two_at_the_same_instant_open_one_dispute_and_pay_one_ruling) {
    auto ben = as("ben"), beth = as("beth");
    auto both = [](const Caller& first, const Caller& second, const std::string& path,
                   const json::object& ask) {
        Answer one, two;
        {
            std::jthread a([&] { one = first.post(path, ask); }),
                b([&] { two = second.post(path, ask); });
        }
        return std::pair(one, two);
    };
    for (int round = 0; round < 6; ++round) {
        auto of = refused(order("R" + std::to_string(round)));
        auto [one, two] =
            both(ben, beth, "/cases/" + of + "/disputes",
                 {{"platform", "jd"}, {"platform_number", "R" + std::to_string(round)}});
        ASSERT_EQ(one.status, 201) << one.body;
        ASSERT_EQ(two.status, 201) << two.body;
        EXPECT_EQ(one.text("id"), two.text("id"));
        auto id = one.text("id");
        ASSERT_EQ(rules(id, "buyer", {{"amount", 500}}).status, 201);
        auto [mine, theirs] = both(ben, beth, "/disputes/" + id + "/steps", {{"event", "execute"}});
        EXPECT_EQ((mine.status == 201) + (theirs.status == 201), 1) << mine.body << theirs.body;
        EXPECT_EQ(refunds(of), 1);
        EXPECT_EQ(rows(id, "execute"), 1);
    }
}

TEST_P(Disputes, rivals_see_nothing_and_agents_rule_nothing) {
    auto bought = order();
    auto of = refused(bought);
    auto id = files("/cases/" + of).text("id");
    EXPECT_EQ(as("rival.ben").get("/disputes/" + id).status, 404);
    EXPECT_EQ(does(id, "ask_evidence", {}, "rival.ben").status, 404);
    EXPECT_EQ(rules(id, "seller", {}, "rival.cleo").status, 404);
    EXPECT_EQ(files("/cases/" + of, {}, "rival.ben").status, 404);
    EXPECT_EQ(files("/orders/" + bought, {}, "rival.ben").status, 404);
    EXPECT_EQ(as("rival.ben").get("/disputes").at("items").as_array().size(), 0u);
    EXPECT_EQ(as("rival.ben").get("/disputes/counts").number("ours"), 0);
    EXPECT_EQ(rules(id, "seller", {}, "ben").status, 403);
    EXPECT_EQ(
        as("ben").post("/disputes/" + id + "/appeals", {{"note", "x"}, {"by", "seller"}}).status,
        403);
    EXPECT_EQ(does(id, "rule_seller").reason(), "not_a_step") << "a ruling has its own right";
    EXPECT_EQ(does(id, "time_passed").reason(), "not_a_step");
    EXPECT_EQ(stands(id), "filed");
}

TEST_P(Disputes, what_cannot_be_is_refused) {
    auto bought = order();
    EXPECT_EQ(files("/orders/" + bought, {{"platform_number", ""}}).status, 422);
    EXPECT_EQ(files("/orders/" + bought, {{"filed_at", (clock.now() + 1h).us}}).reason(),
              "in_the_future");
    EXPECT_EQ(files("/orders/" + bought, {{"filed_at", 1}}).reason(), "too_long_ago");
    EXPECT_EQ(files("/orders/" + bought, {{"asked", -1}}).reason(), "negative_amount");
    EXPECT_EQ(files("/orders/" + bought, {{"asked", 900'000'000'000'000}}).reason(),
              "out_of_range");
    EXPECT_EQ(files("/orders/" + bought, {{"named_until", (clock.now() - 1h).us}}).reason(),
              "in_the_past");
    EXPECT_EQ(files("/orders/" + bought, {{"named_until", (clock.now() + 31 * 24h).us}}).reason(),
              "too_far");
    auto id = files("/orders/" + bought).text("id");
    EXPECT_EQ(does(id, "ask_evidence", {{"noticed_at", (clock.now() + 1h).us}}).reason(),
              "in_the_future");
    EXPECT_EQ(shows(id, "nothing", "x").reason(), "unknown_piece");
    EXPECT_EQ(
        as("cleo").post("/disputes/" + id + "/appeals", {{"note", "x"}, {"by", "seller"}}).reason(),
        "not_now");
    rules(id, "seller");
    EXPECT_EQ(as("cleo")
                  .post("/disputes/" + id + "/appeals", {{"note", "x"}, {"by", "courier"}})
                  .reason(),
              "no_party");
}

TEST_P(Disputes, lists_go_by_time_left_and_the_month_s_rate_counts_orders_once) {
    auto first = order(), second = order("SG1002");
    order("SG1003");
    auto late = files("/orders/" + first, {{"filed_at", (clock.now() - 2h).us}}).text("id");
    auto calm = files("/orders/" + second).text("id");
    files("/orders/" + second, {{"platform", "complaint"}});
    auto ours = as("ben").get("/disputes");
    EXPECT_EQ(ours.at("items").as_array().size(), 3u);
    EXPECT_EQ(ours.text("items.0.id"), late);
    auto page = as("ben").get("/disputes?limit=1");
    EXPECT_EQ(as("ben").get("/disputes?limit=2&after=" + page.text("next")).text("items.0.id"),
              calm);
    auto counts = as("ben").get("/disputes/counts");
    EXPECT_EQ(counts.number("disputed_orders"), 2);
    EXPECT_EQ(counts.number("valid_orders"), 3);
    EXPECT_EQ(counts.number("ours"), 3);
    rules(late, "seller");
    EXPECT_EQ(as("ben").get("/disputes?view=platform").text("items.0.id"), late);
    does(late, "close");
    EXPECT_EQ(as("ben").get("/disputes?view=over").text("items.0.id"), late);
    EXPECT_EQ(as("ben").get("/disputes/counts").number("platform"), 0);
}

TEST_P(Disputes, pages_of_what_ends_or_is_due_at_once_leave_nothing_out) {
    std::vector<std::string> ids;
    for (auto* number : {"SG1", "SG2", "SG3"})
        ids.push_back(files("/orders/" + order(number)).text("id"));
    auto paged = [&](const std::string& view) {
        std::set<std::string> out;
        std::string after;
        for (int pages = 0; pages < 5; ++pages) {
            auto page = as("ben").get("/disputes?limit=1&view=" + view +
                                      (after.empty() ? "" : "&after=" + after));
            for (auto& one : page.at("items").as_array())
                out.insert(std::string(one.at("id").as_string()));
            if (page.at("next").is_null()) break;
            after = page.text("next");
        }
        return out;
    };
    // The clock of the house goes on between two calls.
    auto at_once = [&](kit::Sql set) {
        store().write_now([&](kit::Work& work) { work.db.execute(set, clock.now(), acme.shop); });
    };
    at_once("update disputes set rank_at = ? where shop = ?");
    EXPECT_EQ(paged("ours"), std::set<std::string>(ids.begin(), ids.end()));
    for (auto& id : ids) EXPECT_EQ(does(id, "withdraw").status, 201);
    at_once("update disputes set over_at = ? where shop = ?");
    EXPECT_EQ(paged("over"), std::set<std::string>(ids.begin(), ids.end()));
    EXPECT_EQ(as("ben").get("/disputes?after=1.x").reason(), "bad_cursor");
}

TEST_P(Disputes, a_timer_that_comes_twice_or_after_its_time_does_nothing) {
    auto id = files("/orders/" + order()).text("id");
    // As another node would leave it: the same look once more, and one for a deadline that is no
    // more.
    auto copied = [&](const char* mark) {
        store().write_now([&](kit::Work& work) {
            work.db.execute(
                "insert into jobs (id, kind, once, payload, due_at, attempts, leased_until, fence, state, error) "
                "select ? || id, kind, null, payload, due_at, 0, 0, 0, 'waiting', '' from jobs where kind = 'disputes.deadline'",
                std::string(mark));
        });
    };
    copied("a");
    pass(19h);
    EXPECT_EQ(rows(id, "warned"), 1);
    copied("b");
    ASSERT_EQ(does(id, "ask_evidence", {{"named_until", (clock.now() + 72h).us}}, "beth").status,
              201);
    copied("c");
    pass(6h);
    EXPECT_EQ(rows(id, "missed"), 0) << "the platform gave more time";
    pass(72h);
    EXPECT_EQ(rows(id, "missed"), 1);
}

IN_BOTH_ENGINES(Disputes);
