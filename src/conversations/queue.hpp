// What the queue needs to know of conversations, and where it says how they stand in it. Part of
// the front door: include conversations/conversations.hpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "conversations/conversations.hpp"

namespace conversations {

// What the queue knows of one that waits.
struct Waiting {
    Id<Conversation> id;
    Id<customers::Contact> contact;
    Channel channel = Channel::web;
    Time queued_at, queue_from;
    std::optional<std::string> queue_group;
    std::vector<std::string> queue_needs;
    std::vector<Id<team::Person>> passed;
    std::optional<Id<team::Person>> last_person;
};
BOOST_DESCRIBE_STRUCT(Waiting, (),
                      (id, contact, channel, queued_at, queue_from, queue_group, queue_needs,
                       passed, last_person))
// Waiting ones in their order, those after `last` (nothing: from the first).
std::vector<Waiting> waiting(Work&, std::string_view shop, int limit,
                             const Waiting* last = nullptr);
// Waiting ones that nobody sorted in yet.
std::vector<ConversationRow> unsorted(Work&, std::string_view shop);
// Waiting ones of no group whose buyer has written since then, and not only to begin with.
std::vector<ConversationRow> spoke_on(Work&, std::string_view shop, Time since);
struct Sorted {
    std::string group;
    std::vector<std::string> needs;
    Span head_start{};
    std::vector<Id<team::Person>> passed;
    std::optional<Id<team::Person>> kept_for;
};
void sort_in(Work&, const ConversationRow&, const Sorted&);
// Assigned ones whose buyer waits for an answer since before `since`.
struct Owed {
    Id<Conversation> id;
    Id<team::Person> assignee;
    Time waiting_since;
    std::optional<Time> assigned_at;
    std::optional<std::string> queue_group;
    std::vector<std::string> queue_needs;
    std::vector<Id<team::Person>> passed;
    std::string contact_name;
    std::optional<Time> first_answered_at;
};
BOOST_DESCRIBE_STRUCT(Owed, (),
                      (id, assignee, waiting_since, assigned_at, queue_group, queue_needs, passed,
                       contact_name, first_answered_at))
std::vector<Owed> owed(Work&, std::string_view shop, Time since);
// From now on this person may see it: something of it is theirs to do.
void concern(Work&, const ConversationRow&, const Id<team::Person>&);
// How many each got since then.
struct Given {
    Id<team::Person> person;
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(Given, (), (person, count))
std::vector<Given> given_since(Work&, std::string_view shop, Time since);
// What somebody has open, who waits longest first.
std::vector<Id<Conversation>> open_of(Work&, std::string_view shop, const Id<team::Person>&);
// How long ended conversations were with an agent, by group: what a place in the queue is worth.
struct Pace {
    std::string group;
    std::int64_t count = 0, mean_us = 0;
};
BOOST_DESCRIBE_STRUCT(Pace, (), (group, count, mean_us))
std::vector<Pace> paces(Work&, std::string_view shop, Time since);
// How often its buyer came with something since then, this time included; and whether any is open
// in the shop.
std::int64_t times_since(Work&, const ConversationRow&, Time since);
bool any_open(Work&, std::string_view shop);
// Who a contact was served by last, since then.
std::optional<Id<team::Person>> served_by(Work&, std::string_view shop,
                                          const Id<customers::Contact>&, Time since);
// The last lines, oldest first; facts and notes left out.
struct Line {
    Sender sender = Sender::buyer;
    std::string body;
    Time sent_at;
};
BOOST_DESCRIBE_STRUCT(Line, (), (sender, body, sent_at))
std::vector<Line> lines_of(Work&, std::string_view shop, const Id<Conversation>&, int limit);
// The contact's conversation that goes on now, or nothing.
std::optional<ConversationRow> current(Work&, std::string_view shop, std::string_view contact);
// As the desk shows it.
Conversation shown(Work&, const ConversationRow&);

// Gives it to somebody else, or from the queue to somebody chosen; `by` is who decided, and stands
// in the thread. Errors: not_found, conflict (`closed`, `same_person`).
Result<Conversation> hand_over(Work&, std::string_view shop, const Id<Conversation>&,
                               const Id<team::Person>& to, std::string_view by);
// Ends it. Errors: not_found, conflict (`closed`).
Result<Conversation> end(Work&, std::string_view shop, const Id<Conversation>&,
                         const std::string& fact);
// A line between colleagues, and a line of facts for both sides. Errors: not_found, invalid.
Result<Message> note(Work&, std::string_view shop, const Id<Conversation>&,
                     const std::string& text);
Result<void> tell(Work&, std::string_view shop, const Id<Conversation>&, const std::string& fact);
// May the asker see it: who may watch all, whoever was part of it, and everybody while it waits or
// while its buyer is served by them.
bool may_see(Work&, const ConversationRow&);
// The same, or not_found. Errors: not_found.
Result<ConversationRow> seen(Work&, const Id<Conversation>&);

// Those in the same group whose turn is before.
std::int64_t waiting_before(Work&, const ConversationRow&);
// Those of a person that wait for an answer.
std::vector<ConversationRow> unanswered_of(Work&, std::string_view shop, const Id<team::Person>&);
// Takes it back into the queue. `passed`: whoever had it let it lie and is not the first to get it
// again. Errors: not_found, conflict.
enum class Blame { nobody, passed };
Result<Conversation> release(Work&, std::string_view shop, const Id<Conversation>&,
                             Blame = Blame::nobody);

}  // namespace conversations
