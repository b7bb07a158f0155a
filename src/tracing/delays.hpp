// What the delay guide knows of a parcel, for the guide and for what is given; inside the room.
#pragma once

#include "tracing/delay.hpp"
#include "tracing/rows.hpp"

namespace tracing {

struct Known {
    orders::Order order;
    orders::Parcel parcel;
    DelayFacts facts;
    Allowance allowance;
};

// Errors: not_found.
Result<Known> known(Work&, const Id<orders::Parcel>&);

void delay_offer_routes(Router&);

}  // namespace tracing
