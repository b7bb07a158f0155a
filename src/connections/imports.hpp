// Files of orders that people bring: they arrive in parts, are read once, and are taken a slice a
// transaction.
//
//     arriving --all parts--> waiting --go--> reading --> taking --> done
//                                └ refused: no order file        └─ canceled
//
// A slice's orders, its faults and how far the file was read are one commit: a kill in between
// costs nothing, and the next run goes on where this one was.
#pragma once

#include "connections/columns.hpp"
#include "connections/connections.hpp"
#include "kit/base/spool.hpp"

namespace connections {

enum class ImportState { arriving, waiting, reading, taking, done, canceled, refused };
BOOST_DESCRIBE_ENUM(ImportState, arriving, waiting, reading, taking, done, canceled, refused)

struct Import {
    static constexpr auto table = "imports";
    Id<Import> id;
    std::string shop, person, person_name, name;
    ImportState state = ImportState::arriving;
    Market market = Market::unknown;
    std::string charset, reason;
    std::int64_t bytes = 0, received = 0;
    std::int64_t read_at = 0, row_bytes = 0;  // how far it was taken, of how much
    std::int64_t rows_read = 0, added = 0, changed = 0, unchanged = 0, faults = 0;
    Time made_at;
    std::optional<Time> ended_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Import, (),
                      (id, shop, person, person_name, name, state, market, charset, reason, bytes,
                       received, read_at, row_bytes, rows_read, added, changed, unchanged, faults,
                       made_at, ended_at, version))
struct ImportChanged {
    static constexpr auto name = "import_changed";
    Import data;
};
BOOST_DESCRIBE_STRUCT(ImportChanged, (), (data))
struct ImportFault {
    static constexpr auto table = "import_faults";
    Id<ImportFault> id;
    std::string shop;
    Id<Import> import;
    std::int64_t line = 0;
    std::string number, heading, reason;
};
BOOST_DESCRIBE_STRUCT(ImportFault, (), (id, shop, import, line, number, heading, reason))

// What the first rows say, for a person to look at before anything is taken.
struct ImportPreview {
    ImportLayout layout;
    std::string charset;
    std::string reason;  // why it cannot be taken: a word; empty when it can
    std::vector<std::vector<std::string>> rows;  // a few, with what is personal hidden
};
BOOST_DESCRIBE_STRUCT(ImportPreview, (), (layout, charset, reason, rows))

// Reads the head of a file. Pure but for the file.
ImportPreview previewed(const Settings&, const Import&, const std::string& key);
// Rows of the file as we keep them: the line, then the cells, plain. Returns what is wrong, or
// nothing. Errors: invalid (as kit/text/workbook, `not_a_table`).
Result<std::int64_t> unrolled(const Settings&, const Import&, const std::string& key);
void forget_file(const Settings&, const Id<Import>&);
std::string rows_name(const Id<Import>&);

// --- import_keys.cpp: what lies on the disk opens by a key of its own, which lies sealed in the
// database

void make_file_key(Work&, const Import&);
// Empty when there is none.
std::string file_key(Work&, const Import&);
void drop_file_key(Work&, const Import&);
Spool import_spool(const Settings&, const std::string& key);
void import_key_jobs(Jobs&);
void verify_import_keys(Db&);

}  // namespace connections
