// In time of all, by day, limit and person: what has passed is kept, today is counted anew.
#include <algorithm>

#include "clocks/rows.hpp"
#include "kit/http/router.hpp"
#include "kit/jobs/jobs.hpp"
#include "shifts/shifts.hpp"

namespace clocks {

constexpr std::int64_t day_us = 86'400'000'000;
// A house that was off longer leaves the days before uncounted rather than standing still over
// them.
constexpr std::int64_t days_back = 62;

static Time begins(std::int64_t day) {
    return Time{day * day_us - std::int64_t{china_minutes} * 60'000'000};
}
static std::int64_t local_day(Time time) { return shifts::local_minute(time, china_minutes).day; }

static Voice voice(conversations::Sender sender) {
    using conversations::Sender;
    return sender == Sender::buyer   ? Voice::buyer
           : sender == Sender::agent ? Voice::human
                                     : Voice::machine;
}

// One conversation of the day goes to who first answered in it.
static void add(DayTallies& out, const std::vector<ClockLimit>& limits,
                std::span<const conversations::Spoken> said, Until until) {
    std::vector<Utterance> voices;
    std::string person;
    for (auto& one : said) {
        voices.push_back({voice(one.sender), one.sent_at});
        if (person.empty() && one.sender == conversations::Sender::agent) person = one.sender_id;
    }
    for (auto& limit : limits) {
        auto found = tallied(limit, voices, china_minutes, until);
        if (found.all == 0) continue;
        auto& sum = out[{limit.id, person}];
        sum.in_time += found.in_time;
        sum.all += found.all;
    }
}

DayTallies tallies_of(Work& work, std::string_view shop, std::int64_t day) {
    DayTallies out;
    auto limits = in_force(settings(work, shop).packs, shifts::date_text(day));
    auto said = conversations::spoken(work, shop, begins(day), begins(day + 1));
    for (auto first = said.begin(); first != said.end();) {
        auto last = std::find_if(
            first, said.end(), [&](auto& one) { return one.conversation != first->conversation; });
        add(out, limits, {first, last}, {work.now, begins(day + 1) <= work.now});
        first = last;
    }
    return out;
}

// --- every day once, after it has passed
// -----------------------------------------------------------------

struct CountDays {
    std::string shop;
};
BOOST_DESCRIBE_STRUCT(CountDays, (), (shop))

static void keep(Work& work, const std::string& shop, std::int64_t day) {
    auto date = shifts::date_text(day);
    for (auto& [key, tally] : tallies_of(work, shop, day))
        work.db.insert(ClockDay{work.new_id<ClockDay>(), shop, date, key.first, key.second,
                                tally.in_time, tally.all});
    work.db.insert(ClockDay{work.new_id<ClockDay>(), shop, date, "", "", 0, 0});
}

// One day a transaction, so that nobody waits for a month of them.
static void count_days(Work& work, const CountDays& job) {
    auto today = local_day(work.now);
    auto last = work.db.value<std::string>(
        "select max(day) from clock_days where shop = ? and limit_id = ''", job.shop);
    auto day = last && !last->empty() ? std::max(*shifts::day_of(*last) + 1, today - days_back)
                                      : today - 1;
    if (day < today) keep(work, job.shop, day);
    if (day + 1 < today) later(work, "clocks.count_days", job, work.now, job.shop);
}

// Soon after midnight. Set again by every buyer who comes; it stays the same moment.
static void on_conversation_waits(Work& work, const conversations::ConversationWaits& event) {
    later(work, "clocks.count_days", CountDays{event.shop},
          begins(local_day(work.now) + 1) + std::chrono::minutes{5}, event.shop);
}

void month_reactions(Jobs& jobs) {
    jobs.on<CountDays>("clocks.count_days", count_days);
    jobs.react<conversations::ConversationWaits>(on_conversation_waits);
}

// --- the view
// --------------------------------------------------------------------------------------------

struct AskMonth {
    std::optional<std::string> month;  // "2026-11"; else the one that goes on
};
BOOST_DESCRIBE_STRUCT(AskMonth, (), (month))

struct ClockDayFigure {
    std::string day;
    std::int64_t in_time = 0, all = 0;
};
BOOST_DESCRIBE_STRUCT(ClockDayFigure, (), (day, in_time, all))
struct ClockPersonFigure {
    Id<team::Person> id;
    std::string name;
    std::int64_t in_time = 0, all = 0;
};
BOOST_DESCRIBE_STRUCT(ClockPersonFigure, (), (id, name, in_time, all))
struct ClockFigure {
    ClockLimit limit;
    std::int64_t in_time = 0, all = 0;
    int missing = 0;  // answers in time until the target is reached
    std::vector<ClockDayFigure> days;
    std::vector<ClockPersonFigure> people;  // only for who may see the team
};
BOOST_DESCRIBE_STRUCT(ClockFigure, (), (limit, in_time, all, missing, days, people))
struct ClockMonth {
    std::string month;
    bool mine = false;  // only the asker's own figures
    std::vector<ClockFigure> limits;
};
BOOST_DESCRIBE_STRUCT(ClockMonth, (), (month, mine, limits))

static Result<std::string> month_asked(Work& work, const AskMonth& ask) {
    if (!ask.month) return shifts::date_text(local_day(work.now)).substr(0, 7);
    if (!shifts::day_of(*ask.month + "-01")) return invalid("bad_month", "month");
    return *ask.month;
}

// The kept days of the month, and today when it belongs to it.
static std::vector<ClockDay> days_of(Work& work, const std::string& month) {
    auto shop = work.who.shop;
    auto out = work.db.all<ClockDay>(
        "where shop = ? and day >= ? and day <= ? and limit_id <> '' order by day", shop,
        month + "-01", month + "-31");
    auto today = shifts::date_text(local_day(work.now));
    if (today.substr(0, 7) != month) return out;
    for (auto& [key, tally] : tallies_of(work, shop, local_day(work.now)))
        out.push_back({{}, shop, today, key.first, key.second, tally.in_time, tally.all});
    return out;
}

static void count(ClockFigure& out, const ClockDay& row) {
    out.in_time += row.in_time;
    out.all += row.total;
    if (out.days.empty() || out.days.back().day != row.day) out.days.push_back({row.day, 0, 0});
    out.days.back().in_time += row.in_time;
    out.days.back().all += row.total;
    auto person = std::ranges::find(out.people, row.person, [](auto& one) { return one.id.text; });
    if (person == out.people.end()) person = out.people.insert(person, {{row.person}, "", 0, 0});
    person->in_time += row.in_time;
    person->all += row.total;
}

static ClockFigure figure(Work& work, const ClockLimit& limit, const std::vector<ClockDay>& rows,
                          bool mine) {
    ClockFigure out{.limit = limit, .days = {}, .people = {}};
    for (auto& row : rows)
        if (row.limit_id == limit.id && (!mine || row.person == work.who.id)) count(out, row);
    out.missing =
        missing_for(static_cast<int>(out.in_time), static_cast<int>(out.all), limit.target);
    if (mine) out.people.clear();
    for (auto& person : out.people)
        if (auto found = team::person(work, work.who.shop, person.id)) person.name = found->name;
    std::ranges::sort(out.people, {}, [](auto& one) { return -one.all; });
    return out;
}

static Result<ClockMonth> show_month(Work& work, const AskMonth& ask) {
    TRY(auto month, month_asked(work, ask));
    ClockMonth out{month, !work.who.may(may::see_scores), {}};
    auto rows = days_of(work, month);
    for (auto& limit : in_force(settings(work, work.who.shop).packs, month + "-31"))
        out.limits.push_back(figure(work, limit, rows, out.mine));
    return out;
}

void month_routes(Router& router) { router.get("/clocks/month", show_month, may::converse); }

}  // namespace clocks
