// What one order costs: which reductions together, then which coupons, then freight.
#include <algorithm>
#include <array>
#include <numeric>
#include <tuple>

#include "catalogue/plan_parts.hpp"

namespace catalogue::planning {

// Sets of reductions that are tried in one order; what is beyond is left out and said.
constexpr int sets_max = 2'000;

std::int64_t base_of(const std::vector<std::int64_t>& amounts, std::uint64_t mask) {
    std::int64_t out = 0;
    for (std::size_t i = 0; i < amounts.size(); ++i)
        if (mask >> i & 1) out += amounts[i];
    return out;
}

void take_off(std::vector<std::int64_t>& amounts, std::uint64_t mask, std::int64_t off,
              std::vector<std::int64_t>* parts) {
    auto base = base_of(amounts, mask), left = off;
    if (base == 0 || off == 0) return;
    std::array<std::int64_t, 64> rest;
    rest.fill(-1);
    auto take = [&](std::size_t i, std::int64_t part) {
        amounts[i] -= part;
        left -= part;
        if (parts) (*parts)[i] += part;
    };
    for (std::size_t i = 0; i < amounts.size(); ++i) {
        if (!(mask >> i & 1)) continue;
        auto product = static_cast<__int128>(off) * amounts[i];
        rest[i] = static_cast<std::int64_t>(product % base);
        take(i, static_cast<std::int64_t>(product / base));
    }
    while (left > 0) {
        auto most = std::ranges::max_element(rest);  // the first of equal ones
        take(static_cast<std::size_t>(most - rest.begin()), 1);
        *most = -1;
    }
}

std::uint64_t counted_in(const Problem& problem, const std::vector<Piece>& pieces, int offer) {
    std::uint64_t mask = 0;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        auto& choice = problem.choices[static_cast<std::size_t>(pieces[i].line)]
                                      [static_cast<std::size_t>(pieces[i].choice)];
        if (choice.counts >> offer & 1) mask |= std::uint64_t{1} << i;
    }
    return mask;
}

bool go_together(const Promotion& a, const Promotion& b) {
    return !refuses(a, b.kind) && !refuses(b, a.kind);
}

std::int64_t freight_of(const Problem& problem, const std::vector<Piece>& pieces,
                        const std::vector<std::int64_t>& amounts) {
    for (auto index : problem.free_lines) {
        auto mask = counted_in(problem, pieces, index);
        auto& line = *problem.offers[static_cast<std::size_t>(index)];
        if (mask != 0 && base_of(amounts, mask) >= line.threshold.units) return 0;
    }
    return problem.freight;
}

namespace {

// One of the order's offers with the pieces that count in it.
struct Usable {
    int index = 0;
    const Promotion* offer = nullptr;
    std::uint64_t mask = 0;
    std::int64_t off = 0;  // of a reduction: it looks at item prices only
};

class OrderSearch {
public:
    OrderSearch(const Problem& problem, const std::vector<Piece>& pieces)
        : problem_(problem), pieces_(pieces) {
        for (auto& piece : pieces) {
            auto& choice = problem.choices[static_cast<std::size_t>(piece.line)]
                                          [static_cast<std::size_t>(piece.choice)];
            amounts_.push_back(choice.price * piece.quantity);
        }
        reductions_ = usable(problem.reductions, true);
        shop_ = usable(problem.shop_coupons, false);
        member_ = usable(problem.member_coupons, false);
        lines_ = usable(problem.free_lines, false);
        std::ranges::sort(reductions_, [](auto& a, auto& b) {
            return a.off != b.off ? a.off > b.off : a.index < b.index;
        });
    }
    Deals run() {
        choose(0, 0, 0, amounts_);
        std::ranges::sort(out_.list, {}, [](auto& deal) {
            return std::tuple(deal.total, deal.shop, deal.member);
        });
        return std::move(out_);
    }

private:
    std::vector<Usable> usable(const std::vector<int>& indexes, bool reduction) const {
        std::vector<Usable> out;
        for (auto index : indexes) {
            Usable one{index, problem_.offers[static_cast<std::size_t>(index)],
                       counted_in(problem_, pieces_, index)};
            auto base = base_of(amounts_, one.mask);
            one.off = taken_off(*one.offer, base);
            bool wanted =
                reduction ? one.off > 0 : one.mask != 0 && base >= one.offer->threshold.units;
            if (wanted) out.push_back(one);
        }
        return out;
    }

