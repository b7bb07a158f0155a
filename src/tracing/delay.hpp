// What to say and give for a delay: apology, explanation, compensation, from what is known. Pure.
//
// Sources: the manual's pattern for late parcels is apology + explanation + compensation
// (道歉＋解释＋补偿). How much is the shop's own policy: a share of what was paid, a limit for an
// agent, a budget for the day.
#pragma once

#include <array>

#include "tracing/tracing.hpp"

namespace tracing {

struct DelayFacts {
    std::string carrier_name, waybill, tier, currency;
    orders::ParcelState state = orders::ParcelState::in_transit;
    Time moved_at, now;
    std::optional<Time> promised_by;  // the carrier's time of arrival, or ours
    bool stands_still = false;
    std::optional<TracingState> search;  // a tracing that is under way …
    std::optional<Time> search_until;    // … and when news is due
    Minor paid;
    std::array<std::int64_t, 4> percents{0, 1, 3, 5};  // of what was paid, by lateness
};

// What was given for delays like it in the last 90 days.
struct Precedent {
    std::int64_t count = 0;
    Minor median;
};
BOOST_DESCRIBE_STRUCT(Precedent, (), (count, median))

struct Allowance {
    Minor limit;        // what an agent may give here without asking
    Minor budget_left;  // of today
    Precedent precedent;
};

// How late, in the classes by which like is compared with like.
enum class Lateness { none, within_day, within_three, longer };
BOOST_DESCRIBE_ENUM(Lateness, none, within_day, within_three, longer)
Lateness lateness(const DelayFacts&);

// An agent's limit for a delay: the policy's amount or its share of what was paid, whichever is
// less.
Minor delay_limit(const aftersales::Policy&, Minor paid);
// What to offer: like cases when there are three or more, else by how late it is; never above the
// allowance.
Minor suggested(const DelayFacts&, const Allowance&);
bool needs_approval(Minor amount, const Allowance&);
Precedent precedent_of(std::vector<Minor> given);

struct DelayWords {
    std::string apology, explanation, compensation;  // the last is empty when nothing is offered
};
BOOST_DESCRIBE_STRUCT(DelayWords, (), (apology, explanation, compensation))
DelayWords composed(const DelayFacts&, Minor amount, bool english);

}  // namespace tracing
