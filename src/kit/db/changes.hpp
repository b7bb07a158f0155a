// Writes of a row only what has changed: what stays the same keeps its indexes, and its references
// are not looked up again. Worth it for rows that are written with every message.
//
//     auto stored = row;                       // as the table has it
//     row.unread += 1;
//     update_changes(work.db, stored, row);    // update … set unread = ? where id = ?
#pragma once

#include "kit/db/db.hpp"

namespace kit {

namespace rows {

// One text for each set of columns that has been written by this thread.
template <Described T>
std::string_view update_text(std::uint64_t columns) {
    static thread_local std::unordered_map<std::uint64_t, std::string> texts;
    auto& text = texts[columns];
    if (!text.empty()) return text;
    text = std::string("update ") + T::table + " set ";
    std::uint64_t bit = 1;
    bool first = true;
    each_member<T>([&](const char* name, auto) {
        if (columns & bit)
            text += (std::exchange(first, false) ? "" : ", ") + std::string(name) + " = ?";
        bit <<= 1;
    });
    return text += " where id = ?";
}

}  // namespace rows

// Requires: `stored` is what the table holds under this id, and the row is there.
template <Described T>
void update_changes(Db& db, const T& stored, const T& row) {
    static_assert(boost::mp11::mp_size<Members<T>>::value <= 64, "a bit a column");
    ENSURE(stored.id == row.id, "a row keeps its id");
    rows::Made made;
    std::vector<Bound> values;
    std::uint64_t columns = 0, bit = 1;
    each_member<T>([&](const char*, auto member) {
        auto value = rows::bound(row.*member, made);
        if (value != rows::bound(stored.*member, made)) {
            columns |= bit;
            values.push_back(value);
        }
        bit <<= 1;
    });
    if (columns == 0) return;
    values.push_back(rows::bound(row.id, made));
    auto changed = db.connection().run(rows::update_text<T>(columns), values, nullptr);
    ENSURE(changed == 1, "the row to update is there");
}

}  // namespace kit
