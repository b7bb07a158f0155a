// What a policy would have done with a case that lived under another one. Pure.
//
//     what it was worked out from + the states it stayed in, until when --replayed--> how it ends,
//     for how
//                                                          much, with how many approvals, after how
//                                                          long
//
// People do again what they did, when they did it, as long as no clock runs out before. Where a
// clock of the new policy does run out first, its action happens instead.
//
// Invariant: replayed under the policy it lived under, a case does what it did.
#pragma once

#include "aftersales/policy.hpp"

namespace aftersales {

// What the sum of a case was worked out from.
struct Grounds {
    Purchase purchase;
    Ledger ledger;
    RefundAsk ask;
    std::string line;             // with an amount: the line that the buyer keeps
    std::optional<Minor> amount;  // given by people; else worked out
};
BOOST_DESCRIBE_STRUCT(Grounds, (), (purchase, ledger, ask, line, amount))
// Errors: as `summed`, `discounted`.
Result<RefundSum> total_of(const Grounds&);

// It came into that state.
struct DryMove {
    CaseState state = CaseState::review;
    Time at;
    CaseActor by = CaseActor::seller;
};
struct DryCase {
    CaseKind kind = CaseKind::return_refund;
    Minor amount;
    CaseActor opened_by = CaseActor::seller;
    Time opened_at;
    std::optional<Time> delivered_at;
    std::optional<Grounds> grounds;  // of cases from before they were kept: none, the amount stays
    std::vector<DryMove> moves;      // the opening is the first
    Span approval_took{0};
};
struct DryTimes {
    Time now;
    Span approval_takes{0};  // one approval, as this shop is used to
};

// done: ended without money, as an exchange does.
enum class DryEnd { open, paid, refused, withdrawn, done };
BOOST_DESCRIBE_ENUM(DryEnd, open, paid, refused, withdrawn, done)
struct DryOutcome {
    DryEnd end = DryEnd::open;
    Minor amount;                // paid
    std::int64_t approvals = 0;  // besides who asked
    bool waived = false;         // the goods need not come back
    std::int64_t minutes = 0;    // from the opening to the end, or until now
    bool operator==(const DryOutcome&) const = default;
};
BOOST_DESCRIBE_STRUCT(DryOutcome, (), (end, amount, approvals, waived, minutes))

DryOutcome replayed(const DryCase&, const Policy& lived, const Policy& asked, const DryTimes&);

struct DryCounts {
    std::int64_t cases = 0, open = 0, paid_cases = 0, refused = 0, withdrawn = 0, done = 0;
    std::int64_t by_agent = 0, by_one = 0, by_two = 0, waived = 0;
    Minor paid;
    std::int64_t ended = 0, minutes = 0;  // of those that ended, added up
};
BOOST_DESCRIBE_STRUCT(DryCounts, (),
                      (cases, open, paid_cases, refused, withdrawn, done, by_agent, by_one, by_two,
                       waived, paid, ended, minutes))
DryCounts counted(DryCounts, const DryOutcome&);

}  // namespace aftersales
