// The secret of a person's authenticator: sealed in its row, opened to compare one code.
#include <charconv>

#include "kit/crypto/crypto.hpp"
#include "kit/crypto/seal.hpp"
#include "kit/jobs/keys.hpp"
#include "team/sign_in.hpp"

namespace team {

static crypto::KeyRing totp_ring(const Work& work) { return {work.settings->master_key, "totp"}; }
static std::string sealed_about(const PersonRow& row) {
    return "people.totp_secret:" + row.shop + ':' + row.id.text;
}

// Houses from before the vault have it in hexadecimal digits, until their first start after it.
static std::string from_hex(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
        unsigned value = 0;
        std::from_chars(text.data() + i, text.data() + i + 2, value, 16);
        out += static_cast<char>(value);
    }
    return out;
}

void keep_totp(Work& work, PersonRow& row, std::string_view secret) {
    row.totp_secret = totp_ring(work).seal(secret, sealed_about(row));
}

static std::optional<std::string> totp_of(Work& work, const PersonRow& row) {
    if (row.totp_secret.empty()) return std::nullopt;
    if (crypto::sealed_by(row.totp_secret).empty()) return from_hex(row.totp_secret);
    return totp_ring(work).open(row.totp_secret, sealed_about(row));
}

// A secret that does not open has no code: codes of an empty one could be reckoned by anybody.
std::optional<std::int64_t> totp_step(Work& work, const PersonRow& row, const std::string& code) {
    auto secret = totp_of(work, row);
    if (!secret || secret->empty()) return std::nullopt;
    return crypto::totp_step(*secret, code, work.now, row.totp_last_step);
}

// A shop has tens of people: one round does them all.
void reseal_totp(Work& work, const KeysChanged&) {
    auto newest = totp_ring(work).newest();
    for (auto& row : work.db.all<PersonRow>("where totp_secret <> '' and shop <> ''")) {
        auto secret = totp_of(work, row);
        if (crypto::sealed_by(row.totp_secret) == newest || !secret) continue;
        keep_totp(work, row, *secret);
        work.db.update(row);
    }
}

}  // namespace team
