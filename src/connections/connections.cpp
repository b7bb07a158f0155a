#include "connections/connections.hpp"

#include "kit/http/router.hpp"
#include "kit/jobs/jobs.hpp"

namespace connections {

void routes(Router&) {}

void reactions(Jobs&) {}

void verify(Db&) {}

}  // namespace connections
