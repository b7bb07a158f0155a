// The search terms in a real FTS5 table: what MATCH finds is what the texts contain.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <memory>
#include <random>
#include <string>
#include <vector>

#include "kit/text/fold.hpp"
#include "kit/text/search_terms.hpp"
#include "kit/text/utf8.hpp"

using namespace kit;

namespace {

// An FTS5 table in memory with one row a document, numbered from 1.
class Index {
public:
    Index() {
        sqlite3* opened = nullptr;
        sqlite3_open(":memory:", &opened);
        db_.reset(opened);
        run("create virtual table found using fts5(terms, tokenize = 'unicode61')", "");
    }
    void add(const std::string& text) {
        run("insert into found(terms) values (?)", text::search_document(text));
    }
    std::vector<std::int64_t> matches(const std::string& user_text) {
        const std::string query = text::search_query(user_text);
        if (query.empty()) return {};
        return run("select rowid from found where found match ? order by rowid", query);
    }

private:
    struct Close {
        void operator()(sqlite3* db) const { sqlite3_close(db); }
    };

    std::vector<std::int64_t> run(const char* sql, const std::string& value) {
        sqlite3_stmt* statement = nullptr;
        EXPECT_EQ(sqlite3_prepare_v2(db_.get(), sql, -1, &statement, nullptr), SQLITE_OK)
            << sqlite3_errmsg(db_.get());
        if (sqlite3_bind_parameter_count(statement) == 1)
            sqlite3_bind_text(statement, 1, value.data(), static_cast<int>(value.size()),
                              SQLITE_TRANSIENT);
        std::vector<std::int64_t> rows;
        int code = sqlite3_step(statement);
        for (; code == SQLITE_ROW; code = sqlite3_step(statement))
            rows.push_back(sqlite3_column_int64(statement, 0));
        EXPECT_EQ(code, SQLITE_DONE) << sqlite3_errmsg(db_.get()) << " for " << value;
        sqlite3_finalize(statement);
        return rows;
    }

    std::unique_ptr<sqlite3, Close> db_;
};

std::u32string plain(std::string_view bytes) {
    std::u32string out;
    for (const char32_t point : text::decoded(bytes))
        if (!text::is_invisible(point)) out += text::folded(point);
    return out;
}

std::string random_text(std::mt19937& dice, std::u32string_view letters, std::size_t points_max) {
    std::u32string out;
    const std::size_t size = dice() % (points_max + 1);
    for (std::size_t i = 0; i < size; ++i) out += letters[dice() % letters.size()];
    return text::encoded(out);
}

}  // namespace

TEST(SearchInSqlite, finds_exactly_the_texts_that_contain_the_words) {
    std::mt19937 dice(3);
    Index index;
    std::vector<std::string> documents;
    for (int i = 0; i < 500; ++i) {
        documents.push_back(random_text(dice, U"退货貨运費 a,1𠀀ก🌹ørйЁé-你々〇ガー한글𪜀", 16));
        index.add(documents.back());
    }
    std::size_t hits = 0;
    for (int round = 0; round < 300; ++round) {
        const std::string wanted = random_text(dice, U"退货费运𠀀ก々〇ガー한글𪜀", 4);
        if (wanted.empty()) continue;
        std::vector<std::int64_t> expected;
        for (std::size_t i = 0; i < documents.size(); ++i)
            if (plain(documents[i]).contains(plain(wanted)))
                expected.push_back(static_cast<std::int64_t>(i) + 1);
        ASSERT_EQ(index.matches(wanted), expected)
            << wanted << " as " << text::search_query(wanted);
        hits += expected.size();
    }
    EXPECT_GT(hits, 1000U);
}

TEST(SearchInSqlite, takes_whatever_people_type_without_a_syntax_error) {
    std::mt19937 dice(17);
    Index index;
    index.add("退货运费由我们承担，order 10086");
    for (int round = 0; round < 500; ++round)
        index.matches(random_text(dice, U"退货\"'*():^-+ANDORNEAR{}。 \n订单10086", 40));
    EXPECT_EQ(index.matches("运费 order").size(), 1U);
    EXPECT_EQ(index.matches("ORDER 1008").size(), 1U);
    EXPECT_TRUE(index.matches("费运").empty());
}

TEST(SearchInSqlite, keeps_every_cjk_character_inside_a_term) {
    Index index;
    std::u32string all;
    for (char32_t point = 0x3005; point < 0x31350; ++point)
        if (text::is_cjk(point) && (point < 0x3400 || point % 61 == 0)) all += point;
    index.add(text::encoded(all));
    for (std::size_t i = 0; i + 2 <= all.size(); i += 7)
        ASSERT_EQ(index.matches(text::encoded(std::u32string_view(all).substr(i, 2))).size(), 1U)
            << static_cast<unsigned>(all[i]);
}
