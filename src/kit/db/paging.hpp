// Lists that are read page by page. A page begins after the last row of the page before: its sorted
// value and its id, written "1795381694586000.01a20516-…"; clients hand it back as they got it.
//
//     TRY(auto from, place_after(ask.after, {INT64_MAX, last_id}));            // newest first
//     auto rows = work.db.all<Row>("where shop = ? and (at, id) < (?, ?) order by at desc, id desc
//     limit ?", …); out.next = text_of(ListPlace{rows.back().at.us, rows.back().id.text});
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "kit/base/result.hpp"

namespace kit {

struct ListPlace {
    std::int64_t at = 0;
    std::string id;
};
inline constexpr auto last_id = "~";  // after every id

std::string text_of(const ListPlace&);
// `first`: where the first page begins. Errors: invalid (`bad_cursor`).
Result<ListPlace> place_after(const std::optional<std::string>& after, ListPlace first);

}  // namespace kit
