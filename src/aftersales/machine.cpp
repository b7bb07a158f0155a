// Rules: a position and what happens to it.
#include "aftersales/machine.hpp"

namespace aftersales {

bool is_final(CaseState state) {
    return state == CaseState::success || state == CaseState::closed ||
           state == CaseState::cancelled;
}

const ClockRow* clock_of(CaseKind kind, CaseState state) {
    for (auto& row : clock_rows())
        if (row.state == state && (row.kinds & kinds_of(kind))) return &row;
    return nullptr;
}

static const Transition* found(const Position& at, CaseEvent event, CaseActor actor) {
    for (auto& row : transitions())
        if (row.from == at.state && row.event == event && row.actor == actor &&
            (row.kinds & kinds_of(at.kind)))
            return &row;
    return nullptr;
}

static bool somebody_does(const Position& at, CaseEvent event) {
    for (auto& row : transitions())
        if (row.from == at.state && row.event == event && (row.kinds & kinds_of(at.kind)))
            return true;
    return false;
}

static Refusal not_possible(const Position& at, CaseEvent event) {
    if (is_final(at.state)) return conflict("already_over");
    bool leaving = at.state == CaseState::refunding || at.state == CaseState::refund_failed;
    if (event == CaseEvent::withdraw && leaving) return conflict("money_is_leaving");
    return conflict(somebody_does(at, event) ? "not_yours" : "not_now");
}

static Result<void> within_limits(const Position& at, CaseEvent event) {
    if (event == CaseEvent::edit && at.state == CaseState::seller_refused &&
        at.edits + 1 >= requests_max)
        return conflict("too_often");
    if (event == CaseEvent::offer && at.offers >= offers_max) return conflict("too_often");
    if (event == CaseEvent::time_passed && at.called_lead) return conflict("not_now");
    return {};
}

// Goods that are back already are not waited for again.
static CaseState past_the_return(const Position& at, CaseState to) {
    if (to != CaseState::wait_buyer_return || !at.goods_back) return to;
    if (at.kind == CaseKind::exchange) return CaseState::reshipping;
    return at.kind == CaseKind::repair ? CaseState::repairing : CaseState::refunding;
}

static CaseKind kind_after(const Position& at, CaseEvent event) {
    switch (event) {
        case CaseEvent::accept_offer:
            return CaseKind::partial_refund;
        case CaseEvent::choose_exchange:
            return CaseKind::exchange;
        case CaseEvent::choose_refund:
            return CaseKind::return_refund;
        case CaseEvent::waive_return:
            return at.kind == CaseKind::exchange ? CaseKind::resend : CaseKind::refund_received;
        case CaseEvent::time_passed:
            return at.state == CaseState::wait_buyer_choice ? CaseKind::return_refund : at.kind;
        default:
            return at.kind;
    }
}

static bool brings_goods(const Position& at, CaseEvent event) {
    return event == CaseEvent::received || event == CaseEvent::receipt_refused ||
           (event == CaseEvent::time_passed && at.state == CaseState::wait_seller_receive);
}

static Position counted(Position at, CaseEvent event) {
    if (brings_goods(at, event)) at.goods_back = true;
    if (event == CaseEvent::edit && at.state == CaseState::seller_refused) ++at.edits;
    if (event == CaseEvent::offer) ++at.offers;
    if (event == CaseEvent::repair_failed) ++at.failed_repairs;
    return at;
}

Result<Position> stepped(Position at, CaseEvent event, CaseActor actor) {
    auto row = found(at, event, actor);
    if (!row) return not_possible(at, event);
    TRY(within_limits(at, event));
    auto next = counted(at, event);
    next.kind = kind_after(at, event);
    next.state = past_the_return(next, row->to);
    if (event == CaseEvent::repair_failed && next.failed_repairs >= repairs_max)
        next.state = CaseState::wait_buyer_choice;
    auto clock = clock_of(at.kind, at.state);
    next.called_lead =
        event == CaseEvent::time_passed && clock && clock->action == TimeAction::call_lead;
    return next;
}

Position begun(CaseKind kind) {
    Position at;
    at.kind = kind;
    at.state = kind == CaseKind::tracing ? CaseState::tracing : CaseState::review;
    return at;
}

bool may_withdraw(const Position& at) {
    return stepped(at, CaseEvent::withdraw, CaseActor::buyer).has_value();
}

std::vector<CaseEvent> possible(const Position& at, CaseActor actor) {
    std::vector<CaseEvent> out;
    for (int i = 0; i < case_events; ++i)
        if (auto event = static_cast<CaseEvent>(i); stepped(at, event, actor)) out.push_back(event);
    return out;
}

std::vector<CaseState> rail_of(CaseKind kind) {
    using S = CaseState;
    switch (kind) {
        case CaseKind::return_refund:
            return {S::review, S::wait_buyer_return, S::wait_seller_receive, S::refunding,
                    S::success};
        case CaseKind::exchange:
            return {S::review,     S::wait_buyer_return,  S::wait_seller_receive,
                    S::reshipping, S::wait_buyer_receive, S::success};
        case CaseKind::repair:
            return {S::review,    S::wait_buyer_return,  S::wait_seller_receive,
                    S::repairing, S::wait_buyer_receive, S::success};
        case CaseKind::resend:
            return {S::review, S::reshipping, S::wait_buyer_receive, S::success};
        case CaseKind::tracing:
            return {S::tracing, S::success};
        default:
            return {S::review, S::refunding, S::success};
    }
}

}  // namespace aftersales
