// Agreement of two lists of answers: F1, shares, Cohen's kappa.
#include <algorithm>
#include <cmath>
#include <functional>
#include <set>

#include "app/judge.hpp"

namespace app {

using Pairs = std::vector<std::pair<std::string, std::string>>;  // label, found
using Of = std::function<std::optional<std::string>(const JudgedLine&)>;

static std::optional<std::string> column(const JudgedLine& line, const std::string& name) {
    auto at = line.label.find(name);
    if (at == line.label.end() || at->second.empty()) return {};
    return at->second;
}

static Of column_of(const std::string& name) {
    return [name](const JudgedLine& line) { return column(line, name); };
}

static Pairs pairs(const std::vector<JudgedLine>& lines, const Of& label, const Of& found) {
    Pairs out;
    for (auto& line : lines) {
        auto one = label(line), other = found(line);
        if (one && other) out.emplace_back(*one, *other);
    }
    return out;
}

struct Counts {
    double hit = 0, missed = 0, wrong = 0;
    double f1() const { return hit == 0 ? 0 : 2 * hit / (2 * hit + missed + wrong); }
};

static Counts counts(const Pairs& all, const std::string& name) {
    Counts out;
    for (auto& [label, found] : all) {
        out.hit += label == name && found == name;
        out.missed += label == name && found != name;
        out.wrong += label != name && found == name;
    }
    return out;
}

static std::optional<double> macro_f1(const Pairs& all) {
    std::set<std::string> names;
    for (auto& pair : all) names.insert(pair.first);
    if (names.empty()) return {};
    double sum = 0;
    for (auto& name : names) sum += counts(all, name).f1();
    return sum / double(names.size());
}

static std::optional<double> kappa(const Pairs& all) {
    if (all.empty()) return {};
    std::map<std::string, double> one, other;
    double same = 0;
    for (auto& [a, b] : all) {
        one[a] += 1;
        other[b] += 1;
        same += a == b;
    }
    double n = double(all.size()), chance = 0;
    for (auto& [name, count] : one) chance += count / n * (other[name] / n);
    return chance >= 1 ? 1 : (same / n - chance) / (1 - chance);
}

// Cohen's kappa for ordered bands 0..4: a neighbour is half as wrong as the next but one squared
// says.
static std::optional<double> weighted_kappa(const Pairs& all) {
    if (all.empty()) return {};
    double n = double(all.size()), seen = 0, chance = 0;
    std::vector<double> one(5), other(5);
    auto band = [](const std::string& text) { return std::clamp(text[0] - '0', 0, 4); };
    for (auto& [a, b] : all) {
        seen += std::pow(band(a) - band(b), 2);
        one[std::size_t(band(a))] += 1;
        other[std::size_t(band(b))] += 1;
    }
    for (std::size_t i = 0; i < 5; ++i)
        for (std::size_t j = 0; j < 5; ++j)
            chance += one[i] * other[j] / n * std::pow(double(i) - double(j), 2);
    return chance == 0 ? 1 : 1 - seen / chance;
}

static bool is_bad(const std::string& kind) {
    return kind != "calm" && kind != "pleased" && kind != "eager";
}

static std::optional<std::string> negative(const JudgedLine& line, const std::string& kind,
                                           const std::string& level) {
    auto what = column(line, kind), much = column(line, level);
    if (!what || !much) return {};
    return is_bad(*what) && (*much)[0] >= '2' ? "yes" : "no";
}

static std::optional<std::string> found_negative(const JudgedLine& line) {
    if (!line.by_buyer) return {};
    return manners::is_negative(line.emotion) ? "yes" : "no";
}

static std::optional<std::string> found_colour(const JudgedLine& line) {
    if (line.by_buyer) return {};
    return std::string(kit::name_of(line.verdict.colour));
}

static int grade_number(manners::Grade grade) { return static_cast<int>(grade); }

static bool is_fatal_category(const std::string& category) {
    static const std::set<std::string> fatal{"insult",  "threat", "slander", "lure",   "phishing",
                                             "privacy", "review", "claim",   "promise"};
    return fatal.contains(category);
}

// The grade that the labelled bands make.
static std::optional<manners::Grade> labelled_grade(const JudgedLine& line) {
    int sum = 0;
    for (auto name : {"timeliness", "tone", "script", "completeness"}) {
        auto band = column(line, name);
        if (!band) return {};
        sum += (*band)[0] - '0';
    }
    bool fatal =
        column(line, "colour") == "red" && is_fatal_category(column(line, "category").value_or(""));
    return manners::grade_of(fatal ? 0 : sum * 100 / 16, fatal);
}

static void grade(const std::vector<JudgedLine>& lines, JudgeFigures& out) {
    double n = 0, near = 0, same = 0;
    for (auto& line : lines) {
        auto label = labelled_grade(line);
        if (line.by_buyer || !label) continue;
        n += 1;
        same += *label == line.score.grade;
        near += std::abs(grade_number(*label) - grade_number(line.score.grade)) <= 1;
    }
    if (n == 0) return;
    out.score_agreement = near / n;
    out.score_exact = same / n;
}

static void feel(const std::vector<JudgedLine>& lines, JudgeFigures& out) {
    Of negative_label = [](const JudgedLine& line) { return negative(line, "kind", "level"); };
    auto ill = pairs(lines, negative_label, found_negative);
    if (!ill.empty()) out.emotion_negative_f1 = counts(ill, "yes").f1();
    out.emotion_kind_macro_f1 =
        macro_f1(pairs(lines, column_of("kind"), [](const JudgedLine& line) {
            return line.by_buyer ? std::optional(std::string(kit::name_of(line.emotion.kind)))
                                 : std::nullopt;
        }));
    double n = 0, near = 0;
    for (auto& line : lines)
        if (auto level = column(line, "level"); level && line.by_buyer) {
            n += 1;
            near += std::abs((*level)[0] - '0' - line.emotion.level) <= 1;
        }
    if (n > 0) out.emotion_level_agreement = near / n;
}

static void colour(const std::vector<JudgedLine>& lines, JudgeFigures& out) {
    auto all = pairs(lines, column_of("colour"), found_colour);
    if (all.empty()) return;
    out.gate_macro_f1 = macro_f1(all);
    auto red = counts(all, "red");
    out.gate_red_recall = red.hit / std::max(1.0, red.hit + red.missed);
    out.gate_false_red_rate = red.wrong / std::max(1.0, double(all.size()) - red.hit - red.missed);
}

static void agree(const std::vector<JudgedLine>& lines, JudgeFigures& out) {
    out.kappa_colour = kappa(pairs(lines, column_of("colour_1"), column_of("colour_2")));
    out.kappa_kind = kappa(pairs(lines, column_of("kind_1"), column_of("kind_2")));
    Of one = [](const JudgedLine& line) { return negative(line, "kind_1", "level_1"); };
    Of other = [](const JudgedLine& line) { return negative(line, "kind_2", "level_2"); };
    out.kappa_negative = kappa(pairs(lines, one, other));
    Pairs bands;
    for (auto& line : lines) {
        auto first = column(line, "bands_1"), second = column(line, "bands_2");
        if (!first || !second || first->size() != 4 || second->size() != 4) continue;
        for (std::size_t i = 0; i < 4; ++i)
            bands.emplace_back(first->substr(i, 1), second->substr(i, 1));
    }
    out.kappa_bands = weighted_kappa(bands);
}

JudgeFigures figures_of(const std::vector<JudgedLine>& lines) {
    JudgeFigures out;
    colour(lines, out);
    grade(lines, out);
    feel(lines, out);
    agree(lines, out);
    return out;
}

}  // namespace app
