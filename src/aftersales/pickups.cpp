// A pick-up is asked for, moved, given up, and ends with what became of its case.
#include "aftersales/pickups.hpp"

#include <algorithm>

#include "aftersales/returns.hpp"

namespace aftersales {

using customers::Personal;

PickupRules pickup_rules(Work& work, std::string_view shop) {
    auto row = work.db.first<PickupRulesRow>("where shop = ?", shop);
    return row ? row->body : house_pickup_rules();
}

std::vector<PickupRow> pickup_rows(Work& work, const CaseRow& row) {
    return work.db.all<PickupRow>("where shop = ? and case_id = ? order by asked_at desc, id desc",
                                  row.shop, row.id);
}

std::optional<PickupRow> coming_pickup(Work& work, const CaseRow& row) {
    return work.db.first<PickupRow>(
        "where shop = ? and case_id = ? and state in ('asked', 'booked')", row.shop, row.id);
}

std::optional<PickupRow> pickup_booked_as(Work& work, std::string_view shop,
                                          const std::string& number) {
    return work.db.first<PickupRow>("where shop = ? and number = ? and state = 'booked'", shop,
                                    number);
}

std::vector<PickupRow> pickups_to_see_to(Work& work, std::string_view shop) {
    auto out = work.db.all<PickupRow>(
        "where shop = ? and state in ('asked', 'booked') order by from_at, id limit 200", shop);
    auto in_vain = work.db.all<PickupRow>(
        "where shop = ? and to_at > ? and state = 'withdrawn' and booked_at is not null and called_off_at is null order by to_at, id limit 200",
        shop, work.now);
    out.insert(out.end(), in_vain.begin(), in_vain.end());
    std::ranges::sort(out, {}, [](auto& row) { return std::pair{row.from_at, row.id.text}; });
    return out;
}

// Given up after a courier was booked, whom nobody has told: they would come in vain.
static bool is_to_call_off(const PickupRow& row, Time now) {
    return row.state == PickupState::withdrawn && row.booked_at && !row.called_off_at &&
           now < row.to_at;
}

Pickup shown_pickup(Work& work, const PickupRow& row, const CaseRow& of) {
    auto masks =
        customers::masks(work, row.shop, {{row.name_slip}, {row.phone_slip}, {row.address_slip}});
    auto text = [&](const std::string& slip) {
        return masks.contains({slip}) ? masks.at({slip}).text : std::string();
    };
    return {row.id,
            {of.id.text},
            of.number,
            of.goods_title,
            of.buyer_name,
            row.state,
            row.from_at,
            row.to_at,
            row.asked_at,
            text(row.name_slip),
            text(row.phone_slip),
            text(row.address_slip),
            row.name_slip,
            row.phone_slip,
            row.address_slip,
            row.carrier.empty() ? "" : orders::carrier_name(row.carrier),
            row.number,
            row.reason,
            row.booked_at,
            row.ended_at,
            is_to_call_off(row, work.now)};
}

std::vector<Pickup> pickups_of(Work& work, const CaseRow& row) {
    std::vector<Pickup> out;
    for (auto& one : pickup_rows(work, row)) out.push_back(shown_pickup(work, one, row));
    return out;
}

namespace {

PickupWindow window_of(const PickupRow& row) { return {row.from_at, row.to_at}; }

// What was said of one, as it may be kept. Errors: invalid (`too_long`, `bad_characters`,
// `bad_phone`).
Result<void> say(std::vector<customers::Plain>& out, const CaseRow& of, Personal kind,
                 const std::optional<std::string>& said) {
    if (!said || said->empty()) return {};
    auto field = std::string(kit::name_of(kind));
    TRY(auto text, team::decent(*said, field, kind == Personal::address ? 200 : 40));
    if (kind == Personal::phone && customers::tail_of(kind, text).empty())
        return invalid("bad_phone", field);
    // The order's own, so that they are forgotten with it.
    out.push_back({kind, text, of.order_id.text});
    return {};
}

std::string& slip_of(PickupRow& row, Personal kind) {
    return kind == Personal::name    ? row.name_slip
           : kind == Personal::phone ? row.phone_slip
                                     : row.address_slip;
}

// Where the courier goes and whom they ring; what is not said stays as it was. All is looked at
// before any is put away.
Result<PickupRow> addressed(Work& work, const CaseRow& of, PickupRow row, const PickupAsk& ask) {
    std::vector<customers::Plain> said;
    TRY(say(said, of, Personal::name, ask.name));
    TRY(say(said, of, Personal::phone, ask.phone));
    TRY(say(said, of, Personal::address, ask.address));
    auto lacks = [&](Personal kind) {
        return slip_of(row, kind).empty() &&
               std::ranges::find(said, kind, &customers::Plain::kind) == said.end();
    };
    if (lacks(Personal::phone)) return invalid("required", "phone");
    if (lacks(Personal::address)) return invalid("required", "address");
    TRY(auto slips, customers::put_away(work, of.shop, said));
    for (std::size_t i = 0; i < said.size(); ++i) slip_of(row, said[i].kind) = slips[i].text;
    return row;
}

Result<PickupRow> new_pickup(Work& work, const CaseRow& of, const std::string& client_key,
                             const PickupAsk& ask) {
    TRY(auto window,
        window_chosen(pickup_rules(work, of.shop), work.now, of.deadline_at, ask.from));
    TRY(auto order, orders::find(work, of.shop, of.order_id));
    PickupRow row;
    row.shop = of.shop;
    row.case_id = {of.id.text};
    row.client_key = client_key;
    row.from_at = window.from;
    row.to_at = window.to;
    row.name_slip = order.receiver.name_token;
    row.phone_slip = order.receiver.phone_token;
    row.address_slip = order.receiver.address_token;
    row.asked_at = work.now;
    return addressed(work, of, row, ask);
}

// The case shows it: a new version, told to the desk.
void written(Work& work, CaseRow& of, const Doer& doer, const std::string& event,
             const std::string& note) {
    remember(work, of, doer, {event, "", "", note, {}});
    save(work, of, of.state);
}

Result<PickupRow> pickup_row(Work& work, const CaseRow& of, const Id<Pickup>& id) {
    TRY(auto row, work.db.find<PickupRow>({id.text}, of.shop));
    if (row.case_id.text != of.id.text) return not_found();
    return row;
}

Result<void> changeable(Work& work, const PickupRow& row) {
    bool late = is_late(pickup_rules(work, row.shop), work.now, row.from_at);
    return late ? Result<void>(conflict("too_late_to_change")) : Result<void>();
}

}  // namespace

Result<void> ask_pickup(Work& work, CaseRow& of, const std::string& client_key,
                        const PickupAsk& ask, const Doer& doer) {
    if (client_key.empty() || client_key.size() > 50)
        return invalid("bad_client_key", "client_key");
    if (auto before = work.db.first<PickupRow>("where shop = ? and case_id = ? and client_key = ?",
                                               of.shop, of.id, client_key)) {
        if (before->from_at != ask.from) return invalid("key_reused", "client_key");
        return {};
    }
    if (of.state != CaseState::wait_buyer_return) return conflict("not_now");
    if (coming_pickup(work, of)) return conflict("pickup_open");
    TRY(auto row, new_pickup(work, of, client_key, ask));
    row.id = work.new_id<Pickup>();
    work.db.insert(row);
    written(work, of, doer, "pickup_asked", text_of(window_of(row)));
    return {};
}

Result<void> move_pickup(Work& work, CaseRow& of, const Id<Pickup>& id, const PickupAsk& ask,
                         const Doer& doer) {
    TRY(auto row, pickup_row(work, of, id));
    auto before = row;
    TRY(row.state, stepped(row.state, PickupEvent::move));
    TRY(changeable(work, row));
    TRY(auto window,
        window_chosen(pickup_rules(work, of.shop), work.now, of.deadline_at, ask.from));
    row.from_at = window.from;
    row.to_at = window.to;
    TRY(row, addressed(work, of, row, ask));
    bool same = row.from_at == before.from_at && row.name_slip == before.name_slip &&
                row.phone_slip == before.phone_slip && row.address_slip == before.address_slip;
    if (same) return {};
    row.carrier = row.number = "";
    row.booked_at.reset();
    work.db.update(row);
    written(work, of, doer, "pickup_moved", text_of(window_of(before)) + " → " + text_of(window));
    return {};
}

Result<void> withdraw_pickup(Work& work, CaseRow& of, const Id<Pickup>& id, const Doer& doer) {
    TRY(auto row, pickup_row(work, of, id));
    if (row.state == PickupState::withdrawn) return {};
    TRY(row.state, stepped(row.state, PickupEvent::withdraw));
    TRY(changeable(work, row));
    row.ended_at = work.now;
    work.db.update(row);
    written(work, of, doer, "pickup_withdrawn", text_of(window_of(row)));
    return {};
}

// The case is no longer waiting for goods: it was fetched, or nobody need come.
void end_pickup(Work& work, const CaseRow& of) {
    auto row = coming_pickup(work, of);
    if (!row) return;
    bool fetched = of.state == CaseState::wait_seller_receive &&
                   row->state == PickupState::booked && row->number == plain_waybill(of.waybill);
    row->state = fetched ? PickupState::collected : PickupState::withdrawn;
    row->ended_at = work.now;
    work.db.update(*row);
    remember(work, of, {CaseActor::clock, "", ""},
             {fetched ? "pickup_collected" : "pickup_withdrawn", "", "", row->number, {}});
}

bool waits_for_courier(Work& work, const CaseRow& row) {
    return row.state == CaseState::wait_buyer_return && coming_pickup(work, row).has_value();
}

}  // namespace aftersales
