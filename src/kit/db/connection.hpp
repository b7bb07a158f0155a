// One connection to a database: SQLite or PostgreSQL, told apart by nobody above this folder.
//
// SQL is the common subset; parameters are `?` in both (rewritten to `$n` for PostgreSQL). Values
// are texts, 64-bit whole numbers, doubles and null; times, money, ids, enums and bools are made of
// these. A connection belongs to one thread at a time. Everything that breaks throws: `Broken` with
// its kind.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "kit/base/result.hpp"

namespace kit {

enum class Dialect { sqlite, postgres };

// What a statement is given. Views must outlive the call.
using Bound = std::variant<std::nullptr_t, std::int64_t, double, std::string_view>;

struct Broken : Breakage {
    enum class Kind { unique, foreign_key, check, busy, full, gone, serialization, other };
    Broken(Kind kind, const std::string& text) : Breakage(text), kind(kind) {}
    Kind kind;
};

// One row of an answer, valid until the next step.
class Row {
public:
    virtual ~Row() = default;
    virtual bool is_null(int column) const = 0;
    virtual std::int64_t number(int column) const = 0;
    virtual double real(int column) const = 0;
    virtual std::string_view text(int column) const = 0;
};

class Connection {
public:
    virtual ~Connection() = default;
    virtual Dialect dialect() const = 0;
    // Runs a statement; calls `each` for every row until it returns false. Returns rows changed.
    virtual std::int64_t run(std::string_view sql, std::span<const Bound> values,
                             const std::function<bool(const Row&)>& each) = 0;
    // Several statements without parameters (migrations).
    virtual void script(std::string_view sql) = 0;
    virtual void begin(bool write) = 0;
    virtual void commit() = 0;     // returns only when what was written is on disk
    virtual void roll_back() = 0;  // never throws
    // Statements since begin that changed something; the proof that a refusal wrote nothing.
    virtual std::int64_t changes() const = 0;
};

struct DatabaseOptions {
    std::string url;  // "postgres://…", or a file path for SQLite
    bool read_only = false;
};
// Opens, checks the linked library's version and the durability settings. Throws Broken.
std::unique_ptr<Connection> connect(const DatabaseOptions&);

std::unique_ptr<Connection> connect_sqlite(const DatabaseOptions&);
std::unique_ptr<Connection> connect_postgres(const DatabaseOptions&);

}  // namespace kit
