// From hand to hand: the card that goes along, and when a person has to take over from a program.
//
// Invariants: a buyer is never asked to say it again: every hand-over carries a card; until
// somebody accepts, whoever gives it stays responsible; a follow-up has one owner and one due time.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "conversations/conversations.hpp"

namespace reception {

using namespace kit;

// What the next one has to know.
struct HandOverCard {
    std::string identity, order, problem, promised, tried, next_step;
};
BOOST_DESCRIBE_STRUCT(HandOverCard, (), (identity, order, problem, promised, tried, next_step))

// The card as far as the conversation tells it.
HandOverCard prefilled(const conversations::Conversation&, const std::vector<conversations::Line>&);

// What looks most like the number of an order, or nothing.
std::string order_number(std::string_view text);

enum class HandOverTo { person, group, role };
BOOST_DESCRIBE_ENUM(HandOverTo, person, group, role)
enum class HandOverState { offered, accepted, declined, expired, withdrawn };
BOOST_DESCRIBE_ENUM(HandOverState, offered, accepted, declined, expired, withdrawn)

struct HandOver {
    static constexpr auto table = "hand_overs";
    Id<HandOver> id;
    std::string shop;
    Id<conversations::Conversation> conversation;
    Id<team::Person> giver;
    HandOverTo to_kind = HandOverTo::person;
    std::string to_whom;
    std::string reason;
    HandOverCard card;
    HandOverState state = HandOverState::offered;
    std::string answer;
    std::optional<Id<team::Person>> taker;
    Time offered_at, expires_at;
    std::optional<Time> ended_at;
};
BOOST_DESCRIBE_STRUCT(HandOver, (),
                      (id, shop, conversation, giver, to_kind, to_whom, reason, card, state, answer,
                       taker, offered_at, expires_at, ended_at))

enum class FollowUpKind { follow_up, message_left, call_back };
BOOST_DESCRIBE_ENUM(FollowUpKind, follow_up, message_left, call_back)

struct FollowUp {
    static constexpr auto table = "follow_ups";
    Id<FollowUp> id;
    std::string shop;
    Id<conversations::Conversation> conversation;
    Id<customers::Contact> contact;
    FollowUpKind kind = FollowUpKind::follow_up;
    Id<team::Person> owner;
    std::optional<Id<team::Person>> made_by;
    std::string words;
    Time due_at, made_at;
    std::optional<Time> reminded_at, done_at;
    std::optional<Id<team::Person>> done_by;
    std::string result;
    std::int64_t version = 1;
    customers::Slip call_to;      // the number to call, in the vault
    std::optional<Time> from_at;  // not before
};
BOOST_DESCRIBE_STRUCT(FollowUp, (),
                      (id, shop, conversation, contact, kind, owner, made_by, words, due_at,
                       made_at, reminded_at, done_at, done_by, result, version, call_to, from_at))

// --- a program answers: when a person must take over. Source: GB/T 47746—2026, effective
// 2026-09-01 ---------

struct BotTurn {
    int misses = 0;  // in a row not understood
    int misses_max = 2;
    std::string buyer_text;
    bool refuses_program = false;     // said by other means than words: the menu, a key
    std::optional<Span> answer_took;  // nothing yet: since `asked_at`
    Time asked_at;
    bool is_answered = false;
};
// The five transfers that are not for the program to decide, by their number.
enum class Mandatory {
    not_understood = 1,
    refused = 2,
    information_security = 3,
    emergency = 4,
    too_slow = 5
};
BOOST_DESCRIBE_ENUM(Mandatory, not_understood, refused, information_security, emergency, too_slow)
std::optional<Mandatory> mandatory_transfer(const BotTurn&, Time now);
// Person or property in danger, or words that call in authorities, law or the press.
bool is_emergency(std::string_view text);
bool is_risk(std::string_view text);

// A program gives a conversation to people: into the queue, with the reason and the card in the
// thread. Errors: not_found, conflict.
Result<void> to_people(Work&, std::string_view shop, const Id<conversations::Conversation>&,
                       Mandatory, const HandOverCard&);

}  // namespace reception
