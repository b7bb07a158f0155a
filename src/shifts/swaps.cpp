// Two people exchange a published shift: one asks, the other agrees, who plans approves.
#include <algorithm>

#include "kit/http/router.hpp"
#include "shifts/rows.hpp"

namespace shifts {

struct Swap {
    Id<Swap> id;
    Id<team::Person> asker;
    std::string asker_day;
    Id<team::Person> colleague;
    std::string colleague_day;
    SwapState state = SwapState::asked;
    Time asked_at;
    std::optional<Time> decided_at;
};
BOOST_DESCRIBE_STRUCT(Swap, (),
                      (id, asker, asker_day, colleague, colleague_day, state, asked_at, decided_at))
struct SwapList {
    std::vector<Swap> items;
};
BOOST_DESCRIBE_STRUCT(SwapList, (), (items))

static Swap shown(const SwapRow& row) {
    return {row.id,    row.asker,    row.asker_day, row.colleague, row.colleague_day,
            row.state, row.asked_at, row.decided_at};
}

static Result<SwapList> list_swaps(Work& work) {
    auto since = date_text(today(work, work.who.shop) - 7);
    auto rows = work.who.may(may::manage_shifts)
                    ? work.db.all<SwapRow>(
                          "where shop = ? and asker_day >= ? order by asked_at desc, id limit 200",
                          work.who.shop, since)
                    : work.db.all<SwapRow>(
                          "where shop = ? and asker_day >= ? and (asker = ? or colleague = ?) "
                          "order by asked_at desc, id limit 200",
                          work.who.shop, since, work.who.id, work.who.id);
    SwapList out;
    for (auto& row : rows) out.items.push_back(shown(row));
    return out;
}

struct Exchange {
    PlannedDay given, taken;
};

// Errors: conflict (`not_planned`, `works_already`).
static Result<Exchange> exchange(Work& work, const SwapRow& row) {
    auto given = planned_day(work, row.shop, row.asker, row.asker_day, Stage::published);
    auto taken = planned_day(work, row.shop, row.colleague, row.colleague_day, Stage::published);
    if (!given || !taken) return conflict("not_planned");
    if (row.asker_day != row.colleague_day &&
        (planned_day(work, row.shop, row.colleague, row.asker_day, Stage::published) ||
         planned_day(work, row.shop, row.asker, row.colleague_day, Stage::published)))
        return conflict("works_already");
    return Exchange{*given, *taken};
}

struct AskSwap {
    std::string day;
    Id<team::Person> colleague;
    std::string colleague_day;
};
BOOST_DESCRIBE_STRUCT(AskSwap, (), (day, colleague, colleague_day))

static Result<Swap> ask_swap(Work& work, const AskSwap& ask) {
    auto& shop = work.who.shop;
    TRY(auto colleague, team::person(work, shop, ask.colleague));
    if (colleague.id.text == work.who.id) return invalid("yourself", "colleague");
    TRY(auto given, span_of(ask.day, ask.day, 1));
    TRY(auto taken, span_of(ask.colleague_day, ask.colleague_day, 1));
    if (std::min(given.from, taken.from) < today(work, shop)) return invalid("in_the_past", "day");
    SwapRow row{work.new_id<Swap>(),
                shop,
                {work.who.id},
                ask.day,
                colleague.id,
                ask.colleague_day,
                SwapState::asked,
                work.now,
                "",
                {},
                1};
    TRY(exchange(work, row));
    if (work.db.value<std::string>(
            "select id from shift_swaps where shop = ? and asker = ? and asker_day = ? and "
            "state in ('asked', 'agreed')",
            shop, row.asker, row.asker_day))
        return conflict("asked_already");
    work.db.insert(row);
    return shown(row);
}

static Result<Swap> saved(Work& work, SwapRow row) {
    row.version += 1;
    work.db.update(row);
    return shown(row);
}

struct AnswerSwap {
    bool agreed = false;
};
BOOST_DESCRIBE_STRUCT(AnswerSwap, (), (agreed))

static Result<Swap> answer_swap(Work& work, const Id<Swap>& id, const AnswerSwap& ask) {
    auto row = work.db.first<SwapRow>("where shop = ? and id = ? and colleague = ?", work.who.shop,
                                      id, work.who.id);
    if (!row) return not_found();
    TRY(row->state, answered(row->state, ask.agreed ? Verdict::yes : Verdict::no));
    return saved(work, *row);
}

// The plan of one of the two with one day more and one less.
static Result<void> bearable(Work& work, const Id<team::Person>& person, const PlannedDay& without,
                             const PlannedDay& with) {
    auto day = *day_of(with.day);
    DaySpan around{day - days_in_a_row_max, day + days_in_a_row_max};
    std::vector<WorkDay> days{{day, with.periods}};
    for (auto& row : planned(work, without.shop, around, Drafts::hidden))
        if (row.person == person && row.day != without.day && row.day != with.day)
            days.push_back({*day_of(row.day), row.periods});
    std::ranges::sort(days, {}, &WorkDay::day);
    std::vector<DaySpan> leaves;
    for (auto& row : approved_leaves(work, without.shop, around))
        if (row.person == person) leaves.push_back({*day_of(row.from_day), *day_of(row.to_day)});
    for (auto& clash : clashing(days, leaves))
        if (!only_warns(clash.kind)) return conflict(std::string(name_of(clash.kind)));
    return {};
}

static void carry_out(Work& work, Exchange both) {
    for (auto* row : {&both.given, &both.taken})
        for (auto& person : {both.given.person, both.taken.person})
            for (auto stage : {Stage::draft, Stage::published})
                if (stage == Stage::draft || person == row->person)
                    drop_day(work, row->shop, person, row->day, stage);
    std::swap(both.given.person, both.taken.person);
    put_day(work, both.given);
    put_day(work, both.taken);
}

struct DecideSwap {
    bool approved = false;
};
BOOST_DESCRIBE_STRUCT(DecideSwap, (), (approved))

static Result<Swap> decide_swap(Work& work, const Id<Swap>& id, const DecideSwap& ask) {
    auto row = work.db.first<SwapRow>("where shop = ? and id = ?", work.who.shop, id);
    if (!row) return not_found();
    TRY(row->state, decided(row->state, ask.approved ? Verdict::yes : Verdict::no));
    if (ask.approved) {
        TRY(auto both, exchange(work, *row));
        TRY(bearable(work, row->asker, both.given, both.taken));
        TRY(bearable(work, row->colleague, both.taken, both.given));
        carry_out(work, both);
    }
    row->decided_by = work.who.id;
    row->decided_at = work.now;
    team::audit(work, ask.approved ? "swap_approved" : "swap_refused", id.text);
    return saved(work, *row);
}

static Result<Swap> withdraw_swap(Work& work, const Id<Swap>& id) {
    auto row = work.db.first<SwapRow>("where shop = ? and id = ? and (asker = ? or colleague = ?)",
                                      work.who.shop, id, work.who.id, work.who.id);
    if (!row) return not_found();
    TRY(row->state, withdrawn(row->state));
    return saved(work, *row);
}

void swap_routes(Router& router) {
    router.get("/swaps", list_swaps, may::be_here);
    router.post("/swaps", ask_swap, may::be_here);
    router.put("/swaps/{id}/answer", answer_swap, may::be_here);
    router.put("/swaps/{id}/decision", decide_swap, may::manage_shifts);
    router.remove("/swaps/{id}", withdraw_swap, may::be_here);
}

}  // namespace shifts
