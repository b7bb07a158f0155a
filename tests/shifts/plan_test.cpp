#include "shifts/plan.hpp"

#include <gtest/gtest.h>

using namespace shifts;

namespace {

const Period early{570, 1110}, late{810, 1380};
using Clashes = std::vector<Clash>;

std::vector<WorkDay> days_of(int count, Period period = early) {
    std::vector<WorkDay> out;
    for (int day = 0; day < count; ++day) out.push_back({day, {period}});
    return out;
}
std::string reason(const auto& result) { return result ? "" : result.error().reason; }

}  // namespace

TEST(Plan, has_an_early_and_a_late_shift_ready) {
    auto kinds = usual_kinds();
    ASSERT_TRUE(sound(kinds));
    EXPECT_EQ(kinds[0].periods, (std::vector<Period>{{9 * 60 + 30, 18 * 60 + 30}}));
    EXPECT_EQ(kinds[1].periods, (std::vector<Period>{{13 * 60 + 30, 23 * 60}}));
}

TEST(Plan, takes_split_shifts_and_refuses_kinds_that_cannot_be) {
    auto judged = [](ShiftKind kind) { return reason(sound(std::vector{kind})); };
    EXPECT_EQ(judged({"split", "两头班", 1, {{540, 720}, {1080, 1320}}}), "");
    EXPECT_EQ(judged({"Split", "x", 1, {early}}), "bad_code");
    EXPECT_EQ(judged({"", "x", 1, {early}}), "bad_code");
    EXPECT_EQ(judged({"a", "x", 0, {early}}), "bad_hue");
    EXPECT_EQ(judged({"a", "x", 7, {early}}), "bad_hue");
    EXPECT_EQ(judged({"a", "x", 1, {}}), "bad_period");
    EXPECT_EQ(judged({"a", "x", 1, {{600, 600}}}), "bad_period");
    EXPECT_EQ(judged({"a", "x", 1, {{-1, 600}}}), "bad_period");
    EXPECT_EQ(judged({"a", "x", 1, {{600, 1441}}}), "bad_period");
    EXPECT_EQ(judged({"a", "x", 1, {{600, 700}, {699, 800}}}), "periods_overlap");
    EXPECT_EQ(reason(sound({{"a", "x", 1, {early}}, {"a", "y", 2, {late}}})), "code_taken");
    std::vector<ShiftKind> many;
    for (int i = 0; i < 31; ++i) many.push_back({"k" + std::to_string(i), "x", 1, {early}});
    EXPECT_EQ(reason(sound(many)), "too_many");
}

TEST(Plan, sees_two_shifts_of_a_day_overlap) {
    std::vector<WorkDay> days{{10, {early, late}}};
    EXPECT_EQ(clashing(days, {}), (Clashes{{10, ClashKind::overlap}}));
    days = {{10, {{540, 720}, {720, 900}}}};
    EXPECT_EQ(clashing(days, {}), Clashes{}) << "touching is no overlap";
    days = {{10, {{540, 900}, {550, 600}, {700, 800}}}};
    EXPECT_EQ(clashing(days, {}), (Clashes{{10, ClashKind::overlap}}));
}

TEST(Plan, sees_work_on_a_day_of_leave) {
    std::vector<DaySpan> leaves{{3, 4}};
    std::vector<WorkDay> days{{2, {early}}, {3, {early}}, {4, {early}}, {5, {early}}};
    EXPECT_EQ(clashing(days, leaves),
              (Clashes{{3, ClashKind::on_leave}, {4, ClashKind::on_leave}}));
}

TEST(Plan, gives_a_day_of_rest_in_seven) {
    EXPECT_EQ(clashing(days_of(6), {}), Clashes{});
    EXPECT_EQ(clashing(days_of(8), {}),
              (Clashes{{6, ClashKind::seven_in_a_row}, {7, ClashKind::seven_in_a_row}}));
    auto rested = days_of(8);
    rested[4].periods.clear();
    EXPECT_EQ(clashing(rested, {}), Clashes{}) << "a free day in between begins a new count";
    rested.erase(rested.begin() + 4);
    EXPECT_EQ(clashing(rested, {}), Clashes{});
}

