// Rules of handing over: what the card says, and when a person must take over from a program.
#include "reception/hand_over.hpp"

#include <algorithm>

#include "kit/text/utf8.hpp"

namespace reception {

using conversations::Sender;

constexpr std::size_t line_max = 300;

static bool says(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::ranges::any_of(words, [&](auto word) { return text.contains(word); });
}

// --- the card
// -------------------------------------------------------------------------------------------

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The longest run of digits of an order number's length, with the letters and dashes that lead it.
std::string order_number(std::string_view text) {
    std::string best;
    for (std::size_t i = 0; i < text.size();) {
        if (!is_digit(text[i])) {
            ++i;
            continue;
        }
        auto end = i;
        while (end < text.size() && (is_digit(text[end]) || text[end] == '-')) ++end;
        // Eleven digits that begin with 1 are a phone number.
        bool is_phone = end - i == 11 && text[i] == '1';
        if (end - i >= 8 && !is_phone && end - i > best.size()) best = text.substr(i, end - i);
        i = end;
    }
    return best;
}

// What was said last fits best, as much of it as there is room for; oldest first again.
static std::string joined(const std::vector<std::string>& lines, std::size_t most) {
    std::string out;
    auto from = lines.size() > most ? lines.size() - most : 0;
    for (auto i = from; i < lines.size(); ++i) out += (out.empty() ? "" : "；") + lines[i];
    return text::clipped(out, line_max);
}

HandOverCard prefilled(const conversations::Conversation& of,
                       const std::vector<conversations::Line>& lines) {
    HandOverCard out;
    out.identity = of.contact.name + (of.contact.verified ? " ✓" : "");
    for (auto& tag : of.contact.tags) out.identity += " · " + tag;
    std::vector<std::string> asked, promised, tried;
    for (auto& line : lines) {
        if (line.body.empty()) continue;
        if (line.sender == Sender::buyer) {
            asked.push_back(line.body);
            if (auto number = order_number(line.body); !number.empty()) out.order = number;
        } else if (line.sender == Sender::agent) {
            bool is_promise = says(line.body, {"小时内", "分钟内", "今天", "今日", "明天", "天内",
                                               "补发", "退款", "赔", "回复您", "回电", "为您安排",
                                               "within", "today", "tomorrow", "refund", "I will"});
            (is_promise ? promised : tried).push_back(line.body);
        }
    }
    out.problem = joined(asked, 4);
    out.promised = joined(promised, 3);
    out.tried = joined(tried, 3);
    return out;
}

// --- a program gives to people
// ---------------------------------------------------------------------------

bool is_emergency(std::string_view text) {
    return says(text,
                {"过敏", "受伤",    "流血",     "烫伤", "起火", "着火",    "爆炸",  "漏电", "触电",
                 "中毒", "送医",    "住院",     "急诊", "自杀", "不想活",  "被骗",  "诈骗", "盗刷",
                 "报警", "injured", "bleeding", "fire", "scam", "suicide", "police"});
}

bool is_risk(std::string_view text) {
    return is_emergency(text) || says(text, {"12315", "工商", "市场监管", "消协", "律师", "起诉",
                                             "法院", "曝光", "记者", "媒体", "投诉"});
}

static bool asks_for_people(std::string_view text) {
    return says(text, {"转人工", "人工客服", "联系人工", "找人工", "要人工", "真人", "不要机器人",
                       "human", "real person", "agent please"});
}

static bool is_about_security(std::string_view text) {
    return says(text, {"验证码", "密码", "账号被盗", "盗号", "个人信息", "泄露", "隐私", "注销账号",
                       "身份证", "银行卡", "password", "hacked", "leak", "personal data"});
}

// Source: GB/T 47746—2026: a program that says nothing for longer than this has failed.
constexpr auto answer_within = std::chrono::minutes{3};

std::optional<Mandatory> mandatory_transfer(const BotTurn& turn, Time now) {
    // Danger before everything; then what the buyer wants; then what the program could not do.
    if (is_emergency(turn.buyer_text)) return Mandatory::emergency;
    if (is_about_security(turn.buyer_text)) return Mandatory::information_security;
    if (turn.refuses_program || asks_for_people(turn.buyer_text)) return Mandatory::refused;
    if (turn.misses >= turn.misses_max) return Mandatory::not_understood;
    auto took = turn.answer_took.value_or(turn.is_answered ? Span{} : now - turn.asked_at);
    if (took > answer_within) return Mandatory::too_slow;
    return std::nullopt;
}

}  // namespace reception
