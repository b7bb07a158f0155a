// How much goes back: sums that a buyer can check, to the 分. Pure.
//
//     purchase --paid_lines--> what each line cost after its share of every discount
//     purchase + ledger + ask --summed--> lines of a sum in words, the total, its share in each
//     tender
//
// Everything is computed for all that has come back so far and then lessened by what was paid
// before, so the order of partial refunds does not matter: only what is back does.
//
// Invariants
// 1. Never negative, never above what was paid: not for a line, not for a tender, not for the
// order.
// 2. Parts add up: shares to their discount, lines to the order, tenders to the refund.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kit/base/describe.hpp"
#include "kit/base/result.hpp"
#include "kit/base/values.hpp"

namespace aftersales {

using namespace kit;

struct PurchaseLine {
    std::string id, title;
    std::int64_t quantity = 1;
    Minor unit;                      // listed price of one
    std::optional<Minor> paid = {};  // of the whole line, when its source says it; else worked out
};
BOOST_DESCRIBE_STRUCT(PurchaseLine, (), (id, title, quantity, unit, paid))

// coupon: from the shop; threshold: 满减; points: the buyer's, worth `amount`; subsidy: the
// platform's.
enum class DiscountKind { coupon, threshold, points, subsidy };
BOOST_DESCRIBE_ENUM(DiscountKind, coupon, threshold, points, subsidy)
struct Discount {
    std::string name;
    DiscountKind kind = DiscountKind::coupon;
    Minor amount;
    Minor threshold;                 // from this listed sum on; 0: always
    std::int64_t points = 0;         // of kind points: how many
    std::vector<Minor> shares = {};  // by line, when its source says them
};
BOOST_DESCRIBE_STRUCT(Discount, (), (name, kind, amount, threshold, points, shares))

enum class RefundTender { cash, gift_card, balance, points };
BOOST_DESCRIBE_ENUM(RefundTender, cash, gift_card, balance, points)
struct Tender {
    std::string name;
    RefundTender kind = RefundTender::cash;
    Minor amount;
    Minor refunded;  // what went back by it already
};
BOOST_DESCRIBE_STRUCT(Tender, (), (name, kind, amount, refunded))

struct Purchase {
    std::vector<PurchaseLine> lines;
    std::vector<Discount> discounts;
    Minor freight;                // paid by the buyer
    Minor free_shipping_from;     // 0: no such promise
    Minor freight_saved;          // what shipping would have cost without that promise
    std::vector<Tender> tenders;  // empty: one payment in cash
};
BOOST_DESCRIBE_STRUCT(Purchase, (),
                      (lines, discounts, freight, free_shipping_from, freight_saved, tenders))

struct PaidLine {
    std::string id;
    Minor list, paid;
    std::vector<Minor> shares;         // of each discount, in its order
    std::vector<std::int64_t> points;  // of each discount, how many points
};

// What a line was refunded so far: for units that came back, and otherwise (折价).
struct LineLedger {
    std::string line;
    std::int64_t returned = 0;
    Minor for_units, otherwise;
};
BOOST_DESCRIBE_STRUCT(LineLedger, (), (line, returned, for_units, otherwise))
struct Ledger {
    std::vector<LineLedger> lines;
    Minor freight, deducted;
    Minor total;  // all that went back or is on its way
};
BOOST_DESCRIBE_STRUCT(Ledger, (), (lines, freight, deducted, total))

// 按比例: each unit its share. 重算: what stays is priced again by the terms of purchase (art. 17).
enum class Design { pro_rata, re_price };
BOOST_DESCRIBE_ENUM(Design, pro_rata, re_price)

struct Returned {
    std::string line;
    std::int64_t quantity = 1;
};
BOOST_DESCRIBE_STRUCT(Returned, (), (line, quantity))
struct Gift {
    std::string main_line, name;
    Minor value;
    bool returned = false;
};
BOOST_DESCRIBE_STRUCT(Gift, (), (main_line, name, value, returned))

struct RefundAsk {
    std::vector<Returned> units;
    Design design = Design::pro_rata;
    bool seller_liable = false;
    bool shipped = true;  // anything of the order was sent
    std::vector<Gift> gifts;
    bool freight_always = false;  // the shop gives it back whoever is liable
};
BOOST_DESCRIBE_STRUCT(RefundAsk, (), (units, design, seller_liable, shipped, gifts, freight_always))

// One line of the sum, in words.
struct SumLine {
    std::string key, zh, en;
    Minor amount;  // negative: taken off
};
BOOST_DESCRIBE_STRUCT(SumLine, (), (key, zh, en, amount))
struct LineRefund {
    std::string line;
    std::int64_t quantity = 0;
    Minor amount;
};
BOOST_DESCRIBE_STRUCT(LineRefund, (), (line, quantity, amount))
struct TenderShare {
    std::string name;
    RefundTender kind = RefundTender::cash;
    Minor amount;
};
BOOST_DESCRIBE_STRUCT(TenderShare, (), (name, kind, amount))
struct RefundSum {
    std::vector<SumLine> lines;
    std::vector<LineRefund> by_line;
    std::vector<TenderShare> by_tender;
    Minor goods, freight, deducted, total;
    std::int64_t points_back = 0;
    std::vector<std::string> coupons_back;
    Minor platform_gets_back;  // its subsidy: not the buyer's money
};
BOOST_DESCRIBE_STRUCT(RefundSum, (),
                      (lines, by_line, by_tender, goods, freight, deducted, total, points_back,
                       coupons_back, platform_gets_back))

// "79.72"
std::string yuan(Minor);

// `whole` in parts proportional to the weights, largest remainders first, then the earlier part;
// the parts add up. All weights 0: everything falls on the first.
std::vector<std::int64_t> apportioned(std::int64_t whole, const std::vector<std::int64_t>& weights);
std::vector<PaidLine> paid_lines(const Purchase&);
// What units from+1 … from+count of a line cost; all units together cost `paid` exactly.
Minor units_cost(Minor paid, std::int64_t quantity, std::int64_t from, std::int64_t count);
// The buyer's money in the order: goods after discounts, and freight.
Minor paid_in_all(const Purchase&);
Minor refundable(const Purchase&, const Ledger&);

// Errors: invalid (`unknown_line`, `too_many_units`), conflict (`nothing_to_refund`).
Result<RefundSum> summed(const Purchase&, const Ledger&, const RefundAsk&);
// Money for a line that the buyer keeps (折价). Errors: invalid (`unknown_line`, `not_positive`),
// conflict (`above_the_rest`).
Result<RefundSum> discounted(const Purchase&, const Ledger&, const std::string& line, Minor amount);
// A sum when less was agreed: the goods first. Errors: invalid (`not_positive`), conflict
// (`above_the_rest`).
Result<RefundSum> lowered(RefundSum, Minor amount, const Purchase&, const Ledger&);
// The ledger before a sum that did not go out after all.
Ledger taken_back(Ledger, const RefundSum&);
// The ledger after a sum was paid or is on its way.
Ledger entered(Ledger, const RefundSum&);
// A refund in each tender by what it has left, cash last so that it takes the rounding.
std::vector<TenderShare> by_tender(const std::vector<Tender>&, Minor amount);

enum class Defaulting { buyer, seller };
BOOST_DESCRIBE_ENUM(Defaulting, buyer, seller)
struct DepositDue {
    Minor back;    // of what was paid
    Minor on_top;  // the seller's penalty
};
BOOST_DESCRIBE_STRUCT(DepositDue, (), (back, on_top))
// Civil Code 586 and 587: the buyer who defaults loses it, the seller pays it twice; what is above
// a fifth of the price is no deposit and goes back.
DepositDue deposit_due(Minor deposit, Minor price, Defaulting);

struct PriceDrop {
    Minor paid_unit, current_unit;
    std::int64_t quantity = 1;
    Time bought_at, asked_at;
    int window_days = 7;
    bool same_conditions = true;
    bool refunded_for_this_drop = false;
};
// Errors: conflict (`window_over`, `other_conditions`, `refunded_already`, `no_drop`).
Result<Minor> protected_difference(const PriceDrop&);

}  // namespace aftersales
