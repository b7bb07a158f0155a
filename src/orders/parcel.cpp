// What a parcel's traces mean. Nothing here reads a clock or a database.
#include <algorithm>
#include <array>

#include "kit/text/utf8.hpp"
#include "orders/rows.hpp"

namespace orders {

struct Carrier {
    std::string_view code, name;
    std::array<std::string_view, 3> also;
};
// Source: 快递100's company codes, and the names that marketplaces' exports use.
static constexpr Carrier carriers[] = {
    {"shunfeng", "顺丰速运", {"顺丰", "SF", "sf"}},
    {"zhongtong", "中通快递", {"中通", "ZTO", "zto"}},
    {"yuantong", "圆通速递", {"圆通", "YTO", "yto"}},
    {"yunda", "韵达快递", {"韵达", "YD", "yundakuaidi"}},
    {"shentong", "申通快递", {"申通", "STO", "sto"}},
    {"jtexpress", "极兔速递", {"极兔", "JT", "J&T"}},
    {"jd", "京东物流", {"京东快递", "京东", "JD"}},
    {"ems", "EMS", {"邮政特快", "EMS标准快递", "中国邮政速递物流"}},
    {"youzhengguonei", "邮政快递包裹", {"邮政", "中国邮政", "邮政小包"}},
    {"debangkuaidi", "德邦快递", {"德邦", "DBL", "debangwuliu"}},
    {"huitongkuaidi", "百世快递", {"百世", "百世汇通", "HTKY"}},
    {"danniao", "菜鸟速递", {"丹鸟", "菜鸟", "菜鸟裹裹"}},
    {"kuayue", "跨越速运", {"跨越", "KYE", ""}},
    {"annengwuliu", "安能物流", {"安能", "ANE", ""}},
    {"dhl", "DHL", {"DHL Express", "", ""}},
    {"ups", "UPS", {"", "", ""}},
    {"usps", "USPS", {"", "", ""}},
    {"fedex", "FedEx", {"联邦快递", "", ""}},
};

CarrierName carrier_named(std::string_view given) {
    for (auto& carrier : carriers)
        if (given == carrier.code || given == carrier.name ||
            (!given.empty() && std::ranges::find(carrier.also, given) != carrier.also.end()))
            return {std::string(carrier.code), std::string(carrier.name)};
    return {"other", std::string(given)};
}

std::vector<std::string_view> carrier_codes() {
    std::vector<std::string_view> out;
    for (auto& carrier : carriers) out.push_back(carrier.code);
    return out;
}

std::string carrier_name(std::string_view code_or_name) { return carrier_named(code_or_name).name; }

// Where scans are days apart in good times, and what is beyond customs.
static constexpr std::string_view far_provinces[] = {"新疆", "西藏", "内蒙", "青海",
                                                     "宁夏", "甘肃", "海南"};
static constexpr std::string_view provinces[] = {
    "北京", "天津", "上海", "重庆", "河北", "山西", "辽宁", "吉林", "黑龙", "江苏", "浙江",
    "安徽", "福建", "江西", "山东", "河南", "湖北", "湖南", "广东", "海南", "四川", "贵州",
    "云南", "陕西", "甘肃", "青海", "内蒙", "广西", "西藏", "宁夏", "新疆"};

static std::string_view province(std::string_view region) {
    for (auto name : provinces)
        if (region.starts_with(name)) return name;
    return {};
}

// "杭州" of "浙江省杭州市西湖区"; a municipality is its own city.
static std::string_view city(std::string_view region) {
    auto name = province(region);
    if (name == "北京" || name == "天津" || name == "上海" || name == "重庆") return name;
    auto rest = region.substr(name.size());
    for (std::string_view tail :
         {"省", "壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "龙江省", "古自治区", " "})
        if (rest.starts_with(tail)) rest.remove_prefix(tail.size());
    auto end = rest.find("市");
    return end == rest.npos ? rest.substr(0, rest.find(' ')) : rest.substr(0, end);
}

RouteClass route_class(std::string_view from, std::string_view to) {
    auto there = province(to);
    if (to.empty()) return RouteClass::cross_province;
    if (there.empty()) return RouteClass::abroad;
    if (there == province(from)) {
        auto here = city(from);
        return !here.empty() && here == city(to) ? RouteClass::same_city
                                                 : RouteClass::same_province;
    }
    if (std::ranges::find(far_provinces, there) != std::end(far_provinces))
        return RouteClass::remote;
    return RouteClass::cross_province;
}

std::string region_of(std::string_view address) {
    if (province(address).empty()) return {};
    auto end = address.find("市");
    if (end == address.npos) end = address.find("州");
    if (end == address.npos) return std::string(province(address));
    return std::string(address.substr(0, end + std::string_view("市").size()));
}

bool is_over(ParcelState state) {
    return state == ParcelState::delivered || state == ParcelState::returned;
}

ParcelRow moved(ParcelRow parcel, const std::vector<TraceRow>& traces,
                std::optional<Time> carrier_eta) {
    const TraceRow* newest = nullptr;
    for (auto& trace : traces) {
        // Two scans of one second: the one that is further on counts.
        bool later = !newest || trace.at > newest->at ||
                     (trace.at == newest->at && trace.state > newest->state);
        if (later) newest = &trace;
    }
    if (newest) {
        parcel.state = newest->state;
        parcel.last_text = newest->text;
        parcel.moved_at = std::max(newest->at, parcel.shipped_at);
        parcel.stuck_at.reset();
        parcel.delivered_at =
            newest->state == ParcelState::delivered ? std::optional(newest->at) : std::nullopt;
    }
    if (carrier_eta) parcel.eta = carrier_eta;
    else parcel.eta = guessed_eta(parcel);
    return parcel;
}

static std::size_t place_of(RouteClass route) { return static_cast<std::size_t>(route); }

std::optional<Time> silent_from(const ParcelRow& parcel, const ClockRow& clock) {
    if (is_over(parcel.state)) return std::nullopt;
    auto place = place_of(parcel.route);
    auto hours = place < clock.silent_hours.size() ? clock.silent_hours[place]
                                                   : ClockRow{}.silent_hours[place];
    // It lies at the pick-up point because the buyer has not come; carriers keep it for a week.
    if (parcel.state == ParcelState::at_pickup_point) hours = 7 * 24;
    return parcel.moved_at + std::chrono::hours{hours};
}

std::optional<Time> guessed_eta(const ParcelRow& parcel) {
    if (is_over(parcel.state) || parcel.state == ParcelState::exception ||
        parcel.state == ParcelState::refused || parcel.state == ParcelState::returning ||
        parcel.state == ParcelState::at_pickup_point)
        return std::nullopt;
    // Usual days from pick-up to the door by route class, as the carriers' own pages tell them.
    constexpr int days[route_count] = {1, 2, 3, 6, 12};
    if (parcel.state == ParcelState::out_for_delivery)
        return parcel.moved_at + std::chrono::hours{10};
    auto usual = parcel.shipped_at + std::chrono::days{days[place_of(parcel.route)]};
    return std::max(usual, parcel.moved_at + std::chrono::days{1});
}

}  // namespace orders
