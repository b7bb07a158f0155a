// What may be shown of a value, and the form it is searched by.
#include <algorithm>
#include <array>

#include "customers/vault.hpp"
#include "kit/text/fold.hpp"
#include "kit/text/points.hpp"
#include "kit/text/utf8.hpp"

namespace customers {
namespace {

using kit::text::is_digit;

// Half width, lower case, without what takes no room.
std::u32string folded(std::string_view text) {
    auto points = text::decoded(text);
    std::erase_if(points, text::is_invisible);
    std::ranges::transform(points, points.begin(), text::folded);
    return points;
}

std::string digits(std::string_view text) {
    std::string out;
    for (char32_t point : folded(text))
        if (is_digit(point)) out += static_cast<char>(point);
    return out;
}

std::u32string without_blanks(std::u32string points) {
    std::erase_if(points,
                  [](char32_t point) { return point == U' ' || point == U'\t' || point == U'\n'; });
    return points;
}

// A mainland mobile number is one number with and without +86 in front.
std::string phone_form(std::string_view text) {
    auto out = digits(text);
    for (std::string_view country : {"0086", "86"})
        if (out.size() == country.size() + 11 && out.starts_with(country) &&
            out[country.size()] == '1')
            return out.substr(country.size());
    return out;
}

// Every digit but the first `head` and the last `tail` becomes a star; signs between them stay.
std::string starred(std::string_view text, std::size_t head, std::size_t tail) {
    auto points = text::decoded(text);
    auto is_counted = [](char32_t point) {
        auto plain = text::folded(point);
        return is_digit(plain) || (plain >= U'a' && plain <= U'z');
    };
    auto count = static_cast<std::size_t>(std::ranges::count_if(points, is_counted));
    std::size_t at = 0;
    for (auto& point : points) {
        if (!is_counted(point)) continue;
        if (at >= head && at + tail < count) point = U'*';
        ++at;
    }
    return text::encoded(points);
}

std::string masked_phone(std::string_view text) {
    auto number = phone_form(text);
    if (number.size() == 11 && number.front() == '1') return starred(number, 3, 4);
    if (number.size() > 11) return starred(text, 3, 4);
    return starred(text, 0, number.size() >= 7 ? 4 : 1);
}

// Source: 《中国姓氏大辞典》 lists some eighty compound surnames in use; these are the ones with
// more than a few thousand bearers.
bool has_compound_surname(std::u32string_view name) {
    static constexpr std::array<std::u32string_view, 22> known = {
        U"欧阳", U"上官", U"司马", U"诸葛", U"东方", U"皇甫", U"尉迟", U"公孙",
        U"慕容", U"令狐", U"司徒", U"宇文", U"长孙", U"夏侯", U"端木", U"百里",
        U"东郭", U"南宫", U"西门", U"独孤", U"轩辕", U"太史"};
    return name.size() > 2 && std::ranges::find(known, name.substr(0, 2)) != known.end();
}

std::string masked_name(std::string_view text) {
    auto name = text::decoded(text);
    if (name.size() < 2) return "*";
    std::size_t shown = has_compound_surname(name) ? 2 : 1;
    if (!text::is_cjk(name.front())) return text::encoded(name.substr(0, 1)) + "***";
    return text::encoded(name.substr(0, shown)) +
           std::string(std::min<std::size_t>(name.size() - shown, 4), '*');
}

std::string masked_email(std::string_view text) {
    auto at = text.rfind('@');
    if (at == std::string_view::npos || at == 0) return "***";
    return text::clipped(text, 1) + "***" + std::string(text.substr(at));
}

// The end of one level (province, city, district) that begins at `from`, or `from` when there is
// none.
std::size_t level_end(std::u32string_view address, std::size_t from, std::size_t points_max,
                      const std::vector<std::u32string_view>& ends) {
    for (std::size_t at = from + 1; at < address.size() && at <= from + points_max; ++at)
        for (auto end : ends)
            if (address.substr(at, end.size()) == end) return at + end.size();
    return from;
}

// Never a street: 小区, 社区, 园区 and 超市 end in a word of a level and are none.
bool is_place(std::u32string_view level) {
    static constexpr std::array<std::u32string_view, 8> others = {
        U"小区", U"社区", U"园区", U"校区", U"厂区", U"超市", U"门市", U"城市"};
    bool has_street =
        level.find_first_of(U"路街道巷弄号栋幢楼室村镇乡0123456789") != std::u32string_view::npos;
    return !has_street &&
           std::ranges::none_of(others, [&](auto other) { return level.ends_with(other); });
}

std::size_t region_end(std::u32string_view address) {
    static const std::vector<std::vector<std::u32string_view>> levels = {
        {U"省", U"自治区", U"特别行政区"},
        {U"市", U"自治州", U"地区", U"盟"},
        {U"区", U"县", U"旗", U"市"}};
    std::size_t end = 0;
    for (auto& ends : levels) {
        auto next = level_end(address, end, 8, ends);
        if (next > end && is_place(address.substr(end, next - end))) end = next;
    }
    return end;
}

std::string masked_address(std::string_view text) {
    auto address = without_blanks(text::decoded(text));
    return text::encoded(std::u32string_view(address).substr(0, region_end(address))) + "****";
}

std::string masked_account(std::string_view text) {
    if (text.contains('@')) return masked_email(text);
    auto number = digits(text);
    if (number.size() == 11 && number.size() == text.size()) return masked_phone(text);
    auto points = text::decoded(text);
    if (points.size() < 6) return "***";
    return text::encoded(points.substr(0, 2)) + "***" +
           text::encoded(points.substr(points.size() - 1));
}

}  // namespace

std::string mask_of(Personal kind, std::string_view text) {
    switch (kind) {
        case Personal::phone:
            return masked_phone(text);
        case Personal::name:
            return masked_name(text);
        case Personal::address:
            return masked_address(text);
        case Personal::email:
            return masked_email(text);
        case Personal::id_number:
            return text.size() < 10 ? starred(text, 0, 2) : starred(text, 6, 4);
        // Source: PCI DSS 4.0, 3.4.1: at most the first six and the last four are shown.
        case Personal::card_number:
            return text.size() < 14 ? starred(text, 0, 4) : starred(text, 6, 4);
        case Personal::account:
            return masked_account(text);
    }
    return "****";
}

std::string plain_form(Personal kind, std::string_view text) {
    switch (kind) {
        case Personal::phone:
            return phone_form(text);
        case Personal::card_number:
            return digits(text);
        case Personal::name:
        case Personal::address:
        case Personal::email:
        case Personal::id_number:
        case Personal::account:
            return text::encoded(without_blanks(folded(text)));
    }
    return {};
}

std::string tail_of(Personal kind, std::string_view text) {
    if (kind != Personal::phone) return {};
    auto number = phone_form(text);
    return number.size() < 7 ? std::string() : number.substr(number.size() - 4);
}

}  // namespace customers
