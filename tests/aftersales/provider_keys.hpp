// Keys for tests, made when they are first wanted.
#pragma once

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <string>

struct ProviderKeys {
    std::string ours, our_public, theirs, their_public;
};

inline std::string pem_of(EVP_PKEY* key, bool is_private) {
    BIO* out = BIO_new(BIO_s_mem());
    if (is_private) PEM_write_bio_PKCS8PrivateKey(out, key, nullptr, nullptr, 0, nullptr, nullptr);
    else PEM_write_bio_PUBKEY(out, key);
    char* bytes = nullptr;
    auto size = BIO_get_mem_data(out, &bytes);
    std::string text(bytes, static_cast<std::size_t>(size));
    BIO_free(out);
    return text;
}

inline const ProviderKeys& provider_keys() {
    static const ProviderKeys keys = [] {
        auto* ours = EVP_RSA_gen(2048);
        auto* theirs = EVP_RSA_gen(2048);
        ProviderKeys out{pem_of(ours, true), pem_of(ours, false), pem_of(theirs, true),
                         pem_of(theirs, false)};
        EVP_PKEY_free(ours);
        EVP_PKEY_free(theirs);
        return out;
    }();
    return keys;
}
