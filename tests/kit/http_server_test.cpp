// The server over real sockets: limits, order, late and missing answers, files, stopping.
#include "kit/http/server.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <atomic>
#include <deque>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <thread>

#include "kit/base/result.hpp"
#include "kit/wire.hpp"

using namespace std::chrono_literals;

namespace {

std::string get(std::string_view path, std::string_view extra = {}) {
    return "GET " + std::string(path) + " HTTP/1.1\r\nHost: shop\r\n" + std::string(extra) + "\r\n";
}
const std::string closing = "Connection: close\r\n";

kit::Response saying(std::string body) {
    kit::Response response;
    response.content_type = "text/plain; charset=utf-8";
    response.body = std::move(body);
    return response;
}

// A server whose answers come from `handler`; replies that wait in `later` are answered by tests.
class HttpServer : public testing::Test {
protected:
    void serve(std::function<void(kit::Request, kit::Reply)> handler,
               kit::ServerOptions options = {}) {
        options.listen = "127.0.0.1:0";
        options.threads = 2;
        kit::ServerHandlers handlers;
        handlers.request = std::move(handler);
        handlers.body_limit = [](const kit::Request&) { return std::size_t{64} << 20; };
        server = std::make_unique<kit::Server>(options, std::move(handlers));
        server->start();
    }
    void serve_later(kit::ServerOptions options = {}) {
        serve(
            [this](kit::Request request, kit::Reply reply) {
                std::lock_guard lock(guard);
                waiting.emplace_back(std::move(request.path), std::move(reply));
            },
            options);
    }
    // The reply of the next request that waits.
    std::optional<std::pair<std::string, kit::Reply>> take(std::chrono::milliseconds within = 5s) {
        for (auto until = std::chrono::steady_clock::now() + within;
             std::chrono::steady_clock::now() < until; std::this_thread::sleep_for(1ms)) {
            std::lock_guard lock(guard);
            if (waiting.empty()) continue;
            auto first = std::move(waiting.front());
            waiting.pop_front();
            return first;
        }
        return std::nullopt;
    }
    bool comes_true(const std::function<bool()>& what, std::chrono::milliseconds within = 5s) {
        for (auto until = std::chrono::steady_clock::now() + within;
             std::chrono::steady_clock::now() < until; std::this_thread::sleep_for(2ms))
            if (what()) return true;
        return what();
    }
    std::uint16_t port() const { return server->port(); }

