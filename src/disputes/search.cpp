// Looking for disputes: by a number as it is, else by words of the numbers, the buyer's name and
// the goods.
#include <algorithm>

#include "disputes/rows.hpp"
#include "kit/text/search_terms.hpp"

namespace disputes {

void index_words(Work& work, const DisputeFileRow& row, const std::string& words) {
    auto document = work.db.dialect() == Dialect::sqlite ? text::search_document(words)
                                                         : text::tsvector_of(words);
    if (document.empty()) return;
    work.db.execute_by_dialect(
        "insert into dispute_terms (terms, dispute, shop, at) values (?, ?, ?, ?)",
        "insert into dispute_terms (terms, dispute, shop, at) values (cast(? as text)::tsvector, ?, ?, ?)",
        document, row.id, row.shop, work.now);
}

namespace {

struct FoundDispute {
    std::string dispute;
};
BOOST_DESCRIBE_STRUCT(FoundDispute, (), (dispute))

std::vector<FoundDispute> termed_sqlite(Work& work, const std::string& shop,
                                        const std::string& words, int limit) {
    auto query = text::search_query(words);
    if (query.empty()) return {};
    return work.db.rows<FoundDispute>(
        "select dispute from dispute_terms where dispute_terms match ? and shop = ? order by rowid desc limit ?",
        query, shop, limit);
}

// The newest first, then the index of words: as aftersales looks for cases, and for the same
// reason.
constexpr int newest = 2'000;
std::vector<FoundDispute> termed_postgres(Work& work, const std::string& shop,
                                          const std::string& words, int limit) {
    auto query = text::tsquery_of(words);
    if (query.empty()) return {};
    auto near = work.db.rows<FoundDispute>(
        "select dispute from (select dispute, at, terms from dispute_terms where shop = ? order by at desc limit ?) as newest "
        "where terms @@ cast(? as text)::tsquery order by at desc limit ?",
        shop, newest, query, limit);
    if (std::ssize(near) >= limit) return near;
    return work.db.rows<FoundDispute>(
        "select dispute from dispute_terms where terms @@ cast(? as text)::tsquery and shop = ? order by at + 0 desc limit ?",
        query, shop, limit);
}

}  // namespace

std::vector<DisputeFileRow> found_disputes(Work& work, const std::string& shop,
                                           const std::string& words, int limit) {
    auto rows = work.db.all<DisputeFileRow>(
        "where shop = ? and (number = ? or platform_number = ? or order_number = ? or case_number = ?) order by opened_at desc, id limit ?",
        shop, words, words, words, words, limit);
    if (!rows.empty()) return rows;
    auto ids = work.db.dialect() == Dialect::sqlite ? termed_sqlite(work, shop, words, limit)
                                                    : termed_postgres(work, shop, words, limit);
    for (auto& one : ids) {
        auto row = work.db.first<DisputeFileRow>("where shop = ? and id = ?", shop, one.dispute);
        bool twice = row && std::ranges::any_of(rows, [&](auto& had) { return had.id == row->id; });
        if (row && !twice) rows.push_back(*std::move(row));
    }
    return rows;
}

}  // namespace disputes
