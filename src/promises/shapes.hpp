// The shapes of this room. Part of the front door: include promises/promises.hpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "conversations/conversations.hpp"
#include "promises/finding.hpp"

namespace promises {

// suggested: found in an agent's words, nobody has confirmed it. open: it binds. lapsed: its time
// passed and nobody had said whether it was one.
enum class PromiseState { suggested, open, kept, broken, withdrawn, dismissed, lapsed };
BOOST_DESCRIBE_ENUM(PromiseState, suggested, open, kept, broken, withdrawn, dismissed, lapsed)

struct PromiseRow {
    static constexpr auto table = "promises";
    Id<struct Promise> id;
    std::string shop, cause;
    PromiseKind kind = PromiseKind::other;
    PromiseState state = PromiseState::suggested;
    std::optional<Id<team::Person>> owner;
    bool placed = false;
    std::optional<Id<team::Person>> said_by;
    std::optional<Id<conversations::Conversation>> conversation;
    std::optional<Id<customers::Contact>> contact;
    std::optional<Id<orders::Order>> order_id;
    std::optional<Id<conversations::Message>> message;
    std::int64_t seq = 0;
    std::string words;
    std::int64_t words_from = 0, words_to = 0;
    Time made_at;
    std::optional<Time> due_at;
    Time turn_at;  // its place in a list: due, or when it was said
    std::optional<Time> warn_at, warned_at, done_seen_at, broken_at, closed_at;
    std::optional<Id<team::Person>> closed_by;
    std::string note;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(PromiseRow, (),
                      (id, shop, cause, kind, state, owner, placed, said_by, conversation, contact,
                       order_id, message, seq, words, words_from, words_to, made_at, due_at,
                       turn_at, warn_at, warned_at, done_seen_at, broken_at, closed_at, closed_by,
                       note, version))

// What the desk sees.
struct Promise {
    Id<Promise> id;
    PromiseKind kind = PromiseKind::other;
    PromiseState state = PromiseState::suggested;
    std::optional<Id<team::Person>> owner;
    std::string owner_name;
    std::optional<Id<team::Person>> said_by;  // nothing: the house
    std::optional<Id<conversations::Conversation>> conversation;
    std::string contact_name;
    std::optional<Id<orders::Order>> order;
    std::string order_number;
    std::int64_t seq = 0;
    std::string words;
    Time made_at;
    std::optional<Time> due_at, warn_at, warned_at, done_seen_at, broken_at, closed_at;
    std::string closed_by_name, note;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Promise, (),
                      (id, kind, state, owner, owner_name, said_by, conversation, contact_name,
                       order, order_number, seq, words, made_at, due_at, warn_at, warned_at,
                       done_seen_at, broken_at, closed_at, closed_by_name, note, version))

// A warning comes when so much of the span has gone, but not earlier than so long before the end.
struct PromiseRules {
    static constexpr auto table = "promise_rules";
    Id<PromiseRules> id;  // the shop
    int warn_minutes = 30;
    int warn_percent = 80;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(PromiseRules, (), (id, warn_minutes, warn_percent, version))

// For live sockets: the owner, whoever serves the buyer, the floor.
struct PromiseChanged {
    static constexpr auto name = "promise_changed";
    Promise data;
};
BOOST_DESCRIBE_STRUCT(PromiseChanged, (), (data))

}  // namespace promises
