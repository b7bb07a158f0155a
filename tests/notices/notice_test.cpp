#include "notices/notices.hpp"

#include <gtest/gtest.h>

#include "manners/manners.hpp"

using namespace notices;
using std::chrono::hours;

// 2026-12-22 00:00 by the clock of Beijing.
static constexpr kit::Time midnight{1'797'868'800'000'000};
static_assert((midnight.us + 8 * 3'600'000'000) % 86'400'000'000 == 0);

TEST(Notice, waits_for_the_morning_in_quiet_hours) {
    NoticeRules rules;
    EXPECT_EQ(out_of_quiet(midnight + hours{12}, rules), midnight + hours{12});
    EXPECT_EQ(out_of_quiet(midnight + hours{8}, rules), midnight + hours{8});
    EXPECT_EQ(out_of_quiet(midnight + hours{3}, rules), midnight + hours{8});
    EXPECT_EQ(out_of_quiet(midnight, rules), midnight + hours{8});
    EXPECT_EQ(out_of_quiet(midnight + hours{22}, rules), midnight + hours{32});
    EXPECT_EQ(out_of_quiet(midnight + hours{24} - kit::Span{1}, rules), midnight + hours{32});
    rules.quiet_from = 12;
    rules.quiet_to = 14;
    EXPECT_EQ(out_of_quiet(midnight + hours{13}, rules), midnight + hours{14});
    EXPECT_EQ(out_of_quiet(midnight + hours{23}, rules), midnight + hours{23});
    rules.quiet_to = 12;
    EXPECT_EQ(out_of_quiet(midnight + hours{12}, rules), midnight + hours{12});
}

TEST(Notice, is_dropped_when_it_is_no_longer_true) {
    using enum orders::OrderState;
    orders::Order order;
    order.state = unpaid;
    EXPECT_TRUE(still_true(NoticeKind::payment_reminder, order, nullptr));
    order.state = paid;
    EXPECT_FALSE(still_true(NoticeKind::payment_reminder, order, nullptr));
    orders::Parcel parcel;
    EXPECT_TRUE(still_true(NoticeKind::dispatched, order, &parcel));
    EXPECT_FALSE(still_true(NoticeKind::dispatched, order, nullptr));
    EXPECT_FALSE(still_true(NoticeKind::parcel_stuck, order, &parcel));
    parcel.stuck_at = midnight;
    EXPECT_TRUE(still_true(NoticeKind::parcel_stuck, order, &parcel));
    parcel.state = orders::ParcelState::delivered;
    EXPECT_FALSE(still_true(NoticeKind::dispatched, order, &parcel));
    EXPECT_TRUE(still_true(NoticeKind::delivered, order, &parcel));
    order.state = canceled;
    EXPECT_FALSE(still_true(NoticeKind::delivered, order, &parcel));
}

TEST(Notice, every_text_passes_the_gate_in_both_languages) {
    orders::Order order;
    order.lines.resize(2);
    order.lines[0].title = "月白马克杯";
    orders::Parcel parcel;
    parcel.carrier_name = "顺丰速运";
    parcel.number = "SF1234567890123";
    parcel.moved_at = midnight;
    parcel.eta = midnight + hours{48};
    manners::Context automatic;
    automatic.automatic = true;
    for (auto kind :
         {NoticeKind::payment_reminder, NoticeKind::dispatched, NoticeKind::out_for_delivery,
          NoticeKind::at_pickup_point, NoticeKind::delivered, NoticeKind::parcel_stuck})
        for (bool english : {false, true}) {
            auto text = worded(kind, order, &parcel, english);
            auto verdict = manners::house_gate().judge(text, automatic);
            EXPECT_EQ(verdict.colour, manners::Colour::green)
                << text
                << (verdict.hits.empty()
                        ? ""
                        : " " + verdict.hits.front().words + ": " + verdict.hits.front().reason);
        }
}
