// RSA signatures as payment providers ask for them: RSASSA-PKCS1-v1_5 over SHA-256, keys of 2048
// bits or more. Source: RFC 8017, section 8.2.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kit::crypto {

// Keys as PEM (PKCS#8, PKCS#1, SubjectPublicKeyInfo or a certificate), or as the bare base64 that
// consoles hand out. The raw signature; nothing when it is no RSA key, or too short a one.
std::optional<std::string> rsa_signed(std::string_view private_key, std::string_view text);
bool rsa_verified(std::string_view public_key, std::string_view text, std::string_view signature);
bool is_rsa_private(std::string_view key);
bool is_rsa_public(std::string_view key);

}  // namespace kit::crypto
