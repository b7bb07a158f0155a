// Looking for cases: by a number as it is, else by words of the buyer's name, the goods and the waybill.
#include "aftersales/rows.hpp"
#include "kit/text/search_terms.hpp"

namespace aftersales {

void index_words(Work& work, const CaseRow& row, const std::string& words) {
    auto document = work.db.dialect() == Dialect::sqlite ? text::search_document(words) : text::tsvector_of(words);
    if (document.empty()) return;
    work.db.execute_by_dialect("insert into after_terms (terms, case_id, shop, at) values (?, ?, ?, ?)",
                               "insert into after_terms (terms, case_id, shop, at) values (cast(? as text)::tsvector, ?, ?, ?)",
                               document, row.id, row.shop, work.now);
}

namespace {

struct FoundCase {
    std::string case_id;
};
BOOST_DESCRIBE_STRUCT(FoundCase, (), (case_id))

std::vector<CaseRow> numbered(Work& work, const std::string& shop, const std::string& number, int limit) {
    auto rows = work.db.all<CaseRow>("where shop = ? and number = ?", shop, number);
    if (!rows.empty()) return rows;
    // The plus sign keeps their order from choosing the index: few cases are of one order, and a hundred thousand were opened.
    return work.db.all<CaseRow>("where shop = ? and order_number = ? order by +opened_at desc limit ?", shop, number, limit);
}

}  // namespace

std::vector<CaseRow> found_cases(Work& work, const std::string& shop, const std::string& words, int limit) {
    auto rows = numbered(work, shop, words, limit);
    if (!rows.empty()) return rows;
    auto query = work.db.dialect() == Dialect::sqlite ? text::search_query(words) : text::tsquery_of(words);
    if (query.empty()) return {};
    auto ids = work.db.rows_by_dialect<FoundCase>(
        "select case_id from after_terms where after_terms match ? and shop = ? order by rowid desc limit ?",
        "select case_id from after_terms where terms @@ cast(? as text)::tsquery and shop = ? order by at desc limit ?", query, shop, limit);
    for (auto& one : ids) {
        auto row = work.db.first<CaseRow>("where shop = ? and id = ?", shop, one.case_id);
        bool twice = row && std::ranges::any_of(rows, [&](auto& had) { return had.id == row->id; });
        if (row && !twice) rows.push_back(*std::move(row));
    }
    return rows;
}

}  // namespace aftersales
