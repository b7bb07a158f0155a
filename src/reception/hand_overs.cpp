// Offered, accepted, declined, timed out: a conversation on its way to another hand.
#include <algorithm>

#include "kit/http/router.hpp"
#include "kit/jobs/jobs.hpp"
#include "kit/text/utf8.hpp"
#include "reception/rows.hpp"

namespace reception {

using conversations::Conversation;
using conversations::State;

struct HandOverSeen {
    HandOver offer;
    std::string giver_name, to_name, contact_name;
};
BOOST_DESCRIBE_STRUCT(HandOverSeen, (), (offer, giver_name, to_name, contact_name))
struct HandOverList {
    std::vector<HandOverSeen> items;
};
BOOST_DESCRIBE_STRUCT(HandOverList, (), (items))
struct HandOverChanged {
    static constexpr auto name = "hand_over_changed";
    HandOverSeen data;
};
BOOST_DESCRIBE_STRUCT(HandOverChanged, (), (data))

static std::string name_of_person(Work& work, std::string_view shop, const Id<Person>& id) {
    auto found = team::person(work, shop, id);
    return found ? found->name : "";
}

static std::string name_of_goal(Work& work, const HandOver& offer) {
    if (offer.to_kind == HandOverTo::person)
        return name_of_person(work, offer.shop, {offer.to_whom});
    if (offer.to_kind == HandOverTo::role) return offer.to_whom;
    for (auto& group : groups_of(work, offer.shop))
        if (group.id.text == offer.to_whom) return group.name;
    return "";
}

static HandOverSeen seen(Work& work, const HandOver& offer) {
    HandOverSeen out{offer, name_of_person(work, offer.shop, offer.giver),
                     name_of_goal(work, offer), ""};
    if (auto row = conversations::find(work, offer.shop, offer.conversation))
        if (auto contact = customers::contact(work, offer.shop, row->contact))
            out.contact_name = contact->name;
    return out;
}

static bool is_meant(Work& work, const HandOver& offer, const team::Person& person) {
    if (!person.active || person.id == offer.giver ||
        !(team::rights_of(person.role) & may::converse.bit))
        return false;
    if (offer.to_kind == HandOverTo::person) return person.id.text == offer.to_whom;
    if (offer.to_kind == HandOverTo::role) return name_of(person.role) == offer.to_whom;
    for (auto& group : groups_of(work, offer.shop))
        if (group.id.text == offer.to_whom)
            return std::ranges::find(group.members, person.id) != group.members.end();
    return false;
}

// Giver, those who may take it, and the floor.
static void tell_offer(Work& work, const HandOver& offer) {
    std::vector<std::string> to{team::person_key(offer.giver), team::floor_key(offer.shop)};
    for (auto& person : team::colleagues(work, offer.shop))
        if (is_meant(work, offer, person)) to.push_back(team::person_key(person.id));
    work.publish(HandOverChanged{seen(work, offer)}, std::move(to));
}

static HandOver ended(Work& work, HandOver offer, HandOverState state,
                      const std::string& answer = "") {
    offer.state = state;
    offer.answer = answer;
    offer.ended_at = work.now;
    unschedule(work, "reception.offer_ends", offer.conversation.text);
    work.db.update(offer);
    tell_offer(work, offer);
    return offer;
}

static std::optional<HandOver> open_offer(Work& work, std::string_view shop,
                                          const Id<Conversation>& id) {
    return work.db.first<HandOver>("where shop = ? and conversation = ? and state = 'offered'",
                                   shop, id);
}

void drop_offer(Work& work, std::string_view shop, const Id<Conversation>& id) {
    if (auto offer = open_offer(work, shop, id)) ended(work, *offer, HandOverState::withdrawn);
}

// --- the giver's side
// ---------------------------------------------------------------------------------

static Result<HandOverCard> card_of(Work& work, const Id<Conversation>& id) {
    TRY(auto row, conversations::seen(work, id));
    return prefilled(conversations::shown(work, row),
                     conversations::lines_of(work, row.shop, id, 60));
}

struct Offer {
    HandOverTo to_kind = HandOverTo::person;
    std::string to_whom;
    std::string reason;
    HandOverCard card;
};
BOOST_DESCRIBE_STRUCT(Offer, (), (to_kind, to_whom, reason, card))

static Result<void> decent_card(const HandOverCard& card) {
    for (auto line :
         {&card.identity, &card.order, &card.problem, &card.promised, &card.tried, &card.next_step})
        if (!text::is_valid_utf8(*line) || text::has_forbidden_controls(*line) ||
            text::length(*line) > 500)
            return invalid("too_long", "card");
    if (card.problem.empty()) return invalid("required", "card.problem");
    return {};
}

static bool anybody_is_meant(Work& work, const HandOver& offer) {
    return std::ranges::any_of(team::colleagues(work, offer.shop),
                               [&](auto& one) { return is_meant(work, offer, one); });
}

struct OfferEnds {
    std::string shop;
    Id<HandOver> offer;
};
BOOST_DESCRIBE_STRUCT(OfferEnds, (), (shop, offer))

static std::string as_note(const HandOver& offer, const std::string& to) {
    auto& card = offer.card;
    std::string out = "【转接】→ " + to + "\n原因：" + offer.reason;
    auto line = [&](const char* label, const std::string& words) {
        if (!words.empty()) out += std::string("\n") + label + words;
    };
    line("身份：", card.identity);
    line("订单：", card.order);
    line("问题：", card.problem);
    line("已承诺：", card.promised);
    line("已尝试：", card.tried);
    line("下一步：", card.next_step);
    return out;
}

static Result<HandOverSeen> offer(Work& work, const Id<Conversation>& id, const Offer& ask) {
    TRY(auto row, conversations::seen(work, id));
    if (row.state == State::closed) return conflict("closed");
    bool is_mine = row.assignee && row.assignee->text == work.who.id;
    if (!is_mine && !work.who.may(may::lead_floor)) return forbidden("not_your_conversation");
    if (row.state != State::assigned) return conflict("not_assigned");
    TRY(auto reason, team::decent(ask.reason, "reason", 300));
    TRY(decent_card(ask.card));
    if (open_offer(work, row.shop, id)) return conflict("already_offered");
    auto wait = std::chrono::seconds{rules_of(work, row.shop).offer_s};
    HandOver made{work.new_id<HandOver>(),
                  row.shop,
                  id,
                  *row.assignee,
                  ask.to_kind,
                  ask.to_whom,
                  reason,
                  ask.card,
                  HandOverState::offered,
                  "",
                  {},
                  work.now,
                  work.now + wait,
                  {}};
    if (!anybody_is_meant(work, made)) return invalid("cannot_take_it", "to_whom");
    work.db.insert(made);
    TRY(conversations::note(work, row.shop, id, as_note(made, name_of_goal(work, made))));
    later(work, "reception.offer_ends", OfferEnds{row.shop, made.id}, made.expires_at, id.text);
    team::audit(work, "hand_over_offered", id.text, ask.to_whom);
    tell_offer(work, made);
    return seen(work, made);
}

// Nobody took it: it stays with whoever gave it, and they are told.
static void on_offer_ends(Work& work, const OfferEnds& event) {
    auto found = work.db.first<HandOver>("where shop = ? and id = ? and state = 'offered'",
                                         event.shop, event.offer);
    if (found) ended(work, *found, HandOverState::expired);
}

static Result<HandOver> offered(Work& work, const Id<HandOver>& id) {
    TRY(auto found, work.db.find(id, work.who.shop));
    TRY(auto me, team::person(work, work.who.shop, {work.who.id}));
    bool concerned =
        found.giver == me.id || is_meant(work, found, me) || work.who.may(may::lead_floor);
    if (!concerned) return not_found();
    return found;
}

static Result<HandOverSeen> withdraw(Work& work, const Id<HandOver>& id) {
    TRY(auto found, offered(work, id));
    if (found.giver.text != work.who.id && !work.who.may(may::lead_floor))
        return forbidden("not_your_offer");
    if (found.state != HandOverState::offered) return conflict("offer_ended");
    return seen(work, ended(work, found, HandOverState::withdrawn));
}

// --- the taker's side
// ---------------------------------------------------------------------------------

static Result<HandOver> for_me(Work& work, const Id<HandOver>& id) {
    TRY(auto found, offered(work, id));
    TRY(auto me, team::person(work, work.who.shop, {work.who.id}));
    if (!is_meant(work, found, me)) return forbidden("not_offered_to_you");
    if (found.state != HandOverState::offered) return conflict("offer_ended");
    return found;
}

static Result<Conversation> accept(Work& work, const Id<HandOver>& id) {
    TRY(auto found, for_me(work, id));
    TRY(auto row, conversations::find(work, found.shop, found.conversation));
    if (row.state != State::assigned || row.assignee != found.giver) return conflict("offer_ended");
    TRY(auto out, conversations::hand_over(work, found.shop, found.conversation, {work.who.id},
                                           name_of_person(work, found.shop, found.giver)));
    found.taker = Id<Person>{work.who.id};
    ended(work, found, HandOverState::accepted);
    return out;
}

struct Decline {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(Decline, (), (reason))

static Result<HandOverSeen> decline(Work& work, const Id<HandOver>& id, const Decline& ask) {
    TRY(auto found, for_me(work, id));
    TRY(auto reason, team::decent(ask.reason, "reason", 200));
    found.taker = Id<Person>{work.who.id};
    return seen(work, ended(work, found, HandOverState::declined, reason));
}

static Result<HandOverList> list_offers(Work& work) {
    TRY(auto me, team::person(work, work.who.shop, {work.who.id}));
    HandOverList out;
    for (auto& row : work.db.all<HandOver>(
             "where shop = ? and state = 'offered' order by offered_at, id", work.who.shop))
        if (row.giver == me.id || is_meant(work, row, me)) out.items.push_back(seen(work, row));
    return out;
}

static Result<HandOverList> history(Work& work, const Id<Conversation>& id) {
    TRY(auto row, conversations::seen(work, id));
    HandOverList out;
    for (auto& offer : work.db.all<HandOver>(
             "where shop = ? and conversation = ? order by offered_at, id", row.shop, id))
        out.items.push_back(seen(work, offer));
    return out;
}

// --- from a program to people
// ---------------------------------------------------------------------------

Result<void> to_people(Work& work, std::string_view shop, const Id<Conversation>& id, Mandatory why,
                       const HandOverCard& card) {
    TRY(auto row, conversations::find(work, shop, id));
    if (row.state == State::closed) return conflict("closed");
    HandOver made{{},
                  std::string(shop),
                  id,
                  {},
                  HandOverTo::group,
                  "",
                  std::string(name_of(why)),
                  card,
                  HandOverState::accepted,
                  "",
                  {},
                  work.now,
                  work.now,
                  {}};
    TRY(conversations::tell(work, shop, id, "to_people|" + std::to_string(static_cast<int>(why))));
    TRY(conversations::note(work, shop, id, as_note(made, "人工")));
    work.announce(conversations::ConversationWaits{std::string(shop), id});
    return {};
}

void hand_over_reactions(Jobs& jobs) { jobs.on<OfferEnds>("reception.offer_ends", on_offer_ends); }

void hand_over_routes(Router& router) {
    router.get("/conversations/{id}/hand_over_card", card_of, may::converse);
    router.post("/conversations/{id}/hand_overs", offer, may::converse);
    router.get("/conversations/{id}/hand_overs", history, may::converse);
    router.get("/hand_overs", list_offers, may::converse);
    router.post("/hand_overs/{id}/acceptance", accept, may::converse);
    router.post("/hand_overs/{id}/refusal", decline, may::converse);
    router.post("/hand_overs/{id}/withdrawal", withdraw, may::converse);
    router.event<HandOverChanged>();
}

}  // namespace reception
