// The checker is only worth something if it sees each fault: every test plants one.
#include "chaos/kit/history.hpp"

#include <gtest/gtest.h>

namespace chaos {
namespace {

// Two people, five messages in one conversation, a screen that saw all of it.
struct Told {
    History history;
    Tick clock = 0;

    void send(const std::string& key, std::int64_t seq) {
        history.invoked(key, "text of " + key, ++clock);
        history.ok(key, ++clock, "talk", "id-" + key, seq);
    }
    void store(const std::string& key, std::int64_t seq) {
        history.stored("talk", {seq, "id-" + key, key, hash_of("text of " + key), false});
    }
    void show(const std::string& key, std::int64_t seq) {
        history.shown("ann", "talk", {seq, "id-" + key, hash_of("text of " + key)});
    }
};

Told good_run() {
    Told told;
    for (const auto& [key, seq] : {std::pair{"a", 1}, {"b", 2}, {"c", 3}, {"d", 4}}) {
        told.send(key, seq);
        told.store(key, seq);
        told.show(key, seq);
    }
    told.history.stayed("ann", "talk");
    return told;
}

TEST(History, is_clean_when_every_promise_is_kept) {
    const Verdict verdict = good_run().history.check();
    EXPECT_TRUE(verdict.is_clean()) << told(verdict);
    EXPECT_EQ(verdict.acked, 4u);
    EXPECT_EQ(verdict.stored, 4u);
}

TEST(History, sees_an_acknowledged_message_that_is_not_stored) {
    Told told = good_run();
    told.send("e", 5);
    EXPECT_EQ(told.history.check().count("lost"), 1u);
}

TEST(History, does_not_call_an_unanswered_message_lost) {
    Told told = good_run();
    told.history.invoked("e", "text of e", 99);
    const Verdict verdict = told.history.check();
    EXPECT_TRUE(verdict.is_clean());
    EXPECT_EQ(verdict.unknown, 1u);
}

TEST(History, sees_a_key_that_is_stored_twice) {
    Told told = good_run();
    told.store("d", 5);
    EXPECT_EQ(told.history.check().count("doubled"), 1u);
}

TEST(History, sees_a_number_that_is_used_twice) {
    Told told = good_run();
    told.send("e", 4);
    told.store("e", 4);
    EXPECT_EQ(told.history.check().count("doubled"), 1u);
}

TEST(History, sees_a_message_that_nobody_sent) {
    Told told = good_run();
    told.store("ghost", 5);
    EXPECT_EQ(told.history.check().count("invented"), 1u);
}

TEST(History, lets_the_server_write_its_own_lines) {
    Told told = good_run();
    told.history.stored("talk", {5, "id-system", "", hash_of("joined"), true});
    told.history.shown("ann", "talk", {5, "id-system", hash_of("joined")});
    EXPECT_TRUE(told.history.check().is_clean());
}

TEST(History, sees_a_text_that_changed_on_the_way) {
    Told told = good_run();
    told.send("e", 5);
    told.history.stored("talk", {5, "id-e", "e", hash_of("text of E"), false});
    EXPECT_EQ(told.history.check().count("invented"), 1u);
}

TEST(History, sees_a_hole_in_the_numbers) {
    Told told = good_run();
    told.send("e", 6);
    told.store("e", 6);
    told.show("e", 6);
    EXPECT_EQ(told.history.check().count("hole"), 1u);
}

TEST(History, sees_that_an_answered_message_stands_behind_a_later_one) {
    Told told;
    told.send("a", 2);  // answered before b is sent, yet b got the smaller number
    told.send("b", 1);
    told.store("b", 1);
    told.store("a", 2);
    EXPECT_EQ(told.history.check().count("disorder"), 1u);
}

TEST(History, allows_either_order_for_messages_in_flight_together) {
    Told told;
    told.history.invoked("a", "text of a", 1);
    told.history.invoked("b", "text of b", 2);
    told.history.ok("a", 3, "talk", "id-a", 2);
    told.history.ok("b", 4, "talk", "id-b", 1);
    told.store("b", 1);
    told.store("a", 2);
    EXPECT_TRUE(told.history.check().is_clean());
}

TEST(History, sees_a_repeated_send_that_got_another_number) {
    Told told = good_run();
    told.history.ok("d", 99, "talk", "id-d2", 5);
    EXPECT_EQ(told.history.check().count("moved"), 1u);
}

TEST(History, sees_a_message_stored_under_another_number_than_was_answered) {
    Told told = good_run();
    told.send("e", 6);
    told.store("e", 5);
    told.show("e", 5);
    EXPECT_EQ(told.history.check().count("moved"), 1u);
}

TEST(History, sees_a_refused_message_that_is_stored) {
    Told told = good_run();
    told.history.invoked("e", "text of e", 98);
    told.history.fail("e", 99);
    told.store("e", 5);
    told.show("e", 5);
    EXPECT_EQ(told.history.check().count("refused_stored"), 1u);
}

TEST(History, sees_a_screen_that_shows_a_message_twice) {
    Told told = good_run();
    told.show("d", 4);
    EXPECT_EQ(told.history.check().count("view_doubled"), 1u);
}

TEST(History, sees_a_screen_that_shows_messages_in_the_wrong_order) {
    Told told;
    for (const auto& [key, seq] : {std::pair{"a", 1}, {"b", 2}, {"c", 3}}) {
        told.send(key, seq);
        told.store(key, seq);
    }
    told.show("a", 1);
    told.show("c", 3);
    told.show("b", 2);
    EXPECT_EQ(told.history.check().count("view_disorder"), 1u);
}

TEST(History, sees_a_screen_that_skipped_a_message) {
    Told told;
    for (const auto& [key, seq] : {std::pair{"a", 1}, {"b", 2}, {"c", 3}}) {
        told.send(key, seq);
        told.store(key, seq);
        if (seq != 2) told.show(key, seq);
    }
    EXPECT_EQ(told.history.check().count("view_hole"), 1u);
}

TEST(History, sees_a_screen_that_shows_what_is_not_stored) {
    Told told = good_run();
    told.show("ghost", 5);
    EXPECT_EQ(told.history.check().count("view_wrong"), 1u);
}

TEST(History, sees_a_screen_that_stayed_and_missed_the_end) {
    Told told = good_run();
    told.send("e", 5);
    told.store("e", 5);
    EXPECT_EQ(told.history.check().count("unseen"), 1u);
}

TEST(History, sees_a_screen_that_stayed_and_showed_nothing) {
    Told told = good_run();
    told.history.stayed("ben", "talk");
    EXPECT_EQ(told.history.check().count("unseen"), 1u);
}

}  // namespace
}  // namespace chaos
