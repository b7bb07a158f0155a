#include "disputes/machine.hpp"

#include <algorithm>

namespace disputes {

using S = DisputeState;
using E = DisputeEvent;
using A = DisputeAwaited;
using U = DisputeUnit;

namespace {

constexpr DisputeTransition table[] = {
    {S::filed, E::ask_evidence, S::evidence_wanted},
    {S::filed, E::file_evidence, S::evidence_filed},
    {S::filed, E::rule_buyer, S::ruled_buyer},
    {S::filed, E::rule_seller, S::ruled_seller},
    {S::filed, E::rule_shared, S::ruled_shared},
    {S::filed, E::settle, S::settled},
    {S::filed, E::withdraw, S::withdrawn},
    // The platform judges on what lies there when nothing comes.
    {S::evidence_wanted, E::file_evidence, S::evidence_filed},
    {S::evidence_wanted, E::rule_buyer, S::ruled_buyer},
    {S::evidence_wanted, E::rule_seller, S::ruled_seller},
    {S::evidence_wanted, E::rule_shared, S::ruled_shared},
    {S::evidence_wanted, E::settle, S::settled},
    {S::evidence_wanted, E::withdraw, S::withdrawn},
    {S::evidence_filed, E::ask_more, S::more_wanted},
    {S::evidence_filed, E::rule_buyer, S::ruled_buyer},
    {S::evidence_filed, E::rule_seller, S::ruled_seller},
    {S::evidence_filed, E::rule_shared, S::ruled_shared},
    {S::evidence_filed, E::settle, S::settled},
    {S::evidence_filed, E::withdraw, S::withdrawn},
    {S::more_wanted, E::file_evidence, S::evidence_filed},
    {S::more_wanted, E::rule_buyer, S::ruled_buyer},
    {S::more_wanted, E::rule_seller, S::ruled_seller},
    {S::more_wanted, E::rule_shared, S::ruled_shared},
    {S::more_wanted, E::settle, S::settled},
    {S::more_wanted, E::withdraw, S::withdrawn},
    // Decided. Either side may appeal, also after it was carried out.
    {S::ruled_buyer, E::execute, S::executed},
    {S::ruled_buyer, E::appeal, S::appealed},
    {S::ruled_shared, E::execute, S::executed},
    {S::ruled_shared, E::appeal, S::appealed},
    {S::ruled_seller, E::appeal, S::appealed},
    {S::ruled_seller, E::close, S::closed},
    {S::ruled_seller, E::time_passed, S::closed},
    {S::settled, E::execute, S::executed},
    {S::executed, E::appeal, S::appealed},
    {S::executed, E::close, S::closed},
    {S::executed, E::time_passed, S::closed},
    {S::appealed, E::ask_more, S::more_wanted},
    {S::appealed, E::rule_buyer, S::ruled_buyer},
    {S::appealed, E::rule_seller, S::ruled_seller},
    {S::appealed, E::rule_shared, S::ruled_shared},
    {S::appealed, E::settle, S::settled},
    {S::appealed, E::withdraw, S::withdrawn},
};

constexpr Platforms jd = platforms_of(DisputePlatform::jd),
                    complaint = platforms_of(DisputePlatform::complaint);
constexpr Platforms every = (1u << dispute_platforms) - 1, others = every & ~jd,
                    markets = every & ~complaint;

// Who prints no number is treated as strictly as who does, until the platform names a time of its
// own.
constexpr std::string_view own_zh = "自定默认值，比照京东规则；平台页面另有时限的，以平台为准";
constexpr std::string_view own_en =
    "Our default after JD's rule; a time that the platform names counts instead";
constexpr std::string_view own_from = "2026-11-01", jd_from = "2025-07-04";

constexpr DisputeClock clocks[] = {
    {S::filed, jd, A::us, 24, U::hours, DisputeEnd::call_lead,
     "京东《开放平台交易纠纷处理总则》：24 小时内协商解决或举证",
     "JD open platform dispute rules: settle or file evidence within 24 hours", jd_from},
    {S::filed, others, A::us, 24, U::hours, DisputeEnd::call_lead, own_zh, own_en, own_from},
    {S::evidence_wanted, jd, A::us, 24, U::hours, DisputeEnd::call_lead,
     "京东《开放平台交易纠纷处理总则》：24 小时内举证，逾期按现有凭证判定",
     "JD open platform dispute rules: evidence within 24 hours, or judged on what is there",
     jd_from},
    {S::evidence_wanted, others, A::us, 24, U::hours, DisputeEnd::call_lead, own_zh, own_en,
     own_from},
    {S::more_wanted, jd, A::us, 4, U::office_hours, DisputeEnd::call_lead,
     "京东《开放平台交易纠纷处理总则》：4 小时内补充凭证（9:00–18:00 计时）",
     "JD open platform dispute rules: more evidence within 4 hours, counted from 9:00 to 18:00",
     jd_from},
    {S::more_wanted, others, A::us, 4, U::office_hours, DisputeEnd::call_lead, own_zh, own_en,
     own_from},
    {S::evidence_filed, markets, A::platform, 7, U::days, DisputeEnd::call_lead,
     "自定：7 天没有结果，提醒主管催办", "Our own: after 7 days without a result a lead looks",
     own_from},
    {S::evidence_filed, complaint, A::platform, 7, U::working_days, DisputeEnd::call_lead,
     "《消费者权益保护法》第四十六条：7 个工作日内处理并告知",
     "Consumer Rights Protection Law art. 46: dealt with in 7 working days", "2014-03-15"},
    {S::ruled_buyer, jd, A::us, 24, U::hours, DisputeEnd::call_lead,
     "京东《开放平台交易纠纷处理总则》：24 小时内执行，逾期从保证金划扣",
     "JD open platform dispute rules: carried out within 24 hours, or taken from the deposit",
     jd_from},
    {S::ruled_buyer, others, A::us, 24, U::hours, DisputeEnd::call_lead, own_zh, own_en, own_from},
    {S::ruled_shared, jd, A::us, 24, U::hours, DisputeEnd::call_lead,
     "京东《开放平台交易纠纷处理总则》：24 小时内执行，逾期从保证金划扣",
     "JD open platform dispute rules: carried out within 24 hours, or taken from the deposit",
     jd_from},
    {S::ruled_shared, others, A::us, 24, U::hours, DisputeEnd::call_lead, own_zh, own_en, own_from},
    {S::settled, every, A::us, 24, U::hours, DisputeEnd::call_lead,
     "自定：协商一致后 24 小时内兑现", "Our own: what was agreed is done within 24 hours",
     own_from},
    {S::ruled_seller, jd, A::nobody, 7, U::days, DisputeEnd::close,
     "京东《开放平台交易纠纷处理总则》：7 个自然日内可申诉",
     "JD open platform dispute rules: appeal within 7 days", jd_from},
    {S::ruled_seller, others, A::nobody, 7, U::days, DisputeEnd::close, own_zh, own_en, own_from},
    {S::executed, jd, A::nobody, 7, U::days, DisputeEnd::close,
     "京东《开放平台交易纠纷处理总则》：7 个自然日内可申诉",
     "JD open platform dispute rules: appeal within 7 days", jd_from},
    {S::executed, others, A::nobody, 7, U::days, DisputeEnd::close, own_zh, own_en, own_from},
    {S::appealed, every, A::platform, 7, U::days, DisputeEnd::call_lead,
     "自定：7 天没有结果，提醒主管催办", "Our own: after 7 days without a result a lead looks",
     own_from},
};

constexpr std::int64_t an_hour = 3'600'000'000;
constexpr std::int64_t opens = 9 * an_hour, closes = 18 * an_hour;

Time at_hour(aftersales::Day day, std::int64_t since_midnight) {
    return {aftersales::end_of(day - 1).us + since_midnight};
}

// After an appeal nobody appeals again: there is nothing left to wait for.
S past_the_appeal(const DisputePosition& at, S to) {
    return at.appeals > 0 && (to == S::ruled_seller || to == S::executed) ? S::closed : to;
}

aftersales::Day first_day(aftersales::Day of) {
    return *aftersales::day_named(aftersales::text_of_day(of).substr(0, 8) + "01");
}

}  // namespace

std::span<const DisputeTransition> transitions() { return table; }

std::span<const DisputeClock> clock_rows() { return clocks; }

bool is_final(S state) { return state == S::withdrawn || state == S::closed; }

Result<DisputePosition> stepped(DisputePosition at, E event) {
    if (is_final(at.state)) return conflict("already_over");
    auto row = std::ranges::find_if(
        table, [&](auto& one) { return one.from == at.state && one.event == event; });
    if (row == std::end(table)) return conflict("not_now");
    if (event == E::appeal && at.appeals > 0) return conflict("appealed_already");
    return DisputePosition{past_the_appeal(at, row->to), at.appeals + (event == E::appeal ? 1 : 0)};
}

std::vector<E> possible(const DisputePosition& at) {
    std::vector<E> out;
    for (int i = 0; i < dispute_events; ++i)
        if (auto event = static_cast<E>(i); event != E::time_passed && stepped(at, event))
            out.push_back(event);
    return out;
}

std::vector<S> rail_of() {
    return {S::filed, S::evidence_wanted, S::evidence_filed, S::ruled_seller, S::closed};
}

const DisputeClock* clock_of(DisputePlatform platform, S state) {
    auto row = std::ranges::find_if(clocks, [&](auto& one) {
        return one.state == state && (one.platforms & platforms_of(platform)) != 0;
    });
    return row == std::end(clocks) ? nullptr : &*row;
}

Time after_office_hours(Time from, int hours) {
    auto left = hours * an_hour;
    auto day = aftersales::day_of(from);
    auto at = std::max(from.us - at_hour(day, 0).us, opens);
    for (;; ++day, at = opens) {
        if (at >= closes) continue;
        if (left <= closes - at) return at_hour(day, at + left);
        left -= closes - at;
    }
}

std::optional<Time> deadline_of(DisputePlatform platform, S state, Time since,
                                std::optional<Time> named) {
    auto clock = clock_of(platform, state);
    if (!clock) return {};
    if (named) return named;
    switch (clock->unit) {
        case U::hours:
            return aftersales::over_at(since, clock->amount, aftersales::ClockUnit::hours);
        case U::days:
            return aftersales::over_at(since, clock->amount, aftersales::ClockUnit::days);
        case U::working_days:
            return aftersales::over_at(since, clock->amount, aftersales::ClockUnit::working_days);
        case U::office_hours:
            return after_office_hours(since, clock->amount);
    }
    return {};
}

Time warned_at(Time since, Time deadline) {
    auto whole = std::max<std::int64_t>(0, deadline.us - since.us);
    return {deadline.us - std::min(whole, std::max(an_hour, whole / 4))};
}

Result<void> appealable(Time ruled_at, Time now) {
    if (now > ruled_at + std::chrono::days{7}) return conflict("appeal_over");
    return {};
}

Month month_of(Time at) {
    auto first = first_day(aftersales::day_of(at));
    return {at_hour(first, 0), at_hour(first_day(first + 31), 0)};
}

}  // namespace disputes
