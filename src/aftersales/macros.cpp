// Macros are written by those who approve refunds.
#include "aftersales/macros.hpp"

#include "kit/http/router.hpp"
#include "manners/manners.hpp"

namespace aftersales {

Macro shown_macro(const MacroRow& row) {
    return {row.id,     row.version, row.name, row.money,     row.amount, row.percent, row.kind,
            row.reason, row.script,  row.tags, row.assign_to, row.closes, row.uses};
}

Result<MacroRow> macro_row(Work& work, const Id<Macro>& id) {
    return work.db.find<MacroRow>({id.text}, work.who.shop);
}

struct MacroList {
    std::vector<Macro> items;  // those used most come first
};
BOOST_DESCRIBE_STRUCT(MacroList, (), (items))

static Result<MacroList> list(Work& work) {
    MacroList out;
    for (auto& row :
         work.db.all<MacroRow>("where shop = ? order by uses desc, name limit 200", work.who.shop))
        out.items.push_back(shown_macro(row));
    return out;
}

struct NewMacro {
    std::string name;
    MacroMoney money = MacroMoney::none;
    std::optional<Minor> amount;
    std::optional<std::int64_t> percent;
    CaseKind kind = CaseKind::partial_refund;
    Reason reason = Reason::other;
    std::optional<std::string> script, assign_to;
    std::vector<std::string> tags;
    bool closes = false;
    std::optional<std::int64_t> version;  // of the macro that was looked at
};
BOOST_DESCRIBE_STRUCT(NewMacro, (),
                      (name, money, amount, percent, kind, reason, script, assign_to, tags, closes,
                       version))

// What the gate would stop on every day is not written down as a macro.
static Result<void> gentle(Work& work, const MacroRow& row) {
    if (row.script.empty()) return {};
    auto verdict = manners::judge(work, row.shop, row.script);
    return verdict.colour == manners::Colour::red ? Result<void>(invalid("stopped", "script"))
                                                  : Result<void>();
}

static Result<MacroRow> asked_macro(Work& work, MacroRow row, const NewMacro& ask) {
    row.name = ask.name;
    row.money = ask.money;
    row.amount = ask.amount.value_or(Minor{});
    row.percent = ask.percent.value_or(0);
    row.kind = ask.kind;
    row.reason = ask.reason;
    row.script = ask.script.value_or("");
    row.assign_to = ask.assign_to.value_or("");
    row.tags = ask.tags;
    row.closes = ask.closes;
    TRY(row, sound(std::move(row)));
    TRY(gentle(work, row));
    if (!row.assign_to.empty()) {
        TRY(team::taker(work, row.shop, {row.assign_to}, may::work_cases, "assign_to"));
    }
    auto other = work.db.value<std::string>(
        "select id from after_macros where shop = ? and name = ? and id <> ?", row.shop, row.name,
        row.id);
    if (other) return conflict("name_taken");
    return row;
}

static Result<Macro> make(Work& work, const NewMacro& ask) {
    MacroRow fresh;
    fresh.id = work.new_id<Macro>();
    fresh.shop = work.who.shop;
    fresh.made_by = work.who.id;
    fresh.made_at = work.now;
    TRY(auto row, asked_macro(work, std::move(fresh), ask));
    work.db.insert(row);
    team::audit(work, "macro.made", row.id.text, row.name);
    return shown_macro(row);
}

static Result<Macro> change(Work& work, const Id<Macro>& id, const NewMacro& ask) {
    TRY(auto row, macro_row(work, id));
    if (ask.version && *ask.version != row.version) return conflict("changed_meanwhile");
    TRY(row, asked_macro(work, std::move(row), ask));
    row.version += 1;
    row.made_by = work.who.id;
    row.made_at = work.now;
    work.db.update(row);
    team::audit(work, "macro.changed", row.id.text, row.name);
    return shown_macro(row);
}

static Result<void> drop(Work& work, const Id<Macro>& id) {
    TRY(auto row, macro_row(work, id));
    work.db.execute("delete from after_macros where shop = ? and id = ?", row.shop, row.id);
    team::audit(work, "macro.removed", row.id.text, row.name);
    return {};
}

void macro_routes(Router& router) {
    router.get("/macros", list, may::work_cases);
    router.post("/macros", make, may::approve_cases);
    router.put("/macros/{id}", change, may::approve_cases);
    router.remove("/macros/{id}", drop, may::approve_cases);
    macro_run_routes(router);
}

void verify_macros(Db& db) {
    db.verify<MacroRow>();
    db.verify<MacroRunRow>();
}

}  // namespace aftersales
