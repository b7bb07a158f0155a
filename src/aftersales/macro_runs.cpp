// A macro runs: everything is looked at before anything is written, then all of it is one commit.
//
//     macro + conversation + order --planned--> amount, approvals, words --gate--> case, refund,
//     message, tags, end
//
// The refund asks for approvals like any other above the runner's limit; the words pass the gate
// like any other: its red stops the macro as a whole, its yellow holds it three seconds.
#include <algorithm>

#include "aftersales/macros.hpp"
#include "catalogue/catalogue.hpp"
#include "kit/http/router.hpp"
#include "manners/manners.hpp"

namespace aftersales {

struct AskMacro {
    Id<conversations::Conversation> conversation;
    std::optional<std::string>
        order;                        // none: the contact's newest of which money can still go back
    std::optional<std::string> line;  // none: the dearest
};
BOOST_DESCRIBE_STRUCT(AskMacro, (), (conversation, order, line))

namespace {

struct Planned {
    MacroRow macro;
    conversations::ConversationRow conversation;
    std::optional<orders::Order> order;
    std::string line;
    Minor amount;
    conversations::FilledText words;
};

bool is_workable(Work& work, const orders::Order& order) {
    bool has_rest =
        refundable(purchase_of(order), ledger_of(work, work.who.shop, order).ledger).units > 0;
    return has_rest && order.state != orders::OrderState::unpaid &&
           order.state != orders::OrderState::canceled &&
           order.state != orders::OrderState::refunded;
}

// Errors: not_found (also another buyer's), conflict (`no_order`).
Result<orders::Order> order_of(Work& work, const conversations::ConversationRow& conversation,
                               const AskMacro& ask) {
    auto& shop = work.who.shop;
    if (ask.order && !ask.order->empty()) {
        TRY(auto order, orders::find(work, shop, {*ask.order}));
        auto owner = orders::contact_of(work, shop, order);
        if (!owner || *owner != conversation.contact) return not_found("other_buyer");
        return order;
    }
    for (auto& order : orders::of_contact(work, shop, conversation.contact, 20))
        if (is_workable(work, order)) return order;
    return conflict("no_order");
}

Result<std::string> line_of(const orders::Order& order, const AskMacro& ask) {
    std::vector<std::string> gifts;
    for (auto& line : order.lines)
        if (line.gift) gifts.push_back(line.id.text);
    auto wanted = ask.line.value_or("");
    if (wanted.empty()) wanted = dearest(purchase_of(order), gifts);
    bool known =
        std::ranges::any_of(order.lines, [&](auto& line) { return line.id.text == wanted; });
    if (!known) return invalid("unknown_line", "line");
    return wanted;
}

Minor paid_for(const orders::Order& order, const std::string& id) {
    for (auto& line : paid_lines(purchase_of(order)))
        if (line.id == id) return line.paid;
    return {};
}

NewCase case_of(const Planned& plan, const std::string& key) {
    NewCase out;
    out.client_key = "macro-" + key;
    out.order = plan.order->id;
    out.kind = plan.macro.kind;
    out.reason = plan.macro.reason;
    out.lines = {{plan.line, 1}};
    out.amount = plan.amount;
    out.words = plan.macro.name;
    out.conversation = plan.conversation.id.text;
    return out;
}

Result<Planned> planned(Work& work, const MacroRow& macro, const AskMacro& ask) {
    Planned out;
    out.macro = macro;
    TRY(out.conversation, conversations::seen_at_desk(work, ask.conversation));
    std::map<std::string, std::string> facts;
    if (macro.money != MacroMoney::none) {
        TRY(out.order, order_of(work, out.conversation, ask));
        TRY(out.line, line_of(*out.order, ask));
        out.amount = given(macro, paid_for(*out.order, out.line));
        if (out.amount.units < 1) return conflict("nothing_to_refund");
        facts["refund.amount"] = catalogue::money_text(out.amount, out.order->currency);
        facts["order.number"] = out.order->number;
    }
    out.words = conversations::filled_text(work, out.conversation, macro.script, facts);
    return out;
}

}  // namespace

// --- what will happen
// ----------------------------------------------------------------------------------------

struct MacroPreview {
    std::string macro_name, order, order_number, line, line_title, currency, text, assign_name;
    std::int64_t version = 1;
    Minor amount;
    std::int64_t approvals_needed = 0;
    std::vector<std::string> missing;  // variables without a fact: it will not run
    manners::Verdict verdict;
    std::vector<std::string> tags;
    bool closes = false;
};
BOOST_DESCRIBE_STRUCT(MacroPreview, (),
                      (macro_name, order, order_number, line, line_title, currency, text,
                       assign_name, version, amount, approvals_needed, missing, verdict, tags,
                       closes))

static Result<MacroPreview> preview(Work& work, const Id<Macro>& id, const AskMacro& ask) {
    TRY(auto macro, macro_row(work, id));
    TRY(auto plan, planned(work, macro, ask));
    MacroPreview out;
    out.macro_name = macro.name;
    out.version = macro.version;
    out.text = plan.words.text;
    out.missing = plan.words.missing;
    out.tags = macro.tags;
    out.closes = macro.closes;
    if (!out.text.empty()) out.verdict = manners::judge(work, work.who.shop, out.text);
    if (auto person =
            team::taker(work, work.who.shop, {macro.assign_to}, may::work_cases, "assign_to"))
        out.assign_name = person->name;
    if (!plan.order) return out;
    TRY(auto row, could_open(work, work.who.shop, case_of(plan, new_uuid(work.now))));
    out.order = plan.order->id.text;
    out.order_number = plan.order->number;
    out.line = plan.line;
    out.currency = plan.order->currency;
    for (auto& line : plan.order->lines)
        if (line.id.text == plan.line) out.line_title = line.title;
    out.amount = row.amount;
    out.approvals_needed = approvals_needed(policy_of(work, row.shop, row.policy), row.amount);
    return out;
}

// --- it runs
// --------------------------------------------------------------------------------------------------

struct NewMacroRun {
    std::string client_key;
    Id<conversations::Conversation> conversation;
    std::optional<std::string> order, line;
    std::optional<Minor> amount;  // as the preview showed it; another one by now is a conflict
    std::optional<std::int64_t> version;  // of the macro that was previewed
    bool held = false;
};
BOOST_DESCRIBE_STRUCT(NewMacroRun, (),
                      (client_key, conversation, order, line, amount, version, held))

struct MacroRun {
    std::string case_id, case_number, message;
    Minor amount;
    std::string currency;
    std::optional<RefundState> refund;
};
BOOST_DESCRIBE_STRUCT(MacroRun, (), (case_id, case_number, message, amount, currency, refund))

static Result<MacroRun> told_run(Work& work, const MacroRunRow& run) {
    MacroRun out{run.case_id, "", run.message, run.amount, "", {}};
    if (run.case_id.empty()) return out;
    TRY(auto row, case_row(work, run.shop, {run.case_id}));
    out.case_number = row.number;
    out.currency = row.currency;
    auto refunds = refunds_of(work, row);
    if (!refunds.empty()) out.refund = refunds.back().state;
    return out;
}

static Result<std::optional<MacroRunRow>> ran_before(Work& work, const Id<Macro>& id,
                                                     const NewMacroRun& ask) {
    if (ask.client_key.empty() || ask.client_key.size() > 50)
        return invalid("bad_client_key", "client_key");
    auto run = work.db.first<MacroRunRow>("where shop = ? and who = ? and client_key = ?",
                                          work.who.shop, work.who.id, ask.client_key);
    if (run && (run->macro != id.text || run->conversation != ask.conversation.text))
        return invalid("key_reused", "client_key");
    return run;
}

static Result<void> as_previewed(const Work& work, const Planned& plan, const NewMacroRun& ask) {
    if (ask.version && *ask.version != plan.macro.version) return conflict("changed_meanwhile");
    if (ask.amount && *ask.amount != plan.amount) return conflict("changed_meanwhile");
    if (!plan.words.missing.empty()) return invalid("missing_fact", "script");
    if (!plan.macro.closes) return {};
    if (plan.conversation.state == conversations::State::closed) return conflict("closed");
    if (plan.conversation.assignee != Id<team::Person>{work.who.id})
        return forbidden("not_your_conversation");
    return {};
}

// The money: opened and agreed to by whoever runs it, so it is within their limit or waits for an
// approval.
static CaseRow paid_out(Work& work, const Planned& plan, const std::string& key) {
    auto opened = open_case(work, work.who.shop, case_of(plan, key), me(work));
    ENSURE(opened, "what could be opened is opened");
    CaseStep agree;
    agree.event = CaseEvent::agree;
    auto agreed = step(work, work.who.shop, opened->id, agree, me(work));
    ENSURE(agreed, "what was just opened is agreed to");
    auto row = case_row(work, work.who.shop, opened->id);
    ENSURE(row, "it is there");
    auto now = std::string(kit::name_of(row->state));
    remember(work, *row, me(work), {"macro", now, now, plan.macro.name, plan.amount});
    row->tags = plan.macro.tags;
    // Who has left since the macro was made gets nothing: it stays with whoever ran it.
    if (team::taker(work, work.who.shop, {plan.macro.assign_to}, may::work_cases, "assign_to"))
        row->assignee = plan.macro.assign_to;
    save(work, *row, row->state);
    return *row;
}

static MacroRunRow row_of(Work& work, const NewMacroRun& ask, const MacroRow& macro,
                          const Planned& plan) {
    return {work.new_id<MacroRunRow>(),
            work.who.shop,
            ask.client_key,
            macro.id.text,
            macro.name,
            ask.conversation.text,
            "",
            "",
            "",
            plan.amount,
            work.who.id,
            work.now};
}

static Result<MacroRun> run(Work& work, const Id<Macro>& id, const NewMacroRun& ask) {
    TRY(auto before, ran_before(work, id, ask));
    if (before) return told_run(work, *before);
    TRY(auto macro, macro_row(work, id));
    TRY(auto plan, planned(work, macro, {ask.conversation, ask.order, ask.line}));
    TRY(as_previewed(work, plan, ask));
    auto key = work.who.id + "-" + ask.client_key;
    if (plan.order) {
        TRY(could_open(work, work.who.shop, case_of(plan, key)));
    }
    std::optional<conversations::ReadyWords> words;
    if (!plan.words.text.empty()) {
        TRY(words, conversations::made_ready(work, ask.conversation,
                                             {ask.client_key, plan.words.text, ask.held}));
    }
    // Nothing can refuse any more.
    auto done = row_of(work, ask, macro, plan);
    if (plan.order)
        done.order_id = plan.order->id.text, done.case_id = paid_out(work, plan, key).id.text;
    if (words) done.message = conversations::say_ready(work, *words).id.text;
    if (!macro.tags.empty())
        (void)conversations::add_tags(work, work.who.shop, ask.conversation, macro.tags);
    if (macro.closes)
        (void)conversations::end(work, work.who.shop, ask.conversation, "closed|" + work.who.name);
    work.db.insert(done);
    work.db.execute("update after_macros set uses = uses + 1 where shop = ? and id = ?", macro.shop,
                    macro.id);
    team::audit(work, "macro.run", macro.id.text,
                macro.name + (plan.order ? " " + yuan(plan.amount) : ""));
    return told_run(work, done);
}

void macro_run_routes(Router& router) {
    router.get("/macros/{id}/preview", preview, may::work_cases);
    router.post("/macros/{id}/runs", run, may::work_cases).limited({"macro", 60, 60});
}

}  // namespace aftersales
