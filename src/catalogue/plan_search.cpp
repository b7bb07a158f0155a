// The search: a good plan first (filling orders up to thresholds, then moving units), then every
// other one that could be cheaper, depth first, unit by unit, until none is left or the bound is
// reached.
#include <algorithm>
#include <numeric>
#include <set>

#include "catalogue/plan_parts.hpp"

namespace catalogue::planning {

namespace {

// What moves between orders as one: mostly a single piece.
struct Unit {
    int line = 0;
    std::int64_t quantity = 1;
    bool operator==(const Unit&) const = default;
};

class PlanSearch {
public:
    PlanSearch(const Problem& problem, std::int64_t steps) : problem_(problem), left_(steps) {
        std::vector<int> order(problem.choices.size());
        std::iota(order.begin(), order.end(), 0);
        std::ranges::sort(order, [&](int a, int b) {
            return price(a, 0) != price(b, 0) ? price(a, 0) > price(b, 0) : a < b;
        });
        for (auto line : order) divide(line);
    }

    Found run() {
        std::vector<Place> start(units_.size());
        weigh(start);
        prepare();
        // Half for a good plan, half for the proof that there is no better one.
        auto whole = left_;
        if (best_.total > floor_) improve(whole / 2);
        std::vector<Place> places(units_.size());
        if (best_.total > floor_ || best_.orders.size() > 1) descend(0, places, 0);
        best_.proven = problem_.complete && complete_ && (left_ > 0 || best_.total <= floor_);
        return std::move(best_);
    }

private:
    std::int64_t price(int line, int choice) const {
        return problem_.choices[static_cast<std::size_t>(line)][static_cast<std::size_t>(choice)]
            .price;
    }
    std::int64_t worth(std::size_t unit) const {
        return price(units_[unit].line, 0) * units_[unit].quantity;
    }
    int choices(int line) const {
        return static_cast<int>(problem_.choices[static_cast<std::size_t>(line)].size());
    }

    // A line's units one by one, or in as few parts as there is room for.
    void divide(int line) {
        auto quantity = problem_.quantities[static_cast<std::size_t>(line)];
        auto all = std::accumulate(problem_.quantities.begin(), problem_.quantities.end(),
                                   std::int64_t{0});
        auto room = static_cast<std::int64_t>(
            std::max<std::size_t>(1, units_max / problem_.quantities.size()));
        auto parts =
            all <= static_cast<std::int64_t>(units_max) ? quantity : std::min(quantity, room);
        complete_ = complete_ && parts == quantity;
        for (std::int64_t i = 0; i < parts; ++i)
            units_.push_back({line, quantity / parts + (i < quantity % parts ? 1 : 0)});
    }

    // --- what a whole plan costs ---

    std::vector<std::vector<Piece>> pieces_of(const std::vector<Place>& places) const {
        std::vector<std::vector<Piece>> out(static_cast<std::size_t>(problem_.orders_max));
        for (std::size_t i = 0; i < places.size(); ++i) {
            auto& order = out[static_cast<std::size_t>(places[i].order)];
            auto same = std::ranges::find_if(order, [&](auto& piece) {
                return piece.line == units_[i].line && piece.choice == places[i].choice;
            });
            if (same != order.end()) same->quantity += units_[i].quantity;
            else order.push_back({units_[i].line, places[i].choice, units_[i].quantity});
        }
        std::erase_if(out, [](auto& order) { return order.empty(); });
        for (auto& order : out)
            std::ranges::sort(order, [](auto& a, auto& b) {
                return a.line != b.line ? a.line < b.line : a.choice < b.choice;
            });
        return out;
    }

    const Deals& deals(const std::vector<Piece>& pieces) {
        std::string key;
        for (auto& piece : pieces)
            for (auto part : {piece.line, piece.choice, static_cast<int>(piece.quantity)})
                key += static_cast<char>(part);
        auto known = known_.find(key);
        if (known != known_.end()) return known->second;
        left_ -= price_of_an_order(pieces.size());
        auto& made = known_[key] = deals_of(problem_, pieces);
        complete_ = complete_ && made.complete;
        return made;
    }

