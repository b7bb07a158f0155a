// Promises: what was promised to a buyer, by when, and what became of it.
//
//     an agent's message --finding.hpp--> suggested --one click--> open --> kept, withdrawn
//     the house's own word -------- make() -----------------------> open --due--> broken
//
// Invariants
// 1. A cause makes one promise, whatever is sent, retried or restarted again.
// 2. Only a person, or the room that made it, says that a promise was kept; the ledger shows what
// speaks for it.
// 3. A promise is warned once for each due time, and breaks once.
// 4. What nobody confirmed warns nobody and breaks nothing; it lapses.
// 5. An owner follows the conversation from hand to hand until a lead chooses one.
#pragma once

#include "kit/db/work.hpp"
#include "promises/finding.hpp"
#include "promises/promise.hpp"
#include "promises/shapes.hpp"

namespace kit {
class Jobs;
class Router;
}  // namespace kit

namespace promises {

// What a room above gives its word for.
struct OwnWord {
    std::string cause;  // "case:…:review"; the same cause is the same promise for ever
    PromiseKind kind = PromiseKind::other;
    std::string words;
    Time due_at;
    std::optional<Id<team::Person>> owner = {};  // nothing: whoever serves the buyer
    std::optional<Id<conversations::Conversation>> conversation = {};
    std::optional<Id<customers::Contact>> contact = {};
    std::optional<Id<orders::Order>> order = {};
    std::optional<Id<team::Person>> said_by = {};  // nothing: the house
};
// Opens it at once; made again it is the one that is there, whatever became of it. Errors:
// not_found (conversation), invalid (`out_of_range`).
Result<Promise> make(Work&, std::string_view shop, const OwnWord&);
// What became of it; nothing happens when there is none or it is over already.
void settle(Work&, std::string_view shop, std::string_view cause, PromiseEnd,
            const std::string& note);

void routes(Router&);
void reactions(Jobs&);
void verify(Db&);

}  // namespace promises