    std::mutex guard;
    std::deque<std::pair<std::string, kit::Reply>> waiting;
    std::unique_ptr<kit::Server> server;
};

void echo(kit::Request request, kit::Reply reply) {
    reply(saying(request.method + " " + request.path + " " + request.body));
}

TEST_F(HttpServer, answers_with_its_headers_and_nothing_of_the_library) {
    serve([](kit::Request, kit::Reply reply) {
        auto response = saying("好");
        response.headers = {{"X-Own", "1"},
                            {"Content-Length", "99"},
                            {"Transfer-Encoding", "chunked"},
                            {"X-Split", "a\r\nSet-Cookie: b"},
                            {"referrer-policy", "same-origin"}};
        reply(std::move(response));
    });
    auto answer = Wire::http(port(), get("/", closing));
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 OK\r\n"));
    EXPECT_EQ(Wire::header_of(answer, "Content-Length"), "3");
    EXPECT_EQ(Wire::header_of(answer, "Content-Type"), "text/plain; charset=utf-8");
    EXPECT_EQ(Wire::header_of(answer, "X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(Wire::header_of(answer, "referrer-policy"), "same-origin");
    EXPECT_EQ(Wire::header_of(answer, "Referrer-Policy"), "");
    EXPECT_EQ(Wire::header_of(answer, "X-Own"), "1");
    EXPECT_EQ(Wire::header_of(answer, "X-Request-Id").size(), 16u);
    EXPECT_EQ(answer.find("Set-Cookie"), answer.npos);
    EXPECT_EQ(answer.find("Transfer-Encoding"), answer.npos);
    EXPECT_EQ(answer.find("Server:"), answer.npos);
    EXPECT_EQ(Wire::body_of(answer), "好");
}

TEST_F(HttpServer, keeps_connections_as_each_version_wants) {
    serve(echo);
    Wire wire(port());
    wire.send(get("/1"));
    EXPECT_EQ(Wire::body_of(wire.receive_response()), "GET /1 ");
    wire.send(get("/2", "Connection: Foo, CLOSE\r\n"));
    EXPECT_EQ(Wire::header_of(wire.receive_response(), "Connection"), "close");
    EXPECT_TRUE(wire.is_closed_within(2s));

    Wire old(port());
    old.send("GET /3 HTTP/1.0\r\nHost: shop\r\nConnection: keep-alive\r\n\r\n");
    EXPECT_EQ(Wire::header_of(old.receive_response(), "Connection"), "keep-alive");
    old.send("GET /4 HTTP/1.0\r\nHost: shop\r\n\r\n");
    EXPECT_EQ(Wire::body_of(old.receive_response()), "GET /4 ");
    EXPECT_TRUE(old.is_closed_within(2s));
}

TEST_F(HttpServer, answers_pipelined_requests_in_their_order) {
    serve_later();
    Wire wire(port());
    std::string all;
    for (int i = 0; i < 50; ++i) all += get("/" + std::to_string(i));
    wire.send(all);
    for (int i = 0; i < 50; ++i) {
        auto next = take();
        ASSERT_TRUE(next);
        // Only one is in the house at a time: the second waits for the answer to the first.
        EXPECT_EQ(next->first, "/" + std::to_string(i));
        std::thread([&] { next->second(saying(next->first)); }).join();
    }
    for (int i = 0; i < 50; ++i)
        EXPECT_EQ(Wire::body_of(wire.receive_response()), "/" + std::to_string(i));
}

TEST_F(HttpServer, answers_head_without_a_body) {
    serve(echo);
    Wire wire(port());
    wire.send("HEAD /a HTTP/1.1\r\nHost: shop\r\n\r\n" + get("/b"));
    EXPECT_EQ(Wire::header_of(wire.receive_response(true), "Content-Length"), "8");
    EXPECT_EQ(Wire::body_of(wire.receive_response()), "GET /b ");
}

TEST_F(HttpServer, leaves_out_the_length_where_no_body_may_be) {
    serve([](kit::Request, kit::Reply reply) {
        kit::Response response;
        response.status = 204;
        reply(std::move(response));
    });
    auto answer = Wire::http(port(), get("/", closing));
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 204 No Content\r\n"));
    EXPECT_EQ(answer.find("Content-"), answer.find("Content-Type-Options"));
    EXPECT_TRUE(answer.ends_with("\r\n\r\n"));
}

TEST_F(HttpServer, answers_500_for_a_handler_that_throws_or_lets_go) {
    serve([](kit::Request request, kit::Reply reply) {
        if (request.path == "/throws") throw std::runtime_error("a secret of the house");
        auto dropped = std::move(reply);
    });
    for (auto path : {"/throws", "/lets-go"}) {
        auto answer = Wire::http(port(), get(path, closing));
        EXPECT_EQ(Wire::status_of(answer), 500);
        EXPECT_EQ(answer.find("secret"), answer.npos);
        auto id = Wire::header_of(answer, "X-Request-Id");
        EXPECT_NE(answer.find("\"request_id\":\"" + id + "\""), answer.npos) << answer;
    }
}

TEST_F(HttpServer, survives_peers_that_vanish_before_the_answer) {
    serve_later();
    std::vector<kit::Reply> replies;
    for (int i = 0; i < 20; ++i) {
        Wire wire(port());
        wire.send(get("/"));
        auto next = take();
        ASSERT_TRUE(next);
        replies.push_back(std::move(next->second));
        wire.reset();
    }
    for (auto& reply : replies) reply(saying(std::string(1 << 20, 'x')));
    EXPECT_TRUE(comes_true([&] { return server->counts().connections == 0; }));
}

TEST_F(HttpServer, ends_while_answers_are_still_out_and_takes_them_later) {
    serve_later();
    std::vector<Wire> wires;
    std::vector<kit::Reply> replies;
    for (int i = 0; i < 5; ++i) {
        wires.emplace_back(port()).send(get("/"));
        replies.push_back(std::move(take()->second));
    }
    server->stop(50ms);
    for (auto& wire : wires) EXPECT_TRUE(wire.is_closed_within(2s));
    replies.pop_back();
    replies[0](saying("late"));
    server.reset();
    replies[1](saying("later than the server"));
    replies.clear();
}

TEST_F(HttpServer, reads_large_bodies_and_sends_large_answers) {
    serve([](kit::Request request, kit::Reply reply) {
        std::thread([body = std::move(request.body), reply = std::move(reply)]() mutable {
            reply(saying(std::move(body)));
        }).detach();
    });
    std::string body(20 << 20, '\0');
    for (std::size_t i = 0; i < body.size(); ++i) body[i] = static_cast<char>(i * 7 + i / 1000);
    Wire wire(port());
    std::thread sender([&] {
        wire.send("POST / HTTP/1.1\r\nHost: shop\r\nContent-Length: " +
                  std::to_string(body.size()) + "\r\n\r\n" + body);
    });
    auto answer = wire.receive_response(false, 20s);
    sender.join();
    EXPECT_TRUE(Wire::body_of(answer) == body);
}

TEST_F(HttpServer, asks_for_the_body_only_when_it_will_take_it) {
    kit::ServerHandlers handlers;
    handlers.request = echo;
    handlers.body_limit = [](const kit::Request&) { return std::size_t{10}; };
    server = std::make_unique<kit::Server>(kit::ServerOptions{.listen = "127.0.0.1:0"},
                                           std::move(handlers));
    server->start();
    auto put = [](int size) {
        return "PUT / HTTP/1.1\r\nHost: shop\r\nExpect: 100-continue\r\nContent-Length: " +
               std::to_string(size) + "\r\n\r\n";
    };
    Wire polite(port());
    polite.send(put(3));
    EXPECT_EQ(polite.receive_response(), "HTTP/1.1 100 Continue\r\n\r\n");
    polite.send("abc");
    EXPECT_EQ(Wire::body_of(polite.receive_response()), "PUT / abc");

    Wire large(port());
    large.send(put(11));
    auto answer = large.receive_response();
    EXPECT_EQ(Wire::status_of(answer), 413);
    EXPECT_EQ(Wire::header_of(answer, "Connection"), "close");
    // What a client sends all the same is dropped, and does not destroy the answer on its way.
    large.send("GET /smuggled HTTP/1.1\r\nHost: shop\r\n\r\n");
    EXPECT_EQ(large.receive_all(), "");
}

TEST_F(HttpServer, answers_413_to_a_client_that_sends_everything_first) {
    kit::ServerHandlers handlers;
    handlers.request = echo;
    handlers.body_limit = [](const kit::Request&) { return std::size_t{10}; };
    server = std::make_unique<kit::Server>(kit::ServerOptions{.listen = "127.0.0.1:0"},
                                           std::move(handlers));
    server->start();
    Wire wire(port());
    EXPECT_TRUE(wire.send("PUT / HTTP/1.1\r\nHost: shop\r\nContent-Length: 2000000\r\n\r\n" +
                          std::string(2'000'000, 'x')));
    EXPECT_EQ(Wire::status_of(wire.receive_response()), 413);
}

TEST_F(HttpServer, streams_files) {
    auto folder = std::filesystem::temp_directory_path() / ("http_" + std::to_string(getpid()));
    std::filesystem::create_directories(folder);
    auto path = (folder / "file").string();
    std::string content(3'000'000, 'a');
    for (std::size_t i = 0; i < content.size(); i += 11) content[i] = static_cast<char>(i);
    std::ofstream(path, std::ios::binary) << content;
    serve([&](kit::Request request, kit::Reply reply) {
        kit::Response response;
        response.content_type = "image/png";
        response.file =
            request.path == "/there" ? path : (folder / request.path.substr(1)).string();
        reply(std::move(response));
    });
    Wire wire(port());
    wire.send(get("/there"));
    EXPECT_TRUE(Wire::body_of(wire.receive_response()) == content);
    wire.send("HEAD /there HTTP/1.1\r\nHost: shop\r\n\r\n" + get("/missing") + get("/"));
    EXPECT_EQ(Wire::header_of(wire.receive_response(true), "Content-Length"), "3000000");
    EXPECT_EQ(Wire::status_of(wire.receive_response()), 404);
    EXPECT_EQ(Wire::status_of(wire.receive_response()), 404);  // a folder is no file
    // Peers that leave in the middle of a file must not end the process (SIGPIPE).
    for (int i = 0; i < 10; ++i) {
        Wire gone(port(), 4096);
        gone.send(get("/there"));
        gone.receive(1s, 100);
        gone.reset();
    }
    EXPECT_TRUE(comes_true([&] { return server->counts().connections == 1; }));
    std::filesystem::remove_all(folder);
}

TEST_F(HttpServer, does_not_copy_what_is_built_in) {
    static const std::string built_in(500'000, 'b');
    serve([](kit::Request, kit::Reply reply) {
        kit::Response response;
        response.fixed_body = built_in;
        reply(std::move(response));
    });
    EXPECT_TRUE(Wire::body_of(Wire::http(port(), get("/", closing))) == built_in);
}

TEST_F(HttpServer, cuts_peers_that_are_too_slow) {
    serve(echo, {.head_timeout = 1s, .body_timeout = 1s, .idle_timeout = 2s});
    auto drips_until_closed = [&](std::string_view first, std::string_view drip) {
        Wire wire(port());
        wire.send(first);
        auto began = std::chrono::steady_clock::now();
        while (std::chrono::steady_clock::now() - began < 6s) {
            wire.send(drip);
            if (auto bytes = wire.receive(100ms); bytes && bytes->empty()) break;
        }
        return std::chrono::steady_clock::now() - began;
    };
    std::chrono::nanoseconds head{}, body{}, chunks{}, idle{};
    {
        std::jthread a([&] { head = drips_until_closed("GET / HTTP/1.1\r\nX-A: ", "x"); });
        std::jthread b([&] {
            body = drips_until_closed(
                "POST / HTTP/1.1\r\nHost: shop\r\nContent-Length: 100000\r\n\r\n", "x");
        });
        std::jthread c([&] {
            chunks = drips_until_closed(
                "POST / HTTP/1.1\r\nHost: shop\r\nTransfer-Encoding: chunked\r\n\r\n",
                "1\r\nx\r\n");
        });
        std::jthread d([&] { idle = drips_until_closed(get("/"), ""); });
    }
    EXPECT_GT(head, 900ms);
    EXPECT_LT(head, 4s);
    EXPECT_GT(body, 900ms);
    EXPECT_LT(body, 4s);
    EXPECT_LT(chunks, 4s);
    EXPECT_GT(idle, 1900ms);
    EXPECT_LT(idle, 5s);
}

TEST_F(HttpServer, cuts_peers_that_do_not_take_their_answer) {
    serve(
        [](kit::Request, kit::Reply reply) {
            std::thread([reply = std::move(reply)]() mutable {
                reply(saying(std::string(10'000'000, 'x')));
            }).detach();
        },
        {.answer_timeout = 1s});
    Wire wire(port(), 4096);
    wire.send(get("/"));
    EXPECT_TRUE(comes_true([&] { return server->counts().requests == 1; }));
    EXPECT_TRUE(comes_true([&] { return server->counts().connections == 0; }, 10s));
}

TEST_F(HttpServer, allows_more_time_to_bodies_that_move) {
    serve(echo, {.body_timeout = 1s});
    Wire wire(port());
    wire.send("POST /slow HTTP/1.1\r\nHost: shop\r\nContent-Length: 120000\r\n\r\n");
    for (int i = 0; i < 12; ++i) {  // 100 KiB/s for 1.8 s
        std::this_thread::sleep_for(150ms);
        ASSERT_TRUE(wire.send(std::string(10'000, 'x')));
    }
    EXPECT_EQ(Wire::status_of(wire.receive_response()), 200);
}

TEST_F(HttpServer, believes_forwarded_addresses_only_from_its_proxies) {
    auto tell_ip = [](kit::Request request, kit::Reply reply) { reply(saying(request.ip)); };
    auto ip_of = [&](std::string_view fields) {
        return Wire::body_of(Wire::http(port(), get("/", std::string(fields) + closing)));
    };
    serve(tell_ip);
    EXPECT_EQ(ip_of("X-Forwarded-For: 8.8.8.8\r\n"), "127.0.0.1");
    serve(tell_ip, {.proxies = {"127.0.0.1", "10.0.0.1"}});
    EXPECT_EQ(ip_of(""), "127.0.0.1");
    EXPECT_EQ(ip_of("X-Forwarded-For: 8.8.8.8\r\n"), "8.8.8.8");
    EXPECT_EQ(ip_of("X-Forwarded-For: 1.1.1.1, 8.8.8.8,10.0.0.1\r\n"), "8.8.8.8");
    EXPECT_EQ(ip_of("X-Forwarded-For: 1.1.1.1\r\nX-Forwarded-For: 10.0.0.1\r\n"), "1.1.1.1");
    EXPECT_EQ(ip_of("X-Forwarded-For: 2001:DB8::1\r\n"), "2001:db8::1");
    EXPECT_EQ(ip_of("X-Forwarded-For: <script>\r\n"), "127.0.0.1");
}

TEST_F(HttpServer, turns_away_more_connections_than_it_may_have) {
    serve(echo, {.connections_max = 3});
    std::vector<Wire> wires;
    for (int i = 0; i < 3; ++i) {
        wires.emplace_back(port()).send(get("/"));
        EXPECT_EQ(Wire::status_of(wires.back().receive_response()), 200);
    }
    auto answer = Wire(port()).receive_all();
    EXPECT_EQ(Wire::status_of(answer), 503);
    EXPECT_EQ(Wire::header_of(answer, "Retry-After"), "2");
    EXPECT_EQ(server->counts().shed, 1u);
    wires.pop_back();
    EXPECT_TRUE(
        comes_true([&] { return Wire::http(port(), get("/", closing)).contains(" 200 "); }));
}

// 127.0.0.2 is this machine, too, and another peer.
TEST_F(HttpServer, gives_one_address_no_more_connections_than_its_share) {
    serve(echo, {.connections_per_address = 2});
    std::vector<Wire> wires;
    for (int i = 0; i < 2; ++i) {
        wires.emplace_back(port()).send(get("/"));
        EXPECT_EQ(Wire::status_of(wires.back().receive_response()), 200);
    }
    EXPECT_EQ(Wire::status_of(Wire(port()).receive_all()), 503);
    Wire other(port(), 0, "127.0.0.2");
    other.send(get("/"));
    EXPECT_EQ(Wire::status_of(other.receive_response()), 200) << "others are not shut out by it";
    wires.pop_back();
    EXPECT_TRUE(
        comes_true([&] { return Wire::http(port(), get("/", closing)).contains(" 200 "); }));
}

TEST_F(HttpServer, counts_no_share_of_a_proxy) {
    serve(echo, {.connections_per_address = 1, .proxies = {"127.0.0.1"}});
    std::vector<Wire> wires;
    for (int i = 0; i < 4; ++i) {
        wires.emplace_back(port()).send(get("/"));
        EXPECT_EQ(Wire::status_of(wires.back().receive_response()), 200);
    }
}

TEST_F(HttpServer, goes_on_after_it_ran_out_of_descriptors) {
    serve(echo);
    rlimit before{};
    ::getrlimit(RLIMIT_NOFILE, &before);
    std::vector<Wire> wires;
    wires.emplace_back(port());
    // As many more as the test's own ends take: the server's ends find none.
    rlimit few{static_cast<rlim_t>(wires[0].fd()) + 8, before.rlim_max};
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &few), 0);
    for (int i = 0; i < 12; ++i) {
        Wire wire(port());
        if (wire) wires.push_back(std::move(wire));
    }
    std::this_thread::sleep_for(100ms);
    ::setrlimit(RLIMIT_NOFILE, &before);
    EXPECT_EQ(Wire::status_of(Wire::http(port(), get("/", closing))), 200);
}

TEST_F(HttpServer, finishes_what_is_in_flight_when_it_stops) {
    serve_later();
    Wire idle(port());
    Wire busy(port());
    busy.send(get("/slow"));
    auto next = take();
    ASSERT_TRUE(next);
    std::jthread stopping([&] { server->stop(5s); });
    EXPECT_TRUE(idle.is_closed_within(2s));
    std::this_thread::sleep_for(200ms);
    next->second(saying("done"));
    auto answer = busy.receive_response();
    EXPECT_EQ(Wire::body_of(answer), "done");
    EXPECT_EQ(Wire::header_of(answer, "Connection"), "close");
    stopping.join();
    EXPECT_FALSE(Wire(port()));
}

TEST_F(HttpServer, stops_at_once_when_told_twice) {
    serve_later();
    Wire busy(port());
    busy.send(get("/never"));
    auto next = take();
    ASSERT_TRUE(next);
    auto began = std::chrono::steady_clock::now();
    std::jthread first([&] { server->stop(30s); });
    std::this_thread::sleep_for(100ms);
    server->stop(30s);
    first.join();
    EXPECT_LT(std::chrono::steady_clock::now() - began, 5s);
    server->stop(30s);
}

TEST(HttpServerStart, says_why_it_cannot_listen) {
    EXPECT_THROW(kit::Server({.listen = "nonsense"}, {}), kit::Breakage);
    EXPECT_THROW(kit::Server({.listen = "127.0.0.1"}, {}), kit::Breakage);
    EXPECT_THROW(kit::Server({.listen = "127.0.0.1:99999"}, {}), kit::Breakage);
    EXPECT_THROW(kit::Server({.listen = "203.0.113.1:8080"}, {}), kit::Breakage);
    kit::Server first({.listen = "127.0.0.1:0"}, {});
    EXPECT_THROW(kit::Server({.listen = "127.0.0.1:" + std::to_string(first.port())}, {}),
                 kit::Breakage);
}

TEST_F(HttpServer, serves_many_at_once_on_two_loops) {
    serve([](kit::Request request, kit::Reply reply) {
        if (request.path.ends_with('0')) {
            std::thread([path = request.path, reply = std::move(reply)]() mutable {
                reply(saying(path));
            }).detach();
        } else {
            reply(saying(request.path));
        }
    });
    std::atomic<int> right{0};
    {
        std::vector<std::jthread> clients;
        for (int c = 0; c < 8; ++c)
            clients.emplace_back([&, c] {
                Wire wire(port());
                for (int i = 0; i < 200; ++i) {
                    auto path = "/" + std::to_string(c) + "/" + std::to_string(i);
                    wire.send(get(path));
                    right += Wire::body_of(wire.receive_response()) == path;
                }
            });
    }
    EXPECT_EQ(right, 1600);
    EXPECT_EQ(server->counts().requests, 1600u);
}

}  // namespace
