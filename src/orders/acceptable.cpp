// What can be an order at all: the check of everything a source tells.
#include <algorithm>
#include <set>

#include "kit/text/utf8.hpp"
#include "orders/rows.hpp"

namespace orders {

// Far above any shop's order and far below where sums of them overflow.
constexpr std::int64_t amount_max = 100'000'000'000;  // 1,000,000,000.00
constexpr std::int64_t quantity_max = 100'000;
constexpr std::size_t lines_max = 500;

static Result<void> decent(const std::string& text, std::string_view field, std::size_t limit) {
    if (!text::is_valid_utf8(text) || text::has_forbidden_controls(text))
        return invalid("bad_characters", std::string(field));
    if (text::length(text) > limit) return invalid("too_long", std::string(field));
    return {};
}
static Result<void> needed(const std::string& text, std::string_view field, std::size_t limit) {
    if (text.empty()) return invalid("required", std::string(field));
    return decent(text, field, limit);
}
static Result<void> amount(Minor money, std::string_view field,
                           const char* negative = "negative_amount") {
    if (money.units < 0) return invalid(negative, std::string(field));
    if (money.units > amount_max) return invalid("too_large", std::string(field));
    return {};
}

static Result<void> acceptable_line(const NewLine& line, std::set<std::string>& seen) {
    TRY(needed(line.external_id, "lines.external_id", 100));
    if (!seen.insert(line.external_id).second) return invalid("line_twice", "lines.external_id");
    TRY(needed(line.title, "lines.title", 300));
    for (auto part : {&line.product, &line.variant, &line.sku, &line.options})
        if (*part) {
            TRY(decent(**part, "lines", 300));
        }
    if (line.picture) {
        TRY(decent(*line.picture, "lines.picture", 1000));
        bool web = line.picture->starts_with("https://") || line.picture->starts_with("http://") ||
                   (line.picture->starts_with('/') && !line.picture->starts_with("//"));
        if (!line.picture->empty() && !web) return invalid("bad_url", "lines.picture");
    }
    if (line.quantity <= 0 || line.quantity > quantity_max)
        return invalid("bad_quantity", "lines.quantity");
    TRY(amount(line.price, "lines.price", "negative_price"));
    if (line.price.units > amount_max / line.quantity) return invalid("too_large", "lines.price");
    if (line.paid) {
        TRY(amount(*line.paid, "lines.paid"));
    }
    return {};
}

static Result<void> acceptable_money(const NewOrder& ask) {
    TRY(amount(ask.freight, "freight"));
    if (ask.payable) {
        TRY(amount(*ask.payable, "payable"));
    }
    std::int64_t discounts = 0;
    for (auto& discount : ask.discounts) {
        TRY(amount(discount.amount, "discounts.amount"));
        TRY(decent(discount.title, "discounts.title", 100));
        if (!discount.shares.empty() && discount.shares.size() != ask.lines.size())
            return invalid("shares_differ", "discounts.shares");
        std::int64_t shared = 0;
        for (auto share : discount.shares) {
            TRY(amount(share, "discounts.shares"));
            shared += share.units;
        }
        if (!discount.shares.empty() && shared != discount.amount.units)
            return invalid("shares_differ", "discounts.shares");
        discounts += discount.amount.units;
    }
    if (discounts > sums(ask).goods.units) return invalid("discount_above_goods", "discounts");
    std::int64_t paid = 0;
    for (auto& tender : ask.tenders) {
        TRY(amount(tender.amount, "tenders.amount"));
        paid += tender.amount.units;
    }
    if (!ask.tenders.empty() && paid != sums(ask).payable.units)
        return invalid("paid_differs", "tenders");
    return {};
}

static Result<void> acceptable_parcels(const NewOrder& ask) {
    if (ask.parcels.size() > 100) return invalid("too_many", "parcels");
    for (auto& parcel : ask.parcels) {
        TRY(needed(parcel.number, "parcels.number", 60));
        TRY(needed(parcel.carrier, "parcels.carrier", 60));
        for (auto& packed : parcel.lines) {
            bool known = std::ranges::any_of(
                ask.lines, [&](auto& line) { return line.external_id == packed.line; });
            if (!known) return invalid("unknown_line", "parcels.lines");
            if (packed.quantity <= 0 || packed.quantity > quantity_max)
                return invalid("bad_quantity", "parcels.lines");
        }
    }
    return {};
}

static Result<void> acceptable_times(const NewOrder& ask) {
    // Source: nothing was sold on line before 1990; a time in seconds or milliseconds lies there
    // too.
    constexpr std::int64_t earliest = 631'152'000'000'000, latest = 4'102'444'800'000'000;
    if (ask.placed_at.us < earliest || ask.placed_at.us > latest)
        return invalid("bad_time", "placed_at");
    for (auto& [at, field] : {std::pair{ask.paid_at, "paid_at"},
                              {ask.shipped_at, "shipped_at"},
                              {ask.delivered_at, "delivered_at"},
                              {ask.done_at, "done_at"},
                              {ask.promised_by, "promised_by"}}) {
        if (!at) continue;
        if (at->us > latest) return invalid("bad_time", field);
        if (*at < ask.placed_at) return invalid("times_reversed", field);
    }
    return {};
}

Result<void> acceptable(const NewOrder& ask) {
    TRY(needed(ask.source, "source", 40));
    TRY(needed(ask.external_id, "external_id", 100));
    TRY(needed(ask.number, "number", 64));
    for (auto& [part, limit] : {std::pair{&ask.buyer, 128},
                                {&ask.tier, 40},
                                {&ask.remark, 500},
                                {&ask.buyer_remark, 500}})
        if (*part) {
            TRY(decent(**part, "order", static_cast<std::size_t>(limit)));
        }
    if (ask.currency.size() != 3 ||
        !std::ranges::all_of(ask.currency, [](char c) { return c >= 'A' && c <= 'Z'; }))
        return invalid("bad_currency", "currency");
    if (ask.lines.empty()) return invalid("required", "lines");
    if (ask.lines.size() > lines_max) return invalid("too_many", "lines");
    std::set<std::string> seen;
    std::int64_t goods = 0;
    for (auto& line : ask.lines) {
        TRY(acceptable_line(line, seen));
        goods += line.price.units * line.quantity;
        if (goods > amount_max) return invalid("too_large", "lines.price");
    }
    TRY(acceptable_money(ask));
    TRY(acceptable_parcels(ask));
    TRY(acceptable_times(ask));
    if (ask.receiver)
        for (auto part : {&ask.receiver->name, &ask.receiver->phone, &ask.receiver->address,
                          &ask.receiver->region})
            if (*part) {
                TRY(decent(**part, "receiver", 300));
            }
    return {};
}

}  // namespace orders
