// Orders: what buyers bought, what they paid, and where the parcels are.
#pragma once

#include "kit/db/work.hpp"

namespace kit {
class Jobs;
class Router;
}  // namespace kit

namespace orders {

using namespace kit;

void routes(Router&);
void reactions(Jobs&);
void verify(Db&);

}  // namespace orders
