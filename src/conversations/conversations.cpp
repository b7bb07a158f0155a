// The desk's side: claim, answer, note, hand over, close; the route table of the room.
#include "conversations/conversations.hpp"

#include <algorithm>

#include "conversations/rows.hpp"
#include "kit/http/router.hpp"
#include "kit/jobs/jobs.hpp"
#include "manners/manners.hpp"

namespace conversations {

Result<ConversationRow> desk_conversation(Work& work, const Id<Conversation>& id) {
    return find(work, work.who.shop, id);
}

Result<ConversationRow> find(Work& work, std::string_view shop, const Id<Conversation>& id) {
    auto row = work.db.first<ConversationRow>("where shop = ? and id = ?", shop, id);
    if (!row) return not_found();
    return *std::move(row);
}

// Saves what a rule decided about hands, moves the loads, and says it to everybody.
static Conversation passed_on(Work& work, ConversationRow before, ConversationRow row, const std::string& fact) {
    if (before.assignee && before.assignee != row.assignee && before.state == State::assigned)
        team::carry(work, row.shop, *before.assignee, -1);
    if (row.state == State::assigned && (before.assignee != row.assignee || before.state != State::assigned))
        team::carry(work, row.shop, *row.assignee, +1);
    note_fact(work, row, fact);
    tell_changed(work, row, Reach::desk);
    tell_queue(work, row.shop);
    return view(work, row);
}

Result<Conversation> assign(Work& work, std::string_view shop, const Id<Conversation>& id,
                            const Id<team::Person>& to) {
    TRY(auto row, find(work, shop, id));
    TRY(auto person, team::person(work, shop, to));
    TRY(auto next, claimed(row, to));
    team::mark_given(work, shop, to);
    return passed_on(work, row, next, "assigned|" + person.name);
}

Result<Conversation> release(Work& work, std::string_view shop, const Id<Conversation>& id) {
    TRY(auto row, find(work, shop, id));
    TRY(auto next, released(row));
    auto out = passed_on(work, row, next, "released");
    work.announce(ConversationWaits{next.shop, next.id});
    return out;
}

Result<Message> say_by_itself(Work& work, std::string_view shop, const Id<Conversation>& id, const std::string& key,
                              const std::string& text) {
    TRY(auto row, find(work, shop, id));
    if (row.state == State::closed) return conflict("closed");
    TRY(auto of, team::shop(work, shop));
    Words words{Kind::text, Sender::bot, "house", of.name, key, text, {}, {}};
    TRY(sayable(words));
    TRY(auto before, said_before(work, row, words));
    if (before) return *std::move(before);
    if (manners::house_gate().judge(text, {.automatic = true}).colour == manners::Colour::red)
        return invalid("stopped", "text");
    auto message = say(work, row, words);
    tell_changed(work, row, Reach::workers);
    return message;
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
    TRY(auto row, desk_conversation(work, id));
    Id<team::Person> me{work.who.id};
    if (row.state == State::assigned && row.assignee == me) return view(work, row);
    auto next = claimed(row, me);
    if (!next) {
        auto error = next.error();
        if (row.assignee) error.detail = json::text_of(Claimant{*row.assignee, view(work, row).assignee_name});
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

static Result<Conversation> transfer(Work& work, const Id<Conversation>& id, const TransferTo& ask) {
    TRY(auto row, desk_conversation(work, id));
    TRY(auto reason, team::decent(ask.reason, "reason", 300));
    TRY(auto to, team::person(work, work.who.shop, ask.to));
    if (!to.active || !(team::rights_of(to.role) & may::converse.bit)) return invalid("cannot_take_it", "to");
    TRY(auto next, handed_over(row, ask.to));
    // The reason is for colleagues; the buyer only learns who goes on.
    auto with_reason = next;
    say(work, with_reason, {.kind = Kind::note,
                            .sender = Sender::agent,
                            .sender_id = work.who.id,
                            .sender_name = work.who.name,
                            .client_key = new_uuid(work.now),
                            .text = reason,
                            .files = {},
                            .card = {}});
    team::audit(work, "transferred", id.text, to.id.text);
    return passed_on(work, row, with_reason, "transferred|" + work.who.name + "|" + to.name);
}

static Result<Conversation> close(Work& work, const Id<Conversation>& id) {
    TRY(auto row, desk_conversation(work, id));
    TRY(auto next, closed(row, work.now));
    if (row.state == State::assigned) team::carry(work, row.shop, *row.assignee, -1);
    note_fact(work, next, "closed|" + work.who.name);
    tell_changed(work, next, Reach::desk);
    tell_queue(work, next.shop);
    return view(work, next);
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
    TRY(next, claimed(std::move(next), {work.who.id}));
    return passed_on(work, row, next, "reopened|" + work.who.name);
}

enum class AnswerKind { reply, note };
BOOST_DESCRIBE_ENUM(AnswerKind, reply, note)

struct Answer {
    std::string client_key;
    AnswerKind kind = AnswerKind::reply;
    std::string text;
    std::vector<Id<File>> files;
    std::optional<Card> card;
    std::optional<std::string> override_reason;
    bool held = false;
};
BOOST_DESCRIBE_STRUCT(Answer, (), (client_key, kind, text, files, card, override_reason, held))

static std::string last_buyer_text(Work& work, const ConversationRow& row) {
    return work.db
        .value<std::string>("select body from messages where shop = ? and conversation = ? and sender = 'buyer' "
                            "order by seq desc limit 1",
                            row.shop, row.id)
        .value_or("");
}

static Result<Message> answer(Work& work, const Id<Conversation>& id, const Answer& ask) {
    TRY(auto row, desk_conversation(work, id));
    bool note = ask.kind == AnswerKind::note;
    Words words{note ? Kind::note : Kind::text, Sender::agent, work.who.id, work.who.name, ask.client_key, ask.text,
                ask.files, ask.card};
    TRY(sayable(words));
    TRY(auto before, said_before(work, row, words));
    if (before) return *std::move(before);
    TRY(auto files, files_to_send(work, row, words));
    if (!note) {
        if (row.state == State::closed) return conflict("closed");
        TRY(manners::pass(work, {id.text, ask.client_key, ask.text, last_buyer_text(work, row), ask.held,
                                 ask.override_reason.value_or("")}));
    }
    bool waited = row.waiting_since.has_value() || row.unread > 0;
    auto message = say(work, row, note ? covered(work, row, words) : words, std::move(files));
    if (!note && waited) tell_changed(work, row, Reach::workers);
    return message;
}

struct AskDeskMessages {
    std::optional<std::int64_t> after_seq, before_seq;
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(AskDeskMessages, (), (after_seq, before_seq, limit))

static Result<MessageList> show_messages(Work& work, const Id<Conversation>& id, const AskDeskMessages& ask) {
    TRY(auto row, desk_conversation(work, id));
    return messages_of(work, row, ask.before_seq, ask.after_seq, std::clamp(ask.limit.value_or(50), 1, 200), true);
}

struct SetTags {
    std::vector<std::string> tags;
};
BOOST_DESCRIBE_STRUCT(SetTags, (), (tags))

static Result<Conversation> set_tags(Work& work, const Id<Conversation>& id, const SetTags& ask) {
    TRY(auto row, desk_conversation(work, id));
    if (ask.tags.size() > 20) return invalid("too_many", "tags");
    row.tags.clear();
    for (auto& tag : ask.tags) {
        TRY(auto fine, team::decent(tag, "tags", 20));
        if (std::ranges::find(row.tags, fine) == row.tags.end()) row.tags.push_back(fine);
    }
    row.version += 1;
    work.db.update(row);
    tell_changed(work, row, Reach::workers);
    return view(work, row);
}

struct MarkSeen {
    std::int64_t seq = 0;
};
BOOST_DESCRIBE_STRUCT(MarkSeen, (), (seq))

// Only whoever works on it marks it read: a lead who looks on must not take the mark away.
static Result<void> agent_read(Work& work, const Id<Conversation>& id, const MarkSeen& ask) {
    TRY(auto row, desk_conversation(work, id));
    auto seq = std::min(ask.seq, row.last_seq);
    if (row.assignee != Id<team::Person>{work.who.id} || seq <= row.agent_read_seq) return {};
    row.agent_read_seq = seq;
    row.unread = work.db
                     .value<std::int64_t>("select count(*) from messages where shop = ? and conversation = ? and "
                                          "seq > ? and sender = 'buyer'",
                                          row.shop, row.id, seq)
                     .value_or(0);
    row.version += 1;
    work.db.update(row);
    work.publish(ReadMarked{{row.id, Side::agent, seq}}, {customers::contact_key(row.contact)});
    tell_changed(work, row, Reach::workers);
    return {};
}

static Result<void> agent_types(Work& work, const Id<Conversation>& id) {
    TRY(auto row, desk_conversation(work, id));
    work.publish(TypingSignal{{row.id, Side::agent, work.who.name, ""}},
                 {customers::contact_key(row.contact), "conversation:" + row.id.text});
    return {};
}

// Live events of a conversation that is not mine, while this socket lives.
static Result<void> watch(Work& work, const Id<Conversation>& id) {
    TRY(auto row, desk_conversation(work, id));
    work.listens.push_back("conversation:" + row.id.text);
    return {};
}
static Result<void> unwatch(Work& work, const Id<Conversation>& id) {
    work.unlistens.push_back("conversation:" + id.text);
    return {};
}

void routes(Router& router) {
    router.get("/conversations/{id}", show, may::converse);
    router.get("/conversations/{id}/messages", show_messages, may::converse);
    router.post("/conversations/{id}/messages", answer, may::converse).limited({"answer", 120, 60});
    router.post("/conversations/{id}/claim", claim, may::converse);
    router.post("/conversations/{id}/transfer", transfer, may::converse);
    router.post("/conversations/{id}/closure", close, may::converse);
    router.remove("/conversations/{id}/closure", reopen, may::converse);
    router.put("/conversations/{id}/tags", set_tags, may::converse);
    router.put("/conversations/{id}/read", agent_read, may::converse);
    router.signal("/conversations/{id}/typing", agent_types, may::converse).limited({"typing", 120, 60});
    router.post("/conversations/{id}/watch", watch, may::converse);
    router.remove("/conversations/{id}/watch", unwatch, may::converse);
    visit_routes(router);
    desk_routes(router);
    file_routes(router);
    script_routes(router);
    router.event<MessageSent>();
    router.event<ConversationChanged>();
    router.event<TypingSignal>();
    router.event<ReadMarked>();
    router.event<QueueChanged>();
}

void verify(Db& db) {
    db.verify<ConversationRow>();
    db.verify<MessageRow>();
    db.verify<FileRow>();
    verify_scripts(db);
}

}  // namespace conversations
