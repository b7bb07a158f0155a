// What a buyer is told of each step. Nothing here reads a clock or a database.
#include <ctime>

#include "tracing/tracing.hpp"

namespace tracing {

using S = TracingState;

namespace {

std::tm beijing(Time at) {
    auto seconds = static_cast<std::time_t>(at.us / 1'000'000 + 8 * 3600);
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    return parts;
}

std::string two(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

// "11月23日 18:00", "Nov 23, 18:00": by the clock of Beijing.
std::string moment(Time at, bool english) {
    static constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    auto parts = beijing(at);
    auto clock = two(parts.tm_hour) + ":" + two(parts.tm_min);
    if (english)
        return std::string(months[parts.tm_mon]) + " " + std::to_string(parts.tm_mday) + ", " +
               clock;
    return std::to_string(parts.tm_mon + 1) + "月" + std::to_string(parts.tm_mday) + "日 " + clock;
}

std::string until(const NewsFacts& facts, bool english) {
    if (!facts.deadline_at) return {};
    return english ? " by " + moment(*facts.deadline_at, true)
                   : moment(*facts.deadline_at, false) + " 前";
}

std::string parcel_of(const NewsFacts& facts, bool english) {
    return english ? facts.carrier_name + " " + facts.waybill
                   : "（" + facts.carrier_name + " " + facts.waybill + "）";
}

std::string in_chinese(TracingState state, const NewsFacts& facts) {
    auto what = parcel_of(facts, false);
    auto by = until(facts, false);
    auto then = by.empty() ? std::string("有结果") : by + "会把进展告诉您，有结果";
    switch (state) {
        case S::open:
            return "您好，您的包裹" + what + "已登记查件，我们正在联系快递核实，" + then +
                   "会第一时间在这里通知您。";
        case S::asked:
            return "您好，您的包裹" + what + "我们已联系快递核实，预计" +
                   (by.empty() ? std::string("很快") : by) + "有答复，有进展会在这里告诉您。";
        case S::answered:
            return "您好，快递已在查找您的包裹" + what + "，预计" +
                   (by.empty() ? std::string("很快") : by) +
                   "有结果，我们会继续跟进并在这里告诉您。";
        case S::unanswered:
            return "您好，非常抱歉让您久等了。快递还在核实您的包裹" + what +
                   "，我们的主管已经接手，会一直跟进到有结果。";
        case S::appealed:
            return "您好，您的包裹" + what + "我们已向邮政管理部门反映，同时会继续为您跟进处理。";
        case S::moving:
            return "您好，好消息，您的包裹" + what + "已恢复运输，请您留意查收，我们会继续关注。";
        case S::delivered:
            return "您好，快递反馈您的包裹" + what +
                   "已送达。如果您还没有收到，请在这里告诉我们，我们马上为您核实。";
        case S::lost:
            return "您好，非常抱歉，经快递确认，您的包裹" + what +
                   "在运输途中遗失。我们会为您补发或退款，请告诉我们您更希望哪一种。";
        case S::damaged:
            return "您好，非常抱歉，经快递确认，您的包裹" + what +
                   "在运输途中破损。我们会为您补发或退款，请告诉我们您更希望哪一种。";
        case S::settled:
            return "您好，您的包裹" + what + "查件已有结果，我们已为您登记处理，单号 " +
                   facts.case_number + "，进度可以随时在这里询问。";
        case S::closed:
            return {};
    }
    return {};
}

std::string in_english(TracingState state, const NewsFacts& facts) {
    auto what = parcel_of(facts, true);
    auto by = until(facts, true);
    switch (state) {
        case S::open:
            return "Hello, we are looking for your parcel " + what +
                   " and are asking the carrier. You will hear from us here" + by + ".";
        case S::asked:
            return "Hello, we have asked the carrier about your parcel " + what +
                   ". An answer is expected" + by + "; we will tell you here.";
        case S::answered:
            return "Hello, the carrier is looking for your parcel " + what +
                   " and expects to know more" + by + ". We stay on it and will tell you here.";
        case S::unanswered:
            return "Hello, we are sorry for the long wait. The carrier is still looking into your parcel " +
                   what + "; our team lead has taken it over and will see it through.";
        case S::appealed:
            return "Hello, we have taken the matter of your parcel " + what +
                   " to the postal authority and go on looking after it.";
        case S::moving:
            return "Good news: your parcel " + what + " is moving again. We keep an eye on it.";
        case S::delivered:
            return "Hello, the carrier says that your parcel " + what +
                   " was delivered. If it has not reached you, tell us here and we will look into it at once.";
        case S::lost:
            return "Hello, we are sorry: the carrier confirms that your parcel " + what +
                   " was lost on the way. We will send it again or pay you back; please tell us which you prefer.";
        case S::damaged:
            return "Hello, we are sorry: the carrier confirms that your parcel " + what +
                   " was damaged on the way. We will send it again or pay you back; please tell us which you prefer.";
        case S::settled:
            return "Hello, the search for your parcel " + what +
                   " has ended and we have registered what follows, number " + facts.case_number +
                   ". You may ask here at any time.";
        case S::closed:
            return {};
    }
    return {};
}

}  // namespace

std::optional<std::string> worded(TracingState state, const NewsFacts& facts, bool english) {
    if (state == S::closed || (state == S::settled && facts.case_number.empty())) return {};
    if (state == S::open && facts.by_watch) return {};
    if (state == S::delivered && facts.by_parcel) return {};
    return english ? in_english(state, facts) : in_chinese(state, facts);
}

std::optional<std::string> vowed(TracingState state, const NewsFacts& facts, bool english) {
    if (state != S::open || !facts.deadline_at) return {};
    return english ? "You will hear of your parcel" + until(facts, true)
                   : until(facts, false) + "会把查件进展告诉您";
}

Result<void> askable(const orders::Parcel& parcel, TracingReason reason, Time now) {
    bool signed_for = parcel.state == orders::ParcelState::delivered;
    if (signed_for && reason != TracingReason::not_received && reason != TracingReason::damaged)
        return conflict("already_delivered");
    // A healthy parcel is scanned at least once a day; before that there is nothing that a courier
    // could say.
    bool silent = parcel.stuck_at || now - parcel.moved_at >= std::chrono::hours{24};
    bool late = parcel.eta && now > *parcel.eta;
    bool trouble = parcel.state == orders::ParcelState::exception ||
                   parcel.state == orders::ParcelState::refused ||
                   parcel.state == orders::ParcelState::returning;
    if (!signed_for && !silent && !late && !trouble && reason != TracingReason::damaged)
        return conflict("still_moving");
    return {};
}

}  // namespace tracing
