// T-WS: tickets, hostile frames, and calls that reach no further over a socket than over HTTP.
#include "harness.hpp"

class LiveGate : public Security {
protected:
    static std::string path(const std::string& ticket) {
        return "/api/v1/live?ticket=" + percent(ticket);
    }
    std::string ticket(const Caller& caller) { return caller.post("/live_tickets").text("ticket"); }
    // The status of the answer to an upgrade; 101 when it was let in.
    int door(const std::string& path,
             const std::vector<std::pair<std::string, std::string>>& headers = {}) {
        WebSocketClient wire;
        wire.connect(port(), path, headers);
        return Wire::status_of(wire.response);
    }
    bool alive() { return nobody().ask("GET", "//healthz").status == 200; }
};

TEST_P(LiveGate, a_ticket_opens_one_socket_once_and_not_for_long) {
    auto dora = session_of(acme, acme.dora);
    auto once = ticket(dora);
    EXPECT_EQ(door(path(once)), 101);
    EXPECT_EQ(door(path(once)), 401) << "used a second time";
    EXPECT_EQ(door("/api/v1/live"), 401);
    EXPECT_EQ(door(path("")), 401);
    EXPECT_EQ(door(path("forged")), 401);
    auto other = ticket(dora);
    other.back() = other.back() == 'A' ? 'B' : 'A';
    EXPECT_EQ(door(path(other)), 401) << "one letter changed";
    EXPECT_EQ(
        door("/api/v1/live?ticket=" + percent(ticket(dora)) + "&ticket=" + percent(ticket(dora))),
        401);
    auto late = ticket(dora);
    clock.advance(31s);
    EXPECT_EQ(door(path(late)), 401) << "expired";
    // No other secret is a ticket.
    EXPECT_EQ(door(path(dora.secret), {{"Cookie", dora.headers[0].second}}), 401);
    EXPECT_EQ(door(path(here.buyer.secret)), 401);
    EXPECT_EQ(nobody().post("/live_tickets").status, 401);
}

TEST_P(LiveGate, a_ticket_ends_with_the_session_that_asked_for_it) {
    auto dora = session_of(acme, acme.dora);
    auto held = ticket(dora);
    EXPECT_EQ(dora.remove("/session").status, 204);
    EXPECT_EQ(door(path(held)), 401);
    auto gone = hired(acme);
    auto theirs = ticket(session_of(acme, gone));
    EXPECT_EQ(session_of(acme, acme.dora).post("/people/" + gone + "/deactivation").status, 201);
    EXPECT_EQ(door(path(theirs)), 401);
}

TEST_P(LiveGate, another_sites_page_gets_no_socket_by_a_cookie) {
    auto dora = session_of(acme, acme.dora);
    for (auto origin :
         {"https://evil.example", "null", "http://localhost.evil.example", "http://localhost:1"})
        EXPECT_EQ(door(path(ticket(dora)), {{"Origin", origin}}), 403) << origin;
    EXPECT_EQ(door(path(ticket(dora)), {{"Origin", "http://localhost"}}), 101);
    // A visitor's secret does not travel by itself: the window stands on the shops' own pages.
    EXPECT_EQ(door(path(ticket(here.buyer)), {{"Origin", "https://shop.example"}}), 101);
}

TEST_P(LiveGate, hostile_frames_end_their_own_socket_and_nothing_else) {
    LiveSocket ben(session_of(acme, acme.ben));
    auto sent = [&](const std::string& bytes) {
        LiveSocket ann(here.buyer);
        ann.wire.send_raw(bytes);
        return ann.wire.wait_for_close(10s);
    };
    using enum Opcode;
    auto frame = [](Opcode code, std::string_view text, bool last = true, bool masked = true) {
        return WebSocketClient::frame(code, text, last, masked);
    };
    EXPECT_EQ(sent(frame(binary, "{}")), 1003);
    EXPECT_EQ(sent(frame(text, std::string(65 * 1024, 'x'))), 1009);
    EXPECT_EQ(sent(frame(text, "\"\xff\xfe\"")), 1007);
    EXPECT_EQ(sent(frame(text, "{}", true, false)), 1002) << "not masked";
    EXPECT_EQ(sent(frame(continuation, "{}")), 1002) << "the rest of nothing";
    EXPECT_EQ(sent(frame(text, "{", false) + frame(text, "}")), 1002)
        << "a message inside a message";
    EXPECT_EQ(sent(std::string("\xf1\x80\0\0\0\0", 6)), 1002) << "reserved bits";
    EXPECT_EQ(sent(std::string("\x81\xff\xff\xff\xff\xff\xff\xff\xff\xff\0\0\0\0", 14)), 1002)
        << "a length beyond all";
    LiveSocket half(here.buyer);
    half.wire.send_raw(frame(text, R"({"call":1,"method":"GET","path":"/visit"})").substr(0, 9));
    EXPECT_EQ(
        here.buyer.post("/visit/messages", {{"client_key", "alive"}, {"text", "还在吗"}}).status,
        201);
    EXPECT_TRUE(ben.event("message_sent"));
    EXPECT_TRUE(alive());
}

