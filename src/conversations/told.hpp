// What other rooms hear of a conversation. Part of the front door: include
// conversations/conversations.hpp.
#pragma once

#include "conversations/conversations.hpp"

namespace conversations {

// The shop's side said something to a buyer: a person, or the house by itself.
struct ShopSpoke {
    static constexpr auto name = "shop_spoke";
    std::string shop;
    Id<Conversation> conversation;
    Id<Message> message;
    std::int64_t seq = 0;
    Sender sender = Sender::agent;
    std::string sender_id;
    std::string text;
    std::optional<Id<orders::Order>> order;  // of the card on it
    Time sent_at;
};
BOOST_DESCRIBE_STRUCT(ShopSpoke, (),
                      (shop, conversation, message, seq, sender, sender_id, text, order, sent_at))

// Somebody has it now: claimed, given or handed over. `from` had it last, if anybody did.
struct ConversationGiven {
    static constexpr auto name = "conversation_given";
    std::string shop;
    Id<Conversation> conversation;
    std::optional<Id<team::Person>> from;
    Id<team::Person> to;
};
BOOST_DESCRIBE_STRUCT(ConversationGiven, (), (shop, conversation, from, to))

}  // namespace conversations
