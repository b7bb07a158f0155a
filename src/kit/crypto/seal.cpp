#include "kit/crypto/seal.hpp"

#include <sodium.h>

#include <algorithm>

#include "kit/crypto/crypto.hpp"

namespace kit::crypto {
namespace {

constexpr std::size_t key_bytes = 32;
constexpr std::size_t name_digits = 8;
constexpr std::string_view form = "1.";  // of the box; another cipher would be another number
constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;

const unsigned char* raw(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* raw(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

// The header is authenticated too: a box cannot be renamed to another key or form.
std::string bound(std::string_view header, std::string_view about) {
    return std::string(header) + std::string(about);
}

}  // namespace

KeyRing::KeyRing(std::string_view masters, std::string_view purpose) {
    ENSURE(!masters.empty() && masters.size() % key_bytes == 0, "a ring holds whole keys");
    for (std::size_t at = 0; at < masters.size(); at += key_bytes) {
        auto master = masters.substr(at, key_bytes);
        auto mine = std::string(purpose);
        keys_.push_back({hex(derived_key(master, "name of " + mine)).substr(0, name_digits),
                         derived_key(master, "sealing of " + mine),
                         derived_key(master, "blinding of " + mine)});
    }
}

std::string KeyRing::seal(std::string_view plain, std::string_view about) const {
    auto& key = keys_.front();
    auto header = std::string(form) + key.name + '.';
    auto context = bound(header, about);
    std::string nonce = random_bytes(nonce_bytes), cipher(plain.size() + tag_bytes, '\0');
    unsigned long long length = 0;
    crypto_aead_xchacha20poly1305_ietf_encrypt(raw(cipher), &length, raw(plain), plain.size(),
                                               raw(context), context.size(), nullptr, raw(nonce),
                                               raw(key.sealing));
    return header + base64url(nonce + cipher);
}

std::optional<std::string> KeyRing::open(std::string_view box, std::string_view about) const {
    auto name = sealed_by(box);
    auto key = std::ranges::find(keys_, name, &Key::name);
    if (name.empty() || key == keys_.end()) return std::nullopt;
    auto header = box.substr(0, form.size() + name_digits + 1);
    auto bytes = from_base64url(box.substr(header.size()));
    if (!bytes || bytes->size() < nonce_bytes + tag_bytes) return std::nullopt;
    auto context = bound(header, about);
    auto cipher = std::string_view(*bytes).substr(nonce_bytes);
    std::string plain(cipher.size() - tag_bytes, '\0');
    unsigned long long length = 0;
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(raw(plain), &length, nullptr, raw(cipher),
                                                   cipher.size(), raw(context), context.size(),
                                                   raw(*bytes), raw(key->sealing)) != 0)
        return std::nullopt;
    return plain;
}

std::string KeyRing::blind(std::string_view value) const {
    return hex(hmac_sha256(keys_.front().blinding, value));
}

std::vector<std::string> KeyRing::blinds(std::string_view value) const {
    std::vector<std::string> out;
    for (auto& key : keys_) out.push_back(hex(hmac_sha256(key.blinding, value)));
    return out;
}

std::vector<std::string> KeyRing::older() const {
    std::vector<std::string> out;
    for (std::size_t at = 1; at < keys_.size(); ++at) out.push_back(keys_[at].name);
    return out;
}

std::string_view sealed_by(std::string_view box) {
    auto end = form.size() + name_digits;
    if (!box.starts_with(form) || box.size() <= end || box[end] != '.') return {};
    return box.substr(form.size(), name_digits);
}

}  // namespace kit::crypto
