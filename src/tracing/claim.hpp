// Claims on couriers (快递理赔): what is asked, on which ground, what must be shown, by when. Pure.
//
//     prepared --send--> sent --accept--> accepted --pay--> paid
//                          '--refuse--> refused --send--> sent | --drop--> dropped
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "tracing/tracing.hpp"

namespace tracing {

enum class ClaimKind { lost, damaged, late };
BOOST_DESCRIBE_ENUM(ClaimKind, lost, damaged, late)
enum class ClaimState { prepared, sent, accepted, refused, paid, dropped };
BOOST_DESCRIBE_ENUM(ClaimState, prepared, sent, accepted, refused, paid, dropped)
inline constexpr int claim_states = 6;
enum class ClaimEvent { send, accept, refuse, pay, drop };
BOOST_DESCRIBE_ENUM(ClaimEvent, send, accept, refuse, pay, drop)
inline constexpr int claim_events = 5;

struct ClaimTransition {
    ClaimState from;
    ClaimEvent event;
    ClaimState to;
};
std::span<const ClaimTransition> claim_transitions();
bool is_final(ClaimState);
// Errors: conflict (`already_over`, `not_now`).
Result<ClaimState> stepped(ClaimState, ClaimEvent);
std::vector<ClaimEvent> possible(ClaimState);

// What a contract with a courier says; the house's defaults until the shop writes its own.
struct CarrierTerms {
    std::string carrier;            // our code; empty in the defaults
    std::int64_t window_days = 30;  // from dispatch a claim must be sent within
    std::int64_t answer_days = 7;   // the courier decides
    std::int64_t pay_days = 30;     // an accepted claim is paid
    std::int64_t freight_multiple =
        0;  // of what was not declared, at most so many times the freight; 0: no limit agreed
    std::string note;
};
BOOST_DESCRIBE_STRUCT(CarrierTerms, (),
                      (carrier, window_days, answer_days, pay_days, freight_multiple, note))
// The codes under which parcels go; "other" is every carrier that we have no code for.
std::vector<std::string_view> contract_carriers();
// Errors: invalid (`unknown_carrier`, `out_of_range`, `too_long`).
Result<CarrierTerms> sound(CarrierTerms);

struct ClaimFacts {
    ClaimKind kind = ClaimKind::lost;
    Minor goods;     // what was in the parcel, as paid
    Minor loss;      // what of it is gone; all of it when it was lost
    Minor declared;  // 0: not declared (未保价)
    Minor freight;   // paid to the courier
};
struct ClaimLine {
    std::string zh, en;
    Minor amount;
};
BOOST_DESCRIBE_STRUCT(ClaimLine, (), (zh, en, amount))
struct ClaimSum {
    Minor total;
    std::vector<ClaimLine> lines;
    std::string source_zh, source_en;
};
BOOST_DESCRIBE_STRUCT(ClaimSum, (), (total, lines, source_zh, source_en))
// Errors: invalid (`freight_needed`, `above_goods`, `negative_amount`).
Result<ClaimSum> summed(const ClaimFacts&, const CarrierTerms&);

struct ClaimPiece {
    std::string key, zh, en;
    bool required = false, done = false;
    std::string note;
};
BOOST_DESCRIBE_STRUCT(ClaimPiece, (), (key, zh, en, required, done, note))
std::vector<ClaimPiece> pieces_for(ClaimKind);
bool is_complete(const std::vector<ClaimPiece>&);

// When a state's time is over; `began`: when the parcel left, for `prepared`, else when the state
// began.
std::optional<Time> claim_deadline(ClaimState, Time dispatched, Time since, const CarrierTerms&);
// When people are warned: two days before, or a quarter of the time that is left when that is less.
Time warned_at(Time deadline, Time now);

}  // namespace tracing
