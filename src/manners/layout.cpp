#include "manners/layout.hpp"

#include "kit/text/points.hpp"
#include "kit/text/utf8.hpp"

namespace manners {

using kit::text::LeftOut;
using kit::text::Normal;

namespace {

constexpr std::u32string_view sentence_ends = U"。!?;…~\n";
constexpr std::u32string_view clause_ends = U",、:";
constexpr std::u32string_view other_marks = U" \"()[]{}<>（）【】.-—·'\t｡";
// What people close a thought with before they leave a blank instead of a full stop.
constexpr std::u32string_view closing_words = U"哦呢哈啊呀吗吧了的嗯好亲哟噢哒滴呦啦嘛么是对行您们";
constexpr std::u32string_view unfit = U"🙄😒😏😂🤣👎😤😡👿🤭😅😑😶🤷🤦😪🥱";
constexpr std::u32string_view rude = U"🖕💩🔪🤬🤮🤡💀☠🔫🐷🐶🐕🐖";
constexpr std::size_t quotation_max = 40;  // longer ones are text in quotation marks
constexpr std::size_t tag_max = 3;  // 是吗, 对不对: a clause that makes the sentence a question

bool has(std::u32string_view set, char32_t point) { return set.find(point) != set.npos; }
using kit::text::is_digit;
bool is_emoji(char32_t point) {
    return (point >= 0x1F300 && point <= 0x1FAFF) || (point >= 0x2600 && point <= 0x27BF);
}

// Whether the reader takes what was left out before normalised character `i` for a full stop.
bool is_soft_end(const Normal& normal, std::u32string_view points, std::size_t i) {
    if (i == 0 || normal.before[i] < LeftOut::sign) return false;
    std::size_t blanks = 0;
    for (std::size_t at = normal.origin[i - 1] + 1; at < normal.origin[i]; ++at) {
        if (points[at] == '.' || points[at] == U'．' || is_emoji(points[at])) return true;
        blanks += points[at] == ' ' || points[at] == U'\u3000' || points[at] == '\t';
    }
    return blanks > 1 || (blanks == 1 && has(closing_words, normal.text[i - 1]));
}

bool ends_sentence(std::u32string_view text, std::size_t i) {
    const char32_t point = text[i];
    const bool after_digit = i > 0 && is_digit(text[i - 1]);
    const bool before_digit = i + 1 < text.size() && is_digit(text[i + 1]);
    if (point == '~') return !(after_digit && before_digit);
    if (point == '.') return i + 1 == text.size() || text[i + 1] == ' ' || text[i + 1] == '.';
    return has(sentence_ends, point);
}

// Whether the clause that ends before `last` asks or supposes: 好吗, 可以么, 不合适的话; but 什么,
// 怎么 do not ask.
bool asks_by_word(std::u32string_view text, std::size_t first, std::size_t last) {
    while (last > first && (is_punctuation(text[last - 1]) || text[last - 1] == U'亲')) --last;
    if (last == first) return false;
    const char32_t end = text[last - 1];
    if (end == U'吗') return true;
    const std::u32string_view clause = text.substr(first, last - first);
    for (const std::u32string_view supposed :
         {U"的话", U"也可以", U"也能", U"也行", U"也没关系", U"也支持"})
        if (clause.contains(supposed)) return true;
    for (const std::u32string_view tail :
         {U"是不是", U"对不对", U"好不好", U"行不行", U"是吧", U"对吧"})
        if (clause.ends_with(tail)) return true;
    return end == U'么' && last - first >= 2 && !has(U"什怎这那多要", text[last - 2]);
}

// Numbers sentences and clauses, and finds which clauses ask.
void number(Layout& layout, std::u32string_view points) {
    const Normal& normal = layout.normal;
    const std::u32string_view text = normal.text;
    std::uint32_t sentence = 0, clause = 0;
    std::size_t clause_from = 0, first_clause = 0;
    bool open = true;  // nothing of the sentence has come yet
    const auto close_clause = [&](std::size_t last, bool mark) {
        layout.asks.push_back(mark || asks_by_word(text, clause_from, last));
        ++clause;
    };
    const auto close_sentence = [&](std::size_t last, bool mark) {
        close_clause(last, mark);
        if (layout.asks.back() && last - clause_from <= tag_max)
            for (std::size_t i = first_clause; i < layout.asks.size(); ++i) layout.asks[i] = true;
        first_clause = clause;
        ++sentence;
        open = true;
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_soft_end(normal, points, i)) {
            close_sentence(i, false);
            clause_from = i;
        }
        layout.sentence[i] = sentence;
        layout.clause[i] = clause;
        if (open && !is_punctuation(text[i])) {
            layout.starts[i] = true;
            open = false;
        }
        if (ends_sentence(text, i)) {
            close_sentence(i, text[i] == '?');
            clause_from = i + 1;
        } else if (has(clause_ends, text[i])) {
            close_clause(i, false);
            clause_from = i + 1;
        }
    }
    close_sentence(text.size(), false);
}

void mark_quotations(Layout& layout) {
    const std::u32string_view text = layout.normal.text;
    for (std::size_t i = text.find('"'); i != text.npos; i = text.find('"', i + 1)) {
        const std::size_t close = text.find('"', i + 1);
        if (close == text.npos) return;
        if (close - i - 1 <= quotation_max)
            for (std::size_t at = i + 1; at < close; ++at) layout.quoted[at] = true;
        i = close;
    }
}

}  // namespace

bool is_punctuation(char32_t point) {
    if (point >= 0x4E00 && point <= 0x9FFF) return false;
    return has(sentence_ends, point) || has(clause_ends, point) || has(other_marks, point) ||
           is_emoji(point);
}

Layout laid_out(std::string_view text) {
    const std::u32string points = kit::text::decoded(text);
    Layout layout;
    layout.normal = kit::text::normalised(points);
    layout.length = points.size();
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (points[i] < 0x2600 || !is_emoji(points[i])) continue;
        ++layout.emoji;
        if (has(unfit, points[i])) layout.unfit.push_back(static_cast<std::int64_t>(i));
        if (has(rude, points[i])) layout.rude.push_back(static_cast<std::int64_t>(i));
    }
    const std::size_t size = layout.normal.text.size();
    layout.sentence.resize(size);
    layout.clause.resize(size);
    layout.starts.resize(size);
    layout.quoted.resize(size);
    number(layout, points);
    mark_quotations(layout);
    return layout;
}

}  // namespace manners
