// What could not be taken, and trying it once more.
#include <algorithm>

#include "connections/rows.hpp"
#include "kit/http/router.hpp"

namespace connections {

static Result<QuarantinedThings> list_quarantine(Work& work) {
    return quarantine_of(work, work.who.shop);
}

// Reads it over there once more, by way of everything that changed since.
static Result<void> retry_item(Work& work, const Id<ItemRow>& id) {
    auto item =
        work.db.first<ItemRow>("where shop = ? and id = ? and fault <> ''", work.who.shop, id);
    if (!item) return not_found();
    TRY(auto row, connection_row(work, work.who.shop, item->connection));
    if (!speaker_of(row.kind)) return conflict("send_it_again");
    if (row.state != ConnectionState::active) return conflict("paused");
    work.db.execute("update connection_items set digest = '' where shop = ? and id = ?", row.shop,
                    item->id);
    auto from = item->changed_at - std::chrono::seconds{1};
    if (item->kind == Thing::order)
        row.marks.sweep = Mark{std::min(from, row.marks.sweep ? row.marks.sweep->at : from), 0, {}};
    else if (item->kind == Thing::product) row.marks.products = {};
    else row.marks.contacts = {};
    row.rung_at = work.now;
    work.db.update(row);
    team::audit(work, "item_tried_again", row.id.text, item->external_id);
    start_looking(work, row);
    return {};
}

void quarantine_routes(Router& router) {
    router.get("/quarantine", list_quarantine, may::manage_connections);
    router.post("/quarantine/{id}/retry", retry_item, may::manage_connections);
}

}  // namespace connections
