// The first sheet of an XLSX file, row by row.
//
//     ZIP entry --inflate, 64 KB at a time--> XML --> cells --> row --> each(row)
//
// Invariants: no entry is ever unpacked as a whole, but for the table of shared texts, which has a
// bound; what unpacks to more than the bounds allow, names document types or nests deeper than a
// sheet does is refused when that is seen. Source: ECMA-376 part 1, §18 (SpreadsheetML).
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "kit/base/result.hpp"
#include "kit/text/csv.hpp"

namespace kit::text {

struct WorkbookBounds {
    std::int64_t unpacked_max = 1'500'000'000;   // of one entry
    std::int64_t ratio_max = 200;                // unpacked : packed, above the first 16 MB
    std::size_t shared_bytes_max = 160'000'000;  // of the table of shared texts
    std::int64_t rows_max = 1'100'000;
    std::size_t cell_bytes_max = 32 * 1024;
};

// True when the bytes begin as a ZIP file does.
bool looks_like_workbook(std::string_view first_bytes);

// Numbers are given as they are written in the file, dates as "2024-05-01 12:00:00".
// `line` of a row is its number in the sheet. False from `each` ends the reading.
// Errors: invalid (`not_a_workbook`, `workbook_encrypted`, `workbook_too_large`,
// `workbook_broken`).
Result<void> read_workbook(const std::string& path, const CsvReader::Each& each,
                           const WorkbookBounds& = {});

}  // namespace kit::text
