// A file of a marketplace, of whatever kind and charset, into plain rows on disk.
#include "connections/imports.hpp"
#include "connections/rows.hpp"
#include "kit/base/spool.hpp"
#include "kit/text/charset.hpp"
#include "kit/text/csv.hpp"
#include "kit/text/workbook.hpp"

namespace connections {

using namespace kit::text;

namespace {

constexpr std::size_t sample_bytes = 1 << 20;
constexpr int preview_rows = 5;

std::string head_of(const Spool& files, const Import& of) {
    std::string out;
    files.read(of.id.text, 0,
               [&](std::string_view piece) { return (out += piece).size() < sample_bytes; });
    return out;
}

std::string charset_name(std::string_view head) {
    if (looks_like_workbook(head)) return "xlsx";
    switch (charset_of(head)) {
        case Charset::utf8:
            return "utf-8";
        case Charset::gb18030:
            return "gb18030";
        case Charset::utf16le:
        case Charset::utf16be:
            return "utf-16";
    }
    return "utf-8";
}

// Rows of a file in UTF-8, GBK, UTF-16 or XLSX.
Result<void> rows_of(const Spool& files, const Import& of, std::string_view head,
                     const CsvReader::Each& each) {
    if (looks_like_workbook(head))
        return read_workbook(Spool::Plain(files, of.id.text).path(), each);
    Recoder recoder(charset_of(head));
    std::string first;
    Recoder(charset_of(head)).take(head.substr(0, 8192), first);
    CsvReader reader(separator_of(first));
    bool on = true;
    files.read(of.id.text, 0, [&](std::string_view piece) {
        std::string text;
        recoder.take(piece, text);
        return on = reader.take(text, each);
    });
    std::string rest;
    recoder.finish(rest);
    if (on) on = reader.take(rest, each);
    if (on) reader.finish(each);
    return {};
}

std::vector<std::string> plain(const std::vector<std::string>& cells) {
    std::vector<std::string> out;
    for (auto& cell : cells) out.push_back(plain_cell(cell));
    return out;
}

// Titles of a report stand above some headers: the header is the first row that is one.
bool is_header(const std::vector<std::string>& cells) { return detected(cells).known(); }

std::string hidden(const ImportColumn& column, const std::string& cell) {
    using enum Meaning;
    if (cell.empty()) return cell;
    if (column.meaning == receiver || column.meaning == buyer)
        return customers::mask_of(customers::Personal::name, cell);
    if (column.meaning == phone) return customers::mask_of(customers::Personal::phone, cell);
    if (column.meaning == address) return customers::mask_of(customers::Personal::address, cell);
    // What we do not know may be anything.
    return column.meaning == nothing ? "…" : cell.substr(0, 200);
}

}  // namespace

std::string rows_name(const Id<Import>& id) { return id.text + ".rows"; }

void forget_file(const Settings& settings, const Id<Import>& id) {
    auto files = import_spool(settings, "");
    files.drop(id.text);
    files.drop(rows_name(id));
}

ImportPreview previewed(const Settings& settings, const Import& of, const std::string& key) {
    auto files = import_spool(settings, key);
    auto head = head_of(files, of);
    ImportPreview out{.charset = charset_name(head), .reason = "unknown_columns"};
    int seen = 0, faulty = 0;
    auto read = rows_of(files, of, head, [&](TableRow& row) {
        if (++seen > 40) return false;
        if (!out.layout.known()) {
            auto next = detected(plain(row.cells));
            bool nearer =
                out.layout.columns.empty() || next.missing.size() < out.layout.missing.size();
            if (row.fault == TableRow::Fault::none && nearer) out.layout = std::move(next);
            if (out.layout.known()) out.reason.clear();
            return seen < 10 || out.layout.known();
        }
        ExportRow plain_row{row.line, plain(row.cells)};
        faulty += fault_of(out.layout, plain_row).has_value();
        plain_row.cells.resize(out.layout.columns.size());
        for (std::size_t i = 0; i < out.layout.columns.size(); ++i)
            plain_row.cells[i] = hidden(out.layout.columns[i], plain_row.cells[i]);
        out.rows.push_back(std::move(plain_row.cells));
        return static_cast<int>(out.rows.size()) < preview_rows;
    });
    if (!read) out.reason = read.error().reason;
    else if (out.reason.empty() && out.rows.empty()) out.reason = "no_rows";
    // Not one row fits its headings: the columns are shifted, not the rows wrong.
    else if (out.reason.empty() && faulty == static_cast<int>(out.rows.size()) && faulty >= 2)
        out.reason = "shifted_columns";
    return out;
}

Result<std::int64_t> unrolled(const Settings& settings, const Import& of, const std::string& key) {
    auto files = import_spool(settings, key);
    auto head = head_of(files, of);
    Spool::Writer writer(files, rows_name(of.id));
    bool header_seen = false;
    auto read = rows_of(files, of, head, [&](TableRow& row) {
        auto cells = plain(row.cells);
        if (!header_seen) {
            header_seen = is_header(cells);
            if (!header_seen) return true;
        }
        cells.insert(cells.begin(), std::to_string(row.line));
        if (row.fault == TableRow::Fault::quote_not_closed)
            cells = {std::to_string(row.line), "", "quote_not_closed"};
        else if (row.fault != TableRow::Fault::none)
            cells = {std::to_string(row.line), "", "too_long"};
        writer.add(csv_row(cells));
        return true;
    });
    if (!read) return std::unexpected(read.error());
    if (!header_seen) return invalid("unknown_columns");
    writer.finish();
    return files.bytes(rows_name(of.id));
}

}  // namespace connections
