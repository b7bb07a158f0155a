// What the files of this room share and nobody else sees.
#pragma once

#include "promises/promises.hpp"

namespace promises {

PromiseRules rules_of(Work&, std::string_view shop);
Promise shown(Work&, const PromiseRow&);
// Writes a new one, sets its timer and tells who should hear of it.
void add(Work&, const PromiseRow&);
// The same for one that changed. `before` had it: they hear that it went.
Promise save(Work&, const PromiseRow&, const std::optional<Id<team::Person>>& before = {});
// One that the asker may see. Errors: not_found.
Result<PromiseRow> seen(Work&, const Id<Promise>&);

void desk_routes(Router&);
void list_routes(Router&);
void timer_reactions(Jobs&);

}  // namespace promises
