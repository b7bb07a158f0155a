#include "promises/promise.hpp"

#include <algorithm>

namespace promises {

constexpr auto ahead_max = std::chrono::days{90};
// What nobody gave a time is asked about for a day.
constexpr auto vague_lives = std::chrono::hours{24};
// Lines that follow at once belong to the same breath: "18:00前回复您" "还有别的可以帮您吗".
constexpr auto breath = std::chrono::minutes{2};

Time warn_time(Time made, Time due, const PromiseRules& rules) {
    auto share = made + Span{(due - made).count() / 100 * rules.warn_percent};
    return std::min(due, std::max(share, due - std::chrono::minutes{rules.warn_minutes}));
}

static PromiseRow timed(PromiseRow row, Time due, const PromiseRules& rules) {
    row.due_at = row.turn_at = due;
    row.warn_at = warn_time(row.made_at, due, rules);
    row.warned_at.reset();
    row.version += 1;
    return row;
}

static Result<void> ahead(Time due, Time now) {
    if (due <= now || due > now + ahead_max) return invalid("out_of_range", "due_at");
    return {};
}

Result<PromiseRow> confirmed(PromiseRow row, std::optional<Time> due, const PromiseRules& rules,
                             Time now) {
    if (row.state != PromiseState::suggested) return conflict("not_suggested");
    if (!due) due = row.due_at;
    if (!due) return invalid("needs_time", "due_at");
    TRY(ahead(*due, now));
    row.state = PromiseState::open;
    return timed(std::move(row), *due, rules);
}

Result<PromiseRow> dismissed(PromiseRow row, const std::optional<Id<team::Person>>& by, Time now) {
    if (row.state != PromiseState::suggested) return conflict("not_suggested");
    row.state = PromiseState::dismissed;
    row.closed_at = now;
    row.closed_by = by;
    row.version += 1;
    return row;
}

Result<PromiseRow> moved(PromiseRow row, Time due, const PromiseRules& rules, Time now) {
    if (row.state != PromiseState::open) return conflict("not_open");
    TRY(ahead(due, now));
    return timed(std::move(row), due, rules);
}

Result<PromiseRow> placed(PromiseRow row, const Id<team::Person>& owner) {
    if (row.closed_at) return conflict("is_over");
    row.owner = owner;
    row.placed = true;
    row.version += 1;
    return row;
}

std::optional<PromiseRow> followed(PromiseRow row, const std::optional<Id<team::Person>>& from,
                                   const Id<team::Person>& to) {
    bool goes =
        !row.closed_at && !row.placed && row.owner != to && (!row.owner || row.owner == from);
    if (!goes) return std::nullopt;
    row.owner = to;
    row.version += 1;
    return row;
}

static bool seen_in_time(const PromiseRow& row) {
    return row.done_seen_at && row.due_at && *row.done_seen_at <= *row.due_at;
}

static Result<PromiseState> state_after(const PromiseRow& row, PromiseEnd end) {
    if (row.closed_at) return conflict("is_over");
    if (row.state == PromiseState::open)
        return end == PromiseEnd::kept        ? PromiseState::kept
               : end == PromiseEnd::withdrawn ? PromiseState::withdrawn
                                              : PromiseState::broken;
    if (row.state != PromiseState::broken) return conflict("not_open");
    if (end == PromiseEnd::broken) return PromiseState::broken;
    // Broken stays broken, unless it was done in time and nobody had said so.
    if (end == PromiseEnd::kept && seen_in_time(row)) return PromiseState::kept;
    return conflict("not_open");
}

Result<PromiseRow> closed(PromiseRow row, const Closing& how, Time now) {
    TRY(row.state, state_after(row, how.end));
    if (row.state != PromiseState::kept && how.note.empty()) return invalid("required", "note");
    if (row.state == PromiseState::broken && !row.broken_at) row.broken_at = now;
    row.closed_at = now;
    row.closed_by = how.by;
    row.note = how.note;
    row.version += 1;
    return row;
}

std::optional<PromiseRow> passed(PromiseRow row, Time now) {
    auto end = next_look(row);
    if (!end || *end > now) return std::nullopt;
    row.version += 1;
    if (row.state == PromiseState::suggested) {
        row.state = PromiseState::lapsed;
        row.closed_at = now;
    } else if (*row.due_at <= now) {
        row.state = PromiseState::broken;
        row.broken_at = now;
    } else {
        row.warned_at = now;
    }
    return row;
}

std::optional<Time> next_look(const PromiseRow& row) {
    if (row.state == PromiseState::suggested) return row.due_at.value_or(row.made_at + vague_lives);
    if (row.state != PromiseState::open || !row.due_at) return std::nullopt;
    return row.warned_at || !row.warn_at ? row.due_at : row.warn_at;
}

bool may_answer(const PromiseRow& row, std::int64_t seq, Time said_at) {
    bool waits = row.state == PromiseState::open || row.state == PromiseState::suggested;
    return waits && row.kind == PromiseKind::reply && !row.done_seen_at && seq > row.seq &&
           said_at >= row.made_at + breath;
}

}  // namespace promises
