// A buyer's own page: what its files share.
#pragma once

#include "aftersales/rows.hpp"

namespace aftersales {

struct OwnPiece {
    std::string name;
    Time at;
};
BOOST_DESCRIBE_STRUCT(OwnPiece, (), (name, at))
struct OwnPickup {
    Id<Pickup> id;
    PickupState state = PickupState::asked;
    Time from, to;
    std::string name, phone, address, carrier, number, reason;
    std::optional<Time>
        change_until;  // until then it may be moved or given up; nothing: not any more
};
BOOST_DESCRIBE_STRUCT(OwnPickup, (),
                      (id, state, from, to, name, phone, address, carrier, number, reason,
                       change_until))
// A courier can come: when, and where to if the buyer says nothing else; masked.
struct OwnPickupOffer {
    std::vector<PickupWindow> windows;
    std::string name, phone, address;
};
BOOST_DESCRIBE_STRUCT(OwnPickupOffer, (), (windows, name, phone, address))
struct OwnCase {
    Id<Case> id;
    std::int64_t version = 1;
    std::string number, goods_title, words, currency;
    CaseKind kind = CaseKind::return_refund;
    CaseState state = CaseState::review;
    Reason reason = Reason::other;
    Minor amount;
    std::optional<Minor> offered;
    std::vector<RailStep> rail;
    std::optional<Time> deadline_at;
    CaseActor awaited = CaseActor::seller;
    std::vector<CaseEvent> may;
    std::vector<SumLine> sum;
    EvidenceWanted wanted;
    std::vector<OwnPiece> evidence;
    std::optional<RefundState> refund;
    std::optional<OwnPickup> pickup;
    std::optional<OwnPickupOffer> pickup_offer;
};
BOOST_DESCRIBE_STRUCT(OwnCase, (),
                      (id, version, number, goods_title, words, currency, kind, state, reason,
                       amount, offered, rail, deadline_at, awaited, may, sum, wanted, evidence,
                       refund, pickup, pickup_offer))

// Errors: not_found (`unknown_link`, `link_over`).
Result<LinkRow> link_row(Work&, const std::string& secret);
// A case of another order does not exist for this link.
Result<CaseRow> own_case(Work&, const LinkRow&, const Id<Case>&);
Doer buyer_of(const LinkRow&);
OwnCase own_view(Work&, const CaseRow&);
// Into the view: the newest pick-up, and what is offered while goods are awaited.
void show_pickup(Work&, const CaseRow&, OwnCase&);
void own_pickup_routes(Router&);

}  // namespace aftersales
