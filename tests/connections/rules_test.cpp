// What other houses write, in our values: times, amounts, columns, rows.
#include <gtest/gtest.h>

#include "connections/columns.hpp"
#include "connections/rows.hpp"
#include "connections/speakers.hpp"

using namespace connections;

TEST(Amounts, are_read_to_the_last_digit_and_never_rounded) {
    auto units = [](std::string_view text, std::string_view currency = "CNY") {
        auto read = minor_of(text, currency);
        return read ? read->units : INT64_MIN;
    };
    EXPECT_EQ(units("29.35"), 2935);
    EXPECT_EQ(units("2.935E1"), 2935);
    EXPECT_EQ(units("1E0"), 100);
    EXPECT_EQ(units("¥1,299.00"), 129900);
    EXPECT_EQ(units("128元"), 12800);
    EXPECT_EQ(units("-0.5"), -50);
    EXPECT_EQ(units("9.6750"), INT64_MIN);
    EXPECT_EQ(units("9.670"), 967);
    EXPECT_EQ(units("1200", "JPY"), 1200);
    EXPECT_EQ(units("1.234", "KWD"), 1234);
    for (auto bad : {"", "-", ".", "1.2.3", "12abc", "1e99", "99999999999999999999", "0x10", "NaN"})
        EXPECT_EQ(units(bad), INT64_MIN) << bad;
    EXPECT_EQ(decimal_of({2935}, "CNY"), "29.35");
    EXPECT_EQ(decimal_of({5}, "CNY"), "0.05");
    EXPECT_EQ(decimal_of({1200}, "JPY"), "1200");
}

