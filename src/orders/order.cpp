// What may happen to an order, and the money in it. Nothing here reads a clock or a database.
#include <algorithm>
#include <numeric>

#include "orders/rows.hpp"

namespace orders {

bool is_over(OrderState state) {
    return state == OrderState::done || state == OrderState::canceled ||
           state == OrderState::refunded;
}

// How far along; what is over has its own rules.
static int step(OrderState state) {
    switch (state) {
        case OrderState::unpaid:
            return 0;
        case OrderState::paid:
            return 1;
        case OrderState::part_shipped:
            return 2;
        case OrderState::shipped:
            return 3;
        case OrderState::delivered:
            return 4;
        case OrderState::done:
            return 5;
        case OrderState::canceled:
        case OrderState::refunded:
            return 6;
    }
    return 6;
}

Result<void> may_follow(OrderState from, OrderState to) {
    using enum OrderState;
    if (from == to) return {};
    if (from == canceled || from == refunded) return conflict("order_is_over");
    // Polls see only some of the steps, so any way forward is one.
    if (step(to) > step(from)) return {};
    // A shipment is taken back: a waybill cancelled before the pick-up.
    if ((from == shipped || from == part_shipped) && (to == paid || to == part_shipped)) return {};
    return conflict(from == done ? "order_is_over" : "state_goes_back");
}

std::vector<Minor> shared_out(Minor total, const std::vector<std::int64_t>& weights) {
    std::vector<Minor> out(weights.size());
    auto whole = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
    if (whole <= 0) {
        if (!out.empty()) out.back() = total;
        return out;
    }
    std::vector<std::pair<std::int64_t, std::size_t>> rests;  // remainder, place
    auto left = total.units;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        auto exact = static_cast<__int128>(total.units) * weights[i];
        out[i].units = static_cast<std::int64_t>(exact / whole);
        left -= out[i].units;
        rests.emplace_back(static_cast<std::int64_t>(exact % whole), i);
    }
    std::ranges::sort(rests, [](auto& a, auto& b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    for (std::size_t i = 0; left > 0; ++i, --left) out[rests[i % rests.size()].second].units += 1;
    return out;
}

static std::vector<std::int64_t> list_values(const NewOrder& ask) {
    std::vector<std::int64_t> out;
    for (auto& line : ask.lines) out.push_back(line.gift ? 0 : line.price.units * line.quantity);
    return out;
}

std::vector<Minor> paid_shares(const NewOrder& ask) {
    auto values = list_values(ask);
    std::vector<Minor> out;
    for (auto value : values) out.push_back({value});
    for (auto& discount : ask.discounts) {
        auto shares =
            discount.shares.empty() ? shared_out(discount.amount, values) : discount.shares;
        for (std::size_t i = 0; i < out.size(); ++i)
            out[i].units = std::max<std::int64_t>(0, out[i].units - shares[i].units);
    }
    for (std::size_t i = 0; i < out.size(); ++i)
        if (ask.lines[i].paid) out[i] = *ask.lines[i].paid;
    return out;
}

Sums sums(const NewOrder& ask) {
    Sums out;
    for (auto value : list_values(ask)) out.goods.units += value;
    for (auto& discount : ask.discounts) out.discounts.units += discount.amount.units;
    auto explained = out.goods.units - out.discounts.units + ask.freight.units;
    out.payable = ask.payable.value_or(Minor{std::max<std::int64_t>(0, explained)});
    out.adjustment.units = out.payable.units - explained;
    return out;
}

Result<void> address_changeable(OrderState state) {
    if (is_over(state)) return conflict("order_is_over");
    if (state == OrderState::part_shipped) return conflict("partly_shipped");
    if (state == OrderState::shipped || state == OrderState::delivered)
        return conflict("already_shipped");
    return {};
}

Result<void> cancelable(OrderState state) { return address_changeable(state); }

Result<void> urgeable(OrderState state) {
    if (is_over(state)) return conflict("order_is_over");
    if (state == OrderState::unpaid) return conflict("not_paid");
    if (state == OrderState::shipped || state == OrderState::delivered)
        return conflict("already_shipped");
    return {};
}

Result<void> dispatchable(OrderState state) {
    if (is_over(state)) return conflict("order_is_over");
    if (state == OrderState::unpaid) return conflict("not_paid");
    if (state == OrderState::shipped || state == OrderState::delivered)
        return conflict("nothing_left");
    return {};
}

Result<void> askable(Act act, const std::optional<SourceActs>& source) {
    if (!source || act == Act::remark || act == Act::urge) return {};
    bool can =
        (act == Act::cancel && source->cancels) || (act == Act::dispatch && source->dispatches);
    if (!can) return conflict("change_it_there");
    return {};
}

std::vector<ActRule> act_rules(OrderState state, const std::optional<SourceActs>& source) {
    auto rule = [&](Act act, Result<void> may) {
        if (may) may = askable(act, source);
        return ActRule{act, may.has_value(), may ? "" : may.error().reason};
    };
    return {rule(Act::change_address, address_changeable(state)),
            rule(Act::cancel, cancelable(state)), rule(Act::urge, urgeable(state)),
            rule(Act::remark, {}), rule(Act::dispatch, dispatchable(state))};
}

static LineRow* line_of(std::vector<LineRow>& lines, std::string_view name) {
    auto found = std::ranges::find_if(
        lines, [&](auto& line) { return line.external_id == name || line.id.text == name; });
    return found == lines.end() ? nullptr : &*found;
}

Result<Dispatched> dispatched(OrderRow order, std::vector<LineRow> lines, const NewParcel& parcel,
                              Time now) {
    TRY(dispatchable(order.state));
    Dispatched out{std::move(order), std::move(lines), {}};
    auto wanted = parcel.lines;
    if (wanted.empty())
        for (auto& line : out.lines)
            if (line.quantity > line.shipped)
                wanted.push_back({line.id.text, line.quantity - line.shipped});
    if (wanted.empty()) return conflict("nothing_left");
    for (auto& packed : wanted) {
        auto line = line_of(out.lines, packed.line);
        if (!line) return invalid("unknown_line", "lines");
        if (packed.quantity <= 0 || packed.quantity > line->quantity - line->shipped)
            return invalid("more_than_ordered", "lines");
        line->shipped += packed.quantity;
        out.packed.push_back({line->id.text, packed.quantity});
    }
    bool all =
        std::ranges::all_of(out.lines, [](auto& line) { return line.shipped >= line.quantity; });
    out.order.state = all ? OrderState::shipped : OrderState::part_shipped;
    if (!out.order.shipped_at) out.order.shipped_at = parcel.shipped_at.value_or(now);
    return out;
}

Result<Refunded> refunded(OrderRow order, std::vector<LineRow> lines, const Refund& ask, Time now) {
    if (ask.amount.units < 0 || ask.quantity < 0) return invalid("negative_amount", "amount");
    if (order.state == OrderState::unpaid) return conflict("not_paid");
    Refunded out{std::move(order), std::move(lines)};
    if (ask.amount.units > out.order.payable.units - out.order.refunded.units)
        return conflict("above_paid");
    if (ask.line) {
        auto line = line_of(out.lines, ask.line->text);
        if (!line) return not_found("no_such_line");
        if (ask.amount.units > line->paid.units - line->refunded.units)
            return conflict("above_paid");
        if (ask.quantity > line->quantity - line->returned) return conflict("above_quantity");
        line->refunded.units += ask.amount.units;
        line->returned += ask.quantity;
    }
    out.order.refunded.units += ask.amount.units;
    if (out.order.refunded == out.order.payable && out.order.state != OrderState::canceled) {
        out.order.state = OrderState::refunded;
        out.order.closed_at = now;
    }
    return out;
}

std::optional<Time> promise(const OrderRow& order, const ClockRow& clock) {
    if (order.promised_by) return order.promised_by;
    if (!order.paid_at) return std::nullopt;
    return *order.paid_at + std::chrono::hours{clock.dispatch_hours};
}

bool owes_goods(OrderState state) {
    return state == OrderState::paid || state == OrderState::part_shipped;
}

static bool is_owed(const OrderRow& order) { return !order.late_at && owes_goods(order.state); }

std::optional<Time> next_look(const OrderRow& order, const ClockRow& clock) {
    auto by = promise(order, clock);
    if (!is_owed(order) || !by) return std::nullopt;
    bool is_warned = order.warned_for == by || clock.warn_hours == 0;
    return is_warned ? *by : *by - std::chrono::hours{clock.warn_hours};
}

bool is_due_soon(const OrderRow& order, const ClockRow& clock) {
    return is_owed(order) && order.warned_for && order.warned_for == promise(order, clock);
}

bool forgets_warning(const OrderRow& order, const ClockRow& clock) {
    if (!order.warned_for) return false;
    auto by = promise(order, clock);
    return order.warned_for != by || clock.warn_hours == 0;
}

std::string money(Minor amount, std::string_view currency) {
    auto whole = std::to_string(amount.units / 100);
    auto cents = std::to_string(amount.units % 100 + 100).substr(1);
    for (auto at = static_cast<std::ptrdiff_t>(whole.size()) - 3; at > 0; at -= 3)
        whole.insert(static_cast<std::size_t>(at), ",");
    auto sign = currency == "CNY"   ? std::string("¥")
                : currency == "USD" ? "$"
                : currency == "EUR" ? "€"
                                    : std::string(currency) + " ";
    return sign + whole + "." + cents;
}

}  // namespace orders
