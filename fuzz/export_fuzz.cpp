// Strangers' rows under a marketplace's headings, and strangers' JSON as the answer of a connected
// shop.
//
// Oracles: a row is an order or a fault with a reason, never both and never neither; an order made
// of rows names its number and has no amount below zero; amounts that are read are written back as
// the same; times read as they are written.
#include <cstdint>
#include <cstdlib>

#include "connections/columns.hpp"
#include "connections/rows.hpp"
#include "kit/text/csv.hpp"

using namespace connections;

static void check(bool holds) {
    if (!holds) std::abort();
}

static const std::vector<std::vector<std::string>>& headers() {
    static const std::vector<std::vector<std::string>> all{
        {"订单编号", "宝贝标题", "宝贝总数量", "总金额", "订单状态", "订单创建时间", "买家应付邮费",
         "收货人姓名", "联系手机", "收货地址", "物流单号"},
        {"订单号", "商品ID", "商品名称", "订购数量", "京东价", "应付金额", "订单状态", "下单时间",
         "运费金额", "客户姓名"},
        {"商品", "订单号", "订单状态", "商品总价(元)", "邮费(元)", "用户实付金额(元)",
         "商品数量(件)", "订单成交时间", "手机"},
        {"主订单编号", "子订单编号", "选购商品", "商品数量", "商品单价", "订单应付金额", "订单状态",
         "订单提交时间", "运费"}};
    return all;
}

static void one_file(std::string_view text, std::size_t market) {
    auto layout = detected(headers()[market % headers().size()]);
    check(layout.known());
    std::vector<ExportRow> good;
    kit::text::CsvReader reader;
    auto each = [&](kit::text::TableRow& row) {
        ExportRow made{row.line, {}};
        for (auto& cell : row.cells) made.cells.push_back(plain_cell(cell));
        auto fault = fault_of(layout, made);
        if (fault) check(!fault->reason.empty() && fault->line == row.line);
        else good.push_back(std::move(made));
        return good.size() < 20;
    };
    if (reader.take(text, each)) reader.finish(each);
    if (good.empty()) return;
    auto order = order_of(layout, good);
    check(!order.external_id.empty() && order.lines.size() == good.size());
    for (auto& line : order.lines) check(line.price.units >= 0 && line.quantity > 0);
    check(!order.payable || order.payable->units >= 0);
    (void)orders::acceptable(order);
}

static void one_value(const std::string& text) {
    for (auto currency : {"CNY", "JPY", "KWD"}) {
        auto amount = minor_of(text, currency);
        if (!amount) continue;
        auto again = minor_of(decimal_of(*amount, currency), currency);
        check(again && again->units == amount->units);
    }
    auto time = time_of(text, 8);
    if (!time || time->us < 0) return;
    auto again = time_of(iso_of(*time));
    check(again && again->us / 1000 == time->us / 1000);
}

static void one_answer(const std::string& body) {
    ConnectionRow row;
    row.source = "shop";
    kit::OutboundAnswer answer{200, {}, body};
    for (auto speaker : {&vendure_speaker, &woocommerce_speaker, &shopify_speaker, &medusa_speaker})
        for (auto kind : {Thing::order, Thing::product, Thing::contact}) {
            (void)speaker->page(row, kind, answer);
            (void)speaker->told(row, kind == Thing::order ? "orders/updated" : "order.updated",
                                body);
        }
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string text(reinterpret_cast<const char*>(data), size);
    one_file(text, size ? data[size - 1] : 0);
    one_value(text);
    one_answer(text);
    return 0;
}
