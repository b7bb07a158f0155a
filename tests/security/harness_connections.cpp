// Objects of the connections room for the security tests.
#include "harness.hpp"

std::string Security::object_of_connections(const std::string& kind, const Cast& cast) {
    static const Words mine = {"connection", "quarantined", "import"};
    if (!mine.contains(kind)) return {};
    auto number = std::to_string(++count_);
    return store().write_now([&](kit::Work& work) {
        auto id = kit::new_uuid(work.now), other = kit::new_uuid(work.now);
        if (kind == "import")
            work.db.execute(
                "insert into imports (id, shop, person, person_name, name, state, market, charset, reason, bytes, received, "
                "read_at, row_bytes, rows_read, added, changed, unchanged, faults, made_at, version) "
                "values (?, ?, ?, '', 'a.csv', 'waiting', 'unknown', '', '', 1, 1, 0, 0, 0, 0, 0, 0, 0, ?, 1)",
                id, cast.shop, cast.dora, work.now);
        else
            work.db.execute(
                "insert into connections (id, shop, kind, source, name, url, state, sealed, session, marks, rung_at, polled_at, "
                "lag_us, failures, error, made_at, version) values (?, ?, 'vendure', ?, 'x', '', 'active', '', '', "
                "'{\"orders\":{\"at\":0,\"skip\":0,\"read_at\":0},\"products\":{\"at\":0,\"skip\":0,\"read_at\":0},"
                "\"contacts\":{\"at\":0,\"skip\":0,\"read_at\":0},\"sweep\":null}', 0, 0, 0, 0, '', ?, 1)",
                id, cast.shop, "s" + number, work.now);
        if (kind != "quarantined") return id;
        work.db.execute(
            "insert into connection_items (id, shop, connection, kind, external_id, digest, changed_at, version, fault, field, "
            "taken_at) values (?, ?, ?, 'order', 'A1', '', 0, 1, 'negative_price', '', ?)",
            other, cast.shop, id, work.now);
        return other;
    });
}
