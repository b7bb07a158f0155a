// Single facts of an order, for scripts and cards.
#include <algorithm>
#include <ctime>

#include "orders/rows.hpp"

namespace orders {

static std::string title(const std::vector<LineRow>& lines) {
    if (lines.empty()) return {};
    auto out = lines.front().title;
    if (lines.size() > 1) out += " 等 " + std::to_string(lines.size()) + " 件商品";
    return out;
}

static OrderCard card_of_row(Work& work, const OrderRow& row) {
    auto lines = lines_of(work, row);
    return {row.id,
            row.number,
            title(lines),
            money(row.payable, row.currency),
            lines.empty() ? "" : lines.front().picture,
            row.state};
}

Result<OrderCard> card(Work& work, std::string_view shop, const Id<Order>& id) {
    TRY(auto row, order_row(work, shop, id));
    return card_of_row(work, row);
}

Result<OrderCard> card_of(Work& work, std::string_view shop, const Id<Order>& id,
                          const Id<customers::Contact>& contact) {
    TRY(auto row, order_row(work, shop, id));
    auto owner = row.contact;
    if (!owner && !row.buyer.empty()) owner = customers::proved_as(work, shop, row.buyer);
    if (owner != contact) return not_found();
    return card_of_row(work, row);
}

// The shop's clock is Beijing time.
static std::string day(Time at) {
    auto seconds = static_cast<std::time_t>(at.us / 1'000'000 + 8 * 3600);
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    return std::to_string(parts.tm_mon + 1) + "月" + std::to_string(parts.tm_mday) + "日";
}
static std::string minute(Time at) {
    auto seconds = static_cast<std::time_t>(at.us / 1'000'000 + 8 * 3600);
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return day(at) + " " + two(parts.tm_hour) + ":" + two(parts.tm_min);
}

std::string word_of(OrderState state) {
    switch (state) {
        case OrderState::unpaid:
            return "待付款";
        case OrderState::paid:
            return "待发货";
        case OrderState::part_shipped:
            return "部分发货";
        case OrderState::shipped:
            return "已发货";
        case OrderState::delivered:
            return "已签收";
        case OrderState::done:
            return "交易成功";
        case OrderState::canceled:
            return "已取消";
        case OrderState::refunded:
            return "已退款";
    }
    return {};
}

std::string word_of(ParcelState state) {
    switch (state) {
        case ParcelState::packed:
            return "待揽收";
        case ParcelState::picked_up:
            return "已揽收";
        case ParcelState::in_transit:
            return "运输中";
        case ParcelState::out_for_delivery:
            return "派送中";
        case ParcelState::at_pickup_point:
            return "待取件";
        case ParcelState::delivered:
            return "已签收";
        case ParcelState::exception:
            return "运输异常";
        case ParcelState::refused:
            return "已拒收";
        case ParcelState::returning:
            return "退回中";
        case ParcelState::returned:
            return "已退回";
        case ParcelState::customs:
            return "清关中";
    }
    return {};
}

static std::optional<std::string> some(std::string text) {
    return text.empty() ? std::nullopt : std::optional(std::move(text));
}

static std::optional<std::string> parcel_fact(const ParcelRow& parcel, std::string_view name) {
    if (name == "parcel.number") return some(parcel.number);
    if (name == "parcel.carrier") return some(parcel.carrier_name);
    if (name == "parcel.state") return some(word_of(parcel.state));
    if (name == "parcel.last") return some(parcel.last_text);
    if (name == "parcel.eta") return parcel.eta ? some(day(*parcel.eta)) : std::nullopt;
    return std::nullopt;
}

static std::optional<std::string> order_fact(Work& work, const OrderRow& order,
                                             std::string_view name) {
    if (name == "order.number") return some(order.number);
    if (name == "order.state") return some(word_of(order.state));
    if (name == "order.paid") return some(money(order.payable, order.currency));
    if (name == "order.title") return some(title(lines_of(work, order)));
    if (name == "order.placed_at") return some(minute(order.placed_at));
    if (name == "order.receiver") return some(masked(work, order).name);
    if (name == "order.promised_by") {
        auto due = promise(order, clocks(work, order.shop));
        return due ? some(minute(*due)) : std::nullopt;
    }
    return std::nullopt;
}

std::optional<std::string> fact(Work& work, std::string_view shop,
                                const Id<customers::Contact>& contact, std::string_view name) {
    if (!name.starts_with("order.") && !name.starts_with("parcel.")) return std::nullopt;
    auto of = customers::contact(work, shop, contact);
    if (!of) return std::nullopt;
    auto rows = rows_of_contact(work, shop, *of, 10);
    if (rows.empty()) return std::nullopt;
    auto open = std::ranges::find_if(rows, [](auto& row) { return !is_over(row.state); });
    auto& order = open == rows.end() ? rows.front() : *open;
    if (name.starts_with("order.")) return order_fact(work, order, name);
    auto parcels = parcels_of(work, order);
    if (parcels.empty()) return std::nullopt;
    return parcel_fact(parcels.back(), name);
}

}  // namespace orders