    // In steps: every pair of coupons is tried on every piece. Measured: a step is about a
    // microsecond.
    std::int64_t price_of_an_order(std::size_t pieces) const {
        auto pairs = (1 + problem_.shop_coupons.size()) * (1 + problem_.member_coupons.size());
        return static_cast<std::int64_t>(1 + pieces * (2 + pairs) / 8);
    }

    // Takes the plan when it is the cheapest so far; of equal ones, the one with fewer orders. Its
    // total.
    std::int64_t weigh(const std::vector<Place>& places) {
        --left_;
        auto orders = pieces_of(places);
        std::vector<const Deals*> tables;
        for (auto& order : orders) tables.push_back(&deals(order));
        std::vector<Deal> picked(tables.size()), best;
        std::int64_t total = INT64_MAX;
        combine(tables, 0, 0, picked, best, total);
        bool better = best_.orders.empty() || total < best_.total ||
                      (total == best_.total && orders.size() < best_.orders.size());
        if (better) best_ = {std::move(orders), std::move(best), total, true}, places_ = places;
        return total;
    }
    std::int64_t used(const std::vector<Deal>& picked, std::size_t count, int coupon) const {
        return std::count_if(
            picked.begin(), picked.begin() + static_cast<std::ptrdiff_t>(count),
            [&](auto& deal) { return deal.shop == coupon || deal.member == coupon; });
    }
    bool there(const std::vector<Deal>& picked, std::size_t count, int coupon) const {
        return coupon < 0 || used(picked, count, coupon) <
                                 problem_.offers[static_cast<std::size_t>(coupon)]->per_buyer;
    }
    // The cheapest deal for each order such that no coupon is used more often than the buyer has
    // it.
    void combine(const std::vector<const Deals*>& tables, std::size_t at, std::int64_t sum,
                 std::vector<Deal>& picked, std::vector<Deal>& best, std::int64_t& total) const {
        if (at == tables.size()) {
            if (sum < total) total = sum, best = picked;
            return;
        }
        std::int64_t rest = 0;
        for (auto i = at + 1; i < tables.size(); ++i) rest += tables[i]->list.front().total;
        for (auto& deal : tables[at]->list) {
            if (sum + deal.total + rest >= total) return;
            if (!there(picked, at, deal.shop) || !there(picked, at, deal.member)) continue;
            picked[at] = deal;
            combine(tables, at + 1, sum + deal.total, picked, best, total);
        }
    }

    // --- a good plan first ---

    void improve(std::int64_t keep) {
        climb(keep);
        for (int orders = 2; orders <= problem_.orders_max; ++orders)
            for (auto goal : goals()) {
                if (left_ <= keep) return;
                auto places = filled(orders, goal);
                auto total = weigh(places);
                if (total == best_.total) climb(keep);
            }
    }
    std::set<std::int64_t> goals() const {
        std::set<std::int64_t> out;
        for (auto offer : problem_.offers) {
            if (offer->threshold.units > 0) out.insert(offer->threshold.units);
            for (auto& step : offer->steps) out.insert(step.over.units);
        }
        return out;
    }
    // Each order up to the goal with the largest units that fit, then the smallest that reaches it.
    std::vector<Place> filled(int orders, std::int64_t goal) const {
        std::vector<Place> out(units_.size(), {orders - 1, 0});
        std::vector<bool> gone(units_.size());
        for (int order = 0; order + 1 < orders; ++order) {
            auto needs = goal;
            auto take = [&](std::size_t i) {
                gone[i] = true, out[i].order = order, needs -= worth(i);
            };
            for (std::size_t i = 0; i < units_.size(); ++i)
                if (!gone[i] && worth(i) <= needs) take(i);
            for (auto i = units_.size(); needs > 0 && i-- > 0;)
                if (!gone[i] && worth(i) >= needs) take(i);
        }
        return out;
    }
    // Moves single units while that helps.
    void climb(std::int64_t keep) {
        for (bool moved = true; moved;) {
            moved = false;
            for (std::size_t i = 0; i < units_.size() && !moved; ++i)
                for (int order = 0; order < problem_.orders_max && !moved; ++order)
                    for (int choice = 0; choice < choices(units_[i].line) && !moved; ++choice) {
                        if (left_ <= keep) return;
                        auto places = places_;
                        if (places[i] == Place{order, choice}) continue;
                        places[i] = {order, choice};
                        auto was = best_.total;
                        moved = weigh(places) < was;
                    }
        }
    }

