#include "chaos/kit/rush.hpp"

#include <algorithm>
#include <functional>
#include <random>
#include <set>

namespace rush {

using kit::Time;
using reception::QueueRules;

namespace {

constexpr Seconds an_hour = 3600;
constexpr Seconds looks_every = 5;
constexpr Seconds patience = 120;  // what could be given and is not for so long is stuck
const QueueRules rules{};

Time instant(Seconds s) { return Time{(1'000'000 + s) * 1'000'000ll}; }

class Dice {
public:
    explicit Dice(std::uint64_t seed) : random_(seed * 7919 + 17) {}
    int between(int least, int most) { return std::uniform_int_distribution(least, most)(random_); }
    bool chance(double p) { return std::bernoulli_distribution(p)(random_); }
    double exponential(double mean) { return std::exponential_distribution(1 / mean)(random_); }
    double around(double mean, double spread) {
        return std::lognormal_distribution(std::log(mean) - spread * spread / 2, spread)(random_);
    }

private:
    std::mt19937_64 random_;
};

void plan_people(Plan& plan, Dice& dice) {
    int groups = plan.equal ? 0 : dice.between(0, 3);
    for (int i = 0; i < groups; ++i)
        plan.groups.push_back({dice.chance(0.3) && i > 0 ? i - 1 : -1, dice.between(2, 12) * 10});
    int agents = plan.equal ? dice.between(3, 8) : dice.between(2, 10),
        capacity = dice.between(2, 5);
    for (int i = 0; i < agents; ++i) {
        AgentPlan agent{
            "agent" + std::to_string(i), plan.equal ? capacity : dice.between(1, 6), {}, {}};
        for (int g = 0; g < groups; ++g)
            if (dice.chance(0.5)) agent.groups.push_back(g);
        if (!plan.equal && dice.chance(0.4)) agent.skills.push_back("language:en");
        plan.agents.push_back(std::move(agent));
    }
}

void plan_absences(Plan& plan, Dice& dice) {
    for (int i = 0; i < static_cast<int>(plan.agents.size()); ++i) {
        for (int n = dice.between(0, 3); n > 0; --n) {
            auto from = dice.between(60, an_hour - 600);
            plan.turns.push_back({from, i, Presence::reloading});
            plan.turns.push_back({from + dice.between(2, 80), i, Presence::here});
        }
        if (dice.chance(0.4)) {
            auto from = dice.between(300, 2400);
            plan.turns.push_back({from, i, dice.chance(0.5) ? Presence::crashed : Presence::busy});
            plan.turns.push_back({from + dice.between(120, 900), i, Presence::here});
        }
        if (dice.chance(0.3)) {
            auto from = dice.between(300, 2800);
            plan.silences.push_back({i, from, from + dice.between(240, 700)});
        }
    }
    std::ranges::sort(plan.turns, {},
                      [](auto& turn) { return std::tuple(turn.at, turn.agent, turn.presence); });
}

}  // namespace

Plan planned(std::uint64_t seed, double load) {
    Dice dice(seed);
    Plan plan{.seed = seed,
              .equal = seed % 4 == 0,
              .groups = {},
              .agents = {},
              .buyers = {},
              .turns = {},
              .silences = {}};
    plan_people(plan, dice);
    if (!plan.equal) plan_absences(plan, dice);
    int places = 0;
    for (auto& agent : plan.agents) places += agent.capacity;
    double mean_lasts = dice.between(90, 300);
    // From a quiet shop to one that cannot keep up. On an equal floor there is a choice to be fair
    // in: who is full gets the next when a chat of theirs ends, whatever the queue would like.
    double used = plan.equal ? 0.6 : 0.4 + 0.9 * dice.between(0, 100) / 100;
    double gap = mean_lasts / (places * used * load);
    for (double at = dice.exponential(gap); at < an_hour - 300;
         at += dice.exponential(gap * (at > 1200 && at < 1800 ? 0.6 : 1))) {
        BuyerPlan buyer{static_cast<Seconds>(at) + 1,
                        -1,
                        "",
                        0,
                        std::max(20, static_cast<int>(dice.around(mean_lasts, 0.5))),
                        {}};
        if (!plan.groups.empty() && dice.chance(0.6))
            buyer.group = dice.between(0, static_cast<int>(plan.groups.size()) - 1);
        if (!plan.equal && dice.chance(0.15)) buyer.need = "language:en";
        if (!plan.equal && dice.chance(0.1)) buyer.vip_tier = dice.between(1, 3);
        for (Seconds q = dice.between(30, 90); q < buyer.lasts; q += dice.between(30, 90))
            buyer.asks_at.push_back(q);
        plan.buyers.push_back(std::move(buyer));
    }
    return plan;
}

// --- the pure machine
// ---------------------------------------------------------------------------------

namespace {

struct Held {
    int agent = waits;
    reception::Ticket ticket;
    std::optional<Seconds> owed_since;
    Seconds given_at = 0;
    bool is_over = false;
};
struct Somebody {
    Presence presence = Presence::here;
    Seconds since = 0;
    Time last_given_at;
    std::vector<Seconds> silences, given;
    bool gone(Seconds now) const { return presence == Presence::crashed && now - since >= 90; }
};

class Pure : public Queue {
public:
    void begin(const Plan& plan) override {
        plan_ = plan;
        people_.assign(plan.agents.size(), {});
        for (std::size_t g = 0; g < plan.groups.size(); ++g) {
            auto& of = plan.groups[g];
            floor_.groups.push_back(
                {.id = {std::to_string(g)},
                 .shop = "",
                 .name = "",
                 .takes = {},
                 .members = {},
                 .overflow_to = of.overflow_to < 0 ? "" : std::to_string(of.overflow_to),
                 .overflow_after_s = of.overflow_after});
        }
    }
    void time_is(Seconds now) override { now_ = now; }
    void looks() override {
        for (auto& held : held_)
            if (held.agent >= 0 && held.owed_since &&
                people_[static_cast<std::size_t>(held.agent)].gone(now_))
                back(held);
        step();
    }
    void comes(int buyer) override {
        auto& plan = plan_.buyers[static_cast<std::size_t>(buyer)];
        held_.resize(static_cast<std::size_t>(buyer) + 1);
        auto start = reception::head_start({.vip_tier = plan.vip_tier}, rules);
        auto& held = held_.back();
        held.ticket = {{name(buyer)},
                       instant(now_),
                       instant(now_) - start,
                       plan.group < 0 ? "" : std::to_string(plan.group),
                       {},
                       {},
                       {},
                       100};
        if (!plan.need.empty()) held.ticket.needs = {plan.need};
        held.owed_since = now_;
        enqueue(held.ticket);
        told_[buyer] = estimate(held.ticket);
        step();
    }
    void asks(int buyer) override {
        auto& held = held_[static_cast<std::size_t>(buyer)];
        if (!held.owed_since) held.owed_since = now_;
        if (held.agent >= 0 && people_[static_cast<std::size_t>(held.agent)].gone(now_)) back(held);
        step();
    }
    void answers(int, int buyer) override {
        auto& held = held_[static_cast<std::size_t>(buyer)];
        held.owed_since.reset();
        held.ticket.passed.clear();
    }
    void ends(int, int buyer) override {
        auto& held = held_[static_cast<std::size_t>(buyer)];
        total_ += now_ - held.given_at;
        ++ended_;
        held.is_over = true;
        step();
    }
    void turns(int agent, Presence presence) override {
        auto& who = people_[static_cast<std::size_t>(agent)];
        who.presence = presence;
        who.since = now_;
        step();
    }
    std::vector<int> holders() override {
        std::vector<int> out;
        for (auto& held : held_) out.push_back(held.is_over ? is_over : held.agent);
        return out;
    }
    std::optional<double> told_wait(int buyer) override { return told_[buyer]; }

private:
    static std::string name(int number) {
        auto digits = std::to_string(number);
        return std::string(6 - digits.size(), '0') + digits;
    }
    void enqueue(const reception::Ticket& ticket) {
        auto key = [](auto& one) { return std::tuple(one.queue_from, one.id); };
        floor_.tickets.insert(std::ranges::upper_bound(floor_.tickets, key(ticket), {}, key),
                              ticket);
    }
    void back(Held& held) {
        held.agent = waits;
        auto since = instant(held.owed_since.value_or(now_));
        held.ticket.queue_from.us += since.us - held.ticket.queued_at.us;
        held.ticket.queued_at = since;
        enqueue(held.ticket);
    }
    void picture() {
        floor_.agents.clear();
        floor_.debts.clear();
        for (std::size_t i = 0; i < people_.size(); ++i) {
            if (people_[i].presence != Presence::here) continue;
            auto& plan = plan_.agents[i];
            reception::Agent agent{{plan.name},         {}, plan.skills,
                                   plan.capacity * 100, 0,  people_[i].last_given_at};
            for (int g : plan.groups) agent.groups.push_back(std::to_string(g));
            agent.given = static_cast<int>(std::ranges::count_if(
                people_[i].given, [&](Seconds at) { return at > now_ - 3600; }));
            agent.silences = static_cast<int>(std::ranges::count_if(
                people_[i].silences, [&](Seconds at) { return at > now_ - 900; }));
            floor_.agents.push_back(std::move(agent));
        }
        for (auto& held : held_) {
            if (held.is_over || held.agent < 0) continue;
            auto& plan = plan_.agents[static_cast<std::size_t>(held.agent)];
            auto agent =
                std::ranges::find(floor_.agents, plan.name, [](auto& one) { return one.id.text; });
            if (agent == floor_.agents.end()) continue;
            agent->used += held.ticket.weight;
            if (!held.owed_since) continue;
            auto ticket = held.ticket;
            ticket.queue_from.us += instant(*held.owed_since).us - ticket.queued_at.us;
            ticket.queued_at = instant(*held.owed_since);
            floor_.debts.push_back(
                {ticket, agent->id, instant(std::max(*held.owed_since, held.given_at))});
        }
    }
    int agent_named(const std::string& who) const {
        return static_cast<int>(std::ranges::find(plan_.agents, who, &AgentPlan::name) -
                                plan_.agents.begin());
    }
    void step() {
        picture();
        for (auto& step : reception::stepped(floor_, instant(now_))) {
            auto& held = held_[static_cast<std::size_t>(std::stoi(step.conversation.text))];
            auto agent = agent_named(step.person.text);
            auto& who = people_[static_cast<std::size_t>(agent)];
            if (step.kind == reception::Step::Kind::give) {
                held.agent = agent;
                held.given_at = now_;
                who.last_given_at = instant(now_);
                who.given.push_back(now_);
                continue;
            }
            if (step.kind == reception::Step::Kind::suspend) {
                who.presence = Presence::busy;
                continue;
            }
            held.agent = waits;
            held.ticket.passed.push_back(step.person);
            auto since = instant(*held.owed_since);
            held.ticket.queue_from.us += since.us - held.ticket.queued_at.us;
            held.ticket.queued_at = since;
            who.silences.push_back(now_);
        }
    }
    std::optional<double> estimate(const reception::Ticket& ticket) {
        if (ended_ < 5) return std::nullopt;
        picture();
        auto mine = std::ranges::find(floor_.tickets, ticket.id, &reception::Ticket::id);
        auto wait = reception::expected_wait(ticket, {floor_.tickets.begin(), mine}, floor_,
                                             std::chrono::seconds{total_ / ended_}, instant(now_));
        if (!wait) return std::nullopt;
        return static_cast<double>(wait->count()) / 1e6;
    }

