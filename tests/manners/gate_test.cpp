// What the house's pack stops, holds and lets pass. Every rule family has its positive cases, its
// polite neighbours and its disguises.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "manners/manners.hpp"

using manners::Colour;
using manners::Context;
using manners::house_gate;
using manners::Verdict;

namespace {

Verdict verdict_of(std::string_view text, const Context& context = {}) {
    return house_gate().judge(text, context);
}

std::string told(std::string_view text, const Verdict& verdict) {
    std::string out = std::string(text) + " -> " + std::string(kit::name_of(verdict.colour));
    for (const auto& hit : verdict.hits) out += " " + hit.rule + "[" + hit.words + "]";
    return out;
}

void expect_red(std::string_view family, const std::vector<std::string_view>& texts) {
    for (const auto text : texts) {
        const Verdict verdict = verdict_of(text);
        EXPECT_EQ(verdict.colour, Colour::red) << told(text, verdict);
        EXPECT_TRUE(std::ranges::any_of(verdict.hits, [&](const auto& hit) {
            return hit.rule.starts_with(family) && hit.colour == Colour::red;
        })) << told(text, verdict);
    }
}

void expect_yellow(std::string_view family, const std::vector<std::string_view>& texts) {
    for (const auto text : texts) {
        const Verdict verdict = verdict_of(text);
        EXPECT_EQ(verdict.colour, Colour::yellow) << told(text, verdict);
        EXPECT_TRUE(std::ranges::any_of(verdict.hits, [&](const auto& hit) {
            return hit.rule.starts_with(family);
        })) << told(text, verdict);
    }
}

void expect_green(const std::vector<std::string_view>& texts, const Context& context = {}) {
    for (const auto text : texts) {
        const Verdict verdict = verdict_of(text, context);
        EXPECT_EQ(verdict.colour, Colour::green) << told(text, verdict);
    }
}

}  // namespace

// the sentence that opens with 不, 没, 别

TEST(Opener, is_stopped_at_the_start_of_a_message) {
    expect_red("refusal", {"不可以退哦", "不行，过了时间了", "不知道", "没货了", "没办法", "别催了",
                           "不能便宜", "不支持货到付款", "没有优惠", "不清楚呢", "不发顺丰的",
                           "没有这个颜色"});
}

TEST(Opener, is_stopped_at_the_start_of_any_sentence) {
    expect_red("refusal", {"您好，看到您的问题了。不可以退的", "已经发货了！不能改地址了哦",
                           "这款有货的~没有赠品哦", "收到\n不行的", "好的  不支持的哦",
                           "好的 不可以的", "您看一下😊不能换的"});
}

TEST(Opener, is_stopped_behind_a_form_of_address) {
    expect_red("refusal", {"亲，不可以的哦", "亲亲 不行的", "您好，不支持的", "您好，亲，没有了",
                           "嗯嗯，不能改了", "那不行，只能退一件", "亲不能退的"});
}

TEST(Opener, in_traditional_or_spaced_writing_is_stopped_too) {
    expect_red("refusal",
               {"沒有了", "別催了", "不 可 以 退", "不-可-以", "不\u200B可以", "不不不可以"});
}

TEST(Opener, leaves_polite_set_phrases_alone) {
    expect_green({"不好意思，让您久等了",
                  "不客气，很高兴帮到您",
                  "不用担心，我来处理",
                  "不着急，您慢慢看",
                  "没关系的，我帮您改",
                  "没问题，今天就给您发",
                  "别担心，我陪您一起解决",
                  "没事的亲，我来看看",
                  "别着急，我先帮您查一下",
                  "不麻烦的，这是我应该做的",
                  "不会影响使用的，您放心",
                  "不需要您额外付运费",
                  "不过您放心，我会跟进到底",
                  "不满 99 元也可以用这张券",
                  "不同地区到货时间有差别",
                  "不论您选哪一款都支持七天无理由",
                  "不锈钢材质，可以放洗碗机",
                  "不粘锅建议用硅胶铲",
                  "别忘了领券哦",
                  "没错，就是这一款",
                  "不含酒精，敏感肌也可以用",
                  "不合适可以换的",
                  "不喜欢可以七天无理由退"});
}

