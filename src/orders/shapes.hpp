// The shapes of orders and parcels, as the wire and the desk know them; part of the front door
// orders.hpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "customers/customers.hpp"
#include "kit/base/describe.hpp"
#include "kit/base/values.hpp"

namespace orders {

using namespace kit;

enum class OrderState { unpaid, paid, part_shipped, shipped, delivered, done, canceled, refunded };
BOOST_DESCRIBE_ENUM(OrderState, unpaid, paid, part_shipped, shipped, delivered, done, canceled,
                    refunded)
enum class Flag { none, red, yellow, green, blue, purple };
BOOST_DESCRIBE_ENUM(Flag, none, red, yellow, green, blue, purple)
enum class ParcelState {
    packed,
    picked_up,
    in_transit,
    out_for_delivery,
    at_pickup_point,
    delivered,
    exception,
    refused,
    returning,
    returned,
    customs
};
BOOST_DESCRIBE_ENUM(ParcelState, packed, picked_up, in_transit, out_for_delivery, at_pickup_point,
                    delivered, exception, refused, returning, returned, customs)
enum class RouteClass { same_city, same_province, cross_province, remote, abroad };
BOOST_DESCRIBE_ENUM(RouteClass, same_city, same_province, cross_province, remote, abroad)
enum class DiscountKind { item, full_reduction, shop_coupon, member, platform, points, other };
BOOST_DESCRIBE_ENUM(DiscountKind, item, full_reduction, shop_coupon, member, platform, points,
                    other)
enum class TenderKind { online, balance, points, gift_card, on_delivery, subsidy };
BOOST_DESCRIBE_ENUM(TenderKind, online, balance, points, gift_card, on_delivery, subsidy)

struct Discount {
    DiscountKind kind = DiscountKind::other;
    std::string title;
    Minor amount;
    std::vector<Minor> shares;  // by line, in the order of the lines; empty: by largest remainder
};
BOOST_DESCRIBE_STRUCT(Discount, (), (kind, title, amount, shares))
struct Tender {
    TenderKind kind = TenderKind::online;
    Minor amount;
};
BOOST_DESCRIBE_STRUCT(Tender, (), (kind, amount))

// --- what a source tells
// --------------------------------------------------------------------------------

struct NewLine {
    std::string external_id, title;
    std::optional<std::string> product, variant, sku, options, picture;
    bool gift = false;
    std::int64_t quantity = 1;
    Minor price;                // of one, before discounts
    std::optional<Minor> paid;  // of the whole line; none: we share the discounts out
};
BOOST_DESCRIBE_STRUCT(NewLine, (),
                      (external_id, title, product, variant, sku, options, picture, gift, quantity,
                       price, paid))
struct PackedLine {
    std::string line;  // in NewParcel the source's number of the line, in Parcel ours
    std::int64_t quantity = 1;
};
BOOST_DESCRIBE_STRUCT(PackedLine, (), (line, quantity))
struct NewParcel {
    std::string carrier, number;    // carrier: a code ("shunfeng") or a name ("顺丰速运")
    std::vector<PackedLine> lines;  // empty: everything that is left
    std::optional<Time> shipped_at;
};
BOOST_DESCRIBE_STRUCT(NewParcel, (), (carrier, number, lines, shipped_at))
// Personal data on its way into the vault; kept nowhere else.
struct Receiver {
    std::optional<std::string> name, phone, address;
    std::optional<std::string>
        region;  // "浙江省杭州市西湖区": not personal; else the address begins with it
};
BOOST_DESCRIBE_STRUCT(Receiver, (), (name, phone, address, region))
struct NewOrder {
    std::string source, external_id;
    std::int64_t version = 0;  // rises with each change; 0 when the source has none
    std::string number;
    std::optional<std::string> buyer;  // the source's number of the buyer
    std::optional<Id<customers::Contact>> contact;
    std::optional<std::string> tier;
    OrderState state = OrderState::unpaid;
    std::string currency = "CNY";
    std::vector<NewLine> lines;
    std::vector<Discount> discounts;  // of the order as a whole
    std::vector<Tender> tenders;
    Minor freight;
    std::optional<Minor> payable;  // none: goods − discounts + freight
    Time placed_at;
    std::optional<Time> paid_at, shipped_at, delivered_at, done_at, promised_by;
    std::optional<std::string> remark, buyer_remark;
    std::optional<Flag> flag;
    std::optional<Receiver> receiver;
    std::vector<NewParcel> parcels;
};
BOOST_DESCRIBE_STRUCT(NewOrder, (),
                      (source, external_id, version, number, buyer, contact, tier, state, currency,
                       lines, discounts, tenders, freight, payable, placed_at, paid_at, shipped_at,
                       delivered_at, done_at, promised_by, remark, buyer_remark, flag, receiver,
                       parcels))
struct NewTrace {
    Time at;
    ParcelState state = ParcelState::in_transit;
    std::string place, text;
};
BOOST_DESCRIBE_STRUCT(NewTrace, (), (at, state, place, text))

// --- what the desk sees
// ---------------------------------------------------------------------------------

struct OrderLine {
    Id<OrderLine> id;
    std::string external_id, product, variant, sku, title, options, picture;
    bool gift = false;
    std::int64_t quantity = 1;
    Minor price, discount, paid;  // price of one; discount and paid of the whole line
    std::int64_t shipped = 0, returned = 0;
    Minor refunded;
};
BOOST_DESCRIBE_STRUCT(OrderLine, (),
                      (id, external_id, product, variant, sku, title, options, picture, gift,
                       quantity, price, discount, paid, shipped, returned, refunded))
struct ParcelTrace {
    Time at;
    ParcelState state = ParcelState::in_transit;
    std::string place, text;
};
BOOST_DESCRIBE_STRUCT(ParcelTrace, (), (at, state, place, text))
struct Parcel {
    Id<Parcel> id;
    Id<struct Order> order_id;
    std::string carrier, carrier_name, number;
    ParcelState state = ParcelState::packed;
    std::vector<PackedLine> lines;
    RouteClass route = RouteClass::cross_province;
    Time shipped_at;
    std::string last_text;
    Time moved_at;  // silent since
    std::optional<Time> eta, stuck_at, delivered_at;
    std::vector<ParcelTrace> traces;  // newest first; only where one parcel or order is asked for
};
BOOST_DESCRIBE_STRUCT(Parcel, (),
                      (id, order_id, carrier, carrier_name, number, state, lines, route, shipped_at,
                       last_text, moved_at, eta, stuck_at, delivered_at, traces))
// Masked: "王**", "138****5678", "浙江省杭州市西湖区****".
struct MaskedReceiver {
    std::string name, phone, address, region;
    std::string name_token, phone_token,
        address_token;  // to reveal them, with a right and a reason
};
BOOST_DESCRIBE_STRUCT(MaskedReceiver, (),
                      (name, phone, address, region, name_token, phone_token, address_token))
enum class Act { change_address, cancel, urge, remark, dispatch };
BOOST_DESCRIBE_ENUM(Act, change_address, cancel, urge, remark, dispatch)
// What may be done now, and if not, why not.
struct ActRule {
    Act act = Act::remark;
    bool allowed = false;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(ActRule, (), (act, allowed, reason))
// What the desk asked of the order's source; the order changes when the source says so.
enum class ErrandState { waiting, done, refused };
BOOST_DESCRIBE_ENUM(ErrandState, waiting, done, refused)
struct OrderErrand {
    static constexpr auto table = "order_errands";
    Id<OrderErrand> id;
    std::string shop;
    Id<struct Order> order_id;
    Act act = Act::cancel;
    std::string reason, carrier, number;  // of a cancellation; of a dispatch
    std::vector<PackedLine> lines;        // the source's numbers; empty: everything that is left
    std::string person;
    ErrandState state = ErrandState::waiting;
    std::string error;  // why it was refused, or what keeps us from asking: a word
    Time made_at;
    std::optional<Time> ended_at;
};
BOOST_DESCRIBE_STRUCT(OrderErrand, (),
                      (id, shop, order_id, act, reason, carrier, number, lines, person, state,
                       error, made_at, ended_at))
struct Order {
    Id<Order> id;
    std::int64_t version = 1;
    std::string source, external_id, number;
    std::optional<Id<customers::Contact>> contact;
    std::string buyer, tier;
    OrderState state = OrderState::unpaid;
    std::string currency;
    std::vector<OrderLine> lines;
    // goods − discounts + freight + adjustment = payable
    Minor goods;
    std::vector<Discount> discounts;
    Minor freight, adjustment, payable, refunded;
    std::vector<Tender> tenders;
    Time placed_at;
    std::optional<Time> paid_at, shipped_at, delivered_at, done_at, closed_at, promised_by, late_at;
    std::optional<Time>
        dispatch_by;  // while goods are owed: by the source's promise, else by the shop's own
    bool is_due_soon = false;          // the team was warned, and it is not late yet
    std::string remark, buyer_remark;  // with masks; behind each a value of the vault
    std::vector<customers::CoveredPart> remark_covered, buyer_remark_covered;
    Flag flag = Flag::none;
    MaskedReceiver receiver;
    std::vector<Parcel> parcels;
    std::vector<ActRule> acts;
    std::optional<OrderErrand> errand;  // the newest
};
BOOST_DESCRIBE_STRUCT(Order, (),
                      (id, version, source, external_id, number, contact, buyer, tier, state,
                       currency, lines, goods, discounts, freight, adjustment, payable, refunded,
                       tenders, placed_at, paid_at, shipped_at, delivered_at, done_at, closed_at,
                       promised_by, late_at, dispatch_by, is_due_soon, remark, buyer_remark,
                       remark_covered, buyer_remark_covered, flag, receiver, parcels, acts, errand))
// What goes into a chat: nothing personal.
struct OrderCard {
    Id<Order> order;
    std::string number, title, price, picture;  // title: the first line's, and how many more
    OrderState state = OrderState::unpaid;
};
BOOST_DESCRIBE_STRUCT(OrderCard, (), (order, number, title, price, picture, state))

}  // namespace orders
