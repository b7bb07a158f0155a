// What came into the queue, told to the shifts room: the load that staffing reckons with.
#include "kit/jobs/jobs.hpp"
#include "reception/rows.hpp"
#include "shifts/shifts.hpp"

namespace reception {

// One that is given back keeps the time it was queued at, so it counts once.
static void on_arrival(Work& work, const conversations::ConversationWaits& event) {
    auto row = conversations::find(work, event.shop, event.conversation);
    if (row) shifts::count_arrival(work, event.shop, row->id.text, row->queued_at);
}

void arrival_reactions(Jobs& jobs) { jobs.react<conversations::ConversationWaits>(on_arrival); }

}  // namespace reception
