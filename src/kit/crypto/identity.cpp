// Reads the one kind of token a shop may send: three base64url parts, HS256, flat claims.
//
// The signature is checked before a byte of the claims is read. Claims we do not name may be there;
// those we name must have our type, and a repeated key or text that is not UTF-8 makes the token
// bad.
#include "kit/base/json.hpp"
#include "kit/crypto/crypto.hpp"
#include "kit/text/utf8.hpp"

#include <boost/json/serialize.hpp>

#include <algorithm>

namespace kit::crypto {
namespace {

constexpr std::size_t token_bytes_max = 8192;
// Source: RFC 7518 §3.2 asks for 32 bytes; we take 16 from shops that were given a short key once.
constexpr std::size_t key_bytes_min = 16;
constexpr auto life_max = std::chrono::minutes{10};
constexpr auto skew = std::chrono::seconds{60};

// Controls, and the marks that turn the direction of writing: they make one name look like another.
bool is_unseen(char32_t point) {
    return point < 0x20 || (point >= 0x7f && point < 0xa0) ||
           (point >= 0x200b && point <= 0x200f) || (point >= 0x2028 && point <= 0x202e) ||
           (point >= 0x2060 && point <= 0x2069) || point == 0xfeff;
}

std::string seen_part(std::string_view text, std::size_t points_max) {
    std::u32string points = text::decoded(text);
    std::erase_if(points, is_unseen);
    if (points.size() > points_max) points.resize(points_max);
    return text::encoded(points);
}

Refusal bad() { return unauthenticated("bad_identity"); }

// An object, or nothing. `json::parsed` has refused repeated keys and what is not UTF-8.
std::optional<boost::json::object> object_in(std::string_view text) {
    auto read = json::parsed(text);
    if (!read || !read->is_object()) return std::nullopt;
    return std::move(read->as_object());
}

// Errors: unauthenticated (`bad_identity`): not a text.
Result<std::string> text_claim(const boost::json::object& claims, std::string_view name) {
    auto* claim = claims.if_contains(name);
    if (!claim) return std::string();
    if (!claim->is_string()) return bad();
    return std::string(std::string_view(claim->get_string()));
}

// Errors: unauthenticated (`bad_identity`): longer than 128 characters or with some that are
// unseen.
Result<std::string> key_claim(const boost::json::object& claims, std::string_view name) {
    TRY(auto claim, text_claim(claims, name));
    if (seen_part(claim, 128) != claim) return bad();
    return claim;
}

// Errors: unauthenticated (`bad_identity`): there, and not a whole number.
Result<std::optional<std::int64_t>> seconds_claim(const boost::json::object& claims,
                                                  std::string_view name) {
    auto* claim = claims.if_contains(name);
    if (!claim) return std::nullopt;
    if (!claim->is_int64()) return bad();
    return claim->get_int64();
}

bool is_our_header(std::string_view text) {
    auto header = object_in(text);
    if (!header || header->contains("crit")) return false;
    auto algorithm = text_claim(*header, "alg");
    auto kind = text_claim(*header, "typ");
    return algorithm && *algorithm == "HS256" && kind &&
           (*kind == "JWT" || *kind == "jwt" || kind->empty());
}

// One name, or a list that has it among its texts (Java libraries write a list of one).
bool is_for(const boost::json::object& claims, std::string_view audience) {
    auto* claim = claims.if_contains("aud");
    auto names_it = [&](const json::value& named) {
        return named.is_string() && same(std::string_view(named.get_string()), audience);
    };
    if (!claim) return false;
    if (claim->is_array()) return std::ranges::any_of(claim->get_array(), names_it);
    return names_it(*claim);
}

// The claims of a token that has our form and signature, or nothing.
std::optional<boost::json::object> signed_claims(std::string_view jws, std::string_view key) {
    auto first = jws.find('.');
    auto last = jws.rfind('.');
    if (first == std::string_view::npos || first == last) return std::nullopt;
    auto header = from_base64url(jws.substr(0, first));
    auto payload = from_base64url(jws.substr(first + 1, last - first - 1));
    auto signature = from_base64url(jws.substr(last + 1));
    if (!header || !payload || !signature || !is_our_header(*header)) return std::nullopt;
    if (!same(hmac_sha256(key, jws.substr(0, last)), *signature)) return std::nullopt;
    return object_in(*payload);
}

}  // namespace

Result<Identity> identity(std::string_view jws, std::string_view key, std::string_view audience,
                          Time now) {
    if (jws.size() > token_bytes_max || key.size() < key_bytes_min || audience.empty())
        return bad();
    auto claims = signed_claims(jws, key);
    if (!claims || !is_for(*claims, audience)) return bad();

    TRY(auto subject, key_claim(*claims, "sub"));
    TRY(auto token_id, key_claim(*claims, "jti"));
    TRY(auto name, text_claim(*claims, "name"));
    TRY(auto expires, seconds_claim(*claims, "exp"));
    TRY(auto not_before, seconds_claim(*claims, "nbf"));
    if (subject.empty() || !expires) return bad();

    std::int64_t now_s = now.us / 1'000'000;
    std::int64_t latest_s = (now + life_max).us / 1'000'000 + 1;  // a started second counts
    if (not_before && *not_before > now_s + skew.count()) return bad();
    if (*expires <= now_s || *expires > latest_s) return unauthenticated("identity_expired");
    return Identity{subject, seen_part(name, 64), token_id, Time{*expires * 1'000'000}};
}

std::string sign_identity(const Identity& who, std::string_view key, std::string_view audience,
                          Time now) {
    ENSURE(key.size() >= key_bytes_min, "an identity is signed with a real key");
    boost::json::object claims{{"sub", who.subject},
                               {"aud", audience},
                               {"iat", now.us / 1'000'000},
                               {"exp", who.expires.us / 1'000'000}};
    if (!who.name.empty()) claims["name"] = who.name;
    if (!who.token_id.empty()) claims["jti"] = who.token_id;
    std::string token = base64url(R"({"alg":"HS256","typ":"JWT"})") + '.' +
                        base64url(boost::json::serialize(claims));
    return token + '.' + base64url(hmac_sha256(key, token));
}

}  // namespace kit::crypto
