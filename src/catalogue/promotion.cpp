// Rules about promotions: whom they cover, what they take off, what nobody may say.
#include <algorithm>

#include "catalogue/promotions.hpp"
#include "catalogue/rows.hpp"

namespace catalogue {

constexpr std::int64_t whole_rate = 10'000;

PromotionState state_of(const Promotion& of, Time now) {
    if (now >= of.ends_at) return PromotionState::ended;
    if (!of.enabled) return PromotionState::stopped;
    return now < of.starts_at ? PromotionState::planned : PromotionState::running;
}

static bool has(const std::vector<std::string>& list, std::string_view id) {
    return !id.empty() && std::ranges::find(list, id) != list.end();
}

bool covers(const Promotion& of, const Goods& goods) {
    if (has(of.leaves_out, goods.product)) return false;
    switch (of.scope) {
        case Scope::everything:
            return true;
        case Scope::categories:
            return has(of.covers, goods.category);
        case Scope::products:
            return has(of.covers, goods.product);
        case Scope::variants:
            return has(of.covers, goods.variant);
    }
    return false;
}

bool refuses(const Promotion& of, PromotionKind kind) {
    return std::ranges::find(of.not_with, kind) != of.not_with.end();
}

std::int64_t discounted(const Promotion& of, std::int64_t price) {
    if (of.price) return std::clamp<std::int64_t>(of.price->units, 0, price);
    // A unit's price is rounded to the nearest minor unit, halves up.
    if (of.rate > 0) return (price * (whole_rate - of.rate) + whole_rate / 2) / whole_rate;
    return std::clamp<std::int64_t>(price - of.amount.units, 0, price);
}

static std::int64_t reduction(const Promotion& of, std::int64_t base) {
    if (of.steps.empty()) return 0;
    if (of.ladder == Ladder::every) {
        auto times = base / of.steps.front().over.units;
        auto off = times * of.steps.front().off.units;
        return of.cap ? std::min(off, of.cap->units) : off;
    }
    std::int64_t off = 0;
    for (auto& step : of.steps)
        if (base >= step.over.units) off = std::max(off, step.off.units);
    return off;
}

static std::int64_t coupon(const Promotion& of, std::int64_t base) {
    if (base < of.threshold.units) return 0;
    if (of.rate == 0) return of.amount.units;
    // What a share takes off is rounded down: never more than was promised.
    auto off = base / whole_rate * of.rate + base % whole_rate * of.rate / whole_rate;
    return of.cap ? std::min(off, of.cap->units) : off;
}

std::int64_t taken_off(const Promotion& of, std::int64_t base) {
    if (base <= 0) return 0;
    auto off = of.kind == PromotionKind::full_reduction ? reduction(of, base) : coupon(of, base);
    return std::min(off, base);
}

static Result<void> checked_steps(const Promotion& of) {
    if (of.steps.empty()) return invalid("required", "steps");
    if (of.steps.size() > 10) return invalid("too_many", "steps");
    if (of.ladder == Ladder::every && of.steps.size() > 1) return invalid("one_step_only", "steps");
    for (std::size_t i = 0; i < of.steps.size(); ++i) {
        auto& step = of.steps[i];
        TRY(checked_price(step.over, "steps"));
        TRY(checked_price(step.off, "steps"));
        if (step.over.units == 0 || step.off.units == 0) return invalid("required", "steps");
        if (step.off >= step.over) return invalid("gives_away", "steps");
        if (i > 0 && (step.over <= of.steps[i - 1].over || step.off <= of.steps[i - 1].off))
            return invalid("steps_not_rising", "steps");
    }
    return {};
}

// Exactly one of: a share, an amount, a price (of an item discount).
static Result<void> checked_off(const Promotion& of) {
    if (of.rate < 0 || of.rate >= whole_rate) return invalid("out_of_range", "rate");
    TRY(checked_price(of.amount, "amount"));
    if (of.price) {
        TRY(checked_price(*of.price, "price"));
    }
    int said = (of.rate > 0) + (of.amount.units > 0) + of.price.has_value();
    if (said == 0) return invalid("required", "amount");
    if (said > 1) return invalid("one_of_these_only", "amount");
    if (of.price && of.kind != PromotionKind::item_discount)
        return invalid("not_for_this_kind", "price");
    bool coupon = of.kind != PromotionKind::item_discount;
    if (coupon && of.threshold.units > 0 && of.amount >= of.threshold)
        return invalid("gives_away", "amount");
    return {};
}

static Result<void> checked_by_kind(const Promotion& of) {
    switch (of.kind) {
        case PromotionKind::full_reduction:
            return checked_steps(of);
        case PromotionKind::item_discount:
        case PromotionKind::shop_coupon:
        case PromotionKind::member_coupon:
            return checked_off(of);
        case PromotionKind::gift:
            if (!of.gift) return invalid("required", "gift");
            if (of.gifts < 1 || of.gifts > 100) return invalid("out_of_range", "gifts");
            return {};
        case PromotionKind::free_shipping:
            return {};
    }
    return {};
}

Result<Promotion> checked(Promotion of) {
    TRY(of.name, team::decent(of.name, "name", 60));
    TRY(of.currency, checked_currency(of.currency));
    if (of.ends_at <= of.starts_at) return invalid("ends_before_start", "ends_at");
    if (of.member_level < 0 || of.member_level > 100)
        return invalid("out_of_range", "member_level");
    if (of.scope == Scope::everything) of.covers.clear();
    if (of.scope != Scope::everything && of.covers.empty()) return invalid("required", "covers");
    if (of.covers.size() > 500) return invalid("too_many", "covers");
    if (of.leaves_out.size() > 500) return invalid("too_many", "leaves_out");
    TRY(checked_price(of.threshold, "threshold"));
    if (of.cap) {
        TRY(checked_price(*of.cap, "cap"));
    }
    if (of.per_buyer < 1 || of.per_buyer > 100) return invalid("out_of_range", "per_buyer");
    TRY(checked_by_kind(of));
    return of;
}

static bool share_goods(const Promotion& a, const Promotion& b) {
    if (a.scope != b.scope) return false;  // the special one stands beside the general one
    if (a.scope == Scope::everything) return true;
    return std::ranges::any_of(a.covers, [&](auto& id) { return has(b.covers, id); });
}

bool overlaps(const Promotion& a, const Promotion& b) {
    bool one_only = a.kind == PromotionKind::item_discount ||
                    a.kind == PromotionKind::full_reduction ||
                    a.kind == PromotionKind::free_shipping;
    return one_only && a.kind == b.kind && a.id != b.id && a.enabled && b.enabled &&
           a.member_level == b.member_level && a.not_with == b.not_with &&
           a.starts_at < b.ends_at && b.starts_at < a.ends_at && share_goods(a, b);
}

}  // namespace catalogue
