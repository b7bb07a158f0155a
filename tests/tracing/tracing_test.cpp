// The machine of 查件 against a table that was written on its own, and every text against the gate.
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <sstream>

#include "manners/manners.hpp"
#include "tracing/tracing.hpp"

using namespace tracing;
using namespace std::chrono_literals;
using S = TracingState;
using E = TracingEvent;
using A = TracingActor;

// state ; actor ; event > state, … : written from the manual's flow, not from the table of the
// room.
static constexpr auto model = R"(
open ; agent ; ask > asked, find > moving, sign > delivered, lose > lost, damage > damaged, close > closed
open ; buyer ; withdraw > closed
open ; parcel ; find > moving, sign > delivered
open ; clock ; time_passed > open
asked ; agent ; ask > asked, answer > answered, find > moving, sign > delivered, lose > lost, damage > damaged, close > closed
asked ; buyer ; withdraw > closed
asked ; parcel ; find > moving, sign > delivered
asked ; clock ; time_passed > unanswered
answered ; agent ; ask > asked, answer > answered, find > moving, sign > delivered, lose > lost, damage > damaged, close > closed
answered ; buyer ; withdraw > closed
answered ; parcel ; find > moving, sign > delivered
answered ; clock ; time_passed > unanswered
unanswered ; agent ; ask > asked, answer > answered, find > moving, sign > delivered, lose > lost, damage > damaged, appeal > appealed, settle > settled, close > closed
unanswered ; buyer ; withdraw > closed
unanswered ; parcel ; find > moving, sign > delivered
unanswered ; clock ; time_passed > unanswered
appealed ; agent ; answer > answered, find > moving, sign > delivered, lose > lost, damage > damaged, settle > settled, close > closed
appealed ; buyer ; withdraw > closed
appealed ; parcel ; find > moving, sign > delivered
appealed ; clock ; time_passed > appealed
moving ; agent ; ask > asked, sign > delivered, lose > lost, damage > damaged, close > closed
moving ; buyer ; withdraw > closed
moving ; parcel ; silence > open, sign > delivered
moving ; clock ; time_passed > moving
lost ; agent ; find > moving, settle > settled, close > closed
lost ; parcel ; find > moving, sign > delivered
lost ; clock ; time_passed > lost
damaged ; agent ; settle > settled, close > closed
damaged ; parcel ; sign > damaged
damaged ; clock ; time_passed > damaged
)";

static std::map<std::string, std::string> the_model() {
    std::map<std::string, std::string> out;
    std::istringstream lines(model);
    for (std::string line; std::getline(lines, line);) {
        if (line.empty()) continue;
        std::istringstream words(line);
        std::string state, actor, mark, event, to;
        words >> state >> mark >> actor >> mark;
        while (words >> event >> mark >> to) {
            if (to.back() == ',') to.pop_back();
            out[state + " " + actor + " " + event] = to;
        }
    }
    return out;
}

static std::string key_of(S state, A actor, E event) {
    return std::string(kit::name_of(state)) + " " + std::string(kit::name_of(actor)) + " " +
           std::string(kit::name_of(event));
}

TEST(TracingMachine, walks_every_transition_and_every_refusal_like_the_model) {
    auto expected = the_model();
    ASSERT_EQ(expected.size(), transitions().size());
    int walked = 0, refused = 0;
    for (int s = 0; s < tracing_states; ++s)
        for (int e = 0; e < tracing_events; ++e)
            for (int a = 0; a < tracing_actors; ++a) {
                auto state = static_cast<S>(s);
                auto event = static_cast<E>(e);
                auto key = key_of(state, static_cast<A>(a), event);
                auto next = stepped({state, false}, event, static_cast<A>(a));
                auto at = expected.find(key);
                if (at == expected.end()) {
                    ASSERT_FALSE(next) << key;
                    bool another = false;
                    for (int other = 0; other < tracing_actors; ++other)
                        another |= expected.contains(key_of(state, static_cast<A>(other), event));
                    EXPECT_EQ(next.error().reason, is_final(state) ? "already_over"
                                                   : another       ? "not_yours"
                                                                   : "not_now")
                        << key;
                    ++refused;
                } else {
                    ASSERT_TRUE(next) << key;
                    EXPECT_EQ(kit::name_of(next->state), at->second) << key;
                    ++walked;
                }
            }
    EXPECT_EQ(walked, static_cast<int>(expected.size()));
    EXPECT_EQ(walked + refused, tracing_states * tracing_events * tracing_actors);
}

TEST(TracingMachine, every_state_that_is_not_final_is_reached_and_has_one_clock_with_a_source) {
    std::set<S> reached{S::open};
    for (auto& row : transitions()) reached.insert(row.to);
    for (int s = 0; s < tracing_states; ++s) {
        auto state = static_cast<S>(s);
        EXPECT_TRUE(reached.contains(state)) << kit::name_of(state);
        auto clock = clock_of(state);
        EXPECT_EQ(clock == nullptr, is_final(state)) << kit::name_of(state);
        if (!clock) continue;
        EXPECT_FALSE(clock->source_zh.empty());
        EXPECT_FALSE(clock->source_en.empty());
        EXPECT_TRUE(stepped({state, false}, E::time_passed, A::clock)) << kit::name_of(state);
    }
    EXPECT_EQ(clock_rows().size(), static_cast<std::size_t>(tracing_states - 3));
}

