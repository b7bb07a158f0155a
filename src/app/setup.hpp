// The first run: no default account; a token that is printed once lets one person in.
#pragma once

#include <string>

#include "kit/base/values.hpp"
#include "kit/db/work.hpp"

namespace kit {
class Router;
}

namespace app {

bool nobody_works_here(kit::Work&);
// 256 bits, good for 30 minutes or until it is used; a new one replaces the old.
std::string new_setup_token(const std::string& data, kit::Time now);
void setup_routes(kit::Router&);

}  // namespace app
