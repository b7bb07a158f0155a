#include "orders/orders.hpp"

#include "kit/http/router.hpp"
#include "kit/jobs/jobs.hpp"

namespace orders {

void routes(Router&) {}

void reactions(Jobs&) {}

void verify(Db&) {}

}  // namespace orders