TEST(Opener, leaves_questions_and_suppositions_alone) {
    expect_green({"没有收到货吗？我帮您查", "不方便接电话吗？我发短信给您", "没有的话我给您补发",
                  "不清楚的话我发图给您"});
}

TEST(Opener, does_not_mind_不_inside_a_sentence) {
    expect_green({"这款的面料洗了也不会掉色", "您看这个颜色喜不喜欢", "我看一下是不是仓库漏发了",
                  "这一单暂时改不到明天，我给您约后天上午可以吗", "给您带来不便，非常抱歉",
                  "这款差不多 2 斤重"});
}

TEST(Opener, comes_with_a_rewrite_that_does_not_open_so) {
    const Verdict verdict = verdict_of("不可以退");
    ASSERT_EQ(verdict.hits.size(), 1U);
    ASSERT_TRUE(verdict.hits[0].suggestion);
    EXPECT_EQ(verdict_of(*verdict.hits[0].suggestion).colour, Colour::green);
}

// refusal scripts and passing the buck

TEST(Refusal, scripts_of_the_manual_are_stopped) {
    expect_red("refusal",
               {"亲这个不算售后的", "这个不算售后", "您这种情况不属于售后", "这是不属于售后范围的",
                "特价商品不退不换的哦", "一律不退", "就是不行", "我们概不负责", "您说什么都没用",
                "这事没得商量", "这个不归我们管", "签收后概不负责"});
}

TEST(Refusal, said_with_a_way_out_passes) {
    expect_green({"已经为您核对，这一单可以申请维修，我来帮您登记",
                  "特价商品同样支持七天无理由退货", "您看看是不是售后入口没找到",
                  "我帮您看一下属于哪种情况"});
}

TEST(Buck, passed_to_somebody_else_is_stopped) {
    expect_red("blame", {"这事不归我管",     "找快递去",       "你自己去找快递",
                         "您自己去找平台吧", "这个我们管不了", "不关我们的事",
                         "跟我们没关系",     "谁答应你的找谁", "上个客服答应你的你找他去",
                         "规定就是规定",     "系统就这样",     "我也不知道啊",
                         "我哪知道",         "别找我了",       "你自己看详情页",
                         "下班了明天再说",   "是您自己弄坏的", "您自己没看清楚",
                         "我只管售前",       "关我什么事",     "找我干嘛",
                         "我又不是老板",     "别人都没问题",   "你是第一个说有味道的"});
}

TEST(Buck, taken_on_passes) {
    expect_green({"我来帮您联系快递核实", "您可以联系快递员约时间，电话在物流详情里",
                  "您自己联系快递寄回也可以，运费我们承担", "仓库下班了，明天 9 点发货",
                  "是不是我们的问题，我先查清楚", "如果是我们的问题，运费由我们承担",
                  "请问是您本人操作的吗", "都怪我们没说清楚，抱歉"});
}

// insult, threat

TEST(Insult, and_sarcasm_are_stopped) {
    expect_red("insult", {"穷就别买",
                          "不买别问",
                          "爱买不买",
                          "你看不懂字吗",
                          "没见过你这样的",
                          "脑子有问题吧",
                          "这么便宜还想怎样",
                          "你是来找事的吧",
                          "傻逼",
                          "你有病吧",
                          "神经病",
                          "滚蛋",
                          "有完没完？没素质",
                          "职业差评师是吧",
                          "你算老几",
                          "买不起就别看",
                          "智商堪忧",
                          "你这种顾客我见多了",
                          "嫌贵就去别家",
                          "穷鬼还想退货",
                          "我们不缺你一个",
                          "你怎么这么啰嗦",
                          "便宜没好货，你懂的",
                          "吃饱了撑的",
                          "真搞笑"});
}

TEST(Insult, in_disguise_is_stopped) {
    expect_red("insult", {"傻 逼", "傻-逼", "傻\u200B逼", "ＳＢ", "s b", "煞筆", "滾蛋",
                          "爱…买不买吧，爱买不买", "神.经.病", "c n m", "脑、子、有、病", "💩"});
}

