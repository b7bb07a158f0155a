#include "kit/http/outbound.hpp"

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <sys/socket.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "listeners.hpp"

using namespace kit;
using namespace listeners;

namespace {

struct Folder {
    std::string path;
    Folder() {
        char name[] = "/tmp/outbound_test_XXXXXX";
        path = mkdtemp(name);
    }
    ~Folder() { std::filesystem::remove_all(path); }
};

OutboundAsk asked(std::string url) {
    OutboundAsk ask;
    ask.url = std::move(url);
    ask.timeout = std::chrono::seconds{2};
    return ask;
}

std::string answer_to(const Outbound& outbound, const OutboundAsk& ask) {
    auto answer = outbound.send(ask);
    return answer ? std::to_string(answer->status) : answer.error().reason;
}
std::string answer_to(const Outbound& outbound, std::string url) {
    return answer_to(outbound, asked(std::move(url)));
}

Address at(std::string_view text) { return address_in(text).value(); }

std::string replaced(std::string text, std::string_view what, std::string_view with) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
    return text;
}

}  // namespace

TEST(Address, is_public_or_it_is_not) {
    for (std::string_view open :
         {"1.1.1.1",         "8.8.8.8",         "9.255.255.255",   "11.0.0.0",
          "100.63.255.255",  "100.128.0.0",     "126.255.255.255", "128.0.0.0",
          "169.253.255.255", "169.255.0.0",     "172.15.255.255",  "172.32.0.0",
          "192.0.1.0",       "192.167.255.255", "192.169.0.0",     "198.17.255.255",
          "198.20.0.0",      "223.255.255.255", "2400:3200::1",    "2606:4700::1111",
          "2a00::1",         "2003::1",         "2001:200::1",     "3ffe::1"})
        EXPECT_TRUE(is_global_unicast(at(open))) << open;
    for (std::string_view shut : {"0.0.0.0",
                                  "0.1.2.3",
                                  "10.0.0.0",
                                  "10.255.255.255",
                                  "100.64.0.0",
                                  "100.127.255.255",
                                  "127.0.0.1",
                                  "127.255.255.255",
                                  "169.254.169.254",
                                  "172.16.0.0",
                                  "172.31.255.255",
                                  "192.0.0.1",
                                  "192.0.2.1",
                                  "192.88.99.1",
                                  "192.168.0.0",
                                  "192.168.255.255",
                                  "198.18.0.0",
                                  "198.19.255.255",
                                  "198.51.100.7",
                                  "203.0.113.7",
                                  "224.0.0.1",
                                  "239.255.255.255",
                                  "240.0.0.1",
                                  "255.255.255.255",
                                  "::",
                                  "::1",
                                  "::ffff:127.0.0.1",
                                  "::ffff:8.8.8.8",
                                  "::127.0.0.1",
                                  "::8.8.8.8",
                                  "64:ff9b::7f00:1",
                                  "64:ff9b:1::1",
                                  "100::1",
                                  "2001::1",
                                  "2001:2::1",
                                  "2001:10::1",
                                  "2001:db8::1",
                                  "2002:7f00:1::1",
                                  "3fff::1",
                                  "5f00::1",
                                  "fc00::1",
                                  "fdff::1",
                                  "fe80::1",
                                  "fec0::1",
                                  "ff02::1",
                                  "4000::1",
                                  "1fff::1"})
        EXPECT_FALSE(is_global_unicast(at(shut))) << shut;
    EXPECT_FALSE(is_global_unicast(Address{}));
}

TEST(Address, has_one_spelling) {
    for (std::string_view odd :
         {"", "1", "127.1", "0177.0.0.1", "127.0.0.01", "0x7f.0.0.1", "2130706433", "1.2.3.4.",
          "1.2.3", "1.2.3.256", "::1%lo", "[::1]", " ::1", "1.2.3.4 ", "::ffff:127.0.0.01"})
        EXPECT_FALSE(address_in(odd)) << odd;
    EXPECT_FALSE(address_in(std::string_view("1.2.3.4\0", 8)));
    EXPECT_EQ(text_of(at("2001:DB8:0:0::1")), "2001:db8::1");
}

