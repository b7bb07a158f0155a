// A macro: money, words, tags and an end in one go. The part that is pure.
#pragma once

#include "aftersales/aftersales.hpp"
#include "conversations/conversations.hpp"

namespace aftersales {

enum class MacroMoney { none, amount, percent };
BOOST_DESCRIBE_ENUM(MacroMoney, none, amount, percent)

struct MacroRow {
    static constexpr auto table = "after_macros";
    Id<struct Macro> id;
    std::string shop, name;
    MacroMoney money = MacroMoney::none;
    Minor amount;              // of money `amount`
    std::int64_t percent = 0;  // of money `percent`: of what was paid for the line
    CaseKind kind = CaseKind::partial_refund;
    Reason reason = Reason::other;
    std::string script;
    std::vector<std::string> tags;
    std::string assign_to;
    bool closes = false;
    std::int64_t uses = 0;
    std::string made_by;
    Time made_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(MacroRow, (),
                      (id, shop, name, money, amount, percent, kind, reason, script, tags,
                       assign_to, closes, uses, made_by, made_at, version))

// A macro that says and does something, in its bounds. Errors: invalid (`required`, `out_of_range`,
// `too_many`, `not_for_macros`).
Result<MacroRow> sound(MacroRow);
// What it gives for a line that cost `paid`; rounded down to the 分.
Minor given(const MacroRow&, Minor paid);
// The line that it gives money for when nobody chose one: the dearest that was bought. Empty: none.
std::string dearest(const Purchase&, const std::vector<std::string>& gifts);

}  // namespace aftersales
