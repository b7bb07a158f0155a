// Work on a conversation at the desk: answer, note, tags, read marks, typing, watching.
#include <algorithm>

#include "conversations/rows.hpp"
#include "kit/http/router.hpp"
#include "manners/manners.hpp"

namespace conversations {

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

constexpr std::size_t tags_max = 20;

static std::string last_buyer_text(Work& work, const ConversationRow& row) {
    return work.db
        .value<std::string>(
            "select body from messages where shop = ? and conversation = ? and sender = 'buyer' "
            "order by seq desc limit 1",
            row.shop, row.id)
        .value_or("");
}

// What the house said last, when the buyer has not answered since: a phrase may reach over both.
static std::string own_text_since(Work& work, const ConversationRow& row) {
    auto last = work.db.first<MessageRow>(
        "where shop = ? and conversation = ? and kind = 'text' order by seq desc limit 1", row.shop,
        row.id);
    return last && last->sender != Sender::buyer ? last->body : "";
}

// What the gate should know of the mood: emoji and sales talk are out of place at a strong one.
static std::int32_t ill_feeling(const ConversationRow& row) {
    return manners::is_negative({row.emotion_kind, row.emotion_level, row.risk, {}})
               ? row.emotion_level
               : 0;
}

static manners::Draft draft_of(Work& work, const ConversationRow& row, const Words& words) {
    return {.conversation = row.id.text,
            .client_key = words.client_key,
            .text = read_aloud(words.text, words.card),
            .buyer_text = last_buyer_text(work, row),
            .own_text = own_text_since(work, row),
            .held = false,
            .override_reason = "",
            .emotion = ill_feeling(row)};
}

// What has been cleared goes out, and the chat is the speaker's to see from now on.
static Message let_out(Work& work, ConversationRow& row, const Words& words,
                       std::vector<FileRow> files) {
    bool waited = row.waiting_since.has_value() || row.unread > 0;
    take_part(work, row, {work.who.id});
    const auto stored = row;
    auto message = say_on(work, row, stored, words, std::move(files));
    if (waited) tell_changed(work, row, Reach::workers);
    score_later(work, row);
    return message;
}

static Result<Message> answer(Work& work, const Id<Conversation>& id, const Answer& ask) {
    TRY(auto row, desk_conversation(work, id));
    bool note = ask.kind == AnswerKind::note;
    if (!note) {
        TRY(row, own_conversation(work, id));
    }
    Words words{note ? Kind::note : Kind::text,
                Sender::agent,
                work.who.id,
                work.who.name,
                ask.client_key,
                ask.text,
                ask.files,
                ask.card,
                {},
                {}};
    TRY(filled(work, row.shop, row.contact, words.card));
    TRY(sayable(words));
    TRY(auto before, said_before(work, row, words));
    if (before) return *std::move(before);
    TRY(auto files, files_to_send(work, row, words));
    if (!note) {
        if (row.state == State::closed) return conflict("closed");
        auto draft = draft_of(work, row, words);
        draft.held = ask.held;
        draft.override_reason = ask.override_reason.value_or("");
        TRY(words.cleared, manners::pass(work, draft));
        return let_out(work, row, words, std::move(files));
    }
    take_part(work, row, {work.who.id});
    const auto stored = row;
    return say_on(work, row, stored, covered(work, row, words), std::move(files));
}

// --- by an act of another room (desk_words.hpp)
// -------------------------------------------------------------

static Words spoken_words(const Work& work, const std::string& key, const std::string& text) {
    return {Kind::text, Sender::agent, work.who.id, work.who.name, key, text, {}, {}, {}, {}};
}

Result<ConversationRow> seen_at_desk(Work& work, const Id<Conversation>& id) {
    return desk_conversation(work, id);
}

Result<ReadyWords> made_ready(Work& work, const Id<Conversation>& id, const DeskWords& ask) {
    TRY(auto row, own_conversation(work, id));
    auto words = spoken_words(work, ask.client_key, ask.text);
    TRY(sayable(words));
    TRY(auto before, said_before(work, row, words));
    if (before) return invalid("key_reused", "client_key");
    if (row.state == State::closed) return conflict("closed");
    auto draft = draft_of(work, row, words);
    draft.held = ask.held;
    TRY(auto cleared, manners::pass(work, draft));
    return ReadyWords{row, ask.client_key, ask.text, cleared};
}

Message say_ready(Work& work, const ReadyWords& ready) {
    // What was done since may have spoken there, too.
    auto row = *find(work, ready.conversation.shop, ready.conversation.id);
    auto words = spoken_words(work, ready.client_key, ready.text);
    words.cleared = ready.cleared;
    return let_out(work, row, words, {});
}

Result<void> add_tags(Work& work, std::string_view shop, const Id<Conversation>& id,
                      const std::vector<std::string>& tags) {
    TRY(auto row, find(work, shop, id));
    for (auto& tag : tags)
        if (row.tags.size() < tags_max && std::ranges::find(row.tags, tag) == row.tags.end())
            row.tags.push_back(tag);
    row.version += 1;
    work.db.update(row);
    tell_changed(work, row, Reach::workers);
    return {};
}

struct AskDeskMessages {
    std::optional<std::int64_t> after_seq, before_seq;
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(AskDeskMessages, (), (after_seq, before_seq, limit))

static Result<MessageList> show_messages(Work& work, const Id<Conversation>& id,
                                         const AskDeskMessages& ask) {
    TRY(auto row, desk_conversation(work, id));
    return messages_of(work, row, ask.before_seq, ask.after_seq,
                       std::clamp(ask.limit.value_or(50), 1, 200), true);
}

struct SetTags {
    std::vector<std::string> tags;
};
BOOST_DESCRIBE_STRUCT(SetTags, (), (tags))

static Result<Conversation> set_tags(Work& work, const Id<Conversation>& id, const SetTags& ask) {
    TRY(auto row, desk_conversation(work, id));
    if (ask.tags.size() > tags_max) return invalid("too_many", "tags");
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
                     .value<std::int64_t>(
                         "select count(*) from messages where shop = ? and conversation = ? and "
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

void work_routes(Router& router) {
    router.get("/conversations/{id}/messages", show_messages, may::converse);
    router.post("/conversations/{id}/messages", answer, may::converse).limited({"answer", 120, 60});
    router.put("/conversations/{id}/tags", set_tags, may::converse);
    router.put("/conversations/{id}/read", agent_read, may::converse);
    router.signal("/conversations/{id}/typing", agent_types, may::converse)
        .limited({"typing", 120, 60});
    router.post("/conversations/{id}/watch", watch, may::converse);
    router.remove("/conversations/{id}/watch", unwatch, may::converse);
}

}  // namespace conversations
