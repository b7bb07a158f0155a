// The sum of a refund, line by line, in words.
#include <algorithm>
#include <map>

#include "aftersales/books.hpp"

namespace aftersales {

namespace {

// --- words
// -------------------------------------------------------------------------------------------

void say_line(RefundSum& sum, const Books& books, const LineRefund& row, Design design) {
    for (std::size_t i = 0; i < books.now.size(); ++i) {
        auto& line = books.purchase.lines[i];
        if (line.id != row.line) continue;
        if (row.quantity == 0) {
            sum.lines.push_back({"priced_back",
                                 "「" + line.title + "」此前按重新计价少退的部分，全部退回后补退",
                                 "\u201c" + line.title +
                                     "\u201d: what re-pricing kept before, now that all is back",
                                 row.amount});
            continue;
        }
        auto count = " × " + std::to_string(row.quantity);
        std::string zh = "「" + line.title + "」" + count + "：标价 " + yuan(books.paid[i].list);
        std::string en =
            "\u201c" + line.title + "\u201d" + count + ": listed " + yuan(books.paid[i].list);
        for (std::size_t k = 0; k < books.purchase.discounts.size(); ++k) {
            auto& name = books.purchase.discounts[k].name;
            zh += " − " + name + "分摊 " + yuan(books.paid[i].shares[k]);
            en += " − share of " + name + " " + yuan(books.paid[i].shares[k]);
        }
        zh += " = 实付 " + yuan(books.paid[i].paid);
        en += " = paid " + yuan(books.paid[i].paid);
        if (line.quantity > 1) {
            zh += "（共 " + std::to_string(line.quantity) + " 件）";
            en += " (for " + std::to_string(line.quantity) + ")";
        }
        if (design == Design::re_price && !all_back(books))
            zh += "，按留下商品重新计价", en += ", the rest priced again";
        sum.lines.push_back({"line", zh, en, row.amount});
    }
}

void say_priced_again(RefundSum& sum, const Books& books) {
    Minor goods, before;
    for (auto& line : books.paid) goods.units += line.paid.units;
    for (auto& line : books.before) before.units += line.for_units.units;
    auto rest = priced_again(books);
    sum.lines.push_back({"priced_again",
                         "商品实付 " + yuan(goods) + " − 留下的商品按购买时的规则应付 " +
                             yuan(rest) + " − 之前已退 " + yuan(before),
                         "Goods paid " + yuan(goods) + " − what stays would have cost " +
                             yuan(rest) + " − refunded before " + yuan(before),
                         {}});
}

// --- freight, gifts, what else goes back
// ---------------------------------------------------------------

Minor freight_due(const Books& books, const RefundAsk& ask) {
    bool owed = !ask.shipped || ask.seller_liable || ask.freight_always;
    // Freight travels with the last line that goes back.
    if (!owed || !all_back(books)) return {};
    return {std::max<std::int64_t>(0, books.purchase.freight.units - books.ledger.freight.units)};
}

Minor broken_free_shipping(const Books& books, const RefundAsk& ask) {
    auto& purchase = books.purchase;
    bool broken = purchase.free_shipping_from.units > 0 && !all_back(books) &&
                  listed_rest(books) < purchase.free_shipping_from;
    return broken && !ask.seller_liable && ask.shipped ? purchase.freight_saved : Minor{};
}

Minor kept_gifts(const Books& books, const RefundAsk& ask, RefundSum& sum) {
    Minor out;
    for (auto& gift : ask.gifts)
        for (std::size_t i = 0; i < books.now.size(); ++i) {
            auto& line = books.purchase.lines[i];
            if (line.id != gift.main_line || gift.returned || back_of(books, i) < line.quantity)
                continue;
            out.units += gift.value.units;
            sum.lines.push_back(
                {"gift",
                 "赠品「" + gift.name + "」未退回，按标价扣除",
                 "The gift \u201c" + gift.name + "\u201d was kept: its marked price is taken off",
                 {-gift.value.units}});
        }
    return out;
}

SumLine freight_line(const RefundAsk& ask, Minor freight) {
    if (!ask.shipped)
        return {"freight", "整单未发货，退还运费", "Nothing was sent: freight", freight};
    if (ask.seller_liable)
        return {"freight", "卖家责任，退还发货运费", "The seller is liable: outbound freight",
                freight};
    return {"freight", "店铺承诺整单退货退还发货运费",
            "The shop gives outbound freight back with the whole order", freight};
}

void settle_freight(RefundSum& sum, const Books& books, const RefundAsk& ask) {
    sum.freight = freight_due(books, ask);
    if (sum.freight.units > 0) sum.lines.push_back(freight_line(ask, sum.freight));
    auto broken = broken_free_shipping(books, ask);
    if (broken.units > 0)
        sum.lines.push_back(
            {"free_shipping",
             "部分退货后不满包邮门槛，扣除发货运费",
             "What stays is below the free-shipping threshold: outbound freight is taken off",
             {-broken.units}});
    auto due = broken.units + kept_gifts(books, ask, sum).units;
    // What was taken off before and is not due any more comes back.
    auto more = due - books.ledger.deducted.units;
    sum.deducted = {std::min(more, sum.goods.units + sum.freight.units)};
    if (books.ledger.deducted.units > 0)
        sum.lines.push_back(
            {"deducted_before", "此前已扣除", "Taken off before", books.ledger.deducted});
}

void give_back_extras(RefundSum& sum, const Books& books) {
    for (std::size_t k = 0; k < books.purchase.discounts.size(); ++k) {
        auto& discount = books.purchase.discounts[k];
        for (std::size_t i = 0; i < books.now.size(); ++i) {
            auto quantity = books.purchase.lines[i].quantity;
            auto from = books.before[i].returned;
            if (discount.kind == DiscountKind::points)
                sum.points_back +=
                    units_cost({books.paid[i].points[k]}, quantity, from, books.now[i]).units;
            if (discount.kind == DiscountKind::subsidy)
                sum.platform_gets_back.units +=
                    units_cost(books.paid[i].shares[k], quantity, from, books.now[i]).units;
        }
        if (discount.kind == DiscountKind::coupon && all_back(books))
            sum.coupons_back.push_back(discount.name);
    }
}

void close_sum(RefundSum& sum, const Books& books) {
    sum.total = {
        std::max<std::int64_t>(0, sum.goods.units + sum.freight.units - sum.deducted.units)};
    sum.total = std::min(sum.total, refundable(books.purchase, books.ledger));
    auto tenders = books.purchase.tenders;
    if (tenders.empty())
        tenders.push_back(
            {"", RefundTender::cash, paid_in_all(books.purchase), books.ledger.total});
    sum.by_tender = by_tender(tenders, sum.total);
    sum.lines.push_back({"total", "合计退款", "Refund in all", sum.total});
}

}  // namespace

Result<RefundSum> summed(const Purchase& purchase, const Ledger& ledger, const RefundAsk& ask) {
    TRY(auto books, opened(purchase, ledger, ask.units));
    if (refundable(purchase, ledger).units == 0) return conflict("nothing_to_refund");
    RefundSum sum;
    sum.by_line = ask.design == Design::re_price ? by_price(books) : by_share(books);
    for (auto& row : sum.by_line) {
        sum.goods.units += row.amount.units;
        say_line(sum, books, row, ask.design);
    }
    if (ask.design == Design::re_price && !all_back(books)) say_priced_again(sum, books);
    settle_freight(sum, books, ask);
    give_back_extras(sum, books);
    close_sum(sum, books);
    return sum;
}

Result<RefundSum> discounted(const Purchase& purchase, const Ledger& ledger,
                             const std::string& line, Minor amount) {
    if (amount.units <= 0) return invalid("not_positive", "amount");
    TRY(auto books, opened(purchase, ledger, {}));
    for (std::size_t i = 0; i < purchase.lines.size(); ++i) {
        if (purchase.lines[i].id != line) continue;
        if (amount > room_of(books, i) || amount > refundable(purchase, ledger))
            return conflict("above_the_rest");
        RefundSum sum;
        sum.by_line.push_back({line, 0, amount});
        sum.goods = amount;
        auto& title = purchase.lines[i].title;
        sum.lines.push_back(
            {"discount",
             "「" + title + "」不退货，部分退款（该商品实付 " + yuan(books.paid[i].paid) + "）",
             "\u201c" + title + "\u201d is kept: part of its price back (paid " +
                 yuan(books.paid[i].paid) + ")",
             amount});
        close_sum(sum, books);
        return sum;
    }
    return invalid("unknown_line", "line");
}

Result<RefundSum> lowered(RefundSum sum, Minor amount, const Purchase& purchase,
                          const Ledger& ledger) {
    if (amount.units <= 0) return invalid("not_positive", "amount");
    if (amount > sum.total) return conflict("above_the_rest");
    if (amount == sum.total) return sum;
    std::vector<std::int64_t> weights;
    for (auto& row : sum.by_line) weights.push_back(row.amount.units);
    auto goods = std::min(amount.units, sum.goods.units);
    auto parts = apportioned(goods, weights);
    for (std::size_t i = 0; i < parts.size(); ++i) sum.by_line[i].amount = {parts[i]};
    sum.lines.pop_back();
    sum.lines.push_back({"agreed",
                         "双方商定的金额低于计算结果",
                         "Less was agreed than worked out",
                         {amount.units - sum.total.units}});
    sum.goods = {goods};
    sum.freight = {amount.units - goods};
    sum.deducted = {};
    Books books{purchase, ledger, {}, {}, {}};
    close_sum(sum, books);
    return sum;
}

}  // namespace aftersales
