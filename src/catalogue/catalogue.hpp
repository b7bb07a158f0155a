// Catalogue: what the shop sells, what is in stock, what it costs.
#pragma once

#include "kit/db/work.hpp"

namespace kit {
class Jobs;
class Router;
}  // namespace kit

namespace catalogue {

using namespace kit;

void routes(Router&);
void reactions(Jobs&);
void verify(Db&);

}  // namespace catalogue
