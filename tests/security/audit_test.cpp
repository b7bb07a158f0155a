// What was done stands in the audit, and nobody changes it unseen.
#include "harness.hpp"

class Audit : public Security {
protected:
    void SetUp() override {
        Security::SetUp();
        dora = session_of(acme, acme.dora);
        for (auto name : {"one", "two", "three", "four", "five"})
            dora.patch("/shop", {{"slogan", name}});
    }
    bool whole() { return dora.get("/audit").at("whole").as_bool(); }
    std::int64_t rows() {
        return store().read_now([&](kit::Work& work) {
            return *work.db.value<std::int64_t>("select count(*) from audit where shop = ?",
                                                acme.shop);
        });
    }
    Caller dora;
};

TEST_P(Audit, every_change_of_a_row_behind_its_back_shows) {
    ASSERT_TRUE(whole());
    auto of_acme = " where shop = '" + acme.shop + "' and seq = 3";
    auto text = [&](const std::string& column) {
        return store().read_now([&](kit::Work& work) {
            std::string out;
            work.db.connection().run("select " + column + " from audit" + of_acme, {},
                                     [&](const kit::Row& row) { return out = row.text(0), false; });
            return out;
        });
    };
    for (std::string column : {"actor", "actor_name", "action", "subject", "detail", "hash"}) {
        auto was = text(column);
        execute("update audit set " + column + " = 'forged'" + of_acme);
        EXPECT_FALSE(whole()) << column;
        execute("update audit set " + column + " = '" + was + "'" + of_acme);
        EXPECT_TRUE(whole()) << column;
    }
    execute("update audit set at = at + 1" + of_acme);
    EXPECT_FALSE(whole()) << "its time";
    execute("update audit set at = at - 1" + of_acme);
    ASSERT_TRUE(whole());
}

TEST_P(Audit, a_row_that_is_gone_or_in_another_place_shows) {
    auto in = [&](const std::string& what, int seq) {
        return what + " where shop = '" + acme.shop + "' and seq = " + std::to_string(seq);
    };
    execute(in("update audit set seq = 9003", 3));
    execute(in("update audit set seq = 3", 4));
    execute(in("update audit set seq = 4", 9003));
    EXPECT_FALSE(whole()) << "two rows changed places";
    execute(in("update audit set seq = 9003", 3));
    execute(in("update audit set seq = 3", 4));
    execute(in("update audit set seq = 4", 9003));
    ASSERT_TRUE(whole());
    // Words moved from one column to its neighbour keep the length of the row.
    execute(in("update audit set action = 'shop_chang', subject = 'ed' || subject", 3));
    EXPECT_FALSE(whole()) << "words moved over";
    execute(in("update audit set action = 'shop_changed', subject = substr(subject, 3)", 3));
    ASSERT_TRUE(whole());
    execute(in("delete from audit", 2));
    EXPECT_FALSE(whole()) << "a row is gone";
    execute("update audit set seq = seq - 1 where shop = '" + acme.shop + "' and seq = 3");
    EXPECT_FALSE(whole()) << "the next row took its place";
}

TEST_P(Audit, a_row_of_another_shop_shows_nothing_here) {
    session_of(rival, rival.dora).patch("/shop", {{"slogan", "theirs"}});
    execute("update audit set detail = 'forged' where shop = '" + rival.shop + "'");
    EXPECT_TRUE(whole());
    EXPECT_FALSE(session_of(rival, rival.dora).get("/audit").at("whole").as_bool());
}

TEST_P(Audit, whatever_manages_people_the_shop_or_tokens_leaves_a_row) {
    int sensitive = 0;
    for (auto& route : routes()) {
        bool manages =
            route->right.name.starts_with("manage_") && route->right.name != "manage_scripts" &&
            route->right.name !=
                "manage_manners";  // drafts judge nobody; publishing is shown in its room
        // A file that comes in changes nothing until it is taken (tests/connections looks at that
        // row), a dry run nothing ever.
        bool changes_nothing =
            route->path.starts_with("/api/v1/imports") || route->path.ends_with("/dry-run");
        if (!manages || changes_nothing || route->method == "GET") continue;
        auto& row = row_of(*route);
        auto id = row.object.empty() ? "" : object_of(row.object, acme, here, dora);
        if (name_of(*route) == "DELETE /people/{id}/deactivation")
            dora.post("/people/" + id + "/deactivation");
        auto before = rows();
        auto answer = knock(dora, *route, id, question(*route, here));
        ASSERT_LT(answer.status, 300) << name_of(*route) << ' ' << answer.body;
        EXPECT_EQ(rows(), before + 1) << name_of(*route);
        ++sensitive;
    }
    EXPECT_GE(sensitive, 7);
    EXPECT_TRUE(whole());
}

TEST_P(Audit, no_route_changes_or_removes_a_row) {
    auto before = everything()["audit"];
    for (auto& route : routes()) {
        auto& row = row_of(*route);
        auto caller = session_of(acme, acme.dora);
        knock(caller, *route, row.object.empty() ? "" : object_of(row.object, acme, here, caller),
              question(*route, here));
    }
    auto after = everything()["audit"];
    std::istringstream lines(before);
    for (std::string line; std::getline(lines, line);) EXPECT_TRUE(after.contains(line)) << line;
    EXPECT_TRUE(whole());
}

ON_SQLITE(Audit);