TEST(Insult, is_stopped_in_quotation_marks_too) { expect_red("insult", {"您就是“脑残”"}); }

TEST(Insult, words_inside_others_are_left_alone) {
    expect_green({"送给妈妈的礼物很合适", "这是妈妈的选择", "今日您下单今晚发出",
                  "请问您要安装什么型号", "可以去死皮，很温和", "傻瓜相机也能用这款电池",
                  "垃圾袋有三种尺寸", "变态辣口味请谨慎选择", "至少来三件更划算", "生日您想送什么",
                  "一共二百五十元", "没有毒吧？检测报告在这里，请放心", "一切都好",
                  "小孩子都会用，操作简单"});
    for (const auto text : {"已为您登记，货号 DH4sb12", "您看的是 USB 款", "型号 sb2231 有货",
                            "SB2231-A 是您要的配件", "货号 DH4sb 有货"}) {
        const Verdict verdict = verdict_of(text);
        EXPECT_NE(verdict.colour, Colour::red) << told(text, verdict);
    }
    expect_red("insult", {"sb", "sb客服", "您是sb吧", "sb 2231 这单您看看"});
    expect_red("lure", {"加vx1380013"});
}

TEST(Threat, against_a_buyer_is_stopped) {
    expect_red("threat",
               {"随便你投诉", "去投诉吧", "给差评我就公布你电话", "我知道你家住哪", "等着瞧",
                "信不信我去你家找你", "再闹就把你拉黑", "投诉也没用", "你敢差评试试", "后果自负",
                "你去告我啊", "要投诉就投诉", "说话注意点", "你的地址我们都有",
                "差评会影响您的信用", "把你的电话挂网上", "尽管投诉"});
}

TEST(Threat, words_of_service_are_left_alone) {
    expect_green({"您有权投诉，我先帮您解决", "我们不会公布您的电话", "您小心点拿，瓷器易碎",
                  "随便看看，有喜欢的告诉我", "为您核实后给您回复",
                  "这款绝对不会让您后悔的设计，您看看细节图"});
}

// lures, phishing, privacy

TEST(Lure, to_another_channel_is_stopped) {
    expect_red("lure", {"加我微信便宜10块", "加个微信聊", "加我QQ", "微信私聊哦", "进群领红包",
                        "拉您进福利群享优惠", "扫码加好友领券", "电话同微信", "私下联系我",
                        "vx联系", "加店长微信"});
}

TEST(Lure, in_disguise_is_stopped) {
    expect_red("lure", {"加薇",
                        "加薇信",
                        "加我V",
                        "+V",
                        "加 Ｖ",
                        "加-微-信",
                        "加 徽 信",
                        "加√信",
                        "加Ⓥ",
                        "加v❤",
                        "加我 v x",
                        "V信：abc123",
                        "薇❤信",
                        "加扣扣",
                        "加 q u n 领券",
                        "加裙领券",
                        "加微💚信",
                        "加,微,信",
                        "加\u200B微\u200B信",
                        "ＶＸ：138",
                        "加我薇️信",
                        "威信搜我"});
}

TEST(Lure, ordinary_words_are_left_alone) {
    expect_green({"支持微信支付和支付宝", "微信支付的退款 1-3 个工作日到账",
                  "参加活动可以用微信支付", "参加会员日更优惠", "关注店铺就能收到上新提醒",
                  "我们不会加您微信，请勿相信", "请勿私下转账，谨防诈骗",
                  "这款加微波炉加热两分钟就好", "QQ糖有三种口味", "订单里备注一下就可以",
                  "可以添加备注"});
}

TEST(Payment, outside_the_platform_is_stopped) {
    expect_red("lure.payment",
               {"转账到这个卡号", "扫这个收款码", "私下退款给你", "走线下不用等审核",
                "换个平台下单返现", "我支付宝收，别拍了", "微信转给我", "直接转账就行",
                "差价发红包给我，转我就行", "不走平台更便宜"});
}

