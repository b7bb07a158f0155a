// Tracing (查件): parcels that stand still, are late, or were signed for by nobody knows whom.
//
//     agent --.                                  .--> moves again, delivered
//     buyer ----> tracing --courier contacts--> -+--> lost, damaged --> resend or refund
//     (aftersales), claim watch --'      | deadlines: a lead is called
//                    '- each step is told to the buyer, past the gate, outside quiet hours
//
// Invariants
// 1. A parcel has at most one open tracing.
// 2. Every step has its row in the history, in the same commit; every word with a courier too.
// 3. A missed deadline calls a lead once, whatever is restarted and however many nodes there are.
// 4. The buyer is told the newest step once; what is out of date when its time comes is not told.
// 5. A buyer sees their own order's tracings and nothing of the log.
#pragma once

#include "kit/db/work.hpp"
#include "tracing/shapes.hpp"

namespace kit {
class Jobs;
class Router;
}  // namespace kit

namespace tracing {

// For live sockets of the desk.
struct TracingChanged {
    static constexpr auto name = "tracing_changed";
    TracingBrief data;
};
BOOST_DESCRIBE_STRUCT(TracingChanged, (), (data))

// Who does something to a tracing.
struct TracingDoer {
    TracingActor actor = TracingActor::agent;
    std::string id, name;
};

struct NewTracing {
    std::string client_key;
    Id<orders::Parcel> parcel;
    TracingReason reason = TracingReason::silent;
    std::optional<std::string> words, conversation;
};
BOOST_DESCRIBE_STRUCT(NewTracing, (), (client_key, parcel, reason, words, conversation))
// Errors: not_found (parcel, conversation), invalid (`bad_client_key`, `key_reused`, `too_long`),
// conflict
// (`open_tracing`, `already_delivered`).
Result<Tracing> open_tracing(Work&, std::string_view shop, const NewTracing&, TracingOpener,
                             const TracingDoer&);

struct TracingStep {
    TracingEvent event = TracingEvent::ask;
    std::optional<std::int64_t> version;  // of what was looked at; another one is a conflict
    std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(TracingStep, (), (event, version, note))
// Errors: not_found, conflict (what the machine refuses; `changed`), invalid (`too_long`).
Result<Tracing> step(Work&, std::string_view shop, const Id<Tracing>&, const TracingStep&,
                     const TracingDoer&);
// Errors: not_found.
Result<Tracing> find(Work&, std::string_view shop, const Id<Tracing>&);

// --- rules: words.cpp; pure
// ------------------------------------------------------------------------------

struct NewsFacts {
    std::string carrier_name, waybill, case_number;
    std::optional<Time> deadline_at;
    Time silent_since;
    bool by_watch = false;   // the room notices has told the buyer already that it stands still
    bool by_parcel = false;  // the parcel's own traces did it
};
// What the buyer is told when a tracing came into a state; nothing when they need not hear of it.
std::optional<std::string> worded(TracingState, const NewsFacts&, bool english);
// What of it is the house's own word with a time; nothing when it gives none.
std::optional<std::string> vowed(TracingState, const NewsFacts&, bool english);
// A buyer may ask when there is something to ask about. Errors: conflict (`still_moving`,
// `already_delivered`).
Result<void> askable(const orders::Parcel&, TracingReason, Time now);

void routes(Router&);
void reactions(Jobs&);
void verify(Db&);

}  // namespace tracing
