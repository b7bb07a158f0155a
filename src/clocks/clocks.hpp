// Clocks: how long buyers wait for answers, the limits of each marketplace, and what is about to break one.
#pragma once

#include "kit/db/work.hpp"

namespace kit {
class Jobs;
class Router;
}  // namespace kit

namespace clocks {

using namespace kit;

void routes(Router&);
void reactions(Jobs&);
void verify(Db&);

}  // namespace clocks
