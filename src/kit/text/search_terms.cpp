#include "kit/text/search_terms.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "kit/text/fold.hpp"
#include "kit/text/utf8.hpp"

namespace kit::text {

namespace {

constexpr std::size_t phrases_max = 16;
constexpr std::size_t terms_max = 64;
constexpr std::size_t word_points_max = 128;  // longer words are cut, in texts and queries alike
constexpr std::uint32_t tsvector_position_max = 16383;  // Source: PostgreSQL, "Text Search Types".

enum class Kind { gap, word, pair };

Kind kind_of(char32_t point) {
    if ((point >= '0' && point <= '9') || (point >= 'a' && point <= 'z')) return Kind::word;
    if (point < 0xC0) return Kind::gap;
    if (is_cjk(point)) return Kind::pair;
    if (point == 0xD7 || point == 0xF7) return Kind::gap;
    if (point <= 0x024F) return Kind::pair;  // Latin that `folded` has no plain letter for
    if (point >= 0x03B1 && point <= 0x03C9) return Kind::word;
    if (point >= 0x0430 && point <= 0x044F) return Kind::word;
    return point >= 0x0370 && point <= 0x1FFF ? Kind::pair : Kind::gap;
}

// True for the characters that unicode61 is known to keep inside a term.
bool is_plain(char32_t point) {
    return kind_of(point) == Kind::word || (point < 0x10000 && is_cjk(point));
}

std::string named(std::u32string_view points) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string name;
    for (const char32_t point : points) {
        if (is_plain(point)) {
            name += encoded({&point, 1});
            continue;
        }
        name += 'x';
        for (int shift = 20; shift >= 0; shift -= 4)
            name += digits[(point >> static_cast<unsigned>(shift)) & 0xFU];
    }
    return name;
}

// A stretch of one kind; `joined` when it follows the stretch before without a gap.
struct Run {
    Kind kind = Kind::gap;
    bool joined = false;
    std::u32string points;
};

std::vector<Run> runs_of(std::string_view text) {
    std::vector<Run> runs;
    Kind last = Kind::gap;
    for (const char32_t raw : decoded(text)) {
        if (is_invisible(raw)) continue;
        const char32_t point = folded(raw);
        const Kind kind = kind_of(point);
        if (kind != Kind::gap) {
            if (kind != last) runs.push_back({kind, last != Kind::gap, {}});
            runs.back().points += point;
        }
        last = kind;
    }
    return runs;
}

std::vector<std::string> terms_of(const Run& run) {
    const std::u32string_view points = run.points;
    if (run.kind == Kind::word) return {named(points.substr(0, word_points_max))};
    std::vector<std::string> terms;
    terms.reserve(points.size());
    for (std::size_t i = 0; i < points.size(); ++i) terms.push_back(named(points.substr(i, 2)));
    return terms;
}

}  // namespace

std::vector<Term> search_terms(std::string_view text) {
    std::vector<Term> terms;
    for (const Run& run : runs_of(text))
        for (std::string& term : terms_of(run))
            terms.push_back({std::move(term), static_cast<std::uint32_t>(terms.size() + 1)});
    return terms;
}

std::vector<Wanted> query_terms(std::string_view user_text) {
    std::vector<Wanted> phrases;
    std::size_t terms_left = terms_max;
    const std::vector<Run> runs = runs_of(user_text);
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const bool ends = i + 1 == runs.size() || !runs[i + 1].joined;
        if (!runs[i].joined) {
            if (phrases.size() == phrases_max || terms_left == 0) break;
            phrases.emplace_back();
        }
        std::vector<std::string> terms = terms_of(runs[i]);
        // The last character stands alone only where the run ends in the document, too.
        const bool open = runs[i].kind == Kind::word || terms.size() == 1;
        if (ends && !open) terms.pop_back();
        Wanted& phrase = phrases.back();
        if (terms.size() <= terms_left) phrase.begins = ends && open;
        terms.resize(std::min(terms.size(), terms_left));
        terms_left -= terms.size();
        std::ranges::move(terms, std::back_inserter(phrase.terms));
    }
    std::erase_if(phrases, [](const Wanted& phrase) { return phrase.terms.empty(); });
    return phrases;
}

std::string search_document(std::string_view text) {
    std::string document;
    for (const Term& term : search_terms(text)) {
        if (!document.empty()) document += ' ';
        document += term.text;
    }
    return document;
}

std::string search_query(std::string_view user_text) {
    std::string query;
    for (const Wanted& phrase : query_terms(user_text)) {
        if (!query.empty()) query += " AND ";
        query += '"';
        for (std::size_t i = 0; i < phrase.terms.size(); ++i)
            query += (i == 0 ? "" : " ") + phrase.terms[i];
        query += phrase.begins ? "\"*" : "\"";
    }
    return query;
}

std::string tsvector_of(std::string_view text) {
    std::string vector;
    for (const Term& term : search_terms(text)) {
        const std::uint32_t position = std::min(term.position, tsvector_position_max);
        vector += (vector.empty() ? "'" : " '") + term.text + "':" + std::to_string(position);
    }
    return vector;
}

std::string tsquery_of(std::string_view user_text) {
    std::string query;
    for (const Wanted& phrase : query_terms(user_text)) {
        if (!query.empty()) query += " & ";
        query += phrase.terms.size() > 1 ? "(" : "";
        for (std::size_t i = 0; i < phrase.terms.size(); ++i)
            query += (i == 0 ? "'" : " <-> '") + phrase.terms[i] + "'";
        query += phrase.begins ? ":*" : "";
        query += phrase.terms.size() > 1 ? ")" : "";
    }
    return query;
}

}  // namespace kit::text
