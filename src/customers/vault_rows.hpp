// The vault's own rows; only this room sees them.
#pragma once

#include "customers/vault.hpp"
#include "kit/crypto/seal.hpp"

namespace kit {
class Router;
}

namespace customers {

struct VaultRow {
    static constexpr auto table = "vault";
    Slip id;
    std::string shop;
    Personal kind = Personal::phone;
    std::string owner;
    std::string box, sealed_by, blind;
    std::string mask, tail;
    Time put_at;
};
BOOST_DESCRIBE_STRUCT(VaultRow, (),
                      (id, shop, kind, owner, box, sealed_by, blind, mask, tail, put_at))

struct RevealRow {
    static constexpr auto table = "reveals";
    Id<RevealRow> id;
    std::string shop, person;
    Slip slip;
    std::string reason;
    Time at;
};
BOOST_DESCRIBE_STRUCT(RevealRow, (), (id, shop, person, slip, reason, at))

crypto::KeyRing vault_ring(const Work&);
std::string sealed_about(const VaultRow&);
void reveal_routes(Router&);

}  // namespace customers
