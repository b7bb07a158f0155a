// Reads the one kind of token a shop may send: three base64url parts, HS256, flat claims.
//
// The signature is checked before a byte of the claims is read. Both JSON parts are read by a
// handler that keeps only what we name: repeated keys at the top, claims of another type than ours,
// text that is not UTF-8 and anything after the object make the token bad.
#include "kit/crypto/crypto.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <set>

namespace kit::crypto {
namespace {

namespace json = boost::json;

constexpr std::size_t token_bytes_max = 8192;
// Source: RFC 7518 §3.2 asks for 32 bytes; we take 16 from shops that were given a short key once.
constexpr std::size_t key_bytes_min = 16;
constexpr auto life_max = std::chrono::minutes{10};
constexpr auto skew = std::chrono::seconds{60};

struct Claims {
    std::map<std::string, std::string, std::less<>> texts;
    std::map<std::string, std::int64_t, std::less<>> numbers;
    std::set<std::string, std::less<>> keys;
    std::vector<std::string> audiences;

    const std::string* text(std::string_view key) const {
        auto found = texts.find(key);
        return found == texts.end() ? nullptr : &found->second;
    }
    bool has(std::string_view key) const { return keys.contains(key); }
};

// One object whose members of the first level are remembered; deeper values are read and dropped.
struct Reader {
    static constexpr std::size_t max_object_size = 64;
    static constexpr std::size_t max_array_size = 64;
    static constexpr std::size_t max_key_size = 64;
    static constexpr std::size_t max_string_size = 2048;

    Claims claims;
    std::string key, part;
    int depth = 0;
    bool in_audience = false;

    static bool stop(json::error_code& ec) {
        ec = json::error::syntax;
        return false;
    }
    bool value_may_stand_here(json::error_code& ec) { return depth > 0 || stop(ec); }

