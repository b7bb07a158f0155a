// What a shop sets: business hours, kinds of shift, what staffing reckons with.
#include "kit/http/router.hpp"
#include "shifts/rows.hpp"

namespace shifts {

ShiftSettings settings(Work& work, std::string_view shop) {
    auto row = work.db.first<ShiftSettings>("where id = ? /* the shop */", shop);
    return row ? *row : ShiftSettings{.id = {std::string(shop)}};
}

std::int64_t today(Work& work, std::string_view shop) {
    return local_minute(work.now, hours(work, shop).offset_minutes).day;
}

void save(Work& work, ShiftSettings row, std::string_view action) {
    row.version += 1;
    work.db.execute("delete from shift_settings where id = ? /* the shop */", row.id);
    work.db.insert(row);
    team::audit(work, action, row.id.text);
}

static Result<Hours> show_hours(Work& work) { return hours(work, work.who.shop); }

constexpr std::size_t named_days_max = 400;

static Result<Hours> put_hours(Work& work, const Hours& ask) {
    TRY(sound(ask));
    if (ask.days.size() > named_days_max) return invalid("too_many", "days");
    for (auto& [date, named] : ask.days)
        if (!named.name.empty()) TRY(team::decent(named.name, date, 30));
    auto row = settings(work, work.who.shop);
    row.hours = ask;
    save(work, row, "hours_changed");
    return ask;
}

struct ShiftKindList {
    std::vector<ShiftKind> items;
};
BOOST_DESCRIBE_STRUCT(ShiftKindList, (), (items))

static Result<ShiftKindList> show_kinds(Work& work) {
    return ShiftKindList{settings(work, work.who.shop).kinds};
}

// Days that are planned already keep their periods.
static Result<ShiftKindList> put_kinds(Work& work, const ShiftKindList& ask) {
    TRY(sound(ask.items));
    for (auto& kind : ask.items) TRY(team::decent(kind.name, "name", 12));
    auto row = settings(work, work.who.shop);
    row.kinds = ask.items;
    save(work, row, "shift_kinds_changed");
    return ask;
}

void settings_routes(Router& router) {
    router.get("/hours", show_hours, may::be_here);
    router.put("/hours", put_hours, may::manage_shifts);
    router.get("/shift_kinds", show_kinds, may::be_here);
    router.put("/shift_kinds", put_kinds, may::manage_shifts);
}

}  // namespace shifts
