// The machine of 查件: where a search for a parcel stands, who may do what, by when.
//
//     open --ask--> asked --answer--> answered --find--> moving --sign--> delivered
//       ^             '--time--> unanswered --appeal--> appealed     lost | damaged --settle-->
//       settled
//       '--silence-- moving
//
// Pure: no clock, no database. The table (machine.cpp) is data; `stepped` reads it and nothing
// else.
//
// Invariants
// 1. A final state (delivered, settled, closed) is never left.
// 2. Every other state awaits somebody until a deadline, and what the deadline does happens once.
// 3. A missed deadline calls a lead, whatever the state.
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

namespace tracing {

using namespace kit;

enum class TracingState {
    open,
    asked,
    answered,
    unanswered,
    appealed,
    moving,
    lost,
    damaged,
    delivered,
    settled,
    closed
};
BOOST_DESCRIBE_ENUM(TracingState, open, asked, answered, unanswered, appealed, moving, lost,
                    damaged, delivered, settled, closed)
inline constexpr int tracing_states = 11;

enum class TracingEvent {
    ask,
    answer,
    find,
    sign,
    lose,
    damage,
    appeal,
    silence,
    settle,
    close,
    withdraw,
    time_passed
};
BOOST_DESCRIBE_ENUM(TracingEvent, ask, answer, find, sign, lose, damage, appeal, silence, settle,
                    close, withdraw, time_passed)
inline constexpr int tracing_events = 12;

// `parcel`: what its traces say.
enum class TracingActor { agent, buyer, parcel, clock };
BOOST_DESCRIBE_ENUM(TracingActor, agent, buyer, parcel, clock)
inline constexpr int tracing_actors = 4;

struct TracingPosition {
    TracingState state = TracingState::open;
    bool ran_out = false;  // the deadline of this state has passed; it has none any more
    bool operator==(const TracingPosition&) const = default;
};

struct TracingRow {
    TracingState from;
    TracingEvent event;
    TracingActor actor;
    TracingState to;
};
std::span<const TracingRow> transitions();

// Who is awaited in a state, how long, and where that number comes from.
enum class Awaited { agent, courier, authority };
BOOST_DESCRIBE_ENUM(Awaited, agent, courier, authority)
struct TracingClock {
    TracingState state;
    Awaited awaited;
    int hours;
    std::string_view source_zh, source_en, effective_from;
};
std::span<const TracingClock> clock_rows();
const TracingClock* clock_of(TracingState);

// What a shop sets itself.
struct TracingRules {
    std::int64_t ask_hours = 4;      // an agent asks the courier
    std::int64_t answer_hours = 24;  // the courier answers, when they name no time
    bool watch_opens = true;         // a parcel that stands still is looked for by itself
    Minor delay_budget{50'000};      // given for delays in a day, all agents together
    // What is suggested of the sum paid, by how late it is, when there is no precedent. [own]
    std::int64_t percent_day = 1, percent_three = 3, percent_longer = 5;
};
BOOST_DESCRIBE_STRUCT(TracingRules, (),
                      (ask_hours, answer_hours, watch_opens, delay_budget, percent_day,
                       percent_three, percent_longer))
// Errors: invalid (`out_of_range`, `less_for_later`: a step gives less than the one before).
Result<TracingRules> sound(TracingRules);

bool is_final(TracingState);
// A lead should look: a deadline was missed.
bool calls_lead(const TracingPosition&);

// Errors: conflict (`already_over`, `not_now`: that does not happen in this state; `not_yours`:
// another does it).
Result<TracingPosition> stepped(TracingPosition, TracingEvent, TracingActor);
std::vector<TracingEvent> possible(const TracingPosition&, TracingActor);
// `promised`: the courier's own word counts instead of the table, up to 30 days.
std::optional<Time> deadline_of(const TracingPosition&, Time since, const TracingRules&,
                                std::optional<Time> promised = {});
// The states when all goes well.
std::vector<TracingState> rail_of();

}  // namespace tracing
