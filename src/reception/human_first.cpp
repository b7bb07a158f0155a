#include "reception/human_first.hpp"

#include <algorithm>

namespace reception {

static bool says(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::ranges::any_of(words, [&](auto word) { return text.contains(word); });
}

bool is_vulnerable(std::string_view text) {
    return says(text,
                {"我是老人",   "老人家",         "年纪大了",       "我爷爷",         "我奶奶",
                 "我外公",     "我外婆",         "看不清字",       "不会用手机",     "不会操作",
                 "我是小学生", "我是学生",       "未成年",         "孩子自己买",     "小孩子买",
                 "小孩偷偷",   "elderly",        "my grandmother", "my grandfather", "I am a kid",
                 "underage",   "my child bought"});
}

std::vector<HumanFirst> human_first(const Talk& talk) {
    std::vector<HumanFirst> out;
    auto add = [&](bool holds, HumanFirst why) {
        if (holds) out.push_back(why);
    };
    auto asks = mandatory_transfer({.misses = 0,
                                    .buyer_text = talk.buyer_text,
                                    .answer_took = {},
                                    .asked_at = Time{},
                                    .is_answered = true},
                                   Time{});
    add(asks == Mandatory::refused, HumanFirst::asked);
    add(talk.departments > 1, HumanFirst::complicated);
    add(talk.asked_last_year <= 3, HumanFirst::rare);
    add(!talk.has_clear_answer, HumanFirst::no_answer);
    add(is_emergency(talk.buyer_text), HumanFirst::safety);
    add(talk.contacts_24h >= 3 && !talk.is_content, HumanFirst::repeated);
    add(is_vulnerable(talk.buyer_text), HumanFirst::vulnerable);
    add(talk.emotion >= 4, HumanFirst::extreme);
    return out;
}

ChangeOver change_over(const BotTurn& turn, const Talk& talk, Time now) {
    if (mandatory_transfer(turn, now)) return ChangeOver::at_once;
    bool is_complaint =
        says(turn.buyer_text, {"投诉", "差评", "举报", "complain"}) || is_risk(turn.buyer_text);
    if (is_complaint || talk.emotion >= 2 || !human_first(talk).empty())
        return ChangeOver::after_asking;
    return ChangeOver::none;
}

bool may_go_to_program(Consent consent) { return consent == Consent::agreed; }

std::vector<std::string> lacking(const HandOverCard& card, bool has_history) {
    std::vector<std::string> out;
    if (card.identity.empty()) out.emplace_back("identity");
    if (!has_history) out.emplace_back("history");
    if (card.problem.empty()) out.emplace_back("problem");
    if (card.order.empty() && card.promised.empty() && card.tried.empty() && card.next_step.empty())
        out.emplace_back("state");
    return out;
}

}  // namespace reception
