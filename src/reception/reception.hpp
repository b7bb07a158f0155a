// Reception: who takes which conversation. Oldest first, to people who are there and have room.
//
//     conversation_waits --+
//     status_changed ------+--> distribute: while somebody waits and somebody is free, give the oldest
//                                           to the least loaded
//
// Invariants: nobody is skipped (the oldest waiting is always given first); nobody gets more than their
// capacity; what waits for an answer of somebody who is gone goes back to the queue at the place where its
// waiting began.
#pragma once

#include "conversations/conversations.hpp"

namespace kit {
class Jobs;
class Router;
}  // namespace kit

namespace reception {

using namespace kit;

// Gives waiting conversations to free people until one of the two runs out. Returns how many.
int distribute(Work&, std::string_view shop);

void routes(Router&);
void reactions(Jobs&);
void verify(Db&);

}  // namespace reception
