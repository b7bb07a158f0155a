// The dry run: what a policy would have done with the cases of the last month, in parts. Each part
// is a read of its own on a snapshot, so that the house goes on, the desk shows how far it is, and
// leaving the page ends it.
#include <map>

#include "aftersales/rows.hpp"
#include "kit/http/router.hpp"

namespace aftersales {

struct DryAsk {
    Policy policy;
    std::optional<std::string> after;  // of the part before
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(DryAsk, (), (policy, after, limit))

struct DryDifference {
    Id<Case> id;
    std::string number, buyer_name, currency;
    CaseKind kind = CaseKind::return_refund;
    DryOutcome before, after;
};
BOOST_DESCRIBE_STRUCT(DryDifference, (), (id, number, buyer_name, currency, kind, before, after))

struct DryPart {
    DryCounts before, after;  // as it was, and as it would have been
    std::int64_t done = 0, all = 0;
    std::int64_t differ =
        0;  // cases that would have ended otherwise, of which the first are listed
    std::vector<DryDifference> differences;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(DryPart, (), (before, after, done, all, differ, differences, next))

namespace {

constexpr auto month = std::chrono::days{30};
constexpr std::size_t listed_max = 200;  // a person reads a hundred of them, not thousands
constexpr auto usual_approval = std::chrono::hours{4};  // [own] until the shop has approved one

struct DryRow {
    std::string id, number, buyer_name, currency;
    CaseKind kind = CaseKind::return_refund;
    Minor amount;
    std::int64_t policy = 0;
    Time opened_at;
    std::optional<Time> delivered_at;
    std::optional<Grounds> grounds;
};
BOOST_DESCRIBE_STRUCT(DryRow, (),
                      (id, number, buyer_name, currency, kind, amount, policy, opened_at,
                       delivered_at, grounds))

std::vector<DryRow> rows_of(Work& work, Time from, const std::string& after, int limit) {
    return work.db.rows<DryRow>(
        "select c.id, c.number, c.buyer_name, c.currency, c.kind, c.amount, c.policy, c.opened_at, g.delivered_at, g.body from after_cases c "
        "left join after_grounds g on g.case_id = c.id where c.shop = ? and c.opened_at >= ? and c.id > ? order by c.id limit ?",
        work.who.shop, from, after, limit);
}

struct DryEntry {
    std::string case_id, event, actor, to_state;
    Time at;
};
BOOST_DESCRIBE_STRUCT(DryEntry, (), (case_id, event, actor, to_state, at))

std::vector<DryEntry> entries_of(Work& work, const std::string& after, const std::string& last) {
    return work.db.rows<DryEntry>(
        "select case_id, event, actor, to_state, at from after_history where shop = ? and case_id > ? and case_id <= ? "
        "and (from_state <> to_state or event = 'opened') order by case_id, seq",
        work.who.shop, after, last);
}

void take(DryCase& into, const DryEntry& entry, std::optional<Time>& asked) {
    if (entry.event == "refund_requested")
        asked = entry.to_state == "requested" ? std::optional(entry.at) : std::nullopt;
    if (entry.event == "refund_approved" && entry.to_state == "approved" && asked)
        into.approval_took += entry.at - *asked;
    auto state = enum_named<CaseState>(entry.to_state);
    if (!state) return;
    auto by = enum_named<CaseActor>(entry.actor).value_or(CaseActor::seller);
    if (into.moves.empty()) into.opened_by = by;
    into.moves.push_back({*state, entry.at, by});
}

std::map<std::string, DryCase> lives_of(const std::vector<DryEntry>& entries) {
    std::map<std::string, DryCase> out;
    std::string current;
    std::optional<Time> asked;
    for (auto& entry : entries) {
        if (entry.case_id != current) current = entry.case_id, asked.reset();
        take(out[current], entry, asked);
    }
    return out;
}

// One approval, as this shop took for them in the month.
Span approval_takes(Work& work, Time from) {
    auto mean = work.db.value<std::int64_t>(
        "select cast(avg(approved_at - asked_at) as bigint) from after_refunds where shop = ? and asked_at >= ? and two_needed > 0 and approved_at is not null",
        work.who.shop, from);
    return mean ? Span{*mean} : Span{usual_approval};
}

DryCase living(DryRow& row, std::map<std::string, DryCase>& lives) {
    DryCase out = std::move(lives[row.id]);
    out.kind = row.kind;
    out.amount = row.amount;
    out.opened_at = row.opened_at;
    out.delivered_at = row.delivered_at;
    out.grounds = std::move(row.grounds);
    return out;
}

void tally(DryPart& out, const DryRow& row, const DryOutcome& before, const DryOutcome& after) {
    out.before = counted(out.before, before);
    out.after = counted(out.after, after);
    if (before == after) return;
    out.differ += 1;
    if (out.differences.size() < listed_max)
        out.differences.push_back(
            {{row.id}, row.number, row.buyer_name, row.currency, row.kind, before, after});
}

Result<DryPart> part(Work& work, const DryAsk& ask, const Policy& policy) {
    auto from = work.now - month;
    auto after = ask.after.value_or("");
    auto limit = std::clamp(ask.limit.value_or(5000), 1, 20'000);
    DryPart out;
    out.all = work.db
                  .value<std::int64_t>(
                      "select count(*) from after_cases where shop = ? and opened_at >= ?",
                      work.who.shop, from)
                  .value_or(0);
    auto rows = rows_of(work, from, after, limit);
    out.done = static_cast<std::int64_t>(rows.size());
    if (rows.empty()) return out;
    if (static_cast<int>(rows.size()) == limit) out.next = rows.back().id;
    auto lives = lives_of(entries_of(work, after, rows.back().id));
    DryTimes times{work.now, approval_takes(work, from)};
    std::map<std::int64_t, Policy> versions;
    for (auto& row : rows) {
        auto [version, fresh] = versions.try_emplace(row.policy);
        if (fresh) version->second = policy_of(work, work.who.shop, row.policy);
        auto& lived = version->second;
        auto of = living(row, lives);
        tally(out, row, replayed(of, lived, lived, times), replayed(of, lived, policy, times));
    }
    return out;
}

}  // namespace

static Result<DryPart> dry_run(Slow& slow, const DryAsk& ask) {
    TRY(auto policy, sound(ask.policy));
    return slow.read([&](Work& work) { return part(work, ask, policy); });
}

void dry_run_routes(Router& router) {
    router.slow("POST", "/case-policies/dry-run", dry_run, may::manage_policies)
        .limited({"dry_run", 300, 60});
}

}  // namespace aftersales
