#include <gtest/gtest.h>

#include "aftersales/platforms.hpp"
#include "machine_model.hpp"

using namespace aftersales;

static std::string named(const Position& at) {
    return std::string(kit::name_of(at.kind)) + " in " + std::string(kit::name_of(at.state));
}

// Every position there is, as far as the table tells them apart.
static std::vector<Position> positions() {
    std::vector<Position> out;
    for (int k = 0; k < case_kinds; ++k)
        for (int s = 0; s < case_states; ++s) {
            Position at;
            at.kind = static_cast<CaseKind>(k);
            at.state = static_cast<CaseState>(s);
            out.push_back(at);
        }
    return out;
}

TEST(Machine, does_every_transition_of_its_table_and_refuses_everything_else) {
    std::size_t done = 0, refused = 0;
    for (auto& at : positions())
        for (int e = 0; e < case_events; ++e)
            for (int a = 0; a < case_actors; ++a) {
                auto event = static_cast<CaseEvent>(e);
                auto actor = static_cast<CaseActor>(a);
                const Transition* row = nullptr;
                for (auto& each : transitions())
                    if (each.from == at.state && each.event == event && each.actor == actor &&
                        (each.kinds & kinds_of(at.kind)))
                        row = &each;
                auto next = stepped(at, event, actor);
                if (row) {
                    ++done;
                    ASSERT_TRUE(next)
                        << named(at) << " " << kit::name_of(event) << ": " << next.error().reason;
                    EXPECT_EQ(next->state, row->to) << named(at) << " " << kit::name_of(event);
                } else {
                    ++refused;
                    ASSERT_FALSE(next)
                        << named(at) << " " << kit::name_of(event) << " by " << kit::name_of(actor);
                    EXPECT_EQ(next.error().code, kit::Code::conflict);
                }
            }
    EXPECT_EQ(done, 550u);
    EXPECT_GT(refused, 50'000u);
}

TEST(Machine, has_no_two_rows_that_say_different_things) {
    for (auto& a : transitions())
        for (auto& b : transitions())
            EXPECT_TRUE(&a == &b || a.from != b.from || a.event != b.event || a.actor != b.actor ||
                        !(a.kinds & b.kinds))
                << kit::name_of(a.from) << " " << kit::name_of(a.event);
}

TEST(Machine, tells_each_refusal_apart) {
    auto at = begun(CaseKind::return_refund);
    EXPECT_EQ(stepped(at, CaseEvent::agree, CaseActor::buyer).error().reason, "not_yours");
    EXPECT_EQ(stepped(at, CaseEvent::paid, CaseActor::payment).error().reason, "not_now");
    at.state = CaseState::refunding;
    EXPECT_EQ(stepped(at, CaseEvent::withdraw, CaseActor::buyer).error().reason,
              "money_is_leaving");
    at.state = CaseState::success;
    EXPECT_EQ(stepped(at, CaseEvent::withdraw, CaseActor::buyer).error().reason, "already_over");
}

TEST(Machine, agrees_with_a_second_description_on_random_walks) {
    auto walked = machine_model::walk(100'000, 20261122);
    EXPECT_EQ(walked.differences, 0) << walked.first_difference;
    EXPECT_EQ(walked.transitions.size(), transitions().size()) << "a row that no walk took";
    EXPECT_GT(walked.refusals, 50'000);
}

TEST(Machine, sends_goods_that_are_back_past_the_return_after_a_ruling) {
    auto at = begun(CaseKind::return_refund);
    for (auto [event, actor] : std::vector<std::pair<CaseEvent, CaseActor>>{
             {CaseEvent::agree, CaseActor::seller},
             {CaseEvent::shipped_back, CaseActor::buyer},
             {CaseEvent::receipt_refused, CaseActor::seller},
             {CaseEvent::escalate, CaseActor::buyer},
             {CaseEvent::rule_for_buyer, CaseActor::platform},
             {CaseEvent::execute, CaseActor::seller}}) {
        auto next = stepped(at, event, actor);
        ASSERT_TRUE(next) << kit::name_of(event);
        at = *next;
    }
    EXPECT_EQ(at.state, CaseState::refunding);
}

TEST(Machine, gives_the_buyer_the_choice_after_the_second_failed_repair) {
    Position at = begun(CaseKind::repair);
    at.state = CaseState::repairing;
    at = *stepped(at, CaseEvent::repair_failed, CaseActor::seller);
    EXPECT_EQ(at.state, CaseState::repairing);
    at = *stepped(at, CaseEvent::repair_failed, CaseActor::seller);
    EXPECT_EQ(at.state, CaseState::wait_buyer_choice);
    EXPECT_EQ(stepped(at, CaseEvent::choose_exchange, CaseActor::buyer)->kind, CaseKind::exchange);
    EXPECT_EQ(stepped(at, CaseEvent::time_passed, CaseActor::clock)->state, CaseState::refunding);
}

TEST(Machine, lets_a_buyer_ask_five_times_and_a_seller_offer_three_times) {
    auto at = begun(CaseKind::refund_received);
    for (int i = 1; i < requests_max; ++i) {
        at = *stepped(at, CaseEvent::refuse, CaseActor::seller);
        at = *stepped(at, CaseEvent::edit, CaseActor::buyer);
    }
    at = *stepped(at, CaseEvent::refuse, CaseActor::seller);
    EXPECT_EQ(stepped(at, CaseEvent::edit, CaseActor::buyer).error().reason, "too_often");
    at = begun(CaseKind::refund_received);
    for (int i = 0; i < offers_max; ++i) {
        at = *stepped(at, CaseEvent::offer, CaseActor::seller);
        at = *stepped(at, CaseEvent::decline_offer, CaseActor::buyer);
    }
    EXPECT_EQ(stepped(at, CaseEvent::offer, CaseActor::seller).error().reason, "too_often");
}

TEST(Machine, calls_a_lead_once) {
    auto at = begun(CaseKind::compensation);
    auto called = stepped(at, CaseEvent::time_passed, CaseActor::clock);
    ASSERT_TRUE(called);
    EXPECT_TRUE(called->called_lead);
    EXPECT_EQ(called->state, CaseState::review);
    EXPECT_FALSE(stepped(*called, CaseEvent::time_passed, CaseActor::clock));
    EXPECT_FALSE(stepped(*called, CaseEvent::refuse, CaseActor::seller)->called_lead);
}

// What can be reached from the start of a kind.
static std::set<CaseState> reachable(CaseKind kind) {
    std::vector<Position> open{begun(kind)};
    std::set<CaseState> out;
    std::set<std::pair<CaseKind, CaseState>> seen;
    while (!open.empty()) {
        auto at = open.back();
        open.pop_back();
        if (!seen.insert({at.kind, at.state}).second) continue;
        if (at.kind == kind) out.insert(at.state);
        at.failed_repairs = 1;
        for (int e = 0; e < case_events; ++e)
            for (int a = 0; a < case_actors; ++a)
                if (auto next = stepped(at, static_cast<CaseEvent>(e), static_cast<CaseActor>(a)))
                    open.push_back(*next);
    }
    return out;
}

TEST(Machine, has_a_clock_with_a_source_for_every_state_that_can_be_reached) {
    for (int k = 0; k < case_kinds; ++k) {
        auto kind = static_cast<CaseKind>(k);
        auto states = reachable(kind);
        for (auto state : states) {
            if (is_final(state)) continue;
            auto clock = clock_of(kind, state);
            ASSERT_TRUE(clock) << kit::name_of(kind) << " " << kit::name_of(state);
            EXPECT_GT(clock->amount, 0);
            EXPECT_FALSE(clock->source.empty());
            EXPECT_EQ(clock->effective_from.size(), 10u);
            Position at;
            at.kind = kind, at.state = state;
            auto next = stepped(at, CaseEvent::time_passed, CaseActor::clock);
            ASSERT_TRUE(next) << "a deadline that does nothing: " << named(at);
            EXPECT_EQ(next->called_lead, clock->action == TimeAction::call_lead) << named(at);
        }
        EXPECT_TRUE(states.contains(CaseState::success)) << kit::name_of(kind);
        for (auto state : rail_of(kind))
            EXPECT_TRUE(states.contains(state)) << kit::name_of(kind) << kit::name_of(state);
    }
}

TEST(Machine, has_one_clock_a_state_and_kind) {
    for (auto& a : clock_rows())
        for (auto& b : clock_rows())
            EXPECT_TRUE(&a == &b || a.state != b.state || !(a.kinds & b.kinds))
                << kit::name_of(a.state);
}

TEST(Machine, offers_what_it_then_does) {
    for (auto& at : positions())
        for (int a = 0; a < case_actors; ++a)
            for (auto event : possible(at, static_cast<CaseActor>(a)))
                EXPECT_TRUE(stepped(at, event, static_cast<CaseActor>(a))) << named(at);
    EXPECT_FALSE(may_withdraw({CaseKind::return_refund, CaseState::refunding}));
    EXPECT_TRUE(may_withdraw({CaseKind::return_refund, CaseState::wait_buyer_return}));
}

// --- other shops' words
// --------------------------------------------------------------------------------

struct Spelling {
    Platform platform;
    const char* word;
    CaseKind kind;
    CaseState state;
};

class Spellings : public testing::TestWithParam<Spelling> {};

TEST_P(Spellings, are_understood) {
    auto& row = GetParam();
    EXPECT_EQ(understood(row.platform, row.word, row.kind), row.state);
}

INSTANTIATE_TEST_SUITE_P(
    Platforms, Spellings,
    testing::Values(
        Spelling{Platform::taobao, "WAIT_SELLER_AGREE", CaseKind::return_refund, CaseState::review},
        Spelling{Platform::taobao, "SELLER_REFUSE_BUYER", CaseKind::refund_received,
                 CaseState::seller_refused},
        Spelling{Platform::pinduoduo, "2", CaseKind::refund_unshipped, CaseState::review},
        Spelling{Platform::pinduoduo, "14", CaseKind::resend, CaseState::review},
        Spelling{Platform::pinduoduo, "21", CaseKind::repair, CaseState::review},
        Spelling{Platform::pinduoduo, "33", CaseKind::refund_unreceived, CaseState::intercepting},
        Spelling{Platform::pinduoduo, "24", CaseKind::repair, CaseState::closed},
        Spelling{Platform::douyin, "11", CaseKind::return_refund, CaseState::wait_seller_receive},
        Spelling{Platform::douyin, "29", CaseKind::return_refund, CaseState::receipt_refused},
        Spelling{Platform::douyin, "14", CaseKind::exchange, CaseState::success},
        Spelling{Platform::weixin, "MERCHANT_OVERDUE_REFUND", CaseKind::return_refund,
                 CaseState::refunding},
        Spelling{Platform::weixin, "USER_CANCELD", CaseKind::return_refund, CaseState::cancelled},
        Spelling{Platform::weixin, "16", CaseKind::exchange, CaseState::reshipping},
        Spelling{Platform::jd, "21", CaseKind::exchange, CaseState::review},
        Spelling{Platform::jd, "34", CaseKind::repair, CaseState::repairing},
        Spelling{Platform::jd, "50", CaseKind::repair, CaseState::success},
        Spelling{Platform::shopify, "OPEN", CaseKind::return_refund, CaseState::wait_buyer_return},
        Spelling{Platform::shopify, "DECLINED", CaseKind::return_refund, CaseState::seller_refused},
        Spelling{Platform::medusa, "received", CaseKind::return_refund, CaseState::success},
        Spelling{Platform::vendure, "Failed", CaseKind::return_refund, CaseState::refund_failed},
        Spelling{Platform::vendure, "Settled", CaseKind::refund_received, CaseState::success}));

TEST(Platforms, say_only_what_they_understand_again) {
    for (auto& row : platform_rows())
        for (int k = 0; k < case_kinds; ++k) {
            auto kind = static_cast<CaseKind>(k);
            if (!(row.kinds & kinds_of(kind))) continue;
            auto word = said(row.platform, row.state, kind);
            ASSERT_TRUE(word);
            EXPECT_TRUE(understood(row.platform, *word, kind)) << *word;
        }
}

TEST(Platforms, do_not_guess) {
    EXPECT_FALSE(understood(Platform::taobao, "SOMETHING_NEW", CaseKind::return_refund));
    EXPECT_FALSE(understood(Platform::pinduoduo, "3", CaseKind::repair));
    EXPECT_FALSE(said(Platform::vendure, CaseState::wait_buyer_return, CaseKind::return_refund));
}
