// How WooCommerce is asked; shared by the reading of a shop and by refunds.
#pragma once

#include "connections/rows.hpp"

namespace connections::woocommerce {

struct RefundLine {
    std::string id, reason, total, amount;
};
BOOST_DESCRIBE_STRUCT(RefundLine, (), (id, reason, total, amount))

// A question to /wp-json/wc/v3.
OutboundAsk ask(const ConnectionRow&, const Keys&, std::string method, const std::string& path);

}  // namespace connections::woocommerce
