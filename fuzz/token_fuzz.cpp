// Tokens from strangers: identities (JWS), base64url, one-time codes.
//
// Oracles: nothing unsigned is ever accepted; what base64url takes it writes back the same; a code
// is accepted only if it is one of the three of this minute.
#include "kit/crypto/crypto.hpp"

#include <cstdlib>

using namespace kit;
using namespace kit::crypto;

namespace {

constexpr auto now = Time{1'790'000'000'000'000};
constexpr std::string_view key = "a key nobody outside may know";

void check(bool holds) {
    if (!holds) std::abort();
}

void unsigned_token(std::string_view text) { check(!identity(text, key, "shop", now)); }

// The signature is made right so that the readers behind it are reached.
void signed_token(std::string_view text) {
    auto cut = text.find('\n');
    std::string header(cut == std::string_view::npos ? R"({"alg":"HS256"})" : text.substr(0, cut));
    std::string claims(cut == std::string_view::npos ? text : text.substr(cut + 1));
    std::string head = base64url(header) + '.' + base64url(claims);
    auto read = identity(head + '.' + base64url(hmac_sha256(key, head)), key, "shop", now);
    if (!read) {
        check(read.error().code == Code::unauthenticated);
        return;
    }
    check(header.contains("HS256") && claims.contains("shop"));
    check(!read->subject.empty() && read->subject.size() <= 128 * 4);
    check(read->expires > now && read->expires <= now + std::chrono::seconds{602});
    auto again = identity(sign_identity(*read, key, "shop", now), key, "shop", now);
    check(again && again->subject == read->subject && again->name == read->name &&
          again->token_id == read->token_id && again->expires == read->expires);
}

void base64_text(std::string_view text) {
    if (auto bytes = from_base64url(text)) check(base64url(*bytes) == text);
    check(from_base64url(base64url(text)) == text);
}

void one_time_code(std::string_view text) {
    constexpr std::string_view secret = "12345678901234567890";
    std::int64_t step = now.us / 30'000'000;
    auto taken = totp_step(secret, text, now, step - 1);
    check(!taken || (*taken >= step && *taken <= step + 1 && totp_code(secret, *taken) == text));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    switch (data[0] % 4) {
        case 0:
            unsigned_token(text);
            break;
        case 1:
            signed_token(text);
            break;
        case 2:
            base64_text(text);
            break;
        default:
            one_time_code(text);
    }
    return 0;
}
