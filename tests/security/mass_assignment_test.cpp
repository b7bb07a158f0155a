// T-MASS: nothing is taken from a question but what its shape declares, and nothing of another
// type.
#include "harness.hpp"

class MassAssignment : public Security {
protected:
    void SetUp() override {
        Security::SetUp();
        if (!IsSkipped()) execute("update people set password_hash = 'no hash'");
    }
    bool for_buyers(const kit::Route& route) const { return route.right.name == "visit"; }
    // Somebody whom the door lets in, so that only the question can be the reason of a refusal.
    Caller welcome(const kit::Route& route) {
        if (route.right.name == "look") return nobody();
        return for_buyers(route) ? here.buyer : session_of(acme, acme.dora);
    }
    std::string own(const kit::Route& route, const Caller& caller) {
        auto& kind = row_of(route).object;
        return kind.empty() ? "" : object_of(kind, acme, here, caller);
    }
    // Routes that take a JSON question.
    std::vector<const kit::Route*> writers() const {
        std::vector<const kit::Route*> out;
        for (auto& route : routes())
            if (route->method != "GET" && !route->raw_body && !route->ask.schema.empty())
                out.push_back(route.get());
        return out;
    }
    // Every name of a column of this house, and what such attacks try besides.
    Words names() {
        Words out = {"is_admin", "admin",  "__proto__", "constructor",
                     "$where",   "rights", "scopes",    "request_id"};
        for (auto& [table, columns_of] : columns())
            out.insert(columns_of.begin(), columns_of.end());
        return out;
    }
    Answer send(const Caller& caller, const kit::Route& route, const std::string& id,
                std::string_view body) const {
        return caller.ask(route.method, address(route, id), body,
                          {{"Content-Type", "application/json"}});
    }
};

TEST_P(MassAssignment, no_route_takes_a_field_that_its_shape_does_not_declare) {
    auto all = names();
    ASSERT_GT(all.size(), 60u);
    int tried = 0;
    for (auto route : writers()) {
        auto caller = welcome(*route);
        auto id = own(*route, caller);
        auto declared = fields_of(route->ask.schema);
        ASSERT_TRUE(declared) << name_of(*route);
        auto whole = question(*route, here);
        auto before = everything();
        auto refused = [&](const json::value& ask, const std::string& name) {
            auto answer = send(caller, *route, id, json::serialize(ask));
            ++tried;
            EXPECT_EQ(answer.status, 400)
                << name_of(*route) << " with " << name << ' ' << answer.body;
            EXPECT_EQ(answer.reason(), "unknown_field") << name_of(*route) << " with " << name;
        };
        for (auto& name : all) {
            if (!declared->contains(name)) {
                auto ask = whole;
                ask.as_object()[name] = 1;
                refused(ask, name);
            }
            // And inside what it holds: a card, a page.
            for (auto& [field, inner] : whole.as_object()) {
                auto object = inner.if_object();
                // An empty one is a map: its names are anybody's.
                if (!object || object->empty() || object->contains(name)) continue;
                auto ask = whole;
                ask.as_object()[field].as_object()[name] = 1;
                refused(ask, std::string(field) + '.' + name);
            }
        }
        EXPECT_EQ(everything(), before) << name_of(*route);
    }
    EXPECT_GT(tried, 1500);
}

TEST_P(MassAssignment, no_query_takes_a_name_that_is_not_declared) {
    for (auto& route : routes()) {
        if (!route->asks_by_query || route->ask.schema.empty() || route->raw_body) continue;
        auto caller = welcome(*route);
        auto id = own(*route, caller);
        auto fields = fields_of(route->ask.schema);
        for (auto name : {"shop", "owner", "order", "person", "__proto__"}) {
            if (fields && fields->contains(name)) continue;
            auto ask = question(*route, here);
            ask.as_object()[name] = "1";
            auto answer = knock(caller, *route, id, ask);
            EXPECT_EQ(answer.reason(), "unknown_field")
                << name_of(*route) << ' ' << name << ' ' << answer.body;
        }
    }
}

