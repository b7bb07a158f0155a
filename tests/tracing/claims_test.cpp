// Claims on couriers and the delay guide: their rules.
#include <gtest/gtest.h>

#include <map>

#include "manners/manners.hpp"
#include "tracing/claim.hpp"
#include "tracing/delay.hpp"

using namespace tracing;
using namespace std::chrono_literals;

TEST(Claims, walk_every_transition_and_refuse_the_rest) {
    const std::map<std::pair<ClaimState, ClaimEvent>, ClaimState> expected{
        {{ClaimState::prepared, ClaimEvent::send}, ClaimState::sent},
        {{ClaimState::prepared, ClaimEvent::drop}, ClaimState::dropped},
        {{ClaimState::sent, ClaimEvent::accept}, ClaimState::accepted},
        {{ClaimState::sent, ClaimEvent::refuse}, ClaimState::refused},
        {{ClaimState::sent, ClaimEvent::drop}, ClaimState::dropped},
        {{ClaimState::refused, ClaimEvent::send}, ClaimState::sent},
        {{ClaimState::refused, ClaimEvent::drop}, ClaimState::dropped},
        {{ClaimState::accepted, ClaimEvent::pay}, ClaimState::paid},
        {{ClaimState::accepted, ClaimEvent::refuse}, ClaimState::refused}};
    EXPECT_EQ(claim_transitions().size(), expected.size());
    for (int s = 0; s < claim_states; ++s)
        for (int e = 0; e < claim_events; ++e) {
            auto state = static_cast<ClaimState>(s);
            auto event = static_cast<ClaimEvent>(e);
            auto next = stepped(state, event);
            auto at = expected.find({state, event});
            ASSERT_EQ(next.has_value(), at != expected.end())
                << kit::name_of(state) << " " << kit::name_of(event);
            if (next) EXPECT_EQ(*next, at->second);
            else EXPECT_EQ(next.error().reason, is_final(state) ? "already_over" : "not_now");
        }
}

