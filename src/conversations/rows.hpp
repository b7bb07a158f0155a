// What the files of this room share and nobody else sees.
#pragma once

#include "conversations/conversations.hpp"
#include "manners/manners.hpp"

namespace conversations {

struct MessageRow {
    static constexpr auto table = "messages";
    Id<Message> id;
    std::string shop;
    Id<Conversation> conversation;
    std::int64_t seq = 0;
    Kind kind = Kind::text;
    Sender sender = Sender::buyer;
    std::string sender_id, sender_name, client_key;
    std::string body;
    std::vector<Id<File>> files;
    std::optional<Card> card;
    Time sent_at;
    std::vector<customers::CoveredPart> covered;
};
BOOST_DESCRIBE_STRUCT(MessageRow, (),
                      (id, shop, conversation, seq, kind, sender, sender_id, sender_name,
                       client_key, body, files, card, sent_at, covered))

struct PartRow {
    static constexpr auto table = "conversation_people";
    Id<PartRow> id;
    std::string shop;
    Id<Conversation> conversation;
    Id<team::Person> person;
    Time since;
};
BOOST_DESCRIBE_STRUCT(PartRow, (), (id, shop, conversation, person, since))

struct FileRow {
    static constexpr auto table = "files";
    Id<File> id;
    std::string shop, contact, uploader, conversation, sha256, name, content_type;
    std::int64_t bytes = 0;
    int width = 0, height = 0;
    Time uploaded_at;
};
BOOST_DESCRIBE_STRUCT(FileRow, (),
                      (id, shop, contact, uploader, conversation, sha256, name, content_type, bytes,
                       width, height, uploaded_at))

// What the buyer felt in one message; for the desk alone, buyers never hear of it.
struct FeltMessage {
    Id<Conversation> conversation;
    std::int64_t seq = 0;
    manners::Emotion emotion;
};
BOOST_DESCRIBE_STRUCT(FeltMessage, (), (conversation, seq, emotion))
struct EmotionFelt {
    static constexpr auto name = "emotion_felt";
    FeltMessage data;
};
BOOST_DESCRIBE_STRUCT(EmotionFelt, (), (data))
// The same, as it is kept; only when it was not calm.
struct EmotionRow {
    static constexpr auto table = "message_emotions";
    Id<Message> id;  // the message
    std::string shop;
    Id<Conversation> conversation;
    std::int64_t seq = 0;
    manners::Emotion emotion;
};
BOOST_DESCRIBE_STRUCT(EmotionRow, (), (id, shop, conversation, seq, emotion))

struct MessageList {
    std::vector<Message> items;
};
BOOST_DESCRIBE_STRUCT(MessageList, (), (items))

// What a sender asks for; the sender's identity comes from the principal.
struct Words {
    Kind kind = Kind::text;
    Sender sender = Sender::buyer;
    std::string sender_id, sender_name, client_key;
    std::string text;
    std::vector<Id<File>> files;
    std::optional<Card> card;
    std::vector<customers::CoveredPart> covered = {};
    std::optional<manners::Cleared> cleared = {};  // what goes to a buyer carries it
};

// Puts away what is personal in the text, as the buyer's; the words then hold masks.
Words covered(Work&, const ConversationRow&, Words);
// What the gate has to read of a message: its words, and what stands on its card.
std::string read_aloud(const std::string& text, const std::optional<Card>& card);

// Errors: invalid (`empty`, `too_long`, `bad_characters`, `bad_client_key`, `too_many`).
Result<void> sayable(const Words&);
// The message that this key named before, if it says the same. Errors: invalid (`key_reused`).
Result<std::optional<Message>> said_before(Work&, const ConversationRow&, const Words&);
// Errors: not_found (a file that is not theirs to send).
Result<std::vector<FileRow>> files_to_send(Work&, const ConversationRow&, const Words&);
// Writes the message and the conversation, indexes the text, tells who may hear it.
// Requires: what the house says to a buyer has been cleared by the gate.
Message say(Work&, ConversationRow&, const Words&, std::vector<FileRow> files = {});
// The same for a row that the table already holds as `stored`: only what differs from it is
// written.
Message say_on(Work&, ConversationRow&, const ConversationRow& stored, const Words&,
               std::vector<FileRow> files = {});
// The buyer's feeling in what they say now; moves the mood of the row. Nothing for everybody else.
std::optional<manners::Emotion> felt(ConversationRow&, const Words&, Time now);
// Keeps it beside the message and tells the desk; leads, too, when it has turned strong.
void keep_felt(Work&, const ConversationRow& before, const ConversationRow&, const MessageRow&,
               const manners::Emotion&);
// A line that nobody typed. `text` is a key with arguments that the screens put into words:
// "assigned|苏禾".
Message note_fact(Work&, ConversationRow&, const std::string& text);

// The conversation that a buyer's next message goes to, if it goes on.
std::optional<ConversationRow> current(Work&, std::string_view shop, std::string_view contact);
// What an order's card shows, from the order itself. Errors: not_found (also when it is not this
// buyer's).
Result<void> filled(Work&, std::string_view shop, const Id<customers::Contact>&,
                    std::optional<Card>&);

Conversation view(Work&, const ConversationRow&);
// Who hears of a change: those who work on it and its buyer; the floor (who may watch all) besides;
// or the whole desk, when it came to the queue or left it.
enum class Reach { workers, floor, desk };
void tell_changed(Work&, const ConversationRow&, Reach);
void tell_queue(Work&, std::string_view shop);
// A conversation that the caller may see. Errors: not_found.
Result<ConversationRow> desk_conversation(Work&, const Id<Conversation>&);
// One that the caller may work on. Errors: not_found, forbidden (`not_your_conversation`).
Result<ConversationRow> own_conversation(Work&, const Id<Conversation>&);
// From now on this person may see it.
void take_part(Work&, const ConversationRow&, const Id<team::Person>&);
// What a buyer may know of their own conversation: no tags, no notes, no names of colleagues.
Conversation for_buyer(Work&, const ConversationRow&);
Result<MessageList> messages_of(Work&, const ConversationRow&, std::optional<std::int64_t> before,
                                std::optional<std::int64_t> after, int limit, bool with_notes);
File shown(const FileRow&);
// What a script's variable stands for in this conversation (facts.cpp); nothing when it is not
// known.
std::optional<std::string> fact_of(Work&, const ConversationRow&, std::string_view name);
// What a message is found by when its text holds this slip's mask.
std::string slip_word(const customers::Slip&);
void verify_scripts(Db&);
void verify_scores(Db&);

void work_routes(Router&);
void visit_routes(Router&);
void desk_routes(Router&);
void file_routes(Router&);
void script_routes(Router&);
void mood_routes(Router&);
void score_routes(Router&);
// The sheet is kept ten minutes after the last answer, or when the chat is closed.
void score_later(Work&, const ConversationRow&);

}  // namespace conversations
