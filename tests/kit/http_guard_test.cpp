// The framing guard, over real sockets: what is refused is answered once with 400 and closed, and
// what was smuggled behind it is never answered.
#include "kit/http/guard.hpp"

#include <gtest/gtest.h>

#include <mutex>

#include "kit/http/server.hpp"
#include "kit/wire.hpp"

using namespace std::chrono_literals;

namespace {

struct Case {
    const char* name;
    std::string bytes;
    int status;
    const char* reason;
};

const std::string smuggled = "GET /smuggled HTTP/1.1\r\nHost: shop\r\n\r\n";

std::string post(std::string_view fields, std::string_view body) {
    return "POST /echo HTTP/1.1\r\nHost: shop\r\n" + std::string(fields) + "\r\n" +
           std::string(body);
}
std::string get(std::string_view target) {
    return "GET " + std::string(target) + " HTTP/1.1\r\nHost: shop\r\n\r\n";
}
std::string with_fields(int count) {
    std::string text = "GET / HTTP/1.1\r\nHost: shop\r\n";
    for (int i = 1; i < count; ++i) text += "X-" + std::to_string(i) + ": y\r\n";
    return text + "\r\n";
}

const std::vector<Case>& refused_cases() {
    using namespace std::string_literals;
    static const std::vector<Case> cases = {
        {"length and chunks",
         post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400,
         "ambiguous_framing"},
        {"chunks and length",
         post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n"), 400,
         "ambiguous_framing"},
        {"two lengths", post("Content-Length: 2\r\nContent-Length: 3\r\n", "ab"), 400,
         "ambiguous_framing"},
        {"two equal lengths", post("Content-Length: 2\r\nContent-Length: 2\r\n", "ab"), 400,
         "ambiguous_framing"},
        {"a list of lengths", post("Content-Length: 2, 2\r\n", "ab"), 400, "bad_content_length"},
        {"a signed length", post("Content-Length: +2\r\n", "ab"), 400, "bad_content_length"},
        {"a negative length", post("Content-Length: -1\r\n", ""), 400, "bad_content_length"},
        {"a hexadecimal length", post("Content-Length: 0x2\r\n", "ab"), 400, "bad_content_length"},
        {"an empty length", post("Content-Length:\r\n", ""), 400, "bad_content_length"},
        {"a length beyond 64 bits", post("Content-Length: 99999999999999999999\r\n", ""), 400,
         "bad_content_length"},
        {"chunks twice",
         post("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", "0\r\n\r\n"), 400,
         "ambiguous_framing"},
        {"gzip coding", post("Transfer-Encoding: gzip\r\n", "0\r\n\r\n"), 400,
         "bad_transfer_encoding"},
        {"chunked, identity", post("Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n"), 400,
         "bad_transfer_encoding"},
        {"gzip, chunked", post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), 400,
         "bad_transfer_encoding"},
        {"xchunked", post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"), 400,
         "bad_transfer_encoding"},
        {"xchunked and length", post("Transfer-Encoding: xchunked\r\nContent-Length: 3\r\n", "abc"),
         400, "ambiguous_framing"},
        {"chunked with a tab inside", post("Transfer-Encoding: chun\tked\r\n", "0\r\n\r\n"), 400,
         "bad_transfer_encoding"},
        {"chunks in HTTP/1.0",
         "POST /echo HTTP/1.0\r\nHost: shop\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400,
         "bad_transfer_encoding"},
        {"a folded header", "GET / HTTP/1.1\r\nHost: shop\r\nX-A: b\r\n c\r\n\r\n", 400,
         "folded_header"},
        {"a folded coding",
         "POST /echo HTTP/1.1\r\nHost: shop\r\nTransfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
         400, "folded_header"},
        {"a fold after the request line", "GET / HTTP/1.1\r\n Host: shop\r\n\r\n", 400,
         "folded_header"},
        {"no host", "GET / HTTP/1.1\r\nAccept: */*\r\n\r\n", 400, "bad_host"},
        {"no host in HTTP/1.0", "GET / HTTP/1.0\r\n\r\n", 400, "bad_host"},
        {"two hosts", "GET / HTTP/1.1\r\nHost: shop\r\nHost: rival\r\n\r\n", 400, "bad_host"},
        {"an empty host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", 400, "bad_host"},
        {"a list of hosts", "GET / HTTP/1.1\r\nHost: shop, rival\r\n\r\n", 400, "bad_host"},
        {"a host with a person", "GET / HTTP/1.1\r\nHost: shop@rival\r\n\r\n", 400, "bad_host"},
        {"a host with a path", "GET / HTTP/1.1\r\nHost: shop/rival\r\n\r\n", 400, "bad_host"},
        {"space before the colon", "GET / HTTP/1.1\r\nHost : shop\r\n\r\n", 400, "bad_header"},
        {"coding with space before the colon", post("Transfer-Encoding : chunked\r\n", "0\r\n\r\n"),
         400, "bad_header"},
        {"no colon", "GET / HTTP/1.1\r\nHost: shop\r\nNonsense\r\n\r\n", 400, "bad_header"},
        {"no name", "GET / HTTP/1.1\r\nHost: shop\r\n: x\r\n\r\n", 400, "bad_header"},
        {"NUL in a value", "GET / HTTP/1.1\r\nHost: shop\r\nX-A: a\0b\r\n\r\n"s, 400, "bad_header"},
        {"CR in a value", "GET / HTTP/1.1\r\nHost: shop\r\nX-A: a\rb\r\n\r\n", 400, "bad_header"},
        {"Latin-1 in a value", "GET / HTTP/1.1\r\nHost: shop\r\nX-A: \xe9\r\n\r\n", 400,
         "bad_header"},
        {"Latin-1 in a name", "GET / HTTP/1.1\r\nHost: shop\r\nX\xe9: a\r\n\r\n", 400,
         "bad_header"},
        {"line feeds only", "GET / HTTP/1.1\nHost: shop\n\n", 400, "bare_line_feed"},
        {"one bare line feed", "GET / HTTP/1.1\r\nHost: shop\nX-A: b\r\n\r\n", 400,
         "bare_line_feed"},
        {"a length hidden by a line feed",
         "POST /echo HTTP/1.1\r\nHost: shop\r\nX-A: b\nContent-Length: 2\r\n\r\nab", 400,
         "bare_line_feed"},
        {"an empty line first", "\r\nGET / HTTP/1.1\r\nHost: shop\r\n\r\n", 400,
         "bad_request_line"},
        {"a TLS hello", "\x16\x03\x01\x02\x00\x01\x00"s, 400, "bad_request_line"},
        {"two spaces", "GET  / HTTP/1.1\r\nHost: shop\r\n\r\n", 400, "target_not_origin_form"},
        {"a tab", "GET\t/ HTTP/1.1\r\nHost: shop\r\n\r\n", 400, "bad_request_line"},
        {"a space in the target", "GET /a b HTTP/1.1\r\nHost: shop\r\n\r\n", 400, "bad_target"},
        {"HTTP/0.9", "GET /\r\n\r\n", 400, "bad_request_line"},
        {"HTTP/1.2", "GET / HTTP/1.2\r\nHost: shop\r\n\r\n", 400, "bad_version"},
        {"HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400, "bad_version"},
        {"small letters", "GET / http/1.1\r\nHost: shop\r\n\r\n", 400, "bad_version"},
        {"absolute form", get("http://shop/a"), 400, "target_not_origin_form"},
        {"authority form", get("shop:80"), 400, "target_not_origin_form"},
        {"asterisk form", "OPTIONS * HTTP/1.1\r\nHost: shop\r\n\r\n", 400,
         "target_not_origin_form"},
        {"a fragment", get("/a#b"), 400, "bad_target"},
        {"a raw byte in the target", get("/\xe4\xbd\xa0"), 400, "bad_target"},
        {"a cut escape", get("/a%2"), 400, "bad_path"},
        {"a broken escape", get("/a%zz"), 400, "bad_path"},
        {"an encoded NUL", get("/a%00"), 400, "bad_path"},
        {"an encoded newline", get("/a%0d%0aX: y"), 400, "bad_target"},
        {"an encoded newline alone", get("/a%0d%0a"), 400, "bad_path"},
        {"up", get("/a/../b"), 400, "bad_path"},
        {"up, encoded", get("/a/%2e%2E/b"), 400, "bad_path"},
        {"up, half encoded", get("/a/.%2e"), 400, "bad_path"},
        {"here", get("/a/./b"), 400, "bad_path"},
        {"an encoded slash", get("/a%2fb"), 400, "bad_path"},
        {"a backslash", get("/a\\b"), 400, "bad_path"},
        {"an encoded backslash", get("/a%5cb"), 400, "bad_path"},
        {"not UTF-8", get("/%ff"), 400, "bad_path"},
        {"overlong UTF-8", get("/%c0%af"), 400, "bad_path"},
        {"a surrogate", get("/%ed%a0%80"), 400, "bad_path"},
        {"TRACE", "TRACE / HTTP/1.1\r\nHost: shop\r\n\r\n", 405, "method_not_allowed"},
        {"CONNECT", "CONNECT /x HTTP/1.1\r\nHost: shop\r\n\r\n", 405, "method_not_allowed"},
        {"CONNECT in its own form", "CONNECT shop:443 HTTP/1.1\r\nHost: shop:443\r\n\r\n", 405,
         "method_not_allowed"},
        {"101 fields", with_fields(101), 431, "too_many_headers"},
        {"a head of 16 KiB", "GET / HTTP/1.1\r\nHost: shop\r\nX-A: " + std::string(16 * 1024, 'x'),
         431, "head_too_large"},
        {"an endless target", "GET /" + std::string(17 * 1024, 'x'), 431, "head_too_large"},
        {"an odd expectation", post("Expect: the-best\r\nContent-Length: 2\r\n", "ab"), 400,
         "bad_expectation"},
        {"a bad chunk size", post("Transfer-Encoding: chunked\r\n", "0x1\r\na\r\n0\r\n\r\n"), 400,
         "bad_body"},
        {"a negative chunk", post("Transfer-Encoding: chunked\r\n", "-1\r\na\r\n0\r\n\r\n"), 400,
         "bad_body"},
        {"a chunk without an end", post("Transfer-Encoding: chunked\r\n", "1\r\nab\r\n0\r\n\r\n"),
         400, "bad_body"},
        {"a chunk with line feeds", post("Transfer-Encoding: chunked\r\n", "1\na\n0\n\n"), 400,
         "bad_body"},
        {"a chunk of 2^64", post("Transfer-Encoding: chunked\r\n", "10000000000000000\r\na\r\n"),
         400, "bad_body"},
        {"a chunk size with a space",
         post("Transfer-Encoding: chunked\r\n", "1 \r\na\r\n0\r\n\r\n"), 400, "bad_body"},
        {"a chunk line without an end",
         post("Transfer-Encoding: chunked\r\n", "1;" + std::string(2000, 'x')), 400, "bad_body"},
        {"a NUL in an extension", post("Transfer-Encoding: chunked\r\n", "1;\0\r\na\r\n0\r\n\r\n"s),
         400, "bad_body"},
        {"a trailer that is none",
         post("Transfer-Encoding: chunked\r\n", "0\r\nGET / HTTP/1.1\r\n\r\n"), 400, "bad_body"},
        {"endless trailers",
         post(
             "Transfer-Encoding: chunked\r\n", "0\r\n" +
                                                   [] {
                                                       std::string lines;
                                                       for (int i = 0; i < 100; ++i)
                                                           lines += "X: " + std::string(100, 'x') +
                                                                    "\r\n";
                                                       return lines;
                                                   }()),
         400, "bad_body"},
        {"a body beyond the limit", post("Content-Length: 101\r\n", ""), 413, "too_large"},
        {"chunks beyond the limit",
         post("Transfer-Encoding: chunked\r\n", "65\r\n" + std::string(101, 'x') + "\r\n0\r\n\r\n"),
         413, "too_large"},
        {"a body where none belongs", "GET / HTTP/1.1\r\nHost: shop\r\nContent-Length: 2\r\n\r\nab",
         413, "too_large"},
    };
    return cases;
}

// A house that remembers the paths it was asked for and takes bodies of 100 bytes by POST.
class Guarded : public testing::Test {
protected:
    Guarded() {
        kit::ServerHandlers handlers;
        handlers.body_limit = [](const kit::Request& r) -> std::size_t {
            return r.method == "POST" ? 100 : 0;
        };
        handlers.request = [this](kit::Request request, kit::Reply reply) {
            std::lock_guard lock(guard_);
            asked_.push_back(request.method + " " + request.path);
            last_ = request;
            kit::Response response;
            response.content_type = "text/plain; charset=utf-8";
            response.body = request.body;
            reply(std::move(response));
        };
        server_ = std::make_unique<kit::Server>(kit::ServerOptions{.listen = "127.0.0.1:0"},
                                                std::move(handlers));
        server_->start();
    }
    std::vector<std::string> asked() {
        std::lock_guard lock(guard_);
        return std::exchange(asked_, {});
    }
    kit::Request last() {
        std::lock_guard lock(guard_);
        return last_;
    }
    std::uint16_t port() const { return server_->port(); }