// P is the port of a listener that stands on every loopback address. Every name leads there too, so
// that a single one that got through would be counted.
constexpr std::string_view spellings[] = {
    // plain
    "https://127.0.0.1:P/",
    "https://127.0.0.2:P/",
    "https://127.255.255.254:P/",
    "https://0.0.0.0:P/",
    "https://localhost:P/",
    "https://LOCALHOST:P/",
    "https://localhost.localdomain:P/",
    "https://[::1]:P/",
    "https://[0:0:0:0:0:0:0:1]:P/",
    "https://[::]:P/",
    "https://10.0.0.1:P/",
    "https://169.254.169.254:P/",
    "https://metadata.google.internal:P/",
    "https://127.0.0.1.nip.io:P/",
    "https://rebind.example:P/",
    // numbers in disguise
    "https://2130706433:P/",
    "https://0x7f000001:P/",
    "https://017700000001:P/",
    "https://0x7f.0x0.0x0.0x1:P/",
    "https://0177.0.0.1:P/",
    "https://0177.0.0.01:P/",
    "https://127.1:P/",
    "https://127.0.1:P/",
    "https://0:P/",
    "https://127.0.0.0x1:P/",
    "https://127.0.0.1.:P/",
    "https://127.0.0.1..:P/",
    "https://127.0.0.257:P/",
    "https://4294967297:P/",
    "https://00000000000000000177.0.0.1:P/",
    "https://1.0x7f:P/",
    "https://x.0x:P/",
    // IPv4 inside IPv6
    "https://[::ffff:127.0.0.1]:P/",
    "https://[::ffff:7f00:1]:P/",
    "https://[0:0:0:0:0:ffff:127.0.0.1]:P/",
    "https://[::127.0.0.1]:P/",
    "https://[64:ff9b::127.0.0.1]:P/",
    "https://[2002:7f00:1::]:P/",
    "https://[::ffff:0:127.0.0.1]:P/",
    "https://[fe80::1%25lo]:P/",
    "https://[::1%25lo]:P/",
    "https://[::1]x:P/",
    "https://[::1:P/",
    "https://[127.0.0.1]:P/",
    "https://[v1.::1]:P/",
    // user names and other ways to point two readers at two hosts
    "https://example.com@127.0.0.1:P/",
    "https://user:word@localhost:P/",
    "https://127.0.0.1:P@example.com/",
    "https://example.com:443@127.0.0.1:P/",
    "https://@127.0.0.1:P/",
    "https://127.0.0.1:P#@example.com/",
    "https://example.com#@127.0.0.1:P/",
    "https://example.com\\@127.0.0.1:P/",
    "https://127.0.0.1:P\\.example.com/",
    "https:\\\\127.0.0.1:P/",
    "https:/127.0.0.1:P/",
    "https:127.0.0.1:P/",
    "https:///127.0.0.1:P/",
    "https://127.0.0.1:P?@example.com/",
    "https://127.0.0.1,example.com:P/",
    "https://127.0.0.1%00.example.com:P/",
    // escapes, spaces, and characters that look like others
    "https://%31%32%37.0.0.1:P/",
    "https://127%2e0%2e0%2e1:P/",
    "https://localhost%:P/",
    "https://①②⑦.⓪.⓪.①:P/",
    "https://127。0。0。1:P/",
    "https://ｌｏｃａｌｈｏｓｔ:P/",
    "https://loc\xc2\xad"
    "alhost:P/",
    "https://ⓛocalhost:P/",
    "https://127.0.0.1 :P/",
    " https://127.0.0.1:P/",
    "https://127.0.0.1:P/\r\nHost: x",
    "https://127.0.0.1\t:P/",
    "https://local\nhost:P/",
    "\thttps://localhost:P/",
    "https://localhost.:P/",
    "https://.localhost:P/",
    "https://-localhost:P/",
    "https://local_host:P/",
    "https://local..host:P/",
    // ports
    "https://127.0.0.1:0P/",
    "https://127.0.0.1:+P/",
    "https://127.0.0.1:P0/",
    "https://127.0.0.1:65536P/",
    "https://127.0.0.1: P/",
    "https://127.0.0.1:P:443/",
    "https://127.0.0.1:/",
    "https://127.0.0.1:0/",
    // schemes
    "http://127.0.0.1:P/",
    "http://localhost:P/",
    "HTTP://127.0.0.1:P/",
    "http://example.com:P/",
    "ftp://127.0.0.1:P/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:P/_x",
    "dict://127.0.0.1:P/x",
    "ws://127.0.0.1:P/",
    "//127.0.0.1:P/",
    "127.0.0.1:P",
    "javascript://127.0.0.1:P/",
    "httpss://127.0.0.1:P/",
    "https ://127.0.0.1:P/",
    "ldap://127.0.0.1:P/",
    "smtp://127.0.0.1:P/",
    "telnet://127.0.0.1:P/",
    "scp://127.0.0.1:P/",
    "data:text/plain,x",
    "",
    "https://",
    "://",
};

