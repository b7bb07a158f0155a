// What another policy would have done.
#include <gtest/gtest.h>

#include <random>

#include "aftersales/dry_run.hpp"

using namespace aftersales;
using namespace std::chrono_literals;

namespace {

constexpr Time start{1'790'000'000'000'000};

DryCase lived(CaseKind kind, std::vector<std::pair<CaseState, std::chrono::hours>> path,
              CaseActor by = CaseActor::seller) {
    DryCase out;
    out.kind = kind;
    out.amount = {15'000};
    out.opened_at = start;
    Time at = start;
    for (auto& [state, stays] : path) {
        out.moves.push_back({state, at, by});
        at = at + stays;
    }
    return out;
}

DryTimes after(std::chrono::hours hours) { return {start + hours, 4h}; }
DryOutcome under(const DryCase& of, const Policy& asked) {
    return replayed(of, Policy{}, asked, after(1000h));
}

DryCase refunded() {
    return lived(CaseKind::refund_received,
                 {{CaseState::review, 10h}, {CaseState::refunding, 2h}, {CaseState::success, 0h}});
}

// Two mugs of 50.00 and freight of 8.00; one discount of 20.00 from 80.00 on.
Grounds two_mugs(std::int64_t back) {
    Grounds out;
    out.purchase.lines = {{"mug", "马克杯", 2, {5'000}}};
    out.purchase.discounts = {{"满80减20", DiscountKind::threshold, {2'000}, {8'000}}};
    out.purchase.freight = {800};
    out.ask.units = {{"mug", back}};
    return out;
}

}  // namespace

TEST(DryRun, the_same_policy_does_what_was_done) {
    auto out = under(refunded(), Policy{});
    EXPECT_EQ(out.end, DryEnd::paid);
    EXPECT_EQ(out.amount.units, 15'000);
    EXPECT_EQ(out.minutes, 12 * 60);
    EXPECT_EQ(out.approvals, 0);
}

TEST(DryRun, a_lower_limit_asks_for_an_approval_and_its_time) {
    Policy strict;
    strict.agent_limit = {10'000};
    auto out = under(refunded(), strict);
    EXPECT_EQ(out.approvals, 1);
    EXPECT_EQ(out.minutes, (12 + 4) * 60);
    strict.second_above = {12'000};
    EXPECT_EQ(under(refunded(), strict).approvals, 2);
}

TEST(DryRun, a_higher_limit_saves_the_time_that_the_approval_took) {
    Policy old, wide;
    old.agent_limit = {10'000};
    auto of = refunded();
    of.approval_took = 90min;
    EXPECT_EQ(replayed(of, old, wide, after(1000h)).minutes, 12 * 60 - 90);
}

TEST(DryRun, a_clock_that_runs_out_first_acts_instead_of_people) {
    auto refused = lived(CaseKind::refund_unshipped,
                         {{CaseState::review, 30h}, {CaseState::seller_refused, 1h}});
    refused.moves.push_back({CaseState::closed, start + 31h, CaseActor::clock});
    EXPECT_EQ(under(refused, Policy{}).end, DryEnd::refused);
    Policy quick;
    quick.clocks = {{CaseState::review, 24, ClockUnit::hours}};
    auto out = under(refused, quick);
    EXPECT_EQ(out.end, DryEnd::paid) << "nobody had answered after 24 hours: agreed by itself";
    EXPECT_EQ(out.minutes, 24 * 60);
}

TEST(DryRun, what_only_the_clock_ended_ends_by_the_new_clock) {
    auto slept = lived(CaseKind::refund_unshipped, {{CaseState::review, 48h}});
    slept.moves.push_back({CaseState::refunding, start + 48h, CaseActor::clock});
    slept.moves.push_back({CaseState::success, start + 49h, CaseActor::payment});
    Policy slow;
    slow.clocks = {{CaseState::review, 72, ClockUnit::hours}};
    EXPECT_EQ(under(slept, slow).minutes, 73 * 60);
}

TEST(DryRun, a_buyer_who_came_too_late_is_turned_away_and_an_agents_case_is_not) {
    auto of = refunded();
    of.delivered_at = start - std::chrono::days{10};
    Policy seven;
    seven.window_days = 7;
    EXPECT_EQ(under(of, seven).end, DryEnd::paid) << "an agent opened it";
    of.opened_by = CaseActor::buyer;
    EXPECT_EQ(under(of, Policy{}).end, DryEnd::paid);
    auto out = under(of, seven);
    EXPECT_EQ(out.end, DryEnd::refused);
    EXPECT_EQ(out.amount.units, 0);
}

TEST(DryRun, another_design_works_the_sum_out_anew) {
    auto of = refunded();
    of.grounds = two_mugs(1);
    of.amount = total_of(*of.grounds)->total;
    EXPECT_EQ(of.amount.units, 4'000) << "half of 80.00";
    Policy again;
    again.design = Design::re_price;
    EXPECT_EQ(under(of, again).amount.units, 3'000)
        << "the other one costs 50.00 without the discount";
    of.amount = {2'500};
    EXPECT_EQ(under(of, again).amount.units, 2'500) << "what people settled on stays";
}

TEST(DryRun, freight_goes_back_with_the_whole_order_when_the_shop_says_so) {
    auto of = refunded();
    of.grounds = two_mugs(2);
    of.amount = total_of(*of.grounds)->total;
    Policy kind;
    kind.freight_always = true;
    EXPECT_EQ(under(of, kind).amount.units, of.amount.units + 800);
    of.grounds = two_mugs(1);
    of.amount = total_of(*of.grounds)->total;
    EXPECT_EQ(under(of, kind).amount.units, of.amount.units) << "not with a part of it";
}

TEST(DryRun, cases_from_before_the_grounds_were_kept_keep_their_amount) {
    Policy again;
    again.design = Design::re_price;
    EXPECT_EQ(under(refunded(), again).amount.units, 15'000);
}

// Random lives: what a case did under its policy it does again, whatever the policy is; and every
// case is counted once.
TEST(DryRun, property_a_life_is_replayed_as_it_was_under_its_own_policy) {
    std::mt19937 dice(6);
    DryCounts all;
    for (int i = 0; i < 5000; ++i) {
        Policy policy;
        policy.agent_limit = {static_cast<std::int64_t>(dice() % 30'000)};
        policy.second_above = {policy.agent_limit.units +
                               static_cast<std::int64_t>(dice() % 30'000)};
        if (dice() % 2)
            policy.clocks = {
                {CaseState::review, 1 + static_cast<std::int64_t>(dice() % 90), ClockUnit::hours}};
        DryCase of;
        of.kind = static_cast<CaseKind>(dice() % case_kinds);
        of.amount = {static_cast<std::int64_t>(dice() % 40'000)};
        of.opened_at = start;
        Position at = begun(of.kind);
        Time now = start;
        of.moves.push_back({at.state, now, CaseActor::buyer});
        for (int step = 0; step < 12 && !is_final(at.state); ++step) {
            auto actor = static_cast<CaseActor>(dice() % case_actors);
            auto may = possible(at, actor);
            if (may.empty()) continue;
            auto due = deadline_of(policy, at, now);
            auto next = *stepped(at, may[dice() % may.size()], actor);
            now =
                actor == CaseActor::clock && due ? *due : now + std::chrono::minutes{dice() % 600};
            if (next.state != at.state) of.moves.push_back({next.state, now, actor});
            at = next;
        }
        of.kind = at.kind;
        bool over = is_final(at.state);
        Time seen = now + (over ? 0min : std::chrono::minutes{dice() % 600});
        auto out = replayed(of, policy, policy, {seen, 4h});
        auto last = of.moves.back();
        ASSERT_EQ(out.minutes, ((over ? last.at : seen) - start).count() / 60'000'000);
        if (last.state == CaseState::cancelled) {
            ASSERT_EQ(out.end, DryEnd::withdrawn);
        }
        if (out.end == DryEnd::paid) {
            ASSERT_EQ(out.amount, of.amount);
        }
        all = counted(all, out);
    }
    EXPECT_EQ(all.cases, 5000);
    EXPECT_EQ(all.open + all.paid_cases + all.refused + all.withdrawn + all.done, 5000);
    EXPECT_EQ(all.by_agent + all.by_one + all.by_two, all.paid_cases);
}
