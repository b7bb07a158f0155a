#include "promises/promises.hpp"

#include "kit/http/router.hpp"
#include "kit/jobs/jobs.hpp"

namespace promises {

void routes(Router&) {}

void reactions(Jobs&) {}

void verify(Db&) {}

}  // namespace promises
