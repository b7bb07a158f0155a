// Effects outside run beside timers and reactions, not before them.
#include <gtest/gtest.h>
#include <unistd.h>
#include <atomic>

#include <algorithm>
#include <filesystem>
#include <future>
#include <stdexcept>
#include <thread>
#include <vector>

#include "kit/db/migrate.hpp"
#include "kit/jobs/jobs.hpp"

using namespace kit;
using namespace std::chrono_literals;

namespace {

struct Nothing {
    bool again = false;
};
BOOST_DESCRIBE_STRUCT(Nothing, (), (again))

std::promise<void>* rang = nullptr;
void ring(Work&, const Nothing&) { rang->set_value(); }

struct Numbered {
    int number = 0;
};
BOOST_DESCRIBE_STRUCT(Numbered, (), (number))

constexpr int breaks = 5, calls_off = 7, called_off = 9;
std::vector<int>* done = nullptr;
// Each leaves a row behind it, also the one that breaks.
void work_on(Work& work, const Numbered& of) {
    later(work, "test.left", Numbered{of.number}, work.now + std::chrono::hours{1},
          std::to_string(of.number));
    if (of.number == breaks) throw std::runtime_error("broken on purpose");
    if (of.number == calls_off) unschedule(work, "test.work", std::to_string(called_off));
    done->push_back(of.number);
}

}  // namespace

TEST(Jobs, takes_up_at_once_what_a_killed_server_held) {
    auto folder = testing::TempDir() + "/xiaoer_jobs_held_" + std::to_string(::getpid());
    std::filesystem::create_directories(folder);
    auto url = folder + "/jobs.db";
    migrate(*connect({url, false}), all_migrations());
    Clock clock;
    std::promise<void> tried;
    {
        Store store({.url = url}, clock);
        store.write_now([](Work& work) {
            later(work, "test.outside", Nothing{}, work.now);
            work.db.execute("update jobs set fence = 1, leased_until = ?",
                            work.now + std::chrono::hours{1});
        });
        Jobs jobs(store);
        jobs.outside("test.outside", [&](Store&, const Job& job) -> std::optional<std::string> {
            EXPECT_EQ(job.fence, 2) << "what the other one might still say is not heard any more";
            tried.set_value();
            return std::nullopt;
        });
        jobs.start();
        EXPECT_EQ(tried.get_future().wait_for(20s), std::future_status::ready);
        jobs.run_due();
        jobs.stop();
        store.stop();
    }
    std::filesystem::remove_all(folder);
}

TEST(Jobs, runs_a_timer_while_another_machine_does_not_answer) {
    auto folder = testing::TempDir() + "/xiaoer_jobs_" + std::to_string(::getpid());
    std::filesystem::create_directories(folder);
    auto url = folder + "/jobs.db";
    migrate(*connect({url, false}), all_migrations());
    Clock clock;
    std::promise<void> answered, timer, hanging;
    rang = &timer;
    {
        Store store({.url = url}, clock);
        Jobs jobs(store);
        jobs.on<Nothing>("test.timer", ring);
        jobs.outside("test.outside", [&](Store&, const Job&) -> std::optional<std::string> {
            hanging.set_value();
            answered.get_future().wait();
            return std::nullopt;
        });
        jobs.start();
        store.write_now([](Work& work) { later(work, "test.outside", Nothing{}, work.now); });
        jobs.wake();
        ASSERT_EQ(hanging.get_future().wait_for(20s), std::future_status::ready);
        store.write_now([](Work& work) { later(work, "test.timer", Nothing{}, work.now); });
        jobs.wake();
        EXPECT_EQ(timer.get_future().wait_for(20s), std::future_status::ready);
        answered.set_value();
        jobs.run_due();
        auto left = store.read_now(
            [](Work& work) { return work.db.value<std::int64_t>("select count(*) from jobs"); });
        EXPECT_EQ(left, 0) << "run_due waits for effects that are on their way";
        jobs.stop();
        store.stop();
    }
    std::filesystem::remove_all(folder);
}

TEST(Jobs, a_queue_of_calls_hides_no_timer) {
    auto folder = testing::TempDir() + "/xiaoer_jobs_queue_" + std::to_string(::getpid());
    std::filesystem::create_directories(folder);
    auto url = folder + "/jobs.db";
    migrate(*connect({url, false}), all_migrations());
    Clock clock;
    std::promise<void> answered, timer;
    rang = &timer;
    auto answer = answered.get_future().share();
    std::atomic<int> called = 0;
    {
        Store store({.url = url}, clock);
        Jobs jobs(store);
        jobs.on<Nothing>("test.timer", ring);
        jobs.outside("test.outside", [&](Store&, const Job&) -> std::optional<std::string> {
            answer.wait();
            ++called;
            return std::nullopt;
        });
        store.write_now([](Work& work) {
            for (int i = 0; i < 300; ++i) later(work, "test.outside", Nothing{}, work.now);
        });
        jobs.start();
        store.write_now([](Work& work) { later(work, "test.timer", Nothing{}, work.now); });
        jobs.wake();
        EXPECT_EQ(timer.get_future().wait_for(20s), std::future_status::ready);
        answered.set_value();
        jobs.run_due();
        // The last of them may still be in another thread's hands.
        auto left = [&] {
            return store.read_now([](Work& work) {
                return *work.db.value<std::int64_t>("select count(*) from jobs");
            });
        };
        for (auto until = std::chrono::steady_clock::now() + 20s;
             left() > 0 && std::chrono::steady_clock::now() < until;)
            std::this_thread::sleep_for(5ms);
        EXPECT_EQ(left(), 0);
        EXPECT_EQ(called, 300) << "each once";
        jobs.stop();
        store.stop();
    }
    std::filesystem::remove_all(folder);
}

TEST(Jobs, one_that_breaks_takes_back_its_own_work_and_no_neighbours) {
    auto folder = testing::TempDir() + "/xiaoer_jobs_together_" + std::to_string(::getpid());
    std::filesystem::create_directories(folder);
    auto url = folder + "/jobs.db";
    migrate(*connect({url, false}), all_migrations());
    Clock clock;
    std::vector<int> ran;
    done = &ran;
    {
        Store store({.url = url}, clock);
        Jobs jobs(store);
        jobs.on<Numbered>("test.work", work_on);
        store.write_now([](Work& work) {
            for (int i = 0; i < 100; ++i)
                later(work, "test.work", Numbered{i}, work.now + Span{i}, std::to_string(i));
        });
        std::this_thread::sleep_for(1ms);  // the last is due 99 µs from then
        jobs.run_due();
        // A commit that broke is done again without the one that broke it, so some are called
        // twice; what counts is written.
        auto count = [&](Sql of) {
            return *store.read_now([&](Work& work) { return work.db.value<std::int64_t>(of); });
        };
        EXPECT_EQ(count("select count(*) from jobs where kind = 'test.left'"), 98);
        EXPECT_EQ(
            count("select count(*) from jobs where kind = 'test.left' and once in ('5', '9')"), 0);
        EXPECT_EQ(count("select count(*) from jobs where kind = 'test.work'"), 1);
        EXPECT_EQ(
            count(
                "select count(*) from jobs where once = '5' and attempts = 1 and state = 'waiting' and error = 'broken on purpose'"),
            1);
        auto order = ran;
        order.erase(std::unique(order.begin(), order.end()), order.end());
        EXPECT_EQ(order.back(), 99);
        store.stop();
    }
    std::filesystem::remove_all(folder);
}
