// Rows of an export into an order: what every cell must be, and how the sums of each marketplace
// add up.
#include <algorithm>

#include "connections/columns.hpp"
#include "connections/rows.hpp"

namespace connections {

namespace {

std::string_view cell(const ImportLayout& layout, const ExportRow& row, Meaning meaning) {
    for (std::size_t i = 0; i < layout.columns.size() && i < row.cells.size(); ++i)
        if (layout.columns[i].meaning == meaning && !row.cells[i].empty()) return row.cells[i];
    return {};
}

std::string text(const ImportLayout& layout, const ExportRow& row, Meaning meaning) {
    return std::string(cell(layout, row, meaning));
}

bool only_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// Source: digits of order numbers by marketplace.
bool is_number_of(Market market, std::string_view text) {
    if (market == Market::pdd)
        return text.size() == 22 && text[6] == '-' && only_digits(text.substr(0, 6)) &&
               only_digits(text.substr(7));
    if (market == Market::douyin && text.ends_with('A')) text.remove_suffix(1);
    auto [least, most] = market == Market::jd ? std::pair<std::size_t, std::size_t>{9, 18}
                                              : std::pair<std::size_t, std::size_t>{15, 20};
    return only_digits(text) && text.size() >= least && text.size() <= most;
}

// "1.23457E+18": a spreadsheet program counted with it, and the last digits are gone for good.
bool is_mangled(std::string_view text) {
    return text.find("E+") != text.npos || text.find("e+") != text.npos;
}

using orders::OrderState;

std::optional<OrderState> state_in(std::string_view word) {
    struct Word {
        std::string_view part;
        OrderState state;
    };
    // The first part that the word holds decides; longer ones stand before those they contain.
    static constexpr Word words[] = {
        {"退款成功", OrderState::refunded},     {"已退款", OrderState::refunded},
        {"部分发货", OrderState::part_shipped}, {"未付款", OrderState::unpaid},
        {"待付款", OrderState::unpaid},         {"等待买家付款", OrderState::unpaid},
        {"等待付款", OrderState::unpaid},       {"待支付", OrderState::unpaid},
        {"关闭", OrderState::canceled},         {"取消", OrderState::canceled},
        {"删除", OrderState::canceled},         {"交易成功", OrderState::done},
        {"已完成", OrderState::done},           {"完成", OrderState::done},
        {"已收货", OrderState::delivered},      {"已签收", OrderState::delivered},
        {"待收货", OrderState::shipped},        {"卖家已发货", OrderState::shipped},
        {"已发货", OrderState::shipped},        {"等待买家确认", OrderState::shipped},
        {"等待确认收货", OrderState::shipped},  {"待发货", OrderState::paid},
        {"买家已付款", OrderState::paid},       {"等待卖家发货", OrderState::paid},
        {"等待出库", OrderState::paid},         {"待出库", OrderState::paid},
        {"备货中", OrderState::paid},           {"已支付", OrderState::paid},
        {"待配送", OrderState::paid},           {"已出库", OrderState::shipped},
    };
    for (auto& [part, state] : words)
        if (word.find(part) != word.npos) return state;
    return std::nullopt;
}

Minor amount(const ImportLayout& layout, const ExportRow& row, Meaning meaning) {
    auto text = cell(layout, row, meaning);
    auto read = text.empty() ? Result<Minor>(Minor{}) : minor_of(text, "CNY");
    return read ? *read : Minor{};
}

std::int64_t count(const ImportLayout& layout, const ExportRow& row) {
    return amount(layout, row, Meaning::quantity).units / 100;
}

// Marketplaces write Beijing time.
std::optional<Time> time(const ImportLayout& layout, const ExportRow& row, Meaning meaning) {
    auto read = time_of(cell(layout, row, meaning), 8);
    return read ? std::optional(*read) : std::nullopt;
}

std::string heading(const ImportLayout& layout, Meaning meaning) {
    for (auto& column : layout.columns)
        if (column.meaning == meaning) return column.heading;
    return {};
}

struct Check {
    const ImportLayout& layout;
    const ExportRow& row;
    std::optional<RowFault> fault;