    // --- and every other one that could be cheaper ---

    void prepare() {
        auto offers = problem_.offers.size();
        outlook_.placed.assign(static_cast<std::size_t>(problem_.orders_max),
                               std::vector<std::int64_t>(offers));
        outlook_.open.assign(offers, 0);
        for (auto& unit : units_) {
            std::int64_t lowest = INT64_MAX;
            for (int choice = 0; choice < choices(unit.line); ++choice)
                lowest = std::min(lowest, price(unit.line, choice));
            lowest_.push_back(lowest * unit.quantity);
            at_best_ += lowest_.back();
            for (std::size_t k = 0; k < offers; ++k) outlook_.open[k] += most_in(unit, k);
        }
        freight_ = problem_.free_lines.empty() ? problem_.freight : 0;
        floor_ =
            std::max<std::int64_t>(0, at_best_ - saving_at_most(problem_, outlook_)) + freight_;
    }
    // What a unit brings to an offer's base at most.
    std::int64_t most_in(const Unit& unit, std::size_t offer) const {
        std::int64_t out = 0;
        for (auto& choice : problem_.choices[static_cast<std::size_t>(unit.line)])
            if (choice.counts >> offer & 1) out = std::max(out, choice.price * unit.quantity);
        return out;
    }
    void shift(std::size_t at, Place place, int sign) {
        auto& unit = units_[at];
        auto& choice = problem_.choices[static_cast<std::size_t>(unit.line)]
                                       [static_cast<std::size_t>(place.choice)];
        auto worth_now = choice.price * unit.quantity;
        auto& placed = outlook_.placed[static_cast<std::size_t>(place.order)];
        for (std::size_t k = 0; k < outlook_.open.size(); ++k) {
            outlook_.open[k] -= sign * most_in(unit, k);
            if (choice.counts >> k & 1) placed[k] += sign * worth_now;
        }
        at_best_ += sign * (worth_now - lowest_[at]);
    }
    // Orders are alike, and so are units of a line: only one of each set of mirrored plans is
    // looked at.
    void descend(std::size_t at, std::vector<Place>& places, int opened) {
        if (left_ <= 0) return;
        if (at == units_.size()) return void(weigh(places));
        left_ -= 1 + std::ssize(problem_.reductions);
        bool same = at > 0 && units_[at] == units_[at - 1];
        for (int order = 0; order < std::min(opened + 1, problem_.orders_max); ++order)
            for (int choice = 0; choice < choices(units_[at].line); ++choice) {
                Place place{order, choice};
                if (same && place < places[at - 1]) continue;
                places[at] = place;
                shift(at, place, 1);
                auto now = std::max(opened, order + 1);
                auto least =
                    std::max<std::int64_t>(0, at_best_ - saving_at_most(problem_, outlook_)) +
                    now * freight_;
                if (least < best_.total || (least == best_.total && now < std::ssize(best_.orders)))
                    descend(at + 1, places, now);
                shift(at, place, -1);
            }
    }

    const Problem& problem_;
    std::int64_t left_;                 // steps that may still be made
    std::vector<Unit> units_;           // dearest first
    std::vector<std::int64_t> lowest_;  // price of each at its lowest
    std::map<std::string, Deals> known_;
    bool complete_ = true;
    Found best_;
    std::vector<Place> places_;  // of the best plan
    Outlook outlook_;
    std::int64_t at_best_ = 0;  // placed units at their price, the others at their lowest
    std::int64_t freight_ = 0;  // what an order costs at least
    std::int64_t floor_ = 0;    // no plan at all is cheaper
};

}  // namespace

Found cheapest(const Problem& problem, std::int64_t steps) {
    return PlanSearch(problem, steps).run();
}

}  // namespace catalogue::planning
