// The ledger of an order: what went back or is on its way.
#include <algorithm>

#include "aftersales/amounts.hpp"

namespace aftersales {

Ledger taken_back(Ledger ledger, const RefundSum& sum) {
    for (auto& row : sum.by_line)
        for (auto& line : ledger.lines)
            if (line.line == row.line) {
                line.returned -= row.quantity;
                (row.quantity > 0 ? line.for_units : line.otherwise).units -= row.amount.units;
            }
    ledger.freight.units -= sum.freight.units;
    ledger.deducted.units -= sum.deducted.units;
    ledger.total.units -= sum.total.units;
    return ledger;
}

Ledger entered(Ledger ledger, const RefundSum& sum) {
    for (auto& row : sum.by_line) {
        auto at = std::find_if(ledger.lines.begin(), ledger.lines.end(),
                               [&](auto& l) { return l.line == row.line; });
        if (at == ledger.lines.end())
            at = ledger.lines.insert(ledger.lines.end(), {row.line, 0, {}, {}});
        at->returned += row.quantity;
        (row.quantity > 0 ? at->for_units : at->otherwise).units += row.amount.units;
    }
    ledger.freight.units += sum.freight.units;
    ledger.deducted.units += sum.deducted.units;
    ledger.total.units += sum.total.units;
    return ledger;
}

}  // namespace aftersales