TEST(Outbound, reaches_nothing_private_however_it_is_spelt) {
    static_assert(std::size(spellings) >= 60);
    Listener inside({"127.0.0.1", "127.0.0.2", "::1"});
    auto port = std::to_string(inside.port());
    Outbound outbound({.ports = {443, inside.port()}, .resolve = [](const std::string&) {
                           return std::vector{at("127.0.0.1"), at("::1")};
                       }});
    for (auto spelling : spellings) {
        auto url = replaced(std::string(spelling), "P", port);
        auto answer = outbound.send(asked(url));
        ASSERT_FALSE(answer) << url;
        EXPECT_EQ(answer.error().code, Code::invalid) << url;
        EXPECT_TRUE(answer.error().reason == "bad_url" ||
                    answer.error().reason == "address_not_allowed")
            << url;
    }
    EXPECT_EQ(inside.connections(), 0);
    // The listener does count: the same place, listed.
    Outbound trusting({.allow_private = {inside.at()}});
    EXPECT_EQ(answer_to(trusting, "http://" + inside.at() + "/"), "200");
    EXPECT_EQ(inside.connections(), 1);
}

TEST(Outbound, refuses_a_name_if_one_of_its_addresses_is_private) {
    Listener inside;
    std::vector<Address> addresses;
    Outbound outbound(
        {.ports = {inside.port()}, .resolve = [&](const std::string&) { return addresses; }});
    auto url = "https://shop.example:" + std::to_string(inside.port()) + "/hook";
    for (auto& mixed :
         std::vector<std::vector<Address>>{{at("127.0.0.1")},
                                           {at("8.8.8.8"), at("127.0.0.1")},
                                           {at("127.0.0.1"), at("8.8.8.8")},
                                           {at("2400:3200::1"), at("::ffff:127.0.0.1")},
                                           {at("8.8.8.8"), at("fd00::1"), at("9.9.9.9")}}) {
        addresses = mixed;
        EXPECT_EQ(answer_to(outbound, url), "address_not_allowed");
    }
    addresses.clear();
    EXPECT_EQ(answer_to(outbound, url), "unreachable");
    EXPECT_EQ(inside.connections(), 0);
}

TEST(Outbound, asks_for_a_name_once_and_connects_to_what_it_was_told) {
    Listener first({"127.0.0.1"});
    Listener second({"127.0.0.2"}, {}, first.port());
    int asked_for = 0;
    auto where = "localhost:" + std::to_string(first.port());
    Outbound outbound({.allow_private = {where}, .resolve = [&](const std::string& host) {
                           EXPECT_EQ(host, "localhost");
                           return std::vector{at(++asked_for == 1 ? "127.0.0.2" : "127.0.0.1")};
                       }});
    EXPECT_EQ(answer_to(outbound, "http://" + where + "/"), "200");
    EXPECT_EQ(asked_for, 1);
    EXPECT_EQ(second.connections(), 1);
    EXPECT_EQ(first.connections(), 0);
    EXPECT_NE(second.requests().at(0).find("\r\nHost: " + where + "\r\n"), std::string::npos);
}

