// A case as a row: its position, its history, its timer, the counts beside it.
#include <algorithm>

#include "aftersales/rows.hpp"
#include "kit/jobs/jobs.hpp"

namespace aftersales {

Position position_of(const CaseRow& row) {
    return {row.kind,  row.state,  row.called_lead,   row.goods_back,
            row.edits, row.offers, row.failed_repairs};
}

CaseRow with(CaseRow row, const Position& at) {
    row.kind = at.kind;
    row.state = at.state;
    row.called_lead = at.called_lead;
    row.goods_back = at.goods_back;
    row.edits = at.edits;
    row.offers = at.offers;
    row.failed_repairs = at.failed_repairs;
    return row;
}

Doer me(const Work& work) { return {CaseActor::seller, work.who.id, work.who.name}; }

Result<CaseRow> case_row(Work& work, std::string_view shop, const Id<Case>& id) {
    return work.db.find<CaseRow>({id.text}, shop);
}

// One deadline of a case: it does nothing when the case has moved on.
struct Deadline {
    std::string shop;
    Id<Case> id;
    Time at;
};
BOOST_DESCRIBE_STRUCT(Deadline, (), (shop, id, at))

static void set_timer(Work& work, const CaseRow& row) {
    if (row.deadline_at)
        later(work, "aftersales.deadline", Deadline{row.shop, row.id, *row.deadline_at},
              *row.deadline_at, row.id.text);
    else unschedule(work, "aftersales.deadline", row.id.text);
}

void count(Work& work, std::string_view shop, CaseState state, int by) {
    if (is_final(state)) return;
    auto changed = work.db.execute(
        "update after_counts set open = open + ? where shop = ? and state = ?", by, shop, state);
    if (changed == 0)
        work.db.insert(CountRow{work.new_id<CountRow>(), std::string(shop), state, by});
}

void remember(Work& work, const CaseRow& row, const Doer& doer, Fact fact) {
    auto last = work.db.value<std::int64_t>(
        "select max(seq) from after_history where shop = ? and case_id = ?", row.shop, row.id);
    work.db.insert(HistoryRow{work.new_id<HistoryRow>(), row.shop, row.id, last.value_or(0) + 1,
                              std::move(fact.event), std::string(kit::name_of(doer.actor)), doer.id,
                              doer.name, std::move(fact.from_state), std::move(fact.to_state),
                              fact.amount, std::move(fact.note), row.deadline_at, row.policy,
                              work.now});
}

void save(Work& work, CaseRow& row, CaseState before) {
    row.version += 1;
    if (row.state != before) row.state_since = work.now;
    if (is_final(row.state) && !row.over_at) {
        row.over_at = work.now;
        work.db.execute("delete from after_lines where shop = ? and case_id = ?", row.shop, row.id);
    }
    auto at = position_of(row);
    row.deadline_at = is_final(row.state)
                          ? std::nullopt
                          : deadline_of(policy_of(work, row.shop, row.policy), at, row.state_since);
    if (row.state != before)
        count(work, row.shop, before, -1), count(work, row.shop, row.state, +1);
    work.db.update(row);
    if (before == CaseState::wait_buyer_return && row.state != before) end_pickup(work, row);
    set_timer(work, row);
    work.publish(CaseChanged{brief_of(work, row)}, {team::desk_key(row.shop)});
    if (row.state != before)
        work.announce(CaseMoved{row.shop, row.id, row.order_id, row.kind, before, row.state});
}

// --- the clock
// --------------------------------------------------------------------------------------------

static const Doer the_clock{CaseActor::clock, "", ""};

// The deadline does nothing else to it, and the case has none any more.
static void call_lead(Work& work, CaseRow& row, const std::string& why) {
    std::string state(kit::name_of(row.state));
    row.called_lead = true;
    remember(work, row, the_clock, {"time_passed", state, state, why, {}});
    save(work, row, row.state);
}

static void on_deadline(Work& work, const Deadline& deadline) {
    auto row = case_row(work, deadline.shop, deadline.id);
    // Moved on, set again, or the clock was put back since.
    if (!row || row->deadline_at != deadline.at) return;
    if (work.now < deadline.at)
        return later(work, "aftersales.deadline", deadline, deadline.at, row->id.text);
    if (waits_for_courier(work, *row)) return call_lead(work, *row, "pickup_open");
    CaseStep step;
    step.event = CaseEvent::time_passed;
    auto moved = aftersales::step(work, deadline.shop, deadline.id, step, the_clock);
    // What the deadline would do cannot be done (nothing is left to refund): somebody must look.
    if (!moved) call_lead(work, *row, moved.error().reason);
}

void deadline_reactions(Jobs& jobs) { jobs.on<Deadline>("aftersales.deadline", on_deadline); }

}  // namespace aftersales
