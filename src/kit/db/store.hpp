// The database of the house: one writer that commits in groups, many readers on snapshots.
//
//     write(job) --> queue --> [begin | job job job … | commit] --> done, events leave
//     read(job)  --> any free reader --> snapshot --> done
//
// The writer takes what has queued (at most 512), runs it in one transaction, commits once and only
// then answers. A job that throws rolls the batch back; its neighbours run again one by one, so
// that one breakage costs nobody else anything. With PostgreSQL a serialization failure is tried
// again.
#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <type_traits>
#include <vector>

#include "kit/base/values.hpp"
#include "kit/db/work.hpp"

namespace kit {

struct StoreJob {
    // Returns false when it refused: then it must not have written.
    std::move_only_function<bool(Work&)> run;
    // After the commit, or with what broke. Called on the store's thread; must be quick.
    std::move_only_function<void(std::exception_ptr)> done;
};

struct StoreCounts {
    std::uint64_t writes = 0, batches = 0, reads = 0, broken = 0;
    std::size_t queued = 0;
};

class Store {
public:
    struct Options {
        std::string url;  // file path or postgres://…
        int readers = 2;
        std::size_t batch_max = 512;
        std::size_t queue_max = 20'000;  // beyond: refused as unavailable by the caller
        Settings settings;
    };
    // Opens, and recovers what a crash left. `clock` must outlive the store.
    Store(Options, const Clock& clock);
    ~Store();

    // What leaves after a commit, on this node or (PostgreSQL) any other; set before the first
    // write.
    void on_commit(
        std::function<void(std::vector<Published>, std::vector<std::string> cuts, bool scheduled)>);

    // Names of the events that somebody reacts to; set before the first write.
    void announced(std::set<std::string, std::less<>> names);

    void write(StoreJob);
    void read(StoreJob);

    // Blocking forms for job threads, start-up and tests; throws what broke.
    template <class F>
    auto write_now(F verb) {
        return wait<F>(std::move(verb), true);
    }
    template <class F>
    auto read_now(F verb) {
        return wait<F>(std::move(verb), false);
    }

    StoreCounts counts() const;
    const Clock& clock() const { return clock_; }
    const Settings& settings() const;
    Dialect dialect() const;
    // True when the queue is so long that new work should be refused at the door.
    bool overloaded() const;
    // Finishes what is queued and stops the threads.
    void stop();

private:
    template <class F>
    auto wait(F verb, bool write) -> std::invoke_result_t<F&, Work&>;
    void run_writer();
    void run_reader();
    void pass_on(std::vector<Published>);
    bool attempt(Connection&, std::vector<StoreJob>& jobs, std::size_t from, std::size_t to,
                 std::exception_ptr& broken);

    struct Inside;
    std::unique_ptr<Inside> inside_;
    const Clock& clock_;
};

template <class T>
struct is_result : std::false_type {};
template <class T>
struct is_result<Result<T>> : std::true_type {};

template <class F>
auto Store::wait(F verb, bool write) -> std::invoke_result_t<F&, Work&> {
    using R = std::invoke_result_t<F&, Work&>;
    constexpr bool nothing = std::is_void_v<R>;
    std::conditional_t<nothing, char, std::optional<std::conditional_t<nothing, char, R>>> answer{};
    std::mutex guard;
    std::condition_variable changed;
    bool done = false;
    std::exception_ptr broken;
    StoreJob job{[&](Work& work) {
                     work.who.kind = Principal::Kind::system;
                     if constexpr (nothing) {
                         verb(work);
                         return true;
                     } else {
                         answer.emplace(verb(work));
                         if constexpr (is_result<R>::value) return answer->has_value();
                         else return true;
                     }
                 },
                 [&](std::exception_ptr error) {
                     std::lock_guard lock(guard);
                     broken = error;
                     done = true;
                     changed.notify_one();
                 }};
    if (write) this->write(std::move(job));
    else this->read(std::move(job));
    std::unique_lock lock(guard);
    changed.wait(lock, [&] { return done; });
    if (broken) std::rethrow_exception(broken);
    if constexpr (!nothing) return *std::move(answer);
}

}  // namespace kit
