#include <gtest/gtest.h>

#include <algorithm>

#include "orders/rows.hpp"

using namespace orders;
using enum ParcelState;
using std::chrono::hours;

static constexpr kit::Time noon{1'798'000'000'000'000};

static TraceRow trace(int hour, ParcelState state, const std::string& text = "x") {
    return {{std::to_string(hour)}, "s", {"p"}, noon + hours{hour}, state, "", text};
}
static ParcelRow parcel() {
    ParcelRow out;
    out.id = {"p"};
    out.shipped_at = out.moved_at = noon;
    return out;
}

TEST(Parcel, stands_where_its_newest_trace_says_in_whatever_order_they_come) {
    std::vector<TraceRow> traces{trace(1, picked_up), trace(5, in_transit, "到达杭州"),
                                 trace(20, out_for_delivery), trace(26, delivered, "已签收")};
    std::ranges::sort(traces, {}, &TraceRow::at);
    do {
        auto now = moved(parcel(), traces, {});
        ASSERT_EQ(now.state, delivered);
        ASSERT_EQ(now.last_text, "已签收");
        ASSERT_EQ(now.delivered_at, noon + hours{26});
    } while (std::ranges::next_permutation(traces, {}, &TraceRow::at).found);
}

TEST(Parcel, of_two_scans_in_one_second_the_further_one_counts) {
    EXPECT_EQ(moved(parcel(), {trace(1, in_transit), trace(1, picked_up)}, {}).state, in_transit);
    EXPECT_EQ(moved(parcel(), {trace(1, picked_up), trace(1, in_transit)}, {}).state, in_transit);
}

TEST(Parcel, is_silent_after_the_hours_of_its_route_and_never_when_it_is_over) {
    auto at = [](RouteClass route, ParcelState state) {
        auto row = parcel();
        row.route = route;
        row.state = state;
        auto due = silent_from(row, ClockRow{});
        return due ? (due->us - noon.us) / 3'600'000'000 : -1;
    };
    EXPECT_EQ(at(RouteClass::same_city, in_transit), 24);
    EXPECT_EQ(at(RouteClass::same_province, in_transit), 24);
    EXPECT_EQ(at(RouteClass::cross_province, picked_up), 48);
    EXPECT_EQ(at(RouteClass::remote, packed), 72);
    EXPECT_EQ(at(RouteClass::abroad, customs), 120);
    EXPECT_EQ(at(RouteClass::same_city, at_pickup_point), 168);
    EXPECT_EQ(at(RouteClass::remote, delivered), -1);
    EXPECT_EQ(at(RouteClass::remote, returned), -1);
}

TEST(Parcel, that_moves_again_no_longer_stands_still) {
    auto row = parcel();
    row.stuck_at = noon + hours{50};
    EXPECT_FALSE(moved(row, {trace(60, in_transit)}, {}).stuck_at);
}

TEST(Parcel, arrives_when_its_carrier_says_or_as_usual) {
    EXPECT_EQ(moved(parcel(), {trace(1, picked_up)}, noon + hours{30}).eta, noon + hours{30});
    EXPECT_EQ(moved(parcel(), {trace(1, picked_up)}, {}).eta, noon + hours{72});
    EXPECT_EQ(moved(parcel(), {trace(70, out_for_delivery)}, {}).eta, noon + hours{80});
    EXPECT_FALSE(moved(parcel(), {trace(70, delivered)}, {}).eta);
    EXPECT_FALSE(moved(parcel(), {trace(70, exception)}, {}).eta);
    EXPECT_GT(moved(parcel(), {trace(100, in_transit)}, {}).eta, noon + hours{100});
}

TEST(Parcel, knows_its_route_by_the_regions_at_both_ends) {
    EXPECT_EQ(route_class("浙江省杭州市", "浙江省杭州市西湖区"), RouteClass::same_city);
    EXPECT_EQ(route_class("浙江省杭州市", "浙江省宁波市"), RouteClass::same_province);
    EXPECT_EQ(route_class("浙江省杭州市", "广东省深圳市"), RouteClass::cross_province);
    EXPECT_EQ(route_class("浙江省杭州市", "新疆维吾尔自治区乌鲁木齐市"), RouteClass::remote);
    EXPECT_EQ(route_class("上海市", "上海市浦东新区"), RouteClass::same_city);
    EXPECT_EQ(route_class("浙江省杭州市", "California"), RouteClass::abroad);
    EXPECT_EQ(route_class("", "广东省深圳市"), RouteClass::cross_province);
    EXPECT_EQ(route_class("浙江省杭州市", ""), RouteClass::cross_province);
}

TEST(Parcel, takes_the_region_from_an_address_and_nothing_more) {
    EXPECT_EQ(region_of("浙江省杭州市西湖区文三路 1 号"), "浙江省杭州市");
    EXPECT_EQ(region_of("上海市浦东新区世纪大道 1 号"), "上海市");
    EXPECT_EQ(region_of("贵州省黔东南苗族侗族自治州凯里"), "贵州");
    EXPECT_EQ(region_of("1 Infinite Loop"), "");
}

TEST(Parcel, knows_carriers_by_code_and_by_the_names_that_exports_use) {
    EXPECT_EQ(carrier_named("顺丰").code, "shunfeng");
    EXPECT_EQ(carrier_named("shunfeng").name, "顺丰速运");
    EXPECT_EQ(carrier_named("圆通速递").code, "yuantong");
    EXPECT_EQ(carrier_named("村头快递").code, "other");
    EXPECT_EQ(carrier_named("村头快递").name, "村头快递");
    EXPECT_EQ(carrier_named("").code, "other") << "no name is no carrier's other name";
}
