// Rows of orders, and what the desk sees of them.
#include <algorithm>

#include "orders/rows.hpp"

namespace orders {

ClockRow clocks(Work& work, std::string_view shop) {
    if (auto own = work.db.first<ClockRow>("where shop = ?", shop)) return *own;
    return {.id = {std::string(shop)}, .shop = std::string(shop), .ship_from = ""};
}

Result<OrderRow> order_row(Work& work, std::string_view shop, const Id<Order>& id) {
    auto row = work.db.first<OrderRow>("where shop = ? and id = ?", shop, id);
    if (!row) return not_found();
    return *std::move(row);
}

std::vector<LineRow> lines_of(Work& work, const OrderRow& order) {
    return work.db.all<LineRow>("where shop = ? and order_id = ? order by place", order.shop,
                                order.id);
}

std::vector<ParcelRow> parcels_of(Work& work, const OrderRow& order) {
    return work.db.all<ParcelRow>("where shop = ? and order_id = ? order by shipped_at, id",
                                  order.shop, order.id);
}

std::vector<TraceRow> traces_of(Work& work, std::string_view shop, const Id<Parcel>& parcel) {
    return work.db.all<TraceRow>("where shop = ? and parcel = ? order by at desc, id", shop,
                                 parcel);
}

// A contact's orders are found by the link and by the number that their signed identity proves.
std::vector<OrderRow> rows_of_contact(Work& work, std::string_view shop,
                                      const customers::Contact& of, int limit) {
    auto out = work.db.all<OrderRow>(
        "where shop = ? and contact = ? order by placed_at desc limit ?", shop, of.id, limit);
    if (!of.verified || !of.external_id) return out;
    auto proved = work.db.all<OrderRow>(
        "where shop = ? and buyer = ? and buyer <> '' order by placed_at desc limit ?", shop,
        *of.external_id, limit);
    for (auto& row : proved)
        if (std::ranges::none_of(out, [&](auto& other) { return other.id == row.id; }))
            out.push_back(std::move(row));
    std::ranges::sort(out, [](auto& a, auto& b) { return a.placed_at > b.placed_at; });
    if (out.size() > static_cast<std::size_t>(limit)) out.resize(static_cast<std::size_t>(limit));
    return out;
}

Parcel shown(const ParcelRow& row) {
    return {row.id,       row.order_id, row.carrier,  row.carrier_name, row.number,
            row.state,    row.lines,    row.route,    row.shipped_at,   row.last_text,
            row.moved_at, row.eta,      row.stuck_at, row.delivered_at, {}};
}

static OrderLine shown(const LineRow& row) {
    Minor list{row.gift ? 0 : row.price.units * row.quantity};
    return {row.id,       row.external_id, row.product,
            row.variant,  row.sku,         row.title,
            row.options,  row.picture,     row.gift,
            row.quantity, row.price,       {std::max<std::int64_t>(0, list.units - row.paid.units)},
            row.paid,     row.shipped,     row.returned,
            row.refunded};
}

// While goods are owed: until when, and whether the team was warned of it.
static void add_clock(Work& work, const OrderRow& row, Order& to) {
    if (!owes_goods(row.state)) return;
    auto clock = clocks(work, row.shop);
    to.dispatch_by = promise(row, clock);
    to.is_due_soon = is_due_soon(row, clock);
}

Order view(Work& work, const OrderRow& row) {
    auto source = acts_of_source(work, row.shop, row.source);
    Order out{.id = row.id,
              .version = row.version,
              .source = row.source,
              .external_id = row.external_id,
              .number = row.number,
              .contact = row.contact,
              .buyer = row.buyer,
              .tier = row.tier,
              .state = row.state,
              .currency = row.currency,
              .goods = row.goods,
              .discounts = row.discounts,
              .freight = row.freight,
              .adjustment = row.adjustment,
              .payable = row.payable,
              .refunded = row.refunded,
              .tenders = row.tenders,
              .placed_at = row.placed_at,
              .paid_at = row.paid_at,
              .shipped_at = row.shipped_at,
              .delivered_at = row.delivered_at,
              .done_at = row.done_at,
              .closed_at = row.closed_at,
              .promised_by = row.promised_by,
              .late_at = row.late_at,
              .remark = row.remark,
              .buyer_remark = row.buyer_remark,
              .remark_covered = row.remark_covered,
              .buyer_remark_covered = row.buyer_remark_covered,
              .flag = row.flag,
              .receiver = masked(work, row),
              .acts = act_rules(row.state, source),
              .errand = source ? newest_errand(work, row) : std::nullopt};
    add_clock(work, row, out);
    for (auto& line : lines_of(work, row)) out.lines.push_back(shown(line));
    for (auto& parcel : parcels_of(work, row)) out.parcels.push_back(shown(parcel));
    return out;
}

Result<Order> find(Work& work, std::string_view shop, const Id<Order>& id) {
    TRY(auto row, order_row(work, shop, id));
    auto out = view(work, row);
    for (auto& parcel : out.parcels)
        for (auto& trace : traces_of(work, shop, parcel.id))
            parcel.traces.push_back({trace.at, trace.state, trace.place, trace.text});
    return out;
}

Result<Order> find_external(Work& work, std::string_view shop, std::string_view source,
                            std::string_view external_id) {
    auto row = work.db.first<OrderRow>("where shop = ? and source = ? and external_id = ?", shop,
                                       source, external_id);
    if (!row) return not_found();
    return find(work, shop, row->id);
}

std::optional<Order> by_number(Work& work, std::string_view shop, std::string_view number) {
    auto row = work.db.first<OrderRow>(
        "where shop = ? and number = ? order by placed_at desc limit 1", shop, number);
    if (!row) return std::nullopt;
    return *find(work, shop, row->id);
}

std::vector<Order> of_contact(Work& work, std::string_view shop,
                              const Id<customers::Contact>& contact, int limit) {
    std::vector<Order> out;
    auto of = customers::contact(work, shop, contact);
    if (!of) return out;
    for (auto& row : rows_of_contact(work, shop, *of, limit)) out.push_back(view(work, row));
    return out;
}

std::optional<Id<customers::Contact>> contact_of(Work& work, std::string_view shop,
                                                 const Order& order) {
    if (order.contact || order.buyer.empty()) return order.contact;
    return customers::proved_as(work, shop, order.buyer);
}

Result<Parcel> parcel(Work& work, std::string_view shop, const Id<Parcel>& id) {
    auto row = work.db.first<ParcelRow>("where shop = ? and id = ?", shop, id);
    if (!row) return not_found();
    auto out = shown(*row);
    for (auto& trace : traces_of(work, shop, id))
        out.traces.push_back({trace.at, trace.state, trace.place, trace.text});
    return out;
}

}  // namespace orders
