// Live sockets over real connections: what the protocol refuses, what waits, who is cut.
#include <gtest/gtest.h>
#include <sys/socket.h>

#include <condition_variable>
#include <future>
#include <mutex>
#include <set>
#include <thread>

#include "kit/http/server.hpp"
#include "kit/wire.hpp"

using namespace std::chrono_literals;

namespace {

// A server that accepts every socket, remembers what it says and echoes texts that begin with
// "echo".
class LiveServer : public testing::Test {
protected:
    struct Peer {
        std::shared_ptr<kit::Socket> socket;
        std::vector<std::string> heard;
        bool closed = false;
    };

    void serve(kit::ServerOptions options = {}) {
        options.listen = "127.0.0.1:0";
        options.threads = 2;
        kit::ServerHandlers handlers;
        handlers.upgrade = [this](kit::Request request, kit::UpgradeReply reply) {
            ++upgrades;
            if (request.path == "/later") {
                std::lock_guard lock(guard);
                later = std::move(reply);
                return;
            }
            if (request.path != "/refused") return reply(accepted());
            kit::Upgrade upgrade;
            upgrade.refusal.status = 401;
            upgrade.refusal.body = "{}";
            reply(std::move(upgrade));
        };
        server = std::make_unique<kit::Server>(options, std::move(handlers));
        server->start();
    }
    kit::Upgrade accepted() {
        auto peer = std::make_shared<Peer>();
        {
            std::lock_guard lock(guard);
            peers.push_back(peer);
        }
        kit::Upgrade upgrade;
        upgrade.accepted = true;
        upgrade.events.opened = [this, peer](std::shared_ptr<kit::Socket> socket) {
            std::lock_guard lock(guard);
            peer->socket = std::move(socket);
        };
        upgrade.events.text = [this, peer](std::string text) {
            std::lock_guard lock(guard);
            if (text == "throw") throw std::runtime_error("on purpose");
            if (text.starts_with("echo"))
                peer->socket->send(std::make_shared<const std::string>(text));
            peer->heard.push_back(std::move(text));
        };
        upgrade.events.closed = [this, peer] {
            std::lock_guard lock(guard);
            EXPECT_FALSE(peer->closed) << "closed twice";
            peer->closed = true;
        };
        return upgrade;
    }
    bool comes_true(const std::function<bool()>& what, std::chrono::milliseconds within = 5s) {
        for (auto until = std::chrono::steady_clock::now() + within;
             std::chrono::steady_clock::now() < until; std::this_thread::sleep_for(2ms)) {
            std::lock_guard lock(guard);
            if (what()) return true;
        }
        return false;
    }
    // The socket of the last peer, once it is open.
    std::shared_ptr<kit::Socket> socket() {
        EXPECT_TRUE(comes_true([&] { return !peers.empty() && peers.back()->socket; }));
        std::lock_guard lock(guard);
        return peers.back()->socket;
    }
    bool all_closed() {
        return comes_true(
            [&] { return std::ranges::all_of(peers, [](auto& peer) { return peer->closed; }); });
    }
    // Sends so much that the rest waits in the queue until the peer reads.
    void keep_busy(kit::Socket& to, std::size_t bytes) {
        auto before = server->counts().frames_out;
        to.send(frame(std::string(bytes, 'a')));
        EXPECT_TRUE(comes_true([&] { return server->counts().frames_out > before; }));
    }
    static std::shared_ptr<const std::string> frame(std::string text) {
        return std::make_shared<const std::string>(std::move(text));
    }
    std::uint16_t port() const { return server->port(); }

