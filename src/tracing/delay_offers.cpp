// What is given for a delay: within the limit at once, above it by a lead.
#include "kit/http/router.hpp"
#include "tracing/delays.hpp"

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
BOOST_DESCRIBE_STRUCT(OfferRow, (),
                      (id, shop, client_key, parcel, order_id, conversation, lateness, amount,
                       currency, state, case_id, asked_by, asked_name, decided_by, decided_name,
                       reason, asked_at, given_at))

void verify_delays(Db& db) { db.verify<OfferRow>(); }

// What people see of it.
struct DelayOffer {
    Id<DelayOffer> id;
    std::string parcel, order, order_number, conversation, case_id, currency, asked_name,
        decided_name, reason;
    Lateness lateness = Lateness::none;
    Minor amount;
    OfferState state = OfferState::asked;
    Time asked_at;
    std::optional<Time> given_at;
};
BOOST_DESCRIBE_STRUCT(DelayOffer, (),
                      (id, parcel, order, order_number, conversation, case_id, currency, asked_name,
                       decided_name, reason, lateness, amount, state, asked_at, given_at))
struct DelayOfferList {
    std::vector<DelayOffer> items;
};
BOOST_DESCRIBE_STRUCT(DelayOfferList, (), (items))

static DelayOffer shown(Work& work, const OfferRow& row) {
    auto order = orders::find(work, row.shop, row.order_id);
    return {row.id,           row.parcel.text, row.order_id.text, order ? order->number : "",
            row.conversation, row.case_id,     row.currency,      row.asked_name,
            row.decided_name, row.reason,      row.lateness,      row.amount,
            row.state,        row.asked_at,    row.given_at};
}

struct NewDelayOffer {
    std::string client_key;
    Id<orders::Parcel> parcel;
    Minor amount;
    std::optional<std::string> conversation;
};
BOOST_DESCRIBE_STRUCT(NewDelayOffer, (), (client_key, parcel, amount, conversation))

// The money goes the way of every compensation: a case, its approval, its refund. Errors: as
// open_case and step.
static Result<void> give(Work& work, OfferRow& row) {
    aftersales::Doer doer{aftersales::CaseActor::seller, row.asked_by, row.asked_name};
    aftersales::NewCase ask{"delay-" + row.id.text,
                            row.order_id,
                            aftersales::CaseKind::compensation,
                            aftersales::Reason::late,
                            {},
                            row.amount,
                            {},
                            {}};
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
    if (ask.client_key.empty() || ask.client_key.size() > 50)
        return invalid("bad_client_key", "client_key");
    if (auto before =
            work.db.first<OfferRow>("where shop = ? and client_key = ?", shop, ask.client_key)) {
        if (before->parcel != ask.parcel || before->amount != ask.amount)
            return invalid("key_reused", "client_key");
        return shown(work, *before);
    }
    TRY(auto of, known(work, ask.parcel));
    if (ask.amount.units <= 0 || ask.amount > of.order.payable)
        return invalid("out_of_range", "amount");
    if (work.db.value<std::string>(
            "select id from delay_offers where shop = ? and parcel = ? and state <> 'refused'",
            shop, ask.parcel))
        return conflict("offered_before");
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
    team::audit(work, row.state == OfferState::given ? "delay_offer_given" : "delay_offer_asked",
                row.id.text);
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
    for (auto& row : work.db.all<OfferRow>(
             "where shop = ? and state = 'asked' order by asked_at limit 100", work.who.shop))
        out.items.push_back(shown(work, row));
    return out;
}

static Result<DelayOfferList> of_parcel(Work& work, const Id<orders::Parcel>& id) {
    TRY(auto parcel, orders::parcel(work, work.who.shop, id));
    DelayOfferList out;
    for (auto& row :
         work.db.all<OfferRow>("where shop = ? and parcel = ? order by asked_at desc limit 20",
                               work.who.shop, parcel.id))
        out.items.push_back(shown(work, row));
    return out;
}

void delay_offer_routes(Router& router) {
    router.get("/parcels/{id}/delay_offers", of_parcel, may::work_cases);
    router.post("/delay_offers", offer, may::work_cases);
    router.get("/delay_offers/waiting", waiting, may::approve_cases);
    router.post("/delay_offers/{id}/approval", approve, may::approve_cases);
    router.post("/delay_offers/{id}/rejection", reject, may::approve_cases);
}

}  // namespace tracing
