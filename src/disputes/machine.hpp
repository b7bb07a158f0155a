// The machine of a dispute before a platform (平台介入): where it stands, what may follow, by when.
//
//     filed --ask_evidence--> evidence_wanted --file_evidence--> evidence_filed --ask_more-->
//     more_wanted
//       '--------------- rule_buyer | rule_shared | rule_seller | settle | withdraw
//       ---------------'
//     ruled_buyer, ruled_shared, settled --execute--> executed --appeal time over--> closed
//     ruled_buyer, ruled_shared, ruled_seller, executed --appeal--> appealed --rule_…--> the last
//     word
//
// Pure: no clock, no database. Transitions and clocks (machine.cpp) are data, each clock with its
// source and the day from which it holds; `stepped` reads them and nothing else.
//
// Invariants
// 1. A final state (withdrawn, closed) is never left.
// 2. Every other state awaits somebody until a deadline.
// 3. There is one appeal; what is ruled after it is the last word.
// 4. A missed deadline takes nothing away: what was late can still be done, and the platform
// decides what it is worth.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "aftersales/aftersales.hpp"
#include "kit/base/describe.hpp"
#include "kit/base/result.hpp"
#include "kit/base/values.hpp"

namespace disputes {

using namespace kit;

// `complaint`: not a marketplace: 12315 or a consumers' organisation.
enum class DisputePlatform { jd, douyin, taobao, pdd, weixin, complaint };
BOOST_DESCRIBE_ENUM(DisputePlatform, jd, douyin, taobao, pdd, weixin, complaint)
inline constexpr int dispute_platforms = 6;

enum class DisputeState {
    filed,
    evidence_wanted,
    evidence_filed,
    more_wanted,
    ruled_buyer,
    ruled_seller,
    ruled_shared,
    settled,
    appealed,
    executed,
    withdrawn,
    closed
};
BOOST_DESCRIBE_ENUM(DisputeState, filed, evidence_wanted, evidence_filed, more_wanted, ruled_buyer,
                    ruled_seller, ruled_shared, settled, appealed, executed, withdrawn, closed)
inline constexpr int dispute_states = 12;

enum class DisputeEvent {
    ask_evidence,
    file_evidence,
    ask_more,
    rule_buyer,
    rule_seller,
    rule_shared,
    settle,
    withdraw,
    execute,
    appeal,
    close,
    time_passed
};
BOOST_DESCRIBE_ENUM(DisputeEvent, ask_evidence, file_evidence, ask_more, rule_buyer, rule_seller,
                    rule_shared, settle, withdraw, execute, appeal, close, time_passed)
inline constexpr int dispute_events = 12;

struct DisputePosition {
    DisputeState state = DisputeState::filed;
    int appeals = 0;
    bool operator==(const DisputePosition&) const = default;
};

struct DisputeTransition {
    DisputeState from;
    DisputeEvent event;
    DisputeState to;
};
std::span<const DisputeTransition> transitions();
bool is_final(DisputeState);
// Errors: conflict (`already_over`; `not_now`: that does not happen in this state;
// `appealed_already`).
Result<DisputePosition> stepped(DisputePosition, DisputeEvent);
std::vector<DisputeEvent> possible(const DisputePosition&);
// The states when all goes well.
std::vector<DisputeState> rail_of();

// --- clocks
// ------------------------------------------------------------------------------------------------

// `nobody`: only time has to pass.
enum class DisputeAwaited { us, platform, nobody };
BOOST_DESCRIBE_ENUM(DisputeAwaited, us, platform, nobody)
enum class DisputeUnit { hours, days, office_hours, working_days };
BOOST_DESCRIBE_ENUM(DisputeUnit, hours, days, office_hours, working_days)
// What a deadline does: a lead is called, once; or the dispute is closed, because nobody appealed.
enum class DisputeEnd { call_lead, close };
BOOST_DESCRIBE_ENUM(DisputeEnd, call_lead, close)

using Platforms = unsigned;  // a set of DisputePlatform
constexpr Platforms platforms_of(DisputePlatform one) { return 1u << static_cast<int>(one); }

struct DisputeClock {
    DisputeState state;
    Platforms platforms;
    DisputeAwaited awaited;
    int amount;
    DisputeUnit unit;
    DisputeEnd end;
    std::string_view source_zh, source_en, effective_from;
};
std::span<const DisputeClock> clock_rows();
// Every state that is not final has one for every platform.
const DisputeClock* clock_of(DisputePlatform, DisputeState);

// Hours that count from 9:00 to 18:00 by the clock of China, every day of the week.
Time after_office_hours(Time from, int hours);
// `named`: the time that the platform itself gave counts instead of the table.
std::optional<Time> deadline_of(DisputePlatform, DisputeState, Time since,
                                std::optional<Time> named = {});
// When people are warned: a quarter of the time before the end, at least an hour.
Time warned_at(Time since, Time deadline);

// The appeal of a ruling: seven natural days. Errors: conflict (`appeal_over`).
Result<void> appealable(Time ruled_at, Time now);

// The month of an instant by the clock of China.
struct Month {
    Time from, to;
};
Month month_of(Time);

}  // namespace disputes
