// Exports of marketplaces: parts, preview, taking, faults, again, cancel.
#include <iconv.h>

#include <filesystem>
#include <thread>

#include "connections/connections.hpp"
#include "house.hpp"

namespace {

std::string gbk(std::string text) {
    auto converter = ::iconv_open("GB18030", "UTF-8");
    std::string out(text.size() * 2, '\0');
    char *from = text.data(), *to = out.data();
    std::size_t left = text.size(), room = out.size();
    ::iconv(converter, &from, &left, &to, &room);
    ::iconv_close(converter);
    out.resize(out.size() - room);
    return out;
}

const std::string header =
    "订单编号,买家会员名,总金额,买家应付邮费,订单状态,收货人姓名,收货地址,联系手机,订单创建时间,订单付款时间,宝贝标题,宝贝总数量\r\n";
std::string line(int n, const std::string& total = "128.00",
                 const std::string& state = "买家已付款，等待卖家发货") {
    return "=\"21380000000000" + std::to_string(100000 + n) + "\",tb_" + std::to_string(n) + "," +
           total + ",0.00,\"" + state +
           "\",林安,\"浙江省 杭州市 文三路 1 号\",'13800138000,2024-05-01 20:00:00,2024-05-01 20:01:00,青釉手捏杯,1\r\n";
}

}  // namespace

class Imports : public House {
protected:
    std::string id;

    Answer send(const std::string& bytes, const std::string& name = "订单.csv",
                std::size_t part = 1000) {
        id = as("dora").post("/imports", {{"name", name}, {"bytes", bytes.size()}}).text("id");
        Answer last;
        for (std::size_t at = 0; at < bytes.size(); at += part)
            last = as("dora").upload("/imports/" + id + "/parts/" + std::to_string(at),
                                     std::string_view(bytes).substr(at, part));
        return last;
    }
    Answer finished() {
        Answer out;
        for (int i = 0; i < 400; ++i) {
            settle();
            out = as("dora").get("/imports/" + id);
            if (!out.at("ended_at").is_null()) break;
            std::this_thread::sleep_for(50ms);
        }
        return out;
    }
    Answer take(const std::string& bytes, const std::string& name = "订单.csv") {
        EXPECT_EQ(send(bytes, name).text("state"), "waiting");
        EXPECT_EQ(as("dora").ask("POST", "/imports/" + id + "/taking").status, 201);
        return finished();
    }
    std::int64_t orders_here() {
        return *store().read_now([&](kit::Work& work) {
            return work.db.value<std::int64_t>("select count(*) from orders where shop = ?",
                                               acme.shop);
        });
    }
};
IN_BOTH_ENGINES(Imports);

TEST_P(Imports, takes_good_rows_and_says_of_wrong_ones_line_and_reason) {
    std::string file = header + line(1) + line(2, "many") + line(3) + line(4, "1.00", "???") +
                       "=\"1,broken\r\n" + line(5);
    auto done = take(gbk(file));
    EXPECT_EQ(done.text("state"), "done") << done.body;
    EXPECT_EQ(done.text("market"), "taobao");
    EXPECT_EQ(done.text("charset"), "gb18030");
    EXPECT_EQ(done.number("added"), 3);
    EXPECT_EQ(done.number("faults"), 3);
    auto faults = as("dora").get("/imports/" + id + "/faults");
    EXPECT_EQ(faults.number("items.0.line"), 3);
    EXPECT_EQ(faults.text("items.0.reason"), "bad_amount");
    EXPECT_EQ(faults.text("items.0.heading"), "总金额");
    EXPECT_EQ(faults.text("items.0.number"), "21380000000000100002");
    EXPECT_EQ(faults.text("items.1.reason"), "unknown_state");
    EXPECT_EQ(faults.number("items.2.line"), 6);
    auto report = as("dora").get("/imports/" + id + "/report");
    EXPECT_NE(report.text("csv").find("21380000000000100002"), std::string::npos);
    EXPECT_EQ(report.body.find("林安"), std::string::npos);
    EXPECT_EQ(orders_here(), 3);
    EXPECT_EQ(as("rival.dora").get("/imports/" + id).status, 404);
    EXPECT_EQ(as("rival.dora").get("/imports/" + id + "/faults").status, 404);
    EXPECT_EQ(as("ben").get("/imports").status, 403);
    EXPECT_FALSE(std::filesystem::exists(options.data + "/imports/" + id))
        << "the file with people's data is gone";
}