    std::mutex guard_;
    std::vector<std::string> asked_;
    kit::Request last_;
    std::unique_ptr<kit::Server> server_;
};

std::size_t count_of(std::string_view text, std::string_view word) {
    std::size_t count = 0;
    for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 1)) ++count;
    return count;
}

TEST_F(Guarded, refuses_the_table_once_and_never_answers_what_was_smuggled_behind) {
    for (auto& [name, bytes, status, reason] : refused_cases()) {
        SCOPED_TRACE(name);
        auto answer = Wire::http(port(), bytes + smuggled);
        EXPECT_EQ(Wire::status_of(answer), status) << answer;
        EXPECT_NE(answer.find("\"reason\":\"" + std::string(reason) + "\""), answer.npos) << answer;
        EXPECT_EQ(Wire::header_of(answer, "Connection"), "close");
        EXPECT_EQ(count_of(answer, "HTTP/1.1 "), 1u) << answer;
        EXPECT_EQ(asked(), std::vector<std::string>{});
    }
    auto framing =
        std::ranges::count_if(refused_cases(), [](auto& one) { return one.status != 413; });
    EXPECT_EQ(server_->counts().refused_framing, static_cast<std::uint64_t>(framing));
}

TEST_F(Guarded, refuses_the_table_as_well_when_it_comes_byte_by_byte) {
    for (auto& [name, bytes, status, reason] : refused_cases()) {
        if (bytes.size() > 300) continue;  // they take long
        SCOPED_TRACE(name);
        Wire wire(port());
        for (char c : bytes)
            if (!wire.send({&c, 1})) break;
        auto answer = wire.receive_all();
        EXPECT_EQ(Wire::status_of(answer), status) << answer;
        EXPECT_NE(answer.find(reason), answer.npos) << answer;
    }
    EXPECT_EQ(asked(), std::vector<std::string>{});
}

