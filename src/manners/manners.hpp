// Manners: every word an agent sends passes the gate first.
//
// The front door of the room. `gate.hpp` has the shapes and the rule; `house_pack()` is the pack
// the house starts with, made of the three-colour system of the training manual and what grew
// around it. `pass` is the gate as a step of sending: whatever leaves the house goes through it.
// `emotion.hpp` says what a buyer feels, `score.hpp` what an answer and a chat are worth.
#pragma once

#include <cstddef>
#include <string>

#include "kit/db/work.hpp"
#include "manners/advice.hpp"
#include "manners/emotion.hpp"
#include "manners/gate.hpp"
#include "manners/score.hpp"

namespace kit {
class Router;
}

namespace manners {

// The pack that comes with the house.
Pack house_pack();

// A gate with that pack; compiled once, on first use.
const Gate& house_gate();

// How many phrases a pack looks for, after alternatives are written out, whitelists not counted.
std::size_t phrase_count(const Pack&);

// A text on its way to a buyer.
struct Draft {
    std::string conversation;
    std::string client_key;
    std::string text;
    std::string buyer_text;       // the buyer's last message
    bool held = false;            // the client says that it has waited
    std::string override_reason;  // a lead sends what the gate stops
    std::int32_t emotion = 0;     // the buyer's, when it is a negative one
};
// Nothing when it may go. A stopped or held text leaves a note (kit::Work::leaves_note).
// Errors: invalid (`stopped`: red), conflict (`hold`: yellow, wait three seconds and send it again
// with `held`), forbidden (`override_not_yours`). `detail` is the Verdict.
kit::Result<void> pass(kit::Work&, const Draft&);

void routes(kit::Router&);
void verify(kit::Db&);

}  // namespace manners
