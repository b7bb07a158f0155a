// A plan in one sentence that an agent can send.
#include "catalogue/plan.hpp"

namespace catalogue {

static bool is_chinese(Language language) { return language == Language::chinese; }

static std::string offers_text(const PlanOrder& order, const std::string& currency,
                               Language language) {
    std::string out;
    for (auto& offer : order.offers) {
        out += out.empty() ? "" : is_chinese(language) ? "、" : ", ";
        auto open = is_chinese(language) ? "「" : "“", close = is_chinese(language) ? "」" : "”";
        out += open + offer.name + close;
        if (offer.off.units > 0)
            out += (is_chinese(language) ? "减 " : " (−") + money_text(offer.off, currency);
        if (offer.off.units > 0 && !is_chinese(language)) out += ")";
    }
    return out;
}

static std::string goods_text(const PlanOrder& order, Language language) {
    std::string out;
    for (auto& line : order.lines) {
        out += out.empty() ? "" : is_chinese(language) ? "、" : ", ";
        out += line.title + (line.quantity > 1 ? " ×" + std::to_string(line.quantity) : "");
    }
    return out;
}

static std::string order_chinese(const PlanOrder& order, const std::string& currency) {
    auto offers = offers_text(order, currency, Language::chinese);
    auto out = offers.empty() ? "" : "用" + offers + "，";
    out += "付 " + money_text(order.total, currency);
    if (order.freight.units > 0) out += "（含运费 " + money_text(order.freight, currency) + "）";
    if (!order.gifts.empty()) out += "，并有赠品";
    return out;
}

static std::string order_english(const PlanOrder& order, const std::string& currency) {
    auto offers = offers_text(order, currency, Language::english);
    auto out = "pay " + money_text(order.total, currency);
    if (order.freight.units > 0)
        out += " including " + money_text(order.freight, currency) + " shipping";
    if (!offers.empty()) out += " with " + offers;
    if (!order.gifts.empty()) out += ", plus a gift";
    return out;
}

static std::string chinese(const Plan& plan) {
    auto end =
        plan.saved.units > 0 ? "，比原价省 " + money_text(plan.saved, plan.currency) + "。" : "。";
    if (plan.orders.size() == 1)
        return "这样买最划算：一单下齐，" + order_chinese(plan.orders.front(), plan.currency) + end;
    std::string out = "这样买最划算：分 " + std::to_string(plan.orders.size()) + " 单下——";
    for (std::size_t i = 0; i < plan.orders.size(); ++i)
        out += (i == 0 ? "第 " : "；第 ") + std::to_string(i + 1) + " 单 " +
               goods_text(plan.orders[i], Language::chinese) + "，" +
               order_chinese(plan.orders[i], plan.currency);
    return out + "；合计 " + money_text(plan.total, plan.currency) + end;
}

static std::string english(const Plan& plan) {
    auto end = plan.saved.units > 0 ? "; that is " + money_text(plan.saved, plan.currency) +
                                          " less than the list price."
                                    : ".";
    if (plan.orders.size() == 1)
        return "The best way to buy this: everything in one order, " +
               order_english(plan.orders.front(), plan.currency) + end;
    std::string out =
        "The best way to buy this: " + std::to_string(plan.orders.size()) + " orders. ";
    for (std::size_t i = 0; i < plan.orders.size(); ++i)
        out += (i == 0 ? "Order " : "; order ") + std::to_string(i + 1) + ": " +
               goods_text(plan.orders[i], Language::english) + ", " +
               order_english(plan.orders[i], plan.currency);
    return out + ". In all " + money_text(plan.total, plan.currency) + end;
}

std::string sentence(const Plan& plan, Language language) {
    if (plan.orders.empty()) return "";
    auto out = is_chinese(language) ? chinese(plan) : english(plan);
    if (plan.proven) return out;
    // The bound was reached: nobody promises that there is nothing cheaper.
    auto best = out.find(is_chinese(language) ? "最划算" : "The best way");
    if (best != out.npos && is_chinese(language))
        out.replace(best, std::string("最划算").size(), "比较划算");
    if (best != out.npos && !is_chinese(language))
        out.replace(best, std::string("The best way").size(), "A good way");
    return out;
}

std::string sentence(const PlanHint& hint, const Plan& plan, Language language) {
    auto extra = money_text({std::abs(hint.extra.units)}, plan.currency),
         price = money_text(hint.price, plan.currency);
    if (is_chinese(language)) {
        if (hint.extra.units <= 0)
            return "再加一件「" + hint.title + "」（" + price + "），总价" +
                   (hint.extra.units < 0 ? "反而少付 " + extra + "。" : "不变。");
        return "再加一件「" + hint.title + "」（" + price + "），只需多付 " + extra + "。";
    }
    if (hint.extra.units <= 0)
        return "Add one “" + hint.title + "” (" + price + ") and pay " +
               (hint.extra.units < 0 ? extra + " less." : "nothing more.");
    return "Add one “" + hint.title + "” (" + price + ") for only " + extra + " more.";
}

std::string sentence(const PlanMissed& of, const Plan& plan, Language language) {
    auto lacks = money_text(of.lacks, plan.currency);
    if (is_chinese(language)) return "「" + of.name + "」还差 " + lacks + " 可用。";
    return "“" + of.name + "” needs " + lacks + " more.";
}

}  // namespace catalogue