    Plan plan_;
    reception::Floor floor_;
    std::vector<Held> held_;
    std::vector<Somebody> people_;
    std::map<int, std::optional<double>> told_;
    Seconds now_ = 0;
    std::int64_t total_ = 0, ended_ = 0;
};

}  // namespace

std::unique_ptr<Queue> pure_queue() { return std::make_unique<Pure>(); }

// --- the judge and the people
// ---------------------------------------------------------------------------

namespace {

struct Chat {
    Seconds came = 0, queued = 0, turn = 0;  // turn: queued less the head start
    int holder = waits;
    std::optional<Seconds> given_at, began_at, owed_since;
    std::set<int> passed;
    std::size_t asked = 0;
    std::optional<Seconds> answers_at;
    Seconds could_be_given_since = -1;
    bool is_over = false, was_given = false;
};
struct Worker {
    Presence presence = Presence::here;
    Seconds since = 0;
    int given = 0;
};

class Judge {
public:
    Judge(const Plan& plan, Queue& queue)
        : plan_(plan), queue_(queue), dice_(plan.seed + 99), people_(plan.agents.size()) {}
    Outcome run() {
        queue_.begin(plan_);
        std::size_t turn = 0;
        for (now_ = 0; now_ < an_hour; ++now_) {
            queue_.time_is(now_);
            if (now_ % looks_every == 0) {
                queue_.looks();
                look();
            }
            for (; turn < plan_.turns.size() && plan_.turns[turn].at <= now_; ++turn)
                take_turn(plan_.turns[turn]);
            buyers_come();
            chats_go_on();
            if (now_ % looks_every == 0) nothing_is_stuck();
        }
        out_.chats = static_cast<int>(chats_.size());
        if (plan_.equal) compare_shares();
        return out_;
    }

private:
    void complain(std::string words) {
        if (out_.complaints.size() < 5)
            out_.complaints.push_back("seed " + std::to_string(plan_.seed) + " at " +
                                      std::to_string(now_) + " s: " + words);
    }
    void take_turn(const Turn& turn) {
        auto& who = people_[static_cast<std::size_t>(turn.agent)];
        if (who.presence == turn.presence) return;
        who = {turn.presence, now_, who.given};
        queue_.turns(turn.agent, turn.presence);
        look();
    }
    void buyers_come() {
        while (chats_.size() < plan_.buyers.size() && plan_.buyers[chats_.size()].comes <= now_) {
            auto buyer = static_cast<int>(chats_.size());
            auto& plan = plan_.buyers[chats_.size()];
            Chat chat;
            chat.came = chat.queued = now_;
            chat.turn = now_ - rules.vip_start_s * plan.vip_tier;
            chat.owed_since = now_;
            chats_.push_back(chat);
            queue_.comes(buyer);
            look();
        }
    }
    bool is_silent(int agent) const {
        return std::ranges::any_of(plan_.silences, [&](auto& one) {
            return one.agent == agent && one.from <= now_ && now_ < one.to;
        });
    }
    bool can_act(int agent) const {
        auto presence = people_[static_cast<std::size_t>(agent)].presence;
        return (presence == Presence::here || presence == Presence::busy) && !is_silent(agent);
    }
    void chats_go_on() {
        for (std::size_t i = 0; i < chats_.size(); ++i) {
            auto& chat = chats_[i];
            if (chat.is_over || chat.holder < 0) continue;
            auto& plan = plan_.buyers[i];
            auto buyer = static_cast<int>(i);
            if (chat.began_at && chat.asked < plan.asks_at.size() &&
                now_ >= *chat.began_at + plan.asks_at[chat.asked]) {
                ++chat.asked;
                if (!chat.owed_since) {
                    chat.owed_since = now_;
                    chat.answers_at = now_ + dice_.between(5, 40);
                }
                queue_.asks(buyer);
                look();
            }
            if (chat.holder < 0 || !can_act(chat.holder)) continue;
            if (chat.owed_since && chat.answers_at && now_ >= *chat.answers_at) {
                queue_.answers(chat.holder, buyer);
                chat.owed_since.reset();
                chat.answers_at.reset();
                chat.passed.clear();
                if (!chat.began_at) chat.began_at = now_;
            } else if (!chat.owed_since && chat.began_at && now_ >= *chat.began_at + plan.lasts) {
                queue_.ends(chat.holder, buyer);
                chat.is_over = true;
                look();
            }
        }
    }

