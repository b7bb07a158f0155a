// What people at the desk do with an order: remarks, address, cancel, dispatch; and money that went
// back.
#include <algorithm>

#include "kit/http/router.hpp"
#include "kit/jobs/jobs.hpp"
#include "kit/text/utf8.hpp"
#include "orders/rows.hpp"

namespace orders {

struct RefundRow {
    static constexpr auto table = "order_refunds";
    Id<RefundRow> id;
    std::string shop;
    Id<Order> order_id;
    std::optional<Id<OrderLine>> line;
    Minor amount;
    std::int64_t quantity = 0;
    Time refunded_at;
};
BOOST_DESCRIBE_STRUCT(RefundRow, (), (id, shop, order_id, line, amount, quantity, refunded_at))

void verify_acts(Db& db) { db.verify<RefundRow>(); }

static void save(Work& work, OrderRow& row) {
    row.version += 1;
    work.db.update(row);
    tell(work, row);
}

Result<Order> mark_refunded(Work& work, std::string_view shop, const Id<Order>& id,
                            const Refund& ask) {
    if (ask.key.empty()) return invalid("required", "key");
    TRY(auto row, order_row(work, shop, id));
    auto key = std::string(shop) + ":" + ask.key;
    if (auto old = work.db.first<RefundRow>("where shop = ? and id = ?", shop, key)) {
        if (old->order_id != id || old->amount != ask.amount || old->line != ask.line)
            return invalid("key_reused", "key");
        return view(work, row);
    }
    TRY(auto done, refunded(row, lines_of(work, row), ask, work.now));
    work.db.insert(
        RefundRow{{key}, std::string(shop), id, ask.line, ask.amount, ask.quantity, work.now});
    for (auto& line : done.lines)
        if (ask.line && line.id == *ask.line) work.db.update(line);
    save(work, done.order);
    work.announce(OrderChanged{done.order.shop, id, ChangedBy::desk, ChangedPart::state});
    return view(work, done.order);
}

Result<Order> cancel(Work& work, std::string_view shop, const Id<Order>& id, ChangedBy by,
                     const std::string& reason) {
    TRY(auto why, team::decent(reason, "reason", 100));
    TRY(auto row, order_row(work, shop, id));
    TRY(cancelable(row.state));
    if (auto source = acts_of_source(work, shop, row.source); source && by == ChangedBy::desk) {
        TRY(askable(Act::cancel, source));
        TRY(ask_source(work, row, {.act = Act::cancel, .reason = why, .ended_at = {}}));
        return view(work, row);
    }
    row.state = OrderState::canceled;
    row.closed_at = work.now;
    save(work, row);
    watch_promise(work, row);
    work.announce(OrderCanceled{row.shop, id, by, why});
    return view(work, row);
}

// What is packed, by the source's own numbers of its lines.
static std::vector<PackedLine> as_theirs(const Dispatched& of) {
    std::vector<PackedLine> out;
    for (auto& packed : of.packed)
        for (auto& line : of.lines)
            if (line.id.text == packed.line) out.push_back({line.external_id, packed.quantity});
    return out;
}

Result<Order> dispatch(Work& work, std::string_view shop, const Id<Order>& id,
                       const NewParcel& ask) {
    TRY(auto number, team::decent(ask.number, "number"));
    TRY(auto carrier, team::decent(ask.carrier, "carrier"));
    TRY(auto row, order_row(work, shop, id));
    TRY(auto done, dispatched(row, lines_of(work, row), ask, work.now));
    if (auto source = acts_of_source(work, shop, row.source)) {
        TRY(askable(Act::dispatch, source));
        TRY(ask_source(work, row,
                       {.act = Act::dispatch,
                        .carrier = carrier,
                        .number = number,
                        .lines = as_theirs(done),
                        .ended_at = {}}));
        return view(work, row);
    }
    if (work.db.value<std::string>(
            "select id from parcels where shop = ? and order_id = ? and carrier = ? and number = ?",
            shop, id, carrier_named(carrier).code, number))
        return conflict("parcel_known");
    auto clock = clocks(work, shop);
    auto parcel =
        sent_off(work, done.order, {carrier, number, {}, ask.shipped_at}, done.packed, clock);
    work.db.insert(parcel);
    for (auto& line : done.lines) work.db.update(line);
    save(work, done.order);
    watch(work, parcel, clock);
    watch_promise(work, done.order);
    work.announce(OrderShipped{done.order.shop, id, parcel.id});
    work.announce(OrderChanged{done.order.shop, id, ChangedBy::desk, ChangedPart::state});
    return view(work, done.order);
}

struct Annotate {
    std::optional<std::string> remark;
    std::optional<Flag> flag;
};
BOOST_DESCRIBE_STRUCT(Annotate, (), (remark, flag))

static Result<Order> annotate(Work& work, const Id<Order>& id, const Annotate& ask) {
    TRY(auto row, order_row(work, work.who.shop, id));
    if (ask.remark) {
        if (!text::is_valid_utf8(*ask.remark) || text::has_forbidden_controls(*ask.remark))
            return invalid("bad_characters", "remark");
        if (text::length(*ask.remark) > 500) return invalid("too_long", "remark");
        cover_remark(work, row, *ask.remark);
    }
    if (ask.flag) row.flag = *ask.flag;
    save(work, row);
    team::audit(work, "order_remarked", id.text, row.number);
    work.announce(OrderChanged{row.shop, id, ChangedBy::desk, ChangedPart::remark});
    return view(work, row);
}

struct ChangeAddress {
    std::optional<std::string> name, phone;  // none: as before
    std::string address;
};
BOOST_DESCRIBE_STRUCT(ChangeAddress, (), (name, phone, address))

static Result<void> telephone(const std::string& text) {
    auto digits = std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; });
    bool fine = std::ranges::all_of(
        text, [](char c) { return (c >= '0' && c <= '9') || c == '+' || c == '-' || c == ' '; });
    if (!fine || digits < 7 || digits > 15) return invalid("bad_phone", "phone");
    return {};
}

