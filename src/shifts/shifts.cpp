#include "shifts/shifts.hpp"

#include "kit/http/router.hpp"
#include "kit/jobs/jobs.hpp"
#include "shifts/rows.hpp"

namespace shifts {

Hours hours(Work& work, std::string_view shop) { return settings(work, shop).hours; }

Roster roster(Work& work, std::string_view shop, Time from, Time to) {
    Roster out;
    // Wherever the shop is: its date is at most a day from that of Greenwich.
    DaySpan span{local_minute(from, 0).day - 1, local_minute(to, 0).day + 1};
    for (auto& row : planned(work, shop, span, Drafts::hidden))
        out.planned.push_back({row.person, {*day_of(row.day), row.periods}});
    for (auto& row : approved_leaves(work, shop, span))
        out.away.push_back({row.person, {*day_of(row.from_day), *day_of(row.to_day)}});
    if (!out.planned.empty() || !out.away.empty())
        out.offset_minutes = hours(work, shop).offset_minutes;
    return out;
}

bool on_shift(Work& work, std::string_view shop, const Id<team::Person>& person, Time at) {
    return works_at(roster(work, shop, at, at), person, at);
}

Result<void> put_published(Work& work, std::string_view shop, const Id<team::Person>& person,
                           std::int64_t day, const std::vector<std::string>& kinds) {
    TRY(auto periods, periods_of(settings(work, shop).kinds, kinds));
    put_day(work, {{},
                   std::string(shop),
                   person,
                   date_text(day),
                   Stage::published,
                   kinds,
                   std::move(periods)});
    return {};
}

void routes(Router& router) {
    settings_routes(router);
    calendar_routes(router);
    leave_routes(router);
    swap_routes(router);
    demand_routes(router);
    status_routes(router);
}

void reactions(Jobs& jobs) { status_reactions(jobs); }

void verify(Db& db) {
    db.verify<ShiftSettings>();
    db.verify<PlannedDay>();
    db.verify<LeaveRow>();
    db.verify<SwapRow>();
    verify_arrivals(db);
    verify_status_times(db);
}

}  // namespace shifts
