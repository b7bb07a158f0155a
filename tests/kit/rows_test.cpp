// Rows written by what has changed in them.
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "kit/db/changes.hpp"

using namespace kit;

namespace {

struct Cup {
    static constexpr auto table = "cups";
    Id<Cup> id;
    std::string glaze;
    std::optional<std::int64_t> chips;
    std::vector<std::string> marks;
    bool sold = false;
};
BOOST_DESCRIBE_STRUCT(Cup, (), (id, glaze, chips, marks, sold))

constexpr auto cups =
    "create temporary table cups (id text primary key, glaze text not null, chips bigint, "
    "marks text not null, sold bigint not null)";

void writes_what_has_changed(Db db) {
    db.connection().script(cups);
    const Cup stored{{"a"}, "moon", {}, {"x"}, false};
    db.insert(stored);
    auto now = stored;
    now.chips = 2, now.marks = {"x", "y"};
    db.execute(
        "update cups set glaze = 'sky' where id = 'a'");  // shows what is written and what is left
    update_changes(db, stored, now);
    auto kept = db.find(stored.id);
    EXPECT_EQ(kept->glaze, "sky") << "a column that did not change is not written";
    EXPECT_EQ(kept->chips, 2);
    EXPECT_EQ(kept->marks, (std::vector<std::string>{"x", "y"}));
    auto cleared = now;
    cleared.chips.reset(), cleared.sold = true;
    update_changes(db, now, cleared);
    kept = db.find(stored.id);
    EXPECT_FALSE(kept->chips);
    EXPECT_TRUE(kept->sold);
    update_changes(db, cleared, cleared);
}

}  // namespace

TEST(Rows, write_only_what_has_changed_on_sqlite) {
    auto file = testing::TempDir() + "/xiaoer_rows_" + std::to_string(::getpid()) + ".db";
    writes_what_has_changed(Db(*connect({.url = file})));
    for (auto end : {"", "-wal", "-shm"}) std::filesystem::remove(file + end);
}

TEST(Rows, write_only_what_has_changed_on_postgres) {
    auto server = std::getenv("XIAOER_TEST_POSTGRES");
    if (!server) GTEST_SKIP() << "no PostgreSQL";
    writes_what_has_changed(Db(*connect({.url = server})));
}