static Result<Order> change_address(Work& work, const Id<Order>& id, const ChangeAddress& ask) {
    TRY(auto row, order_row(work, work.who.shop, id));
    TRY(address_changeable(row.state));
    TRY(askable(Act::change_address, acts_of_source(work, row.shop, row.source)));
    Receiver to;
    TRY(to.address, team::decent(ask.address, "address", 200));
    if (ask.name) {
        TRY(to.name, team::decent(*ask.name, "name", 40));
    }
    if (ask.phone) {
        TRY(telephone(*ask.phone));
        to.phone = *ask.phone;
    }
    put_away(work, row, to);
    save(work, row);
    team::audit(work, "order_address_changed", id.text, row.number);
    work.announce(OrderChanged{row.shop, id, ChangedBy::desk, ChangedPart::address});
    return view(work, row);
}

struct CancelOrder {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(CancelOrder, (), (reason))

static Result<Order> cancel_order(Work& work, const Id<Order>& id, const CancelOrder& ask) {
    TRY(auto done, cancel(work, work.who.shop, id, ChangedBy::desk, ask.reason));
    team::audit(work, done.state == OrderState::canceled ? "order_canceled" : "order_cancel_asked",
                id.text, done.number);
    return done;
}

static Result<Order> dispatch_order(Work& work, const Id<Order>& id, const NewParcel& ask) {
    TRY(auto done, dispatch(work, work.who.shop, id, ask));
    bool asked = done.errand && done.errand->state == ErrandState::waiting;
    team::audit(work, asked ? "order_dispatch_asked" : "order_dispatched", id.text, done.number);
    return done;
}

// 催发货: the warehouse sees a red flag and who asked for it.
static Result<Order> urge(Work& work, const Id<Order>& id) {
    TRY(auto row, order_row(work, work.who.shop, id));
    TRY(urgeable(row.state));
    row.flag = Flag::red;
    auto line = "催发货 · " + work.who.name;
    if (!row.remark.contains(line)) row.remark += (row.remark.empty() ? "" : "；") + line;
    if (text::length(row.remark) > 500) return invalid("too_long", "remark");
    save(work, row);
    team::audit(work, "order_urged", id.text, row.number);
    work.announce(OrderChanged{row.shop, id, ChangedBy::desk, ChangedPart::remark});
    return view(work, row);
}

void act_routes(Router& router) {
    router.put("/orders/{id}/remark", annotate, may::work_orders);
    router.put("/orders/{id}/address", change_address, may::work_orders);
    router.post("/orders/{id}/cancellation", cancel_order, may::work_orders);
    router.post("/orders/{id}/urging", urge, may::work_orders);
    router.post("/orders/{id}/parcels", dispatch_order, may::work_orders);
}

}  // namespace orders
