// Where the facts of scripts come from. A variable is `subject.name`; each row of the table below
// says who knows a subject. A room that has facts of its own offers them with one row more.
#include "catalogue/catalogue.hpp"
#include "conversations/rows.hpp"
#include "orders/orders.hpp"

namespace conversations {

using Fact = std::optional<std::string>;

static Fact some(std::string text) { return text.empty() ? std::nullopt : Fact(std::move(text)); }

// 上午好 until noon, 下午好 until six, 晚上好 after; the shop's clock is Beijing time.
static std::string greeting(Time now) {
    auto hour = (now.us / 3'600'000'000 + 8) % 24;
    return hour >= 5 && hour < 12 ? "上午好" : hour >= 12 && hour < 18 ? "下午好" : "晚上好";
}

static Fact time_fact(Work& work, const ConversationRow&, std::string_view name) {
    return name == "time.greeting" ? Fact(greeting(work.now)) : std::nullopt;
}

static Fact agent_fact(Work& work, const ConversationRow& row, std::string_view name) {
    if (name == "agent.name") return some(work.who.name);
    auto me = team::person(work, row.shop, {work.who.id});
    return me && name == "agent.signature" ? some(me->signature) : std::nullopt;
}

static Fact contact_fact(Work& work, const ConversationRow& row, std::string_view name) {
    auto of = customers::contact(work, row.shop, row.contact);
    return of && name == "contact.name" ? some(of->name) : std::nullopt;
}

static Fact shop_fact(Work& work, const ConversationRow& row, std::string_view name) {
    auto of = team::shop(work, row.shop);
    return of && name == "shop.name" ? some(of->name) : std::nullopt;
}

// What the talk is about: the product of the last card, else of the page that the buyer looks at.
static std::optional<catalogue::Product> product_of(Work& work, const ConversationRow& row) {
    auto card = work.db.first<MessageRow>(
        "where shop = ? and conversation = ? and card is not null order by seq desc limit 1",
        row.shop, row.id);
    if (card)
        if (auto found = catalogue::find_by_page(work, row.shop, card->card->url)) return found;
    return row.page ? catalogue::find_by_page(work, row.shop, row.page->url) : std::nullopt;
}

static Fact catalogue_fact(Work& work, const ConversationRow& row, std::string_view name) {
    auto product = product_of(work, row);
    return product ? catalogue::fact_of(work, row.shop, *product, name) : std::nullopt;
}

static Fact order_fact(Work& work, const ConversationRow& row, std::string_view name) {
    return orders::fact(work, row.shop, row.contact, name);
}

struct Offer {
    std::string_view subject;
    Fact (*tell)(Work&, const ConversationRow&, std::string_view name);
};
static constexpr Offer offers[] = {
    {"time", time_fact},         {"agent", agent_fact},     {"contact", contact_fact},
    {"shop", shop_fact},         {"order", order_fact},     {"parcel", order_fact},
    {"product", catalogue_fact}, {"stock", catalogue_fact}, {"promotion", catalogue_fact},
};

std::optional<std::string> fact_of(Work& work, const ConversationRow& row, std::string_view name) {
    auto subject = name.substr(0, name.find('.'));
    for (auto& offer : offers)
        if (offer.subject == subject) return offer.tell(work, row, name);
    return std::nullopt;
}

}  // namespace conversations
