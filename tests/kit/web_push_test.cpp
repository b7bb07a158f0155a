#include "kit/http/web_push.hpp"

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>

#include "kit/base/json.hpp"
#include "kit/crypto/crypto.hpp"
#include "kit/http/p256.hpp"
#include "listeners.hpp"

using namespace kit;
using crypto::base64url;
using crypto::hmac_sha256;

namespace {

struct Folder {
    std::string path;
    Folder() {
        char name[] = "/tmp/web_push_test_XXXXXX";
        path = mkdtemp(name);
    }
    ~Folder() { std::filesystem::remove_all(path); }
};

std::string bytes(std::string_view text) { return crypto::from_base64url(text).value(); }

// The browser's side of RFC 8291, written from its end: own key and secret, and a body that came.
struct Browser {
    p256::Key key = p256::random_key();
    std::string auth = crypto::random_bytes(16);

    PushAddress address(std::string endpoint) const {
        return {std::move(endpoint), base64url(p256::point_of(key)), base64url(auth)};
    }
    std::optional<std::string> opened(const std::string& body) const {
        auto salt = body.substr(0, 16), point = body.substr(21, 65), record = body.substr(86);
        auto secret = p256::shared_secret(key, point);
        if (body.substr(16, 5) != std::string("\0\0\x10\0\x41", 5) || !secret) return std::nullopt;
        auto info = std::string("WebPush: info\0", 14) + p256::point_of(key) + point + '\x01';
        auto input = hmac_sha256(salt, hmac_sha256(hmac_sha256(auth, *secret), info));
        auto content_key =
            hmac_sha256(input, std::string("Content-Encoding: aes128gcm\0\x01", 29)).substr(0, 16);
        auto nonce =
            hmac_sha256(input, std::string("Content-Encoding: nonce\0\x01", 25)).substr(0, 12);
        auto text = unsealed(content_key, nonce, record);
        if (!text || text->empty() || text->back() != '\x02') return std::nullopt;
        text->pop_back();
        return text;
    }
    static std::optional<std::string> unsealed(const std::string& key, const std::string& nonce,
                                               const std::string& record) {
        auto raw = [](const std::string& text) {
            return reinterpret_cast<const unsigned char*>(text.data());
        };
        auto tag = record.substr(record.size() - 16), text = record.substr(0, record.size() - 16);
        std::string out(text.size(), '\0');
        auto* to = reinterpret_cast<unsigned char*>(out.data());
        auto* cipher = EVP_CIPHER_CTX_new();
        int length = 0, rest = 0;
        EVP_DecryptInit_ex(cipher, EVP_aes_128_gcm(), nullptr, raw(key), raw(nonce));
        EVP_DecryptUpdate(cipher, to, &length, raw(text), static_cast<int>(text.size()));
        EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_GCM_SET_TAG, 16, tag.data());
        bool right = EVP_DecryptFinal_ex(cipher, to + length, &rest) == 1;
        EVP_CIPHER_CTX_free(cipher);
        return right ? std::optional(out) : std::nullopt;
    }
};

std::string header_of(const OutboundAsk& ask, std::string_view name) {
    for (auto& [key, value] : ask.headers)
        if (key == name) return value;
    return {};
}

constexpr auto noon = Time{1'790'000'000'000'000};
constexpr auto endpoint = "https://push.example:443/send/abc?x=1";

}  // namespace

