#include "aftersales/dry_run.hpp"

#include <algorithm>

namespace aftersales {

Result<RefundSum> total_of(const Grounds& grounds) {
    if (grounds.amount)
        return discounted(grounds.purchase, grounds.ledger, grounds.line, *grounds.amount);
    return summed(grounds.purchase, grounds.ledger, grounds.ask);
}

namespace {

bool pays(CaseKind kind) {
    return kind != CaseKind::exchange && kind != CaseKind::repair && kind != CaseKind::resend &&
           kind != CaseKind::tracing;
}

DryEnd end_in(CaseKind kind, CaseState state) {
    switch (state) {
        case CaseState::refunding:
        case CaseState::refund_failed:
            return DryEnd::paid;
        case CaseState::success:
            return pays(kind) ? DryEnd::paid : DryEnd::done;
        case CaseState::closed:
            return kind == CaseKind::tracing ? DryEnd::done : DryEnd::refused;
        case CaseState::seller_refused:
            return DryEnd::refused;
        case CaseState::cancelled:
            return DryEnd::withdrawn;
        default:
            return DryEnd::open;
    }
}

// How it ends when the clock acts before the people did; nothing when they go on as they did.
std::optional<DryEnd> end_by(TimeAction action, CaseKind kind) {
    bool at_once = kind == CaseKind::refund_unshipped || kind == CaseKind::refund_unreceived;
    switch (action) {
        case TimeAction::agree:
            return at_once ? std::optional(DryEnd::paid) : std::nullopt;
        case TimeAction::refund:
        case TimeAction::execute:
            return pays(kind) ? DryEnd::paid : DryEnd::done;
        case TimeAction::close:
            return DryEnd::refused;
        case TimeAction::confirm:
            return DryEnd::done;
        default:
            return {};
    }
}

std::optional<Span> limit(const Policy& policy, CaseKind kind, const DryMove& since) {
    Position at;
    at.kind = kind;
    at.state = since.state;
    auto due = deadline_of(policy, at, since.at);
    return due ? std::optional(*due - since.at) : std::nullopt;
}

struct Walk {
    DryEnd end = DryEnd::open;
    Span lasted{0};
};

Walk walked(const DryCase& of, const Policy& lived, const Policy& asked, Time now) {
    Walk out;
    for (std::size_t i = 0; i < of.moves.size(); ++i) {
        auto& here = of.moves[i];
        out.end = end_in(of.kind, here.state);
        bool last = i + 1 == of.moves.size();
        if (last && is_final(here.state)) break;
        auto stayed = (last ? now : of.moves[i + 1].at) - here.at;
        auto was = limit(lived, of.kind, here), would = limit(asked, of.kind, here);
        if (was != would && would) {
            auto early = end_by(clock_of(of.kind, here.state)->action, of.kind);
            if (early && stayed > *would) return {*early, out.lasted + *would};
            if (!last && of.moves[i + 1].by == CaseActor::clock) stayed = *would;
        }
        out.lasted += stayed;
    }
    return out;
}

Grounds under(Grounds grounds, const Policy& policy) {
    grounds.ask.design = policy.design;
    grounds.ask.freight_always = policy.freight_always;
    return grounds;
}

Minor amount_under(const DryCase& of, const Policy& lived, const Policy& asked) {
    bool alike = lived.design == asked.design && lived.freight_always == asked.freight_always;
    if (alike || !of.grounds || of.grounds->amount) return of.amount;
    auto was = total_of(under(*of.grounds, lived)), would = total_of(under(*of.grounds, asked));
    if (!was || !would) return of.amount;
    // What people settled on stays, unless the rules give less than that.
    return was->total == of.amount ? would->total : std::min(of.amount, would->total);
}

// A buyer's own request; an agent may open one for them at any time.
bool is_too_late(const DryCase& of, const Policy& policy) {
    if (of.opened_by != CaseActor::buyer || of.kind == CaseKind::tracing || !of.delivered_at)
        return false;
    return of.opened_at > *of.delivered_at + std::chrono::days{policy.window_days};
}

Span approving(const DryCase& of, int was, int would, Span one) {
    if (would == 0) return was > 0 ? -of.approval_took : Span{0};
    return std::max(0, would - was) * one;
}

}  // namespace

DryOutcome replayed(const DryCase& of, const Policy& lived, const Policy& asked,
                    const DryTimes& times) {
    DryOutcome out;
    if (is_too_late(of, asked)) return {DryEnd::refused, {}, 0, false, 0};
    auto walk = walked(of, lived, asked, times.now);
    auto amount = amount_under(of, lived, asked);
    out.end = walk.end;
    bool returns = of.kind == CaseKind::return_refund || of.kind == CaseKind::exchange;
    out.waived = returns && amount.units > 0 && amount <= asked.waive_below;
    if (out.end == DryEnd::paid) {
        out.amount = amount;
        out.approvals = approvals_needed(asked, amount);
        walk.lasted += approving(of, approvals_needed(lived, of.amount),
                                 static_cast<int>(out.approvals), times.approval_takes);
    }
    out.minutes = std::max<std::int64_t>(0, walk.lasted.count() / 60'000'000);
    return out;
}

DryCounts counted(DryCounts all, const DryOutcome& one) {
    all.cases += 1;
    switch (one.end) {
        case DryEnd::open:
            all.open += 1;
            break;
        case DryEnd::refused:
            all.refused += 1;
            break;
        case DryEnd::withdrawn:
            all.withdrawn += 1;
            break;
        case DryEnd::done:
            all.done += 1;
            break;
        case DryEnd::paid:
            all.paid_cases += 1;
            all.paid.units += one.amount.units;
            (one.approvals == 0 ? all.by_agent : one.approvals == 1 ? all.by_one : all.by_two) += 1;
    }
    if (one.waived) all.waived += 1;
    if (one.end != DryEnd::open) all.ended += 1, all.minutes += one.minutes;
    return all;
}

}  // namespace aftersales
