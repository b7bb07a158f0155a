// Lists, counts and search: what find, insert and update cannot say.
#include <algorithm>

#include "conversations/rows.hpp"
#include "kit/http/router.hpp"
#include "kit/text/normal.hpp"
#include "kit/text/search_terms.hpp"
#include "kit/text/utf8.hpp"

namespace conversations {

std::int64_t waiting_count(Work& work, std::string_view shop) {
    return work.db
        .value<std::int64_t>(
            "select count(*) from conversations where shop = ? and state = 'waiting'", shop)
        .value_or(0);
}

std::int64_t waiting_before(Work& work, const ConversationRow& row) {
    return work.db
        .value<std::int64_t>(
            "select count(*) from conversations where shop = ? and state = 'waiting' and "
            "coalesce(queue_group, '') = ? and (queue_from < ? or (queue_from = ? and id < ?))",
            row.shop, row.queue_group.value_or(""), row.queue_from, row.queue_from, row.id)
        .value_or(0);
}

// The states are named so that the index by state and time serves.
std::vector<Spoken> spoken(Work& work, std::string_view shop, Time from, Time to) {
    return work.db.rows<Spoken>(
        "select m.conversation, m.sender, m.sender_id, m.sent_at from conversations c "
        "join messages m on m.conversation = c.id and m.shop = c.shop "
        "where c.shop = ? and c.state in ('waiting', 'assigned', 'closed') and c.last_at >= ? "
        "and m.kind = 'text' and m.sent_at >= ? and m.sent_at < ? order by m.conversation, m.seq",
        shop, from, from, to);
}

enum class View { mine, waiting, all, closed };
BOOST_DESCRIBE_ENUM(View, mine, waiting, all, closed)

struct AskList {
    View view = View::mine;
    std::optional<std::string> q;
    std::optional<std::int64_t>
        after;  // last_at of the last one seen (queued_at in the waiting view)
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(AskList, (), (view, q, after, limit))

struct ConversationPage {
    std::vector<Conversation> items;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(ConversationPage, (), (items, next))

// `q` is looked for in the contact's name and the last words; anything is a valid question. Both
// engines fold A to Z alone: what else has a case is found as it is written.
static std::string pattern(const AskList& ask) {
    std::string out = "%";
    for (char c : ask.q.value_or("")) {
        if (c == '%' || c == '_' || c == '!') out += '!';
        out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
    return out + "%";
}

static std::vector<ConversationRow> rows_of(Work& work, const AskList& ask, int limit) {
    auto& shop = work.who.shop;
    auto before = ask.after.value_or(INT64_MAX);
    auto like = pattern(ask);
    bool all = work.who.may(may::watch_all);
    switch (ask.view) {
        case View::mine:
            return work.db.all<ConversationRow>(
                "where shop = ? and assignee = ? and state = 'assigned' and last_at < ? and (lower(last_text) like ? escape '!' "
                "or contact in (select id from contacts where shop = ? and lower(name) like ? escape '!')) "
                "order by last_at desc, id desc limit ?",
                shop, work.who.id, before, like, shop, like, limit);
        case View::waiting:
            return work.db.all<ConversationRow>(
                "where shop = ? and state = 'waiting' and queue_from > ? and (lower(last_text) like ? escape '!' "
                "or contact in (select id from contacts where shop = ? and lower(name) like ? escape '!')) "
                "order by queue_from, id limit ?",
                shop, ask.after.value_or(-1), like, shop, like, limit);
        case View::closed:
            return work.db.all<ConversationRow>(
                "where shop = ? and state = 'closed' and last_at < ? and (lower(last_text) like ? escape '!' "
                "or contact in (select id from contacts where shop = ? and lower(name) like ? escape '!')) "
                "and (? = 1 or id in (select conversation from conversation_people where shop = ? and person = ?)) "
                "order by last_at desc, id desc limit ?",
                shop, before, like, shop, like, std::int64_t{all}, shop, work.who.id, limit);
        case View::all:
            return work.db.all<ConversationRow>(
                "where shop = ? and state in ('waiting', 'assigned') and last_at < ? and (lower(last_text) like ? escape '!' "
                "or contact in (select id from contacts where shop = ? and lower(name) like ? escape '!')) "
                "and (? = 1 or state = 'waiting' or id in "
                "(select conversation from conversation_people where shop = ? and person = ?)) "
                "order by last_at desc, id desc limit ?",
                shop, before, like, shop, like, std::int64_t{all}, shop, work.who.id, limit);
    }
    return {};
}

static Result<ConversationPage> list(Work& work, const AskList& ask) {
    if (!text::is_valid_utf8(ask.q.value_or(""))) return malformed("broken_text", "q");
    int limit = std::clamp(ask.limit.value_or(50), 1, 200);
    auto rows = rows_of(work, ask, limit);
    ConversationPage out;
    for (auto& row : rows) out.items.push_back(view(work, row));
    if (static_cast<int>(rows.size()) == limit)
        out.next = std::to_string(ask.view == View::waiting ? rows.back().queue_from.us
                                                            : rows.back().last_at.us);
    return out;
}

struct Counts {
    std::int64_t mine = 0, waiting = 0, all = 0, closed = 0;
};
BOOST_DESCRIBE_STRUCT(Counts, (), (mine, waiting, all, closed))

static Result<Counts> counts(Work& work) {
    auto& shop = work.who.shop;
    Counts out;
    out.mine =
        work.db
            .value<std::int64_t>(
                "select count(*) from conversations where shop = ? and assignee = ? and state = 'assigned'",
                shop, work.who.id)
            .value_or(0);
    out.waiting = waiting_count(work, shop);
    std::int64_t all = work.who.may(may::watch_all) ? 1 : 0;
    out.all =
        work.db
            .value<std::int64_t>(
                "select count(*) from conversations where shop = ? and state in ('waiting', 'assigned') and (? = 1 or "
                "state = 'waiting' or id in (select conversation from conversation_people where shop = ? and person = ?))",
                shop, all, shop, work.who.id)
            .value_or(0);
    out.closed =
        work.db
            .value<std::int64_t>(
                "select count(*) from conversations where shop = ? and state = 'closed' and (? = 1 or id in "
                "(select conversation from conversation_people where shop = ? and person = ?))",
                shop, all, shop, work.who.id)
            .value_or(0);
    return out;
}

static Result<ConversationPage> of_contact(Work& work, const Id<customers::Contact>& id) {
    TRY(auto who, customers::contact(work, work.who.shop, id));
    ConversationPage out;
    for (auto& row : work.db.all<ConversationRow>(
             "where shop = ? and contact = ? order by opened_at desc limit 50", work.who.shop,
             who.id))
        if (may_see(work, row)) out.items.push_back(view(work, row));
    return out;
}

struct AskSearch {
    std::string q;
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(AskSearch, (), (q, limit))
struct FoundMessage {
    Id<Conversation> conversation;
    Id<Message> message;
    std::int64_t seq = 0;
    std::string contact_name;
    Time sent_at;
    std::string snippet;
    std::vector<std::pair<int, int>> marks;  // code points of the snippet
};
BOOST_DESCRIBE_STRUCT(FoundMessage, (),
                      (conversation, message, seq, contact_name, sent_at, snippet, marks))
struct SearchAnswer {
    std::vector<FoundMessage> items;
};
BOOST_DESCRIBE_STRUCT(SearchAnswer, (), (items))
struct FoundRow {
    std::string conversation, message;
    std::int64_t seq = 0;
    std::string contact_name;
    Time sent_at;
    std::string body;
};
BOOST_DESCRIBE_STRUCT(FoundRow, (), (conversation, message, seq, contact_name, sent_at, body))

// Some text around the first find, and where the wanted words stand in it.
static void cut_snippet(FoundMessage& out, const std::string& body, std::string_view wanted) {
    auto body_points = text::decoded(body);
    auto normal = text::normalised(body);
    auto needle = text::normalised(wanted).text;
    while (!needle.empty() && needle.front() == U' ') needle.erase(0, 1);
    while (!needle.empty() && needle.back() == U' ') needle.pop_back();
    auto at = needle.empty() ? std::u32string::npos : normal.text.find(needle);
    std::size_t first = at == normal.text.npos ? 0 : normal.origin[at];
    std::size_t begin = first > 20 ? first - 20 : 0;
    auto cut = body_points.substr(begin, 80);
    out.snippet = text::encoded(cut);
    while (at != normal.text.npos && out.marks.size() < 8) {
        auto from = normal.origin[at];
        auto last = normal.origin[at + needle.size() - 1];
        if (from < begin || last + 1 > begin + cut.size()) break;
        out.marks.emplace_back(static_cast<int>(from - begin), static_cast<int>(last + 1 - begin));
        at = normal.text.find(needle, at + needle.size());
    }
}

static std::vector<FoundRow> rows_with(Work& work, std::string_view wanted, int limit) {
    auto query = work.db.dialect() == Dialect::sqlite ? text::search_query(wanted)
                                                      : text::tsquery_of(wanted);
    if (query.empty()) return {};
    return work.db.rows_by_dialect<FoundRow>(
        "select m.conversation, m.id, m.seq, c.name, m.sent_at, m.body from message_terms t "
        "join messages m on m.id = t.message join conversations v on v.id = m.conversation "
        "join contacts c on c.id = v.contact "
        "where t.terms match ? and m.shop = ? and (? = 1 or v.state = 'waiting' or v.id in "
        "(select conversation from conversation_people where shop = ? and person = ?)) "
        "order by m.sent_at desc limit ?",
        "select m.conversation, m.id, m.seq, c.name, m.sent_at, m.body from message_terms t "
        "join messages m on m.id = t.message join conversations v on v.id = m.conversation "
        "join contacts c on c.id = v.contact "
        "where t.terms @@ cast(? as text)::tsquery and m.shop = ? and (? = 1 or v.state = 'waiting' or v.id in "
        "(select conversation from conversation_people where shop = ? and person = ?)) "
        "order by m.sent_at desc limit ?",
        query, work.who.shop, std::int64_t{work.who.may(may::watch_all)}, work.who.shop,
        work.who.id, limit);
}

static void add_found(SearchAnswer& out, const std::vector<FoundRow>& rows,
                      std::string_view marked) {
    for (auto& row : rows) {
        FoundMessage found{
            {row.conversation}, {row.message}, row.seq, row.contact_name, row.sent_at, "", {}};
        cut_snippet(found, row.body, marked);
        out.items.push_back(std::move(found));
    }
}

constexpr std::size_t searched_max = 200;
// At most as many people as could share one number.
constexpr std::size_t slips_looked_for = 20;

// A number or an address that was typed in full: no text holds it, the vault knows its slips.
static SearchAnswer found_by_value(Work& work, std::string_view wanted, int limit) {
    SearchAnswer out;
    for (auto& part : customers::personal_in(wanted)) {
        auto value = text::encoded(text::decoded(wanted).substr(
            static_cast<std::size_t>(part.at), static_cast<std::size_t>(part.length)));
        auto slips = customers::found(work, work.who.shop, part.kind, value);
        slips.resize(std::min(slips.size(), slips_looked_for));
        for (auto& slip : slips)
            add_found(out, rows_with(work, slip_word(slip), limit),
                      customers::mask_of(part.kind, value));
    }
    std::ranges::sort(out.items, std::ranges::greater{}, &FoundMessage::sent_at);
    if (out.items.size() > static_cast<std::size_t>(limit))
        out.items.resize(static_cast<std::size_t>(limit));
    return out;
}

static Result<SearchAnswer> search(Work& work, const AskSearch& ask) {
    if (!text::is_valid_utf8(ask.q)) return malformed("broken_text", "q");
    int limit = std::clamp(ask.limit.value_or(20), 1, 100);
    auto out = found_by_value(work, text::clipped(ask.q, searched_max), limit);
    if (out.items.empty()) add_found(out, rows_with(work, ask.q, limit), ask.q);
    return out;
}

void desk_routes(Router& router) {
    router.get("/conversations", list, may::converse);
    router.get("/conversations/counts", counts, may::converse);
    router.get("/contacts/{id}/conversations", of_contact, may::converse);
    router.get("/search", search, may::converse).limited({"search", 60, 60});
}

}  // namespace conversations