TEST(Phishing, for_secrets_is_stopped) {
    expect_red("phishing", {"短信验证码发我", "把验证码告诉我", "提供一下支付密码",
                            "银行卡号报给我", "身份证正反面拍照发我", "点这个链接填银行卡",
                            "打开共享屏幕我教您", "验证码收到了吗，发给我"});
}

TEST(Phishing, warnings_and_harmless_words_are_left_alone) {
    expect_green({"请勿把验证码告诉任何人，谨防诈骗", "麻烦看下验证码有没有收到",
                  "密码可以在“我的账户”里修改", "您可以扫描二维码查看安装视频"});
}

TEST(Privacy, of_others_is_kept) {
    expect_red("privacy", {"另一位顾客电话给您", "收件人住几号楼我告诉您", "我看您上次还买了药",
                           "截图里是其他顾客的订单", "把您的订单发给您朋友看", "手机号我发群里"});
    expect_green(
        {"其他顾客的评价您可以参考", "另一位同事会接着为您服务", "您之前买过的那款也有货"});
}

TEST(Privacy, keeps_whole_numbers_of_persons_out) {
    expect_red("privacy.identity", {"身份证 11010519491231002X 对吗", "11010519491231002x"});
    expect_red("privacy.card", {"退到卡 4111 1111 1111 1111 可以吗", "账号6222021234567894"});
    expect_yellow("privacy.phone",
                  {"快递员电话13800138000", "电话 138-0013-8000", "一三八零零一三八零零零"});
    expect_green({"尾号 8000 的手机对吗", "订单号 110105194912310021",
                  "运单号 4111111111111111 已签收", "138****8000 对吗"});
}

TEST(Review, bought_is_stopped) {
    expect_red("review", {"五星返3元", "好评截图领红包", "删差评退20", "先好评再处理",
                          "改评价才退款", "给好评才发货", "追评晒图免单", "帮刷一单", "好评返现",
                          "五☆星好评返 3 元", "好-评-返-现"});
    expect_green({"欢迎您按真实感受评价", "麻烦您点击右下角给我的服务打个评价",
                  "我们不参与好评返现活动", "您的评价我们会认真看，问题我现在处理"});
}

// claims, promises

TEST(Claim, in_absolutes_is_stopped) {
    expect_red("claim", {"全网最低价", "我们是第一品牌", "100%不过敏", "永不褪色", "国家级品质",
                         "零风险", "史上最低", "国家领导人推荐", "三天见效", "包治百病",
                         "比医院还管用", "这款能降血压", "绝对不会掉色", "无效退款"});
}

TEST(Claim, with_exempt_words_passes) {
    expect_green({"顾客第一是我们的宗旨", "第一时间为您处理", "这款最大尺寸是 180 厘米",
                  "最佳食用期 30 天", "100%棉，机洗即可", "您是第一次购买，可以用新人券",
                  "这是我们店里最小的一款", "万能充也可以用", "治愈系插画很受欢迎",
                  "最近三天有活动", "最晚今天发出", "不会说全网最低这样的话"});
}

TEST(Claim, inside_a_product_name_passes) {
    Context context;
    context.product_names = {"第一品牌保温杯"};
    expect_green({"您看的第一品牌保温杯有货，今天发"}, context);
    EXPECT_EQ(verdict_of("我们是第一品牌", context).colour, Colour::red);
}

TEST(Promise, beyond_authority_is_stopped) {
    expect_red("promise", {"保证今天到", "明天肯定到", "明天一定送到", "多少都赔你", "肯定给你免单",
                           "我说了算", "终身免费保修", "想退就退", "不用审核直接退", "送你一台新的",
                           "赔您三倍"});
    expect_green({"预计明天送达", "我会盯着物流，18:00 前告诉您", "审核通过后 1-3 个工作日到账",
                  "质保 12 个月", "我先为您登记申请，今天给您结果"});
}

// yellow

TEST(Tone, with_a_mood_is_held) {
    expect_yellow("tone",
                  {"您怎么又来问", "我已经说了三遍了", "您别激动", "您先听我说完", "我们也很无奈",
                   "您这样我没法做", "真的没必要", "呵呵", "唉，那好吧", "随便您", "急什么", "哦",
                   "嗯", "美女，看看这款", "无语了", "我很忙的", "您看一下🙄"});
}