TEST_P(Imports, changes_nothing_when_the_same_file_comes_again) {
    std::string file = header;
    for (int i = 0; i < 250; ++i) file += line(i);
    EXPECT_EQ(take("\xef\xbb\xbf" + file).number("added"), 250);
    auto again = take(file);
    EXPECT_EQ(again.number("added"), 0) << again.body;
    EXPECT_EQ(again.number("unchanged"), 250);
    EXPECT_EQ(again.text("charset"), "utf-8");
    auto newer = header + line(1, "128.00", "交易成功") + line(2);
    auto changed = take(newer);
    EXPECT_EQ(changed.number("changed"), 1) << changed.body;
    EXPECT_EQ(orders_here(), 250);
    EXPECT_TRUE(as("dora").get("/audit").body.contains("orders_imported"))
        << "who brought orders in is on record";
}

TEST_P(Imports, shows_what_it_understood_before_anything_is_taken) {
    send(header + line(1) + line(2));
    auto seen = as("dora").get("/imports/" + id + "/preview");
    ASSERT_EQ(seen.status, 200) << seen.body;
    EXPECT_EQ(seen.text("layout.market"), "taobao");
    EXPECT_EQ(seen.text("layout.columns.0.meaning"), "number");
    EXPECT_EQ(seen.text("reason"), "");
    EXPECT_EQ(seen.text("rows.0.7"), "138****8000") << "what is personal is hidden";
    EXPECT_EQ(orders_here(), 0);
}

TEST_P(Imports, refuses_a_file_whose_columns_are_shifted_or_unknown) {
    std::string shifted = header;
    for (int i = 0; i < 5; ++i) shifted += "x," + line(i);
    EXPECT_EQ(send(shifted).text("state"), "waiting");
    EXPECT_EQ(as("dora").get("/imports/" + id + "/preview").text("reason"), "shifted_columns");
    auto taken = as("dora").ask("POST", "/imports/" + id + "/taking");
    EXPECT_EQ(taken.text("state"), "refused");
    EXPECT_EQ(taken.text("reason"), "shifted_columns");
    send("name,age\r\nann,5\r\n");
    auto seen = as("dora").get("/imports/" + id + "/preview");
    EXPECT_EQ(seen.text("reason"), "unknown_columns");
    EXPECT_GT(seen.at("layout.missing").as_array().size(), 0u);
    send("PK\x03\x04 this is no workbook at all", "orders.xlsx");
    EXPECT_EQ(as("dora").get("/imports/" + id + "/preview").text("reason"), "not_a_workbook");
    EXPECT_EQ(orders_here(), 0);
}

TEST_P(Imports, puts_parts_where_they_belong_and_no_others) {
    auto file = header + line(1);
    id = as("dora").post("/imports", {{"name", "a.csv"}, {"bytes", file.size()}}).text("id");
    auto part = [&](std::size_t at, std::size_t size) {
        return as("dora").upload("/imports/" + id + "/parts/" + std::to_string(at),
                                 std::string_view(file).substr(at, size));
    };
    EXPECT_EQ(part(50, 10).reason(), "part_is_missing");
    EXPECT_EQ(part(0, 60).number("received"), 60);
    EXPECT_EQ(part(0, 60).number("received"), 60) << "the same part again is no fault";
    EXPECT_EQ(
        as("dora").upload("/imports/" + id + "/parts/60", std::string(file.size(), 'x')).reason(),
        "other_size");
    EXPECT_EQ(as("dora").ask("POST", "/imports/" + id + "/taking").reason(), "not_waiting");
    EXPECT_EQ(part(60, file.size()).text("state"), "waiting");
    EXPECT_EQ(as("dora").ask("DELETE", "/imports/" + id + "/taking").text("state"), "canceled");
    EXPECT_EQ(as("dora").ask("DELETE", "/imports/" + id + "/taking").reason(), "it_is_over");
    EXPECT_EQ(as("dora").get("/imports").at("items").as_array().size(), 1u);
    EXPECT_EQ(as("dora").post("/imports", {{"name", "a.csv"}, {"bytes", 400'000'000}}).status, 413);
}

TEST_P(Imports, goes_on_where_it_was_when_the_house_ends_in_between) {
    std::string file = header;
    for (int i = 0; i < 1500; ++i) file += line(i, i % 100 == 7 ? "?" : "128.00");
    send(file, "big.csv", 200'000);
    EXPECT_EQ(as("dora").ask("POST", "/imports/" + id + "/taking").status, 201);
    restart();
    auto done = finished();
    EXPECT_EQ(done.text("state"), "done") << done.body;
    EXPECT_EQ(done.number("added"), 1485);
    EXPECT_EQ(done.number("faults"), 15);
    EXPECT_EQ(done.number("rows_read"), 1500);
    EXPECT_EQ(orders_here(), 1485);
}
