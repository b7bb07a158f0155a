// A draft tried on what was really said, before it judges anybody.
//
//     agents' messages of the last month -> the judge of now, the draft's -> Findings
//
// Both judge as sending does: the pack and the learner behind it.
//
// A finding is suspected to be a false alarm when the buyer was content with the message: the next
// thing they wrote was thanks.
#pragma once

#include <string>
#include <vector>

#include "manners/advice.hpp"

namespace manners {

struct Said {
    std::string id, conversation, text;
    std::string buyer_text;  // what it answered
    std::string then_text;   // what the buyer wrote next
};

// One message that the draft judges otherwise than the pack of now, or a sample of its hits.
struct TrialFinding {
    std::string message, conversation, text;
    std::string rule, words;
    Colour before = Colour::green;
    Colour after = Colour::green;
    bool suspect = false;
};
BOOST_DESCRIBE_STRUCT(TrialFinding, (),
                      (message, conversation, text, rule, words, before, after, suspect))

struct RuleFindings {
    std::string rule;
    std::int64_t before = 0;    // messages hit by the pack of now
    std::int64_t after = 0;     // … and by the draft
    std::int64_t suspects = 0;  // of those: the buyer was content
};
BOOST_DESCRIBE_STRUCT(RuleFindings, (), (rule, before, after, suspects))

struct Findings {
    std::int64_t red_before = 0, red_after = 0, yellow_before = 0, yellow_after = 0;
    std::vector<RuleFindings> rules;
    std::vector<TrialFinding> samples;  // bounded, the changed ones first
};
BOOST_DESCRIBE_STRUCT(Findings, (),
                      (red_before, red_after, yellow_before, yellow_after, rules, samples))

// `so_far` with these messages judged.
Findings tried(Findings so_far, const Judge& now, const Judge& draft,
               const std::vector<Said>& said);

}  // namespace manners
