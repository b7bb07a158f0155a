#include "kit/jobs/jobs.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace kit {

using namespace std::chrono_literals;

constexpr int tries_max = 12;
constexpr Span lease = std::chrono::seconds{60};

void Work::schedule_event(std::string_view name, std::string payload) {
    schedule(*this, "event:" + std::string(name), std::move(payload), now);
}

void schedule(Work& work, std::string kind, std::string payload, Time due,
              std::optional<std::string> once) {
    if (once) unschedule(work, kind, *once);
    work.db.insert(Job{work.new_id<Job>(), std::move(kind), std::move(once), Json{std::move(payload)}, due,
                       0, Time{0}, 0, JobState::waiting, ""});
    work.scheduled = true;
}

void unschedule(Work& work, std::string_view kind, std::string_view once) {
    work.db.execute("delete from jobs where kind = ? and once = ?", kind, once);
}

bool is_scheduled(Work& work, std::string_view kind, std::string_view once) {
    return work.db.value<std::string>("select id from jobs where kind = ? and once = ?", kind, once).has_value();
}

struct Jobs::Inside {
    std::mutex guard;
    std::condition_variable changed;
    bool poked = false;
    bool stopping = false;
    std::jthread thread;
    std::mutex running;   // one runner at a time in this process
};

Jobs::Jobs(Store& store) : store_(store), inside_(std::make_unique<Inside>()) {}
Jobs::~Jobs() { stop(); }

void Jobs::outside(std::string kind,
                   std::function<std::optional<std::string>(Store&, const Job&)> effect) {
    outside_handlers_[std::move(kind)] = std::move(effect);
}

void Jobs::every(Span pause, std::function<void(Work&)> verb) { habits_.push_back({pause, std::move(verb), {}}); }

void Jobs::run_habits() {
    for (auto& habit : habits_) {
        if (store_.clock().now() < habit.next) continue;
        habit.next = store_.clock().now() + habit.pause;
        store_.write_now(habit.verb);
    }
}

void Jobs::start() {
    store_.announced(events_);
    inside_->thread = std::jthread([this] {
        for (;;) {
            run_due();
            std::unique_lock lock(inside_->guard);
            // Timers of other nodes and a moved clock are seen at the next look.
            inside_->changed.wait_for(lock, 250ms, [&] { return inside_->poked || inside_->stopping; });
            if (inside_->stopping) return;
            inside_->poked = false;
        }
    });
}

void Jobs::wake() {
    std::lock_guard lock(inside_->guard);
    inside_->poked = true;
    inside_->changed.notify_one();
}

void Jobs::stop() {
    {
        std::lock_guard lock(inside_->guard);
        inside_->stopping = true;
        inside_->changed.notify_one();
    }
    if (inside_->thread.joinable()) inside_->thread.join();
}

void Jobs::run_due() {
    std::lock_guard lock(inside_->running);
    try {
        run_habits();
        while (run_some()) {
        }
    } catch (const Breakage& why) {
        spdlog::error("jobs: {}", why.what());
    }
}

bool Jobs::run_some() {
    auto due = store_.read_now([](Work& work) {
        return work.db.all<Job>(
            "where state = 'waiting' and due_at <= ? and leased_until <= ? order by due_at, id limit 200",
            work.now, work.now);
    });
    for (auto& job : due) {
        std::unique_lock lock(inside_->guard);
        if (inside_->stopping) return false;
        lock.unlock();
        if (outside_handlers_.contains(job.kind)) run_outside(job);
        else run_inside(job);
    }
    return !due.empty();
}

// Source: full jitter is not needed for one runner; pauses double from 1 s to 1 h.
static Span pause_after(int attempts) {
    return std::min<Span>(std::chrono::seconds{1ll << std::min(attempts, 12)}, std::chrono::hours{1});
}

static void note_failure(Work& work, const Job& job, const std::string& error) {
    auto attempts = job.attempts + 1;
    auto state = attempts >= tries_max ? JobState::failed : JobState::waiting;
    work.db.execute(
        "update jobs set attempts = ?, state = ?, error = ?, due_at = ?, leased_until = 0 "
        "where id = ? and fence = ?",
        attempts, state, error.substr(0, 500), work.now + pause_after(attempts), job.id, job.fence);
}

void Jobs::run_inside(const Job& job) {
    auto handlers = inside_handlers_.find(job.kind);
    std::string error = "nobody handles this kind";
    if (handlers != inside_handlers_.end()) {
        try {
            store_.write_now([&](Work& work) {
                // Somebody else ran it, or it was set again, since we looked.
                if (work.db.execute("delete from jobs where id = ?", job.id) == 0) return;
                for (auto& handler : handlers->second) handler(work, job.payload.text);
            });
            return;
        } catch (const std::exception& why) {
            error = why.what();
        }
    }
    spdlog::error("job {} {}: {}", job.kind, job.id.text, error);
    store_.write_now([&](Work& work) { note_failure(work, job, error); });
}

void Jobs::run_outside(const Job& found) {
    auto job = found;
    job.fence += 1;
    auto ours = store_.write_now([&](Work& work) {
        return work.db.execute(
                   "update jobs set fence = ?, leased_until = ? where id = ? and fence = ? and leased_until <= ?",
                   job.fence, work.now + lease, job.id, found.fence, work.now) == 1;
    });
    if (!ours) return;
    std::optional<std::string> error;
    try {
        error = outside_handlers_.find(job.kind)->second(store_, job);
    } catch (const std::exception& why) {
        error = why.what();
    }
    store_.write_now([&](Work& work) {
        if (error) note_failure(work, job, *error);
        else work.db.execute("delete from jobs where id = ? and fence = ?", job.id, job.fence);
    });
}

}  // namespace kit
