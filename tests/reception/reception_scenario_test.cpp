#include "house.hpp"

#include "conversations/conversations.hpp"

static Answer go_online(const Caller& who) { return who.put("/me/status", {{"status", "online"}}); }

TEST_P(House, the_oldest_waiting_buyer_is_given_first_to_the_least_loaded_who_is_there) {
    auto first = conversation_of(visitor(), "第一位");
    clock.advance(1s);
    auto second = conversation_of(visitor(), "第二位");
    LiveSocket ben(as("ben"));
    go_online(as("ben"));
    settle();
    EXPECT_EQ(as("ben").get("/conversations/" + first).text("assignee_name"), "ben");
    EXPECT_EQ(as("ben").get("/conversations/" + second).text("assignee_name"), "ben");
    LiveSocket beth(as("beth"));
    go_online(as("beth"));
    auto third = conversation_of(visitor(), "第三位");
    settle();
    EXPECT_EQ(as("cleo").get("/conversations/" + third).text("assignee_name"), "beth");
}

TEST_P(House, nobody_gets_more_than_their_capacity_and_a_freed_place_takes_the_next) {
    as("dora").patch("/people/" + acme.ben, {{"capacity", 2}});
    LiveSocket ben(as("ben"));
    go_online(as("ben"));
    std::vector<std::string> ids;
    for (int i = 0; i < 3; ++i) {
        ids.push_back(conversation_of(visitor()));
        clock.advance(1s);
    }
    EXPECT_EQ(as("ben").get("/conversations/" + ids[2]).text("state"), "waiting");
    as("ben").post("/conversations/" + ids[0] + "/closure");
    settle();
    EXPECT_EQ(as("ben").get("/conversations/" + ids[2]).text("assignee_name"), "ben");
}

TEST_P(House, a_person_without_an_open_desk_is_given_nothing) {
    go_online(as("ben"));
    auto id = conversation_of(visitor());
    EXPECT_EQ(as("ben").get("/conversations/" + id).text("state"), "waiting");
}

TEST_P(House, what_waits_for_somebody_who_left_goes_back_to_its_place_in_the_queue) {
    auto ann = visitor();
    auto id = conversation_of(ann);
    as("ben").post("/conversations/" + id + "/claim");
    clock.advance(1s);
    auto later = conversation_of(visitor());
    as("ben").put("/me/status", {{"status", "busy"}});
    as("ben").put("/me/status", {{"status", "offline"}});
    settle();
    EXPECT_EQ(as("beth").get("/conversations/" + id).text("state"), "waiting");
    EXPECT_EQ(as("beth").get("/conversations?view=waiting").text("items.0.id"), id);
    EXPECT_EQ(ann.get("/visit").number("queue.place"), 1);
    EXPECT_EQ(as("beth").get("/people").body.find("\"load\":1"), std::string::npos);
}

TEST_P(House, a_desk_that_is_gone_for_ninety_seconds_counts_as_offline) {
    auto id = conversation_of(visitor());
    {
        LiveSocket ben(as("ben"));
        go_online(as("ben"));
        settle();
        EXPECT_EQ(as("cleo").get("/conversations/" + id).text("assignee_name"), "ben");
    }
    for (int i = 0; i < 100 && as("cleo").get("/people").body.empty(); ++i) settle();
    std::this_thread::sleep_for(300ms);
    clock.advance(80s);
    settle();
    EXPECT_EQ(as("cleo").get("/conversations/" + id).text("assignee_name"), "ben");
    clock.advance(15s);
    settle();
    settle();
    EXPECT_EQ(as("cleo").get("/conversations/" + id).text("state"), "waiting");
}

TEST_P(House, a_buyer_who_writes_to_somebody_who_went_home_is_queued_again) {
    auto ann = visitor();
    auto id = conversation_of(ann);
    as("ben").post("/conversations/" + id + "/claim");
    as("ben").post("/conversations/" + id + "/messages",
                   {{"client_key", "b"}, {"kind", "reply"}, {"text", "您好，在的。"}});
    as("ben").put("/me/status", {{"status", "offline"}});
    settle();
    EXPECT_EQ(as("cleo").get("/conversations/" + id).text("assignee_name"), "ben");
    conversation_of(ann, "还在吗", "k2");
    settle();
    EXPECT_EQ(as("beth").get("/conversations/" + id).text("state"), "waiting");
}

IN_BOTH_ENGINES(House);
