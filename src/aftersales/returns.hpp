// What the files of the warehouse share.
#pragma once

#include "aftersales/rows.hpp"

namespace aftersales {

struct ReturnRow {
    static constexpr auto table = "after_returns";
    Id<ReturnParcel> id;
    std::string shop;
    Id<Case> case_id;
    std::string carrier, number;
    ReturnState state = ReturnState::expected;
    std::vector<Trace> findings;
    std::string note;
    Time told_at;
    std::optional<Time> received_at;
    std::string received_by;
    std::optional<Time> inspected_at;
    std::string back_carrier, back_number;
    std::optional<Time> sent_back_at;
};
BOOST_DESCRIBE_STRUCT(ReturnRow, (),
                      (id, shop, case_id, carrier, number, state, findings, note, told_at,
                       received_at, received_by, inspected_at, back_carrier, back_number,
                       sent_back_at))

// What is done with goods that came back.
enum class Disposition { restock, write_off, send_back };
BOOST_DESCRIBE_ENUM(Disposition, restock, write_off, send_back)
struct ReturnLineRow {
    static constexpr auto table = "after_return_lines";
    Id<ReturnLineRow> id;
    std::string shop;
    Id<ReturnParcel> return_id;
    std::string line, title;
    std::int64_t expected = 0, got = 0;
    std::vector<Trace> findings;
    Disposition disposition = Disposition::restock;
    std::int64_t restocked = 0;  // that lie on the shelf again
};
BOOST_DESCRIBE_STRUCT(ReturnLineRow, (),
                      (id, shop, return_id, line, title, expected, got, findings, disposition,
                       restocked))

void expect_return(Work&, const CaseRow&);
// A waybill as it is kept and looked for: what a scanner reads and what a person typed are one.
std::string plain_waybill(std::string_view);
ReturnParcel shown_return(Work&, const ReturnRow&, const CaseRow& of);

}  // namespace aftersales
