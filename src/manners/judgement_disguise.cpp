// What a text hides: words told by their sound, patterns, words that reach over separators.
#include <algorithm>

#include "kit/text/points.hpp"
#include "manners/judgement.hpp"

namespace manners {

using kit::text::LeftOut;

namespace {

using kit::text::is_digit;
using kit::text::is_letter;

// Shorter phrases may come about by chance where a sign stands between two words.
constexpr std::size_t over_sign_min = 4;

}  // namespace

// Of a word told by its sound enough must stand as it is written, or it would be found in words
// that only sound alike (差价我为您 holds no 加我微): all but one of three, one of what has other
// parts beside it; in a pair that stands alone no character may be another one, only pinyin.
bool Judgement::is_told(const Spelled& spelled, std::size_t at) const {
    std::size_t same = 0, letters = 0;
    const std::size_t size = spelled.text.size();
    for (std::size_t i = 0; i < size; ++i) {
        const char32_t written = layout_.normal.text[sounds_.from[at + i]];
        if (is_letter(written)) ++letters;
        else if (written == spelled.text[i]) ++same;
    }
    if (same == size) return false;  // found as it is written
    if (size == 2 && spelled.use.parts == 1) return letters > 0 && same + letters == size;
    if (size == 3 && spelled.use.parts == 1) return same + letters + 1 >= size;
    return size > 3 || same + letters > 0;
}

void Judgement::listen() {
    kit::text::sound(layout_.normal.text, sounds_);
    for (const Match& match : compiled_.sounds.matches(sounds_.text)) {
        const Spelled& spelled = compiled_.spelled[match.id];
        if (silent_[spelled.use.rule] || !is_told(spelled, match.from)) continue;
        heard_.push_back(
            {&spelled.use, {match.id, sounds_.from[match.from], sounds_.to[match.to - 1]}});
    }
}

void Judgement::read_patterns() {
    std::vector<kit::text::Patterns::Match> found;
    compiled_.patterns.find(layout_.normal.text, found);
    for (const auto& match : found) {
        const std::uint32_t rule = compiled_.pattern_rules[match.which];
        if (!silent_[rule]) weigh({rule, no_phrase, match.from, match.to});
    }
}

// A phrase that begins or ends in a letter wants a word's edge there: qq is not in iqqo, sb not in
// DH4sb12. A number behind it is no part of the word (vx138…), but abuse in front of two digits or
// more is a number of goods: sb2231.
bool Judgement::is_whole(const Rule& rule, std::size_t from, std::size_t to,
                         bool whole_phrase) const {
    const std::u32string& text = layout_.normal.text;
    const auto cuts = [&](std::size_t at) {
        return at > 0 && at < text.size() && is_letter(text[at - 1]) && is_letter(text[at]);
    };
    const bool in_number = from > 0 && from < text.size() && is_letter(text[from]) &&
                           text[from - 1] >= '0' && text[from - 1] <= '9';
    const bool opens_number = rule.id.starts_with("insult.") && to + 1 < text.size() &&
                              is_letter(text[to - 1]) && is_digit(text[to]) &&
                              is_digit(text[to + 1]);
    if (cuts(from) || cuts(to) || in_number || opens_number) return false;
    return rule.disguised || is_unbroken(rule, from, to, whole_phrase);
}

// Whole for any rule: no letters at its edges, nothing left out inside.
bool Judgement::is_plain(const Match& match) const {
    const std::u32string& text = layout_.normal.text;
    if (text[match.from] < 0x80 || text[match.to - 1] < 0x80) return false;
    for (std::size_t i = match.from + 1; i < match.to; ++i)
        if (layout_.normal.before[i] >= LeftOut::sign) return false;
    return true;
}

// Whether something was left out inside: 加-微 信, 加\u200B微信.
bool Judgement::is_hidden(const Find& find) const {
    for (std::uint32_t i = find.from + 1; i < find.to; ++i)
        if (layout_.normal.before[i] != LeftOut::nothing) return true;
    return false;
}

// Nothing that reads as a break may lie inside; in what is forbidden a sign hides more than it
// breaks.
bool Judgement::is_unbroken(const Rule& rule, std::size_t from, std::size_t to,
                            bool whole_phrase) const {
    const std::u32string& text = layout_.normal.text;
    const bool strict = rule.colour != Colour::red || (whole_phrase && to - from < over_sign_min);
    const LeftOut least = strict ? LeftOut::sign : LeftOut::separator;
    for (std::size_t i = from + 1; i < to; ++i)
        if (layout_.normal.before[i] >= least && text[i] >= 0x80 && text[i - 1] >= 0x80)
            return false;
    return true;
}

// A disguise may hold gaps that look like ends, so only marks end a sentence for those rules.
bool Judgement::same_sentence(const Rule& rule, std::size_t first, std::size_t last) const {
    if (layout_.sentence[first] == layout_.sentence[last]) return true;
    if (rule.colour != Colour::red || !(rule.disguised || is_unbroken(rule, first, last, false)))
        return false;
    const std::u32string_view between =
        std::u32string_view(layout_.normal.text).substr(first + 1, last - first - 1);
    return between.find_first_of(U"。!?;…\n") == between.npos;
}

}  // namespace manners