TEST(Times, are_read_with_their_zone_or_the_one_given) {
    auto us = [](std::string_view text, int offset = 0) {
        auto read = time_of(text, offset);
        return read ? read->us : -1;
    };
    EXPECT_EQ(us("2024-05-01T12:00:00Z"), 1'714'564'800'000'000);
    EXPECT_EQ(us("2024-05-01T20:00:00+08:00"), 1'714'564'800'000'000);
    EXPECT_EQ(us("2024-05-01 20:00:00", 8), 1'714'564'800'000'000);
    EXPECT_EQ(us("2024/5/1 20:00", 8), 1'714'564'800'000'000);
    EXPECT_EQ(us("2024-05-01T12:00:00.250Z"), 1'714'564'800'250'000);
    EXPECT_EQ(iso_of({1'714'564'800'250'000}), "2024-05-01T12:00:00.250Z");
    for (auto bad : {"", "2024-02-30 10:00:00", "01/05/2024", "2024-05-01 25:00:00",
                     "2024-05-01Tjunk", "20240501"})
        EXPECT_EQ(us(bad), -1) << bad;
}

TEST(GoodsOfOthers, are_put_in_words_and_addresses_that_we_take) {
    EXPECT_EQ(summary_words("<p>手工&nbsp;拉坯</p>\n<ul><li>A &amp; B</li></ul>"),
              "手工 拉坯 A & B");
    EXPECT_EQ(title_words(std::string(400, 'x')).size(), 120u);
    EXPECT_EQ(summary_words("a < b"), "a");
    EXPECT_EQ(web_address("https://a.example/b.jpg?v=1"), "https://a.example/b.jpg?v=1");
    for (auto bad : {"", "source/b.jpg", "javascript:alert(1)", "https://a.example/\"b",
                     "data:image/png;base64,AA"})
        EXPECT_EQ(web_address(bad), "") << bad;
    EXPECT_EQ(counted("w", -3).at(0).reserved, 3);
    EXPECT_EQ(counted("w", -3).at(0).on_hand, 0);
    auto next = [](const std::string& link) {
        return next_page({.status = 200, .headers = {{"link", link}}, .body = ""});
    };
    EXPECT_EQ(
        next(
            R"(<https://s/admin/api/x/orders.json?page_info=abc&limit=50>; rel="previous", <https://s/o.json?limit=50&page_info=def-_=>; rel="next")"),
        "def-_=");
    EXPECT_EQ(next(R"(<https://s/wp-json/wc/v3/customers?per_page=50&page=3>; rel="next")"), "3");
    for (auto none : {"", "<https://s?page=2>; rel=\"prev\"", "<https://s?page=2 ;rel=\"next\"",
                      "<https://s?page=%0d x>; rel=\"next\"", "<>", "<"})
        EXPECT_EQ(next(none), "") << none;
}

namespace {

const std::vector<std::string> taobao{"订单编号",     "买家会员名",    "总金额",    "买家应付邮费",
                                      "订单状态",     "收货人姓名",    "收货地址 ", "联系手机",
                                      "订单创建时间", "订单付款时间 ", "宝贝标题 ", "宝贝总数量",
                                      "物流单号",     "物流公司",      "订单备注"};
ExportRow row(std::vector<std::string> cells) {
    for (auto& cell : cells) cell = plain_cell(cell);
    return {7, std::move(cells)};
}
const std::vector<std::string> good{"=\"2138001234567890123\"",
                                    "tb_lin",
                                    "138.00",
                                    "10.00",
                                    "卖家已发货，等待买家确认",
                                    "林安",
                                    "浙江省 杭州市 西湖区 文三路 1 号",
                                    "'13800138000",
                                    "2024-05-01 20:00:00",
                                    "2024-05-01 20:01:00",
                                    "青釉手捏杯",
                                    "2",
                                    "No:SF1234567890",
                                    "顺丰速运",
                                    "送礼"};

std::string reason(const ImportLayout& layout, std::size_t column, const std::string& cell) {
    auto changed = good;
    changed[column] = cell;
    auto fault = fault_of(layout, row(changed));
    return fault ? fault->reason : "";
}

}  // namespace

TEST(Columns, tell_the_four_marketplaces_apart) {
    EXPECT_EQ(detected(taobao).market, Market::taobao);
    EXPECT_TRUE(detected(taobao).known());
    EXPECT_EQ(detected({"订单号", "商品ID", "商品名称", "订购数量", "京东价", "应付金额",
                        "订单状态", "下单时间"})
                  .market,
              Market::jd);
    EXPECT_EQ(detected({"商品", "订单号", "订单状态", "商品总价(元)", "邮费(元)",
                        "用户实付金额(元)", "商品数量(件)", "订单成交时间"})
                  .market,
              Market::pdd);
    EXPECT_EQ(detected({"商品", "订单号", "订单状态", "商品总价（元）", "用户实付金额（元）",
                        "商品数量（件）", "订单成交时间"})
                  .known(),
              true)
        << "wide brackets";
    EXPECT_EQ(detected({"主订单编号", "子订单编号", "选购商品", "商品数量", "商品单价",
                        "订单应付金额", "订单状态", "订单提交时间"})
                  .market,
              Market::douyin);
    auto other = detected({"name", "age"});
    EXPECT_FALSE(other.known());
    EXPECT_FALSE(other.missing.empty());
}

TEST(Columns, make_an_order_of_a_row) {
    auto layout = detected(taobao);
    ASSERT_FALSE(fault_of(layout, row(good)));
    auto order = order_of(layout, {row(good)});
    EXPECT_EQ(order.external_id, "2138001234567890123");
    EXPECT_EQ(order.state, orders::OrderState::shipped);
    EXPECT_EQ(order.lines.at(0).quantity, 2);
    EXPECT_EQ(order.lines.at(0).price.units, 6400);
    EXPECT_EQ(order.payable->units, 13800);
    EXPECT_EQ(order.freight.units, 1000);
    EXPECT_EQ(order.receiver->phone, "13800138000");
    EXPECT_EQ(order.placed_at.us, 1'714'564'800'000'000);
    EXPECT_TRUE(orders::acceptable(order)) << orders::acceptable(order).error().reason;
}

TEST(Columns, say_of_a_wrong_row_where_and_why) {
    auto layout = detected(taobao);
    EXPECT_EQ(reason(layout, 0, "2.13800E+18"), "number_mangled");
    EXPECT_EQ(reason(layout, 0, "tb_lin"), "bad_number");
    EXPECT_EQ(reason(layout, 0, ""), "required");
    EXPECT_EQ(reason(layout, 2, "many"), "bad_amount");
    EXPECT_EQ(reason(layout, 2, "-5"), "below_zero");
    EXPECT_EQ(reason(layout, 4, "???"), "unknown_state");
    EXPECT_EQ(reason(layout, 8, "yesterday"), "bad_time");
    EXPECT_EQ(reason(layout, 11, "0"), "bad_quantity");
    EXPECT_EQ(reason(layout, 11, "1.5"), "bad_quantity");
    auto shifted = good;
    shifted.insert(shifted.begin() + 1, "x");
    EXPECT_EQ(fault_of(layout, row(shifted))->reason, "shifted_columns");
}

TEST(Columns, share_a_sum_that_does_not_divide_by_counting_it_as_one) {
    auto layout = detected(taobao);
    auto odd = good;
    odd[2] = "110.00", odd[11] = "3";
    auto order = order_of(layout, {row(odd)});
    EXPECT_EQ(order.lines.at(0).quantity, 1);
    EXPECT_EQ(order.lines.at(0).price.units, 10000);
    EXPECT_EQ(order.lines.at(0).options, "共 3 件");
}

TEST(Columns, join_the_rows_of_one_order) {
    auto layout = detected({"主订单编号", "子订单编号", "选购商品", "商品数量", "商品单价",
                            "订单应付金额", "运费", "订单状态", "订单提交时间"});
    auto one = row(
        {"6917000000000000001A", "1", "杯", "1", "50", "45", "5", "待发货", "2024-05-01 20:00:00"});
    auto two = row(
        {"6917000000000000001A", "2", "碗", "2", "30", "60", "5", "待发货", "2024-05-01 20:00:00"});
    auto order = order_of(layout, {one, two});
    EXPECT_EQ(order.lines.size(), 2u);
    EXPECT_EQ(order.payable->units, 10500);
    EXPECT_EQ(order.discounts.at(0).amount.units, 1000);
    EXPECT_TRUE(orders::acceptable(order));
}

// Vendure on SQLite writes some changes to the millisecond and others to the second: a cancel at
// 09:00:00.9 comes as 09:00:00, "before" the payment of 09:00:00.586.
TEST(Changes, of_the_same_second_count_as_told_when_read_and_as_old_when_pushed) {
    const Time paid{1'795'381'694'586'000}, canceled{1'795'381'694'000'000};
    EXPECT_FALSE(is_older(canceled, paid, Trust::newest));
    EXPECT_FALSE(is_older(paid, paid, Trust::newest));
    EXPECT_TRUE(is_older(paid - std::chrono::seconds{1}, paid, Trust::newest));
    EXPECT_TRUE(is_older(canceled, paid, Trust::if_newer));
    EXPECT_TRUE(is_older(paid, paid, Trust::if_newer));
    EXPECT_FALSE(is_older(paid + std::chrono::milliseconds{1}, paid, Trust::if_newer));
}

TEST(ErrandPauses, are_asked_again_less_and_less_and_never_while_the_shop_may_be_at_it) {
    using std::chrono::minutes, std::chrono::seconds, std::chrono::hours;
    EXPECT_EQ(errand_pause(seconds{0}, false), Span{seconds{5}});
    EXPECT_EQ(errand_pause(minutes{1}, false), Span{seconds{60}} / 8);
    EXPECT_EQ(errand_pause(hours{1}, false), Span{minutes{60}} / 8);
    EXPECT_EQ(errand_pause(hours{23}, false), Span{minutes{10}});
    EXPECT_EQ(errand_pause(seconds{0}, true), Span{seconds{30}});
    EXPECT_EQ(errand_pause(hours{1}, true), Span{minutes{60}} / 8);
}
