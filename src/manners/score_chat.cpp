// The sheet of 100 points for a whole chat. Source: the domain's recommended sheet; its eight
// dimensions are told under the manual's four, as `Dimension` names them.
#include <algorithm>
#include <array>
#include <chrono>

#include "kit/text/learner.hpp"
#include "manners/score.hpp"
#include "manners/score_signs.hpp"

namespace manners {

namespace {

using namespace std::chrono_literals;

constexpr std::array<std::int32_t, dimension_count> weights{20, 25, 20, 35};

struct Sheet {
    const std::vector<Line>& lines;
    ChatScore out;
    bool fatal = false;

    void lose(Dimension dimension, std::int32_t points, std::string_view reason, std::int64_t seq,
              std::string_view words = {}) {
        out.losses.push_back({dimension, points, std::string(reason), std::string(words), seq});
    }
};

bool says(const Line& line, Part part) { return has_part(kit::text::plain(line.text).text, part); }

bool any_says(const Sheet& sheet, Part part) {
    return std::ranges::any_of(
        sheet.lines, [&](const Line& line) { return !line.by_buyer && says(line, part); });
}

// The first answer within 30 s; later rounds within 60 s, and never past 180 s.
void time_answers(Sheet& sheet) {
    const Line* asked = nullptr;
    bool answered = false;
    for (const Line& line : sheet.lines) {
        if (line.by_buyer) {
            if (!asked) asked = &line;
            continue;
        }
        if (!asked) continue;
        const auto waited = line.at - asked->at;
        if (!answered && waited > 30s)
            sheet.lose(Dimension::timeliness, 5, "first_answer_slow", line.seq);
        if (answered && waited > 180s)
            sheet.lose(Dimension::timeliness, 5, "answer_very_slow", line.seq);
        else if (answered && waited > 60s)
            sheet.lose(Dimension::timeliness, 2, "answer_slow", line.seq);
        answered = true;
        asked = nullptr;
    }
}

void open_and_close(Sheet& sheet, bool ended) {
    if (!any_says(sheet, Part::greeting)) sheet.lose(Dimension::script, 5, "no_greeting", 0);
    if (!any_says(sheet, Part::solution)) sheet.lose(Dimension::completeness, 8, "no_solution", 0);
    if (!ended) return;
    const Line& last = sheet.lines.back();
    const bool thanked_last = last.by_buyer && last.emotion.kind == Feeling::pleased;
    if (last.by_buyer && !thanked_last)
        sheet.lose(Dimension::timeliness, 10, "left_unanswered", last.seq);
    if (!any_says(sheet, Part::thanks)) sheet.lose(Dimension::script, 2, "no_thanks", 0);
    if (!any_says(sheet, Part::question_of_rest))
        sheet.lose(Dimension::script, 2, "not_asked_if_solved", 0);
}

// Emotion first, problem second: the answer to a clear feeling says that it was heard.
void hear_feelings(Sheet& sheet) {
    const Line* felt = nullptr;
    for (const Line& line : sheet.lines) {
        if (line.by_buyer) {
            if (is_negative(line.emotion)) felt = &line;
            continue;
        }
        if (felt && !says(line, Part::empathy) && !says(line, Part::apology))
            sheet.lose(Dimension::tone, 5, "no_empathy", line.seq);
        felt = nullptr;
    }
}

void weigh_messages(Sheet& sheet) {
    std::string before;
    bool timed = false;
    for (const Line& line : sheet.lines) {
        if (line.by_buyer) continue;
        ++sheet.out.messages;
        timed = timed || says(line, Part::time);
        if (is_fatal(line.verdict)) sheet.fatal = true;
        for (const Hit& hit : line.verdict.hits) {
            if (hit.rule.starts_with("blame"))
                sheet.lose(Dimension::completeness, 8, hit.rule, line.seq, hit.words);
            else if (hit.colour == Colour::red)
                sheet.lose(Dimension::script, 5, hit.rule, line.seq, hit.words);
            else if (hit.rule.starts_with("vague"))
                sheet.lose(Dimension::completeness, 4, hit.rule, line.seq, hit.words);
            else if (hit.rule.starts_with("fact"))
                sheet.lose(Dimension::completeness, 4, hit.rule, line.seq, hit.words);
            else if (hit.rule.find("emoji") != hit.rule.npos)
                sheet.lose(Dimension::tone, 1, hit.rule, line.seq, hit.words);
            else if (hit.colour == Colour::yellow)
                sheet.lose(Dimension::tone, 2, hit.rule, line.seq, hit.words);
        }
        if (!before.empty() && before == line.text)
            sheet.lose(Dimension::tone, 3, "said_again", line.seq);
        before = line.text;
    }
    if (!timed) sheet.lose(Dimension::completeness, 4, "no_time_named", 0);
}

// No dimension loses more than it weighs; the worst losses stand, the rest would say nothing new.
void add_up(Sheet& sheet) {
    std::array<std::int32_t, dimension_count> left = weights;
    for (Loss& loss : sheet.out.losses) {
        auto& rest = left[static_cast<std::size_t>(loss.dimension)];
        loss.points = std::min(loss.points, rest);
        rest -= loss.points;
    }
    std::erase_if(sheet.out.losses, [](const Loss& loss) { return loss.points == 0; });
    const auto share = [&](std::size_t i) { return left[i] * 100 / weights[i]; };
    sheet.out.timeliness = share(0);
    sheet.out.tone = share(1);
    sheet.out.script = share(2);
    sheet.out.completeness = share(3);
    for (const std::int32_t each : left) sheet.out.total += each;
    if (sheet.fatal) sheet.out.total = 0;
    sheet.out.grade = grade_of(sheet.out.total, sheet.fatal);
}

}  // namespace

ChatScore sheet(const std::vector<Line>& lines, bool ended) {
    Sheet sheet{lines, {}};
    weigh_messages(sheet);
    if (sheet.out.messages == 0) return sheet.out;
    time_answers(sheet);
    open_and_close(sheet, ended);
    hear_feelings(sheet);
    add_up(sheet);
    return sheet.out;
}

}  // namespace manners
