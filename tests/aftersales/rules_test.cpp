#include "aftersales/rules.hpp"

#include <gtest/gtest.h>

using namespace aftersales;

// An instant in Shanghai.
static Time at(std::string_view day, int hour = 0, int minute = 0) {
    return {end_of(*day_named(day) - 1).us + (hour * 60 + minute) * 60'000'000LL};
}

TEST(Calendar, knows_days_by_name_and_back) {
    EXPECT_EQ(text_of_day(*day_named("2024-02-29")), "2024-02-29");
    EXPECT_EQ(text_of_day(day_of(at("2026-11-22", 23, 59))), "2026-11-22");
    for (auto wrong : {"2023-02-29", "2024-2-01", "", "2024-13-01", "abcd-01-01"})
        EXPECT_FALSE(day_named(wrong)) << wrong;
}

TEST(Calendar, rests_on_weekends_and_holidays_and_not_on_moved_working_days) {
    EXPECT_TRUE(is_rest_day(*day_named("2024-05-01")));
    EXPECT_TRUE(is_rest_day(*day_named("2026-11-22"))) << "a Sunday";
    EXPECT_FALSE(is_rest_day(*day_named("2024-05-11"))) << "a Saturday that was worked";
    EXPECT_FALSE(is_rest_day(*day_named("2026-11-23")));
    EXPECT_TRUE(is_rest_day(*day_named("2031-10-01"))) << "every year";
}

TEST(Calendar, counts_working_hours_from_nine_to_six) {
    // A notice at 14:01 is due at 9:01 of the next working day.
    EXPECT_EQ(over_at(at("2026-11-23", 14, 1), 4, ClockUnit::working_hours),
              at("2026-11-24", 9, 1));
    EXPECT_EQ(over_at(at("2026-11-23", 14, 0), 4, ClockUnit::working_hours),
              at("2026-11-23", 18, 0));
    EXPECT_EQ(over_at(at("2026-11-23", 3, 0), 4, ClockUnit::working_hours),
              at("2026-11-23", 13, 0));
    EXPECT_EQ(over_at(at("2026-11-20", 17, 0), 4, ClockUnit::working_hours),
              at("2026-11-23", 12, 0))
        << "over a weekend";
    EXPECT_EQ(over_at(at("2026-09-30", 17, 0), 4, ClockUnit::working_hours),
              at("2026-10-08", 12, 0))
        << "over a holiday";
    EXPECT_EQ(over_at(at("2026-11-20", 12, 0), 7, ClockUnit::working_days),
              end_of(*day_named("2026-12-01")));
    EXPECT_EQ(over_at(at("2026-11-20", 12, 0), 7, ClockUnit::days), at("2026-11-27", 12, 0));
    EXPECT_EQ(over_at(at("2026-11-20", 12, 0), 48, ClockUnit::hours), at("2026-11-22", 12, 0));
}

TEST(NoReason, counts_seven_days_from_the_day_after_signature) {
    EXPECT_EQ(text_of_day(no_reason_last_day(at("2024-05-01", 14))), "2024-05-08");
    NoReasonAsk ask;
    ask.signed_at = at("2024-05-01", 14);
    ask.asked_at = at("2024-05-08", 23, 59);
    EXPECT_TRUE(no_reason_verdict(ask).passed);
    ask.asked_at = at("2024-05-09");
    auto late = no_reason_verdict(ask);
    EXPECT_FALSE(late.passed);
    EXPECT_NE(late.findings[1].article.find("第十条"), std::string::npos);
}

TEST(NoReason, moves_a_last_day_of_rest_to_the_next_working_day) {
    EXPECT_EQ(text_of_day(no_reason_last_day(at("2024-04-25", 9))), "2024-05-06")
        << "2 May is a holiday until the 5th";
    EXPECT_EQ(text_of_day(no_reason_last_day(at("2026-11-14", 9))), "2026-11-23")
        << "the 21st is a Saturday";
    EXPECT_EQ(text_of_day(no_reason_last_day(at("2026-11-16", 9), 8)), "2026-12-01")
        << "fifteen days are promised";
}

