// Conversations of buyers with the shop, and everything said in them.
//
//     waiting --claim/assign--> assigned --close--> closed --reopen or a new message--> waiting
//        ^-------- release ---------/
//
// Invariants
// 1. Messages of a conversation are numbered 1, 2, 3, … without gaps; `last_seq` is the last.
// 2. A client key of a sender names one message for ever: again the same, else a refusal.
// 3. A buyer has at most one open conversation per channel.
// 4. Notes never leave the desk: no event, page, search or replay of a visitor carries one.
// 5. Whatever an agent sends passes manners::pass first.
// 6. What is personal in a buyer's words or a note is a mask here and a value in the vault.
// 7. Exactly one of: waiting in the queue, assigned to one person, closed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "conversations/alarm.hpp"
#include "conversations/card.hpp"
#include "customers/customers.hpp"
#include "kit/base/describe.hpp"
#include "kit/base/values.hpp"
#include "kit/db/work.hpp"
#include "manners/manners.hpp"
#include "team/team.hpp"

namespace kit {
class Jobs;
class Router;
struct Frame;
struct Hello;
}  // namespace kit

namespace conversations {

using namespace kit;

enum class Channel { web };
BOOST_DESCRIBE_ENUM(Channel, web)
enum class State { waiting, assigned, closed };
BOOST_DESCRIBE_ENUM(State, waiting, assigned, closed)
enum class Sender { buyer, agent, bot, system };
BOOST_DESCRIBE_ENUM(Sender, buyer, agent, bot, system)
enum class LastSender { buyer, agent, bot, note, system };
BOOST_DESCRIBE_ENUM(LastSender, buyer, agent, bot, note, system)
enum class Kind { text, note, system };
BOOST_DESCRIBE_ENUM(Kind, text, note, system)

// The page a buyer is looking at.
struct Page {
    std::string url, title;
};
BOOST_DESCRIBE_STRUCT(Page, (), (url, title))

struct ConversationRow {
    static constexpr auto table = "conversations";
    Id<struct Conversation> id;
    std::string shop;
    Id<customers::Contact> contact;
    Channel channel = Channel::web;
    State state = State::waiting;
    std::optional<Id<team::Person>> assignee;
    std::int64_t last_seq = 0;
    std::int64_t unread = 0;
    std::int64_t buyer_read_seq = 0, agent_read_seq = 0;
    std::string last_text;
    LastSender last_sender = LastSender::buyer;
    Time last_at;
    std::optional<Time> waiting_since;
    Time queued_at;
    Time opened_at;
    std::optional<Time> first_answered_at, closed_at;
    std::vector<std::string> tags;
    std::optional<Page> page;
    std::int64_t version = 1;
    manners::Feeling emotion_kind = manners::Feeling::calm;  // of the buyer, over the chat
    std::int32_t emotion_level = 0;
    manners::Risk risk = manners::Risk::none;
    std::optional<manners::Temper> mood;
    Time queue_from;                         // its turn: `queued_at` less its head start
    std::optional<std::string> queue_group;  // nothing: not sorted in yet; empty: anybody
    std::vector<std::string> queue_needs;
    std::vector<Id<team::Person>> passed;  // let it lie since the buyer began to wait
    std::optional<Id<team::Person>> last_person;
    std::optional<Time> assigned_at;
};
BOOST_DESCRIBE_STRUCT(ConversationRow, (),
                      (id, shop, contact, channel, state, assignee, last_seq, unread,
                       buyer_read_seq, agent_read_seq, last_text, last_sender, last_at,
                       waiting_since, queued_at, opened_at, first_answered_at, closed_at, tags,
                       page, version, emotion_kind, emotion_level, risk, mood, queue_from,
                       queue_group, queue_needs, passed, last_person, assigned_at))

// What the desk sees.
struct Conversation {
    Id<Conversation> id;
    std::int64_t version = 1;
    customers::ContactBrief contact;
    Channel channel = Channel::web;
    State state = State::waiting;
    std::optional<Id<team::Person>> assignee;
    std::string assignee_name;
    std::int64_t last_seq = 0;
    std::int64_t unread = 0;
    std::int64_t buyer_read_seq = 0, agent_read_seq = 0;
    std::string last_text;
    LastSender last_sender = LastSender::buyer;
    Time last_at;
    std::optional<Time> waiting_since;
    Time opened_at;
    std::optional<Time> first_answered_at, closed_at;
    std::vector<std::string> tags;
    std::optional<Page> page;
    manners::Feeling emotion_kind = manners::Feeling::calm;
    std::int32_t emotion_level = 0;
    manners::Risk risk = manners::Risk::none;
};
BOOST_DESCRIBE_STRUCT(Conversation, (),
                      (id, version, contact, channel, state, assignee, assignee_name, last_seq,
                       unread, buyer_read_seq, agent_read_seq, last_text, last_sender, last_at,
                       waiting_since, opened_at, first_answered_at, closed_at, tags, page,
                       emotion_kind, emotion_level, risk))

struct File {
    Id<File> id;
    std::string name;
    std::string content_type;
    std::int64_t bytes = 0;
    int width = 0, height = 0;  // of pictures
    std::string url;            // "/files/…"; visitors add ?pass=…
};
BOOST_DESCRIBE_STRUCT(File, (), (id, name, content_type, bytes, width, height, url))

struct Message {
    Id<Message> id;
    Id<Conversation> conversation;
    std::int64_t seq = 0;
    Kind kind = Kind::text;
    Sender sender = Sender::buyer;
    std::string sender_id, sender_name, client_key;
    std::string text;
    std::vector<customers::CoveredPart> covered;  // masks in the text
    std::vector<File> files;
    std::optional<Card> card;
    Time sent_at;
};
BOOST_DESCRIBE_STRUCT(Message, (),
                      (id, conversation, seq, kind, sender, sender_id, sender_name, client_key,
                       text, covered, files, card, sent_at))

// Events for live sockets.
struct MessageSent {
    static constexpr auto name = "message_sent";
    Message data;
};
BOOST_DESCRIBE_STRUCT(MessageSent, (), (data))
struct ConversationChanged {
    static constexpr auto name = "conversation_changed";
    Conversation data;
};
BOOST_DESCRIBE_STRUCT(ConversationChanged, (), (data))
enum class Side { buyer, agent };
BOOST_DESCRIBE_ENUM(Side, buyer, agent)
struct Typing {
    Id<Conversation> conversation;
    Side side = Side::buyer;
    std::string name;
    std::string text;  // what the buyer has typed so far, for the desk only
};
BOOST_DESCRIBE_STRUCT(Typing, (), (conversation, side, name, text))
struct TypingSignal {
    static constexpr auto name = "typing";
    Typing data;
};
BOOST_DESCRIBE_STRUCT(TypingSignal, (), (data))
struct ReadMark {
    Id<Conversation> conversation;
    Side side = Side::buyer;
    std::int64_t seq = 0;
};
BOOST_DESCRIBE_STRUCT(ReadMark, (), (conversation, side, seq))
struct ReadMarked {
    static constexpr auto name = "read_marked";
    ReadMark data;
};
BOOST_DESCRIBE_STRUCT(ReadMarked, (), (data))
struct QueueCount {
    std::int64_t waiting = 0;
};
BOOST_DESCRIBE_STRUCT(QueueCount, (), (waiting))
struct QueueChanged {
    static constexpr auto name = "queue_changed";
    QueueCount data;
};
BOOST_DESCRIBE_STRUCT(QueueChanged, (), (data))

// For other rooms: a conversation waits for somebody to take it.
struct ConversationWaits {
    static constexpr auto name = "conversation_waits";
    std::string shop;
    Id<Conversation> conversation;
};
BOOST_DESCRIBE_STRUCT(ConversationWaits, (), (shop, conversation))

// A word to the browser of somebody whose desk is closed; an outside job that app delivers.
struct Nudge {
    static constexpr auto kind = "conversations.nudge";
    std::string shop;
    Id<team::Person> person;
    Id<Conversation> conversation;
    std::string title, body;
};
BOOST_DESCRIBE_STRUCT(Nudge, (), (shop, person, conversation, title, body))

// --- rules (conversation.cpp): pure
// ------------------------------------------------------------------

struct Said {
    Kind kind = Kind::text;
    Sender sender = Sender::buyer;
    std::string preview;
};
// The conversation after one more message.
ConversationRow after_message(ConversationRow, const Said&, Time now);
// Errors: conflict (`already_claimed`, `closed`).
Result<ConversationRow> claimed(ConversationRow, const Id<team::Person>&, Time now);
// Errors: conflict (`closed`, `same_person`).
Result<ConversationRow> handed_over(ConversationRow, const Id<team::Person>& to, Time now);
// Back to the queue, at the place its waiting began. Errors: conflict (`not_assigned`).
Result<ConversationRow> released(ConversationRow);
// Errors: conflict (`closed`).
Result<ConversationRow> closed(ConversationRow, Time now);
// Errors: conflict (`not_closed`).
Result<ConversationRow> reopened(ConversationRow, Time now);

// --- verbs for other rooms
// ----------------------------------------------------------------------------

// Gives a waiting conversation to a person, with a system line, and counts their load.
// Errors: not_found, conflict.
Result<Conversation> assign(Work&, std::string_view shop, const Id<Conversation>&,
                            const Id<team::Person>&);
// Errors: not_found.
Result<ConversationRow> find(Work&, std::string_view shop, const Id<Conversation>&);
std::int64_t waiting_count(Work&, std::string_view shop);

struct Spoken {  // aloud, in [from, to): by conversation, then in order
    Id<Conversation> conversation;
    Sender sender = Sender::buyer;
    std::string sender_id;
    Time sent_at;
};
BOOST_DESCRIBE_STRUCT(Spoken, (), (conversation, sender, sender_id, sent_at))
std::vector<Spoken> spoken(Work&, std::string_view shop, Time from, Time to);

struct NewScript {
    std::string code, title, folder, text;
};
// A script for everybody in the shop. Errors: invalid, conflict (`code_taken`).
Result<void> add_script(Work&, std::string_view shop, const NewScript&);

// Missed messages of a principal, from the database by cursor; the last frame says `resumed`.
std::vector<Frame> missed(Work&, const Hello&);
std::vector<std::string> live_keys(const Principal&);

void routes(Router&);
void reactions(Jobs&);  // trials of drafts
void score_reactions(Jobs&);
void verify(Db&);

}  // namespace conversations

#include "conversations/desk_words.hpp"
#include "conversations/house_words.hpp"
#include "conversations/queue.hpp"
#include "conversations/told.hpp"
