#include "kit/http/web_push.hpp"

#include <openssl/evp.h>

#include <memory>

#include "kit/base/json.hpp"
#include "kit/crypto/crypto.hpp"
#include "kit/http/p256.hpp"

namespace kit {
namespace {

// The whole body must fit into 4096 bytes. Source: RFC 8030 §7.2.
//   4096 = 16 salt + 4 record size + 1 length + 65 our point + payload + 1 delimiter + 16 tag
constexpr std::size_t payload_bytes_max = 4096 - 16 - 4 - 1 - 65 - 1 - 16;
constexpr std::size_t salt_bytes = 16, auth_bytes = 16, tag_bytes = 16;
constexpr std::string_view record_size("\0\0\x10\0", 4);  // 4096
constexpr auto token_life = std::chrono::hours{12};       // RFC 8292 §2 allows 24

using crypto::hmac_sha256;

Refusal bad_subscription() { return invalid("bad_subscription", "endpoint"); }

// Nearly all 32-byte numbers are keys; the rare other one is passed over for the next.
p256::Key own_key(const std::string& folder) {
    std::string seed = crypto::master_key(folder + "/push.key");
    for (int i = 0;; ++i)
        if (auto key = p256::key_from(crypto::derived_key(seed, "web push " + std::to_string(i))))
            return std::move(*key);
}

// AES-128-GCM of one record, the tag behind.
std::string sealed(std::string_view key, std::string_view nonce, std::string_view text) {
    struct Freed {
        void operator()(EVP_CIPHER_CTX* it) const { EVP_CIPHER_CTX_free(it); }
    };
    std::unique_ptr<EVP_CIPHER_CTX, Freed> cipher(EVP_CIPHER_CTX_new());
    auto raw = [](std::string_view bytes) {
        return reinterpret_cast<const unsigned char*>(bytes.data());
    };
    std::string out(text.size() + tag_bytes, '\0');
    auto* to = reinterpret_cast<unsigned char*>(out.data());
    int length = 0, rest = 0;
    bool done =
        cipher &&
        EVP_EncryptInit_ex(cipher.get(), EVP_aes_128_gcm(), nullptr, raw(key), raw(nonce)) == 1 &&
        EVP_EncryptUpdate(cipher.get(), to, &length, raw(text), static_cast<int>(text.size())) ==
            1 &&
        EVP_EncryptFinal_ex(cipher.get(), to + length, &rest) == 1 &&
        EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, tag_bytes, to + text.size()) == 1;
    if (!done || static_cast<std::size_t>(length + rest) != text.size())
        throw Breakage("AES-128-GCM is not available");
    return out;
}

std::string with_zero(std::string_view text) { return std::string(text) + '\0'; }

// The keys of one message. Source: RFC 8291 §3.4, the last byte of each line as in RFC 5869 §2.3.
struct RecordKeys {
    std::string key, nonce;
};
RecordKeys record_keys(std::string_view secret, std::string_view auth, std::string_view their_point,
                       std::string_view our_point, std::string_view salt) {
    std::string both =
        with_zero("WebPush: info") + std::string(their_point) + std::string(our_point);
    std::string input = hmac_sha256(hmac_sha256(auth, secret), both + '\x01');
    std::string pseudorandom = hmac_sha256(salt, input);
    return {
        hmac_sha256(pseudorandom, with_zero("Content-Encoding: aes128gcm") + '\x01').substr(0, 16),
        hmac_sha256(pseudorandom, with_zero("Content-Encoding: nonce") + '\x01').substr(0, 12)};
}

Result<std::string> body_with(const PushAddress& to, std::string_view payload,
                              std::string_view salt, const p256::Key& one_time) {
    if (payload.size() > payload_bytes_max) return invalid("push_too_large");
    auto point = crypto::from_base64url(to.p256dh);
    auto auth = crypto::from_base64url(to.auth);
    if (!point || !auth || auth->size() != auth_bytes) return bad_subscription();
    auto secret = p256::shared_secret(one_time, *point);
    if (!secret) return bad_subscription();
    std::string our_point = p256::point_of(one_time);
    auto [key, nonce] = record_keys(*secret, *auth, *point, our_point, salt);
    std::string body(salt);
    body += record_size;
    body += static_cast<char>(our_point.size());
    body += our_point;
    return body + sealed(key, nonce, std::string(payload) + '\x02');  // 2: the last record
}

// "https://push.example" of the endpoint: whom the token is for.
std::string_view origin_of(std::string_view endpoint) {
    auto host = endpoint.find("://");
    if (host == std::string_view::npos) return {};
    return endpoint.substr(0, endpoint.find_first_of("/?#", host + 3));
}

// Source: RFC 8292 §2 and §3.
std::string authorization(std::string_view origin, std::string_view subject, const p256::Key& key,
                          Time now) {
    std::string claims = R"({"aud":)";
    json::write_text(claims, origin);
    claims += R"(,"exp":)" + std::to_string((now + token_life).us / 1'000'000) + R"(,"sub":)";
    json::write_text(claims, subject);
    claims += '}';
    std::string token =
        crypto::base64url(R"({"typ":"JWT","alg":"ES256"})") + '.' + crypto::base64url(claims);
    token += '.' + crypto::base64url(p256::signature(key, token));
    return "vapid t=" + token + ", k=" + crypto::base64url(p256::point_of(key));
}

// 32 characters of base64url, whatever the caller's topic is. Source: RFC 8030 §5.4.
std::string topic_name(std::string_view topic) {
    return crypto::base64url(hmac_sha256("push topic", topic)).substr(0, 32);
}

}  // namespace

std::string push_key(const std::string& folder) {
    return crypto::base64url(p256::point_of(own_key(folder)));
}

Result<std::string> push_body(const PushAddress& to, std::string_view payload,
                              std::string_view salt, std::string_view one_time_private_number) {
    auto one_time = p256::key_from(one_time_private_number);
    ENSURE(one_time && salt.size() == salt_bytes, "a one-time key is a key, a salt has 16 bytes");
    return body_with(to, payload, salt, *one_time);
}

Result<OutboundAsk> web_push_request(const PushAddress& to, const PushMessage& message,
                                     std::string_view subject, const std::string& folder,
                                     Time now) {
    auto origin = origin_of(to.endpoint);
    if (origin.empty()) return bad_subscription();
    TRY(auto body,
        body_with(to, message.payload, crypto::random_bytes(salt_bytes), p256::random_key()));
    OutboundAsk ask;
    ask.method = "POST";
    ask.url = to.endpoint;
    ask.headers = {{"Authorization", authorization(origin, subject, own_key(folder), now)},
                   {"Content-Type", "application/octet-stream"},
                   {"Content-Encoding", "aes128gcm"},
                   {"TTL", std::to_string(message.ttl_seconds)},
                   {"Urgency", "high"}};
    if (!message.topic.empty()) ask.headers.emplace_back("Topic", topic_name(message.topic));
    ask.body = std::move(body);
    return ask;
}

PushOutcome push_outcome(int status) {
    if (status >= 200 && status < 300) return PushOutcome::delivered;
    if (status == 404 || status == 410) return PushOutcome::gone;
    if (status == 429 || status >= 500) return PushOutcome::later;
    return PushOutcome::refused;
}

}  // namespace kit
