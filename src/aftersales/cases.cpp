// A case as it is shown: rail, clock, verdict, who may do what.
#include "aftersales/pay_accounts.hpp"
#include "aftersales/pickups.hpp"
#include "aftersales/returns.hpp"
#include "kit/http/router.hpp"
#include "kit/jobs/jobs.hpp"

namespace aftersales {

static std::string assignee_name(Work& work, const CaseRow& row) {
    if (row.assignee.empty()) return "";
    auto person = team::person(work, row.shop, {row.assignee});
    return person ? person->name : "";
}

CaseBrief brief_of(Work& work, const CaseRow& row) {
    return {row.id,
            row.version,
            row.number,
            row.order_number,
            row.buyer_name,
            row.goods_title,
            row.kind,
            row.state,
            row.reason,
            row.amount,
            row.currency,
            row.assignee,
            assignee_name(work, row),
            row.called_lead,
            row.opened_at,
            row.deadline_at,
            row.over_at,
            row.tags};
}

// The states it has been in, then what follows when all goes well.
static std::vector<RailStep> rail_now(const CaseRow& row, const std::vector<HistoryRow>& history) {
    std::vector<RailStep> out;
    for (auto& entry : history)
        if (!entry.to_state.empty() && entry.from_state != entry.to_state)
            if (auto state = enum_named<CaseState>(entry.to_state))
                out.push_back({*state, entry.at, false});
    if (out.empty()) out.push_back({row.state, row.opened_at, false});
    out.back().now = true;
    auto ahead = rail_of(row.kind);
    auto here = std::ranges::find(ahead, row.state);
    if (here == ahead.end()) return out;
    for (++here; here != ahead.end(); ++here) out.push_back({*here, {}, false});
    return out;
}

static std::optional<RunningClock> clock_now(const CaseRow& row) {
    auto clock = clock_of(row.kind, row.state);
    if (!clock || is_final(row.state)) return {};
    return RunningClock{clock->actor,
                        clock->action,
                        row.state_since,
                        row.deadline_at,
                        std::string(clock->source),
                        std::string(clock->effective_from)};
}

static std::vector<HistoryEntry> entries(const std::vector<HistoryRow>& history) {
    std::vector<HistoryEntry> out;
    for (auto& row : history)
        out.push_back({row.seq, row.event, row.actor, row.who_name, row.from_state, row.to_state,
                       row.note, row.amount, row.deadline_at, row.policy, row.at});
    return out;
}

// Taobao's rules bind what was bought there. Elsewhere they are what is followed, and no more is
// claimed.
static void followed_at(std::string_view source, std::string& article) {
    if (source != "taobao" && article.starts_with("《淘宝")) article.insert(0, "参照");
}

static void judge(Case& out, Work& work, const CaseRow& row, const orders::Order& order) {
    auto policy = policy_of(work, row.shop, row.policy);
    bool free_shipping = order.freight.units == 0;
    out.wanted = evidence_wanted(row.reason);
    out.freight = freight_shared(
        freight_cause(row.reason, {free_shipping, false, row.kind == CaseKind::exchange}));
    out.liability = liable_for(row.reason, {false, order.delivered_at.has_value(),
                                            row.reason == Reason::refused_delivery});
    for (auto* article : {&out.wanted.article, &out.freight.article, &out.liability.article})
        followed_at(order.source, *article);
    if (row.reason == Reason::no_reason || row.reason == Reason::changed_mind ||
        row.reason == Reason::size)
        out.verdict = no_reason_verdict({Goods::ordinary, false, order.delivered_at, row.opened_at,
                                         static_cast<int>(policy.extra_days)});
    Finding amount{"amount", row.amount <= policy.agent_limit,
                   "金额 " + yuan(row.amount) + "，客服权限 " + yuan(policy.agent_limit),
                   "Amount " + yuan(row.amount) + ", an agent's limit " + yuan(policy.agent_limit),
                   "店铺售后规则第 " + std::to_string(row.policy) + " 版"};
    if (row.amount.units > 0) out.verdict.findings.push_back(amount);
    bool waivable = row.amount.units > 0 && row.amount <= policy.waive_below;
    if (waivable && (row.kind == CaseKind::return_refund || row.kind == CaseKind::exchange))
        out.verdict.findings.push_back(
            {"waive", true, "金额 ≤ " + yuan(policy.waive_below) + "，可免寄回",
             "Up to " + yuan(policy.waive_below) + " goods need not come back", "店铺售后规则"});
    if (out.liability.claim_on_courier)
        out.verdict.findings.push_back(
            {"courier", true, out.liability.zh, out.liability.en, out.liability.article});
}

Case shown(Work& work, const CaseRow& row) {
    Case out;
    out.id = row.id;
    out.brief = brief_of(work, row);
    out.order = row.order_id.text;
    out.conversation = row.conversation;
    out.contact = row.contact;
    out.words = row.words;
    out.carrier = row.carrier;
    out.waybill = row.waybill;
    out.lines = row.lines;
    out.offered = row.offered;
    out.policy = row.policy;
    out.sum = row.sum;
    if (auto order = orders::find(work, row.shop, row.order_id)) judge(out, work, row, *order);
    if (!row.id) return out;
    auto history = history_of(work, row);
    auto at = position_of(row);
    out.rail = rail_now(row, history);
    out.clock = clock_now(row);
    out.seller_may = possible(at, CaseActor::seller);
    out.buyer_may = possible(at, CaseActor::buyer);
    out.platform_may = possible(at, CaseActor::platform);
    out.evidence = evidence_of(work, row);
    out.refunds = refunds_of(work, row);
    out.returns = returns_of(work, row);
    out.pickups = pickups_of(work, row);
    out.history = entries(history);
    return out;
}

Result<Case> find(Work& work, std::string_view shop, const Id<Case>& id) {
    TRY(auto row, case_row(work, shop, id));
    return shown(work, row);
}

void routes(Router& router) {
    router.event<CaseChanged>();
    opening_routes(router);
    step_routes(router);
    board_routes(router);
    refund_routes(router);
    return_routes(router);
    inspection_routes(router);
    pickup_routes(router);
    evidence_routes(router);
    policy_routes(router);
    dry_run_routes(router);
    macro_routes(router);
    pay_account_routes(router);
    link_routes(router);
}

void reactions(Jobs& jobs) {
    deadline_reactions(jobs);
    pay_account_reactions(jobs);
    pickup_news_reactions(jobs);
}

void verify(Db& db) {
    db.verify<CaseRow>();
    db.verify<LineRow>();
    db.verify<CountRow>();
    db.verify<HistoryRow>();
    db.verify<EvidenceRow>();
    db.verify<LedgerRow>();
    db.verify<RefundRow>();
    db.verify<PolicyRow>();
    db.verify<GroundsRow>();
    verify_macros(db);
    db.verify<ReturnRow>();
    db.verify<ReturnLineRow>();
    verify_pickups(db);
    db.verify<LinkRow>();
    db.verify<PayAccountRow>();
}

}  // namespace aftersales
