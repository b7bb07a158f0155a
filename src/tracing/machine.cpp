// The table of the machine, every clock with its source.
#include "tracing/machine.hpp"

#include <algorithm>

namespace tracing {

using S = TracingState;
using E = TracingEvent;
using A = TracingActor;

namespace {

constexpr TracingRow table[] = {
    // Somebody must ask the courier.
    {S::open, E::ask, A::agent, S::asked},
    {S::open, E::find, A::agent, S::moving},
    {S::open, E::find, A::parcel, S::moving},
    {S::open, E::sign, A::agent, S::delivered},
    {S::open, E::sign, A::parcel, S::delivered},
    {S::open, E::lose, A::agent, S::lost},
    {S::open, E::damage, A::agent, S::damaged},
    {S::open, E::close, A::agent, S::closed},
    {S::open, E::withdraw, A::buyer, S::closed},
    {S::open, E::time_passed, A::clock, S::open},
    // The courier was asked.
    {S::asked, E::ask, A::agent, S::asked},
    {S::asked, E::answer, A::agent, S::answered},
    {S::asked, E::find, A::agent, S::moving},
    {S::asked, E::find, A::parcel, S::moving},
    {S::asked, E::sign, A::agent, S::delivered},
    {S::asked, E::sign, A::parcel, S::delivered},
    {S::asked, E::lose, A::agent, S::lost},
    {S::asked, E::damage, A::agent, S::damaged},
    {S::asked, E::close, A::agent, S::closed},
    {S::asked, E::withdraw, A::buyer, S::closed},
    {S::asked, E::time_passed, A::clock, S::unanswered},
    // The courier is looking, and has named a time or not.
    {S::answered, E::ask, A::agent, S::asked},
    {S::answered, E::answer, A::agent, S::answered},
    {S::answered, E::find, A::agent, S::moving},
    {S::answered, E::find, A::parcel, S::moving},
    {S::answered, E::sign, A::agent, S::delivered},
    {S::answered, E::sign, A::parcel, S::delivered},
    {S::answered, E::lose, A::agent, S::lost},
    {S::answered, E::damage, A::agent, S::damaged},
    {S::answered, E::close, A::agent, S::closed},
    {S::answered, E::withdraw, A::buyer, S::closed},
    {S::answered, E::time_passed, A::clock, S::unanswered},
    // Nothing came in time: a lead is called, the authority may be told, money or goods may go out
    // at once.
    {S::unanswered, E::ask, A::agent, S::asked},
    {S::unanswered, E::answer, A::agent, S::answered},
    {S::unanswered, E::find, A::agent, S::moving},
    {S::unanswered, E::find, A::parcel, S::moving},
    {S::unanswered, E::sign, A::agent, S::delivered},
    {S::unanswered, E::sign, A::parcel, S::delivered},
    {S::unanswered, E::lose, A::agent, S::lost},
    {S::unanswered, E::damage, A::agent, S::damaged},
    {S::unanswered, E::appeal, A::agent, S::appealed},
    {S::unanswered, E::settle, A::agent, S::settled},
    {S::unanswered, E::close, A::agent, S::closed},
    {S::unanswered, E::withdraw, A::buyer, S::closed},
    {S::unanswered, E::time_passed, A::clock, S::unanswered},
    {S::appealed, E::answer, A::agent, S::answered},
    {S::appealed, E::find, A::agent, S::moving},
    {S::appealed, E::find, A::parcel, S::moving},
    {S::appealed, E::sign, A::agent, S::delivered},
    {S::appealed, E::sign, A::parcel, S::delivered},
    {S::appealed, E::lose, A::agent, S::lost},
    {S::appealed, E::damage, A::agent, S::damaged},
    {S::appealed, E::settle, A::agent, S::settled},
    {S::appealed, E::close, A::agent, S::closed},
    {S::appealed, E::withdraw, A::buyer, S::closed},
    {S::appealed, E::time_passed, A::clock, S::appealed},
    // It moves again; the parcel watch listens, too.
    {S::moving, E::ask, A::agent, S::asked},
    {S::moving, E::silence, A::parcel, S::open},
    {S::moving, E::sign, A::agent, S::delivered},
    {S::moving, E::sign, A::parcel, S::delivered},
    {S::moving, E::lose, A::agent, S::lost},
    {S::moving, E::damage, A::agent, S::damaged},
    {S::moving, E::close, A::agent, S::closed},
    {S::moving, E::withdraw, A::buyer, S::closed},
    {S::moving, E::time_passed, A::clock, S::moving},
    // Found out: goods or money go out. What was lost may turn up.
    {S::lost, E::find, A::agent, S::moving},
    {S::lost, E::find, A::parcel, S::moving},
    {S::lost, E::sign, A::parcel, S::delivered},
    {S::lost, E::settle, A::agent, S::settled},
    {S::lost, E::close, A::agent, S::closed},
    {S::lost, E::time_passed, A::clock, S::lost},
    {S::damaged, E::sign, A::parcel, S::damaged},
    {S::damaged, E::settle, A::agent, S::settled},
    {S::damaged, E::close, A::agent, S::closed},
    {S::damaged, E::time_passed, A::clock, S::damaged},
};

constexpr TracingClock clocks[] = {
    {S::open, Awaited::agent, 4, "自定：半个班次内联系快递",
     "Own rule: the courier is asked within half a shift", "2026-01-01"},
    {S::asked, Awaited::courier, 24, "自定：快递 24 小时内答复；法定上限见下一步",
     "Own rule: an answer within 24 hours; the law's limit is the next step", "2026-01-01"},
    {S::answered, Awaited::courier, 48, "自定：快递未说明时间的，48 小时内要有结果",
     "Own rule: a result within 48 hours when the courier names no time", "2026-01-01"},
    {S::unanswered, Awaited::courier, 6 * 24,
     "快递暂行条例：企业应自接到投诉之日起 7 日内处理并告知用户（已过 24 小时）",
     "Interim Regulations on Express Delivery: a complaint is dealt with in 7 days (24 hours have passed)",
     "2019-03-02"},
    {S::appealed, Awaited::authority, 30 * 24, "邮政业消费者申诉处理办法：申诉中心 30 日内答复",
     "Postal consumer appeals: the appeals centre answers in 30 days", "2014-09-01"},
    {S::moving, Awaited::courier, 7 * 24, "自定：恢复流转后 7 天内应送达",
     "Own rule: delivered within 7 days of moving again", "2026-01-01"},
    {S::lost, Awaited::agent, 24, "自定：确认丢件当天给出补发或退款",
     "Own rule: a lost parcel is sent again or paid back the same day", "2026-01-01"},
    {S::damaged, Awaited::agent, 24, "自定：确认破损当天给出补发或退款",
     "Own rule: a damaged parcel is sent again or paid back the same day", "2026-01-01"},
};

bool within(std::int64_t number, std::int64_t least, std::int64_t most) {
    return number >= least && number <= most;
}

}  // namespace

std::span<const TracingRow> transitions() { return table; }

std::span<const TracingClock> clock_rows() { return clocks; }

const TracingClock* clock_of(TracingState state) {
    auto at = std::ranges::find(clocks, state, &TracingClock::state);
    return at == std::end(clocks) ? nullptr : at;
}

Result<TracingRules> sound(TracingRules rules) {
    if (!within(rules.ask_hours, 1, 7 * 24)) return invalid("out_of_range", "ask_hours");
    // The law's 7 days begin with the question.
    if (!within(rules.answer_hours, 1, 7 * 24)) return invalid("out_of_range", "answer_hours");
    if (!within(rules.delay_budget.units, 0, 100'000'000))
        return invalid("out_of_range", "delay_budget");
    if (!within(rules.percent_day, 0, 50)) return invalid("out_of_range", "percent_day");
    if (!within(rules.percent_three, 0, 50)) return invalid("out_of_range", "percent_three");
    if (!within(rules.percent_longer, 0, 50)) return invalid("out_of_range", "percent_longer");
    if (rules.percent_three < rules.percent_day) return invalid("less_for_later", "percent_three");
    if (rules.percent_longer < rules.percent_three)
        return invalid("less_for_later", "percent_longer");
    return rules;
}

bool is_final(TracingState state) {
    return state == S::delivered || state == S::settled || state == S::closed;
}

bool calls_lead(const TracingPosition& at) {
    return !is_final(at.state) && (at.ran_out || at.state == S::unanswered);
}

Result<TracingPosition> stepped(TracingPosition at, TracingEvent event, TracingActor actor) {
    if (is_final(at.state)) return conflict("already_over");
    bool happens = false;
    for (auto& row : table) {
        if (row.from != at.state || row.event != event) continue;
        happens = true;
        if (row.actor != actor) continue;
        if (event == E::time_passed && at.ran_out) return conflict("not_now");
        return TracingPosition{row.to, event == E::time_passed && row.to == at.state};
    }
    return conflict(happens ? "not_yours" : "not_now");
}

std::vector<TracingEvent> possible(const TracingPosition& at, TracingActor actor) {
    std::vector<TracingEvent> out;
    for (auto& row : table)
        if (row.from == at.state && row.actor == actor) out.push_back(row.event);
    return out;
}

static std::int64_t hours_of(const TracingClock& clock, const TracingRules& rules) {
    if (clock.state == S::open) return rules.ask_hours;
    return clock.state == S::asked ? rules.answer_hours : clock.hours;
}

std::optional<Time> deadline_of(const TracingPosition& at, Time since, const TracingRules& rules,
                                std::optional<Time> promised) {
    auto clock = clock_of(at.state);
    if (!clock || at.ran_out) return {};
    bool by_word = at.state == S::asked || at.state == S::answered;
    if (by_word && promised && *promised > since)
        return std::min(*promised, since + std::chrono::days{30});
    return since + std::chrono::hours{hours_of(*clock, rules)};
}

std::vector<TracingState> rail_of() {
    return {S::open, S::asked, S::answered, S::moving, S::delivered};
}

}  // namespace tracing
