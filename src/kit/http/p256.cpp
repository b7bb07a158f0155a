#include "kit/http/p256.hpp"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <array>

#include "kit/base/result.hpp"

namespace kit::p256 {
namespace {

constexpr std::size_t point_bytes = 65;
constexpr std::size_t number_bytes = 32;

template <auto free>
struct Freed {
    template <class T>
    void operator()(T* it) const {
        free(it);
    }
};
template <class T, auto free>
using Held = std::unique_ptr<T, Freed<free>>;
using Number = Held<BIGNUM, BN_clear_free>;
using Context = Held<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using Digest = Held<EVP_MD_CTX, EVP_MD_CTX_free>;
using Pair = Held<ECDSA_SIG, ECDSA_SIG_free>;

const unsigned char* raw(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* raw(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

void must(bool done) {
    if (!done) throw Breakage("OpenSSL cannot work with P-256");
}

// A key from its parts; without the number it is a public key.
Key made_key(std::string_view point, const BIGNUM* number) {
    Held<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free> parts(OSSL_PARAM_BLD_new());
    must(parts && OSSL_PARAM_BLD_push_utf8_string(parts.get(), OSSL_PKEY_PARAM_GROUP_NAME,
                                                  "prime256v1", 0) == 1);
    must(OSSL_PARAM_BLD_push_octet_string(parts.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                          point.size()) == 1);
    if (number) must(OSSL_PARAM_BLD_push_BN(parts.get(), OSSL_PKEY_PARAM_PRIV_KEY, number) == 1);
    Held<OSSL_PARAM, OSSL_PARAM_free> list(OSSL_PARAM_BLD_to_param(parts.get()));
    Context context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    must(list && context && EVP_PKEY_fromdata_init(context.get()) == 1);
    EVP_PKEY* key = nullptr;
    int selection = number ? EVP_PKEY_KEYPAIR : EVP_PKEY_PUBLIC_KEY;
    if (EVP_PKEY_fromdata(context.get(), &key, selection, list.get()) != 1) return nullptr;
    return Key(key);
}

// A point from outside. Nothing unless it lies on the curve: one that does not would give away our
// key bit by bit.
std::optional<Key> key_of_point(std::string_view point) {
    if (point.size() != point_bytes || point[0] != '\x04') return std::nullopt;
    Key key = made_key(point, nullptr);
    if (!key) return std::nullopt;
    Context context(EVP_PKEY_CTX_new(key.get(), nullptr));
    if (!context || EVP_PKEY_public_check(context.get()) != 1) return std::nullopt;
    return key;
}

}  // namespace

void KeyFreed::operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }

Key random_key() {
    Key key(EVP_EC_gen("prime256v1"));
    must(key != nullptr);
    return key;
}

std::optional<Key> key_from(std::string_view private_number) {
    if (private_number.size() != number_bytes) return std::nullopt;
    Held<EC_GROUP, EC_GROUP_free> curve(EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1));
    Number number(BN_bin2bn(raw(private_number), static_cast<int>(private_number.size()), nullptr));
    must(curve && number);
    if (BN_is_zero(number.get()) || BN_cmp(number.get(), EC_GROUP_get0_order(curve.get())) >= 0)
        return std::nullopt;
    Held<EC_POINT, EC_POINT_free> place(EC_POINT_new(curve.get()));
    must(place &&
         EC_POINT_mul(curve.get(), place.get(), number.get(), nullptr, nullptr, nullptr) == 1);
    std::string point(point_bytes, '\0');
    must(EC_POINT_point2oct(curve.get(), place.get(), POINT_CONVERSION_UNCOMPRESSED, raw(point),
                            point.size(), nullptr) == point.size());
    Key key = made_key(point, number.get());
    must(key != nullptr);
    return key;
}

std::string point_of(const Key& key) {
    std::string point(point_bytes, '\0');
    std::size_t length = 0;
    must(EVP_PKEY_get_octet_string_param(key.get(), OSSL_PKEY_PARAM_PUB_KEY, raw(point),
                                         point.size(), &length) == 1 &&
         length == point_bytes && point[0] == '\x04');
    return point;
}

std::optional<std::string> shared_secret(const Key& mine, std::string_view their_point) {
    auto theirs = key_of_point(their_point);
    if (!theirs) return std::nullopt;
    Context context(EVP_PKEY_CTX_new(mine.get(), nullptr));
    std::string secret(number_bytes, '\0');
    std::size_t length = secret.size();
    must(context && EVP_PKEY_derive_init(context.get()) == 1 &&
         EVP_PKEY_derive_set_peer(context.get(), theirs->get()) == 1 &&
         EVP_PKEY_derive(context.get(), raw(secret), &length) == 1 && length == number_bytes);
    return secret;
}

std::string signature(const Key& key, std::string_view text) {
    Digest digest(EVP_MD_CTX_new());
    std::string der(80, '\0');  // two numbers of at most 33 bytes and three headers of 2
    std::size_t length = der.size();
    must(digest &&
         EVP_DigestSignInit(digest.get(), nullptr, EVP_sha256(), nullptr, key.get()) == 1 &&
         EVP_DigestSign(digest.get(), raw(der), &length, raw(text), text.size()) == 1);
    const unsigned char* at = raw(std::string_view(der));
    Pair pair(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(length)));
    std::string both(2 * number_bytes, '\0');
    must(pair && BN_bn2binpad(ECDSA_SIG_get0_r(pair.get()), raw(both), number_bytes) > 0 &&
         BN_bn2binpad(ECDSA_SIG_get0_s(pair.get()), raw(both) + number_bytes, number_bytes) > 0);
    return both;
}

bool is_signature(std::string_view point, std::string_view text, std::string_view signature) {
    auto key = key_of_point(point);
    if (!key || signature.size() != 2 * number_bytes) return false;
    Pair pair(ECDSA_SIG_new());
    must(pair != nullptr);
    must(ECDSA_SIG_set0(pair.get(), BN_bin2bn(raw(signature), number_bytes, nullptr),
                        BN_bin2bn(raw(signature) + number_bytes, number_bytes, nullptr)) == 1);
    unsigned char* der = nullptr;
    int length = i2d_ECDSA_SIG(pair.get(), &der);
    must(length > 0);
    std::string written(reinterpret_cast<char*>(der), static_cast<std::size_t>(length));
    OPENSSL_free(der);
    Digest digest(EVP_MD_CTX_new());
    must(digest &&
         EVP_DigestVerifyInit(digest.get(), nullptr, EVP_sha256(), nullptr, key->get()) == 1);
    return EVP_DigestVerify(digest.get(), raw(std::string_view(written)), written.size(), raw(text),
                            text.size()) == 1;
}

}  // namespace kit::p256
