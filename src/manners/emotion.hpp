// What a buyer feels, message by message and over the chat.
//
//     text -> cues (words, marks, repeats) -> learner -> rules behind it -> Emotion with its causes
//     Temper + Emotion + how fast they write -> Temper
//
// Pure: no clock, no database; a few microseconds a message. Invariants: level 0 is calm and calm
// is level 0; causes stand in order, from < to, in code points of the text as it was given; a
// threat or a cry for help is never below level 3.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kit/base/describe.hpp"
#include "kit/base/values.hpp"

namespace manners {

// The eight of the training manual's emotion chapter.
enum class Feeling { calm, pleased, eager, confused, anxious, disappointed, angry, sad };
BOOST_DESCRIBE_ENUM(Feeling, calm, pleased, eager, confused, anxious, disappointed, angry, sad)

// `threat`: complaint offices, courts, the press, violence. `safety`: somebody may be in danger, a
// human at once.
enum class Risk { none, threat, safety };
BOOST_DESCRIBE_ENUM(Risk, none, threat, safety)

struct Cause {
    std::int64_t from = 0;  // code points of the original text
    std::int64_t to = 0;
    std::string words;
};
BOOST_DESCRIBE_STRUCT(Cause, (), (from, to, words))

// Level 0 none, 1 a touch, 2 clear, 3 strong, 4 extreme (docs/labelling.md has the line for each).
struct Emotion {
    Feeling kind = Feeling::calm;
    std::int32_t level = 0;
    Risk risk = Risk::none;
    std::vector<Cause> causes;
};
BOOST_DESCRIBE_STRUCT(Emotion, (), (kind, level, risk, causes))

// The chat so far.
struct Temper {
    Feeling kind = Feeling::calm;
    std::int32_t level = 0;
    Risk risk = Risk::none;
    std::int32_t unheard = 0;   // buyer's messages in a row without an answer
    std::int32_t quick = 0;     // of them, how many within ten seconds of the one before
    std::int32_t contacts = 0;  // times they came within a day, half an hour apart at least
    kit::Time contacts_from;
    kit::Time said_at;  // the last message of the buyer
};
BOOST_DESCRIBE_STRUCT(Temper, (),
                      (kind, level, risk, unheard, quick, contacts, contacts_from, said_at))

// Worry, disappointment, anger or sorrow, or a question that reproaches.
bool is_negative(const Emotion&);

Emotion felt(std::string_view text);

// The mood after one more message of the buyer: it rises at once and cools step by step; chasing
// (three quick messages, five unanswered) and a third contact in a day add to what is negative.
Temper moved(Temper, const Emotion&, kit::Time now);
// After the shop has answered.
Temper answered(Temper);

}  // namespace manners