TEST(Outbound, trusts_the_listed_host_and_port_and_no_other) {
    Listener listed, neighbour;
    Outbound outbound(
        {.allow_private = {"LocalHost:" + std::to_string(listed.port()), "[::1]:9", "127.0.0.1:9"},
         .ports = {443, listed.port(), neighbour.port()}});
    auto port = std::to_string(listed.port());
    EXPECT_EQ(answer_to(outbound, "http://localhost:" + port), "200");
    EXPECT_EQ(answer_to(outbound, "http://LOCALHOST:" + port + "/?a=b"), "200");
    EXPECT_EQ(listed.connections(), 2);
    EXPECT_EQ(answer_to(outbound, "http://127.0.0.1:" + port), "bad_url");
    EXPECT_EQ(answer_to(outbound, "https://127.0.0.1:" + port), "address_not_allowed");
    EXPECT_EQ(answer_to(outbound, "https://localhost:" + std::to_string(neighbour.port())),
              "address_not_allowed");
    EXPECT_EQ(listed.connections() + neighbour.connections(), 2);
    EXPECT_EQ(listed.requests().at(1).substr(0, 20), "GET /?a=b HTTP/1.1\r\n");
    for (std::string_view bad : {"localhost", "127.0.0.1", "http://localhost:80", "a b:80", "x:0",
                                 "x:99999", ":80", "*:80", ""})
        EXPECT_THROW(Outbound({.allow_private = {std::string(bad)}}), Breakage) << bad;
}

TEST(Outbound, keeps_to_the_usual_ports) {
    Outbound outbound;
    EXPECT_TRUE(outbound.target_of("https://push.example/x"));
    EXPECT_TRUE(outbound.target_of("https://push.example:443/x"));
    EXPECT_TRUE(outbound.target_of("https://push.example:80/x"));
    for (auto port : {"22", "25", "6379", "8080", "8443", "5432"})
        EXPECT_FALSE(outbound.target_of(std::string("https://push.example:") + port + "/")) << port;
    EXPECT_FALSE(outbound.target_of("http://push.example/"));
}

TEST(Outbound, says_no_to_a_private_address_before_anything_is_sent) {
    Outbound outbound;
    for (auto url : {"https://10.0.0.1/", "https://[::1]/", "https://169.254.169.254/latest",
                     "https://127.0.0.1:443/"})
        EXPECT_EQ(outbound.target_of(url).error().reason, "address_not_allowed") << url;
    EXPECT_TRUE(outbound.target_of("https://8.8.8.8/"));
}

TEST(Outbound, takes_a_good_url_apart) {
    Outbound outbound;
    auto target = outbound.target_of("HTTPS://Push.Example.COM/Send/A%20b?x=1&y=[2]");
    ASSERT_TRUE(target);
    EXPECT_EQ(target->scheme, "https");
    EXPECT_EQ(target->host, "push.example.com");
    EXPECT_EQ(target->port, 443);
    EXPECT_EQ(target->path, "/Send/A%20b?x=1&y=[2]");
    EXPECT_EQ(outbound.target_of("https://push.example")->path, "/");
    EXPECT_EQ(outbound.target_of("https://push.example?q")->path, "/?q");
    EXPECT_EQ(outbound.target_of("https://[2400:3200:0:0::1]/")->host, "2400:3200::1");
    EXPECT_TRUE(outbound.target_of("https://xn--fiqs8s.example-1.com/"));
    EXPECT_FALSE(outbound.target_of("https://push.example/" + std::string(5000, 'x')));
    EXPECT_FALSE(outbound.target_of("https://" + std::string(64, 'x') + ".example/"));
}

TEST(Outbound, follows_no_redirect) {
    Listener inside;
    Listener outside({"127.0.0.1"}, [&](const std::string&) {
        return "HTTP/1.1 302 Found\r\nLocation: http://" + inside.at() +
               "/\r\nRefresh: 0; url=http://" + inside.at() + "/\r\nContent-Length: 0\r\n\r\n";
    });
    Outbound outbound({.allow_private = {outside.at(), inside.at()}});
    auto answer = outbound.send(asked("http://" + outside.at() + "/"));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 302);
    EXPECT_EQ(outside.connections(), 1);
    EXPECT_EQ(inside.connections(), 0);
}

