// `xiaoer judge FILE`: reads a transcript, judges every message as the house would, and says where
// it differs from the labels the file carries.
//
//     with a head line   columns by name, text among them: session, by (buyer, agent, 0, 1), at
//     (seconds),
//                        colour, category, timeliness, tone, script, completeness; kind, level;
//                        colour_1, colour_2, kind_1, kind_2 …: the labels of two people, for kappa
//     without            session, user, 0 buyer or 1 agent, …, text: seven columns as in JDDC
//
// Columns are separated by tabs. Nothing is written, no database is opened.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "manners/manners.hpp"

namespace app {

struct JudgePlan {
    std::string file;
    bool json = false;  // one JSON object a message, and the figures last
};

struct JudgedLine {
    std::map<std::string, std::string> label;  // by column
    bool by_buyer = true;
    std::string text;
    manners::Emotion emotion;  // of a buyer's
    manners::Verdict verdict;  // of an agent's
    manners::MessageScore score;
};

// Every figure is there only when the file has what it is measured against.
struct JudgeFigures {
    std::optional<double> gate_macro_f1, gate_red_recall, gate_false_red_rate, score_agreement,
        score_exact, emotion_negative_f1, emotion_kind_macro_f1, emotion_level_agreement,
        kappa_colour, kappa_kind, kappa_negative, kappa_bands;
};

// Throws Breakage when the file cannot be read.
std::vector<JudgedLine> judged_file(const std::string& path);
JudgeFigures figures_of(const std::vector<JudgedLine>&);
int judge(const JudgePlan&);

}  // namespace app
