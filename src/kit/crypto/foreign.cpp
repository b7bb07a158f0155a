#include "kit/crypto/foreign.hpp"

#include <openssl/evp.h>

#include "kit/base/result.hpp"
#include "kit/crypto/crypto.hpp"

namespace kit::crypto {

std::string md5_hex(std::string_view data) {
    std::string out(16, '\0');
    unsigned int length = 0;
    auto done = EVP_Digest(data.data(), data.size(), reinterpret_cast<unsigned char*>(out.data()),
                           &length, EVP_md5(), nullptr);
    if (done != 1 || length != out.size()) throw Breakage("MD5 cannot be computed");
    return hex(out);
}

static constexpr char alphabet[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::string base64(std::string_view bytes) {
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        auto left = std::min<std::size_t>(3, bytes.size() - i);
        unsigned word = 0;
        for (std::size_t k = 0; k < 3; ++k)
            word = word << 8 | (k < left ? static_cast<unsigned char>(bytes[i + k]) : 0u);
        for (std::size_t k = 0; k < 4; ++k)
            out += k <= left ? alphabet[word >> (18 - 6 * k) & 63] : '=';
    }
    return out;
}

std::optional<std::string> from_base64(std::string_view text) {
    if (text.size() % 4 != 0) return std::nullopt;
    std::size_t padding = text.ends_with("==") ? 2 : text.ends_with("=") ? 1 : 0;
    std::string out;
    unsigned word = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto at = std::string_view(alphabet, 64).find(text[i]);
        bool pad = i + padding >= text.size();
        if (at == std::string_view::npos && !pad) return std::nullopt;
        word = word << 6 | (pad ? 0u : static_cast<unsigned>(at));
        if (i % 4 != 3) continue;
        for (int shift : {16, 8, 0}) out += static_cast<char>(word >> shift & 255);
        word = 0;
    }
    auto end = static_cast<std::ptrdiff_t>(padding);
    out.erase(out.end() - end, out.end());
    if (base64(out) != text) return std::nullopt;  // stray bits in the last character
    return out;
}

}  // namespace kit::crypto
