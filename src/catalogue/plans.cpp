// The best purchase plan for a basket of this shop, today.
#include <algorithm>

#include "catalogue/plan.hpp"
#include "catalogue/rows.hpp"
#include "kit/http/router.hpp"

namespace catalogue {

constexpr std::size_t lines_max = 60;
constexpr std::int64_t units_of_line_max = 99;

struct AskedLine {
    Id<Variant> variant;
    std::int64_t quantity = 1;
};
BOOST_DESCRIBE_STRUCT(AskedLine, (), (variant, quantity))
struct AskPlan {
    std::vector<AskedLine> lines;
    std::optional<std::int64_t> member_level;
    std::optional<Minor> freight;   // of one order; none: what the shop set
    std::optional<int> orders_max;  // 1 … 3
};
BOOST_DESCRIBE_STRUCT(AskPlan, (), (lines, member_level, freight, orders_max))

struct HintView {
    PlanHint hint;
    std::string chinese, english;
};
BOOST_DESCRIBE_STRUCT(HintView, (), (hint, chinese, english))
struct MissedView {
    PlanMissed missed;
    std::string chinese, english;
};
BOOST_DESCRIBE_STRUCT(MissedView, (), (missed, chinese, english))
struct PlanView {
    Plan plan;
    std::string chinese, english;  // one sentence to send
    std::vector<HintView> hints;
    std::vector<MissedView> missed;
    std::vector<std::string> short_of;  // skus of which there is less than asked for
};
BOOST_DESCRIBE_STRUCT(PlanView, (), (plan, chinese, english, hints, missed, short_of))

static BasketLine line_of(const Product& product, const Variant& variant, std::int64_t quantity) {
    auto title =
        variant.title.empty() ? product.title : product.title + "（" + variant.title + "）";
    return {variant.id,    goods_of(product, variant),
            title,         quantity,
            variant.price, variant.is_counted ? variant.available : INT64_MAX};
}

static Result<Basket> basket_of(Work& work, const AskPlan& ask,
                                std::vector<std::string>& short_of) {
    if (ask.lines.empty()) return invalid("required", "lines");
    if (ask.lines.size() > lines_max) return invalid("too_many", "lines");
    Basket out{.currency = currency_of(work, work.who.shop)};
    out.orders_max = std::clamp(ask.orders_max.value_or(3), 1, 3);
    TRY(out.freight,
        checked_price(ask.freight.value_or(freight_of_shop(work, work.who.shop)), "freight"));
    for (auto& one : ask.lines) {
        if (one.quantity < 1 || one.quantity > units_of_line_max)
            return invalid("out_of_range", "lines.quantity");
        TRY(auto variant, find_variant(work, work.who.shop, one.variant));
        TRY(auto product, find(work, work.who.shop, variant.product));
        bool twice =
            std::ranges::find(out.lines, variant.id, &BasketLine::variant) != out.lines.end();
        if (twice) return invalid("twice", "lines.variant");
        if (variant.state != VariantState::on_sale || product.state != ProductState::on_sale)
            return invalid("off_sale", "lines.variant");
        if (!is_in_stock(variant, one.quantity)) short_of.push_back(variant.sku);
        out.lines.push_back(line_of(product, variant, one.quantity));
    }
    return out;
}

// What one might add: one more of what is in the basket, and what the shop has in stock.
static std::vector<BasketLine> offered(Work& work, const Basket& basket) {
    auto out = basket.lines;
    for (auto& line : out) line.quantity = 1;
    if (static_cast<int>(out.size()) > hints_tried / 2) out.resize(hints_tried / 2);
    auto room = hints_tried - static_cast<int>(out.size());
    for (
        auto& variant : work.db.all<Variant>(
            "where shop = ? and state = 'on_sale' and (available > 0 or is_counted = 0) order by price, id limit ?",
            work.who.shop, room + static_cast<int>(basket.lines.size()))) {
        bool there =
            std::ranges::find(basket.lines, variant.id, &BasketLine::variant) != basket.lines.end();
        auto product = find(work, work.who.shop, variant.product);
        if (there || !product || product->state != ProductState::on_sale) continue;
        if (static_cast<int>(out.size()) < hints_tried)
            out.push_back(line_of(*product, variant, 1));
    }
    return out;
}

static Result<PlanView> make_plan(Work& work, const AskPlan& ask) {
    PlanView out;
    TRY(auto basket, basket_of(work, ask, out.short_of));
    auto promotions = running_promotions(work, work.who.shop, ask.member_level.value_or(0));
    out.plan = best_plan(basket, promotions);
    out.chinese = sentence(out.plan, Language::chinese);
    out.english = sentence(out.plan, Language::english);
    for (auto& hint : hints(basket, out.plan, promotions, offered(work, basket)))
        out.hints.push_back({hint, sentence(hint, out.plan, Language::chinese),
                             sentence(hint, out.plan, Language::english)});
    for (auto& one : out.plan.missed)
        out.missed.push_back({one, sentence(one, out.plan, Language::chinese),
                              sentence(one, out.plan, Language::english)});
    return out;
}

void plan_routes(Router& router) {
    // It reads and computes; nothing is kept.
    std::function<Result<PlanView>(Work&, const AskPlan&)> plan = make_plan;
    router.ask("POST", "/purchase_plans", plan, may::see_orders).limited({"plan", 120, 60});
}

}  // namespace catalogue
