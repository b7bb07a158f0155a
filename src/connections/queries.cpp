#include "connections/rows.hpp"

namespace connections {

std::vector<ItemCount> counts_of(Work& work, const ConnectionRow& row) {
    return work.db.rows<ItemCount>(
        "select kind, case when fault = '' then 0 else 1 end as fault, count(*) from connection_items "
        "where shop = ? and connection = ? and gone = 0 group by kind, case when fault = '' then 0 else 1 end",
        row.shop, row.id);
}

QuarantinedThings quarantine_of(Work& work, std::string_view shop) {
    return {work.db.rows<QuarantinedThing>(
        "select i.id, i.connection, c.name, i.kind, i.external_id, i.fault, i.field, i.taken_at "
        "from connection_items i join connections c on c.id = i.connection and c.shop = i.shop "
        "where i.shop = ? and i.fault <> '' order by i.taken_at desc limit 200",
        shop)};
}

}  // namespace connections
