#include <gtest/gtest.h>

#include <filesystem>

#include "aftersales/refunds.hpp"
#include "money_lab.hpp"

using namespace aftersales;
using namespace std::chrono_literals;

static RefundRow refund(RefundState state, std::string error = "", std::optional<Time> asked = {}) {
    RefundRow row;
    row.state = state;
    row.submitted_at = Time{0};
    row.error = std::move(error);
    row.asked_provider_at = asked;
    return row;
}

TEST(Refunds, are_submitted_once_and_then_only_asked_about) {
    EXPECT_EQ(pay_step(refund(RefundState::approved), 90s), PayStep::submit);
    EXPECT_EQ(pay_step(refund(RefundState::submitting), 90s), PayStep::ask)
        << "killed in between: nobody knows";
    EXPECT_EQ(pay_step(refund(RefundState::unknown, "timeout", Time{} + 1h), 90s), PayStep::ask);
    EXPECT_EQ(pay_step(refund(RefundState::unknown, "not_there", Time{} + 89s), 90s), PayStep::ask)
        << "it may still be under way";
    EXPECT_EQ(pay_step(refund(RefundState::unknown, "not_there", Time{} + 90s), 90s),
              PayStep::submit);
    for (auto state : {RefundState::requested, RefundState::succeeded, RefundState::failed})
        EXPECT_EQ(pay_step(refund(state), 90s), PayStep::nothing);
}

TEST(Refunds, are_approved_by_others_than_who_asked) {
    Policy policy;
    EXPECT_EQ(approvals_needed(policy, {20'000}), 0);
    EXPECT_EQ(approvals_needed(policy, {20'001}), 1);
    EXPECT_EQ(approvals_needed(policy, {200'001}), 2);
    Approval two{"ann", "", "", 2};
    EXPECT_EQ(approved(two, "ann").error().reason, "own_request");
    two = *approved(two, "bob");
    EXPECT_FALSE(is_approved(two));
    EXPECT_EQ(approved(two, "bob").error().reason, "same_person");
    two = *approved(two, "cid");
    EXPECT_TRUE(is_approved(two));
    EXPECT_EQ(approved(two, "dan").error().reason, "approved_already");
}

static money_lab::Totals tried(std::uint64_t seed, money_lab::Faults faults) {
    auto folder = std::filesystem::temp_directory_path() / ("xiaoer-money-" + kit::new_uuid({1}));
    std::filesystem::create_directories(folder);
    auto totals = money_lab::Lab((folder / "x.db").string(), seed, faults, 20).run(40);
    std::filesystem::remove_all(folder);
    return totals;
}

TEST(Refunds, are_paid_once_by_a_provider_that_lies_and_dies_and_never_above_what_was_paid) {
    for (bool honours : {true, false}) {
        auto totals = tried(honours ? 1 : 2, {honours});
        EXPECT_EQ(totals.refunds, 80);
        EXPECT_EQ(totals.kills, 20);
        EXPECT_EQ(totals.executions_max, 1) << "keys honoured: " << honours;
        EXPECT_EQ(totals.over_refunds, 0);
        EXPECT_EQ(totals.stuck, 0);
        EXPECT_EQ(totals.wrong_books, 0) << "what left is what the books say";
    }
}
