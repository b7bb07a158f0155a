#include "manners/emotion_words.hpp"

#include <algorithm>
#include <string>

#include "kit/text/phrases.hpp"
#include "kit/text/points.hpp"
#include "kit/text/utf8.hpp"

namespace manners {

namespace {

struct Entry {
    Feeling kind;
    std::int32_t level;  // 0: these words only look like a feeling
    Risk risk;
    std::string_view words;  // separated by blanks
};

using enum Feeling;

constexpr Entry entries[] = {
    {calm, 0, Risk::none,
     "投诉电话 投诉渠道 投诉入口 投诉流程 投诉方式 没有要投诉 不是投诉 垃圾袋 垃圾桶 垃圾车 垃圾分类 垃圾短信 "
     "防骗 骗子公司 生气勃勃 消费者协会官网 担心的话 急救包 急救箱 加急 急件 应急 急冻 紧急联系人 烦请 麻烦 "
     "不耐烦 死机 死角 死皮 去死皮 死扣 防晒死角 爆款 爆珠 火箭 火锅 火车 火机 滚轮 滚筒 滚珠 "
     "操作 操心 操场 早操 体操 操控 节操 打发票 打发货 就这样 就这些 就这一 就这个 就这两 就这几 人呢绒 眼瞎子 催化 还没买 还没付 还没拆 还没装 还没用 急需 不急 不着急 没事 怕水 怕热 怕冷 怕脏 不怕 修修 最后一次 最后一步 最后一个 无语言 怒放 愤怒的小鸟 失望谷 哭声 恶心呕吐 算了一下 算了算 太慢跑 坑位 坑纹 差评率 好气色 "
     "起诉书模板 律师袍 曝光度 曝光台灯 双重曝光 过分类 服了药 服了用"},
    {pleased, 1, Risk::none,
     "谢谢 多谢 感谢 谢啦 谢了 蟹蟹 3q thx thanks 辛苦了 辛苦啦 好嘞 好滴 太好了 解决了 收到啦 不错 挺好 "
     "还行 可以的呢 哈哈 嘿嘿 😄 😊 👍 🙏 🌹"},
    {pleased, 2, Risk::none,
     "喜欢 满意 点赞 赞一个 给力 贴心 暖心 惊喜 开心 好评 回购 真快 好用 好吃 好看 好闻 靠谱 专业 耐心 用心 "
     "良心 推荐给 666 yyds 绝绝子 爱了 爱你 么么哒 表扬 佩服 厉害 太棒 棒 实在 值得 舒服 漂亮 香 有心 "
     "❤ 😍 🥰 🎉"},
    {pleased, 3, Risk::none, "超级满意 绝了 太感动 感动哭 完美 无敌 强推 天花板 安利"},
    {eager, 1, Risk::none,
     "想快点 想早点 好想 期待 盼 等着收 迫不及待 赶得上 能赶上 补货 上新 蹲 搓手 坐等 几时到货 早点 "
     "等不及 馋 想要"},
    {eager, 2, Risk::none, "求补货 跪求再 日盼夜盼 太想要 好期待 超想要 超期待"},
    {confused, 1, Risk::none,
     "为什么 为啥 怎么会 怎么回事 怎么又 什么意思 啥意思 没看懂 看不懂 不明白 没明白 不懂 没懂 搞不懂 区别 "
     "到底 哪个准 怎么算 为毛 咋回事 什么情况 啥情况 不理解"},
    {confused, 2, Risk::none, "听谁的 信谁 信哪个 越看越糊涂 三种说法 说法不一 不一致 前后不"},
    {anxious, 1, Risk::none,
     "着急 急用 挺急 有点急 急 担心 怕 来得及 快点 催 在吗在吗 人呢 有人吗 回一下 咋办 怎么办 "
     "不放心 慌 来不及 没动静 没消息 没更新 快过期 在线等"},
    {anxious, 2, Risk::none,
     "急死 急疯 好慌 慌死 很着急 真的急 怎么办怎么办 害怕 吓坏 吓死 吓得 睡不着 催了 没人回 没人理 没人管 "
     "火烧眉毛 等不起 怕是丢 焦虑 愁死 没法交代 要疯了 担心死"},
    {anxious, 3, Risk::none, "救命 救急 急急急 快救 喘不上 快报警 孩子噎"},
    {disappointed, 1, Risk::none,
     "唉 哎 可惜 遗憾 一般 算了 将就 不太 有点小 有点慢 等半天 好慢 没想象 没那么 没有图"},
    {disappointed, 2, Risk::none,
     "失望 扫兴 心凉 心寒 寒心 后悔 无语 服了 醉了 心塞 呵呵 没意思 敷衍 不走心 白等 白买 白说 白花 "
     "不会再买 不会回购 不想买 不想要了 不会来 没诚意 套路 太差 差劲 最差 差太多 差远 差评 中评 品控 偷工减料 "
     "虚假 名不副实 石沉大海 不了了之 没下文 杳无音信 没信心 没耐心 失去耐心 被忽悠 上当 糟心 反感 "
     "一言难尽 懒得说 不值 没眼看 拿不出手 堵得慌 不平衡 就这 磨叽 磨磨唧唧 浪费时间"},
    {disappointed, 3, Risk::none, "彻底失望 死心 心灰意冷 绝望 再也不 再也不会 彻底没 寒透 心都凉"},
    {angry, 2, Risk::none,
     "凭什么 什么态度 有完没完 搞什么 几个意思 耍我 耍人 糊弄 踢皮球 推卸 找借口 别跟我 少跟我 少拿 别再 "
     "说了几遍 说了八百遍 说几遍 听不懂人话 烦死 烦不烦 搞笑 逗我 神经 废话 装死 退钱 不要脸 "
     "太过分 欺负 忽悠 骗人 骗我 坑我 坑人 黑店 打发 责任心 摆设 当我傻 绕圈子 复制粘贴 干什么吃 吃干饭 "
     "磨蹭 没完没了 拖到什么 拖着 不处理 不负责 谁负责 耍赖 赖账 岂有此理 什么道理 合适吗 像话吗"},
    {angry, 3, Risk::none,
     "骗子 垃圾 气死 气炸 恶心 滚 无耻 奸商 欺诈 假货 受够 什么玩意 什么破 破店 破烂 忍无可忍 不要脸 "
     "去你的 你妹 特么 tmd 妈的 md nnd 操 艹 有病 眼瞎 死人吗 抢钱 黑心 强盗 霸王条款 流氓 猪 欺人太甚 "
     "太嚣张 缺德 没良心 良心呢 坑货 智商税 毒"},
    {angry, 3, Risk::threat,
     "投诉 举报 12315 12345 消协 工商 市监局 市场监管 邮管局 平台介入 报警 曝光 退一赔三 退一赔十 旅游局 物价局 "
     "12366 主管 领导 媒体 记者 电视台 律师 起诉 法院 315 差评见"},
    {angry, 4, Risk::none,
     "傻逼 傻b sb 煞笔 沙比 cnm nmsl 操你 草你 日你 妈逼 狗东西 畜生 王八蛋 去死 死全家 全家死 混蛋 人渣 贱人 "
     "废物 脑残 滚犊子 不得好死 火葬场 杂种 狗屁 蠢货 傻x 祝你家"},
    {angry, 4, Risk::threat,
     "法院见 法庭见 律师函 我要起诉 起诉你们 起诉你 等着被告 曝光你 全网曝光 发到网上 上热搜 让记者 找记者 砸了 "
     "砸店 弄死 杀了你 杀了你们 打断 找上门 去你们公司 去你们店 拉横幅 报警抓 偿命 跟你们没完 拼命 坐牢 官司 传票 "
     "立案 追到天涯 全网避雷 抖音见 微博见 倒闭"},
    {sad, 1, Risk::none, "心疼 心累 好累 好难 没办法 舍不得 一个人 学生党 年纪大 不会弄 遗憾"},
    {sad, 2, Risk::none,
     "难过 难受 想哭 哭了 哭死 泪 呜呜 😭 😢 💔 无助 求求 求你 求你们 帮帮我 救救我 通融 自责 没人帮 没人理我 "
     "不知道该怎么办 不知道怎么办 不知道找谁 崩溃 心碎 身心俱疲 委屈 可怜 走投无路 没有办法 没辙 遭罪 蓝瘦 去世 "
     "留给我的 最后一面 最后一个生日"},
    {sad, 3, Risk::none, "跪下 活路 撑不住 撑不下去 抑郁 没有力气 见不得人 毁了 熬不过"},
    {sad, 4, Risk::safety,
     "不想活 活不下去 想死 自杀 轻生 跳楼 楼顶 结束生命 割腕 安眠药 吃了好多药 活着没意思 活着太累 没有活下去 "
     "遗书 解脱了"},
};

constexpr std::string_view stronger =
    "太 很 非常 超 超级 特别 极其 极 真的 真 十分 相当 实在 好 这么 那么 彻底 完全 根本";
constexpr std::string_view softer = "有点 有些 稍微 一点 略 小小";
constexpr std::string_view denials =
    "不 没 没有 别 不会 不是 没什么 不用 未 并不 毫不 不怎么 不算 谈不上 不想";
constexpr std::string_view askings = "能不能 是不是 会不会 有没有 要不要 可不可以 好不好 行不行";

std::vector<std::u32string> words_of(std::string_view list) {
    std::vector<std::u32string> out;
    while (!list.empty()) {
        const auto end = std::min(list.find(' '), list.size());
        if (end > 0) out.push_back(kit::text::plain(list.substr(0, end)).text);
        list.remove_prefix(std::min(list.size(), end + 1));
    }
    return out;
}

struct Lexicon {
    kit::text::Phrases phrases;
    std::vector<std::u32string> stronger_words = words_of(stronger);
    std::vector<std::u32string> softer_words = words_of(softer);
    std::vector<std::u32string> denial_words = words_of(denials);
    std::vector<std::u32string> asking_words = words_of(askings);
};

Lexicon lexicon_made() {
    std::vector<kit::text::Phrases::Pattern> patterns;
    std::uint32_t id = 0;
    for (const Entry& entry : entries) {
        for (auto& word : words_of(entry.words)) patterns.push_back({std::move(word), id});
        ++id;
    }
    return {kit::text::Phrases(patterns)};
}

const Lexicon& lexicon() {
    static const Lexicon one = lexicon_made();
    return one;
}

using kit::text::is_letter;

bool is_sign_of_code(char32_t point) {
    return is_letter(point) || (point >= U'0' && point <= U'9');
}

// sb, md and 3q only where a word of letters begins and ends, and not in a number of goods:
// DH4sb12.
bool is_whole(std::u32string_view text, std::uint32_t from, std::uint32_t to) {
    const bool left = from > 0 && is_letter(text[from]) && is_sign_of_code(text[from - 1]);
    const bool right = to < text.size() && is_letter(text[to - 1]) && is_sign_of_code(text[to]);
    return !left && !right;
}

// Does one of the words stand right in front, with at most `gap` points between?
bool stands_before(std::u32string_view text, std::size_t at, std::size_t gap,
                   const std::vector<std::u32string>& words) {
    for (const auto& word : words)
        for (std::size_t between = 0; between <= gap; ++between) {
            if (at < word.size() + between) break;
            if (text.substr(at - between - word.size(), word.size()) == word) return true;
        }
    return false;
}

bool covers(const Cue& outer, const Cue& inner) {
    return outer.from <= inner.from && inner.to <= outer.to &&
           outer.to - outer.from > inner.to - inner.from;
}

// In front of the cue: denied, softened, strengthened. Cues that are themselves a refusal (不值,
// 没人管) keep what they say.
bool settled(std::u32string_view text, const Lexicon& words, Cue& cue) {
    const bool denied = stands_before(text, cue.from, 1, words.denial_words) &&
                        !stands_before(text, cue.from, 1, words.asking_words);
    if (denied && cue.kind == pleased) {
        cue.kind = disappointed;
        cue.level = 2;
        return true;
    }
    if (denied) return false;
    if (stands_before(text, cue.from, 1, words.softer_words))
        cue.level = std::max(1, cue.level - 1);
    else if (cue.level < 3 && stands_before(text, cue.from, 1, words.stronger_words))
        cue.level += cue.kind == calm ? 0 : 1;
    return true;
}

std::uint32_t sign(std::uint32_t family, std::uint32_t value) { return family * 64 + value; }

bool repeats_itself(std::u32string_view text) {
    if (text.size() < 4) return false;
    for (std::size_t size = 2; size * 2 <= text.size() && size <= 24; ++size)
        for (std::size_t i = 0; i + size * 2 <= text.size(); ++i) {
            auto next = i + size;
            while (next < text.size() && (text[next] == U' ' || text[next] == U',')) ++next;
            if (text.substr(i, size) == text.substr(next, size)) return true;
            if (size > 2 && i > 200) break;
        }
    return false;
}

}  // namespace

std::vector<Cue> cues_in(std::u32string_view plain_text) {
    const Lexicon& words = lexicon();
    std::vector<Cue> found;
    for (const auto& match : words.phrases.matches(plain_text)) {
        const Entry& entry = entries[match.id];
        if (is_whole(plain_text, match.from, match.to))
            found.push_back({entry.kind, entry.level, entry.risk, match.from, match.to});
    }
    std::vector<Cue> out;
    for (Cue cue : found) {
        const bool inside =
            std::ranges::any_of(found, [&](const Cue& o) { return covers(o, cue); });
        if (inside || cue.level == 0) continue;
        if (settled(plain_text, words, cue)) out.push_back(cue);
    }
    std::ranges::sort(out, {}, &Cue::from);
    return out;
}

std::vector<std::uint32_t> signs_of(std::u32string_view plain_text, const std::vector<Cue>& cues) {
    std::vector<std::uint32_t> out;
    std::int32_t worst = 0;
    for (const Cue& cue : cues) {
        out.push_back(sign(
            1, static_cast<std::uint32_t>(cue.kind) * 8 + static_cast<std::uint32_t>(cue.level)));
        out.push_back(sign(2, static_cast<std::uint32_t>(cue.kind)));
        if (cue.kind >= anxious) worst = std::max(worst, cue.level);
        if (cue.risk != Risk::none) out.push_back(sign(3, static_cast<std::uint32_t>(cue.risk)));
    }
    out.push_back(sign(4, static_cast<std::uint32_t>(worst)));
    const auto shouts = static_cast<std::uint32_t>(std::ranges::count(plain_text, U'!'));
    const auto asks = static_cast<std::uint32_t>(std::ranges::count(plain_text, U'?'));
    out.push_back(sign(5, std::min(shouts, 3U)));
    out.push_back(sign(6, std::min(asks, 3U)));
    if (repeats_itself(plain_text)) out.push_back(sign(7, 1));
    const auto length = static_cast<std::uint32_t>(plain_text.size());
    out.push_back(sign(8, length < 4    ? 0U
                          : length < 10 ? 1U
                          : length < 20 ? 2U
                          : length < 40 ? 3U
                                        : 4U));
    return out;
}

}  // namespace manners
