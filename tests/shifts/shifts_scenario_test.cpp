#include "shifts/shifts.hpp"

#include "house.hpp"

namespace {

const json::array early{"early"}, late{"late"}, none{};

}  // namespace

class Shifts : public House {
protected:
    void SetUp() override {
        House::SetUp();
        // Sunday, 22 November 2026, 18:00 in China.
        if (!IsSkipped()) clock.set({(20779 * 24 + 10) * 3'600'000'000LL});
    }
    Answer plan(const std::string& person, const std::string& day, const json::array& kinds) {
        return as("cleo").put("/shifts", {{"person", person}, {"day", day}, {"kinds", kinds}});
    }
    Answer publish(const std::string& from = "2026-11-23", const std::string& to = "2026-11-29") {
        return as("cleo").post("/shift_publications", {{"from", from}, {"to", to}});
    }
    std::size_t seen_by(const std::string& who) {
        return as(who).get("/shifts?from=2026-11-23&days=7").at("items").as_array().size();
    }
    // On Monday 23 November, at this local time.
    bool works(const std::string& person, int hour, int minute = 0) {
        auto at = kit::Time{(20780 * 24 - 8 + hour) * 3'600'000'000LL} + minute * 1min;
        return store().read_now(
            [&](kit::Work& work) { return shifts::on_shift(work, acme.shop, {person}, at); });
    }
};

TEST_P(Shifts, people_see_a_plan_when_it_is_published_and_not_before) {
    auto ben = plan(acme.ben, "2026-11-23", early);
    ASSERT_EQ(ben.status, 200) << ben.body;
    EXPECT_TRUE(ben.at("draft").as_bool());
    EXPECT_EQ(ben.number("periods.0.from"), 570);
    EXPECT_EQ(seen_by("ben"), 0u);
    EXPECT_EQ(seen_by("cleo"), 1u);
    auto published = publish();
    ASSERT_EQ(published.status, 201) << published.body;
    EXPECT_EQ(published.number("days"), 1);
    EXPECT_EQ(seen_by("ben"), 1u);
    EXPECT_EQ(seen_by("wade"), 1u) << "also in the warehouse";
    EXPECT_EQ(as("rival.ben").get("/shifts?from=2026-11-23&days=7").at("items").as_array().size(),
              0u);

    plan(acme.ben, "2026-11-23", none);
    EXPECT_EQ(seen_by("ben"), 1u) << "taken free only in a draft";
    EXPECT_EQ(as("cleo").get("/shifts?from=2026-11-23&days=7").number("drafts"), 1);
    EXPECT_FALSE(plan(acme.ben, "2026-11-23", early).at("draft").as_bool())
        << "back as it is published: no draft is left";
    EXPECT_EQ(as("cleo").get("/shifts?from=2026-11-23&days=7").number("drafts"), 0);
    plan(acme.ben, "2026-11-23", none);
    publish();
    EXPECT_EQ(seen_by("ben"), 0u);
}

TEST_P(Shifts, only_those_who_plan_plan_and_a_rival_is_not_there) {
    json::object ask{{"person", acme.ben}, {"day", "2026-11-23"}, {"kinds", early}};
    EXPECT_EQ(as("ben").put("/shifts", ask).status, 403);
    EXPECT_EQ(as("rival.cleo").put("/shifts", ask).status, 404);
    EXPECT_EQ(plan(acme.ben, "2026-11-31", early).reason(), "bad_date");
    EXPECT_EQ(plan(acme.ben, "2026-11-23", {"night"}).reason(), "unknown_kind");
    EXPECT_EQ(plan(acme.ben, "2026-11-23", {"early", "early", "early", "early", "early"}).reason(),
              "too_many");
    EXPECT_EQ(as("ben").get("/shifts?from=x").reason(), "bad_date");
    EXPECT_EQ(as("ben").get("/shifts?days=43").reason(), "out_of_range");
    EXPECT_EQ(publish("2026-11-23", "2027-11-29").reason(), "too_long");
    EXPECT_EQ(as("ben")
                  .post("/shift_publications", {{"from", "2026-11-23"}, {"to", "2026-11-29"}})
                  .status,
              403);
}

TEST_P(Shifts, what_clashes_is_shown_and_not_published) {
    plan(acme.ben, "2026-11-23", {"early", "late"});
    auto seen = as("cleo").get("/shifts?from=2026-11-23&days=7");
    EXPECT_EQ(seen.text("clashes.0.kind"), "overlap");
    EXPECT_EQ(publish().reason(), "overlap");
    plan(acme.ben, "2026-11-23", late);
    plan(acme.ben, "2026-11-24", early);
    seen = as("cleo").get("/shifts?from=2026-11-23&days=7");
    EXPECT_EQ(seen.text("clashes.0.kind"), "short_rest");
    EXPECT_TRUE(seen.at("clashes.0.warns").as_bool());
    EXPECT_EQ(as("ben").get("/shifts?from=2026-11-23&days=7").at("clashes").as_array().size(), 0u);
    EXPECT_EQ(publish().status, 201) << "a warning keeps nobody";
    for (auto day : {"2026-11-25", "2026-11-26", "2026-11-27", "2026-11-28", "2026-11-29"})
        plan(acme.ben, day, late);
    EXPECT_EQ(publish().reason(), "seven_in_a_row");
    EXPECT_EQ(publish("2026-11-23", "2026-11-28").status, 409)
        << "the seventh day begins in the week that is published";
    plan(acme.ben, "2026-11-29", none);
    EXPECT_EQ(publish().status, 201);
}

TEST_P(Shifts, own_kinds_split_a_day_and_leave_planned_days_alone) {
    json::object split{{"code", "split"},
                       {"name", "两头班"},
                       {"hue", 4},
                       {"periods", {{{"from", 540}, {"to", 720}}, {{"from", 1080}, {"to", 1320}}}}};
    EXPECT_EQ(as("ben").put("/shift_kinds", {{"items", {split}}}).status, 403);
    auto set = as("cleo").put("/shift_kinds", {{"items", {split}}});
    ASSERT_EQ(set.status, 200) << set.body;
    plan(acme.ben, "2026-11-23", {"split"});
    publish();
    EXPECT_TRUE(works(acme.ben, 9));
    EXPECT_FALSE(works(acme.ben, 12));
    EXPECT_TRUE(works(acme.ben, 18));
    split["periods"] = {{{"from", 0}, {"to", 60}}};
    EXPECT_EQ(as("cleo").put("/shift_kinds", {{"items", {split}}}).status, 200);
    EXPECT_TRUE(works(acme.ben, 9));
    EXPECT_EQ(as("rival.ben").get("/shift_kinds").text("items.0.code"), "early");
    split["periods"] = {{{"from", 60}, {"to", 60}}};
    EXPECT_EQ(as("cleo").put("/shift_kinds", {{"items", {split}}}).reason(), "bad_period");
}

TEST_P(Shifts, who_is_on_shift_follows_the_published_plan) {
    EXPECT_TRUE(works(acme.ben, 3)) << "a shop that plans nobody has everybody";
    plan(acme.ben, "2026-11-23", early);
    EXPECT_TRUE(works(acme.ben, 3)) << "a draft says nothing";
    publish();
    EXPECT_FALSE(works(acme.ben, 9, 29));
    EXPECT_TRUE(works(acme.ben, 9, 30));
    EXPECT_TRUE(works(acme.ben, 18, 29));
    EXPECT_FALSE(works(acme.ben, 18, 30));
    EXPECT_FALSE(works(acme.beth, 12)) << "others are planned, she is not";
}

TEST_P(Shifts, leave_is_asked_decided_and_kept) {
    json::object ask{{"from_day", "2026-11-23"}, {"to_day", "2026-11-24"}, {"reason", "看病"}};
    auto asked = as("ben").post("/leaves", ask);
    ASSERT_EQ(asked.status, 201) << asked.body;
    auto path = "/leaves/" + asked.text("id");
    EXPECT_EQ(as("ben").post("/leaves", ask).reason(), "asked_already");
    EXPECT_EQ(as("beth").get("/leaves").at("items").as_array().size(), 0u)
        << "why is between him and who plans";
    EXPECT_EQ(as("cleo").get("/leaves").text("items.0.reason"), "看病");
    EXPECT_EQ(as("ben").put(path + "/decision", {{"approved", true}, {"note", ""}}).status, 403);
    EXPECT_EQ(as("rival.cleo").put(path + "/decision", {{"approved", true}, {"note", ""}}).status,
              404);
    EXPECT_EQ(as("beth").remove(path).status, 404);

    plan(acme.ben, "2026-11-23", early);
    plan(acme.beth, "2026-11-23", early);
    EXPECT_EQ(publish().status, 201);
    EXPECT_TRUE(works(acme.ben, 12));
    auto approved = as("cleo").put(path + "/decision", {{"approved", true}, {"note", "早日康复"}});
    ASSERT_EQ(approved.status, 200) << approved.body;
    EXPECT_EQ(approved.text("state"), "approved");
    EXPECT_FALSE(works(acme.ben, 12)) << "although planned";
    EXPECT_TRUE(works(acme.beth, 12));
    auto seen = as("cleo").get("/shifts?from=2026-11-23&days=7");
    EXPECT_EQ(seen.text("clashes.0.kind"), "on_leave");
    EXPECT_EQ(seen.text("leaves.0.person"), acme.ben);
    plan(acme.ben, "2026-11-24", early);
    EXPECT_EQ(publish().reason(), "on_leave");

    EXPECT_EQ(as("cleo").put(path + "/decision", {{"approved", false}, {"note", ""}}).reason(),
              "already_decided");
    EXPECT_EQ(as("ben").remove(path).text("state"), "withdrawn");
    EXPECT_EQ(as("ben").remove(path).reason(), "already_decided");
    EXPECT_TRUE(works(acme.ben, 12));
    ask["from_day"] = ask["to_day"] = "2026-11-21";
    EXPECT_EQ(as("ben").post("/leaves", ask).reason(), "in_the_past");
}

TEST_P(Shifts, two_people_swap_when_both_and_the_lead_agree) {
    plan(acme.ben, "2026-11-23", early);
    plan(acme.beth, "2026-11-23", late);
    plan(acme.beth, "2026-11-24", early);
    publish();
    auto ask = [&](const std::string& who, const std::string& colleague, const std::string& day) {
        return as(who).post(
            "/swaps", {{"day", "2026-11-23"}, {"colleague", colleague}, {"colleague_day", day}});
    };
    EXPECT_EQ(ask("ben", acme.ben, "2026-11-23").reason(), "yourself");
    EXPECT_EQ(ask("ben", rival.ben, "2026-11-23").status, 404);
    EXPECT_EQ(ask("ben", acme.beth, "2026-11-25").reason(), "not_planned");
    EXPECT_EQ(ask("ben", acme.beth, "2026-11-24").reason(), "works_already");
    auto asked = ask("ben", acme.beth, "2026-11-23");
    ASSERT_EQ(asked.status, 201) << asked.body;
    EXPECT_EQ(ask("ben", acme.beth, "2026-11-23").reason(), "asked_already");
    auto path = "/swaps/" + asked.text("id");
    EXPECT_EQ(as("cleo").put(path + "/decision", {{"approved", true}}).reason(), "not_agreed");
    EXPECT_EQ(as("ben").put(path + "/answer", {{"agreed", true}}).status, 404)
        << "nobody agrees with themselves";
    EXPECT_EQ(as("quinn").get("/swaps").at("items").as_array().size(), 0u);
    EXPECT_EQ(as("quinn").remove(path).status, 404);
    EXPECT_EQ(as("beth").put(path + "/answer", {{"agreed", true}}).text("state"), "agreed");
    EXPECT_EQ(as("rival.cleo").put(path + "/decision", {{"approved", true}}).status, 404);
    EXPECT_TRUE(works(acme.ben, 10));
    auto done = as("cleo").put(path + "/decision", {{"approved", true}});
    ASSERT_EQ(done.status, 200) << done.body;
    EXPECT_FALSE(works(acme.ben, 10));
    EXPECT_TRUE(works(acme.ben, 22));
    EXPECT_TRUE(works(acme.beth, 10));
    EXPECT_FALSE(works(acme.beth, 22));
    EXPECT_EQ(seen_by("ben"), 3u);
    EXPECT_EQ(as("ben").remove(path).reason(), "already_decided");
}

TEST_P(Shifts, a_swap_over_two_days_gives_no_seventh_day) {
    for (auto day :
         {"2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27", "2026-11-28", "2026-11-29"})
        plan(acme.ben, day, early);
    plan(acme.ben, "2026-12-03", early);
    plan(acme.beth, "2026-11-23", early);
    ASSERT_EQ(publish("2026-11-23", "2026-12-03").status, 201);
    auto asked = as("ben").post(
        "/swaps",
        {{"day", "2026-12-03"}, {"colleague", acme.beth}, {"colleague_day", "2026-11-23"}});
    auto path = "/swaps/" + asked.text("id");
    as("beth").put(path + "/answer", {{"agreed", true}});
    EXPECT_EQ(as("cleo").put(path + "/decision", {{"approved", true}}).reason(), "seven_in_a_row");
    EXPECT_EQ(as("cleo").put(path + "/decision", {{"approved", false}}).text("state"), "refused");
    auto again = as("ben").post(
        "/swaps",
        {{"day", "2026-11-24"}, {"colleague", acme.beth}, {"colleague_day", "2026-11-23"}});
    path = "/swaps/" + again.text("id");
    as("beth").put(path + "/answer", {{"agreed", true}});
    ASSERT_EQ(as("cleo").put(path + "/decision", {{"approved", true}}).status, 200);
    EXPECT_TRUE(works(acme.ben, 10)) << "the day before";
    EXPECT_FALSE(works(acme.beth, 10));
}

TEST_P(Shifts, business_hours_are_set_and_written_down) {
    auto got = as("wade").get("/hours");
    ASSERT_EQ(got.status, 200) << got.body;
    EXPECT_EQ(got.number("week.0.0.from"), 570);
    EXPECT_EQ(got.text("days.2026-10-01.name"), "国庆节");
    auto hours = got.parsed().as_object();
    EXPECT_EQ(as("ben").put("/hours", hours).status, 403);
    hours["week"].as_array()[6] = json::array();
    auto set = as("cleo").put("/hours", hours);
    ASSERT_EQ(set.status, 200) << set.body;
    EXPECT_EQ(as("ben").get("/hours").at("week.6").as_array().size(), 0u);
    EXPECT_EQ(as("rival.ben").get("/hours").at("week.6").as_array().size(), 1u);
    auto open = store().read_now(
        [&](kit::Work& work) { return shifts::is_open(shifts::hours(work, acme.shop), work.now); });
    EXPECT_FALSE(open) << "it is Sunday";
    EXPECT_NE(as("dora").get("/audit").body.find("hours_changed"), std::string::npos);
    hours["week"].as_array()[2] = {{{"from", 600}, {"to", 700}}, {{"from", 650}, {"to", 800}}};
    auto refused = as("cleo").put("/hours", hours);
    EXPECT_EQ(refused.reason(), "periods_overlap");
    EXPECT_FALSE(refused.text("field").empty());
}

TEST_P(Shifts, a_half_hour_shows_how_many_it_needs_and_has) {
    // 60 conversations on the Monday before, 10:00 to 10:30.
    auto monday = kit::Time{(20773 * 24 - 8 + 10) * 3'600'000'000LL};
    store().write_now([&](kit::Work& work) {
        for (int i = 0; i < 60; ++i)
            for (int twice = 0; twice < 2; ++twice)
                shifts::count_arrival(work, acme.shop, "c" + std::to_string(i), monday + 1min);
    });
    json::object demand{{"handling_s", 300},
                        {"at_once", 1},
                        {"limit_s", 20},
                        {"share_percent", 80},
                        {"shrinkage_percent", 0}};
    EXPECT_EQ(as("ben").put("/demand", demand).status, 403);
    ASSERT_EQ(as("cleo").put("/demand", demand).status, 200);
    EXPECT_EQ(as("cleo").get("/demand").number("handling_s"), 300);
    plan(acme.ben, "2026-11-23", early);
    auto seen = as("cleo").get("/staffing?from=2026-11-23");
    ASSERT_EQ(seen.status, 200) << seen.body;
    bool found = false;
    for (auto& one : seen.at("items").as_array())
        if (one.at("day").as_string() == "2026-11-23" &&
            one.at("from_minute").to_number<int>() == 600) {
            found = true;
            EXPECT_EQ(one.at("per_hour").to_number<double>(), 120);
            EXPECT_EQ(one.at("needed").to_number<int>(), 14) << "10 erlangs, 80 % in 20 s";
            EXPECT_EQ(one.at("planned").to_number<int>(), 1);
        }
    EXPECT_TRUE(found);
    EXPECT_EQ(as("rival.cleo").get("/staffing?from=2026-11-23").at("items").as_array().size(), 0u);
    EXPECT_EQ(as("cleo").get("/staffing?from=x").reason(), "bad_date");
    EXPECT_EQ(as("cleo").get("/staffing?from=2026-11-23&days=15").reason(), "out_of_range");
    const std::vector<std::pair<std::string, int>> wrongs{{"handling_s", 9},
                                                          {"at_once", 0},
                                                          {"limit_s", 601},
                                                          {"share_percent", 100},
                                                          {"shrinkage_percent", 61}};
    for (auto& [field, value] : wrongs) {
        auto wrong = demand;
        wrong[field] = value;
        auto refused = as("cleo").put("/demand", wrong);
        EXPECT_EQ(refused.reason() + refused.text("field"), "out_of_range" + field);
    }
}

TEST_P(Shifts, a_conversation_that_comes_is_counted_once) {
    auto ann = visitor();
    conversation_of(ann);
    settle();
    settle();
    auto count = store().read_now([&](kit::Work& work) {
        return work.db.value<std::int64_t>("select count(*) from arrivals where shop = ?",
                                           acme.shop);
    });
    EXPECT_EQ(count, 1);
}

TEST_P(Shifts, a_status_and_its_reason_stand_in_the_timeline) {
    as("ben").put("/me/status", {{"status", "online"}});
    settle();
    clock.advance(1h);
    as("ben").put("/me/status", {{"status", "rest"}});
    settle();
    auto reason = as("ben").put("/me/status_reason", {{"reason", "吃饭"}});
    ASSERT_EQ(reason.status, 200) << reason.body;
    auto mine = as("ben").get("/status_times");
    ASSERT_EQ(mine.at("items").as_array().size(), 2u) << mine.body;
    EXPECT_EQ(mine.text("items.0.status"), "online");
    EXPECT_EQ(mine.text("items.1.status"), "rest");
    EXPECT_EQ(mine.text("items.1.reason"), "吃饭");
    auto lasted = mine.number("items.1.since") - mine.number("items.0.since");
    EXPECT_GE(lasted, 3'600'000'000) << "the hour the clock was moved by, and what the test took";
    EXPECT_LT(lasted, 3'660'000'000);
    EXPECT_EQ(as("beth").get("/status_times").at("items").as_array().size(), 0u);
    EXPECT_EQ(as("rival.cleo").get("/status_times").at("items").as_array().size(), 0u);
    EXPECT_EQ(as("cleo").get("/status_times?day=2026-11-22").at("items").as_array().size(), 2u);
    EXPECT_EQ(as("cleo").get("/status_times?day=2026-11-23").at("items").as_array().size(), 1u)
        << "what still held";
    EXPECT_EQ(as("cleo").get("/status_times?day=x").reason(), "bad_date");
}

IN_BOTH_ENGINES(Shifts);
