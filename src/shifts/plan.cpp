#include "shifts/plan.hpp"

#include <algorithm>
#include <set>

namespace shifts {

using kit::conflict;
using kit::invalid;

constexpr int day_minutes = 24 * 60;
constexpr std::size_t kinds_max = 30;

std::vector<ShiftKind> usual_kinds() {
    return {{"early", "早班", 3, {{9 * 60 + 30, 18 * 60 + 30}}},
            {"late", "晚班", 2, {{13 * 60 + 30, 23 * 60}}}};
}

static bool is_code(const std::string& text) {
    return !text.empty() && text.size() <= 20 &&
           text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == text.npos;
}

static Result<void> sound_periods(const ShiftKind& kind) {
    if (kind.periods.empty() || kind.periods.size() > 4) return invalid("bad_period", kind.code);
    int before = 0;
    for (auto& period : kind.periods) {
        if (period.from < 0 || period.from >= period.to || period.to > day_minutes)
            return invalid("bad_period", kind.code);
        if (period.from < before) return invalid("periods_overlap", kind.code);
        before = period.to;
    }
    return {};
}

Result<void> sound(const std::vector<ShiftKind>& kinds) {
    if (kinds.size() > kinds_max) return invalid("too_many", "kinds");
    std::set<std::string> codes;
    for (auto& kind : kinds) {
        if (!is_code(kind.code)) return invalid("bad_code", "code");
        if (!codes.insert(kind.code).second) return invalid("code_taken", kind.code);
        if (kind.hue < 1 || kind.hue > 6) return invalid("bad_hue", kind.code);
        TRY(sound_periods(kind));
    }
    return {};
}

static bool overlaps_itself(const WorkDay& work) {
    int before = 0;
    for (auto& period : work.periods) {
        if (period.from < before) return true;
        before = std::max(before, period.to);
    }
    return false;
}

static std::int64_t ends(const WorkDay& work) {
    int last = 0;
    for (auto& period : work.periods) last = std::max(last, period.to);
    return work.day * day_minutes + last;
}

std::vector<Clash> clashing(std::span<const WorkDay> days, std::span<const DaySpan> leaves) {
    std::vector<Clash> out;
    const WorkDay* before = nullptr;
    int in_a_row = 0;
    for (auto& work : days) {
        if (work.periods.empty()) continue;
        if (overlaps_itself(work)) out.push_back({work.day, ClashKind::overlap});
        if (std::ranges::any_of(leaves, [&](auto& leave) {
                return leave.from <= work.day && work.day <= leave.to;
            }))
            out.push_back({work.day, ClashKind::on_leave});
        in_a_row = before && before->day + 1 == work.day ? in_a_row + 1 : 1;
        if (in_a_row > days_in_a_row_max) out.push_back({work.day, ClashKind::seven_in_a_row});
        auto begins = work.day * day_minutes + work.periods.front().from;
        if (before && begins - ends(*before) < rest_minutes_min)
            out.push_back({work.day, ClashKind::short_rest});
        before = &work;
    }
    return out;
}

bool only_warns(ClashKind kind) { return kind == ClashKind::short_rest; }

Result<std::vector<Period>> periods_of(const std::vector<ShiftKind>& kinds,
                                       const std::vector<std::string>& codes) {
    std::vector<Period> out;
    for (auto& code : codes) {
        auto kind = std::ranges::find(kinds, code, &ShiftKind::code);
        if (kind == kinds.end()) return invalid("unknown_kind", "kinds");
        out.insert(out.end(), kind->periods.begin(), kind->periods.end());
    }
    std::ranges::sort(out, {}, [](auto& period) { return std::pair(period.from, period.to); });
    return out;
}

Result<LeaveState> decided(LeaveState state, Verdict verdict) {
    if (state != LeaveState::asked) return conflict("already_decided");
    return verdict == Verdict::yes ? LeaveState::approved : LeaveState::refused;
}

Result<LeaveState> withdrawn(LeaveState state) {
    if (state != LeaveState::asked && state != LeaveState::approved)
        return conflict("already_decided");
    return LeaveState::withdrawn;
}

Result<SwapState> answered(SwapState state, Verdict verdict) {
    if (state != SwapState::asked) return conflict("already_decided");
    return verdict == Verdict::yes ? SwapState::agreed : SwapState::refused;
}

static bool is_open(SwapState state) {
    return state == SwapState::asked || state == SwapState::agreed;
}

Result<SwapState> decided(SwapState state, Verdict verdict) {
    if (!is_open(state)) return conflict("already_decided");
    if (verdict == Verdict::no) return SwapState::refused;
    if (state != SwapState::agreed) return conflict("not_agreed");
    return SwapState::approved;
}

Result<SwapState> withdrawn(SwapState state) {
    if (!is_open(state)) return conflict("already_decided");
    return SwapState::withdrawn;
}

Result<DaySpan> span_of(const std::string& from, const std::string& to, int days_max) {
    auto first = day_of(from);
    if (!first) return invalid("bad_date", "from");
    auto last = day_of(to);
    if (!last) return invalid("bad_date", "to");
    if (*last < *first) return invalid("ends_before_it_begins", "to");
    if (*last - *first >= days_max) return invalid("too_long", "to");
    return DaySpan{*first, *last};
}

}  // namespace shifts
