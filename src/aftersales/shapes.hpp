// The shapes of cases as the wire and the desk know them; part of the front door aftersales.hpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aftersales/amounts.hpp"
#include "aftersales/machine.hpp"
#include "aftersales/pickup.hpp"
#include "aftersales/policy.hpp"
#include "aftersales/rules.hpp"
#include "kit/base/describe.hpp"
#include "kit/base/values.hpp"
#include "orders/orders.hpp"

namespace aftersales {

using namespace kit;

struct CaseLine {
    std::string line;
    std::int64_t quantity = 1;
};
BOOST_DESCRIBE_STRUCT(CaseLine, (), (line, quantity))

// What the board shows of a case.
struct CaseBrief {
    Id<struct Case> id;
    std::int64_t version = 1;
    std::string number, order_number, buyer_name, goods_title;
    CaseKind kind = CaseKind::return_refund;
    CaseState state = CaseState::review;
    Reason reason = Reason::other;
    Minor amount;
    std::string currency;
    std::string assignee, assignee_name;
    bool called_lead = false;
    Time opened_at;
    std::optional<Time> deadline_at, over_at;
    std::vector<std::string> tags;
};
BOOST_DESCRIBE_STRUCT(CaseBrief, (),
                      (id, version, number, order_number, buyer_name, goods_title, kind, state,
                       reason, amount, currency, assignee, assignee_name, called_lead, opened_at,
                       deadline_at, over_at, tags))

// One line of the rail: where the case was, is, and will be when all goes well.
struct RailStep {
    CaseState state = CaseState::review;
    std::optional<Time> at;  // when it was left, or entered when it is the present one
    bool now = false;
};
BOOST_DESCRIBE_STRUCT(RailStep, (), (state, at, now))

struct HistoryEntry {
    std::int64_t seq = 0;
    std::string event, actor, who_name, from_state, to_state, note;
    std::optional<Minor> amount;
    std::optional<Time> deadline_at;
    std::int64_t policy = 0;
    Time at;
};
BOOST_DESCRIBE_STRUCT(HistoryEntry, (),
                      (seq, event, actor, who_name, from_state, to_state, note, amount, deadline_at,
                       policy, at))

enum class CaseSide { buyer, seller, courier };
BOOST_DESCRIBE_ENUM(CaseSide, buyer, seller, courier)
struct Evidence {
    Id<Evidence> id;
    CaseSide side = CaseSide::buyer;
    EvidenceKind kind = EvidenceKind::photo;
    std::string sha256, name, content_type, note, url;
    std::int64_t bytes = 0;
    int width = 0, height = 0;
    Time at;
};
BOOST_DESCRIBE_STRUCT(Evidence, (),
                      (id, side, kind, sha256, name, content_type, note, url, bytes, width, height,
                       at))

enum class RefundState { requested, approved, submitting, succeeded, failed, unknown };
BOOST_DESCRIBE_ENUM(RefundState, requested, approved, submitting, succeeded, failed, unknown)
struct Refund {
    Id<Refund> id;
    std::int64_t version = 1;
    RefundState state = RefundState::requested;
    Adapter adapter = Adapter::manual;
    Minor amount;
    std::string currency, asked_by, asked_by_name, approved_by_name, second_by_name, provider_id,
        error, proof;
    std::int64_t approvals_needed = 0;
    std::int64_t attempts = 0;
    Time asked_at;
    std::optional<Time> approved_at, submitted_at, ended_at;
    RefundSum sum;
};
BOOST_DESCRIBE_STRUCT(Refund, (),
                      (id, version, state, adapter, amount, currency, asked_by, asked_by_name,
                       approved_by_name, second_by_name, provider_id, error, proof,
                       approvals_needed, attempts, asked_at, approved_at, submitted_at, ended_at,
                       sum))

enum class ReturnState { expected, received, restocked, written_off, sent_back };
BOOST_DESCRIBE_ENUM(ReturnState, expected, received, restocked, written_off, sent_back)
struct ReturnParcel {
    Id<ReturnParcel> id;
    Id<Case> case_id;
    std::string case_number, goods_title, carrier, number, note;
    ReturnState state = ReturnState::expected;
    CaseKind kind = CaseKind::return_refund;
    CaseState case_state = CaseState::review;
    Reason reason = Reason::other;
    std::vector<Trace> findings;
    Time told_at;
    std::optional<Time>
        due_at;  // from then on the money leaves whether the parcel was looked at or not
    std::optional<Time> received_at, inspected_at;
    std::string received_by_name;
    std::string back_carrier, back_number;  // on its way back to the buyer
};
BOOST_DESCRIBE_STRUCT(ReturnParcel, (),
                      (id, case_id, case_number, goods_title, carrier, number, note, state, kind,
                       case_state, reason, findings, told_at, due_at, received_at, inspected_at,
                       received_by_name, back_carrier, back_number))

// One try of a courier to fetch it; what is personal is masked, its slips stand beside it.
struct Pickup {
    Id<Pickup> id;
    Id<struct Case> case_id;
    std::string case_number, goods_title, buyer_name;
    PickupState state = PickupState::asked;
    Time from, to, asked_at;
    std::string name, phone, address, name_slip, phone_slip, address_slip;
    std::string carrier, number, reason;
    std::optional<Time> booked_at, ended_at;
    bool is_to_call_off = false;  // given up, and the courier who was booked does not know
};
BOOST_DESCRIBE_STRUCT(Pickup, (),
                      (id, case_id, case_number, goods_title, buyer_name, state, from, to, asked_at,
                       name, phone, address, name_slip, phone_slip, address_slip, carrier, number,
                       reason, booked_at, ended_at, is_to_call_off))

// The running clock: who is awaited until when, what happens then, and by which rule.
struct RunningClock {
    CaseActor actor = CaseActor::seller;
    TimeAction action = TimeAction::call_lead;
    Time since;
    std::optional<Time> deadline_at;
    std::string source, effective_from;
};
BOOST_DESCRIBE_STRUCT(RunningClock, (), (actor, action, since, deadline_at, source, effective_from))

// All of a case.
struct Case {
    Id<Case> id;
    CaseBrief brief;
    std::string order, conversation, contact, words, carrier, waybill;
    std::vector<CaseLine> lines;
    std::optional<Minor> offered;
    std::int64_t policy = 0;
    RefundSum sum;
    std::vector<RailStep> rail;
    std::optional<RunningClock> clock;
    std::vector<CaseEvent> seller_may, buyer_may, platform_may;
    IntactVerdict verdict;
    EvidenceWanted wanted;
    FreightShare freight;
    Liability liability;
    std::vector<Evidence> evidence;
    std::vector<Refund> refunds;
    std::vector<ReturnParcel> returns;
    std::vector<Pickup> pickups;
    std::vector<HistoryEntry> history;
};
BOOST_DESCRIBE_STRUCT(Case, (),
                      (id, brief, order, conversation, contact, words, carrier, waybill, lines,
                       offered, policy, sum, rail, clock, seller_may, buyer_may, platform_may,
                       verdict, wanted, freight, liability, evidence, refunds, returns, pickups,
                       history))

}  // namespace aftersales
