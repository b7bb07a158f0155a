// The delay guide over what the house knows, and what is given: within the limit at once, above it by a lead.
#include "tracing/delay.hpp"

#include <algorithm>

#include "kit/http/router.hpp"
#include "manners/manners.hpp"
#include "tracing/rows.hpp"

namespace tracing {

enum class OfferState { asked, given, refused };
BOOST_DESCRIBE_ENUM(OfferState, asked, given, refused)

struct OfferRow {
    static constexpr auto table = "delay_offers";
    Id<struct DelayOffer> id;
    std::string shop, client_key;
    Id<orders::Parcel> parcel;
    Id<orders::Order> order_id;
    std::string conversation;
    Lateness lateness = Lateness::none;
    Minor amount;
    std::string currency;
    OfferState state = OfferState::asked;
    std::string case_id, asked_by, asked_name, decided_by, decided_name, reason;
    Time asked_at;
    std::optional<Time> given_at;
};
BOOST_DESCRIBE_STRUCT(OfferRow, (), (id, shop, client_key, parcel, order_id, conversation, lateness, amount, currency, state,
                                     case_id, asked_by, asked_name, decided_by, decided_name, reason, asked_at, given_at))

void verify_delays(Db& db) { db.verify<OfferRow>(); }

// What people see of it.
struct DelayOffer {
    Id<DelayOffer> id;
    std::string parcel, order, order_number, conversation, case_id, currency, asked_name, decided_name, reason;
    Lateness lateness = Lateness::none;
    Minor amount;
    OfferState state = OfferState::asked;
    Time asked_at;
    std::optional<Time> given_at;
};
BOOST_DESCRIBE_STRUCT(DelayOffer, (), (id, parcel, order, order_number, conversation, case_id, currency, asked_name, decided_name,
                                       reason, lateness, amount, state, asked_at, given_at))
struct DelayOfferList {
    std::vector<DelayOffer> items;
};
BOOST_DESCRIBE_STRUCT(DelayOfferList, (), (items))

enum class GuideLanguage { zh, en };
BOOST_DESCRIBE_ENUM(GuideLanguage, zh, en)
struct AskDelayGuide {
    std::optional<GuideLanguage> language;   // the buyer's when it is not said
    std::optional<std::int64_t> amount;      // what is suggested when it is not said
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
    manners::Colour colour = manners::Colour::green;   // what the gate of this shop says of the whole
};
BOOST_DESCRIBE_STRUCT(DelayGuide, (), (words, language, lateness, amount, suggested, limit, budget_left, currency, precedent,
                                       needs_approval, colour))

namespace {

struct Known {
    orders::Order order;
    orders::Parcel parcel;
    DelayFacts facts;
    Allowance allowance;
};

Time day_began(Time now) {
    constexpr std::int64_t day_us = 86'400'000'000, beijing_us = 8 * 3'600'000'000LL;
    auto local = now.us + beijing_us;
    return {local - local % day_us - beijing_us};
}

Minor given_today(Work& work, const std::string& shop, const std::string& currency) {
    return {work.db.value<std::int64_t>("select cast(coalesce(sum(amount), 0) as bigint) from delay_offers where shop = ? and currency = ? and given_at >= ?", shop, currency,
                                        day_began(work.now)).value_or(0)};
}

struct GivenAmount {
    Minor amount;
};
BOOST_DESCRIBE_STRUCT(GivenAmount, (), (amount))

Precedent precedent(Work& work, const std::string& shop, const DelayFacts& facts) {
    std::vector<Minor> amounts;
    for (auto& row : work.db.rows<GivenAmount>(
             "select amount from delay_offers where shop = ? and given_at >= ? and lateness = ? and currency = ? order by given_at desc limit 500", shop,
             work.now - std::chrono::days{90}, lateness(facts), facts.currency))
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
    if (auto row = open_row_of(work, work.who.shop, parcel.id)) out.search = row->state, out.search_until = row->deadline_at;
    return out;
}

Result<Known> known(Work& work, const Id<orders::Parcel>& id) {
    auto& shop = work.who.shop;
    TRY(auto parcel, orders::parcel(work, shop, id));
    TRY(auto order, orders::find(work, shop, parcel.order_id));
    Known out{order, parcel, facts_of(work, order, parcel), {}};
    auto rules = rules_of(work, shop);
    out.facts.percents = {0, rules.percent_day, rules.percent_three, rules.percent_longer};
    auto left = rules.delay_budget.units - given_today(work, shop, order.currency).units;
    out.allowance = {delay_limit(aftersales::present_policy(work, shop), order.payable), {std::max<std::int64_t>(0, left)}, precedent(work, shop, out.facts)};
    return out;
}

bool speaks_english(Work& work, const orders::Order& order) {
    auto owner = orders::contact_of(work, work.who.shop, order);
    if (!owner) return false;
    auto contact = customers::contact(work, work.who.shop, *owner);
    return contact && contact->locale.starts_with("en");
}

DelayOffer shown(Work& work, const OfferRow& row) {
    auto order = orders::find(work, row.shop, row.order_id);
    return {row.id, row.parcel.text, row.order_id.text, order ? order->number : "", row.conversation, row.case_id, row.currency, row.asked_name,
            row.decided_name, row.reason, row.lateness, row.amount, row.state, row.asked_at, row.given_at};
}

}  // namespace

static Result<DelayGuide> guide(Work& work, const Id<orders::Parcel>& id, const AskDelayGuide& ask) {
    TRY(auto of, known(work, id));
    DelayGuide out;
    bool english = ask.language ? *ask.language == GuideLanguage::en : speaks_english(work, of.order);
    out.language = english ? GuideLanguage::en : GuideLanguage::zh;
    out.lateness = lateness(of.facts);
    out.suggested = suggested(of.facts, of.allowance);
    out.amount = ask.amount ? Minor{*ask.amount} : out.suggested;
    if (out.amount.units < 0 || out.amount > of.order.payable) return invalid("out_of_range", "amount");
    out.limit = of.allowance.limit;
    out.budget_left = of.allowance.budget_left;
    out.currency = of.order.currency;
    out.precedent = of.allowance.precedent;
    out.needs_approval = needs_approval(out.amount, of.allowance);
    out.words = composed(of.facts, out.amount, english);
    out.colour = manners::judge(work, work.who.shop, out.words.apology + out.words.explanation + out.words.compensation).colour;
    return out;
}

// --- giving ------------------------------------------------------------------------------------------------

struct NewDelayOffer {
    std::string client_key;
    Id<orders::Parcel> parcel;
    Minor amount;
    std::optional<std::string> conversation;
};
BOOST_DESCRIBE_STRUCT(NewDelayOffer, (), (client_key, parcel, amount, conversation))

// The money goes the way of every compensation: a case, its approval, its refund. Errors: as open_case and step.
static Result<void> give(Work& work, OfferRow& row) {
    aftersales::Doer doer{aftersales::CaseActor::seller, row.asked_by, row.asked_name};
    aftersales::NewCase ask{"delay-" + row.id.text, row.order_id, aftersales::CaseKind::compensation, aftersales::Reason::late, {}, row.amount, {}, {}};
    if (!row.conversation.empty()) ask.conversation = row.conversation;
    TRY(auto opened, aftersales::open_case(work, row.shop, ask, doer));
    aftersales::CaseStep agree;
    agree.event = aftersales::CaseEvent::agree;
    // A case that cannot go on by itself waits on the board for people.
    (void)aftersales::step(work, row.shop, opened.id, agree, doer);
    row.case_id = opened.id.text;
    row.state = OfferState::given;
    row.given_at = work.now;
    return {};
}

static Result<DelayOffer> offer(Work& work, const NewDelayOffer& ask) {
    auto& shop = work.who.shop;
    if (ask.client_key.empty() || ask.client_key.size() > 50) return invalid("bad_client_key", "client_key");
    if (auto before = work.db.first<OfferRow>("where shop = ? and client_key = ?", shop, ask.client_key)) {
        if (before->parcel != ask.parcel || before->amount != ask.amount) return invalid("key_reused", "client_key");
        return shown(work, *before);
    }
    TRY(auto of, known(work, ask.parcel));
    if (ask.amount.units <= 0 || ask.amount > of.order.payable) return invalid("out_of_range", "amount");
    if (work.db.value<std::string>("select id from delay_offers where shop = ? and parcel = ? and state <> 'refused'", shop, ask.parcel)) return conflict("offered_before");
    OfferRow row;
    row.id = work.new_id<DelayOffer>();
    row.shop = shop;
    row.client_key = ask.client_key;
    row.parcel = of.parcel.id;
    row.order_id = of.order.id;
    row.conversation = ask.conversation.value_or("");
    row.lateness = lateness(of.facts);
    row.amount = ask.amount;
    row.currency = of.order.currency;
    row.asked_by = work.who.id;
    row.asked_name = work.who.name;
    row.asked_at = work.now;
    if (!needs_approval(ask.amount, of.allowance)) {
        TRY(give(work, row));
    }
    work.db.insert(row);
    team::audit(work, row.state == OfferState::given ? "delay_offer_given" : "delay_offer_asked", row.id.text);
    return shown(work, row);
}

static Result<OfferRow> asked_row(Work& work, const Id<DelayOffer>& id) {
    auto row = work.db.first<OfferRow>("where shop = ? and id = ?", work.who.shop, id);
    if (!row) return not_found();
    if (row->state != OfferState::asked) return conflict("approved_already");
    if (row->asked_by == work.who.id) return conflict("own_request");
    row->decided_by = work.who.id;
    row->decided_name = work.who.name;
    return *row;
}

static Result<DelayOffer> approve(Work& work, const Id<DelayOffer>& id) {
    TRY(auto row, asked_row(work, id));
    TRY(give(work, row));
    work.db.update(row);
    team::audit(work, "delay_offer_approved", row.id.text);
    return shown(work, row);
}

struct DelayRefusal {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(DelayRefusal, (), (reason))

static Result<DelayOffer> reject(Work& work, const Id<DelayOffer>& id, const DelayRefusal& ask) {
    TRY(auto reason, team::decent(ask.reason, "reason", 500));
    TRY(auto row, asked_row(work, id));
    row.reason = reason;
    row.state = OfferState::refused;
    work.db.update(row);
    team::audit(work, "delay_offer_refused", row.id.text);
    return shown(work, row);
}

static Result<DelayOfferList> waiting(Work& work) {
    DelayOfferList out;
    for (auto& row : work.db.all<OfferRow>("where shop = ? and state = 'asked' order by asked_at limit 100", work.who.shop)) out.items.push_back(shown(work, row));
    return out;
}

static Result<DelayOfferList> of_parcel(Work& work, const Id<orders::Parcel>& id) {
    TRY(auto parcel, orders::parcel(work, work.who.shop, id));
    DelayOfferList out;
    for (auto& row : work.db.all<OfferRow>("where shop = ? and parcel = ? order by asked_at desc limit 20", work.who.shop, parcel.id)) out.items.push_back(shown(work, row));
    return out;
}

void delay_routes(Router& router) {
    router.get("/parcels/{id}/delay_guide", guide, may::work_cases);
    router.get("/parcels/{id}/delay_offers", of_parcel, may::work_cases);
    router.post("/delay_offers", offer, may::work_cases);
    router.get("/delay_offers/waiting", waiting, may::approve_cases);
    router.post("/delay_offers/{id}/approval", approve, may::approve_cases);
    router.post("/delay_offers/{id}/rejection", reject, may::approve_cases);
}

}  // namespace tracing
