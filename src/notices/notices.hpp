// Notices: what the house tells a buyer by itself.
//
//     order_placed --30 min, still unpaid--> payment reminder --paid within a day--> counted as
//     converted order_shipped ---------------------> dispatch notice parcel_moved
//     ----------------------> on its way to the door, at the pick-up point, delivered parcel_stuck
//     ----------------------> an apology, before the buyer has to ask
//
// Invariants
// 1. An occasion is told once, whatever is retried, restarted or pushed again.
// 2. Nothing is said in quiet hours; it waits for the morning, and is dropped when it is no longer
// true.
// 3. Every text passes the manners gate, and holds nothing personal.
// 4. Who cannot be named by a signed identity or a link is told nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kit/base/describe.hpp"
#include "kit/base/values.hpp"
#include "kit/db/work.hpp"
#include "orders/orders.hpp"

namespace kit {
class Jobs;
class Router;
}  // namespace kit

namespace notices {

using namespace kit;

enum class NoticeKind {
    payment_reminder,
    dispatched,
    out_for_delivery,
    at_pickup_point,
    delivered,
    parcel_stuck
};
BOOST_DESCRIBE_ENUM(NoticeKind, payment_reminder, dispatched, out_for_delivery, at_pickup_point,
                    delivered, parcel_stuck)
enum class NoticeState { waiting, sent, needless, nobody, stopped, off };
BOOST_DESCRIBE_ENUM(NoticeState, waiting, sent, needless, nobody, stopped, off)

struct NoticeRules {
    std::vector<NoticeKind> off;
    std::int64_t remind_minutes = 30;
    // Source: a good neighbour's hours; messages between 22 and 8 o'clock wake people up.
    std::int64_t quiet_from = 22, quiet_to = 8;
};
BOOST_DESCRIBE_STRUCT(NoticeRules, (), (off, remind_minutes, quiet_from, quiet_to))

// --- rules (notice.cpp): pure
// --------------------------------------------------------------------------

// The first instant from `at` on that is not in quiet hours, by the clock of Beijing.
Time out_of_quiet(Time at, const NoticeRules&);
// Whether it is still true when its time has come.
bool still_true(NoticeKind, const orders::Order&, const orders::Parcel*);
std::string worded(NoticeKind, const orders::Order&, const orders::Parcel*, bool english);
std::optional<NoticeKind> kind_of(orders::ParcelState);

// --- verbs for other rooms
// -------------------------------------------------------------------------------

// The shop's quiet hours and the rest.
NoticeRules rules_of(Work&, std::string_view shop);

void routes(Router&);
void reactions(Jobs&);
void verify(Db&);

}  // namespace notices
