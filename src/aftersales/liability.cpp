// Who pays the freight, who proves, who answers.
#include <algorithm>

#include "aftersales/amounts.hpp"
#include "aftersales/rules.hpp"

namespace aftersales {

FreightShare freight_shared(FreightCause cause) {
    using P = Payer;
    switch (cause) {
        case FreightCause::seller_fault:
            return {P::seller, P::seller, P::seller, "《消费者权益保护法》第二十四条"};
        case FreightCause::no_reason_free:
            return {P::seller, P::buyer, P::nobody,
                    "《七日无理由退货暂行办法》第十八条、《淘宝平台争议处理规则》第五十三条"};
        case FreightCause::no_reason_paid:
            return {P::buyer, P::buyer, P::nobody,
                    "《七日无理由退货暂行办法》第十八条、《淘宝平台争议处理规则》第五十三条"};
        case FreightCause::no_reason_breaks_free:
            return {P::buyer, P::buyer, P::nobody, "《七日无理由退货暂行办法》第十八条"};
        case FreightCause::no_reason_exchange:
            return {P::nobody, P::buyer, P::buyer, "《淘宝平台争议处理规则》第五十四条"};
        case FreightCause::unclear:
            return {P::seller, P::buyer, P::nobody, "《淘宝平台争议处理规则》第七条"};
        case FreightCause::refused:
            return {P::buyer, P::buyer, P::nobody, "《淘宝平台争议处理规则》第三十七条"};
        case FreightCause::settled:
            return {P::seller, P::seller, P::nobody, "《淘宝平台争议处理规则》第四十九条"};
        case FreightCause::buyer_address:
            return {P::buyer, P::buyer, P::buyer, "《淘宝平台争议处理规则》第三十四条"};
        case FreightCause::lost_in_transit:
            return {P::seller, P::nobody, P::seller,
                    "《淘宝平台争议处理规则》第十条、《电子商务法》第二十条"};
    }
    return {};
}

FreightCause freight_cause(Reason reason, const FreightFacts& facts) {
    switch (reason) {
        case Reason::quality:
        case Reason::damaged:
        case Reason::wrong_item:
        case Reason::missing_item:
        case Reason::mismatch:
        case Reason::fake:
        case Reason::late:
            return FreightCause::seller_fault;
        case Reason::not_received:
            return FreightCause::lost_in_transit;
        case Reason::refused_delivery:
            return FreightCause::refused;
        case Reason::wrong_address:
            return FreightCause::buyer_address;
        case Reason::other:
            return FreightCause::unclear;
        case Reason::no_reason:
        case Reason::size:
        case Reason::price_drop:
        case Reason::changed_mind:
            break;
    }
    if (facts.exchange) return FreightCause::no_reason_exchange;
    if (!facts.free_shipping) return FreightCause::no_reason_paid;
    return facts.breaks_threshold ? FreightCause::no_reason_breaks_free
                                  : FreightCause::no_reason_free;
}

static bool insurance_pays(const Insurance& insurance) {
    return insurance.first_return && insurance.waybill_matches && insurance.goods_returned;
}

Result<FreightOwed> return_freight_owed(Minor laid_out, Payer payer, const Insurance& insurance) {
    bool expected =
        insurance.state == InsuranceState::insured || insurance.state == InsuranceState::pending;
    if (expected && insurance_pays(insurance)) return conflict("insurance_pending");
    Minor paid = insurance.state == InsuranceState::paid ? insurance.paid : Minor{};
    FreightOwed out;
    out.from_insurance = paid;
    if (payer == Payer::seller)
        out.from_seller = {std::max<std::int64_t>(0, laid_out.units - paid.units)};
    out.zh = "退货运费 " + yuan(laid_out) + "，运费险已付 " + yuan(paid) + "，卖家再付 " +
             yuan(out.from_seller);
    out.en = "Return freight " + yuan(laid_out) + ", the insurance paid " + yuan(paid) +
             ", the seller pays " + yuan(out.from_seller);
    return out;
}

static EvidenceWanted seller_begins(EvidenceWanted wanted) {
    wanted.first = Prover::seller;
    wanted.from_seller = {EvidenceKind::inspection, EvidenceKind::certificate};
    wanted.zh = "耐用商品自接受之日起六个月内，由卖家举证";
    wanted.en = "Durable goods within six months: the seller proves";
    wanted.article = "《消费者权益保护法》第二十三条";
    return wanted;
}

// clang-format off: a table
EvidenceWanted evidence_wanted(Reason reason, bool used, bool durable) {
    using K = EvidenceKind;
    switch (reason) {
        case Reason::quality: case Reason::damaged: {
            EvidenceWanted visible{Prover::buyer, {K::photo, K::video}, {K::inspection, K::delivery_proof},
                                   "外观可见的问题，买家先举证，卖家可反驳", "Visible: the buyer begins, the seller may rebut",
                                   "《淘宝平台争议处理规则》第六十五条"};
            return durable ? seller_begins(visible) : visible;
        }
        case Reason::fake:
            return {Prover::seller, {K::appraisal, K::photo},
                    {K::purchase_papers, K::customs_form, K::certificate, K::invoice},
                    "真假与隐蔽瑕疵，卖家证明来源", "Genuine or not, hidden flaws: the seller proves the source",
                    "《淘宝平台争议处理规则》第六十六条"};
        case Reason::missing_item:
            return {Prover::seller, {K::photo, K::weight}, {K::weight, K::video, K::waybill},
                    "合单少件，卖家证明已装箱和重量", "Missing from a merged parcel: the seller proves packing and weight",
                    "《淘宝平台争议处理规则》第二十六条"};
        case Reason::not_received: case Reason::late:
            return {Prover::seller, {K::chat}, {K::delivery_proof, K::waybill}, "主张未收到，由卖家或快递证明送达",
                    "Not received: the seller or the courier proves delivery", "《淘宝平台争议处理规则》第三十八条"};
        case Reason::mismatch: case Reason::wrong_item: case Reason::size:
            return {used ? Prover::both : Prover::buyer, {K::photo, K::page_snapshot}, {K::page_snapshot, K::inspection},
                    used ? "描述不符且已使用，双方举证" : "描述不符，买家先举证", used ? "Used: both prove" : "The buyer begins",
                    "《淘宝平台争议处理规则》第七十七条"};
        case Reason::price_drop:
            return {Prover::buyer, {K::page_snapshot}, {K::page_snapshot}, "提供降价页面截图", "A picture of the lower price", "店铺价保承诺"};
        case Reason::refused_delivery: case Reason::wrong_address:
            return {Prover::both, {K::chat}, {K::waybill, K::delivery_proof}, "核对物流记录", "The courier's record decides",
                    "《淘宝平台争议处理规则》第三十七条"};
        case Reason::no_reason: case Reason::changed_mind: case Reason::other: break;
    }
    return {Prover::nobody, {}, {}, "无需举证", "Nothing to prove", "《消费者权益保护法》第二十五条"};
}
// clang-format on

Liability liable_for(Reason reason, const DeliveryFacts& facts) {
    if (reason == Reason::wrong_address)
        return {Liable::buyer, false, "买家地址填写错误，买家承担", "A wrong address: the buyer's",
                "《淘宝平台争议处理规则》第三十四条"};
    bool transit =
        reason == Reason::damaged || reason == Reason::not_received || reason == Reason::late;
    if (!transit) {
        bool reasonless = reason == Reason::no_reason || reason == Reason::changed_mind ||
                          reason == Reason::price_drop;
        return reasonless
                   ? Liability{Liable::buyer, false, "买家原因", "The buyer's wish",
                               "《消费者权益保护法》第二十五条"}
                   : Liability{Liable::seller, false, "商品责任由卖家承担",
                               "The goods are the seller's", "《消费者权益保护法》第二十四条"};
    }
    if (facts.own_courier_of_buyer)
        return {Liable::buyer, false, "买家另选快递，运输风险由买家承担",
                "The buyer chose the courier", "《电子商务法》第二十条"};
    if (facts.signed_for && !facts.told_at_door && reason == Reason::damaged)
        return {Liable::seller, false, "签收后提出，卖家先承担；未当场提出，向快递追偿困难",
                "Told after signature: the seller answers, a claim on the courier is hard",
                "《淘宝平台争议处理规则》第三十七条"};
    return {Liable::seller, true, "签收前的损毁灭失由卖家承担，卖家向快递追偿",
            "Before signature the seller answers and claims from the courier",
            "《电子商务法》第二十条、《快递暂行条例》第二十七条"};
}

CourierClaim courier_claim(Minor loss, std::optional<Minor> insured, Time told_at) {
    CourierClaim out;
    out.amount = insured ? std::min(loss, *insured) : loss;
    out.answer_due = over_at(told_at, 7, ClockUnit::days);
    out.zh = (insured ? "保价件按约定赔偿，可追偿 " : "未保价件按民事法律赔偿，可追偿 ") +
             yuan(out.amount);
    out.en = std::string(insured ? "Insured: by agreement, " : "Not insured: by civil law, ") +
             yuan(out.amount);
    out.article = "《快递暂行条例》第二十七条";
    return out;
}

}  // namespace aftersales
