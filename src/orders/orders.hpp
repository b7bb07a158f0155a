// Orders: what buyers bought, what they paid, and where the parcels are.
//
//     unpaid -> paid -> part_shipped -> shipped -> delivered -> done
//        \        \__________________________________/  \         \
//         canceled                canceled               refunded (all the money went back)
//
// Invariants
// 1. An order is (shop, source, external_id); its source is the authority. An older version changes
// nothing.
// 2. Money is whole minor units in the order's one currency; shares of lines add up to the last
// one.
// 3. Refunds of a line never exceed what was paid for it, of an order what was paid in all.
// 4. Names, phones and addresses are tokens of the vault in every row and event of this room.
// 5. What cannot be an order is quarantined with a reason, and nothing of it is taken.
// 6. A parcel's state is that of its newest trace, in whatever order traces arrive.
// 7. What a connected shop must do itself never happens here first: it is asked, and what it then
// says counts.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "customers/customers.hpp"
#include "kit/base/describe.hpp"
#include "kit/base/values.hpp"
#include "kit/db/work.hpp"
#include "orders/shapes.hpp"
#include "team/team.hpp"

namespace kit {
class Jobs;
class Router;
}  // namespace kit

namespace orders {

// --- events for other rooms
// -----------------------------------------------------------------------------

struct OrderPaid {
    static constexpr auto name = "order_paid";
    std::string shop;
    Id<Order> order;
};
BOOST_DESCRIBE_STRUCT(OrderPaid, (), (shop, order))
// Placed and not paid yet.
struct OrderPlaced {
    static constexpr auto name = "order_placed";
    std::string shop;
    Id<Order> order;
    Time placed_at;
};
BOOST_DESCRIBE_STRUCT(OrderPlaced, (), (shop, order, placed_at))
enum class ChangedBy { source, desk };
BOOST_DESCRIBE_ENUM(ChangedBy, source, desk)
enum class ChangedPart { state, remark, address, other };
BOOST_DESCRIBE_ENUM(ChangedPart, state, remark, address, other)
// `by` desk: its remark, its flag, or an order whose source nobody asks for us. What a connected
// shop must do itself is an errand, and comes back `by` source.
struct OrderChanged {
    static constexpr auto name = "order_changed";
    std::string shop;
    Id<Order> order;
    ChangedBy by = ChangedBy::source;
    ChangedPart part = ChangedPart::other;
};
BOOST_DESCRIBE_STRUCT(OrderChanged, (), (shop, order, by, part))
struct OrderCanceled {
    static constexpr auto name = "order_canceled";
    std::string shop;
    Id<Order> order;
    ChangedBy by = ChangedBy::source;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(OrderCanceled, (), (shop, order, by, reason))
// The desk wants a connected shop to do something: whoever connected it asks, and ends the errand.
struct ErrandAsked {
    static constexpr auto name = "errand_asked";
    std::string shop;
    Id<OrderErrand> errand;
};
BOOST_DESCRIBE_STRUCT(ErrandAsked, (), (shop, errand))
struct OrderShipped {
    static constexpr auto name = "order_shipped";
    std::string shop;
    Id<Order> order;
    Id<Parcel> parcel;
};
BOOST_DESCRIBE_STRUCT(OrderShipped, (), (shop, order, parcel))
// The promised dispatch is near: the shop's `warn_hours` before it.
struct OrderDueSoon {
    static constexpr auto name = "order_due_soon";
    std::string shop;
    Id<Order> order;
    Time by;
};
BOOST_DESCRIBE_STRUCT(OrderDueSoon, (), (shop, order, by))
// The promised dispatch passed.
struct OrderLate {
    static constexpr auto name = "order_late";
    std::string shop;
    Id<Order> order;
};
BOOST_DESCRIBE_STRUCT(OrderLate, (), (shop, order))
struct ParcelMoved {
    static constexpr auto name = "parcel_moved";
    std::string shop;
    Id<Order> order;
    Id<Parcel> parcel;
    ParcelState from = ParcelState::packed, state = ParcelState::packed;
};
BOOST_DESCRIBE_STRUCT(ParcelMoved, (), (shop, order, parcel, from, state))
struct ParcelStuck {
    static constexpr auto name = "parcel_stuck";
    std::string shop;
    Id<Order> order;
    Id<Parcel> parcel;
    std::int64_t silent_hours = 0;
};
BOOST_DESCRIBE_STRUCT(ParcelStuck, (), (shop, order, parcel, silent_hours))
// One that stood still was heard of again, whatever its state.
struct ParcelMovesAgain {
    static constexpr auto name = "parcel_moves_again";
    std::string shop;
    Id<Order> order;
    Id<Parcel> parcel;
};
BOOST_DESCRIBE_STRUCT(ParcelMovesAgain, (), (shop, order, parcel))

// --- verbs for other rooms
// ------------------------------------------------------------------------------

enum class Outcome { added, changed, unchanged, stale, quarantined };
BOOST_DESCRIBE_ENUM(Outcome, added, changed, unchanged, stale, quarantined)
struct Put {
    Outcome outcome = Outcome::unchanged;
    Id<Order> id;        // empty when quarantined and new
    std::string reason;  // why it was quarantined: a word, see `acceptable`
    std::string field;
};
BOOST_DESCRIBE_STRUCT(Put, (), (outcome, id, reason, field))

// Whether others are told: a first import of history is silent.
enum class Telling { aloud, silent };
// What the source says now. The same again changes nothing, an older version neither; what cannot
// be is put into quarantine. Never refuses, so that one bad order of a batch costs the others
// nothing.
Put put_order(Work&, std::string_view shop, const NewOrder&, Telling = Telling::aloud);
// The check alone, for dry runs. Errors: invalid (`required`, `too_long`, `too_many`,
// `bad_currency`, `negative_price`, `bad_quantity`, `line_twice`, `negative_amount`,
// `discount_above_goods`, `paid_differs`, `too_large`, `times_reversed`, `unknown_line`).
Result<void> acceptable(const NewOrder&);

// Errors: not_found.
Result<Order> find(Work&, std::string_view shop, const Id<Order>&);
Result<Order> find_external(Work&, std::string_view shop, std::string_view source,
                            std::string_view external_id);
// What people call a carrier: "shunfeng" is 顺丰速运; one that is not known keeps its own name.
std::string carrier_name(std::string_view code_or_name);
// The codes under which parcels go; carriers without one go under "other".
std::vector<std::string_view> carrier_codes();
// By what people call it; the newest when several sources use one number.
std::optional<Order> by_number(Work&, std::string_view shop, std::string_view number);
// Newest first; what the buyer's signed identity owns, and what was linked by hand.
std::vector<Order> of_contact(Work&, std::string_view shop, const Id<customers::Contact>&,
                              int limit);
// Whose order it is, as far as we know.
std::optional<Id<customers::Contact>> contact_of(Work&, std::string_view shop, const Order&);
// Errors: not_found.
Result<Parcel> parcel(Work&, std::string_view shop, const Id<Parcel>&);

struct Refund {
    std::string key;                    // of the asking room: the same key again changes nothing
    std::optional<Id<OrderLine>> line;  // none: of the order as a whole, or freight
    Minor amount;
    std::int64_t quantity = 0;  // goods that came back with it
};
// Money went back. Errors: not_found, invalid (`negative_amount`, `key_reused`), conflict
// (`above_paid`, `above_quantity`).
Result<Order> mark_refunded(Work&, std::string_view shop, const Id<Order>&, const Refund&);
// An order of a connected shop is not cancelled or dispatched here: an errand asks the shop.
// Errors: not_found, invalid (`required`), conflict (`already_shipped`, `order_is_over`,
// `change_it_there`: its shop cannot be asked, `asked_already`).
Result<Order> cancel(Work&, std::string_view shop, const Id<Order>&, ChangedBy,
                     const std::string& reason);
// A parcel leaves with these lines (none: all that is left). Errors: not_found, invalid
// (`required`, `unknown_line`, `more_than_ordered`), conflict (`not_paid`, `order_is_over`,
// `nothing_left`, `change_it_there`, `asked_already`).
Result<Order> dispatch(Work&, std::string_view shop, const Id<Order>&, const NewParcel&);
// --- for whoever connects a source

struct SourceActs {
    bool cancels = false, dispatches = false;  // addresses nobody takes yet
};
// From now on what this source must do itself is asked of it, or refused with `change_it_there`.
void connect_source(Work&, std::string_view shop, std::string_view source, SourceActs);
void disconnect_source(Work&, std::string_view shop, std::string_view source);
std::optional<OrderErrand> errand(Work&, std::string_view shop, const Id<OrderErrand>&);
// Once; who comes later changes nothing.
void end_errand(Work&, std::string_view shop, const Id<OrderErrand>&, ErrandState,
                std::string_view error);
// It could not be asked yet: a word for the desk.
void delay_errand(Work&, std::string_view shop, const Id<OrderErrand>&, std::string_view error);

// Traces of one parcel, in any order, any of them known already. `eta`: the carrier's own word.
// Errors: not_found, invalid (`bad_characters`).
Result<Parcel> add_traces(Work&, std::string_view shop, const Id<Parcel>&,
                          const std::vector<NewTrace>&, std::optional<Time> eta = {});
// Every parcel with this number is told; returns how many there are.
int add_traces_by_number(Work&, std::string_view shop, std::string_view number,
                         const std::vector<NewTrace>&, std::optional<Time> eta = {});

// What a stranger shows to see one order: the shop's key, the order's number, the last four digits
// of its phone.
struct TrackingProof {
    std::string key, number, tail;
};
struct ProvenOrder {
    std::string shop;
    Id<Order> order;
};
// Wrong ones are counted, and answer alike. Errors: not_found (`no_such_order`), limited
// (`too_many`).
Result<ProvenOrder> prove_order(Work&, const TrackingProof&);

// A fact for a script ({{order.number}}, {{parcel.eta}}): of the contact's newest order that is not
// over, else the newest. Nothing when it is not known.
std::optional<std::string> fact(Work&, std::string_view shop, const Id<customers::Contact>&,
                                std::string_view name);
// What a card in a chat shows of an order. Errors: not_found.
Result<OrderCard> card(Work&, std::string_view shop, const Id<Order>&);
// Errors: not_found (also when it is not this buyer's).
Result<OrderCard> card_of(Work&, std::string_view shop, const Id<Order>&,
                          const Id<customers::Contact>&);

void routes(Router&);
void reactions(Jobs&);
void verify(Db&);

}  // namespace orders
