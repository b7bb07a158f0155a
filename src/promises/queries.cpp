// Lists and counts of promises, and when they warn.
#include <algorithm>

#include "kit/db/paging.hpp"
#include "kit/http/router.hpp"
#include "promises/rows.hpp"

namespace promises {

enum class PromiseView { due, overdue, over };
BOOST_DESCRIBE_ENUM(PromiseView, due, overdue, over)
enum class PromisesOf { mine, all };
BOOST_DESCRIBE_ENUM(PromisesOf, mine, all)

struct AskPromises {
    std::optional<PromiseView> view;
    std::optional<PromisesOf> whose;
    std::optional<PromiseKind> kind;
    std::optional<std::string> after;  // where the page before ended
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(AskPromises, (), (view, whose, kind, after, limit))
struct PromisePage {
    std::vector<Promise> items;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(PromisePage, (), (items, next))

static ListPlace first_of(const AskPromises& ask) {
    return ask.view == PromiseView::over ? ListPlace{INT64_MAX, last_id} : ListPlace{INT64_MIN, ""};
}

static std::vector<PromiseRow> rows_of(Work& work, const AskPromises& ask, const ListPlace& from,
                                       std::int64_t all, int limit) {
    auto& shop = work.who.shop;
    auto& me = work.who.id;
    auto kind = ask.kind ? name_of(*ask.kind) : std::string_view();
    switch (ask.view.value_or(PromiseView::due)) {
        case PromiseView::due:
            return work.db.all<PromiseRow>(
                "where shop = ? and closed_at is null and state in ('suggested', 'open') and (? = 1 or owner = ?) "
                "and (? = '' or kind = ?) and (turn_at > ? or (turn_at = ? and id > ?)) order by turn_at, id limit ?",
                shop, all, me, kind, kind, from.at, from.at, from.id, limit);
        case PromiseView::overdue:
            return work.db.all<PromiseRow>(
                "where shop = ? and closed_at is null and state = 'broken' and (? = 1 or owner = ?) "
                "and (? = '' or kind = ?) and (turn_at > ? or (turn_at = ? and id > ?)) order by turn_at, id limit ?",
                shop, all, me, kind, kind, from.at, from.at, from.id, limit);
        case PromiseView::over:
            return work.db.all<PromiseRow>(
                "where shop = ? and closed_at is not null and state <> 'dismissed' and (? = 1 or owner = ?) "
                "and (? = '' or kind = ?) and (closed_at < ? or (closed_at = ? and id < ?)) order by closed_at desc, id desc limit ?",
                shop, all, me, kind, kind, from.at, from.at, from.id, limit);
    }
    return {};
}

// Everybody's are for who leads the floor. Errors: forbidden (`not_your_floor`).
static Result<std::int64_t> reach(Work& work, const std::optional<PromisesOf>& whose) {
    bool all = whose == PromisesOf::all;
    if (all && !work.who.may(may::lead_floor)) return forbidden("not_your_floor");
    return std::int64_t{all};
}

static Result<PromisePage> list(Work& work, const AskPromises& ask) {
    TRY(auto all, reach(work, ask.whose));
    int limit = std::clamp(ask.limit.value_or(50), 1, 200);
    TRY(auto from, place_after(ask.after, first_of(ask)));
    PromisePage out;
    auto rows = rows_of(work, ask, from, all, limit);
    for (auto& row : rows) out.items.push_back(shown(work, row));
    if (static_cast<int>(rows.size()) == limit) {
        auto at = ask.view == PromiseView::over ? *rows.back().closed_at : rows.back().turn_at;
        out.next = text_of(ListPlace{at.us, rows.back().id.text});
    }
    return out;
}

struct AskPromiseCounts {
    std::optional<PromisesOf> whose;
};
BOOST_DESCRIBE_STRUCT(AskPromiseCounts, (), (whose))
// `soon`: of those open, warned of. Kept and broken: of the last seven days.
struct PromiseCounts {
    std::int64_t suggested = 0, open = 0, soon = 0, overdue = 0, kept = 0, broken = 0;
};
BOOST_DESCRIBE_STRUCT(PromiseCounts, (), (suggested, open, soon, overdue, kept, broken))

static Result<PromiseCounts> counts(Work& work, const AskPromiseCounts& ask) {
    TRY(auto all, reach(work, ask.whose));
    auto& shop = work.who.shop;
    auto& me = work.who.id;
    auto week = work.now - std::chrono::days{7};
    auto one = [&](Sql sql) { return work.db.value<std::int64_t>(sql, shop, all, me).value_or(0); };
    auto since = [&](Sql sql) {
        return work.db.value<std::int64_t>(sql, shop, all, me, week).value_or(0);
    };
    return PromiseCounts{
        one("select count(*) from promises where shop = ? and closed_at is null and state = 'suggested' and (? = 1 or owner = ?)"),
        one("select count(*) from promises where shop = ? and closed_at is null and state = 'open' and (? = 1 or owner = ?)"),
        one("select count(*) from promises where shop = ? and closed_at is null and state = 'open' and warned_at is not null and (? = 1 or owner = ?)"),
        one("select count(*) from promises where shop = ? and closed_at is null and state = 'broken' and (? = 1 or owner = ?)"),
        since(
            "select count(*) from promises where shop = ? and state = 'kept' and (? = 1 or owner = ?) and closed_at >= ?"),
        since(
            "select count(*) from promises where shop = ? and state = 'broken' and (? = 1 or owner = ?) and broken_at >= ?")};
}

struct PromiseList {
    std::vector<Promise> items;
};
BOOST_DESCRIBE_STRUCT(PromiseList, (), (items))

// For the strip of a chat: what lives, and what is over; nothing of what was no promise.
static Result<PromiseList> of_conversation(Work& work, const Id<conversations::Conversation>& id) {
    TRY(auto of, conversations::seen(work, id));
    PromiseList out;
    for (auto& row : work.db.all<PromiseRow>(
             "where shop = ? and conversation = ? and state <> 'dismissed' "
             "order by case when closed_at is null then 0 else 1 end, turn_at, id limit 50",
             of.shop, of.id))
        out.items.push_back(shown(work, row));
    return out;
}

static Result<Promise> show(Work& work, const Id<Promise>& id) {
    TRY(auto row, seen(work, id));
    return shown(work, row);
}

// --- when they warn
// ------------------------------------------------------------------------------------------

static Result<PromiseRules> show_rules(Work& work) { return rules_of(work, work.who.shop); }

struct SetPromiseRules {
    int warn_minutes = 30, warn_percent = 80;
};
BOOST_DESCRIBE_STRUCT(SetPromiseRules, (), (warn_minutes, warn_percent))

// For promises confirmed from now on; what is warned of at a time already set keeps it.
static Result<PromiseRules> set_rules(Work& work, const SetPromiseRules& ask) {
    if (ask.warn_minutes < 1 || ask.warn_minutes > 24 * 60)
        return invalid("out_of_range", "warn_minutes");
    if (ask.warn_percent < 0 || ask.warn_percent > 99)
        return invalid("out_of_range", "warn_percent");
    auto before = rules_of(work, work.who.shop);
    PromiseRules row{{work.who.shop}, ask.warn_minutes, ask.warn_percent, before.version + 1};
    if (before.version == 0) work.db.insert(row);
    else work.db.update(row);
    team::audit(work, "promise_rules_changed", work.who.shop);
    return row;
}

void list_routes(Router& router) {
    router.get("/promises", list, may::converse);
    router.get("/promises/counts", counts, may::converse);
    router.get("/promises/{id}", show, may::converse);
    router.get("/conversations/{id}/promises", of_conversation, may::converse);
    router.get("/promise_rules", show_rules, may::converse);
    router.put("/promise_rules", set_rules, may::manage_shifts);
}

}  // namespace promises
