// A dispute moves: by what people write down of it, and by its clock.
#include <algorithm>

#include "disputes/rows.hpp"
#include "kit/http/router.hpp"
#include "kit/jobs/jobs.hpp"

namespace disputes {

constexpr auto timer = "disputes.deadline";

// One look at a dispute: to warn, and again when its time is over. Nothing when it has moved on.
struct DisputeDue {
    std::string shop;
    Id<Dispute> id;
    Time deadline;
};
BOOST_DESCRIBE_STRUCT(DisputeDue, (), (shop, id, deadline))

DisputePosition position_of(const DisputeFileRow& row) {
    return {row.state, static_cast<int>(row.appeals)};
}

Result<DisputeFileRow> dispute_row(Work& work, const Id<Dispute>& id,
                                   std::optional<std::int64_t> version) {
    TRY(auto row, work.db.find<DisputeFileRow>({id.text}, work.who.shop));
    if (version && *version != row.version) return conflict("changed");
    return row;
}

Result<std::string> decent_note(const std::optional<std::string>& note, std::size_t limit) {
    if (!note || note->empty()) return std::string();
    return team::decent(*note, "note", limit);
}

Result<Time> told_at(Work& work, std::optional<Time> noticed, Time not_before) {
    auto at = noticed.value_or(work.now);
    if (at > work.now) return invalid("in_the_future", "noticed_at");
    if (at < not_before) return invalid("too_long_ago", "noticed_at");
    return at;
}

Result<void> nameable(Work& work, std::optional<Time> named) {
    if (named && *named <= work.now) return invalid("in_the_past", "named_until");
    if (named && *named > work.now + std::chrono::days{30})
        return invalid("too_far", "named_until");
    return {};
}

// --- the clock
// -----------------------------------------------------------------------------------------------

static bool is_urged(const DisputeFileRow& row) { return row.awaited == DisputeAwaited::us; }

// The next time somebody should look at it.
static Time next_look(const DisputeFileRow& row) {
    if (row.warned_at || !is_urged(row)) return *row.deadline_at;
    return std::min(*row.deadline_at, warned_at(row.state_since, *row.deadline_at));
}

static void set_timer(Work& work, const DisputeFileRow& row) {
    if (!row.deadline_at || row.missed_at) return unschedule(work, timer, row.id.text);
    later(work, timer, DisputeDue{row.shop, row.id, *row.deadline_at}, next_look(row), row.id.text);
}

void enter(Work& work, DisputeFileRow& row, const DisputePosition& at, Time since,
           std::optional<Time> named) {
    row.state = at.state;
    row.appeals = at.appeals;
    row.state_since = since;
    row.named_until = named;
    auto clock = clock_of(row.platform, row.state);
    row.awaited = clock ? clock->awaited : DisputeAwaited::nobody;
    // The time to appeal runs from the ruling, whenever it was carried out.
    auto counted = clock && clock->end == DisputeEnd::close && row.ruled_at ? *row.ruled_at : since;
    row.deadline_at = deadline_of(row.platform, row.state, counted, named);
    row.warned_at.reset();
    row.missed_at.reset();
    if (is_final(row.state)) row.over_at = work.now;
    row.rank_at = row.deadline_at.value_or(since);
    set_timer(work, row);
}

void save(Work& work, DisputeFileRow& row) {
    row.version += 1;
    work.db.update(row);
    work.publish(DisputeChanged{brief_of(work, row)}, {team::desk_key(row.shop)});
}

void remember(Work& work, const DisputeFileRow& row, DisputeFact fact) {
    auto last = work.db.value<std::int64_t>(
        "select max(seq) from dispute_steps where shop = ? and dispute = ?", row.shop, row.id);
    work.db.insert(DisputeStepRow{work.new_id<DisputeStepRow>(), row.shop, row.id,
                                  last.value_or(0) + 1, std::move(fact.event), work.who.id,
                                  work.who.name, std::string(kit::name_of(fact.from)),
                                  std::string(kit::name_of(row.state)), std::move(fact.note),
                                  fact.amount, row.deadline_at, work.now});
}

static void run_out(Work& work, DisputeFileRow& row) {
    if (auto closed = stepped(position_of(row), DisputeEvent::time_passed)) {
        auto before = row.state;
        enter(work, row, *closed, work.now);
        remember(work, row, {"time_passed", before, "", {}});
    } else {
        row.missed_at = work.now;
        row.rank_at = {};
        remember(work, row, {"missed", row.state, "", {}});
        tell_owner(work, row, DisputeUrge::missed);
    }
    save(work, row);
}

static void look(Work& work, const DisputeDue& due) {
    auto row = work.db.find<DisputeFileRow>({due.id.text}, due.shop);
    if (!row || row->deadline_at != due.deadline || row->over_at || row->missed_at) return;
    // The clock was put back since.
    if (work.now < next_look(*row)) return set_timer(work, *row);
    if (work.now >= due.deadline) return run_out(work, *row);
    row->warned_at = work.now;
    remember(work, *row, {"warned", row->state, "", {}});
    save(work, *row);
    tell_owner(work, *row, DisputeUrge::warned);
    set_timer(work, *row);
}

void step_reactions(Jobs& jobs) { jobs.on<DisputeDue>(timer, look); }

// --- what people write down
// ------------------------------------------------------------------------------------

struct DisputeStep {
    DisputeEvent event = DisputeEvent::ask_evidence;
    std::optional<std::int64_t> version;  // of what was looked at; another one is a conflict
    std::optional<std::string> note;
    std::optional<Time> noticed_at;   // when the platform told us; now when it is not said
    std::optional<Time> named_until;  // until when, when the platform names it itself
};
BOOST_DESCRIBE_STRUCT(DisputeStep, (), (event, version, note, noticed_at, named_until))

static bool is_ready(const DisputePiece& piece) {
    return !piece.filed_at && (!piece.files.empty() || !piece.note.empty());
}

static std::string name_of(const DisputePiece& piece) {
    return piece.kind ? std::string(kit::name_of(*piece.kind)) : piece.title;
}

// Everything that is ready is filed now. Returns what it was, for the history: names and hashes.
static Result<std::string> filed(Work& work, DisputeFileRow& row) {
    std::string out;
    for (auto& piece : row.pieces) {
        if (!is_ready(piece)) continue;
        piece.filed_at = work.now;
        piece.filed_by_name = work.who.name;
        out += (out.empty() ? "" : "; ") + name_of(piece);
        for (auto& file : piece.files) out += " " + file.name + " " + file.sha256.substr(0, 12);
    }
    if (out.empty()) return conflict("evidence_missing");
    return out;
}

// The buyer takes it back over there: the case that waits for the platform ends with it.
static Result<void> withdraw_case(Work& work, const DisputeFileRow& row) {
    auto of = case_of(work, row);
    if (!of || of->brief.state != aftersales::CaseState::arbitration) return {};
    aftersales::CaseStep step;
    step.event = aftersales::CaseEvent::withdraw;
    step.note = row.number;
    TRY(aftersales::step(work, row.shop, of->id, step,
                         {aftersales::CaseActor::buyer, "", row.buyer_name}));
    return {};
}

// Errors: conflict (`case_needed`: there is something to pay, and no case that pays it;
// `case_waits`: there is one, and nobody has agreed to it yet).
static Result<void> carry_out(Work& work, const DisputeFileRow& row) {
    auto of = case_of(work, row);
    if (of && of->brief.state == aftersales::CaseState::to_execute) {
        aftersales::CaseStep step;
        step.event = aftersales::CaseEvent::execute;
        step.note = row.number;
        TRY(aftersales::step(work, row.shop, of->id, step,
                             {aftersales::CaseActor::seller, work.who.id, work.who.name}));
        return {};
    }
    if (shown(work, row).wants_case) return conflict("case_needed");
    if (of && !is_over(of->brief.state) && !carries_out(of->brief.state))
        return conflict("case_waits");
    return {};
}

static bool is_step(DisputeEvent event) {
    using enum DisputeEvent;
    return event == ask_evidence || event == file_evidence || event == ask_more ||
           event == withdraw || event == execute || event == close;
}

static Result<Dispute> take_step(Work& work, const Id<Dispute>& id, const DisputeStep& ask) {
    // Rulings and appeals have routes and a right of their own; time passes by itself.
    if (!is_step(ask.event)) return invalid("not_a_step", "event");
    TRY(auto note, decent_note(ask.note));
    TRY(auto row, dispute_row(work, id, ask.version));
    TRY(auto next, stepped(position_of(row), ask.event));
    TRY(auto since, told_at(work, ask.noticed_at, row.filed_at));
    TRY(nameable(work, ask.named_until));
    if (ask.event == DisputeEvent::file_evidence) {
        TRY(auto what, filed(work, row));
        note = note.empty() ? what : what + "\n" + note;
    }
    if (ask.event == DisputeEvent::withdraw) {
        TRY(withdraw_case(work, row));
    }
    if (ask.event == DisputeEvent::execute) {
        TRY(carry_out(work, row));
    }
    auto before = row.state;
    enter(work, row, next, since, ask.named_until);
    remember(work, row, {std::string(kit::name_of(ask.event)), before, note, {}});
    save(work, row);
    return shown(work, row);
}

void step_routes(Router& router) {
    router.post("/disputes/{id}/steps", take_step, may::work_cases);
}

}  // namespace disputes
