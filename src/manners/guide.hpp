// Guidance while an agent writes: what is missing, what to say otherwise, in which style.
//
//     text, the buyer's last words, hour, platform, audience -> Guidance: parts of the script, tips
//
// A tip is an offer: it names a reason (a word for programs, the desk has the sentence) and words
// to put in; nothing is changed by itself. Pure. Invariants: no words that a tip offers are held or
// stopped by the house's gate, and no rewrite says 不, 没, 别 or 无法; places count code points of
// the text as given.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kit/base/describe.hpp"
#include "manners/emotion.hpp"
#include "manners/gate.hpp"

namespace manners {

// styles

// Who is served where decides how it is said. Source: training manual, style profiles.
enum class Audience { adult, child, elder, business, premium };
BOOST_DESCRIBE_ENUM(Audience, adult, child, elder, business, premium)
enum class Marketplace { site, taobao, jd, pinduoduo, douyin, wechat };
BOOST_DESCRIBE_ENUM(Marketplace, site, taobao, jd, pinduoduo, douyin, wechat)
enum class Trade { general, health, baby, luxury, digital, fresh };
BOOST_DESCRIBE_ENUM(Trade, general, health, baby, luxury, digital, fresh)

enum class StyleName { standard, warm, premium, child, elderly, night, complaint };
BOOST_DESCRIBE_ENUM(StyleName, standard, warm, premium, child, elderly, night, complaint)
struct Style {
    StyleName name = StyleName::warm;
    std::string address;             // 您, 亲
    std::int32_t emoji_max = 1;      // of a message
    std::int32_t points_max = 120;   // code points of a message
    std::int32_t questions_max = 2;  // of a message
    bool may_exclaim = true;
    std::string sample;
};
BOOST_DESCRIBE_STRUCT(Style, (),
                      (name, address, emoji_max, points_max, questions_max, may_exclaim, sample))

// What the agent is answering, and where.
struct Situation {
    std::string buyer_text;
    std::int32_t emotion = -1;  // the buyer's as the chat knows it; -1: read from `buyer_text`
    std::int32_t hour = -1;     // 0..23 in the shop, -1 unknown
    Marketplace market = Marketplace::site;
    Trade trade = Trade::general;
    Audience audience = Audience::adult;
    Language language = Language::zh;  // of the words to put in
};

Style style_for(const Situation&);

// tips

enum class TipKind {
    empathy_first,  // the buyer is upset, and the answer begins with the matter
    apology,        // of the three that an answer to a delay wants (A+E+C) …
    explanation,
    compensation,
    confirm,  // the buyer named facts and the answer repeats none
    rewrite,  // says what cannot be; there is a way to say what can
    thanks,   // the buyer is content, and the answer only ends
    emoji,    // more than the style's norm
    long_text,
    questions,  // more than one thing asked at once
    address,    // 亲 where 您 is due
    exclaim,
    slang,
};
BOOST_DESCRIBE_ENUM(TipKind, empathy_first, apology, explanation, compensation, confirm, rewrite,
                    thanks, emoji, long_text, questions, address, exclaim, slang)

// `words` stand instead of [from, to); where both are equal they are put in there. Without words
// the tip only tells.
struct Tip {
    TipKind kind = TipKind::rewrite;
    std::int64_t from = 0, to = 0;
    std::string found;
    std::string words;
};
BOOST_DESCRIBE_STRUCT(Tip, (), (kind, from, to, found, words))

struct Guidance {
    bool opening = false, solving = false,
         closing = false;  // parts of the script that the text has
    Emotion emotion;       // of the buyer's words
    Style style;
    std::vector<Tip> tips;
};
BOOST_DESCRIBE_STRUCT(Guidance, (), (opening, solving, closing, emotion, style, tips))

Guidance guided(std::string_view text, const Situation&);

// A way to say it without 不: what is found and what stands instead.
struct Rewrite {
    std::string_view found, words;
};
std::span<const Rewrite> rewrites();

// The facts that a buyer named, as they stand: numbers with their unit, colours, sizes, days,
// places.
std::vector<std::string> named_facts(std::string_view buyer_text);

// templates

// Shop and name are filled in; what nobody but the agent knows (……) stays to be written.
enum class TemplateKind {
    signature,
    first_screen,
    thanks,
    delay,
    refusal,
    unknown,
    transfer,
    away
};
BOOST_DESCRIBE_ENUM(TemplateKind, signature, first_screen, thanks, delay, refusal, unknown,
                    transfer, away)
struct Template {
    TemplateKind kind = TemplateKind::thanks;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(Template, (), (kind, text))
std::vector<Template> templates(std::string_view shop, std::string_view name, Language);

// What to go through before, during and after a call.
enum class CallStage { before, during, after };
BOOST_DESCRIBE_ENUM(CallStage, before, during, after)
struct CallItem {
    CallStage stage = CallStage::before;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(CallItem, (), (stage, text))
std::vector<CallItem> call_checklist(Language);

}  // namespace manners
