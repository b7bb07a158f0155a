// Rows and described shapes.
//
//     work.db.insert(message);
//     TRY(auto person, work.db.find(id));                                     // not_found
//     auto open = work.db.all<Conversation>("where shop = ? and state = ?", shop, State::waiting);
//
// A row shape names its table: `static constexpr auto table = "messages";` and has a member `id`.
// Columns are the members, one by one, same names. Lists, maps and nested shapes are JSON text.
#pragma once

#include <array>
#include <boost/json/value.hpp>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kit/base/describe.hpp"
#include "kit/base/json.hpp"
#include "kit/base/values.hpp"
#include "kit/db/connection.hpp"

namespace kit {

// SQL text known at compile time, so that no query can be built from what a client sent.
class Sql {
public:
    template <std::size_t N>
    consteval Sql(const char (&text)[N]) : text_(text, N - 1) {}
    constexpr std::string_view text() const { return text_; }

private:
    std::string_view text_;
};

namespace rows {

// Values that had to be made (JSON text) live here until the statement ran.
using Made = std::deque<std::string>;

template <class V>
Bound bound(const V& value, Made& made) {
    if constexpr (is_optional<V>::value) {
        if (!value) return nullptr;
        return bound(*value, made);
    } else if constexpr (std::is_convertible_v<V, std::string_view>) {
        return std::string_view(value);
    } else if constexpr (std::is_integral_v<V>) {
        return static_cast<std::int64_t>(value);
    } else if constexpr (std::is_floating_point_v<V>) {
        return static_cast<double>(value);
    } else if constexpr (std::is_same_v<V, Time>) {
        return value.us;
    } else if constexpr (std::is_same_v<V, Minor>) {
        return value.units;
    } else if constexpr (json::is_id<V>::value) {
        return std::string_view(value.text);
    } else if constexpr (std::is_same_v<V, Json>) {
        return std::string_view(value.text);
    } else if constexpr (DescribedEnum<V>) {
        return kit::name_of(value);
    } else {
        return std::string_view(made.emplace_back(json::text_of(value)));
    }
}

template <class V>
void take(const Row& row, int column, V& out) {
    if constexpr (is_optional<V>::value) {
        if (row.is_null(column)) out.reset();
        else take(row, column, out.emplace());
    } else if constexpr (std::is_same_v<V, std::string>) {
        out = row.text(column);
    } else if constexpr (std::is_same_v<V, bool>) {
        out = row.number(column) != 0;
    } else if constexpr (std::is_integral_v<V>) {
        out = static_cast<V>(row.number(column));
    } else if constexpr (std::is_floating_point_v<V>) {
        out = static_cast<V>(row.real(column));
    } else if constexpr (std::is_same_v<V, Time>) {
        out.us = row.number(column);
    } else if constexpr (std::is_same_v<V, Minor>) {
        out.units = row.number(column);
    } else if constexpr (json::is_id<V>::value || std::is_same_v<V, Json>) {
        out.text = row.text(column);
    } else if constexpr (DescribedEnum<V>) {
        auto value = enum_named<V>(row.text(column));
        if (!value)
            throw Bug("a column holds a word that is not listed: " + std::string(row.text(column)));
        out = *value;
    } else {
        auto value = json::from_text<V>(row.text(column));
        if (!value) throw Bug("a column holds JSON of another shape");
        out = *std::move(value);
    }
}

template <Described T>
T shape(const Row& row) {
    T out;
    int column = 0;
    each_member<T>([&](const char*, auto member) { take(row, column++, out.*member); });
    return out;
}

template <Described T>
const std::string& column_list() {
    static const std::string list = [] {
        std::string text;
        each_member<T>([&](const char* name, auto) { (text += text.empty() ? "" : ", ") += name; });
        return text;
    }();
    return list;
}

}  // namespace rows

class Db {
public:
    explicit Db(Connection& connection) : connection_(&connection) {}

    Dialect dialect() const { return connection_->dialect(); }

    // Errors: not_found.
    template <Described T>
    Result<T> find(const Id<T>& id) {
        auto found = first<T>("where id = ?", id);
        if (!found) return not_found();
        return *std::move(found);
    }
    // Errors: not_found (also when the row belongs to another shop).
    template <Described T>
    Result<T> find(const Id<T>& id, std::string_view shop) {
        auto found = first<T>("where id = ? and shop = ?", id, shop);
        if (!found) return not_found();
        return *std::move(found);
    }

