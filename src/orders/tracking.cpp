// "Where is my parcel": anybody who knows an order's number and the last four digits of its phone.
//
// A wrong number and a wrong tail answer alike, and both are counted by the number that was asked
// for, so that neither the answer nor the limit tells whether there is such an order.
#include <algorithm>

#include "kit/crypto/crypto.hpp"
#include "kit/http/router.hpp"
#include "orders/rows.hpp"
#include "shop/shop.hpp"

namespace orders {

// Ten thousand tails: at 10 an hour a whole guess takes six weeks, and the desk has long been
// called.
constexpr std::int64_t tries_an_hour = 10;

struct TryRow {
    static constexpr auto table = "tracking_tries";
    Id<TryRow> id;
    std::string shop;
    std::int64_t hour = 0, tries = 0;
};
BOOST_DESCRIBE_STRUCT(TryRow, (), (id, shop, hour, tries))

void verify_tracking(Db& db) { db.verify<TryRow>(); }

struct AskTracking {
    std::string key, number, tail;
};
BOOST_DESCRIBE_STRUCT(AskTracking, (), (key, number, tail))
struct TrackedParcel {
    Id<Parcel> id;
    std::string carrier_name, number;
    ParcelState state = ParcelState::packed;
    Time moved_at;
    std::optional<Time> eta;
    std::vector<ParcelTrace> traces;
};
BOOST_DESCRIBE_STRUCT(TrackedParcel, (), (id, carrier_name, number, state, moved_at, eta, traces))
struct TrackedOrder {
    std::string number;
    OrderState state = OrderState::unpaid;
    Time placed_at;
    std::optional<Time> promised_by;
    std::vector<TrackedParcel> parcels;
};
BOOST_DESCRIBE_STRUCT(TrackedOrder, (), (number, state, placed_at, promised_by, parcels))

static TryRow tries_of(Work& work, const std::string& shop, const std::string& number) {
    auto hour = work.now.us / 3'600'000'000;
    Id<TryRow> id{crypto::sha256_hex(shop + '\n' + number + '\n' + std::to_string(hour))};
    auto row = work.db.first<TryRow>("where shop = ? and id = ?", shop, id);
    return row ? *row : TryRow{id, shop, hour, 0};
}

static void count(Work& work, TryRow row) {
    if (row.tries == 0) {
        work.db.execute("delete from tracking_tries where shop = ? and hour < ?", row.shop,
                        row.hour - 2);
        row.tries = 1;
        work.db.insert(row);
    } else {
        row.tries += 1;
        work.db.update(row);
    }
    work.leaves_note();
}

static TrackedOrder tracked(Work& work, const OrderRow& row) {
    TrackedOrder out{
        row.number, row.state, row.placed_at, promise(row, clocks(work, row.shop)), {}};
    for (auto& parcel : parcels_of(work, row)) {
        TrackedParcel one{parcel.id,
                          parcel.carrier_name,
                          parcel.number,
                          parcel.state,
                          parcel.moved_at,
                          parcel.eta,
                          {}};
        for (auto& trace : traces_of(work, row.shop, parcel.id))
            one.traces.push_back({trace.at, trace.state, trace.place, trace.text});
        out.parcels.push_back(std::move(one));
    }
    return out;
}

static Result<OrderRow> proven_row(Work& work, const TrackingProof& ask) {
    auto front = shop::storefront_by_key(work, ask.key);
    if (!front) return not_found("no_such_order");
    if (ask.number.size() > 64 || ask.tail.size() > 8) return not_found("no_such_order");
    auto tries = tries_of(work, front->id.text, ask.number);
    if (tries.tries >= tries_an_hour)
        return limited("too_many", 3600 - static_cast<int>(work.now.us / 1'000'000 % 3600));
    auto row = work.db.first<OrderRow>(
        "where shop = ? and number = ? order by placed_at desc limit 1", front->id, ask.number);
    bool fits = crypto::same(row ? row->phone_tail : "", ask.tail) && ask.tail.size() == 4;
    if (!row || !fits) {
        count(work, tries);
        return not_found("no_such_order");
    }
    return *row;
}

Result<ProvenOrder> prove_order(Work& work, const TrackingProof& ask) {
    TRY(auto row, proven_row(work, ask));
    return ProvenOrder{row.shop, row.id};
}

static Result<TrackedOrder> track(Work& work, const AskTracking& ask) {
    TRY(auto row, proven_row(work, {ask.key, ask.number, ask.tail}));
    return tracked(work, row);
}

void tracking_routes(Router& router) {
    router.post("/tracking", track, may::look).limited({"tracking", 10, 60, Limit::By::address});
}

}  // namespace orders
