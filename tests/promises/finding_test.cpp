#include "promises/finding.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "said.hpp"

using promises::Found;
using promises::promised_in;
using promises::PromiseKind;

namespace {

std::vector<Found> in(const std::string& text) {
    return promised_in(text, shifts::usual_hours(), said::at);
}

// "reply@d0 18:00"; the times of said.hpp.
void expect(const std::string& text, const std::string& labels) {
    said::Score score;
    auto line = said::line_of(labels + "\t" + text);
    if (said::judge(line, score)) return;
    std::string got;
    for (auto& one : in(text))
        got += std::string(kit::name_of(one.kind)) + " " +
               (one.due ? std::to_string((one.due->us - said::midnight) / said::minute_us) : "-") +
               "; ";
    ADD_FAILURE() << text << "\n  wanted " << labels << "\n  found " << got;
}

TEST(Finding, says_what_is_promised_and_by_when_with_the_words_in_their_place) {
    auto found = in("好的亲😊，今天 18:00 前回复您哈");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].kind, PromiseKind::reply);
    EXPECT_EQ(found[0].words, "今天 18:00 前回复");
    EXPECT_EQ(found[0].from, 5u);
    EXPECT_EQ(found[0].to, 17u);
    EXPECT_EQ(found[0].due->us, said::midnight + 18 * 60 * said::minute_us);
}

TEST(Finding, knows_how_long_from_now) {
    expect("48小时内给您退款", "refund@+48h");
    expect("半小时内回复您", "reply@+30m");
    expect("一个半小时后给您回电", "call_back@+90m");
    expect("1.5小时内回复您", "reply@+90m");
    expect("1-3天内给您发货", "ship@+3d");
    expect("十五分钟内给您回复", "reply@+15m");
    expect("二十四小时内给您回复", "reply@+24h");
    expect("两三天内给您发货", "ship@+3d");
    expect("一刻钟内回复您", "reply@+15m");
    expect("一周内给您退款", "refund@+7d");
}

TEST(Finding, knows_days_parts_and_hours) {
    expect("明天给您发货", "ship@d1 24:00");
    expect("明天上午给您发货", "ship@d1 12:00");
    expect("明天中午前给您发货", "ship@d1 12:00");
    expect("明天中午给您发货", "ship@d1 14:00");
    expect("明天傍晚给您回电", "call_back@d1 19:00");
    expect("今晚给您回复", "reply@d0 24:00");
    expect("晚上12点前给您回复", "reply@d0 24:00");
    expect("6点前给您回复", "reply@d0 18:00");
    expect("明天6点前给您回复", "reply@d1 18:00");
    expect("明天9点前给您回复", "reply@d1 9:00");
    expect("下午四点一刻给您回电", "call_back@d0 16:15");
    expect("16点30分给您回电", "call_back@d0 16:30");
    expect("明天下午，3点给您回电", "call_back@d1 15:00");
    expect("周五前给您发货", "ship@d2 24:00");
    expect("周三给您发货", "ship@d0 24:00");
    expect("周一给您发货", "ship@d5 24:00");
    expect("下周三给您发货", "ship@d7 24:00");
    expect("11月20日前给您发货", "ship@d2 24:00");
    expect("30号前给您发货", "ship@d12 24:00");
    expect("5号前给您发货", "ship@d17 24:00");
    expect("月底前给您发货", "ship@d12 24:00");
    expect("明天给您发货，下午6点前给您单号", "ship@d1 24:00; reply@d1 18:00");
}

TEST(Finding, counts_working_days_by_the_shop_s_calendar) {
    expect("3个工作日内给您退款", "refund@d5 24:00");
    auto hours = shifts::usual_hours();
    hours.days["2026-11-19"] = {"店休", {}, {}};
    hours.days["2026-11-21"] = {"调休上班", 0, {}};
    auto found = promised_in("2个工作日内给您退款", hours, said::at);
    ASSERT_EQ(found.size(), 1u);  // Thursday is off, Friday is one, Saturday worked is two
    EXPECT_EQ(found[0].due->us, said::midnight + 4 * 24 * 60 * said::minute_us);
    auto friday = *shifts::day_of("2026-10-02");
    EXPECT_FALSE(promises::is_working_day(shifts::usual_hours(), friday))
        << "a public holiday, open or not";
    EXPECT_TRUE(promises::is_working_day(shifts::usual_hours(), *shifts::day_of("2026-10-10")))
        << "worked instead";
}

TEST(Finding, ends_the_working_day_when_the_shop_closes_in_its_own_zone) {
    auto hours = shifts::usual_hours();
    hours.week.assign(7, {{9 * 60, 17 * 60}});
    auto found = promised_in("下班前给您回复", hours, said::at);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].due->us, said::midnight + 17 * 60 * said::minute_us);
    hours.offset_minutes = 0;  // 06:20 there
    found = promised_in("今天18:00前回复您", hours, said::at);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].due->us, said::midnight + (18 + 8) * 60 * said::minute_us);
}

