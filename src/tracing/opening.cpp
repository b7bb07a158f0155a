// A tracing is opened: by an agent, by the buyer, by the parcel watch.
#include <algorithm>

#include "conversations/conversations.hpp"
#include "kit/jobs/jobs.hpp"
#include "kit/text/utf8.hpp"
#include "tracing/rows.hpp"

namespace tracing {

std::optional<TracingFileRow> open_row_of(Work& work, std::string_view shop,
                                          const Id<orders::Parcel>& parcel) {
    return work.db.first<TracingFileRow>("where shop = ? and parcel = ? and over_at is null", shop,
                                         parcel);
}

std::string buyer_of(Work& work, std::string_view shop, const orders::Order& order,
                     std::string& contact) {
    auto owner = orders::contact_of(work, shop, order);
    if (!owner) return order.buyer;
    contact = owner->text;
    auto known = customers::contact(work, shop, *owner);
    return known && !known->name.empty() ? known->name : order.buyer;
}

namespace {

Result<void> decent_ask(const NewTracing& ask) {
    if (ask.client_key.empty() || ask.client_key.size() > 100)
        return invalid("bad_client_key", "client_key");
    auto words = ask.words.value_or("");
    if (!text::is_valid_utf8(words) || text::has_forbidden_controls(words))
        return invalid("bad_characters", "words");
    if (words.size() > 2000) return invalid("too_long", "words");
    return {};
}

// TR + year, month, day by the clock of Beijing + a number of four digits or more.
std::string next_number(Work& work, std::string_view shop) {
    std::chrono::sys_days day{std::chrono::floor<std::chrono::days>(
        std::chrono::sys_time<Span>{Span{work.now.us}} + std::chrono::hours{8})};
    std::chrono::year_month_day parts{day};
    auto two = [](unsigned number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    auto prefix = "TR" + two(static_cast<unsigned>(static_cast<int>(parts.year()) % 100)) +
                  two(static_cast<unsigned>(parts.month())) +
                  two(static_cast<unsigned>(parts.day()));
    auto today =
        work.db
            .value<std::int64_t>(
                "select count(*) from tracings where shop = ? and number >= ? and number < ?", shop,
                prefix, prefix + "~")
            .value_or(0);
    auto digits = std::to_string(today + 1);
    return prefix + std::string(digits.size() < 4 ? 4 - digits.size() : 0, '0') + digits;
}

// What is in the parcel; a parcel that names no lines carries all of the order.
std::string title_of(const orders::Parcel& parcel, const orders::Order& order) {
    auto is_in = [&](const orders::OrderLine& line) {
        return parcel.lines.empty() || std::ranges::any_of(parcel.lines, [&](auto& packed) {
                   return packed.line == line.id.text;
               });
    };
    auto count = std::ranges::count_if(order.lines, is_in);
    auto first = std::ranges::find_if(order.lines, is_in);
    if (first == order.lines.end()) return order.number;
    return first->title + (count > 1 ? " 等 " + std::to_string(count) + " 种" : "");
}

TracingFileRow drafted(Work& work, std::string_view shop, const NewTracing& ask,
                       const orders::Parcel& parcel, const orders::Order& order) {
    TracingFileRow row;
    row.id = work.new_id<Tracing>();
    row.shop = std::string(shop);
    row.number = next_number(work, shop);
    row.client_key = ask.client_key;
    row.order_id = order.id;
    row.order_number = order.number;
    row.parcel = parcel.id;
    row.carrier = parcel.carrier;
    row.carrier_name = parcel.carrier_name;
    row.waybill = parcel.number;
    row.buyer_name = buyer_of(work, shop, order, row.contact);
    row.conversation = ask.conversation.value_or("");
    row.goods_title = title_of(parcel, order);
    row.reason = ask.reason;
    row.words = ask.words.value_or("");
    row.silent_since = parcel.moved_at;
    row.opened_at = row.state_since = work.now;
    return row;
}

}  // namespace

Result<Tracing> open_tracing(Work& work, std::string_view shop, const NewTracing& ask,
                             TracingOpener opener, const TracingDoer& doer) {
    TRY(decent_ask(ask));
    if (auto before = work.db.first<TracingFileRow>("where shop = ? and client_key = ?", shop,
                                                    ask.client_key)) {
        if (before->parcel != ask.parcel) return invalid("key_reused", "client_key");
        return shown(work, *before);
    }
    TRY(auto parcel, orders::parcel(work, shop, ask.parcel));
    TRY(auto order, orders::find(work, shop, parcel.order_id));
    if (ask.conversation && !ask.conversation->empty()) {
        TRY(conversations::find(work, shop, {*ask.conversation}));
    }
    if (parcel.state == orders::ParcelState::delivered &&
        ask.reason != TracingReason::not_received && ask.reason != TracingReason::damaged)
        return conflict("already_delivered");
    if (open_row_of(work, shop, ask.parcel)) return conflict("open_tracing");
    auto row = drafted(work, shop, ask, parcel, order);
    row.opened_by = opener;
    if (opener == TracingOpener::agent) row.assignee = doer.id;
    work.db.insert(row);
    save(work, row, row.state);
    remember(work, row, {"opened", row.state, row.words, doer});
    return shown(work, row);
}

// --- the parcel watch
// ------------------------------------------------------------------------------------

static TracingDoer the_parcel() { return {TracingActor::parcel, "", ""}; }

// It lies at the pick-up point because the buyer has not come; nobody needs to look for it.
static bool is_looked_for(const orders::Parcel& parcel) {
    return parcel.stuck_at && parcel.state != orders::ParcelState::at_pickup_point &&
           parcel.state != orders::ParcelState::delivered;
}

static void parcel_stuck(Work& work, const orders::ParcelStuck& event) {
    auto parcel = orders::parcel(work, event.shop, event.parcel);
    if (!parcel || !is_looked_for(*parcel)) return;
    if (auto row = open_row_of(work, event.shop, event.parcel)) {
        (void)moved(work, *row, TracingEvent::silence, "", the_parcel());
        return;
    }
    if (!rules_of(work, event.shop).watch_opens) return;
    NewTracing ask{"watch-" + event.parcel.text + "-" + std::to_string(parcel->moved_at.us),
                   event.parcel,
                   TracingReason::silent,
                   {},
                   {}};
    (void)open_tracing(work, event.shop, ask, TracingOpener::watch, the_parcel());
}

static void parcel_moves_again(Work& work, const orders::ParcelMovesAgain& event) {
    auto parcel = orders::parcel(work, event.shop, event.parcel);
    auto row = open_row_of(work, event.shop, event.parcel);
    if (!row || !parcel || parcel->state == orders::ParcelState::delivered) return;
    (void)moved(work, *row, TracingEvent::find, parcel->last_text, the_parcel());
}

static void parcel_moved(Work& work, const orders::ParcelMoved& event) {
    auto row = open_row_of(work, event.shop, event.parcel);
    // Whoever says that it never came knows already that it counts as signed.
    if (!row || event.state != orders::ParcelState::delivered ||
        row->reason == TracingReason::not_received)
        return;
    (void)moved(work, *row, TracingEvent::sign, "", the_parcel());
}

void watch_reactions(Jobs& jobs) {
    jobs.react<orders::ParcelStuck>(parcel_stuck);
    jobs.react<orders::ParcelMovesAgain>(parcel_moves_again);
    jobs.react<orders::ParcelMoved>(parcel_moved);
}

}  // namespace tracing