    // `tail` is everything after the table's name: "where … order by … limit ?".
    template <Described T, class... A>
    std::vector<T> all(Sql tail, const A&... values) {
        std::vector<T> out;
        run(
            select<T>(tail.text()),
            [&](const Row& row) { return out.push_back(rows::shape<T>(row)), true; }, values...);
        return out;
    }
    template <Described T, class... A>
    std::optional<T> first(Sql tail, const A&... values) {
        std::optional<T> out;
        run(
            select<T>(tail.text()),
            [&](const Row& row) { return out = rows::shape<T>(row), false; }, values...);
        return out;
    }
    // A whole select whose columns are T's members in order.
    template <Described T, class... A>
    std::vector<T> rows(Sql sql, const A&... values) {
        std::vector<T> out;
        run(
            sql.text(),
            [&](const Row& row) { return out.push_back(kit::rows::shape<T>(row)), true; },
            values...);
        return out;
    }
    // The first column of the first row.
    template <class V, class... A>
    std::optional<V> value(Sql sql, const A&... values) {
        std::optional<V> out;
        run(
            sql.text(),
            [&](const Row& row) {
                if (!row.is_null(0)) kit::rows::take(row, 0, out.emplace());
                return false;
            },
            values...);
        return out;
    }
    // Rows changed.
    template <class... A>
    std::int64_t execute(Sql sql, const A&... values) {
        return run(sql.text(), nullptr, values...);
    }
    // The one place where the engines part: full-text search. Everything else is common.
    template <class... A>
    std::int64_t execute_by_dialect(Sql sqlite, Sql postgres, const A&... values) {
        return run(dialect() == Dialect::sqlite ? sqlite.text() : postgres.text(), nullptr,
                   values...);
    }
    template <Described T, class... A>
    std::vector<T> rows_by_dialect(Sql sqlite, Sql postgres, const A&... values) {
        std::vector<T> out;
        run(
            dialect() == Dialect::sqlite ? sqlite.text() : postgres.text(),
            [&](const Row& row) { return out.push_back(kit::rows::shape<T>(row)), true; },
            values...);
        return out;
    }

    template <Described T>
    void insert(const T& row) {
        static const std::string sql = [] {
            std::string marks;
            each_member<T>([&](const char*, auto) { marks += marks.empty() ? "?" : ", ?"; });
            return std::string("insert into ") + T::table + " (" + kit::rows::column_list<T>() +
                   ") values (" + marks + ")";
        }();
        run_row(sql, row, false);
    }
    // Writes every column of the row with this id; it must be there.
    template <Described T>
    void update(const T& row) {
        static const std::string sql = [] {
            std::string text = std::string("update ") + T::table + " set ";
            bool first = true;
            each_member<T>([&](const char* name, auto) {
                if (std::string_view(name) == "id") return;
                text += (std::exchange(first, false) ? "" : ", ") + std::string(name) + " = ?";
            });
            return text + " where id = ?";
        }();
        auto changed = run_row(sql, row, true);
        ENSURE(changed == 1, "the row to update is there");
    }
    template <Described T>
    void remove(const Id<T>& id) {
        static const std::string sql = std::string("delete from ") + T::table + " where id = ?";
        run(sql, nullptr, id);
    }

    // Throws Broken when the table's columns and the description differ.
    template <Described T>
    void verify() {
        std::vector<std::string> described;
        each_member<T>([&](const char* name, auto) { described.emplace_back(name); });
        verify_columns(T::table, described);
    }

    Connection& connection() { return *connection_; }

private:
    void verify_columns(std::string_view table, const std::vector<std::string>& described);

    template <class... A>
    std::int64_t run(std::string_view sql, const std::function<bool(const Row&)>& each,
                     const A&... values) {
        kit::rows::Made made;
        std::array<Bound, sizeof...(A)> bound{kit::rows::bound(values, made)...};
        return connection_->run(sql, bound, each);
    }
    template <Described T>
    std::int64_t run_row(std::string_view sql, const T& row, bool id_last) {
        kit::rows::Made made;
        std::array<Bound, boost::mp11::mp_size<Members<T>>::value> bound;
        std::size_t i = 0;
        each_member<T>([&](const char* name, auto member) {
            if (id_last && std::string_view(name) == "id")
                bound.back() = kit::rows::bound(row.*member, made);
            else bound[i++] = kit::rows::bound(row.*member, made);
        });
        return connection_->run(sql, bound, nullptr);
    }
    template <Described T>
    std::string_view select(std::string_view tail) {
        // Tails are literals, so their address names them and the text is built once a thread.
        static thread_local std::unordered_map<const char*, std::string> texts;
        auto& text = texts[tail.data()];
        if (text.empty())
            text = "select " + kit::rows::column_list<T>() + " from " + T::table + " " +
                   std::string(tail);
        return text;
    }

    Connection* connection_;
};

}  // namespace kit
