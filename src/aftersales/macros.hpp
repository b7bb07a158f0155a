// What the files of macros share.
#pragma once

#include "aftersales/macro.hpp"
#include "aftersales/rows.hpp"

namespace aftersales {

struct Macro {
    Id<Macro> id;
    std::int64_t version = 1;
    std::string name;
    MacroMoney money = MacroMoney::none;
    Minor amount;
    std::int64_t percent = 0;
    CaseKind kind = CaseKind::partial_refund;
    Reason reason = Reason::other;
    std::string script;
    std::vector<std::string> tags;
    std::string assign_to;
    bool closes = false;
    std::int64_t uses = 0;
};
BOOST_DESCRIBE_STRUCT(Macro, (),
                      (id, version, name, money, amount, percent, kind, reason, script, tags,
                       assign_to, closes, uses))

struct MacroRunRow {
    static constexpr auto table = "after_macro_runs";
    Id<MacroRunRow> id;
    std::string shop, client_key, macro, name, conversation, order_id, case_id, message;
    Minor amount;
    std::string who;
    Time at;
};
BOOST_DESCRIBE_STRUCT(MacroRunRow, (),
                      (id, shop, client_key, macro, name, conversation, order_id, case_id, message,
                       amount, who, at))

Macro shown_macro(const MacroRow&);
// Errors: not_found.
Result<MacroRow> macro_row(Work&, const Id<Macro>&);
void macro_run_routes(Router&);

}  // namespace aftersales
