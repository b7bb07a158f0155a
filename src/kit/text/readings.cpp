#include "kit/text/readings.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "kit/text/points.hpp"
#include "kit/text/utf8.hpp"

namespace kit::text {

namespace {

constexpr char32_t first_sound = 0xF0000;  // a private plane, so that no character is a sound
constexpr char32_t silence = first_sound;  // a break
constexpr std::size_t letters_max = 40;    // of a run that may be pinyin
constexpr std::size_t syllable_max = 6;    // zhuang

// zhong -> zong, xing -> xin: what Chinese speakers mix up in typing.
std::string blurred(std::string_view syllable) {
    std::string made(syllable);
    if (made.size() > 2 && made[1] == 'h') made.erase(1, 1);
    if (made.ends_with("ing") || made.ends_with("eng")) made.pop_back();
    return made;
}

struct Table {
    std::array<char32_t, 0x10000> by_character{};
    std::map<std::string, char32_t, std::less<>> by_letters;  // unblurred, as people spell
};

void add_row(Table& table, std::map<std::string, char32_t>& numbers, std::string_view row) {
    const std::size_t blank = row.find(' ');
    const std::string_view syllable = row.substr(0, blank);
    const char32_t next = first_sound + 1 + static_cast<char32_t>(numbers.size());
    const char32_t number = numbers.try_emplace(blurred(syllable), next).first->second;
    table.by_letters.emplace(syllable, number);
    for (const char32_t point : decoded(row.substr(blank + 1)))
        if (point < table.by_character.size()) table.by_character[point] = number;
}

Table built() {
    Table table;
    std::map<std::string, char32_t> numbers;
    std::string_view rows = reading_rows();
    while (!rows.empty()) {
        const std::size_t end = std::min(rows.find_first_of(";\n"), rows.size());
        add_row(table, numbers, rows.substr(0, end));
        rows.remove_prefix(std::min(end + 1, rows.size()));
    }
    constexpr std::u32string_view digits = U"零一二三四五六七八九";
    for (std::size_t i = 0; i < digits.size(); ++i)
        table.by_character['0' + i] = table.by_character[digits[i]];
    table.by_character[U'两'] = table.by_character[U'二'];
    table.by_character[U'〇'] = table.by_character[U'零'];
    return table;
}

const Table& table() {
    static const Table made = built();
    return made;
}

// Where the syllables of a run end, the longest first; empty when it cannot be cut.
std::vector<std::size_t> syllables_of(std::string_view run) {
    std::vector<std::size_t> next(run.size() + 1, 0);  // where the syllable that begins here ends
    next[run.size()] = run.size();
    for (std::size_t at = run.size(); at-- > 0;)
        for (std::size_t size = std::min(syllable_max, run.size() - at); size > 0; --size)
            if (next[at + size] != 0 && table().by_letters.contains(run.substr(at, size))) {
                next[at] = at + size;
                break;
            }
    std::vector<std::size_t> ends;
    for (std::size_t at = 0; at < run.size() && next[at] != 0; at = next[at])
        ends.push_back(next[at]);
    return ends;
}

void add(Sounds& sounds, char32_t sound, std::size_t from, std::size_t to) {
    sounds.text.push_back(sound);
    sounds.from.push_back(static_cast<std::uint32_t>(from));
    sounds.to.push_back(static_cast<std::uint32_t>(to));
}

// Adds the run of letters that begins at `from`; returns where it ends.
std::size_t add_letters(Sounds& sounds, std::u32string_view text, std::size_t from) {
    std::string run;
    std::size_t to = from;
    while (to < text.size() && is_letter(text[to])) ++to;
    if (to - from >= 2 && to - from <= letters_max)
        for (std::size_t i = from; i < to; ++i) run.push_back(static_cast<char>(text[i]));
    std::size_t begin = 0;
    const auto ends = syllables_of(run);
    if (ends.empty()) add(sounds, silence, from, to);
    for (const std::size_t end : ends) {
        const auto sound =
            table().by_letters.find(std::string_view(run).substr(begin, end - begin));
        add(sounds, sound->second, from + begin, from + end);
        begin = end;
    }
    return to;
}

}  // namespace

char32_t sound_of(char32_t point) {
    return point < table().by_character.size() ? table().by_character[point] : 0;
}

void sound(std::u32string_view text, Sounds& into) {
    into.text.clear();
    into.from.clear();
    into.to.clear();
    into.text.reserve(text.size());
    into.from.reserve(text.size());
    into.to.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        if (is_letter(text[i])) {
            i = add_letters(into, text, i);
        } else if (text[i] == ' ' && i > 0 && i + 1 < text.size() && is_letter(text[i - 1]) &&
                   is_letter(text[i + 1])) {
            ++i;  // jia wei xin
        } else {
            const char32_t sound = sound_of(text[i]);
            add(into, sound == 0 ? silence : sound, i, i + 1);
            ++i;
        }
    }
}

Sounds sounds_of(std::u32string_view normalised) {
    Sounds made;
    sound(normalised, made);
    return made;
}

}  // namespace kit::text
