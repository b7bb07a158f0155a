// What other houses' protocols ask for and we never choose ourselves.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kit::crypto {

// MD5 in lower-case hexadecimal. Broken as a hash; carriers and marketplaces sign with it.
std::string md5_hex(std::string_view data);
// Base64 with padding. Source: RFC 4648, section 4.
std::string base64(std::string_view bytes);
// Strict; white space is no part of it.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace kit::crypto
