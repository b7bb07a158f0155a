// Charsets, CSV and XLSX as marketplaces and spreadsheet programs write them.
#include <gtest/gtest.h>
#include <unistd.h>
#include <zip.h>

#include <filesystem>
#include <fstream>

#include "kit/text/charset.hpp"
#include "kit/text/csv.hpp"
#include "kit/text/workbook.hpp"

using namespace kit;
using namespace kit::text;

namespace {

std::string recoded(Charset charset, std::string_view bytes, std::size_t piece) {
    Recoder recoder(charset);
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); i += piece) recoder.take(bytes.substr(i, piece), out);
    recoder.finish(out);
    return out;
}

std::vector<TableRow> rows_of(std::string_view text, std::size_t piece = 5, char separator = ',') {
    std::vector<TableRow> out;
    CsvReader reader(separator);
    auto keep = [&](TableRow& row) { return out.push_back(row), true; };
    for (std::size_t i = 0; i < text.size(); i += piece) reader.take(text.substr(i, piece), keep);
    reader.finish(keep);
    return out;
}

using Cells = std::vector<std::string>;

}  // namespace

TEST(Charsets, are_told_apart_by_their_bytes) {
    EXPECT_EQ(charset_of("订单编号"), Charset::utf8);
    EXPECT_EQ(charset_of("\xef\xbb\xbf"
                         "a"),
              Charset::utf8);
    EXPECT_EQ(charset_of("\xb6\xa9\xb5\xa5\xb1\xe0\xba\xc5"), Charset::gb18030);
    EXPECT_EQ(charset_of("\xff\xfe"
                         "a\0"),
              Charset::utf16le);
    EXPECT_EQ(charset_of(std::string_view("订单").substr(0, 5)), Charset::utf8)
        << "a cut character is no other charset";
}

TEST(Charsets, become_utf8_however_the_pieces_are_cut) {
    for (std::size_t piece = 1; piece < 9; ++piece) {
        EXPECT_EQ(recoded(Charset::gb18030, "\xb6\xa9\xb5\xa5,\x81\x30\x81\x30,A", piece),
                  "订单,\xc2\x80,A")
            << piece;
        EXPECT_EQ(recoded(Charset::utf8, "\xef\xbb\xbf订单", piece), "订单") << piece;
    }
    EXPECT_EQ(recoded(Charset::utf8,
                      "a\xff"
                      "b",
                      2),
              "a\xef\xbf\xbd"
              "b");
    EXPECT_EQ(recoded(Charset::gb18030, "a\xb6", 2), "a\xef\xbf\xbd")
        << "a character cut at the end of the file";
}

TEST(Csv, reads_quotes_line_breaks_and_doubled_quotes) {
    for (std::size_t piece : {1u, 2u, 3u, 7u, 100u}) {
        auto rows = rows_of("a,b\r\n\"1,2\",\"x \"\"y\"\"\nz\"\r\n\r\nlast,", piece);
        ASSERT_EQ(rows.size(), 3u) << piece;
        EXPECT_EQ(rows[0].cells, (Cells{"a", "b"}));
        EXPECT_EQ(rows[1].cells, (Cells{"1,2", "x \"y\"\nz"}));
        EXPECT_EQ(rows[1].line, 2);
        EXPECT_EQ(rows[2].cells, (Cells{"last", ""}));
        EXPECT_EQ(rows[2].line, 5);
        EXPECT_EQ(rows[2].end, 31);
    }
}

TEST(Csv, takes_a_lone_carriage_return_for_the_end_of_a_line) {
    auto rows = rows_of("a\rb\rc", 1);
    ASSERT_EQ(rows.size(), 3u);
    EXPECT_EQ(rows[2].line, 3);
}

