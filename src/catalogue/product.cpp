// Rules about products: what a sheet may say, how totals follow from variants, how money is shared
// out.
#include <algorithm>
#include <numeric>
#include <set>

#include "catalogue/rows.hpp"
#include "kit/text/utf8.hpp"

namespace catalogue {

constexpr std::int64_t price_max = 10'000'000'000;  // a hundred million yuan in 分
constexpr std::size_t variants_max = 100;
constexpr std::size_t pairs_max = 60;

// a * b / c without overflow: amounts go up to 10^10 分 each.
static std::int64_t proportion(std::int64_t a, std::int64_t b, std::int64_t c, std::int64_t& rest) {
    auto product = static_cast<__int128>(a) * b;
    rest = static_cast<std::int64_t>(product % c);
    return static_cast<std::int64_t>(product / c);
}

std::vector<Minor> shares(Minor whole, const std::vector<Minor>& weights) {
    if (weights.empty()) return {};
    std::vector<std::int64_t> weight, rest(weights.size());
    for (auto& one : weights) weight.push_back(std::max<std::int64_t>(one.units, 0));
    auto sum = std::accumulate(weight.begin(), weight.end(), std::int64_t{0});
    if (sum == 0) {
        std::ranges::fill(weight, 1);
        sum = static_cast<std::int64_t>(weight.size());
    }
    auto amount = std::abs(whole.units), left = amount;
    std::vector<Minor> out(weights.size());
    for (std::size_t i = 0; i < weight.size(); ++i)
        left -= out[i].units = proportion(amount, weight[i], sum, rest[i]);
    std::vector<std::size_t> order(weights.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::sort(
        order, [&](auto a, auto b) { return rest[a] != rest[b] ? rest[a] > rest[b] : a < b; });
    for (std::size_t i = 0; left > 0; ++i, --left) out[order[i]].units += 1;
    if (whole.units < 0)
        for (auto& part : out) part.units = -part.units;
    return out;
}

bool is_in_stock(const Variant& of, std::int64_t quantity) {
    return !of.is_counted || of.available >= quantity;
}

StockLevel level_of(const Variant& of) {
    return !is_in_stock(of)                             ? StockLevel::out
           : of.is_counted && of.available <= of.low_at ? StockLevel::low
                                                        : StockLevel::plenty;
}

std::string money_text(Minor amount, std::string_view currency) {
    std::string out = amount.units < 0 ? "-" : "";
    auto whole = std::abs(amount.units);
    auto sign = currency == "CNY"   ? "¥"
                : currency == "USD" ? "$"
                : currency == "EUR" ? "€"
                : currency == "GBP" ? "£"
                                    : "";
    out += *sign ? std::string(sign) : std::string(currency) + " ";
    // Source: ISO 4217: these have no minor unit.
    if (currency == "JPY" || currency == "KRW" || currency == "VND")
        return out + std::to_string(whole);
    auto cents = std::to_string(whole % 100);
    return out + std::to_string(whole / 100) + "." + (cents.size() < 2 ? "0" : "") + cents;
}

Result<Minor> checked_price(Minor price, std::string_view field) {
    if (price.units < 0) return invalid("negative_price", std::string(field));
    if (price.units > price_max) return invalid("too_large", std::string(field));
    return price;
}

Result<std::string> checked_currency(std::string_view code) {
    bool fine =
        code.size() == 3 && std::ranges::all_of(code, [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!fine) return invalid("bad_currency", "currency");
    return std::string(code);
}

Result<std::string> checked_note(std::string text, std::string_view field, std::size_t limit) {
    if (!text::is_valid_utf8(text) || text::has_forbidden_controls(text))
        return invalid("bad_characters", std::string(field));
    if (text::length(text) > limit) return invalid("too_long", std::string(field));
    return text;
}

Result<std::string> checked_address(const std::string& address, std::string_view field) {
    bool fine = address.empty() || address.starts_with("https://") ||
                address.starts_with("http://") ||
                (address.starts_with('/') && !address.starts_with("//"));
    if (!fine) return invalid("not_an_address", std::string(field));
    if (address.find_first_of(" \"'<>\\\n\t") != address.npos)
        return invalid("bad_characters", std::string(field));
    return checked_note(address, field, 1000);
}

Result<std::vector<Named>> checked_pairs(std::vector<Named> pairs, std::string_view field) {
    if (pairs.size() > pairs_max) return invalid("too_many", std::string(field));
    for (auto& pair : pairs) {
        TRY(pair.name, team::decent(pair.name, field, 40));
        TRY(pair.value, team::decent(pair.value, field, 200));
    }
    return pairs;
}

Result<std::vector<Certificate>> checked_certificates(std::vector<Certificate> list) {
    if (list.size() > 20) return invalid("too_many", "certificates");
    for (auto& one : list) {
        TRY(one.name, team::decent(one.name, "certificates", 80));
        TRY(one.number, checked_note(one.number, "certificates", 80));
        TRY(one.issuer, checked_note(one.issuer, "certificates", 80));
        TRY(one.url, checked_address(one.url, "certificates"));
    }
    return list;
}

std::string title_of(const std::vector<Named>& options) {
    std::string out;
    for (auto& option : options) (out += out.empty() ? "" : " / ") += option.value;
    return out;
}

static Result<VariantSheet> checked(VariantSheet sheet, const std::string& source,
                                    const std::string& at) {
    if (!source.empty()) {
        TRY(sheet.external_id, team::decent(sheet.external_id, at + ".external_id", 100));
        if (sheet.sku.empty()) sheet.sku = source + ":" + sheet.external_id;
    }
    TRY(sheet.sku, team::decent(sheet.sku, at + ".sku", 100));
    TRY(sheet.options, checked_pairs(sheet.options, at + ".options"));
    TRY(sheet.price, checked_price(sheet.price, at + ".price"));
    if (sheet.list_price) {
        TRY(sheet.list_price, checked_price(*sheet.list_price, at + ".list_price"));
        if (*sheet.list_price <= sheet.price) sheet.list_price.reset();
    }
    TRY(sheet.picture, checked_address(sheet.picture, at + ".picture"));
    TRY(sheet.barcode, checked_note(sheet.barcode, at + ".barcode", 60));
    if (sheet.stock && sheet.is_counted == false) return invalid("not_counted", at + ".stock");
    for (auto& place : sheet.stock.value_or(std::vector<StockSheet>{})) {
        TRY(team::decent(place.warehouse, at + ".stock.warehouse", 60));
        if (place.on_hand < 0 || place.reserved < 0)
            return invalid("negative_stock", at + ".stock");
    }
    return sheet;
}

static Result<void> all_different(const std::vector<VariantSheet>& variants) {
    std::set<std::string_view> skus, externals;
    for (auto& sheet : variants) {
        if (!skus.insert(sheet.sku).second) return invalid("sku_taken", "variants.sku");
        if (!sheet.external_id.empty() && !externals.insert(sheet.external_id).second)
            return invalid("id_twice", "variants.external_id");
    }
    return {};
}

Result<ProductSheet> checked(ProductSheet sheet) {
    TRY(sheet.source, checked_note(sheet.source, "source", 60));
    if (!sheet.source.empty()) {
        TRY(sheet.external_id, team::decent(sheet.external_id, "external_id", 100));
    }
    TRY(sheet.title, team::decent(sheet.title, "title", 120));
    TRY(sheet.summary, checked_note(sheet.summary, "summary", 500));
    TRY(sheet.url, checked_address(sheet.url, "url"));
    TRY(sheet.picture, checked_address(sheet.picture, "picture"));
    if (sheet.pictures.size() > 20) return invalid("too_many", "pictures");
    for (auto& picture : sheet.pictures) {
        TRY(picture, checked_address(picture, "pictures"));
    }
    TRY(sheet.currency, checked_currency(sheet.currency));
    if (sheet.category) {
        TRY(sheet.category, team::decent(*sheet.category, "category", 40));
    }
    if (sheet.parameters) {
        TRY(sheet.parameters, checked_pairs(*sheet.parameters, "parameters"));
    }
    if (sheet.certificates) {
        TRY(sheet.certificates, checked_certificates(*sheet.certificates));
    }
    if (sheet.shelf_life_days && (*sheet.shelf_life_days < 1 || *sheet.shelf_life_days > 36'500))
        return invalid("out_of_range", "shelf_life_days");
    if (sheet.variants.empty()) return invalid("required", "variants");
    if (sheet.variants.size() > variants_max) return invalid("too_many", "variants");
    for (std::size_t i = 0; i < sheet.variants.size(); ++i) {
        TRY(sheet.variants[i],
            checked(sheet.variants[i], sheet.source, "variants." + std::to_string(i)));
    }
    TRY(all_different(sheet.variants));
    return sheet;
}

Product totalled(Product of, const std::vector<Variant>& variants) {
    of.available = 0;
    of.is_counted = true;
    of.stock = StockLevel::plenty;
    bool first = true, some = false;
    of.price_from = of.price_to = {};
    for (auto& variant : variants) {
        if (variant.state != VariantState::on_sale) continue;
        of.price_from = first ? variant.price : std::min(of.price_from, variant.price);
        of.price_to = first ? variant.price : std::max(of.price_to, variant.price);
        first = false;
        of.available += variant.available;
        of.is_counted = of.is_counted && variant.is_counted;
        some = some || is_in_stock(variant);
        if (level_of(variant) != StockLevel::plenty) of.stock = StockLevel::low;
    }
    if (!some) of.stock = StockLevel::out;
    return of;
}

}  // namespace catalogue
