// Times and amounts as other houses write them.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <map>

#include "connections/rows.hpp"

namespace connections {

namespace {

// Digits at the front of `text`, taken off it; -1 when there are fewer than `least` or more than
// `most`.
int digits(std::string_view& text, std::size_t least, std::size_t most) {
    std::size_t count = 0;
    int out = 0;
    while (count < text.size() && count < most && text[count] >= '0' && text[count] <= '9')
        out = out * 10 + (text[count++] - '0');
    if (count < least) return -1;
    text.remove_prefix(count);
    return out;
}

bool skip(std::string_view& text, std::string_view any_of) {
    if (text.empty() || any_of.find(text.front()) == any_of.npos) return false;
    text.remove_prefix(1);
    return true;
}

// ".882" as microseconds; what is finer is cut.
std::int64_t fraction(std::string_view& text) {
    if (!skip(text, ".,")) return 0;
    std::int64_t out = 0, unit = 100'000;
    for (; !text.empty() && text.front() >= '0' && text.front() <= '9';
         text.remove_prefix(1), unit /= 10)
        out += (text.front() - '0') * unit;
    return out;
}

// "Z", "+08:00", "-0530" in minutes; nothing when there is none.
std::optional<int> zone(std::string_view& text) {
    if (skip(text, "Zz")) return 0;
    if (text.empty() || (text.front() != '+' && text.front() != '-')) return std::nullopt;
    int sign = text.front() == '-' ? -1 : 1;
    text.remove_prefix(1);
    int hours = digits(text, 2, 2);
    skip(text, ":");
    int minutes = text.empty() ? 0 : digits(text, 2, 2);
    return hours < 0 || minutes < 0 ? std::nullopt : std::optional(sign * (hours * 60 + minutes));
}

struct Clocked {
    int hour = 0, minute = 0, second = 0;
    std::int64_t us = 0;
};

// "13:28", "13:28:50.882"; nothing written is midnight.
bool clocked(std::string_view& text, Clocked& out) {
    if (text.empty() || !skip(text, "T ")) return true;
    while (skip(text, " ")) {
    }
    out.hour = digits(text, 1, 2);
    if (!skip(text, ":")) return false;
    out.minute = digits(text, 2, 2);
    if (skip(text, ":")) out.second = digits(text, 2, 2);
    out.us = fraction(text);
    return out.hour >= 0 && out.hour < 24 && out.minute >= 0 && out.minute < 60 &&
           out.second >= 0 && out.second < 61;
}

}  // namespace

Result<Time> time_of(std::string_view text, int offset_hours) {
    while (skip(text, " \t")) {
    }
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    int year = digits(text, 4, 4);
    bool joined = skip(text, "-/.");
    int month = digits(text, 1, 2);
    joined = skip(text, "-/.") && joined;
    int day = digits(text, 1, 2);
    std::chrono::year_month_day date{std::chrono::year(year),
                                     std::chrono::month(static_cast<unsigned>(std::max(month, 0))),
                                     std::chrono::day(static_cast<unsigned>(std::max(day, 0)))};
    Clocked clock;
    if (year < 0 || !joined || !date.ok() || !clocked(text, clock)) return invalid("bad_time");
    auto minutes = zone(text).value_or(offset_hours * 60);
    if (!text.empty()) return invalid("bad_time");
    auto days = std::chrono::sys_days(date).time_since_epoch().count();
    auto seconds =
        days * 86'400ll + clock.hour * 3600ll + clock.minute * 60ll + clock.second - minutes * 60ll;
    return Time{seconds * 1'000'000 + clock.us};
}

std::string iso_of(Time time) {
    auto at = std::chrono::sys_time<std::chrono::milliseconds>(
        std::chrono::floor<std::chrono::milliseconds>(std::chrono::microseconds(time.us)));
    auto day = std::chrono::floor<std::chrono::days>(at);
    std::chrono::year_month_day date(day);
    std::chrono::hh_mm_ss clock(at - day);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                       clock.hours().count(), clock.minutes().count(), clock.seconds().count(),
                       clock.subseconds().count());
}

