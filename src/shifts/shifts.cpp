#include "shifts/shifts.hpp"

#include <algorithm>

#include "kit/http/router.hpp"
#include "kit/jobs/jobs.hpp"
#include "shifts/rows.hpp"

namespace shifts {

Hours hours(Work& work, std::string_view shop) { return settings(work, shop).hours; }

static bool is_on_leave(Work& work, std::string_view shop, const Id<team::Person>& person, const std::string& day) {
    return work.db
        .value<std::string>("select id from leaves where shop = ? and person = ? and state = 'approved' and "
                            "from_day <= ? and to_day >= ?",
                            shop, person, day, day)
        .has_value();
}

bool on_shift(Work& work, std::string_view shop, const Id<team::Person>& person, Time at) {
    auto [day, minute] = local_minute(at, hours(work, shop).offset_minutes);
    auto date = date_text(day);
    if (is_on_leave(work, shop, person, date)) return false;
    if (auto row = planned_day(work, shop, person, date, Stage::published))
        return std::ranges::any_of(row->periods, [&](auto& one) { return one.from <= minute && minute < one.to; });
    return !work.db.value<std::string>(
        "select id from planned_days where shop = ? and day = ? and stage = 'published' limit 1", shop, date);
}

Result<void> put_published(Work& work, std::string_view shop, const Id<team::Person>& person, std::int64_t day,
                           const std::vector<std::string>& kinds) {
    TRY(auto periods, periods_of(settings(work, shop).kinds, kinds));
    put_day(work, {{}, std::string(shop), person, date_text(day), Stage::published, kinds, std::move(periods)});
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
