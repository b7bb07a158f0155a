// The buyer chooses when a courier fetches what comes back, moves it, gives it up.
#include "aftersales/own_cases.hpp"
#include "aftersales/pickups.hpp"
#include "kit/http/router.hpp"

namespace aftersales {

static OwnPickup shown_own(Work& work, const PickupRow& row, const CaseRow& of,
                           const PickupRules& rules) {
    auto all = shown_pickup(work, row, of);
    OwnPickup out{row.id,      row.state,   row.from_at, row.to_at,  all.name, all.phone,
                  all.address, all.carrier, all.number,  all.reason, {}};
    if (is_coming(row.state) && !is_late(rules, work.now, row.from_at))
        out.change_until = change_until(rules, row.from_at);
    return out;
}

void show_pickup(Work& work, const CaseRow& row, OwnCase& out) {
    auto rules = pickup_rules(work, row.shop);
    auto all = pickup_rows(work, row);
    if (!all.empty()) out.pickup = shown_own(work, all.front(), row, rules);
    if (row.state != CaseState::wait_buyer_return || !rules.is_offered) return;
    OwnPickupOffer offer{windows_offered(rules, work.now, row.deadline_at), "", "", ""};
    if (auto order = orders::find(work, row.shop, row.order_id)) {
        offer.name = order->receiver.name;
        offer.phone = order->receiver.phone;
        offer.address = order->receiver.address;
    }
    out.pickup_offer = offer;
}

struct OwnPickupAsk {
    std::string of;  // the case
    std::string client_key;
    Time from;
    std::optional<std::string> name, phone, address;  // left out: as in the order
};
BOOST_DESCRIBE_STRUCT(OwnPickupAsk, (), (of, client_key, from, name, phone, address))

static Result<OwnCase> ask(Work& work, const std::string& secret, const OwnPickupAsk& ask) {
    TRY(auto link, link_row(work, secret));
    TRY(auto row, own_case(work, link, {ask.of}));
    TRY(ask_pickup(work, row, ask.client_key, {ask.from, ask.name, ask.phone, ask.address},
                   buyer_of(link)));
    return own_view(work, row);
}

struct OwnPickupMove {
    Time from;
    std::optional<std::string> name, phone, address;  // left out: as they were
};
BOOST_DESCRIBE_STRUCT(OwnPickupMove, (), (from, name, phone, address))

// The case of a pick-up of this link. Errors: not_found.
static Result<CaseRow> case_of(Work& work, const LinkRow& link, const Id<Pickup>& id) {
    TRY(auto row, work.db.find<PickupRow>({id.text}, link.shop));
    return own_case(work, link, {row.case_id.text});
}

static Result<OwnCase> move(Work& work, const std::string& secret, const Id<Pickup>& id,
                            const OwnPickupMove& ask) {
    TRY(auto link, link_row(work, secret));
    TRY(auto row, case_of(work, link, id));
    TRY(move_pickup(work, row, id, {ask.from, ask.name, ask.phone, ask.address}, buyer_of(link)));
    return own_view(work, row);
}

static Result<OwnCase> withdraw(Work& work, const std::string& secret, const Id<Pickup>& id) {
    TRY(auto link, link_row(work, secret));
    TRY(auto row, case_of(work, link, id));
    TRY(withdraw_pickup(work, row, id, buyer_of(link)));
    return own_view(work, row);
}

void own_pickup_routes(Router& router) {
    router.post("/own-cases/{secret}/pickups", ask, may::look)
        .limited({"own_pickup", 20, 60, Limit::By::address});
    router.put("/own-cases/{secret}/pickups/{id}", move, may::look)
        .limited({"own_pickup", 20, 60, Limit::By::address});
    router.remove("/own-cases/{secret}/pickups/{id}", withdraw, may::look)
        .limited({"own_pickup", 20, 60, Limit::By::address});
}

}  // namespace aftersales
