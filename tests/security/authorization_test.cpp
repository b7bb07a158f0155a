// T-AUTHZ: every route, by every kind of caller, at what is theirs, what is another shop's and what
// does not exist. What shall happen stands in policy.txt and nowhere else.
#include "harness.hpp"

#include <algorithm>

#include "kit/crypto/crypto.hpp"
#include "team/rights.hpp"

class Authorization : public Security {
protected:
    void SetUp() override {
        Security::SetUp();
        // Nobody signs in by password here; what cannot match is refused without the cost of a
        // hash.
        if (!IsSkipped()) execute("update people set password_hash = 'no hash'");
    }
    // What they shall get at an object that is theirs to see.
    static std::set<int> expected(const PolicyRow& row, const std::string& word) {
        for (auto& [who, codes] : row.instead)
            if (who.contains(word)) return codes;
        if (!row.who.contains(word)) return {word == "nobody" ? 401 : 403};
        return {200, 201, 204, 409, 422};
    }
    const Cast& cast_of(const Knocker& who) const { return who.of_rival ? rival : acme; }
    const Ground& ground_of(const Knocker& who) const { return who.of_rival ? there : here; }

    void knocks_at_own(const Knocker& who, const kit::Route& route, const PolicyRow& row) {
        auto caller = who.at(route);
        auto& own = ground_of(who);
        auto id = row.object.empty() ? "" : object_of(row.object, cast_of(who), own, caller);
        auto answer = knock(caller, route, id, question(route, own));
        EXPECT_TRUE(expected(row, who.word).contains(answer.status))
            << name_of(route) << " by " << who.word << ": " << answer.status << ' '
            << answer.body.substr(0, 300);
    }
    // Another shop's object and one that never was answer alike, and that answer is 404.
    void knocks_at_foreign(const Knocker& who, const kit::Route& route, const PolicyRow& row) {
        if (row.object.empty() || row.object == "page" || !row.who.contains(who.word)) return;
        auto caller = who.at(route);
        auto& other = who.of_rival ? here : there;
        auto ask = question(route, ground_of(who));
        auto foreign =
            object_of(row.object, who.of_rival ? acme : rival, other,
                      session_of(who.of_rival ? acme : rival, (who.of_rival ? acme : rival).dora));
        auto theirs = knock(caller, route, foreign, ask);
        auto nothing = knock(caller, route, object_of("nothing", acme, here, caller), ask);
        EXPECT_EQ(same_part(theirs), same_part(nothing)) << name_of(route) << " by " << who.word;
        if (!row.blind)
            EXPECT_EQ(theirs.status, 404)
                << name_of(route) << " by " << who.word << ' ' << theirs.body;
    }
    // The same for what the question refers to.
    void refers_to_foreign(const Knocker& who, const kit::Route& route, const PolicyRow& row) {
        if (!row.who.contains(who.word) || expected(row, who.word) == std::set<int>{403}) return;
        for (auto& [field, kind] : row.references) {
            auto caller = who.at(route);
            auto& own = ground_of(who);
            auto& other = who.of_rival ? here : there;
            auto id = row.object.empty() ? "" : object_of(row.object, cast_of(who), own, caller);
            auto with = [&](const std::string& reference) {
                auto ask = question(route, own);
                auto& place = ask.as_object()[field];
                place = place.is_array() ? json::value(json::array{json::string(reference)})
                                         : json::value(json::string(reference));
                return knock(caller, route, id, ask);
            };
            auto theirs = with(object_of(kind, who.of_rival ? acme : rival, other, caller));
            auto nothing = with(object_of("nothing", acme, here, caller));
            EXPECT_EQ(same_part(theirs), same_part(nothing))
                << name_of(route) << ' ' << field << " by " << who.word;
            EXPECT_EQ(theirs.status, 404)
                << name_of(route) << ' ' << field << " by " << who.word << ' ' << theirs.body;
        }
    }
};

TEST_P(Authorization, every_route_stands_in_the_policy_with_the_right_that_it_asks_for) {
    Words known;
    for (auto& route : routes()) {
        auto name = name_of(*route);
        known.insert(name);
        auto row = policy().find(name);
        if (row == policy().end()) {
            ADD_FAILURE() << name << " is missing in tests/security/policy.txt: who may?";
            continue;
        }
        EXPECT_EQ(row->second.right, route->right.name) << name;
        EXPECT_EQ(!row->second.object.empty(), route->path.contains('{')) << name;
    }
    for (auto& [name, row] : policy())
        EXPECT_TRUE(known.contains(name)) << "policy.txt has a row for no route: " << name;
    EXPECT_GE(known.size(), 60u);
    for (auto& clash : house_->router().clashes())
        ADD_FAILURE() << "one name, two shapes: " << clash;
}

TEST_P(Authorization, the_policy_gives_each_right_to_whom_the_table_of_rights_gives_it) {
    for (auto& row : team::rights_table()) {
        Words holders;
        if (row.nobody) holders.insert("nobody");
        if (row.visitor) holders.insert({"visitor", "identified"});
        for (auto role : row.roles) holders.emplace(kit::name_of(role));
        for (auto& [name, at] : policy()) {
            if (at.right != row.right.name) continue;
            auto who = at.who;
            who.erase("token");
            EXPECT_EQ(who, holders) << name << " and the right " << row.right.name;
        }
    }
}

