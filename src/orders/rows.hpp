// What the files of this room share and nobody else sees.
#pragma once

#include <array>

#include "orders/orders.hpp"

namespace orders {

struct OrderRow {
    static constexpr auto table = "orders";
    Id<Order> id;
    std::string shop, source, external_id;
    std::int64_t source_version = 0;
    std::string digest, number;
    std::optional<Id<customers::Contact>> contact;
    std::string buyer, tier;
    OrderState state = OrderState::unpaid;
    std::string currency;
    Minor goods, freight, adjustment, payable, refunded;
    std::vector<Discount> discounts;
    std::vector<Tender> tenders;
    Time placed_at;
    std::optional<Time> paid_at, shipped_at, delivered_at, done_at, closed_at, promised_by, late_at;
    std::optional<Time> warned_for = {};  // the promise that the team was warned of
    std::string remark;
    Flag flag = Flag::none;
    std::string buyer_remark;
    std::string receiver_name_token, receiver_phone_token, receiver_address_token, receiver_region,
        phone_tail;
    std::vector<customers::CoveredPart> remark_covered = {}, buyer_remark_covered = {};
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(OrderRow, (),
                      (id, shop, source, external_id, source_version, digest, number, contact,
                       buyer, tier, state, currency, goods, freight, adjustment, payable, refunded,
                       discounts, tenders, placed_at, paid_at, shipped_at, delivered_at, done_at,
                       closed_at, promised_by, late_at, warned_for, remark, flag, buyer_remark,
                       receiver_name_token, receiver_phone_token, receiver_address_token,
                       receiver_region, phone_tail, remark_covered, buyer_remark_covered, version))

struct LineRow {
    static constexpr auto table = "order_lines";
    Id<OrderLine> id;
    std::string shop;
    Id<Order> order_id;
    std::int64_t place = 0;
    std::string external_id, product, variant, sku, title, options, picture;
    bool gift = false;
    std::int64_t quantity = 1;
    Minor price, paid;
    std::int64_t shipped = 0, returned = 0;
    Minor refunded;
    bool operator==(const LineRow&) const = default;
};
BOOST_DESCRIBE_STRUCT(LineRow, (),
                      (id, shop, order_id, place, external_id, product, variant, sku, title,
                       options, picture, gift, quantity, price, paid, shipped, returned, refunded))

struct ParcelRow {
    static constexpr auto table = "parcels";
    Id<Parcel> id;
    std::string shop;
    Id<Order> order_id;
    std::string carrier, carrier_name, number;
    ParcelState state = ParcelState::packed;
    std::vector<PackedLine> lines;
    RouteClass route = RouteClass::cross_province;
    Time shipped_at;
    std::string last_text;
    Time moved_at;
    std::optional<Time> eta, stuck_at, delivered_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(ParcelRow, (),
                      (id, shop, order_id, carrier, carrier_name, number, state, lines, route,
                       shipped_at, last_text, moved_at, eta, stuck_at, delivered_at, version))

struct TraceRow {
    static constexpr auto table = "parcel_traces";
    Id<TraceRow> id;
    std::string shop;
    Id<Parcel> parcel;
    Time at;
    ParcelState state = ParcelState::in_transit;
    std::string place, text;
};
BOOST_DESCRIBE_STRUCT(TraceRow, (), (id, shop, parcel, at, state, place, text))

// The shop's own clocks.
constexpr std::size_t route_count = 5;
struct ClockRow {
    static constexpr auto table = "order_clocks";
    Id<ClockRow> id;  // the shop
    std::string shop;
    // What platforms ask of sellers who promise nothing else: 48 hours from payment.
    std::int64_t dispatch_hours = 48, warn_hours = 4;
    std::string ship_from;
    // By route class: a healthy parcel is scanned at least once in this time. Measured by no one
    // for every shop, so each shop may set its own.
    std::vector<std::int64_t> silent_hours{24, 24, 48, 72, 120};
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(ClockRow, (),
                      (id, shop, dispatch_hours, warn_hours, ship_from, silent_hours, version))
ClockRow clocks(Work&, std::string_view shop);

// --- rules: order.cpp
// -------------------------------------------------------------------------------------

bool is_over(OrderState);
// Paid, and not all of it has left.
bool owes_goods(OrderState);
// Errors: conflict (`order_is_over`, `state_goes_back`).
Result<void> may_follow(OrderState from, OrderState to);
// `total` shared out by weight so that the parts add up: largest remainder, the earlier line first.
std::vector<Minor> shared_out(Minor total, const std::vector<std::int64_t>& weights);
// What each line costs after its share of the discounts.
std::vector<Minor> paid_shares(const NewOrder&);
struct Sums {
    Minor goods, discounts, adjustment, payable;
};
Sums sums(const NewOrder&);
// Errors: conflict (`already_shipped`, `order_is_over`, `partly_shipped`).
Result<void> address_changeable(OrderState);
Result<void> cancelable(OrderState);
// Errors: conflict (`not_paid`, `already_shipped`, `order_is_over`).
Result<void> urgeable(OrderState);
Result<void> dispatchable(OrderState);
// `source`: what may be asked of the order's source; nothing when nobody asks for us.
// Errors: conflict (`change_it_there`).
Result<void> askable(Act, const std::optional<SourceActs>& source);
std::vector<ActRule> act_rules(OrderState, const std::optional<SourceActs>& source);
// The order with its lines after a parcel left. Errors: as `dispatch`.
struct Dispatched {
    OrderRow order;
    std::vector<LineRow> lines;
    std::vector<PackedLine> packed;  // our ids of the lines
};
Result<Dispatched> dispatched(OrderRow, std::vector<LineRow>, const NewParcel&, Time now);
// Errors: as `mark_refunded`.
struct Refunded {
    OrderRow order;
    std::vector<LineRow> lines;
};
Result<Refunded> refunded(OrderRow, std::vector<LineRow>, const Refund&, Time now);
// Until when dispatch is promised.
std::optional<Time> promise(const OrderRow&, const ClockRow&);
// When it is to be looked at: to warn, then to see the promise broken. Nothing when no dispatch is
// owed.
std::optional<Time> next_look(const OrderRow&, const ClockRow&);
// Warned of, and neither gone nor late.
bool is_due_soon(const OrderRow&, const ClockRow&);
// Warned of a promise that is another by now, or by a shop that wants no warnings any more.
bool forgets_warning(const OrderRow&, const ClockRow&);
// "¥1,280.00"
std::string money(Minor, std::string_view currency);

// --- rules: parcel.cpp
// ------------------------------------------------------------------------------------

struct CarrierName {
    std::string code, name;
};
// "顺丰速运" and "shunfeng" are one; an unknown one keeps its own name under the code "other".
CarrierName carrier_named(std::string_view code_or_name);
RouteClass route_class(std::string_view from_region, std::string_view to_region);
// "浙江省杭州市" of a whole address.
std::string region_of(std::string_view address);
bool is_over(ParcelState);
// The parcel after its traces are known; they may come in any order.
ParcelRow moved(ParcelRow, const std::vector<TraceRow>&, std::optional<Time> carrier_eta);
// When it stands still if nothing is heard until then; nothing for a parcel that is over.
std::optional<Time> silent_from(const ParcelRow&, const ClockRow&);
std::optional<Time> guessed_eta(const ParcelRow&);

// --- rows: queries.cpp
// ------------------------------------------------------------------------------------

Result<OrderRow> order_row(Work&, std::string_view shop, const Id<Order>&);
std::vector<LineRow> lines_of(Work&, const OrderRow&);
std::vector<ParcelRow> parcels_of(Work&, const OrderRow&);
std::vector<TraceRow> traces_of(Work&, std::string_view shop, const Id<Parcel>&);
std::vector<OrderRow> rows_of_contact(Work&, std::string_view shop, const customers::Contact&,
                                      int limit);
Order view(Work&, const OrderRow&);
Parcel shown(const ParcelRow&);
// Tells desks that look at it.
void tell(Work&, const OrderRow&);

// --- errands.cpp
// ------------------------------------------------------------------------------------------

std::optional<SourceActs> acts_of_source(Work&, std::string_view shop, std::string_view source);
std::optional<OrderErrand> newest_errand(Work&, const OrderRow&);
// Errors: conflict (`asked_already`).
Result<void> ask_source(Work&, const OrderRow&, OrderErrand);

// --- receivers.cpp: the border to the vault
// -----------------------------------------------------------------

void put_away(Work&, OrderRow&, const Receiver&);
// What somebody wrote into a remark, with masks in place of what is personal; masks that stood
// there already and were written again keep their values.
void cover_remark(Work&, OrderRow&, const std::string& text);
void cover_buyer_remark(Work&, OrderRow&, const std::string& text);
MaskedReceiver masked(Work&, const OrderRow&);
// Tokens that a phone number or a name may have been put away under.
std::vector<std::string> receiver_tokens(Work&, std::string_view shop, const std::string& text);
// In the buyer's language: "待发货", "运输中".
std::string word_of(OrderState);
std::string word_of(ParcelState);

// --- parcels.cpp
// --------------------------------------------------------------------------------------------

ParcelRow sent_off(Work&, const OrderRow&, const NewParcel&, std::vector<PackedLine>,
                   const ClockRow&);
void watch(Work&, const ParcelRow&, const ClockRow&);

// Sets the clock of the promised dispatch, or takes it back.
void watch_promise(Work&, const OrderRow&);
// Soon, and some at a time: every clock of the shop anew.
void retime(Work&, std::string_view shop);

void act_routes(Router&);
void quarantine_routes(Router&);
void feed_routes(Router&);
void tracking_routes(Router&);
void clock_routes(Router&);
void buyer_routes(Router&);
void clock_reactions(Jobs&);
void dispatch_reactions(Jobs&);
void verify_quarantine(Db&);
// Held back with its reason, masked; the same again is counted.
Put quarantined(Work&, std::string_view shop, const NewOrder&, const Error& why,
                const Id<Order>& known);
// A good version frees what was held back of this order before.
void release(Work&, std::string_view shop, const NewOrder&);
void verify_errands(Db&);
void verify_acts(Db&);
void verify_feeds(Db&);
void verify_tracking(Db&);

}  // namespace orders
