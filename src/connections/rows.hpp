// What the files of this room share and nobody else sees.
#pragma once

#include <functional>
#include <map>

#include "catalogue/catalogue.hpp"
#include "connections/speakers.hpp"
#include "kit/base/foreign.hpp"
#include "kit/http/outbound.hpp"

namespace connections {

// How far one kind of thing was read: everything that changed before `at` stands here.
struct Mark {
    Time at;
    std::int64_t skip = 0;  // of those that changed in this very instant, that many were seen
    Time read_at;           // when it was last read to its end
    // Where a list goes on that is walked from page to page, and the newest change met on the way.
    std::optional<std::string> cursor = {};
    std::optional<Time> newest = {};
    // A reading from the very beginning, to see what is gone: the open one, and when the last one
    // ended.
    std::optional<Time> began_at = {}, whole_at = {};
};
BOOST_DESCRIBE_STRUCT(Mark, (), (at, skip, read_at, cursor, newest, began_at, whole_at))
struct Marks {
    Mark orders, products, contacts;
    std::optional<Mark> sweep;  // a second reading of orders, after a failure or a start
};
BOOST_DESCRIBE_STRUCT(Marks, (), (orders, products, contacts, sweep))

struct ConnectionRow {
    static constexpr auto table = "connections";
    Id<Connection> id;
    std::string shop;
    ShopKind kind = ShopKind::vendure;
    std::string source, name, url;
    ConnectionState state = ConnectionState::active;
    std::string sealed, session, currency;
    Marks marks;
    Time rung_at, polled_at;
    std::optional<Time> synced_at;
    std::int64_t lag_us = 0, failures = 0;
    std::string error;
    std::optional<Time> failed_at;
    Time made_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(ConnectionRow, (),
                      (id, shop, kind, source, name, url, state, sealed, session, currency, marks,
                       rung_at, polled_at, synced_at, lag_us, failures, error, failed_at, made_at,
                       version))

// What opens a shop. Sealed in the row.
struct Keys {
    std::string user, password, signing;
};
BOOST_DESCRIBE_STRUCT(Keys, (), (user, password, signing))

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
    Time taken_at, seen_at;
    bool gone = false;  // it was deleted over there
};
BOOST_DESCRIBE_STRUCT(ItemRow, (),
                      (id, shop, connection, kind, external_id, digest, changed_at, version, fault,
                       field, taken_at, seen_at, gone))
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
BOOST_DESCRIBE_STRUCT(QuarantinedThing, (),
                      (id, connection, name, kind, external_id, reason, field, at))
struct QuarantinedThings {
    std::vector<QuarantinedThing> items;
};
BOOST_DESCRIBE_STRUCT(QuarantinedThings, (), (items))
std::vector<ItemCount> counts_of(Work&, const ConnectionRow&);
QuarantinedThings quarantine_of(Work&, std::string_view shop);

// --- products of other houses (goods.cpp): pure
// ---------------------------------------------------------------

// Markup, references and line ends go; what is too long for us is clipped.
std::string plain_words(std::string_view html, std::size_t most);
std::string title_words(std::string_view);
std::string summary_words(std::string_view html);
// Empty when it is none that a browser may load: a picture is no reason to hold a product back.
std::string web_address(std::string);
std::vector<std::string> web_addresses(std::vector<std::string>);
// Sold more than there is: nothing on hand, and what is owed is reserved.
std::vector<catalogue::StockSheet> counted(const std::string& source, std::int64_t quantity);
// A code that stands at several variants names the first; the others go by their numbers.
void name_once(catalogue::ProductSheet&);
// From the header `Link`; empty at the end.
std::string next_page(const OutboundAnswer&);

// --- verbs within the room
// ------------------------------------------------------------------------------------

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
// Takes one thing, or notes why it cannot be. `newest`: the source is read in order, so what it
// says now counts even when its clock did not move.
enum class Trust { newest, if_newer };
// One shop writes 12:00:00.586 for one change and 12:00:00 for the next: within a second its clock
// says nothing.
inline constexpr Span clock_grain = std::chrono::seconds{1};
// What is told is older than what is known, by the shop's own clock.
bool is_older(Time told, Time known, Trust);
Taken take(Work&, const ConnectionRow&, const Brought&, Trust);
// Looks at the shop as soon as may be.
void ring(Work&, const ConnectionRow&);
// The signature of a call is right, in time and new. Errors: unauthenticated (`bad_signature`,
// `stale_signature`), conflict (`replayed`).
Result<void> signed_now(Work&, const ConnectionRow&, std::string_view header, std::string_view body,
                        std::string_view secret);
Result<void> first_time(Work&, const ConnectionRow&, std::string_view signature);

// The timer that looks at a shop.
void start_looking(Work&, const ConnectionRow&);
void stop_looking(Work&, const ConnectionRow&);

// Orders of this connection know from now on what its shop can be asked.
void tell_source(Work&, const ConnectionRow&);

// What the desk shows of it is fetched and kept here.
void want_pictures(Work&, const ConnectionRow&, const catalogue::ProductSheet&);
void want_pictures(Work&, const ConnectionRow&, const orders::NewOrder&);

void hook_routes(Router&);
void quarantine_routes(Router&);
void key_jobs(Jobs&);
void picture_routes(Router&);
void picture_jobs(Jobs&, const Outbound&);
void verify_pictures(Db&);
void push_routes(Router&);
void import_routes(Router&);
void sync_jobs(Jobs&, const Outbound&);
void refund_jobs(Jobs&, const Outbound&);
void errand_jobs(Jobs&, const Outbound&);
void import_jobs(Jobs&);
void start_import(Work&, const Id<struct Import>&);
void resume_imports(Work&);

}  // namespace connections
