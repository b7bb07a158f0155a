// Work for later: reactions to events, timers, effects outside the house.
//
//     announce(event) --> row "event:NAME" --commit--> every reaction to NAME, in one transaction
//     later(kind, …)  --> row due at a time ---------> its handler
//     outside effect  --> lease (fence + 1) --> effect --> result, if the fence is still ours
//
// One thread runs what is inside; a few run effects outside, so that a machine that does not answer
// holds up nothing else.
//
// Invariants: a row is gone exactly when its effect on the database is committed; an outside effect
// starts only after the lease is committed, and a second start needs the lease to have run out, or
// on a file, whose only server this is, a new start of the server. What fails is tried again with
// growing pauses (1 s … 1 h) and stays visible as `failed` after 12 tries.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "kit/base/json.hpp"
#include "kit/db/store.hpp"
#include "kit/db/work.hpp"

namespace kit {

enum class JobState { waiting, failed };
BOOST_DESCRIBE_ENUM(JobState, waiting, failed)

struct Job {
    static constexpr auto table = "jobs";
    Id<Job> id;
    std::string kind;
    std::optional<std::string> once;
    Json payload;
    Time due_at;
    int attempts = 0;
    Time leased_until;
    std::int64_t fence = 0;
    JobState state = JobState::waiting;
    std::string error;
};
BOOST_DESCRIBE_STRUCT(Job, (),
                      (id, kind, once, payload, due_at, attempts, leased_until, fence, state,
                       error))

// Adds a row that runs at `due` or soon after. With `once`, a waiting row of that kind and word is
// replaced (a timer that is set again).
void schedule(Work&, std::string kind, std::string payload, Time due,
              std::optional<std::string> once = {});
// Takes a waiting timer back; nothing happens when there is none.
void unschedule(Work&, std::string_view kind, std::string_view once);

// Is a row of that kind and word waiting?
bool is_scheduled(Work&, std::string_view kind, std::string_view once);

template <Described P>
void later(Work& work, std::string kind, const P& payload, Time due,
           std::optional<std::string> once = {}) {
    schedule(work, std::move(kind), json::text_of(payload), due, std::move(once));
}
// Like `later`, but a row that waits already stays as it is: many causes, one run.
template <Described P>
void later_once(Work& work, std::string kind, const P& payload, Time due, std::string word) {
    if (!is_scheduled(work, kind, word))
        later(work, std::move(kind), payload, due, std::move(word));
}

class Jobs {
public:
    explicit Jobs(Store&);
    ~Jobs();

    // A handler inside the house: runs in the transaction that removes the row.
    template <Described P>
    void on(std::string kind, void (*verb)(Work&, const P&)) {
        inside_handlers_[std::move(kind)].push_back([verb](Work& work, const std::string& text) {
            auto payload = json::from_text<P>(text);
            ENSURE(payload, "a job's payload has its shape");
            verb(work, *payload);
        });
    }
    // A reaction to another room's event. Several rooms may react to the same one.
    template <Described E>
    void react(void (*verb)(Work&, const E&)) {
        events_.insert(E::name);
        on<E>(std::string("event:") + E::name, verb);
    }
    // An effect outside (mail, push): no transaction is open. Returns an error text, or nothing
    // when it is done or must not be tried again. May block up to `lease`.
    void outside(std::string kind,
                 std::function<std::optional<std::string>(Store&, const Job&)> effect);

    // What this node does for itself every so often, whatever other nodes do; set before `start`.
    void every(Span, std::function<void(Work&)> verb);

    void start();
    void wake();  // something was scheduled
    void stop();
    // Runs what is due now, on the calling thread, until nothing is; for tests with a set clock.
    void run_due();

private:
    struct Inside;
    struct Habit {
        Span pause;
        std::function<void(Work&)> verb;
        Time next;
    };
    void run_habits();
    enum class Lane { inside, outside };
    void run_lane(Lane);
    bool run_due(Lane);
    std::vector<Job> due(Lane);
    bool run_some(Lane);
    bool is_stopping();
    bool run_inside(std::span<const Job>);
    bool run_handlers(Work&, const Job&);
    void note_breakage(const Job&, std::exception_ptr);
    bool run_outside(const Job&);
    void note_outcome(const Job&, const std::optional<std::string>& error);
    void count_effect(int by);

    Store& store_;
    std::set<std::string, std::less<>> events_;
    std::map<std::string, std::vector<std::function<void(Work&, const std::string&)>>, std::less<>>
        inside_handlers_;
    std::map<std::string, std::function<std::optional<std::string>(Store&, const Job&)>,
             std::less<>>
        outside_handlers_;
    std::vector<Habit> habits_;
    std::unique_ptr<Inside> inside_;
};

}  // namespace kit
