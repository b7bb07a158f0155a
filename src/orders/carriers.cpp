#include "orders/carriers.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>

#include "kit/base/foreign.hpp"
#include "kit/crypto/crypto.hpp"
#include "kit/crypto/foreign.hpp"
#include "kit/http/router.hpp"
#include "kit/text/utf8.hpp"

namespace orders {

static std::optional<int> number_at(std::string_view text, std::size_t from, std::size_t count) {
    int out = 0;
    if (from + count > text.size()) return std::nullopt;
    auto end = text.data() + from + count;
    auto got = std::from_chars(text.data() + from, end, out);
    if (got.ec != std::errc{} || got.ptr != end || out < 0) return std::nullopt;
    return out;
}

// Minutes east of Greenwich in "Z", "+08:00" or "+0800"; Beijing's when nothing is said.
static std::optional<int> offset_in(std::string_view text) {
    if (text.empty()) return 8 * 60;
    if (text == "Z") return 0;
    if (text.front() != '+' && text.front() != '-') return std::nullopt;
    auto hours = number_at(text, 1, 2), minutes = number_at(text, text.contains(':') ? 4 : 3, 2);
    if (!hours || !minutes || *hours > 14 || *minutes > 59) return std::nullopt;
    auto east = *hours * 60 + *minutes;
    return text.front() == '-' ? -east : east;
}

std::optional<Time> carrier_time(std::string_view text) {
    auto year = number_at(text, 0, 4), month = number_at(text, 5, 2), day = number_at(text, 8, 2);
    if (!year || !month || !day) return std::nullopt;
    std::chrono::year_month_day date{std::chrono::year{*year},
                                     std::chrono::month{static_cast<unsigned>(*month)},
                                     std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok() || *year < 1990 || *year > 2200) return std::nullopt;
    std::int64_t seconds = 0;
    std::size_t at = 10;
    if (text.size() > 10) {
        auto hour = number_at(text, 11, 2), minute = number_at(text, 14, 2);
        if (!hour || !minute || *hour > 23 || *minute > 59) return std::nullopt;
        seconds = *hour * 3600 + *minute * 60;
        at = 16;
        if (text.size() > 16 && text[16] == ':') {
            auto second = number_at(text, 17, 2);
            if (!second || *second > 60) return std::nullopt;
            seconds += *second;
            at = 19;
        }
        if (at < text.size() && text[at] == '.')
            at = std::min(text.find_first_not_of("0123456789", at + 1), text.size());
    }
    auto east = offset_in(text.substr(at));
    if (!east) return std::nullopt;
    auto days = std::chrono::sys_days{date}.time_since_epoch().count();
    return Time{(static_cast<std::int64_t>(days) * 86'400 + seconds - *east * 60) * 1'000'000};
}

static Refusal bad_signature() { return unauthenticated("bad_signature"); }

// What cannot be text in our house is left out, not the whole push.
static void add(CarrierPush& push, std::optional<Time> at, ParcelState state,
                const std::string& place, const std::string& text) {
    bool fine = text::is_valid_utf8(text) && text::is_valid_utf8(place) &&
                !text::has_forbidden_controls(text) && !text::has_forbidden_controls(place);
    if (at && fine && !text.empty()) push.traces.push_back({*at, state, place, text});
}

// The whole push's state is the newest scan's.
static void crown(CarrierPush& push, ParcelState state) {
    auto newest = std::ranges::max_element(push.traces, {}, &NewTrace::at);
    if (newest != push.traces.end()) newest->state = state;
}

// --- 快递100
// --------------------------------------------------------------------------------------------

struct Kuaidi100Scan {
    std::string context, time, ftime, status, status_code, area_name;
};
BOOST_DESCRIBE_STRUCT(Kuaidi100Scan, (), (context, time, ftime, status, status_code, area_name))
struct Kuaidi100Result {
    std::string state, com, nu;
    std::vector<Kuaidi100Scan> data;
};
BOOST_DESCRIBE_STRUCT(Kuaidi100Result, (), (state, com, nu, data))
struct Kuaidi100Param {
    std::string status;
    Kuaidi100Result last_result;
};
BOOST_DESCRIBE_STRUCT(Kuaidi100Param, (), (status, last_result))

// Source: 快递100, "快递单当前状态": the first digit of a sub-state is its state, but for 10 … 14.
ParcelState kuaidi100_state(std::string_view code) {
    using enum ParcelState;
    if (code == "10" || code == "11" || code == "12") return customs;
    if (code == "13") return exception;
    if (code == "14" || code == "203") return refused;
    if (code == "304" || code == "501") return at_pickup_point;
    if (code == "101" || code == "102") return packed;
    if (code.size() == 4) return in_transit;  // 1001 … 1003
    switch (code.empty() ? '0' : code.front()) {
        case '1':
            return picked_up;
        case '2':
            return exception;
        case '3':
            return delivered;
        case '4':
            return refused;
        case '5':
            return out_for_delivery;
        case '6':
            return returning;
        case '8':
            return customs;
        default:
            return in_transit;  // 0 on its way, 7 handed on
    }
}

std::optional<ParcelState> kuaidi100_word(std::string_view word) {
    using enum ParcelState;
    static constexpr std::pair<std::string_view, ParcelState> words[] = {
        {"揽收", picked_up},        {"在途", in_transit},      {"干线", in_transit},
        {"派件", out_for_delivery}, {"投柜", at_pickup_point}, {"签收", delivered},
        {"疑难", exception},        {"拒签", refused},         {"退签", refused},
        {"退回", returning},        {"清关", customs},         {"转投", in_transit},
        {"下单", packed},           {"待揽收", packed}};
    for (auto& [known, state] : words)
        if (word == known) return state;
    return std::nullopt;
}

Result<CarrierPush> kuaidi100_push(std::string_view form, std::string_view salt) {
    std::optional<std::string> param, sign;
    TRY(query_value(form, "param", param));
    TRY(query_value(form, "sign", sign));
    if (!param || !sign) return malformed("required", "param");
    auto own = crypto::md5_hex(*param + std::string(salt));
    std::ranges::transform(own, own.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    });
    if (!crypto::same(own, *sign)) return bad_signature();
    TRY(auto told, foreign::from_text<Kuaidi100Param>(*param));
    auto& last = told.last_result;
    if (last.nu.empty()) return malformed("required", "nu");
    CarrierPush out{last.nu, {}, {}};
    for (auto& scan : last.data) {
        auto state = scan.status_code.empty() ? kuaidi100_word(scan.status)
                                              : kuaidi100_state(scan.status_code);
        add(out, carrier_time(scan.ftime.empty() ? scan.time : scan.ftime),
            state.value_or(ParcelState::in_transit), scan.area_name, scan.context);
    }
    // "On its way" says less than the newest scan's own word; everything else says more.
    if (!last.state.empty() && last.state != "0") crown(out, kuaidi100_state(last.state));
    return out;
}

// --- 17TRACK
// --------------------------------------------------------------------------------------------

struct TrackStatus {
    std::string status, sub_status;
};
BOOST_DESCRIBE_STRUCT(TrackStatus, (), (status, sub_status))
struct TrackEvent {
    std::string time_iso, time_utc, description, location, stage, sub_status;
};
BOOST_DESCRIBE_STRUCT(TrackEvent, (),
                      (time_iso, time_utc, description, location, stage, sub_status))
struct TrackProvider {
    std::vector<TrackEvent> events;
};
BOOST_DESCRIBE_STRUCT(TrackProvider, (), (events))
struct TrackProviders {
    std::vector<TrackProvider> providers;
};
BOOST_DESCRIBE_STRUCT(TrackProviders, (), (providers))
struct TrackDate {
    std::string to;
};
BOOST_DESCRIBE_STRUCT(TrackDate, (), (to))
struct TrackMetrics {
    TrackDate estimated_delivery_date;
};
BOOST_DESCRIBE_STRUCT(TrackMetrics, (), (estimated_delivery_date))
struct TrackStory {
    TrackStatus latest_status;
    TrackEvent latest_event;
    TrackMetrics time_metrics;
    TrackProviders tracking;
};
BOOST_DESCRIBE_STRUCT(TrackStory, (), (latest_status, latest_event, time_metrics, tracking))
struct TrackFacts {
    std::string number;
    TrackStory track_info;
};
BOOST_DESCRIBE_STRUCT(TrackFacts, (), (number, track_info))
struct TrackPush {
    std::string event;
    TrackFacts data;
};
BOOST_DESCRIBE_STRUCT(TrackPush, (), (event, data))

// Source: 17TRACK's API document v2.2, "status" and "sub_status".
ParcelState seventeentrack_state(std::string_view status, std::string_view sub) {
    using enum ParcelState;
    if (sub.contains("Customs")) return customs;
    if (sub == "InTransit_PickedUp") return picked_up;
    if (sub == "Exception_Returning") return returning;
    if (sub == "Exception_Returned") return returned;
    if (sub.ends_with("_Rejected")) return refused;
    if (status == "InfoReceived" || status == "NotFound") return packed;
    if (status == "PickedUp") return picked_up;
    if (status == "AvailableForPickup") return at_pickup_point;
    if (status == "OutForDelivery") return out_for_delivery;
    if (status == "Delivered") return delivered;
    if (status == "DeliveryFailure" || status == "Exception" || status == "Expired")
        return exception;
    if (status == "Returning") return returning;
    if (status == "Returned") return returned;
    return in_transit;
}

static void add(CarrierPush& out, const TrackEvent& event) {
    auto at = carrier_time(event.time_iso.empty() ? event.time_utc : event.time_iso);
    add(out, at, seventeentrack_state(event.stage, event.sub_status), event.location,
        event.description);
}

Result<CarrierPush> seventeentrack_push(std::string_view body, std::string_view sign,
                                        std::string_view key) {
    auto own = crypto::sha256_hex(std::string(body) + "/" + std::string(key));
    if (!crypto::same(own, sign)) return bad_signature();
    TRY(auto told, foreign::from_text<TrackPush>(body));
    if (told.data.number.empty()) return malformed("required", "number");
    auto& facts = told.data.track_info;
    CarrierPush out{
        told.data.number, {}, carrier_time(facts.time_metrics.estimated_delivery_date.to)};
    for (auto& provider : facts.tracking.providers)
        for (auto& event : provider.events) add(out, event);
    if (out.traces.empty()) add(out, facts.latest_event);
    if (!facts.latest_status.status.empty())
        crown(out,
              seventeentrack_state(facts.latest_status.status, facts.latest_status.sub_status));
    return out;
}

// --- AfterShip
// ------------------------------------------------------------------------------------------

struct ShipCheckpoint {
    std::string checkpoint_time, message, tag, location, city;
};
BOOST_DESCRIBE_STRUCT(ShipCheckpoint, (), (checkpoint_time, message, tag, location, city))
struct ShipMessage {
    std::string tracking_number, tag, expected_delivery, updated_at;
    std::vector<ShipCheckpoint> checkpoints;
};
BOOST_DESCRIBE_STRUCT(ShipMessage, (),
                      (tracking_number, tag, expected_delivery, updated_at, checkpoints))
struct ShipPush {
    std::string event;
    ShipMessage msg;
};
BOOST_DESCRIBE_STRUCT(ShipPush, (), (event, msg))

// Source: AfterShip's "delivery statuses".
ParcelState aftership_state(std::string_view tag) {
    using enum ParcelState;
    if (tag == "Pending" || tag == "InfoReceived") return packed;
    if (tag == "OutForDelivery") return out_for_delivery;
    if (tag == "AvailableForPickup") return at_pickup_point;
    if (tag == "Delivered") return delivered;
    if (tag == "AttemptFail" || tag == "Exception" || tag == "Expired") return exception;
    return in_transit;
}

Result<CarrierPush> aftership_push(std::string_view body, std::string_view sign,
                                   std::string_view secret) {
    if (!crypto::same(crypto::base64(crypto::hmac_sha256(secret, body)), sign))
        return bad_signature();
    TRY(auto told, foreign::from_text<ShipPush>(body));
    if (told.msg.tracking_number.empty()) return malformed("required", "tracking_number");
    CarrierPush out{told.msg.tracking_number, {}, carrier_time(told.msg.expected_delivery)};
    for (auto& scan : told.msg.checkpoints)
        add(out, carrier_time(scan.checkpoint_time), aftership_state(scan.tag),
            scan.location.empty() ? scan.city : scan.location, scan.message);
    if (!told.msg.tag.empty()) crown(out, aftership_state(told.msg.tag));
    return out;
}

}  // namespace orders
