// What the desk asks of an order's source: a connected shop does it, and what it then says is the
// order's news.
//
//     desk --cancel, dispatch--> errand (waiting) --errand_asked--> a connection --> the shop
//                                   └─ done, or refused with a word ◄──────────────┘
#include "kit/jobs/jobs.hpp"
#include "orders/rows.hpp"

namespace orders {

struct SourceRow {
    static constexpr auto table = "order_sources";
    Id<SourceRow> id;
    std::string shop, source;
    bool cancels = false, dispatches = false;
};
BOOST_DESCRIBE_STRUCT(SourceRow, (), (id, shop, source, cancels, dispatches))

void verify_errands(Db& db) {
    db.verify<SourceRow>();
    db.verify<OrderErrand>();
}

static std::optional<SourceRow> source_row(Work& work, std::string_view shop,
                                           std::string_view source) {
    return work.db.first<SourceRow>("where shop = ? and source = ?", shop, source);
}

void connect_source(Work& work, std::string_view shop, std::string_view source, SourceActs acts) {
    auto old = source_row(work, shop, source);
    SourceRow row{old ? old->id : work.new_id<SourceRow>(), std::string(shop), std::string(source),
                  acts.cancels, acts.dispatches};
    if (old) work.db.update(row);
    else work.db.insert(row);
}

void disconnect_source(Work& work, std::string_view shop, std::string_view source) {
    work.db.execute("delete from order_sources where shop = ? and source = ?", shop, source);
}

std::optional<SourceActs> acts_of_source(Work& work, std::string_view shop,
                                         std::string_view source) {
    auto row = source_row(work, shop, source);
    if (!row) return std::nullopt;
    return SourceActs{row->cancels, row->dispatches};
}

std::optional<OrderErrand> newest_errand(Work& work, const OrderRow& row) {
    return work.db.first<OrderErrand>(
        "where shop = ? and order_id = ? order by made_at desc, id desc limit 1", row.shop, row.id);
}

Result<void> ask_source(Work& work, const OrderRow& row, OrderErrand ask) {
    auto before = newest_errand(work, row);
    if (before && before->state == ErrandState::waiting) return conflict("asked_already");
    ask.id = work.new_id<OrderErrand>(), ask.shop = row.shop, ask.order_id = row.id,
    ask.person = work.who.id;
    ask.state = ErrandState::waiting, ask.made_at = work.now;
    work.db.insert(ask);
    work.announce(ErrandAsked{row.shop, ask.id});
    tell(work, row);
    return {};
}

std::optional<OrderErrand> errand(Work& work, std::string_view shop, const Id<OrderErrand>& id) {
    return work.db.first<OrderErrand>("where shop = ? and id = ?", shop, id);
}

void end_errand(Work& work, std::string_view shop, const Id<OrderErrand>& id, ErrandState state,
                std::string_view error) {
    auto found = errand(work, shop, id);
    if (!found || found->state != ErrandState::waiting) return;
    found->state = state, found->error = error, found->ended_at = work.now;
    work.db.update(*found);
    if (auto row = order_row(work, shop, found->order_id)) {
        row->version += 1;  // what desks see of it changed
        work.db.update(*row);
        tell(work, *row);
    }
}

void delay_errand(Work& work, std::string_view shop, const Id<OrderErrand>& id,
                  std::string_view error) {
    work.db.execute(
        "update order_errands set error = ? where shop = ? and id = ? and state = 'waiting'", error,
        shop, id);
}

}  // namespace orders
