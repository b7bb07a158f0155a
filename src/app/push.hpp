// Words to browsers that are not open: nudges of the rooms, delivered by web push.
#pragma once

#include <string>

#include "kit/http/outbound.hpp"

namespace kit {
class Jobs;
}

namespace app {

// Registers the delivery with `jobs`. `subject` tells push services who runs this house; `folder`
// holds our key. A subscription that the service calls gone is forgotten.
void deliver_nudges(kit::Jobs&, const kit::Outbound&, std::string subject, std::string folder);

}  // namespace app
