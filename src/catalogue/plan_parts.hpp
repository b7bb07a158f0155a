// What the files of the engine share.
#pragma once

#include <map>

#include "catalogue/plan.hpp"

namespace catalogue::planning {

constexpr std::size_t promotions_max = 64;  // bits of a mask
constexpr std::size_t choices_max = 8;
constexpr std::size_t pieces_max = 64;  // in one order, bits of a mask too
constexpr std::size_t units_max = 64;   // beyond, units of a line move together

// One price a unit may have: `item` is the discount behind it (-1: none), `counts` are the order's
// promotions in which goods at this price count.
struct Choice {
    std::int64_t price = 0;
    int item = -1;
    std::uint64_t counts = 0;
};

struct Problem {
    std::vector<std::vector<Choice>> choices;  // by line
    std::vector<std::int64_t> quantities;
    std::vector<const Promotion*> items;   // item discounts
    std::vector<const Promotion*> offers;  // what works on a whole order, bit by bit
    std::vector<int> reductions, shop_coupons, member_coupons, free_lines, gifts;  // into `offers`
    std::int64_t freight = 0;
    int orders_max = 1;
    bool complete = true;  // nothing had to be left out
};
Problem problem_of(const Basket&, const std::vector<Promotion>&);

// So many units of a line at one price, in one order.
struct Piece {
    int line = 0, choice = 0;
    std::int64_t quantity = 0;
    bool operator==(const Piece&) const = default;
};

// A way to buy one order: what it uses and what it costs with freight.
struct Deal {
    int shop = -1, member = -1;  // coupons, into `offers`
    std::uint64_t reductions = 0;
    std::int64_t total = 0, freight = 0;
};
// The best deal for every pair of coupons that can be used; cheapest first.
struct Deals {
    std::vector<Deal> list;
    bool complete = true;
};
Deals deals_of(const Problem&, const std::vector<Piece>&);

// Takes `off` from the amounts that `mask` names, by largest remainder; adds the parts to `parts`.
void take_off(std::vector<std::int64_t>& amounts, std::uint64_t mask, std::int64_t off,
              std::vector<std::int64_t>* parts = nullptr);
std::int64_t base_of(const std::vector<std::int64_t>& amounts, std::uint64_t mask);
// Which pieces count in that offer.
std::uint64_t counted_in(const Problem&, const std::vector<Piece>&, int offer);
bool go_together(const Promotion&, const Promotion&);
std::int64_t freight_of(const Problem&, const std::vector<Piece>&,
                        const std::vector<std::int64_t>& amounts);

// How much each offer lacks, at least, over the orders of a plan. `reductions`: those that look at
// item prices; else those that look at what the reductions left.
using Misses = std::map<int, std::int64_t>;
void note_missed(Misses&, const Problem&, const std::vector<Piece>&,
                 const std::vector<std::int64_t>& amounts, bool reductions);
std::vector<PlanMissed> missed(const Problem&, const Misses&, std::size_t most);

// Where each unit goes.
struct Place {
    int order = 0, choice = 0;
    auto operator<=>(const Place&) const = default;
};
struct Found {
    std::vector<std::vector<Piece>> orders;
    std::vector<Deal> deals;  // one an order
    std::int64_t total = 0;
    bool proven = true;
};
Found cheapest(const Problem&, std::int64_t steps);

// No completion of a partial plan saves more by reductions and coupons than this.
struct Outlook {
    std::vector<std::vector<std::int64_t>> placed;  // by order, by offer: base so far
    std::vector<std::int64_t> open;                 // by offer: what is not placed yet, at most
};
std::int64_t saving_at_most(const Problem&, const Outlook&);

}  // namespace catalogue::planning
