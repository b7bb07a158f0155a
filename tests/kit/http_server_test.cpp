// The server over real sockets: limits, order, late and missing answers, files, stopping.
#include "kit/http/server.hpp"

#include <gtest/gtest.h>

#include "kit/wire.hpp"

using namespace std::chrono_literals;

namespace {

std::string get(std::string_view path, std::string_view extra = {}) {
    return "GET " + std::string(path) + " HTTP/1.1\r\nHost: shop\r\n" + std::string(extra) + "\r\n";
}

TEST(HttpServer, answers_a_plain_request) {
    kit::ServerHandlers handlers;
    handlers.request = [](kit::Request request, kit::Reply reply) {
        kit::Response response;
        response.body = request.method + " " + request.path + " " + request.query;
        reply(std::move(response));
    };
    kit::Server server({.listen = "127.0.0.1:0"}, std::move(handlers));
    server.start();
    auto answer = Wire::http(server.port(), get("/a%20b?c=d", "Connection: close\r\n"));
    EXPECT_EQ(Wire::status_of(answer), 200);
    EXPECT_EQ(Wire::body_of(answer), "GET /a b c=d");
}

TEST(HttpServer, speaks_websocket) {
    kit::ServerHandlers handlers;
    handlers.upgrade = [](kit::Request, kit::UpgradeReply reply) {
        auto socket = std::make_shared<std::shared_ptr<kit::Socket>>();
        kit::Upgrade upgrade;
        upgrade.accepted = true;
        upgrade.events.opened = [socket](std::shared_ptr<kit::Socket> opened) { *socket = opened; };
        upgrade.events.text = [socket](std::string text) {
            (*socket)->send(std::make_shared<const std::string>("echo " + text));
        };
        upgrade.events.closed = [socket] { socket->reset(); };
        reply(std::move(upgrade));
    };
    kit::Server server({.listen = "127.0.0.1:0"}, std::move(handlers));
    server.start();
    WebSocketClient ann;
    ASSERT_TRUE(ann.connect(server.port(), "/live"));
    ann.send_text("hello");
    EXPECT_EQ(ann.receive(), "echo hello");
    server.stop(1s);
    EXPECT_TRUE(ann.receive().value_or("").starts_with(R"({"reconnect":{"after_ms":)"));
    EXPECT_EQ(ann.wait_for_close(), 1012);
}

}  // namespace
