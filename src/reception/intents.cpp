#include "reception/intents.hpp"

#include <algorithm>

namespace reception {

namespace {

struct Intent {
    std::string_view name;
    std::vector<std::string_view> words;  // one of them is enough
};

// The particular before the general: whose refund is on its way does not ask for one.
// clang-format off: a table
const std::vector<Intent>& table() {
    static const std::vector<Intent> all{
        {"human", {"转人工", "人工客服", "联系人工", "找人工", "真人", "real person", "human agent"}},
        {"complaint", {"投诉", "12315", "消协", "曝光", "起诉", "态度差", "态度恶劣", "complain", "sue you"}},
        {"refund_progress", {"退款进度", "退款到账", "退款没到", "退款还没到", "什么时候退款", "多久退款", "钱还没退", "退款到哪", "没收到退款",
                             "where is my refund", "refund status"}},
        {"price_protection", {"降价了", "补差价", "退差价", "价保", "保价", "刚买就降", "price drop", "price match"}},
        {"refund", {"退款", "退钱", "把钱退", "仅退款", "refund", "money back"}},
        {"exchange", {"换货", "换一件", "换个码", "换个尺码", "换大一号", "换小一号", "换一个", "exchange it", "an exchange"}},
        {"return", {"退货", "想退", "要退", "退掉", "退回去", "七天无理由", "7天无理由", "退换", "send it back", "return it", "a return"}},
        {"missing_item", {"少发", "漏发", "少了一", "少一件", "没有赠品", "赠品没", "缺件", "missing item", "is missing"}},
        {"wrong_item", {"发错", "错发", "不是我买的", "颜色不对", "款式不对", "尺码不对", "wrong item", "wrong colour", "wrong color", "wrong size"}},
        {"damaged_item", {"破损", "碎了", "摔坏", "压坏", "压扁", "破了", "裂了", "漏液", "漏了", "broken", "damaged", "shattered", "leaking"}},
        {"quality", {"质量问题", "质量差", "坏了", "有瑕疵", "开线", "掉色", "褪色", "起球", "用不了", "不能用", "没反应", "充不进电", "defect", "does not work",
                     "doesn't work", "stopped working"}},
        {"warranty", {"保修", "维修", "质保", "返修", "warranty", "repair"}},
        {"invoice", {"发票", "开票", "税号", "抬头", "invoice"}},
        {"cancel_order", {"取消订单", "不想要了", "不要了", "拍错", "买错", "取消掉", "cancel my order", "cancel the order"}},
        {"modify_address", {"改地址", "换地址", "地址写错", "地址错", "修改地址", "收货地址", "change the address", "change my address", "wrong address"}},
        {"modify_item", {"改颜色", "改尺码", "改规格", "换颜色", "改成", "改型号", "change the size", "change the colour", "change the color"}},
        {"not_received", {"显示签收", "没收到货", "没收到快递", "没有收到", "签收了但", "says delivered", "never arrived", "not received"}},
        {"intercept", {"拦截", "拒收", "退回快递", "intercept"}},
        {"stuck", {"不动了", "没更新", "不更新", "一直没动", "停在", "卡在", "停滞", "not moving", "no update", "stuck"}},
        {"urge_ship", {"催发货", "还没发货", "怎么还不发", "什么时候发货", "几时发货", "啥时候发", "尽快发", "快点发", "多久发货", "何时发货",
                       "when will it ship", "not shipped", "ship it soon"}},
        {"logistics", {"物流", "快递", "到哪了", "到哪里了", "单号", "几天到", "什么时候到", "多久到", "派送", "parcel", "tracking", "delivery", "courier"}},
        {"freight", {"运费", "包邮", "邮费", "freight", "shipping fee", "shipping cost"}},
        {"payment", {"付不了", "支付失败", "付款失败", "付不了款", "不能付款", "分期", "花呗", "支付方式", "payment failed", "cannot pay", "can't pay"}},
        {"coupon", {"优惠券", "优惠卷", "满减", "领券", "活动价", "折扣码", "赠品", "coupon", "voucher", "promo code"}},
        {"price", {"多少钱", "价格", "便宜", "最低价", "优惠", "打折", "how much", "cheaper", "discount", "price"}},
        {"stock", {"有货", "现货", "缺货", "补货", "库存", "断货", "in stock", "restock", "sold out"}},
        {"size", {"尺码", "尺寸", "多大", "穿多大", "身高", "体重", "斤穿", "什么码", "what size", "which size"}},
        {"usage", {"怎么用", "如何使用", "怎么安装", "安装", "使用方法", "说明书", "how do i use", "how to use", "install", "manual"}},
        {"authentic", {"正品", "假货", "是真的吗", "授权", "authentic", "genuine", "fake"}},
        {"wholesale", {"批发", "团购", "大量采购", "企业采购", "定制", "wholesale", "bulk order", "customize"}},
    };
    return all;
}
// clang-format on

std::string lower(std::string_view text) {
    std::string out(text);
    for (auto& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

}  // namespace

std::vector<std::string> intents_of(std::string_view text) {
    auto said = lower(text);
    std::vector<std::string> out;
    for (auto& one : table()) {
        bool is_said =
            std::ranges::any_of(one.words, [&](auto word) { return said.contains(word); });
        if (is_said && out.size() < 3) out.emplace_back(one.name);
    }
    return out;
}

std::vector<std::string> known_intents() {
    std::vector<std::string> out;
    for (auto& one : table()) out.emplace_back(one.name);
    return out;
}

}  // namespace reception
