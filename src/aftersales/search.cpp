// Looking for cases: by a number as it is, else by words of the buyer's name, the goods and the
// waybill.
#include "aftersales/rows.hpp"
#include "kit/text/search_terms.hpp"

namespace aftersales {

void index_words(Work& work, const CaseRow& row, const std::string& words) {
    auto document = work.db.dialect() == Dialect::sqlite ? text::search_document(words)
                                                         : text::tsvector_of(words);
    if (document.empty()) return;
    work.db.execute_by_dialect(
        "insert into after_terms (terms, case_id, shop, at) values (?, ?, ?, ?)",
        "insert into after_terms (terms, case_id, shop, at) values (cast(? as text)::tsvector, ?, ?, ?)",
        document, row.id, row.shop, work.now);
}

namespace {

struct FoundCase {
    std::string case_id;
};
BOOST_DESCRIBE_STRUCT(FoundCase, (), (case_id))

std::vector<CaseRow> numbered(Work& work, const std::string& shop, const std::string& number,
                              int limit) {
    auto rows = work.db.all<CaseRow>("where shop = ? and number = ?", shop, number);
    if (!rows.empty()) return rows;
    // The plus sign keeps their order from choosing the index: few cases are of one order, and a
    // hundred thousand were opened.
    return work.db.all<CaseRow>(
        "where shop = ? and order_number = ? order by +opened_at desc limit ?", shop, number,
        limit);
}

std::vector<FoundCase> termed_sqlite(Work& work, const std::string& shop, const std::string& words,
                                     int limit) {
    auto query = text::search_query(words);
    if (query.empty()) return {};
    return work.db.rows<FoundCase>(
        "select case_id from after_terms where after_terms match ? and shop = ? order by rowid desc limit ?",
        query, shop, limit);
}

// Walking by time finds common words at once and rare ones last; the index of words finds rare ones
// at once and must sort the common. The planner cannot tell which a prefix is: the newest are
// looked at first, and when they are not enough the word is rare.
constexpr int newest = 2'000;
std::vector<FoundCase> termed_postgres(Work& work, const std::string& shop,
                                       const std::string& words, int limit) {
    auto query = text::tsquery_of(words);
    if (query.empty()) return {};
    auto near = work.db.rows<FoundCase>(
        "select case_id from (select case_id, at, terms from after_terms where shop = ? order by at desc limit ?) as newest "
        "where terms @@ cast(? as text)::tsquery order by at desc limit ?",
        shop, newest, query, limit);
    if (std::ssize(near) >= limit) return near;
    return work.db.rows<FoundCase>(
        "select case_id from after_terms where terms @@ cast(? as text)::tsquery and shop = ? order by at + 0 desc limit ?",
        query, shop, limit);
}

}  // namespace

std::vector<CaseRow> found_cases(Work& work, const std::string& shop, const std::string& words,
                                 int limit) {
    auto rows = numbered(work, shop, words, limit);
    if (!rows.empty()) return rows;
    auto ids = work.db.dialect() == Dialect::sqlite ? termed_sqlite(work, shop, words, limit)
                                                    : termed_postgres(work, shop, words, limit);
    for (auto& one : ids) {
        auto row = work.db.first<CaseRow>("where shop = ? and id = ?", shop, one.case_id);
        bool twice = row && std::ranges::any_of(rows, [&](auto& had) { return had.id == row->id; });
        if (row && !twice) rows.push_back(*std::move(row));
    }
    return rows;
}

}  // namespace aftersales
