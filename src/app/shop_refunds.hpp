// A way out of money through the connected shop of an order.
#pragma once

#include "aftersales/aftersales.hpp"

namespace app {

aftersales::Provider shop_refunds(kit::Store&);

}  // namespace app
