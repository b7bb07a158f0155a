// Saying something: the one path by which every message is written.
#include "conversations/rows.hpp"
#include "kit/db/changes.hpp"
#include "kit/live/hub.hpp"
#include "kit/live/live.hpp"
#include "kit/text/search_terms.hpp"
#include "kit/text/utf8.hpp"

namespace conversations {

constexpr std::size_t text_max = 4000;   // code points; the gate asks for short ones anyway
constexpr std::size_t files_max = 10;    // source: security requirement W11
constexpr std::size_t preview_max = 60;  // one line of the inbox
constexpr std::size_t client_key_max = 64;

static std::string conversation_key(const Id<Conversation>& id) {
    return "conversation:" + id.text;
}

Result<void> sayable(const Words& words) {
    if (words.client_key.empty() || words.client_key.size() > client_key_max ||
        words.client_key.find_first_not_of(
            "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_.") !=
            std::string::npos)
        return invalid("bad_client_key", "client_key");
    if (words.text.empty() && words.files.empty() && !words.card) return invalid("empty", "text");
    if (!text::is_valid_utf8(words.text) || text::has_forbidden_controls(words.text))
        return invalid("bad_characters", "text");
    if (text::length(words.text) > text_max) return invalid("too_long", "text");
    if (words.files.size() > files_max) return invalid("too_many", "files");
    if (words.card) {
        auto& card = *words.card;
        for (auto text : {&card.title, &card.price, &card.url, &card.picture}) {
            if (!text::is_valid_utf8(*text) || text::has_forbidden_controls(*text) ||
                text->size() > 1000)
                return invalid("bad_characters", "card");
        }
        if (card.title.empty()) return invalid("required", "card.title");
        for (auto url : {&card.url, &card.picture})
            if (!url->empty() && !url->starts_with("https://") && !url->starts_with("http://") &&
                !(url->starts_with('/') && !url->starts_with("//")))
                return invalid("bad_url", "card");
    }
    return {};
}

File shown(const FileRow& row) {
    return {row.id,    row.name,   row.content_type,       row.bytes,
            row.width, row.height, "/files/" + row.id.text};
}

static std::vector<File> files_of(Work& work, const MessageRow& row) {
    std::vector<File> out;
    for (auto& id : row.files)
        if (auto file = work.db.first<FileRow>("where shop = ? and id = ?", row.shop, id))
            out.push_back(shown(*file));
    return out;
}

static Message view(const MessageRow& row, std::vector<File> files) {
    return {row.id,           row.conversation, row.seq,        row.kind, row.sender,
            row.sender_id,    row.sender_name,  row.client_key, row.body, row.covered,
            std::move(files), row.card,         row.sent_at};
}

Result<std::optional<Message>> said_before(Work& work, const ConversationRow& row,
                                           const Words& words) {
    auto old = work.db.first<MessageRow>(
        "where conversation = ? and sender_id = ? and client_key = ? and shop = ?", row.id,
        words.sender_id, words.client_key, row.shop);
    if (!old) return std::optional<Message>();
    bool same_text = customers::as_typed(work, row.shop, {old->body, old->covered}) == words.text ||
                     (!old->covered.empty() && old->body == customers::masked_text(words.text));
    // An order may have moved on between two tries: it is still the same card.
    bool same_order =
        old->card && words.card && old->card->order && old->card->order == words.card->order;
    bool same_card = same_order || json::text_of(old->card) == json::text_of(words.card);
    if (!same_text || old->files != words.files || !same_card || old->kind != words.kind)
        return invalid("key_reused", "client_key");
    return std::optional(view(*old, files_of(work, *old)));
}

Result<std::vector<FileRow>> files_to_send(Work& work, const ConversationRow& row,
                                           const Words& words) {
    std::vector<FileRow> out;
    for (auto& id : words.files) {
        auto file = work.db.first<FileRow>("where shop = ? and id = ? and uploader = ?", row.shop,
                                           id, words.sender_id);
        // A file is sent once, in one conversation: its bytes are then visible to that buyer.
        if (!file || (!file->conversation.empty() && file->conversation != row.id.text))
            return not_found("no_such_file");
        out.push_back(*std::move(file));
    }
    return out;
}

Words covered(Work& work, const ConversationRow& row, Words words) {
    auto kept = customers::cover(work, row.shop, row.contact.text, words.text);
    words.text = std::move(kept.text);
    words.covered = std::move(kept.parts);
    return words;
}

// One word to the search: a slip without its dashes.
std::string slip_word(const customers::Slip& slip) {
    auto word = "slip" + slip.text;
    std::erase(word, '-');
    return word;
}

static std::string preview(const Words& words) {
    if (!words.text.empty()) return text::clipped(words.text, preview_max);
    if (words.card && words.card->kind == CardKind::order)
        return text::clipped("[订单] " + words.card->number.value_or(""), preview_max);
    if (words.card) return text::clipped("[商品] " + words.card->title, preview_max);
    return "[图片]";
}

// The slips are terms of the message, so that a number finds it which no table holds.
static void index(Work& work, const MessageRow& row) {
    if (row.body.empty() || row.kind == Kind::system) return;
    auto words = row.body;
    for (auto& part : row.covered) words += ' ' + slip_word(part.slip);
    auto document = work.db.dialect() == Dialect::sqlite ? text::search_document(words)
                                                         : text::tsvector_of(words);
    if (document.empty()) return;
    work.db.execute_by_dialect(
        "insert into message_terms (terms, message, shop) values (?, ?, ?)",
        "insert into message_terms (terms, message, shop) values (cast(? as text)::tsvector, ?, ?)",
        document, row.id, row.shop);
}

// Buyers hear their own conversation but its notes; the desk hears what it works on.
static std::vector<std::string> hearers(const ConversationRow& row, Kind kind) {
    std::vector<std::string> out{conversation_key(row.id)};
    if (kind != Kind::note) out.push_back(customers::contact_key(row.contact));
    if (row.assignee) out.push_back(team::person_key(*row.assignee));
    return out;
}

std::string read_aloud(const std::string& text, const std::optional<Card>& card) {
    if (!card) return text;
    return text.empty() ? card->title : text + "\n" + card->title;
}

// Notes stay in the desk, facts are the house's own keys, buyers may say what they like.
static bool may_be_said(const Words& words) {
    if (words.sender == Sender::buyer || words.kind != Kind::text) return true;
    return words.cleared && words.cleared->covers(read_aloud(words.text, words.card));
}

static void announce(Work& work, const MessageRow& message) {
    if (message.kind != Kind::text ||
        (message.sender != Sender::agent && message.sender != Sender::bot))
        return;
    std::optional<Id<orders::Order>> order;
    if (message.card) order = message.card->order;
    work.announce(ShopSpoke{message.shop, message.conversation, message.id, message.seq,
                            message.sender, message.sender_id, message.body, order,
                            message.sent_at});
}

static Message said(Work& work, ConversationRow& row, const ConversationRow* stored,
                    const Words& words, std::vector<FileRow> files) {
    ENSURE(may_be_said(words), "nothing goes to a buyer past the gate");
    auto before = row;
    row = after_message(row, {words.kind, words.sender, preview(words)}, work.now);
    auto emotion = felt(row, words, work.now);
    MessageRow message{work.new_id<Message>(),
                       row.shop,
                       row.id,
                       row.last_seq,
                       words.kind,
                       words.sender,
                       words.sender_id,
                       words.sender_name,
                       words.client_key,
                       words.text,
                       words.files,
                       words.card,
                       work.now,
                       words.covered};
    work.db.insert(message);
    if (stored) update_changes(work.db, *stored, row);
    else work.db.update(row);
    index(work, message);
    announce(work, message);
    std::vector<File> attached;
    for (auto& file : files) {
        file.conversation = row.id.text;
        // What hangs on a note is the desk's, as the note is.
        if (words.kind != Kind::note) file.contact = row.contact.text;
        work.db.update(file);
        attached.push_back(shown(file));
    }
    auto out = view(message, std::move(attached));
    work.publish(MessageSent{out}, hearers(row, words.kind), row.id.text, row.last_seq);
    if (emotion) keep_felt(work, before, row, message, *emotion);
    return out;
}

Message say(Work& work, ConversationRow& row, const Words& words, std::vector<FileRow> files) {
    return said(work, row, nullptr, words, std::move(files));
}

Message say_on(Work& work, ConversationRow& row, const ConversationRow& stored, const Words& words,
               std::vector<FileRow> files) {
    return said(work, row, &stored, words, std::move(files));
}

Message note_fact(Work& work, ConversationRow& row, const std::string& text) {
    return say(work, row,
               {.kind = Kind::system,
                .sender = Sender::system,
                .sender_id = "system",
                .sender_name = "",
                .client_key = new_uuid(work.now),
                .text = text,
                .files = {},
                .card = {},
                .cleared = {}});
}

Conversation view(Work& work, const ConversationRow& row) {
    Conversation out{.id = row.id,
                     .version = row.version,
                     .contact = {.id = row.contact, .name = "", .verified = false, .tags = {}},
                     .channel = row.channel,
                     .state = row.state,
                     .assignee = row.assignee,
                     .assignee_name = "",
                     .last_seq = row.last_seq,
                     .unread = row.unread,
                     .buyer_read_seq = row.buyer_read_seq,
                     .agent_read_seq = row.agent_read_seq,
                     .last_text = row.last_text,
                     .last_sender = row.last_sender,
                     .last_at = row.last_at,
                     .waiting_since = row.waiting_since,
                     .opened_at = row.opened_at,
                     .first_answered_at = row.first_answered_at,
                     .closed_at = row.closed_at,
                     .tags = row.tags,
                     .page = row.page,
                     .emotion_kind = row.emotion_kind,
                     .emotion_level = row.emotion_level,
                     .risk = row.risk};
    if (auto of = customers::contact(work, row.shop, row.contact))
        out.contact = customers::brief(*of);
    if (row.assignee)
        if (auto by = team::person(work, row.shop, *row.assignee)) out.assignee_name = by->name;
    return out;
}

void tell_changed(Work& work, const ConversationRow& row, Reach reach) {
    std::vector<std::string> to{conversation_key(row.id)};
    if (row.assignee) to.push_back(team::person_key(*row.assignee));
    bool of_queue = reach == Reach::desk || row.state == State::waiting;
    to.push_back(of_queue ? team::desk_key(row.shop) : team::floor_key(row.shop));
    if (reach == Reach::workers && !of_queue) to.pop_back();
    work.publish(ConversationChanged{view(work, row)}, std::move(to));
    if (reach != Reach::workers)
        work.publish(ConversationChanged{for_buyer(work, row)},
                     {customers::contact_key(row.contact)});
}

void tell_queue(Work& work, std::string_view shop) {
    work.publish(QueueChanged{{waiting_count(work, shop)}}, {team::desk_key(shop)});
}

Result<MessageList> messages_of(Work& work, const ConversationRow& row,
                                std::optional<std::int64_t> before,
                                std::optional<std::int64_t> after, int limit, bool with_notes) {
    std::vector<MessageRow> rows;
    auto kind = with_notes ? std::string_view("") : std::string_view("note");
    if (after) {
        rows = work.db.all<MessageRow>(
            "where shop = ? and conversation = ? and seq > ? and kind <> ? order by seq limit ?",
            row.shop, row.id, *after, kind, limit);
    } else {
        rows = work.db.all<MessageRow>(
            "where shop = ? and conversation = ? and seq < ? and kind <> ? order by seq desc limit ?",
            row.shop, row.id, before.value_or(INT64_MAX), kind, limit);
        std::ranges::reverse(rows);
    }
    MessageList out;
    for (auto& message : rows) out.items.push_back(view(message, files_of(work, message)));
    return out;
}

}  // namespace conversations
