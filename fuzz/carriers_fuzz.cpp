// Strangers' bytes as a carrier's push, signed rightly so that everything behind the signature is
// reached.
#include <cstdlib>

#include "kit/crypto/crypto.hpp"
#include "kit/crypto/foreign.hpp"
#include "orders/carriers.hpp"

static void check(const kit::Result<orders::CarrierPush>& push) {
    if (!push) return;
    if (push->number.empty()) std::abort();
    for (auto& trace : push->traces)
        if (trace.text.empty() || trace.at.us <= 0) std::abort();
}

static std::string escaped(std::string_view text) {
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string out;
    for (char c : text) out += {'%', digits[c >> 4 & 15], digits[c & 15]};
    return out;
}

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, unsigned long size) {
    std::string body(reinterpret_cast<const char*>(data), size);
    check(orders::kuaidi100_push(body, "s"));
    auto sign = kit::crypto::md5_hex(body + "s");
    for (auto& c : sign)
        if (c >= 'a') c = static_cast<char>(c - 32);
    check(orders::kuaidi100_push("param=" + escaped(body) + "&sign=" + sign, "s"));
    check(orders::seventeentrack_push(body, kit::crypto::sha256_hex(body + "/s"), "s"));
    check(orders::aftership_push(body, kit::crypto::base64(kit::crypto::hmac_sha256("s", body)),
                                 "s"));
    orders::carrier_time(body);
    return 0;
}
