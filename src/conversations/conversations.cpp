// Whose a conversation is: claim, hand over, release, close; the route table of the room.
#include "conversations/conversations.hpp"

#include "conversations/rows.hpp"
#include "kit/http/router.hpp"
#include "kit/jobs/jobs.hpp"

namespace conversations {

Result<ConversationRow> seen(Work& work, const Id<Conversation>& id) {
    TRY(auto row, find(work, work.who.shop, id));
    if (!may_see(work, row)) return not_found();
    return row;
}
Result<ConversationRow> desk_conversation(Work& work, const Id<Conversation>& id) {
    return seen(work, id);
}

// Work on it is for whoever has it, for anybody while it waits, and for who leads the floor.
Result<ConversationRow> own_conversation(Work& work, const Id<Conversation>& id) {
    TRY(auto row, seen(work, id));
    bool of_colleague = row.state == State::assigned && row.assignee->text != work.who.id;
    if (of_colleague && !work.who.may(may::lead_floor)) return forbidden("not_your_conversation");
    return row;
}

Result<ConversationRow> find(Work& work, std::string_view shop, const Id<Conversation>& id) {
    auto row = work.db.first<ConversationRow>("where shop = ? and id = ?", shop, id);
    if (!row) return not_found();
    return *std::move(row);
}

// Saves what a rule decided about hands, moves the loads, and says it to everybody.
static Conversation passed_on(Work& work, ConversationRow before, ConversationRow row,
                              const std::string& fact) {
    if (before.assignee && before.assignee != row.assignee && before.state == State::assigned)
        team::carry(work, row.shop, *before.assignee, -1);
    if (row.state == State::assigned &&
        (before.assignee != row.assignee || before.state != State::assigned)) {
        team::carry(work, row.shop, *row.assignee, +1);
        take_part(work, row, *row.assignee);
        work.announce(ConversationGiven{row.shop, row.id, before.last_person, *row.assignee});
    }
    note_fact(work, row, fact);
    bool of_queue = before.state == State::waiting || row.state == State::waiting;
    // Whoever had it hears that they have it no longer.
    if (before.assignee && before.assignee != row.assignee)
        work.publish(ConversationChanged{view(work, row)}, {team::person_key(*before.assignee)});
    tell_changed(work, row, of_queue ? Reach::desk : Reach::floor);
    if (of_queue) tell_queue(work, row.shop);
    return view(work, row);
}

Result<Conversation> assign(Work& work, std::string_view shop, const Id<Conversation>& id,
                            const Id<team::Person>& to) {
    TRY(auto row, find(work, shop, id));
    TRY(auto person, team::person(work, shop, to));
    TRY(auto next, claimed(row, to, work.now));
    team::mark_given(work, shop, to);
    return passed_on(work, row, next, "assigned|" + person.name);
}

Result<Conversation> hand_over(Work& work, std::string_view shop, const Id<Conversation>& id,
                               const Id<team::Person>& to, std::string_view by) {
    TRY(auto row, find(work, shop, id));
    TRY(auto person, team::person(work, shop, to));
    TRY(auto next, handed_over(row, to, work.now));
    team::mark_given(work, shop, to);
    return passed_on(work, row, next, "transferred|" + std::string(by) + "|" + person.name);
}

Result<Conversation> release(Work& work, std::string_view shop, const Id<Conversation>& id,
                             Blame blame) {
    TRY(auto row, find(work, shop, id));
    TRY(auto next, released(row));
    if (blame == Blame::passed) next.passed.push_back(*row.assignee);
    auto out = passed_on(work, row, next, "released");
    work.announce(ConversationWaits{next.shop, next.id});
    return out;
}

static Result<Conversation> show(Work& work, const Id<Conversation>& id) {
    TRY(auto row, desk_conversation(work, id));
    return view(work, row);
}

struct Claimant {
    Id<team::Person> assignee;
    std::string assignee_name;
};
BOOST_DESCRIBE_STRUCT(Claimant, (), (assignee, assignee_name))

static Result<Conversation> claim(Work& work, const Id<Conversation>& id) {
    TRY(auto row, find(work, work.who.shop, id));
    Id<team::Person> me{work.who.id};
    if (row.state == State::assigned && row.assignee == me) return view(work, row);
    auto next = claimed(row, me, work.now);
    if (!next) {
        auto error = next.error();
        if (row.assignee)
            error.detail = json::text_of(Claimant{*row.assignee, view(work, row).assignee_name});
        return Refusal(std::move(error));
    }
    team::mark_given(work, row.shop, me);
    return passed_on(work, row, *next, "assigned|" + work.who.name);
}

struct TransferTo {
    Id<team::Person> to;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(TransferTo, (), (to, reason))

static Result<Conversation> transfer(Work& work, const Id<Conversation>& id,
                                     const TransferTo& ask) {
    TRY(auto row, own_conversation(work, id));
    TRY(auto reason, team::decent(ask.reason, "reason", 300));
    TRY(auto to, team::taker(work, work.who.shop, ask.to, may::converse, "to"));
    TRY(auto next, handed_over(row, ask.to, work.now));
    // The reason is for colleagues; the buyer only learns who goes on.
    auto with_reason = next;
    say(work, with_reason,
        {.kind = Kind::note,
         .sender = Sender::agent,
         .sender_id = work.who.id,
         .sender_name = work.who.name,
         .client_key = new_uuid(work.now),
         .text = reason,
         .files = {},
         .card = {},
         .cleared = {}});
    team::audit(work, "transferred", id.text, to.id.text);
    return passed_on(work, row, with_reason, "transferred|" + work.who.name + "|" + to.name);
}

static Conversation ended(Work& work, const ConversationRow& row, ConversationRow next,
                          const std::string& fact) {
    if (row.state == State::assigned) team::carry(work, row.shop, *row.assignee, -1);
    note_fact(work, next, fact);
    score_later(work, next);
    tell_changed(work, next, row.state == State::waiting ? Reach::desk : Reach::floor);
    if (row.state == State::waiting) tell_queue(work, next.shop);
    return view(work, next);
}

Result<Conversation> end(Work& work, std::string_view shop, const Id<Conversation>& id,
                         const std::string& fact) {
    TRY(auto row, find(work, shop, id));
    TRY(auto next, closed(row, work.now));
    return ended(work, row, std::move(next), fact);
}

static Result<Conversation> close(Work& work, const Id<Conversation>& id) {
    TRY(auto row, own_conversation(work, id));
    TRY(auto next, closed(row, work.now));
    return ended(work, row, std::move(next), "closed|" + work.who.name);
}

Result<Message> note(Work& work, std::string_view shop, const Id<Conversation>& id,
                     const std::string& text) {
    TRY(auto row, find(work, shop, id));
    // The house's own words (a program gave the conversation away) are nobody's part in it.
    bool is_person = work.who.kind == Principal::Kind::person;
    Words words{Kind::note,
                is_person ? Sender::agent : Sender::bot,
                work.who.id,
                work.who.name,
                new_uuid(work.now),
                text,
                {},
                {}};
    TRY(sayable(words));
    if (is_person) take_part(work, row, {work.who.id});
    return say(work, row, covered(work, row, words));
}

Result<void> tell(Work& work, std::string_view shop, const Id<Conversation>& id,
                  const std::string& fact) {
    TRY(auto row, find(work, shop, id));
    note_fact(work, row, fact);
    return {};
}

static Result<Conversation> reopen(Work& work, const Id<Conversation>& id) {
    TRY(auto row, desk_conversation(work, id));
    if (work.db.value<std::string>(
            "select id from conversations where shop = ? and contact = ? and channel = ? and state <> 'closed'",
            row.shop, row.contact, row.channel) &&
        row.state == State::closed)
        return conflict("another_is_open");
    TRY(auto next, reopened(row, work.now));
    // Who reopens it takes it: nobody else asked for it.
    TRY(next, claimed(std::move(next), {work.who.id}, work.now));
    return passed_on(work, row, next, "reopened|" + work.who.name);
}

void routes(Router& router) {
    router.get("/conversations/{id}", show, may::converse);
    router.post("/conversations/{id}/claim", claim, may::converse);
    router.post("/conversations/{id}/transfer", transfer, may::converse);
    router.post("/conversations/{id}/closure", close, may::converse);
    router.remove("/conversations/{id}/closure", reopen, may::converse);
    work_routes(router);
    visit_routes(router);
    desk_routes(router);
    file_routes(router);
    script_routes(router);
    mood_routes(router);
    score_routes(router);
    router.event<MessageSent>();
    router.event<ConversationChanged>();
    router.event<TypingSignal>();
    router.event<ReadMarked>();
    router.event<QueueChanged>();
    router.event<EmotionFelt>();
    router.event<MoodAlarm>();
}

void verify(Db& db) {
    db.verify<ConversationRow>();
    db.verify<MessageRow>();
    db.verify<FileRow>();
    db.verify<EmotionRow>();
    verify_scores(db);
    db.verify<PartRow>();
    verify_scripts(db);
}

}  // namespace conversations
