// An order that a source might send: a mug and two plates, ten yuan off, paid.
#pragma once

#include "house.hpp"
#include "orders/orders.hpp"

inline constexpr kit::Time sample_time{1'798'000'000'000'000};  // 2026-12-23 12:26 in Beijing

inline orders::NewOrder sample(const std::string& number = "SG1001") {
    orders::NewOrder out;
    out.source = "api";
    out.external_id = number;
    out.version = 1;
    out.number = number;
    out.buyer = "b-42";
    out.tier = "金卡";
    out.state = orders::OrderState::paid;
    out.lines.resize(2);
    out.lines[0].external_id = "l1";
    out.lines[0].title = "月白马克杯";
    out.lines[0].options = "320 ml";
    out.lines[0].picture = "/pages/art/mug.svg";
    out.lines[0].price = {9900};
    out.lines[1].external_id = "l2";
    out.lines[1].title = "青花平盘";
    out.lines[1].quantity = 2;
    out.lines[1].price = {4950};
    out.discounts = {{orders::DiscountKind::shop_coupon, "店铺券", {1000}, {}}};
    out.freight = {800};
    out.tenders = {{orders::TenderKind::online, {19600}}};
    out.placed_at = sample_time;
    out.paid_at = sample_time + std::chrono::minutes{2};
    out.receiver = orders::Receiver{"王小明", "13812345678", "浙江省杭州市西湖区文三路 1 号", {}};
    return out;
}

// The sample in a shop of the running house.
inline orders::Put put(kit::Store& store, const std::string& shop, const orders::NewOrder& order,
                       orders::Telling telling = orders::Telling::aloud) {
    return store.write_now(
        [&](kit::Work& work) { return orders::put_order(work, shop, order, telling); });
}
