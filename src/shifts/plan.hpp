// The rules of the shift calendar: kinds of shift, what clashes, what becomes of leave and swaps.
// Pure.
//
//     leave: asked --approved--> approved          swap: asked --agreed--> agreed --approved-->
//     approved
//              \--refused / withdrawn                      \--refused / withdrawn--/
#pragma once

#include <span>
#include <string>
#include <vector>

#include "shifts/hours.hpp"
#include "team/team.hpp"

namespace shifts {

using kit::Id;
using kit::Result;

// A shift with a name: one period, or several (a split shift). What goes past midnight is two
// shifts.
struct ShiftKind {
    std::string code;  // "early"
    std::string name;  // 早班
    int hue = 1;       // 1 … 6, how the desk paints it
    std::vector<Period> periods;
};
BOOST_DESCRIBE_STRUCT(ShiftKind, (), (code, name, hue, periods))

// 早 9:30–18:30 and 晚 13:30–23:00. Source: the customer-service manuals the house was made from.
std::vector<ShiftKind> usual_kinds();
// Errors: invalid (`too_many`, `bad_code`, `code_taken`, `bad_hue`, `bad_period`,
// `periods_overlap`).
Result<void> sound(const std::vector<ShiftKind>&);

// One person's day with work in it.
struct WorkDay {
    std::int64_t day = 0;
    std::vector<Period> periods;
};
struct DaySpan {
    std::int64_t from = 0, to = 0;  // both inclusive
};

enum class ClashKind { overlap, on_leave, seven_in_a_row, short_rest };
BOOST_DESCRIBE_ENUM(ClashKind, overlap, on_leave, seven_in_a_row, short_rest)
struct Clash {
    std::int64_t day = 0;
    ClashKind kind = ClashKind::overlap;
    bool operator==(const Clash&) const = default;
};

// The labour law gives one day of rest in seven. Source: 劳动法 (2018), article 38.
constexpr int days_in_a_row_max = 6;
// Between two shifts. Source: EU directive 2003/88/EC, article 3; no Chinese figure exists, so it
// only warns.
constexpr int rest_minutes_min = 11 * 60;

// What stands against a plan of one person. Days in rising order, one entry a day.
std::vector<Clash> clashing(std::span<const WorkDay>, std::span<const DaySpan> leaves);
// Short rest warns; the others keep a plan from being published.
bool only_warns(ClashKind);

// The periods of these kinds in rising order. Errors: invalid (`unknown_kind`).
Result<std::vector<Period>> periods_of(const std::vector<ShiftKind>&,
                                       const std::vector<std::string>& codes);

enum class LeaveState { asked, approved, refused, withdrawn };
BOOST_DESCRIBE_ENUM(LeaveState, asked, approved, refused, withdrawn)
enum class SwapState { asked, agreed, approved, refused, withdrawn };
BOOST_DESCRIBE_ENUM(SwapState, asked, agreed, approved, refused, withdrawn)
enum class Verdict { yes, no };

// Errors: conflict (`already_decided`).
Result<LeaveState> decided(LeaveState, Verdict);
// What has been approved can still be given back. Errors: conflict (`already_decided`).
Result<LeaveState> withdrawn(LeaveState);
// The colleague's word. Errors: conflict (`already_decided`).
Result<SwapState> answered(SwapState, Verdict);
// The lead's word; a refusal needs no agreement. Errors: conflict (`not_agreed`,
// `already_decided`).
Result<SwapState> decided(SwapState, Verdict);
// Errors: conflict (`already_decided`).
Result<SwapState> withdrawn(SwapState);

// A span of at most so many days. Errors: invalid (`bad_date`, `ends_before_it_begins`,
// `too_long`).
Result<DaySpan> span_of(const std::string& from, const std::string& to, int days_max);

}  // namespace shifts
