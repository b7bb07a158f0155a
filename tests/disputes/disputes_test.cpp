// Disputes: the machine, the clocks and the file of evidence, as rules.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <map>

#include "disputes/disputes.hpp"
#include "disputes/machine.hpp"

using namespace disputes;
using namespace std::chrono_literals;
using S = DisputeState;
using E = DisputeEvent;

// By the clock of Beijing.
static kit::Time at(std::string_view day, int hour, int minute = 0, int second = 0) {
    return {aftersales::end_of(*aftersales::day_named(day) - 1).us +
            ((hour * 60 + minute) * 60ll + second) * 1'000'000};
}

// Written on its own, to compare the table with.
static const std::map<S, std::map<E, S>> expected{
    {S::filed, {{E::ask_evidence, S::evidence_wanted}, {E::file_evidence, S::evidence_filed}}},
    {S::evidence_wanted, {{E::file_evidence, S::evidence_filed}}},
    {S::evidence_filed, {{E::ask_more, S::more_wanted}}},
    {S::more_wanted, {{E::file_evidence, S::evidence_filed}}},
    {S::ruled_buyer, {{E::execute, S::executed}, {E::appeal, S::appealed}}},
    {S::ruled_shared, {{E::execute, S::executed}, {E::appeal, S::appealed}}},
    {S::ruled_seller,
     {{E::appeal, S::appealed}, {E::close, S::closed}, {E::time_passed, S::closed}}},
    {S::settled, {{E::execute, S::executed}}},
    {S::executed, {{E::appeal, S::appealed}, {E::close, S::closed}, {E::time_passed, S::closed}}},
    {S::appealed, {{E::ask_more, S::more_wanted}}},
    {S::withdrawn, {}},
    {S::closed, {}}};
static const std::map<E, S> decisions{{E::rule_buyer, S::ruled_buyer},
                                      {E::rule_seller, S::ruled_seller},
                                      {E::rule_shared, S::ruled_shared},
                                      {E::settle, S::settled},
                                      {E::withdraw, S::withdrawn}};

static bool is_undecided(S state) {
    return state == S::filed || state == S::evidence_wanted || state == S::evidence_filed ||
           state == S::more_wanted || state == S::appealed;
}

static std::optional<S> follows(S state, E event) {
    if (is_undecided(state) && decisions.contains(event)) return decisions.at(event);
    auto& rows = expected.at(state);
    auto found = rows.find(event);
    return found == rows.end() ? std::nullopt : std::optional(found->second);
}

TEST(DisputeMachine, walks_every_transition_and_refuses_the_rest) {
    int walked = 0, refused = 0;
    for (int s = 0; s < dispute_states; ++s)
        for (int e = 0; e < dispute_events; ++e) {
            auto state = static_cast<S>(s);
            auto event = static_cast<E>(e);
            auto next = stepped({state, 0}, event);
            auto wanted = follows(state, event);
            ASSERT_EQ(next.has_value(), wanted.has_value())
                << kit::name_of(state) << " " << kit::name_of(event);
            if (next) {
                EXPECT_EQ(next->state, *wanted);
                EXPECT_EQ(next->appeals, event == E::appeal ? 1 : 0);
                ++walked;
            } else {
                EXPECT_EQ(next.error().reason, is_final(state) ? "already_over" : "not_now")
                    << kit::name_of(state) << " " << kit::name_of(event);
                ++refused;
            }
        }
    EXPECT_EQ(walked, static_cast<int>(transitions().size())) << "no row stands twice";
    EXPECT_EQ(walked + refused, dispute_states * dispute_events);
}

TEST(DisputeMachine, has_one_appeal_and_what_is_ruled_after_it_is_the_last_word) {
    for (auto state : {S::ruled_buyer, S::ruled_seller, S::ruled_shared, S::executed}) {
        EXPECT_EQ(stepped({state, 0}, E::appeal)->state, S::appealed);
        EXPECT_EQ(stepped({state, 1}, E::appeal).error().reason, "appealed_already");
    }
    EXPECT_EQ(stepped({S::appealed, 1}, E::rule_seller)->state, S::closed);
    EXPECT_EQ(stepped({S::appealed, 1}, E::rule_buyer)->state, S::ruled_buyer)
        << "it is still to be carried out";
    EXPECT_EQ(stepped({S::ruled_buyer, 1}, E::execute)->state, S::closed);
    EXPECT_EQ(stepped({S::ruled_buyer, 0}, E::execute)->state, S::executed);
}

