#include "manners/score_signs.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "kit/text/learner.hpp"
#include "kit/text/phrases.hpp"
#include "manners/kinds.hpp"

namespace manners {

namespace {

struct Words {
    Part part;
    std::string_view list;
};

constexpr std::array words{
    Words{Part::greeting, "您好 你好 早上好 下午好 晚上好 欢迎 在的亲 在呢 亲爱 为您服务 hello hi"},
    Words{Part::empathy,
          "理解 明白您 换作 换谁 心疼 难受 委屈 辛苦您 着急 体谅 久等 消消气 扫兴 失望了 慢慢说"},
    Words{Part::apology, "抱歉 对不起 不好意思 疏忽 见谅 是我们的责任 我们的问题 我们不对"},
    Words{
        Part::solution,
        "帮您 为您 给您 已经 登记 提交 申请 补发 退款 换新 安排 核实 联系 方案 您可以 可以 建议 步骤 选 点 "
        "通知 同步 保留 方便"},
    Words{
        Part::time,
        "今天 明天 后天 今晚 点前 小时 分钟 工作日 天内 上午 下午 周一 周二 周三 周四 周五 周六 周日 号发 "
        "预计 月底 0:0 0-0点"},
    Words{Part::thanks, "感谢 谢谢 祝您 祝好 愉快 不客气 荣幸"},
    Words{Part::question, "吗 呢? ? 对吗 是吗 您看 哪种 哪一"},
    Words{Part::question_of_rest, "还有其他 还有别的 还需要 其他可以帮 还有什么"},
};

constexpr std::string_view vague =
    "尽快 应该 可能 大概 过几天 过两天 再说 再看 到时 晚点 一会 等着 等通知 估计 快了 说不准";
constexpr std::string_view cold =
    "自己 赶紧 必须 马上拍 怪谁 不归 找快递 找平台 找厂家 关我 我们不管 别催 别找我 谁让 谁叫 规定";

// Who, whom, what is done, what is denied, what is promised, what is said ill.
constexpr std::array<std::string_view, 20> kinds{
    "我们 我 本店 店里 小店 这边 咱们 俺 小妹 客服 我这",
    "您 你 亲 宝 顾客 客户 买家 客人",
    "快递 物流 驿站 师傅 厂家 平台 商家 仓库 公司 老板 主管 银行 系统 商场 卖家 海关 配送员 第三方 同事 快递员 厂商 官方 站点",
    "不 没 没有 无 无法 别 甭 勿 非 恕 未 莫 木有",
    "退 换 赔 补 改 取消 开票 修 补发 退款 退货 换货 退换 赔偿 修改 补偿 拦截 保修 受理 处理 办理 申请 承担 加急 指定",
    "找 问 联系 打给 咨询 打电话",
    "自己 自行 自理 本人",
    "怪 赖 错 责任 问题 锅 原因",
    "关系 相关 负责 归 管 有关",
    "微信 微 v vx wx 薇 群 扫码 私聊 私下 qq 加我 转账 支付宝 收款码 朋友圈 闲鱼 公众号 小程序 抖音 私信 线下",
    "验证码 密码 卡号 身份证 短信 账号 验证 人脸 指纹 屏幕 安全码 数字",
    "电话 住址 地址 手机号 住 姓名 信息 订单 家里",
    "好评 差评 评价 五星 晒图 追评 返现 红包 截图 投诉 撤诉 评论",
    "保证 绝对 肯定 一定 百分百 永久 终身 永不 永远 包 担保 发誓 承诺 拍胸脯 打包票 一辈子",
    "最 第一 唯一 顶级 极品 国家级 世界级 史上 全网 全国 独家 无敌 首选 王者",
    "治 疗效 药 病 癌 降糖 血压 失眠 减肥 瘦 美白 祛斑 祛痘 根治 疗程 副作用 免疫 排毒 医生 医院",
    "傻 蠢 笨 瞎 聋 穷 滚 爬 贱 烦 恶心 闭嘴 脑子 智商 素质 神经 有病 矫情 戏精 白嫖 毛病 丑 胖 土 low 呵呵 无聊 眼睛 事多 难缠 服了",
    "告 起诉 法院 律师 拉黑 黑名单 封号 曝光 等着 小心 后果 上门 走着瞧 报警 举报 试试",
    "吧 呗 咯 喽 嘛 呀 啊 呢 哦 哈 啦",
    "谁 什么 怎么 干嘛 凭什么 难道 哪",
};

kit::text::Phrases phrases_of(std::string_view list) {
    std::vector<kit::text::Phrases::Pattern> out;
    while (!list.empty()) {
        const auto end = std::min(list.find(' '), list.size());
        if (end > 0) out.push_back({kit::text::plain(list.substr(0, end)).text, 0});
        list.remove_prefix(std::min(list.size(), end + 1));
    }
    return kit::text::Phrases(out);
}

struct Known {
    std::vector<kit::text::Phrases> parts;
    kit::text::Phrases vague_words = phrases_of(vague);
    kit::text::Phrases cold_words = phrases_of(cold);
};

const Known& known() {
    static const Known one = [] {
        Known out;
        for (const Words& each : words) out.parts.push_back(phrases_of(each.list));
        return out;
    }();
    return one;
}

std::uint32_t bracket(std::size_t value) {
    return value < 3    ? 0
           : value < 6  ? 1
           : value < 10 ? 2
           : value < 16 ? 3
           : value < 28 ? 4
           : value < 60 ? 5
                        : 6;
}

std::uint32_t sign(std::uint32_t family, std::size_t value) {
    return (100 + family) * 64 + static_cast<std::uint32_t>(value);
}

}  // namespace

bool has_part(std::u32string_view plain_text, Part part) {
    return !known().parts[static_cast<std::size_t>(part)].matches(plain_text).empty();
}

std::vector<std::uint32_t> score_signs_of(std::u32string_view text) {
    std::vector<std::uint32_t> out;
    static const Kinds order{kinds};
    order.add(out, text);
    std::size_t parts = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (known().parts[i].matches(text).empty()) continue;
        out.push_back(sign(0, i));
        ++parts;
    }
    const auto numbers = static_cast<std::size_t>(std::ranges::count(text, U'0'));
    const auto sentences = static_cast<std::size_t>(std::ranges::count_if(text, [](char32_t point) {
        return point == U'。' || point == U',' || point == U'!' || point == U';';
    }));
    out.push_back(sign(1, parts));
    out.push_back(sign(2, std::min<std::size_t>(numbers, 4)));
    out.push_back(sign(3, std::min<std::size_t>(sentences, 4)));
    out.push_back(sign(4, bracket(text.size())));
    if (!known().vague_words.matches(text).empty()) out.push_back(sign(5, numbers == 0 ? 1 : 2));
    if (!known().cold_words.matches(text).empty()) out.push_back(sign(6, 1));
    if (text.starts_with(U'不') || text.starts_with(U'没') || text.starts_with(U'别'))
        out.push_back(sign(7, 1));
    if (text.find(U'您') != text.npos || text.find(U'亲') != text.npos) out.push_back(sign(8, 1));
    if (text.find(U'你') != text.npos) out.push_back(sign(8, 2));
    if (!text.empty() && (text.back() == U'哦' || text.back() == U'呢' || text.back() == U'~'))
        out.push_back(sign(9, 1));
    return out;
}

}  // namespace manners
