// The demo shop, which tests in the browser work on: the same whatever the hour.
#include "app/seed.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <map>

#include "conversations/conversations.hpp"
#include "house.hpp"

// Monday, 2026-11-23, 15:20 in Beijing: of the two who answer only the late shift works.
constexpr kit::Time afternoon{1'795'418'400'000'000};

TEST(Seed, gives_the_demo_chats_to_both_who_answer_though_one_is_off) {
    auto folder =
        std::filesystem::temp_directory_path() / ("xiaoer_seed_" + std::to_string(::getpid()));
    std::filesystem::remove_all(folder);
    kit::Clock clock;
    clock.set(afternoon);
    {
        app::House house({.data = folder, .listen = "127.0.0.1:0"}, clock);
        auto accounts = app::seed_demo(house);
        house.start();
        auto made = app::furnish_demo(house, accounts);
        EXPECT_GT(made.messages, 50);
        EXPECT_GT(made.orders, 10);
        EXPECT_GT(made.cases, 4);
        std::map<std::string, int> shares;
        house.store().read_now([&](kit::Work& work) {
            work.db.connection().run("select assignee from conversations", {}, [&](auto& row) {
                return ++shares[std::string(row.text(0))], true;
            });
        });
        EXPECT_EQ(shares.size(), 2u);
        for (auto& [person, chats] : shares) EXPECT_GE(chats, 3) << person;
        house.stop();
    }
    std::filesystem::remove_all(folder);
}
