// Shifts: when the shop is there, who works when, and how many are needed.
#pragma once

#include "kit/db/work.hpp"
#include "shifts/hours.hpp"

namespace kit {
class Jobs;
class Router;
}  // namespace kit

namespace shifts {

using namespace kit;

void routes(Router&);
void reactions(Jobs&);
void verify(Db&);

}  // namespace shifts
