#include "customers/postal.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "kit/text/utf8.hpp"

namespace customers {
namespace {

using Points = std::u32string_view;

constexpr std::size_t looked_back = 60;  // a full address before its house number
constexpr std::size_t label_value_max = 120;
constexpr Points ends_clause = U",。;!?、\n\t:\"'()[]<>~…";
constexpr Points house_words = U"号弄栋幢座楼层室";
constexpr Points room_signs = U"0123456789abcdefghijklmnopqrstuvwxyz-#号弄栋幢座楼层室单元 ";
constexpr Points numerals = U"0123456789一二三四五六七八九十百";

bool is_in(char32_t point, Points set) { return set.contains(point); }
bool ends(char32_t point) { return is_in(point, ends_clause) || point == U',' || point == U';'; }

constexpr auto streets = std::to_array<Points>(
    {U"路",     U"街",     U"大道", U"胡同", U"巷",   U"弄",   U"村",   U"镇",
     U"乡",     U"小区",   U"花园", U"公寓", U"大厦", U"广场", U"新城", U"家园",
     U"工业区", U"开发区", U"园区", U"社区", U"屯",   U"里弄", U"宿舍", U"大院"});
constexpr auto provinces = std::to_array<Points>(
    {U"北京",   U"天津", U"上海", U"重庆", U"河北", U"山西", U"辽宁", U"吉林", U"黑龙江",
     U"江苏",   U"浙江", U"安徽", U"福建", U"江西", U"山东", U"河南", U"湖北", U"湖南",
     U"广东",   U"海南", U"四川", U"贵州", U"云南", U"陕西", U"甘肃", U"青海", U"台湾",
     U"内蒙古", U"广西", U"西藏", U"宁夏", U"新疆", U"香港", U"澳门"});

std::size_t first_of(Points text, std::span<const Points> words) {
    auto at = Points::npos;
    for (Points word : words) at = std::min(at, text.find(word));
    return at;
}

// "麻烦寄到浙江省…" begins at 浙江; "寄到文三路12号" behind 到.
std::size_t begin_of_address(Points clause) {
    if (auto at = first_of(clause, provinces); at != Points::npos) return at;
    auto lead = clause.find_last_of(U"到在是为成址至给往");
    return lead == Points::npos ? 0 : lead + 1;
}

// A number and 号, 栋, 室 … at `at`: the house.
bool is_house(Points text, std::size_t at) {
    if (!is_in(text[at], numerals) || (at > 0 && is_in(text[at - 1], numerals))) return false;
    auto end = at;
    while (end < text.size() && end - at < 6 && is_in(text[end], numerals)) ++end;
    return end < text.size() && (is_in(text[end], house_words) || text.substr(end, 2) == U"单元");
}

std::size_t end_of_rooms(Points text, std::size_t at) {
    auto end = at;
    while (end < text.size() && end - at < 40 &&
           (is_in(text[end], room_signs) || is_in(text[end], numerals)))
        ++end;
    while (end > at && text[end - 1] == U' ') --end;
    return end;
}

void find_streets(Points text, std::vector<Place>& out) {
    std::size_t done = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (at < done || !is_house(text, at)) continue;
        auto from = at;
        while (from > done && at - from < looked_back && !ends(text[from - 1])) --from;
        auto clause = text.substr(from, at - from);
        auto begin = begin_of_address(clause);
        if (first_of(clause.substr(begin), streets) == Points::npos) continue;
        done = end_of_rooms(text, at);
        out.push_back({Personal::address, from + begin, done});
    }
}

struct Label {
    Points word;
    Personal kind;
};
constexpr std::array<Label, 9> labels = {{{U"收货人", Personal::name},
                                          {U"收件人", Personal::name},
                                          {U"联系人", Personal::name},
                                          {U"姓名", Personal::name},
                                          {U"详细地址", Personal::address},
                                          {U"收货地址", Personal::address},
                                          {U"收件地址", Personal::address},
                                          {U"街道地址", Personal::address},
                                          {U"地址", Personal::address}}};

std::size_t after_colon(Points text, std::size_t at) {
    while (at < text.size() && text[at] == U' ') ++at;
    if (at >= text.size() || text[at] != U':') return Points::npos;
    ++at;
    while (at < text.size() && text[at] == U' ') ++at;
    return at;
}

bool is_address(Points value) {
    return value.size() >= 5 && value.find(U"://") == Points::npos &&
           value.find_first_of(U"省市区县镇乡村路街道巷弄号栋幢楼室苑园") != Points::npos;
}
bool is_name(Points value) {
    return value.size() >= 2 && value.size() <= 15 && text::is_cjk(value.front());
}

// The value behind "收货人:" up to the end of its line or clause.
void find_labelled(Points text, std::vector<Place>& out) {
    for (auto& label : labels)
        for (auto at = text.find(label.word); at != Points::npos;
             at = text.find(label.word, at + 1)) {
            auto begin = after_colon(text, at + label.word.size());
            if (begin == Points::npos) continue;
            auto end = begin;
            bool is_name_label = label.kind == Personal::name;
            while (end < text.size() && end - begin < label_value_max && !ends(text[end]) &&
                   !(is_name_label && (text[end] == U' ' || is_in(text[end], U"0123456789"))))
                ++end;
            auto value = text.substr(begin, end - begin);
            if (is_name_label ? is_name(value) : is_address(value))
                out.push_back({label.kind, begin, end});
        }
}

}  // namespace

std::vector<Place> postal_in(Points text) {
    std::vector<Place> out;
    find_labelled(text, out);
    find_streets(text, out);
    return out;
}

std::size_t street_begun(Points text) {
    static constexpr std::array<Points, 5> begun = {U"路", U"街道", U"大道", U"小区", U"镇"};
    auto region = text.find_first_of(U"省市区县");
    if (region == Points::npos) return text.size();
    auto street = first_of(text.substr(region), begun);
    return street == Points::npos ? text.size() : region + street;
}

}  // namespace customers