TEST(Tone, that_orders_is_held) {
    expect_yellow("tone", {"赶紧付款", "立刻确认收货", "快点发我单号", "你自己去申请吧",
                           "按我说的填", "先别点介入", "自己查物流", "必须今天付款", "马上签收"});
}

TEST(Tone, of_rhetorical_questions_is_held) {
    expect_yellow("tone", {"难道要我飞过去吗", "您没看详情吗", "凭什么给您退", "不然呢",
                           "这都不知道吗", "怎么可能的事"});
}

TEST(Tone, that_shouts_is_held_and_one_mark_is_fine) {
    expect_yellow("tone.exclamations", {"您好！！", "收到啦!!!"});
    expect_green({"您好！", "感谢您的信任！祝您购物愉快！"});
}

TEST(Vague, time_is_held) {
    expect_yellow("vague",
                  {"我们会尽快处理的", "请稍等", "过几天", "应该快了", "可能明天", "有消息再说",
                   "到时通知您", "过几天给您发", "还不确定什么时候能到", "大概吧", "看情况"});
}

TEST(Vague, time_with_a_date_or_an_action_passes) {
    expect_green({"我会尽快处理，今天 18:00 前回复您", "请稍等，正在为您查询",
                  "收到您的消息，请稍等，马上为您处理", "尽快为您安排，48 小时内发出",
                  "预计 3 天内送达"});
}

TEST(Facts, that_change_must_be_read_back) {
    expect_yellow("fact", {"已经帮您改了地址", "帮您换成黑色尺码了，颜色已改好",
                           "已为您取消其中一件", "给您预约了上门取件", "已帮您开好企业发票"});
    expect_green({"跟您核对一下，地址改成和平路 8 号对吗？", "帮您改成 L 码，可以吗？",
                  "地址可以在订单详情里自行修改哦"});
}

TEST(Facts, the_buyer_named_must_be_repeated) {
    Context context;
    context.buyer_text = "帮我把颜色换成黑色，要两件";
    EXPECT_EQ(verdict_of("好的，已经备注好了", context).colour, Colour::yellow);
    EXPECT_EQ(verdict_of("好的，已经备注好了", context).hits.at(0).suggestion,
              "跟您核对一下：两件、黑色对吗？");
    EXPECT_EQ(verdict_of("好的，黑色两件已经备注好了", context).colour, Colour::green);
    EXPECT_EQ(verdict_of("是黑色对吗？已经备注好了", context).colour, Colour::green);
    context.buyer_text = "谢谢";
    EXPECT_EQ(verdict_of("好的，已经备注好了", context).colour, Colour::green);
}

TEST(Style, of_long_text_and_jargon_is_held) {
    std::string long_text;
    for (int i = 0; i < 12; ++i) long_text += "这款面料柔软透气适合春天";
    expect_yellow("style", {long_text, "SKU 无库存", "我给您走工单流程", "面单异常", "按SOP处理"});
    expect_green({"这款暂时缺这个颜色，预计 3 天内补货"});
}

TEST(Review, that_asks_for_stars_is_held) {
    expect_yellow("review.asked", {"亲，给个五星好评哦", "求好评"});
}

// context

TEST(Context, at_night_holds_back_sales_talk) {
    Context night;
    night.hour = 23;
    Context day;
    day.hour = 15;
    const std::string_view text = "您的订单还没付款，记得付款哦";
    EXPECT_EQ(verdict_of(text, night).colour, Colour::yellow);
    EXPECT_EQ(verdict_of(text, day).colour, Colour::green);
    EXPECT_EQ(verdict_of(text).colour, Colour::green);
    night.hour = 7;
    EXPECT_EQ(verdict_of(text, night).colour, Colour::yellow);
    night.hour = 8;
    EXPECT_EQ(verdict_of(text, night).colour, Colour::green);
}

