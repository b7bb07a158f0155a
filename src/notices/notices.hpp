// Notices: what the house tells a buyer by itself.
#pragma once

#include "kit/db/work.hpp"

namespace kit {
class Jobs;
class Router;
}  // namespace kit

namespace notices {

using namespace kit;

void routes(Router&);
void reactions(Jobs&);
void verify(Db&);

}  // namespace notices
