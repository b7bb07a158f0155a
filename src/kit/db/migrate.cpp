#include "kit/db/migrate.hpp"

#include <map>
#include <string>

#include "kit/db/db.hpp"

namespace kit {

// FNV-1a, enough to notice an edited file. Source: RFC draft-eastlake-fnv.
static std::string fingerprint(std::string_view text) {
    std::uint64_t hash = 14695981039346656037ull;
    for (char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ull;
    return std::to_string(hash);
}

static bool meant_for(std::string_view file, Dialect dialect) {
    if (file.ends_with(".sqlite.sql")) return dialect == Dialect::sqlite;
    if (file.ends_with(".postgres.sql")) return dialect == Dialect::postgres;
    return true;
}

void migrate(Connection& connection, std::span<const Migration> migrations) {
    Db db(connection);
    connection.script(
        "create table if not exists migrations (name text primary key, fingerprint text not null)");
    if (connection.dialect() == Dialect::postgres) {
        // Two nodes that start together wait for each other; the lock ends with the session.
        connection.script("select pg_advisory_lock(7041)");
    }
    std::map<std::string, std::string, std::less<>> ran;
    connection.run("select name, fingerprint from migrations", {}, [&](const Row& row) {
        ran[std::string(row.text(0))] = row.text(1);
        return true;
    });
    // All files in one transaction: a start that breaks leaves the database as it was.
    std::string at;
    connection.begin(true);
    try {
        for (auto& migration : migrations) {
            if (!meant_for(migration.file, connection.dialect())) continue;
            at = std::string(migration.room) + "/" + std::string(migration.file);
            auto print = fingerprint(migration.sql);
            if (auto found = ran.extract(at); !found.empty()) {
                if (found.mapped() != print)
                    throw Broken(Broken::Kind::other, "it changed after it ran");
                continue;
            }
            connection.script(migration.sql);
            db.execute("insert into migrations (name, fingerprint) values (?, ?)", at, print);
        }
        connection.commit();
    } catch (const Breakage& why) {
        connection.roll_back();
        throw Broken(Broken::Kind::other, "schema file " + at + ": " + why.what());
    }
    if (connection.dialect() == Dialect::postgres)
        connection.script("select pg_advisory_unlock(7041)");
    if (!ran.empty())
        throw Broken(Broken::Kind::other, "the database was written by a newer version (it knows " +
                                              ran.begin()->first + "); start that version");
}

void Db::verify_columns(std::string_view table, const std::vector<std::string>& described) {
    std::vector<std::string> columns;
    auto collect = [&](const Row& row) { return columns.emplace_back(row.text(0)), true; };
    std::array<Bound, 1> bound{table};
    if (dialect() == Dialect::sqlite)
        connection_->run("select name from pragma_table_info(?)", bound, collect);
    else
        connection_->run(
            "select column_name from information_schema.columns where table_name = ? and "
            "table_schema = current_schema()",
            bound, collect);
    std::ranges::sort(columns);
    auto wanted = described;
    std::ranges::sort(wanted);
    if (columns == wanted) return;
    std::string text = "table " + std::string(table) + " and its description differ:";
    for (auto& name : columns)
        if (!std::ranges::binary_search(wanted, name)) text += " only in the table: " + name;
    for (auto& name : wanted)
        if (!std::ranges::binary_search(columns, name)) text += " only described: " + name;
    throw Broken(Broken::Kind::other, text);
}

}  // namespace kit
