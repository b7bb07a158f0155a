#include "notices/notices.hpp"

#include <algorithm>

#include "conversations/conversations.hpp"
#include "kit/http/router.hpp"
#include "kit/jobs/jobs.hpp"

namespace notices {

constexpr auto timer = "notices.say";
// A payment later than a day after a reminder was not the reminder's doing.
constexpr auto converts_within = std::chrono::hours{24};

struct NoticeRow {
    static constexpr auto table = "notices";
    Id<NoticeRow> id;
    std::string shop;
    NoticeKind kind = NoticeKind::dispatched;
    Id<orders::Order> order_id;
    std::optional<Id<orders::Parcel>> parcel;
    std::optional<Id<customers::Contact>> contact;
    std::optional<Id<conversations::Conversation>> conversation;
    std::string text;
    NoticeState state = NoticeState::waiting;
    Time due_at;
    std::optional<Time> sent_at, paid_at;
    bool by_hand = false;
};
BOOST_DESCRIBE_STRUCT(NoticeRow, (),
                      (id, shop, kind, order_id, parcel, contact, conversation, text, state, due_at,
                       sent_at, paid_at, by_hand))

struct RulesRow {
    static constexpr auto table = "notice_rules";
    Id<RulesRow> id;  // the shop
    std::string shop;
    std::vector<NoticeKind> off;
    std::int64_t remind_minutes = 30, quiet_from = 22, quiet_to = 8, version = 1;
};
BOOST_DESCRIBE_STRUCT(RulesRow, (), (id, shop, off, remind_minutes, quiet_from, quiet_to, version))

struct Due {
    std::string shop, notice;
};
BOOST_DESCRIBE_STRUCT(Due, (), (shop, notice))

NoticeRules rules_of(Work& work, std::string_view shop) {
    auto row = work.db.first<RulesRow>("where shop = ?", shop);
    return row ? NoticeRules{row->off, row->remind_minutes, row->quiet_from, row->quiet_to}
               : NoticeRules{};
}

struct Occasion {
    NoticeKind kind = NoticeKind::dispatched;
    Id<orders::Order> order;
    std::optional<Id<orders::Parcel>> parcel;
    std::string more;  // what tells a second occasion of the same kind from the first
};

static Id<NoticeRow> id_of(std::string_view shop, const Occasion& of) {
    auto text = std::string(shop) + ":" + std::string(name_of(of.kind)) + ":" + of.order.text;
    if (of.parcel) text += ":" + of.parcel->text;
    return {of.more.empty() ? text : text + ":" + of.more};
}

// A row and a timer; an occasion that has its row is told already, or will be.
static std::optional<NoticeRow> planned(Work& work, const std::string& shop, const Occasion& of,
                                        Time at) {
    auto id = id_of(shop, of);
    if (work.db.value<std::string>("select id from notices where shop = ? and id = ?", shop, id))
        return std::nullopt;
    auto due = out_of_quiet(at, rules_of(work, shop));
    NoticeRow row{.id = id,
                  .shop = shop,
                  .kind = of.kind,
                  .order_id = of.order,
                  .parcel = of.parcel,
                  .contact = {},
                  .conversation = {},
                  .text = "",
                  .state = NoticeState::waiting,
                  .due_at = due,
                  .sent_at = {},
                  .paid_at = {}};
    work.db.insert(row);
    later(work, timer, Due{shop, id.text}, due, id.text);
    return row;
}

// Who orders thrice in an hour is reminded once a day; of the rest they are asked by people, or not
// at all.
static bool was_reminded_today(Work& work, const NoticeRow& row) {
    if (row.kind != NoticeKind::payment_reminder || row.by_hand) return false;
    return work.db
        .value<std::string>(
            "select id from notices where shop = ? and contact = ? and kind = ? and sent_at > ? limit 1",
            row.shop, *row.contact, row.kind, work.now - std::chrono::hours{24})
        .has_value();
}

static NoticeState said(Work& work, NoticeRow& row) {
    auto rules = rules_of(work, row.shop);
    if (std::ranges::find(rules.off, row.kind) != rules.off.end()) return NoticeState::off;
    auto order = orders::find(work, row.shop, row.order_id);
    if (!order) return NoticeState::needless;
    const orders::Parcel* parcel = nullptr;
    for (auto& one : order->parcels)
        if (row.parcel && one.id == *row.parcel) parcel = &one;
    if (!still_true(row.kind, *order, parcel)) return NoticeState::needless;
    row.contact = orders::contact_of(work, row.shop, *order);
    if (!row.contact) return NoticeState::nobody;
    auto to = customers::contact(work, row.shop, *row.contact);
    if (!to) return NoticeState::nobody;
    if (was_reminded_today(work, row)) return NoticeState::needless;
    row.text = worded(row.kind, *order, parcel, to->locale.starts_with("en"));
    conversations::HouseWords words{
        .key = "notice." + new_uuid(work.now), .text = row.text, .card = {}};
    words.card.emplace().kind = conversations::CardKind::order;
    words.card->order = order->id;
    auto sent = conversations::tell_buyer(work, row.shop, *row.contact, words);
    if (!sent) return NoticeState::stopped;
    row.conversation = sent->conversation;
    row.sent_at = work.now;
    return NoticeState::sent;
}

static void say(Work& work, const Due& due) {
    auto row = work.db.first<NoticeRow>("where shop = ? and id = ?", due.shop, due.notice);
    if (!row || row->state != NoticeState::waiting) return;
    // Quiet hours may have been set since.
    auto at = out_of_quiet(work.now, rules_of(work, due.shop));
    if (at > work.now) return later(work, timer, due, at, row->id.text);
    row->state = said(work, *row);
    work.db.update(*row);
}

static void order_placed(Work& work, const orders::OrderPlaced& event) {
    auto wait = std::chrono::minutes{rules_of(work, event.shop).remind_minutes};
    planned(work, event.shop, {NoticeKind::payment_reminder, event.order, {}, ""},
            std::max(event.placed_at + wait, work.now));
}

static void order_paid(Work& work, const orders::OrderPaid& event) {
    auto id = id_of(event.shop, {NoticeKind::payment_reminder, event.order, {}, ""});
    auto row = work.db.first<NoticeRow>("where shop = ? and id = ?", event.shop, id);
    if (!row || row->paid_at) return;
    if (row->state == NoticeState::waiting) row->state = NoticeState::needless;
    if (row->sent_at && *row->sent_at + converts_within >= work.now) row->paid_at = work.now;
    work.db.update(*row);
}

static void order_shipped(Work& work, const orders::OrderShipped& event) {
    planned(work, event.shop, {NoticeKind::dispatched, event.order, event.parcel, ""}, work.now);
}

static void parcel_moved(Work& work, const orders::ParcelMoved& event) {
    if (auto kind = kind_of(event.state))
        planned(work, event.shop, {*kind, event.order, event.parcel, ""}, work.now);
}

static void parcel_stuck(Work& work, const orders::ParcelStuck& event) {
    auto parcel = orders::parcel(work, event.shop, event.parcel);
    if (!parcel) return;
    planned(
        work, event.shop,
        {NoticeKind::parcel_stuck, event.order, event.parcel, std::to_string(parcel->moved_at.us)},
        work.now);
}

// --- the desk
// --------------------------------------------------------------------------------------------

struct Notice {
    Id<NoticeRow> id;
    NoticeKind kind = NoticeKind::dispatched;
    Id<orders::Order> order;
    std::string text;
    NoticeState state = NoticeState::waiting;
    Time due_at;
    std::optional<Time> sent_at, paid_at;
};
BOOST_DESCRIBE_STRUCT(Notice, (), (id, kind, order, text, state, due_at, sent_at, paid_at))
struct NoticeList {
    std::vector<Notice> items;
};
BOOST_DESCRIBE_STRUCT(NoticeList, (), (items))

static Notice shown(const NoticeRow& row) {
    return {row.id,    row.kind,   row.order_id, row.text,
            row.state, row.due_at, row.sent_at,  row.paid_at};
}

static Result<NoticeList> order_notices(Work& work, const Id<orders::Order>& id) {
    TRY(auto order, orders::find(work, work.who.shop, id));
    NoticeList out;
    for (auto& row : work.db.all<NoticeRow>("where shop = ? and order_id = ? order by due_at desc",
                                            work.who.shop, order.id))
        out.items.push_back(shown(row));
    return out;
}

// 催付 by hand: at once, but for quiet hours; once an order, whatever the buyer was told of others.
// Errors: conflict (`already_reminded`, `not_unpaid`).
static Result<Notice> remind(Work& work, const Id<orders::Order>& id) {
    TRY(auto order, orders::find(work, work.who.shop, id));
    if (order.state != orders::OrderState::unpaid) return conflict("not_unpaid");
    Occasion occasion{NoticeKind::payment_reminder, id, {}, ""};
    auto old = work.db.first<NoticeRow>("where shop = ? and id = ?", work.who.shop,
                                        id_of(work.who.shop, occasion));
    if (old && old->sent_at) return conflict("already_reminded");
    if (!old) old = planned(work, work.who.shop, occasion, work.now);
    old->by_hand = true;
    old->state = NoticeState::waiting;
    old->due_at = out_of_quiet(work.now, rules_of(work, work.who.shop));
    work.db.update(*old);
    later(work, timer, Due{old->shop, old->id.text}, old->due_at, old->id.text);
    return shown(*old);
}

struct AskFigures {
    std::optional<int> days;
};
BOOST_DESCRIBE_STRUCT(AskFigures, (), (days))
struct ReminderFigures {
    std::int64_t reminded = 0, paid = 0;  // paid: within a day after the reminder
    std::int64_t told = 0;                // other notices
};
BOOST_DESCRIBE_STRUCT(ReminderFigures, (), (reminded, paid, told))

static Result<ReminderFigures> figures(Work& work, const AskFigures& ask) {
    auto since = work.now - std::chrono::days{std::clamp(ask.days.value_or(30), 1, 366)};
    auto count = [&](Sql sql) {
        return work.db.value<std::int64_t>(sql, work.who.shop, since).value_or(0);
    };
    return ReminderFigures{
        count(
            "select count(*) from notices where shop = ? and kind = 'payment_reminder' and sent_at >= ?"),
        count(
            "select count(*) from notices where shop = ? and kind = 'payment_reminder' and sent_at >= ? and paid_at is not null"),
        count(
            "select count(*) from notices where shop = ? and kind <> 'payment_reminder' and sent_at >= ?")};
}

static Result<NoticeRules> show_rules(Work& work) { return rules_of(work, work.who.shop); }

static Result<NoticeRules> set_rules(Work& work, const NoticeRules& ask) {
    auto hour = [](std::int64_t at) { return at >= 0 && at <= 23; };
    if (!hour(ask.quiet_from)) return invalid("bad_hours", "quiet_from");
    if (!hour(ask.quiet_to)) return invalid("bad_hours", "quiet_to");
    if (ask.remind_minutes < 5 || ask.remind_minutes > 24 * 60)
        return invalid("bad_minutes", "remind_minutes");
    auto old = work.db.first<RulesRow>("where shop = ?", work.who.shop);
    RulesRow row{{work.who.shop},           work.who.shop,  ask.off,
                 ask.remind_minutes,        ask.quiet_from, ask.quiet_to,
                 old ? old->version + 1 : 1};
    if (old) work.db.update(row);
    else work.db.insert(row);
    team::audit(work, "notice_rules_set", work.who.shop);
    return ask;
}

void routes(Router& router) {
    router.get("/orders/{id}/notices", order_notices, may::see_orders);
    router.post("/orders/{id}/reminder", remind, may::work_orders);
    router.get("/notices/figures", figures, may::see_orders);
    router.get("/notice_rules", show_rules, may::see_orders);
    router.put("/notice_rules", set_rules, may::manage_shop);
}

void reactions(Jobs& jobs) {
    jobs.react<orders::OrderPlaced>(order_placed);
    jobs.react<orders::OrderPaid>(order_paid);
    jobs.react<orders::OrderShipped>(order_shipped);
    jobs.react<orders::ParcelMoved>(parcel_moved);
    jobs.react<orders::ParcelStuck>(parcel_stuck);
    jobs.on<Due>(timer, say);
}

void verify(Db& db) {
    db.verify<NoticeRow>();
    db.verify<RulesRow>();
}

}  // namespace notices
