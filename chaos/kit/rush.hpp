// An hour of a busy floor, made from a seed: buyers come and write, agents answer, fall silent,
// reload, go to lunch and crash. The hour is played against a queue (the pure machine, or a house)
// and what came of it is judged by rules written here a second time, in the plainest way.
//
//     Hour(seed) ──events──► Queue ──who has whom──► judged: skipped, stuck, over capacity, shares,
//     waits
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "reception/queue.hpp"

namespace rush {

using Seconds = int;

struct AgentPlan {
    std::string name;
    int capacity = 3;
    std::vector<int> groups;
    std::vector<std::string> skills;
};
struct BuyerPlan {
    Seconds comes = 0;
    int group = -1;  // of the plan's groups; -1: anybody
    std::string need;
    int vip_tier = 0;
    Seconds lasts = 180;           // with an agent, until it is over
    std::vector<Seconds> asks_at;  // further questions, since it began
};
struct GroupPlan {
    int overflow_to = -1;
    Seconds overflow_after = 60;
};
enum class Presence { here, reloading, busy, crashed };
struct Turn {  // what an agent does, whatever the queue decides
    Seconds at = 0;
    int agent = 0;
    Presence presence = Presence::here;
};
struct Silence {
    int agent = 0;
    Seconds from = 0, to = 0;
};
struct Plan {
    std::uint64_t seed = 0;
    bool equal = false;  // all agents alike and here all the time: shares are compared
    std::vector<GroupPlan> groups;
    std::vector<AgentPlan> agents;
    std::vector<BuyerPlan> buyers;
    std::vector<Turn> turns;
    std::vector<Silence> silences;
};
// `load` scales how many buyers come.
Plan planned(std::uint64_t seed, double load = 1.0);

// Who has a buyer's conversation.
constexpr int waits = -1, is_over = -2;

// What plays the hour. Each call happens at the time told last.
class Queue {
public:
    virtual ~Queue() = default;
    virtual void begin(const Plan&) = 0;
    virtual void time_is(Seconds now) = 0;
    virtual void looks() = 0;  // every five seconds: what time alone brings is done
    virtual void comes(int buyer) = 0;
    virtual void asks(int buyer) = 0;
    virtual void answers(int agent, int buyer) = 0;
    virtual void ends(int agent, int buyer) = 0;
    virtual void turns(int agent, Presence) = 0;
    virtual std::vector<int> holders() = 0;  // by buyer that has come
    virtual std::optional<double> told_wait(int buyer) = 0;
};
std::unique_ptr<Queue> pure_queue();

struct Outcome {
    int chats = 0, given = 0, taken_back = 0, skipped = 0, stuck = 0, over_capacity = 0, lost = 0;
    // Of an equal floor: most / least conversations; how often only one had room, so that nothing
    // was chosen; and how often one got the next although an equal who had room, and was not nearly
    // full, had had fewer.
    std::optional<double> share;
    int forced = 0, unfair = 0;
    // Then a share says something of the queue: who is full is no more there than who is at lunch.
    bool is_chosen() const { return forced * 3 <= given; }
    std::vector<double> wait_errors;  // seconds between what was told and what came true
    std::vector<double> waits;
    std::vector<std::string> complaints;  // the first few, in words
};
Outcome played(const Plan&, Queue&);

}  // namespace rush
