// What the files of this room share and nobody else sees.
#pragma once

#include "conversations/conversations.hpp"

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
BOOST_DESCRIBE_STRUCT(MessageRow, (), (id, shop, conversation, seq, kind, sender, sender_id, sender_name,
                                       client_key, body, files, card, sent_at, covered))

struct FileRow {
    static constexpr auto table = "files";
    Id<File> id;
    std::string shop, contact, uploader, conversation, sha256, name, content_type;
    std::int64_t bytes = 0;
    int width = 0, height = 0;
    Time uploaded_at;
};
BOOST_DESCRIBE_STRUCT(FileRow, (), (id, shop, contact, uploader, conversation, sha256, name, content_type, bytes,
                                    width, height, uploaded_at))

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
};

// Puts away what is personal in the text, as the buyer's; the words then hold masks.
Words covered(Work&, const ConversationRow&, Words);
// Errors: invalid (`empty`, `too_long`, `bad_characters`, `bad_client_key`, `too_many`).
Result<void> sayable(const Words&);
// The message that this key named before, if it says the same. Errors: invalid (`key_reused`).
Result<std::optional<Message>> said_before(Work&, const ConversationRow&, const Words&);
// Errors: not_found (a file that is not theirs to send).
Result<std::vector<FileRow>> files_to_send(Work&, const ConversationRow&, const Words&);
// Writes the message and the conversation, indexes the text, tells who may hear it.
Message say(Work&, ConversationRow&, const Words&, std::vector<FileRow> files = {});
// A line that nobody typed. `text` is a key with arguments that the screens put into words:
// "assigned|苏禾".
Message note_fact(Work&, ConversationRow&, const std::string& text);

Conversation view(Work&, const ConversationRow&);
// Who hears of a change: those who work on it, or the whole desk (it came, went, changed hands).
enum class Reach { workers, desk };
void tell_changed(Work&, const ConversationRow&, Reach);
void tell_queue(Work&, std::string_view shop);
// The caller's own conversation as seen from the desk. Errors: not_found.
Result<ConversationRow> desk_conversation(Work&, const Id<Conversation>&);
Result<MessageList> messages_of(Work&, const ConversationRow&, std::optional<std::int64_t> before,
                                std::optional<std::int64_t> after, int limit, bool with_notes);
File shown(const FileRow&);
// What a script's variable stands for in this conversation (facts.cpp); nothing when it is not known.
std::optional<std::string> fact_of(Work&, const ConversationRow&, std::string_view name);
// What a message is found by when its text holds this slip's mask.
std::string slip_word(const customers::Slip&);
void verify_scripts(Db&);

void visit_routes(Router&);
void desk_routes(Router&);
void file_routes(Router&);
void script_routes(Router&);

}  // namespace conversations