TEST(NoReason, knows_the_exceptions_by_article) {
    for (auto goods : {Goods::custom, Goods::fresh, Goods::digital, Goods::periodicals}) {
        auto verdict = no_reason_verdict({goods, true, {}, Time{}, 0});
        EXPECT_FALSE(verdict.passed);
        EXPECT_NE(verdict.findings[0].article.find("第六条"), std::string::npos);
    }
    for (auto goods :
         {Goods::unsealed_risk, Goods::drops_on_use, Goods::near_expiry, Goods::flawed}) {
        EXPECT_FALSE(no_reason_verdict({goods, true, {}, Time{}, 0}).passed);
        auto unconfirmed = no_reason_verdict({goods, false, {}, Time{}, 0});
        EXPECT_TRUE(unconfirmed.passed) << "without a confirmation at purchase the exception fails";
        EXPECT_NE(unconfirmed.findings[0].article.find("第二十条"), std::string::npos);
    }
    EXPECT_TRUE(no_reason_verdict({Goods::apparel, false, {}, Time{}, 0}).passed)
        << "not signed for yet";
}

TEST(Intact, is_judged_by_the_kind_of_goods) {
    EXPECT_TRUE(intact_verdict(Goods::apparel, {Trace::opened, Trace::tried}).passed);
    EXPECT_FALSE(intact_verdict(Goods::apparel, {Trace::tags_cut}).passed);
    EXPECT_FALSE(intact_verdict(Goods::sealed, {Trace::seal_broken}).passed);
    EXPECT_TRUE(intact_verdict(Goods::electronics, {Trace::tags_cut}).passed);
    for (auto trace : {Trace::repaired, Trace::marks_torn, Trace::heavy_wear, Trace::activated})
        EXPECT_FALSE(intact_verdict(Goods::electronics, {trace}).passed);
    EXPECT_TRUE(intact_verdict(Goods::ordinary, {}).passed);
    EXPECT_NE(
        intact_verdict(Goods::sealed, {Trace::seal_broken}).findings[0].article.find("第九条"),
        std::string::npos);
}

struct FreightCase {
    FreightCause cause;
    Payer outbound, back, again;
};
TEST(Freight, follows_the_matrix) {
    using P = Payer;
    for (auto& row :
         {FreightCase{FreightCause::seller_fault, P::seller, P::seller, P::seller},
          FreightCase{FreightCause::no_reason_free, P::seller, P::buyer, P::nobody},
          FreightCase{FreightCause::no_reason_paid, P::buyer, P::buyer, P::nobody},
          FreightCase{FreightCause::no_reason_breaks_free, P::buyer, P::buyer, P::nobody},
          FreightCase{FreightCause::no_reason_exchange, P::nobody, P::buyer, P::buyer},
          FreightCase{FreightCause::unclear, P::seller, P::buyer, P::nobody},
          FreightCase{FreightCause::refused, P::buyer, P::buyer, P::nobody},
          FreightCase{FreightCause::settled, P::seller, P::seller, P::nobody},
          FreightCase{FreightCause::buyer_address, P::buyer, P::buyer, P::buyer},
          FreightCase{FreightCause::lost_in_transit, P::seller, P::nobody, P::seller}}) {
        auto share = freight_shared(row.cause);
        EXPECT_EQ(share.outbound, row.outbound) << kit::name_of(row.cause);
        EXPECT_EQ(share.back, row.back) << kit::name_of(row.cause);
        EXPECT_EQ(share.again, row.again) << kit::name_of(row.cause);
        EXPECT_FALSE(share.article.empty());
    }
    EXPECT_EQ(freight_cause(Reason::quality, {}), FreightCause::seller_fault);
    EXPECT_EQ(freight_cause(Reason::size, {.exchange = true}), FreightCause::no_reason_exchange);
    EXPECT_EQ(freight_cause(Reason::no_reason, {.free_shipping = false}),
              FreightCause::no_reason_paid);
    EXPECT_EQ(freight_cause(Reason::no_reason, {.breaks_threshold = true}),
              FreightCause::no_reason_breaks_free);
    EXPECT_EQ(freight_cause(Reason::changed_mind, {}), FreightCause::no_reason_free);
    EXPECT_EQ(freight_cause(Reason::not_received, {}), FreightCause::lost_in_transit);
}

