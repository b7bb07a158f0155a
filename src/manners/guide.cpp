#include "manners/guide.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "kit/text/learner.hpp"
#include "kit/text/normal.hpp"
#include "kit/text/utf8.hpp"
#include "manners/layout.hpp"
#include "manners/manners.hpp"
#include "manners/score_signs.hpp"

namespace manners {

namespace {

constexpr std::int32_t upset_from = 2;
constexpr std::size_t content_max = 12;  // code points; longer thanks ask for more
constexpr std::size_t tips_max = 12;

// What guidance looks at, made once.
struct Read {
    std::string_view text;
    const Situation& at;
    std::u32string plain, normal, buyer;
    Layout layout;
    Verdict verdict;
    Emotion emotion;

    bool has(std::string_view words) const { return !words.empty() && text.contains(words); }
    bool says(Part part) const { return has_part(plain, part); }
    bool is_en() const { return at.language == Language::en; }
};

bool has_any(std::u32string_view text, std::initializer_list<std::u32string_view> words) {
    return std::ranges::any_of(words, [&](auto word) { return text.contains(word); });
}

bool is_about_delay(const Read& read) {
    return has_any(
        read.buyer,
        {U"还没到", U"还没发",       U"还不发",      U"还没收到",      U"没动静",      U"没更新",
         U"不更新", U"没动过",       U"怎么还",      U"太慢",          U"好慢",        U"这么慢",
         U"几天了", U"天了",         U"星期了",      U"延误",          U"卡在",        U"停在",
         U"催",     U"等到什么时候", U"not arrived", U"still waiting", U"where is my", U"late"});
}

void put_in(Guidance& into, TipKind tip, std::int64_t at, std::string words) {
    into.tips.push_back({tip, at, at, "", std::move(words)});
}

void tell(Guidance& into, TipKind tip) { into.tips.push_back({tip, 0, 0, "", ""}); }

std::int64_t end_of(const Read& read) { return static_cast<std::int64_t>(read.layout.length); }

// Words that answer the feeling, by what it is.
std::string comfort(Feeling kind, bool en) {
    switch (kind) {
        case Feeling::anxious:
            return en ? "I see how urgent this is. " : "知道您着急，我现在就来处理。";
        case Feeling::disappointed:
            return en ? "I am sorry that we let you down. " : "让您失望了，很抱歉。";
        case Feeling::sad:
            return en ? "I am truly sorry to hear this. "
                      : "看到这里我也很难过，我们一起把它解决。";
        case Feeling::confused:
            return en ? "Let me make this clear. " : "是我们说得含糊了，我给您讲清楚。";
        default:
            return en ? "You have every reason to be upset, and I am sorry. "
                      : "换作是我也会生气，给您添麻烦了，很抱歉。";
    }
}

void care(Guidance& into, const Read& read) {
    if (read.text.empty() || read.emotion.level < upset_from || !is_negative(read.emotion)) return;
    if (read.says(Part::empathy) || read.says(Part::apology) || read.has("sorry")) return;
    put_in(into, TipKind::empathy_first, 0, comfort(read.emotion.kind, read.is_en()));
}

// An answer to a delay wants all three: apology, explanation, compensation (A+E+C).
void explain_delay(Guidance& into, const Read& read) {
    if (read.text.empty() || !is_about_delay(read)) return;
    const bool comforts = std::ranges::any_of(
        into.tips, [](const Tip& one) { return one.kind == TipKind::empathy_first; });
    if (!comforts && !read.says(Part::apology) &&
        !has_any(read.plain, {U"久等", U"sorry", U"apolog"}))
        put_in(into, TipKind::apology, 0,
               read.is_en() ? "I am sorry for the wait. " : "让您久等了，真的很抱歉。");
    if (!has_any(read.plain,
                 {U"因为", U"由于", U"原因", U"积压", U"天气", U"暴雨", U"大雪", U"停在", U"目前在",
                  U"现在在", U"正在", U"查到", U"显示", U"because", U"due to", U"currently"}))
        put_in(into, TipKind::explanation, end_of(read),
               read.is_en() ? " It is at … now, because …." : "包裹目前在……，原因是……。");
    if (!has_any(read.plain, {U"补偿", U"申请", U"券", U"红包", U"答复", U"回复您", U"盯", U"点前",
                              U"0:0", U"跟进", U"voucher", U"refund", U"by "}))
        put_in(into, TipKind::compensation, end_of(read),
               read.is_en() ? " I have applied for …, and I will answer by …."
                            : "已为您申请……，今天……点前给您答复。");
}

std::string listed(const std::vector<std::string>& facts, bool en) {
    std::string made;
    for (const std::string& fact : facts) made += (made.empty() ? "" : en ? ", " : "、") + fact;
    return made;
}

// Only what changes an order is read back: a question about Tuesday is none.
void confirm(Guidance& into, const Read& read) {
    if (!has_any(read.buyer, {U"改", U"换", U"寄到", U"送到", U"发到", U"要", U"拍", U"地址",
                              U"抬头", U"备注", U"change", U"send to"}))
        return;
    const auto facts = named_facts(read.at.buyer_text);
    const bool repeats = std::ranges::any_of(facts, [&](const std::string& fact) {
        return read.normal.contains(kit::text::normalised(fact).text);
    });
    if (facts.empty() || repeats) return;
    put_in(into, TipKind::confirm, end_of(read),
           read.is_en() ? " Let me read it back: " + listed(facts, true) + ". Is that right?"
                        : "跟您核对一下：" + listed(facts, false) + "，对吗？");
}

bool refuses(const Verdict& verdict) {
    return std::ranges::any_of(verdict.hits, [](const Hit& hit) {
        return hit.rule.contains("refusal") || hit.rule.contains("blame") ||
               hit.rule.contains("vague") || hit.rule.starts_with("buck");
    });
}

// Where the gate found a refusal, what can be done instead; the longest words first, none over
// another.
void rewrite(Guidance& into, const Read& read) {
    if (!refuses(read.verdict) || read.is_en()) return;
    const std::u32string points = kit::text::decoded(read.text);
    std::vector<bool> taken(points.size());
    for (const Rewrite& each : rewrites()) {
        const std::u32string found = kit::text::decoded(each.found);
        for (std::size_t at = points.find(found); at != points.npos;
             at = points.find(found, at + found.size())) {
            const bool asks =
                at > 0 && points[at] == U'不' && points[at - 1] == points[at + 1];  // 能不能
            if (taken[at] || taken[at + found.size() - 1] || asks) continue;
            std::fill_n(taken.begin() + static_cast<std::ptrdiff_t>(at), found.size(), true);
            const auto from = static_cast<std::int64_t>(at);
            into.tips.push_back({TipKind::rewrite, from,
                                 from + static_cast<std::int64_t>(found.size()),
                                 std::string(each.found), std::string(each.words)});
        }
    }
}

void thank(Guidance& into, const Read& read) {
    const bool content =
        has_any(read.buyer, {U"谢", U"好的", U"解决了", U"满意", U"明白了", U"thank"}) &&
        read.buyer.size() <= content_max;
    if (!content || read.text.empty() || read.says(Part::thanks) || is_negative(read.emotion))
        return;
    put_in(into, TipKind::thanks, end_of(read),
           read.is_en() ? " Thank you for your trust!" : "感谢您的信任，祝您购物愉快！");
}

void fit_style(Guidance& into, const Read& read) {
    const Style& style = into.style;
    const auto count = [&](std::u32string_view marks) {
        return std::ranges::count_if(read.normal,
                                     [&](char32_t point) { return marks.contains(point); });
    };
    if (static_cast<std::int32_t>(read.layout.emoji) > style.emoji_max) tell(into, TipKind::emoji);
    if (end_of(read) > style.points_max) tell(into, TipKind::long_text);
    if (count(U"?") > style.questions_max) tell(into, TipKind::questions);
    if (!style.may_exclaim && count(U"!") > 0) tell(into, TipKind::exclaim);
    const bool formal = style.address == "您" && into.style.name != StyleName::warm &&
                        into.style.name != StyleName::night;
    if (formal && (read.has("亲") && !read.has("亲自") && !read.has("母亲") && !read.has("父亲")))
        tell(into, TipKind::address);
    if (style.name != StyleName::warm && style.name != StyleName::child &&
        has_any(read.normal,
                {U"yyds", U"绝绝子", U"宝子", U"家人们", U"冲鸭", U"哒", U"酱紫", U"么么"}))
        tell(into, TipKind::slang);
}

void name_parts(Guidance& into, const Verdict& verdict) {
    const auto praised = [&](std::initializer_list<std::string_view> rules) {
        return std::ranges::any_of(verdict.good, [&](const Good& one) {
            return std::ranges::find(rules, one.rule) != rules.end();
        });
    };
    into.opening = praised({"good.greeting", "good.identity", "good.empathy", "good.apology"});
    into.solving =
        praised({"good.action", "good.time", "good.options", "good.restated", "good.confirmed"});
    into.closing = praised({"good.thanks", "good.closing", "good.template"});
}

Emotion emotion_of(const Situation& at) {
    Emotion made = felt(at.buyer_text);
    if (at.emotion > made.level) {
        if (!is_negative(made)) made.kind = Feeling::angry;
        made.level = at.emotion;
    }
    return made;
}

}  // namespace

Guidance guided(std::string_view text, const Situation& at) {
    Context context;
    context.buyer_text = at.buyer_text;
    context.hour = at.hour;
    const Read read{text,
                    at,
                    kit::text::plain(text).text,
                    kit::text::normalised(text).text,
                    kit::text::normalised(at.buyer_text).text,
                    laid_out(text),
                    judged(text, context),
                    emotion_of(at)};
    Guidance made;
    made.emotion = read.emotion;
    Situation known = at;
    known.emotion = is_negative(read.emotion) ? read.emotion.level : 0;
    made.style = style_for(known);
    name_parts(made, read.verdict);
    care(made, read);
    explain_delay(made, read);
    rewrite(made, read);
    confirm(made, read);
    thank(made, read);
    fit_style(made, read);
    if (made.tips.size() > tips_max) made.tips.resize(tips_max);
    return made;
}

}  // namespace manners
