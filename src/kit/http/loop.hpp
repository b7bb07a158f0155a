// One event loop and its thread: what server.cpp and websocket.cpp share, and the only header that
// names the library. Nothing else may include it.
//
// Invariants: whatever belongs to a connection is touched by its loop's thread only; other threads
// reach it through `post`, which drops what comes after the loop has closed, so that a late answer
// or a late frame finds nobody and harms nothing. Time limits are deadlines that one tick per loop
// looks at, so that a connection needs no timer of its own.
#pragma once

#include <array>
#include <atomic>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/intrusive/list.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "kit/http/server.hpp"

namespace kit::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using Executor = asio::io_context::executor_type;
using TcpSocket = asio::basic_stream_socket<tcp, Executor>;
template <class T>
using Task = asio::awaitable<T, Executor>;
inline constexpr auto token = asio::as_tuple(asio::use_awaitable_t<Executor>{});

using SteadyTime = std::chrono::steady_clock::time_point;
inline SteadyTime steady_now() { return std::chrono::steady_clock::now(); }

// Counters that many threads add to.
// How many connections each address holds.
class Addresses {
public:
    // False, and counts nothing, when it holds `most` already.
    bool take(const std::string& address, std::size_t most) {
        std::lock_guard lock(guard_);
        auto& held = held_[address];
        if (held >= most) return false;
        ++held;
        return true;
    }
    void give_back(const std::string& address) {
        std::lock_guard lock(guard_);
        auto found = held_.find(address);
        if (found != held_.end() && --found->second == 0) held_.erase(found);
    }

private:
    std::mutex guard_;
    std::unordered_map<std::string, std::size_t> held_;
};

struct Tally {
    Addresses addresses;
    std::atomic<std::uint64_t> requests{0}, refused_framing{0}, sockets_opened{0}, frames_out{0},
        frames_in{0}, catch_ups{0}, shed{0};
    std::atomic<std::size_t> connections{0}, sockets{0}, busy{0};
};

// Something of a loop that has time limits: a connection or a live socket.
class Watched : public boost::intrusive::list_base_hook<> {
public:
    virtual ~Watched() = default;
    virtual void tick(SteadyTime now) = 0;
    virtual void stop_soon() = 0;  // finish what is being done, begin nothing new
    virtual void stop_now() = 0;
};

class Loop : public std::enable_shared_from_this<Loop> {
public:
    // Fine enough for limits in seconds, coarse enough to cost nothing with 10,000 sockets.
    static constexpr auto tick_every = std::chrono::milliseconds{250};

    explicit Loop(std::shared_ptr<Tally> counts) : tally(std::move(counts)) {}

    void start();           // runs the loop on a thread of its own
    void close_and_join();  // after stop_now: ends the thread; later posts are dropped
    bool in_thread() const { return thread_.get_id() == std::this_thread::get_id(); }

    // From any thread; runs in order on the loop's thread, or not at all once the loop has closed.
    void post(std::move_only_function<void()>);

    // On the loop's thread only.
    void watch(Watched& item) { watched_.push_back(item); }
    void unwatch(Watched& item) { watched_.erase(watched_.iterator_to(item)); }
    template <class Visit>
    void each(Visit visit) {
        // A visit may end the item it visits.
        for (auto at = watched_.begin(); at != watched_.end();) visit(*at++);
    }

    asio::io_context context{1};
    const std::shared_ptr<Tally> tally;
    // Loop's thread only.
    bool stopping = false;                // nothing new begins, what is under way may finish
    bool ending = false;                  // nothing may wait any more
    std::array<char, 64 * 1024> scratch;  // for bytes that are dealt with at once

private:
    void run_posted();
    static Task<void> ticking(Loop&);

    boost::intrusive::list<Watched> watched_;
    asio::basic_waitable_timer<std::chrono::steady_clock,
                               asio::wait_traits<std::chrono::steady_clock>, Executor>
        timer_{context.get_executor()};
    std::optional<asio::executor_work_guard<Executor>> work_{context.get_executor()};
    std::thread thread_;
    std::mutex guard_;
    std::vector<std::move_only_function<void()>> posted_;
    bool closed_ = false;
};

// A value on its way from any thread to one coroutine of a loop. Whoever comes first decides: a
// `put` after `give_up` is refused, and the coroutine that waits then gets nothing.
template <class T>
class Letterbox : public std::enable_shared_from_this<Letterbox<T>> {
public:
    explicit Letterbox(std::shared_ptr<Loop> loop) : loop_(std::move(loop)) {}

    // From any thread. Takes the value only if it is the first and somebody may still want it.
    bool put(T&& value) {
        std::move_only_function<void()> waiter;
        {
            std::lock_guard lock(guard_);
            if (value_ || given_up_) return false;
            value_.emplace(std::move(value));
            waiter = std::move(waiter_);
            waiter_ = nullptr;
        }
        if (waiter) loop_->post(std::move(waiter));
        return true;
    }

    // On the loop's thread, at most one at a time.
    Task<std::optional<T>> take() {
        // The loop must not end while the waiter is in the hands of another thread's `put`.
        asio::executor_work_guard<Executor> work(loop_->context.get_executor());
        co_await asio::async_initiate<const asio::use_awaitable_t<Executor>, void()>(
            [this](auto handler) {
                {
                    std::lock_guard lock(guard_);
                    if (!value_ && !given_up_) {
                        waiter_ = std::move(handler);
                        return;
                    }
                }
                asio::post(loop_->context, std::move(handler));
            },
            asio::use_awaitable_t<Executor>{});
        std::lock_guard lock(guard_);
        co_return std::exchange(value_, std::nullopt);
    }

    // On the loop's thread.
    void give_up() {
        std::move_only_function<void()> waiter;
        {
            std::lock_guard lock(guard_);
            if (value_) return;
            given_up_ = true;
            waiter = std::move(waiter_);
            waiter_ = nullptr;
        }
        if (waiter) asio::post(loop_->context, std::move(waiter));
    }

private:
    std::shared_ptr<Loop> loop_;
    std::mutex guard_;
    std::optional<T> value_;
    std::move_only_function<void()> waiter_;
    bool given_up_ = false;
};

}  // namespace kit::http
