// What is said, and when. Nothing here reads a clock or a database.
#include <algorithm>
#include <ctime>

#include "notices/notices.hpp"

namespace notices {

constexpr std::int64_t hour_us = 3'600'000'000, day_us = 24 * hour_us;

Time out_of_quiet(Time at, const NoticeRules& rules) {
    auto local = at.us + 8 * hour_us;
    auto midnight = local - local % day_us;
    auto hour = local % day_us / hour_us;
    auto from = rules.quiet_from, to = rules.quiet_to;
    bool over_night = from > to;
    bool quiet = from != to && (over_night ? hour >= from || hour < to : hour >= from && hour < to);
    if (!quiet) return at;
    bool tomorrow = over_night && hour >= from;
    return {midnight + to * hour_us + (tomorrow ? day_us : 0) - 8 * hour_us};
}

bool still_true(NoticeKind kind, const orders::Order& order, const orders::Parcel* parcel) {
    using enum NoticeKind;
    if (order.state == orders::OrderState::canceled || order.state == orders::OrderState::refunded)
        return false;
    if (kind == payment_reminder) return order.state == orders::OrderState::unpaid;
    if (!parcel) return false;
    switch (kind) {
        case dispatched:
            return parcel->state != orders::ParcelState::delivered;
        case out_for_delivery:
            return parcel->state == orders::ParcelState::out_for_delivery;
        case at_pickup_point:
            return parcel->state == orders::ParcelState::at_pickup_point;
        case delivered:
            return parcel->state == orders::ParcelState::delivered;
        case parcel_stuck:
            return parcel->stuck_at.has_value();
        case payment_reminder:
            break;
    }
    return false;
}

static std::string day(Time at, bool english) {
    auto seconds = static_cast<std::time_t>(at.us / 1'000'000 + 8 * 3600);
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    static constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    if (english) return std::string(months[parts.tm_mon]) + " " + std::to_string(parts.tm_mday);
    return std::to_string(parts.tm_mon + 1) + "月" + std::to_string(parts.tm_mday) + "日";
}

static std::string goods(const orders::Order& order, bool english) {
    auto title = order.lines.empty() ? order.number : order.lines.front().title;
    if (order.lines.size() < 2) return title;
    auto count = std::to_string(order.lines.size());
    return english ? title + " and " + std::to_string(order.lines.size() - 1) + " more"
                   : title + "等 " + count + " 件商品";
}

static std::string in_english(NoticeKind kind, const orders::Order& order,
                              const orders::Parcel* parcel) {
    auto what = goods(order, true);
    auto carrier = parcel ? parcel->carrier_name + " " + parcel->number : std::string();
    auto eta =
        parcel && parcel->eta ? " Expected on " + day(*parcel->eta, true) + "." : std::string();
    switch (kind) {
        case NoticeKind::payment_reminder:
            return "Hello, your order of " + what +
                   " is not paid yet. It is kept for you; if anything is unclear, just ask us here.";
        case NoticeKind::dispatched:
            return "Good news: " + what + " is on its way with " + carrier + "." + eta;
        case NoticeKind::out_for_delivery:
            return "Your parcel " + carrier +
                   " is out for delivery today. Please check that it is whole before you sign.";
        case NoticeKind::at_pickup_point:
            return "Your parcel " + carrier + " is waiting for you at the pick-up point.";
        case NoticeKind::delivered:
            return "Your parcel " + carrier +
                   " was delivered. If anything is not as it should be, tell us here and we will see to it.";
        case NoticeKind::parcel_stuck:
            return "We are sorry: your parcel " + carrier + " has not moved since " +
                   day(parcel->moved_at, true) +
                   ". We have seen it and are asking the carrier; we will tell you here what they say.";
    }
    return {};
}

static std::string in_chinese(NoticeKind kind, const orders::Order& order,
                              const orders::Parcel* parcel) {
    auto what = goods(order, false);
    auto carrier = parcel ? parcel->carrier_name + " " + parcel->number : std::string();
    auto eta = parcel && parcel->eta ? "，预计" + day(*parcel->eta, false) + "送达" : std::string();
    switch (kind) {
        case NoticeKind::payment_reminder:
            return "您好，您选购的" + what +
                   "还没有付款，已为您保留。下单时遇到任何问题，都可以在这里告诉我们，很乐意为您解答。";
        case NoticeKind::dispatched:
            return "您好，您的" + what + "已由" + carrier + "发出" + eta + "，请您留意查收。";
        case NoticeKind::out_for_delivery:
            return "您好，您的包裹（" + carrier +
                   "）今天派送，请您保持电话畅通，签收前麻烦核对一下外包装是否完好。";
        case NoticeKind::at_pickup_point:
            return "您好，您的包裹（" + carrier + "）已到取件点，方便的时候请您前往领取。";
        case NoticeKind::delivered:
            return "您好，您的包裹（" + carrier +
                   "）已签收。收到后如有任何不满意，请在这里告诉我们，我们会为您处理好。";
        case NoticeKind::parcel_stuck:
            return "您好，非常抱歉，您的包裹（" + carrier + "）自" + day(parcel->moved_at, false) +
                   "起物流没有更新。我们已经注意到，正在向快递公司核实，有进展会在这里告诉您。";
    }
    return {};
}

std::string worded(NoticeKind kind, const orders::Order& order, const orders::Parcel* parcel,
                   bool english) {
    return english ? in_english(kind, order, parcel) : in_chinese(kind, order, parcel);
}

std::optional<NoticeKind> kind_of(orders::ParcelState state) {
    switch (state) {
        case orders::ParcelState::out_for_delivery:
            return NoticeKind::out_for_delivery;
        case orders::ParcelState::at_pickup_point:
            return NoticeKind::at_pickup_point;
        case orders::ParcelState::delivered:
            return NoticeKind::delivered;
        default:
            return std::nullopt;
    }
}

}  // namespace notices