TEST_P(Authorization, each_caller_gets_at_each_route_what_the_policy_says) {
    auto all = knockers();
    for (auto& route : routes()) {
        auto& row = row_of(*route);
        for (auto& who : all) {
            knocks_at_own(who, *route, row);
            knocks_at_foreign(who, *route, row);
            refers_to_foreign(who, *route, row);
        }
    }
    EXPECT_EQ(nobody().ask("GET", "//healthz").status, 200);
}

TEST_P(Authorization, what_is_no_longer_good_opens_no_door) {
    auto gone = hired(acme, "admin");
    auto cookie = session_of(acme, gone);
    auto token = token_of(acme, gone, R"(["converse","manage_people"])");
    execute("update people set active = 0 where id = '" + gone + "'");
    auto with = [&](const std::string& name, const std::string& value) {
        return Caller{port(), {{name, value}}, "", ""};
    };
    // Refused at every door, so that nobody mistakes them for a stranger who just has no rights.
    std::vector<std::pair<std::string, Caller>> refused = {
        {"the cookie of somebody deactivated", cookie},
        {"the token of somebody deactivated", token},
        {"an expired token", token_of(acme, acme.dora, R"(["converse"])", -1s)},
        {"a made-up token", with("Authorization", "Bearer " + kit::crypto::new_secret("xoer_"))},
        {"an empty token", with("Authorization", "Bearer ")},
        {"a token without its prefix", with("Authorization", "Bearer x")},
        {"the hash of a token",
         with("Authorization", "Bearer xoer_" + kit::crypto::sha256_hex(token.secret))},
    };
    // Strangers again, who may look and sign in.
    std::vector<std::pair<std::string, Caller>> strangers = {
        {"an expired cookie", session_of(acme, acme.dora, {}, -1s)},
        {"an idle cookie", session_of(acme, acme.dora, 13h)},
        {"a made-up cookie", with("Cookie", "sid=" + kit::crypto::new_secret())},
        {"the hash of a cookie",
         with("Cookie", "sid=" + kit::crypto::sha256_hex(session_of(acme, acme.dora).secret))},
        {"a session's secret shown as a visitor's",
         with("Authorization", "Visitor " + session_of(acme, acme.dora).secret)},
        {"a visitor's secret shown as a cookie", with("Cookie", "sid=" + here.buyer.secret)},
        {"a made-up visitor", with("Authorization", "Visitor " + kit::crypto::new_secret())},
        {"an unknown scheme", with("Authorization", "Basic ZG9yYTp4")},
    };
    for (auto& route : routes()) {
        auto& row = row_of(*route);
        auto id = row.object.empty() ? "" : object_of(row.object, acme, here, nobody());
        for (auto& [what, who] : refused) {
            auto answer = knock(who, *route, id, question(*route, here));
            EXPECT_EQ(answer.status, 401)
                << name_of(*route) << " with " << what << ' ' << answer.body;
        }
        if (route->right.name == "look") continue;
        for (auto& [what, who] : strangers) {
            auto answer = knock(who, *route, id, question(*route, here));
            EXPECT_EQ(answer.status, 401)
                << name_of(*route) << " with " << what << ' ' << answer.body;
        }
    }
}

TEST_P(Authorization, a_token_never_gets_more_than_its_scopes_or_its_owner) {
    auto narrow = token_of(acme, acme.dora, R"(["converse","manage_tokens"])");
    EXPECT_EQ(narrow.get("/conversations?view=all").status, 200);
    EXPECT_EQ(narrow.get("/people").status, 403);
    EXPECT_EQ(narrow
                  .post("/tokens",
                        {{"name", "more"}, {"scopes", {"manage_people"}}, {"expires_in_days", 1}})
                  .status,
              403);
    EXPECT_EQ(
        narrow.post("/tokens", {{"name", "same"}, {"scopes", {"converse"}}, {"expires_in_days", 1}})
            .status,
        201);
    EXPECT_EQ(
        narrow
            .post("/tokens", {{"name", "none"}, {"scopes", json::array()}, {"expires_in_days", 1}})
            .status,
        422);
    EXPECT_EQ(
        narrow
            .post("/tokens", {{"name", "old"}, {"scopes", {"converse"}}, {"expires_in_days", 3660}})
            .status,
        422);
    // A scope that its owner has not gives nothing.
    EXPECT_EQ(token_of(acme, acme.ben, R"(["manage_people","converse"])")
                  .post("/people", {{"name", "x"}, {"email", "y@x.test"}, {"role", "agent"}})
                  .status,
              403);
}

TEST_P(Authorization, nobody_raises_themselves_or_gives_a_role_above_their_own) {
    auto mia = session_of(acme, acme.mia);
    EXPECT_EQ(mia.patch("/people/" + acme.mia, {{"role", "admin"}}).status, 403);
    EXPECT_EQ(mia.patch("/people/" + acme.ben, {{"role", "admin"}}).status, 403);
    EXPECT_EQ(mia.patch("/people/" + acme.dora, {{"role", "agent"}}).status, 403);
    EXPECT_EQ(mia.post("/people/" + acme.dora + "/deactivation").status, 403);
    EXPECT_EQ(mia.post("/people", {{"name", "eve"},
                                   {"email", "eve@x.test"},
                                   {"role", "admin"},
                                   {"password", "correct horse battery 8"}})
                  .status,
              403);
    EXPECT_EQ(session_of(acme, acme.dora).patch("/people/" + acme.dora, {{"role", "agent"}}).status,
              409);
    EXPECT_EQ(session_of(acme, acme.dora).post("/people/" + acme.dora + "/deactivation").status,
              409);
}

IN_BOTH_ENGINES(Authorization);
