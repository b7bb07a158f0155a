// The open order API: a shop's own program signs batches of orders and sends them, as often as it
// likes.
#include "connections/rows.hpp"
#include "kit/http/router.hpp"

namespace connections {

struct PushBatch {
    std::vector<orders::NewOrder> orders;
};
BOOST_DESCRIBE_STRUCT(PushBatch, (), (orders))
// What became of one order of a batch.
struct PushedOrder {
    std::string external_id;
    orders::Outcome outcome = orders::Outcome::unchanged;
    std::string reason, field;
};
BOOST_DESCRIBE_STRUCT(PushedOrder, (), (external_id, outcome, reason, field))
struct Pushed {
    std::vector<PushedOrder> items;
};
BOOST_DESCRIBE_STRUCT(Pushed, (), (items))

static PushedOrder push_one(Work& work, const ConnectionRow& row, orders::NewOrder order) {
    // Whose it is, their signature says and nothing else.
    order.source = row.source, order.contact.reset();
    Brought brought{.kind = Thing::order,
                    .external_id = order.external_id,
                    .changed_at = {order.version},
                    .order = order};
    auto taken = take(work, row, brought, Trust::newest);
    return {order.external_id, taken.outcome, taken.reason, taken.field};
}

static Result<Pushed> push_orders(Slow& slow, const std::string& id, const PushBatch& batch) {
    auto given = slow.request.header("x-cs-signature");
    if (!given) return unauthenticated("bad_signature");
    if (batch.orders.empty() || batch.orders.size() > 200) return invalid("too_many", "orders");
    return slow.write([&](Work& work) -> Result<Pushed> {
        auto row =
            work.db.first<ConnectionRow>("where id = ? /* shop: the signature proves it */", id);
        if (!row || row->kind != ShopKind::open_api) return unauthenticated("bad_signature");
        TRY(signed_now(work, *row, *given, slow.request.body,
                       keys_of(*work.settings, *row).signing));
        if (row->state != ConnectionState::active) return conflict("paused");
        Pushed out;
        for (auto& order : batch.orders) out.items.push_back(push_one(work, *row, order));
        work.db.execute("update connections set synced_at = ? where shop = ? and id = ?", work.now,
                        row->shop, row->id);
        return out;
    });
}

void push_routes(Router& router) {
    router.slow("POST", "/connections/{id}/orders", push_orders, may::look)
        .body_up_to(2 * 1024 * 1024)
        .limited({"push_orders", 600, 60, Limit::By::address});
}

}  // namespace connections
