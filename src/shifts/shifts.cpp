#include "shifts/shifts.hpp"

#include "kit/http/router.hpp"
#include "kit/jobs/jobs.hpp"

namespace shifts {

void routes(Router&) {}

void reactions(Jobs&) {}

void verify(Db&) {}

}  // namespace shifts
