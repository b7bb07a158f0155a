#include "kit/crypto/stream.hpp"

#include <sodium.h>

#include "kit/base/result.hpp"
#include "kit/crypto/crypto.hpp"

namespace kit::crypto {

// Source: libsodium's documentation, "XChaCha20": blocks of 64 bytes, counted from the beginning of
// the file.
constexpr std::int64_t block = 64;

void hide(std::string& bytes, std::string_view key, std::string_view name, std::int64_t offset) {
    ENSURE(key.size() == crypto_stream_xchacha20_KEYBYTES, "a key of a file has 32 bytes");
    auto nonce = sha256_hex(name).substr(0, crypto_stream_xchacha20_NONCEBYTES);
    auto before = static_cast<std::size_t>(offset % block);
    std::string whole(before, '\0');
    whole += bytes;
    auto at = reinterpret_cast<unsigned char*>(whole.data());
    crypto_stream_xchacha20_xor_ic(at, at, whole.size(),
                                   reinterpret_cast<const unsigned char*>(nonce.data()),
                                   static_cast<std::uint64_t>(offset / block),
                                   reinterpret_cast<const unsigned char*>(key.data()));
    bytes.assign(whole, before);
}

}  // namespace kit::crypto
