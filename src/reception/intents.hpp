// What a buyer wants, as far as plain words say it: facts for groups and skills ("intent:refund").
// A word that is not there is no intent; nobody is answered by this, it only chooses whose turn it
// is.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace reception {

// In the order of the table; at most three, the most particular first.
std::vector<std::string> intents_of(std::string_view text);
std::vector<std::string> known_intents();

}  // namespace reception
