#include "aftersales/aftersales.hpp"

#include "kit/http/router.hpp"
#include "kit/jobs/jobs.hpp"

namespace aftersales {

void routes(Router&) {}

void reactions(Jobs&) {}

void verify(Db&) {}

}  // namespace aftersales
