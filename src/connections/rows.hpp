// What the files of this room share and nobody else sees.
#pragma once

#include <functional>
#include <map>

#include "catalogue/catalogue.hpp"
#include "connections/connections.hpp"
#include "kit/base/foreign.hpp"
#include "kit/http/outbound.hpp"

namespace connections {

// How far one kind of thing was read: everything that changed before `at` stands here.
struct Mark {
    Time at;
    std::int64_t skip = 0;     // of those that changed in this very instant, that many were seen
    Time read_at;              // when it was last read to its end
};
BOOST_DESCRIBE_STRUCT(Mark, (), (at, skip, read_at))
struct Marks {
    Mark orders, products, contacts;
    std::optional<Mark> sweep;   // a second reading of orders, after a failure or a start
};
BOOST_DESCRIBE_STRUCT(Marks, (), (orders, products, contacts, sweep))

struct ConnectionRow {
    static constexpr auto table = "connections";
    Id<Connection> id;
    std::string shop;
    ShopKind kind = ShopKind::vendure;
    std::string source, name, url;
    ConnectionState state = ConnectionState::active;
    std::string sealed, session;
    Marks marks;
    Time rung_at, polled_at;
    std::optional<Time> synced_at;
    std::int64_t lag_us = 0, failures = 0;
    std::string error;
    std::optional<Time> failed_at;
    Time made_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(ConnectionRow, (), (id, shop, kind, source, name, url, state, sealed, session, marks, rung_at,
                                          polled_at, synced_at, lag_us, failures, error, failed_at, made_at, version))

// What opens a shop. Sealed in the row.
struct Keys {
    std::string user, password, signing;
};
BOOST_DESCRIBE_STRUCT(Keys, (), (user, password, signing))

enum class Thing { order, product, contact };
BOOST_DESCRIBE_ENUM(Thing, order, product, contact)
struct ItemRow {
    static constexpr auto table = "connection_items";
    Id<ItemRow> id;
    std::string shop;
    Id<Connection> connection;
    Thing kind = Thing::order;
    std::string external_id, digest;
    Time changed_at;
    std::int64_t version = 1;
    std::string fault, field;
    Time taken_at;
};
BOOST_DESCRIBE_STRUCT(ItemRow, (), (id, shop, connection, kind, external_id, digest, changed_at, version, fault, field,
                                    taken_at))
struct DeliveryRow {
    static constexpr auto table = "deliveries";
    Id<DeliveryRow> id;
    std::string shop;
    Id<Connection> connection;
    std::string signature;
    Time at;
};
BOOST_DESCRIBE_STRUCT(DeliveryRow, (), (id, shop, connection, signature, at))

struct ItemCount {
    Thing kind = Thing::order;
    bool fault = false;
    std::int64_t items = 0;
};
BOOST_DESCRIBE_STRUCT(ItemCount, (), (kind, fault, items))
// What could not be taken, for the desk.
struct QuarantinedThing {
    Id<ItemRow> id;
    Id<Connection> connection;
    std::string name;
    Thing kind = Thing::order;
    std::string external_id, reason, field;
    Time at;
};
BOOST_DESCRIBE_STRUCT(QuarantinedThing, (), (id, connection, name, kind, external_id, reason, field, at))
struct QuarantinedThings {
    std::vector<QuarantinedThing> items;
};
BOOST_DESCRIBE_STRUCT(QuarantinedThings, (), (items))
std::vector<ItemCount> counts_of(Work&, const ConnectionRow&);
QuarantinedThings quarantine_of(Work&, std::string_view shop);

// --- what another shop told, in our shapes ---------------------------------------------------------------

struct Repaid {
    std::string external_id;
    Minor amount;
};
BOOST_DESCRIBE_STRUCT(Repaid, (), (external_id, amount))
struct Buyer {
    std::string external_id, name, email, phone;
};
BOOST_DESCRIBE_STRUCT(Buyer, (), (external_id, name, email, phone))
struct Brought {
    Thing kind = Thing::order;
    std::string external_id;
    Time changed_at;
    std::optional<orders::NewOrder> order;
    std::vector<Repaid> repaid;
    std::optional<catalogue::ProductSheet> product;
    std::optional<Buyer> buyer;
    bool gone = false;            // it was deleted over there
    std::string fault, field;     // it could not be understood
};
struct Page {
    std::vector<Brought> things;
    std::size_t rows = 0;         // how many the shop told, also those passed over
};

// --- how each kind of shop is spoken to: pure -------------------------------------------------------------

inline constexpr std::size_t page_size = 50;

// What is asked for: things of a kind that changed after an instant, oldest first; or one order.
struct Wanted {
    Thing kind = Thing::order;
    Time after;
    std::int64_t skip = 0;
    std::string external_id;
};
struct Speaker {
    OutboundAsk (*sign_in)(const ConnectionRow&, const Keys&);             // nullptr: every ask carries the keys
    Result<std::string> (*session_of)(const OutboundAnswer&);
    OutboundAsk (*list)(const ConnectionRow&, const Keys&, const std::string& session, const Wanted&);
    // Errors: unauthenticated (sign in again), unavailable, invalid (`not_understood`).
    Result<Page> (*page)(const ConnectionRow&, Thing, const OutboundAnswer&);
    // Verified calls: what they tell, or nothing but "look".
    Result<Page> (*told)(const ConnectionRow&, std::string_view topic, std::string_view body);
};
const Speaker* speaker_of(ShopKind);
extern const Speaker vendure_speaker, woocommerce_speaker, shopify_speaker, medusa_speaker;

// The answer's own refusal: 401 and 403 sign in again, others wait. Errors: unauthenticated, unavailable, invalid.
Result<void> answered_well(const OutboundAnswer&);

// Refunds, by kind. `find` gives the number of the refund that carries the mark.
struct RefundSpeaker {
    OutboundAsk (*look)(const ConnectionRow&, const Keys&, const std::string& session, const RefundRequest&);
    // Nothing: it was not asked for yet. `payment` is what `ask` needs to know of the order.
    Result<std::optional<std::string>> (*found)(const OutboundAnswer&, const RefundRequest&, std::string& payment);
    OutboundAsk (*ask)(const ConnectionRow&, const Keys&, const std::string& session, const RefundRequest&,
                       const std::string& payment);
    // Errors: invalid (the shop refuses: its word), unavailable, unauthenticated.
    Result<std::string> (*done)(const OutboundAnswer&);
};
const RefundSpeaker* refund_speaker_of(ShopKind);
extern const RefundSpeaker vendure_refunds, woocommerce_refunds;
// Stands in the refund's reason over there.
std::string refund_mark(const RefundRequest&);

// --- values of other houses (values.cpp): pure --------------------------------------------------------------

// "2026-11-22T13:28:50.882Z", also with an offset or without one (then `offset_hours`). Errors: invalid (`bad_time`).
Result<Time> time_of(std::string_view text, int offset_hours = 0);
std::string iso_of(Time);
// "29.35", "¥1,299.00", "2.935E1" in minor units of the currency. Errors: invalid (`bad_amount`).
Result<Minor> minor_of(std::string_view text, std::string_view currency);
// Digits after the point. Source: ISO 4217.
int digits_of(std::string_view currency);
std::string decimal_of(Minor, std::string_view currency);

// --- verbs within the room ------------------------------------------------------------------------------------

// Errors: not_found.
Result<ConnectionRow> connection_row(Work&, std::string_view shop, const Id<Connection>&);
Keys keys_of(const Settings&, const ConnectionRow&);
std::string sealed_keys(const Settings&, const ConnectionRow&, const Keys&);
std::string sealed_text(const Settings&, const ConnectionRow&, std::string_view text);
std::string opened_text(const Settings&, const ConnectionRow&, std::string_view box);
Connection shown(Work&, const ConnectionRow&);
void tell_changed(Work&, const ConnectionRow&);

struct Taken {
    orders::Outcome outcome = orders::Outcome::unchanged;
    std::string reason, field;
};
// Takes one thing, or notes why it cannot be. `newest`: the source is read in order, so what it says now counts
// even when its clock did not move.
enum class Trust { newest, if_newer };
// One shop writes 12:00:00.586 for one change and 12:00:00 for the next: within a second its clock says nothing.
inline constexpr Span clock_grain = std::chrono::seconds{1};
// What is told is older than what is known, by the shop's own clock.
bool is_older(Time told, Time known, Trust);
Taken take(Work&, const ConnectionRow&, const Brought&, Trust);
// Looks at the shop as soon as may be.
void ring(Work&, const ConnectionRow&);
// The signature of a call is right, in time and new. Errors: unauthenticated (`bad_signature`,
// `stale_signature`), conflict (`replayed`).
Result<void> signed_now(Work&, const ConnectionRow&, std::string_view header, std::string_view body, std::string_view secret);
Result<void> first_time(Work&, const ConnectionRow&, std::string_view signature);

// The timer that looks at a shop.
void start_looking(Work&, const ConnectionRow&);
void stop_looking(Work&, const ConnectionRow&);

void hook_routes(Router&);
void push_routes(Router&);
void import_routes(Router&);
void sync_jobs(Jobs&, const Outbound&);
void refund_jobs(Jobs&, const Outbound&);
void import_jobs(Jobs&);
void start_import(Work&, const Id<struct Import>&);
void resume_imports(Work&);


}  // namespace connections
