// One reading of a shop: what it knows, what it asks for, how far it came.
#pragma once

#include "connections/rows.hpp"
#include "kit/db/store.hpp"

namespace connections {

struct Run {
    Store& store;
    const Outbound& outbound;
    ConnectionRow row;
    Keys keys;
    std::string session;
    Time until;
    bool rung = false;  // the shop called
};

// Everything that changed, each kind when its time has come. Errors: unauthenticated, unavailable,
// invalid.
Result<void> read_shop(Run&);

}  // namespace connections
