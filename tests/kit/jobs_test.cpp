// Effects outside run beside timers and reactions, not before them.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <future>

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
            work.db.execute("update jobs set fence = 1, leased_until = ?", work.now + std::chrono::hours{1});
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
        auto left = store.read_now([](Work& work) { return work.db.value<std::int64_t>("select count(*) from jobs"); });
        EXPECT_EQ(left, 0) << "run_due waits for effects that are on their way";
        jobs.stop();
        store.stop();
    }
    std::filesystem::remove_all(folder);
}
