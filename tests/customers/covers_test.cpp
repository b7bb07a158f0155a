#include <gtest/gtest.h>

#include "customers/covers.hpp"

using customers::masked_draft;
using customers::masked_text;

TEST(Covers, phones_however_they_are_written) {
    EXPECT_EQ(masked_text("我电话13812345678"), "我电话138****5678");
    EXPECT_EQ(masked_text("138 1234 5678或138-1234-5678"), "138****5678或138****5678");
    EXPECT_EQ(masked_text("打+8613812345678吧"), "打138****5678吧");
    EXPECT_EQ(masked_text("１３８１２３４５６７８"), "138****5678");
    EXPECT_EQ(masked_text("座机0571-87654321"), "座机057*-****4321");
}

TEST(Covers, phones_beside_other_numbers) {
    EXPECT_EQ(masked_text("要2个 13812345678"), "要2个 138****5678");
    EXPECT_EQ(masked_text("尺码2 13812345678 3栋"), "尺码2 138****5678 3栋");
    EXPECT_EQ(masked_text("13812345678 13987654321"), "138****5678 139****4321");
    EXPECT_EQ(masked_text("13812345678-801"), "138****5678-801");
    EXPECT_EQ(masked_text("数量 3 138 1234 5678 谢谢"), "数量 3 138****5678 谢谢");
    EXPECT_EQ(masked_text("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 13812345678"),
              "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 138****5678");
    EXPECT_EQ(masked_text("2 11010519491231002X"), "2 110105********002X");
    EXPECT_EQ(masked_text("2026-138-1234-5678"), "2026-138-1234-5678");
}

TEST(Covers, identity_numbers_by_their_check_digit) {
    // Source: the example of GB 11643-1999.
    EXPECT_EQ(masked_text("身份证11010519491231002X。"), "身份证110105********002X。");
    EXPECT_EQ(masked_text("身份证11010519491231002x。"), "身份证110105********002x。");
    EXPECT_EQ(masked_text("110105 19491231 002X"), "110105 ******** 002X");
    EXPECT_EQ(masked_text("110105194912310021"), "110105194912310021");
}

TEST(Covers, cards_by_luhn_and_prefix) {
    EXPECT_EQ(masked_text("卡号4111111111111111"), "卡号411111******1111");
    EXPECT_EQ(masked_text("卡6222 0200 0000 0000 000"), "卡6222 02** **** ***0 000");
    EXPECT_EQ(masked_text("4111111111111112"), "4111111111111112");
}

TEST(Covers, mail_addresses) {
    EXPECT_EQ(masked_text("发到ann.lee@example.com谢谢"), "发到a***@example.com谢谢");
    EXPECT_EQ(masked_text("@all 大家好 a@b"), "@all 大家好 a@b");
    EXPECT_EQ(masked_text("ann.13812345678@example.com"), "a***@example.com");
    EXPECT_EQ(masked_text("a@b.cn@c.cn"), "a***@b.cn@c.cn");
}

TEST(Covers, postal_addresses_from_their_first_place_to_their_last_room) {
    EXPECT_EQ(masked_text("麻烦寄到浙江省杭州市西湖区文三路12号3单元401室,谢谢"),
              "麻烦寄到浙江省杭州市西湖区****,谢谢");
    EXPECT_EQ(masked_text("我住在阳光小区3栋2单元"), "我住在****");
    EXPECT_EQ(
        masked_text(
            "收货人: 张三, 手机号码: 13812345678, 所在地区: 浙江省, 详细地址: 文三路华星时代广场A座"),
        "收货人: 张*, 手机号码: 138****5678, 所在地区: 浙江省, 详细地址: ****");
    EXPECT_EQ(masked_text("上海市浦东新区世纪大道100号 13812345678"),
              "上海市浦东新区**** 138****5678");
    EXPECT_EQ(masked_text("姓名:欧阳娜娜 电话:13812345678"), "姓名:欧阳** 电话:138****5678");
}

TEST(Covers, nothing_that_agents_work_with) {
    for (auto text : {"订单号13812345678",
                      "单号:6222020000000000000",
                      "订单编号 4111111111111111",
                      "SF1381234567890",
                      "YT13812345678",
                      "运单号 75012345678901",
                      "订单2837465019283746501",
                      "240101-123456789012345",
                      "一共138元,3号发货",
                      "12月3号之前能到吗",
                      "货在2号仓",
                      "型号A3楼上同款",
                      "这个5号的尺码有吗",
                      "电话几点能打",
                      "地址:可以改吗",
                      "https://item.example.com/100012043978.html",
                      "100012043978",
                      "满300减40",
                      "在吗",
                      "",
                      "2024-01-01 12:30:45",
                      "3.14159265358979"})
        EXPECT_EQ(masked_text(text), text);
}

TEST(Covers, drafts_before_they_are_finished) {
    EXPECT_EQ(masked_draft("我电话1381234567"), "我电话138*******");
    EXPECT_EQ(masked_draft("我电话138123"), "我电话138123");
    EXPECT_EQ(masked_draft("寄到杭州市西湖区文三路1"), "寄到杭州市西湖区文三****");
    EXPECT_EQ(masked_draft("在吗"), "在吗");
}

TEST(Covers, tells_where_the_parts_stand) {
    auto parts = customers::personal_in("张姐,13812345678和a@example.com");
    ASSERT_EQ(parts.size(), 2u);
    EXPECT_EQ(parts[0].at, 3);
    EXPECT_EQ(parts[0].length, 11);
    EXPECT_EQ(parts[1].kind, customers::Personal::email);
}

TEST(Covers, takes_time_by_the_length_of_the_text_alone) {
    for (auto piece : {"1", "1 ", "@", "a@", "路1号", "地址:", "省市区", "收货人:张"}) {
        std::string text;
        while (text.size() < 12'000) text += piece;
        EXPECT_LE(masked_text(text).size(), text.size() * 4) << piece;
        masked_draft(text);
    }
}
