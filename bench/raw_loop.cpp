// What SQLite alone does on this machine, now: one thread that group-commits the rows of a message.
//
//     bench_raw_loop FILE --batch 64 [--seconds 5] [--conversations 200]
//
// FILE is a database that the server seeded, so tables and indexes are the real ones; the pragmas
// are those of src/kit/db/sqlite.cpp. A message is what src/conversations/messages.cpp writes: the
// conversation's row, the message with its three indexes, the search row. Texts and search terms
// are made before the clock starts, nothing is read, checked or answered: no server can be faster
// than this with batches of that size.
#include <sqlite3.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <vector>

#include "app/caller.hpp"
#include "kit/text/search_terms.hpp"

namespace {

using Clock = std::chrono::steady_clock;

struct Plan {
    std::string file;
    int batch = 64, seconds = 5, conversations = 200;
};

class Database {
public:
    explicit Database(const std::string& file) {
        if (sqlite3_open(file.c_str(), &db_) != SQLITE_OK)
            throw std::runtime_error("cannot open " + file);
        for (const char* pragma :
             {"pragma journal_mode = wal", "pragma synchronous = full", "pragma foreign_keys = on",
              "pragma journal_size_limit = 67108864", "pragma cache_size = -8192",
              "pragma temp_store = memory", "pragma wal_autocheckpoint = 4000"})
            run(pragma);
    }
    ~Database() {
        for (sqlite3_stmt* statement : statements_) sqlite3_finalize(statement);
        sqlite3_close(db_);
    }
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    void run(const std::string& sql) {
        char* error = nullptr;
        if (sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, &error) != SQLITE_OK)
            throw std::runtime_error(sql + ": " + error);
    }
    sqlite3_stmt* prepare(const std::string& sql) {
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v3(db_, sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &statement,
                               nullptr) != SQLITE_OK)
            throw std::runtime_error(sql + ": " + sqlite3_errmsg(db_));
        statements_.push_back(statement);
        return statement;
    }
    // One column of the first row.
    std::string text(const std::string& sql) {
        sqlite3_stmt* statement = prepare(sql);
        if (sqlite3_step(statement) != SQLITE_ROW) throw std::runtime_error("no row: " + sql);
        std::string value = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
        sqlite3_reset(statement);
        return value;
    }
    void step(sqlite3_stmt* statement) {
        const int outcome = sqlite3_step(statement);
        if (outcome != SQLITE_DONE && outcome != SQLITE_ROW)
            throw std::runtime_error(sqlite3_errmsg(db_));
        sqlite3_reset(statement);
    }

private:
    sqlite3* db_ = nullptr;
    std::vector<sqlite3_stmt*> statements_;
};

void bind(sqlite3_stmt* statement, int place, const std::string& value) {
    sqlite3_bind_text(statement, place, value.data(), static_cast<int>(value.size()),
                      SQLITE_STATIC);
}

// Ids that grow with time, as the server's do: they land at the end of their index.
std::string next_id(std::uint64_t& counter) {
    char id[40];
    const auto now =
        static_cast<unsigned long long>(std::chrono::duration_cast<std::chrono::milliseconds>(
                                            std::chrono::system_clock::now().time_since_epoch())
                                            .count());
    std::snprintf(id, sizeof id, "%08llx-%04llx-7%03llx-8%03llx-%012llx", now >> 16u, now & 0xffffu,
                  static_cast<unsigned long long>(counter >> 12u & 0xfffu),
                  static_cast<unsigned long long>(counter & 0xfffu),
                  static_cast<unsigned long long>(counter));
    ++counter;
    return id;
}

struct Said {
    std::string text, terms;
};

std::vector<Said> said_beforehand() {
    std::vector<Said> said;
    for (int i = 0; i < 512; ++i) {
        std::string text = "请问这只杯子今天下单，什么时候可以发货到杭州呢？第" +
                           std::to_string(i * 7919) + "次问";
        std::string terms = kit::text::search_document(text);
        said.push_back({std::move(text), std::move(terms)});
    }
    return said;
}

