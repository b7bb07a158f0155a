// Leave (请假): asked by oneself, decided by who plans.
#include "kit/http/router.hpp"
#include "shifts/rows.hpp"

namespace shifts {

constexpr int leave_days_max = 90;

struct Leave {
    Id<Leave> id;
    Id<team::Person> person;
    std::string from_day, to_day, reason;
    LeaveState state = LeaveState::asked;
    Time asked_at;
    std::optional<Time> decided_at;
    std::string note;
};
BOOST_DESCRIBE_STRUCT(Leave, (),
                      (id, person, from_day, to_day, reason, state, asked_at, decided_at, note))
struct LeaveList {
    std::vector<Leave> items;
};
BOOST_DESCRIBE_STRUCT(LeaveList, (), (items))

static Leave shown(const LeaveRow& row) {
    return {row.id,    row.person,   row.from_day,   row.to_day, row.reason,
            row.state, row.asked_at, row.decided_at, row.note};
}

// Why somebody is away is between them and who plans.
static Result<LeaveList> list_leaves(Work& work) {
    constexpr int days_back = 31;
    auto since = date_text(today(work, work.who.shop) - days_back);
    auto rows =
        work.who.may(may::manage_shifts)
            ? work.db.all<LeaveRow>(
                  "where shop = ? and to_day >= ? order by from_day desc, id limit 200",
                  work.who.shop, since)
            : work.db.all<LeaveRow>(
                  "where shop = ? and to_day >= ? and person = ? order by from_day desc, id limit 200",
                  work.who.shop, since, work.who.id);
    LeaveList out;
    for (auto& row : rows) out.items.push_back(shown(row));
    return out;
}

struct AskLeave {
    std::string from_day, to_day, reason;
};
BOOST_DESCRIBE_STRUCT(AskLeave, (), (from_day, to_day, reason))

static Result<Leave> ask_leave(Work& work, const AskLeave& ask) {
    TRY(auto span, span_of(ask.from_day, ask.to_day, leave_days_max));
    if (span.to < today(work, work.who.shop)) return invalid("in_the_past", "to_day");
    TRY(auto reason, team::decent(ask.reason, "reason", 100));
    if (work.db.value<std::string>(
            "select id from leaves where shop = ? and person = ? and to_day >= ? and "
            "from_day <= ? and state in ('asked', 'approved')",
            work.who.shop, work.who.id, ask.from_day, ask.to_day))
        return conflict("asked_already");
    LeaveRow row{work.new_id<Leave>(),
                 work.who.shop,
                 {work.who.id},
                 ask.from_day,
                 ask.to_day,
                 reason,
                 LeaveState::asked,
                 work.now,
                 "",
                 {},
                 ""};
    work.db.insert(row);
    return shown(row);
}

struct DecideLeave {
    bool approved = false;
    std::string note;
};
BOOST_DESCRIBE_STRUCT(DecideLeave, (), (approved, note))

static Result<Leave> decide_leave(Work& work, const Id<Leave>& id, const DecideLeave& ask) {
    auto row = work.db.first<LeaveRow>("where shop = ? and id = ?", work.who.shop, id);
    if (!row) return not_found();
    TRY(row->state, decided(row->state, ask.approved ? Verdict::yes : Verdict::no));
    if (!ask.note.empty()) {
        TRY(row->note, team::decent(ask.note, "note", 100));
    }
    row->decided_by = work.who.id;
    row->decided_at = work.now;
    work.db.update(*row);
    team::audit(work, ask.approved ? "leave_approved" : "leave_refused", id.text);
    return shown(*row);
}

static Result<Leave> withdraw_leave(Work& work, const Id<Leave>& id) {
    auto row = work.db.first<LeaveRow>("where shop = ? and id = ? and person = ?", work.who.shop,
                                       id, work.who.id);
    if (!row) return not_found();
    TRY(row->state, withdrawn(row->state));
    work.db.update(*row);
    return shown(*row);
}

void leave_routes(Router& router) {
    router.get("/leaves", list_leaves, may::be_here);
    router.post("/leaves", ask_leave, may::be_here);
    router.put("/leaves/{id}/decision", decide_leave, may::manage_shifts);
    router.remove("/leaves/{id}", withdraw_leave, may::be_here);
}

}  // namespace shifts