    // --- what came of it ---
    bool is_here(int agent) const {
        return people_[static_cast<std::size_t>(agent)].presence == Presence::here;
    }
    int load_of(int agent) const {
        return static_cast<int>(std::ranges::count_if(
            chats_, [&](auto& chat) { return !chat.is_over && chat.holder == agent; }));
    }
    // Group and skill, room aside; written a second time, plainly.
    bool fits(std::size_t buyer, int agent) const {
        auto& chat = chats_[buyer];
        auto& plan = plan_.buyers[buyer];
        auto& who = plan_.agents[static_cast<std::size_t>(agent)];
        bool group_fits = plan.group < 0;
        auto left = now_ - chat.queued;
        std::set<int> tried;
        for (int group = plan.group; !group_fits && group >= 0 && tried.insert(group).second;) {
            group_fits = std::ranges::find(who.groups, group) != who.groups.end();
            auto& of = plan_.groups[static_cast<std::size_t>(group)];
            if (left < of.overflow_after) break;
            left -= of.overflow_after;
            group = of.overflow_to;
            if (group < 0) group_fits = true;
        }
        bool skill_fits =
            plan.need.empty() || !who.skills.empty() || now_ - chat.queued >= rules.skill_wait_s;
        return group_fits && skill_fits;
    }
    bool could_have(std::size_t buyer, int agent) const {
        return is_here(agent) && !chats_[buyer].passed.contains(agent) && fits(buyer, agent);
    }
    void look() {
        auto holders = queue_.holders();
        std::vector<std::pair<std::size_t, int>> given;
        for (std::size_t i = 0; i < chats_.size(); ++i) {
            auto& chat = chats_[i];
            auto holder = i < holders.size() ? holders[i] : is_over;
            if (chat.is_over != (holder == is_over)) {
                ++out_.lost;
                complain("buyer " + std::to_string(i) + " is in another state than it was left");
                chat.is_over = true;
            }
            if (chat.is_over || holder == chat.holder) continue;
            if (holder == waits || chat.holder >= 0) was_taken_back(chat);
            if (holder >= 0) given.emplace_back(i, holder);
        }
        std::ranges::sort(given, {},
                          [&](auto& one) { return std::tuple(chats_[one.first].turn, one.first); });
        for (auto& [i, agent] : given) was_given(i, agent);
        for (auto& [i, agent] : given) nobody_was_skipped(i, agent);
    }
    void was_taken_back(Chat& chat) {
        ++out_.taken_back;
        auto& who = people_[static_cast<std::size_t>(chat.holder)];
        if (who.presence != Presence::crashed) {
            chat.passed.insert(chat.holder);
            silences_[chat.holder].push_back(now_);
            auto recent = std::ranges::count_if(silences_[chat.holder],
                                                [&](Seconds at) { return at > now_ - 900; });
            // So does the queue itself.
            if (recent >= rules.suspends_after) who = {Presence::busy, now_, who.given};
        }
        auto since = chat.owed_since.value_or(now_);
        chat.turn += since - chat.queued;
        chat.queued = since;
        chat.holder = waits;
        chat.answers_at.reset();
    }
    void was_given(std::size_t i, int agent) {
        auto& chat = chats_[i];
        auto& who = people_[static_cast<std::size_t>(agent)];
        if (load_of(agent) >= plan_.agents[static_cast<std::size_t>(agent)].capacity) {
            ++out_.over_capacity;
            complain("agent " + std::to_string(agent) + " got one too many");
        }
        if (who.presence != Presence::here) {
            ++out_.lost;
            complain("agent " + std::to_string(agent) + " got one and is not here");
        }
        if (plan_.equal) judge_choice(i, agent);
        chat.holder = agent;
        chat.given_at = now_;
        chat.answers_at = now_ + dice_.between(5, 40);
        chat.could_be_given_since = -1;
        ++out_.given;
        ++who.given;
        if (chat.was_given) return;
        chat.was_given = true;
        auto waited = static_cast<double>(now_ - chat.came);
        out_.waits.push_back(waited);
        // What was told to somebody who was taken at once was never read.
        if (auto told = queue_.told_wait(static_cast<int>(i)); told && waited > 0)
            out_.wait_errors.push_back(std::abs(*told - waited));
    }
    // The house does not fill up somebody while others are idle; half of one's places above the
    // mean is nearly full.
    void judge_choice(std::size_t i, int agent) {
        auto used = [&](int who) {
            return 1.0 * load_of(who) / plan_.agents[static_cast<std::size_t>(who)].capacity;
        };
        double mean = 0;
        for (int who = 0; who < static_cast<int>(people_.size()); ++who)
            mean += used(who) / static_cast<double>(people_.size());
        int others = 0, fewer = 0;
        for (int who = 0; who < static_cast<int>(people_.size()); ++who) {
            if (who == agent || used(who) >= 1 || !could_have(i, who)) continue;
            ++others;
            if (used(who) < mean + 0.5 && people_[static_cast<std::size_t>(who)].given <
                                              people_[static_cast<std::size_t>(agent)].given)
                ++fewer;
        }
        if (others == 0) ++out_.forced;
        if (fewer == 0) return;
        ++out_.unfair;
        complain("agent " + std::to_string(agent) + " got one before an equal who had had fewer");
    }
    void nobody_was_skipped(std::size_t i, int agent) {
        for (std::size_t other = 0; other < chats_.size(); ++other) {
            auto& chat = chats_[other];
            if (chat.is_over || chat.holder != waits) continue;
            if (std::tuple(chat.turn, other) < std::tuple(chats_[i].turn, i) &&
                could_have(other, agent)) {
                ++out_.skipped;
                complain("buyer " + std::to_string(other) + " was skipped for " +
                         std::to_string(i));
            }
        }
    }
    void nothing_is_stuck() {
        for (std::size_t i = 0; i < chats_.size(); ++i) {
            auto& chat = chats_[i];
            if (chat.is_over) continue;
            bool could = false;
            for (int agent = 0; agent < static_cast<int>(people_.size()); ++agent) {
                bool has_room =
                    load_of(agent) < plan_.agents[static_cast<std::size_t>(agent)].capacity;
                if (chat.holder == waits) could |= has_room && could_have(i, agent);
            }
            if (chat.holder >= 0 && chat.owed_since) could = lies(i);
            if (!could) chat.could_be_given_since = -1;
            else if (chat.could_be_given_since < 0) chat.could_be_given_since = now_;
            else if (now_ - chat.could_be_given_since > patience) {
                ++out_.stuck;
                complain("buyer " + std::to_string(i) +
                         (chat.holder == waits ? " waits while somebody is free"
                                               : " lies with somebody silent"));
                chat.could_be_given_since = now_;
            }
        }
    }
    // With somebody gone for 90 s, or silent for three minutes while another could have it.
    bool lies(std::size_t i) const {
        auto& chat = chats_[i];
        auto& who = people_[static_cast<std::size_t>(chat.holder)];
        if (who.presence == Presence::crashed)
            return now_ - std::max(who.since, *chat.owed_since) > 90;
        if (who.presence != Presence::here) return false;
        if (now_ - std::max(*chat.owed_since, *chat.given_at) <= rules.silence_s) return false;
        for (int agent = 0; agent < static_cast<int>(people_.size()); ++agent)
            if (agent != chat.holder && could_have(i, agent)) return true;
        return false;
    }
    void compare_shares() {
        auto [least, most] = std::ranges::minmax(people_, {}, &Worker::given);
        if (least.given >= 20) out_.share = static_cast<double>(most.given) / least.given;
    }

    Plan plan_;
    Queue& queue_;
    Dice dice_;
    std::vector<Chat> chats_;
    std::vector<Worker> people_;
    std::map<int, std::vector<Seconds>> silences_;
    Seconds now_ = 0;
    Outcome out_;
};

}  // namespace

Outcome played(const Plan& plan, Queue& queue) { return Judge(plan, queue).run(); }

}  // namespace rush
