// A purchase beside its ledger, as numbers by line: what a refund is worked out from; inside the
// room.
#pragma once

#include "aftersales/amounts.hpp"

namespace aftersales {

// A purchase with its ledger and what comes back now, as numbers by line.
struct Books {
    const Purchase& purchase;
    const Ledger& ledger;
    std::vector<PaidLine> paid;
    std::vector<LineLedger> before;
    std::vector<std::int64_t> now;
};

// Errors: invalid (`unknown_line`, `too_many_units`).
Result<Books> opened(const Purchase&, const Ledger&, const std::vector<Returned>&);
// Units of a line that are back, with these.
std::int64_t back_of(const Books&, std::size_t line);
bool all_back(const Books&);
// What stays, at its list price.
Minor listed_rest(const Books&);
// What the buyer would have paid for only what stays.
Minor priced_again(const Books&);
// What may still be paid back for a line.
Minor room_of(const Books&, std::size_t line);
std::vector<LineRefund> by_share(const Books&);
std::vector<LineRefund> by_price(const Books&);

}  // namespace aftersales
