// Is this database file whole?   chaos_integrity FILE
//
// Opens it with the same SQLite as the server (never with the system's, whose WAL handling has a
// known bug), which replays the write-ahead log, then runs integrity_check, foreign_key_check and
// the check of each full-text index. Give it a copy. Exit code 1: something is wrong, in words.
#include <sqlite3.h>

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

namespace {

struct Rows {
    std::vector<std::string> first_columns;
    std::string error;
};

Rows ask(sqlite3* db, const std::string& sql) {
    Rows rows;
    char* error = nullptr;
    sqlite3_exec(
        db, sql.c_str(),
        [](void* to, int columns, char** values, char**) {
            std::string line;
            for (int i = 0; i < columns; ++i)
                line += (i ? " " : "") + std::string{values[i] ? values[i] : ""};
            static_cast<Rows*>(to)->first_columns.push_back(line);
            return 0;
        },
        &rows, &error);
    if (error) rows.error = error;
    sqlite3_free(error);
    return rows;
}

}  // namespace

int main(int count, char** words) {
    if (count != 2) {
        std::fputs("usage: chaos_integrity FILE\n", stderr);
        return 2;
    }
    sqlite3* db = nullptr;
    if (sqlite3_open_v2(words[1], &db, SQLITE_OPEN_READWRITE, nullptr) != SQLITE_OK) {
        std::printf("cannot be opened: %s\n", sqlite3_errmsg(db));
        return 1;
    }
    std::vector<std::string> wrong;
    const auto expect = [&](const std::string& what, const Rows& rows, std::string_view good) {
        if (!rows.error.empty()) wrong.push_back(what + ": " + rows.error);
        for (const std::string& line : rows.first_columns)
            if (line != good) wrong.push_back(what + ": " + line);
    };
    expect("integrity_check", ask(db, "pragma integrity_check(5)"), "ok");
    expect("foreign_key_check", ask(db, "pragma foreign_key_check"), "");
    const Rows indexes = ask(db, "select name from sqlite_schema where sql like '%using fts5%'");
    for (const std::string& name : indexes.first_columns)
        expect(name, ask(db, "insert into " + name + "(" + name + ") values ('integrity-check')"),
               "");
    sqlite3_close(db);
    for (const std::string& line : wrong) std::printf("%s\n", line.c_str());
    return wrong.empty() ? 0 : 1;
}
