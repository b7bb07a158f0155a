// Connections: shops and files from which products, orders and customers come.
#pragma once

#include "kit/db/work.hpp"

namespace kit {
class Jobs;
class Router;
}  // namespace kit

namespace connections {

using namespace kit;

void routes(Router&);
void reactions(Jobs&);
void verify(Db&);

}  // namespace connections
