// Connections: shops and files from which products, orders and customers come, and what goes back
// to them.
//
//     shop over there --changes, asked for every 3 s--> page --> take --> orders, catalogue,
//     customers
//           │  └──────── a signed call: look now ────────┘         └─ cannot be: quarantined, with
//           a reason ◄── refund request, marked, looked for before it is sent again ◄── errand of
//           the desk (cancel, dispatch), step by step, done when the shop says so
//
//     export file --parts--> reading --> rows by the marketplace's columns --> take, or a fault
//     with line and reason
//
// Invariants
// 1. A thing and how far its shop was read are written in one commit: a kill at any time loses
// nothing and
//    takes nothing twice.
// 2. A shop is read again from a little before where it was read to, and after every failure from a
// week
//    before: what was written late or within one tick of its clock is seen. What is known changes
//    nothing.
// 3. What a call says is not believed but for its signature; times and signatures are taken once.
// 4. Keys and passwords are sealed, go in and never come out.
// 5. A refund is looked for over there, by its mark, before it is asked for again; what the desk
// wants of an order
//    is judged by how the order stands there before each step.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kit/base/describe.hpp"
#include "kit/base/values.hpp"
#include "kit/db/work.hpp"
#include "orders/orders.hpp"

namespace kit {
class Jobs;
class Outbound;
class Router;
}  // namespace kit

namespace connections {

using namespace kit;

enum class ShopKind { vendure, woocommerce, shopify, medusa, open_api };
BOOST_DESCRIBE_ENUM(ShopKind, vendure, woocommerce, shopify, medusa, open_api)
enum class ConnectionState { active, paused };
BOOST_DESCRIBE_ENUM(ConnectionState, active, paused)

// A connected shop as the desk sees it.
struct Connection {
    Id<Connection> id;
    ShopKind kind = ShopKind::vendure;
    std::string source, name, url;
    ConnectionState state = ConnectionState::active;
    std::string user;    // as it was given; the password is not shown again
    bool signs = false;  // a signing secret is set
    std::string hook;    // the address that the shop calls
    std::optional<Time> synced_at;
    std::int64_t lag_ms = 0;
    std::string error;  // a word; empty when all is well
    std::optional<Time> failed_at;
    std::int64_t failures = 0;
    std::int64_t orders = 0, products = 0, contacts = 0, quarantined = 0;
    Time made_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Connection, (),
                      (id, kind, source, name, url, state, user, signs, hook, synced_at, lag_ms,
                       error, failed_at, failures, orders, products, contacts, quarantined, made_at,
                       version))
struct ConnectionChanged {
    static constexpr auto name = "connection_changed";
    Connection data;
};
BOOST_DESCRIBE_STRUCT(ConnectionChanged, (), (data))

// --- refunds
// --------------------------------------------------------------------------------------------

enum class RefundState { waiting, done, refused };
BOOST_DESCRIBE_ENUM(RefundState, waiting, done, refused)
struct RefundAsk {
    std::string key;  // of the asking room: the same key again is the same request
    Minor amount;
    std::string reason;  // for the books over there
};
struct RefundRequest {
    static constexpr auto table = "refund_requests";
    Id<RefundRequest> id;
    std::string shop;
    Id<Connection> connection;
    Id<orders::Order> order_id;
    std::string external_id, key;
    Minor amount;
    std::string currency, reason;
    RefundState state = RefundState::waiting;
    std::string refund, error;
    Time made_at;
    std::optional<Time> ended_at;
};
BOOST_DESCRIBE_STRUCT(RefundRequest, (),
                      (id, shop, connection, order_id, external_id, key, amount, currency, reason,
                       state, refund, error, made_at, ended_at))
// It came to an end: done, or refused with a word.
struct RefundEnded {
    static constexpr auto name = "refund_ended";
    RefundRequest data;
};
BOOST_DESCRIBE_STRUCT(RefundEnded, (), (data))

// True when the shop of this order can be asked to pay back.
bool pays_back(Work&, std::string_view shop, const orders::Order&);
// Asks the shop that the order came from to pay back; `refund_ended` tells how it went.
// Errors: invalid (`negative_amount`, `key_reused`, `not_paid_back_here`: its source is no shop
// that we ask), conflict (`above_paid`).
Result<RefundRequest> request_refund(Work&, std::string_view shop, const orders::Order&,
                                     const RefundAsk&);
// What became of it.
std::optional<RefundRequest> refund_request(Work&, std::string_view shop, std::string_view key);

// At the start of a node: every connected shop is looked at again.
void resume(Work&);
void routes(Router&);
void reactions(Jobs&, const Outbound&);
void verify(Db&);

}  // namespace connections