TEST(DisputeMachine, offers_what_is_possible_and_never_the_passing_of_time) {
    EXPECT_EQ(possible({S::ruled_buyer, 0}), (std::vector{E::execute, E::appeal}));
    EXPECT_EQ(possible({S::ruled_buyer, 1}), (std::vector{E::execute}));
    EXPECT_EQ(possible({S::executed, 0}), (std::vector{E::appeal, E::close}));
    EXPECT_TRUE(possible({S::closed, 0}).empty());
}

TEST(DisputeMachine, never_gets_stuck_and_never_appeals_twice_on_random_walks) {
    std::uint64_t seed = 11;
    int ended = 0;
    for (int walk = 0; walk < 20'000; ++walk) {
        DisputePosition at;
        for (int i = 0; i < 200 && !is_final(at.state); ++i) {
            auto may = possible(at);
            ASSERT_FALSE(may.empty()) << kit::name_of(at.state);
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            auto next = stepped(at, may[(seed >> 33) % may.size()]);
            ASSERT_TRUE(next);
            ASSERT_GE(next->appeals, at.appeals);
            ASSERT_LE(next->appeals, 1);
            at = *next;
        }
        if (is_final(at.state)) ++ended;
        EXPECT_EQ(possible(at).empty(), is_final(at.state));
    }
    EXPECT_EQ(ended, 20'000);
}

TEST(DisputeClocks, stand_for_every_open_state_of_every_platform_once_with_source_and_day) {
    for (int p = 0; p < dispute_platforms; ++p)
        for (int s = 0; s < dispute_states; ++s) {
            auto platform = static_cast<DisputePlatform>(p);
            auto state = static_cast<S>(s);
            auto rows = std::ranges::count_if(clock_rows(), [&](auto& row) {
                return row.state == state && (row.platforms & platforms_of(platform)) != 0;
            });
            EXPECT_EQ(rows, is_final(state) ? 0 : 1)
                << kit::name_of(platform) << " " << kit::name_of(state);
            EXPECT_EQ(clock_of(platform, state) == nullptr, is_final(state));
        }
    for (auto& row : clock_rows()) {
        EXPECT_FALSE(row.source_zh.empty() || row.source_en.empty());
        EXPECT_TRUE(aftersales::day_named(row.effective_from)) << row.effective_from;
        bool closes = stepped({row.state, 0}, E::time_passed).has_value();
        EXPECT_EQ(row.end == DisputeEnd::close, closes) << kit::name_of(row.state);
        EXPECT_EQ(row.awaited == DisputeAwaited::nobody, closes) << kit::name_of(row.state);
    }
}

TEST(DisputeClocks, are_those_of_the_rules) {
    auto jd = DisputePlatform::jd;
    auto monday = at("2026-11-23", 14, 1);
    EXPECT_EQ(deadline_of(jd, S::filed, monday), monday + 24h);
    EXPECT_EQ(deadline_of(jd, S::evidence_wanted, monday), monday + 24h);
    EXPECT_EQ(deadline_of(jd, S::more_wanted, monday), at("2026-11-24", 9, 1))
        << "14:01 is due at 9:01 of the next day";
    EXPECT_EQ(deadline_of(jd, S::ruled_buyer, monday), monday + 24h);
    EXPECT_EQ(deadline_of(jd, S::ruled_seller, monday), monday + 7 * 24h);
    EXPECT_EQ(deadline_of(jd, S::evidence_wanted, monday, monday + 5h), monday + 5h)
        << "the platform's own word";
    EXPECT_EQ(deadline_of(DisputePlatform::complaint, S::evidence_filed, monday),
              at("2026-12-03", 0))
        << "seven working days: to the end of 2 December";
    EXPECT_FALSE(deadline_of(jd, S::closed, monday, monday + 5h));
}

TEST(DisputeClocks, count_office_hours_from_nine_to_six_on_every_day) {
    EXPECT_EQ(after_office_hours(at("2026-11-23", 14, 1), 4), at("2026-11-24", 9, 1));
    EXPECT_EQ(after_office_hours(at("2026-11-23", 14, 0), 4), at("2026-11-23", 18, 0))
        << "just in time";
    EXPECT_EQ(after_office_hours(at("2026-11-23", 14, 0, 1), 4), at("2026-11-24", 9, 0, 1));
    EXPECT_EQ(after_office_hours(at("2026-11-23", 9, 0), 4), at("2026-11-23", 13, 0));
    EXPECT_EQ(after_office_hours(at("2026-11-23", 8, 59), 4), at("2026-11-23", 13, 0))
        << "before nine nothing runs";
    EXPECT_EQ(after_office_hours(at("2026-11-23", 0, 0), 4), at("2026-11-23", 13, 0));
    EXPECT_EQ(after_office_hours(at("2026-11-23", 17, 59), 4), at("2026-11-24", 12, 59));
    EXPECT_EQ(after_office_hours(at("2026-11-23", 18, 0), 4), at("2026-11-24", 13, 0))
        << "after six nothing runs";
    EXPECT_EQ(after_office_hours(at("2026-11-23", 23, 59), 4), at("2026-11-24", 13, 0));
    EXPECT_EQ(after_office_hours(at("2026-11-27", 17, 0), 4), at("2026-11-28", 12, 0))
        << "Saturdays count";
    EXPECT_EQ(after_office_hours(at("2026-12-31", 16, 0), 4), at("2027-01-01", 11, 0))
        << "over a year's end";
    EXPECT_EQ(after_office_hours(at("2026-11-23", 9, 0), 20), at("2026-11-25", 11, 0))
        << "nine hours a day";
}

TEST(DisputeClocks, office_hours_end_inside_the_day_and_never_run_backwards) {
    auto from = at("2026-11-22", 0);
    kit::Time last{};
    for (int minute = 0; minute < 3 * 24 * 60; ++minute) {
        auto due = after_office_hours(from + minute * 1min, 4);
        ASSERT_GE(due, last);
        ASSERT_GE(due, from + minute * 1min + 4h);
        auto in_day = due.us - at(aftersales::text_of_day(aftersales::day_of(due)), 0).us;
        ASSERT_GT(in_day, 9 * 3'600'000'000ll);
        ASSERT_LE(in_day, 18 * 3'600'000'000ll);
        last = due;
    }
}

TEST(DisputeClocks, warn_a_quarter_before_and_at_least_an_hour) {
    auto now = at("2026-11-23", 9);
    EXPECT_EQ(warned_at(now, now + 24h), now + 18h);
    EXPECT_EQ(warned_at(now, now + 4h), now + 3h);
    EXPECT_EQ(warned_at(now, now + 2h), now + 1h) << "an hour, not half of one";
    EXPECT_EQ(warned_at(now, now + 30min), now) << "at once";
    EXPECT_EQ(warned_at(now, now - 1h), now - 1h);
}

TEST(DisputeClocks, let_a_ruling_be_appealed_for_seven_days) {
    auto ruled = at("2026-11-23", 14);
    EXPECT_TRUE(appealable(ruled, ruled));
    EXPECT_TRUE(appealable(ruled, ruled + 7 * 24h));
    EXPECT_EQ(appealable(ruled, ruled + 7 * 24h + 1us).error().reason, "appeal_over");
}

TEST(DisputeClocks, know_the_month_by_the_clock_of_beijing) {
    auto november = month_of(at("2026-11-23", 14));
    EXPECT_EQ(november.from, at("2026-11-01", 0));
    EXPECT_EQ(november.to, at("2026-12-01", 0));
    EXPECT_EQ(month_of(at("2026-12-31", 23, 59)).to, at("2027-01-01", 0));
    EXPECT_EQ(month_of(at("2026-12-01", 0)).from, at("2026-12-01", 0));
    EXPECT_EQ(month_of({at("2026-12-01", 0).us - 1}).from, november.from);
    EXPECT_EQ(month_of(at("2027-02-10", 0)).to, at("2027-03-01", 0));
}

TEST(DisputePieces, name_who_must_prove_what) {
    using aftersales::CaseSide;
    auto fake = pieces_for(aftersales::Reason::fake);
    ASSERT_FALSE(fake.empty());
    EXPECT_EQ(fake.front().kind, aftersales::EvidenceKind::purchase_papers);
    for (auto& piece : fake)
        EXPECT_EQ(piece.required, piece.side == CaseSide::seller)
            << "the seller proves the source: " << piece.key;
    for (auto& piece : pieces_for(aftersales::Reason::damaged))
        EXPECT_EQ(piece.required, piece.side == CaseSide::buyer) << piece.key;
    for (auto& piece : pieces_for(aftersales::Reason::refused_delivery))
        EXPECT_TRUE(piece.required) << "both prove: " << piece.key;
    EXPECT_TRUE(pieces_for(aftersales::Reason::no_reason).empty());
    for (int i = 0; i <= static_cast<int>(aftersales::Reason::other); ++i) {
        auto pieces = pieces_for(static_cast<aftersales::Reason>(i));
        for (auto& piece : pieces)
            EXPECT_EQ(std::ranges::count(pieces, piece.key, &DisputePiece::key), 1) << piece.key;
    }
}
