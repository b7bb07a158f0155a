// The buyer's side: "my parcel does not move", by the link of their order or by its number and
// phone tail.
#include <algorithm>

#include "kit/http/router.hpp"
#include "kit/jobs/jobs.hpp"
#include "tracing/rows.hpp"

namespace tracing {

struct OwnQuestion {
    std::string parcel;
    TracingReason reason = TracingReason::silent;
};
BOOST_DESCRIBE_STRUCT(OwnQuestion, (), (parcel, reason))
struct TrackingQuestion {
    std::string key, number, tail;  // as for POST /tracking
    std::string parcel;
    TracingReason reason = TracingReason::silent;
};
BOOST_DESCRIBE_STRUCT(TrackingQuestion, (), (key, number, tail, parcel, reason))
struct TrackingLook {
    std::string key, number, tail;
};
BOOST_DESCRIBE_STRUCT(TrackingLook, (), (key, number, tail))

// One who asks twice is shown the first. Errors: not_found, conflict (`still_moving`,
// `already_delivered`).
static Result<OwnTracing> ask(Work& work, const std::string& shop, const Id<orders::Order>& order,
                              const OwnQuestion& question) {
    TRY(auto parcel, orders::parcel(work, shop, {question.parcel}));
    if (parcel.order_id != order) return not_found();
    if (auto row = open_row_of(work, shop, parcel.id)) return own_view(work, *row);
    TRY(askable(parcel, question.reason, work.now));
    NewTracing made{"own-" + new_uuid(work.now), parcel.id, question.reason, {}, {}};
    TRY(auto opened,
        open_tracing(work, shop, made, TracingOpener::buyer, {TracingActor::buyer, "", ""}));
    TRY(auto row, tracing_row(work, shop, opened.id));
    return own_view(work, row);
}

static OwnTracingList of(Work& work, const std::string& shop, const Id<orders::Order>& order) {
    OwnTracingList out;
    for (auto& row : work.db.all<TracingFileRow>(
             "where shop = ? and order_id = ? order by opened_at desc limit 20", shop, order))
        out.items.push_back(own_view(work, row));
    return out;
}

static Result<OwnTracing> ask_by_link(Work& work, const std::string& secret,
                                      const OwnQuestion& question) {
    TRY(auto link, aftersales::own_link(work, secret));
    return ask(work, link.shop, link.order, question);
}

static Result<OwnTracingList> look_by_link(Work& work, const std::string& secret) {
    TRY(auto link, aftersales::own_link(work, secret));
    return of(work, link.shop, link.order);
}

static Result<OwnTracing> ask_by_tail(Work& work, const TrackingQuestion& question) {
    TRY(auto proven, orders::prove_order(work, {question.key, question.number, question.tail}));
    return ask(work, proven.shop, proven.order, {question.parcel, question.reason});
}

static Result<OwnTracingList> look_by_tail(Work& work, const TrackingLook& look) {
    TRY(auto proven, orders::prove_order(work, {look.key, look.number, look.tail}));
    return of(work, proven.shop, proven.order);
}

void buyer_routes(Router& router) {
    router.get("/own-cases/{secret}/tracings", look_by_link, may::look)
        .limited({"own_case", 60, 60, Limit::By::address});
    router.post("/own-cases/{secret}/tracings", ask_by_link, may::look)
        .limited({"own_ask", 10, 60, Limit::By::address});
    router.post("/tracking/questions", ask_by_tail, may::look)
        .limited({"own_ask", 10, 60, Limit::By::address});
    router.post("/tracking/tracings", look_by_tail, may::look)
        .limited({"tracking_look", 10, 60, Limit::By::address});
}

void routes(Router& router) {
    router.event<TracingChanged>();
    desk_routes(router);
    list_routes(router);
    buyer_routes(router);
    claim_routes(router);
    delay_routes(router);
}

void reactions(Jobs& jobs) {
    clock_reactions(jobs);
    news_reactions(jobs);
    watch_reactions(jobs);
    claim_reactions(jobs);
}

void verify(Db& db) {
    db.verify<TracingFileRow>();
    db.verify<StepRow>();
    db.verify<ContactRow>();
    db.verify<RulesRow>();
    verify_claims(db);
    verify_delays(db);
}

}  // namespace tracing
