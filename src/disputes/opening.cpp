// A dispute is opened: from a case, or from an order that has none.
#include "disputes/rows.hpp"
#include "kit/http/router.hpp"

namespace disputes {

struct NewDispute {
    DisputePlatform platform = DisputePlatform::jd;
    std::string platform_number;
    std::optional<Time> filed_at;  // over there; now when it is not said
    std::optional<aftersales::Reason> reason;
    std::optional<Minor> asked;
    std::optional<std::string> words;
    std::optional<Time> named_until;
};
BOOST_DESCRIBE_STRUCT(NewDispute, (),
                      (platform, platform_number, filed_at, reason, asked, words, named_until))

namespace {

constexpr std::int64_t asked_most =
    100'000'000'000;  // in minor units: the ledger's columns hold far more [own]
constexpr auto filed_earliest =
    std::chrono::days{180};  // what is older belongs to nobody's clock [own]

std::string next_number(Work& work) {
    auto all =
        work.db.value<std::int64_t>("select count(*) from disputes where shop = ?", work.who.shop)
            .value_or(0) +
        1;
    auto digits = std::to_string(all);
    return "DP" + std::string(digits.size() < 6 ? 6 - digits.size() : 0, '0') + digits;
}

std::string title_of(const orders::Order& order) {
    return order.lines.empty() ? order.number : order.lines.front().title;
}

std::string buyer_of(Work& work, const orders::Order& order) {
    auto owner = orders::contact_of(work, work.who.shop, order);
    if (!owner) return order.buyer;
    auto known = customers::contact(work, work.who.shop, *owner);
    return known && !known->name.empty() ? known->name : order.buyer;
}

// The sheet of who proves what follows Taobao's published rules; another place's own are not known
// to be the same.
DisputeDuty duty_at(DisputePlatform platform, aftersales::Reason reason) {
    auto wanted = aftersales::evidence_wanted(reason);
    DisputeDuty out{wanted.first, wanted.zh, wanted.en, wanted.article};
    if (platform == DisputePlatform::taobao || !wanted.article.starts_with("《淘宝")) return out;
    out.zh += "（未见对方公开条款，参照淘宝规则）";
    out.en += " (no published clause of theirs was found; Taobao's is followed)";
    return out;
}

// Errors: invalid (`too_long`, `negative_amount`, `out_of_range`, `in_the_future`, `too_far`).
Result<DisputeFileRow> drafted(Work& work, const NewDispute& ask, const orders::Order& order,
                               const aftersales::Case* of) {
    DisputeFileRow row;
    TRY(row.platform_number, team::decent(ask.platform_number, "platform_number", 60));
    TRY(row.words, decent_note(ask.words));
    row.asked = ask.asked.value_or(of ? of->brief.amount : Minor{});
    if (row.asked.units < 0) return invalid("negative_amount", "asked");
    if (row.asked.units > asked_most) return invalid("out_of_range", "asked");
    TRY(row.filed_at, told_at(work, ask.filed_at, work.now - filed_earliest));
    TRY(nameable(work, ask.named_until));
    row.id = work.new_id<Dispute>();
    row.shop = work.who.shop;
    row.platform = ask.platform;
    row.order_id = order.id;
    row.order_number = order.number;
    if (of) row.case_id = of->id.text, row.case_number = of->brief.number;
    row.buyer_name = of ? of->brief.buyer_name : buyer_of(work, order);
    row.goods_title = title_of(order);
    row.currency = order.currency;
    row.reason = ask.reason.value_or(of ? of->brief.reason : aftersales::Reason::other);
    row.duty = duty_at(row.platform, row.reason);
    row.pieces = pieces_for(row.reason);
    row.opened_by = work.who.id;
    row.opened_name = work.who.name;
    row.opened_at = work.now;
    return row;
}

// A refusal of ours that the buyer took to the platform: the case waits for it and does not close
// by itself.
Result<void> escalate(Work& work, const aftersales::Case& of, const DisputeFileRow& row) {
    using enum aftersales::CaseState;
    if (of.brief.state != seller_refused && of.brief.state != receipt_refused) return {};
    aftersales::CaseStep step;
    step.event = aftersales::CaseEvent::escalate;
    step.note = row.number + " " + row.platform_number;
    TRY(aftersales::step(work, row.shop, of.id, step,
                         {aftersales::CaseActor::buyer, "", row.buyer_name}));
    return {};
}

Result<Dispute> open(Work& work, const NewDispute& ask, const orders::Order& order,
                     const aftersales::Case* of) {
    TRY(auto number, team::decent(ask.platform_number, "platform_number", 60));
    if (auto known =
            work.db.first<DisputeFileRow>("where shop = ? and platform = ? and platform_number = ?",
                                          work.who.shop, ask.platform, number)) {
        if (known->order_id != order.id) return conflict("number_taken");
        return shown(work, *known);
    }
    TRY(auto row, drafted(work, ask, order, of));
    row.number = next_number(work);
    if (of) {
        TRY(escalate(work, *of, row));
    }
    enter(work, row, {DisputeState::filed, 0}, row.filed_at, ask.named_until);
    work.db.insert(row);
    index_words(work, row,
                row.number + " " + row.platform_number + " " + row.order_number + " " +
                    row.case_number + " " + row.buyer_name + " " + row.goods_title);
    remember(work, row, {"opened", row.state, row.words, row.asked});
    save(work, row);
    return shown(work, row);
}

}  // namespace

static Result<Dispute> open_of_case(Work& work, const Id<aftersales::Case>& id,
                                    const NewDispute& ask) {
    TRY(auto of, aftersales::find(work, work.who.shop, id));
    TRY(auto order, orders::find(work, work.who.shop, {of.order}));
    return open(work, ask, order, &of);
}

static Result<Dispute> open_of_order(Work& work, const Id<orders::Order>& id,
                                     const NewDispute& ask) {
    TRY(auto order, orders::find(work, work.who.shop, id));
    return open(work, ask, order, nullptr);
}

void opening_routes(Router& router) {
    router.post("/cases/{id}/disputes", open_of_case, may::work_cases);
    router.post("/orders/{id}/disputes", open_of_order, may::work_cases);
}

}  // namespace disputes
