// Orders of the demo shop: one in every state, with parcels on their way, for the buyers of the
// demo dialogues.
#include <algorithm>

#include "app/seed.hpp"
#include "customers/customers.hpp"
#include "orders/orders.hpp"

namespace app {

using namespace kit;
using orders::OrderState;
using std::chrono::hours;

struct DemoGoods {
    const char *sku, *title, *options;
    std::int64_t price;
};
static constexpr DemoGoods goods[] = {
    {"mug", "青釉马克杯", "350 ml · 单只礼盒", 12'800},
    {"teaset", "“松烟”茶具五件套", "一壶四杯", 68'800},
    {"plate", "冰裂纹平盘", "22 cm", 8'900},
    {"vase", "霁红柳叶瓶", "高 24 cm", 36'000},
    {"bowl", "兔毫建盏", "口径 12 cm", 19'800},
    {"caddy", "粗陶茶叶罐", "250 g", 15'800},
    {"bud", "小口花插", "高 9 cm", 6'800},
    {"incense", "线香座", "含 20 支线香", 9'800},
};
struct DemoBuyer {
    const char *name, *phone, *address, *tier;
};
static constexpr DemoBuyer buyers[] = {
    {"林小满", "13805712671", "浙江省杭州市西湖区文三路 188 号 3 幢", "钻石会员"},
    {"周予安", "13910018842", "北京市朝阳区望京街道阜通东大街 6 号", "金卡会员"},
    {"陈知夏", "13602223390", "广东省深圳市南山区科技园南路 9 号", ""},
    {"赵一鸣", "15990118826", "新疆维吾尔自治区乌鲁木齐市天山区解放北路 12 号", "银卡会员"},
};
struct DemoOrder {
    OrderState state;
    int hours_ago;     // placed
    int first, count;  // goods, and how many of it
    std::int64_t coupon;
    const char* remark;
    orders::Flag flag;
};
static constexpr DemoOrder demo_orders[] = {
    {OrderState::shipped, 60, 0, 2, 1'500, "", orders::Flag::none},
    {OrderState::unpaid, 1, 2, 1, 0, "", orders::Flag::none},
    {OrderState::paid, 5, 1, 1, 5'000, "要礼盒和贺卡，落款写“小满”", orders::Flag::blue},
    {OrderState::paid, 70, 4, 1, 0, "", orders::Flag::none},
    {OrderState::part_shipped, 40, 3, 2, 0, "花瓶分两箱发", orders::Flag::yellow},
    {OrderState::delivered, 110, 5, 1, 800, "", orders::Flag::none},
    {OrderState::done, 400, 6, 3, 0, "", orders::Flag::none},
    {OrderState::canceled, 90, 7, 1, 0, "拍错颜色", orders::Flag::none},
    {OrderState::refunded, 300, 2, 2, 0, "收到有磕碰，已全额退款", orders::Flag::red},
};

static bool left(OrderState state) {
    return state == OrderState::shipped || state == OrderState::delivered ||
           state == OrderState::done;
}

static orders::NewLine line_of(int place, const std::string& id, std::int64_t quantity) {
    auto& of = goods[static_cast<std::size_t>(place) % std::size(goods)];
    return {.external_id = id,
            .title = of.title,
            .product = {},
            .variant = {},
            .sku = of.sku,
            .options = of.options,
            .picture = "/pages/" + std::string(of.sku) + ".svg",
            .quantity = quantity,
            .price = {of.price},
            .paid = {}};
}

static orders::NewOrder order_of(const DemoOrder& of, std::size_t number,
                                 const customers::Contact& contact, Time now) {
    auto& buyer = buyers[number % std::size(buyers)];
    orders::NewOrder out;
    out.source = "demo";
    out.external_id = out.number = "339210874415" + std::to_string(6620 + number * 37);
    out.version = 1;
    out.contact = contact.id;
    out.tier = buyer.tier;
    out.state = of.state;
    out.lines = {line_of(of.first, "1", of.count), line_of(of.first + 3, "2", 1)};
    if (of.coupon > 0)
        out.discounts = {{orders::DiscountKind::shop_coupon, "店铺优惠券", {of.coupon}, {}}};
    out.freight = {of.coupon > 0 ? 0 : 800};
    out.placed_at = now - hours{of.hours_ago};
    if (of.state != OrderState::unpaid && of.state != OrderState::canceled)
        out.paid_at = out.placed_at + std::chrono::minutes{3};
    if (left(of.state)) out.shipped_at = out.placed_at + hours{6};
    if (of.state == OrderState::delivered || of.state == OrderState::done)
        out.delivered_at = out.placed_at + hours{54};
    if (of.state == OrderState::done) out.done_at = out.placed_at + hours{200};
    if (*of.remark) out.remark = of.remark;
    out.flag = of.flag;
    out.receiver = orders::Receiver{buyer.name, buyer.phone, buyer.address, {}};
    auto waybill = "SF15302277" + std::to_string(88410 + number);
    if (left(of.state)) out.parcels = {{"shunfeng", waybill, {}, out.shipped_at}};
    if (of.state == OrderState::part_shipped)
        out.parcels = {
            {"zhongtong", "78" + waybill.substr(4), {{"1", 1}}, out.placed_at + hours{8}}};
    return out;
}

static void send_along(Work& work, const std::string& shop, const orders::Order& order, Time now) {
    using enum orders::ParcelState;
    for (auto& parcel : order.parcels) {
        std::vector<orders::NewTrace> traces{
            {parcel.shipped_at + hours{1}, picked_up, "景德镇",
             "快件已由【景德镇陶溪川营业点】揽收"},
            {parcel.shipped_at + hours{8}, in_transit, "南昌", "快件已到达【南昌集散中心】"}};
        if (parcel.shipped_at + hours{30} < now)
            traces.push_back({parcel.shipped_at + hours{29}, in_transit, "",
                              "快件已离开【南昌集散中心】，发往目的地"});
        if (order.state == OrderState::delivered || order.state == OrderState::done) {
            traces.push_back({parcel.shipped_at + hours{44}, out_for_delivery, "",
                              "快件正在派送途中，请保持电话畅通"});
            traces.push_back(
                {parcel.shipped_at + hours{48}, delivered, "", "已签收，签收人：门卫代收"});
        }
        if (!orders::add_traces(work, shop, parcel.id, traces))
            throw Bug("demo traces were refused");
    }
}

int seed_orders(House& house) {
    return house.store().write_now([](Work& work) {
        int made = 0;
        auto shop = work.db.value<std::string>("select shop from people limit 1");
        if (!shop) return made;
        auto who = customers::latest(work, *shop, 8);
        if (who.empty()) return made;
        // Each buyer has a few, so that every state is seen beside some chat.
        for (std::size_t i = 0; i < who.size() * 3; ++i) {
            auto& of = demo_orders[i % std::size(demo_orders)];
            auto put =
                orders::put_order(work, *shop, order_of(of, i, who[i % who.size()], work.now),
                                  orders::Telling::silent);
            ENSURE(put.outcome == orders::Outcome::added, "a demo order is an order");
            if (auto order = orders::find(work, *shop, put.id))
                send_along(work, *shop, *order, work.now);
            ++made;
        }
        return made;
    });
}

}  // namespace app
