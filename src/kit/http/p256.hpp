// Keys on the curve P-256, as Web Push needs them. A point is written in 65 bytes (0x04, x, y), a
// private key in 32. Source: SEC 1 §2.3.
#pragma once

#include <openssl/types.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace kit::p256 {

struct KeyFreed {
    void operator()(EVP_PKEY*) const;
};
using Key = std::unique_ptr<EVP_PKEY, KeyFreed>;

Key random_key();
// Nothing when the number is not in 1..n-1.
std::optional<Key> key_from(std::string_view private_number);
std::string point_of(const Key& key);
// Nothing when the point is not on the curve.
std::optional<std::string> shared_secret(const Key& mine, std::string_view their_point);

// ES256: r and s, 32 bytes each. Source: RFC 7518 §3.4.
std::string signature(const Key& key, std::string_view text);
bool is_signature(std::string_view point, std::string_view text, std::string_view signature);

}  // namespace kit::p256
