// The buyer's side: the chat window.
#include "conversations/rows.hpp"
#include "kit/crypto/crypto.hpp"
#include "kit/http/router.hpp"
#include "kit/jobs/jobs.hpp"
#include "kit/text/utf8.hpp"
#include "shop/shop.hpp"

namespace conversations {

// A closed conversation that a buyer writes to within this time goes on; later a new one begins.
constexpr auto goes_on_within = std::chrono::hours{24};
constexpr auto pass_lasts = std::chrono::hours{12};

struct Arrive {
    std::string key;
    std::optional<Page> page;
    std::optional<std::string> identity;  // JWS signed by the shop's backend
    std::optional<std::string> locale;
};
BOOST_DESCRIBE_STRUCT(Arrive, (), (key, page, identity, locale))

struct Visit {
    std::optional<std::string> visitor;  // the secret of a new visitor
    customers::ContactBrief contact;
    std::optional<Conversation> conversation;
    std::int64_t cursor = 0;
    std::string file_pass;  // goes with file addresses: ?pass=
};
BOOST_DESCRIBE_STRUCT(Visit, (), (visitor, contact, conversation, cursor, file_pass))

Conversation for_buyer(Work& work, const ConversationRow& row) {
    auto out = view(work, row);
    out.tags.clear();
    out.contact.tags.clear();
    out.unread = 0;
    out.emotion_kind = manners::Feeling::calm;  // what we think they feel is ours
    out.emotion_level = 0;
    out.risk = manners::Risk::none;
    return out;
}

std::optional<ConversationRow> current(Work& work, std::string_view shop,
                                       std::string_view contact) {
    auto row = work.db.first<ConversationRow>(
        "where shop = ? and contact = ? order by opened_at desc, id desc limit 1", shop, contact);
    if (row && row->state == State::closed && row->closed_at &&
        *row->closed_at + goes_on_within < work.now)
        return std::nullopt;
    return row;
}

// Lets <img> show the buyer's own files: signed, bound to the contact, for half a day.
static std::string file_pass(Work& work, std::string_view contact) {
    auto until = std::to_string((work.now + pass_lasts).us);
    auto text = std::string(contact) + '.' + until;
    auto key = crypto::derived_key(work.settings->master_key, "file pass");
    return text + '.' + crypto::base64url(crypto::hmac_sha256(key, text));
}

static std::string own_origin(const Work& work) { return work.settings->public_url; }

static Result<void> decent_page(const std::optional<Page>& page) {
    if (!page) return {};
    for (auto text : {&page->url, &page->title})
        if (text->size() > 1000 || !text::is_valid_utf8(*text) ||
            text::has_forbidden_controls(*text))
            return invalid("bad_characters", "page");
    if (!page->url.empty() && !page->url.starts_with("https://") &&
        !page->url.starts_with("http://"))
        return invalid("bad_url", "page");
    return {};
}

static Result<Visit> arrive(Work& work, const Arrive& ask) {
    TRY(auto front, shop::storefront_by_key(work, ask.key));
    TRY(shop::site_allowed(front, work.origin, own_origin(work)));
    TRY(decent_page(ask.page));
    TRY(auto arrival, customers::arrive(work, front.id.text, ask.identity, front.identity_key,
                                        front.widget_key, ask.locale.value_or("zh-CN")));
    Visit out{arrival.secret,
              customers::brief(arrival.contact),
              {},
              0,
              file_pass(work, arrival.contact.id.text)};
    out.contact.tags.clear();
    if (auto row = current(work, front.id.text, arrival.contact.id.text)) {
        if (ask.page) {
            row->page = ask.page;
            row->version += 1;
            work.db.update(*row);
            tell_changed(work, *row, Reach::workers);
        }
        out.conversation = for_buyer(work, *row);
        out.cursor = row->last_seq;
    }
    return out;
}

struct AgentSeen {
    std::string name, signature;
    bool online = false;
};
BOOST_DESCRIBE_STRUCT(AgentSeen, (), (name, signature, online))
struct QueuePlace {
    std::int64_t place = 0, waiting = 0;
};
BOOST_DESCRIBE_STRUCT(QueuePlace, (), (place, waiting))
struct ShopSeen {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(ShopSeen, (), (name))
struct VisitState {
    customers::ContactBrief contact;
    std::optional<Conversation> conversation;
    ShopSeen shop;
    std::optional<AgentSeen> agent;
    std::optional<QueuePlace> queue;
    std::string file_pass;
};
BOOST_DESCRIBE_STRUCT(VisitState, (), (contact, conversation, shop, agent, queue, file_pass))

static Result<VisitState> show_visit(Work& work) {
    TRY(auto me, customers::contact(work, work.who.shop, {work.who.id}));
    TRY(auto of, team::shop(work, work.who.shop));
    VisitState out{customers::brief(me), {}, {of.name}, {}, {}, file_pass(work, work.who.id)};
    out.contact.tags.clear();
    auto row = current(work, work.who.shop, work.who.id);
    if (!row) return out;
    out.conversation = for_buyer(work, *row);
    if (row->assignee) {
        if (auto by = team::person(work, row->shop, *row->assignee))
            out.agent = AgentSeen{by->name, by->signature, by->status == team::Status::online};
    } else if (row->state == State::waiting) {
        out.queue = QueuePlace{waiting_before(work, *row) + 1, waiting_count(work, row->shop)};
    }
    return out;
}

struct BuyerSays {
    std::string client_key;
    std::optional<std::string> text;
    std::vector<Id<File>> files;
    std::optional<Card> card;
    std::optional<Page> page;  // where it is written
};
BOOST_DESCRIBE_STRUCT(BuyerSays, (), (client_key, text, files, card, page))

static ConversationRow begun(Work& work) {
    return {.id = work.new_id<Conversation>(),
            .shop = work.who.shop,
            .contact = {work.who.id},
            .assignee = {},
            .last_text = "",
            .last_at = work.now,
            .waiting_since = {},
            .queued_at = work.now,
            .opened_at = work.now,
            .first_answered_at = {},
            .closed_at = {},
            .tags = {},
            .page = {},
            .mood = {},
            .queue_from = work.now,
            .queue_group = {},
            .queue_needs = {},
            .passed = {},
            .last_person = {},
            .assigned_at = {}};
}

static Words words_of(Work& work, const BuyerSays& ask) {
    return {Kind::text,
            Sender::buyer,
            work.who.id,
            work.who.name,
            ask.client_key,
            ask.text.value_or(""),
            ask.files,
            ask.card,
            {},
            {}};
}

static void call_assignee(Work& work, const ConversationRow& row) {
    // Theirs stays theirs only while they are there.
    if (row.assignee && team::is_gone(work, row.shop, *row.assignee))
        work.announce(ConversationWaits{row.shop, row.id});
    // One nudge a conversation until it is answered; a newer one takes the place of one not sent
    // yet.
    if (row.assignee && team::is_away(work, row.shop, *row.assignee))
        later(work, Nudge::kind,
              Nudge{row.shop, *row.assignee, row.id, work.who.name, row.last_text}, work.now,
              row.id.text);
}

static Result<Message> buyer_says(Work& work, const BuyerSays& ask) {
    auto words = words_of(work, ask);
    TRY(filled(work, work.who.shop, {work.who.id}, words.card));
    TRY(sayable(words));
    TRY(decent_page(ask.page));
    auto found = current(work, work.who.shop, work.who.id);
    if (found) {
        TRY(auto before, said_before(work, *found, words));
        if (before) return *std::move(before);
    }
    auto row = found ? *found : begun(work);
    if (ask.page) row.page = ask.page;
    TRY(auto files, files_to_send(work, row, words));
    bool enters_queue = !found || row.state == State::closed;
    if (found && row.state == State::closed) {
        TRY(row, reopened(std::move(row), work.now));
    }
    bool waited = row.waiting_since.has_value();
    if (!found) work.db.insert(row);
    const auto stored = found ? *std::move(found) : row;
    auto message = say_on(work, row, stored, covered(work, row, words), std::move(files));
    if (enters_queue) {
        work.announce(ConversationWaits{row.shop, row.id});
        tell_queue(work, row.shop);
    }
    if (!waited || row.state == State::waiting) tell_changed(work, row, Reach::workers);
    if (!waited) call_assignee(work, row);
    return message;
}

// Errors: not_found (nothing was said yet).
static Result<ConversationRow> mine(Work& work) {
    auto row = current(work, work.who.shop, work.who.id);
    if (!row) return not_found();
    return *std::move(row);
}

struct AskMessages {
    std::optional<std::int64_t> after_seq, before_seq;
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(AskMessages, (), (after_seq, before_seq, limit))

static Result<MessageList> my_messages(Work& work, const AskMessages& ask) {
    auto row = current(work, work.who.shop, work.who.id);
    if (!row) return MessageList{};
    return messages_of(work, *row, ask.before_seq, ask.after_seq,
                       std::clamp(ask.limit.value_or(50), 1, 200), false);
}

struct MarkRead {
    std::int64_t seq = 0;
};
BOOST_DESCRIBE_STRUCT(MarkRead, (), (seq))

static Result<void> buyer_read(Work& work, const MarkRead& ask) {
    TRY(auto row, mine(work));
    auto seq = std::min(ask.seq, row.last_seq);
    if (seq <= row.buyer_read_seq) return {};
    work.db.execute("update conversations set buyer_read_seq = ? where shop = ? and id = ?", seq,
                    row.shop, row.id);
    std::vector<std::string> to{"conversation:" + row.id.text};
    if (row.assignee) to.push_back(team::person_key(*row.assignee));
    work.publish(ReadMarked{{row.id, Side::buyer, seq}}, std::move(to));
    return {};
}

struct BuyerTypes {
    std::optional<std::string> text;
};
BOOST_DESCRIBE_STRUCT(BuyerTypes, (), (text))

static Result<void> buyer_types(Work& work, const BuyerTypes& ask) {
    TRY(auto row, mine(work));
    std::vector<std::string> to{"conversation:" + row.id.text};
    if (row.assignee) to.push_back(team::person_key(*row.assignee));
    auto text = ask.text.value_or("");
    if (!text::is_valid_utf8(text)) return malformed("broken_text", "text");
    work.publish(TypingSignal{{row.id, Side::buyer, work.who.name,
                               customers::masked_draft(text::clipped(text, 500))}},
                 std::move(to));
    return {};
}

void visit_routes(Router& router) {
    router.post("/visits", arrive, may::look)
        .for_any_site()
        .showing_a_secret()
        .limited({"visit", 5, 60, Limit::By::address});
    router.get("/visit", show_visit, may::visit).for_any_site();
    router.post("/visit/messages", buyer_says, may::visit)
        .for_any_site()
        .limited({"message", 20, 10});
    router.get("/visit/messages", my_messages, may::visit).for_any_site();
    router.put("/visit/read", buyer_read, may::visit).for_any_site();
    router.signal("/visit/typing", buyer_types, may::visit)
        .for_any_site()
        .limited({"typing", 60, 60});
}

}  // namespace conversations
