#include "app/judge.hpp"

#include <fmt/format.h>

#include <fstream>
#include <set>
#include <utility>

#include "kit/base/json.hpp"
#include "kit/base/result.hpp"

namespace app {

static std::vector<std::string> cells(const std::string& line) {
    std::vector<std::string> out;
    std::size_t from = 0;
    for (std::size_t end; (end = line.find('\t', from)) != line.npos; from = end + 1)
        out.push_back(line.substr(from, end - from));
    out.push_back(line.substr(from));
    if (!out.back().empty() && out.back().back() == '\r') out.back().pop_back();
    return out;
}

static bool is_head(const std::vector<std::string>& row) {
    return std::ranges::find(row, "text") != row.end();
}

// Without a head line: the public layout of service dialogues.
static std::map<std::string, std::string> by_place(const std::vector<std::string>& row) {
    if (row.size() < 4) return {{"text", row.back()}, {"by", "buyer"}};
    return {{"session", row[0]},
            {"user", row[1]},
            {"by", row[2] == "0" ? "buyer" : "agent"},
            {"text", row.back()}};
}

static bool is_of_buyer(const std::map<std::string, std::string>& label) {
    if (auto by = label.find("by"); by != label.end())
        return by->second == "buyer" || by->second == "0";
    return !label.contains("colour");
}

static void judge_line(JudgedLine& line, const JudgedLine* before) {
    if (line.by_buyer) {
        line.emotion = manners::felt(line.text);
        return;
    }
    manners::Context context;
    auto session = [](const JudgedLine& of) {
        auto at = of.label.find("session");
        return at == of.label.end() ? std::string() : at->second;
    };
    if (before && before->by_buyer && session(*before) == session(line))
        context.buyer_text = before->text;
    line.verdict = manners::judged(line.text, context);
    line.score = manners::scored(line.text, line.verdict);
}

std::vector<JudgedLine> judged_file(const std::string& path) {
    std::ifstream in(path);
    if (!in) throw kit::Breakage("cannot read " + path);
    std::vector<std::string> head;
    std::vector<JudgedLine> out;
    std::optional<JudgedLine> buyer;
    std::string text;
    for (bool first = true; std::getline(in, text); first = false) {
        auto row = cells(text);
        if (first && is_head(row)) {
            head = row;
            continue;
        }
        JudgedLine line;
        if (head.empty()) line.label = by_place(row);
        for (std::size_t i = 0; i < std::min(head.size(), row.size()); ++i)
            line.label[head[i]] = row[i];
        line.text = line.label["text"];
        if (line.text.empty()) continue;
        line.by_buyer = is_of_buyer(line.label);
        judge_line(line, buyer ? &*buyer : nullptr);
        if (line.by_buyer) buyer = line;
        out.push_back(std::move(line));
    }
    return out;
}

namespace {

// What --json prints of a message.
struct ToldMessage {
    std::string by, text;
    std::optional<manners::Colour> colour;
    std::vector<std::string> rules;
    std::optional<manners::MessageScore> score;
    std::optional<manners::Emotion> emotion;
};
BOOST_DESCRIBE_STRUCT(ToldMessage, (), (by, text, colour, rules, score, emotion))

ToldMessage told(const JudgedLine& line) {
    ToldMessage out{line.by_buyer ? "buyer" : "agent", line.text, {}, {}, {}, {}};
    if (line.by_buyer) {
        out.emotion = line.emotion;
        return out;
    }
    out.colour = line.verdict.colour;
    out.score = line.score;
    for (auto& hit : line.verdict.hits)
        if (std::ranges::find(out.rules, hit.rule) == out.rules.end())
            out.rules.push_back(hit.rule);
    return out;
}

std::string label_of(const JudgedLine& line) {
    auto cell = [&](const char* name) {
        auto at = line.label.find(name);
        return at == line.label.end() ? std::string() : at->second;
    };
    if (line.by_buyer) return cell("kind").empty() ? "" : cell("kind") + " " + cell("level");
    return cell("colour");
}

std::string found_of(const JudgedLine& line) {
    if (line.by_buyer)
        return fmt::format("{} {}", kit::name_of(line.emotion.kind), line.emotion.level);
    return std::string(kit::name_of(line.verdict.colour));
}

// The label's first word against the verdict's: colour, or kind.
std::string head_of(const std::string& text) { return text.substr(0, text.find(' ')); }

void print_confusion(const std::vector<JudgedLine>& lines, bool by_buyer) {
    std::map<std::string, std::map<std::string, int>> table;
    std::set<std::string> names;
    for (auto& line : lines) {
        auto label = label_of(line);
        if (line.by_buyer != by_buyer || label.empty()) continue;
        table[head_of(label)][head_of(found_of(line))] += 1;
        names.insert(head_of(found_of(line)));
    }
    if (table.empty()) return;
    fmt::print("\n{:>14}", "label \\ found");
    for (auto& name : names) fmt::print(" {:>12}", name);
    for (auto& [label, row] : table) {
        fmt::print("\n{:>14}", label);
        for (auto& name : names) fmt::print(" {:>12}", row.contains(name) ? row.at(name) : 0);
    }
    fmt::print("\n");
}

void print_disagreements(const std::vector<JudgedLine>& lines) {
    for (auto& line : lines) {
        auto label = label_of(line);
        if (label.empty() || head_of(label) == head_of(found_of(line))) continue;
        std::string why;
        for (auto& hit : line.verdict.hits) why += fmt::format(" {}[{}]", hit.rule, hit.words);
        for (auto& cause : line.emotion.causes) why += fmt::format(" [{}]", cause.words);
        fmt::print("{} -> {}{}\t{}\n", label, found_of(line), why, line.text);
    }
}

void print_shares(const std::vector<JudgedLine>& lines) {
    std::map<std::string, int> shares;
    int buyers = 0, agents = 0, ill = 0;
    long total = 0;
    for (auto& line : lines) {
        (line.by_buyer ? buyers : agents) += 1;
        if (line.by_buyer) ill += manners::is_negative(line.emotion);
        else {
            shares[found_of(line)] += 1;
            total += line.score.total;
        }
    }
    if (agents > 0) {
        fmt::print("{} messages of agents, {} points in the middle:", agents, total / agents);
        for (auto& [colour, count] : shares)
            fmt::print(" {} {:.1f} %", colour, 100.0 * count / agents);
        fmt::print("\n");
    }
    if (buyers > 0)
        fmt::print("{} messages of buyers, negative {:.1f} %\n", buyers, 100.0 * ill / buyers);
}

std::vector<std::pair<const char*, std::optional<double>>> listed(const JudgeFigures& of) {
    return {{"gate_macro_f1", of.gate_macro_f1},
            {"gate_red_recall", of.gate_red_recall},
            {"gate_false_red_rate", of.gate_false_red_rate},
            {"score_agreement", of.score_agreement},
            {"score_exact", of.score_exact},
            {"emotion_negative_f1", of.emotion_negative_f1},
            {"emotion_kind_macro_f1", of.emotion_kind_macro_f1},
            {"emotion_level_agreement", of.emotion_level_agreement},
            {"kappa_colour", of.kappa_colour},
            {"kappa_kind", of.kappa_kind},
            {"kappa_negative", of.kappa_negative},
            {"kappa_bands", of.kappa_bands}};
}

}  // namespace

int judge(const JudgePlan& plan) {
    auto lines = judged_file(plan.file);
    if (plan.json) {
        for (auto& line : lines) fmt::print("{}\n", kit::json::text_of(told(line)));
        return 0;
    }
    print_disagreements(lines);
    print_confusion(lines, false);
    print_confusion(lines, true);
    fmt::print("\n");
    print_shares(lines);
    for (auto& [name, value] : listed(figures_of(lines)))
        if (value) fmt::print("{:24} {:.3f}\n", name, *value);
    return 0;
}

}  // namespace app
