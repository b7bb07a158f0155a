// Parcels on their way: sending off, traces, and the watch over those that stand still.
#include <algorithm>

#include "kit/crypto/crypto.hpp"
#include "kit/jobs/jobs.hpp"
#include "kit/text/utf8.hpp"
#include "orders/rows.hpp"

namespace orders {

constexpr auto parcel_timer = "orders.parcel_watch";

struct WatchedParcel {
    std::string shop;
    Id<Parcel> parcel;
};
BOOST_DESCRIBE_STRUCT(WatchedParcel, (), (shop, parcel))

ParcelRow sent_off(Work& work, const OrderRow& order, const NewParcel& ask,
                   std::vector<PackedLine> lines, const ClockRow& clock) {
    auto carrier = carrier_named(ask.carrier);
    auto at = ask.shipped_at.value_or(work.now);
    ParcelRow row{.id = work.new_id<Parcel>(),
                  .shop = order.shop,
                  .order_id = order.id,
                  .carrier = carrier.code,
                  .carrier_name = carrier.name,
                  .number = ask.number,
                  .lines = std::move(lines),
                  .route = route_class(clock.ship_from, order.receiver_region),
                  .shipped_at = at,
                  .last_text = "",
                  .moved_at = at,
                  .eta = {},
                  .stuck_at = {},
                  .delivered_at = {}};
    row.eta = guessed_eta(row);
    return row;
}

void watch(Work& work, const ParcelRow& row, const ClockRow& clock) {
    auto due = silent_from(row, clock);
    if (!due) return unschedule(work, parcel_timer, row.id.text);
    // One that stood still before we knew it (an old import) is looked at in good time, not at
    // once.
    later(work, parcel_timer, WatchedParcel{row.shop, row.id},
          std::max(*due, work.now + std::chrono::hours{1}), row.id.text);
}

static void look_at_parcel(Work& work, const WatchedParcel& of) {
    auto row = work.db.first<ParcelRow>("where shop = ? and id = ?", of.shop, of.parcel);
    if (!row || row->stuck_at) return;
    auto due = silent_from(*row, clocks(work, of.shop));
    if (!due) return;
    if (*due > work.now) return later(work, parcel_timer, of, *due, row->id.text);
    row->stuck_at = work.now;
    row->version += 1;
    work.db.update(*row);
    work.announce(ParcelStuck{
        of.shop, row->order_id, row->id,
        std::chrono::duration_cast<std::chrono::hours>(work.now - row->moved_at).count()});
    if (auto order = order_row(work, of.shop, row->order_id)) tell(work, *order);
}

// When all of a shipped order's parcels are there, it is there.
static void follow(Work& work, const ParcelRow& parcel) {
    auto order = order_row(work, parcel.shop, parcel.order_id);
    if (!order) return;
    auto all = parcels_of(work, *order);
    bool there =
        std::ranges::all_of(all, [](auto& row) { return row.state == ParcelState::delivered; });
    if (order->state == OrderState::shipped && there) {
        order->state = OrderState::delivered;
        order->delivered_at = parcel.delivered_at;
        order->version += 1;
        work.db.update(*order);
        work.announce(OrderChanged{order->shop, order->id, ChangedBy::source, ChangedPart::state});
    }
    tell(work, *order);
}

static Result<void> decent(const NewTrace& trace) {
    for (auto text : {&trace.text, &trace.place})
        if (!text::is_valid_utf8(*text) || text::has_forbidden_controls(*text))
            return invalid("bad_characters", "traces");
    return {};
}

constexpr std::size_t text_max = 500, traces_max = 500;

static bool add_trace(Work& work, const ParcelRow& parcel, const NewTrace& trace) {
    auto text = text::clipped(trace.text, text_max);
    Id<TraceRow> id{
        crypto::sha256_hex(parcel.id.text + '\n' + std::to_string(trace.at.us) + '\n' + text)};
    if (work.db.value<std::string>("select id from parcel_traces where shop = ? and id = ?",
                                   parcel.shop, id))
        return false;
    work.db.insert(TraceRow{id, parcel.shop, parcel.id, trace.at, trace.state,
                            text::clipped(trace.place, 100), text});
    return true;
}

Result<Parcel> add_traces(Work& work, std::string_view shop, const Id<Parcel>& id,
                          const std::vector<NewTrace>& traces, std::optional<Time> eta) {
    auto row = work.db.first<ParcelRow>("where shop = ? and id = ?", shop, id);
    if (!row) return not_found();
    for (auto& trace : traces) {
        TRY(decent(trace));
    }
    auto room = traces_max - std::min(traces_max, traces_of(work, shop, id).size());
    bool fresh = false;
    for (auto& trace : traces) {
        // A clock that runs ahead by a day is wrong; its trace would hold the parcel's state for
        // ever.
        if (trace.at > work.now + std::chrono::hours{24} || room == 0) continue;
        if (!add_trace(work, *row, trace)) continue;
        fresh = true;
        --room;
    }
    if (!fresh && (!eta || row->eta == eta)) return shown(*row);
    auto before = row->state;
    bool stood_still = row->stuck_at.has_value();
    *row = moved(*row, traces_of(work, shop, id), eta);
    row->version += 1;
    work.db.update(*row);
    watch(work, *row, clocks(work, shop));
    if (row->state != before)
        work.announce(ParcelMoved{row->shop, row->order_id, row->id, before, row->state});
    if (stood_still && !row->stuck_at)
        work.announce(ParcelMovesAgain{row->shop, row->order_id, row->id});
    follow(work, *row);
    return shown(*row);
}

int add_traces_by_number(Work& work, std::string_view shop, std::string_view number,
                         const std::vector<NewTrace>& traces, std::optional<Time> eta) {
    int told = 0;
    for (auto& row : work.db.all<ParcelRow>("where shop = ? and number = ?", shop, number))
        if (add_traces(work, shop, row.id, traces, eta)) ++told;
    return told;
}

void clock_reactions(Jobs& jobs) {
    jobs.on<WatchedParcel>(parcel_timer, look_at_parcel);
    dispatch_reactions(jobs);
}

}  // namespace orders
