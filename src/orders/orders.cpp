// Orders as the desk finds and shows them.
#include "orders/orders.hpp"

#include <algorithm>

#include "kit/db/paging.hpp"
#include "kit/http/router.hpp"
#include "kit/jobs/jobs.hpp"
#include "orders/rows.hpp"

namespace orders {

// For live desks: look again at this order.
struct OrderMark {
    Id<Order> id;
    std::optional<Id<customers::Contact>> contact;
    std::string number;
    OrderState state = OrderState::unpaid;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(OrderMark, (), (id, contact, number, state, version))
struct OrderTold {
    static constexpr auto name = "order_changed";
    OrderMark data;
};
BOOST_DESCRIBE_STRUCT(OrderTold, (), (data))

void tell(Work& work, const OrderRow& row) {
    auto contact = row.contact;
    if (!contact && !row.buyer.empty()) contact = customers::proved_as(work, row.shop, row.buyer);
    work.publish(OrderTold{{row.id, contact, row.number, row.state, row.version}},
                 {team::desk_key(row.shop)});
}

struct OrderList {
    std::vector<Order> items;
};
BOOST_DESCRIBE_STRUCT(OrderList, (), (items))

constexpr int panel_max = 20;

static Result<OrderList> contact_orders(Work& work, const Id<customers::Contact>& id) {
    TRY(auto of, customers::contact(work, work.who.shop, id));
    OrderList out;
    for (auto& row : rows_of_contact(work, work.who.shop, of, panel_max))
        out.items.push_back(view(work, row));
    return out;
}

static Result<Order> show_order(Work& work, const Id<Order>& id) {
    return find(work, work.who.shop, id);
}

// A row of the orders page.
struct OrderBrief {
    Id<Order> id;
    std::string number, source;
    OrderState state = OrderState::unpaid;
    Flag flag = Flag::none;
    std::string title, picture, receiver, remark;
    std::int64_t count = 0;
    Minor payable;
    std::string currency;
    Time placed_at;
    std::optional<Time> promised_by, late_at;
    bool is_due_soon = false;
    std::optional<Id<customers::Contact>> contact;
};
BOOST_DESCRIBE_STRUCT(OrderBrief, (),
                      (id, number, source, state, flag, title, picture, receiver, remark, count,
                       payable, currency, placed_at, promised_by, late_at, is_due_soon, contact))
struct OrderPage {
    std::vector<OrderBrief> items;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(OrderPage, (), (items, next))
// Goods that are owed: warned of, or late already.
enum class DispatchClock { due_soon, late };
BOOST_DESCRIBE_ENUM(DispatchClock, due_soon, late)
struct AskOrders {
    std::optional<std::string> q;  // order or parcel number, phone, phone tail, receiver's name
    std::optional<OrderState> state;
    std::optional<Flag> flag;
    std::optional<DispatchClock> dispatch;
    std::optional<std::string> after;
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(AskOrders, (), (q, state, flag, dispatch, after, limit))

static OrderBrief brief(Work& work, const OrderRow& row, const ClockRow& clock) {
    auto lines = lines_of(work, row);
    auto receiver = masked(work, row);
    OrderBrief out{row.id,
                   row.number,
                   row.source,
                   row.state,
                   row.flag,
                   "",
                   "",
                   receiver.name + " " + receiver.phone,
                   row.remark,
                   0,
                   row.payable,
                   row.currency,
                   row.placed_at,
                   promise(row, clock),
                   row.late_at,
                   is_due_soon(row, clock),
                   row.contact};
    for (auto& line : lines) out.count += line.quantity;
    if (!lines.empty()) out.title = lines.front().title, out.picture = lines.front().picture;
    return out;
}

static std::vector<OrderRow> page(Work& work, const AskOrders& ask, const ListPlace& from,
                                  int limit) {
    auto& shop = work.who.shop;
    if (ask.dispatch == DispatchClock::due_soon)
        return work.db.all<OrderRow>(
            "where shop = ? and state in ('paid', 'part_shipped') and warned_for is not null and "
            "late_at is null and (placed_at, id) < (?, ?) order by placed_at desc, id desc limit ?",
            shop, from.at, from.id, limit);
    if (ask.dispatch == DispatchClock::late)
        return work.db.all<OrderRow>(
            "where shop = ? and state in ('paid', 'part_shipped') and late_at is not null and "
            "(placed_at, id) < (?, ?) order by placed_at desc, id desc limit ?",
            shop, from.at, from.id, limit);
    if (ask.flag && *ask.flag != Flag::none && ask.state)
        return work.db.all<OrderRow>(
            "where shop = ? and flag = ? and flag <> 'none' and state = ? and "
            "(placed_at, id) < (?, ?) order by placed_at desc, id desc limit ?",
            shop, *ask.flag, *ask.state, from.at, from.id, limit);
    if (ask.flag && *ask.flag != Flag::none)
        return work.db.all<OrderRow>(
            "where shop = ? and flag = ? and flag <> 'none' and (placed_at, id) < (?, ?) "
            "order by placed_at desc, id desc limit ?",
            shop, *ask.flag, from.at, from.id, limit);
    if (ask.state)
        return work.db.all<OrderRow>(
            "where shop = ? and state = ? and (placed_at, id) < (?, ?) "
            "order by placed_at desc, id desc limit ?",
            shop, *ask.state, from.at, from.id, limit);
    return work.db.all<OrderRow>(
        "where shop = ? and (placed_at, id) < (?, ?) order by placed_at desc, id desc limit ?",
        shop, from.at, from.id, limit);
}

static bool all_digits(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// Each way of asking is an exact one, so that a million orders answer as fast as a thousand.
static std::vector<OrderRow> searched(Work& work, const std::string& q, int limit) {
    auto& shop = work.who.shop;
    auto out = work.db.all<OrderRow>(
        "where shop = ? and number = ? order by placed_at desc limit ?", shop, q, limit);
    auto more = [&](std::vector<OrderRow> rows) {
        for (auto& row : rows)
            if (std::ranges::none_of(out, [&](auto& seen) { return seen.id == row.id; }))
                out.push_back(std::move(row));
    };
    more(work.db.all<OrderRow>(
        "where shop = ? and id in (select order_id from parcels where shop = ? and number = ?) "
        "limit ?",
        shop, shop, q, limit));
    if (q.size() == 4 && all_digits(q))
        more(work.db.all<OrderRow>(
            "where shop = ? and phone_tail = ? and phone_tail <> '' order by placed_at desc limit ?",
            shop, q, limit));
    for (auto& token : receiver_tokens(work, shop, q)) {
        more(work.db.all<OrderRow>(
            "where shop = ? and receiver_phone_token = ? and receiver_phone_token <> '' "
            "order by placed_at desc limit ?",
            shop, token, limit));
        more(work.db.all<OrderRow>(
            "where shop = ? and receiver_name_token = ? and receiver_name_token <> '' "
            "order by placed_at desc limit ?",
            shop, token, limit));
    }
    std::ranges::sort(out, [](auto& a, auto& b) { return a.placed_at > b.placed_at; });
    if (out.size() > static_cast<std::size_t>(limit)) out.resize(static_cast<std::size_t>(limit));
    return out;
}

static bool is_in(const OrderRow& row, const ClockRow& clock, std::optional<DispatchClock> wanted) {
    if (!wanted) return true;
    if (*wanted == DispatchClock::due_soon) return is_due_soon(row, clock);
    return row.late_at && owes_goods(row.state);
}

static Result<OrderPage> list_orders(Work& work, const AskOrders& ask) {
    int limit = std::clamp(ask.limit.value_or(50), 1, 200);
    TRY(auto from, place_after(ask.after, {INT64_MAX, last_id}));
    auto q = ask.q.value_or("");
    auto rows = q.empty() ? page(work, ask, from, limit) : searched(work, q, limit);
    auto clock = clocks(work, work.who.shop);
    OrderPage out;
    for (auto& row : rows) {
        bool fits = (!ask.state || row.state == *ask.state) &&
                    (!ask.flag || row.flag == *ask.flag) && is_in(row, clock, ask.dispatch);
        if (fits) out.items.push_back(brief(work, row, clock));
    }
    if (q.empty() && static_cast<int>(rows.size()) == limit)
        out.next = text_of(ListPlace{rows.back().placed_at.us, rows.back().id.text});
    return out;
}

struct OrderCounts {
    std::int64_t unpaid = 0, paid = 0, part_shipped = 0, due_soon = 0,
                 late = 0;  // each counted up to 1,000
};
BOOST_DESCRIBE_STRUCT(OrderCounts, (), (unpaid, paid, part_shipped, due_soon, late))

static std::int64_t some_in(Work& work, OrderState state) {
    return work.db
        .value<std::int64_t>(
            "select count(*) from (select 1 as one from orders where shop = ? and state = ? "
            "limit 1000) as few",
            work.who.shop, state)
        .value_or(0);
}

static Result<OrderCounts> counts(Work& work) {
    auto late = work.db.value<std::int64_t>(
        "select count(*) from (select 1 as one from orders where shop = ? and state in ('paid', 'part_shipped') and "
        "late_at is not null limit 1000) as few",
        work.who.shop);
    auto due_soon = work.db.value<std::int64_t>(
        "select count(*) from (select 1 as one from orders where shop = ? and state in ('paid', 'part_shipped') and "
        "warned_for is not null and late_at is null limit 1000) as few",
        work.who.shop);
    return OrderCounts{some_in(work, OrderState::unpaid), some_in(work, OrderState::paid),
                       some_in(work, OrderState::part_shipped), due_soon.value_or(0),
                       late.value_or(0)};
}

static Result<Parcel> show_parcel(Work& work, const Id<Parcel>& id) {
    return parcel(work, work.who.shop, id);
}

void routes(Router& router) {
    router.get("/orders", list_orders, may::see_orders).limited({"search", 60, 60});
    router.get("/orders/counts", counts, may::see_orders);
    router.get("/orders/{id}", show_order, may::see_orders);
    router.get("/parcels/{id}", show_parcel, may::see_orders);
    router.get("/contacts/{id}/orders", contact_orders, may::see_orders);
    router.event<OrderTold>();
    act_routes(router);
    quarantine_routes(router);
    feed_routes(router);
    tracking_routes(router);
    clock_routes(router);
    buyer_routes(router);
}

void reactions(Jobs& jobs) { clock_reactions(jobs); }

void verify(Db& db) {
    db.verify<OrderRow>();
    db.verify<LineRow>();
    db.verify<ParcelRow>();
    db.verify<TraceRow>();
    db.verify<ClockRow>();
    verify_quarantine(db);
    verify_errands(db);
    verify_acts(db);
    verify_feeds(db);
    verify_tracking(db);
}

}  // namespace orders
