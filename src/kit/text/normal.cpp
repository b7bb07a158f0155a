#include "kit/text/normal.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "kit/text/fold.hpp"
#include "kit/text/halves.hpp"
#include "kit/text/points.hpp"
#include "kit/text/utf8.hpp"

namespace kit::text {

namespace {

constexpr std::size_t separators_max = 3;   // longer gaps are layout, not a disguise
constexpr std::size_t fenced_min = 3;       // 加,微,信 and longer; 好,的 stays
constexpr std::size_t long_number_min = 7;  // digits; shorter numbers keep their signs (2026-5-3)
constexpr std::size_t cjk_repeats_min = 3;  // 谢谢 stays, 太太太 does not
constexpr std::size_t letter_repeats_min = 4;  // www stays
constexpr std::size_t digit_words_min = 4;     // 三四天 stays

// Letters and digits that others pass for: pairs, look-alike then plain.
constexpr std::u32string_view look_alikes =
    U"аaеeоoрpсcхxуyвbкkмmнhтtіiјjѕs"  // Cyrillic
    U"αaνvοoρpτtχxυuκkιi"              // Greek
    U"攴支苻付欵款煺退磙滚"            // rare characters that look like everyday ones
    U"√v∨vⅴvⅤvⅹxⅩxⅰiⅠi"
    U"¹1²2³3⁰0⁴4⁵5⁶6⁷7⁸8⁹9₀0₁1₂2₃3₄4₅5₆6₇7₈8₉9⓪0"
    U"“\"”\"„\"「\"」\"『\"』\"《<》>‘'’'´'—-–-−-―-﹣-・·•·‧·․.｡。⁇?‼!";

struct Range {
    char32_t first, last;
    char32_t to;     // what `first` becomes
    char32_t cycle;  // how many characters until it begins again
};
constexpr std::array ranges = {
    Range{0x2460, 0x2468, '1', 9},     // ① circled digits
    Range{0x2474, 0x247C, '1', 9},     // ⑴
    Range{0x2488, 0x2490, '1', 9},     // ⒈
    Range{0x249C, 0x24B5, 'a', 26},    // ⒜
    Range{0x24B6, 0x24CF, 'a', 26},    // Ⓐ
    Range{0x24D0, 0x24E9, 'a', 26},    // ⓐ
    Range{0x2776, 0x277E, '1', 9},     // ❶
    Range{0x2780, 0x2788, '1', 9},     // ➀
    Range{0x278A, 0x2792, '1', 9},     // ➊
    Range{0x1D400, 0x1D6A3, 'a', 26},  // mathematical letters, capitals and small in turn
    Range{0x1D7CE, 0x1D7FF, '0', 10},  // mathematical digits
    Range{0x1F110, 0x1F129, 'a', 26},  // parenthesised
    Range{0x1F130, 0x1F149, 'a', 26},  // squared
    Range{0x1F150, 0x1F169, 'a', 26},  // negative circled
    Range{0x1F170, 0x1F189, 'a', 26},  // negative squared
    Range{0x1F1E6, 0x1F1FF, 'a', 26},  // regional indicators
};

constexpr std::u32string_view digit_words =
    U"零0〇0一1二2三3四4五5六6七7八8九9两2幺1壹1贰2叁3肆4伍5陆6柒7捌8玖9";

using Table = std::array<char16_t, 0x10000>;

Table built() {
    Table table{};
    for (char32_t point = 0; point < table.size(); ++point)
        table[point] = static_cast<char16_t>(folded(point));
    for (std::size_t i = 0; i + 1 < look_alikes.size(); i += 2)
        table[look_alikes[i]] = static_cast<char16_t>(look_alikes[i + 1]);
    for (const char32_t capital : std::u32string_view(U"АЕОРСХУВКМНТІЈЅΑΝΟΡΤΧΥΚΙ"))
        table[capital] = table[table[capital]];
    return table;
}

char32_t plain(char32_t point) {
    static const Table table = built();
    if (point < 0x80) return table[point];
    if ((point >= 0x2460 && point <= 0x2792) || point >= 0x1D400)
        for (const Range& range : ranges)
            if (point >= range.first && point <= range.last)
                return range.to + (point - range.first) % range.cycle;
    return point < table.size() ? table[point] : point;
}

bool is_emoji(char32_t point) {
    return (point >= 0x1F000 && point <= 0x1FAFF) || (point >= 0x2600 && point <= 0x27BF) ||
           (point >= 0x2B00 && point <= 0x2BFF) || (point >= 0x2190 && point <= 0x21FF) ||
           (point >= 0x25A0 && point <= 0x25FF);
}
bool is_separator(char32_t point) {
    switch (point) {
        case ' ':
        case '\t':
        case '-':
        case '_':
        case '*':
        case '.':
        case '/':
        case '\\':
        case '|':
        case '^':
        case '`':
        case '\'':
        case '=':
        case U'·':
        case U'¨':
        case U'¦':
        case U'¬':
            return true;
        default:
            return is_emoji(point) || (point >= 0x2000 && point <= 0x200A) || point == 0x202F;
    }
}
bool is_fence(char32_t point) {
    return point == ',' || point == U'、' || point == ':' || point == '~' || point == '\n';
}
// What a full stop is typed as, or a pause.
bool is_blank(char32_t point) {
    return point == ' ' || point == '\t' || point == '.' || point == 0x202F ||
           (point >= 0x2000 && point <= 0x200A);
}

char32_t digit_of(char32_t point) {
    if (is_digit(point)) return point;
    if (point < 0x3007) return 0;
    for (std::size_t i = 0; i < digit_words.size(); i += 2)
        if (digit_words[i] == point) return digit_words[i + 1];
    return 0;
}

void keep(Normal& to, const Normal& from, std::size_t i, LeftOut before) {
    to.text.push_back(from.text[i]);
    to.origin.push_back(from.origin[i]);
    to.before.push_back(std::max(before, from.before[i]));
}

void reserve(Normal& normal, std::size_t size) {
    normal.text.reserve(size);
    normal.origin.reserve(size);
    normal.before.reserve(size);
}

// Step 1.
Normal without_disguise(std::u32string_view points) {
    Normal normal;
    reserve(normal, points.size());
    LeftOut before = LeftOut::nothing;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (is_invisible(points[i])) {
            before = LeftOut::unseen;
            continue;
        }
        normal.text.push_back(plain(points[i]));
        normal.origin.push_back(static_cast<std::uint32_t>(i));
        normal.before.push_back(before);
        before = LeftOut::nothing;
    }
    return normal;
}

// Whether [first, last) is one letter or one CJK character fenced in on both sides.
bool stands_alone(std::u32string_view text, std::size_t i) {
    const auto same = [&](char32_t a, char32_t b) {
        return (is_letter(a) && is_letter(b)) || (is_cjk(a) && is_cjk(b));
    };
    if (i > 0 && same(text[i - 1], text[i])) return false;
    return i + 1 == text.size() || !same(text[i], text[i + 1]);
}

// How many digits the number around `i` has when the separators inside it are not counted.
std::size_t digits_around(std::u32string_view text, std::size_t i) {
    const auto inside = [&](std::size_t at) {
        return is_digit(text[at]) || is_separator(text[at]);
    };
    std::size_t count = 0;
    for (std::size_t at = i; at > 0 && inside(at - 1) && count < long_number_min; --at)
        count += is_digit(text[at - 1]);
    for (std::size_t at = i; at < text.size() && inside(at) && count < long_number_min; ++at)
        count += is_digit(text[at]);
    return count;
}

// Whether the separators [first, last) may go: text[first - 1] and text[last] exist.
bool may_close(std::u32string_view text, std::size_t first, std::size_t last) {
    const char32_t left = text[first - 1], right = text[last];
    if (is_cjk(left) || is_cjk(right)) return true;
    if (is_letter(left) && is_letter(right))
        return stands_alone(text, first - 1) && stands_alone(text, last);
    if (is_digit(left) && is_digit(right)) return digits_around(text, first) >= long_number_min;
    return false;
}

// Marks the , 、 : ~ of runs such as 加,微,信: single characters, each fenced in, three or more.
std::vector<bool> fences_of(std::u32string_view text) {
    std::vector<bool> fences;
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        if (!is_fence(text[i + 1])) continue;
        std::size_t count = 1, at = i;
        while (at + 2 < text.size() && is_fence(text[at + 1]) && text[at + 1] == text[i + 1] &&
               stands_alone(text, at) && stands_alone(text, at + 2) &&
               (is_cjk(text[at]) || is_letter(text[at])) &&
               (is_cjk(text[at + 2]) || is_letter(text[at + 2]))) {
            at += 2;
            ++count;
        }
        if (count < fenced_min) continue;
        if (fences.empty()) fences.resize(text.size());
        for (std::size_t mark = i + 1; mark < at; mark += 2) fences[mark] = true;
        i = at;
    }
    return fences;
}

