// Where people go before a program, and how a buyer changes over. Source: GB/T 47746—2026,
// effective 2026-09-01, as a public checklist gives it; the numbers are ours, in its order. The
// five transfers that are not for a program to decide stand in hand_over.hpp.
#pragma once

#include <string>
#include <vector>

#include "reception/hand_over.hpp"

namespace reception {

enum class HumanFirst {
    asked = 1,        // the customer wants a person
    complicated = 2,  // complex, personal, across departments
    rare = 3,         // asked three times or fewer in the past year
    no_answer = 4,    // the knowledge base says nothing clear
    safety = 5,       // of persons or property
    repeated = 6,     // a third contact within 24 hours, and not content
    vulnerable = 7,   // elderly people and minors
    extreme = 8       // emotion at its height
};
BOOST_DESCRIBE_ENUM(HumanFirst, asked, complicated, rare, no_answer, safety, repeated, vulnerable,
                    extreme)

// What a program knows of whom it talks to.
struct Talk {
    std::string buyer_text;
    int departments = 1;          // that would have to act
    int asked_last_year = 1'000;  // how often this question came
    bool has_clear_answer = true;
    int contacts_24h = 1;  // this one included
    int emotion = 0;       // 0 calm … 4 extreme
    bool is_content = true;
};
// Every reason there is, by number; none: a program may answer.
std::vector<HumanFirst> human_first(const Talk&);

// Elderly or under age, by their own words or those of who writes for them.
bool is_vulnerable(std::string_view text);

enum class ChangeOver { none, after_asking, at_once };
// Danger, refusal and the other mandatory ones: at once. A complaint or bad feeling: the program
// asks whether a person shall take over, and then gives the conversation away.
ChangeOver change_over(const BotTurn&, const Talk&, Time now);
// Back to a program only when the buyer was told and agreed.
enum class Consent { not_asked, told, refused, agreed };
bool may_go_to_program(Consent);

// What of the four things that go along is missing: identity, history, problem, ticket state.
std::vector<std::string> lacking(const HandOverCard&, bool has_history);

}  // namespace reception
