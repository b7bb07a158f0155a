#include "kit/jobs/jobs.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <ranges>
#include <stdexcept>
#include <thread>
#include <tuple>
#include <vector>

namespace kit {

using namespace std::chrono_literals;

constexpr int tries_max = 12;
constexpr std::size_t together_max = 32;  // jobs of the house that are put to the writer at once
constexpr Span lease = std::chrono::seconds{60};
// Effects outside wait for other machines: one that hangs must hold up neither timers nor its
// neighbours.
constexpr int outside_lanes = 3;
// A message schedules work of the house many times a second; who calls other machines need not look
// each time.
constexpr Span outside_pause = 20ms;
using Kinds = std::array<std::string, 16>;

void Work::schedule_event(std::string_view name, std::string payload) {
    schedule(*this, "event:" + std::string(name), std::move(payload), now);
}

void schedule(Work& work, std::string kind, std::string payload, Time due,
              std::optional<std::string> once) {
    if (once) unschedule(work, kind, *once);
    work.db.insert(Job{work.new_id<Job>(), std::move(kind), std::move(once),
                       Json{std::move(payload)}, due, 0, Time{0}, 0, JobState::waiting, ""});
    work.scheduled = true;
}

void unschedule(Work& work, std::string_view kind, std::string_view once) {
    work.db.execute("delete from jobs where kind = ? and once = ?", kind, once);
}

bool is_scheduled(Work& work, std::string_view kind, std::string_view once) {
    return work.db.value<std::string>("select id from jobs where kind = ? and once = ?", kind, once)
        .has_value();
}

struct Jobs::Inside {
    std::mutex guard;
    std::condition_variable changed;
    std::uint64_t pokes = 0;
    bool stopping = false;
    std::vector<std::jthread> threads;
    std::mutex running;  // one runner of the inside lane at a time in this process
    int effects = 0;     // outside, now
};

Jobs::Jobs(Store& store) : store_(store), inside_(std::make_unique<Inside>()) {}
Jobs::~Jobs() { stop(); }

void Jobs::outside(std::string kind,
                   std::function<std::optional<std::string>(Store&, const Job&)> effect) {
    outside_handlers_[std::move(kind)] = std::move(effect);
}

void Jobs::every(Span pause, std::function<void(Work&)> verb) {
    habits_.push_back({pause, std::move(verb), {}});
}

void Jobs::run_habits() {
    for (auto& habit : habits_) {
        if (store_.clock().now() < habit.next) continue;
        habit.next = store_.clock().now() + habit.pause;
        store_.write_now(habit.verb);
    }
}

// One server a file: what the one before held when it was killed is held by nobody now. On a server
// with several nodes such a lease runs out instead.
static void free_what_was_held(Store& store) {
    store.write_now([](Work& work) {
        if (work.db.dialect() == Dialect::sqlite)
            work.db.execute("update jobs set leased_until = 0 where leased_until > 0");
    });
}

void Jobs::start() {
    free_what_was_held(store_);
    store_.announced(events_);
    inside_->threads.emplace_back([this] { run_lane(Lane::inside); });
    for (int i = 0; i < outside_lanes && !outside_handlers_.empty(); ++i)
        inside_->threads.emplace_back([this] { run_lane(Lane::outside); });
}

void Jobs::run_lane(Lane lane) {
    std::uint64_t seen = 0;
    for (;;) {
        run_due(lane);
        std::unique_lock lock(inside_->guard);
        if (lane == Lane::outside)
            inside_->changed.wait_for(lock, outside_pause, [&] { return inside_->stopping; });
        // Timers of other nodes and a moved clock are seen at the next look.
        inside_->changed.wait_for(lock, 250ms,
                                  [&] { return inside_->pokes != seen || inside_->stopping; });
        if (inside_->stopping) return;
        seen = inside_->pokes;
    }
}

void Jobs::wake() {
    std::lock_guard lock(inside_->guard);
    ++inside_->pokes;
    inside_->changed.notify_all();
}

void Jobs::stop() {
    {
        std::lock_guard lock(inside_->guard);
        inside_->stopping = true;
        inside_->changed.notify_all();
    }
    inside_->threads.clear();
}

void Jobs::run_due() {
    for (bool more = true; more;) {
        more = run_due(Lane::inside);
        more = run_due(Lane::outside) || more;
        std::unique_lock lock(inside_->guard);
        more = more || inside_->effects > 0;
        inside_->changed.wait(lock, [&] { return inside_->effects == 0; });
    }
}

bool Jobs::run_due(Lane lane) {
    std::unique_lock lock(inside_->running, std::defer_lock);
    if (lane == Lane::inside) lock.lock();
    bool any = false;
    try {
        if (lane == Lane::inside) run_habits();
        while (run_some(lane)) any = true;
    } catch (const Breakage& why) {
        spdlog::error("jobs: {}", why.what());
    }
    return any;
}

// Statements are fixed, so the kinds outside fill as many places as there are; empty ones name
// nothing.
static Kinds kinds_of(const auto& handlers) {
    Kinds out;
    ENSURE(handlers.size() <= out.size(),
           "the statements of the lanes have a place for every kind outside");
    std::ranges::copy(handlers | std::views::keys, out.begin());
    return out;
}

// The first rows of this lane that are due. Those outside are few among many of the house: the plus
// sign keeps their order from choosing the index, so that they are found by their kinds and not
// behind all that is due.
std::vector<Job> Jobs::due(Lane lane) {
    if (lane == Lane::outside && outside_handlers_.empty()) return {};
    return store_.read_now([&](Work& work) {
        return std::apply(
            [&](const auto&... kind) {
                return lane == Lane::outside
                           ? work.db.all<Job>(
                                 "where state = 'waiting' and kind in (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                                 "and due_at <= ? and leased_until <= ? order by +due_at, id limit 200",
                                 kind..., work.now, work.now)
                           : work.db.all<Job>(
                                 "where state = 'waiting' and kind not in (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                                 "and due_at <= ? and leased_until <= ? order by due_at, id limit 200",
                                 kind..., work.now, work.now);
            },
            kinds_of(outside_handlers_));
    });
}

bool Jobs::run_some(Lane lane) {
    auto rows = due(lane);
    if (lane == Lane::inside) return run_inside(rows);
    for (auto& job : rows) {
        if (is_stopping()) return false;
        // Another lane may have taken the rest meanwhile: look again.
        if (run_outside(job)) return true;
    }
    return false;
}

bool Jobs::is_stopping() {
    std::lock_guard lock(inside_->guard);
    return inside_->stopping;
}

// Source: full jitter is not needed for one runner; pauses double from 1 s to 1 h.
static Span pause_after(int attempts) {
    return std::min<Span>(std::chrono::seconds{1ll << std::min(attempts, 12)},
                          std::chrono::hours{1});
}

static void note_failure(Work& work, const Job& job, const std::string& error) {
    auto attempts = job.attempts + 1;
    auto state = attempts >= tries_max ? JobState::failed : JobState::waiting;
    work.db.execute(
        "update jobs set attempts = ?, state = ?, error = ?, due_at = ?, leased_until = 0 "
        "where id = ? and fence = ?",
        attempts, state, error.substr(0, 500), work.now + pause_after(attempts), job.id, job.fence);
}

// What several handlers said, in the order of their jobs.
struct Outcomes {
    std::mutex guard;
    std::condition_variable changed;
    std::size_t left = 0;
    std::vector<std::exception_ptr> errors;

