// Secrets, hashes, signatures. libsodium and OpenSSL behind plain functions.
//
// Invariants: secrets are compared in constant time and never printed; a password is measured
// before it is hashed; at most two password hashes run at once in the process.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kit/base/result.hpp"
#include "kit/base/values.hpp"

namespace kit::crypto {

// Call once at start; throws Breakage when the library cannot be used.
void ready();

std::string random_bytes(std::size_t count);
// `prefix` + 256 random bits as base64url.
std::string new_secret(std::string_view prefix = "");
std::string sha256_hex(std::string_view data);
std::string hmac_sha256(std::string_view key, std::string_view data);  // 32 raw bytes
std::string base64url(std::string_view bytes);
std::optional<std::string> from_base64url(std::string_view text);  // strict: no padding, no junk
std::string hex(std::string_view bytes);
bool same(std::string_view a, std::string_view b);  // constant time in the contents

// A key for one purpose, derived from the master key. Source: RFC 5869 (HKDF-SHA256).
std::string derived_key(std::string_view master, std::string_view purpose);
// The master key of a data folder: 32 bytes in `path` (0600), made on first use.
std::string master_key(const std::string& path);

// argon2id, m = 46 MiB, t = 1, p = 1 (source: OWASP password storage); the parameters are in the
// hash. Blocking, 50–200 ms: never on an io thread or the writer.
// Errors: limited (more than 50 wait).
Result<std::string> password_hash(std::string_view password);
Result<bool> password_matches(std::string_view hash, std::string_view password);
// Work as long as a real check takes, for unknown accounts.
Result<bool> password_pretend(std::string_view password);
bool password_wants_rehash(std::string_view hash);
// Errors: invalid (`too_short` < 8, `too_long` > 128 characters, `too_common`).
Result<void> password_allowed(std::string_view password,
                              const std::vector<std::string>& site_words);
// A readable random password, ≥ 80 bits.
std::string readable_password();

// TOTP, 30 s, 6 digits, SHA-1. Source: RFC 6238; vector: secret "12345678901234567890" at 59 s →
// 287082.
std::string totp_code(std::string_view secret, std::int64_t step);
// The step whose code this is, within ±1 of now and above `last_step`; nothing otherwise.
std::optional<std::int64_t> totp_step(std::string_view secret, std::string_view code, Time now,
                                      std::int64_t last_step);
std::string base32(std::string_view bytes);

// Signed identity of a buyer, made by the shop's own backend: JWS compact, HS256 only.
struct Identity {
    std::string subject;   // `sub`, 1..128 characters
    std::string name;      // `name`, may be empty
    std::string token_id;  // `jti`, may be empty
    Time expires;
};
// Errors: unauthenticated (`bad_identity`: form, algorithm, signature, audience;
// `identity_expired`: exp passed, or later than now + 10 min).
Result<Identity> identity(std::string_view jws, std::string_view key, std::string_view audience,
                          Time now);
std::string sign_identity(const Identity&, std::string_view key, std::string_view audience,
                          Time now);

}  // namespace kit::crypto
