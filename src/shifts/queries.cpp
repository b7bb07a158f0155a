#include <algorithm>
#include <map>

#include "shifts/arrivals.hpp"

namespace shifts {

std::optional<PlannedDay> planned_day(Work& work, std::string_view shop,
                                      const Id<team::Person>& person, const std::string& day,
                                      Stage stage) {
    return work.db.first<PlannedDay>("where shop = ? and person = ? and day = ? and stage = ?",
                                     shop, person, day, stage);
}

std::vector<PlannedDay> planned(Work& work, std::string_view shop, const DaySpan& span,
                                Drafts drafts) {
    auto rows = work.db.all<PlannedDay>(
        "where shop = ? and day >= ? and day <= ? order by person, day, stage", shop,
        date_text(span.from), date_text(span.to));
    std::vector<PlannedDay> out;
    for (auto& row : rows) {
        if (row.stage == Stage::draft && drafts == Drafts::hidden) continue;
        // A draft sorts before what is published of the same day.
        if (!out.empty() && out.back().person == row.person && out.back().day == row.day) continue;
        out.push_back(std::move(row));
    }
    return out;
}

void drop_day(Work& work, std::string_view shop, const Id<team::Person>& person,
              const std::string& day, Stage stage) {
    work.db.execute(
        "delete from planned_days where shop = ? and person = ? and day = ? and stage = ?", shop,
        person, day, stage);
}

void put_day(Work& work, PlannedDay row) {
    drop_day(work, row.shop, row.person, row.day, row.stage);
    if (row.kinds.empty() && row.stage == Stage::published) return;
    row.id = work.new_id<PlannedDay>();
    work.db.insert(row);
}

std::vector<LeaveRow> approved_leaves(Work& work, std::string_view shop, const DaySpan& span) {
    return work.db.all<LeaveRow>(
        "where shop = ? and to_day >= ? and from_day <= ? and state = 'approved' order by from_day, id",
        shop, date_text(span.from), date_text(span.to));
}

std::vector<PersonClash> clashes(Work& work, std::string_view shop, const DaySpan& span,
                                 Drafts drafts) {
    DaySpan around{span.from - days_in_a_row_max - 1, span.to};
    std::map<std::string, std::vector<WorkDay>> days;
    std::map<std::string, std::vector<DaySpan>> leaves;
    for (auto& row : planned(work, shop, around, drafts))
        days[row.person.text].push_back({*day_of(row.day), row.periods});
    for (auto& row : approved_leaves(work, shop, around))
        leaves[row.person.text].push_back({*day_of(row.from_day), *day_of(row.to_day)});
    std::vector<PersonClash> out;
    for (auto& [person, theirs] : days)
        for (auto& clash : clashing(theirs, leaves[person]))
            if (clash.day >= span.from)
                out.push_back({{person}, date_text(clash.day), clash.kind, only_warns(clash.kind)});
    return out;
}

struct ArrivalCount {
    Time begins_at;
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(ArrivalCount, (), (begins_at, count))

std::vector<HalfHour> arrivals_since(Work& work, std::string_view shop, Time since,
                                     int offset_minutes) {
    std::vector<HalfHour> out;
    auto rows = work.db.rows<ArrivalCount>(
        "select begins_at, count(*) from arrivals where shop = ? and begins_at >= ? group by begins_at",
        shop, since);
    for (auto& row : rows) {
        auto [day, minute] = local_minute(row.begins_at, offset_minutes);
        out.push_back({day, minute / slot_minutes, static_cast<int>(row.count)});
    }
    return out;
}

}  // namespace shifts
