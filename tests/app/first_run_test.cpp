#include <gtest/gtest.h>

#include <filesystem>

#include "app/house.hpp"
#include "house.hpp"

TEST(FirstRun, lets_one_person_in_by_the_token_and_then_the_door_is_gone) {
    auto folder =
        std::filesystem::temp_directory_path() / ("xiaoer_first_run_" + std::to_string(::getpid()));
    kit::Clock clock;
    {
        app::House house({.data = folder,
                          .database = "",
                          .listen = "127.0.0.1:0",
                          .public_url = "",
                          .proxies = {},
                          .allow_private = {},
                          .threads = 1,
                          .unlimited = false},
                         clock);
        house.start();
        ASSERT_TRUE(house.is_empty());
        Caller nobody{house.port(), {}, "", ""};
        auto token = house.setup_token();
        json::object ask{{"token", std::string(43, 'x')},
                         {"shop_name", "新店"},
                         {"name", "店长"},
                         {"email", "boss@new.test"},
                         {"password", "quiet river 88 stones"}};
        EXPECT_EQ(nobody.post("/setup", ask).status, 401);
        ask["token"] = "";
        EXPECT_EQ(nobody.post("/setup", ask).status, 401);
        ask["token"] = token;
        ask["password"] = "12345678";
        EXPECT_EQ(nobody.post("/setup", ask).reason(), "too_common");
        ask["password"] = "quiet river 88 stones";
        clock.advance(31min);
        EXPECT_EQ(nobody.post("/setup", ask).status, 401);
        ask["token"] = house.setup_token();
        EXPECT_EQ(nobody.post("/setup", ask).status, 201);
        EXPECT_EQ(nobody.post("/setup", ask).status, 404);
        EXPECT_EQ(nobody
                      .post("/session",
                            {{"email", "boss@new.test"}, {"password", "quiet river 88 stones"}})
                      .status,
                  201);
        EXPECT_FALSE(house.is_empty());
    }
    std::filesystem::remove_all(folder);
}
