#include "catalogue/catalogue.hpp"

#include "kit/http/router.hpp"
#include "kit/jobs/jobs.hpp"

namespace catalogue {

void routes(Router&) {}

void reactions(Jobs&) {}

void verify(Db&) {}

}  // namespace catalogue
