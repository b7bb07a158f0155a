#include "kit/crypto/rsa.hpp"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <memory>

namespace kit::crypto {

namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Source = std::unique_ptr<BIO, decltype(&BIO_free)>;
using Digest = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

constexpr std::size_t key_max = 16 * 1024;
constexpr int bits_min = 2048;

Source source_of(const std::string& text) {
    return {BIO_new_mem_buf(text.data(), static_cast<int>(text.size())), BIO_free};
}

std::string wrapped(std::string_view key, std::string_view label) {
    if (key.find("-----BEGIN") != key.npos) return std::string(key);
    std::string out = "-----BEGIN " + std::string(label) + "-----\n";
    std::size_t column = 0;
    for (char c : key) {
        if (c == ' ' || c == '\n' || c == '\r' || c == '\t') continue;
        out += c;
        if (++column % 64 == 0) out += '\n';
    }
    return out + "\n-----END " + std::string(label) + "-----\n";
}

// A key that wants a password is not asked for one at the terminal.
int no_password(char*, int, int, void*) { return 0; }

Key private_in(std::string_view text) {
    for (auto label : {"PRIVATE KEY", "RSA PRIVATE KEY"}) {
        auto pem = wrapped(text, label);
        auto source = source_of(pem);
        Key key{PEM_read_bio_PrivateKey(source.get(), nullptr, no_password, nullptr),
                EVP_PKEY_free};
        if (key) return key;
    }
    return {nullptr, EVP_PKEY_free};
}

Key public_in(std::string_view text) {
    auto pem = wrapped(text, "PUBLIC KEY");
    auto source = source_of(pem);
    if (pem.find("CERTIFICATE") == pem.npos)
        return {PEM_read_bio_PUBKEY(source.get(), nullptr, no_password, nullptr), EVP_PKEY_free};
    std::unique_ptr<X509, decltype(&X509_free)> certificate{
        PEM_read_bio_X509(source.get(), nullptr, no_password, nullptr), X509_free};
    return {certificate ? X509_get_pubkey(certificate.get()) : nullptr, EVP_PKEY_free};
}

Key fit(Key key, std::string_view text) {
    ERR_clear_error();
    bool fine = text.size() <= key_max && key && EVP_PKEY_get_base_id(key.get()) == EVP_PKEY_RSA &&
                EVP_PKEY_get_bits(key.get()) >= bits_min;
    return fine ? std::move(key) : Key{nullptr, EVP_PKEY_free};
}

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

std::optional<std::string> rsa_signed(std::string_view private_key, std::string_view text) {
    auto key = fit(private_in(private_key), private_key);
    if (!key) return std::nullopt;
    Digest digest{EVP_MD_CTX_new(), EVP_MD_CTX_free};
    std::string out(static_cast<std::size_t>(EVP_PKEY_get_size(key.get())), '\0');
    std::size_t size = out.size();
    bool done = EVP_DigestSignInit(digest.get(), nullptr, EVP_sha256(), nullptr, key.get()) == 1 &&
                EVP_DigestSign(digest.get(), reinterpret_cast<unsigned char*>(out.data()), &size,
                               bytes_of(text), text.size()) == 1;
    if (!done) return std::nullopt;
    out.resize(size);
    return out;
}

bool rsa_verified(std::string_view public_key, std::string_view text, std::string_view signature) {
    auto key = fit(public_in(public_key), public_key);
    if (!key) return false;
    Digest digest{EVP_MD_CTX_new(), EVP_MD_CTX_free};
    bool fine =
        EVP_DigestVerifyInit(digest.get(), nullptr, EVP_sha256(), nullptr, key.get()) == 1 &&
        EVP_DigestVerify(digest.get(), bytes_of(signature), signature.size(), bytes_of(text),
                         text.size()) == 1;
    ERR_clear_error();
    return fine;
}

bool is_rsa_private(std::string_view key) { return fit(private_in(key), key) != nullptr; }
bool is_rsa_public(std::string_view key) { return fit(public_in(key), key) != nullptr; }

}  // namespace kit::crypto
