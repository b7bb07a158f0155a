// What was decided, by a person who may: it goes to the case, which alone moves money.
#include <algorithm>

#include "disputes/rows.hpp"
#include "kit/http/router.hpp"

namespace disputes {

enum class DisputeVerdict { buyer, seller, shared, settled };
BOOST_DESCRIBE_ENUM(DisputeVerdict, buyer, seller, shared, settled)

struct NewRuling {
    DisputeVerdict verdict = DisputeVerdict::seller;
    std::optional<Minor> amount;  // what the buyer gets
    std::optional<std::int64_t> version;
    std::optional<std::string> note;
    std::optional<Time> noticed_at, named_until;
};
BOOST_DESCRIBE_STRUCT(NewRuling, (), (verdict, amount, version, note, noticed_at, named_until))

struct NewAppeal {
    std::string note;  // on which ground
    aftersales::CaseSide by = aftersales::CaseSide::seller;
    std::optional<std::int64_t> version;
    std::optional<Time> named_until;
};
BOOST_DESCRIBE_STRUCT(NewAppeal, (), (note, by, version, named_until))

struct NewDisputeCase {
    aftersales::CaseKind kind = aftersales::CaseKind::partial_refund;
    std::optional<std::int64_t> version;
};
BOOST_DESCRIBE_STRUCT(NewDisputeCase, (), (kind, version))

namespace {

DisputeEvent event_of(DisputeVerdict verdict) {
    switch (verdict) {
        case DisputeVerdict::buyer:
            return DisputeEvent::rule_buyer;
        case DisputeVerdict::seller:
            return DisputeEvent::rule_seller;
        case DisputeVerdict::shared:
            return DisputeEvent::rule_shared;
        case DisputeVerdict::settled:
            return DisputeEvent::settle;
    }
    return DisputeEvent::rule_seller;
}

bool pays_money(const aftersales::Case& of) { return of.brief.amount.units > 0; }

// A case that waits for the platform can pay what it asks for and no more; else the order's rest is
// the limit. What has gone back by this very case, or is on its way, does not count against it: an
// appeal may confirm what was paid.
Result<void> within_the_rest(Work& work, const DisputeFileRow& row, Minor amount,
                             const std::optional<aftersales::Case>& of) {
    if (amount.units < 0) return invalid("negative_amount", "amount");
    TRY(auto order, orders::find(work, row.shop, row.order_id));
    auto most = aftersales::left_to_refund(work, row.shop, order);
    bool waits = of && of->brief.state == aftersales::CaseState::arbitration;
    if (waits && pays_money(*of)) most = std::min(most, of->brief.amount);
    bool pays = of && (of->brief.state == aftersales::CaseState::success ||
                       of->brief.state == aftersales::CaseState::refunding);
    if (pays) most.units += of->brief.amount.units;
    if (amount > most) return conflict("above_the_rest");
    return {};
}

aftersales::CaseEvent for_case(DisputeVerdict verdict, Minor amount) {
    if (verdict == DisputeVerdict::seller) return aftersales::CaseEvent::rule_for_seller;
    if (verdict == DisputeVerdict::settled)
        return amount.units > 0 ? aftersales::CaseEvent::settle
                                : aftersales::CaseEvent::rule_for_seller;
    return aftersales::CaseEvent::rule_for_buyer;
}

// The case hears the ruling when it waits for it; one that is elsewhere is its people's.
Result<void> tell_case(Work& work, const DisputeFileRow& row, DisputeVerdict verdict, Minor amount,
                       const std::optional<aftersales::Case>& of) {
    if (!of || of->brief.state != aftersales::CaseState::arbitration) return {};
    aftersales::CaseStep step;
    step.event = for_case(verdict, amount);
    step.note = row.number + " " + row.platform_number;
    if (step.event != aftersales::CaseEvent::rule_for_seller && pays_money(*of) && amount.units > 0)
        step.amount = amount;
    TRY(aftersales::step(work, row.shop, of->id, step,
                         {aftersales::CaseActor::platform, work.who.id, work.who.name}));
    return {};
}

}  // namespace

static Result<Dispute> rule(Work& work, const Id<Dispute>& id, const NewRuling& ask) {
    TRY(auto note, decent_note(ask.note));
    TRY(auto row, dispute_row(work, id, ask.version));
    TRY(auto next, stepped(position_of(row), event_of(ask.verdict)));
    TRY(auto since, told_at(work, ask.noticed_at, row.filed_at));
    TRY(nameable(work, ask.named_until));
    auto amount = ask.verdict == DisputeVerdict::seller ? Minor{} : ask.amount.value_or(Minor{});
    auto of = case_of(work, row);
    bool goods = of && !pays_money(*of);  // an exchange, a repair, a resend
    bool pays = ask.verdict == DisputeVerdict::buyer || ask.verdict == DisputeVerdict::shared;
    if (pays && !goods && amount.units == 0) return invalid("amount_needed", "amount");
    TRY(within_the_rest(work, row, amount, of));
    TRY(tell_case(work, row, ask.verdict, amount, of));
    auto before = row.state;
    row.ruled = amount;
    row.ruled_at = since;
    enter(work, row, next, since, ask.named_until);
    remember(work, row, {std::string(kit::name_of(event_of(ask.verdict))), before, note, amount});
    save(work, row);
    return shown(work, row);
}

static Result<Dispute> appeal(Work& work, const Id<Dispute>& id, const NewAppeal& ask) {
    TRY(auto note, team::decent(ask.note, "note", 2000));
    TRY(auto row, dispute_row(work, id, ask.version));
    TRY(auto next, stepped(position_of(row), DisputeEvent::appeal));
    TRY(appealable(row.ruled_at.value_or(row.state_since), work.now));
    TRY(nameable(work, ask.named_until));
    if (ask.by == aftersales::CaseSide::courier) return invalid("no_party", "by");
    auto before = row.state;
    enter(work, row, next, work.now, ask.named_until);
    remember(work, row,
             {ask.by == aftersales::CaseSide::buyer ? "appeal_buyer" : "appeal", before, note, {}});
    save(work, row);
    return shown(work, row);
}

// The order had no case, or one that is over: the ruling gets one. The rest is the case's own way
// to the money.
static Result<Dispute> open_its_case(Work& work, const Id<Dispute>& id, const NewDisputeCase& ask) {
    using enum aftersales::CaseKind;
    TRY(auto row, dispute_row(work, id, ask.version));
    if (ask.kind != partial_refund && ask.kind != compensation) return invalid("no_remedy", "kind");
    if (!shown(work, row).wants_case) return conflict("no_case_needed");
    aftersales::NewCase made;
    made.client_key = "dispute-" + row.id.text + "-" + std::to_string(row.version);
    made.order = row.order_id;
    made.kind = ask.kind;
    made.reason = row.reason;
    made.amount = row.ruled;
    made.words = row.number + " " + row.platform_number;
    TRY(auto opened,
        aftersales::open_case(work, row.shop, made,
                              {aftersales::CaseActor::seller, work.who.id, work.who.name}));
    row.case_id = opened.id.text;
    row.case_number = opened.brief.number;
    remember(work, row, {"case_opened", row.state, opened.brief.number, row.ruled});
    save(work, row);
    return shown(work, row);
}

struct DisputeCaseNamed {
    Id<aftersales::Case> case_id;
    std::optional<std::int64_t> version;
};
BOOST_DESCRIBE_STRUCT(DisputeCaseNamed, (), (case_id, version))

// The order got its case otherwise: it is the one that pays from now on.
static Result<Dispute> name_its_case(Work& work, const Id<Dispute>& id,
                                     const DisputeCaseNamed& ask) {
    TRY(auto row, dispute_row(work, id));
    TRY(auto of, aftersales::find(work, row.shop, ask.case_id));
    if (ask.version && *ask.version != row.version) return conflict("changed");
    if (is_final(row.state)) return conflict("already_over");
    if (of.order != row.order_id.text) return invalid("other_order", "case_id");
    if (auto had = case_of(work, row); had && had->id != of.id && !is_over(had->brief.state))
        return conflict("no_case_needed");
    if (row.case_id == of.id.text) return shown(work, row);
    row.case_id = of.id.text;
    row.case_number = of.brief.number;
    remember(work, row, {"case_named", row.state, of.brief.number, {}});
    save(work, row);
    return shown(work, row);
}

void ruling_routes(Router& router) {
    router.post("/disputes/{id}/rulings", rule, may::approve_cases);
    router.post("/disputes/{id}/appeals", appeal, may::approve_cases);
    router.post("/disputes/{id}/cases", open_its_case, may::work_cases);
    router.put("/disputes/{id}/case", name_its_case, may::work_cases);
}

}  // namespace disputes
