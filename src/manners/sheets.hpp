// The rule sheets that make the house's pack, one per part of the manual.
#pragma once

#include <string_view>

namespace manners {

std::string_view opening_sheet();  // version, lead-ins, negators, facts: stands first
std::string_view refusal_sheet();  // red: refusals and passing the buck
std::string_view insult_sheet();   // red: insult, sarcasm, threat
std::string_view lure_sheet();     // red: off the platform, phishing, privacy, bought reviews
std::string_view claim_sheet();    // red: absolutes, medical claims, promises nobody may make
std::string_view tone_sheet();     // yellow: tone, pressure, vague time, style
std::string_view fact_sheet();     // yellow: what must be repeated back, numbers of persons
std::string_view praise_sheet();   // green
// More of the same families, as people type them: `more` adds to a rule above.
std::string_view refusal_more_sheet();
std::string_view insult_more_sheet();
std::string_view lure_more_sheet();
std::string_view claim_more_sheet();
std::string_view tone_more_sheet();
std::string_view praise_more_sheet();
std::string_view trade_sheet();
// The shapes of short messages: rules of their own, beside the lists above.
std::string_view spoken_sheet();        // refusal and blame
std::string_view spoken_ill_sheet();    // insult, threat, lure, phishing, privacy
std::string_view spoken_claim_sheet();  // promises, claims, bought reviews
std::string_view spoken_tone_sheet();   // what is held
std::string_view english_sheet();       // the same families for shops that answer in English

}  // namespace manners
