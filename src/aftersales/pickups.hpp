// What the files of pick-ups share: the buyer's side, the desk's, the warehouse's.
#pragma once

#include "aftersales/rows.hpp"

namespace aftersales {

struct PickupRow {
    static constexpr auto table = "after_pickups";
    Id<Pickup> id;
    std::string shop;
    Id<Case> case_id;
    std::string client_key;
    PickupState state = PickupState::asked;
    Time from_at, to_at;
    std::string name_slip, phone_slip, address_slip, carrier, number, reason;
    Time asked_at;
    std::optional<Time> booked_at, ended_at, called_off_at;
};
BOOST_DESCRIBE_STRUCT(PickupRow, (),
                      (id, shop, case_id, client_key, state, from_at, to_at, name_slip, phone_slip,
                       address_slip, carrier, number, reason, asked_at, booked_at, ended_at,
                       called_off_at))
struct PickupRulesRow {
    static constexpr auto table = "after_pickup_rules";
    Id<PickupRulesRow> id;
    std::string shop;
    PickupRules body;
};
BOOST_DESCRIBE_STRUCT(PickupRulesRow, (), (id, shop, body))

// What the buyer says of it; what is left out is taken from the order.
struct PickupAsk {
    Time from;
    std::optional<std::string> name, phone, address;
};

PickupRules pickup_rules(Work&, std::string_view shop);
// All of a case, the newest first.
std::vector<PickupRow> pickup_rows(Work&, const CaseRow&);
std::optional<PickupRow> coming_pickup(Work&, const CaseRow&);
// A courier was booked under this number.
std::optional<PickupRow> pickup_booked_as(Work&, std::string_view shop, const std::string& number);
// Asked for or booked, and those for which a booked courier would come in vain; the nearest window
// first.
std::vector<PickupRow> pickups_to_see_to(Work&, std::string_view shop);
Pickup shown_pickup(Work&, const PickupRow&, const CaseRow& of);

// The same key again is the same pick-up. Errors: invalid (`bad_client_key`, `key_reused`,
// `window_not_offered`, `required`, `too_long`), conflict (`not_now`, `pickup_not_offered`,
// `window_past`, `pickup_open`).
Result<void> ask_pickup(Work&, CaseRow&, const std::string& client_key, const PickupAsk&,
                        const Doer&);
// Errors: as `ask_pickup`, conflict (`pickup_over`, `too_late_to_change`).
Result<void> move_pickup(Work&, CaseRow&, const Id<Pickup>&, const PickupAsk&, const Doer&);
Result<void> withdraw_pickup(Work&, CaseRow&, const Id<Pickup>&, const Doer&);

// The buyer is told that a courier went away without the parcel, outside quiet hours, if it is
// still so then.
void tell_of_failed_pickup(Work&, const PickupRow&);
void pickup_news_reactions(Jobs&);

}  // namespace aftersales
