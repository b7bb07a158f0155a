// T-CSRF: what another site's page can make a browser send changes nothing.
#include "harness.hpp"

class CrossSite : public Security {
protected:
    std::string own(const kit::Route& route, const Caller& caller) {
        auto& kind = row_of(route).object;
        return kind.empty() ? "" : object_of(kind, acme, here, caller);
    }
    std::vector<const kit::Route*> unsafe() const {
        std::vector<const kit::Route*> out;
        for (auto& route : routes())
            if (route->method != "GET") out.push_back(route.get());
        return out;
    }
};

// The names of the tables that are not as they were, with what is in them now.
static std::string differing(const std::map<std::string, std::string>& now,
                             std::map<std::string, std::string> before) {
    std::string out;
    for (auto& [table, rows] : now)
        if (rows != before[table]) out += table + ": " + rows + "was: " + before[table];
    return out;
}

TEST_P(CrossSite, a_cookie_alone_changes_nothing_at_any_route) {
    auto dora = session_of(acme, acme.dora);
    auto bare = dora;
    std::erase_if(bare.headers, [](auto& header) { return header.first == "X-CSRF"; });
    for (auto route : unsafe()) {
        auto id = own(*route, dora);
        auto ask = question(*route, here);
        auto before = everything();
        auto refused = [&](const std::string& what, const Caller& who,
                           std::vector<std::pair<std::string, std::string>> more,
                           int status = 403) {
            auto answer = knock(who, *route, id, ask, std::move(more));
            EXPECT_EQ(answer.status, status)
                << name_of(*route) << " with " << what << ' ' << answer.body;
        };
        refused("no X-CSRF", bare, {});
        refused("an empty X-CSRF", bare, {{"X-CSRF", ""}});
        refused("a wrong X-CSRF", bare, {{"X-CSRF", "wrong"}});
        refused("another session's X-CSRF", bare,
                {{"X-CSRF", session_of(acme, acme.dora).headers[1].second}});
        before["sessions"] = everything()["sessions"];  // the line above signed somebody in
        refused("no X-CSRF and a foreign origin", bare, {{"Origin", "https://evil.example"}});
        if (!route->cross_origin) {
            refused("a foreign origin", dora, {{"Origin", "https://evil.example"}});
            refused("no origin that can be named", dora, {{"Origin", "null"}});
            refused("a look-alike origin", dora, {{"Origin", "http://127.0.0.1.evil.example"}});
            refused("a cross-site fetch", dora, {{"Sec-Fetch-Site", "cross-site"}});
            refused("a same-site fetch from a neighbour", dora, {{"Sec-Fetch-Site", "same-site"}});
        }
        if (!ask.is_null() && !route->asks_by_query)
            for (auto type : {"text/plain", "application/x-www-form-urlencoded",
                              "multipart/form-data; boundary=x", ""}) {
                auto answer = dora.ask(route->method, address(*route, id), json::serialize(ask),
                                       {{"Content-Type", type}});
                EXPECT_EQ(answer.status, 415)
                    << name_of(*route) << " as " << type << ' ' << answer.body;
            }
        EXPECT_EQ(differing(everything(), before), "") << name_of(*route);
    }
}

TEST_P(CrossSite, no_get_changes_anything) {
    auto dora = session_of(acme, acme.dora);
    std::vector<std::pair<const kit::Route*, std::string>> all;
    for (auto& route : routes())
        if (route->method == "GET") all.emplace_back(route.get(), own(*route, dora));
    auto before = everything();
    for (auto& [route, id] : all)
        for (auto& who : {nobody(), here.buyer, dora})
            for (std::string method : {"GET", "HEAD"}) {
                auto path = address(*route, id);
                auto answer = who.ask(method, path, {}, {{"Idempotency-Key", "k"}});
                EXPECT_LT(answer.status, 500) << method << ' ' << path;
                if (route->method == "GET") knock(who, *route, id, question(*route, here));
            }
    EXPECT_EQ(differing(everything(), before), "");
}

