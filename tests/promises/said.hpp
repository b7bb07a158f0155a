// Labelled lines of agents: what they promise, by when. For the tests and for bin/bench promises.
//
//     reply@d1 18:00	…    an answer by tomorrow 18:00
//     refund@+48h	…       within 48 hours of the line; m and d are minutes and days
//     ship@-	…            some time: vague
//     -	…                no promise
#pragma once

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "promises/finding.hpp"

namespace said {

// 2026-11-18 14:20 by the clock of Shanghai, a Wednesday.
inline constexpr kit::Time at{1'794'982'800'000'000};
inline constexpr std::int64_t minute_us = 60'000'000, midnight = at.us - (14 * 60 + 20) * minute_us;

struct Wanted {
    promises::PromiseKind kind = promises::PromiseKind::other;
    std::optional<kit::Time> due;
};
struct Line {
    std::string text;
    std::vector<Wanted> wanted;
};

inline std::optional<kit::Time> due_of(const std::string& word) {
    if (word == "-") return std::nullopt;
    std::int64_t number = std::strtoll(word.c_str() + 1, nullptr, 10);
    if (word[0] == '+') {
        auto unit = word.back() == 'm' ? 1 : word.back() == 'h' ? 60 : 24 * 60;
        return kit::Time{at.us + number * unit * minute_us};
    }
    auto clock = word.substr(word.find(' ') + 1);
    auto minutes = std::atoi(clock.c_str()) * 60 + std::atoi(clock.c_str() + clock.find(':') + 1);
    return kit::Time{midnight + (number * 24 * 60 + minutes) * minute_us};
}

inline Line line_of(const std::string& row) {
    auto tab = row.find('\t');
    Line out{row.substr(tab + 1), {}};
    std::istringstream labels(row.substr(0, tab));
    for (std::string label; std::getline(labels, label, ';');) {
        auto from = label.find_first_not_of(' ');
        if (label.substr(from) == "-") continue;
        auto mark = label.find('@');
        out.wanted.push_back(
            {*kit::enum_named<promises::PromiseKind>(label.substr(from, mark - from)),
             due_of(label.substr(mark + 1))});
    }
    return out;
}

inline std::vector<Line> lines(const std::string& path) {
    std::vector<Line> out;
    std::ifstream in(path);
    for (std::string row; std::getline(in, row);)
        if (!row.empty() && row[0] != '#' && !row.starts_with("expected\t"))
            out.push_back(line_of(row));
    return out;
}

// Five minutes, or a twentieth of the span.
inline bool is_near(const std::optional<kit::Time>& one, const std::optional<kit::Time>& other) {
    if (!one || !other) return !one && !other;
    auto span = std::llabs(other->us - at.us);
    return std::llabs(one->us - other->us) <= std::max<std::int64_t>(5 * minute_us, span / 20);
}

struct Score {
    int right = 0, missed = 0, invented = 0, lines = 0, lines_wrong = 0;
    double f1() const { return right == 0 ? 0 : 2.0 * right / (2.0 * right + missed + invented); }
};

// Whether the line is exactly as labelled.
inline bool judge(const Line& line, Score& score) {
    auto found = promises::promised_in(line.text, shifts::usual_hours(), at);
    auto wanted = line.wanted;
    int right = 0;
    for (auto& one : found)
        for (std::size_t i = 0; i < wanted.size(); ++i)
            if (wanted[i].kind == one.kind && is_near(one.due, wanted[i].due)) {
                wanted.erase(wanted.begin() + static_cast<std::ptrdiff_t>(i));
                ++right;
                break;
            }
    score.right += right;
    score.missed += static_cast<int>(wanted.size());
    score.invented += static_cast<int>(found.size()) - right;
    score.lines += 1;
    bool fine = wanted.empty() && static_cast<int>(found.size()) == right;
    score.lines_wrong += fine ? 0 : 1;
    return fine;
}

inline Score judged(const std::vector<Line>& lines) {
    Score out;
    for (auto& line : lines) judge(line, out);
    return out;
}

}  // namespace said
