// The demo shop: people, scripts, and a few dialogues, so that a new house is not an empty one.
#pragma once

#include <string>
#include <vector>

#include "app/house.hpp"
#include "team/team.hpp"

namespace app {

struct DemoAccount {
    std::string email, password, role, name;
};

// Fills an empty house; the passwords are random and told this once. Throws Breakage when somebody
// works here already.
std::vector<DemoAccount> seed_demo(House&);

// Its groups, and what came in over the past weeks.
void open_demo_floor(kit::Work&, std::string_view shop, const std::vector<kit::Id<team::Person>>&);

// Plays the demo dialogues in a house that serves, as real buyers and the demo's agents.
// Returns how many messages were said.
int play_demo(const House&, const std::vector<DemoAccount>&);

// Who works when.
void seed_shifts(House&);

// Orders in every state for the buyers who are there. Returns how many.
int seed_orders(House&);

// After-sales cases of those orders, in many states. Returns how many.
int seed_cases(House&);

// Promises in the chats of the demo's people: due soon and later, kept, broken. Returns how many.
int seed_promises(House&);

// Parcels that are looked for. Returns how many.
int seed_tracings(House&);

struct Furnished {
    int messages = 0, orders = 0, cases = 0, promises = 0, tracings = 0;
};
// All of the above in a seeded house that serves. The plan comes after the dialogues: it counts in
// the queue, and would give all of them to whoever works at this hour.
Furnished furnish_demo(House&, const std::vector<DemoAccount>&);

}  // namespace app