TEST(Csv, loses_one_line_to_a_quote_that_is_never_closed) {
    std::string text = "1,\"open\n";
    for (int i = 2; i <= 20'000; ++i) text += std::to_string(i) + ",x\n";
    auto rows = rows_of(text, 4096);
    ASSERT_EQ(rows.size(), 20'000u);
    EXPECT_EQ(rows[0].fault, TableRow::Fault::quote_not_closed);
    EXPECT_EQ(rows[1].cells, (Cells{"2", "x"}));
    EXPECT_EQ(rows.back().line, 20'000);
}

TEST(Csv, refuses_a_line_that_is_too_long_and_goes_on) {
    auto rows = rows_of(std::string(300'000, 'a') + "\nb,c\n", 4096);
    EXPECT_EQ(rows.front().fault, TableRow::Fault::too_long);
    EXPECT_EQ(rows.back().cells, (Cells{"b", "c"}));
}

TEST(Csv, writes_what_it_reads_and_no_formula_for_people) {
    Cells cells{"a,b", "say \"hi\"", "two\nlines", "", "=1+1", "＝cmd", "-5"};
    auto rows = rows_of(csv_row(cells));
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].cells, cells);
    EXPECT_EQ(csv_row_for_people({"=1+1", "＠x", " -1", "ok"}), "'=1+1,'＠x,' -1,ok\r\n");
}

TEST(Csv, finds_its_separator) {
    EXPECT_EQ(separator_of("a\tb\tc"), '\t');
    EXPECT_EQ(separator_of("a;b,c;d"), ';');
    EXPECT_EQ(separator_of("one"), ',');
}

// A workbook made entry by entry.
class Workbook : public testing::Test {
protected:
    std::string path =
        testing::TempDir() + "/xiaoer_workbook_" + std::to_string(::getpid()) + ".xlsx";
    ~Workbook() override { std::filesystem::remove(path); }

    void make(const std::vector<std::pair<std::string, std::string>>& entries) {
        std::filesystem::remove(path);
        int why = 0;
        auto zip = ::zip_open(path.c_str(), ZIP_CREATE, &why);
        for (auto& [name, text] : entries) {
            auto source = ::zip_source_buffer(zip, text.data(), text.size(), 0);
            ::zip_file_add(zip, name.c_str(), source, ZIP_FL_OVERWRITE);
        }
        ASSERT_EQ(::zip_close(zip), 0);
    }
    static std::vector<std::pair<std::string, std::string>> book(const std::string& sheet_data) {
        return {
            {"xl/workbook.xml",
             R"(<workbook xmlns:r="r"><sheets><sheet name="订单" sheetId="1" r:id="rId7"/></sheets></workbook>)"},
            {"xl/_rels/workbook.xml.rels",
             R"(<Relationships><Relationship Id="rId7" Target="worksheets/one.xml"/></Relationships>)"},
            {"xl/styles.xml",
             R"(<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy/m/d hh:mm"/></numFmts>)"
             R"(<cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs></styleSheet>)"},
            {"xl/sharedStrings.xml",
             R"(<sst><si><t>订单编号</t></si><si><r><t>红</t></r><r><t>色</t></r><rPh><t>hong</t></rPh></si></sst>)"},
            {"xl/worksheets/one.xml",
             "<worksheet><sheetData>" + sheet_data + "</sheetData></worksheet>"}};
    }
    std::string refusal(const WorkbookBounds& bounds = {}) {
        auto read = read_workbook(path, [](TableRow&) { return true; }, bounds);
        return read ? "" : read.error().reason;
    }
};

TEST_F(Workbook, gives_its_rows_with_dates_and_gaps) {
    make(book(
        R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>金额</t></is></c></row>)"
        R"(<row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3" s="1"><v>45413.5</v></c><c r="C3"><v>1299.5</v></c></row>)"));
    std::vector<TableRow> rows;
    ASSERT_TRUE(read_workbook(path, [&](TableRow& row) { return rows.push_back(row), true; }));
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_EQ(rows[0].cells, (Cells{"订单编号", "", "金额"}));
    EXPECT_EQ(rows[1].line, 3);
    EXPECT_EQ(rows[1].cells, (Cells{"红色", "2024-05-01 12:00:00", "1299.5"}));
}

TEST_F(Workbook, stops_when_it_is_told_enough) {
    make(book(R"(<row><c><v>1</v></c></row><row><c><v>2</v></c></row>)"));
    int rows = 0;
    ASSERT_TRUE(read_workbook(path, [&](TableRow&) { return ++rows < 1; }));
    EXPECT_EQ(rows, 1);
}

TEST_F(Workbook, refuses_what_unpacks_to_far_too_much) {
    make(book("<row><c t=\"inlineStr\"><is><t>" + std::string(40'000'000, 'a') +
              "</t></is></c></row>"));
    EXPECT_EQ(refusal(), "workbook_too_large") << "more than two hundred times its packed size";
    make(book(R"(<row><c><v>1</v></c></row><row><c><v>2</v></c></row>)"));
    EXPECT_EQ(refusal({.rows_max = 1}), "workbook_too_large");
    EXPECT_EQ(refusal({.shared_bytes_max = 4}), "workbook_too_large");
}

TEST_F(Workbook, refuses_entities_depth_and_what_is_no_workbook) {
    auto entries = book("");
    entries[4].second =
        R"(<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet><sheetData><row><c><v>&a;</v></c></row></sheetData></worksheet>)";
    make(entries);
    EXPECT_EQ(refusal(), "workbook_broken");
    std::string deep;
    for (int i = 0; i < 100; ++i) deep += "<g>";
    make(book(deep));
    EXPECT_EQ(refusal(), "workbook_broken");
    make({{"other.txt", "hello"}});
    EXPECT_EQ(refusal(), "not_a_workbook");
    std::ofstream(path, std::ios::trunc) << "PK\x03\x04 not really";
    EXPECT_EQ(refusal(), "not_a_workbook");
    EXPECT_TRUE(looks_like_workbook("PK\x03\x04"));
}
