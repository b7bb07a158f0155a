// What another shop told, into the rooms it belongs to: once, in order, or into quarantine with a
// reason.
#include <algorithm>
#include <charconv>

#include "connections/rows.hpp"
#include "kit/crypto/crypto.hpp"

namespace connections {

// Everything of it that we would keep, as one short text.
static std::string digest_of(const Brought& from) {
    std::string whole;
    if (from.order) whole += json::text_of(*from.order);
    if (from.product) whole += json::text_of(*from.product);
    if (from.buyer) whole += json::text_of(*from.buyer);
    whole += json::text_of(from.repaid) + (from.gone ? "gone" : "") + from.fault;
    return crypto::sha256_hex(whole);
}

static std::optional<ItemRow> item_of(Work& work, const ConnectionRow& row, const Brought& from) {
    return work.db.first<ItemRow>(
        "where shop = ? and connection = ? and kind = ? and external_id = ?", row.shop, row.id,
        from.kind, from.external_id);
}

static Taken take_order(Work& work, const ConnectionRow& row, orders::NewOrder order,
                        std::int64_t version) {
    order.version = version;
    // A customer with a number of their own is the buyer that a signed identity names, at the first
    // shop that was connected; others keep theirs apart, so that two shops' customer 17 are two
    // people.
    if (order.buyer && !order.buyer->empty() && row.source != name_of(row.kind))
        order.buyer = row.source + ":" + *order.buyer;
    auto put = orders::put_order(work, row.shop, order);
    if (put.outcome != orders::Outcome::quarantined) want_pictures(work, row, order);
    return {put.outcome, put.reason, put.field};
}

static Taken take_repaid(Work& work, const ConnectionRow& row, const Brought& from, Taken so_far) {
    if (from.repaid.empty() || so_far.outcome == orders::Outcome::quarantined) return so_far;
    auto order = orders::find_external(work, row.shop, row.source, from.external_id);
    if (!order) return so_far;
    for (auto& one : from.repaid) {
        auto marked = orders::mark_refunded(
            work, row.shop, order->id,
            {.key = row.source + ":" + one.external_id, .amount = one.amount});
        if (!marked) return {orders::Outcome::quarantined, marked.error().reason, "refunds"};
    }
    return so_far;
}

static Taken take_product(Work& work, const ConnectionRow& row, const Brought& from) {
    if (from.gone) {
        catalogue::retire_product(work, row.shop, row.source, from.external_id);
        return {orders::Outcome::changed, "", ""};
    }
    auto made = catalogue::upsert_product(work, row.shop, *from.product);
    if (!made) return {orders::Outcome::quarantined, made.error().reason, made.error().field};
    want_pictures(work, row, *from.product);
    return {orders::Outcome::changed, "", ""};
}

static Taken take_buyer(Work& work, const ConnectionRow& row, Buyer buyer) {
    if (row.source != name_of(row.kind)) buyer.external_id = row.source + ":" + buyer.external_id;
    auto known =
        customers::bring(work, row.shop, {buyer.external_id, buyer.name, buyer.phone, buyer.email});
    if (!known) return {orders::Outcome::quarantined, known.error().reason, known.error().field};
    return {orders::Outcome::changed, "", ""};
}

static Taken taken(Work& work, const ConnectionRow& row, const Brought& from,
                   std::int64_t version) {
    if (!from.fault.empty()) return {orders::Outcome::quarantined, from.fault, from.field};
    if (from.order)
        return take_repaid(work, row, from, take_order(work, row, *from.order, version));
    if (from.product || (from.gone && from.kind == Thing::product))
        return take_product(work, row, from);
    if (from.buyer) return take_buyer(work, row, *from.buyer);
    return {};
}

bool is_older(Time told, Time known, Trust trust) {
    return trust == Trust::if_newer ? told <= known : told + clock_grain <= known;
}

Taken take(Work& work, const ConnectionRow& row, const Brought& from, Trust trust) {
    auto item = item_of(work, row, from);
    auto digest = digest_of(from);
    if (item && item->digest == digest) return {};
    if (item && is_older(from.changed_at, item->changed_at, trust))
        return {orders::Outcome::stale, "", ""};
    ItemRow next{.id = item ? item->id : work.new_id<ItemRow>(),
                 .shop = row.shop,
                 .connection = row.id,
                 .kind = from.kind,
                 .external_id = from.external_id,
                 .digest = digest,
                 .changed_at = std::max(item ? item->changed_at : Time{}, from.changed_at),
                 .version = std::max(item ? item->version + 1 : 1, from.changed_at.us),
                 .fault = "",
                 .field = "",
                 .taken_at = work.now,
                 .seen_at = work.now,
                 .gone = from.gone};
    auto out = taken(work, row, from, next.version);
    if (out.outcome == orders::Outcome::quarantined)
        next.fault = out.reason, next.field = out.field;
    if (item) work.db.update(next);
    else work.db.insert(next);
    return out;
}

void ring(Work& work, const ConnectionRow& row) {
    work.db.execute("update connections set rung_at = ? where shop = ? and id = ?", work.now,
                    row.shop, row.id);
}

Result<void> first_time(Work& work, const ConnectionRow& row, std::string_view signature) {
    auto digest = crypto::sha256_hex(signature);
    if (work.db.value<std::string>(
            "select id from deliveries where shop = ? and connection = ? and signature = ?",
            row.shop, row.id, digest))
        return conflict("replayed");
    work.db.insert(DeliveryRow{work.new_id<DeliveryRow>(), row.shop, row.id, digest, work.now});
    return {};
}

// Source: the house's own signatures, "t=1700000000,v1=hex(HMAC-SHA256(secret, t.body))"; five
// minutes either way.
Result<void> signed_now(Work& work, const ConnectionRow& row, std::string_view header,
                        std::string_view body, std::string_view secret) {
    auto comma = header.find(",v1=");
    if (!header.starts_with("t=") || comma == header.npos || secret.empty())
        return unauthenticated("bad_signature");
    auto stamp = header.substr(2, comma - 2), given = header.substr(comma + 4);
    std::int64_t seconds = 0;
    auto got = std::from_chars(stamp.data(), stamp.data() + stamp.size(), seconds);
    if (got.ec != std::errc{} || got.ptr != stamp.data() + stamp.size() || seconds < 0 ||
        seconds > 9'999'999'999)
        return unauthenticated("bad_signature");
    auto right =
        crypto::hex(crypto::hmac_sha256(secret, std::string(stamp) + "." + std::string(body)));
    if (!crypto::same(right, given)) return unauthenticated("bad_signature");
    constexpr Span window = std::chrono::minutes{5};
    Time at{seconds * 1'000'000};
    if (at < work.now - window || at > work.now + window) return unauthenticated("stale_signature");
    return first_time(work, row, given);
}

}  // namespace connections
