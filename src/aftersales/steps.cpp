// A case moves: what its people and its clock do to it.
#include <algorithm>

#include "aftersales/returns.hpp"
#include "kit/http/router.hpp"
#include "kit/text/utf8.hpp"

namespace aftersales {

namespace {

std::string named(CaseState state) { return std::string(kit::name_of(state)); }

Result<void> decent_step(const CaseStep& ask) {
    for (auto* text : {&ask.note, &ask.carrier, &ask.waybill})
        if (*text && (!text::is_valid_utf8(**text) || (*text)->size() > 4000))
            return invalid("too_long", "note");
    if (ask.event == CaseEvent::shipped_back && ask.waybill.value_or("").empty())
        return invalid("required", "waybill");
    if (ask.event == CaseEvent::offer && ask.amount.value_or(Minor{}).units <= 0)
        return invalid("amount_needed", "amount");
    if (ask.event == CaseEvent::refuse && ask.note.value_or("").empty())
        return invalid("required", "note");
    return {};
}

bool gives_part(const CaseStep& ask) {
    return ask.amount && (ask.event == CaseEvent::rule_for_buyer || ask.event == CaseEvent::settle);
}

// What a step says goes into the row; sums are checked before anything is written.
Result<CaseRow> told(Work& work, CaseRow row, const CaseStep& ask, const orders::Order& order) {
    auto policy = policy_of(work, row.shop, row.policy);
    if (ask.event == CaseEvent::shipped_back)
        row.carrier = ask.carrier.value_or(""), row.waybill = *ask.waybill;
    if (ask.event == CaseEvent::edit && ask.note) row.words = *ask.note;
    if (ask.event == CaseEvent::offer) {
        if (*ask.amount > refundable(purchase_of(order), ledger_of(work, row.shop, order).ledger))
            return conflict("above_the_rest");
        row.offered = ask.amount;
    }
    if (ask.event == CaseEvent::accept_offer) row.amount = row.offered.value_or(Minor{});
    // After agreement an amount changes downwards only; a ruling or a settlement may give less than
    // was asked.
    if ((ask.event == CaseEvent::agree || ask.event == CaseEvent::execute || gives_part(ask)) &&
        ask.amount) {
        if (row.amount.units > 0 && *ask.amount > row.amount) return conflict("above_the_rest");
        row.amount = *ask.amount;
    }
    return row;
}

// An amount that people settled on stays; one that was only worked out is worked out anew.
bool is_settled(const CaseRow& row, const CaseStep& ask) {
    return ask.amount ||
           std::ranges::any_of(row.sum.lines, [](auto& line) { return line.key == "agreed"; });
}

Result<RefundSum> sum_now(Work& work, const CaseRow& row, const orders::Order& order,
                          const CaseStep& ask) {
    TRY(auto sum, worked_out(work, row, order, policy_of(work, row.shop, row.policy)));
    if (!is_settled(row, ask) || row.amount >= sum.total) return sum;
    return lowered(std::move(sum), row.amount, purchase_of(order),
                   ledger_of(work, row.shop, order).ledger);
}

struct SmallerRest {
    std::string settled, left;
    Minor amount;  // what is left
};
BOOST_DESCRIBE_STRUCT(SmallerRest, (), (settled, left, amount))

// Nobody gets less than was settled on without somebody having said so.
Result<void> paid_as_settled(const CaseRow& row, const CaseStep& ask, const RefundSum& sum) {
    bool is_bound = ask.event == CaseEvent::execute ||
                    (ask.event != CaseEvent::time_passed && is_settled(row, ask));
    if (!is_bound || row.amount <= sum.total) return {};
    auto refusal = conflict("rest_is_smaller");
    refusal.error().detail =
        json::text_of(SmallerRest{yuan(row.amount), yuan(sum.total), sum.total});
    return refusal;
}

bool begins_refund(CaseState before, CaseState after) {
    return after == CaseState::refunding && before != CaseState::refunding;
}

}  // namespace

// The parcel that is awaited: its number is one case's, or the scan could not tell.
static Result<void> free_waybill(Work& work, const CaseRow& row, const CaseStep& ask) {
    if (ask.event != CaseEvent::shipped_back) return {};
    auto taken = work.db.value<std::string>(
        "select case_id from after_returns where shop = ? and number = ?", row.shop,
        plain_waybill(*ask.waybill));
    if (taken && *taken != row.id.text) return conflict("waybill_taken");
    return {};
}

Result<Case> step(Work& work, std::string_view shop, const Id<Case>& id, const CaseStep& ask,
                  const Doer& doer) {
    TRY(decent_step(ask));
    TRY(auto row, case_row(work, shop, id));
    if (ask.version && *ask.version != row.version) return conflict("changed");
    TRY(auto next, stepped(position_of(row), ask.event, doer.actor));
    TRY(auto order, orders::find(work, shop, row.order_id));
    auto before = row.state;
    TRY(auto after, told(work, with(row, next), ask, order));
    TRY(free_waybill(work, row, ask));
    if (begins_refund(before, after.state) || gives_part(ask)) {
        TRY(auto sum, sum_now(work, after, order, ask));
        TRY(paid_as_settled(after, ask, sum));
        after.sum = std::move(sum);
        after.amount = after.sum.total;
    }
    if (after.state != before || ask.event != CaseEvent::time_passed) after.state_since = work.now;
    save(work, after, before);
    std::optional<Minor> amount = ask.amount;
    if (begins_refund(before, after.state)) amount = after.amount;
    remember(work, after, doer,
             {std::string(kit::name_of(ask.event)), named(before), named(after.state),
              ask.note.value_or(ask.waybill.value_or("")), amount});
    if (ask.event == CaseEvent::shipped_back) expect_return(work, after);
    if (begins_refund(before, after.state)) request_refund(work, after, order, doer);
    return shown(work, after);
}

// --- routes
// ------------------------------------------------------------------------------------------------

static bool is_platform_event(CaseEvent event) {
    switch (event) {
        case CaseEvent::ask_seller:
        case CaseEvent::ask_buyer:
        case CaseEvent::ask_both:
        case CaseEvent::ask_more:
        case CaseEvent::suspend:
        case CaseEvent::resume:
        case CaseEvent::rule_for_buyer:
        case CaseEvent::rule_for_seller:
        case CaseEvent::settle:
            return true;
        default:
            return false;
    }
}

static bool is_buyers_event(CaseEvent event) {
    switch (event) {
        case CaseEvent::edit:
        case CaseEvent::withdraw:
        case CaseEvent::accept_offer:
        case CaseEvent::decline_offer:
        case CaseEvent::escalate:
        case CaseEvent::confirm:
        case CaseEvent::choose_exchange:
        case CaseEvent::choose_refund:
            return true;
        default:
            return false;
    }
}

// An agent writes down what the buyer or the platform said; the history names the agent.
static Doer spoken_for(const Work& work, CaseEvent event) {
    auto doer = me(work);
    if (is_platform_event(event)) doer.actor = CaseActor::platform;
    if (is_buyers_event(event)) doer.actor = CaseActor::buyer;
    return doer;
}

static Result<Case> take_step(Work& work, const Id<Case>& id, const CaseStep& ask) {
    // The clock and the payment speak for themselves.
    if (ask.event == CaseEvent::time_passed || ask.event == CaseEvent::paid ||
        ask.event == CaseEvent::pay_failed)
        return conflict("not_yours");
    if (is_platform_event(ask.event) && !work.who.may(may::approve_cases)) return forbidden();
    return step(work, work.who.shop, id, ask, spoken_for(work, ask.event));
}

struct NewNote {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(NewNote, (), (text))

static Result<Case> add_note(Work& work, const Id<Case>& id, const NewNote& note) {
    TRY(auto row, case_row(work, work.who.shop, id));
    TRY(auto text, team::decent(note.text, "text", 2000));
    remember(work, row, me(work), {"note", named(row.state), named(row.state), text, {}});
    return shown(work, row);
}

struct NewAssignee {
    std::string person;  // empty: nobody
};
BOOST_DESCRIBE_STRUCT(NewAssignee, (), (person))

static Result<Case> give_to(Work& work, const Id<Case>& id, const NewAssignee& ask) {
    TRY(auto row, case_row(work, work.who.shop, id));
    std::string name;
    if (!ask.person.empty()) {
        TRY(auto person, team::taker(work, row.shop, {ask.person}, may::work_cases, "person"));
        name = person.name;
    }
    row.assignee = ask.person;
    save(work, row, row.state);
    remember(work, row, me(work), {"assigned", named(row.state), named(row.state), name, {}});
    return shown(work, row);
}

void step_routes(Router& router) {
    router.post("/cases/{id}/steps", take_step, may::work_cases);
    router.post("/cases/{id}/notes", add_note, may::work_cases);
    router.put("/cases/{id}/assignee", give_to, may::work_cases);
}

}  // namespace aftersales