// Step 2.
Normal without_separators(const Normal& from) {
    const std::u32string_view text = from.text;
    const std::vector<bool> fences = fences_of(text);
    Normal normal;
    reserve(normal, text.size());
    for (std::size_t i = 0; i < text.size();) {
        std::size_t last = i;
        if (!fences.empty() && fences[i]) ++last;
        while (last == i || (fences.empty() || !fences[i])) {
            if (last == text.size() || !is_separator(text[last])) break;
            ++last;
        }
        if (last == i) {
            keep(normal, from, i, LeftOut::nothing);
            ++i;
            continue;
        }
        const bool fenced = !fences.empty() && fences[i];
        const bool inner = i > 0 && last < text.size();
        const bool goes =
            fenced || (inner && last - i <= separators_max && may_close(text, i, last));
        if (goes) {
            const bool blank =
                !fenced && std::any_of(text.begin() + static_cast<std::ptrdiff_t>(i),
                                       text.begin() + static_cast<std::ptrdiff_t>(last), is_blank);
            keep(normal, from, last, blank ? LeftOut::separator : LeftOut::sign);
            i = last + 1;
        } else {
            for (; i < last; ++i) keep(normal, from, i, LeftOut::nothing);
        }
    }
    return normal;
}

// Step 4, in place.
void close_repeats(Normal& normal) {
    std::u32string& text = normal.text;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t last = i + 1;
        while (last < text.size() && text[last] == text[i]) ++last;
        const bool closes = (is_cjk(text[i]) && last - i >= cjk_repeats_min) ||
                            (is_letter(text[i]) && last - i >= letter_repeats_min);
        const std::size_t stop = closes ? i + 1 : last;
        for (std::size_t at = i; at < stop; ++at, ++kept) {
            text[kept] = text[at];
            normal.origin[kept] = normal.origin[at];
            normal.before[kept] = normal.before[at];
        }
        if (closes && last < text.size())
            normal.before[last] = std::max(normal.before[last], LeftOut::unseen);
        i = last;
    }
    text.resize(kept);
    normal.origin.resize(kept);
    normal.before.resize(kept);
}

// Step 3, in place.
void spell_digits(std::u32string& text) {
    for (std::size_t i = 0; i < text.size();) {
        std::size_t last = i;
        while (last < text.size() && digit_of(text[last])) ++last;
        if (last - i >= digit_words_min)
            for (std::size_t at = i; at < last; ++at) text[at] = digit_of(text[at]);
        i = std::max(last, i + 1);
    }
}

}  // namespace

Normal normalised(std::u32string_view points) {
    Normal normal = without_separators(without_disguise(points));
    close_spaced_out(normal);
    spell_digits(normal.text);
    close_repeats(normal);
    join_halves(normal);
    return normal;
}

Normal normalised(std::string_view bytes) {
    return normalised(std::u32string_view(decoded(bytes)));
}

}  // namespace kit::text
