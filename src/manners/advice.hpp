// The learner behind the rules: what the gate's phrases have not met, but reads like what they stop.
//
//     text -> Gate (rules) -> Verdict -> learner, where the rules found nothing worse -> Verdict
//
// Invariants: it never takes a hit away and never lowers a colour; what it adds is called
// `learned.FAMILY`, so that people and programs tell it from a rule. Pure.
#pragma once

#include <string_view>

#include "manners/gate.hpp"

namespace manners {

// `verdict` with what the learner adds to it.
Verdict advised(std::string_view text, Verdict verdict, const Context& = {});
// The house's gate and the learner behind it: what `pass`, the check and `xiaoer judge` use.
Verdict judged(std::string_view text, const Context& = {});

}  // namespace manners
