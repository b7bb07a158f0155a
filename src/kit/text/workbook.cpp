#include "kit/text/workbook.hpp"

#include <expat.h>
#include <zip.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstring>
#include <map>
#include <memory>
#include <vector>

namespace kit::text {

namespace {

struct CloseZip {
    void operator()(zip_t* open) const { ::zip_discard(open); }
    void operator()(zip_file_t* open) const { ::zip_fclose(open); }
    void operator()(XML_ParserStruct* open) const { ::XML_ParserFree(open); }
};
using Zip = std::unique_ptr<zip_t, CloseZip>;
using ZipFile = std::unique_ptr<zip_file_t, CloseZip>;
using Parser = std::unique_ptr<XML_ParserStruct, CloseZip>;

std::string_view local(const char* name) {
    std::string_view whole(name);
    auto colon = whole.rfind(':');
    return colon == whole.npos ? whole : whole.substr(colon + 1);
}

std::string_view attribute(const char** attributes, std::string_view name) {
    for (; attributes[0]; attributes += 2)
        if (local(attributes[0]) == name) return attributes[1];
    return {};
}

std::int64_t number(std::string_view text, std::int64_t otherwise) {
    std::int64_t out = otherwise;
    std::from_chars(text.data(), text.data() + text.size(), out);
    return out;
}

// What is done with the elements of one entry.
struct Reader {
    std::function<void(std::string_view element, const char** attributes)> open = [](auto, auto) {};
    std::function<void(std::string_view element)> close = [](auto) {};
    std::function<void(std::string_view text)> words = [](auto) {};
    const char* refused = nullptr;  // ends the reading
    bool enough = false;            // the same, in peace
    int depth = 0;
    XML_Parser parser = nullptr;

