// Strangers' workbooks: any bytes as an XLSX file.
//
// Oracles: nothing crashes or leaks, a refusal is one of the four, and no more rows, cells or bytes
// come out than the bounds allow. Also, the bytes as one sheet inside a well-formed workbook, so
// that the XML behind the ZIP is reached.
#include <sys/mman.h>
#include <unistd.h>
#include <zip.h>

#include <cstdint>
#include <cstdlib>
#include <set>

#include "kit/text/workbook.hpp"

using namespace kit;
using namespace kit::text;

static void check(bool holds) {
    if (!holds) std::abort();
}

static const WorkbookBounds bounds{
    .unpacked_max = 1 << 20, .shared_bytes_max = 1 << 16, .rows_max = 500};

static void read(const std::string& path) {
    static const std::set<std::string> refusals{"not_a_workbook", "workbook_encrypted",
                                                "workbook_too_large", "workbook_broken"};
    std::int64_t rows = 0;
    auto done = read_workbook(
        path,
        [&](TableRow& row) {
            ++rows;
            check(row.cells.size() <= row_cells_max);
            for (auto& cell : row.cells) check(cell.size() <= (1 << 16));
            return true;
        },
        bounds);
    check(rows <= bounds.rows_max);
    if (!done) check(refusals.contains(done.error().reason));
}

static void as_a_file(std::string_view bytes) {
    int file = ::memfd_create("workbook", 0);
    check(file >= 0);
    check(::write(file, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
    read("/proc/self/fd/" + std::to_string(file));
    ::close(file);
}

static void as_a_sheet(std::string_view bytes) {
    static const std::string book =
        R"(<workbook xmlns:r="r"><sheets><sheet r:id="a"/></sheets></workbook>)";
    zip_error_t error;
    ::zip_error_init(&error);
    auto whole = ::zip_source_buffer_create(nullptr, 0, 0, &error);
    auto zip = ::zip_open_from_source(whole, ZIP_CREATE | ZIP_TRUNCATE, &error);
    check(zip != nullptr);
    ::zip_source_keep(whole);
    auto half = bytes.size() / 2;
    auto add = [&](const char* name, std::string_view text) {
        ::zip_file_add(zip, name, ::zip_source_buffer(zip, text.data(), text.size(), 0), 0);
    };
    add("xl/workbook.xml", book);
    add("xl/worksheets/sheet1.xml", bytes.substr(half));
    add("xl/sharedStrings.xml", bytes.substr(0, half));
    add("xl/styles.xml", bytes.substr(0, half));
    check(::zip_close(zip) == 0);
    zip_stat_t stat;
    ::zip_source_stat(whole, &stat);
    std::string packed(stat.size, '\0');
    ::zip_source_open(whole);
    ::zip_source_read(whole, packed.data(), packed.size());
    ::zip_source_close(whole);
    ::zip_source_free(whole);
    as_a_file(packed);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view bytes(reinterpret_cast<const char*>(data), size);
    as_a_file(bytes);
    as_a_sheet(bytes);
    return 0;
}
