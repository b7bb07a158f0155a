// What find, insert and update cannot say.
#include "disputes/rows.hpp"

namespace disputes {

// Valid: paid, and not canceled since.
std::int64_t valid_orders(Work& work, const Month& month) {
    return work.db
        .value<std::int64_t>(
            "select count(*) from orders where shop = ? and placed_at >= ? and placed_at < ? and paid_at is not null and state <> 'canceled'",
            work.who.shop, month.from, month.to)
        .value_or(0);
}

std::int64_t disputed_orders(Work& work, const Month& month) {
    return work.db
        .value<std::int64_t>(
            "select count(*) from (select distinct order_id from disputes where shop = ? and filed_at >= ? and filed_at < ?) as few",
            work.who.shop, month.from, month.to)
        .value_or(0);
}

}  // namespace disputes
