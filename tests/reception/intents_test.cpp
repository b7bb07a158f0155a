// What a buyer wants, by plain words.
#include "reception/intents.hpp"

#include <gtest/gtest.h>

#include <algorithm>

using namespace reception;

namespace {

std::string first(std::string_view text) {
    auto found = intents_of(text);
    return found.empty() ? "" : found.front();
}
bool has(std::string_view text, const std::string& intent) {
    auto found = intents_of(text);
    return std::ranges::find(found, intent) != found.end();
}

}  // namespace

TEST(Intents, are_known_by_what_buyers_write) {
    const std::pair<const char*, const char*> said[] = {
        {"我要转人工", "human"},
        {"再不处理我就打12315", "complaint"},
        {"退款到账了吗？什么时候退款到我卡里", "refund_progress"},
        {"刚买就降价了，能退差价吗", "price_protection"},
        {"我要退款", "refund"},
        {"想换货，换大一号", "exchange"},
        {"支持七天无理由吗", "return"},
        {"少发了一个杯盖", "missing_item"},
        {"你们发错颜色了", "wrong_item"},
        {"收到的时候已经碎了", "damaged_item"},
        {"用了两天就坏了", "quality"},
        {"保修多久", "warranty"},
        {"可以开发票吗", "invoice"},
        {"我想取消订单", "cancel_order"},
        {"地址写错了，帮我改地址", "modify_address"},
        {"能改成蓝色吗", "modify_item"},
        {"显示签收了但我没拿到", "not_received"},
        {"帮我把快递拦截一下", "intercept"},
        {"物流三天没更新了", "stuck"},
        {"怎么还不发货", "urge_ship"},
        {"快递到哪了", "logistics"},
        {"包邮吗", "freight"},
        {"付款失败怎么办", "payment"},
        {"有优惠券吗", "coupon"},
        {"这个多少钱", "price"},
        {"红色有货吗", "stock"},
        {"160斤穿多大", "size"},
        {"这个怎么安装", "usage"},
        {"是正品吗", "authentic"},
        {"公司团购500个", "wholesale"},
        {"Where is my refund?", "refund_progress"},
        {"The cup arrived BROKEN", "damaged_item"},
        {"When will it ship?", "urge_ship"},
    };
    for (auto& [text, intent] : said) EXPECT_EQ(first(text), intent) << text;
}

TEST(Intents, of_a_greeting_there_are_none_and_of_a_long_complaint_three_at_most) {
    for (auto text : {"你好", "在吗", "谢谢", "Hello", ""}) EXPECT_EQ(first(text), "") << text;
    EXPECT_EQ(intents_of("碎了，我要退款，不然投诉，发票也没有，快递到哪了").size(), 3u);
}

TEST(Intents, that_are_near_each_other_are_kept_apart) {
    EXPECT_FALSE(has("怎么还不发货", "stuck"));
    EXPECT_FALSE(has("物流卡在中转站不动了", "urge_ship"));
    EXPECT_FALSE(has("想退货", "exchange"));
    EXPECT_FALSE(has("碎了", "quality"));
}

TEST(Intents, are_all_known_by_name) {
    auto all = known_intents();
    EXPECT_EQ(all.size(), 30u);
    std::ranges::sort(all);
    EXPECT_TRUE(std::ranges::adjacent_find(all) == all.end());
}
