// What the queue asks of conversations.
#include <algorithm>

#include "conversations/rows.hpp"

namespace conversations {

// Order is `(queue_from, id)`: first come, first served inside a head start.
std::vector<Waiting> waiting(Work& work, std::string_view shop, int limit, const Waiting* last) {
    auto from = last ? last->queue_from : Time{INT64_MIN};
    auto id = last ? last->id.text : std::string();
    return work.db.rows<Waiting>(
        "select id, contact, channel, queued_at, queue_from, queue_group, queue_needs, passed, last_person "
        "from conversations where shop = ? and state = 'waiting' and queue_group is not null "
        "and (queue_from > ? or (queue_from = ? and id > ?)) order by queue_from, id limit ?",
        shop, from, from, id, limit);
}

std::vector<ConversationRow> unsorted(Work& work, std::string_view shop) {
    return work.db.all<ConversationRow>(
        "where shop = ? and state = 'waiting' and queue_group is null order by queue_from, id limit 500",
        shop);
}

std::vector<ConversationRow> spoke_on(Work& work, std::string_view shop, Time since) {
    return work.db.all<ConversationRow>(
        "where shop = ? and state = 'waiting' and queue_group = '' and last_sender = 'buyer' and "
        "last_at >= ? and last_at > queued_at order by queue_from, id limit 200",
        shop, since);
}

void sort_in(Work& work, const ConversationRow& row, const Sorted& sorted) {
    auto next = row;
    next.queue_group = sorted.group;
    next.queue_needs = sorted.needs;
    next.queue_from = row.queued_at - sorted.head_start;
    next.passed = sorted.passed;
    if (sorted.kept_for) next.last_person = sorted.kept_for;
    work.db.update(next);
}

std::vector<ConversationRow> unanswered_of(Work& work, std::string_view shop,
                                           const Id<team::Person>& person) {
    return work.db.all<ConversationRow>(
        "where shop = ? and assignee = ? and state = 'assigned' and waiting_since is not null order by waiting_since",
        shop, person);
}

std::vector<Owed> owed(Work& work, std::string_view shop, Time since) {
    return work.db.rows<Owed>(
        "select v.id, v.assignee, v.waiting_since, v.assigned_at, v.queue_group, v.queue_needs, v.passed, c.name, "
        "v.first_answered_at from conversations v join contacts c on c.id = v.contact "
        "where v.shop = ? and v.state = 'assigned' and v.waiting_since <= ? order by v.waiting_since, v.id",
        shop, since);
}

std::vector<Given> given_since(Work& work, std::string_view shop, Time since) {
    return work.db.rows<Given>(
        "select person, count(*) from conversation_people where shop = ? and since >= ? group by person",
        shop, since);
}

std::vector<Id<Conversation>> open_of(Work& work, std::string_view shop,
                                      const Id<team::Person>& person) {
    std::vector<Id<Conversation>> out;
    for (
        auto& row : work.db.all<ConversationRow>(
            "where shop = ? and assignee = ? and state = 'assigned' order by coalesce(waiting_since, last_at), id",
            shop, person))
        out.push_back(row.id);
    return out;
}

std::vector<Pace> paces(Work& work, std::string_view shop, Time since) {
    return work.db.rows<Pace>(
        "select coalesce(queue_group, ''), count(*), cast(avg(closed_at - assigned_at) as bigint) from conversations "
        "where shop = ? and state = 'closed' and last_at > ? and assigned_at is not null and closed_at > assigned_at "
        "group by coalesce(queue_group, '')",
        shop, since);
}

std::int64_t times_since(Work& work, const ConversationRow& row, Time since) {
    return 1 + work.db
                   .value<std::int64_t>(
                       "select count(*) from messages where shop = ? and conversation = ? and "
                       "kind = 'system' and body like 'closed|%' and sent_at >= ?",
                       row.shop, row.id, since)
                   .value_or(0);
}

bool any_open(Work& work, std::string_view shop) {
    return work.db
        .value<std::string>(
            "select id from conversations where shop = ? and state in ('waiting', 'assigned') limit 1",
            shop)
        .has_value();
}

std::optional<Id<team::Person>> served_by(Work& work, std::string_view shop,
                                          const Id<customers::Contact>& contact, Time since) {
    return work.db.value<Id<team::Person>>(
        "select last_person from conversations where shop = ? and contact = ? and last_person is not null "
        "and last_at >= ? order by last_at desc, id desc limit 1",
        shop, contact, since);
}

std::vector<Line> lines_of(Work& work, std::string_view shop, const Id<Conversation>& id,
                           int limit) {
    auto out = work.db.rows<Line>(
        "select sender, body, sent_at from messages where shop = ? and conversation = ? and kind = 'text' "
        "order by seq desc limit ?",
        shop, id, limit);
    std::ranges::reverse(out);
    return out;
}

void take_part(Work& work, const ConversationRow& row, const Id<team::Person>& person) {
    PartRow part{{row.id.text + ' ' + person.text}, row.shop, row.id, person, work.now};
    if (!work.db.value<std::string>("select id from conversation_people where shop = ? and id = ?",
                                    row.shop, part.id))
        work.db.insert(part);
}

void concern(Work& work, const ConversationRow& row, const Id<team::Person>& person) {
    take_part(work, row, person);
}

bool may_see(Work& work, const ConversationRow& row) {
    auto& who = work.who;
    if (row.shop != who.shop) return false;
    if (row.state == State::waiting || who.may(may::watch_all) ||
        who.kind == Principal::Kind::system)
        return true;
    Id<team::Person> me{who.id};
    if (row.assignee == me) return true;
    // Part of it, or serving its buyer now: what was said before is read, not asked again.
    return work.db
        .value<std::string>(
            "select id from conversation_people where shop = ? and conversation = ? and person = ? union all "
            "select id from conversations where shop = ? and contact = ? and assignee = ? and state = 'assigned' limit 1",
            row.shop, row.id, me, row.shop, row.contact, me)
        .has_value();
}

Conversation shown(Work& work, const ConversationRow& row) { return view(work, row); }

}  // namespace conversations
