#include "kit/http/loop.hpp"

#include <csignal>
#include <cstdio>
#include <exception>

namespace kit::http {

void Loop::start() {
    asio::co_spawn(context, ticking(*this), asio::detached);
    thread_ = std::thread([this] {
        // sendfile to a peer that has gone raises it, and it would end the process.
        sigset_t pipe;
        sigemptyset(&pipe);
        sigaddset(&pipe, SIGPIPE);
        pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
        // An exception that reaches this point took down one callback; the others go on.
        for (;;) {
            try {
                context.run();
                return;
            } catch (const std::exception& e) {
                std::fprintf(stderr, "event loop: %s\n", e.what());
            }
        }
    });
}

void Loop::close_and_join() {
    post([this] {
        stopping = ending = true;
        timer_.cancel();
        work_.reset();
    });
    if (thread_.joinable()) thread_.join();
    std::vector<std::move_only_function<void()>> dropped;
    std::lock_guard lock(guard_);
    closed_ = true;
    dropped.swap(posted_);
}

void Loop::post(std::move_only_function<void()> call) {
    std::lock_guard lock(guard_);
    if (closed_) return;
    posted_.push_back(std::move(call));
    if (posted_.size() == 1) asio::post(context, [this] { run_posted(); });
}

void Loop::run_posted() {
    std::vector<std::move_only_function<void()>> calls;
    {
        std::lock_guard lock(guard_);
        calls.swap(posted_);
    }
    for (auto& call : calls) call();
}

Task<void> Loop::ticking(Loop& loop) {
    while (!loop.ending) {
        loop.timer_.expires_after(tick_every);
        co_await loop.timer_.async_wait(token);
        auto now = steady_now();
        loop.each([&](Watched& item) { item.tick(now); });
    }
}

}  // namespace kit::http
