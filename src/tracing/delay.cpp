#include "tracing/delay.hpp"

#include <algorithm>
#include <ctime>

namespace tracing {

using P = orders::ParcelState;

namespace {

constexpr std::int64_t hour_us = 3'600'000'000;
constexpr std::int64_t rounding = 50;  // amounts people name: half yuan

std::string yuan(Minor amount, const std::string& currency) {
    auto units = amount.units;
    auto cents = units % 100;
    auto text = std::to_string(units / 100) +
                (cents == 0 ? "" : (cents < 10 ? ".0" : ".") + std::to_string(cents));
    return currency == "CNY" ? "¥" + text : currency + " " + text;
}

std::string day(Time at, bool english) {
    auto seconds = static_cast<std::time_t>(at.us / 1'000'000 + 8 * 3600);
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    static constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    if (english) return std::string(months[parts.tm_mon]) + " " + std::to_string(parts.tm_mday);
    return std::to_string(parts.tm_mon + 1) + "月" + std::to_string(parts.tm_mday) + "日";
}

std::int64_t hours_between(Time from, Time to) {
    return to.us > from.us ? (to.us - from.us) / hour_us : 0;
}

std::int64_t hours_late(const DelayFacts& facts) {
    auto behind = facts.promised_by ? hours_between(*facts.promised_by, facts.now) : 0;
    return std::max(behind, facts.stands_still ? hours_between(facts.moved_at, facts.now) : 0);
}

std::string where_zh(const DelayFacts& facts) {
    switch (facts.state) {
        case P::packed:
            return "已打包待揽收";
        case P::picked_up:
            return "已由快递揽收";
        case P::in_transit:
            return "正在运输途中";
        case P::out_for_delivery:
            return "正在派送";
        case P::at_pickup_point:
            return "已到取件点";
        case P::exception:
            return "途中遇到异常";
        case P::customs:
            return "正在清关";
        case P::refused:
        case P::returning:
        case P::returned:
            return "正在退回";
        case P::delivered:
            return "显示已送达";
    }
    return {};
}

std::string where_en(const DelayFacts& facts) {
    switch (facts.state) {
        case P::packed:
            return "it is packed and waits for the carrier";
        case P::picked_up:
            return "the carrier has picked it up and takes it to the sorting centre";
        case P::in_transit:
            return "it is on its way";
        case P::out_for_delivery:
            return "it has reached the local depot and is out for delivery";
        case P::at_pickup_point:
            return "it is at the pick-up point";
        case P::exception:
            return "it met with trouble on the way, which the carrier is seeing to";
        case P::customs:
            return "it is in customs";
        case P::refused:
        case P::returning:
        case P::returned:
            return "it is on its way back";
        case P::delivered:
            return "the scans say that it was delivered";
    }
    return {};
}

// With a time in it: the gate holds what has none.
std::string next_zh(const DelayFacts& facts) {
    if (!facts.search) return "我会盯着物流，今天内把进展告诉您。";
    if (!facts.search_until || *facts.search_until <= facts.now)
        return "已联系快递查件，今天内把进展告诉您。";
    return "已联系快递查件，" + day(*facts.search_until, false) + "前把进展告诉您。";
}

std::string next_en(const DelayFacts& facts) {
    if (!facts.search) return "I keep an eye on it and write again today.";
    if (!facts.search_until || *facts.search_until <= facts.now)
        return "The carrier is looking for it; I write again today.";
    return "The carrier is looking for it; you hear from us by " + day(*facts.search_until, true) +
           ".";
}

// Short enough for one screen of a phone: the gate holds what is longer than 120 characters.
DelayWords in_chinese(const DelayFacts& facts, Minor amount) {
    DelayWords out;
    out.apology = lateness(facts) == Lateness::longer
                      ? "您好，让您等了这么久，非常抱歉，很理解您着急。"
                      : "您好，让您久等了，非常抱歉，很理解您着急。";
    out.explanation =
        "您的包裹（" + facts.carrier_name + " " + facts.waybill + "）" + where_zh(facts) + "，";
    if (facts.promised_by && *facts.promised_by < facts.now)
        out.explanation += "比预计的" + day(*facts.promised_by, false) + "晚了，";
    else out.explanation += "最近物流更新于" + day(facts.moved_at, false) + "，";
    out.explanation += next_zh(facts);
    if (amount.units > 0)
        out.compensation =
            "为表歉意，为您申请了" + yuan(amount, facts.currency) + "补偿，原路退回。";
    return out;
}

DelayWords in_english(const DelayFacts& facts, Minor amount) {
    DelayWords out;
    out.apology = lateness(facts) == Lateness::longer
                      ? "Hello, I am truly sorry that you have had to wait this long."
                      : "Hello, I am sorry for the wait, and I understand your worry.";
    out.explanation =
        "Your parcel " + facts.carrier_name + " " + facts.waybill + ": " + where_en(facts) + ". ";
    if (facts.promised_by && *facts.promised_by < facts.now)
        out.explanation += "It was expected on " + day(*facts.promised_by, true) + ". ";
    else out.explanation += "The latest scan is of " + day(facts.moved_at, true) + ". ";
    out.explanation += next_en(facts);
    if (amount.units > 0)
        out.compensation = "As an apology I have asked for " + yuan(amount, facts.currency) +
                           " to be paid back to you.";
    return out;
}

}  // namespace

Lateness lateness(const DelayFacts& facts) {
    auto hours = hours_late(facts);
    if (hours < 1) return Lateness::none;
    if (hours <= 24) return Lateness::within_day;
    return hours <= 72 ? Lateness::within_three : Lateness::longer;
}

Minor delay_limit(const aftersales::Policy& policy, Minor paid) {
    return {std::min(policy.delay_limit.units, paid.units * policy.delay_percent / 100)};
}

static Minor by_lateness(const DelayFacts& facts) {
    // [own] Who has a member level is rounded up.
    auto raw = facts.paid.units * facts.percents[static_cast<std::size_t>(lateness(facts))] / 100;
    auto down = raw / rounding * rounding;
    return {!facts.tier.empty() && raw > down ? down + rounding : down};
}

Minor suggested(const DelayFacts& facts, const Allowance& allowance) {
    if (lateness(facts) == Lateness::none) return {};
    auto wished = allowance.precedent.count >= 3 ? allowance.precedent.median : by_lateness(facts);
    auto most = std::min({wished.units, allowance.limit.units, allowance.budget_left.units});
    return {std::max<std::int64_t>(0, most)};
}

bool needs_approval(Minor amount, const Allowance& allowance) {
    return amount > allowance.limit || amount > allowance.budget_left;
}

Precedent precedent_of(std::vector<Minor> given) {
    if (given.empty()) return {};
    std::ranges::sort(given);
    return {static_cast<std::int64_t>(given.size()), given[(given.size() - 1) / 2]};
}

DelayWords composed(const DelayFacts& facts, Minor amount, bool english) {
    return english ? in_english(facts, amount) : in_chinese(facts, amount);
}

}  // namespace tracing
