// Reception: nobody waits unseen. Who is served next and by whom, what goes from hand to hand, and
// what the lead sees of it.
//
//     conversation_waits --+                      +--> assign, take back
//     status_changed ------+--> floor, stepped() -+--> queue_place to buyers, alerts to leads
//     every 5 s -----------+                      +--> messages left get an owner and a due time
//
// Invariants: see queue.hpp. The database says who waits and who has what; this room keeps the
// rules, the groups, the hand-overs and the follow-ups. What waits for an answer of somebody who is
// gone goes back to the queue at the place where its waiting began. Whatever leaves the queue
// without an agent has an owner.
#pragma once

#include "conversations/conversations.hpp"
#include "reception/hand_over.hpp"
#include "reception/queue.hpp"

namespace kit {
class Jobs;
class Router;
}  // namespace kit

namespace reception {

using namespace kit;

// Gives waiting conversations to who can take them. Returns how many.
int distribute(Work&, std::string_view shop);

// A group of the shop. Errors: invalid, conflict (`name_taken`).
Result<Group> add_group(Work&, std::string_view shop, Group);
void set_skills(Work&, std::string_view shop, const Id<Person>&, const std::vector<std::string>&);

void routes(Router&);
void reactions(Jobs&);
// Once at the start: shops with open conversations are looked after again.
void resume(Work&);
void verify(Db&);

}  // namespace reception
