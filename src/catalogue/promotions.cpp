// Promotions at the desk: made, changed, stopped, listed by what they do today.
#include "catalogue/promotions.hpp"

#include <algorithm>

#include "catalogue/rows.hpp"
#include "kit/http/router.hpp"

namespace catalogue {

// What the desk shows.
struct PromotionView {
    Promotion promotion;
    PromotionState state = PromotionState::planned;
};
BOOST_DESCRIBE_STRUCT(PromotionView, (), (promotion, state))
struct PromotionPage {
    std::vector<PromotionView> items;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(PromotionPage, (), (items, next))

Goods goods_of(const Product& product, const Variant& variant) {
    return {variant.id.text, product.id.text, product.category ? product.category->text : ""};
}

static Promotion told(Promotion of, const WritePromotion& ask) {
    of.name = ask.name;
    of.kind = ask.kind;
    of.enabled = ask.enabled;
    of.starts_at = ask.starts_at;
    of.ends_at = ask.ends_at;
    of.member_level = ask.member_level;
    of.scope = ask.scope;
    of.covers = ask.covers;
    of.leaves_out = ask.leaves_out;
    of.rate = ask.rate.value_or(0);
    of.amount = ask.amount.value_or(Minor{});
    of.price = ask.price;
    of.threshold = ask.threshold.value_or(Minor{});
    of.cap = ask.cap;
    of.ladder = ask.ladder.value_or(Ladder::steps);
    of.steps = ask.steps;
    of.per_buyer = ask.per_buyer.value_or(1);
    of.not_with = ask.not_with;
    of.gift = ask.kind == PromotionKind::gift ? ask.gift : std::nullopt;
    of.gifts = ask.gifts.value_or(of.gift ? 1 : 0);
    return of;
}

// Who reads "overlaps" wants to know with what.
static Refusal overlapping(const Promotion& other) {
    return Refusal(Error{Code::invalid, "overlaps", "starts_at", "",
                         "{\"promotion\":" + json::text_of(other.id) +
                             ",\"name\":" + json::text_of(other.name) + "}",
                         0});
}

static Result<void> alone_in_its_time(Work& work, const Promotion& of) {
    for (auto& other :
         work.db.all<Promotion>("where shop = ? and kind = ? and ends_at > ? and starts_at < ?",
                                of.shop, of.kind, of.starts_at, of.ends_at))
        if (overlaps(of, other)) return overlapping(other);
    return {};
}

// An amount off one unit leaves something of the cheapest one it covers.
static Result<void> nothing_below_zero(Work& work, const Promotion& of) {
    if (of.kind != PromotionKind::item_discount || of.amount.units == 0) return {};
    for (auto& variant : work.db.all<Variant>(
             "where shop = ? and state = 'on_sale' and price <= ? limit 500", of.shop, of.amount)) {
        TRY(auto product, find(work, of.shop, variant.product));
        if (covers(of, goods_of(product, variant))) return invalid("negative_price", "amount");
    }
    return {};
}

// What it names is there and the shop's.
static Result<void> known_goods(Work& work, const Promotion& of) {
    for (auto& id : of.covers) {
        if (of.scope == Scope::categories) {
            TRY(work.db.find(Id<Category>{id}, of.shop));
        }
        if (of.scope == Scope::products) {
            TRY(find(work, of.shop, {id}));
        }
        if (of.scope == Scope::variants) {
            TRY(find_variant(work, of.shop, {id}));
        }
    }
    for (auto& id : of.leaves_out) {
        TRY(find(work, of.shop, {id}));
    }
    return {};
}

static Result<Promotion> fit(Work& work, Promotion of, const WritePromotion& ask) {
    of.currency = ask.currency.value_or(currency_of(work, of.shop));
    if (ask.gift) {
        TRY(find_variant(work, of.shop, *ask.gift));
    }
    TRY(of, checked(told(std::move(of), ask)));
    TRY(same_currency(work, of.shop, of.currency));
    TRY(known_goods(work, of));
    TRY(nothing_below_zero(work, of));
    TRY(alone_in_its_time(work, of));
    return of;
}

static PromotionView shown(const Work& work, Promotion of) {
    auto state = state_of(of, work.now);
    return {std::move(of), state};
}

Result<Promotion> add_promotion(Work& work, std::string_view shop, const WritePromotion& ask) {
    Promotion made{.id = work.new_id<Promotion>(), .shop = std::string(shop), .made_at = work.now};
    made.number =
        1 + work.db.value<std::int64_t>("select max(number) from promotions where shop = ?", shop)
                .value_or(0);
    TRY(made, fit(work, std::move(made), ask));
    work.db.insert(made);
    return made;
}

static Result<PromotionView> make_promotion(Work& work, const WritePromotion& ask) {
    TRY(auto made, add_promotion(work, work.who.shop, ask));
    team::audit(work, "promotion_made", made.id.text, made.name);
    return shown(work, std::move(made));
}

static Result<PromotionView> show_promotion(Work& work, const Id<Promotion>& id) {
    TRY(auto found, work.db.find(id, work.who.shop));
    return shown(work, std::move(found));
}

static Result<PromotionView> put_promotion(Work& work, const Id<Promotion>& id,
                                           const WritePromotion& ask) {
    TRY(auto found, work.db.find(id, work.who.shop));
    TRY(auto now, fit(work, std::move(found), ask));
    now.version += 1;
    work.db.update(now);
    team::audit(work, "promotion_changed", id.text, now.name);
    return shown(work, std::move(now));
}

// One that never ran goes; one that ran stays, since orders were made under it.
static Result<void> drop_promotion(Work& work, const Id<Promotion>& id) {
    TRY(auto found, work.db.find(id, work.who.shop));
    if (found.starts_at <= work.now) return conflict("ran_already");
    work.db.execute("delete from promotions where shop = ? and id = ?", work.who.shop, id);
    team::audit(work, "promotion_dropped", id.text, found.name);
    return {};
}

struct AskPromotions {
    std::optional<PromotionState> state;
    std::optional<std::int64_t> after;  // number of the last one seen
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(AskPromotions, (), (state, after, limit))

static Result<PromotionPage> list_promotions(Work& work, const AskPromotions& ask) {
    auto limit = std::clamp(ask.limit.value_or(50), 1, 200);
    PromotionPage out;
    auto rows = work.db.all<Promotion>("where shop = ? and number < ? order by number desc limit ?",
                                       work.who.shop, ask.after.value_or(INT64_MAX), limit);
    for (auto& row : rows)
        if (!ask.state || state_of(row, work.now) == *ask.state)
            out.items.push_back(shown(work, row));
    if (static_cast<int>(rows.size()) == limit) out.next = std::to_string(rows.back().number);
    return out;
}

std::vector<Promotion> running_promotions(Work& work, std::string_view shop,
                                          std::int64_t member_level) {
    return work.db.all<Promotion>(
        "where shop = ? and enabled = 1 and starts_at <= ? and ends_at > ? and "
        "member_level <= ? order by number",
        shop, work.now, work.now, member_level);
}

// Those that a product can be bought under today.
static Result<PromotionPage> promotions_of_product(Work& work, const Id<Product>& id) {
    TRY(auto product, find(work, work.who.shop, id));
    auto variants = variants_of(work, product.shop, id);
    PromotionPage out;
    for (auto& one : running_promotions(work, product.shop, INT64_MAX))
        if (std::ranges::any_of(variants,
                                [&](auto& of) { return covers(one, goods_of(product, of)); }))
            out.items.push_back(shown(work, one));
    return out;
}

void promotion_routes(Router& router) {
    router.get("/promotions", list_promotions, may::see_orders);
    router.post("/promotions", make_promotion, may::manage_catalogue);
    router.get("/promotions/{id}", show_promotion, may::see_orders);
    router.put("/promotions/{id}", put_promotion, may::manage_catalogue);
    router.remove("/promotions/{id}", drop_promotion, may::manage_catalogue);
    router.get("/products/{id}/promotions", promotions_of_product, may::see_orders);
}

}  // namespace catalogue