TEST_P(MassAssignment, every_field_refuses_what_is_of_another_type_and_nothing_breaks) {
    std::string deep = "1";
    for (int i = 0; i < 64; ++i) deep = "[" + deep + "]";
    const std::vector<std::pair<std::string, std::string>> values = {
        {"an object", "{}"},
        {"an operator", R"({"$gt":""})"},
        {"a list", "[]"},
        {"a list of lists", "[[1]]"},
        {"a number", "7"},
        {"a fraction", "1.5"},
        {"a huge number", "1e400"},
        {"a bigger one", "99999999999999999999"},
        {"null", "null"},
        {"true", "true"},
        {"text", R"("x")"},
        {"NUL", R"("a\u0000b")"},
        {"half a pair", R"("\ud800")"},
        {"no UTF-8", "\"\xff\xfe\""},
        {"depth", deep},
        {"nothing", ""},
        {"a bare word", "undefined"}};
    for (auto route : writers()) {
        // A password costs 50 ms and more a try; its fields are texts like all others.
        bool dear = route->mode == kit::Route::Mode::slow;
        auto caller = welcome(*route);
        for (auto& [field, schema] : *fields_of(route->ask.schema)) {
            auto type = schema.as_object().if_contains("type");
            bool text = type && type->as_string() == "string";
            for (auto& [what, value] : values) {
                if (dear && (what == "text" || what == "null" || what == "half a pair")) continue;
                auto ask = question(*route, here).as_object();
                ask.erase(field);
                auto body = json::serialize(ask);
                body.back() = ask.empty() ? ' ' : ',';
                body += '"' + std::string(field) + "\":" + value + '}';
                auto answer = send(caller, *route, own(*route, caller), body);
                auto where = name_of(*route) + ' ' + std::string(field) + " is " + what + ": " +
                             std::to_string(answer.status) + ' ' + answer.body.substr(0, 200);
                EXPECT_GE(answer.status, 200) << where;
                EXPECT_LT(answer.status, 500) << where;
                bool fits = text && what == "text";
                if (text && !fits) EXPECT_EQ(answer.status, 400) << where;
                if (what == "depth" || what == "no UTF-8" || what == "nothing" ||
                    what == "a bare word")
                    EXPECT_EQ(answer.reason(), "broken_json") << where;
            }
            auto twice = json::serialize(question(*route, here));
            twice.pop_back();
            auto one = question(*route, here).as_object();
            if (!one.contains(field)) continue;
            auto answer = send(
                caller, *route, own(*route, caller),
                twice + ",\"" + std::string(field) + "\":" + json::serialize(one.at(field)) + '}');
            EXPECT_EQ(answer.reason(), "key_twice")
                << name_of(*route) << ' ' << field << ' ' << answer.body;
        }
    }
    EXPECT_EQ(nobody().ask("GET", "//healthz").status, 200);
}

TEST_P(MassAssignment, a_body_that_is_too_long_is_refused_before_it_is_read) {
    for (auto& route : routes()) {
        if (route->method == "GET" || route->page || route->hook) continue;
        auto caller = welcome(*route);
        std::string head = route->method + ' ' + address(*route, own(*route, caller)) +
                           " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
        for (auto& [name, value] : caller.headers) head += name + ": " + value + "\r\n";
        // Only the head is sent: the length alone must be enough.
        auto raw = Wire::http(
            port(), head + "Content-Type: application/json\r\nContent-Length: 11000000\r\n\r\n",
            2000ms);
        EXPECT_EQ(Wire::status_of(raw), 413) << name_of(*route) << ' ' << raw.substr(0, 200);
    }
}

TEST_P(MassAssignment, queries_that_are_no_text_are_refused) {
    for (auto& route : routes()) {
        if (route->method != "GET") continue;
        auto caller = welcome(*route);
        auto path = address(*route, own(*route, caller));
        for (auto query : {"?q=%ff%fe", "?q=a%00b", "?q=%", "?q=%zz", "?q=1&q=2", "?k=%ff",
                           "?k=a%00", "?pass=%ff.1.%ff", "?view=%ff", "?after=1e9", "?limit=-1",
                           "?limit=999999999999", "?conversation=%ff", "?="}) {
            auto answer = caller.get(path + query);
            EXPECT_GE(answer.status, 200) << path << query;
            EXPECT_LT(answer.status, 500) << path << query << ' ' << answer.body;
        }
    }
}

TEST_P(MassAssignment, addresses_with_odd_ids_find_nothing) {
    auto dora = session_of(acme, acme.dora);
    for (auto& route : routes()) {
        if (!route->path.contains('{')) continue;
        for (auto id : {"..", "%2e%2e", "x", "%00", "1%27%20or%201%3D1", "..%2f..%2fpeople", ";",
                        "%ff", "*", "%25"}) {
            auto answer = dora.ask(route->method, address(*route, id), "", {});
            EXPECT_GE(answer.status, 200) << name_of(*route) << ' ' << id;
            EXPECT_LT(answer.status, 500) << name_of(*route) << ' ' << id << ' ' << answer.body;
        }
    }
}

ON_SQLITE(MassAssignment);
