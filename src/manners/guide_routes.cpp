// Guidance at the desk: tips while a reply is written, templates, the checklist for calls.
#include "kit/http/router.hpp"
#include "kit/text/utf8.hpp"
#include "manners/guide.hpp"
#include "manners/rows.hpp"
#include "team/team.hpp"

namespace manners {

using namespace kit;

constexpr std::size_t text_max = 4000;

struct AskGuidance {
    std::string text, buyer_text;
    std::optional<std::int32_t> emotion;  // of the chat; none: read from `buyer_text`
    std::optional<Marketplace> market;
    std::optional<Trade> trade;
    std::optional<Audience> audience;
    std::optional<std::string> locale;  // of the words to put in
};
BOOST_DESCRIBE_STRUCT(AskGuidance, (), (text, buyer_text, emotion, market, trade, audience, locale))

static Language language_of(const std::optional<std::string>& locale) {
    return locale && locale->starts_with("en") ? Language::en : Language::zh;
}

static Result<Guidance> guide(Work& work, const AskGuidance& ask) {
    if (!text::is_valid_utf8(ask.text) || !text::is_valid_utf8(ask.buyer_text))
        return malformed("broken_text", "text");
    if (text::length(ask.text) > text_max) return invalid("too_long", "text");
    if (text::length(ask.buyer_text) > text_max) return invalid("too_long", "buyer_text");
    return guided(ask.text, {.buyer_text = ask.buyer_text,
                             .emotion = ask.emotion.value_or(-1),
                             .hour = hour_in_the_shop(work.now),
                             .market = ask.market.value_or(Marketplace::site),
                             .trade = ask.trade.value_or(Trade::general),
                             .audience = ask.audience.value_or(Audience::adult),
                             .language = language_of(ask.locale)});
}

struct AskTemplates {
    std::optional<std::string> locale;
};
BOOST_DESCRIBE_STRUCT(AskTemplates, (), (locale))
struct GuideTemplates {
    std::vector<Template> items;
    std::vector<CallItem> call;
};
BOOST_DESCRIBE_STRUCT(GuideTemplates, (), (items, call))

static Result<GuideTemplates> show_templates(Work& work, const AskTemplates& ask) {
    auto shop = team::shop(work, work.who.shop);
    const Language language = language_of(ask.locale);
    return GuideTemplates{templates(shop ? shop->name : "", work.who.name, language),
                          call_checklist(language)};
}

void guide_routes(Router& router) {
    std::function<Result<Guidance>(Work&, const AskGuidance&)> ask = guide;
    router.ask("POST", "/manners/guidance", ask, may::converse).limited({"guidance", 300, 60});
    router.get("/manners/templates", show_templates, may::converse);
}

}  // namespace manners
