#include <libpq-fe.h>

#include <charconv>
#include <cstring>
#include <unordered_map>
#include <vector>

#include "kit/db/connection.hpp"

namespace kit {

namespace {

Broken::Kind kind_of(std::string_view state) {
    if (state == "23505") return Broken::Kind::unique;
    if (state == "23503") return Broken::Kind::foreign_key;
    if (state == "23514" || state == "23502") return Broken::Kind::check;
    if (state == "40001" || state == "40P01") return Broken::Kind::serialization;
    if (state == "55P03") return Broken::Kind::busy;
    if (state == "53100") return Broken::Kind::full;
    if (state.empty() || state.starts_with("08") || state.starts_with("57P") || state == "25P03")
        return Broken::Kind::gone;
    return Broken::Kind::other;
}

// `?` becomes `$1`, `$2`, … outside quotes.
std::string numbered(std::string_view sql) {
    std::string out;
    char quote = 0;
    for (int count = 0; char c : sql) {
        if (quote) {
            if (c == quote) quote = 0;
        } else if (c == '\'' || c == '"') {
            quote = c;
        } else if (c == '?') {
            out += '$' + std::to_string(++count);
            continue;
        }
        out += c;
    }
    return out;
}

struct Answer {
    PGresult* result;
    explicit Answer(PGresult* result) : result(result) {}
    Answer(const Answer&) = delete;
    ~Answer() { PQclear(result); }
};

class PostgresRow : public Row {
public:
    PostgresRow(PGresult* result, int row) : result_(result), row_(row) {}
    bool is_null(int column) const override { return PQgetisnull(result_, row_, column) != 0; }
    std::int64_t number(int column) const override {
        std::int64_t out = 0;
        auto digits = text(column);
        if (digits == "t" || digits == "f") return digits == "t";
        std::from_chars(digits.data(), digits.data() + digits.size(), out);
        return out;
    }
    double real(int column) const override {
        double out = 0;
        auto digits = text(column);
        std::from_chars(digits.data(), digits.data() + digits.size(), out);
        return out;
    }
    std::string_view text(int column) const override {
        return {PQgetvalue(result_, row_, column),
                static_cast<std::size_t>(PQgetlength(result_, row_, column))};
    }

private:
    PGresult* result_;
    int row_;
};

// Acknowledged means on disk, whatever the server's defaults are. A node that stands still in the
// middle of its turn loses it.
constexpr auto settings =
    "set synchronous_commit = on; set statement_timeout = '30s'; set lock_timeout = '20s'; "
    "set idle_in_transaction_session_timeout = '10s'";

class Postgres : public Connection {
public:
    explicit Postgres(const DatabaseOptions& options) : options_(options) { open(); }
    ~Postgres() override { PQfinish(db_); }

    Dialect dialect() const override { return Dialect::postgres; }

    std::int64_t run(std::string_view sql, std::span<const Bound> values,
                     const std::function<bool(const Row&)>& each) override {
        auto& statement = prepared(sql);
        texts_.clear();
        texts_.reserve(values.size());  // the pointers below stay valid
        std::vector<const char*> data(values.size());
        std::vector<int> lengths(values.size());
        // Texts travel in binary form: no copy, no escaping, embedded NUL refused by the server.
        std::vector<int> formats(values.size());
        for (std::size_t i = 0; i < values.size(); ++i) {
            const auto& value = values[i];
            if (auto text = std::get_if<std::string_view>(&value)) {
                data[i] = text->data() ? text->data() : "";
                lengths[i] = static_cast<int>(text->size());
                formats[i] = 1;
            } else if (auto number = std::get_if<std::int64_t>(&value)) {
                data[i] = texts_.emplace_back(std::to_string(*number)).c_str();
            } else if (auto real = std::get_if<double>(&value)) {
                char digits[32];
                auto end = std::to_chars(digits, digits + sizeof digits, *real).ptr;
                data[i] = texts_.emplace_back(digits, end).c_str();
            }
        }
        Answer answer(PQexecPrepared(db_, statement.c_str(), static_cast<int>(values.size()),
                                     data.data(), lengths.data(), formats.data(), 0));
        check(answer.result, sql);
        int rows = PQntuples(answer.result);
        for (int row = 0; each && row < rows; ++row)
            if (!each(PostgresRow(answer.result, row))) break;
        std::int64_t changed = 0;
        const char* command = PQcmdStatus(answer.result);
        if (std::strncmp(command, "SELECT", 6) != 0) {
            const char* count = PQcmdTuples(answer.result);
            std::from_chars(count, count + std::strlen(count), changed);
        }
        changes_ += changed;
        return changed;
    }

    void script(std::string_view sql) override {
        Answer answer(PQexec(db_, std::string(sql).c_str()));
        check(answer.result, sql);
    }
    void begin(bool write) override {
        if (PQstatus(db_) != CONNECTION_OK) reopen();
        changes_ = 0;
        // Nodes write in turns: a verb decides by what it read, and nobody writes between the two.
        // The turn ends with the transaction (docs/decisions/0010-nodes-write-in-turns.md).
        script(write ? "begin; select pg_advisory_xact_lock(7042)"
                     : "begin isolation level repeatable read read only");
    }
    void commit() override {
        Answer answer(PQexec(db_, "commit"));
        check(answer.result, "commit");
        // A transaction that failed before answers COMMIT with ROLLBACK and no error.
        if (std::strcmp(PQcmdStatus(answer.result), "COMMIT") != 0)
            throw Broken(Broken::Kind::other, "commit was answered with a rollback");
    }
    void roll_back() override {
        if (PQtransactionStatus(db_) != PQTRANS_IDLE) PQclear(PQexec(db_, "rollback"));
    }
    std::int64_t changes() const override { return changes_; }

private:
    void open() {
        db_ = PQconnectdb(options_.url.c_str());
        if (PQstatus(db_) != CONNECTION_OK) {
            std::string text = PQerrorMessage(db_);
            PQfinish(db_);
            db_ = nullptr;
            throw Broken(Broken::Kind::gone, text);
        }
        PQsetNoticeProcessor(db_, [](void*, const char*) {}, nullptr);
        PQsetClientEncoding(db_, "UTF8");
        script(settings);
    }
    void reopen() {
        statements_.clear();
        PQreset(db_);
        if (PQstatus(db_) != CONNECTION_OK) throw Broken(Broken::Kind::gone, PQerrorMessage(db_));
        PQsetClientEncoding(db_, "UTF8");
        script(settings);
    }
    void check(PGresult* result, std::string_view doing) {
        auto status = PQresultStatus(result);
        if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return;
        const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
        throw Broken(kind_of(state ? state : ""), PQerrorMessage(db_) + std::string(" in: ") +
                                                      std::string(doing.substr(0, 300)));
    }
    const std::string& prepared(std::string_view sql) {
        if (auto found = statements_.find(sql); found != statements_.end()) return found->second;
        auto name = "s" + std::to_string(statements_.size());
        Answer answer(PQprepare(db_, name.c_str(), numbered(sql).c_str(), 0, nullptr));
        check(answer.result, sql);
        return statements_.emplace(sql, name).first->second;
    }

    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };
    DatabaseOptions options_;
    PGconn* db_ = nullptr;
    std::int64_t changes_ = 0;
    std::vector<std::string> texts_;
    std::unordered_map<std::string, std::string, Hash, std::equal_to<>> statements_;
};

}  // namespace

std::unique_ptr<Connection> connect_postgres(const DatabaseOptions& options) {
    return std::make_unique<Postgres>(options);
}

}  // namespace kit
