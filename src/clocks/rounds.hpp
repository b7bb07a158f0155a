// Rounds of question and answer, the base of every time figure.
//
//     buyer buyer ........ agent agent    buyer ... agent
//     |---- round 1 ------|               |- 2 ---|
//
// A round opens with the buyer's first unanswered message and closes with the first answer; what
// either says in between opens and closes nothing. Answers of machines are counted apart: they
// close a round only where any answer counts. Source: domain rules of 3-minute answer rates
// (Taobao, Douyin, Pinduoduo).
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "kit/base/describe.hpp"
#include "kit/base/values.hpp"

namespace clocks {

using kit::Span;
using kit::Time;

enum class Voice { buyer, human, machine };
BOOST_DESCRIBE_ENUM(Voice, buyer, human, machine)

struct Utterance {
    Voice voice = Voice::buyer;
    Time at;
};

struct Round {
    Time asked;
    std::optional<Time> answered;  // by the one who counts; nothing: still waits
};

enum class Answerers { humans, anybody };

// In the order of the utterances, which is that of the conversation.
std::vector<Round> rounds_of(std::span<const Utterance>, Answerers);

struct RoundFigures {
    int rounds = 0;  // all, the unanswered too
    int answered = 0;
    std::optional<Span> first;  // how long the first round waited
    Span waited{};              // sum over the answered
    int in_30_s = 0, in_3_min = 0;
};
RoundFigures measured(std::span<const Round>);
// Several conversations together; `first` is left out.
RoundFigures added(RoundFigures, const RoundFigures&);

// How many more answers in time are needed until the share reaches the target: every one of them
// adds to both sides. `target` in hundredths of a percent (9800 = 98 %), below 10,000. Nothing to
// do: 0.
int missing_for(int in_time, int all, int target);

}  // namespace clocks
