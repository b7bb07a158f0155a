// What find, insert and update cannot say.
#include "tracing/claims.hpp"

namespace tracing {

std::vector<CarrierTotal> totals_of(Work& work, std::string_view shop) {
    return work.db.rows<CarrierTotal>(
        "select carrier, min(carrier_name), currency, count(*), sum(case when over_at is null then 1 else 0 end), "
        "cast(sum(asked) as bigint), cast(coalesce(sum(granted), 0) as bigint), cast(coalesce(sum(paid), 0) as bigint) "
        "from claims where shop = ? group by carrier, currency order by 6 desc, carrier limit 100",
        shop);
}

}  // namespace tracing
