#include "kit/text/csv.hpp"

#include <algorithm>
#include <utility>

namespace kit::text {

bool CsvReader::take(std::string_view piece, const Each& each) {
    waiting_ += piece;
    return run(false, each);
}

bool CsvReader::finish(const Each& each) { return run(true, each); }

static bool is_empty(const TableRow& row) {
    return row.fault == TableRow::Fault::none && row.cells.size() == 1 && row.cells.front().empty();
}

bool CsvReader::run(bool last, const Each& each) {
    std::size_t at = 0;
    bool on = true;
    TableRow row;
    while (on && at < waiting_.size()) {
        auto text = std::string_view(waiting_).substr(at);
        std::size_t used = 0;
        if (!read_row(text, last, row, used)) break;
        row.line = line_;
        auto taken = text.substr(0, used);
        line_ += std::ranges::count(taken, '\n');
        // A CR alone ends a line too.
        for (std::size_t i = 0; i < taken.size(); ++i)
            if (taken[i] == '\r' && (i + 1 == taken.size() || taken[i + 1] != '\n')) ++line_;
        at += used;
        offset_ += static_cast<std::int64_t>(used);
        row.end = offset_;
        if (!is_empty(row)) on = each(row);
    }
    waiting_.erase(0, at);
    return on;
}

// Takes the row's first line away and says what is wrong with it.
bool CsvReader::give_up_row(std::string_view text, TableRow::Fault fault, TableRow& row,
                            std::size_t& used) const {
    row.cells.clear();
    row.fault = fault;
    auto end = text.find_first_of("\r\n");
    if (end == text.npos || end >= row_bytes_max) {
        used = std::min(text.size(), row_bytes_max);
        return true;
    }
    used = end + (text.substr(end).starts_with("\r\n") ? 2 : 1);
    return true;
}

static TableRow::Fault fault_in(bool quoted) {
    return quoted ? TableRow::Fault::quote_not_closed : TableRow::Fault::too_long;
}

// False when the row is not whole yet.
bool CsvReader::read_row(std::string_view text, bool last, TableRow& row, std::size_t& used) const {
    enum class In { start, plain, quoted, closed } in = In::start;
    row.cells.clear();
    row.fault = TableRow::Fault::none;
    std::string cell;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i >= row_bytes_max) return give_up_row(text, fault_in(in == In::quoted), row, used);
        char c = text[i];
        if (in == In::quoted && c != '"') {
            cell += c;
        } else if (in == In::quoted) {
            in = In::closed;
        } else if (c == '"' && in == In::start) {
            in = In::quoted;
        } else if (c == '"' && in == In::closed) {
            cell += '"', in = In::quoted;
        } else if (c == separator_) {
            if (row.cells.size() == row_cells_max)
                return give_up_row(text, TableRow::Fault::too_many_cells, row, used);
            row.cells.push_back(std::move(cell));
            cell.clear(), in = In::start;
        } else if (c == '\n' || c == '\r') {
            // Whether a LF follows is not known yet.
            if (c == '\r' && i + 1 == text.size() && !last) return false;
            row.cells.push_back(std::move(cell));
            used = i + (text.substr(i).starts_with("\r\n") ? 2 : 1);
            return true;
        } else {
            cell += c, in = In::plain;
        }
    }
    if (!last && text.size() < row_bytes_max) return false;
    if (!last || in == In::quoted) return give_up_row(text, fault_in(in == In::quoted), row, used);
    row.cells.push_back(std::move(cell));
    used = text.size();
    return true;
}

char separator_of(std::string_view header) {
    header = header.substr(0, header.find_first_of("\r\n"));
    char best = ',';
    for (char c : {'\t', ';'})
        if (std::ranges::count(header, c) > std::ranges::count(header, best)) best = c;
    return best;
}

std::string csv_row(const std::vector<std::string>& cells) {
    std::string out;
    for (bool first = true; auto& cell : cells) {
        if (!std::exchange(first, false)) out += ',';
        if (cell.find_first_of("\",\r\n") == cell.npos) {
            out += cell;
            continue;
        }
        out += '"';
        for (char c : cell) (out += c == '"' ? "\"" : "") += c;
        out += '"';
    }
    return out + "\r\n";
}

std::string csv_row_for_people(const std::vector<std::string>& cells) {
    auto safe = cells;
    for (auto& cell : safe) {
        auto start = cell.find_first_not_of(" \t");
        auto rest = start == cell.npos ? std::string_view() : std::string_view(cell).substr(start);
        for (std::string_view sign : {"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"})
            if (rest.starts_with(sign)) {
                cell.insert(0, "'");
                break;
            }
    }
    return csv_row(safe);
}

}  // namespace kit::text
