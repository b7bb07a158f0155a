// What the columns of a marketplace's export mean, and rows by them. Pure.
//
//     header --detected--> ImportLayout --rows of one order--> NewOrder, or a fault with its
//     heading and reason
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kit/base/describe.hpp"
#include "orders/orders.hpp"

namespace connections {

using namespace kit;

enum class Market { taobao, jd, pdd, douyin, unknown };
BOOST_DESCRIBE_ENUM(Market, taobao, jd, pdd, douyin, unknown)
enum class Meaning {
    number,
    line_number,
    title,
    product,
    sku,
    options,
    quantity,
    price,
    goods,
    payable,
    line_payable,
    freight,
    state,
    aftersales,
    buyer,
    receiver,
    phone,
    province,
    city,
    district,
    address,
    placed_at,
    paid_at,
    shipped_at,
    done_at,
    promised_by,
    carrier,
    parcel,
    buyer_remark,
    remark,
    flag,
    nothing
};
BOOST_DESCRIBE_ENUM(Meaning, number, line_number, title, product, sku, options, quantity, price,
                    goods, payable, line_payable, freight, state, aftersales, buyer, receiver,
                    phone, province, city, district, address, placed_at, paid_at, shipped_at,
                    done_at, promised_by, carrier, parcel, buyer_remark, remark, flag, nothing)

struct ImportColumn {
    std::string heading;
    Meaning meaning = Meaning::nothing;
};
BOOST_DESCRIBE_STRUCT(ImportColumn, (), (heading, meaning))

// The columns of one file.
struct ImportLayout {
    Market market = Market::unknown;
    std::vector<ImportColumn> columns;
    std::vector<std::string>
        missing;  // headings that the nearest marketplace's export has and this file lacks
    bool known() const { return market != Market::unknown && missing.empty(); }
};
BOOST_DESCRIBE_STRUCT(ImportLayout, (), (market, columns, missing))

// `text` as people see it: without the tricks that keep spreadsheet programs from counting with it
// (="123", '123, a tab behind it).
std::string plain_cell(std::string_view text);
ImportLayout detected(const std::vector<std::string>& header);

struct ExportRow {
    std::int64_t line = 0;
    std::vector<std::string> cells;  // plain
};
// Why rows are no order: a word, the heading it stands under, the line.
struct RowFault {
    std::int64_t line = 0;
    std::string number, heading, reason;
};
// The order's number of a row; empty when there is none that could be one.
std::string number_of(const ImportLayout&, const ExportRow&);
// Reasons: shifted_columns, bad_number, number_mangled, bad_amount, bad_quantity, bad_time,
// required, unknown_state, below_zero.
std::optional<RowFault> fault_of(const ImportLayout&, const ExportRow&);
// Rows of one order, none of them faulty.
orders::NewOrder order_of(const ImportLayout&, const std::vector<ExportRow>&);

}  // namespace connections