TEST_F(Guarded, takes_what_is_well_framed_and_then_the_next) {
    const std::pair<const char*, std::string> cases[] = {
        {"", post("Content-Length: 0\r\n", "")},
        {"ab", post("Content-Length: 2\r\n", "ab")},
        {"ab", post("Content-Length: 002\r\n", "ab")},
        {"abc", post("Transfer-Encoding: chunked\r\n", "1\r\na\r\n2\r\nbc\r\n0\r\n\r\n")},
        {"abc",
         post("transfer-encoding:\tchunked \r\n", "3;x=y\r\nabc\r\n0\r\nTrailer: t\r\n\r\n")},
        {"ab", post("Expect: 100-Continue\r\nContent-Length: 2\r\n", "ab")},
    };
    for (auto& [body, bytes] : cases) {
        SCOPED_TRACE(bytes);
        Wire wire(port());
        ASSERT_TRUE(wire.send(bytes + get("/next?a=%zz")));
        auto answer = wire.receive_response();
        EXPECT_EQ(Wire::status_of(answer), 200) << answer;
        EXPECT_EQ(Wire::body_of(answer), body);
        EXPECT_EQ(Wire::status_of(wire.receive_response()), 200);
        EXPECT_EQ(asked(), (std::vector<std::string>{"POST /echo", "GET /next"}));
        EXPECT_EQ(last().query, "a=%zz");
    }
}