    void stop(const char* why) {
        refused = why;
        ::XML_StopParser(parser, XML_FALSE);
    }
    void end() {
        enough = true;
        ::XML_StopParser(parser, XML_FALSE);
    }
};

void XMLCALL on_open(void* data, const XML_Char* name, const XML_Char** attributes) {
    auto& reader = *static_cast<Reader*>(data);
    if (++reader.depth > 32) return reader.stop("workbook_broken");
    reader.open(local(name), attributes);
}
void XMLCALL on_close(void* data, const XML_Char* name) {
    auto& reader = *static_cast<Reader*>(data);
    --reader.depth;
    reader.close(local(name));
}
void XMLCALL on_words(void* data, const XML_Char* text, int length) {
    static_cast<Reader*>(data)->words({text, static_cast<std::size_t>(length)});
}
// Sheets have no document type; what has one wants entities to grow.
void XMLCALL on_doctype(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    static_cast<Reader*>(data)->stop("workbook_broken");
}

Parser parser_for(Reader& reader) {
    Parser parser(::XML_ParserCreate(nullptr));
    reader.parser = parser.get();
    ::XML_SetUserData(parser.get(), &reader);
    ::XML_SetElementHandler(parser.get(), on_open, on_close);
    ::XML_SetCharacterDataHandler(parser.get(), on_words);
    ::XML_SetStartDoctypeDeclHandler(parser.get(), on_doctype);
    return parser;
}

// Reads one entry through `reader`. Errors: as read_workbook; not_found when there is no such
// entry.
Result<void> read_entry(zip_t* zip, const std::string& name, Reader& reader,
                        const WorkbookBounds& bounds) {
    zip_stat_t stat;
    ::zip_stat_init(&stat);
    if (::zip_stat(zip, name.c_str(), ZIP_FL_NOCASE, &stat) != 0) return not_found();
    ZipFile file(::zip_fopen_index(zip, stat.index, 0));
    if (!file)
        return invalid(stat.encryption_method != ZIP_EM_NONE ? "workbook_encrypted"
                                                             : "workbook_broken");
    auto parser = parser_for(reader);
    std::array<char, 64 * 1024> piece;
    std::int64_t unpacked = 0, packed = static_cast<std::int64_t>(stat.comp_size);
    for (bool last = false; !last;) {
        auto got = ::zip_fread(file.get(), piece.data(), piece.size());
        if (got < 0) return invalid("workbook_broken");
        unpacked += got;
        // What the directory says is not believed: this counts what came out.
        if (unpacked > bounds.unpacked_max ||
            (unpacked > 16'000'000 &&
             unpacked / bounds.ratio_max > std::max<std::int64_t>(packed, 1)))
            return invalid("workbook_too_large");
        last = got == 0;
        auto status = ::XML_Parse(parser.get(), piece.data(), static_cast<int>(got), last);
        if (reader.refused) return invalid(reader.refused);
        if (reader.enough) return {};
        if (status != XML_STATUS_OK) return invalid("workbook_broken");
    }
    return {};
}

// Texts that cells share, one after another in one block.
struct SharedTexts {
    std::string block;
    std::vector<std::uint32_t> ends;
    std::string_view at(std::int64_t index) const {
        if (index < 0 || index >= static_cast<std::int64_t>(ends.size())) return {};
        auto i = static_cast<std::size_t>(index);
        auto from = i == 0 ? 0 : ends[i - 1];
        return std::string_view(block).substr(from, ends[i] - from);
    }
};

Result<SharedTexts> shared_texts(zip_t* zip, const WorkbookBounds& bounds) {
    SharedTexts out;
    Reader reader;
    bool in_text = false, phonetic = false;
    reader.open = [&](std::string_view name, const char**) {
        if (name == "t") in_text = true;
        if (name == "rPh") phonetic = true;
    };
    reader.close = [&](std::string_view name) {
        if (name == "t") in_text = false;
        if (name == "rPh") phonetic = false;
        if (name != "si") return;
        out.ends.push_back(static_cast<std::uint32_t>(out.block.size()));
        if (out.ends.size() * sizeof(std::uint32_t) > bounds.shared_bytes_max)
            reader.stop("workbook_too_large");
    };
    reader.words = [&](std::string_view text) {
        if (!in_text || phonetic) return;
        out.block += text;
        if (out.block.size() > bounds.shared_bytes_max) reader.stop("workbook_too_large");
    };
    auto read = read_entry(zip, "xl/sharedStrings.xml", reader, bounds);
    if (!read && read.error().code != Code::not_found) return std::unexpected(read.error());
    return out;
}

// A number format that shows days or hours. Source: ECMA-376 part 1 §18.8.30: 14–22, 45–47 are
// built in, 27–36 and 50–58 in Chinese versions.
bool shows_date(std::int64_t format, const std::map<std::int64_t, std::string>& own) {
    if ((format >= 14 && format <= 22) || (format >= 27 && format <= 36) ||
        (format >= 45 && format <= 47) || (format >= 50 && format <= 58))
        return true;
    auto found = own.find(format);
    if (found == own.end()) return false;
    bool quoted = false, bracket = false;
    for (char c : found->second) {
        if (c == '"') quoted = !quoted;
        else if (c == '[' || c == ']') bracket = c == '[';
        else if (!quoted && !bracket && std::strchr("yYmMdDhHsS", c)) return true;
    }
    return false;
}

// For each cell style, whether it shows a date.
Result<std::vector<bool>> date_styles(zip_t* zip, const WorkbookBounds& bounds) {
    std::map<std::int64_t, std::string> own;
    std::vector<bool> out;
    Reader reader;
    bool in_cells = false;
    reader.open = [&](std::string_view name, const char** attributes) {
        if (name == "numFmt" && own.size() < 5000)
            own[number(attribute(attributes, "numFmtId"), -1)] =
                attribute(attributes, "formatCode");
        if (name == "cellXfs") in_cells = true;
        if (name == "xf" && in_cells && out.size() < 70'000)
            out.push_back(shows_date(number(attribute(attributes, "numFmtId"), 0), own));
    };
    reader.close = [&](std::string_view name) {
        if (name == "cellXfs") in_cells = false;
    };
    auto read = read_entry(zip, "xl/styles.xml", reader, bounds);
    if (!read && read.error().code != Code::not_found) return std::unexpected(read.error());
    return out;
}

// The path of the first sheet.
Result<std::string> first_sheet(zip_t* zip, const WorkbookBounds& bounds) {
    std::string wanted, path = "worksheets/sheet1.xml";
    Reader book, links;
    book.open = [&](std::string_view name, const char** attributes) {
        if (name != "sheet") return;
        for (auto a = attributes; a[0]; a += 2)
            if (std::string_view(a[0]).ends_with(":id")) wanted = a[1];
        book.end();
    };
    auto read = read_entry(zip, "xl/workbook.xml", book, bounds);
    if (!read)
        return invalid(read.error().code == Code::not_found ? "not_a_workbook"
                                                            : read.error().reason);
    links.open = [&](std::string_view name, const char** attributes) {
        if (name == "Relationship" && !wanted.empty() && attribute(attributes, "Id") == wanted)
            path = attribute(attributes, "Target");
    };
    read = read_entry(zip, "xl/_rels/workbook.xml.rels", links, bounds);
    if (!read && read.error().code != Code::not_found) return std::unexpected(read.error());
    return path.starts_with('/') ? path.substr(1) : "xl/" + path;
}

// "2024-05-01 12:00:00" of a day number. Source: ECMA-376 part 1 §18.17.4.1; day 60 is the 29
// February 1900 that never was, so days before it are left as they are.
std::string date_text(std::string_view serial) {
    double days = 0;
    auto got = std::from_chars(serial.data(), serial.data() + serial.size(), days);
    if (got.ec != std::errc{} || days < 61 || days > 2'958'466) return std::string(serial);
    auto seconds = std::llround((days - 25569) * 86400);
    auto day = std::chrono::floor<std::chrono::days>(
        std::chrono::sys_seconds(std::chrono::seconds(seconds)));
    std::chrono::year_month_day date(day);
    auto rest =
        seconds - std::chrono::duration_cast<std::chrono::seconds>(day.time_since_epoch()).count();
    std::array<char, 40> out;
    auto length = std::snprintf(out.data(), out.size(), "%04d-%02u-%02u %02d:%02d:%02d",
                                static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                                static_cast<unsigned>(date.day()), static_cast<int>(rest / 3600),
                                static_cast<int>(rest / 60 % 60), static_cast<int>(rest % 60));
    return {out.data(), static_cast<std::size_t>(length)};
}

// 0 for "A7", 27 for "AB7"; `next` when there are no letters.
std::size_t column_of(std::string_view reference, std::size_t next) {
    std::size_t column = 0, letters = 0;
    for (char c : reference) {
        if (c < 'A' || c > 'Z' || letters == 4) break;
        column = column * 26 + static_cast<std::size_t>(c - 'A' + 1), ++letters;
    }
    return letters == 0 ? next : column - 1;
}

// The rows of a sheet, as its elements go by.
class Sheet {
public:
    Sheet(Reader& reader, const SharedTexts& shared, const std::vector<bool>& dates,
          const CsvReader::Each& each, const WorkbookBounds& bounds)
        : reader_(reader), shared_(shared), dates_(dates), each_(each), bounds_(bounds) {
        reader.open = [this](std::string_view name, const char** attributes) {
            open(name, attributes);
        };
        reader.close = [this](std::string_view name) { close(name); };
        reader.words = [this](std::string_view text) { words(text); };
    }

private:
    void open(std::string_view name, const char** attributes) {
        if (name == "row") {
            row_.line = number(attribute(attributes, "r"), row_.line + 1);
            row_.cells.clear();
            row_.fault = TableRow::Fault::none;
        } else if (name == "c") {
            column_ = column_of(attribute(attributes, "r"), row_.cells.size());
            type_ = attribute(attributes, "t");
            style_ = number(attribute(attributes, "s"), -1);
            value_.clear();
        } else if (name == "v" || name == "t") {
            in_value_ = true;
        } else if (name == "rPh") {
            phonetic_ = true;
        }
    }
    void words(std::string_view text) {
        if (!in_value_ || phonetic_) return;
        if (value_.size() + text.size() > bounds_.cell_bytes_max)
            row_.fault = TableRow::Fault::too_long;
        else value_ += text;
    }
    void close(std::string_view name) {
        if (name == "v" || name == "t") in_value_ = false;
        else if (name == "rPh") phonetic_ = false;
        else if (name == "c") keep();
        else if (name == "row") give();
        else if (name == "sheetData") reader_.end();
    }
    bool is_date() const {
        return type_.empty() && style_ >= 0 && style_ < static_cast<std::int64_t>(dates_.size()) &&
               dates_[static_cast<std::size_t>(style_)];
    }
    void keep() {
        if (column_ >= row_cells_max) {
            // Formatting reaches far to the right; only words there are a fault.
            if (!value_.empty()) row_.fault = TableRow::Fault::too_many_cells;
            return;
        }
        if (row_.cells.size() <= column_) row_.cells.resize(column_ + 1);
        auto& cell = row_.cells[column_];
        if (type_ == "s") cell = shared_.at(number(value_, -1));
        else if (is_date()) cell = date_text(value_);
        else cell = value_;
    }
    void give() {
        if (++rows_ > bounds_.rows_max) return reader_.stop("workbook_too_large");
        if (row_.fault != TableRow::Fault::none) row_.cells.clear();
        bool empty = row_.fault == TableRow::Fault::none &&
                     std::ranges::all_of(row_.cells, [](auto& cell) { return cell.empty(); });
        if (!empty && !each_(row_)) reader_.end();
    }

    Reader& reader_;
    const SharedTexts& shared_;
    const std::vector<bool>& dates_;
    const CsvReader::Each& each_;
    const WorkbookBounds& bounds_;
    TableRow row_;
    std::string value_, type_;
    std::size_t column_ = 0;
    std::int64_t style_ = -1, rows_ = 0;
    bool in_value_ = false, phonetic_ = false;
};

}  // namespace

bool looks_like_workbook(std::string_view first_bytes) {
    return first_bytes.starts_with("PK\x03\x04");
}

Result<void> read_workbook(const std::string& path, const CsvReader::Each& each,
                           const WorkbookBounds& bounds) {
    int why = 0;
    Zip zip(::zip_open(path.c_str(), ZIP_RDONLY, &why));
    if (!zip) return invalid("not_a_workbook");
    if (::zip_get_num_entries(zip.get(), 0) > 2000) return invalid("workbook_too_large");
    TRY(auto sheet_path, first_sheet(zip.get(), bounds));
    TRY(auto dates, date_styles(zip.get(), bounds));
    TRY(auto shared, shared_texts(zip.get(), bounds));
    Reader reader;
    Sheet sheet(reader, shared, dates, each, bounds);
    auto read = read_entry(zip.get(), sheet_path, reader, bounds);
    if (!read && read.error().code == Code::not_found) return invalid("not_a_workbook");
    return read;
}

}  // namespace kit::text
