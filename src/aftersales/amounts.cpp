// Shares: of discounts in lines, of a line in its units, of a refund in its tenders.
#include "aftersales/amounts.hpp"

#include <algorithm>
#include <numeric>

namespace aftersales {

std::string yuan(Minor money) {
    auto units = money.units < 0 ? -money.units : money.units;
    auto cents = std::to_string(units % 100);
    return (money.units < 0 ? "-" : "") + std::to_string(units / 100) + "." +
           (cents.size() < 2 ? "0" : "") + cents;
}

// 分 times 分 passes 64 bits for an order of 30 million yuan, so products are wide.
__extension__ typedef __int128 Wide;

static std::int64_t part(std::int64_t whole, std::int64_t weight, std::int64_t all) {
    return static_cast<std::int64_t>(static_cast<Wide>(whole) * weight / all);
}

std::vector<std::int64_t> apportioned(std::int64_t whole,
                                      const std::vector<std::int64_t>& weights) {
    std::vector<std::int64_t> out(weights.size(), 0);
    if (out.empty()) return out;
    auto all = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
    if (all == 0) return out.front() = whole, out;
    std::vector<std::pair<std::int64_t, std::size_t>>
        left;  // largest remainder first, then the earlier
    std::int64_t given = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        given += out[i] = part(whole, weights[i], all);
        left.emplace_back(-static_cast<std::int64_t>(static_cast<Wide>(whole) * weights[i] % all),
                          i);
    }
    std::sort(left.begin(), left.end());
    for (std::size_t i = 0; given < whole; ++i, ++given) ++out[left[i].second];
    return out;
}

static std::vector<std::int64_t> list_values(const Purchase& purchase) {
    std::vector<std::int64_t> out;
    for (auto& line : purchase.lines) out.push_back(line.unit.units * line.quantity);
    return out;
}

static void share(std::vector<PaidLine>& lines, const Discount& discount,
                  const std::vector<std::int64_t>& weights) {
    auto money = apportioned(discount.amount.units, weights);
    for (std::size_t i = 0; discount.shares.size() == lines.size() && i < lines.size(); ++i)
        money[i] = discount.shares[i].units;
    auto points = apportioned(discount.points, weights);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        // A discount never makes a line cost less than nothing.
        auto off = std::min(money[i], lines[i].paid.units);
        lines[i].shares.push_back({off});
        lines[i].points.push_back(points[i]);
        lines[i].paid.units -= off;
    }
}

std::vector<PaidLine> paid_lines(const Purchase& purchase) {
    std::vector<PaidLine> out;
    auto weights = list_values(purchase);
    for (std::size_t i = 0; i < weights.size(); ++i)
        out.push_back({purchase.lines[i].id, {weights[i]}, {weights[i]}, {}, {}});
    for (auto& discount : purchase.discounts) share(out, discount, weights);
    for (std::size_t i = 0; i < out.size(); ++i)
        if (auto& said = purchase.lines[i].paid) out[i].paid = *said;
    return out;
}

Minor units_cost(Minor paid, std::int64_t quantity, std::int64_t from, std::int64_t count) {
    return {part(paid.units, from + count, quantity) - part(paid.units, from, quantity)};
}

Minor paid_in_all(const Purchase& purchase) {
    Minor out = purchase.freight;
    for (auto& line : paid_lines(purchase)) out.units += line.paid.units;
    return out;
}

Minor refundable(const Purchase& purchase, const Ledger& ledger) {
    return {std::max<std::int64_t>(0, paid_in_all(purchase).units - ledger.total.units)};
}

// What cash cannot take any more falls on the others, in their order.
static void spread(std::vector<TenderShare>& shares, const std::vector<Tender>& tenders,
                   std::int64_t rest) {
    for (int cash = 1; cash >= 0; --cash)
        for (std::size_t i = 0; i < shares.size(); ++i) {
            if ((tenders[i].kind == RefundTender::cash) != (cash == 1)) continue;
            auto room =
                tenders[i].amount.units - tenders[i].refunded.units - shares[i].amount.units;
            auto more = std::min(rest, room);
            shares[i].amount.units += more;
            rest -= more;
        }
}

std::vector<TenderShare> by_tender(const std::vector<Tender>& tenders, Minor amount) {
    std::vector<TenderShare> out;
    std::int64_t left = 0, given = 0;
    for (auto& tender : tenders) left += tender.amount.units - tender.refunded.units;
    for (auto& tender : tenders) {
        auto mine =
            left == 0 ? 0 : part(amount.units, tender.amount.units - tender.refunded.units, left);
        out.push_back({tender.name, tender.kind, {mine}});
        given += mine;
    }
    spread(out, tenders, amount.units - given);
    return out;
}

DepositDue deposit_due(Minor deposit, Minor price, Defaulting who) {
    Minor true_deposit{std::min(deposit.units, price.units / 5)};
    if (who == Defaulting::buyer) return {{deposit.units - true_deposit.units}, {}};
    return {deposit, true_deposit};
}

Result<Minor> protected_difference(const PriceDrop& drop) {
    if (drop.asked_at > drop.bought_at + std::chrono::days{drop.window_days})
        return conflict("window_over");
    if (!drop.same_conditions) return conflict("other_conditions");
    if (drop.refunded_for_this_drop) return conflict("refunded_already");
    if (drop.current_unit >= drop.paid_unit) return conflict("no_drop");
    return Minor{(drop.paid_unit.units - drop.current_unit.units) * drop.quantity};
}

}  // namespace aftersales
