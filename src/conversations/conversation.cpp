// Rules: what happens to a conversation, without database or clock.
#include "conversations/conversations.hpp"

namespace conversations {

static LastSender last_sender(const Said& said) {
    if (said.kind == Kind::note) return LastSender::note;
    switch (said.sender) {
        case Sender::buyer:
            return LastSender::buyer;
        case Sender::agent:
            return LastSender::agent;
        case Sender::bot:
            return LastSender::bot;
        case Sender::system:
            return LastSender::system;
    }
    return LastSender::system;
}

ConversationRow after_message(ConversationRow row, const Said& said, Time now) {
    row.last_seq += 1;
    row.version += 1;
    // A system line or a note is news for nobody: the preview stays what was last said.
    if (said.kind == Kind::text) {
        row.last_text = said.preview;
        row.last_sender = last_sender(said);
        row.last_at = now;
    }
    if (said.kind != Kind::text) return row;
    if (said.sender == Sender::buyer) {
        row.unread += 1;
        row.buyer_read_seq = row.last_seq;
        if (!row.waiting_since) row.waiting_since = now;
    } else if (said.sender == Sender::agent) {
        row.waiting_since.reset();
        row.agent_read_seq = row.last_seq;
        row.unread = 0;
        row.passed.clear();
        if (!row.first_answered_at) row.first_answered_at = now;
    }
    return row;
}

static ConversationRow given(ConversationRow row, const Id<team::Person>& to, Time now) {
    row.state = State::assigned;
    row.assignee = row.last_person = to;
    row.assigned_at = now;
    row.version += 1;
    return row;
}

// In the queue, its head start kept.
static ConversationRow queued(ConversationRow row, Time since) {
    row.state = State::waiting;
    row.assignee.reset();
    row.assigned_at.reset();
    row.queue_from.us += since.us - row.queued_at.us;
    row.queued_at = since;
    row.version += 1;
    return row;
}

Result<ConversationRow> claimed(ConversationRow row, const Id<team::Person>& by, Time now) {
    if (row.state == State::closed) return conflict("closed");
    if (row.state == State::assigned) return conflict("already_claimed");
    return given(std::move(row), by, now);
}

Result<ConversationRow> handed_over(ConversationRow row, const Id<team::Person>& to, Time now) {
    if (row.state == State::closed) return conflict("closed");
    if (row.assignee == to) return conflict("same_person");
    return given(std::move(row), to, now);
}

Result<ConversationRow> released(ConversationRow row) {
    if (row.state != State::assigned) return conflict("not_assigned");
    auto since = row.waiting_since.value_or(row.queued_at);
    return queued(std::move(row), since);
}

Result<ConversationRow> closed(ConversationRow row, Time now) {
    if (row.state == State::closed) return conflict("closed");
    row.state = State::closed;
    row.waiting_since.reset();
    row.unread = 0;
    row.closed_at = now;
    row.version += 1;
    return row;
}

Result<ConversationRow> reopened(ConversationRow row, Time now) {
    if (row.state != State::closed) return conflict("not_closed");
    row.closed_at.reset();
    row.passed.clear();
    row.queue_group.reset();
    row.queue_from = row.queued_at;  // what gave it a head start is looked at again
    return queued(std::move(row), now);
}

}  // namespace conversations
