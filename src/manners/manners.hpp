// Manners: every word an agent sends passes the gate first.
//
// The front door of the room. `gate.hpp` has the shapes and the rule; `house_pack()` is the pack
// the house starts with, made of the three-colour system of the training manual and what grew
// around it. `pass` is the gate as a step of sending: whatever leaves the house goes through it.
// `emotion.hpp` says what a buyer feels, `score.hpp` what an answer and a chat are worth.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kit/db/work.hpp"
#include "manners/advice.hpp"
#include "manners/emotion.hpp"
#include "manners/gate.hpp"
#include "manners/guide.hpp"
#include "manners/score.hpp"
#include "manners/trial.hpp"

namespace kit {
class Router;
}

namespace manners {

// The pack that comes with the house.
Pack house_pack();

// A gate with that pack; compiled once, on first use.
const Gate& house_gate();

// How many phrases a pack looks for, after alternatives are written out, whitelists not counted.
std::size_t phrase_count(const Pack&);

// What the gate of this shop says: the edition that is in force, and the learner behind it.
Verdict judge(kit::Work&, const std::string& shop, std::string_view text, const Context& = {});

// A text on its way to a buyer.
struct Draft {
    std::string conversation;
    std::string client_key;
    std::string text;
    std::string buyer_text;       // the buyer's last message
    std::string own_text;         // what the house said after it
    bool held = false;            // the client says that it has waited
    std::string override_reason;  // a lead sends what the gate stops
    std::int32_t emotion = 0;     // the buyer's, when it is a negative one
};

// Proof that a text has passed; only the gate makes one, and nothing is said to a buyer without it.
class Cleared {
public:
    bool covers(std::string_view text) const { return text_ == text; }

private:
    explicit Cleared(std::string text) : text_(std::move(text)) {}
    std::string text_;
    friend kit::Result<Cleared> pass(kit::Work&, const Draft&);
    friend kit::Result<Cleared> pass_by_itself(kit::Work&, const struct Automatic&);
};

// Nothing when it may go. A stopped or held text leaves a note (kit::Work::leaves_note).
// Errors: invalid (`stopped`: red), conflict (`hold`: yellow, wait three seconds and send it again
// with `held`), forbidden (`override_not_yours`). `detail` is the Verdict.
kit::Result<Cleared> pass(kit::Work&, const Draft&);

// What the house says by itself: acknowledgements, notices, a bot. `origin` is a word for the lead
// who reads what was stopped.
struct Automatic {
    std::string shop;
    std::string conversation;
    std::string text;
    std::string origin;
};
// Yellow passes: nobody is there to wait. Red is stopped and kept. Errors: invalid (`stopped`).
kit::Result<Cleared> pass_by_itself(kit::Work&, const Automatic&);

// How a lead's draft is tried on old chats: whoever keeps messages hears TrialBegun and brings
// them.
struct TrialBegun {
    static constexpr auto name = "manners.trial_begun";
    std::string shop, trial;
};
BOOST_DESCRIBE_STRUCT(TrialBegun, (), (shop, trial))
struct TrialPlace {
    kit::Time since;    // messages from then on …
    std::string place;  // … behind this one, in order of their ids
    std::int64_t total = 0;
};
std::optional<TrialPlace> trial_place(kit::Work&, const std::string& shop,
                                      const std::string& trial);
// Judges these messages; an empty list ends the trial.
void try_on(kit::Work&, const std::string& shop, const std::string& trial, const std::vector<Said>&,
            std::int64_t total);

void routes(kit::Router&);
void verify(kit::Db&);

}  // namespace manners
