#include "notices/notices.hpp"

#include "kit/http/router.hpp"
#include "kit/jobs/jobs.hpp"

namespace notices {

void routes(Router&) {}

void reactions(Jobs&) {}

void verify(Db&) {}

}  // namespace notices
