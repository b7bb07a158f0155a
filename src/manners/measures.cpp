#include "manners/measures.hpp"
#include "kit/text/points.hpp"

#include <algorithm>
#include <array>

namespace manners {

namespace {

using kit::text::is_digit;

// Source: GB 11643-1999, weights and check characters of the citizen identification number.
bool is_identity_number(std::u32string_view text) {
    constexpr std::array weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    constexpr std::u32string_view checks = U"10x98765432";
    if (text.size() != 18) return false;
    std::size_t sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (!is_digit(text[i])) return false;
        sum += static_cast<std::size_t>(weights[i]) * (text[i] - '0');
    }
    return text[17] == checks[sum % 11] && (text[6] == '1' || text[6] == '2');
}

// Source: ISO/IEC 7812-1, annex B (the Luhn formula).
bool is_luhn(std::u32string_view digits) {
    std::size_t sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const std::size_t digit = digits[digits.size() - 1 - i] - '0';
        sum += i % 2 == 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0);
    }
    return sum % 10 == 0;
}

bool is_card_number(std::u32string_view text, std::size_t from, std::size_t to) {
    constexpr std::size_t around = 12;  // characters on either side in which 卡 or 账 must stand
    if (to - from < 15 || to - from > 19 || !is_luhn(text.substr(from, to - from))) return false;
    const std::size_t first = from - std::min(from, around);
    return text.substr(first, to + around - first).find_first_of(U"卡账帐") != text.npos;
}

bool is_phone_number(std::u32string_view text) {
    return text.size() == 11 && text[0] == '1' && text[1] >= '3';
}

std::vector<Stretch> numbers(Measure measure, const Layout& layout) {
    std::vector<Stretch> found;
    const std::u32string_view text = layout.normal.text;
    for (std::size_t from = 0; from < text.size();) {
        if (!is_digit(text[from])) {
            ++from;
            continue;
        }
        std::size_t to = from;
        while (to < text.size() && is_digit(text[to])) ++to;
        std::size_t end = to;
        if (to - from == 17 && to < text.size() && text[to] == 'x') ++end;
        const std::u32string_view number = text.substr(from, end - from);
        const bool hit = measure == Measure::phone_number      ? is_phone_number(number)
                         : measure == Measure::identity_number ? is_identity_number(number)
                                                               : is_card_number(text, from, to);
        if (hit) found.push_back({layout.original_from(from), layout.original_to(end)});
        from = end;
    }
    return found;
}

std::vector<Stretch> exclamations(std::size_t at_least, const Layout& layout) {
    std::vector<Stretch> found;
    const std::u32string_view text = layout.normal.text;
    for (std::size_t from = text.find('!'); from != text.npos; from = text.find('!', from)) {
        std::size_t to = from;
        while (to < text.size() && text[to] == '!') ++to;
        if (to - from >= at_least)
            found.push_back({layout.original_from(from), layout.original_to(to)});
        from = to;
    }
    return found;
}

std::vector<Stretch> emoji(const std::vector<std::int64_t>& places, std::size_t at_least) {
    if (places.size() < at_least) return {};
    std::vector<Stretch> found;
    for (const std::int64_t at : places) found.push_back({at, at + 1});
    return found;
}

std::vector<Stretch> whole(bool hit, const Layout& layout) {
    if (!hit) return {};
    return {{0, static_cast<std::int64_t>(layout.length)}};
}

}  // namespace

std::vector<Stretch> measured(Measure measure, std::int32_t at_least, const Layout& layout) {
    const auto least = static_cast<std::size_t>(std::max(at_least, 1));
    switch (measure) {
        case Measure::none:
            return {};
        case Measure::exclamations:
            return exclamations(least, layout);
        case Measure::length:
            return whole(layout.length >= least, layout);
        case Measure::emoji:
            return whole(layout.emoji >= least, layout);
        case Measure::unfit_emoji:
            return emoji(layout.unfit, least);
        case Measure::rude_emoji:
            return emoji(layout.rude, least);
        case Measure::phone_number:
        case Measure::identity_number:
        case Measure::card_number:
            return numbers(measure, layout);
    }
    return {};
}

}  // namespace manners
