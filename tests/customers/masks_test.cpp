#include <gtest/gtest.h>

#include "customers/vault.hpp"

using namespace customers;
using enum Personal;

TEST(Mask, of_a_phone_keeps_three_in_front_and_four_behind) {
    EXPECT_EQ(mask_of(phone, "13812345678"), "138****5678");
    EXPECT_EQ(mask_of(phone, "+86 138 1234 5678"), "138****5678");
    EXPECT_EQ(mask_of(phone, "１３８１２３４５６７８"), "138****5678");
    EXPECT_EQ(mask_of(phone, "0571-87654321"), "057*-****4321");
    EXPECT_EQ(mask_of(phone, "4321"), "***1");
    EXPECT_EQ(mask_of(phone, ""), "");
}

TEST(Mask, of_a_name_keeps_the_surname) {
    EXPECT_EQ(mask_of(name, "张三"), "张*");
    EXPECT_EQ(mask_of(name, "王小明"), "王**");
    EXPECT_EQ(mask_of(name, "欧阳娜娜"), "欧阳**");
    EXPECT_EQ(mask_of(name, "欧阳"), "欧*");
    EXPECT_EQ(mask_of(name, "李"), "*");
    EXPECT_EQ(mask_of(name, "Ann Lee"), "A***");
    EXPECT_EQ(mask_of(name, "阿卜杜热合曼·买买提"), "阿****");
}

TEST(Mask, of_numbers_keeps_what_the_rules_allow) {
    EXPECT_EQ(mask_of(id_number, "11010519491231002X"), "110105********002X");
    EXPECT_EQ(mask_of(id_number, "G12345678"), "*******78");
    EXPECT_EQ(mask_of(card_number, "4111111111111111"), "411111******1111");
    EXPECT_EQ(mask_of(card_number, "4111 1111 1111 1111"), "4111 11** **** 1111");
}

TEST(Mask, of_an_address_ends_where_the_street_begins) {
    EXPECT_EQ(mask_of(address, "浙江省杭州市西湖区文三路 12 号 3 单元"), "浙江省杭州市西湖区****");
    EXPECT_EQ(mask_of(address, "上海市浦东新区世纪大道100号"), "上海市浦东新区****");
    EXPECT_EQ(mask_of(address, "内蒙古自治区呼和浩特市赛罕区大学西街"),
              "内蒙古自治区呼和浩特市赛罕区****");
    EXPECT_EQ(mask_of(address, "江苏省苏州市昆山市花桥镇"), "江苏省苏州市昆山市****");
    EXPECT_EQ(mask_of(address, "幸福小区3栋401"), "****");
    EXPECT_EQ(mask_of(address, "文三路12号"), "****");
    EXPECT_EQ(mask_of(address, "杭州市阳光社区5号"), "杭州市****");
    EXPECT_EQ(mask_of(address, "221B Baker Street, London"), "****");
}

TEST(Mask, of_mail_and_accounts) {
    EXPECT_EQ(mask_of(email, "ann@example.com"), "a***@example.com");
    EXPECT_EQ(mask_of(email, "@example.com"), "***");
    EXPECT_EQ(mask_of(account, "13812345678"), "138****5678");
    EXPECT_EQ(mask_of(account, "ann@example.com"), "a***@example.com");
    EXPECT_EQ(mask_of(account, "wx_annlee"), "wx***e");
    EXPECT_EQ(mask_of(account, "abc"), "***");
}

TEST(PlainForm, makes_two_spellings_of_one_value_one) {
    for (auto text : {"13812345678", "138 1234 5678", "+86 138-1234-5678", "008613812345678",
                      "１３８１２３４５６７８"})
        EXPECT_EQ(plain_form(phone, text), "13812345678") << text;
    EXPECT_EQ(plain_form(phone, "+44 20 7946 0958"), "442079460958");
    EXPECT_EQ(plain_form(id_number, "11010519491231002X"),
              plain_form(id_number, "11010519491231002x"));
    EXPECT_EQ(plain_form(email, " Ann@Example.com "), "ann@example.com");
    EXPECT_EQ(plain_form(card_number, "4111 1111 1111 1111"), "4111111111111111");
    EXPECT_EQ(plain_form(name, "张 三"), "张三");
}

TEST(Tail, is_of_phones_alone) {
    EXPECT_EQ(tail_of(phone, "138-1234-5678"), "5678");
    EXPECT_EQ(tail_of(phone, "12345"), "");
    EXPECT_EQ(tail_of(name, "13812345678"), "");
}
