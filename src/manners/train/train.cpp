// Makes the house's models from its labelled lines, when the house is built.
//
//     manners_train emotion src/manners/data/buyer.tsv OUT
//     manners_train score   src/manners/data/agent.tsv OUT
//
// The lines are scene TAB labels TAB … TAB text, with a head line; docs/labelling.md explains them.
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "kit/base/describe.hpp"
#include "kit/text/learner.hpp"
#include "manners/emotion_words.hpp"
#include "manners/score_signs.hpp"

namespace {

using Columns = std::vector<std::string>;

std::vector<Columns> rows_of(const char* path) {
    std::ifstream in(path);
    std::vector<Columns> out;
    std::string line, cell;
    std::getline(in, line);  // the head
    while (std::getline(in, line)) {
        std::stringstream cells(line);
        Columns row;
        while (std::getline(cells, cell, '\t')) row.push_back(cell);
        if (row.size() >= 3) out.push_back(std::move(row));
    }
    return out;
}

std::int8_t said(bool yes) { return yes ? 1 : -1; }

// scene, kind, level, …, text
std::vector<kit::text::Example> emotion_examples(const char* path) {
    std::vector<kit::text::Example> out;
    for (const Columns& row : rows_of(path)) {
        const auto kind =
            kit::enum_named<manners::Feeling>(row[1]).value_or(manners::Feeling::calm);
        const int level = row[2][0] - '0';
        const std::u32string text = kit::text::plain(row.back()).text;
        const auto cues = manners::cues_in(text);
        kit::text::Example example;
        example.counts = kit::text::counted(text, manners::signs_of(text, cues));
        for (std::size_t i = 0; i < manners::kind_heads; ++i)
            example.answers.push_back(said(static_cast<std::size_t>(kind) == i));
        for (int i = 1; i <= 4; ++i) example.answers.push_back(said(level >= i));
        example.answers.push_back(said(level >= 2 && kind >= manners::Feeling::confused));
        out.push_back(std::move(example));
    }
    return out;
}

// scene, colour, category, timeliness, tone, script, completeness, …, text
std::vector<kit::text::Example> score_examples(const char* path) {
    std::vector<kit::text::Example> out;
    for (const Columns& row : rows_of(path)) {
        if (row.size() < 8) continue;
        const std::u32string text = kit::text::plain(row.back()).text;
        kit::text::Example example;
        example.counts = kit::text::counted(text, manners::score_signs_of(text));
        for (std::size_t dimension = 0; dimension < manners::dimension_count; ++dimension)
            for (int band = 1; band <= 4; ++band)
                example.answers.push_back(said(row[3 + dimension][0] - '0' >= band));
        example.answers.push_back(said(row[1] == "red"));
        example.answers.push_back(said(row[1] != "green"));
        for (const auto family : manners::families)
            example.answers.push_back(said(row[2] == family));
        out.push_back(std::move(example));
    }
    return out;
}

}  // namespace

int main(int count, char** words) {
    if (count != 4) return 2;
    const std::string what = words[1];
    const auto examples = what == "score" ? score_examples(words[2]) : emotion_examples(words[2]);
    if (examples.empty()) {
        std::fprintf(stderr, "manners_train: no lines in %s\n", words[2]);
        return 1;
    }
    std::ofstream out(words[3], std::ios::binary);
    out << kit::text::trained(examples);
    return out.good() ? 0 : 1;
}
