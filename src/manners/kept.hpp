// What the gate held or stopped: the proof of the three seconds, and material for training.
#pragma once

#include <string>

#include "kit/base/values.hpp"
#include "manners/gate.hpp"

namespace manners {

using kit::Id;
using kit::Time;

struct HeldReply {
    static constexpr auto table = "held_replies";
    Id<HeldReply> id;
    std::string shop, conversation, person, client_key;
    Colour colour = Colour::yellow;
    std::string body;
    Verdict verdict;
    Time first_at;
    std::string override_reason;
    std::string origin;      // agent, or what said it by itself
    std::string buyer_text;  // what it would have answered
};
BOOST_DESCRIBE_STRUCT(HeldReply, (),
                      (id, shop, conversation, person, client_key, colour, body, verdict, first_at,
                       override_reason, origin, buyer_text))

}  // namespace manners
