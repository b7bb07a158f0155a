// What scripts and answers may say about a product.
#include <algorithm>

#include "catalogue/promotions.hpp"
#include "catalogue/rows.hpp"

namespace catalogue {

static std::optional<std::string> some(std::string text) {
    return text.empty() ? std::nullopt : std::optional(std::move(text));
}

static std::string price_range(const Product& of) {
    auto from = money_text(of.price_from, of.currency);
    return of.price_from == of.price_to ? from : from + "–" + money_text(of.price_to, of.currency);
}

static std::string options_in_stock(const std::vector<Variant>& variants) {
    std::string out;
    for (auto& one : variants)
        if (one.state == VariantState::on_sale && is_in_stock(one) && !one.title.empty())
            (out += out.empty() ? "" : "、") += one.title;
    return out;
}

static std::string parameters_text(const Product& of) {
    std::string out;
    for (auto& one : of.parameters) (out += out.empty() ? "" : "，") += one.name + "：" + one.value;
    return out;
}

static std::optional<std::string> product_fact(const Product& of, std::string_view name) {
    if (name == "title") return some(of.title);
    if (name == "price") return price_range(of);
    if (name == "url") return some(of.url);
    if (name == "parameters") return some(parameters_text(of));
    if (name == "shelf_life")
        return of.shelf_life_days ? some(std::to_string(*of.shelf_life_days)) : std::nullopt;
    if (name == "certificate")
        return of.certificates.empty() ? std::nullopt : some(of.certificates.front().name);
    for (auto& one : of.parameters)
        if (one.name == name) return one.value;
    return std::nullopt;
}

// The names of what runs for everybody on this product.
static std::string promotions_text(Work& work, std::string_view shop, const Product& of) {
    std::string out;
    auto variants = variants_of(work, shop, of.id);
    for (auto& one : running_promotions(work, shop, 0)) {
        bool covered = std::ranges::any_of(
            variants, [&](auto& variant) { return covers(one, goods_of(of, variant)); });
        if (covered) (out += out.empty() ? "" : "、") += one.name;
    }
    return out;
}

std::optional<std::string> fact_of(Work& work, std::string_view shop, const Product& of,
                                   std::string_view name) {
    auto dot = name.find('.');
    if (dot == name.npos) return std::nullopt;
    auto subject = name.substr(0, dot), what = name.substr(dot + 1);
    if (subject == "product") return product_fact(of, what);
    if (subject == "stock" && what == "available")
        return of.is_counted ? some(std::to_string(std::max<std::int64_t>(of.available, 0)))
                             : std::nullopt;
    if (subject == "stock" && what == "options")
        return some(options_in_stock(variants_of(work, shop, of.id)));
    if (subject == "promotion" && what == "names") return some(promotions_text(work, shop, of));
    return std::nullopt;
}

}  // namespace catalogue
