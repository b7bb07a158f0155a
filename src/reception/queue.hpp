// Who is served next, and by whom. Pure: a picture of the floor and an instant go in, steps come
// out; nothing here reads a clock, a database or a die.
//
//     waiting, by turn ──┐
//     agents on duty ────┼──► stepped(floor, now) ──► give · take back · suspend
//     owed answers ──────┘
//
// Invariants, which the simulation checks after every step of an hour, 10,000 times over:
// 1. Nobody is skipped: a conversation is given to an agent only when no earlier one could have
// gone to them.
// 2. Nobody gets more than their capacity.
// 3. Nothing is stuck: what can be given is given at once; what lies with somebody silent or gone
// comes back.
// 4. At equal skill everybody gets the same share.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "conversations/conversations.hpp"

namespace reception {

using namespace kit;
using team::Person;

// How a shop's queue works. Seconds; 0 switches a rule off.
struct QueueRules {
    static constexpr auto table = "reception_rules";
    Id<team::Shop> id;
    int silence_s = 180;       // a buyer without an answer goes to the next agent
    int suspends_after = 2;    // so many silences within a quarter of an hour: the agent is busy
    int skill_wait_s = 60;     // then somebody without the skill is better than nobody
    int keep_days = 7;         // who served a buyer last is asked first
    int vip_start_s = 120;     // head starts in the queue
    int emotion_start_s = 60;  // from level 3, doubled at 4
    int risk_start_s = 300;
    int repeat_start_s = 60;  // the third contact within 24 h
    int alert_wait_s = 120;   // the lead hears of a wait
    int leave_after_s =
        900;               // nobody on duty for so long: the wait becomes a message with an owner
    int offer_s = 60;      // a hand-over nobody accepts goes back
    int follow_up_h = 24;  // a message that was left is answered by then
    int web_weight = 100;  // of a conversation, in hundredths of a place
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(QueueRules, (),
                      (id, silence_s, suspends_after, skill_wait_s, keep_days, vip_start_s,
                       emotion_start_s, risk_start_s, repeat_start_s, alert_wait_s, leave_after_s,
                       offer_s, follow_up_h, web_weight, version))

// A group of agents, what it takes, and who helps when it is late.
struct Group {
    static constexpr auto table = "reception_groups";
    Id<Group> id;
    std::string shop;
    std::string name;
    std::vector<std::string>
        takes;  // facts: "word:退款", "page:茶", "language:en", "tag:VIP", "order:shipped" …
    std::vector<Id<Person>> members;
    std::string overflow_to;    // a group; empty: everybody
    int overflow_after_s = 60;  // 0: never
    int place = 0;              // the first group that takes it has it
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Group, (),
                      (id, shop, name, takes, members, overflow_to, overflow_after_s, place,
                       version))

struct Agent {
    Id<Person> id;
    std::vector<std::string> groups;  // ids
    std::vector<std::string> skills;
    int capacity = 0;  // hundredths of a place, as are weights
    int used = 0;
    Time last_given_at;
    int given = 0;         // within the last hour
    int silences = 0;      // within the last quarter of an hour
    bool on_shift = true;  // by the published plan
    bool has_room(int weight) const { return used + weight <= capacity; }
};

// A conversation that waits.
struct Ticket {
    Id<conversations::Conversation> id;
    Time queued_at, queue_from;
    std::string group;
    std::vector<std::string> needs;
    std::vector<Id<Person>> passed;      // let it lie
    std::optional<Id<Person>> kept_for;  // served this buyer before
    int weight = 100;
};

// One that is with an agent whose buyer waits for an answer.
struct Debt {
    Ticket ticket;
    Id<Person> agent;
    Time since;  // its buyer waits and it is with this agent
};

struct Floor {
    QueueRules rules;
    std::vector<Group> groups;
    std::vector<Agent> agents;    // on duty
    std::vector<Ticket> tickets;  // by (queue_from, id)
    std::vector<Debt> debts;
};

struct Step {
    enum class Kind { give, take_back, suspend };
    Kind kind = Kind::give;
    Id<conversations::Conversation> conversation;
    Id<Person> person;
};

// What is known of a buyer when they begin to wait.
struct Standing {
    int vip_tier = 0;      // 0 … 3
    int emotion = 0;       // 0 calm … 4 extreme
    bool risk = false;     // safety, a complaint to an authority, the press
    int contacts_24h = 1;  // this one included
};
// By how much somebody is served as if they had come earlier. Equal standing: first come, first
// served; and nobody is overtaken by who came later than that.
Span head_start(const Standing&, const QueueRules&);

// What can be said of a conversation, for groups and skills.
struct Asked {
    std::string channel, locale, text, page;
    std::vector<std::string> tags, order_states, platforms;
    std::vector<std::string> intents;
};
std::vector<std::string> facts_of(const Asked&);
// The first group that takes one of the facts; "word:" and "page:" are looked for inside. Empty:
// everybody.
std::string group_for(const Asked&, std::span<const Group>);
// Facts that somebody here names as a skill.
std::vector<std::string> needs_of(const Asked&,
                                  std::span<const std::vector<std::string>> skills_here);

// Could this agent take it now, room aside?
bool may_take(const Ticket&, const Agent&, const Floor&, Time now);
// Who takes it now: whoever served the buyer before and is on shift, else of the right group and
// skill, on shift before who stayed on, not crowded, who got the fewest lately for their capacity,
// then the least loaded, then who has waited longest. Nothing: it goes on waiting.
std::optional<std::size_t> chosen(const Ticket&, const Floor&, Time now);
// What lies with somebody silent while others could take it: back into the queue, at the place
// where the waiting began; and who let buyers lie too often is suspended. The effect is counted in
// the floor.
std::vector<Step> overdue(Floor&, Time now);
// Gives the tickets in their order; those that nobody can take stay.
std::vector<Step> dealt(Floor&, Time now);
// Both: everything that is to be done now.
std::vector<Step> stepped(Floor&, Time now);
bool anybody_has_room(const Floor&);

// How long somebody waits behind `before`, when the agents who may take it need `mean` for each
// conversation. Earlier ones who can go to other agents too count for as much as they are likely to
// come to these. Nothing: it cannot be told.
std::optional<Span> expected_wait(const Ticket&, std::span<const Ticket> before, const Floor&,
                                  Span mean, Time now);

}  // namespace reception
