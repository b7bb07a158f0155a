// A refund: requested, approved, on its way, ended. The way out is in payments.cpp.
#include "aftersales/refunds.hpp"

#include "kit/http/router.hpp"
#include "kit/jobs/jobs.hpp"

namespace aftersales {

static Approval approval_of(const RefundRow& row) {
    return {row.asked_by, row.approved_by, row.second_by, row.two_needed};
}

static std::string name_of_person(Work& work, std::string_view shop, const std::string& id) {
    if (id.empty()) return "";
    auto person = team::person(work, shop, {id});
    return person ? person->name : "";
}

static Refund shown_refund(Work& work, const RefundRow& row) {
    Refund out{row.id,
               row.version,
               row.state,
               row.adapter,
               row.amount,
               row.currency,
               row.asked_by,
               "",
               "",
               "",
               row.provider_id,
               row.error,
               row.proof,
               row.two_needed,
               row.attempts,
               row.asked_at,
               row.approved_at,
               row.submitted_at,
               row.ended_at,
               row.sum};
    out.asked_by_name = name_of_person(work, row.shop, row.asked_by);
    out.approved_by_name = name_of_person(work, row.shop, row.approved_by);
    out.second_by_name = name_of_person(work, row.shop, row.second_by);
    return out;
}

std::vector<Refund> refunds_of(Work& work, const CaseRow& row) {
    std::vector<Refund> out;
    for (auto& refund : work.db.all<RefundRow>(
             "where shop = ? and case_id = ? order by asked_at, id", row.shop, row.id))
        out.push_back(shown_refund(work, refund));
    return out;
}

void keep(Work& work, RefundRow& row) {
    row.version += 1;
    work.db.update(row);
}

// Approved: now it leaves by its adapter. By hand it waits for the person's proof.
static void send_out(Work& work, RefundRow& row) {
    row.state = RefundState::approved;
    row.approved_at = work.now;
    if (row.adapter != Adapter::manual) later(work, pay_job, PayJob{}, work.now, pay_word(row));
}

static Adapter adapter_of(const Policy& policy, std::string_view source) {
    for (auto& route : policy.pay_by)
        if (route.source == source) return route.adapter;
    return Adapter::manual;
}

void request_refund(Work& work, const CaseRow& of, const orders::Order& order, const Doer& doer) {
    auto policy = policy_of(work, of.shop, of.policy);
    RefundRow row;
    row.id = work.new_id<Refund>();
    row.shop = of.shop;
    row.case_id = {of.id.text};
    row.order_id = of.order_id;
    row.pay_key = of.number + "-" + row.id.text.substr(24);
    row.amount = of.sum.total;
    row.currency = of.currency;
    row.adapter = adapter_of(policy, order.source);
    row.sum = of.sum;
    row.asked_by = doer.actor == CaseActor::seller ? doer.id : "";
    row.two_needed = approvals_needed(policy, row.amount);
    row.asked_at = work.now;
    auto ledger = ledger_of(work, of.shop, order);
    save(work, ledger, entered(ledger.ledger, row.sum));
    if (is_approved(approval_of(row))) send_out(work, row);
    work.db.insert(row);
    remember(
        work, of, doer,
        {"refund_requested", "", std::string(kit::name_of(row.state)), row.pay_key, row.amount});
}

// --- approval
// ----------------------------------------------------------------------------------------------

static Result<RefundRow> refund_row(Work& work, std::string_view shop, const Id<Refund>& id) {
    return work.db.find<RefundRow>({id.text}, shop);
}

static Result<Case> answer(Work& work, const RefundRow& row) {
    return find(work, row.shop, {row.case_id.text});
}

static Result<Case> approve(Work& work, const Id<Refund>& id) {
    TRY(auto row, refund_row(work, work.who.shop, id));
    if (row.state != RefundState::requested) return conflict("approved_already");
    TRY(auto approval, approved(approval_of(row), work.who.id));
    TRY(auto of, case_row(work, row.shop, row.case_id));
    row.approved_by = approval.approved_by;
    row.second_by = approval.second_by;
    if (is_approved(approval)) send_out(work, row);
    keep(work, row);
    remember(
        work, of, me(work),
        {"refund_approved", "", std::string(kit::name_of(row.state)), row.pay_key, row.amount});
    team::audit(work, "refund.approved", row.id.text, row.pay_key + " " + yuan(row.amount));
    save(work, of, of.state);
    return answer(work, row);
}

struct Rejection {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(Rejection, (), (reason))

static Result<Case> reject(Work& work, const Id<Refund>& id, const Rejection& ask) {
    TRY(auto row, refund_row(work, work.who.shop, id));
    TRY(auto reason, team::decent(ask.reason, "reason", 500));
    if (row.state != RefundState::requested) return conflict("approved_already");
    if (row.asked_by == work.who.id) return conflict("own_request");
    team::audit(work, "refund.rejected", row.id.text, reason);
    TRY(pay_ended(work, row.shop, id,
                  {PayOutcome::failed, row.pay_key, "", "rejected: " + reason, row.amount}));
    return answer(work, row);
}

// --- how it ended
// -------------------------------------------------------------------------------------------

static std::string key_of_line(const RefundRow& row, std::size_t i) {
    return row.pay_key + "-" + std::to_string(i);
}

// The order learns of it. What its source told meanwhile may leave no room: then the order stays as
// it is told, and the history of the case says so.
static void tell_order(Work& work, const RefundRow& row, const CaseRow& of, const Doer& doer) {
    bool came_back = of.goods_back || of.kind == CaseKind::refund_unshipped ||
                     of.kind == CaseKind::refund_unreceived;
    for (std::size_t i = 0; i < row.sum.by_line.size(); ++i) {
        auto& line = row.sum.by_line[i];
        if (line.amount.units == 0 && line.quantity == 0) continue;
        auto told = orders::mark_refunded(work, row.shop, row.order_id,
                                          {key_of_line(row, i), Id<orders::OrderLine>{line.line},
                                           line.amount, came_back ? line.quantity : 0});
        if (!told)
            remember(work, of, doer, {"order_not_told", "", "", told.error().reason, line.amount});
    }
    Minor rest{row.sum.freight.units - row.sum.deducted.units};
    if (rest.units > 0) {
        auto told = orders::mark_refunded(work, row.shop, row.order_id,
                                          {key_of_line(row, row.sum.by_line.size()), {}, rest, 0});
        if (!told) remember(work, of, doer, {"order_not_told", "", "", told.error().reason, rest});
    }
}

static Result<void> give_room_back(Work& work, const RefundRow& row) {
    TRY(auto order, orders::find(work, row.shop, row.order_id));
    auto ledger = ledger_of(work, row.shop, order);
    save(work, ledger, taken_back(ledger.ledger, row.sum));
    return {};
}

static bool is_running(RefundState state) {
    return state != RefundState::succeeded && state != RefundState::failed;
}

Result<void> pay_ended(Work& work, std::string_view shop, const Id<Refund>& id,
                       const PayAnswer& said) {
    TRY(auto row, refund_row(work, shop, id));
    if (said.key != row.pay_key) return conflict("other_refund");
    if (said.outcome == PayOutcome::succeeded && said.amount != row.amount)
        return conflict("other_refund");
    // The same news twice changes nothing; later news about an end does neither.
    if (!is_running(row.state)) return {};
    TRY(auto of, case_row(work, shop, row.case_id));
    Doer payment{CaseActor::payment, "", ""};
    row.error = said.error;
    if (!said.provider_id.empty()) row.provider_id = said.provider_id;
    if (said.outcome == PayOutcome::unknown || said.outcome == PayOutcome::not_there) {
        row.state = RefundState::unknown;
        row.asked_provider_at = work.now;
        keep(work, row);
        return {};
    }
    bool paid = said.outcome == PayOutcome::succeeded;
    if (!paid) {
        TRY(give_room_back(work, row));
    }
    row.state = paid ? RefundState::succeeded : RefundState::failed;
    row.ended_at = work.now;
    keep(work, row);
    unschedule(work, pay_job, pay_word(row));
    auto event = paid ? CaseEvent::paid : CaseEvent::pay_failed;
    auto before = of.state;
    auto next = stepped(position_of(of), event, CaseActor::payment);
    if (next) of = with(of, *next);
    if (paid) tell_order(work, row, of, payment);
    save(work, of, before);
    remember(work, of, payment,
             {paid ? "refund_succeeded" : "refund_failed", std::string(kit::name_of(before)),
              std::string(kit::name_of(of.state)),
              said.error.empty() ? row.provider_id : said.error, row.amount});
    return {};
}

// --- by hand
// ------------------------------------------------------------------------------------------------

struct RefundProof {
    std::string provider_id;  // number of the transfer
    std::string words;        // who, how, from which account
};
BOOST_DESCRIBE_STRUCT(RefundProof, (), (provider_id, words))

static Result<Case> prove(Work& work, const Id<Refund>& id, const RefundProof& ask) {
    TRY(auto row, refund_row(work, work.who.shop, id));
    if (row.adapter != Adapter::manual) return conflict("not_by_hand");
    if (row.state != RefundState::approved)
        return conflict(row.state == RefundState::requested ? "not_approved" : "already_over");
    TRY(auto number, team::decent(ask.provider_id, "provider_id", 100));
    TRY(auto words, team::decent(ask.words, "words", 500));
    row.proof = words;
    keep(work, row);
    team::audit(work, "refund.proved", row.id.text, number);
    TRY(pay_ended(work, row.shop, id,
                  {PayOutcome::succeeded, row.pay_key, number, "", row.amount}));
    return answer(work, row);
}

// --- who waits for an approver
// ---------------------------------------------------------------------------------

struct WaitingRefund {
    Refund refund;
    CaseBrief of;
    bool mine = false;  // asked by the one who looks: another must approve
};
BOOST_DESCRIBE_STRUCT(WaitingRefund, (), (refund, of, mine))
struct WaitingRefunds {
    std::vector<WaitingRefund> items;
};
BOOST_DESCRIBE_STRUCT(WaitingRefunds, (), (items))

static Result<WaitingRefunds> waiting(Work& work) {
    WaitingRefunds out;
    for (auto& row : work.db.all<RefundRow>(
             "where shop = ? and state = 'requested' order by asked_at limit 200", work.who.shop)) {
        TRY(auto of, case_row(work, row.shop, row.case_id));
        out.items.push_back(
            {shown_refund(work, row), brief_of(work, of), row.asked_by == work.who.id});
    }
    return out;
}

void refund_routes(Router& router) {
    router.get("/refunds/waiting", waiting, may::approve_cases);
    router.post("/refunds/{id}/approval", approve, may::approve_cases);
    router.post("/refunds/{id}/rejection", reject, may::approve_cases);
    router.post("/refunds/{id}/proof", prove, may::work_cases);
}

}  // namespace aftersales