TEST_P(CrossSite, other_sites_read_only_what_the_chat_window_needs_and_never_with_cookies) {
    auto dora = session_of(acme, acme.dora);
    for (auto& route : routes()) {
        if (route->page || route->hook) continue;
        auto path = address(*route, own(*route, dora));
        auto asked = dora.ask(
            "OPTIONS", path, {},
            {{"Origin", "https://evil.example"}, {"Access-Control-Request-Method", route->method}});
        auto answer = knock(nobody(), *route, own(*route, dora), question(*route, here),
                            {{"Origin", "https://evil.example"}});
        for (auto& one : {asked, answer}) {
            EXPECT_EQ(one.header("access-control-allow-credentials"), "") << name_of(*route);
            EXPECT_EQ(one.header("access-control-allow-origin").empty(), !route->cross_origin)
                << name_of(*route);
            EXPECT_FALSE(one.header("access-control-allow-headers").contains("X-CSRF"))
                << name_of(*route);
        }
    }
}

TEST_P(CrossSite, every_answer_carries_the_headers_that_keep_it_where_it_belongs) {
    auto dora = session_of(acme, acme.dora);
    for (auto& route : routes()) {
        if (route->path.starts_with("/desk") || route->path == "/" ||
            route->path.starts_with("/pages"))
            continue;
        for (auto& who : {nobody(), here.buyer, dora}) {
            auto answer = knock(who, *route, own(*route, dora), question(*route, here));
            auto where = name_of(*route) + ' ' + std::to_string(answer.status);
            EXPECT_EQ(answer.header("x-content-type-options"), "nosniff") << where;
            EXPECT_EQ(answer.header("referrer-policy"), "no-referrer") << where;
            EXPECT_FALSE(answer.header("x-request-id").empty()) << where;
            if (answer.status != 204) EXPECT_FALSE(answer.header("content-type").empty()) << where;
            if (!route->path.starts_with("/api/v1/")) continue;
            EXPECT_EQ(answer.header("cache-control"), "no-store") << where;
            EXPECT_TRUE(answer.header("content-security-policy").contains("default-src 'none'"))
                << where;
        }
    }
}

TEST_P(CrossSite, an_identity_by_another_ones_header_is_not_believed) {
    auto said =
        nobody().ask("POST", "/session", R"({"email":"ben@acme.test","password":"wrong wrong"})",
                     {{"Content-Type", "application/json"},
                      {"X-Forwarded-For", "203.0.113.9"},
                      {"X-Real-IP", "203.0.113.9"},
                      {"CF-Connecting-IP", "<b>203.0.113.9</b>"},
                      {"Forwarded", "for=203.0.113.9"},
                      {"X-Forwarded-Host", "evil.example"},
                      {"X-Remote-User", "dora@acme.test"}});
    EXPECT_EQ(said.status, 401);
    auto audit = session_of(acme, acme.dora).get("/audit").body;
    EXPECT_TRUE(audit.contains("sign_in_failed"));
    EXPECT_FALSE(audit.contains("203.0.113.9")) << audit;
    EXPECT_FALSE(said.body.contains("evil.example"));
}

TEST_P(CrossSite, links_never_come_from_the_host_that_was_asked) {
    auto dora = session_of(acme, acme.dora);
    for (auto& route : routes()) {
        if (route->method != "GET") continue;
        auto answer = knock(dora, *route, own(*route, dora), question(*route, here),
                            {{"X-Forwarded-Host", "evil.example"},
                             {"X-Forwarded-Proto", "gopher"},
                             {"Forwarded", "host=evil.example"}});
        EXPECT_FALSE(answer.body.contains("evil.example")) << name_of(*route);
        for (auto& [name, value] : answer.headers)
            EXPECT_FALSE(value.contains("evil.example")) << name_of(*route) << ' ' << name;
    }
}

ON_SQLITE(CrossSite);
