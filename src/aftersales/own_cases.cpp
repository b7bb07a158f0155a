// A buyer's own page, without an account: a link that opens the after-sales of one order for a few
// days.
//
//     agent --POST /orders/{id}/case-links--> secret (told once, kept as a hash) --> /p/case#secret
//     in the chat buyer --/own-cases/{secret}…--> ask, show evidence, follow, withdraw, answer an
//     offer
//
// Whoever has the secret is the buyer of that order and of nothing else. A new link ends the ones
// before it.
#include <algorithm>

#include "aftersales/own_cases.hpp"
#include "kit/crypto/crypto.hpp"
#include "kit/http/router.hpp"

namespace aftersales {

// --- the link
// ----------------------------------------------------------------------------------------------

struct CaseLink {
    std::string secret;
    Time expires_at;
};
BOOST_DESCRIBE_STRUCT(CaseLink, (), (secret, expires_at))

static Result<CaseLink> make_link(Work& work, const Id<orders::Order>& id) {
    TRY(auto order, orders::find(work, work.who.shop, id));
    auto policy = policy_of(work, work.who.shop, policy_now(work, work.who.shop));
    CaseLink out{crypto::new_secret(), work.now + std::chrono::hours{policy.link_hours}};
    auto contact = orders::contact_of(work, work.who.shop, order);
    work.db.execute("delete from after_links where shop = ? and order_id = ?", work.who.shop,
                    order.id);
    work.db.insert(LinkRow{work.new_id<LinkRow>(), work.who.shop, order.id,
                           contact ? contact->text : "", crypto::sha256_hex(out.secret),
                           work.who.id, work.now, out.expires_at});
    return out;
}

Result<LinkRow> link_row(Work& work, const std::string& secret) {
    if (secret.size() < 40 || secret.size() > 100) return not_found("unknown_link");
    auto row = work.db.first<LinkRow>("where secret = ? /* shop: the secret proves it */",
                                      crypto::sha256_hex(secret));
    if (!row) return not_found("unknown_link");
    if (work.now >= row->expires_at) return not_found("link_over");
    return *row;
}

Result<OwnLink> own_link(Work& work, const std::string& secret) {
    TRY(auto row, link_row(work, secret));
    return OwnLink{row.shop, row.contact, row.order_id};
}

Doer buyer_of(const LinkRow& link) { return {CaseActor::buyer, link.contact, ""}; }

Result<CaseRow> own_case(Work& work, const LinkRow& link, const Id<Case>& id) {
    TRY(auto row, case_row(work, link.shop, id));
    if (row.order_id != link.order_id) return not_found();
    return row;
}

// --- what the buyer sees: no colleague's name, no note, no limit
// --------------------------------------------

struct OwnLine {
    std::string line, title;
    std::int64_t left = 0;  // that can still be asked for
};
BOOST_DESCRIBE_STRUCT(OwnLine, (), (line, title, left))
// To ask where it is: the room tracing answers.
struct OwnParcel {
    Id<orders::Parcel> id;
    std::string carrier_name, number;
    bool is_delivered = false;
};
BOOST_DESCRIBE_STRUCT(OwnParcel, (), (id, carrier_name, number, is_delivered))
struct OwnOrder {
    std::string shop_name, number, currency;
    bool shipped = false;
    std::vector<OwnLine> lines;
    std::vector<OwnParcel> parcels;
    std::vector<OwnCase> cases;
    Time expires_at;
};
BOOST_DESCRIBE_STRUCT(OwnOrder, (),
                      (shop_name, number, currency, shipped, lines, parcels, cases, expires_at))

// What a buyer does on this page; the rest of the machine's events they tell an agent.
static bool is_own_event(CaseEvent event) {
    using enum CaseEvent;
    for (auto one : {withdraw, accept_offer, decline_offer, shipped_back, confirm, escalate, edit,
                     choose_exchange, choose_refund})
        if (one == event) return true;
    return false;
}

OwnCase own_view(Work& work, const CaseRow& row) {
    auto all = shown(work, row);
    OwnCase out{row.id,
                row.version,
                row.number,
                row.goods_title,
                row.words,
                row.currency,
                row.kind,
                row.state,
                row.reason,
                row.amount,
                row.offered,
                all.rail,
                row.deadline_at,
                all.clock ? all.clock->actor : CaseActor::seller,
                {},
                row.sum.lines,
                all.wanted,
                {},
                {},
                {},
                {}};
    std::ranges::copy_if(all.buyer_may, std::back_inserter(out.may), is_own_event);
    for (auto& piece : all.evidence)
        if (piece.side == CaseSide::buyer) out.evidence.push_back({piece.name, piece.at});
    if (!all.refunds.empty()) out.refund = all.refunds.back().state;
    show_pickup(work, row, out);
    return out;
}

static Result<OwnOrder> look(Work& work, const std::string& secret) {
    TRY(auto link, link_row(work, secret));
    TRY(auto order, orders::find(work, link.shop, link.order_id));
    TRY(auto shop, team::shop(work, link.shop));
    OwnOrder out{shop.name, order.number, order.currency, was_shipped(order), {},
                 {},        {},           link.expires_at};
    for (auto& parcel : order.parcels)
        out.parcels.push_back({parcel.id, parcel.carrier_name, parcel.number,
                               parcel.state == orders::ParcelState::delivered});
    for (auto& line : order.lines)
        if (!line.gift)
            out.lines.push_back({line.id.text, line.title, line.quantity - line.returned});
    for (auto& row :
         work.db.all<CaseRow>("where shop = ? and order_id = ? order by opened_at desc limit 50",
                              link.shop, link.order_id))
        out.cases.push_back(own_view(work, row));
    return out;
}

// --- what the buyer does
// -------------------------------------------------------------------------------------

struct OwnAsk {
    std::string client_key;
    CaseKind kind = CaseKind::return_refund;
    Reason reason = Reason::other;
    std::vector<CaseLine> lines;
    std::optional<std::string> words;
};
BOOST_DESCRIBE_STRUCT(OwnAsk, (), (client_key, kind, reason, lines, words))

// How much is given for goods that stay, people settle between them.
static bool is_asked_here(CaseKind kind) {
    return kind != CaseKind::partial_refund && kind != CaseKind::price_protection &&
           kind != CaseKind::compensation;
}

static Result<void> in_window(Work& work, const LinkRow& link, const orders::Order& order,
                              CaseKind kind) {
    auto days = policy_of(work, link.shop, policy_now(work, link.shop)).window_days;
    bool over = order.delivered_at && work.now > *order.delivered_at + std::chrono::days{days};
    return over && kind != CaseKind::tracing ? Result<void>(conflict("window_over"))
                                             : Result<void>();
}

static Result<OwnCase> ask_for(Work& work, const std::string& secret, const OwnAsk& ask) {
    TRY(auto link, link_row(work, secret));
    if (!is_asked_here(ask.kind)) return invalid("not_asked_here", "kind");
    if (ask.client_key.empty() || ask.client_key.size() > 50)
        return invalid("bad_client_key", "client_key");
    TRY(auto order, orders::find(work, link.shop, link.order_id));
    TRY(in_window(work, link, order, ask.kind));
    NewCase made{"own-" + order.id.text + "-" + ask.client_key,
                 order.id,
                 ask.kind,
                 ask.reason,
                 ask.lines,
                 {},
                 ask.words,
                 {}};
    TRY(auto opened, open_case(work, link.shop, made, buyer_of(link)));
    TRY(auto row, own_case(work, link, opened.id));
    return own_view(work, row);
}

struct OwnStep {
    std::string of;  // the case
    CaseEvent event = CaseEvent::withdraw;
    std::optional<std::int64_t> version;
    std::optional<std::string> note, carrier, waybill;
};
BOOST_DESCRIBE_STRUCT(OwnStep, (), (of, event, version, note, carrier, waybill))

static Result<OwnCase> do_own(Work& work, const std::string& secret, const OwnStep& ask) {
    TRY(auto link, link_row(work, secret));
    TRY(auto row, own_case(work, link, {ask.of}));
    if (!is_own_event(ask.event)) return conflict("not_yours");
    TRY(auto moved,
        step(work, link.shop, row.id,
             {ask.event, ask.version, ask.note, ask.carrier, ask.waybill, {}}, buyer_of(link)));
    TRY(auto after, own_case(work, link, moved.id));
    return own_view(work, after);
}

static Result<OwnPiece> show_own(Slow& slow, const std::string& secret, const Id<Case>& id,
                                 const Upload& upload) {
    TRY(auto known, slow.read([&](Work& work) -> Result<CaseRow> {
        TRY(auto link, link_row(work, secret));
        return own_case(work, link, id);
    }));
    TRY(auto piece, taken_in(slow.settings(), upload));
    return slow.write([&](Work& work) -> Result<OwnPiece> {
        TRY(auto link, link_row(work, secret));
        TRY(auto row, own_case(work, link, id));
        TRY(auto kept, keep_piece(work, row, CaseSide::buyer, piece, buyer_of(link)));
        return OwnPiece{kept.name, kept.at};
    });
}

void link_routes(Router& router) {
    router.post("/orders/{id}/case-links", make_link, may::work_cases);
    router.get("/own-cases/{secret}", look, may::look)
        .limited({"own_case", 60, 60, Limit::By::address});
    router.post("/own-cases/{secret}", ask_for, may::look)
        .limited({"own_ask", 10, 60, Limit::By::address});
    router.post("/own-cases/{secret}/steps", do_own, may::look)
        .limited({"own_step", 30, 60, Limit::By::address});
    router.slow("POST", "/own-cases/{secret}/evidence/{id}", show_own, may::look)
        .body_up_to(evidence_max)
        .limited({"own_piece", 20, 60, Limit::By::address});
    own_pickup_routes(router);
}

}  // namespace aftersales