TEST(Outbound, sends_what_it_was_given_and_brings_back_what_came) {
    Listener other({"127.0.0.1"}, [](const std::string&) {
        return "HTTP/1.1 201 Created\r\nX-Twice: a\r\nx-twice:  b \r\nContent-Encoding: "
               "gzip\r\nContent-Length: 5\r\n\r\n" +
               std::string("a\0b\r\n", 5);
    });
    Outbound outbound({.allow_private = {other.at()}});
    auto ask = asked("http://" + other.at() + "/a/../b?c");
    ask.method = "POST";
    ask.headers = {{"TTL", "60"}, {"Content-Type", "application/octet-stream"}, {"X-Empty", ""}};
    ask.body = std::string("\0\xff\r\nbody", 8);
    auto answer = outbound.send(ask);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 201);
    EXPECT_EQ(answer->body, std::string("a\0b\r\n", 5));
    std::vector<std::pair<std::string, std::string>> headers = {
        {"x-twice", "a"}, {"x-twice", "b"}, {"content-encoding", "gzip"}, {"content-length", "5"}};
    EXPECT_EQ(answer->headers, headers);
    auto request = other.requests().at(0);
    EXPECT_TRUE(request.starts_with("POST /a/../b?c HTTP/1.1\r\n")) << request;
    for (auto line : {"\r\nTTL: 60\r\n", "\r\nContent-Type: application/octet-stream\r\n",
                      "\r\nContent-Length: 8\r\n", "\r\nX-Empty:"})
        EXPECT_NE(request.find(line), std::string::npos) << line;
    EXPECT_EQ(request.find("Expect"), std::string::npos);
    EXPECT_TRUE(request.ends_with("\r\n\r\n" + ask.body));

    for (auto method : {"HEAD", "GET", "PUT", "PATCH", "DELETE", "POST"}) {
        auto other_ask = asked("http://" + other.at() + "/");
        other_ask.method = method;
        EXPECT_EQ(answer_to(outbound, other_ask), "201") << method;
        EXPECT_TRUE(other.requests().back().starts_with(method));
    }
}

TEST(Outbound, lets_no_header_be_smuggled_in) {
    Listener other;
    Outbound outbound({.allow_private = {other.at()}});
    for (auto& [name, value] :
         std::vector<std::pair<std::string, std::string>>{{"X", "a\r\nHost: evil"},
                                                          {"X", "a\nb"},
                                                          {"X", std::string("a\0b", 3)},
                                                          {"X\r\nY", "a"},
                                                          {"X: y", "a"},
                                                          {"", "a"},
                                                          {"Host", "evil"},
                                                          {"content-LENGTH", "0"},
                                                          {"Transfer-Encoding", "chunked"},
                                                          {"Connection", "keep-alive"}}) {
        auto ask = asked("http://" + other.at() + "/");
        ask.headers = {{name, value}};
        EXPECT_EQ(answer_to(outbound, ask), "bad_header") << name;
    }
    auto ask = asked("http://" + other.at() + "/");
    for (auto method : {"CONNECT", "TRACE", "get", "", "GET / HTTP/1.1\r\nX:"}) {
        ask.method = method;
        EXPECT_EQ(answer_to(outbound, ask), "bad_method") << method;
    }
    EXPECT_EQ(other.connections(), 0);
}

