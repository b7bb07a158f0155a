#include "customers/covers.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "customers/numbers.hpp"
#include "customers/postal.hpp"
#include "kit/text/fold.hpp"
#include "kit/text/points.hpp"
#include "kit/text/utf8.hpp"

namespace customers {
namespace {

using Points = std::u32string_view;

using kit::text::is_digit;
bool is_latin(char32_t point) { return point >= U'a' && point <= U'z'; }

using Parts = std::vector<CoveredPart>;

void add(Parts& out, Personal kind, std::size_t begin, std::size_t end) {
    out.push_back({{}, kind, static_cast<int>(begin), static_cast<int>(end - begin)});
}

bool is_of_mail(char32_t point) {
    return is_digit(point) || is_latin(point) || Points(U"._%+-").contains(point);
}

// Source: RFC 5321 4.5.3.1: at most 64 characters before the @ and 255 behind it.
void find_mail(Points text, Parts& out) {
    for (std::size_t at = text.find(U'@'); at != Points::npos; at = text.find(U'@', at + 1)) {
        std::size_t begin = at, end = at + 1;
        while (begin > 0 && at - begin < 64 && is_of_mail(text[begin - 1])) --begin;
        while (end < text.size() && end - at < 255 && is_of_mail(text[end])) ++end;
        while (end > at + 1 && !is_latin(text[end - 1])) --end;
        auto domain = text.substr(at + 1, end - at - 1);
        bool has_dot =
            domain.size() > 3 && domain.find(U'.') != Points::npos && domain.front() != U'.';
        bool is_apart =
            out.empty() || begin >= static_cast<std::size_t>(out.back().at + out.back().length);
        if (begin < at && has_dot && is_apart) add(out, Personal::email, begin, end);
    }
}

bool overlaps(const CoveredPart& a, const CoveredPart& b) {
    return a.at < b.at + b.length && b.at < a.at + a.length;
}

// Numbers and mail are sure; an address or a name ends where one of them begins.
void add_guesses(Points text, Parts& sure, Parts guesses) {
    auto count = sure.size();
    for (auto& guess : guesses) {
        for (std::size_t i = 0; i < count; ++i)
            if (sure[i].at > guess.at && overlaps(sure[i], guess))
                guess.length = sure[i].at - guess.at;
        while (guess.length > 0 &&
               text[static_cast<std::size_t>(guess.at + guess.length - 1)] == U' ')
            --guess.length;
        if (guess.length > 0 &&
            std::ranges::none_of(sure, [&](auto& known) { return overlaps(known, guess); }))
            sure.push_back(guess);
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
    for (auto& number : numbers_in(text)) add(numbers, number.kind, number.begin, number.end);
    // ann.13812345678@example.com is one mail address and no phone.
    for (auto& number : numbers)
        if (std::ranges::none_of(out, [&](auto& mail) { return overlaps(mail, number); }))
            out.push_back(number);
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
        auto at = static_cast<std::size_t>(part.at),
             end = at + static_cast<std::size_t>(part.length);
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
    return text::encoded(
        text.substr(static_cast<std::size_t>(part.at), static_cast<std::size_t>(part.length)));
}

}  // namespace

std::vector<CoveredPart> personal_in(std::string_view text) {
    return parts_of(folded(text::decoded(text)));
}

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

CoveredText cover(Work& work, std::string_view shop, std::string_view owner,
                  std::string_view text) {
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
