// What a live socket hears, and what it missed while it was away.
#include "conversations/rows.hpp"
#include "kit/live/hub.hpp"
#include "kit/live/live.hpp"

namespace conversations {

std::vector<std::string> live_keys(const Principal& who) {
    if (who.kind == Principal::Kind::visitor) return {customers::contact_key({who.id})};
    std::vector<std::string> out;
    if (who.may(may::be_here)) out.push_back(team::house_key(who.shop));
    if (!who.may(may::converse)) return out;  // a warehouse hears no buyer
    out.push_back(team::person_key({who.id}));
    out.push_back(team::desk_key(who.shop));
    if (who.may(may::watch_all)) out.push_back(team::floor_key(who.shop));
    return out;
}

// At most this many messages a conversation in one replay; a client that is further behind reads
// pages.
constexpr int replay_max = 500;

std::vector<Frame> missed(Work& work, const Hello& hello) {
    std::vector<Frame> out;
    bool visitor = work.who.kind == Principal::Kind::visitor;
    for (auto& [id, cursor] : hello.cursors) {
        if (out.size() > 5000) break;
        auto row = work.db.first<ConversationRow>("where shop = ? and id = ?", work.who.shop, id);
        if (!row || (visitor && row->contact.text != work.who.id)) continue;
        if (!visitor && !(work.who.may(may::converse) && may_see(work, *row))) continue;
        auto list = messages_of(work, *row, {}, cursor, replay_max, !visitor);
        for (auto& message : list->items) {
            auto seq = message.seq;
            MessageSent event{std::move(message)};
            std::string text =
                "{\"event\":\"message_sent\",\"data\":" + json::text_of(event.data) + "}";
            out.push_back(Frame{{}, std::move(text), id, seq});
        }
        ReadMark mark{row->id, visitor ? Side::agent : Side::buyer,
                      visitor ? row->agent_read_seq : row->buyer_read_seq};
        out.push_back(
            Frame{{}, "{\"event\":\"read_marked\",\"data\":" + json::text_of(mark) + "}", "", 0});
    }
    return out;
}

}  // namespace conversations
