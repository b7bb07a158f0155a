// The headings of marketplaces' order exports. Sources: exports of 淘宝 (订单报表), 京东, 拼多多
// and 抖店 as their merchants share them; headings change, so each meaning knows several.
#include "connections/columns.hpp"

#include <algorithm>

namespace connections {

namespace {

using enum Meaning;

struct Known {
    Meaning meaning;
    bool needed;
    std::vector<std::string_view> headings;
};
struct KnownMarket {
    Market market;
    std::vector<Known> columns;
};

const KnownMarket taobao_columns{Market::taobao,
                                 {{number, true, {"订单编号", "主订单编号"}},
                                  {title, true, {"宝贝标题", "商品标题", "标题"}},
                                  {quantity, true, {"宝贝总数量", "购买数量", "数量"}},
                                  {payable, true, {"总金额", "买家应付金额"}},
                                  {goods, false, {"买家应付货款"}},
                                  {freight, false, {"买家应付邮费", "买家应付运费"}},
                                  {state, true, {"订单状态", "交易状态"}},
                                  {placed_at, true, {"订单创建时间", "创建时间"}},
                                  {buyer, false, {"买家会员名", "买家昵称"}},
                                  {receiver, false, {"收货人姓名"}},
                                  {address, false, {"收货地址", "收货地址 "}},
                                  {phone, false, {"联系手机", "联系电话"}},
                                  {paid_at, false, {"订单付款时间", "付款时间"}},
                                  {shipped_at, false, {"发货时间"}},
                                  {done_at, false, {"确认收货时间", "交易成功时间"}},
                                  {parcel, false, {"物流单号"}},
                                  {carrier, false, {"物流公司"}},
                                  {buyer_remark, false, {"买家留言"}},
                                  {remark, false, {"订单备注", "商家备注", "卖家备注"}},
                                  {sku, false, {"商家编码", "外部系统编号"}},
                                  {options, false, {"商品属性", "销售属性"}}}};
const KnownMarket jd_columns{Market::jd,
                             {{number, true, {"订单号", "订单编号"}},
                              {product, true, {"商品ID", "商品编号"}},
                              {title, true, {"商品名称"}},
                              {quantity, true, {"订购数量", "商品数量"}},
                              {price, true, {"京东价"}},
                              {payable, true, {"应付金额", "结算金额"}},
                              {state, true, {"订单状态"}},
                              {placed_at, true, {"下单时间"}},
                              {freight, false, {"运费金额", "运费"}},
                              {buyer, false, {"下单帐号", "下单账号"}},
                              {receiver, false, {"客户姓名", "收货人姓名"}},
                              {address, false, {"客户地址", "收货地址"}},
                              {phone, false, {"联系电话", "联系手机"}},
                              {paid_at, false, {"付款确认时间"}},
                              {done_at, false, {"订单完成时间"}},
                              {sku, false, {"货号", "商家SKUID"}},
                              {buyer_remark, false, {"订单备注"}},
                              {remark, false, {"商家备注"}},
                              {carrier, false, {"物流公司", "承运商"}},
                              {parcel, false, {"运单号", "物流单号"}}}};
const KnownMarket pdd_columns{Market::pdd,
                              {{number, true, {"订单号"}},
                               {title, true, {"商品"}},
                               {quantity, true, {"商品数量(件)"}},
                               {goods, true, {"商品总价(元)"}},
                               {payable, true, {"用户实付金额(元)"}},
                               {state, true, {"订单状态"}},
                               {placed_at, true, {"订单成交时间", "拼单成功时间"}},
                               {freight, false, {"邮费(元)"}},
                               {receiver, false, {"收货人"}},
                               {phone, false, {"手机", "用户购买手机号"}},
                               {province, false, {"省"}},
                               {city, false, {"市"}},
                               {district, false, {"区"}},
                               {address, false, {"街道", "详细地址"}},
                               {paid_at, false, {"支付时间"}},
                               {promised_by, false, {"承诺发货时间"}},
                               {shipped_at, false, {"发货时间"}},
                               {done_at, false, {"确认收货时间"}},
                               {product, false, {"商品id"}},
                               {options, false, {"商品规格"}},
                               {sku, false, {"商家编码-规格维度", "商家编码-SKU维度"}},
                               {parcel, false, {"快递单号"}},
                               {carrier, false, {"快递公司"}},
                               {remark, false, {"商家备注"}},
                               {buyer_remark, false, {"买家留言"}},
                               {aftersales, false, {"售后状态"}}}};
const KnownMarket douyin_columns{Market::douyin,
                                 {{number, true, {"主订单编号"}},
                                  {line_number, true, {"子订单编号"}},
                                  {title, true, {"选购商品", "商品名称"}},
                                  {quantity, true, {"商品数量"}},
                                  {price, true, {"商品单价", "商品金额"}},
                                  {line_payable, true, {"订单应付金额"}},
                                  {state, true, {"订单状态"}},
                                  {placed_at, true, {"订单提交时间"}},
                                  {options, false, {"商品规格"}},
                                  {product, false, {"商品ID"}},
                                  {sku, false, {"商家编码"}},
                                  {freight, false, {"运费"}},
                                  {receiver, false, {"收件人"}},
                                  {phone, false, {"收件人手机号"}},
                                  {province, false, {"省"}},
                                  {city, false, {"市"}},
                                  {district, false, {"区"}},
                                  {address, false, {"详细地址", "街道"}},
                                  {paid_at, false, {"支付完成时间"}},
                                  {done_at, false, {"订单完成时间"}},
                                  {promised_by, false, {"承诺发货时间"}},
                                  {flag, false, {"旗帜颜色"}},
                                  {remark, false, {"商家备注"}},
                                  {buyer_remark, false, {"买家留言"}},
                                  {parcel, false, {"快递单号", "运单号"}},
                                  {carrier, false, {"快递公司"}},
                                  {aftersales, false, {"售后状态"}}}};
const KnownMarket* const known_markets[] = {&taobao_columns, &jd_columns, &pdd_columns,
                                            &douyin_columns};

// Headings differ by width of brackets, spaces and 元.
std::string folded(std::string_view heading) {
    std::string out(plain_cell(heading));
    for (auto [wide, narrow] : {std::pair<std::string_view, std::string_view>{"（", "("},
                                {"）", ")"},
                                {"　", ""},
                                {" ", ""}})
        for (auto at = out.find(wide); at != out.npos; at = out.find(wide, at))
            out.replace(at, wide.size(), narrow);
    return out;
}

ImportLayout laid_out(const KnownMarket& known, const std::vector<std::string>& header) {
    ImportLayout out{.market = known.market};
    for (auto& heading : header) out.columns.push_back({folded(heading), Meaning::nothing});
    for (auto& wanted : known.columns) {
        // The first heading that is there: columns of one meaning come in the order of trust.
        for (bool found = false; auto heading : wanted.headings) {
            for (auto& column : out.columns)
                if (!found && column.meaning == nothing && column.heading == folded(heading))
                    column.meaning = wanted.meaning, found = true;
            if (found) break;
        }
        bool there = std::ranges::any_of(
            out.columns, [&](auto& column) { return column.meaning == wanted.meaning; });
        if (wanted.needed && !there) out.missing.emplace_back(wanted.headings.front());
    }
    return out;
}

std::size_t understood(const ImportLayout& layout) {
    return static_cast<std::size_t>(std::ranges::count_if(
        layout.columns, [](auto& column) { return column.meaning != nothing; }));
}

}  // namespace

std::string plain_cell(std::string_view text) {
    auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    auto trim = [&] {
        while (!text.empty() && blank(text.front())) text.remove_prefix(1);
        while (!text.empty() && blank(text.back())) text.remove_suffix(1);
    };
    trim();
    if (text.starts_with("=\"") && text.ends_with('"') && text.size() >= 3)
        text = text.substr(2, text.size() - 3);
    if (text.starts_with('\'')) text.remove_prefix(1);
    trim();
    if (text == "null" || text == "NULL" || text == "-" || text == "--") return "";
    return std::string(text);
}

ImportLayout detected(const std::vector<std::string>& header) {
    ImportLayout best{.market = Market::unknown};
    for (auto known : known_markets) {
        auto next = laid_out(*known, header);
        bool better =
            best.market == Market::unknown || next.missing.size() < best.missing.size() ||
            (next.missing.size() == best.missing.size() && understood(next) > understood(best));
        if (better) best = std::move(next);
    }
    return best;
}

}  // namespace connections
