// What the files of this room share and nobody else sees.
#pragma once

#include "reception/reception.hpp"

namespace reception {

struct SkillRow {
    static constexpr auto table = "reception_skills";
    Id<Person> id;
    std::string shop;
    std::vector<std::string> skills;
};
BOOST_DESCRIBE_STRUCT(SkillRow, (), (id, shop, skills))

struct Silence {
    static constexpr auto table = "silences";
    Id<Silence> id;
    std::string shop;
    Id<Person> person;
    Id<conversations::Conversation> conversation;
    Time at;
};
BOOST_DESCRIBE_STRUCT(Silence, (), (id, shop, person, conversation, at))

enum class AlertKind { long_wait, nobody_here, silent_agent, follow_up_late };
BOOST_DESCRIBE_ENUM(AlertKind, long_wait, nobody_here, silent_agent, follow_up_late)
struct Alert {
    static constexpr auto table = "reception_alerts";
    Id<Alert> id;
    std::string shop;
    AlertKind kind = AlertKind::long_wait;
    std::string subject, words;
    Time raised_at;
    std::optional<Time> ended_at;
};
BOOST_DESCRIBE_STRUCT(Alert, (), (id, shop, kind, subject, words, raised_at, ended_at))
struct AlertRaised {
    static constexpr auto name = "alert_raised";
    Alert data;
};
BOOST_DESCRIBE_STRUCT(AlertRaised, (), (data))

// --- settings ---
QueueRules rules_of(Work&, std::string_view shop);
std::vector<Group> groups_of(Work&, std::string_view shop);
std::vector<SkillRow> skills_of(Work&, std::string_view shop);

// --- the queue ---
// Rules, groups and who is on duty; no tickets.
Floor floor_of(Work&, std::string_view shop);
Ticket ticket_of(const conversations::Waiting&, const QueueRules&);
// What waiting buyers are told.
struct PlaceInQueue {
    std::int64_t place = 0, waiting = 0;
    std::optional<std::int64_t> wait_s;  // nothing: it cannot be told
    bool is_open = false;                // somebody is on duty
};
BOOST_DESCRIBE_STRUCT(PlaceInQueue, (), (place, waiting, wait_s, is_open))
struct PlaceTold {
    static constexpr auto name = "queue_place";
    PlaceInQueue data;
};
BOOST_DESCRIBE_STRUCT(PlaceTold, (), (data))
PlaceInQueue place_of(Work&, const conversations::ConversationRow&);
// Tells those at the head of the queue where they stand.
void tell_places(Work&, std::string_view shop, int most);
// Looks every few seconds while anything is open: who is silent, who waits too long, what is due.
void look_again(Work&, std::string_view shop);

// --- alerts ---
// One open alert a kind and subject; leads hear of a new one on desk and phone.
void raise(Work&, std::string_view shop, AlertKind, const std::string& subject,
           const std::string& words, const Id<conversations::Conversation>& about);
void calm(Work&, std::string_view shop, AlertKind, const std::string& subject);
std::vector<Alert> open_alerts(Work&, std::string_view shop);

// --- hands ---
void drop_offer(Work&, std::string_view shop, const Id<conversations::Conversation>&);
struct NewFollowUp {
    FollowUpKind kind = FollowUpKind::follow_up;
    Id<Person> owner;
    std::string words;
    Time due_at;
    customers::Slip call_to;
    std::optional<Time> from_at;
};
FollowUp promise(Work&, const conversations::ConversationRow&, const NewFollowUp&);
// Who does it between `from` and `to`: by the published plan somebody who works then, at best
// whoever served the buyer, else who has the fewest of these in their group. Nobody planned for it:
// the same without the plan.
std::optional<Id<Person>> owner_for(Work&, const conversations::ConversationRow&, Time from,
                                    Time to);
// The wait of somebody becomes a message with an owner. Errors: conflict (`not_waiting`,
// `nobody_works_here`).
Result<FollowUp> leave_message(Work&, std::string_view shop, const Id<conversations::Conversation>&,
                               FollowUpKind, const std::string& words);

void rule_routes(Router&);
void wait_routes(Router&);
void call_back_routes(Router&);
void hand_over_routes(Router&);
void follow_up_routes(Router&);
void board_routes(Router&);
void arrival_reactions(Jobs&);
void hand_over_reactions(Jobs&);
void follow_up_reactions(Jobs&);

}  // namespace reception
