// The week: who works when; drafts, and publishing them.
#include <algorithm>

#include "kit/http/router.hpp"
#include "shifts/rows.hpp"

namespace shifts {

constexpr int days_shown_max = 42;

struct AskShifts {
    std::optional<std::string> from;  // today
    std::optional<int> days;          // 7
};
BOOST_DESCRIBE_STRUCT(AskShifts, (), (from, days))

struct ShiftPerson {
    Id<team::Person> id;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(ShiftPerson, (), (id, name))
struct ShiftDay {
    Id<team::Person> person;
    std::string day;
    std::vector<std::string> kinds;
    std::vector<Period> periods;
    bool draft = false;  // not published yet
};
BOOST_DESCRIBE_STRUCT(ShiftDay, (), (person, day, kinds, periods, draft))
struct LeaveDays {
    Id<team::Person> person;
    std::string from_day, to_day;
};
BOOST_DESCRIBE_STRUCT(LeaveDays, (), (person, from_day, to_day))
struct ShiftCalendar {
    std::string from, today;
    int days = 0;
    std::vector<ShiftKind> kinds;
    std::vector<ShiftPerson> people;
    std::vector<ShiftDay> items;
    std::vector<LeaveDays> leaves;     // approved, without their reasons
    std::vector<PersonClash> clashes;  // for who plans
    std::int64_t drafts = 0;
};
BOOST_DESCRIBE_STRUCT(ShiftCalendar, (),
                      (from, today, days, kinds, people, items, leaves, clashes, drafts))

static Result<DaySpan> asked_span(Work& work, const AskShifts& ask) {
    auto from = ask.from ? day_of(*ask.from) : std::optional(today(work, work.who.shop));
    if (!from) return invalid("bad_date", "from");
    auto days = ask.days.value_or(7);
    if (days < 1 || days > days_shown_max) return invalid("out_of_range", "days");
    return DaySpan{*from, *from + days - 1};
}

static Result<ShiftCalendar> show(Work& work, const AskShifts& ask) {
    TRY(auto span, asked_span(work, ask));
    auto drafts = work.who.may(may::manage_shifts) ? Drafts::over : Drafts::hidden;
    auto& shop = work.who.shop;
    ShiftCalendar out{.from = date_text(span.from),
                      .today = date_text(today(work, shop)),
                      .days = static_cast<int>(span.to - span.from) + 1,
                      .kinds = settings(work, shop).kinds,
                      .people = {},
                      .items = {},
                      .leaves = {},
                      .clashes = {},
                      .drafts = 0};
    for (auto& person : team::colleagues(work, shop))
        if (person.active) out.people.push_back({person.id, person.name});
    for (auto& row : planned(work, shop, span, drafts)) {
        out.drafts += row.stage == Stage::draft;
        out.items.push_back(
            {row.person, row.day, row.kinds, row.periods, row.stage == Stage::draft});
    }
    for (auto& row : approved_leaves(work, shop, span))
        out.leaves.push_back({row.person, row.from_day, row.to_day});
    if (drafts == Drafts::over) out.clashes = clashes(work, shop, span, drafts);
    return out;
}

struct SetShift {
    Id<team::Person> person;
    std::string day;
    std::vector<std::string> kinds;  // none: free
};
BOOST_DESCRIBE_STRUCT(SetShift, (), (person, day, kinds))

static Result<ShiftDay> set_shift(Work& work, const SetShift& ask) {
    auto& shop = work.who.shop;
    TRY(auto person, team::person(work, shop, ask.person));
    TRY(auto span, span_of(ask.day, ask.day, 1));
    if (ask.kinds.size() > 4) return invalid("too_many", "kinds");
    TRY(auto periods, periods_of(settings(work, shop).kinds, ask.kinds));
    auto now = planned_day(work, shop, person.id, ask.day, Stage::published);
    PlannedDay row{{}, shop, person.id, date_text(span.from), Stage::draft, ask.kinds, periods};
    bool as_published =
        now ? now->kinds == row.kinds && now->periods == row.periods : row.kinds.empty();
    if (as_published) drop_day(work, shop, person.id, ask.day, Stage::draft);
    else put_day(work, row);
    team::audit(work, "shift_drafted", person.id.text, row.day);
    return ShiftDay{person.id, row.day, row.kinds, row.periods, !as_published};
}

struct Publish {
    std::string from, to;
};
BOOST_DESCRIBE_STRUCT(Publish, (), (from, to))
struct ShiftPublication {
    std::int64_t days = 0;  // how many entries changed for people
};
BOOST_DESCRIBE_STRUCT(ShiftPublication, (), (days))

// Nobody is given two shifts at once, work on their leave or a seventh day, when one of their
// drafts is published.
static Result<void> publishable(Work& work, const DaySpan& span,
                                const std::vector<PlannedDay>& drafts) {
    DaySpan after{span.from, span.to + days_in_a_row_max};
    for (auto& clash : clashes(work, work.who.shop, after, Drafts::over))
        if (!clash.warns &&
            std::ranges::find(drafts, clash.person, &PlannedDay::person) != drafts.end())
            return conflict(std::string(name_of(clash.kind)));
    return {};
}

static Result<ShiftPublication> publish(Work& work, const Publish& ask) {
    TRY(auto span, span_of(ask.from, ask.to, days_shown_max));
    auto& shop = work.who.shop;
    auto drafts = work.db.all<PlannedDay>(
        "where shop = ? and stage = 'draft' and day >= ? and day <= ? order by id", shop, ask.from,
        ask.to);
    TRY(publishable(work, span, drafts));
    for (auto row : drafts) {
        drop_day(work, shop, row.person, row.day, Stage::draft);
        row.stage = Stage::published;
        put_day(work, row);
    }
    team::audit(work, "shifts_published", shop, ask.from + " – " + ask.to);
    return ShiftPublication{static_cast<std::int64_t>(drafts.size())};
}

void calendar_routes(Router& router) {
    router.get("/shifts", show, may::be_here);
    router.put("/shifts", set_shift, may::manage_shifts);
    router.post("/shift_publications", publish, may::manage_shifts);
}

}  // namespace shifts