TEST(Plan, warns_of_less_than_eleven_hours_of_rest) {
    std::vector<WorkDay> days{{1, {late}}, {2, {early}}};
    EXPECT_EQ(clashing(days, {}), (Clashes{{2, ClashKind::short_rest}}))
        << "23:00 to 9:30 is ten and a half hours";
    days[1].periods = {{600, 900}};
    EXPECT_EQ(clashing(days, {}), Clashes{}) << "eleven hours to the minute";
    EXPECT_TRUE(only_warns(ClashKind::short_rest));
    for (auto kind : {ClashKind::overlap, ClashKind::on_leave, ClashKind::seven_in_a_row})
        EXPECT_FALSE(only_warns(kind));
}

TEST(Plan, puts_the_periods_of_several_kinds_in_order) {
    auto kinds = usual_kinds();
    EXPECT_EQ(*periods_of(kinds, {"late", "early"}), (std::vector<Period>{early, late}));
    EXPECT_TRUE(periods_of(kinds, {})->empty());
    EXPECT_EQ(reason(periods_of(kinds, {"night"})), "unknown_kind");
}

TEST(Plan, decides_a_leave_once) {
    EXPECT_EQ(*decided(LeaveState::asked, Verdict::yes), LeaveState::approved);
    EXPECT_EQ(*decided(LeaveState::asked, Verdict::no), LeaveState::refused);
    for (auto state : {LeaveState::approved, LeaveState::refused, LeaveState::withdrawn})
        EXPECT_EQ(reason(decided(state, Verdict::yes)), "already_decided");
    EXPECT_EQ(*withdrawn(LeaveState::asked), LeaveState::withdrawn);
    EXPECT_EQ(*withdrawn(LeaveState::approved), LeaveState::withdrawn);
    for (auto state : {LeaveState::refused, LeaveState::withdrawn})
        EXPECT_EQ(reason(withdrawn(state)), "already_decided");
}

TEST(Plan, swaps_when_the_colleague_agreed_and_the_lead_approved) {
    EXPECT_EQ(*answered(SwapState::asked, Verdict::yes), SwapState::agreed);
    EXPECT_EQ(*answered(SwapState::asked, Verdict::no), SwapState::refused);
    EXPECT_EQ(reason(answered(SwapState::agreed, Verdict::no)), "already_decided");
    EXPECT_EQ(*decided(SwapState::agreed, Verdict::yes), SwapState::approved);
    EXPECT_EQ(*decided(SwapState::agreed, Verdict::no), SwapState::refused);
    EXPECT_EQ(*decided(SwapState::asked, Verdict::no), SwapState::refused);
    EXPECT_EQ(reason(decided(SwapState::asked, Verdict::yes)), "not_agreed");
    EXPECT_EQ(*withdrawn(SwapState::asked), SwapState::withdrawn);
    EXPECT_EQ(*withdrawn(SwapState::agreed), SwapState::withdrawn);
    for (auto state : {SwapState::approved, SwapState::refused, SwapState::withdrawn}) {
        EXPECT_EQ(reason(decided(state, Verdict::no)), "already_decided");
        EXPECT_EQ(reason(answered(state, Verdict::yes)), "already_decided");
        EXPECT_EQ(reason(withdrawn(state)), "already_decided");
    }
}

TEST(Plan, reads_a_span_of_days) {
    EXPECT_EQ(
        span_of("2026-11-23", "2026-11-29", 7)->to - span_of("2026-11-23", "2026-11-29", 7)->from,
        6);
    EXPECT_EQ(reason(span_of("2026-11-23", "2026-11-30", 7)), "too_long");
    EXPECT_EQ(reason(span_of("2026-11-23", "2026-11-22", 7)), "ends_before_it_begins");
    EXPECT_EQ(reason(span_of("tomorrow", "2026-11-22", 7)), "bad_date");
    EXPECT_EQ(reason(span_of("2026-11-23", "", 7)), "bad_date");
}