TEST(Freight, is_never_paid_twice_by_insurance_and_seller) {
    Insurance insurance{InsuranceState::paid, {800}, true, true, true};
    EXPECT_EQ(return_freight_owed({1200}, Payer::seller, insurance)->from_seller, Minor{400});
    EXPECT_EQ(return_freight_owed({600}, Payer::seller, insurance)->from_seller, Minor{0});
    EXPECT_EQ(return_freight_owed({1200}, Payer::buyer, insurance)->from_seller, Minor{0});
    insurance.state = InsuranceState::pending;
    EXPECT_EQ(return_freight_owed({1200}, Payer::seller, insurance).error().reason,
              "insurance_pending");
    insurance.first_return = false;
    EXPECT_EQ(return_freight_owed({1200}, Payer::seller, insurance)->from_seller, Minor{1200})
        << "it does not pay the second return";
    insurance.state = InsuranceState::refused;
    EXPECT_EQ(return_freight_owed({1200}, Payer::seller, insurance)->from_seller, Minor{1200});
}

TEST(Evidence, says_who_begins_and_by_which_article) {
    EXPECT_EQ(evidence_wanted(Reason::damaged).first, Prover::buyer);
    EXPECT_EQ(evidence_wanted(Reason::quality, false, true).first, Prover::seller)
        << "durable goods within six months";
    EXPECT_EQ(evidence_wanted(Reason::fake).first, Prover::seller);
    EXPECT_EQ(evidence_wanted(Reason::not_received).first, Prover::seller);
    EXPECT_EQ(evidence_wanted(Reason::missing_item).first, Prover::seller);
    EXPECT_EQ(evidence_wanted(Reason::mismatch, true).first, Prover::both);
    EXPECT_EQ(evidence_wanted(Reason::no_reason).first, Prover::nobody);
    for (int i = 0; i <= static_cast<int>(Reason::other); ++i) {
        auto wanted = evidence_wanted(static_cast<Reason>(i));
        EXPECT_FALSE(wanted.article.empty());
        EXPECT_TRUE(wanted.first == Prover::nobody || !wanted.from_buyer.empty());
    }
}

TEST(Courier, answers_for_what_happened_before_signature) {
    auto lost = liable_for(Reason::not_received, {});
    EXPECT_EQ(lost.to_buyer, Liable::seller);
    EXPECT_TRUE(lost.claim_on_courier);
    EXPECT_FALSE(liable_for(Reason::damaged, {.signed_for = true}).claim_on_courier);
    EXPECT_TRUE(
        liable_for(Reason::damaged, {.signed_for = true, .told_at_door = true}).claim_on_courier);
    EXPECT_EQ(liable_for(Reason::not_received, {.own_courier_of_buyer = true}).to_buyer,
              Liable::buyer);
    EXPECT_EQ(liable_for(Reason::wrong_address, {}).to_buyer, Liable::buyer);
    EXPECT_EQ(liable_for(Reason::quality, {}).to_buyer, Liable::seller);
    auto claim = courier_claim({17300}, Minor{10000}, at("2026-11-20", 10));
    EXPECT_EQ(claim.amount, Minor{10000});
    EXPECT_EQ(claim.answer_due, at("2026-11-27", 10));
    EXPECT_EQ(courier_claim({17300}, {}, Time{}).amount, Minor{17300});
}

TEST(Warranty, returns_in_seven_days_exchanges_in_fifteen_then_repairs) {
    auto bought = at("2026-01-01", 10);
    EXPECT_EQ(warranty_step(bought, at("2026-01-08"), 120), WarrantyStep::return_it);
    EXPECT_EQ(warranty_step(bought, at("2026-01-09"), 120), WarrantyStep::exchange_it);
    EXPECT_EQ(warranty_step(bought, at("2026-01-17"), 120), WarrantyStep::repair_it);
    EXPECT_EQ(warranty_step(bought, at("2026-05-02"), 120), WarrantyStep::over);
    EXPECT_EQ(warranty_days_of("shoes"), 120);
    EXPECT_EQ(warranty_days_of("bags"), 90);
}
