#include "aftersales/books.hpp"

#include <algorithm>
#include <map>

namespace aftersales {

static LineLedger ledger_of(const Ledger& ledger, const std::string& line) {
    for (auto& row : ledger.lines)
        if (row.line == line) return row;
    return {line, 0, {}, {}};
}

Result<Books> opened(const Purchase& purchase, const Ledger& ledger,
                     const std::vector<Returned>& units) {
    Books out{purchase, ledger, paid_lines(purchase), {}, {}};
    for (auto& line : purchase.lines) out.before.push_back(ledger_of(ledger, line.id));
    out.now.assign(purchase.lines.size(), 0);
    for (auto& unit : units) {
        auto at = std::find_if(purchase.lines.begin(), purchase.lines.end(),
                               [&](auto& line) { return line.id == unit.line; });
        if (at == purchase.lines.end()) return invalid("unknown_line", "units");
        auto i = static_cast<std::size_t>(at - purchase.lines.begin());
        if (unit.quantity < 1 || unit.quantity > at->quantity - out.before[i].returned - out.now[i])
            return invalid("too_many_units", "units");
        out.now[i] += unit.quantity;
    }
    return out;
}

std::int64_t back_of(const Books& books, std::size_t i) {
    return books.before[i].returned + books.now[i];
}

bool all_back(const Books& books) {
    for (std::size_t i = 0; i < books.now.size(); ++i)
        if (back_of(books, i) < books.purchase.lines[i].quantity) return false;
    return true;
}

Minor listed_rest(const Books& books) {
    Minor out;
    for (std::size_t i = 0; i < books.now.size(); ++i)
        out.units += (books.purchase.lines[i].quantity - back_of(books, i)) *
                     books.purchase.lines[i].unit.units;
    return out;
}

Minor priced_again(const Books& books) {
    auto rest = listed_rest(books);
    auto out = rest;
    for (auto& discount : books.purchase.discounts)
        if (discount.threshold <= rest) out.units -= discount.amount.units;
    return {std::max<std::int64_t>(0, out.units)};
}

Minor room_of(const Books& books, std::size_t i) {
    return {std::max<std::int64_t>(0, books.paid[i].paid.units - books.before[i].for_units.units -
                                          books.before[i].otherwise.units)};
}

std::vector<LineRefund> by_share(const Books& books) {
    std::vector<LineRefund> out;
    for (std::size_t i = 0; i < books.now.size(); ++i) {
        if (books.now[i] == 0) continue;
        auto& line = books.purchase.lines[i];
        auto cost =
            units_cost(books.paid[i].paid, line.quantity, books.before[i].returned, books.now[i]);
        // The last unit takes what earlier sums left, so that the line adds up.
        if (back_of(books, i) == line.quantity) cost = room_of(books, i);
        out.push_back({line.id, books.now[i], std::min(cost, room_of(books, i))});
    }
    return out;
}

// Everything is back: each line what it still has, also what re-pricing kept of lines that came
// back before.
static std::vector<LineRefund> all_rest(const Books& books) {
    std::vector<LineRefund> out;
    for (std::size_t i = 0; i < books.now.size(); ++i)
        if (auto room = room_of(books, i); books.now[i] > 0 || room.units > 0)
            out.push_back({books.purchase.lines[i].id, books.now[i], room});
    return out;
}

// Re-priced: what is due for all that is back, less what went back for units before; never above
// the shares.
std::vector<LineRefund> by_price(const Books& books) {
    if (all_back(books)) return all_rest(books);
    auto out = by_share(books);
    std::int64_t goods = 0, before = 0;
    std::vector<std::int64_t> shares;
    for (std::size_t i = 0; i < books.now.size(); ++i) {
        goods += books.paid[i].paid.units;
        before += books.before[i].for_units.units;
    }
    std::int64_t most = 0;
    for (auto& row : out) shares.push_back(row.amount.units), most += row.amount.units;
    auto due = std::clamp<std::int64_t>(goods - priced_again(books).units - before, 0, most);
    auto parts = apportioned(due, shares);
    for (std::size_t k = 0; k < out.size(); ++k) out[k].amount = {parts[k]};
    return out;
}

}  // namespace aftersales