TEST(Finding, reads_english) {
    expect("We will get back to you within 24 hours.", "reply@+24h");
    expect("I’ll reply by tomorrow 6 pm", "reply@d1 18:00");
    expect("We will refund you by Friday", "refund@d2 24:00");
    expect("I'll call you at 10:30 am tomorrow", "call_back@d1 10:30");
    expect("I'll get back to you as soon as possible", "reply@-");
    expect("this parcel weighs 24h", "-");
}

TEST(Finding, names_a_vague_promise_without_a_time) {
    expect("我们会尽快给您回复", "reply@-");
    expect("马上给您安排退款", "refund@-");
    expect("我这边会给您补发一个的", "replace@-");
    expect("请稍等，马上为您查询", "-");
}

TEST(Finding, takes_the_weightiest_of_acts_that_share_a_time) {
    expect("明天核实清楚给您回复", "reply@d1 24:00");
    expect("明天联系仓库给您发货", "ship@d1 24:00");
    expect("明天给您发10元优惠券", "compensate@d1 24:00");
    expect("明天给您发单号", "reply@d1 24:00");
    expect("今天18点前回复您，明天给您发货", "reply@d0 18:00; ship@d1 24:00");
}

TEST(Finding, is_not_taken_in) {
    for (auto* text : {"明天不会给您发货",
                       "今天发不了货了",
                       "无法保证明天发货",
                       "明天给您发货可以吗？",
                       "明天给您补发，您看可以吗？",
                       "您说“明天给您发货”，是哪一单呢",
                       "如果周五没到，我给您补发",
                       "您不退的话今天就能给您发",
                       "昨天已发货",
                       "今天已经给您发出了",
                       "今天给您发货了",
                       "半小时前给您回复了",
                       "支持7天无理由退货",
                       "一般48小时内发货",
                       "每天下午4点前的订单当天发货",
                       "预计明天给您发货",
                       "限时活动，今天给您发红包",
                       "请您明天回复我",
                       "请您在24小时内确认",
                       "快递员会在今天给您派送",
                       "签收后48小时内给您退款",
                       "您好，在的",
                       "",
                       "“",
                       "7×24小时",
                       "上午给您回复"})
        expect(text, "-");
}

TEST(Finding, is_not_too_careful) {
    expect("不用担心，明天给您发货", "ship@d1 24:00");
    expect("不会超过48小时给您发出", "ship@+48h");
    expect("明天给您发货，如果有问题随时联系我", "ship@d1 24:00");
    expect("明天给您发货，还有其他问题吗？", "ship@d1 24:00");
    expect("已经备注明天给您发货", "ship@d1 24:00");
    expect("请您放心，明天给您发货", "ship@d1 24:00");
}

TEST(Finding, takes_blanks_between_clauses_for_commas) {
    expect("亲 给我5分钟 马上回复您", "reply@+5m");
    expect("24 小 时 内 给 您 退 款", "refund@+24h");
    expect("请您稍等片刻 马上为您查询 订单由商家发货", "-");
    expect("退款已经处理完毕了  明天给您发货", "ship@d1 24:00");
    expect("到货之后我们第一时间给您发货", "-");
    expect("仓库核实后，明天18:00前回复您", "reply@d1 18:00");
    expect("10分钟后给您回复", "reply@+10m");
    expect("晚上好，有什么可以帮您处理", "-");
}

TEST(Finding, holds_its_bounds_whatever_is_written) {
    std::string many;
    for (int i = 0; i < 200; ++i) many += "明天给您发货。";
    EXPECT_EQ(in(many).size(), promises::found_max);
    EXPECT_EQ(in("99999999999999999999小时内给您退款").size(), 1u);
    EXPECT_LE(in("99999个工作日内给您退款").front().due->us,
              said::at.us + 420LL * 24 * 60 * said::minute_us);
    EXPECT_TRUE(in("13月32日前给您发货").size() <= 1);
    EXPECT_TRUE(in("\xff\xfe\x80").empty());
}

// The labelled lines; the test part has its bar in the bench and is never tuned on.
TEST(Finding, agrees_with_people_on_labelled_lines) {
    auto folder = std::string(XIAOER_SOURCE) + "/tests/promises/data/";
    auto tune = said::lines(folder + "said_tune.tsv"), test = said::lines(folder + "said_test.tsv");
    ASSERT_GE(tune.size() + test.size(), 300u);
    EXPECT_GE(said::judged(tune).f1(), 0.9);
    EXPECT_GE(said::judged(test).f1(), 0.9);
}

}  // namespace