TEST_P(LiveGate, what_is_not_understood_is_refused_and_the_socket_goes_on) {
    LiveSocket ann(here.buyer);
    for (auto nonsense :
         {"", "{", "null", "[]", "7", "{}", R"({"call":"x"})", R"({"call":1})",
          R"({"call":1,"method":[],"path":"/visit"})", R"({"hello":{"cursors":{"x":"y"}}})",
          R"({"hello":[]})", R"({"hello":{},"call":1})",
          R"({"call":1,"method":"GET","path":"/visit","as":"dora"})",
          R"({"hello":{},"hello":{}})"}) {
        ann.wire.send_text(nonsense);
        auto answer = ann.wire.receive(5s);
        ASSERT_TRUE(answer) << nonsense;
        EXPECT_TRUE(answer->contains("not_understood")) << nonsense << ' ' << *answer;
    }
    // Well formed, and nowhere.
    for (auto place : {"", "/", "//people", "/../people", "/../../healthz", "/visit/../people",
                       "people", "/visit%2f..%2fpeople", "/conversations/\n", "/api/v1/people",
                       "/live", "/people?", "/people#x"}) {
        auto answer = ann.call("GET", place);
        EXPECT_TRUE(answer.is_object()) << place;
        auto status = answer.at("status").as_int64();
        EXPECT_TRUE(status == 404 || status == 403) << place << ' ' << status;
    }
    EXPECT_EQ(ann.call("BREW", "/visit").at("status").as_int64(), 405);
    EXPECT_EQ(ann.call("GET", "/visit").at("status").as_int64(), 200);
}

TEST_P(LiveGate, a_call_has_no_right_that_the_same_request_would_not_have) {
    for (auto& who : knockers()) {
        if (!policy().at("POST /live_tickets").who.contains(who.word)) continue;
        LiveSocket socket(who.lasting);
        for (auto& route : routes()) {
            auto& row = row_of(*route);
            if (row.who.contains(who.word) || route->raw_body) continue;
            auto answer =
                socket.call(route->method, address(*route, here.conversation).substr(7),
                            route->method == "GET" ? json::value() : question(*route, here));
            // A page is nothing that could be called.
            auto refused = route->mode == kit::Route::Mode::page ? 404 : 403;
            EXPECT_EQ(answer.at("status").as_int64(), refused)
                << name_of(*route) << " by " << who.word << ' ' << answer;
        }
    }
}

TEST_P(LiveGate, nobody_hears_a_conversation_of_another_shop_or_another_buyer) {
    auto bob = visitor();
    json::object cursors{{here.conversation, 0}, {there.conversation, 0}};
    LiveSocket rival_dora(session_of(rival, rival.dora), cursors), bobs(bob, cursors),
        wade(session_of(acme, acme.wade), cursors);
    LiveSocket narrow(token_of(acme, acme.dora, R"(["read_audit"])"), cursors);
    std::vector<std::pair<std::string, LiveSocket*>> all = {
        {"rival", &rival_dora}, {"bob", &bobs}, {"wade", &wade}, {"narrow", &narrow}};
    auto at = "/conversations/" + here.conversation;
    EXPECT_EQ(rival_dora.call("POST", at + "/watch").at("status").as_int64(), 404);
    EXPECT_EQ(bobs.call("POST", at + "/watch").at("status").as_int64(), 403);
    EXPECT_EQ(wade.call("POST", at + "/watch").at("status").as_int64(), 403);
    auto ben = session_of(acme, acme.ben);
    here.buyer.post("/visit/messages", {{"client_key", "s"}, {"text", "秘密-canary"}});
    here.buyer.put("/visit/typing", {{"text", "canary-typed"}});
    ben.put(at + "/tags", {{"tags", {"canary-tag"}}});
    ben.patch("/contacts/" + here.contact, {{"note", "canary-note"}});
    ben.post(at + "/closure");
    for (auto& [name, socket] : all) {
        socket->event("no such event", 300ms);
        for (auto& frame : socket->seen) {
            auto text = json::serialize(frame);
            EXPECT_FALSE(text.contains("canary")) << name << ' ' << text;
            EXPECT_FALSE(text.contains(here.conversation)) << name << ' ' << text;
            EXPECT_FALSE(text.contains("\"event\":\"conversation_changed\""))
                << name << ' ' << text;
        }
    }
}

TEST_P(LiveGate, who_watches_hears_and_who_stops_watching_does_not) {
    LiveSocket cleo(session_of(acme, acme.cleo));
    auto at = "/conversations/" + here.conversation;
    auto says = [&](const char* key) {
        here.buyer.post("/visit/messages", {{"client_key", key}, {"text", "在吗"}});
    };
    EXPECT_EQ(cleo.call("POST", at + "/watch").at("status").as_int64(), 204);
    says("w1");
    EXPECT_TRUE(cleo.event("message_sent"));
    EXPECT_EQ(cleo.call("DELETE", at + "/watch").at("status").as_int64(), 204);
    says("w2");
    EXPECT_TRUE(cleo.hears_nothing_of("message_sent"));
}

ON_SQLITE(LiveGate);
