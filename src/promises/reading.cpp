#include "promises/reading.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "kit/text/fold.hpp"
#include "kit/text/points.hpp"
#include "kit/text/utf8.hpp"

namespace promises {

using text::is_cjk;
using text::is_digit;
using text::is_letter;

constexpr std::int32_t number_max = 100'000;  // what is larger is an order's number, or nonsense

static bool is_blank(char32_t point) {
    return point == U' ' || point == U'\t' || point == 0x3000 || point == 0xA0;
}

constexpr std::size_t clause_min =
    4;  // 给我5分钟 马上回复您: shorter words with blanks between are only spaced out

// Points up to the next blank.
static std::size_t run_from(std::u32string_view points, std::size_t at) {
    auto end = at;
    while (end < points.size() && !is_blank(points[end])) ++end;
    return end - at;
}

// Between Latin words a blank; between Chinese clauses agents put blanks for commas, and two for a
// full stop; anywhere else none: 24 小 时 内.
static char32_t sign_of_blank(char32_t before, char32_t after, std::size_t run_before,
                              std::size_t run_after, std::size_t blanks) {
    if (!is_cjk(before) && !is_cjk(after)) return U' ';
    if (!is_cjk(before) || !is_cjk(after) || run_before < clause_min || run_after < clause_min)
        return 0;
    return blanks > 1 ? U';' : U',';
}

static Reading plain(std::string_view bytes) {
    Reading out;
    auto points = text::decoded(bytes);
    std::size_t blanks = 0, run = 0;
    for (std::uint32_t i = 0; i < points.size(); ++i) {
        char32_t point = points[i] == U'’' ? U'\'' : text::folded(points[i]);
        if (text::is_invisible(point)) continue;
        if (is_blank(point)) {
            ++blanks;
            continue;
        }
        auto sign = blanks > 0 && !out.text.empty()
                        ? sign_of_blank(out.text.back(), point, run, run_from(points, i), blanks)
                        : 0;
        if (sign != 0) {
            out.text += sign;
            out.origin.push_back(i - 1);
        }
        run = blanks > 0 ? 1 : run + 1;
        blanks = 0;
        out.text += point;
        out.origin.push_back(i);
    }
    return out;
}

// --- numbers
// ----------------------------------------------------------------------------------------------

static int digit_of(char32_t point) {
    if (is_digit(point)) return static_cast<int>(point - U'0');
    static constexpr std::u32string_view signs = U"零一二三四五六七八九";
    if (point == U'两') return 2;
    auto at = signs.find(point);
    return at == signs.npos ? -1 : static_cast<int>(at);
}

struct Number {
    std::int32_t value = 0;
    std::uint32_t to = 0;
    bool decimal = false;  // value is in halves
};

static std::optional<Number> arabic(std::u32string_view text, std::uint32_t at) {
    if (!is_digit(text[at])) return std::nullopt;
    Number out{0, at};
    while (out.to < text.size() && is_digit(text[out.to]) && out.value < number_max)
        out.value = out.value * 10 + digit_of(text[out.to++]);
    while (out.to < text.size() && is_digit(text[out.to])) ++out.to;
    bool half = out.to + 1 < text.size() && text[out.to] == U'.' && text[out.to + 1] == U'5' &&
                (out.to + 2 == text.size() || !is_digit(text[out.to + 2]));
    if (!half) return out;
    return Number{out.value * 2 + 1, out.to + 2, true};
}

// 十五, 二十四, 三; two digits side by side are a range: 两三.
static std::optional<Number> chinese(std::u32string_view text, std::uint32_t at) {
    Number out{0, at};
    auto digit = is_digit(text[at]) ? -1 : digit_of(text[at]);
    if (digit >= 0) out = {digit, at + 1};
    bool tens = out.to < text.size() && text[out.to] == U'十';
    if (digit < 0 && !tens) return std::nullopt;
    auto next = [&](std::uint32_t place) {
        return place < text.size() && !is_digit(text[place]) ? digit_of(text[place]) : -1;
    };
    if (!tens) {
        auto second = next(out.to);
        return second > digit ? Number{second, out.to + 1} : out;
    }
    out.value = (digit < 0 ? 1 : digit) * 10;
    auto ones = next(++out.to);
    return ones >= 0 ? Number{out.value + ones, out.to + 1} : out;
}

static std::optional<Number> number_at(std::u32string_view text, std::uint32_t at) {
    if (at >= text.size()) return std::nullopt;
    auto found = arabic(text, at);
    return found ? found : chinese(text, at);
}

// 18:30
static std::optional<Mark> clock_at(std::u32string_view text, std::uint32_t at) {
    auto hour = arabic(text, at);
    if (!hour || hour->decimal || hour->value > 24 || hour->to + 2 >= text.size() + 0U ||
        text[hour->to] != U':')
        return std::nullopt;
    auto minute = arabic(text, hour->to + 1);
    if (!minute || minute->decimal || minute->value > 59 || minute->to != hour->to + 3)
        return std::nullopt;
    return Mark{Sign::clock, hour->value * 60 + minute->value, whole_day, at, minute->to};
}

static bool joins(char32_t point) {
    return point == U'-' || point == U'~' || point == U'至' || point == U'到' || point == U'–' ||
           point == U'—';
}

// The later end of a range counts: 1-3, 3~5, 一到两.
static std::optional<Mark> counted_at(std::u32string_view text, std::uint32_t at) {
    if (auto clock = clock_at(text, at)) return clock;
    auto first = number_at(text, at);
    if (!first) return std::nullopt;
    if (first->to + 1 < text.size() && joins(text[first->to]))
        if (auto second = number_at(text, first->to + 1)) first = second;
    return Mark{Sign::number,  std::min(first->value, number_max), whole_day, at, first->to,
                first->decimal};
}

// --- words
// ------------------------------------------------------------------------------------------------

using Rows = std::vector<const Word*>;

// By their first character, the longest first.
static const std::map<char32_t, Rows>& table() {
    static const std::map<char32_t, Rows> made = [] {
        std::map<char32_t, Rows> out;
        for (auto words : {time_words(), act_words(), bar_words()})
            for (auto& word : words) out[word.text[0]].push_back(&word);
        for (auto& [first, rows] : out)
            std::ranges::sort(rows, std::greater{},
                              [](auto* word) { return std::u32string_view(word->text).size(); });
        return out;
    }();
    return made;
}

// A Latin word stands alone: "h" is not in "this"; 24h is.
static bool stands_alone(std::u32string_view text, std::uint32_t at, std::size_t size) {
    if (is_letter(text[at]) && at > 0 && is_letter(text[at - 1])) return false;
    auto end = at + size;
    return !is_letter(text[end - 1]) || end == text.size() || !is_letter(text[end]);
}

static std::optional<Mark> word_at(std::u32string_view text, std::uint32_t at) {
    auto rows = table().find(text[at]);
    if (rows == table().end()) return std::nullopt;
    for (auto* word : rows->second) {
        std::u32string_view wanted(word->text);
        if (text.substr(at, wanted.size()) == wanted && stands_alone(text, at, wanted.size()))
            return Mark{word->sign, word->value, word->part, at,
                        static_cast<std::uint32_t>(at + wanted.size())};
    }
    return std::nullopt;
}

Reading read(std::string_view bytes) {
    auto out = plain(bytes);
    std::u32string_view text = out.text;
    for (std::uint32_t at = 0; at < text.size();) {
        auto word = word_at(text, at), number = counted_at(text, at);
        auto longer = word && number ? (word->to >= number->to ? word : number)
                      : word         ? word
                                     : number;
        if (longer) out.marks.push_back(*longer);
        at = longer ? longer->to : at + 1;
    }
    return out;
}

}  // namespace promises
