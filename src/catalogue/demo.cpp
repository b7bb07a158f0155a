// What the demo shop sells: handmade ceramics, the same that its demo pages show, and five
// promotions.
#include "catalogue/promotions.hpp"
#include "catalogue/rows.hpp"

namespace catalogue {

namespace {

struct Ware {
    const char *page, *title, *summary, *category, *sku, *first,
        *second;                                       // options; second: none when empty
    std::int64_t price, more, stock, stock_of_second;  // 分; `more`: the second costs so much more
    const char *parameter, *value;
};

constexpr Ware wares[] = {
    {"mug", "青釉手作马克杯", "一只每天都想用的杯子", "杯盏", "MUG", "350 ml", "500 ml", 12800,
     3000, 36, 14, "釉料", "草木灰青釉，无铅无镉"},
    {"teaset", "月白茶具", "一壶四杯，提梁用藤条手缠", "茶具", "TEA-SET", "一壶四杯", "一壶六杯",
     56800, 12000, 12, 5, "壶容量", "650 ml"},
    {"vase", "霁红柳叶瓶", "一枝花就够了", "花器", "VASE", "高 26 cm", "", 39800, 0, 7, 0, "釉料",
     "铜红釉，1300 ℃"},
    {"plate", "手绘游鱼盘", "鱼是一笔一笔画的", "餐具", "PLATE", "8 寸", "10 寸", 16800, 6000, 24,
     2, "工艺", "釉下手绘青花"},
    {"incense", "莲叶香插", "一片莲叶，一朵刚开的花", "香器", "INCENSE", "直径 18 cm", "", 8800, 0,
     41, 0, "孔径", "2 mm，配常见线香"},
    {"bowl", "兔毫建盏", "茶汤倒进去，釉里的兔毫会亮", "杯盏", "BOWL", "口径 12 cm", "", 29800, 0,
     15, 0, "容量", "180 ml"},
    {"caddy", "粗陶茶叶罐", "透气不跑味", "茶具", "CADDY", "约 150 g", "约 300 g", 15800, 7000, 18,
     9, "盖", "榉木，内衬软木圈"},
    {"bud", "小口花器", "路边摘的一枝草，插进去就是一幅画", "花器", "BUD", "三只一组", "", 11800, 0,
     29, 0, "口径", "1.6 至 2 cm"},
    {"", "汝窑天青公道杯", "断水利落，手感温润", "茶具", "PITCHER", "220 ml", "", 9800, 0, 3, 0,
     "容量", "220 ml"},
    {"", "手编藤杯垫", "四枚一组，隔热不滑", "配件", "COASTER", "四枚一组", "", 2900, 0, 80, 0,
     "材质", "印尼细藤"},
    {"", "青花米饭碗", "一人一只，不混", "餐具", "RICE-BOWL", "单只", "两只对碗", 5900, 5000, 0, 11,
     "口径", "11.5 cm"},
    {"", "刻字定制杯", "杯底刻 6 个字以内，7 天发出", "定制", "CUSTOM-MUG", "350 ml", "", 16800, 0,
     20, 0, "定制", "下单时备注文字"},
};

VariantSheet variant_of(const Ware& ware, int number) {
    bool second = number == 2;
    VariantSheet out{.sku = std::string(ware.sku) + "-" + std::to_string(number),
                     .options = {{"规格", second ? ware.second : ware.first}},
                     .price = {ware.price + (second ? ware.more : 0)}};
    out.low_at = 3;
    out.stock = {{{"景德镇仓", second ? ware.stock_of_second : ware.stock, 0}}};
    return out;
}

ProductSheet sheet_of(const Ware& ware) {
    ProductSheet out{
        .title = ware.title, .summary = ware.summary, .currency = "CNY", .category = ware.category};
    if (*ware.page) {
        out.url = std::string("/pages/") + ware.page + ".html";
        out.picture = std::string("/pages/") + ware.page + ".svg";
    }
    out.parameters = {{{ware.parameter, ware.value}}};
    out.certificates = {{{"食品接触陶瓷制品检测报告", "GB 4806.4", "景德镇陶瓷检测中心", "", {}}}};
    out.variants.push_back(variant_of(ware, 1));
    if (*ware.second) out.variants.push_back(variant_of(ware, 2));
    return out;
}

WritePromotion promotion(const Work& work, const char* name, PromotionKind kind) {
    return {.name = name,
            .kind = kind,
            .starts_at = work.now - std::chrono::days{3},
            .ends_at = work.now + std::chrono::days{27}};
}

std::vector<WritePromotion> promotions_of_demo(const Work& work, const std::string& tea,
                                               const Id<Variant>& coaster) {
    auto tea_price = promotion(work, "茶具 95 折", PromotionKind::item_discount);
    tea_price.scope = Scope::categories;
    tea_price.covers = {tea};
    tea_price.rate = 500;
    auto full = promotion(work, "全店满 300 减 30、满 600 减 80", PromotionKind::full_reduction);
    full.steps = {{{30000}, {3000}}, {{60000}, {8000}}};
    auto coupon = promotion(work, "新客券满 99 减 10", PromotionKind::shop_coupon);
    coupon.threshold = Minor{9900};
    coupon.amount = Minor{1000};
    auto gift = promotion(work, "满 500 赠藤杯垫", PromotionKind::gift);
    gift.threshold = Minor{50000};
    gift.gift = coaster;
    auto member = promotion(work, "会员券满 200 打 92 折", PromotionKind::member_coupon);
    member.member_level = 1;
    member.threshold = Minor{20000};
    member.rate = 800;
    member.cap = Minor{6000};
    return {tea_price, full, coupon, gift, member};
}

}  // namespace

void open_demo_catalogue(Work& work, std::string_view shop) {
    for (auto& ware : wares) {
        auto made = upsert_product(work, shop, sheet_of(ware));
        ENSURE(made, "a demo product is sound");
    }
    // What is made to order is not given back for no reason (article 6).
    work.db.execute(
        "update categories set seven_day = 'custom_made' where shop = ? and name = '定制'", shop);
    auto coaster = find_by_sku(work, shop, "COASTER-1");
    auto tea = category_named(work, shop, "茶具");
    ENSURE(coaster && tea, "the demo's coaster and tea ware are there");
    for (auto& one : promotions_of_demo(work, tea->id.text, coaster->id)) {
        auto made = add_promotion(work, shop, one);
        ENSURE(made, "a demo promotion is sound");
    }
}

}  // namespace catalogue
