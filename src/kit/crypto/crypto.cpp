#include "kit/crypto/crypto.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include <array>

namespace kit::crypto {

static const unsigned char* raw(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}
static unsigned char* raw(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}

void ready() {
    if (sodium_init() < 0) throw Breakage("libsodium cannot be used");
}

std::string random_bytes(std::size_t count) {
    std::string bytes(count, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    return bytes;
}

std::string new_secret(std::string_view prefix) {
    return std::string(prefix) + base64url(random_bytes(32));
}

std::string sha256_hex(std::string_view data) {
    std::string digest(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256(raw(digest), raw(data), data.size());
    return hex(digest);
}

std::string hmac_sha256(std::string_view key, std::string_view data) {
    std::string tag(crypto_auth_hmacsha256_BYTES, '\0');
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, raw(key), key.size());
    crypto_auth_hmacsha256_update(&state, raw(data), data.size());
    crypto_auth_hmacsha256_final(&state, raw(tag));
    sodium_memzero(&state, sizeof state);
    return tag;
}

std::string base64url(std::string_view bytes) {
    constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), raw(bytes), bytes.size(), variant);
    text.pop_back();  // the length counts a terminating zero
    return text;
}

std::optional<std::string> from_base64url(std::string_view text) {
    // libsodium 1.0.18 takes bytes above 127 for digits: it widens a signed char (found by
    // fuzzing).
    for (char c : text)
        if (static_cast<unsigned char>(c) > 127) return std::nullopt;
    std::string bytes(text.size() / 4 * 3 + 3, '\0');
    std::size_t length = 0;
    const char* end = nullptr;
    if (sodium_base642bin(raw(bytes), bytes.size(), text.data(), text.size(), nullptr, &length,
                          &end, sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0)
        return std::nullopt;
    if (end != text.data() + text.size()) return std::nullopt;
    bytes.resize(length);
    return bytes;
}

std::string hex(std::string_view bytes) {
    std::string text(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), raw(bytes), bytes.size());
    text.pop_back();
    return text;
}

bool same(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

// Source: RFC 5869 §2.2 and §2.3 with no salt (a string of zeros) and L = 32: a single block.
std::string derived_key(std::string_view master, std::string_view purpose) {
    std::string pseudorandom = hmac_sha256(std::string(32, '\0'), master);
    std::string block = hmac_sha256(pseudorandom, std::string(purpose) + '\x01');
    sodium_memzero(pseudorandom.data(), pseudorandom.size());
    return block;
}

// Source: RFC 4226 §5.3 and §5.4 (dynamic truncation), RFC 6238 §4.
std::string totp_code(std::string_view secret, std::int64_t step) {
    std::array<unsigned char, 8> counter{};
    for (std::size_t i = 0; i < 8; ++i)
        counter[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(step) >> (56 - 8 * i));
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned length = 0;
    if (!HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()), counter.data(),
              counter.size(), digest.data(), &length) ||
        length != 20)
        throw Breakage("HMAC-SHA-1 is not available");
    std::size_t offset = digest[19] & 15u;
    std::uint32_t number = (digest[offset] & 127u) << 24 | std::uint32_t{digest[offset + 1]} << 16 |
                           std::uint32_t{digest[offset + 2]} << 8 | digest[offset + 3];
    std::string digits = std::to_string(number % 1'000'000);
    return std::string(6 - digits.size(), '0') + digits;
}

std::optional<std::int64_t> totp_step(std::string_view secret, std::string_view code, Time now,
                                      std::int64_t last_step) {
    std::int64_t current = now.us / 30'000'000;
    std::optional<std::int64_t> found;
    for (std::int64_t step = current + 1; step >= current - 1; --step) {
        bool right = same(totp_code(secret, step), code);
        if (right && step > last_step) found = step;
    }
    return found;
}

// Source: RFC 4648 §6, without padding (authenticator apps take none).
std::string base32(std::string_view bytes) {
    static constexpr char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string text;
    std::uint32_t bits = 0;
    int count = 0;
    for (char byte : bytes) {
        bits = (bits << 8 | static_cast<unsigned char>(byte)) & 0xfff;
        for (count += 8; count >= 5; count -= 5) text += letters[(bits >> (count - 5)) & 31];
    }
    if (count > 0) text += letters[(bits << (5 - count)) & 31];
    return text;
}

}  // namespace kit::crypto
