#include "customers/numbers.hpp"
#include "kit/text/points.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace customers {
namespace {

using Points = std::u32string_view;

using kit::text::is_digit;
bool is_latin(char32_t point) { return point >= U'a' && point <= U'z'; }
bool is_joint(char32_t point) { return point == U' ' || point == U'-'; }

// 单号 62…: what stands behind such a word is not a person's, whatever its digits look like.
bool is_called_otherwise(Points text, std::size_t begin) {
    static constexpr std::array<Points, 7> others = {U"单号", U"订单",  U"编号", U"运单",
                                                     U"货号", U"order", U"sku"};
    static constexpr std::array<Points, 4> own = {U"电话", U"手机", U"联系", U"卡号"};
    auto before =
        text.substr(begin - std::min<std::size_t>(begin, 8), std::min<std::size_t>(begin, 8));
    auto last = [&](auto& words) {
        std::ptrdiff_t at = -1;
        for (auto word : words)
            if (auto found = before.rfind(word); found != Points::npos)
                at = std::max(at, static_cast<std::ptrdiff_t>(found));
        return at;
    };
    return last(others) > last(own);
}

bool is_mobile(std::string_view digits) {
    return digits.size() == 11 && digits[0] == '1' && digits[1] >= '3';
}

// Source: GB 11643-1999: weights 2^(18-i) mod 11, check characters 10X98765432.
bool is_identity_number(std::string_view digits) {
    if (digits.size() != 18) return false;
    auto month = digits.substr(10, 2), day = digits.substr(12, 2), century = digits.substr(6, 2);
    if ((century != "19" && century != "20") || month < "01" || month > "12" || day < "01" ||
        day > "31")
        return false;
    static constexpr std::array<int, 17> weights = {7, 9, 10, 5,  8, 4, 2, 1, 6,
                                                    3, 7, 9,  10, 5, 8, 4, 2};
    int sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) sum += (digits[i] - '0') * weights[i];
    return digits[17] == "10x98765432"[sum % 11];
}

// Source: ISO/IEC 7812-1, annex B.
bool passes_luhn(std::string_view digits) {
    int sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        int digit = digits[digits.size() - 1 - i] - '0';
        if (i % 2 == 1) digit = digit > 4 ? digit * 2 - 9 : digit * 2;
        sum += digit;
    }
    return sum % 10 == 0;
}

// Prefix and length besides Luhn: one number in ten passes Luhn, and orders have 18 and 19 digits.
bool is_card(std::string_view digits) {
    if (digits.size() < 16 || digits.size() > 19 || !passes_luhn(digits)) return false;
    auto two = digits.substr(0, 2);
    if (two == "62") return true;
    return digits.size() == 16 && (digits[0] == '4' || (two >= "51" && two <= "55") || two == "35");
}

// `is_later`: another group stands before it, and the word before that one is not about this one.
std::optional<Personal> kind_of(Points text, const Number& number, bool is_later) {
    bool is_inside_word = (number.begin > 0 && is_latin(text[number.begin - 1])) ||
                          (number.end < text.size() && is_latin(text[number.end]));
    if (is_inside_word) return std::nullopt;
    std::string_view digits = number.digits;
    if (is_identity_number(digits)) return Personal::id_number;
    if (digits.contains('x') || (!is_later && is_called_otherwise(text, number.begin)))
        return std::nullopt;
    if (is_card(digits)) return Personal::card_number;
    for (std::string_view country : {"", "86", "0086"})
        if (digits.starts_with(country) && is_mobile(digits.substr(country.size())))
            return Personal::phone;
    // A landline as it is written: area code, a dash, seven or eight digits.
    bool is_landline = number.has_dash && digits[0] == '0' && digits[1] != '0' &&
                       digits.size() >= 10 && digits.size() <= 12;
    return is_landline ? std::optional(Personal::phone) : std::nullopt;
}

// The groups of a run, as the writer set them apart: "2 13812345678" are a count and a telephone.
std::vector<Number> groups_of(Points text, const Number& run) {
    std::vector<Number> out;
    for (auto at = run.begin; at < run.end; ++at) {
        if (is_joint(text[at])) continue;
        if (out.empty() || out.back().end != at) out.push_back({{}, at, at, false});
        out.back().digits += static_cast<char>(text[at]);
        out.back().end = at + 1;
    }
    return out;
}

Number joined(Points text, const Number& one, const Number& next) {
    return {one.digits + next.digits, one.begin, next.end, one.has_dash || text[one.end] == U'-'};
}

constexpr std::size_t digits_max = 24;  // no number of a person has more

// The longest number that begins with group `first`; returns how many groups it takes, 0 when it is
// none. What is made of several groups stands between blanks: a part of 2026-138-1234-5678 is a
// part of a number.
std::size_t known_from(Points text, const std::vector<Number>& groups, std::size_t first,
                       Personal& kind, Number& number) {
    std::size_t taken = 0;
    Number trial = groups[first];
    for (auto last = first; last < groups.size(); ++last) {
        if (last > first && trial.digits.size() + groups[last].digits.size() > digits_max) break;
        if (last > first) trial = joined(text, trial, groups[last]);
        bool is_apart = (first == 0 || text[trial.begin - 1] == U' ') &&
                        (last + 1 == groups.size() || text[trial.end] == U' ');
        if (last > first && !is_apart) continue;
        if (auto found = kind_of(text, trial, first > 0)) {
            kind = *found;
            number = trial;
            taken = last - first + 1;
        }
    }
    return taken;
}

}  // namespace

Number number_at(Points text, std::size_t at) {
    Number out{{}, at, at, false};
    while (at < text.size()) {
        bool ends_word =
            at + 1 == text.size() || !(is_digit(text[at + 1]) || is_latin(text[at + 1]));
        bool is_check = text[at] == U'x' && at > out.begin && is_digit(text[at - 1]) && ends_word;
        if (is_digit(text[at]) || is_check) {
            out.digits += static_cast<char>(text[at]);
            out.end = ++at;
        } else if (is_joint(text[at]) && at + 1 < text.size() && is_digit(text[at + 1]) &&
                   at == out.end) {
            out.has_dash = out.has_dash || text[at] == U'-';
            ++at;
        } else {
            break;
        }
    }
    return out;
}

std::vector<Place> numbers_in(Points text) {
    std::vector<Place> out;
    for (std::size_t at = 0; at < text.size();) {
        if (!is_digit(text[at])) {
            ++at;
            continue;
        }
        auto run = number_at(text, at);
        at = run.end;
        auto groups = groups_of(text, run);
        for (std::size_t first = 0; first < groups.size();) {
            auto kind = Personal::phone;
            Number number;
            auto taken = known_from(text, groups, first, kind, number);
            auto begin = number.begin > 0 && text[number.begin - 1] == U'+' ? number.begin - 1
                                                                            : number.begin;
            if (taken > 0) out.push_back({kind, begin, number.end});
            first += std::max<std::size_t>(1, taken);
        }
    }
    return out;
}

}  // namespace customers
