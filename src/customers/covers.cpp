#include "customers/covers.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "customers/postal.hpp"
#include "kit/text/fold.hpp"
#include "kit/text/utf8.hpp"

namespace customers {
namespace {

using Points = std::u32string_view;

bool is_digit(char32_t point) { return point >= U'0' && point <= U'9'; }
bool is_latin(char32_t point) { return point >= U'a' && point <= U'z'; }
bool is_joint(char32_t point) { return point == U' ' || point == U'-'; }

// Digits of one number as people write it: 138 1234 5678, 110105 1949 1231 002X.
struct Number {
    std::string digits;
    std::size_t begin = 0, end = 0;
    bool has_dash = false;
};

// One run of digits with single blanks or dashes between them, from `at`; at most 24 digits.
Number number_at(Points text, std::size_t at) {
    Number out{{}, at, at, false};
    while (at < text.size() && out.digits.size() < 25) {
        bool is_check = text[at] == U'x' && out.digits.size() == 17;
        if (is_digit(text[at]) || is_check) {
            out.digits += static_cast<char>(text[at]);
            out.end = ++at;
        } else if (is_joint(text[at]) && at + 1 < text.size() && is_digit(text[at + 1]) && at == out.end) {
            out.has_dash = out.has_dash || text[at] == U'-';
            ++at;
        } else {
            break;
        }
    }
    return out;
}

// 单号 62…: what stands behind such a word is not a person's, whatever its digits look like.
bool is_called_otherwise(Points text, std::size_t begin) {
    static constexpr std::array<Points, 7> others = {U"单号", U"订单", U"编号", U"运单", U"货号", U"order", U"sku"};
    static constexpr std::array<Points, 4> own = {U"电话", U"手机", U"联系", U"卡号"};
    auto before = text.substr(begin - std::min<std::size_t>(begin, 8), std::min<std::size_t>(begin, 8));
    auto last = [&](auto& words) {
        std::ptrdiff_t at = -1;
        for (auto word : words)
            if (auto found = before.rfind(word); found != Points::npos)
                at = std::max(at, static_cast<std::ptrdiff_t>(found));
        return at;
    };
    return last(others) > last(own);
}

bool is_mobile(std::string_view digits) { return digits.size() == 11 && digits[0] == '1' && digits[1] >= '3'; }

// Source: GB 11643-1999: weights 2^(18-i) mod 11, check characters 10X98765432.
bool is_identity_number(std::string_view digits) {
    if (digits.size() != 18) return false;
    auto month = digits.substr(10, 2), day = digits.substr(12, 2), century = digits.substr(6, 2);
    if ((century != "19" && century != "20") || month < "01" || month > "12" || day < "01" || day > "31") return false;
    static constexpr std::array<int, 17> weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
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

std::optional<Personal> kind_of(Points text, const Number& number) {
    bool is_inside_word = (number.begin > 0 && is_latin(text[number.begin - 1])) ||
                          (number.end < text.size() && is_latin(text[number.end]));
    if (is_inside_word) return std::nullopt;
    std::string_view digits = number.digits;
    if (is_identity_number(digits)) return Personal::id_number;
    if (digits.contains('x') || is_called_otherwise(text, number.begin)) return std::nullopt;
    if (is_card(digits)) return Personal::card_number;
    for (std::string_view country : {"", "86", "0086"})
        if (digits.starts_with(country) && is_mobile(digits.substr(country.size()))) return Personal::phone;
    // A landline as it is written: area code, a dash, seven or eight digits.
    bool is_landline = number.has_dash && digits[0] == '0' && digits[1] != '0' && digits.size() >= 10 &&
                       digits.size() <= 12;
    return is_landline ? std::optional(Personal::phone) : std::nullopt;
}

using Parts = std::vector<CoveredPart>;

void add(Parts& out, Personal kind, std::size_t begin, std::size_t end) {
    out.push_back({{}, kind, static_cast<int>(begin), static_cast<int>(end - begin)});
}

void find_numbers(Points text, Parts& out) {
    for (std::size_t at = 0; at < text.size();) {
        if (!is_digit(text[at])) {
            ++at;
            continue;
        }
        auto number = number_at(text, at);
        auto kind = kind_of(text, number);
        auto begin = number.begin > 0 && text[number.begin - 1] == U'+' ? number.begin - 1 : number.begin;
        if (kind) add(out, *kind, begin, number.end);
        at = number.end;
    }
}

bool is_of_mail(char32_t point) { return is_digit(point) || is_latin(point) || Points(U"._%+-").contains(point); }

// Source: RFC 5321 4.5.3.1: at most 64 characters before the @ and 255 behind it.
void find_mail(Points text, Parts& out) {
    for (std::size_t at = text.find(U'@'); at != Points::npos; at = text.find(U'@', at + 1)) {
        std::size_t begin = at, end = at + 1;
        while (begin > 0 && at - begin < 64 && is_of_mail(text[begin - 1])) --begin;
        while (end < text.size() && end - at < 255 && is_of_mail(text[end])) ++end;
        while (end > at + 1 && !is_latin(text[end - 1])) --end;
        auto domain = text.substr(at + 1, end - at - 1);
        bool has_dot = domain.size() > 3 && domain.find(U'.') != Points::npos && domain.front() != U'.';
        bool is_apart = out.empty() || begin >= static_cast<std::size_t>(out.back().at + out.back().length);
        if (begin < at && has_dot && is_apart) add(out, Personal::email, begin, end);
    }
}

bool overlaps(const CoveredPart& a, const CoveredPart& b) { return a.at < b.at + b.length && b.at < a.at + a.length; }

// Numbers and mail are sure; an address or a name ends where one of them begins.
void add_guesses(Points text, Parts& sure, Parts guesses) {
    auto count = sure.size();
    for (auto& guess : guesses) {
        for (std::size_t i = 0; i < count; ++i)
            if (sure[i].at > guess.at && overlaps(sure[i], guess)) guess.length = sure[i].at - guess.at;
        while (guess.length > 0 && text[static_cast<std::size_t>(guess.at + guess.length - 1)] == U' ') --guess.length;
        if (guess.length > 0 && std::ranges::none_of(sure, [&](auto& known) { return overlaps(known, guess); })) sure.push_back(guess);
    }
}

std::u32string folded(Points points) {
    std::u32string out(points);
    std::ranges::transform(out, out.begin(), text::folded);
    return out;
}

Parts parts_of(Points text) {
    Parts out, guesses;
    find_mail(text, out);
    Parts numbers;
    find_numbers(text, numbers);
    // ann.13812345678@example.com is one mail address and no phone.
    for (auto& number : numbers)
        if (std::ranges::none_of(out, [&](auto& mail) { return overlaps(mail, number); })) out.push_back(number);
    for (auto& place : postal_in(text)) add(guesses, place.kind, place.begin, place.end);
    add_guesses(text, out, std::move(guesses));
    std::ranges::sort(out, {}, &CoveredPart::at);
    return out;
}

// The text with `masks[i]` where parts[i] stood; parts then tell where the masks stand.
std::string replaced(Points text, Parts& parts, const std::vector<std::string>& with) {
    std::u32string out;
    std::size_t from = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        auto& part = parts[i];
        auto at = static_cast<std::size_t>(part.at), end = at + static_cast<std::size_t>(part.length);
        auto piece = text::decoded(with[i]);
        out += text.substr(from, at - from);
        part.at = static_cast<int>(out.size());
        part.length = static_cast<int>(piece.size());
        out += piece;
        from = end;
    }
    out += text.substr(from);
    return text::encoded(out);
}

std::string text_of(Points text, const CoveredPart& part) {
    return text::encoded(text.substr(static_cast<std::size_t>(part.at), static_cast<std::size_t>(part.length)));
}

}  // namespace

std::vector<CoveredPart> personal_in(std::string_view text) { return parts_of(folded(text::decoded(text))); }

std::string masked_text(std::string_view text) {
    auto points = text::decoded(text);
    auto parts = parts_of(folded(points));
    std::vector<std::string> with;
    for (auto& part : parts) with.push_back(mask_of(part.kind, text_of(points, part)));
    return replaced(points, parts, with);
}

// Seven digits and more of whatever is not finished, and all that follows a street.
std::string masked_draft(std::string_view text) {
    auto points = text::decoded(masked_text(text));
    auto plain = folded(points);
    for (std::size_t at = 0; at < plain.size();) {
        auto number = number_at(plain, at);
        std::size_t seen = 0;
        for (auto i = number.begin; number.digits.size() >= 7 && i < number.end; ++i)
            if (is_digit(plain[i]) && ++seen > 3) points[i] = U'*';
        at = std::max(number.end, at + 1);
    }
    auto street = street_begun(plain);
    return text::encoded(Points(points).substr(0, street)) + (street < points.size() ? "****" : "");
}

CoveredText cover(Work& work, std::string_view shop, std::string_view owner, std::string_view text) {
    auto points = text::decoded(text);
    auto parts = parts_of(folded(points));
    if (parts.empty()) return {std::string(text), {}};
    std::vector<Plain> plains;
    std::vector<std::string> with;
    for (auto& part : parts) {
        plains.push_back({part.kind, text_of(points, part), std::string(owner)});
        with.push_back(mask_of(part.kind, plains.back().text));
    }
    auto slips = put_away(work, shop, plains);
    ENSURE(slips, "what stood in a message can be put away");
    for (std::size_t i = 0; i < parts.size(); ++i) parts[i].slip = (*slips)[i];
    auto masked = replaced(points, parts, with);
    return {std::move(masked), std::move(parts)};
}

std::string as_typed(Work& work, std::string_view shop, const CoveredText& covered) {
    if (covered.parts.empty()) return covered.text;
    std::vector<Slip> slips;
    for (auto& part : covered.parts) slips.push_back(part.slip);
    auto values = opened(work, shop, slips);
    auto points = text::decoded(covered.text);
    auto parts = covered.parts;
    std::vector<std::string> with;
    for (auto& part : parts) {
        auto known = values.find(part.slip);
        with.push_back(known == values.end() ? text_of(points, part) : known->second);
    }
    return replaced(points, parts, with);
}

}  // namespace customers
