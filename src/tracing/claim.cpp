#include "tracing/claim.hpp"

#include <algorithm>

namespace tracing {

using S = ClaimState;
using E = ClaimEvent;

namespace {

constexpr ClaimTransition table[] = {
    {S::prepared, E::send, S::sent},      {S::prepared, E::drop, S::dropped},
    {S::sent, E::accept, S::accepted},    {S::sent, E::refuse, S::refused},
    {S::sent, E::drop, S::dropped},       {S::refused, E::send, S::sent},
    {S::refused, E::drop, S::dropped},    {S::accepted, E::pay, S::paid},
    {S::accepted, E::refuse, S::refused},
};

bool within(std::int64_t number, std::int64_t least, std::int64_t most) {
    return number >= least && number <= most;
}

// Source: 快递暂行条例第二十七条: declared, by the rule agreed with the courier; not declared, by
// civil law. Decision 0031 says why a courier's parcel is not paid by 邮政法第四十七条. The rule
// taken here is the usual one: the declared value, in part by its share.
ClaimSum by_declared(const ClaimFacts& facts) {
    auto value = std::min(facts.declared, facts.goods);
    Minor total{facts.goods.units == 0
                    ? 0
                    : static_cast<std::int64_t>(static_cast<__int128>(facts.loss.units) *
                                                value.units / facts.goods.units)};
    return {
        total,
        {{"保价金额（不超过货值）", "Declared value, at most the goods", value},
         {"损失占货值的部分", "Loss, of the goods' value", facts.loss}},
        "快递暂行条例第二十七条：保价的按约定的保价规则赔偿；这里按保价额，部分损失按比例",
        "Interim Regulations on Express Delivery, art. 27: by the agreed rule; here the declared value, in part by its share"};
}

ClaimSum by_freight(const ClaimFacts& facts, const CarrierTerms& terms) {
    Minor most{facts.freight.units * terms.freight_multiple};
    auto times = std::to_string(terms.freight_multiple);
    return {
        std::min(most, facts.loss),
        {{"运费 × " + times, "Freight × " + times, most}, {"实际损失", "Actual loss", facts.loss}},
        "快递合同：未保价的最高赔运费的 " + times + " 倍",
        "The contract: not declared, at most " + times + " times the freight"};
}

// Source: 民法典第八百三十二条: the carrier answers for goods that are damaged or lost.
ClaimSum by_loss(const ClaimFacts& facts) {
    return {
        facts.loss,
        {{"实际损失", "Actual loss", facts.loss}},
        "快递暂行条例第二十七条、民法典第八百三十二条：未保价又没有约定上限的，按实际损失赔偿",
        "Interim Regulations on Express Delivery, art. 27, and Civil Code, art. 832: not declared and no limit agreed, the actual loss"};
}

}  // namespace

std::span<const ClaimTransition> claim_transitions() { return table; }

bool is_final(ClaimState state) { return state == S::paid || state == S::dropped; }

Result<ClaimState> stepped(ClaimState state, ClaimEvent event) {
    if (is_final(state)) return conflict("already_over");
    for (auto& row : table)
        if (row.from == state && row.event == event) return row.to;
    return conflict("not_now");
}

std::vector<ClaimEvent> possible(ClaimState state) {
    std::vector<ClaimEvent> out;
    for (auto& row : table)
        if (row.from == state) out.push_back(row.event);
    return out;
}

std::vector<std::string_view> contract_carriers() {
    auto out = orders::carrier_codes();
    out.push_back("other");
    return out;
}

Result<CarrierTerms> sound(CarrierTerms terms) {
    // Terms under a name that no parcel has would never count, and nobody would see it.
    auto known = contract_carriers();
    if (std::ranges::find(known, terms.carrier) == known.end())
        return invalid("unknown_carrier", "carrier");
    if (!within(terms.window_days, 1, 365)) return invalid("out_of_range", "window_days");
    // 快递暂行条例: a complaint is dealt with in 7 days; a contract may be slower with a decision.
    if (!within(terms.answer_days, 1, 90)) return invalid("out_of_range", "answer_days");
    if (!within(terms.pay_days, 1, 180)) return invalid("out_of_range", "pay_days");
    if (!within(terms.freight_multiple, 0, 100)) return invalid("out_of_range", "freight_multiple");
    if (terms.note.size() > 500) return invalid("too_long", "note");
    return terms;
}

Result<ClaimSum> summed(const ClaimFacts& facts, const CarrierTerms& terms) {
    for (auto amount : {facts.goods, facts.loss, facts.declared, facts.freight})
        if (amount.units < 0) return invalid("negative_amount", "loss");
    if (facts.loss > facts.goods) return invalid("above_goods", "loss");
    if (facts.kind == ClaimKind::late) {
        if (facts.freight.units == 0) return invalid("freight_needed", "freight");
        return ClaimSum{
            facts.freight,
            {{"延误：退还运费", "Late: the freight", facts.freight}},
            "自定：延误退还本次运费，以合同为准",
            "Own rule: the freight of a late parcel, unless the contract says otherwise"};
    }
    if (facts.declared.units > 0) return by_declared(facts);
    if (terms.freight_multiple == 0) return by_loss(facts);
    if (facts.freight.units == 0) return invalid("freight_needed", "freight");
    return by_freight(facts, terms);
}

std::vector<ClaimPiece> pieces_for(ClaimKind kind) {
    std::vector<ClaimPiece> out{{"waybill", "运单底单或电子面单", "The waybill", true, false, ""},
                                {"traces", "物流轨迹截图", "The scans", true, false, ""}};
    if (kind == ClaimKind::late) {
        out.push_back(
            {"promise", "承诺时效的证明", "What was promised, and when", true, false, ""});
        return out;
    }
    out.push_back(
        {"value", "货值证明（订单、发票）", "Proof of the value: order, invoice", true, false, ""});
    out.push_back({"log", "快递联系记录", "Contacts with the carrier", true, false, ""});
    if (kind == ClaimKind::damaged) {
        out.push_back({"outside", "外包装照片", "Pictures of the outside", true, false, ""});
        out.push_back({"inside", "内包装与破损商品照片", "Pictures of the packing and the goods",
                       true, false, ""});
        out.push_back({"unboxing", "开箱视频", "A video of the unboxing", false, false, ""});
    } else {
        out.push_back({"statement", "收件人未收到的说明", "The receiver's word that it never came",
                       false, false, ""});
    }
    return out;
}

bool is_complete(const std::vector<ClaimPiece>& pieces) {
    return std::ranges::all_of(pieces, [](auto& piece) { return piece.done || !piece.required; });
}

std::optional<Time> claim_deadline(ClaimState state, Time dispatched, Time since,
                                   const CarrierTerms& terms) {
    switch (state) {
        case S::prepared:
            return dispatched + std::chrono::days{terms.window_days};
        case S::sent:
            return since + std::chrono::days{terms.answer_days};
        case S::accepted:
            return since + std::chrono::days{terms.pay_days};
        // It may be sent again as long as the first time.
        case S::refused:
            return since + std::chrono::days{terms.answer_days};
        case S::paid:
        case S::dropped:
            break;
    }
    return {};
}

Time warned_at(Time deadline, Time now) {
    auto left = deadline.us > now.us ? deadline.us - now.us : 0;
    constexpr std::int64_t two_days = 2 * 86'400'000'000;
    return {deadline.us - std::min(two_days, left / 4)};
}

}  // namespace tracing
