#pragma once

namespace kit {
class Jobs;
}

namespace reception {

void arrival_reactions(kit::Jobs&);

}  // namespace reception
