// The clock of the promised dispatch: a warning before it, and the broken promise.
#include <algorithm>

#include "kit/jobs/jobs.hpp"
#include "orders/rows.hpp"

namespace orders {

constexpr auto promise_timer = "orders.dispatch_due";
constexpr auto retimed = "orders.clocks_set";
constexpr int retimed_at_once = 200;

struct WatchedOrder {
    std::string shop;
    Id<Order> order;
};
BOOST_DESCRIBE_STRUCT(WatchedOrder, (), (shop, order))
struct RetimedOrders {
    std::string shop, after;  // the last order whose clock was set anew
};
BOOST_DESCRIBE_STRUCT(RetimedOrders, (), (shop, after))

void watch_promise(Work& work, const OrderRow& row) {
    auto clock = clocks(work, row.shop);
    auto due = next_look(row, clock);
    if (!due) return unschedule(work, promise_timer, row.id.text);
    if (*promise(row, clock) + std::chrono::days{30} < work.now)
        return;  // history: nobody waits for it
    later(work, promise_timer, WatchedOrder{row.shop, row.id}, std::max(*due, work.now),
          row.id.text);
}

static void look_at_promise(Work& work, const WatchedOrder& of) {
    auto row = order_row(work, of.shop, of.order);
    if (!row) return;
    auto clock = clocks(work, of.shop);
    auto due = next_look(*row, clock);
    if (!due) return;
    if (*due > work.now) return watch_promise(work, *row);
    auto by = *promise(*row, clock);
    bool is_late = by <= work.now;
    if (is_late) row->late_at = work.now;
    else row->warned_for = by;
    row->version += 1;
    work.db.update(*row);
    if (is_late) work.announce(OrderLate{of.shop, of.order});
    else work.announce(OrderDueSoon{of.shop, of.order, by});
    watch_promise(work, *row);
    tell(work, *row);
}

void retime(Work& work, std::string_view shop) {
    later(work, retimed, RetimedOrders{std::string(shop), ""}, work.now, std::string(shop));
}

// Some at a time, so that nobody waits for a shop with many orders.
static void retime_some(Work& work, const RetimedOrders& of) {
    auto rows = work.db.all<OrderRow>(
        "where shop = ? and state in ('paid', 'part_shipped') and late_at is null and id > ? "
        "order by id limit ?",
        of.shop, of.after, retimed_at_once);
    auto clock = clocks(work, of.shop);
    for (auto& row : rows) {
        if (forgets_warning(row, clock)) {
            row.warned_for.reset();
            row.version += 1;
            work.db.update(row);
            tell(work, row);
        }
        watch_promise(work, row);
    }
    if (static_cast<int>(rows.size()) == retimed_at_once)
        later(work, retimed, RetimedOrders{of.shop, rows.back().id.text}, work.now, of.shop);
}

void dispatch_reactions(Jobs& jobs) {
    jobs.on<WatchedOrder>(promise_timer, look_at_promise);
    jobs.on<RetimedOrders>(retimed, retime_some);
}

}  // namespace orders