    std::mutex guard;
    std::vector<std::shared_ptr<Peer>> peers;
    std::atomic<int> upgrades{0};
    kit::UpgradeReply later;
    std::unique_ptr<kit::Server> server;
};

std::string upgrade_request(std::string_view method, std::string_view fields) {
    return std::string(method) + " /live HTTP/1.1\r\nHost: shop\r\n" + std::string(fields) + "\r\n";
}

TEST_F(LiveServer, upgrades_only_what_asks_in_the_right_form) {
    serve();
    const std::string good =
        "Connection: keep-alive, Upgrade\r\nUpgrade: WebSocket\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    auto without = [&](std::string_view what, std::string_view instead) {
        auto text = good;
        return text.replace(text.find(what), what.size(), instead);
    };
    const std::tuple<std::string, int, const char*> cases[] = {
        {upgrade_request("POST", good), 400, "bad_upgrade"},
        {upgrade_request("GET", good + "Content-Length: 2\r\n") + "ab", 400, "bad_upgrade"},
        {upgrade_request("GET", without("keep-alive, Upgrade", "keep-alive")), 400, "bad_upgrade"},
        {upgrade_request("GET", without("Version: 13", "Version: 8")), 426,
         "bad_websocket_version"},
        {upgrade_request("GET", without("==", "=")), 400, "bad_websocket_key"},
        {upgrade_request("GET", without("dGhl", "dG l")), 400, "bad_websocket_key"},
        {upgrade_request("GET", good + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"), 400,
         "bad_websocket_key"},
        {upgrade_request("GET", good) + "early", 400, "bad_upgrade"},
        {"GET /live HTTP/1.0\r\nHost: shop\r\n" + good + "\r\n", 400, "bad_upgrade"},
    };
    for (auto& [request, status, reason] : cases) {
        auto answer = Wire::http(port(), request);
        EXPECT_EQ(Wire::status_of(answer), status) << request << answer;
        EXPECT_NE(answer.find(reason), answer.npos) << request << answer;
    }
    EXPECT_EQ(upgrades, 0);
    Wire wire(port());
    wire.send(upgrade_request("GET", good));
    auto answer = wire.receive_response();
    EXPECT_EQ(Wire::status_of(answer), 101);
    EXPECT_EQ(Wire::header_of(answer, "X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(Wire::header_of(answer, "X-Request-Id").size(), 16u);
    EXPECT_EQ(answer.find("Beast"), answer.npos);
    EXPECT_EQ(answer.find("Sec-WebSocket-Extensions"), answer.npos);
}

TEST_F(LiveServer, refuses_before_the_101) {
    serve();
    WebSocketClient ann;
    EXPECT_FALSE(ann.connect(port(), "/refused"));
    EXPECT_EQ(Wire::status_of(ann.response), 401);
}

TEST_F(LiveServer, speaks_in_texts_whole_or_in_fragments) {
    serve();
    WebSocketClient ann;
    ASSERT_TRUE(ann.connect(port(), "/live"));
    ann.send_text("echo 你好");
    EXPECT_EQ(ann.receive(), "echo 你好");
    // One character cut in two, a ping between the pieces.
    std::string text = "echo 很高兴";
    ann.send_raw(ann.frame(Opcode::text, text.substr(0, 6), false));
    ann.send_raw(ann.frame(Opcode::ping, "p"));
    ann.send_raw(ann.frame(Opcode::continuation, "", false));
    ann.send_raw(ann.frame(Opcode::continuation, text.substr(6)));
    auto pong = ann.receive_frame();
    ASSERT_TRUE(pong);
    EXPECT_EQ(pong->opcode, Opcode::pong);
    EXPECT_EQ(ann.receive(), text);
    std::string large = "echo" + std::string(64 * 1024 - 4, 'x');
    ann.send_text(large);
    EXPECT_TRUE(ann.receive() == large);
    ann.send_close(1000);
    EXPECT_EQ(ann.wait_for_close(), 1000);
    EXPECT_TRUE(all_closed());
}

TEST_F(LiveServer, closes_with_the_code_that_says_why) {
    serve();
    using C = WebSocketClient;
    const std::tuple<const char*, std::string, int> cases[] = {
        {"binary", C::frame(Opcode::binary, "x"), 1003},
        {"bad UTF-8", C::frame(Opcode::text, "\xff"), 1007},
        {"UTF-8 cut at the end", C::frame(Opcode::text, "a\xe4\xbd"), 1007},
        {"a surrogate", C::frame(Opcode::text, "\xed\xa0\x80"), 1007},
        {"too large", C::frame(Opcode::text, std::string(64 * 1024 + 1, 'x')), 1009},
        {"too large in pieces",
         C::frame(Opcode::text, std::string(40'000, 'x'), false) +
             C::frame(Opcode::continuation, std::string(40'000, 'x')),
         1009},
        {"a declared length of 2^62", std::string("\x81\xff\x40\0\0\0\0\0\0\0\x12\x34\x56\x78", 14),
         1009},
        {"not masked", C::frame(Opcode::text, "x", true, false), 1002},
        {"reserved bits", "\xf1" + C::frame(Opcode::text, "x").substr(1), 1002},
        {"a reserved opcode", C::frame(static_cast<Opcode>(3), "x"), 1002},
        {"a continuation of nothing", C::frame(Opcode::continuation, "x"), 1002},
        {"a text inside a text", C::frame(Opcode::text, "x", false) + C::frame(Opcode::text, "y"),
         1002},
        {"a ping in fragments", C::frame(Opcode::ping, "x", false), 1002},
        {"a ping of 126 bytes", C::frame(Opcode::ping, std::string(126, 'x')), 1002},
        {"a close code that may not be sent", C::frame(Opcode::close, std::string("\x03\xed", 2)),
         1002},
        {"a handler that throws", C::frame(Opcode::text, "throw"), 1011},
    };
    for (auto& [name, bytes, code] : cases) {
        SCOPED_TRACE(name);
        WebSocketClient ann;
        ASSERT_TRUE(ann.connect(port(), "/live"));
        ann.send_raw(bytes);
        EXPECT_EQ(ann.wait_for_close(), code);
    }
    EXPECT_TRUE(all_closed());
    EXPECT_TRUE(comes_true([&] { return server->counts().connections == 0; }));
}

TEST_F(LiveServer, hears_nothing_more_after_a_fault) {
    serve();
    WebSocketClient ann;
    ASSERT_TRUE(ann.connect(port(), "/live"));
    ann.send_raw(ann.frame(Opcode::text, "first") + ann.frame(Opcode::binary, "x") +
                 ann.frame(Opcode::text, "second"));
    EXPECT_EQ(ann.wait_for_close(), 1003);
    ASSERT_TRUE(all_closed());
    EXPECT_EQ(peers[0]->heard, std::vector<std::string>{"first"});
}

TEST_F(LiveServer, keeps_order_and_joins_what_waits_into_arrays) {
    serve();
    WebSocketClient ann;
    ASSERT_TRUE(ann.connect(port(), "/live", {}, 32 * 1024));
    auto to = socket();
    std::string expected, got;
    std::size_t largest = 0, messages = 0;
    for (int round = 0; round < 40; ++round) {
        // Below the limits of the queue, and read in time: nothing may be lost.
        for (int i = 0; i < 200; ++i) {
            auto text = "{\"n\":" + std::to_string(round * 200 + i) + "}";
            expected += text + ",";
            to->send(frame(i % 50 == 7 ? "[" + text + "]" : text));
        }
        while (got.size() < expected.size()) {
            auto message = ann.receive();
            ASSERT_TRUE(message);
            ++messages;
            largest = std::max(largest, message->size());
            if (message->starts_with('[')) *message = message->substr(1, message->size() - 2);
            got += *message + ",";
        }
    }
    EXPECT_TRUE(got == expected);
    EXPECT_LT(messages, 4000u);
    EXPECT_LE(largest, 64u * 1024);
    EXPECT_EQ(server->counts().frames_out, 8000u);
    EXPECT_EQ(to->catch_ups(), 0u);
}

TEST_F(LiveServer, splits_what_waits_at_64_KiB_and_sends_a_larger_frame_alone) {
    serve();
    WebSocketClient ann;
    ASSERT_TRUE(ann.connect(port(), "/live", {}, 32 * 1024));
    auto to = socket();
    keep_busy(*to, 3'000'000);
    for (int i = 0; i < 10; ++i) to->send(frame("\"" + std::string(10'000, 'b') + "\""));
    to->send(frame(std::string(100'000, 'c')));
    EXPECT_EQ(ann.receive()->size(), 3'000'000u);
    EXPECT_EQ(ann.receive()->size(), 6u * 10'003 + 1);
    EXPECT_EQ(ann.receive()->size(), 4u * 10'003 + 1);
    EXPECT_EQ(ann.receive()->size(), 100'000u);
}

TEST_F(LiveServer, drops_the_queue_of_a_peer_that_does_not_read_and_says_so_once) {
    serve();
    for (auto& [size, count] : {std::pair{100, 2000}, std::pair{50'000, 40}}) {
        WebSocketClient ann;
        ASSERT_TRUE(ann.connect(port(), "/live", {}, 32 * 1024));
        auto to = socket();
        keep_busy(*to, 6'000'000);
        for (int i = 0; i < count; ++i)
            to->send(frame("{\"n\":\"" + std::string(static_cast<std::size_t>(size), 'x') + "\"}"));
        EXPECT_EQ(to->catch_ups(), 1u);
        EXPECT_EQ(ann.receive()->size(), 6'000'000u);
        EXPECT_EQ(ann.receive(), R"({"catch_up":{}})");
        to->send(frame("after"));
        EXPECT_EQ(ann.receive(), "after");
        EXPECT_EQ(ann.receive(50ms), std::nullopt);
    }
}

TEST_F(LiveServer, cuts_a_peer_that_reads_nothing) {
    serve({.stall_timeout = 1s});
    WebSocketClient ann;
    ASSERT_TRUE(ann.connect(port(), "/live", {}, 32 * 1024));
    socket()->send(frame(std::string(6'000'000, 'a')));
    EXPECT_TRUE(comes_true([&] { return peers[0]->closed; }, 10s));
    EXPECT_TRUE(comes_true([&] { return server->counts().connections == 0; }));
}

TEST_F(LiveServer, pings_and_cuts_a_peer_that_answers_none) {
    serve({.ping_every = 1s});
    WebSocketClient ann, ben;
    ASSERT_TRUE(ann.connect(port(), "/live"));
    ASSERT_TRUE(ben.connect(port(), "/live"));
    ben.answer_pings = false;
    std::jthread reading([&] { ann.receive(4s); });
    EXPECT_EQ(ben.wait_for_close(5s), 1006);
    reading.join();
    EXPECT_GE(ann.pings, 3);
    EXPECT_FALSE(ann.ended);
}

TEST_F(LiveServer, cuts_a_flood_of_pings) {
    serve();
    WebSocketClient ann;
    ASSERT_TRUE(ann.connect(port(), "/live"));
    std::string many;
    for (int i = 0; i < 200; ++i) many += ann.frame(Opcode::ping, "x");
    std::jthread flood([&] {
        for (int i = 0; i < 200 && ann.wire.send(many); ++i) std::this_thread::sleep_for(20ms);
    });
    EXPECT_TRUE(comes_true([&] { return peers[0]->closed; }, 4s));
}

TEST_F(LiveServer, closes_in_order_after_what_was_sent) {
    serve();
    WebSocketClient ann;
    ASSERT_TRUE(ann.connect(port(), "/live"));
    auto to = socket();
    to->send(frame("last words"));
    to->close(1008, std::string(200, 'r'));
    to->send(frame("never"));
    to->close(1000, "never");
    EXPECT_EQ(ann.receive(), "last words");
    EXPECT_EQ(ann.wait_for_close(), 1008);
    EXPECT_EQ(ann.close_reason, std::string(123, 'r'));
    EXPECT_TRUE(all_closed());
    to->send(frame("to nobody"));
    to->close(1000, "again");
}

TEST_F(LiveServer, takes_back_what_waits_when_the_session_has_ended) {
    serve();
    WebSocketClient ann;
    ASSERT_TRUE(ann.connect(port(), "/live", {}, 32 * 1024));
    auto to = socket();
    keep_busy(*to, 6'000'000);
    for (int i = 0; i < 10; ++i) to->send(frame("secret"));
    to->close(4401, "session ended");
    EXPECT_EQ(ann.receive()->size(), 6'000'000u);
    EXPECT_EQ(ann.receive(), std::nullopt);
    EXPECT_EQ(ann.close_code, 4401);
}

TEST_F(LiveServer, hears_nothing_more_once_it_was_told_to_close) {
    serve();
    WebSocketClient ann;
    ASSERT_TRUE(ann.connect(port(), "/live"));
    socket()->close(4401, "session ended");
    ann.send_text("one more thing");
    EXPECT_EQ(ann.wait_for_close(), 4401);
    ASSERT_TRUE(all_closed());
    EXPECT_EQ(peers[0]->heard, std::vector<std::string>{});
}

TEST_F(LiveServer, does_not_wait_for_ever_for_the_answer_to_a_close) {
    serve();
    WebSocketClient ann;
    ASSERT_TRUE(ann.connect(port(), "/live"));
    socket()->close(1000, "");
    EXPECT_TRUE(comes_true([&] { return peers[0]->closed; }, 15s));
}

TEST_F(LiveServer, sheds_handshakes_beyond_its_rate_before_asking_the_house) {
    serve({.handshakes_per_second = 5});
    int admitted = 0, shed = 0;
    auto began = std::chrono::steady_clock::now();
    std::vector<WebSocketClient> clients(20);
    for (auto& client : clients) {
        if (client.connect(port(), "/live")) {
            ++admitted;
            continue;
        }
        ++shed;
        EXPECT_EQ(Wire::status_of(client.response), 503);
        EXPECT_EQ(Wire::header_of(client.response, "Retry-After"), "2");
    }
    EXPECT_GE(admitted, 5);
    auto took = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    EXPECT_LE(admitted, 6 + 5 * took);
    EXPECT_GT(shed, 0);
    EXPECT_EQ(upgrades, admitted);
    EXPECT_EQ(server->counts().shed, static_cast<std::uint64_t>(shed));
    std::this_thread::sleep_for(500ms);
    EXPECT_TRUE(WebSocketClient{}.connect(port(), "/live"));
}

TEST_F(LiveServer, calls_closed_for_a_peer_that_left_before_it_was_accepted) {
    serve();
    Wire wire(port());
    wire.send(
        "GET /later HTTP/1.1\r\nHost: shop\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    ASSERT_TRUE(comes_true([&] { return later != nullptr; }));
    server->stop(10ms);
    server.reset();
    later(accepted());
    EXPECT_TRUE(peers[0]->closed);
    EXPECT_FALSE(peers[0]->socket);
}

TEST_F(LiveServer, says_reconnect_and_1012_when_it_stops) {
    serve();
    std::vector<WebSocketClient> clients(20);
    for (auto& client : clients) ASSERT_TRUE(client.connect(port(), "/live"));
    std::jthread stopping([&] { server->stop(5s); });
    std::set<std::string> delays;
    for (auto& client : clients) {
        auto text = client.receive().value_or("");
        EXPECT_TRUE(text.starts_with(R"({"reconnect":{"after_ms":)")) << text;
        delays.insert(text);
        EXPECT_EQ(client.wait_for_close(), 1012);
    }
    stopping.join();
    EXPECT_GT(delays.size(), 10u);
    EXPECT_TRUE(all_closed());
    EXPECT_EQ(server->counts().sockets, 0u);
}

// Many sockets come, talk, are sent to from other threads and vanish in every way, on two loops.
TEST_F(LiveServer, holds_together_under_coming_and_going) {
    serve({.handshakes_per_second = 100'000});
    std::atomic<bool> done{false};
    std::jthread publisher([&] {
        auto text = frame("{\"to\":\"all\"}");
        while (!done) {
            std::vector<std::shared_ptr<kit::Socket>> sockets;
            {
                std::lock_guard lock(guard);
                for (auto& peer : peers)
                    if (peer->socket) sockets.push_back(peer->socket);
            }
            for (auto& socket : sockets) socket->send(text);
            for (std::size_t i = 0; i < sockets.size(); i += 17) sockets[i]->close(4401, "cut");
            std::this_thread::sleep_for(1ms);  // the others want the lock too
        }
    });
    {
        std::vector<std::jthread> clients;
        for (int c = 0; c < 4; ++c)
            clients.emplace_back([&, c] {
                for (int i = 0; i < 60; ++i) {
                    WebSocketClient one;
                    if (!one.connect(port(), "/live")) continue;
                    one.send_text("echo " + std::to_string(i));
                    if (i % 4 != 0) one.receive(200ms);
                    if ((i + c) % 4 == 1) one.wire.reset();
                    if ((i + c) % 4 == 2) one.send_close(1000);
                    if ((i + c) % 4 == 3) one.send_raw("\xff\xff");
                }
            });
    }
    done = true;
    publisher.join();
    server->stop(2s);
    EXPECT_TRUE(all_closed());
    EXPECT_EQ(server->counts().sockets, 0u);
    EXPECT_EQ(server->counts().connections, 0u);
}

}  // namespace
