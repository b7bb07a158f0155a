#include "aftersales/macro.hpp"

#include <algorithm>

namespace aftersales {

constexpr std::int64_t most = 100'000'000;  // as the policy's: a typing error, not a limit
constexpr std::size_t tags_most = 10, script_most = 2000;

static Result<void> sound_money(const MacroRow& macro) {
    if (macro.kind != CaseKind::partial_refund && macro.kind != CaseKind::compensation)
        return invalid("not_for_macros", "kind");
    if (macro.money == MacroMoney::amount && (macro.amount.units < 1 || macro.amount.units > most))
        return invalid("out_of_range", "amount");
    if (macro.money == MacroMoney::percent && (macro.percent < 1 || macro.percent > 100))
        return invalid("out_of_range", "percent");
    return {};
}

Result<MacroRow> sound(MacroRow macro) {
    TRY(macro.name, team::decent(macro.name, "name", 40));
    TRY(sound_money(macro));
    if (macro.money != MacroMoney::amount) macro.amount = {};
    if (macro.money != MacroMoney::percent) macro.percent = 0;
    if (macro.script.size() > script_most * 3) return invalid("too_long", "script");
    if (macro.tags.size() > tags_most) return invalid("too_many", "tags");
    for (auto& tag : macro.tags) {
        TRY(tag, team::decent(tag, "tags", 20));
    }
    bool does = macro.money != MacroMoney::none || !macro.script.empty() || !macro.tags.empty() ||
                macro.closes;
    if (!does) return invalid("required", "script");
    return macro;
}

Minor given(const MacroRow& macro, Minor paid) {
    switch (macro.money) {
        case MacroMoney::none:
            return {};
        case MacroMoney::amount:
            return macro.amount;
        case MacroMoney::percent:
            return {paid.units * macro.percent / 100};
    }
    return {};
}

std::string dearest(const Purchase& purchase, const std::vector<std::string>& gifts) {
    std::string out;
    Minor most_paid;
    for (auto& line : paid_lines(purchase)) {
        bool gift = std::ranges::find(gifts, line.id) != gifts.end();
        if (!gift && line.paid > most_paid) out = line.id, most_paid = line.paid;
    }
    return out;
}

}  // namespace aftersales
