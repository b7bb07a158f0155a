// Pick-ups at the desk and in the warehouse: what is coming, booked with a carrier, fetched,
// missed; the hours a shop offers.
#include <algorithm>

#include "aftersales/pickups.hpp"
#include "aftersales/returns.hpp"
#include "kit/http/router.hpp"

namespace aftersales {

struct PickupList {
    std::vector<Pickup> items;  // the nearest window first
};
BOOST_DESCRIBE_STRUCT(PickupList, (), (items))

static Result<PickupList> list(Work& work) {
    PickupList out;
    for (auto& row : pickups_to_see_to(work, work.who.shop)) {
        TRY(auto of, case_row(work, row.shop, {row.case_id.text}));
        out.items.push_back(shown_pickup(work, row, of));
    }
    return out;
}

struct BookPickup {
    std::string carrier, number;
};
BOOST_DESCRIBE_STRUCT(BookPickup, (), (carrier, number))

// Errors: conflict (`no_pickup`).
static Result<PickupRow> running(Work& work, const CaseRow& of) {
    auto row = coming_pickup(work, of);
    if (!row) return conflict("no_pickup");
    return *std::move(row);
}

// A number is one case's, or the scan could not tell.
static Result<void> free_number(Work& work, const CaseRow& of, const std::string& number) {
    auto parcel = work.db.first<ReturnRow>("where shop = ? and number = ?", of.shop, number);
    auto other = pickup_booked_as(work, of.shop, number);
    if (parcel || (other && other->case_id.text != of.id.text)) return conflict("waybill_taken");
    return {};
}

static Result<Case> book(Work& work, const Id<Case>& id, const BookPickup& ask) {
    TRY(auto of, case_row(work, work.who.shop, id));
    TRY(auto row, running(work, of));
    TRY(auto carrier, team::decent(ask.carrier, "carrier", 60));
    TRY(auto said, team::decent(ask.number, "number", 60));
    auto number = plain_waybill(said);
    if (row.carrier == carrier && row.number == number) return shown(work, of);
    TRY(free_number(work, of, number));
    TRY(row.state, stepped(row.state, PickupEvent::book));
    row.carrier = carrier;
    row.number = number;
    row.booked_at = work.now;
    work.db.update(row);
    remember(work, of, me(work),
             {"pickup_booked", "", "", orders::carrier_name(carrier) + " " + number, {}});
    save(work, of, of.state);
    return shown(work, of);
}

// It is on its way: the same step as of a buyer who sent it.
static Result<Case> collect(Work& work, const Id<Case>& id) {
    TRY(auto of, case_row(work, work.who.shop, id));
    TRY(auto row, running(work, of));
    TRY(auto next, stepped(row.state, PickupEvent::collect));
    (void)next;
    CaseStep told;
    told.event = CaseEvent::shipped_back;
    told.carrier = row.carrier;
    told.waybill = row.number;
    return step(work, of.shop, of.id, told, me(work));
}

struct FailedPickup {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(FailedPickup, (), (reason))

// The buyer is asked again, and their time to send it back begins anew: they did their part.
static Result<Case> fail(Work& work, const Id<Case>& id, const FailedPickup& ask) {
    TRY(auto of, case_row(work, work.who.shop, id));
    TRY(auto row, running(work, of));
    TRY(row.reason, team::decent(ask.reason, "reason", 200));
    TRY(row.state, stepped(row.state, PickupEvent::fail));
    row.ended_at = work.now;
    work.db.update(row);
    of.called_lead = false;
    of.state_since = work.now;
    save(work, of, of.state);
    remember(work, of, me(work), {"pickup_failed", "", "", row.reason, {}});
    tell_of_failed_pickup(work, row);
    return shown(work, of);
}

// The couriers who were booked know that nobody waits for them. Errors: conflict
// (`not_to_call_off`).
static Result<Case> call_off(Work& work, const Id<Case>& id) {
    TRY(auto of, case_row(work, work.who.shop, id));
    auto all = pickup_rows(work, of);
    std::erase_if(all,
                  [](auto& row) { return row.state != PickupState::withdrawn || !row.booked_at; });
    if (all.empty()) return conflict("not_to_call_off");
    std::erase_if(all, [](auto& row) { return row.called_off_at.has_value(); });
    for (auto& row : all) {
        row.called_off_at = work.now;
        work.db.update(row);
        remember(work, of, me(work),
                 {"pickup_called_off",
                  "",
                  "",
                  orders::carrier_name(row.carrier) + " " + row.number,
                  {}});
    }
    if (!all.empty()) save(work, of, of.state);
    return shown(work, of);
}

static Result<PickupRules> show_rules(Work& work) { return pickup_rules(work, work.who.shop); }

static Result<PickupRules> set_rules(Work& work, const PickupRules& ask) {
    TRY(auto rules, sound(ask));
    auto& shop = work.who.shop;
    auto old = work.db.first<PickupRulesRow>("where shop = ?", shop);
    PickupRulesRow row{old ? old->id : work.new_id<PickupRulesRow>(), shop, rules};
    if (old) work.db.update(row);
    else work.db.insert(row);
    team::audit(work, "pickup_rules_set", shop);
    return rules;
}

void pickup_routes(Router& router) {
    router.get("/pickups", list, may::work_cases);
    router.get("/return-parcels/pickups", list, may::receive_goods);
    router.post("/cases/{id}/pickup-booking", book, may::work_cases);
    router.post("/cases/{id}/pickup-collection", collect, may::work_cases);
    router.post("/cases/{id}/pickup-failure", fail, may::work_cases);
    router.post("/cases/{id}/pickup-calling-off", call_off, may::work_cases);
    router.get("/pickup-rules", show_rules, may::work_cases);
    router.put("/pickup-rules", set_rules, may::manage_policies);
}

void verify_pickups(Db& db) {
    db.verify<PickupRow>();
    db.verify<PickupRulesRow>();
}

}  // namespace aftersales
