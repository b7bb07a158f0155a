#include "connections/imports.hpp"

#include <algorithm>

#include "connections/rows.hpp"
#include "kit/base/spool.hpp"
#include "kit/http/router.hpp"
#include "kit/text/csv.hpp"

namespace connections {

namespace {

constexpr std::int64_t file_max = 300'000'000;
constexpr std::size_t part_max = 4 * 1024 * 1024;

struct MakeImport {
    std::string name;
    std::int64_t bytes = 0;
};
BOOST_DESCRIBE_STRUCT(MakeImport, (), (name, bytes))
struct ImportPage {
    std::vector<Import> items;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(ImportPage, (), (items, next))
struct AskImports {
    std::optional<std::int64_t> after;  // made_at of the last one seen
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(AskImports, (), (after, limit))
struct ImportFaultPage {
    std::vector<ImportFault> items;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(ImportFaultPage, (), (items, next))
struct AskFaults {
    std::optional<std::int64_t> after;  // line of the last one seen
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(AskFaults, (), (after, limit))

Result<Import> import_row(Work& work, const Id<Import>& id) {
    auto row = work.db.first<Import>("where shop = ? and id = ?", work.who.shop, id);
    if (!row) return not_found();
    return *std::move(row);
}

void tell(Work& work, const Import& row) {
    work.publish(ImportChanged{row}, {team::desk_key(row.shop)});
}

Result<Import> make_import(Work& work, const MakeImport& ask) {
    if (ask.bytes <= 0) return invalid("empty", "bytes");
    if (ask.bytes > file_max) return refused(Code::too_large, "too_large", "bytes");
    auto slash = ask.name.find_last_of("/\\");
    TRY(auto name,
        team::decent(slash == ask.name.npos ? ask.name : ask.name.substr(slash + 1), "name", 120));
    auto open = work.db.value<std::int64_t>(
        "select count(*) from imports where shop = ? and state in ('arriving', 'waiting', 'reading', 'taking')",
        work.who.shop);
    if (open.value_or(0) >= 10) return conflict("too_many");
    Import row{.id = work.new_id<Import>(),
               .shop = work.who.shop,
               .person = work.who.id,
               .person_name = work.who.name,
               .name = name,
               .charset = "",
               .reason = "",
               .bytes = ask.bytes,
               .made_at = work.now,
               .ended_at = std::nullopt};
    work.db.insert(row);
    make_file_key(work, row);
    return row;
}

Result<std::string> key_of(Slow& slow, const Import& row) {
    return slow.read([&](Work& work) -> Result<std::string> { return file_key(work, row); });
}

// Parts come in order; one that came already is passed over, so that a part may be sent again.
Result<Import> put_part(Slow& slow, const Id<Import>& id, const std::string& offset_text,
                        const Upload& part) {
    TRY(auto row, slow.read([&](Work& work) { return import_row(work, id); }));
    std::int64_t offset = -1;
    auto got = std::from_chars(offset_text.data(), offset_text.data() + offset_text.size(), offset);
    if (got.ec != std::errc{} || got.ptr != offset_text.data() + offset_text.size() || offset < 0)
        return invalid("bad_offset");
    auto end = offset + static_cast<std::int64_t>(part.bytes.size());
    if (row.state != ImportState::arriving)
        return end <= row.received ? Result<Import>(row) : conflict("all_is_here");
    if (end <= row.received && !part.bytes.empty()) return row;
    if (offset != row.received) return conflict("part_is_missing");
    if (end > row.bytes || part.bytes.empty()) return invalid("other_size", "bytes");
    TRY(auto key, key_of(slow, row));
    import_spool(slow.settings(), key).put(id.text, offset, part.bytes);
    return slow.write([&](Work& work) -> Result<Import> {
        TRY(auto now, import_row(work, id));
        if (now.received != offset) return now;
        now.received = end;
        if (end == now.bytes) now.state = ImportState::waiting;
        work.db.update(now);
        return now;
    });
}

Result<ImportPreview> preview(Slow& slow, const Id<Import>& id) {
    TRY(auto row, slow.read([&](Work& work) { return import_row(work, id); }));
    if (row.state != ImportState::waiting) return conflict("not_waiting");
    TRY(auto key, key_of(slow, row));
    return previewed(slow.settings(), row, key);
}

// A file that is no order file is refused here, before anything of it is taken.
Result<Import> take_import(Slow& slow, const Id<Import>& id) {
    TRY(auto row, slow.read([&](Work& work) { return import_row(work, id); }));
    if (row.state != ImportState::waiting) return conflict("not_waiting");
    TRY(auto key, key_of(slow, row));
    auto seen = previewed(slow.settings(), row, key);
    auto done = slow.write([&](Work& work) -> Result<Import> {
        TRY(auto now, import_row(work, id));
        if (now.state != ImportState::waiting) return conflict("not_waiting");
        now.market = seen.layout.known() ? seen.layout.market : Market::unknown;
        now.charset = seen.charset, now.reason = seen.reason, now.version += 1;
        now.state = seen.reason.empty() ? ImportState::reading : ImportState::refused;
        if (now.state == ImportState::refused) now.ended_at = work.now;
        else start_import(work, id);
        work.db.update(now);
        if (now.state == ImportState::refused) drop_file_key(work, now);
        team::audit(work, "orders_imported", id.text, now.name);
        tell(work, now);
        return now;
    });
    if (done && done->state == ImportState::refused) forget_file(slow.settings(), id);
    return done;
}

Result<Import> cancel_import(Slow& slow, const Id<Import>& id) {
    auto done = slow.write([&](Work& work) -> Result<Import> {
        TRY(auto row, import_row(work, id));
        if (row.ended_at) return conflict("it_is_over");
        row.state = ImportState::canceled, row.ended_at = work.now, row.version += 1;
        work.db.update(row);
        drop_file_key(work, row);
        tell(work, row);
        return row;
    });
    if (done) forget_file(slow.settings(), id);
    return done;
}

Result<Import> show_import(Work& work, const Id<Import>& id) { return import_row(work, id); }

Result<ImportPage> list_imports(Work& work, const AskImports& ask) {
    int limit = std::clamp(ask.limit.value_or(30), 1, 100);
    ImportPage out;
    out.items = work.db.all<Import>("where shop = ? and made_at < ? order by made_at desc limit ?",
                                    work.who.shop, ask.after.value_or(INT64_MAX), limit);
    if (static_cast<int>(out.items.size()) == limit)
        out.next = std::to_string(out.items.back().made_at.us);
    return out;
}

Result<ImportFaultPage> list_faults(Work& work, const Id<Import>& id, const AskFaults& ask) {
    TRY(auto row, import_row(work, id));
    int limit = std::clamp(ask.limit.value_or(100), 1, 1000);
    ImportFaultPage out;
    out.items = work.db.all<ImportFault>(
        "where shop = ? and import = ? and line > ? order by line, id limit ?", row.shop, row.id,
        ask.after.value_or(-1), limit);
    if (static_cast<int>(out.items.size()) == limit)
        out.next = std::to_string(out.items.back().line);
    return out;
}

struct ImportReport {
    std::string name, csv;
};
BOOST_DESCRIBE_STRUCT(ImportReport, (), (name, csv))

// Every fault that was kept, as a file to mend the export by. Nothing personal is in it.
Result<ImportReport> report(Work& work, const Id<Import>& id) {
    TRY(auto row, import_row(work, id));
    ImportReport out{row.name + ".faults.csv",
                     "\xef\xbb\xbf" + text::csv_row({"line", "order", "column", "reason"})};
    for (auto& fault : work.db.all<ImportFault>("where shop = ? and import = ? order by line, id",
                                                row.shop, row.id))
        out.csv += text::csv_row_for_people(
            {std::to_string(fault.line), fault.number, fault.heading, fault.reason});
    return out;
}

}  // namespace

void import_routes(Router& router) {
    router.get("/imports", list_imports, may::manage_connections);
    router.post("/imports", make_import, may::manage_connections);
    router.get("/imports/{id}", show_import, may::manage_connections);
    router.slow("POST", "/imports/{id}/parts/{offset}", put_part, may::manage_connections)
        .body_up_to(part_max);
    router.slow("GET", "/imports/{id}/preview", preview, may::manage_connections);
    router.slow("POST", "/imports/{id}/taking", take_import, may::manage_connections);
    router.slow("DELETE", "/imports/{id}/taking", cancel_import, may::manage_connections);
    router.get("/imports/{id}/faults", list_faults, may::manage_connections);
    router.get("/imports/{id}/report", report, may::manage_connections);
    router.event<ImportChanged>();
}

}  // namespace connections
