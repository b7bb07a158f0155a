#include "clocks/clocks.hpp"

#include "kit/http/router.hpp"
#include "kit/jobs/jobs.hpp"

namespace clocks {

void routes(Router&) {}

void reactions(Jobs&) {}

void verify(Db&) {}

}  // namespace clocks
