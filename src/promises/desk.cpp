// What people do with promises at the desk.
#include "kit/http/router.hpp"
#include "promises/rows.hpp"

namespace promises {

using conversations::Conversation;

Result<PromiseRow> seen(Work& work, const Id<Promise>& id) {
    auto found = work.db.first<PromiseRow>("where shop = ? and id = ?", work.who.shop, id);
    if (!found) return not_found();
    bool own = found->owner && found->owner->text == work.who.id;
    if (own || work.who.may(may::watch_all)) return *found;
    if (!found->conversation) return not_found();
    TRY(conversations::seen(work, *found->conversation));
    return *found;
}

// Theirs to work on: its owner, whoever serves the buyer, who leads the floor.
static Result<PromiseRow> mine(Work& work, const Id<Promise>& id) {
    TRY(auto row, seen(work, id));
    if (work.who.may(may::lead_floor) || (row.owner && row.owner->text == work.who.id)) return row;
    if (row.conversation) {
        TRY(auto of, conversations::find(work, row.shop, *row.conversation));
        if (of.assignee && of.assignee->text == work.who.id) return row;
    }
    return forbidden("not_your_promise");
}

static Result<void> unchanged(const PromiseRow& row, const std::optional<std::int64_t>& version) {
    if (version && *version != row.version) return conflict("changed");
    return {};
}

struct ConfirmPromise {
    std::optional<Time> due_at;
    std::optional<PromiseKind> kind;
    std::optional<std::int64_t> version;
};
BOOST_DESCRIBE_STRUCT(ConfirmPromise, (), (due_at, kind, version))

// Confirmed twice is confirmed once.
static Result<Promise> confirm(Work& work, const Id<Promise>& id, const ConfirmPromise& ask) {
    TRY(auto row, mine(work, id));
    if (row.state == PromiseState::open && (!ask.due_at || ask.due_at == row.due_at) &&
        (!ask.kind || *ask.kind == row.kind))
        return shown(work, row);
    TRY(unchanged(row, ask.version));
    TRY(row, confirmed(row, ask.due_at, rules_of(work, row.shop), work.now));
    row.kind = ask.kind.value_or(row.kind);
    team::audit(work, "promise_confirmed", id.text);
    return save(work, row);
}

struct DismissPromise {
    std::optional<std::int64_t> version;
};
BOOST_DESCRIBE_STRUCT(DismissPromise, (), (version))

static Result<Promise> dismiss(Work& work, const Id<Promise>& id, const DismissPromise& ask) {
    TRY(auto row, mine(work, id));
    if (row.state == PromiseState::dismissed) return shown(work, row);
    TRY(unchanged(row, ask.version));
    TRY(row, dismissed(row, Id<team::Person>{work.who.id}, work.now));
    team::audit(work, "promise_dismissed", id.text);
    return save(work, row);
}

struct ChangePromise {
    std::optional<Time> due_at;
    std::optional<Id<team::Person>> owner;
    std::optional<std::int64_t> version;
};
BOOST_DESCRIBE_STRUCT(ChangePromise, (), (due_at, owner, version))

// Another time is for whoever keeps it; another owner is for who leads.
static Result<Promise> change(Work& work, const Id<Promise>& id, const ChangePromise& ask) {
    TRY(auto row, mine(work, id));
    TRY(unchanged(row, ask.version));
    auto before = row.owner;
    if (ask.owner) {
        if (!work.who.may(may::lead_floor)) return forbidden("leads_choose_owners");
        TRY(team::taker(work, work.who.shop, *ask.owner, may::converse, "owner"));
        TRY(row, placed(row, *ask.owner));
    }
    if (ask.due_at) {
        TRY(row, moved(row, *ask.due_at, rules_of(work, row.shop), work.now));
    }
    if (ask.owner && row.conversation) {
        TRY(auto of, conversations::find(work, row.shop, *row.conversation));
        conversations::concern(work, of, *ask.owner);
    }
    team::audit(work, "promise_changed", id.text, row.owner ? row.owner->text : "");
    return save(work, row, before);
}

struct ClosePromise {
    PromiseEnd end = PromiseEnd::kept;
    std::optional<std::string> note;
    std::optional<std::int64_t> version;
};
BOOST_DESCRIBE_STRUCT(ClosePromise, (), (end, note, version))

static bool ended_so(const PromiseRow& row, PromiseEnd end) {
    return row.closed_at && name_of(row.state) == name_of(end);
}

static Result<Promise> close(Work& work, const Id<Promise>& id, const ClosePromise& ask) {
    TRY(auto row, mine(work, id));
    if (ended_so(row, ask.end)) return shown(work, row);
    TRY(unchanged(row, ask.version));
    Closing how{ask.end, ask.note.value_or(""), Id<team::Person>{work.who.id}};
    if (!how.note.empty()) {
        TRY(how.note, team::decent(how.note, "note", 300));
    }
    TRY(row, closed(row, how, work.now));
    team::audit(work, "promise_closed", id.text, name_of(ask.end));
    return save(work, row);
}

struct MakePromise {
    PromiseKind kind = PromiseKind::other;
    std::string words;
    Time due_at;
};
BOOST_DESCRIBE_STRUCT(MakePromise, (), (kind, words, due_at))

// Said aloud, on the phone, or overlooked by the rules.
static Result<Promise> make_by_hand(Work& work, const Id<Conversation>& id,
                                    const MakePromise& ask) {
    TRY(auto of, conversations::seen(work, id));
    bool serves = of.assignee && of.assignee->text == work.who.id;
    if (!serves && !work.who.may(may::lead_floor)) return forbidden("not_your_conversation");
    TRY(auto words, team::decent(ask.words, "words", 300));
    Id<team::Person> me{work.who.id};
    OwnWord word{.cause = "by:" + new_uuid(work.now),
                 .kind = ask.kind,
                 .words = words,
                 .due_at = ask.due_at,
                 .conversation = id,
                 .said_by = me};
    if (serves || !of.assignee) word.owner = me;
    TRY(auto out, make(work, of.shop, word));
    team::audit(work, "promise_made", out.id.text);
    return out;
}

void desk_routes(Router& router) {
    router.post("/conversations/{id}/promises", make_by_hand, may::converse);
    router.post("/promises/{id}/confirmation", confirm, may::converse);
    router.post("/promises/{id}/dismissal", dismiss, may::converse);
    router.patch("/promises/{id}", change, may::converse);
    router.post("/promises/{id}/closure", close, may::converse);
}

}  // namespace promises