TEST_F(Guarded, takes_chunks_however_they_arrive) {
    auto bytes = post("Transfer-Encoding: chunked\r\n",
                      "1\r\na\r\n00002;x=\"y\"\r\nbc\r\n0;z\r\nA: b\r\n\r\n");
    Wire wire(port());
    for (char c : bytes + get("/next")) ASSERT_TRUE(wire.send({&c, 1}));
    EXPECT_EQ(Wire::body_of(wire.receive_response()), "abc");
    EXPECT_EQ(Wire::status_of(wire.receive_response()), 200);
    EXPECT_EQ(asked(), (std::vector<std::string>{"POST /echo", "GET /next"}));
}

TEST_F(Guarded, takes_a_hundred_fields_and_a_head_of_just_16_KiB) {
    EXPECT_EQ(
        Wire::status_of(Wire::http(port(), with_fields(99).insert(16, "Connection: close\r\n"))),
        200);
    auto head = std::string("GET / HTTP/1.1\r\nHost: shop\r\nConnection: close\r\nX-A: ");
    head += std::string(16 * 1024 - head.size() - 4, 'x') + "\r\n\r\n";
    EXPECT_EQ(Wire::status_of(Wire::http(port(), head)), 200);
}

TEST_F(Guarded, gives_the_handler_what_was_asked) {
    Wire::http(port(),
               "GET /%E4%BD%A0%20+b//c.. HTTP/1.1\r\nHoST: shop\r\nX-Shade:  \xe9\x9d\x92 \r\n"
               "Connection: close\r\n\r\n");
    auto request = last();
    EXPECT_EQ(request.path, "/你 +b//c..");
    EXPECT_EQ(request.ip, "127.0.0.1");
    EXPECT_EQ(request.request_id.size(), 16u);
    ASSERT_TRUE(request.header("x-shade"));
    EXPECT_EQ(*request.header("x-shade"), "青");
}

TEST(DecodedPath, decodes_once) {
    EXPECT_EQ(kit::http::decoded_path("/a%2525"), "/a%25");
    EXPECT_EQ(kit::http::decoded_path("/..."), "/...");
    EXPECT_EQ(kit::http::decoded_path("/.well-known/x"), "/.well-known/x");
    EXPECT_EQ(kit::http::decoded_path("/%252e%252e/x"), "/%2e%2e/x");
    EXPECT_EQ(kit::http::decoded_path("/a/.."), std::nullopt);
}

}  // namespace
