// The learner behind the rules: what the gate's phrases have not met, but reads like what they
// stop.
//
//     text -> Gate (rules) -> Verdict -> learner, where the rules found nothing worse -> Verdict
//
// Invariants: it takes no hit away but those of rules that go by how a sentence begins (不防水哦 is
// no refusal), and those only where it is sure; what it adds is called `learned.FAMILY`, so that
// people and programs tell it from a rule, and a shop switches it off like one: a family, or the
// whole learner (`learned`). Pure.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "manners/gate.hpp"

namespace manners {

// The whole learner, as a shop's edition names it.
constexpr std::string_view learner_rule = "learned";

// What a shop has the learner leave alone.
struct Muted {
    std::string rule;
    std::string words;  // as normalised text; found anywhere in the message
};
struct Advice {
    std::set<std::string> off;  // learned.FAMILY, or `learned`
    std::vector<Muted> muted;
};

// `verdict` with what the learner adds to it.
Verdict advised(std::string_view text, Verdict verdict, const Context& = {}, const Advice& = {});

// A shop's whole judgement: its edition of the pack and, as far as it is let, the learner behind
// it.
struct Judge {
    Gate gate;
    Advice advice;
};
Verdict judged(const Judge&, std::string_view text, const Context& = {});
// The house's.
Verdict judged(std::string_view text, const Context& = {});

// `learned` and each learned.FAMILY as rules without phrases: what a lead reads and switches.
const std::vector<Rule>& learned_rules();
bool is_learned(std::string_view rule);
Advice advice_of(const Changes&);

}  // namespace manners