    bool on_document_begin(json::error_code&) { return true; }
    bool on_document_end(json::error_code&) { return true; }
    bool on_object_begin(json::error_code&) {
        ++depth;
        in_audience = false;
        return true;
    }
    bool on_object_end(std::size_t, json::error_code&) {
        --depth;
        return true;
    }
    bool on_array_begin(json::error_code& ec) {
        if (depth == 0) return stop(ec);
        in_audience = depth == 1 && key == "aud";
        ++depth;
        return true;
    }
    bool on_array_end(std::size_t, json::error_code&) {
        --depth;
        in_audience = false;
        return true;
    }
    bool on_key_part(json::string_view text, std::size_t, json::error_code&) {
        part.append(text.data(), text.size());
        return true;
    }
    bool on_key(json::string_view text, std::size_t, json::error_code& ec) {
        part.append(text.data(), text.size());
        if (depth == 1) {
            key = part;
            if (!claims.keys.insert(key).second) return stop(ec);
        }
        part.clear();
        return true;
    }
    bool on_string_part(json::string_view text, std::size_t, json::error_code&) {
        part.append(text.data(), text.size());
        return true;
    }
    bool on_string(json::string_view text, std::size_t, json::error_code& ec) {
        part.append(text.data(), text.size());
        if (depth == 0) return stop(ec);
        if (depth == 1) claims.texts[key] = part;
        if ((depth == 1 && key == "aud") || in_audience) claims.audiences.push_back(part);
        part.clear();
        return true;
    }
    bool on_number_part(json::string_view, json::error_code&) { return true; }
    bool on_int64(std::int64_t number, json::string_view, json::error_code& ec) {
        if (depth == 1) claims.numbers[key] = number;
        return value_may_stand_here(ec);
    }
    bool on_uint64(std::uint64_t, json::string_view, json::error_code& ec) { return value_may_stand_here(ec); }
    bool on_double(double, json::string_view, json::error_code& ec) { return value_may_stand_here(ec); }
    bool on_bool(bool, json::error_code& ec) { return value_may_stand_here(ec); }
    bool on_null(json::error_code& ec) { return value_may_stand_here(ec); }
    bool on_comment_part(json::string_view, json::error_code&) { return true; }
    bool on_comment(json::string_view, json::error_code&) { return true; }
};

std::optional<Claims> read(std::string_view text) {
    json::parse_options options;
    options.max_depth = 8;
    json::basic_parser<Reader> parser(options);
    json::error_code ec;
    std::size_t used = parser.write_some(false, text.data(), text.size(), ec);
    if (ec || used != text.size() || !parser.done()) return std::nullopt;
    return std::move(parser.handler().claims);
}

// One character of UTF-8 that the parser has already found to be well formed.
std::size_t length_of_character(char first) {
    auto c = static_cast<unsigned char>(first);
    return c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
}

// Controls, and the marks that turn the direction of writing: they make one name look like another.
bool is_unseen(std::string_view character) {
    auto first = static_cast<unsigned char>(character[0]);
    if (first < 0x20 || first == 0x7f) return true;
    if (character.size() == 2) return first == 0xc2 && static_cast<unsigned char>(character[1]) < 0xa0;
    return (character >= "\u200b" && character <= "\u200f") || (character >= "\u2028" && character <= "\u202e") ||
           (character >= "\u2060" && character <= "\u2069") || character == "\ufeff";
}

struct Cleaned {
    std::string text;
    std::size_t characters = 0;
    bool changed = false;
};
Cleaned cleaned(std::string_view text, std::size_t characters_max) {
    Cleaned out;
    for (std::size_t at = 0; at < text.size();) {
        auto character = text.substr(at, length_of_character(text[at]));
        at += character.size();
        if (is_unseen(character) || out.characters == characters_max) {
            out.changed = true;
            continue;
        }
        out.text += character;
        ++out.characters;
    }
    return out;
}

Refusal bad() { return unauthenticated("bad_identity"); }

// Errors: unauthenticated (`bad_identity`): a text claim that is no text, or not as it should be.
Result<std::string> text_claim(const Claims& claims, std::string_view name) {
    if (!claims.has(name)) return std::string();
    auto* text = claims.text(name);
    if (!text) return bad();
    auto clean = cleaned(*text, 128);
    if (clean.changed) return bad();
    return *text;
}

bool is_our_header(std::string_view text) {
    auto header = read(text);
    if (!header || header->has("crit")) return false;
    auto* algorithm = header->text("alg");
    if (!algorithm || *algorithm != "HS256") return false;
    auto* kind = header->text("typ");
    return !header->has("typ") || (kind && (*kind == "JWT" || *kind == "jwt"));
}

bool is_for(const Claims& claims, std::string_view audience) {
    for (auto& named : claims.audiences)
        if (same(named, audience)) return true;
    return false;
}

}  // namespace

Result<Identity> identity(std::string_view jws, std::string_view key, std::string_view audience, Time now) {
    if (jws.size() > token_bytes_max || key.size() < key_bytes_min || audience.empty()) return bad();
    auto first = jws.find('.');
    auto last = jws.rfind('.');
    if (first == std::string_view::npos || first == last) return bad();
    auto header = from_base64url(jws.substr(0, first));
    auto payload = from_base64url(jws.substr(first + 1, last - first - 1));
    auto signature = from_base64url(jws.substr(last + 1));
    if (!header || !payload || !signature) return bad();
    if (!is_our_header(*header)) return bad();
    if (!same(hmac_sha256(key, jws.substr(0, last)), *signature)) return bad();

    auto claims = read(*payload);
    if (!claims || !is_for(*claims, audience)) return bad();
    auto expires = claims->numbers.find("exp");
    if (expires == claims->numbers.end()) return bad();
    auto not_before = claims->numbers.find("nbf");
    if (claims->has("nbf") && not_before == claims->numbers.end()) return bad();

    std::int64_t now_s = now.us / 1'000'000;
    std::int64_t latest_s = (now + life_max).us / 1'000'000 + 1;  // a started second counts
    if (not_before != claims->numbers.end() && not_before->second > now_s + skew.count()) return bad();
    TRY(auto subject, text_claim(*claims, "sub"));
    TRY(auto token_id, text_claim(*claims, "jti"));
    if (subject.empty()) return bad();
    auto* name = claims->text("name");
    if (claims->has("name") && !name) return bad();
    if (expires->second <= now_s || expires->second > latest_s) return unauthenticated("identity_expired");
    return Identity{subject, name ? cleaned(*name, 64).text : std::string(), token_id,
                    Time{expires->second * 1'000'000}};
}

std::string sign_identity(const Identity& who, std::string_view key, std::string_view audience, Time now) {
    ENSURE(key.size() >= key_bytes_min, "an identity is signed with a real key");
    json::object claims{{"sub", who.subject},
                        {"aud", audience},
                        {"iat", now.us / 1'000'000},
                        {"exp", who.expires.us / 1'000'000}};
    if (!who.name.empty()) claims["name"] = who.name;
    if (!who.token_id.empty()) claims["jti"] = who.token_id;
    std::string token = base64url(R"({"alg":"HS256","typ":"JWT"})") + '.' + base64url(json::serialize(claims));
    return token + '.' + base64url(hmac_sha256(key, token));
}

}  // namespace kit::crypto
