// What the house says by itself, and the cards whose facts it knows better than who sends them.
#include "conversations/rows.hpp"
#include "manners/manners.hpp"

namespace conversations {

Result<void> filled(Work& work, std::string_view shop, const Id<customers::Contact>& contact,
                    std::optional<Card>& card) {
    if (!card) return {};
    if (card->kind != CardKind::order) {
        card->order.reset(), card->number.reset(), card->state.reset();
        return {};
    }
    if (!card->order) return invalid("required", "card.order");
    TRY(auto known, orders::card_of(work, shop, *card->order, contact));
    *card = {CardKind::order, known.title, known.price,  "",
             known.picture,   known.order, known.number, std::string(name_of(known.state))};
    return {};
}

// A fresh one is closed from the start: nobody is asked to take it, and the buyer's answer opens
// it.
static ConversationRow opened_by_house(Work& work, std::string_view shop,
                                       const Id<customers::Contact>& contact) {
    ConversationRow row{.id = work.new_id<Conversation>(),
                        .shop = std::string(shop),
                        .contact = contact,
                        .state = State::closed,
                        .assignee = {},
                        .last_text = "",
                        .last_at = work.now,
                        .waiting_since = {},
                        .queued_at = work.now,
                        .opened_at = work.now,
                        .first_answered_at = {},
                        .closed_at = work.now,
                        .tags = {},
                        .page = {}};
    work.db.insert(row);
    return row;
}

// The gate judges a machine's words as any others; its red holds, and is kept for the lead.
static Result<void> clear(Work& work, std::string_view shop, const std::string& conversation,
                          Words& words) {
    TRY(sayable(words));
    const manners::Automatic said{std::string(shop), conversation,
                                  read_aloud(words.text, words.card), words.sender_id};
    TRY(words.cleared, manners::pass_by_itself(work, said));
    return {};
}

static Message said_by_house(Work& work, ConversationRow row, const Words& words) {
    const auto stored = row;
    auto message = say_on(work, row, stored, words);
    tell_changed(work, row, Reach::workers);
    return message;
}

Result<Message> say_by_itself(Work& work, std::string_view shop, const Id<Conversation>& id,
                              const std::string& key, const std::string& text) {
    TRY(auto row, find(work, shop, id));
    if (row.state == State::closed) return conflict("closed");
    TRY(auto of, team::shop(work, shop));
    Words words{Kind::text, Sender::bot, "house", of.name, key, text, {}, {}};
    TRY(auto before, said_before(work, row, words));
    if (before) return *std::move(before);
    TRY(clear(work, shop, row.id.text, words));
    return said_by_house(work, row, words);
}

Result<Message> tell_buyer(Work& work, std::string_view shop, const Id<customers::Contact>& contact,
                           const HouseWords& ask) {
    TRY(auto to, customers::contact(work, shop, contact));
    TRY(auto of, team::shop(work, shop));
    Words words{Kind::text, Sender::bot, "house", of.name, ask.key, ask.text, {}, ask.card};
    TRY(filled(work, shop, to.id, words.card));
    auto found = current(work, shop, contact.text);
    if (found) {
        TRY(auto before, said_before(work, *found, words));
        if (before) return *std::move(before);
    }
    TRY(clear(work, shop, found ? found->id.text : "", words));
    return said_by_house(work, found ? *found : opened_by_house(work, shop, contact), words);
}

}  // namespace conversations
