// The delay guide over what the house knows.
#include "tracing/delays.hpp"

#include <algorithm>

#include "kit/http/router.hpp"
#include "manners/manners.hpp"

namespace tracing {

enum class GuideLanguage { zh, en };
BOOST_DESCRIBE_ENUM(GuideLanguage, zh, en)
struct AskDelayGuide {
    std::optional<GuideLanguage> language;  // the buyer's when it is not said
    std::optional<std::int64_t> amount;     // what is suggested when it is not said
};
BOOST_DESCRIBE_STRUCT(AskDelayGuide, (), (language, amount))
struct DelayGuide {
    DelayWords words;
    GuideLanguage language = GuideLanguage::zh;
    Lateness lateness = Lateness::none;
    Minor amount, suggested, limit, budget_left;
    std::string currency;
    Precedent precedent;
    bool needs_approval = false;
    manners::Colour colour =
        manners::Colour::green;  // what the gate of this shop says of the whole
};
BOOST_DESCRIBE_STRUCT(DelayGuide, (),
                      (words, language, lateness, amount, suggested, limit, budget_left, currency,
                       precedent, needs_approval, colour))

namespace {

Time day_began(Time now) {
    constexpr std::int64_t day_us = 86'400'000'000, beijing_us = 8 * 3'600'000'000LL;
    auto local = now.us + beijing_us;
    return {local - local % day_us - beijing_us};
}

Minor given_today(Work& work, const std::string& shop, const std::string& currency) {
    return {
        work.db
            .value<std::int64_t>(
                "select cast(coalesce(sum(amount), 0) as bigint) from delay_offers where shop = ? and currency = ? and given_at >= ?",
                shop, currency, day_began(work.now))
            .value_or(0)};
}

struct GivenAmount {
    Minor amount;
};
BOOST_DESCRIBE_STRUCT(GivenAmount, (), (amount))

Precedent precedent(Work& work, const std::string& shop, const DelayFacts& facts) {
    std::vector<Minor> amounts;
    for (
        auto& row : work.db.rows<GivenAmount>(
            "select amount from delay_offers where shop = ? and given_at >= ? and lateness = ? and currency = ? order by given_at desc limit 500",
            shop, work.now - std::chrono::days{90}, lateness(facts), facts.currency))
        amounts.push_back(row.amount);
    return precedent_of(std::move(amounts));
}

DelayFacts facts_of(Work& work, const orders::Order& order, const orders::Parcel& parcel) {
    DelayFacts out;
    out.carrier_name = parcel.carrier_name;
    out.waybill = parcel.number;
    out.tier = order.tier;
    out.currency = order.currency;
    out.state = parcel.state;
    out.moved_at = parcel.moved_at;
    out.now = work.now;
    out.promised_by = parcel.eta ? parcel.eta : order.promised_by;
    out.stands_still = parcel.stuck_at.has_value();
    out.paid = order.payable;
    if (auto row = open_row_of(work, work.who.shop, parcel.id))
        out.search = row->state, out.search_until = row->deadline_at;
    return out;
}

bool speaks_english(Work& work, const orders::Order& order) {
    auto owner = orders::contact_of(work, work.who.shop, order);
    if (!owner) return false;
    auto contact = customers::contact(work, work.who.shop, *owner);
    return contact && contact->locale.starts_with("en");
}

}  // namespace

Result<Known> known(Work& work, const Id<orders::Parcel>& id) {
    auto& shop = work.who.shop;
    TRY(auto parcel, orders::parcel(work, shop, id));
    TRY(auto order, orders::find(work, shop, parcel.order_id));
    Known out{order, parcel, facts_of(work, order, parcel), {}};
    auto rules = rules_of(work, shop);
    out.facts.percents = {0, rules.percent_day, rules.percent_three, rules.percent_longer};
    auto left = rules.delay_budget.units - given_today(work, shop, order.currency).units;
    out.allowance = {delay_limit(aftersales::present_policy(work, shop), order.payable),
                     {std::max<std::int64_t>(0, left)},
                     precedent(work, shop, out.facts)};
    return out;
}

static Result<DelayGuide> guide(Work& work, const Id<orders::Parcel>& id,
                                const AskDelayGuide& ask) {
    TRY(auto of, known(work, id));
    DelayGuide out;
    bool english =
        ask.language ? *ask.language == GuideLanguage::en : speaks_english(work, of.order);
    out.language = english ? GuideLanguage::en : GuideLanguage::zh;
    out.lateness = lateness(of.facts);
    out.suggested = suggested(of.facts, of.allowance);
    out.amount = ask.amount ? Minor{*ask.amount} : out.suggested;
    if (out.amount.units < 0 || out.amount > of.order.payable)
        return invalid("out_of_range", "amount");
    out.limit = of.allowance.limit;
    out.budget_left = of.allowance.budget_left;
    out.currency = of.order.currency;
    out.precedent = of.allowance.precedent;
    out.needs_approval = needs_approval(out.amount, of.allowance);
    out.words = composed(of.facts, out.amount, english);
    out.colour = manners::judge(work, work.who.shop,
                                out.words.apology + out.words.explanation + out.words.compensation)
                     .colour;
    return out;
}

void delay_routes(Router& router) {
    router.get("/parcels/{id}/delay_guide", guide, may::work_cases);
    delay_offer_routes(router);
}

}  // namespace tracing
