// Who had which status since when, and why: beside what was planned.
#include "kit/http/router.hpp"
#include "kit/jobs/jobs.hpp"
#include "shifts/rows.hpp"

namespace shifts {

struct StatusTimeRow {
    static constexpr auto table = "status_times";
    Id<StatusTimeRow> id;
    std::string shop;
    Id<team::Person> person;
    team::Status status = team::Status::offline;
    Time since;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(StatusTimeRow, (), (id, shop, person, status, since, reason))

static std::optional<StatusTimeRow> latest(Work& work, std::string_view shop,
                                           const Id<team::Person>& person) {
    return work.db.first<StatusTimeRow>(
        "where shop = ? and person = ? order by since desc, id desc limit 1", shop, person);
}

// The event comes for other causes too (room again, a desk opened): only another status is another
// row.
static std::optional<StatusTimeRow> noted(Work& work, std::string_view shop,
                                          const Id<team::Person>& id) {
    auto person = team::person(work, shop, id);
    if (!person) return {};
    auto last = latest(work, shop, id);
    if (last && last->status == person->status) return last;
    StatusTimeRow row{work.new_id<StatusTimeRow>(),
                      std::string(shop),
                      id,
                      person->status,
                      person->status_since,
                      ""};
    work.db.insert(row);
    return row;
}

static void on_status_changed(Work& work, const team::StatusChanged& event) {
    noted(work, event.shop, event.person);
}

struct StatusTime {
    Id<team::Person> person;
    team::Status status = team::Status::offline;
    Time since;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(StatusTime, (), (person, status, since, reason))
struct StatusTimes {
    Time from, to;
    std::vector<StatusTime>
        items;  // by person and time; the first of a person may be older than `from`
};
BOOST_DESCRIBE_STRUCT(StatusTimes, (), (from, to, items))

static StatusTime shown(const StatusTimeRow& row) {
    return {row.person, row.status, row.since, row.reason};
}

struct AskStatusTimes {
    std::optional<std::string> day;  // today
};
BOOST_DESCRIBE_STRUCT(AskStatusTimes, (), (day))

// A day of everybody for who plans, else one's own.
static Result<StatusTimes> list(Work& work, const AskStatusTimes& ask) {
    auto& shop = work.who.shop;
    auto day = ask.day ? day_of(*ask.day) : std::optional(today(work, shop));
    if (!day) return invalid("bad_date", "day");
    auto begins =
        Time{} + std::chrono::days{*day} - std::chrono::minutes{hours(work, shop).offset_minutes};
    StatusTimes out{begins, begins + std::chrono::days{1}, {}};
    for (auto& person : team::colleagues(work, shop)) {
        if (!work.who.may(may::manage_shifts) && person.id.text != work.who.id) continue;
        if (auto before = work.db.first<StatusTimeRow>(
                "where shop = ? and person = ? and since < ? order by since desc, id desc limit 1",
                shop, person.id, out.from))
            out.items.push_back(shown(*before));
        for (
            auto& row : work.db.all<StatusTimeRow>(
                "where shop = ? and person = ? and since >= ? and since < ? order by since, id limit 500",
                shop, person.id, out.from, out.to))
            out.items.push_back(shown(row));
    }
    return out;
}

struct SetStatusReason {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(SetStatusReason, (), (reason))

// Why I have the status that I have now.
static Result<StatusTime> set_reason(Work& work, const SetStatusReason& ask) {
    std::string reason;
    if (!ask.reason.empty()) {
        TRY(reason, team::decent(ask.reason, "reason", 40));
    }
    auto row = noted(work, work.who.shop, {work.who.id});
    if (!row) return not_found();
    row->reason = reason;
    work.db.update(*row);
    return shown(*row);
}

void status_routes(Router& router) {
    router.get("/status_times", list, may::be_here);
    router.put("/me/status_reason", set_reason, may::be_here);
}

void status_reactions(Jobs& jobs) { jobs.react<team::StatusChanged>(on_status_changed); }

void verify_status_times(Db& db) { db.verify<StatusTimeRow>(); }

}  // namespace shifts