    // Reductions from `at` on may be taken or left. Leaving one only ever helps when another offer
    // is at stake: one that refuses it, counts the same goods, or may fall below its threshold.
    void choose(std::size_t at, std::uint64_t taken, std::uint64_t used,
                const std::vector<std::int64_t>& amounts) {
        if (out_.complete && ++sets_ > sets_max) out_.complete = false;
        if (at == reductions_.size()) return coupons(taken, amounts);
        auto& next = reductions_[at];
        bool fits = (next.mask & used) == 0 && goes_with(taken, *next.offer);
        if (fits) {
            auto less = amounts;
            take_off(less, next.mask, next.off);
            choose(at + 1, taken | std::uint64_t{1} << next.index, used | next.mask, less);
        }
        if (!fits || (out_.complete && at_stake(at, amounts))) choose(at + 1, taken, used, amounts);
    }
    bool goes_with(std::uint64_t taken, const Promotion& one) const {
        for (auto& other : reductions_)
            if (taken >> other.index & 1 && !go_together(*other.offer, one)) return false;
        return true;
    }
    bool at_stake(std::size_t at, const std::vector<std::int64_t>& amounts) const {
        auto& next = reductions_[at];
        std::int64_t may_go = 0;
        for (auto i = at; i < reductions_.size(); ++i) may_go += reductions_[i].off;
        for (auto i = at + 1; i < reductions_.size(); ++i)
            if ((reductions_[i].mask & next.mask) != 0 ||
                !go_together(*reductions_[i].offer, *next.offer))
                return true;
        auto hurt = [&](const Usable& other) {
            auto base = base_of(amounts, other.mask), asked = other.offer->threshold.units;
            return !go_together(*other.offer, *next.offer) ||
                   (base >= asked && base - may_go < asked);
        };
        if (std::ranges::any_of(shop_, hurt)) return true;
        for (auto& coupon : shop_)
            may_go += coupon.off;  // a member's coupon looks at what they leave
        return std::ranges::any_of(member_, hurt) || freight_at_stake(may_go, amounts);
    }
    bool freight_at_stake(std::int64_t may_go, const std::vector<std::int64_t>& amounts) const {
        auto most = may_go;
        for (auto& coupon : member_) most += coupon.off;
        return problem_.freight > 0 && std::ranges::any_of(lines_, [&](auto& line) {
                   auto base = base_of(amounts, line.mask);
                   return base >= line.offer->threshold.units &&
                          base - most < line.offer->threshold.units;
               });
    }

    void coupons(std::uint64_t taken, const std::vector<std::int64_t>& amounts) {
        members(taken, -1, nullptr, amounts);
        for (auto& coupon : shop_) {
            auto less = amounts;
            if (!goes_with(taken, *coupon.offer) || !take(coupon, less)) continue;
            members(taken, coupon.index, coupon.offer, less);
        }
    }
    void members(std::uint64_t taken, int shop, const Promotion* with,
                 const std::vector<std::int64_t>& amounts) {
        keep(taken, shop, -1, amounts);
        for (auto& coupon : member_) {
            if (!goes_with(taken, *coupon.offer) || (with && !go_together(*with, *coupon.offer)))
                continue;
            auto less = amounts;
            if (take(coupon, less)) keep(taken, shop, coupon.index, less);
        }
    }
    static bool take(const Usable& coupon, std::vector<std::int64_t>& amounts) {
        auto off = taken_off(*coupon.offer, base_of(amounts, coupon.mask));
        take_off(amounts, coupon.mask, off);
        return off > 0;
    }
    void keep(std::uint64_t taken, int shop, int member, const std::vector<std::int64_t>& amounts) {
        auto freight = freight_of(problem_, pieces_, amounts);
        Deal deal{shop, member, taken, std::accumulate(amounts.begin(), amounts.end(), freight),
                  freight};
        for (auto& known : out_.list) {
            if (known.shop != shop || known.member != member) continue;
            if (deal.total < known.total) known = deal;
            return;
        }
        out_.list.push_back(deal);
    }

    const Problem& problem_;
    const std::vector<Piece>& pieces_;
    std::vector<std::int64_t> amounts_;
    std::vector<Usable> reductions_, shop_, member_, lines_;
    int sets_ = 0;
    Deals out_;
};

}  // namespace

Deals deals_of(const Problem& problem, const std::vector<Piece>& pieces) {
    return OrderSearch(problem, pieces).run();
}

}  // namespace catalogue::planning