int digits_of(std::string_view currency) {
    for (std::string_view none :
         {"JPY", "KRW", "VND", "CLP", "ISK", "UGX", "XAF", "XOF", "PYG", "RWF"})
        if (currency == none) return 0;
    for (std::string_view three : {"KWD", "BHD", "OMR", "JOD", "TND", "IQD", "LYD"})
        if (currency == three) return 3;
    return 2;
}

// The parts of a decimal: sign, digits without a point, how many of them stand behind it.
struct Decimal {
    bool negative = false;
    std::string digits;
    int behind = 0;
};

static std::optional<Decimal> decimal_in(std::string_view text) {
    for (std::string_view sign : {"¥", "￥", "$", "元", "RMB", "CNY"}) {
        if (text.starts_with(sign)) text.remove_prefix(sign.size());
        if (text.ends_with(sign)) text.remove_suffix(sign.size());
    }
    Decimal out;
    out.negative = skip(text, "-");
    if (!out.negative) skip(text, "+");
    bool point = false;
    while (!text.empty() && text.front() != 'e' && text.front() != 'E') {
        char c = text.front();
        text.remove_prefix(1);
        // A comma groups thousands; three digits follow it.
        if (c == ',' && !point && text.size() >= 3) continue;
        if (c == '.' && !point) point = true;
        else if (c >= '0' && c <= '9') out.digits += c, out.behind += point;
        else return std::nullopt;
    }
    int power = 0;
    if (skip(text, "eE")) {
        skip(text, "+");
        auto got = std::from_chars(text.data(), text.data() + text.size(), power);
        if (got.ec != std::errc{} || got.ptr != text.data() + text.size() || power > 18 ||
            power < -18)
            return std::nullopt;
    }
    out.behind -= power;
    if (out.digits.empty() || out.digits.size() > 18) return std::nullopt;
    return out;
}

// More digits than the currency has are refused unless they are zeros: no amount is rounded on the
// way in.
Result<Minor> minor_of(std::string_view text, std::string_view currency) {
    while (skip(text, " \t")) {
    }
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    auto found = decimal_in(text);
    if (!found) return invalid("bad_amount");
    int wanted = digits_of(currency);
    while (found->behind > wanted && !found->digits.empty() && found->digits.back() == '0')
        found->digits.pop_back(), --found->behind;
    if (found->digits.empty()) return Minor{0};
    if (found->behind > wanted || wanted - found->behind > 18) return invalid("bad_amount");
    found->digits.append(static_cast<std::size_t>(wanted - found->behind), '0');
    std::int64_t units = 0;
    auto end = found->digits.data() + found->digits.size();
    auto got = std::from_chars(found->digits.data(), end, units);
    if (got.ec != std::errc{} || got.ptr != end) return invalid("bad_amount");
    return Minor{found->negative ? -units : units};
}

Result<void> answered_well(const OutboundAnswer& answer) {
    if (answer.status == 401 || answer.status == 403) return unauthenticated("wrong_keys");
    if (answer.status == 429) return refused(Code::unavailable, "shop_is_busy");
    if (answer.status == 404) return refused(Code::unavailable, "no_shop_there");
    if (answer.status < 200 || answer.status > 299)
        return refused(Code::unavailable, "shop_refuses");
    return {};
}

std::string decimal_of(Minor amount, std::string_view currency) {
    int behind = digits_of(currency);
    auto text = std::to_string(amount.units < 0 ? -amount.units : amount.units);
    if (static_cast<int>(text.size()) <= behind)
        text.insert(0, static_cast<std::size_t>(behind + 1) - text.size(), '0');
    if (behind > 0) text.insert(text.size() - static_cast<std::size_t>(behind), ".");
    return (amount.units < 0 ? "-" : "") + text;
}

}  // namespace connections
