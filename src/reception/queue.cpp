#include "reception/queue.hpp"

#include <algorithm>

namespace reception {

using std::chrono::seconds;

Span head_start(const Standing& who, const QueueRules& rules) {
    int sum = rules.vip_start_s * std::clamp(who.vip_tier, 0, 3);
    if (who.emotion >= 3) sum += rules.emotion_start_s * (who.emotion >= 4 ? 2 : 1);
    if (who.risk) sum += rules.risk_start_s;
    // Source: GB/T 47746—2026, three contacts within 24 hours.
    if (who.contacts_24h >= 3) sum += rules.repeat_start_s;
    return seconds{sum};
}

// --- groups and skills
// ----------------------------------------------------------------------------------

static bool has(const auto& list, const auto& one) {
    return std::ranges::find(list, one) != list.end();
}

static bool is_chinese(std::string_view text) {
    // Three-byte UTF-8 from U+4E00 on begins with E4 … E9.
    return std::ranges::any_of(text, [](char c) {
        auto b = static_cast<unsigned char>(c);
        return b >= 0xe4 && b <= 0xe9;
    });
}

// What was written tells more than what the browser says.
static std::string language_of(const Asked& asked) {
    if (is_chinese(asked.text)) return "zh";
    bool has_letters = std::ranges::any_of(
        asked.text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
    if (has_letters || asked.locale.empty()) return has_letters ? "en" : "zh";
    return asked.locale.substr(0, asked.locale.find('-'));
}

std::vector<std::string> facts_of(const Asked& asked) {
    std::vector<std::string> out{"platform:" + asked.channel, "language:" + language_of(asked)};
    for (auto& tag : asked.tags) out.push_back("tag:" + tag);
    for (auto& platform : asked.platforms) out.push_back("platform:" + platform);
    for (auto& state : asked.order_states) out.push_back("order:" + state);
    for (auto& intent : asked.intents) out.push_back("intent:" + intent);
    return out;
}

static bool holds(const Asked& asked, const std::vector<std::string>& facts,
                  const std::string& take) {
    if (take.starts_with("word:")) return take.size() > 5 && asked.text.contains(take.substr(5));
    if (take.starts_with("page:")) return take.size() > 5 && asked.page.contains(take.substr(5));
    return has(facts, take);
}

std::string group_for(const Asked& asked, std::span<const Group> groups) {
    auto facts = facts_of(asked);
    const Group* best = nullptr;
    for (auto& group : groups) {
        bool takes =
            std::ranges::any_of(group.takes, [&](auto& take) { return holds(asked, facts, take); });
        if (takes && (!best || group.place < best->place)) best = &group;
    }
    return best ? best->id.text : "";
}

std::vector<std::string> needs_of(const Asked& asked,
                                  std::span<const std::vector<std::string>> skills_here) {
    auto facts = facts_of(asked);
    std::vector<std::string> out;
    for (auto& skills : skills_here)
        for (auto& skill : skills)
            if (holds(asked, facts, skill) && !has(out, skill)) out.push_back(skill);
    std::ranges::sort(out);
    return out;
}

// --- who may take what
// --------------------------------------------------------------------------------

static const Group* group_of(const Floor& floor, const std::string& id) {
    auto found = std::ranges::find(floor.groups, id, [](auto& group) { return group.id.text; });
    return found == floor.groups.end() ? nullptr : &*found;
}

// Its group, then the groups that help after a while, then everybody. A group that was dropped
// holds nothing back.
static bool in_group(const Ticket& ticket, const Agent& agent, const Floor& floor, Time now) {
    auto id = ticket.group;
    auto left = now - ticket.queued_at;
    for (std::size_t hops = 0; hops <= floor.groups.size(); ++hops) {
        auto group = group_of(floor, id);
        if (!group || has(agent.groups, id)) return true;
        if (group->overflow_after_s == 0 || left < seconds{group->overflow_after_s}) return false;
        left -= seconds{group->overflow_after_s};
        id = group->overflow_to;
    }
    return true;
}

static bool is_skilled(const Ticket& ticket, const Agent& agent) {
    return std::ranges::all_of(ticket.needs, [&](auto& need) { return has(agent.skills, need); });
}

bool may_take(const Ticket& ticket, const Agent& agent, const Floor& floor, Time now) {
    bool late =
        floor.rules.skill_wait_s > 0 && now - ticket.queued_at >= seconds{floor.rules.skill_wait_s};
    return in_group(ticket, agent, floor, now) && (late || is_skilled(ticket, agent));
}

static bool let_it_lie(const Ticket& ticket, const Agent& agent) {
    return has(ticket.passed, agent.id);
}

// Somebody else who is here could take it, sooner or later: whoever let it lie is not asked again.
static bool others_could(const Ticket& ticket, const Floor& floor, Time now) {
    return std::ranges::any_of(floor.agents, [&](auto& agent) {
        return agent.capacity >= ticket.weight && !let_it_lie(ticket, agent) &&
               may_take(ticket, agent, floor, now);
    });
}

// Thousandths of the capacity, so that eight of ten and four of five are the same.
static std::int64_t of_capacity(const Agent& agent, std::int64_t value) {
    return agent.capacity == 0 ? 1000 : value * 1000 / agent.capacity;
}

static std::int64_t mean_load(const Floor& floor) {
    std::int64_t sum = 0;
    for (auto& agent : floor.agents) sum += of_capacity(agent, agent.used);
    return floor.agents.empty() ? 0 : sum / static_cast<std::int64_t>(floor.agents.size());
}

// Smaller goes first.
static auto preference(const Ticket& ticket, const Agent& agent, std::int64_t mean) {
    bool is_stranger = ticket.kept_for != agent.id || !agent.on_shift;
    bool is_helper = !ticket.group.empty() && !has(agent.groups, ticket.group);
    auto load = of_capacity(agent, agent.used),
         share = of_capacity(agent, std::int64_t{agent.given} * 100);
    // Equal shares, but who comes back from lunch with few is not filled up while the others are
    // idle.
    bool is_crowded = load >= mean + 500;
    return std::tuple(is_stranger, is_helper, !is_skilled(ticket, agent), !agent.on_shift,
                      is_crowded, share, load, agent.last_given_at, agent.id);
}

std::optional<std::size_t> chosen(const Ticket& ticket, const Floor& floor, Time now) {
    std::optional<std::size_t> best, last_resort;
    auto mean = mean_load(floor);
    auto better = [&](std::size_t i, const std::optional<std::size_t>& than) {
        return !than || preference(ticket, floor.agents[i], mean) <
                            preference(ticket, floor.agents[*than], mean);
    };
    for (std::size_t i = 0; i < floor.agents.size(); ++i) {
        auto& agent = floor.agents[i];
        if (!agent.has_room(ticket.weight) || !may_take(ticket, agent, floor, now)) continue;
        auto& slot = let_it_lie(ticket, agent) ? last_resort : best;
        if (better(i, slot)) slot = i;
    }
    if (best || !last_resort) return best;
    return others_could(ticket, floor, now) ? std::nullopt : last_resort;
}

// --- steps
// ----------------------------------------------------------------------------------------------

static bool is_due(const Debt& debt, const Floor& floor, Time now) {
    if (std::ranges::find(floor.agents, debt.agent, &Agent::id) == floor.agents.end()) return false;
    if (floor.rules.silence_s == 0 || now - debt.since < seconds{floor.rules.silence_s})
        return false;
    auto without = debt.ticket;
    without.passed.push_back(debt.agent);
    return others_could(without, floor, now);
}

static void take_back(Floor& floor, const Debt& debt, Agent& agent) {
    agent.used -= debt.ticket.weight;
    agent.silences += 1;
    auto ticket = debt.ticket;
    ticket.passed.push_back(debt.agent);
    auto at = std::ranges::upper_bound(
        floor.tickets, std::tuple(ticket.queue_from, ticket.id), {},
        [](auto& other) { return std::tuple(other.queue_from, other.id); });
    floor.tickets.insert(at, std::move(ticket));
}

bool anybody_has_room(const Floor& floor) {
    return std::ranges::any_of(floor.agents,
                               [](auto& agent) { return agent.used < agent.capacity; });
}

// Who lets buyers lie again and again is not there, whatever their desk says. Only whoever did it
// just now: who came back since is trusted anew.
static void suspend_silent(Floor& floor, std::vector<Step>& steps) {
    if (floor.rules.suspends_after == 0) return;
    auto taken = steps;
    std::erase_if(floor.agents, [&](auto& agent) {
        auto last = std::ranges::find(taken, agent.id, &Step::person);
        if (agent.silences < floor.rules.suspends_after || last == taken.end()) return false;
        steps.push_back({Step::Kind::suspend, last->conversation, agent.id});
        return true;
    });
}

std::vector<Step> overdue(Floor& floor, Time now) {
    std::vector<Step> out;
    std::erase_if(floor.debts, [&](auto& debt) {
        if (!is_due(debt, floor, now)) return false;
        take_back(floor, debt, *std::ranges::find(floor.agents, debt.agent, &Agent::id));
        out.push_back({Step::Kind::take_back, debt.ticket.id, debt.agent});
        return true;
    });
    suspend_silent(floor, out);
    return out;
}

std::vector<Step> dealt(Floor& floor, Time now) {
    std::vector<Step> out;
    std::vector<Ticket> still;
    bool room = anybody_has_room(floor);
    for (auto& ticket : floor.tickets) {
        auto who = room ? chosen(ticket, floor, now) : std::nullopt;
        if (!who) {
            still.push_back(std::move(ticket));
            continue;
        }
        auto& agent = floor.agents[*who];
        agent.used += ticket.weight;
        agent.given += 1;
        agent.last_given_at = now;
        out.push_back({Step::Kind::give, ticket.id, agent.id});
        room = anybody_has_room(floor);
    }
    floor.tickets = std::move(still);
    return out;
}

std::vector<Step> stepped(Floor& floor, Time now) {
    auto out = overdue(floor, now);
    std::ranges::move(dealt(floor, now), std::back_inserter(out));
    return out;
}

std::optional<Span> expected_wait(const Ticket& ticket, std::span<const Ticket> before,
                                  const Floor& floor, Span mean, Time now) {
    std::vector<bool> mine;
    int places = 0;
    for (auto& agent : floor.agents) {
        mine.push_back(may_take(ticket, agent, floor, now));
        if (mine.back()) places += agent.capacity / ticket.weight;
    }
    if (places == 0 || mean.count() <= 0) return std::nullopt;
    double ahead = 1;
    for (auto& other : before) {
        int theirs = 0, common = 0;
        for (std::size_t i = 0; i < floor.agents.size(); ++i) {
            if (!may_take(other, floor.agents[i], floor, now)) continue;
            theirs += floor.agents[i].capacity;
            if (mine[i]) common += floor.agents[i].capacity;
        }
        if (theirs > 0) ahead += static_cast<double>(common) / theirs;
    }
    // `places` conversations go on, each as likely to end as any other: one ends every mean /
    // places.
    return Span{static_cast<std::int64_t>(static_cast<double>(mean.count()) * ahead / places)};
}

}  // namespace reception