TEST(WebPush, encrypts_the_example_of_the_standard) {
    // Source: RFC 8291 §5.
    PushAddress to{
        "https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV",
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        "BTBZMqHH6r4Tts7J_aSIgg"};
    auto body =
        push_body(to, "When I grow up, I want to be a watermelon", bytes("DGv6ra1nlYgDCS1FRnbzlw"),
                  bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"));
    ASSERT_TRUE(body);
    EXPECT_EQ(base64url(*body),
              "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_"
              "c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6Tlz"
              "AC8wEqKK6PBru3jl7A_"
              "yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN");
}

TEST(WebPush, is_read_by_the_browser_it_is_for_and_by_no_other) {
    Folder folder;
    Browser browser, other;
    std::string payload = R"({"title":"林小姐","body":"请问还有货吗？"})";
    auto ask = web_push_request(browser.address(endpoint), {payload, 60, "c1"},
                                "mailto:boss@shop.example", folder.path, noon);
    ASSERT_TRUE(ask);
    EXPECT_EQ(browser.opened(ask->body), payload);
    EXPECT_FALSE(other.opened(ask->body));
    auto changed = ask->body;
    changed.back() = static_cast<char>(changed.back() ^ 1);
    EXPECT_FALSE(browser.opened(changed));
    EXPECT_EQ(ask->body.find("title"), std::string::npos);
    auto again = web_push_request(browser.address(endpoint), {payload, 60, "c1"},
                                  "mailto:boss@shop.example", folder.path, noon);
    EXPECT_NE(again->body.substr(0, 86), ask->body.substr(0, 86));  // salt and one-time key are new
}

TEST(WebPush, says_who_sends_it_and_how_long_it_keeps) {
    Folder folder;
    Browser browser;
    auto ask = web_push_request(browser.address(endpoint), {"{}", 60, "conversation 7"},
                                "mailto:boss@shop.example", folder.path, noon);
    ASSERT_TRUE(ask);
    EXPECT_EQ(ask->method, "POST");
    EXPECT_EQ(ask->url, endpoint);
    EXPECT_EQ(header_of(*ask, "TTL"), "60");
    EXPECT_EQ(header_of(*ask, "Content-Encoding"), "aes128gcm");
    EXPECT_EQ(header_of(*ask, "Topic").size(), 32u);
    EXPECT_TRUE(crypto::from_base64url(header_of(*ask, "Topic")));

    auto says = header_of(*ask, "Authorization");
    ASSERT_TRUE(says.starts_with("vapid t="));
    auto comma = says.find(", k=");
    ASSERT_NE(comma, std::string::npos);
    EXPECT_EQ(says.substr(comma + 4), push_key(folder.path));
    auto token = says.substr(8, comma - 8);
    auto dot = token.rfind('.');
    EXPECT_TRUE(p256::is_signature(bytes(push_key(folder.path)), token.substr(0, dot),
                                   bytes(token.substr(dot + 1))));
    EXPECT_FALSE(p256::is_signature(bytes(push_key(folder.path)), token.substr(0, dot) + "x",
                                    bytes(token.substr(dot + 1))));
    auto first = token.find('.');
    EXPECT_EQ(bytes(token.substr(0, first)), R"({"typ":"JWT","alg":"ES256"})");
    auto claims = json::parsed(bytes(token.substr(first + 1, dot - first - 1))).value().as_object();
    EXPECT_EQ(claims.at("aud").as_string(), "https://push.example:443");
    EXPECT_EQ(claims.at("sub").as_string(), "mailto:boss@shop.example");
    auto left = claims.at("exp").as_int64() - noon.us / 1'000'000;
    EXPECT_GT(left, 3600);
    EXPECT_LE(left, 24 * 3600);
}

TEST(WebPush, has_one_topic_for_one_subject_and_none_for_none) {
    Folder folder;
    Browser browser;
    auto topic = [&](std::string name) {
        return header_of(*web_push_request(browser.address(endpoint), {"{}", 60, std::move(name)},
                                           "mailto:a@b.c", folder.path, noon),
                         "Topic");
    };
    EXPECT_EQ(topic("a"), topic("a"));
    EXPECT_NE(topic("a"), topic("b"));
    EXPECT_EQ(topic(""), "");
}

TEST(WebPush, key_is_made_once_and_kept_for_its_owner_alone) {
    Folder one, two;
    auto key = push_key(one.path);
    EXPECT_EQ(bytes(key).size(), 65u);
    EXPECT_EQ(bytes(key)[0], '\x04');
    EXPECT_EQ(push_key(one.path), key);
    EXPECT_NE(push_key(two.path), key);
    struct stat found{};
    ASSERT_EQ(::stat((one.path + "/push.key").c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777, 0600u);
    EXPECT_THROW(push_key("/nonexistent/folder"), Breakage);
}

TEST(WebPush, takes_payloads_up_to_the_limit) {
    Folder folder;
    Browser browser;
    auto answer = [&](std::size_t size) {
        return web_push_request(browser.address(endpoint), {std::string(size, 'x'), 60, ""},
                                "mailto:a@b.c", folder.path, noon);
    };
    EXPECT_EQ(browser.opened(answer(0)->body), "");
    EXPECT_EQ(answer(3993)->body.size(), 4096u);
    EXPECT_EQ(browser.opened(answer(3993)->body), std::string(3993, 'x'));
    EXPECT_EQ(answer(3994).error().reason, "push_too_large");
}

TEST(WebPush, refuses_a_subscription_that_is_none) {
    Folder folder;
    Browser browser;
    auto good = browser.address(endpoint);
    auto point = p256::point_of(browser.key);
    auto off_curve = point;
    off_curve[40] = static_cast<char>(off_curve[40] ^ 1);
    std::string compressed = '\x02' + point.substr(1, 32);
    std::vector<PushAddress> bad = {
        {"", good.p256dh, good.auth},
        {"push.example/x", good.p256dh, good.auth},
        {endpoint, "", good.auth},
        {endpoint, "not base64!", good.auth},
        {endpoint, good.p256dh.substr(1), good.auth},
        {endpoint, base64url(off_curve), good.auth},
        {endpoint, base64url(compressed), good.auth},
        {endpoint, base64url(std::string(65, '\0')), good.auth},
        {endpoint, base64url(std::string(1, '\0')), good.auth},
        {endpoint, base64url('\x04' + std::string(64, '\xff')), good.auth},
        {endpoint, good.p256dh, ""},
        {endpoint, good.p256dh, base64url("15 bytes only..")},
        {endpoint, good.p256dh, good.auth + "=="},
    };
    for (auto& address : bad) {
        auto ask = web_push_request(address, {"{}", 60, ""}, "mailto:a@b.c", folder.path, noon);
        ASSERT_FALSE(ask) << address.endpoint << ' ' << address.p256dh << ' ' << address.auth;
        EXPECT_EQ(ask.error().reason, "bad_subscription");
    }
}

TEST(WebPush, arrives_at_a_push_service) {
    Folder folder;
    Browser browser;
    listeners::Listener service({"127.0.0.1"}, [](const std::string&) {
        return std::string("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n");
    });
    Outbound outbound({.allow_private = {service.at()}});
    auto ask = web_push_request(browser.address("http://" + service.at() + "/send/1"),
                                {"{\"a\":1}", 60, "t"}, "mailto:a@b.c", folder.path, noon);
    auto answer = outbound.send(*ask);
    ASSERT_TRUE(answer);
    EXPECT_EQ(push_outcome(answer->status), PushOutcome::delivered);
    auto request = service.requests().at(0);
    EXPECT_NE(request.find("\r\nTTL: 60\r\n"), std::string::npos);
    EXPECT_EQ(browser.opened(request.substr(request.find("\r\n\r\n") + 4)), "{\"a\":1}");
    EXPECT_EQ(push_outcome(410), PushOutcome::gone);
    EXPECT_EQ(push_outcome(404), PushOutcome::gone);
    EXPECT_EQ(push_outcome(429), PushOutcome::later);
    EXPECT_EQ(push_outcome(503), PushOutcome::later);
    EXPECT_EQ(push_outcome(403), PushOutcome::refused);
    EXPECT_EQ(push_outcome(302), PushOutcome::refused);
}
