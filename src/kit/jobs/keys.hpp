// A new master key: every room that seals columns seals them again by it, in rounds, while the
// house works.
//
//     jobs.react<KeysChanged>(reseal);      // a room: a batch of its rows; `more_to_seal` when
//     some may be left
//
// Rounds go on until one in which nobody has more. Killed at any point, the next start begins a
// round.
#pragma once

#include "kit/base/describe.hpp"
#include "kit/jobs/jobs.hpp"

namespace kit {

struct KeysChanged {
    static constexpr auto name = "keys_changed";
    bool again = true;
};
BOOST_DESCRIBE_STRUCT(KeysChanged, (), (again))

// Asks for a round. One is enough for all who ask.
inline void more_to_seal(Work& work) {
    later(work, std::string("event:") + KeysChanged::name, KeysChanged{}, work.now, "round");
}

}  // namespace kit