TEST(Outbound, takes_five_megabytes_and_not_one_more) {
    std::string answer;
    Listener other({"127.0.0.1"}, [&](const std::string&) { return answer; });
    Outbound outbound({.allow_private = {other.at()}});
    auto url = "http://" + other.at() + "/";
    answer = ok(std::string(5'000'000, 'x'));
    EXPECT_EQ(answer_to(outbound, url), "200");
    answer = ok(std::string(5'000'001, 'x'));
    EXPECT_EQ(answer_to(outbound, url), "answer_too_large");
    answer = "HTTP/1.1 200 OK\r\n\r\n" + std::string(5'000'001, 'x');
    EXPECT_EQ(answer_to(outbound, url), "answer_too_large");
    answer = "HTTP/1.1 200 OK\r\n";
    for (int i = 0; i < 3000; ++i)
        answer += "X-Line-" + std::to_string(i) + ": " + std::string(30, 'x') + "\r\n";
    EXPECT_EQ(answer_to(outbound, url), "answer_too_large");
    answer = "SSH-2.0-OpenSSH_9.2\r\n";
    EXPECT_EQ(answer_to(outbound, url), "unreachable");
}

TEST(Outbound, does_not_wait_for_ever) {
    Listener silent({"127.0.0.1"}, [](const std::string&) { return std::string(); });
    Outbound outbound({.allow_private = {silent.at()}});
    auto ask = asked("http://" + silent.at() + "/");
    ask.timeout = std::chrono::milliseconds{300};
    auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(answer_to(outbound, ask), "timed_out");
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds{2});
    int gone = 0;
    {
        Listener closed;
        gone = closed.port();
    }
    auto nobody = "127.0.0.1:" + std::to_string(gone);
    EXPECT_EQ(answer_to(Outbound({.allow_private = {nobody}}), "http://" + nobody), "unreachable");
}

TEST(Outbound, takes_nothing_from_the_environment) {
    Folder home;
    Listener proxy, other({"127.0.0.1"}, [](const std::string&) {
        return ok("x", "Set-Cookie: sid=1; Path=/\r\n");
    });
    std::ofstream(home.path + "/.netrc") << "machine 127.0.0.1 login me password mine\n";
    ::setenv("HOME", home.path.c_str(), 1);
    for (auto name : {"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"})
        ::setenv(name, ("http://" + proxy.at()).c_str(), 1);
    Outbound outbound({.allow_private = {other.at()}});
    EXPECT_EQ(answer_to(outbound, "http://" + other.at() + "/"), "200");
    EXPECT_EQ(answer_to(outbound, "http://" + other.at() + "/"), "200");
    for (auto name : {"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"})
        ::unsetenv(name);
    EXPECT_EQ(proxy.connections(), 0);
    EXPECT_EQ(other.connections(), 2);
    for (auto& request : other.requests()) {
        EXPECT_EQ(request.find("Authorization"), std::string::npos);
        EXPECT_EQ(request.find("Cookie"), std::string::npos);
    }
}

TEST(Outbound, speaks_tls_only_to_whom_the_certificate_names) {
    Folder folder;
    auto good = made_certificate(folder.path), other = made_certificate(folder.path);
    auto wrong_name = made_certificate(folder.path, {.name = "other.example"});
    auto ended = made_certificate(folder.path, {.valid_from_s = -7200, .valid_to_s = -3600});
    auto answer = [](const Certificate& shown, const std::string& trusted, int newest = 0) {
        TlsListener server(shown, newest);
        auto where = "localhost:" + std::to_string(server.port());
        Outbound outbound({.allow_private = {where}, .ca_file = trusted});
        auto reason = answer_to(outbound, "https://" + where + "/");
        EXPECT_EQ(server.requests(), reason == "200" ? 1 : 0);
        return reason;
    };
    EXPECT_EQ(answer(good, good.certificate_file), "200");
    EXPECT_EQ(answer(good, good.certificate_file, TLS1_2_VERSION), "200");
    EXPECT_EQ(answer(good, other.certificate_file), "tls_failed");
    EXPECT_EQ(answer(good, ""), "tls_failed");
    EXPECT_EQ(answer(good, folder.path + "/none.pem"), "tls_failed");
    EXPECT_EQ(answer(wrong_name, wrong_name.certificate_file), "tls_failed");
    EXPECT_EQ(answer(ended, ended.certificate_file), "tls_failed");
    EXPECT_EQ(answer(good, good.certificate_file, TLS1_1_VERSION), "tls_failed");
}