    void refuse(Meaning meaning, std::string reason) {
        if (!fault)
            fault = RowFault{row.line, number_of(layout, row), heading(layout, meaning),
                             std::move(reason)};
    }
    void need(Meaning meaning) {
        if (cell(layout, row, meaning).empty()) refuse(meaning, "required");
    }
    void money(Meaning meaning) {
        auto text = cell(layout, row, meaning);
        if (text.empty()) return;
        auto read = minor_of(text, "CNY");
        if (!read) refuse(meaning, "bad_amount");
        else if (read->units < 0) refuse(meaning, "below_zero");
    }
    void at(Meaning meaning) {
        auto text = cell(layout, row, meaning);
        if (!text.empty() && !time_of(text, 8)) refuse(meaning, "bad_time");
    }
};

// More cells than headings, and something in them: a comma too many moved everything.
bool is_shifted(const ImportLayout& layout, const ExportRow& row) {
    for (std::size_t i = layout.columns.size(); i < row.cells.size(); ++i)
        if (!row.cells[i].empty()) return true;
    return row.cells.size() + 2 < layout.columns.size() &&
           row.cells.size() * 2 < layout.columns.size();
}

}  // namespace

std::string number_of(const ImportLayout& layout, const ExportRow& row) {
    auto found = cell(layout, row, Meaning::number);
    return is_number_of(layout.market, found) ? std::string(found) : "";
}

std::optional<RowFault> fault_of(const ImportLayout& layout, const ExportRow& row) {
    Check check{layout, row, std::nullopt};
    if (is_shifted(layout, row)) check.refuse(Meaning::nothing, "shifted_columns");
    auto number = cell(layout, row, Meaning::number);
    if (number.empty()) check.refuse(Meaning::number, "required");
    else if (is_mangled(number)) check.refuse(Meaning::number, "number_mangled");
    else if (!is_number_of(layout.market, number)) check.refuse(Meaning::number, "bad_number");
    check.need(Meaning::title);
    check.need(Meaning::placed_at);
    for (auto meaning : {Meaning::quantity, Meaning::price, Meaning::goods, Meaning::payable,
                         Meaning::line_payable, Meaning::freight})
        check.money(meaning);
    auto quantity = amount(layout, row, Meaning::quantity).units;
    if (quantity <= 0 || quantity % 100 != 0) check.refuse(Meaning::quantity, "bad_quantity");
    for (auto meaning : {Meaning::placed_at, Meaning::paid_at, Meaning::shipped_at,
                         Meaning::done_at, Meaning::promised_by})
        check.at(meaning);
    if (!state_in(cell(layout, row, Meaning::state))) check.refuse(Meaning::state, "unknown_state");
    return check.fault;
}

// One line of a row. Where the file tells only the sum of all pieces, their price is that sum's
// part, or the pieces are one when it does not divide.
static orders::NewLine line_of(const ImportLayout& layout, const ExportRow& row,
                               std::size_t position) {
    auto own = text(layout, row, Meaning::line_number);
    orders::NewLine out{.external_id = own.empty() ? std::to_string(position + 1) : own,
                        .title = text(layout, row, Meaning::title)};
    out.quantity = count(layout, row);
    out.options = text(layout, row, Meaning::options);
    if (auto sku = text(layout, row, Meaning::sku); !sku.empty()) out.sku = sku;
    bool has_price = !heading(layout, Meaning::price).empty();
    if (has_price) {
        out.price = amount(layout, row, Meaning::price);
        return out;
    }
    auto goods =
        cell(layout, row, Meaning::goods).empty()
            ? Minor{std::max<std::int64_t>(0, amount(layout, row, Meaning::payable).units -
                                                  amount(layout, row, Meaning::freight).units)}
            : amount(layout, row, Meaning::goods);
    if (goods.units % out.quantity == 0) {
        out.price = {goods.units / out.quantity};
    } else {
        out.options = (out.options->empty() ? "" : *out.options + " ") + "共 " +
                      std::to_string(out.quantity) + " 件";
        out.quantity = 1, out.price = goods;
    }
    return out;
}

static void add_sums(const ImportLayout& layout, const std::vector<ExportRow>& rows,
                     orders::NewOrder& out) {
    Minor goods, payable;
    for (auto& line : out.lines) goods.units += line.price.units * line.quantity;
    for (auto& row : rows)
        out.freight.units =
            std::max(out.freight.units, amount(layout, row, Meaning::freight).units);
    if (heading(layout, Meaning::line_payable).empty())
        payable = amount(layout, rows.front(), Meaning::payable);
    else
        for (auto& row : rows) payable.units += amount(layout, row, Meaning::line_payable).units;
    out.payable = payable;
    auto off = goods.units + out.freight.units - payable.units;
    if (off > 0) out.discounts.push_back({.title = "优惠", .amount = {std::min(off, goods.units)}});
}

static std::optional<orders::Receiver> receiver_of(const ImportLayout& layout,
                                                   const ExportRow& row) {
    auto region = text(layout, row, Meaning::province) + text(layout, row, Meaning::city) +
                  text(layout, row, Meaning::district);
    orders::Receiver out{text(layout, row, Meaning::receiver), text(layout, row, Meaning::phone),
                         region + text(layout, row, Meaning::address), std::nullopt};
    if (!region.empty()) out.region = region;
    if (out.name->empty() && out.phone->empty() && out.address->empty()) return std::nullopt;
    return out;
}

static orders::Flag flag_in(std::string_view word) {
    using enum orders::Flag;
    for (auto [part, flag] : {std::pair<std::string_view, orders::Flag>{"红", red},
                              {"黄", yellow},
                              {"绿", green},
                              {"蓝", blue},
                              {"紫", purple}})
        if (word.find(part) != word.npos) return flag;
    return none;
}

orders::NewOrder order_of(const ImportLayout& layout, const std::vector<ExportRow>& rows) {
    auto& first = rows.front();
    orders::NewOrder out;
    out.source = name_of(layout.market);
    out.external_id = out.number = number_of(layout, first);
    for (std::size_t i = 0; i < rows.size(); ++i) out.lines.push_back(line_of(layout, rows[i], i));
    add_sums(layout, rows, out);
    out.state = state_in(cell(layout, first, Meaning::state)).value_or(OrderState::unpaid);
    if (cell(layout, first, Meaning::aftersales).find("退款成功") != std::string_view::npos)
        out.state = OrderState::refunded;
    out.placed_at = time(layout, first, Meaning::placed_at).value_or(Time{});
    auto later = [&](Meaning meaning) {
        auto at = time(layout, first, meaning);
        return at ? std::optional(std::max(*at, out.placed_at)) : at;
    };
    out.paid_at = later(Meaning::paid_at), out.shipped_at = later(Meaning::shipped_at),
    out.done_at = later(Meaning::done_at);
    out.promised_by = later(Meaning::promised_by);
    if (auto buyer = text(layout, first, Meaning::buyer); !buyer.empty())
        out.buyer = out.source + ":" + buyer;
    if (auto said = text(layout, first, Meaning::buyer_remark); !said.empty())
        out.buyer_remark = said;
    if (auto note = text(layout, first, Meaning::remark); !note.empty()) out.remark = note;
    if (auto flag = flag_in(cell(layout, first, Meaning::flag)); flag != orders::Flag::none)
        out.flag = flag;
    out.receiver = receiver_of(layout, first);
    if (auto parcel = text(layout, first, Meaning::parcel); !parcel.empty()) {
        auto carrier = text(layout, first, Meaning::carrier);
        out.parcels.push_back({.carrier = carrier.empty() ? "other" : carrier,
                               .number = parcel,
                               .shipped_at = out.shipped_at});
    }
    return out;
}

}  // namespace connections
