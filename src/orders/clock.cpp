// The shop's own clocks: how soon it promises to dispatch, where it ships from, how long silence is
// normal.
#include <algorithm>

#include "kit/http/router.hpp"
#include "orders/rows.hpp"

namespace orders {

struct OrderClocks {
    std::int64_t dispatch_hours = 48, warn_hours = 4;  // warned so long before; 0: not at all
    std::string ship_from;
    std::vector<std::int64_t> silent_hours;  // by route class, in its order
};
BOOST_DESCRIBE_STRUCT(OrderClocks, (), (dispatch_hours, warn_hours, ship_from, silent_hours))

static OrderClocks shown(const ClockRow& row) {
    return {row.dispatch_hours, row.warn_hours, row.ship_from, row.silent_hours};
}

static Result<OrderClocks> show_clocks(Work& work) { return shown(clocks(work, work.who.shop)); }

static Result<OrderClocks> set_clocks(Work& work, const OrderClocks& ask) {
    auto sane = [](std::int64_t hours) { return hours >= 1 && hours <= 24 * 60; };
    if (!sane(ask.dispatch_hours)) return invalid("bad_hours", "dispatch_hours");
    if (ask.warn_hours < 0 || ask.warn_hours >= ask.dispatch_hours)
        return invalid("bad_hours", "warn_hours");
    if (ask.silent_hours.size() != route_count || !std::ranges::all_of(ask.silent_hours, sane))
        return invalid("bad_hours", "silent_hours");
    auto row = clocks(work, work.who.shop);
    bool known =
        work.db.value<std::string>("select id from order_clocks where shop = ?", work.who.shop)
            .has_value();
    row.ship_from.clear();
    if (!ask.ship_from.empty()) {
        TRY(row.ship_from, team::decent(ask.ship_from, "ship_from"));
    }
    bool is_retimed = row.dispatch_hours != ask.dispatch_hours || row.warn_hours != ask.warn_hours;
    row.dispatch_hours = ask.dispatch_hours;
    row.warn_hours = ask.warn_hours;
    row.silent_hours = ask.silent_hours;
    row.version += 1;
    if (known) work.db.update(row);
    else work.db.insert(row);
    if (is_retimed) retime(work, row.shop);
    team::audit(work, "order_clocks_set", row.id.text);
    return shown(row);
}

void clock_routes(Router& router) {
    router.get("/order_clocks", show_clocks, may::see_orders);
    router.put("/order_clocks", set_clocks, may::manage_shop);
}

}  // namespace orders
