// Comma-separated rows, as marketplaces and spreadsheet programs write them, read piece by piece.
//
//     piece, piece, piece --> CsvReader --> row, row, row …    with the line each one begins on
//
// Source: RFC 4180; besides, LF or CR alone end a row, and a quote in the middle of a cell is a
// character. Invariants: at most `row_bytes_max` of text wait inside; a quote that is never closed
// costs its own line and not the rest of the file.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace kit::text {

struct TableRow {
    enum class Fault { none, quote_not_closed, too_long, too_many_cells };
    std::int64_t line = 0;  // the first one of the row, from 1
    std::int64_t end = 0;   // bytes of text up to the end of the row
    std::vector<std::string> cells;
    Fault fault = Fault::none;  // then `cells` holds nothing
};

inline constexpr std::size_t row_bytes_max = 64 * 1024;
inline constexpr std::size_t row_cells_max = 400;

class CsvReader {
public:
    // Return false to stop.
    using Each = std::function<bool(TableRow&)>;

    // `line` and `offset`: where the text that follows begins, when it is not the start of the
    // file.
    explicit CsvReader(char separator = ',', std::int64_t line = 1, std::int64_t offset = 0)
        : separator_(separator), line_(line), offset_(offset) {}

    // UTF-8 text. False when `each` stopped it. Empty lines are passed over.
    bool take(std::string_view piece, const Each& each);
    bool finish(const Each& each);

private:
    bool run(bool last, const Each& each);
    bool read_row(std::string_view text, bool last, TableRow& row, std::size_t& used) const;
    bool give_up_row(std::string_view text, TableRow::Fault, TableRow& row,
                     std::size_t& used) const;
    char separator_;
    std::int64_t line_, offset_;
    std::string waiting_;
};

// The separator that splits the header best: comma, tab or semicolon.
char separator_of(std::string_view header);

// One row as text, quoted where it must be; ends in "\r\n".
std::string csv_row(const std::vector<std::string>& cells);
// The same for a spreadsheet program: what would be taken for a formula is given a leading quote.
// Source: OWASP, CSV injection; full-width signs are taken for formulas too.
std::string csv_row_for_people(const std::vector<std::string>& cells);

}  // namespace kit::text
