// Sealed columns: what a stolen database file must not tell.
//
//     KeyRing ring(settings.master_key, "vault");
//     box   = ring.seal("13812345678", "vault:shop:phone:token");     "1.9f2c41aa.<nonce, cipher,
//     tag>" plain = ring.open(box, "vault:shop:phone:token");               nothing when moved,
//     changed or unknown where  blind in ring.blind("phone:13812345678")                 exact
//     search without the clear text
//
// Invariants: a box says by its name which key sealed it, so keys can be changed while old boxes
// still open; it opens only for the `about` it was sealed for, so no box can be moved to another
// row; two boxes of one value have nothing in common; sealing and searching use different keys.
//
// The ring is one text of 32 bytes a master key, the newest first. Every purpose has keys of its
// own.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kit::crypto {

class KeyRing {
public:
    KeyRing(std::string_view masters, std::string_view purpose);

    // XChaCha20-Poly1305, a random nonce of 192 bits a box. Source: libsodium's documentation,
    // "AEAD".
    std::string seal(std::string_view plain, std::string_view about) const;
    std::optional<std::string> open(std::string_view box, std::string_view about) const;

    // HMAC-SHA256 of the value, in hex: by the newest key, which is what rows are written with …
    std::string blind(std::string_view value) const;
    // … and by every key of the ring, for the search while rows are being changed over.
    std::vector<std::string> blinds(std::string_view value) const;

    // Names of the keys: what seals now, and what only opens.
    const std::string& newest() const { return keys_.front().name; }
    std::vector<std::string> older() const;

private:
    struct Key {
        std::string name;     // 8 hexadecimal digits
        std::string sealing;  // 32 bytes
        std::string blinding;
    };
    std::vector<Key> keys_;
};

// The name of the key that sealed this box; empty when it is none of ours.
std::string_view sealed_by(std::string_view box);

// The ring of a data folder: the keys in `path` (0600), made with one on first use.
std::string master_keys(const std::string& path);
// Puts a fresh key in front. Throws Breakage when the last change has not come to its end: two keys
// are there.
void add_master_key(const std::string& path);
// Forgets every key but the newest; nothing may be sealed by the others any more.
void drop_old_master_keys(const std::string& path);

}  // namespace kit::crypto
