// Claims and the delay guide in the running house.
#include "tracings.hpp"

class Claims : public Tracings {
protected:
    Answer makes(const std::string& parcel, const json::object& more = {},
                 const std::string& who = "ben") {
        json::object ask{{"client_key", "c" + std::to_string(++keys_)},
                         {"parcel", parcel},
                         {"kind", "lost"},
                         {"freight", 1'200}};
        for (auto& [name, value] : more) ask[name] = value;
        return as(who).post("/claims", ask);
    }
    Answer does(const std::string& id, const std::string& event, const json::object& more = {},
                const std::string& who = "ben") {
        json::object ask{{"event", event}};
        for (auto& [name, value] : more) ask[name] = value;
        return as(who).post("/claims/" + id + "/steps", ask);
    }
    void shows_all(const std::string& id) {
        for (auto& piece : as("ben").get("/claims/" + id).at("pieces").as_array())
            as("ben").put(
                "/claims/" + id + "/piece",
                {{"key", piece.at("key").as_string()}, {"note", "已存档"}, {"done", true}});
    }
};

TEST_P(Claims, one_is_prepared_sent_accepted_and_paid_and_counted_by_carrier) {
    auto parcel = shipped();
    auto search = opens(parcel).text("id");
    speaks(search, "lost");
    auto made = makes(parcel, {{"tracing", search}});
    ASSERT_EQ(made.status, 201) << made.body;
    auto id = made.text("id");
    EXPECT_EQ(made.number("goods"), 19'600 - 800);
    EXPECT_EQ(made.number("brief.asked"), 18'800)
        << "the loss: nothing was declared, no limit agreed";
    EXPECT_EQ(does(id, "send").reason(), "evidence_missing");
    EXPECT_EQ(
        as("ben")
            .put("/claims/" + id + "/piece", {{"key", "nothing"}, {"note", ""}, {"done", true}})
            .reason(),
        "unknown_piece");
    shows_all(id);
    auto sent = does(id, "send", {{"reference", "ZT-2026-1"}});
    ASSERT_EQ(sent.status, 201) << sent.body;
    EXPECT_EQ(sent.text("reference"), "ZT-2026-1");
    EXPECT_EQ(does(id, "accept").reason(), "amount_needed");
    EXPECT_EQ(does(id, "accept", {{"amount", 18'801}}).reason(), "above_claim");
    EXPECT_EQ(does(id, "accept", {{"amount", 3'000}}).text("brief.state"), "accepted");
    EXPECT_EQ(does(id, "pay", {{"amount", 3'001}}).reason(), "above_claim");
    auto paid = does(id, "pay", {{"amount", 3'000}});
    EXPECT_EQ(paid.text("brief.state"), "paid");
    EXPECT_EQ(does(id, "drop").reason(), "already_over");
    auto totals = as("ben").get("/claims/totals");
    EXPECT_EQ(totals.text("items.0.carrier"), "zhongtong");
    EXPECT_EQ(totals.number("items.0.claims"), 1);
    EXPECT_EQ(totals.number("items.0.open"), 0);
    EXPECT_EQ(totals.number("items.0.asked"), 18'800);
    EXPECT_EQ(totals.number("items.0.paid"), 3'000);
    EXPECT_EQ(as("ben").get("/claims?view=over").text("items.0.id"), id);
    EXPECT_EQ(as("ben").get("/claims?tracing=" + search).text("items.0.id"), id);
    EXPECT_EQ(as("rival.ben").get("/claims/totals").at("items").as_array().size(), 0u);
}

TEST_P(Claims, one_that_is_refused_goes_again_or_is_dropped) {
    auto id = makes(shipped()).text("id");
    shows_all(id);
    does(id, "send");
    EXPECT_EQ(does(id, "refuse").reason(), "required");
    EXPECT_EQ(does(id, "refuse", {{"note", "称已妥投"}}).text("brief.state"), "refused");
    EXPECT_EQ(does(id, "send", {{"note", "补充签收底单"}}).text("brief.state"), "sent");
    does(id, "refuse", {{"note", "不认"}});
    EXPECT_EQ(does(id, "drop").text("brief.state"), "dropped");
    auto history = as("ben").get("/claims/" + id).at("history").as_array();
    EXPECT_EQ(history.size(), 6u);
}

TEST_P(Claims, people_are_warned_before_a_deadline_and_told_when_it_is_missed_each_once) {
    auto id = makes(shipped()).text("id");
    auto events = [&](std::string_view event) {
        return store().read_now([&](kit::Work& work) {
            return work.db
                .value<std::int64_t>(
                    "select count(*) from claim_steps where claim = ? and event = ?", id, event)
                .value_or(0);
        });
    };
    pass(27 * 24h);
    EXPECT_EQ(events("warned"), 0);
    pass(25h);
    EXPECT_EQ(events("warned"), 1);
    restart();
    ann.port = port();
    pass(1h);
    EXPECT_EQ(events("warned"), 1);
    EXPECT_EQ(events("missed"), 0);
    auto open = as("ben").get("/claims");
    EXPECT_TRUE(open.at("items.0.is_warned").as_bool());
    EXPECT_FALSE(open.at("items.0.is_missed").as_bool());
    pass(48h);
    restart();
    ann.port = port();
    settle();
    EXPECT_EQ(events("missed"), 1);
    EXPECT_TRUE(as("ben").get("/claims").at("items.0.is_missed").as_bool());
    shows_all(id);
    EXPECT_EQ(does(id, "send").text("brief.state"), "sent") << "late is better than never";
    pass(8 * 24h);
    EXPECT_EQ(events("missed"), 2) << "a new state, a new clock";
}

TEST_P(Claims, refusals_rivals_and_contracts) {
    auto parcel = shipped();
    EXPECT_EQ(makes(parcel, {{"kind", "damaged"}, {"loss", 999'999}}).reason(), "above_goods");
    EXPECT_EQ(makes(parcel, {{"kind", "damaged"}, {"loss", 0}, {"declared", 100}}).reason(),
              "nothing_to_claim");
    EXPECT_EQ(makes(parcel, {{"client_key", ""}}).reason(), "bad_client_key");
    EXPECT_EQ(makes(parcel, {{"tracing", kit::new_uuid({1})}}).status, 404);
    json::object terms{{"carrier", "zhongtong"}, {"window_days", 60},
                       {"answer_days", 10},      {"pay_days", 30},
                       {"freight_multiple", 5},  {"note", "2026 年框架合同"}};
    EXPECT_EQ(as("ben").put("/carrier_terms", terms).status, 403);
    ASSERT_EQ(as("cleo").put("/carrier_terms", terms).status, 200)
        << "a lead, who approves above the limit, sets it";
    ASSERT_EQ(as("mia").put("/carrier_terms", terms).status, 200);
    EXPECT_EQ(as("ben").get("/carrier_terms").at("items").as_array().size(), 1u);
    EXPECT_EQ(as("rival.ben").get("/carrier_terms").at("items").as_array().size(), 0u);
    EXPECT_EQ(as("ben").get("/carrier_terms").number("house.window_days"), 30);
    EXPECT_EQ(makes(parcel, {{"freight", 0}}).reason(), "freight_needed")
        << "the contract counts by it";
    EXPECT_EQ(as("ben").get("/carrier_terms").text("carriers.1.name"), "中通快递");
    for (auto strange : {"中通", "", "nobody"}) {
        auto other = terms;
        other["carrier"] = strange;
        EXPECT_EQ(as("mia").put("/carrier_terms", other).reason(), "unknown_carrier") << strange;
    }
    auto made = makes(parcel, {{"client_key", "same"}});
    EXPECT_EQ(made.number("brief.asked"), 6'000) << "five times, by contract";
    EXPECT_EQ(makes(parcel, {{"client_key", "same"}}).text("id"), made.text("id"));
    EXPECT_EQ(makes(parcel).reason(), "open_claim");
    auto id = made.text("id");
    EXPECT_EQ(does(id, "send", {{"version", 1}}).reason(), "changed");
    EXPECT_EQ(as("rival.ben").get("/claims/" + id).status, 404);
    EXPECT_EQ(does(id, "drop", {}, "rival.ben").status, 404);
    EXPECT_EQ(makes(parcel, {}, "rival.ben").status, 404);
    EXPECT_EQ(
        as("rival.ben")
            .put("/claims/" + id + "/piece", {{"key", "waybill"}, {"note", ""}, {"done", true}})
            .status,
        404);
    auto other = shipped("SG2", "ZT2");
    EXPECT_EQ(makes(parcel, {{"tracing", opens(other).text("id")}}).reason(), "other_parcel");
}

// Files show a piece; the courier was sent them as they are.
TEST_P(Claims, a_piece_is_shown_by_files_that_stay_once_they_were_sent) {
    auto id = makes(shipped(), {{"kind", "late"}}).text("id");
    auto at = "/claims/" + id;
    auto ben = as("ben");
    auto shown = ben.upload(at + "/pieces/waybill/files?name=%E5%BA%95%E5%8D%95.txt", "waybill");
    ASSERT_EQ(shown.status, 201) << shown.body;
    EXPECT_EQ(shown.text("files.0.name"), "底单.txt");
    EXPECT_EQ(shown.text("files.0.piece"), "waybill");
    EXPECT_TRUE(shown.at("pieces.0.done").as_bool()) << "what is shown is done";
    EXPECT_EQ(ben.upload(at + "/pieces/waybill/files?name=again", "waybill")
                  .at("files")
                  .as_array()
                  .size(),
              1u);
    auto page = ben.get("/" + shown.text("files.0.url"));
    EXPECT_EQ(page.body, "waybill");
    EXPECT_TRUE(page.header("content-disposition").starts_with("attachment"))
        << "no page of ours runs it";
    EXPECT_EQ(as("rival.ben").get("/" + shown.text("files.0.url")).status, 404);
    EXPECT_EQ(as("wade").get("/" + shown.text("files.0.url")).status, 403);

    EXPECT_EQ(ben.upload(at + "/pieces/nothing/files?name=x", "x").reason(), "unknown_piece");
    EXPECT_EQ(ben.upload(at + "/pieces/waybill/files?name=x", "").reason(), "empty");
    EXPECT_EQ(as("rival.ben").upload(at + "/pieces/waybill/files?name=x", "x").status, 404);
    auto second = ben.upload(at + "/pieces/traces/files?name=x", "scans").text("files.1.id");
    EXPECT_EQ(as("rival.ben").remove(at + "/files/" + second).status, 404);
    auto left = ben.remove(at + "/files/" + second);
    EXPECT_EQ(left.at("files").as_array().size(), 1u);
    EXPECT_FALSE(left.at("pieces.1.done").as_bool()) << "nothing shows it any more";
    shows_all(id);
    ASSERT_EQ(does(id, "send").text("brief.state"), "sent");
    EXPECT_EQ(ben.remove(at + "/files/" + shown.text("files.0.id")).reason(), "already_sent");
    EXPECT_EQ(ben.upload(at + "/pieces/promise/files?name=x", "more").status, 201)
        << "the courier asks for more";
    does(id, "drop");
    EXPECT_EQ(ben.upload(at + "/pieces/promise/files?name=x", "late").reason(), "already_over");
}

TEST_P(Claims, a_contract_ends_and_new_claims_go_by_the_house_s_terms) {
    json::object terms{{"carrier", "zhongtong"}, {"window_days", 60},     {"answer_days", 10},
                       {"pay_days", 30},         {"freight_multiple", 5}, {"note", ""}};
    ASSERT_EQ(as("cleo").put("/carrier_terms", terms).status, 200);
    auto before = makes(shipped());
    EXPECT_EQ(as("ben").remove("/carrier_terms/zhongtong").status, 403);
    EXPECT_EQ(as("rival.cleo").remove("/carrier_terms/zhongtong").status, 404);
    EXPECT_EQ(as("cleo").remove("/carrier_terms/zhongtong").status, 204);
    EXPECT_EQ(as("cleo").remove("/carrier_terms/zhongtong").status, 404);
    EXPECT_EQ(as("ben").get("/claims/" + before.text("id")).number("brief.asked"), 6'000)
        << "what was claimed stays";
    EXPECT_EQ(makes(shipped("SG2", "ZT2")).number("brief.asked"), 18'800);
}

// --- the delay guide
// ---------------------------------------------------------------------------------------

TEST_P(Claims, a_changed_contract_moves_no_deadline_of_a_claim_that_was_made_before) {
    constexpr std::int64_t day = 86'400'000'000;
    auto contract = [&](int answer_days, int multiple) {
        json::object terms{{"carrier", "zhongtong"},       {"window_days", 60},
                           {"answer_days", answer_days},   {"pay_days", 30},
                           {"freight_multiple", multiple}, {"note", ""}};
        ASSERT_EQ(as("mia").put("/carrier_terms", terms).status, 200);
    };
    contract(10, 5);
    auto kept = makes(shipped());
    auto old = makes(shipped("SG2", "ZT2")).text("id");
    store().write_now([&](kit::Work& work) {
        work.db.execute("update claims set terms = null where id = ?", old);
    });
    contract(20, 3);
    auto sent = [&](const std::string& id) {
        shows_all(id);
        auto now = does(id, "send", {{"reference", "ZT-2026-1"}});
        EXPECT_EQ(now.text("brief.state"), "sent") << now.body;
        return (now.number("brief.deadline_at") - clock.now().us + day / 2) / day;
    };
    EXPECT_EQ(sent(kept.text("id")), 10);
    EXPECT_EQ(kept.number("brief.asked"), 6'000);
    EXPECT_EQ(sent(old), 20) << "made before its terms were kept: the present ones";
    EXPECT_EQ(makes(shipped("SG3", "ZT3")).number("brief.asked"), 3'600);
}

TEST_P(Claims, the_delay_guide_composes_three_parts_from_facts_in_the_buyer_s_language) {
    auto parcel = shipped();
    auto early = as("beth").get("/parcels/" + parcel + "/delay_guide");
    ASSERT_EQ(early.status, 200) << early.body;
    EXPECT_EQ(early.text("lateness"), "none");
    EXPECT_EQ(early.number("amount"), 0);
    pass(80h);
    auto guide = as("ben").get("/parcels/" + parcel + "/delay_guide");
    EXPECT_EQ(guide.text("language"), "zh");
    EXPECT_EQ(guide.text("lateness"), "longer");
    EXPECT_EQ(guide.number("limit"), 980) << "5 % of 196";
    EXPECT_EQ(guide.number("suggested"), 980);
    EXPECT_EQ(guide.text("colour"), "green");
    EXPECT_TRUE(guide.text("words.explanation").contains("已联系快递查件"))
        << "the watch has opened one";
    EXPECT_TRUE(guide.text("words.compensation").contains("¥9.80"));
    auto english = as("ben").get("/parcels/" + parcel + "/delay_guide?language=en&amount=1000");
    EXPECT_TRUE(english.text("words.apology").contains("sorry"));
    EXPECT_TRUE(english.at("needs_approval").as_bool());
    EXPECT_EQ(as("ben").get("/parcels/" + parcel + "/delay_guide?amount=-1").reason(),
              "out_of_range");
    EXPECT_EQ(as("rival.ben").get("/parcels/" + parcel + "/delay_guide").status, 404);
    EXPECT_EQ(told().size(), 1u) << "a guide says nothing by itself";
}

TEST_P(Claims, within_the_limit_it_is_given_and_becomes_a_precedent_and_above_it_a_lead_decides) {
    std::vector<std::string> parcels;
    for (int i = 0; i < 5; ++i)
        parcels.push_back(shipped("SG" + std::to_string(i), "ZT" + std::to_string(i)));
    pass(80h);
    auto give = [&](const std::string& parcel, std::int64_t amount, const std::string& key,
                    const std::string& who = "ben") {
        return as(who).post("/delay_offers",
                            {{"client_key", key}, {"parcel", parcel}, {"amount", amount}});
    };
    auto first = give(parcels[0], 500, "k0");
    ASSERT_EQ(first.status, 201) << first.body;
    EXPECT_EQ(first.text("state"), "given");
    auto of = as("ben").get("/cases/" + first.text("case_id"));
    EXPECT_EQ(of.text("brief.kind"), "compensation");
    EXPECT_EQ(of.text("brief.state"), "refunding") << of.body;
    EXPECT_EQ(of.number("brief.amount"), 500);
    EXPECT_EQ(give(parcels[0], 500, "k0").text("id"), first.text("id"))
        << "a retry gives nothing more";
    EXPECT_EQ(give(parcels[0], 400, "k0").reason(), "key_reused");
    EXPECT_EQ(give(parcels[0], 100, "again").reason(), "offered_before");
    give(parcels[1], 300, "k1");
    give(parcels[2], 200, "k2");
    auto guide = as("ben").get("/parcels/" + parcels[3] + "/delay_guide");
    EXPECT_EQ(guide.number("precedent.count"), 3);
    EXPECT_EQ(guide.number("suggested"), 300) << "what like cases got";
    EXPECT_EQ(guide.number("budget_left"), 50'000 - 1'000);
    auto asked = give(parcels[3], 2'000, "k3", "cleo");
    EXPECT_EQ(asked.text("state"), "asked");
    EXPECT_EQ(asked.text("case_id"), "");
    auto id = asked.text("id");
    EXPECT_EQ(as("ben").post("/delay_offers/" + id + "/approval").status, 403);
    EXPECT_EQ(as("cleo").post("/delay_offers/" + id + "/approval").reason(), "own_request");
    EXPECT_EQ(as("rival.mia").post("/delay_offers/" + id + "/approval").status, 404);
    EXPECT_EQ(as("mia").get("/delay_offers/waiting").text("items.0.id"), id);
    auto approved = as("mia").post("/delay_offers/" + id + "/approval");
    EXPECT_EQ(approved.text("state"), "given") << approved.body;
    EXPECT_FALSE(approved.text("case_id").empty());
    EXPECT_EQ(as("mia").post("/delay_offers/" + id + "/approval").reason(), "approved_already");
    auto other = give(parcels[4], 5'000, "k4").text("id");
    EXPECT_EQ(as("mia")
                  .post("/delay_offers/" + other + "/rejection", {{"reason", "按 10 元给"}})
                  .text("state"),
              "refused");
    EXPECT_EQ(as("ben").get("/parcels/" + parcels[4] + "/delay_offers").text("items.0.reason"),
              "按 10 元给");
    EXPECT_EQ(give(parcels[4], 300, "k5").text("state"), "given")
        << "a refused offer does not stand in the way";
    EXPECT_EQ(give(parcels[4], 0, "k6").reason(), "out_of_range");
    EXPECT_EQ(as("rival.ben").get("/parcels/" + parcels[4] + "/delay_offers").status, 404);
}

TEST_P(Claims, the_guide_suggests_by_the_steps_of_the_shop) {
    auto parcel = shipped();
    pass(80h);
    auto before = as("ben").get("/parcels/" + parcel + "/delay_guide").number("suggested");
    EXPECT_GT(before, 0);
    json::object rules{{"ask_hours", 4},         {"answer_hours", 24}, {"watch_opens", true},
                       {"delay_budget", 50'000}, {"percent_day", 0},   {"percent_three", 0},
                       {"percent_longer", 0}};
    ASSERT_EQ(as("cleo").put("/tracing_rules", rules).status, 200);
    EXPECT_EQ(as("ben").get("/parcels/" + parcel + "/delay_guide").number("suggested"), 0);
    rules["percent_day"] = 2;
    EXPECT_EQ(as("cleo").put("/tracing_rules", rules).reason(), "less_for_later");
    EXPECT_EQ(as("ben").get("/tracing_rules").number("percent_day"), 0);
}

TEST_P(Claims, a_spent_budget_asks_and_the_next_day_has_a_new_one) {
    json::object rules{{"ask_hours", 4},      {"answer_hours", 24}, {"watch_opens", true},
                       {"delay_budget", 700}, {"percent_day", 1},   {"percent_three", 3},
                       {"percent_longer", 5}};
    ASSERT_EQ(as("mia").put("/tracing_rules", rules).status, 200);
    auto kept = as("mia").get("/tracing_rules").parsed();
    for (auto& [field, value] : rules) EXPECT_EQ(kept.at(field), value) << field;
    auto one = shipped("SG1", "ZT1"), two = shipped("SG2", "ZT2"), three = shipped("SG3", "ZT3");
    pass(80h);
    auto give = [&](const std::string& parcel, const std::string& who = "ben") {
        return as(who)
            .post("/delay_offers", {{"client_key", parcel}, {"parcel", parcel}, {"amount", 500}})
            .text("state");
    };
    EXPECT_EQ(give(one), "given");
    EXPECT_EQ(as("ben").get("/parcels/" + two + "/delay_guide").number("budget_left"), 200);
    EXPECT_EQ(give(two), "asked");
    pass(24h);
    EXPECT_EQ(give(three, "beth"), "given");
}

IN_BOTH_ENGINES(Claims);
