// What a person says by an act of another room (a macro of after-sales): the same gate, the same
// path as an answer in the chat. Part of the front door: include conversations/conversations.hpp.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "conversations/conversations.hpp"

namespace conversations {

// A script with its variables filled from facts; `missing`: those without one, shown as 【name】.
struct FilledText {
    std::string text;
    std::vector<std::string> missing;
};
// `more` goes before the facts of this room: {"refund.amount", "¥12.00"}.
FilledText filled_text(Work&, const ConversationRow&, std::string_view body,
                       const std::map<std::string, std::string>& more = {});

// Errors: not_found, also when the asker may not see it.
Result<ConversationRow> seen_at_desk(Work&, const Id<Conversation>&);

struct DeskWords {
    std::string client_key, text;
    bool held = false;  // it has waited the gate's three seconds
};
// Words that have passed every check and the gate, not said yet.
struct ReadyWords {
    ConversationRow conversation;
    std::string client_key, text;
    manners::Cleared cleared;
};
// Writes nothing, but for the gate's note of what it stops or holds. Errors: not_found, forbidden
// (`not_your_conversation`), conflict (`closed`, `hold`), invalid (`stopped`, `key_reused`,
// `too_long`, …).
Result<ReadyWords> made_ready(Work&, const Id<Conversation>&, const DeskWords&);
Message say_ready(Work&, const ReadyWords&);
// Puts tags beside those it has, up to twenty. Errors: not_found.
Result<void> add_tags(Work&, std::string_view shop, const Id<Conversation>&,
                      const std::vector<std::string>& tags);

}  // namespace conversations