TEST(Context, of_an_upset_buyer_wants_empathy_and_no_emoji) {
    Context upset;
    upset.emotion = 3;
    EXPECT_EQ(verdict_of("订单已经发出", upset).colour, Colour::yellow);
    EXPECT_EQ(verdict_of("让您久等了，真的很抱歉，订单已经发出", upset).colour, Colour::green);
    upset.emotion = 2;
    EXPECT_EQ(verdict_of("您的订单已经发出🌹", upset).colour, Colour::yellow);
    EXPECT_EQ(verdict_of("您的订单已经发出🌹").colour, Colour::green);
}

TEST(Context, of_automatic_text_frees_it_from_what_only_people_can_mend) {
    Context automatic;
    automatic.automatic = true;
    EXPECT_EQ(verdict_of("请稍等", automatic).colour, Colour::green);
    EXPECT_EQ(verdict_of("加我微信", automatic).colour, Colour::red);
    EXPECT_EQ(verdict_of("不可以退", automatic).colour, Colour::red);
}

TEST(Context, of_quotation_and_denial_clears_a_phrase) {
    expect_green({"页面上写的“一律不退”是指定制款的刻字部分", "我们不会说“就是不行”",
                  "请放心，我们不是不管，正在为您联系快递", "请勿相信全网最低价的宣传"});
}

TEST(Context, chooses_the_language_of_the_reasons) {
    Context english;
    english.language = manners::Language::en;
    EXPECT_NE(verdict_of("不可以退", english).hits.at(0).reason.find("flat no"), std::string::npos);
    EXPECT_NE(verdict_of("不可以退").hits.at(0).reason.find("拒绝"), std::string::npos);
}

// green

TEST(Praise, names_what_was_done_well) {
    const auto names = [](std::string_view text) {
        std::vector<std::string> rules;
        for (const auto& good : verdict_of(text).good) rules.push_back(good.rule);
        return rules;
    };
    const auto good =
        names("您好，让您久等了，真的很抱歉。我现在为您登记，今天 18:00 前回复您，您看可以吗？");
    for (const char* rule :
         {"good.greeting", "good.empathy", "good.apology", "good.action", "good.confirmed"})
        EXPECT_EQ(std::ranges::count(good, rule), 1) << rule;
    EXPECT_EQ(std::ranges::count(names("感谢您的信任，祝您购物愉快！"), "good.template"), 1);
    EXPECT_EQ(std::ranges::count(names("您是说收到的灯罩裂了，对吗"), "good.restated"), 1);
    EXPECT_EQ(std::ranges::count(names("方案一退货，方案二补发"), "good.options"), 1);
    EXPECT_TRUE(names("好").empty());
}

TEST(Score, rises_with_good_and_falls_with_faults) {
    const auto score = [](std::string_view text) { return verdict_of(text).score; };
    EXPECT_EQ(score("有货的"), 80);
    EXPECT_GT(score("您好，有货的，现在下单今晚发出"), score("有货的"));
    EXPECT_LT(score("请稍等"), score("有货的"));
    EXPECT_LT(score("您好，感谢您的信任。不可以退"), 40);
    EXPECT_EQ(score("滚蛋，傻逼，加我微信，随便你投诉"), 0);
}

// English

TEST(English, refusals_blame_and_lures_are_stopped) {
    expect_red("en.", {"No, we can't do that.", "Sorry, no refunds.", "That's not our problem.",
                       "Hello. We don't accept returns", "Are you blind?",
                       "Add me on WhatsApp for a discount", "Pay me directly via PayPal",
                       "Send me the verification code", "Leave a 5 star review and get a refund",
                       "100% safe", "Ask the courier yourself", "We know where you live",
                       "I guarantee delivery by tomorrow", "I don’t know"});
}

TEST(English, tone_and_vague_time_are_held) {
    expect_yellow("en.", {"Calm down", "As I already told you", "We will fix it soon",
                          "Per our policy it is so", "You must wait"});
}

TEST(English, courtesy_passes) {
    expect_green({"No problem, happy to help!", "No worries, take your time",
                  "Don't worry, I will check it for you",
                  "Thanks for waiting. I will write back within 2 hours.",
                  "Could you please send a photo?",
                  "Your order will arrive tomorrow, I will keep an eye on it",
                  "I cannot thank you enough", "Not at all, you're welcome"});
}
