// Which style fits, by who is served where and when. Source: training manual, style profiles.
#include "manners/guide.hpp"

namespace manners {

namespace {

constexpr std::int32_t upset_from = 2;

bool is_within(std::int32_t hour, std::int32_t from, std::int32_t to) {
    return hour >= from && hour < to;
}
bool is_night(std::int32_t hour) { return hour >= 22 || is_within(hour, 0, 8); }

StyleName name_for(const Situation& at) {
    if (at.emotion >= upset_from) return StyleName::complaint;
    if (at.audience == Audience::elder) return StyleName::elderly;
    if (at.audience == Audience::child) return StyleName::child;
    if (at.audience == Audience::premium || at.trade == Trade::luxury) return StyleName::premium;
    if (at.audience == Audience::business || at.trade == Trade::health) return StyleName::standard;
    if (is_night(at.hour)) return StyleName::night;
    return is_within(at.hour, 9, 12) ? StyleName::standard : StyleName::warm;
}

// On markets where 亲 is the custom it is said, but never to those who are upset, old, or served
// formally.
std::string address_of(const Situation& at, StyleName name) {
    const bool is_custom = at.market == Marketplace::taobao ||
                           at.market == Marketplace::pinduoduo || at.market == Marketplace::douyin;
    const bool is_easy =
        name == StyleName::warm || name == StyleName::child || name == StyleName::night;
    return is_custom && is_easy ? "亲" : "您";
}

std::string_view sample_of(StyleName name, Language language) {
    const bool en = language == Language::en;
    switch (name) {
        case StyleName::standard:
            return en ? "Checked: your order leaves today by 18:00."
                      : "已查到：您的订单今天 18 点前发出。";
        case StyleName::warm:
            return en ? "Of course! It leaves today and reaches you tomorrow."
                      : "好的呢，今天发出，明天就能到啦。";
        case StyleName::premium:
            return en ? "It will be my pleasure to arrange this for you today."
                      : "很荣幸为您安排，今天内由专人送出。";
        case StyleName::child:
            return en ? "It's on its way! Ask a grown-up to open the box with you."
                      : "它已经出发啦，请爸爸妈妈和你一起拆箱。";
        case StyleName::elderly:
            return en ? "Step one: open “My orders”. Tell me when you see it."
                      : "第一步：请打开“我的订单”。看到了告诉我，我们再做下一步。";
        case StyleName::night:
            return en ? "I have noted it; you will hear from us at 9:00."
                      : "已经记下，明早 9 点回复您，请早些休息。";
        case StyleName::complaint:
            return en ? "I am sorry for this. I am on it and will answer by 17:00."
                      : "给您添麻烦了，很抱歉。我正在处理，17 点前给您结果。";
    }
    return "";
}

}  // namespace

Style style_for(const Situation& at) {
    Style made;
    made.name = name_for(at);
    made.address = at.language == Language::en ? "you" : address_of(at, made.name);
    made.sample = sample_of(made.name, at.language);
    switch (made.name) {
        case StyleName::elderly:
            made.points_max = 60;
            made.questions_max = 1;
            made.emoji_max = 0;
            break;
        case StyleName::child:
            made.points_max = 50;
            break;
        case StyleName::premium:
            made.emoji_max = 0;
            break;
        case StyleName::complaint:
        case StyleName::night:
            made.emoji_max = 0;
            made.may_exclaim = false;
            made.questions_max = 1;
            break;
        case StyleName::standard:
        case StyleName::warm:
            break;
    }
    return made;
}

}  // namespace manners