    void note(std::size_t place, std::exception_ptr error) {
        std::lock_guard lock(guard);
        errors[place] = std::move(error);
        if (--left == 0) changed.notify_all();
    }
};

// A few at a time, so that they share a commit and nobody who writes waits for all that is due.
// They run in their order, each by itself: what one breaks is taken back alone.
bool Jobs::run_inside(std::span<const Job> rows) {
    for (std::size_t from = 0; from < rows.size(); from += together_max) {
        if (is_stopping()) return false;
        auto some = rows.subspan(from, std::min(together_max, rows.size() - from));
        auto told = std::make_shared<Outcomes>();
        told->left = some.size();
        told->errors.resize(some.size());
        for (std::size_t i = 0; i < some.size(); ++i)
            store_.write(
                {[this, &job = some[i]](Work& work) { return run_handlers(work, job); },
                 [told, i](std::exception_ptr error) { told->note(i, std::move(error)); }});
        std::unique_lock lock(told->guard);
        told->changed.wait(lock, [&] { return told->left == 0; });
        lock.unlock();
        for (std::size_t i = 0; i < some.size(); ++i)
            if (told->errors[i]) note_breakage(some[i], told->errors[i]);
    }
    return !rows.empty();
}

bool Jobs::run_handlers(Work& work, const Job& job) {
    work.who.kind = Principal::Kind::system;
    // Somebody else ran it, or it was set again, since we looked.
    if (work.db.execute("delete from jobs where id = ?", job.id) == 0) return true;
    auto handlers = inside_handlers_.find(job.kind);
    if (handlers == inside_handlers_.end()) throw std::runtime_error("nobody handles this kind");
    for (auto& handler : handlers->second) handler(work, job.payload.text);
    return true;
}

void Jobs::note_breakage(const Job& job, std::exception_ptr what) {
    std::string error;
    try {
        std::rethrow_exception(what);
    } catch (const std::exception& why) {
        error = why.what();
    }
    spdlog::error("job {} {}: {}", job.kind, job.id.text, error);
    store_.write_now([&](Work& work) { note_failure(work, job, error); });
}

// False when another lane or node has it.
bool Jobs::run_outside(const Job& found) {
    auto job = found;
    job.fence += 1;
    auto ours = store_.write_now([&](Work& work) {
        return work.db.execute(
                   "update jobs set fence = ?, leased_until = ? where id = ? and fence = ? and leased_until <= ?",
                   job.fence, work.now + lease, job.id, found.fence, work.now) == 1;
    });
    if (!ours) return false;
    count_effect(1);
    std::optional<std::string> error;
    try {
        error = outside_handlers_.find(job.kind)->second(store_, job);
    } catch (const std::exception& why) {
        error = why.what();
    }
    note_outcome(job, error);
    count_effect(-1);
    return true;
}

void Jobs::note_outcome(const Job& job, const std::optional<std::string>& error) {
    try {
        store_.write_now([&](Work& work) {
            if (error) note_failure(work, job, *error);
            else work.db.execute("delete from jobs where id = ? and fence = ?", job.id, job.fence);
        });
    } catch (const Breakage& why) {
        // The lease runs out and another try follows.
        spdlog::error("job {} {}: {}", job.kind, job.id.text, why.what());
    }
}

void Jobs::count_effect(int by) {
    std::lock_guard lock(inside_->guard);
    inside_->effects += by;
    inside_->changed.notify_all();
}

}  // namespace kit
