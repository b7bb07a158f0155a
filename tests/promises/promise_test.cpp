#include "promises/promise.hpp"

#include <gtest/gtest.h>

using namespace promises;
using namespace std::chrono_literals;

namespace {

constexpr Time made{1'000'000'000'000};
const Id<team::Person> ben{"ben"}, beth{"beth"}, cleo{"cleo"};

PromiseRow suggested(std::optional<Time> due = made + 4h) {
    PromiseRow row{};
    row.state = PromiseState::suggested;
    row.kind = PromiseKind::reply;
    row.owner = ben;
    row.seq = 5;
    row.made_at = made;
    row.due_at = due;
    return row;
}
PromiseRow opened(Span span = 4h) { return *confirmed(suggested(made + span), {}, {}, made); }
PromiseRow broken() { return *passed(*passed(opened(), made + 225min), made + 4h); }

TEST(Promise, warns_at_the_later_of_share_and_lead) {
    PromiseRules rules;
    EXPECT_EQ(warn_time(made, made + 4h, rules), made + 210min)
        << "30 minutes before is later than 80 %";
    EXPECT_EQ(warn_time(made, made + 1h, rules), made + 48min)
        << "80 % is later than half an hour before";
    rules.warn_minutes = 24 * 60;
    rules.warn_percent = 0;
    EXPECT_EQ(warn_time(made, made + 4h, rules), made) << "never before it was made";
}

TEST(Promise, is_confirmed_with_its_own_time_or_another) {
    auto row = confirmed(suggested(), {}, {}, made);
    ASSERT_TRUE(row);
    EXPECT_EQ(row->state, PromiseState::open);
    EXPECT_EQ(row->due_at, made + 4h);
    EXPECT_EQ(row->turn_at, made + 4h);
    EXPECT_EQ(row->version, 2);
    EXPECT_EQ(confirmed(suggested(), made + 6h, {}, made)->due_at, made + 6h);
    EXPECT_EQ(confirmed(*row, {}, {}, made).error().reason, "not_suggested");
    EXPECT_EQ(confirmed(suggested({}), {}, {}, made).error().reason, "needs_time");
    EXPECT_EQ(confirmed(suggested(), made, {}, made).error().reason, "out_of_range");
    EXPECT_EQ(confirmed(suggested(), made + 91 * 24h, {}, made).error().reason, "out_of_range");
    EXPECT_EQ(confirmed(suggested(), {}, {}, made + 5h).error().reason, "out_of_range");
}

TEST(Promise, is_dismissed_only_before_it_binds) {
    auto row = dismissed(suggested(), ben, made);
    ASSERT_TRUE(row);
    EXPECT_EQ(row->state, PromiseState::dismissed);
    EXPECT_EQ(row->closed_by, ben);
    EXPECT_FALSE(next_look(*row));
    EXPECT_EQ(dismissed(opened(), ben, made).error().reason, "not_suggested");
}

TEST(Promise, is_moved_while_it_is_open_and_warns_again) {
    auto warned = *passed(opened(), made + 211min);
    ASSERT_TRUE(warned.warned_at);
    auto row = moved(warned, made + 8h, {}, made + 212min);
    ASSERT_TRUE(row);
    EXPECT_FALSE(row->warned_at);
    EXPECT_EQ(row->warn_at, made + 450min);
    EXPECT_EQ(moved(opened(), made, {}, made).error().reason, "out_of_range");
    EXPECT_EQ(moved(suggested(), made + 8h, {}, made).error().reason, "not_open");
    EXPECT_EQ(moved(broken(), made + 8h, {}, made + 5h).error().reason, "not_open");
}

TEST(Promise, follows_the_conversation_until_a_lead_places_it) {
    EXPECT_EQ(followed(opened(), ben, beth)->owner, beth);
    EXPECT_FALSE(followed(opened(), beth, cleo))
        << "it was not theirs who gave the conversation away";
    EXPECT_FALSE(followed(opened(), ben, ben));
    auto nobodys = opened();
    nobodys.owner.reset();
    EXPECT_EQ(followed(nobodys, {}, beth)->owner, beth);
    auto chosen = *placed(opened(), cleo);
    EXPECT_EQ(chosen.owner, cleo);
    EXPECT_FALSE(followed(chosen, cleo, beth));
    auto over = *closed(opened(), {PromiseEnd::kept, "", ben}, made);
    EXPECT_FALSE(followed(over, ben, beth));
    EXPECT_EQ(placed(over, cleo).error().reason, "is_over");
}

TEST(Promise, is_warned_once_and_breaks_once) {
    EXPECT_FALSE(passed(opened(), made + 209min));
    auto warned = *passed(opened(), made + 210min);
    EXPECT_EQ(warned.state, PromiseState::open);
    EXPECT_EQ(warned.warned_at, made + 210min);
    EXPECT_EQ(next_look(warned), made + 4h);
    EXPECT_FALSE(passed(warned, made + 239min));
    auto late = *passed(warned, made + 4h);
    EXPECT_EQ(late.state, PromiseState::broken);
    EXPECT_FALSE(passed(late, made + 40h));
    EXPECT_EQ(passed(opened(), made + 5h)->state, PromiseState::broken)
        << "a house that slept over the warning";
}

TEST(Promise, lapses_when_nobody_said_whether_it_was_one) {
    EXPECT_EQ(passed(suggested(), made + 4h)->state, PromiseState::lapsed);
    EXPECT_FALSE(passed(suggested(), made + 239min));
    EXPECT_EQ(next_look(suggested({})), made + 24h);
    EXPECT_EQ(passed(suggested({}), made + 24h)->state, PromiseState::lapsed);
}

TEST(Promise, is_closed_with_what_happened) {
    EXPECT_EQ(closed(opened(), {PromiseEnd::kept, "", ben}, made + 1h)->state, PromiseState::kept);
    EXPECT_EQ(closed(opened(), {PromiseEnd::withdrawn, "", ben}, made + 1h).error().reason,
              "required");
    EXPECT_EQ(closed(opened(), {PromiseEnd::withdrawn, "buyer changed their mind", ben}, made + 1h)
                  ->state,
              PromiseState::withdrawn);
    auto given_up = closed(opened(), {PromiseEnd::broken, "no stock", ben}, made + 1h);
    EXPECT_EQ(given_up->broken_at, made + 1h);
    EXPECT_EQ(closed(*given_up, {PromiseEnd::broken, "again", ben}, made + 2h).error().reason,
              "is_over");
    EXPECT_EQ(closed(suggested(), {PromiseEnd::kept, "", ben}, made).error().reason, "not_open");
}

TEST(Promise, stays_broken_unless_it_had_been_seen_done_in_time) {
    EXPECT_EQ(closed(broken(), {PromiseEnd::kept, "late", ben}, made + 5h).error().reason,
              "not_open");
    auto explained =
        closed(broken(), {PromiseEnd::broken, "shipped a day late, 10 yuan given", ben}, made + 5h);
    EXPECT_EQ(explained->state, PromiseState::broken);
    EXPECT_EQ(explained->broken_at, made + 4h);
    auto done = broken();
    done.done_seen_at = made + 3h;
    EXPECT_EQ(closed(done, {PromiseEnd::kept, "", ben}, made + 5h)->state, PromiseState::kept);
    done.done_seen_at = made + 5h;
    EXPECT_FALSE(closed(done, {PromiseEnd::kept, "", ben}, made + 6h)) << "done, but late";
    EXPECT_FALSE(closed(done, {PromiseEnd::withdrawn, "x", ben}, made + 6h));
}

TEST(Promise, may_have_been_kept_by_what_a_person_wrote_later) {
    EXPECT_TRUE(may_answer(opened(), 6, made + 2min));
    EXPECT_FALSE(may_answer(opened(), 6, made + 119s)) << "the same breath";
    EXPECT_FALSE(may_answer(opened(), 5, made + 2min)) << "the very message";
    EXPECT_FALSE(may_answer(broken(), 6, made + 5h));
    auto ship = opened();
    ship.kind = PromiseKind::ship;
    EXPECT_FALSE(may_answer(ship, 6, made + 2min));
    auto seen = opened();
    seen.done_seen_at = made + 3min;
    EXPECT_FALSE(may_answer(seen, 6, made + 4min)) << "the first counts";
}

}  // namespace