TEST(Claims, ask_the_declared_value_its_share_the_loss_or_what_the_contract_allows) {
    CarrierTerms terms;
    auto asked = [&](ClaimFacts facts) { return summed(facts, terms)->total.units; };
    EXPECT_EQ(asked({ClaimKind::lost, {19'600}, {19'600}, {20'000}, {1'200}}), 19'600)
        << "never more than the goods";
    EXPECT_EQ(asked({ClaimKind::lost, {19'600}, {19'600}, {10'000}, {1'200}}), 10'000)
        << "what was declared";
    EXPECT_EQ(asked({ClaimKind::damaged, {20'000}, {5'000}, {10'000}, {1'200}}), 2'500)
        << "a quarter is gone: a quarter of the declared value";
    // Source: 快递暂行条例第二十七条. No limit was agreed: what was lost, and the freight is not
    // asked for.
    EXPECT_EQ(asked({ClaimKind::lost, {19'600}, {19'600}, {0}, {0}}), 19'600);
    EXPECT_EQ(asked({ClaimKind::damaged, {19'600}, {2'000}, {0}, {1'200}}), 2'000);
    EXPECT_TRUE(
        summed({ClaimKind::lost, {100}, {100}, {0}, {0}}, terms)->source_zh.contains("第二十七条"));
    terms.freight_multiple = 3;
    EXPECT_EQ(asked({ClaimKind::lost, {19'600}, {19'600}, {0}, {1'200}}), 3'600)
        << "three times the freight, by contract";
    EXPECT_EQ(asked({ClaimKind::damaged, {19'600}, {2'000}, {0}, {1'200}}), 2'000)
        << "not above the loss";
    terms.freight_multiple = 7;
    EXPECT_EQ(asked({ClaimKind::lost, {19'600}, {19'600}, {0}, {1'200}}), 8'400)
        << "what the contract says";
    EXPECT_EQ(asked({ClaimKind::late, {19'600}, {0}, {0}, {1'200}}), 1'200);
    EXPECT_EQ(summed({ClaimKind::lost, {19'600}, {19'600}, {0}, {0}}, terms).error().reason,
              "freight_needed");
    EXPECT_EQ(summed({ClaimKind::late, {19'600}, {0}, {0}, {0}}, terms).error().reason,
              "freight_needed");
    EXPECT_EQ(summed({ClaimKind::damaged, {100}, {101}, {100}, {0}}, terms).error().reason,
              "above_goods");
    EXPECT_EQ(summed({ClaimKind::lost, {100}, {100}, {-1}, {0}}, terms).error().reason,
              "negative_amount");
}

TEST(Claims, never_ask_more_than_the_loss_whatever_the_facts) {
    std::uint64_t seed = 7;
    auto random = [&](std::int64_t most) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        return static_cast<std::int64_t>((seed >> 33) % static_cast<std::uint64_t>(most));
    };
    for (int i = 0; i < 20'000; ++i) {
        ClaimFacts facts{random(2) ? ClaimKind::lost : ClaimKind::damaged,
                         {1 + random(1'000'000)},
                         {},
                         {random(3) ? random(2'000'000) : 0},
                         {1 + random(5'000)}};
        facts.loss =
            facts.kind == ClaimKind::lost ? facts.goods : kit::Minor{random(facts.goods.units + 1)};
        CarrierTerms terms;
        terms.freight_multiple = random(20);
        auto sum = summed(facts, terms);
        ASSERT_TRUE(sum);
        ASSERT_GE(sum->total.units, 0);
        ASSERT_LE(sum->total, facts.loss);
        if (facts.declared.units > 0) ASSERT_LE(sum->total, facts.declared);
    }
}

TEST(Claims, warn_two_days_before_and_sooner_when_less_is_left) {
    kit::Time now{1'798'000'000'000'000};
    CarrierTerms terms;
    EXPECT_EQ(claim_deadline(ClaimState::prepared, now - 24h, now, terms), now + 29 * 24h);
    EXPECT_EQ(claim_deadline(ClaimState::sent, now - 24h, now, terms), now + 7 * 24h);
    EXPECT_EQ(claim_deadline(ClaimState::accepted, now, now, terms), now + 30 * 24h);
    EXPECT_FALSE(claim_deadline(ClaimState::paid, now, now, terms));
    EXPECT_EQ(warned_at(now + 29 * 24h, now), now + 27 * 24h);
    EXPECT_EQ(warned_at(now + 4h, now), now + 3h);
    EXPECT_EQ(warned_at(now - 4h, now), now - 4h);
    terms.carrier = "zhongtong";
    EXPECT_TRUE(sound(terms));
    terms.answer_days = 0;
    EXPECT_EQ(sound(terms).error().field, "answer_days");
}

TEST(Claims, are_complete_when_every_required_piece_is_there) {
    for (auto kind : {ClaimKind::lost, ClaimKind::damaged, ClaimKind::late}) {
        auto pieces = pieces_for(kind);
        EXPECT_FALSE(is_complete(pieces));
        for (auto& piece : pieces)
            if (piece.required) piece.done = true;
        EXPECT_TRUE(is_complete(pieces));
        pieces.front().done = false;
        EXPECT_FALSE(is_complete(pieces));
    }
}

static DelayFacts late_by(std::chrono::hours hours) {
    DelayFacts out;
    out.carrier_name = "中通快递";
    out.waybill = "ZT1234567890123";
    out.currency = "CNY";
    out.now = {1'798'000'000'000'000};
    out.promised_by = out.now - hours;
    out.moved_at = out.now - hours;
    out.paid = {20'000};
    return out;
}

TEST(DelayGuide, suggests_by_lateness_or_by_what_like_cases_got_and_never_above_the_allowance) {
    Allowance wide{{2'000}, {50'000}, {}};
    EXPECT_EQ(suggested(late_by(0h), wide).units, 0) << "nothing is late";
    EXPECT_EQ(suggested(late_by(10h), wide).units, 200);
    EXPECT_EQ(suggested(late_by(48h), wide).units, 600);
    EXPECT_EQ(suggested(late_by(100h), wide).units, 1'000);
    auto generous = late_by(48h);
    generous.percents = {0, 2, 6, 10};
    EXPECT_EQ(suggested(generous, wide).units, 1'200) << "the steps are the shop's";
    auto member = late_by(100h);
    member.paid = {20'330};
    EXPECT_EQ(suggested(member, wide).units, 1'000);
    member.tier = "金卡";
    EXPECT_EQ(suggested(member, wide).units, 1'050) << "a member level rounds up";
    EXPECT_EQ(suggested(late_by(100h), {{2'000}, {50'000}, {2, {300}}}).units, 1'000)
        << "two are no precedent";
    EXPECT_EQ(suggested(late_by(100h), {{2'000}, {50'000}, {3, {300}}}).units, 300);
    EXPECT_EQ(suggested(late_by(100h), {{500}, {50'000}, {}}).units, 500);
    EXPECT_EQ(suggested(late_by(100h), {{2'000}, {120}, {}}).units, 120);
    EXPECT_EQ(suggested(late_by(100h), {{2'000}, {0}, {9, {300}}}).units, 0)
        << "the day's budget is spent";
    EXPECT_TRUE(needs_approval({501}, {{500}, {50'000}, {}}));
    EXPECT_TRUE(needs_approval({400}, {{500}, {300}, {}}));
    EXPECT_FALSE(needs_approval({500}, {{500}, {500}, {}}));
    aftersales::Policy policy;
    EXPECT_EQ(delay_limit(policy, {20'000}).units, 1'000);
    EXPECT_EQ(delay_limit(policy, {200'000}).units, 2'000);
    EXPECT_EQ(precedent_of({{500}, {100}, {300}}).median.units, 300);
    EXPECT_EQ(precedent_of({}).count, 0);
}

TEST(DelayGuide, says_every_thing_it_can_say_in_words_that_the_gate_lets_pass) {
    int said = 0;
    for (int state = 0; state < 11; ++state)
        for (auto hours : {0h, 10h, 48h, 200h})
            for (int search = 0; search < 3; ++search)
                for (std::int64_t amount : {0, 50, 1'000})
                    for (bool english : {false, true}) {
                        auto facts = late_by(hours);
                        facts.state = static_cast<orders::ParcelState>(state);
                        if (search > 0) facts.search = TracingState::asked;
                        if (search == 2) facts.search_until = facts.now + 24h;
                        auto words = composed(facts, {amount}, english);
                        EXPECT_FALSE(words.apology.empty());
                        EXPECT_FALSE(words.explanation.empty());
                        EXPECT_EQ(words.compensation.empty(), amount == 0);
                        auto whole = words.apology + words.explanation + words.compensation;
                        for (int emotion : {0, 3}) {
                            manners::Context context;
                            context.language =
                                english ? manners::Language::en : manners::Language::zh;
                            context.emotion = emotion;
                            auto verdict = manners::house_gate().judge(whole, context);
                            // English needs more letters: what is long is held three seconds, and
                            // nothing else is said against it.
                            for (auto& hit : verdict.hits)
                                EXPECT_TRUE(english && hit.rule == "style.long")
                                    << whole << " " << hit.rule;
                            EXPECT_NE(verdict.colour, manners::Colour::red) << whole;
                            if (!english)
                                EXPECT_EQ(verdict.colour, manners::Colour::green) << whole;
                        }
                        ++said;
                    }
    EXPECT_EQ(said, 11 * 4 * 3 * 3 * 2);
}

TEST(DelayGuide, says_how_much_in_the_order_s_currency) {
    auto facts = late_by(100h);
    EXPECT_TRUE(composed(facts, {1'050}, false).compensation.contains("¥10.50"));
    EXPECT_TRUE(composed(facts, {1'000}, false).compensation.contains("¥10补偿"));
    facts.currency = "USD";
    EXPECT_TRUE(composed(facts, {1'005}, true).compensation.contains("USD 10.05"));
}
