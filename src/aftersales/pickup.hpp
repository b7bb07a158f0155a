// A courier fetches what comes back (上门取件): which windows a shop offers, how a pick-up goes.
// Pure.
//
//     asked --book--> booked --collect--> collected: the parcel is on its way
//       ^ '--move-------'  '--fail--> failed: the buyer is asked again
//       '---- withdraw --> withdrawn
//
// Invariants
// 1. A window is asked for, moved and given up until the shop's cut-off before it begins, and not
// after that.
// 2. One that is moved must be booked anew: the courier knows of the old window.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kit/base/describe.hpp"
#include "kit/base/result.hpp"
#include "kit/base/values.hpp"

namespace aftersales {

using namespace kit;

// Whole hours of a day in China: 9 to 11.
struct PickupHours {
    std::int64_t from = 9, to = 11;
    bool operator==(const PickupHours&) const = default;
};
BOOST_DESCRIBE_STRUCT(PickupHours, (), (from, to))
struct PickupRules {
    bool is_offered = false;         // a shop that has no courier for it offers none
    std::int64_t days_ahead = 5;     // today is the first
    std::int64_t cut_off_hours = 2;  // before a window begins
    std::vector<PickupHours> hours;
    bool operator==(const PickupRules&) const = default;
};
BOOST_DESCRIBE_STRUCT(PickupRules, (), (is_offered, days_ahead, cut_off_hours, hours))
// What a shop has until it writes its own: nothing offered, five windows a day to begin with.
PickupRules house_pickup_rules();
// Errors: invalid (`out_of_range`, `hours_overlap`).
Result<PickupRules> sound(PickupRules);

struct PickupWindow {
    Time from, to;
    bool operator==(const PickupWindow&) const = default;
};
BOOST_DESCRIBE_STRUCT(PickupWindow, (), (from, to))
// `until`: when the buyer's time to send it back is over; a later window is none.
std::vector<PickupWindow> windows_offered(const PickupRules&, Time now, std::optional<Time> until);
// Errors: conflict (`pickup_not_offered`, `window_past`), invalid (`window_not_offered`).
Result<PickupWindow> window_chosen(const PickupRules&, Time now, std::optional<Time> until,
                                   Time from);
// Too late to ask for, to move or to give up a window that begins then.
bool is_late(const PickupRules&, Time now, Time from);
Time change_until(const PickupRules&, Time from);

enum class PickupState { asked, booked, collected, failed, withdrawn };
BOOST_DESCRIBE_ENUM(PickupState, asked, booked, collected, failed, withdrawn)
enum class PickupEvent { book, move, withdraw, collect, fail };
BOOST_DESCRIBE_ENUM(PickupEvent, book, move, withdraw, collect, fail)
bool is_coming(PickupState);
// Errors: conflict (`pickup_over`, `not_booked`).
Result<PickupState> stepped(PickupState, PickupEvent);

// What the buyer is told when a courier went away without the parcel; `until` is when their time to
// send it back is over.
std::string failed_news(std::optional<Time> until, bool english);

// "2026-11-24 09:00–11:00", for the history.
std::string text_of(const PickupWindow&);

}  // namespace aftersales
