// What the house says by itself, without a person. Part of the front door: include
// conversations/conversations.hpp.
#pragma once

#include <optional>
#include <string>

#include "conversations/conversations.hpp"

namespace conversations {

// The house itself speaks: who waits goes on waiting for a person. `key` names the words once and
// for ever. Errors: not_found, conflict (`closed`), invalid (`stopped`: the gate's red holds for
// machines too).
Result<Message> say_by_itself(Work&, std::string_view shop, const Id<Conversation>&,
                              const std::string& key, const std::string& text);

struct HouseWords {
    std::string key;  // the same key to the same buyer says the same once
    std::string text;
    std::optional<Card> card;
};
// The house itself tells a buyer something: in their conversation, or a new one that waits for
// nobody. The gate judges the text as it judges any automatic one. Errors: not_found, invalid
// (`stopped`, `empty`, …).
Result<Message> tell_buyer(Work&, std::string_view shop, const Id<customers::Contact>&,
                           const HouseWords&);

}  // namespace conversations
