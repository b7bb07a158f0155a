// What the house says by itself, and the cards whose facts it knows better than who sends them.
#include "conversations/rows.hpp"
#include "manners/manners.hpp"

namespace conversations {

Result<void> filled(Work& work, std::string_view shop, const Id<customers::Contact>& contact, std::optional<Card>& card) {
    if (!card) return {};
    if (card->kind != CardKind::order) {
        card->order.reset(), card->number.reset(), card->state.reset();
        return {};
    }
    if (!card->order) return invalid("required", "card.order");
    TRY(auto known, orders::card_of(work, shop, *card->order, contact));
    *card = {CardKind::order, known.title, known.price, "", known.picture, known.order, known.number,
             std::string(name_of(known.state))};
    return {};
}

// A fresh one is closed from the start: nobody is asked to take it, and the buyer's answer opens it.
static ConversationRow opened_by_house(Work& work, std::string_view shop, const Id<customers::Contact>& contact) {
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

Result<Message> tell_buyer(Work& work, std::string_view shop, const Id<customers::Contact>& contact, const HouseWords& ask) {
    TRY(auto to, customers::contact(work, shop, contact));
    TRY(auto of, team::shop(work, shop));
    Words words{Kind::text, Sender::bot, "house", of.name, ask.key, ask.text, {}, ask.card};
    TRY(filled(work, shop, to.id, words.card));
    TRY(sayable(words));
    auto found = current(work, shop, contact.text);
    if (found) {
        TRY(auto before, said_before(work, *found, words));
        if (before) return *std::move(before);
    }
    manners::Context context;
    context.automatic = true;
    if (manners::house_gate().judge(ask.text, context).colour == manners::Colour::red) return invalid("stopped", "text");
    auto row = found ? *found : opened_by_house(work, shop, contact);
    auto message = say(work, row, words);
    tell_changed(work, row, Reach::workers);
    return message;
}

}  // namespace conversations
