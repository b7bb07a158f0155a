// Does anybody wait unseen? Promise P19 over ten thousand hours of the pure machine, the same hours
// against real houses, and what the queue and presence cost on a big floor.
//
//     bin/bench reception [--json] [--seeds 10000] [--house-seeds 3] [--agents 500] [--only
//     queue|house|assignment|presence]
//
// queue_*: sums over all seeds of the pure machine; house_*: the same histories over HTTP, on
// SQLite by one process and on PostgreSQL by two (when bin/with_postgres names one). queue_fairness
// is the worst of all floors where everybody is alike and at least two conversations of three were
// a choice; queue_fairness_forced the worst of the others, where most came to the only one who had
// room; queue_unfair counts choices against somebody who had had fewer, on all of them
// (docs/decisions/0023). assignment_p99: from the commit that frees a place to the commit that
// gives it away, with every agent full and 5,000 waiting. presence_cpu_ratio_500_to_50: the
// server's CPU an agent at 500 agents over that at 50, each changing status every ten seconds.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <future>
#include <span>
#include <thread>

#include "chaos/kit/big_floor.hpp"
#include "chaos/kit/rush.hpp"

namespace {

void say(const char* name, double value, const char* unit, double against) {
    std::printf(R"({"name":"%s","value":%.3f,"unit":"%s","against":%.3f,"ratio":%.3f})"
                "\n",
                name, value, unit, against, against > 0 ? value / against : value);
    std::fflush(stdout);
}

struct Sum {
    std::uint64_t seeds = 0;
    std::int64_t chats = 0, skipped = 0, stuck = 0, over_capacity = 0, lost = 0, taken_back = 0,
                 unfair = 0, floors = 0;
    double worst_share = 1, worst_forced = 1;
    std::vector<double> wait_errors;
    void add(const rush::Outcome& out) {
        Sum one{.seeds = 1,
                .chats = out.chats,
                .skipped = out.skipped,
                .stuck = out.stuck,
                .over_capacity = out.over_capacity,
                .lost = out.lost,
                .taken_back = out.taken_back,
                .unfair = out.unfair,
                .wait_errors = out.wait_errors};
        one.floors = out.share && out.is_chosen() ? 1 : 0;
        (out.is_chosen() ? one.worst_share : one.worst_forced) = out.share.value_or(1);
        add(one);
        for (auto& words : out.complaints) std::fprintf(stderr, "%s\n", words.c_str());
    }
    void add(const Sum& other) {
        seeds += other.seeds;
        chats += other.chats;
        skipped += other.skipped;
        stuck += other.stuck;
        over_capacity += other.over_capacity;
        lost += other.lost;
        taken_back += other.taken_back;
        unfair += other.unfair;
        floors += other.floors;
        worst_share = std::max(worst_share, other.worst_share);
        worst_forced = std::max(worst_forced, other.worst_forced);
        std::ranges::copy(other.wait_errors, std::back_inserter(wait_errors));
    }
    std::int64_t wrong() const { return skipped + stuck + over_capacity + lost + unfair; }
};

Sum pure(std::uint64_t from, std::uint64_t to, std::uint64_t step) {
    Sum out;
    for (auto seed = from; seed <= to; seed += step) {
        auto queue = rush::pure_queue();
        out.add(rush::played(rush::planned(seed), *queue));
    }
    return out;
}

Sum all_pure(std::uint64_t seeds) {
    auto threads = std::max(1u, std::thread::hardware_concurrency());
    std::vector<std::future<Sum>> parts;
    for (std::uint64_t i = 1; i <= threads; ++i)
        parts.push_back(std::async(std::launch::async, pure, i, seeds, threads));
    Sum out;
    for (auto& part : parts) out.add(part.get());
    return out;
}

void tell(const Sum& sum) {
    say("queue_seeds", static_cast<double>(sum.seeds), "seeds", 10'000);
    say("queue_chats", static_cast<double>(sum.chats), "chats", 0);
    say("queue_taken_back", static_cast<double>(sum.taken_back), "chats", 0);
    say("queue_skipped", static_cast<double>(sum.skipped), "chats", 0);
    say("queue_stuck", static_cast<double>(sum.stuck), "chats", 0);
    say("queue_over_capacity", static_cast<double>(sum.over_capacity), "chats", 0);
    say("queue_lost", static_cast<double>(sum.lost), "chats", 0);
    say("queue_unfair", static_cast<double>(sum.unfair), "chats", 0);
    say("queue_fairness", sum.worst_share, "max/min", 1.2);
    say("queue_fairness_floors", static_cast<double>(sum.floors), "floors", 0);
    say("queue_fairness_forced", sum.worst_forced, "max/min", 0);
    auto errors = sum.wait_errors;
    std::ranges::sort(errors);
    if (!errors.empty()) {
        say("wait_estimate_median_error_s", errors[errors.size() / 2], "s", 60);
        say("wait_estimate_p90_error_s", errors[errors.size() * 9 / 10], "s", 0);
    }
}

}  // namespace

int main(int count, char** arguments) {
    std::uint64_t seeds = 10'000;
    int house_seeds = 3, agents = 500;
    std::string only;
    for (int i = 1; i + 1 < count; ++i) {
        if (!std::strcmp(arguments[i], "--seeds"))
            seeds = std::strtoull(arguments[i + 1], nullptr, 10);
        if (!std::strcmp(arguments[i], "--house-seeds")) house_seeds = std::atoi(arguments[i + 1]);
        if (!std::strcmp(arguments[i], "--agents")) agents = std::atoi(arguments[i + 1]);
        if (!std::strcmp(arguments[i], "--only")) only = arguments[i + 1];
    }
    // Processes are split off before anything has a thread.
    if (only.empty() || only == "presence") {
        auto few = floor_bench::presence_cpu_per_agent_us(50),
             many = floor_bench::presence_cpu_per_agent_us(agents);
        say("presence_cpu_per_agent_50", few, "us/s", 0);
        say("presence_cpu_per_agent_500", many, "us/s", 0);
        say("presence_cpu_ratio_500_to_50", many / few, "x", 1);
    }
    if (only.empty() || only == "assignment")
        say("assignment_p99", floor_bench::assignment_p99_ms(agents, 5'000), "ms", 100);
    std::int64_t wrong = 0;
    if (only.empty() || only == "queue") {
        auto sum = all_pure(seeds);
        tell(sum);
        wrong += sum.wrong() + (sum.worst_share > 1.2 ? 1 : 0);
    }
    if (only.empty() || only == "house") {
        for (auto& [name, house] : floor_bench::houses()) {
            Sum sum;
            for (int seed = 1; seed <= house_seeds; ++seed) {
                auto queue = floor_bench::house_queue(house);
                sum.add(rush::played(rush::planned(static_cast<std::uint64_t>(seed), 0.5), *queue));
            }
            say((name + "_seeds").c_str(), static_cast<double>(sum.seeds), "seeds", 0);
            say((name + "_chats").c_str(), static_cast<double>(sum.chats), "chats", 0);
            say((name + "_wrong").c_str(), static_cast<double>(sum.wrong()), "chats", 0);
            wrong += sum.wrong();
        }
    }
    return wrong == 0 ? 0 : 1;
}
