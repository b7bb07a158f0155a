// What was bought, as the sums need it, and the ledger of what went back.
#include "aftersales/rows.hpp"

namespace aftersales {

static DiscountKind kind_of(orders::DiscountKind kind) {
    switch (kind) {
        case orders::DiscountKind::full_reduction:
            return DiscountKind::threshold;
        case orders::DiscountKind::points:
            return DiscountKind::points;
        default:
            return DiscountKind::coupon;
    }
}

static Discount discount_of(const orders::Discount& discount) {
    Discount out{discount.title, kind_of(discount.kind), discount.amount, {}, 0, discount.shares};
    if (out.kind == DiscountKind::points) out.points = discount.amount.units;
    return out;
}

static Tender tender_of(const orders::Tender& tender) {
    switch (tender.kind) {
        case orders::TenderKind::gift_card:
            return {"礼品卡", RefundTender::gift_card, tender.amount, {}};
        case orders::TenderKind::balance:
            return {"余额", RefundTender::balance, tender.amount, {}};
        case orders::TenderKind::points:
            return {"积分", RefundTender::points, tender.amount, {}};
        default:
            return {"原路退回", RefundTender::cash, tender.amount, {}};
    }
}

Purchase purchase_of(const orders::Order& order) {
    Purchase out;
    for (auto& line : order.lines)
        out.lines.push_back({line.id.text, line.title, line.quantity, line.price, line.paid});
    for (auto& discount : order.discounts) out.discounts.push_back(discount_of(discount));
    for (auto& tender : order.tenders) out.tenders.push_back(tender_of(tender));
    out.freight = order.freight;
    std::int64_t tendered = 0;
    for (auto& tender : out.tenders) tendered += tender.amount.units;
    // A source that says its tenders only in part is taken at one payment.
    if (tendered != paid_in_all(out).units) out.tenders.clear();
    return out;
}

bool was_shipped(const orders::Order& order) {
    for (auto& line : order.lines)
        if (line.shipped > 0) return true;
    return order.shipped_at.has_value();
}

// What the source told of refunds that we never made counts as well.
static Ledger told_ledger(const orders::Order& order) {
    Ledger out;
    out.total = order.refunded;
    for (auto& line : order.lines)
        if (line.refunded.units > 0 || line.returned > 0)
            out.lines.push_back({line.id.text, line.returned, line.refunded, {}});
    return out;
}

LedgerRow ledger_of(Work& work, std::string_view shop, const orders::Order& order) {
    auto row = work.db.first<LedgerRow>("where shop = ? and order_id = ?", shop, order.id);
    if (row) return *row;
    LedgerRow fresh{
        work.new_id<LedgerRow>(), std::string(shop), order.id, told_ledger(order), {}, {}, 0};
    fresh.paid = paid_in_all(purchase_of(order));
    fresh.total = fresh.ledger.total;
    return fresh;
}

Minor left_to_refund(Work& work, std::string_view shop, const orders::Order& order) {
    // The shop's own books may know of more than ours.
    Minor told{std::max<std::int64_t>(0, order.payable.units - order.refunded.units)};
    return std::min(told, refundable(purchase_of(order), ledger_of(work, shop, order).ledger));
}

void save(Work& work, LedgerRow row, const Ledger& ledger) {
    row.ledger = ledger;
    row.total = ledger.total;
    ENSURE(row.total.units >= 0 && row.total <= row.paid, "never more goes back than was paid");
    if (row.version++ == 0) work.db.insert(row);
    else work.db.update(row);
}

static bool blames_seller(Reason reason) {
    return freight_shared(freight_cause(reason, {})).outbound == Payer::seller &&
           reason != Reason::no_reason && reason != Reason::changed_mind &&
           reason != Reason::size && reason != Reason::price_drop && reason != Reason::other;
}

static std::vector<Gift> gifts_of(const orders::Order& order, const CaseRow& row) {
    std::vector<Gift> out;
    std::string main;
    for (auto& line : order.lines)
        if (!line.gift && main.empty()) main = line.id.text;
    for (auto& line : order.lines) {
        if (!line.gift) continue;
        bool back =
            std::ranges::any_of(row.lines, [&](auto& mine) { return mine.line == line.id.text; });
        out.push_back({main, line.title, {line.price.units * line.quantity}, back});
    }
    return out;
}

Grounds grounds_of(Work& work, const CaseRow& row, const orders::Order& order,
                   const Policy& policy) {
    Grounds out;
    out.purchase = purchase_of(order);
    out.ledger = ledger_of(work, row.shop, order).ledger;
    bool by_amount = row.kind == CaseKind::partial_refund ||
                     row.kind == CaseKind::price_protection || row.kind == CaseKind::compensation;
    if (by_amount) {
        out.line = row.lines.empty() ? out.purchase.lines.front().id : row.lines.front().line;
        out.amount = row.amount;
        return out;
    }
    for (auto& line : row.lines) out.ask.units.push_back({line.line, line.quantity});
    out.ask.design = policy.design;
    out.ask.freight_always = policy.freight_always;
    out.ask.seller_liable = blames_seller(row.reason);
    out.ask.shipped = was_shipped(order);
    out.ask.gifts = gifts_of(order, row);
    return out;
}

void keep_grounds(Work& work, const CaseRow& row, const orders::Order& order) {
    auto policy = policy_of(work, row.shop, row.policy);
    work.db.insert(GroundsRow{work.new_id<GroundsRow>(), row.shop, row.id,
                              grounds_of(work, row, order, policy), order.delivered_at});
}

Result<RefundSum> worked_out(Work& work, const CaseRow& row, const orders::Order& order,
                             const Policy& policy) {
    return total_of(grounds_of(work, row, order, policy));
}

}  // namespace aftersales