TEST(TracingMachine, a_deadline_that_passed_calls_a_lead_once_and_leaves_no_other) {
    kit::Time start{1'798'000'000'000'000};
    TracingRules rules;
    for (auto& clock : clock_rows()) {
        TracingPosition at{clock.state, false};
        ASSERT_TRUE(deadline_of(at, start, rules)) << kit::name_of(clock.state);
        auto next = stepped(at, E::time_passed, A::clock);
        ASSERT_TRUE(next);
        EXPECT_TRUE(calls_lead(*next)) << kit::name_of(clock.state);
        if (next->state != clock.state) continue;
        EXPECT_FALSE(deadline_of(*next, start, rules)) << kit::name_of(clock.state);
        EXPECT_EQ(stepped(*next, E::time_passed, A::clock).error().reason, "not_now");
    }
    // A person who does something takes the call away.
    EXPECT_FALSE(calls_lead(*stepped({S::open, true}, E::ask, A::agent)));
}

TEST(TracingMachine, the_courier_s_own_word_is_the_deadline_and_never_more_than_thirty_days) {
    kit::Time start{1'798'000'000'000'000};
    TracingRules rules{4, 24, true, {}};
    EXPECT_EQ(deadline_of({S::asked, false}, start, rules), start + 24h);
    EXPECT_EQ(deadline_of({S::asked, false}, start, rules, start + 3h), start + 3h);
    EXPECT_EQ(deadline_of({S::answered, false}, start, rules, start + 90 * 24h), start + 30 * 24h);
    EXPECT_EQ(deadline_of({S::answered, false}, start, rules, start - 1h), start + 48h)
        << "a word about yesterday is none";
    EXPECT_EQ(deadline_of({S::moving, false}, start, rules, start + 1h), start + 7 * 24h);
    EXPECT_EQ(deadline_of({S::open, false}, start, {6, 24, true, {}}), start + 6h);
    EXPECT_FALSE(deadline_of({S::settled, false}, start, rules));
    EXPECT_EQ(sound({0, 24, true, {}}).error().field, "ask_hours");
    EXPECT_EQ(sound({4, 169, true, {}}).error().field, "answer_hours");
    EXPECT_EQ(sound({4, 24, true, {-1}}).error().field, "delay_budget");
    EXPECT_TRUE(sound({4, 24, false, {0}}));
    EXPECT_EQ(sound({4, 24, true, {0}, 51, 51, 51}).error().field, "percent_day");
    EXPECT_EQ(sound({4, 24, true, {0}, 4, 3, 5}).error().reason, "less_for_later");
    EXPECT_EQ(sound({4, 24, true, {0}, 1, 6, 5}).error().field, "percent_longer");
    EXPECT_TRUE(sound({4, 24, true, {0}, 0, 0, 0}));
}

TEST(TracingNews, every_text_is_green_for_the_house_s_gate_in_both_languages) {
    NewsFacts facts{
        "顺丰速运", "SF1234567890123", "AS2611220001", kit::Time{1'798'000'000'000'000}, {}, false,
        false};
    for (auto by : {facts.deadline_at, std::optional<kit::Time>()}) {
        facts.deadline_at = by;
        for (int s = 0; s < tracing_states; ++s)
            for (bool english : {false, true}) {
                auto text = worded(static_cast<S>(s), facts, english);
                if (static_cast<S>(s) == S::closed) {
                    EXPECT_FALSE(text);
                    continue;
                }
                ASSERT_TRUE(text);
                manners::Context context;
                context.language = english ? manners::Language::en : manners::Language::zh;
                context.automatic = true;
                auto verdict = manners::house_gate().judge(*text, context);
                EXPECT_EQ(verdict.colour, manners::Colour::green)
                    << *text << " " << (verdict.hits.empty() ? "" : verdict.hits.front().rule);
                EXPECT_TRUE(text->contains("SF1234567890123"));
            }
    }
}

TEST(TracingNews, what_another_room_has_told_already_is_not_told_again) {
    NewsFacts facts{"顺丰速运", "SF1", "", {}, {}, false, false};
    facts.by_watch = true;
    EXPECT_FALSE(worded(S::open, facts, false)) << "the notice of the parcel watch has said it";
    EXPECT_TRUE(worded(S::asked, facts, false));
    facts.by_parcel = true;
    EXPECT_FALSE(worded(S::delivered, facts, false));
    EXPECT_TRUE(worded(S::moving, facts, false));
    EXPECT_FALSE(worded(S::settled, facts, true)) << "no case, nothing to name";
}

TEST(TracingNews, a_buyer_may_ask_when_there_is_something_to_ask_about) {
    kit::Time now{1'798'000'000'000'000};
    orders::Parcel parcel;
    parcel.state = orders::ParcelState::in_transit;
    parcel.moved_at = now - 2h;
    EXPECT_EQ(askable(parcel, TracingReason::silent, now).error().reason, "still_moving");
    EXPECT_TRUE(askable(parcel, TracingReason::damaged, now));
    parcel.moved_at = now - 24h;
    EXPECT_TRUE(askable(parcel, TracingReason::silent, now));
    parcel.moved_at = now - 2h;
    parcel.eta = now - 1h;
    EXPECT_TRUE(askable(parcel, TracingReason::late, now));
    parcel.eta = now + 1h;
    parcel.state = orders::ParcelState::exception;
    EXPECT_TRUE(askable(parcel, TracingReason::other, now));
    parcel.state = orders::ParcelState::delivered;
    EXPECT_EQ(askable(parcel, TracingReason::silent, now).error().reason, "already_delivered");
    EXPECT_TRUE(askable(parcel, TracingReason::not_received, now));
}
