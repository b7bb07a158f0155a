// Seven days without a reason, intact goods, warranty.
#include "aftersales/rules.hpp"

#include <algorithm>

namespace aftersales {

namespace {

constexpr auto seven_days = "网络购买商品七日无理由退货暂行办法";

std::string article(std::string_view law, std::string_view number) {
    return "《" + std::string(law) + "》" + std::string(number);
}

void add(IntactVerdict& verdict, Finding finding) {
    verdict.passed = verdict.passed && finding.passed;
    verdict.findings.push_back(std::move(finding));
}

bool never_returned(Goods goods) {
    return goods == Goods::custom || goods == Goods::fresh || goods == Goods::digital ||
           goods == Goods::periodicals;
}
bool returned_unless_confirmed(Goods goods) {
    return goods == Goods::unsealed_risk || goods == Goods::drops_on_use ||
           goods == Goods::near_expiry || goods == Goods::flawed;
}

Finding kind_of_goods(const NoReasonAsk& ask) {
    if (never_returned(ask.goods))
        return {"goods", false, "定作、鲜活易腐、数字化商品和报刊不适用七日无理由退货",
                "Custom-made, perishable and digital goods and periodicals are exempt",
                article(seven_days, "第六条")};
    if (!returned_unless_confirmed(ask.goods))
        return {"goods", true, "商品适用七日无理由退货",
                "The goods may be returned without a reason", "《消费者权益保护法》第二十五条"};
    if (ask.confirmed_at_purchase)
        return {"goods", false, "购买时买家已逐次确认不适用七日无理由退货",
                "The buyer confirmed the exception at purchase", article(seven_days, "第七条")};
    return {"goods", true, "购买时没有逐次确认的步骤，例外不成立",
            "No confirmation at purchase: the exception fails", article(seven_days, "第二十条")};
}

Finding in_time(const NoReasonAsk& ask) {
    if (!ask.signed_at)
        return {"time", true, "尚未签收，期限没有开始",
                "Not signed for yet: the time has not begun", article(seven_days, "第十条")};
    auto last = no_reason_last_day(*ask.signed_at, ask.extra_days);
    auto name = text_of_day(last);
    return {"time", day_of(ask.asked_at) <= last,
            "签收次日起七日，遇休息日顺延，最后一天 " + name + " 24:00",
            "Seven days from the day after signature, moved past days of rest: last day " + name,
            article(seven_days, "第十条") + "、《民法典》第二百零一条、第二百零三条"};
}

const std::vector<Trace>& spoiling(Goods goods) {
    static const std::vector<Trace> sealed{Trace::seal_broken, Trace::soiled, Trace::damaged};
    static const std::vector<Trace> electronics{
        Trace::repaired, Trace::marks_torn, Trace::heavy_wear, Trace::activated, Trace::damaged};
    static const std::vector<Trace> wearable{Trace::tags_cut, Trace::soiled, Trace::damaged};
    static const std::vector<Trace> ordinary{Trace::heavy_wear, Trace::soiled, Trace::damaged};
    if (goods == Goods::sealed || goods == Goods::unsealed_risk) return sealed;
    if (goods == Goods::electronics || goods == Goods::drops_on_use) return electronics;
    return goods == Goods::apparel ? wearable : ordinary;
}

struct TraceWords {
    std::string_view zh, en;
};

TraceWords words_of(Trace trace) {
    switch (trace) {
        case Trace::opened:
            return {"拆开包装查验", "opened to inspect"};
        case Trace::tried:
            return {"合理试用", "tried reasonably"};
        case Trace::seal_broken:
            return {"一次性密封包装损坏", "the one-time seal is broken"};
        case Trace::repaired:
            return {"擅自维修或改动", "repaired or modified"};
        case Trace::marks_torn:
            return {"认证标识、序列号等被撕毁或涂改", "marks or serial labels torn or altered"};
        case Trace::heavy_wear:
            return {"难以恢复原状的使用痕迹", "wear that cannot be undone"};
        case Trace::activated:
            return {"激活、授权或数据使用痕迹", "traces of activation or data"};
        case Trace::tags_cut:
            return {"商标标识被摘、剪", "tags are cut"};
        case Trace::soiled:
            return {"商品受污", "soiled"};
        case Trace::damaged:
            return {"商品受损", "damaged"};
    }
    return {};
}

}  // namespace

Day no_reason_last_day(Time signed_at, int extra_days) {
    return last_day_after(day_of(signed_at), 7 + extra_days);
}

IntactVerdict no_reason_verdict(const NoReasonAsk& ask) {
    IntactVerdict out;
    add(out, kind_of_goods(ask));
    add(out, in_time(ask));
    return out;
}

IntactVerdict intact_verdict(Goods goods, const std::vector<Trace>& traces) {
    IntactVerdict out;
    auto& spoils = spoiling(goods);
    for (auto trace : traces) {
        bool spoilt = std::find(spoils.begin(), spoils.end(), trace) != spoils.end();
        auto words = words_of(trace);
        add(out, {std::string(kit::name_of(trace)), !spoilt,
                  std::string(words.zh) + (spoilt ? "，商品不完好" : "，不影响完好"),
                  std::string(words.en) + (spoilt ? ": not intact" : ": still intact"),
                  article(seven_days, spoilt ? "第九条" : "第八条")});
    }
    if (out.findings.empty())
        add(out,
            {"intact", true, "商品完好", "The goods are intact", article(seven_days, "第八条")});
    return out;
}

WarrantyStep warranty_step(Time signed_at, Time asked_at, int warranty_days) {
    auto since = day_of(asked_at) - day_of(signed_at);
    if (since <= 7) return WarrantyStep::return_it;
    if (since <= 15) return WarrantyStep::exchange_it;
    return since <= warranty_days ? WarrantyStep::repair_it : WarrantyStep::over;
}

int warranty_days_of(std::string_view category) {
    if (category == "shoes") return 120;  // JD goods standard
    return category == "bags" ? 90 : 365;
}

}  // namespace aftersales
