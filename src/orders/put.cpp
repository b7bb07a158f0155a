// What a source says becomes our order: once, in order, or into quarantine.
#include <algorithm>

#include "kit/base/json.hpp"
#include "kit/crypto/crypto.hpp"
#include "orders/rows.hpp"

namespace orders {

static std::string digest_of(const NewOrder& ask) {
    auto same = ask;
    same.version = 0;
    return crypto::sha256_hex(json::text_of(same));
}

static std::optional<Time> first_of(std::optional<Time> said, std::optional<Time> kept) {
    return said ? said : kept;
}

// Each state was reached at some time; when the source does not say when, it was by now.
static void stamp(OrderRow& row, Time now) {
    using enum OrderState;
    bool was_paid = row.state != unpaid && row.state != canceled;
    if (was_paid && !row.paid_at) row.paid_at = now;
    if ((row.state == part_shipped || row.state == shipped) && !row.shipped_at)
        row.shipped_at = now;
    if (row.state == delivered && !row.delivered_at) row.delivered_at = now;
    if (row.state == done && !row.done_at) row.done_at = now;
    if ((row.state == canceled || row.state == refunded) && !row.closed_at) row.closed_at = now;
}

static OrderRow taken(Work& work, OrderRow row, const NewOrder& ask) {
    auto sum = sums(ask);
    row.source_version = ask.version;
    row.number = ask.number;
    if (ask.buyer) row.buyer = *ask.buyer;
    if (ask.contact) row.contact = ask.contact;
    if (ask.tier) row.tier = *ask.tier;
    row.state = ask.state;
    row.currency = ask.currency;
    row.goods = sum.goods;
    row.freight = ask.freight;
    row.adjustment = sum.adjustment;
    row.payable = sum.payable;
    row.discounts = ask.discounts;
    row.tenders = ask.tenders;
    row.placed_at = ask.placed_at;
    row.paid_at = first_of(ask.paid_at, row.paid_at);
    row.shipped_at = first_of(ask.shipped_at, row.shipped_at);
    row.delivered_at = first_of(ask.delivered_at, row.delivered_at);
    row.done_at = first_of(ask.done_at, row.done_at);
    row.promised_by = first_of(ask.promised_by, row.promised_by);
    if (ask.remark) cover_remark(work, row, *ask.remark);
    if (ask.flag) row.flag = *ask.flag;
    if (ask.buyer_remark) cover_buyer_remark(work, row, *ask.buyer_remark);
    if (ask.receiver) put_away(work, row, *ask.receiver);
    stamp(row, work.now);
    if (forgets_warning(row, clocks(work, row.shop))) row.warned_for.reset();
    return row;
}

static LineRow line_row(Work& work, const OrderRow& order, const NewLine& line, std::size_t place,
                        Minor paid) {
    return {.id = work.new_id<OrderLine>(),
            .shop = order.shop,
            .order_id = order.id,
            .place = static_cast<std::int64_t>(place),
            .external_id = line.external_id,
            .product = line.product.value_or(""),
            .variant = line.variant.value_or(""),
            .sku = line.sku.value_or(""),
            .title = line.title,
            .options = line.options.value_or(""),
            .picture = line.picture.value_or(""),
            .gift = line.gift,
            .quantity = line.quantity,
            .price = line.price,
            .paid = paid,
            .shipped = 0,
            .returned = 0,
            .refunded = {}};
}

// A source that ships without saying what: everything is on its way.
static std::int64_t shipped_of(const OrderRow& order, const NewOrder& ask, const NewLine& line) {
    using enum OrderState;
    if (order.state == unpaid || order.state == paid || order.state == canceled) return 0;
    std::int64_t named = 0;
    bool all = ask.parcels.empty() && order.state != part_shipped;
    for (auto& parcel : ask.parcels) {
        all = all || parcel.lines.empty();
        for (auto& packed : parcel.lines)
            if (packed.line == line.external_id) named += packed.quantity;
    }
    return all ? line.quantity : std::min(named, line.quantity);
}

static void put_lines(Work& work, const OrderRow& order, const NewOrder& ask,
                      std::vector<LineRow> old) {
    auto shares = paid_shares(ask);
    for (std::size_t i = 0; i < ask.lines.size(); ++i) {
        auto row = line_row(work, order, ask.lines[i], i, shares[i]);
        row.shipped = shipped_of(order, ask, ask.lines[i]);
        auto known = std::ranges::find(old, row.external_id, &LineRow::external_id);
        if (known == old.end()) {
            work.db.insert(row);
            continue;
        }
        row.id = known->id;
        row.returned = known->returned;
        row.refunded = known->refunded;
        row.shipped = std::max(row.shipped, std::min(known->shipped, row.quantity));
        if (row != *known) work.db.update(row);
        old.erase(known);
    }
    for (auto& gone : old)
        work.db.execute("delete from order_lines where shop = ? and id = ?", order.shop, gone.id);
}

static std::vector<PackedLine> packed_as_ours(const std::vector<LineRow>& lines,
                                              const NewParcel& parcel) {
    std::vector<PackedLine> out;
    for (auto& packed : parcel.lines)
        for (auto& line : lines)
            if (line.external_id == packed.line) out.push_back({line.id.text, packed.quantity});
    return out;
}

static void put_parcels(Work& work, const OrderRow& order, const NewOrder& ask, Telling telling) {
    if (ask.parcels.empty()) return;
    auto clock = clocks(work, order.shop);
    auto lines = lines_of(work, order);
    for (auto& parcel : ask.parcels) {
        auto carrier = carrier_named(parcel.carrier).code;
        if (work.db.value<std::string>(
                "select id from parcels where shop = ? and order_id = ? and carrier = ? and number = ?",
                order.shop, order.id, carrier, parcel.number))
            continue;
        auto named = parcel;
        if (!named.shipped_at) named.shipped_at = order.shipped_at;
        auto row = sent_off(work, order, named, packed_as_ours(lines, parcel), clock);
        if (is_over(order.state) || order.state == OrderState::delivered) {
            row.state = ParcelState::delivered;
            row.delivered_at = order.delivered_at ? order.delivered_at : order.done_at;
            row.eta.reset();
        }
        work.db.insert(row);
        if (telling == Telling::aloud) work.announce(OrderShipped{order.shop, order.id, row.id});
        watch(work, row, clock);
    }
}

static void tell_others(Work& work, const OrderRow& row, std::optional<OrderState> before) {
    using enum OrderState;
    if (!before && row.state == unpaid) work.announce(OrderPlaced{row.shop, row.id, row.placed_at});
    bool was_paid = before && *before != unpaid;
    bool is_paid = row.state != unpaid && row.state != canceled;
    if (is_paid && !was_paid) work.announce(OrderPaid{row.shop, row.id});
    if (row.state == canceled && before != canceled)
        work.announce(OrderCanceled{row.shop, row.id, ChangedBy::source, "source"});
    bool moved = !before || *before != row.state;
    work.announce(OrderChanged{row.shop, row.id, ChangedBy::source,
                               moved ? ChangedPart::state : ChangedPart::other});
    tell(work, row);
}

static Result<void> may_replace(const OrderRow& old, const NewOrder& ask) {
    if (ask.currency != old.currency) return invalid("currency_changed", "currency");
    if (auto fine = may_follow(old.state, ask.state); !fine)
        return invalid(fine.error().reason, "state");
    if (sums(ask).payable < old.refunded) return invalid("below_refunded", "payable");
    return {};
}

// The order with its lines and parcels; its clock is wound.
static void keep(Work& work, OrderRow& row, const NewOrder& ask, bool is_known, Telling telling) {
    if (is_known) {
        row.version += 1;
        work.db.update(row);
    } else {
        work.db.insert(row);
    }
    release(work, row.shop, ask);
    put_lines(work, row, ask, is_known ? lines_of(work, row) : std::vector<LineRow>{});
    put_parcels(work, row, ask, telling);
    watch_promise(work, row);
}

Put put_order(Work& work, std::string_view shop, const NewOrder& ask, Telling telling) {
    auto fine = acceptable(ask);
    if (!fine && fine.error().reason == "bad_characters")
        return quarantined(work, shop, ask, fine.error(), {});
    auto old = work.db.first<OrderRow>("where shop = ? and source = ? and external_id = ?", shop,
                                       ask.source, ask.external_id);
    auto known = old ? old->id : Id<Order>{};
    if (!fine) return quarantined(work, shop, ask, fine.error(), known);
    if (old && ask.version < old->source_version) return {Outcome::stale, known, "", ""};
    auto digest = digest_of(ask);
    if (old && old->digest == digest) {
        if (ask.version > old->source_version)
            work.db.execute("update orders set source_version = ? where shop = ? and id = ?",
                            ask.version, shop, known);
        return {Outcome::unchanged, known, "", ""};
    }
    if (old)
        if (fine = may_replace(*old, ask); !fine)
            return quarantined(work, shop, ask, fine.error(), known);

    OrderRow fresh{.id = work.new_id<Order>(),
                   .shop = std::string(shop),
                   .source = ask.source,
                   .external_id = ask.external_id};
    auto row = taken(work, old ? *old : fresh, ask);
    if (!row.contact && !row.buyer.empty())
        row.contact = customers::proved_as(work, shop, row.buyer);
    row.digest = digest;
    keep(work, row, ask, old.has_value(), telling);
    if (telling == Telling::aloud)
        tell_others(work, row, old ? std::optional(old->state) : std::nullopt);
    return {old ? Outcome::changed : Outcome::added, row.id, "", ""};
}

}  // namespace orders
