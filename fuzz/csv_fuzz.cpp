// Strangers' tables: bytes of any charset into rows.
//
// Oracles: however the bytes are cut into pieces, the same rows come out; what is recoded is UTF-8;
// no row is larger than the bound; offsets and lines never go back; what we write of a row reads
// back as that row.
#include <cstdint>
#include <cstdlib>

#include "kit/text/charset.hpp"
#include "kit/text/csv.hpp"
#include "kit/text/utf8.hpp"

using namespace kit::text;

static void check(bool holds) {
    if (!holds) std::abort();
}

static std::string recoded(std::string_view bytes, std::size_t piece) {
    Recoder recoder(charset_of(bytes));
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); i += piece) recoder.take(bytes.substr(i, piece), out);
    recoder.finish(out);
    return out;
}

static std::vector<TableRow> rows_of(std::string_view text, std::size_t piece) {
    std::vector<TableRow> out;
    CsvReader reader(separator_of(text));
    auto keep = [&](TableRow& row) { return out.push_back(row), true; };
    for (std::size_t i = 0; i < text.size(); i += piece) reader.take(text.substr(i, piece), keep);
    reader.finish(keep);
    return out;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view bytes(reinterpret_cast<const char*>(data), size);
    std::size_t piece = size ? 1 + data[0] % 17 : 1;
    auto text = recoded(bytes, size + 1);
    check(is_valid_utf8(text));
    check(recoded(bytes, piece) == text);
    auto rows = rows_of(text, size * 4 + 1), cut = rows_of(text, piece);
    check(rows.size() == cut.size());
    TableRow last;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        auto& row = rows[i];
        check(row.cells == cut[i].cells && row.line == cut[i].line && row.end == cut[i].end &&
              row.fault == cut[i].fault);
        check(row.line >= last.line && row.end > last.end);
        check(row.cells.size() <= row_cells_max + 1);
        last = row;
        if (row.fault != TableRow::Fault::none) continue;
        auto again = rows_of(csv_row(row.cells), 1000);
        check(separator_of(csv_row(row.cells)) != ',' ||
              (again.size() == 1 && again[0].cells == row.cells));
    }
    return 0;
}
