// What an agent's message is worth, and a whole chat.
//
//     message: four dimensions, bands 0..4, of the training manual -> 0..100 -> grade
//     chat:    the sheet of 100 points; every point lost has its reason and its message
//
// Pure. The bands come from a learner of labelled messages, capped by what the gate found. Grades:
// 90 A, 80 B, 70 C, below D; what is fatal is 0 whatever else was good.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kit/base/describe.hpp"
#include "kit/base/values.hpp"
#include "manners/emotion.hpp"
#include "manners/gate.hpp"

namespace manners {

// The manual's evaluation dimensions: response, emoji and tone, script, information.
enum class Dimension { timeliness, tone, script, completeness };
BOOST_DESCRIBE_ENUM(Dimension, timeliness, tone, script, completeness)

enum class Grade { fatal, d, c, b, a };
BOOST_DESCRIBE_ENUM(Grade, fatal, d, c, b, a)

// `reason` is a word for programs (slow_answer); people read it in the desk's own texts.
struct Loss {
    Dimension dimension = Dimension::timeliness;
    std::int32_t points = 0;
    std::string reason;
    std::string words;     // what was said, when it was words
    std::int64_t seq = 0;  // of the message; 0: the chat as a whole
};
BOOST_DESCRIBE_STRUCT(Loss, (), (dimension, points, reason, words, seq))

struct MessageScore {
    std::int32_t timeliness = 0, tone = 0, script = 0, completeness = 0;  // bands 0..4
    std::int32_t total = 0;                                               // 0..100
    Grade grade = Grade::d;
    std::vector<Loss> losses;
};
BOOST_DESCRIBE_STRUCT(MessageScore, (),
                      (timeliness, tone, script, completeness, total, grade, losses))

struct ChatScore {
    std::int32_t timeliness = 0, tone = 0, script = 0, completeness = 0;  // 0..100 each
    std::int32_t total = 0;
    Grade grade = Grade::d;
    std::int32_t messages = 0;  // of the agent
    std::vector<Loss> losses;
};
BOOST_DESCRIBE_STRUCT(ChatScore, (),
                      (timeliness, tone, script, completeness, total, grade, messages, losses))

// One line of a chat, as the sheet reads it.
struct Line {
    std::int64_t seq = 0;
    bool by_buyer = true;
    std::string text;
    kit::Time at;
    Emotion emotion;  // of the buyer's
    Verdict verdict;  // of the agent's
    MessageScore score;
};

// rules

Grade grade_of(std::int32_t total, bool fatal);
bool is_fatal(const Verdict&);
MessageScore scored(std::string_view text, const Verdict&);
// `ended`: the chat is closed, so what is missing at its end counts.
ChatScore sheet(const std::vector<Line>&, bool ended);

}  // namespace manners