std::vector<std::string> open_conversations(Database& db, const std::string& shop, int count,
                                            std::uint64_t& ids) {
    std::vector<std::string> conversations;
    db.run("begin");
    for (int i = 0; i < count; ++i) {
        const std::string contact = next_id(ids), conversation = next_id(ids);
        db.run(
            "insert into contacts (id, shop, name, verified, note, tags, locale, first_seen_at, "
            "last_seen_at, version) values ('" +
            contact + "', '" + shop + "', '顾客', 0, '', '[]', 'zh-CN', 1, 1, 1)");
        db.run(
            "insert into conversations (id, shop, contact, channel, state, last_seq, unread, "
            "buyer_read_seq, agent_read_seq, last_text, last_sender, last_at, queued_at, "
            "opened_at, tags, version) values ('" +
            conversation + "', '" + shop + "', '" + contact +
            "', 'web', 'waiting', 0, 0, 0, 0, '', 'buyer', 1, 1, 1, '[]', 1)");
        conversations.push_back(conversation);
    }
    db.run("commit");
    return conversations;
}

int run(const Plan& plan) {
    Database db{plan.file};
    std::uint64_t ids = 1, keys = 1;
    const std::string shop = db.text("select id from shops limit 1");
    const auto conversations = open_conversations(db, shop, plan.conversations, ids);
    const auto said = said_beforehand();
    sqlite3_stmt* const advance = db.prepare(
        "update conversations set last_seq = last_seq + 1, unread = unread + 1, last_text = ?1, "
        "last_sender = 'buyer', last_at = ?2, waiting_since = ?2, version = version + 1 "
        "where id = ?3 returning last_seq");
    sqlite3_stmt* const insert = db.prepare(
        "insert into messages (id, shop, conversation, seq, kind, sender, sender_id, sender_name, "
        "client_key, body, files, sent_at) values (?1, ?2, ?3, (select last_seq from conversations "
        "where id = ?3), 'text', 'buyer', ?4, '顾客', ?5, ?6, '[]', ?7)");
    sqlite3_stmt* const index =
        db.prepare("insert into message_terms (terms, message, shop) values (?1, ?2, ?3)");

    std::uint64_t rows = 0, commits = 0;
    const auto begin = Clock::now();
    const auto end = begin + std::chrono::seconds{plan.seconds};
    while (Clock::now() < end) {
        db.run("begin immediate");
        for (int i = 0; i < plan.batch; ++i, ++rows) {
            const std::string& conversation = conversations[rows % conversations.size()];
            const Said& one = said[rows % said.size()];
            const std::string id = next_id(ids), key = app::crowd::made_key(keys);
            const auto now = static_cast<sqlite3_int64>(rows);
            bind(advance, 1, one.text);
            sqlite3_bind_int64(advance, 2, now);
            bind(advance, 3, conversation);
            db.step(advance);
            bind(insert, 1, id);
            bind(insert, 2, shop);
            bind(insert, 3, conversation);
            bind(insert, 4, conversation);
            bind(insert, 5, key);
            bind(insert, 6, one.text);
            sqlite3_bind_int64(insert, 7, now);
            db.step(insert);
            bind(index, 1, one.terms);
            bind(index, 2, id);
            bind(index, 3, shop);
            db.step(index);
        }
        db.run("commit");
        ++commits;
    }
    const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    std::printf("{\"rows_per_second\":%.1f,\"rows\":%llu,\"commits\":%llu,\"batch\":%d}\n",
                static_cast<double>(rows) / seconds, static_cast<unsigned long long>(rows),
                static_cast<unsigned long long>(commits), plan.batch);
    return 0;
}

}  // namespace

int main(int count, char** words) {
    Plan plan;
    if (count > 1) plan.file = words[1];
    for (int i = 2; i + 1 < count; i += 2) {
        const std::string name = words[i];
        const int value = std::atoi(words[i + 1]);
        if (name == "--batch") plan.batch = value;
        if (name == "--seconds") plan.seconds = value;
        if (name == "--conversations") plan.conversations = value;
    }
    if (plan.file.empty() || plan.batch < 1 || plan.conversations < 1) {
        std::fputs("usage: bench_raw_loop FILE --batch N\n", stderr);
        return 2;
    }
    try {
        return run(plan);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "bench_raw_loop: %s\n", error.what());
        return 2;
    }
}
