// Claims are made, sent, answered and paid; their deadlines; what came back by carrier.
#include "tracing/claims.hpp"

#include <algorithm>
#include <charconv>

#include "kit/http/router.hpp"
#include "kit/jobs/jobs.hpp"

namespace tracing {

constexpr auto timer = "tracing.claim";

// One look at a claim: to warn, and again when its time is over.
struct ClaimDue {
    std::string shop;
    Id<Claim> id;
    Time deadline;
};
BOOST_DESCRIBE_STRUCT(ClaimDue, (), (shop, id, deadline))

static ClaimBrief brief_of(const ClaimRow& row, Time now) {
    return {row.id,
            row.version,
            row.number,
            row.tracing,
            row.order_id.text,
            row.order_number,
            row.carrier,
            row.carrier_name,
            row.waybill,
            row.goods_title,
            row.currency,
            row.kind,
            row.state,
            row.asked,
            row.granted,
            row.paid,
            row.made_at,
            row.deadline_at,
            row.over_at,
            row.warned_at.has_value() && !row.over_at,
            row.deadline_at && now > *row.deadline_at && !row.over_at};
}

Result<ClaimRow> claim_row(Work& work, std::string_view shop, const Id<Claim>& id) {
    return work.db.find<ClaimRow>({id.text}, shop);
}

Claim shown(Work& work, const ClaimRow& row) {
    Claim out{row.id,
              brief_of(row, work.now),
              row.goods,
              row.loss,
              row.declared,
              row.freight,
              row.sum,
              row.pieces,
              row.reference,
              row.made_name,
              possible(row.state),
              {},
              files_of(work, row)};
    for (auto& step :
         work.db.all<ClaimStepRow>("where shop = ? and claim = ? order by seq", row.shop, row.id))
        out.history.push_back({step.seq, step.event, step.who_name, step.from_state, step.to_state,
                               step.note, step.amount, step.at});
    return out;
}

void save(Work& work, ClaimRow& row) {
    row.version += 1;
    work.db.update(row);
    work.publish(ClaimChanged{brief_of(row, work.now)}, {team::desk_key(row.shop)});
}

namespace {

void remember(Work& work, const ClaimRow& row, const std::string& event, ClaimState from,
              const std::string& note, std::optional<Minor> amount) {
    auto last = work.db.value<std::int64_t>(
        "select max(seq) from claim_steps where shop = ? and claim = ?", row.shop, row.id);
    work.db.insert(ClaimStepRow{work.new_id<ClaimStepRow>(), row.shop, row.id, last.value_or(0) + 1,
                                event, work.who.name, std::string(kit::name_of(from)),
                                std::string(kit::name_of(row.state)), note, amount, work.now});
}

// The clock of a new state: warned before, told again when it is over.
void wind(Work& work, ClaimRow& row) {
    auto terms = row.terms ? *row.terms : terms_of(work, row.shop, row.carrier);
    row.deadline_at = claim_deadline(row.state, row.dispatched_at, row.state_since, terms);
    row.warned_at.reset();
    row.missed_at.reset();
    if (!row.deadline_at) return unschedule(work, timer, row.id.text);
    later(work, timer, ClaimDue{row.shop, row.id, *row.deadline_at},
          std::max(work.now, warned_at(*row.deadline_at, work.now)), row.id.text);
}

void look(Work& work, const ClaimDue& due) {
    auto row = claim_row(work, due.shop, due.id);
    if (!row || row->deadline_at != due.deadline || row->over_at) return;
    auto warn = std::min(due.deadline,
                         row->warned_at ? due.deadline : warned_at(due.deadline, row->state_since));
    if (work.now < warn) return later(work, timer, due, warn, row->id.text);
    if (work.now < due.deadline) {
        row->warned_at = work.now;
        remember(work, *row, "warned", row->state, "", {});
        save(work, *row);
        return later(work, timer, due, due.deadline, row->id.text);
    }
    if (row->missed_at) return;
    if (!row->warned_at) row->warned_at = work.now;
    row->missed_at = work.now;
    remember(work, *row, "missed", row->state, "", {});
    save(work, *row);
}

Minor value_in(const orders::Parcel& parcel, const orders::Order& order) {
    Minor out;
    for (auto& line : order.lines) {
        auto packed = std::ranges::find(parcel.lines, line.id.text, &orders::PackedLine::line);
        if (parcel.lines.empty()) out.units += line.paid.units;
        else if (packed != parcel.lines.end() && line.quantity > 0)
            out.units +=
                line.paid.units * std::min(packed->quantity, line.quantity) / line.quantity;
    }
    return out;
}

std::string next_number(Work& work, std::string_view shop) {
    auto all = work.db.value<std::int64_t>("select count(*) from claims where shop = ?", shop)
                   .value_or(0) +
               1;
    auto digits = std::to_string(all);
    return "CL" + std::string(digits.size() < 6 ? 6 - digits.size() : 0, '0') + digits;
}

}  // namespace

static Result<ClaimRow> drafted(Work& work, const NewClaim& ask) {
    auto& shop = work.who.shop;
    TRY(auto parcel, orders::parcel(work, shop, ask.parcel));
    TRY(auto order, orders::find(work, shop, parcel.order_id));
    ClaimRow row;
    row.shop = shop;
    row.client_key = ask.client_key;
    if (ask.tracing && !ask.tracing->empty()) {
        TRY(auto from, find(work, shop, {*ask.tracing}));
        if (from.brief.parcel != parcel.id.text) return invalid("other_parcel", "tracing");
        row.tracing = from.id.text;
    }
    row.parcel = parcel.id;
    row.order_id = order.id;
    row.order_number = order.number;
    row.carrier = parcel.carrier;
    row.carrier_name = parcel.carrier_name;
    row.waybill = parcel.number;
    row.goods_title = order.lines.empty() ? order.number : order.lines.front().title;
    row.kind = ask.kind;
    row.goods = value_in(parcel, order);
    row.loss = ask.kind == ClaimKind::lost ? row.goods : ask.loss.value_or(Minor{});
    row.declared = ask.declared.value_or(Minor{});
    row.freight = ask.freight.value_or(Minor{});
    row.currency = order.currency;
    row.terms = terms_of(work, shop, row.carrier);
    TRY(row.sum, summed({row.kind, row.goods, row.loss, row.declared, row.freight}, *row.terms));
    row.asked = row.sum.total;
    if (row.asked.units <= 0) return invalid("nothing_to_claim", "loss");
    row.pieces = pieces_for(ask.kind);
    row.dispatched_at = parcel.shipped_at;
    return row;
}

static Result<Claim> make(Work& work, const NewClaim& ask) {
    auto& shop = work.who.shop;
    if (ask.client_key.empty() || ask.client_key.size() > 50)
        return invalid("bad_client_key", "client_key");
    if (auto before =
            work.db.first<ClaimRow>("where shop = ? and client_key = ?", shop, ask.client_key)) {
        if (before->parcel != ask.parcel) return invalid("key_reused", "client_key");
        return shown(work, *before);
    }
    TRY(auto row, drafted(work, ask));
    if (work.db.value<std::string>(
            "select id from claims where shop = ? and parcel = ? and over_at is null", shop,
            ask.parcel))
        return conflict("open_claim");
    row.id = work.new_id<Claim>();
    row.number = next_number(work, shop);
    row.made_by = work.who.id;
    row.made_name = work.who.name;
    row.made_at = row.state_since = work.now;
    work.db.insert(row);
    wind(work, row);
    save(work, row);
    remember(work, row, "made", row.state, "", row.asked);
    return shown(work, row);
}

// What a step says of money and of the courier's number. Errors: invalid (`amount_needed`,
// `required`), conflict (`above_claim`, `evidence_missing`).
static Result<void> told(ClaimRow& row, const ClaimStep& ask) {
    if (ask.event == ClaimEvent::send) {
        if (!is_complete(row.pieces)) return conflict("evidence_missing");
        if (ask.reference) row.reference = *ask.reference;
    }
    if (ask.event == ClaimEvent::refuse && ask.note.value_or("").empty())
        return invalid("required", "note");
    if (ask.event != ClaimEvent::accept && ask.event != ClaimEvent::pay) return {};
    if (!ask.amount || ask.amount->units <= 0) return invalid("amount_needed", "amount");
    if (*ask.amount > (ask.event == ClaimEvent::pay ? row.granted.value_or(row.asked) : row.asked))
        return conflict("above_claim");
    (ask.event == ClaimEvent::pay ? row.paid : row.granted) = ask.amount;
    return {};
}

static Result<Claim> take_step(Work& work, const Id<Claim>& id, const ClaimStep& ask) {
    TRY(auto row, claim_row(work, work.who.shop, id));
    if (ask.version && *ask.version != row.version) return conflict("changed");
    for (auto& text : {ask.note, ask.reference})
        if (text && !text->empty()) {
            TRY(team::decent(*text, "note", 500));
        }
    auto before = row.state;
    TRY(row.state, stepped(row.state, ask.event));
    TRY(told(row, ask));
    row.state_since = work.now;
    if (is_final(row.state)) row.over_at = work.now;
    wind(work, row);
    save(work, row);
    remember(work, row, std::string(kit::name_of(ask.event)), before, ask.note.value_or(""),
             ask.amount);
    return shown(work, row);
}

// --- lists and totals
// --------------------------------------------------------------------------------------

enum class ClaimView { open, over };
BOOST_DESCRIBE_ENUM(ClaimView, open, over)
struct AskClaims {
    std::optional<ClaimView> view;
    std::optional<std::string> carrier, tracing;
};
BOOST_DESCRIBE_STRUCT(AskClaims, (), (view, carrier, tracing))

static Result<ClaimList> list(Work& work, const AskClaims& ask) {
    auto& shop = work.who.shop;
    constexpr int limit = 200;
    std::vector<ClaimRow> rows;
    if (ask.tracing && !ask.tracing->empty())
        rows = work.db.all<ClaimRow>("where shop = ? and tracing = ? order by made_at desc limit ?",
                                     shop, *ask.tracing, limit);
    else if (ask.view.value_or(ClaimView::open) == ClaimView::over)
        rows = work.db.all<ClaimRow>(
            "where shop = ? and over_at is not null order by over_at desc limit ?", shop, limit);
    else
        rows = work.db.all<ClaimRow>(
            "where shop = ? and over_at is null order by deadline_at, id limit ?", shop, limit);
    ClaimList out;
    for (auto& row : rows)
        if (!ask.carrier || ask.carrier->empty() || row.carrier == *ask.carrier)
            out.items.push_back(brief_of(row, work.now));
    return out;
}

static Result<ClaimTotals> totals(Work& work) {
    return ClaimTotals{totals_of(work, work.who.shop)};
}

static Result<Claim> show(Work& work, const Id<Claim>& id) {
    TRY(auto row, claim_row(work, work.who.shop, id));
    return shown(work, row);
}

void claim_routes(Router& router) {
    router.event<ClaimChanged>();
    router.post("/claims", make, may::work_cases);
    router.get("/claims", list, may::work_cases);
    router.get("/claims/totals", totals, may::work_cases);
    router.get("/claims/{id}", show, may::work_cases);
    router.post("/claims/{id}/steps", take_step, may::work_cases);
    claim_file_routes(router);
    terms_routes(router);
}

void claim_reactions(Jobs& jobs) { jobs.on<ClaimDue>(timer, look); }

void verify_claims(Db& db) {
    db.verify<ClaimRow>();
    db.verify<ClaimStepRow>();
    db.verify<ClaimFileRow>();
    db.verify<TermsRow>();
}

}  // namespace tracing
