// The machine of a case: who may do what in which state, by when, and what happens when nobody
// does.
//
//     review --agree--> wait_buyer_return --shipped_back--> wait_seller_receive --received-->
//     refunding --> success
//        |                                                       '--receipt_refused-->
//        receipt_refused
//        '--refuse--> seller_refused --edit--> review | --escalate--> arbitration | --time-->
//        closed
//
// Pure: no clock, no database. The table (machine_table.cpp) is data: rows of transitions and rows
// of clocks, each clock with its source and the day from which it holds. `stepped` reads it and
// nothing else.
//
// Invariants
// 1. A final state (success, closed, cancelled) is never left.
// 2. Money leaves in `refunding` only, and who withdraws then comes too late.
// 3. Every state that is not final has an actor, a deadline and something that happens at the
// deadline.
// 4. What the deadline does happens once: a state whose deadline only calls a lead has none after
// that.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kit/base/describe.hpp"
#include "kit/base/result.hpp"
#include "kit/base/values.hpp"

namespace aftersales {

using namespace kit;

// What is asked for. Refund only has three kinds: nothing was sent; sent and not received; received
// and sending it back is pointless.
enum class CaseKind {
    refund_unshipped,
    refund_unreceived,
    refund_received,
    return_refund,
    exchange,
    repair,
    resend,
    partial_refund,
    price_protection,
    compensation,
    tracing
};
BOOST_DESCRIBE_ENUM(CaseKind, refund_unshipped, refund_unreceived, refund_received, return_refund,
                    exchange, repair, resend, partial_refund, price_protection, compensation,
                    tracing)
inline constexpr int case_kinds = 11;

enum class CaseState {
    review,
    offered,
    seller_refused,
    intercepting,
    wait_buyer_return,
    wait_seller_receive,
    receipt_refused,
    reshipping,
    repairing,
    wait_buyer_choice,
    wait_buyer_receive,
    arbitration,
    evidence_seller,
    evidence_buyer,
    evidence_both,
    evidence_more,
    suspended,
    to_execute,
    refunding,
    refund_failed,
    tracing,
    success,
    closed,
    cancelled
};
BOOST_DESCRIBE_ENUM(CaseState, review, offered, seller_refused, intercepting, wait_buyer_return,
                    wait_seller_receive, receipt_refused, reshipping, repairing, wait_buyer_choice,
                    wait_buyer_receive, arbitration, evidence_seller, evidence_buyer, evidence_both,
                    evidence_more, suspended, to_execute, refunding, refund_failed, tracing,
                    success, closed, cancelled)
inline constexpr int case_states = 24;

enum class CaseEvent {
    agree,
    waive_return,
    intercept,
    refuse,
    offer,
    accept_offer,
    decline_offer,
    edit,
    withdraw,
    escalate,
    parcel_back,
    intercept_failed,
    shipped_back,
    received,
    receipt_refused,
    reshipped,
    repaired,
    repair_failed,
    choose_exchange,
    choose_refund,
    confirm,
    ask_seller,
    ask_buyer,
    ask_both,
    ask_more,
    evidence,
    suspend,
    resume,
    rule_for_buyer,
    rule_for_seller,
    settle,
    execute,
    paid,
    pay_failed,
    retry,
    found,
    lost,
    time_passed
};
BOOST_DESCRIBE_ENUM(CaseEvent, agree, waive_return, intercept, refuse, offer, accept_offer,
                    decline_offer, edit, withdraw, escalate, parcel_back, intercept_failed,
                    shipped_back, received, receipt_refused, reshipped, repaired, repair_failed,
                    choose_exchange, choose_refund, confirm, ask_seller, ask_buyer, ask_both,
                    ask_more, evidence, suspend, resume, rule_for_buyer, rule_for_seller, settle,
                    execute, paid, pay_failed, retry, found, lost, time_passed)
inline constexpr int case_events = 38;

enum class CaseActor { seller, buyer, platform, courier, payment, clock };
BOOST_DESCRIBE_ENUM(CaseActor, seller, buyer, platform, courier, payment, clock)
inline constexpr int case_actors = 6;

// Where a case stands: all that the machine knows of it.
struct Position {
    CaseKind kind = CaseKind::return_refund;
    CaseState state = CaseState::review;
    bool called_lead =
        false;                // the deadline has passed and a lead was called; it has none any more
    bool goods_back = false;  // the buyer's goods are with the seller
    int edits = 0;            // times the buyer asked again; with the first request at most 5
    int offers = 0;           // at most 3
    int failed_repairs = 0;   // the second one gives the buyer the choice
    bool operator==(const Position&) const = default;
};
BOOST_DESCRIBE_STRUCT(Position, (),
                      (kind, state, called_lead, goods_back, edits, offers, failed_repairs))

inline constexpr int requests_max = 5;  // per line, the first one counted: WeChat store
inline constexpr int offers_max = 3;    // [own] or a seller could stop the clock for ever
inline constexpr int repairs_max = 2;   // JD goods standard: two failed repairs

using Kinds = std::uint32_t;  // a set of CaseKind
constexpr Kinds kinds_of(CaseKind kind) { return 1u << static_cast<int>(kind); }

struct Transition {
    CaseState from;
    CaseEvent event;
    CaseActor actor;
    Kinds kinds;
    CaseState to;
};
// All of them, in no order.
std::span<const Transition> transitions();

enum class ClockUnit { hours, days, working_hours, working_days };
BOOST_DESCRIBE_ENUM(ClockUnit, hours, days, working_hours, working_days)
// What a deadline does: the state it leads to stands in the transitions; `call_lead` stays where it
// is.
enum class TimeAction {
    agree,
    close,
    refund,
    receive,
    confirm,
    review,
    judge_on_file,
    execute,
    call_lead
};
BOOST_DESCRIBE_ENUM(TimeAction, agree, close, refund, receive, confirm, review, judge_on_file,
                    execute, call_lead)

struct ClockRow {
    CaseState state = CaseState::review;
    Kinds kinds = 0;
    CaseActor actor = CaseActor::seller;  // who is awaited
    int amount = 0;
    ClockUnit unit = ClockUnit::hours;
    TimeAction action = TimeAction::call_lead;
    std::string_view source;
    std::string_view effective_from;  // "2024-07-01"
};
std::span<const ClockRow> clock_rows();
// The clock of a state that is not final; every kind has one for every state it can reach.
const ClockRow* clock_of(CaseKind, CaseState);

bool is_final(CaseState);
// Withdrawing is still possible.
bool may_withdraw(const Position&);

// The position after that. Errors: conflict (`not_now`: that does not happen in this state;
// `not_yours`: it does, and another does it; `money_is_leaving`; `too_often`; `already_over`).
Result<Position> stepped(Position, CaseEvent, CaseActor);
// Where a case of that kind begins.
Position begun(CaseKind);
// Who may do what now, for buttons.
std::vector<CaseEvent> possible(const Position&, CaseActor);
// The states of a case of that kind when all goes well, in order: the rail.
std::vector<CaseState> rail_of(CaseKind);

}  // namespace aftersales
