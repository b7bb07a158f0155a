#include <sqlite3.h>

#include <cstdio>
#include <cstdlib>
#include <unordered_map>

#include "kit/db/connection.hpp"

namespace kit {

namespace {

// SQLite 3.7.0 … 3.51.2 can lose a committed transaction when a checkpoint races a commit that
// resets the WAL; 3.52.0 was withdrawn. Source: sqlite.org, release notes of 3.51.3.
void refuse_bad_version() {
    int version = sqlite3_libversion_number();
    if (version < 3051003 || version == 3052000)
        throw Broken(Broken::Kind::other,
                     std::string("SQLite ") + sqlite3_libversion() +
                         " can lose committed data; 3.51.3 or later is needed");
}

Broken::Kind kind_of(int extended) {
    switch (extended) {
        case SQLITE_CONSTRAINT_UNIQUE:
        case SQLITE_CONSTRAINT_PRIMARYKEY:
            return Broken::Kind::unique;
        case SQLITE_CONSTRAINT_FOREIGNKEY:
            return Broken::Kind::foreign_key;
        case SQLITE_CONSTRAINT_CHECK:
        case SQLITE_CONSTRAINT_NOTNULL:
            return Broken::Kind::check;
        default:
            break;
    }
    switch (extended & 0xff) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return Broken::Kind::busy;
        case SQLITE_FULL:
            return Broken::Kind::full;
        case SQLITE_IOERR:
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
        case SQLITE_CANTOPEN:
            return Broken::Kind::gone;
        default:
            return Broken::Kind::other;
    }
}

// What became of pages whose fsync failed cannot be known: a second fsync reports success without
// them. Only a new start reads what is on the disk. Source: "Can applications recover from fsync
// failures?", ATC 2020.
[[noreturn]] void end_after_failed_sync() {
    std::fputs("the disk did not take what was written (fsync failed); ending, start again\n",
               stderr);
    std::_Exit(74);  // EX_IOERR
}

class SqliteRow : public Row {
public:
    explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}
    bool is_null(int column) const override {
        return sqlite3_column_type(statement_, column) == SQLITE_NULL;
    }
    std::int64_t number(int column) const override {
        return sqlite3_column_int64(statement_, column);
    }
    double real(int column) const override { return sqlite3_column_double(statement_, column); }
    std::string_view text(int column) const override {
        auto bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
        return {bytes ? bytes : "",
                static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
    }

private:
    sqlite3_stmt* statement_;
};

class Sqlite : public Connection {
public:
    explicit Sqlite(const DatabaseOptions& options) {
        refuse_bad_version();
        int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE;
        if (!options.read_only) flags |= SQLITE_OPEN_CREATE;
        if (sqlite3_open_v2(options.url.c_str(), &db_, flags, nullptr) != SQLITE_OK) {
            auto broken = failure("open " + options.url);
            sqlite3_close_v2(db_);
            throw broken;
        }
        sqlite3_extended_result_codes(db_, 1);
        sqlite3_busy_timeout(db_, 5000);
        // Only tests may ask for less than full durability; that is how they prove that they would
        // see the loss.
        const char* asked = std::getenv("XIAOER_TEST_SYNCHRONOUS");
        script("pragma journal_mode = wal");
        script(std::string("pragma synchronous = ") + (asked ? asked : "full"));
        script("pragma foreign_keys = on");
        script("pragma journal_size_limit = 67108864");
        script("pragma cache_size = -8192");
        script("pragma temp_store = memory");
        // Only the writer checkpoints; a reader that did could race its commit.
        script(options.read_only ? "pragma wal_autocheckpoint = 0; pragma query_only = 1"
                                 : "pragma wal_autocheckpoint = 4000");
    }
    ~Sqlite() override {
        for (auto& [sql, statement] : statements_) sqlite3_finalize(statement);
        sqlite3_close_v2(db_);
    }

    Dialect dialect() const override { return Dialect::sqlite; }

    std::int64_t run(std::string_view sql, std::span<const Bound> values,
                     const std::function<bool(const Row&)>& each) override {
        auto statement = prepared(sql);
        struct Reset {
            sqlite3_stmt* statement;
            ~Reset() { sqlite3_reset(statement); }
        } reset{statement};
        bind(statement, values);
        SqliteRow row(statement);
        for (;;) {
            int step = sqlite3_step(statement);
            if (step == SQLITE_DONE) break;
            if (step != SQLITE_ROW) throw failure(sql);
            if (each && !each(row)) break;
        }
        // Not the difference of total_changes: the full-text index writes what it has gathered
        // inside whatever statement comes next.
        return sqlite3_stmt_readonly(statement) ? 0 : sqlite3_changes64(db_);
    }

    void script(std::string_view sql) override {
        if (sqlite3_exec(db_, std::string(sql).c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
            throw failure(sql);
    }
    void begin(bool write) override {
        run(write ? "begin immediate" : "begin", {}, nullptr);
        start_ = sqlite3_total_changes64(db_);
    }
    void commit() override { run("commit", {}, nullptr); }
    void roll_back() override {
        if (!sqlite3_get_autocommit(db_)) sqlite3_exec(db_, "rollback", nullptr, nullptr, nullptr);
    }
    std::int64_t changes() const override { return sqlite3_total_changes64(db_) - start_; }

private:
    Broken failure(std::string_view doing) {
        auto why = sqlite3_extended_errcode(db_);
        if (why == SQLITE_IOERR_FSYNC || why == SQLITE_IOERR_DIR_FSYNC) end_after_failed_sync();
        return {kind_of(why),
                std::string(sqlite3_errmsg(db_)) + " in: " + std::string(doing.substr(0, 300))};
    }
    sqlite3_stmt* prepared(std::string_view sql) {
        if (auto found = statements_.find(sql); found != statements_.end()) return found->second;
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v3(db_, sql.data(), static_cast<int>(sql.size()),
                               SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK)
            throw failure(sql);
        statements_.emplace(sql, statement);
        return statement;
    }
    void bind(sqlite3_stmt* statement, std::span<const Bound> values) {
        ENSURE(sqlite3_bind_parameter_count(statement) == static_cast<int>(values.size()),
               "as many values as question marks");
        for (int i = 0; const auto& value : values) {
            ++i;
            if (auto text = std::get_if<std::string_view>(&value))
                sqlite3_bind_text64(statement, i, text->data() ? text->data() : "", text->size(),
                                    SQLITE_STATIC, SQLITE_UTF8);
            else if (auto number = std::get_if<std::int64_t>(&value))
                sqlite3_bind_int64(statement, i, *number);
            else if (auto real = std::get_if<double>(&value))
                sqlite3_bind_double(statement, i, *real);
            else sqlite3_bind_null(statement, i);
        }
    }

    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };
    sqlite3* db_ = nullptr;
    std::int64_t start_ = 0;
    std::unordered_map<std::string, sqlite3_stmt*, Hash, std::equal_to<>> statements_;
};

}  // namespace

std::unique_ptr<Connection> connect_sqlite(const DatabaseOptions& options) {
    return std::make_unique<Sqlite>(options);
}

std::unique_ptr<Connection> connect(const DatabaseOptions& options) {
    bool postgres =
        options.url.starts_with("postgres://") || options.url.starts_with("postgresql://");
    return postgres ? connect_postgres(options) : connect_sqlite(options);
}

}  // namespace kit
