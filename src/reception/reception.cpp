#include "reception/reception.hpp"

#include <algorithm>

#include "kit/jobs/jobs.hpp"
#include "orders/orders.hpp"
#include "reception/intents.hpp"
#include "reception/rows.hpp"
#include "shifts/shifts.hpp"

namespace reception {

// One transaction looks at so many of the queue at a time; most often the first page is enough.
constexpr int page = 200;
constexpr auto looks_every = std::chrono::seconds{5};
constexpr auto a_quarter = std::chrono::minutes{15};
constexpr auto a_day = std::chrono::hours{24};
constexpr int orders_looked_at = 3;

// --- the floor, from the database
// --------------------------------------------------------------------

Floor floor_of(Work& work, std::string_view shop) {
    Floor out{rules_of(work, shop), groups_of(work, shop), {}, {}, {}};
    auto skills = skills_of(work, shop);
    auto given = conversations::given_since(work, shop, work.now - std::chrono::hours{1});
    auto roster = shifts::roster(work, shop, work.now, work.now);
    for (auto& hand : team::on_duty(work, shop)) {
        Agent agent{
            hand.id,           {}, {}, hand.capacity * 100, hand.load * out.rules.web_weight,
            hand.last_given_at};
        for (auto& group : out.groups)
            if (std::ranges::find(group.members, hand.id) != group.members.end())
                agent.groups.push_back(group.id.text);
        if (auto known = std::ranges::find(skills, hand.id, &SkillRow::id); known != skills.end())
            agent.skills = known->skills;
        if (auto known = std::ranges::find(given, hand.id, &conversations::Given::person);
            known != given.end())
            agent.given = static_cast<int>(known->count);
        agent.on_shift = shifts::works_at(roster, hand.id, work.now);
        out.agents.push_back(std::move(agent));
    }
    return out;
}

Ticket ticket_of(const conversations::Waiting& row, const QueueRules& rules) {
    return {row.id,          row.queued_at, row.queue_from,  row.queue_group.value_or(""),
            row.queue_needs, row.passed,    row.last_person, rules.web_weight};
}

static std::vector<Debt> debts_of(Work& work, std::string_view shop, const QueueRules& rules) {
    std::vector<Debt> out;
    for (auto& row :
         conversations::owed(work, shop, work.now - std::chrono::seconds{rules.silence_s})) {
        Ticket ticket{row.id,
                      row.waiting_since,
                      row.waiting_since,
                      row.queue_group.value_or(""),
                      row.queue_needs,
                      row.passed,
                      {},
                      rules.web_weight};
        auto since = std::max(row.waiting_since, row.assigned_at.value_or(row.waiting_since));
        out.push_back({std::move(ticket), row.assignee, since});
    }
    return out;
}

// --- sorting in
// ---------------------------------------------------------------------------------------

static int vip_tier(const std::vector<std::string>& tags) {
    for (auto& tag : tags)
        if (tag.starts_with("VIP") || tag.starts_with("vip"))
            return tag.size() > 3 && tag[3] >= '1' && tag[3] <= '3' ? tag[3] - '0' : 1;
    return 0;
}

// An order the buyer names is what they are here for; else what they bought last.
static std::vector<orders::Order> orders_meant(Work& work,
                                               const conversations::ConversationRow& row) {
    if (auto number = order_number(row.last_text); !number.empty())
        if (auto named = orders::by_number(work, row.shop, number)) return {*std::move(named)};
    return orders::of_contact(work, row.shop, row.contact, orders_looked_at);
}

static void keep_once(std::vector<std::string>& list, std::string word) {
    if (std::ranges::find(list, word) == list.end()) list.push_back(std::move(word));
}

static Asked asked_of(Work& work, const conversations::ConversationRow& row,
                      const customers::Contact& contact) {
    Asked out{
        std::string(name_of(row.channel)), contact.locale, row.last_text, "", contact.tags, {}, {},
        intents_of(row.last_text)};
    if (row.page) out.page = row.page->title + ' ' + row.page->url;
    for (auto& order : orders_meant(work, row)) {
        keep_once(out.order_states, std::string(name_of(order.state)));
        keep_once(out.platforms, order.source);
        if (order.late_at && !order.shipped_at) keep_once(out.order_states, "late");
        for (auto& parcel : order.parcels)
            if (parcel.stuck_at) keep_once(out.order_states, "stuck");
    }
    return out;
}

static void sort_in(Work& work, const conversations::ConversationRow& row, const Floor& floor,
                    const std::vector<std::vector<std::string>>& skills_here) {
    auto contact = customers::contact(work, row.shop, row.contact);
    if (!contact) return;
    auto asked = asked_of(work, row, *contact);
    bool is_negative = manners::is_negative({row.emotion_kind, row.emotion_level, row.risk, {}});
    bool risk = row.risk != manners::Risk::none || is_risk(row.last_text);
    Standing standing{vip_tier(contact->tags), is_negative ? row.emotion_level : 0, risk,
                      static_cast<int>(conversations::times_since(work, row, work.now - a_day))};
    auto kept_for = conversations::served_by(work, row.shop, row.contact,
                                             work.now - std::chrono::days{floor.rules.keep_days});
    conversations::sort_in(work, row,
                           {group_for(asked, floor.groups), needs_of(asked, skills_here),
                            head_start(standing, floor.rules), row.passed, kept_for});
}

static void sort_rows(Work& work, std::string_view shop, const Floor& floor,
                      const std::vector<conversations::ConversationRow>& rows) {
    if (rows.empty()) return;
    std::vector<std::vector<std::string>> skills_here;
    for (auto& row : skills_of(work, shop)) skills_here.push_back(row.skills);
    for (auto& row : rows) sort_in(work, row, floor, skills_here);
}

static void sort_all(Work& work, std::string_view shop, const Floor& floor) {
    sort_rows(work, shop, floor, conversations::unsorted(work, shop));
}

// "Hello" says nothing; what they want stands in the next line. Who is in a group stays there.
static void sort_again(Work& work, std::string_view shop, const Floor& floor) {
    if (floor.groups.empty()) return;
    sort_rows(work, shop, floor, conversations::spoke_on(work, shop, work.now - looks_every));
}

// --- steps
// --------------------------------------------------------------------------------------------

static void take_back(Work& work, std::string_view shop, const Id<conversations::Conversation>& id,
                      conversations::Blame blame) {
    drop_offer(work, shop, id);
    auto released = conversations::release(work, shop, id, blame);
    ENSURE(released || released.error().code == Code::conflict,
           "an assigned conversation can be released");
}

static void hand_back(Work& work, std::string_view shop, Floor& floor) {
    floor.debts = debts_of(work, shop, floor.rules);
    if (floor.debts.empty()) return;
    for (auto& agent : floor.agents)
        agent.silences = static_cast<int>(
            work.db
                .value<std::int64_t>(
                    "select count(*) from silences where shop = ? and person = ? and at > ?", shop,
                    agent.id, work.now - a_quarter)
                .value_or(0));
    for (auto& step : overdue(floor, work.now)) {
        if (step.kind == Step::Kind::suspend) {
            auto person = team::put_status(work, shop, step.person, team::Status::busy);
            if (person)
                raise(work, shop, AlertKind::silent_agent, step.person.text, person->name,
                      step.conversation);
            continue;
        }
        take_back(work, shop, step.conversation, conversations::Blame::passed);
        work.db.insert(Silence{work.new_id<Silence>(), std::string(shop), step.person,
                               step.conversation, work.now});
    }
    floor.tickets.clear();  // they are in the queue now, in their order
}

static int deal(Work& work, std::string_view shop, Floor& floor) {
    int given = 0;
    std::optional<conversations::Waiting> last;
    while (anybody_has_room(floor)) {
        auto rows = conversations::waiting(work, shop, page, last ? &*last : nullptr);
        floor.tickets.clear();
        for (auto& row : rows) floor.tickets.push_back(ticket_of(row, floor.rules));
        for (auto& step : dealt(floor, work.now)) {
            auto assigned = conversations::assign(work, shop, step.conversation, step.person);
            ENSURE(assigned, "a waiting conversation can be assigned");
            ++given;
        }
        if (static_cast<int>(rows.size()) < page) break;
        last = rows.back();
    }
    return given;
}

int distribute(Work& work, std::string_view shop) {
    auto floor = floor_of(work, shop);
    sort_all(work, shop, floor);
    return deal(work, shop, floor);
}

// --- what makes it look
// ---------------------------------------------------------------------------------

struct Look {
    std::string shop;
};
BOOST_DESCRIBE_STRUCT(Look, (), (shop))

static void keep_looking(Work& work, std::string_view shop) {
    later_once(work, "reception.look", Look{std::string(shop)}, work.now + looks_every,
               std::string(shop));
}

// What is owed by somebody who left without being noticed (their row changed while nobody looked).
static void free_from_gone(Work& work, std::string_view shop) {
    for (auto& row : conversations::owed(work, shop, work.now - std::chrono::seconds{30}))
        if (team::is_gone(work, shop, row.assignee))
            take_back(work, shop, row.id, conversations::Blame::nobody);
}

static void on_look(Work& work, const Look& look) {
    auto floor = floor_of(work, look.shop);
    sort_all(work, look.shop, floor);
    sort_again(work, look.shop, floor);
    free_from_gone(work, look.shop);
    hand_back(work, look.shop, floor);
    deal(work, look.shop, floor);
    look_again(work, look.shop);
    if (conversations::any_open(work, look.shop) || !open_alerts(work, look.shop).empty())
        keep_looking(work, look.shop);
}

// The buyer writes to somebody who has gone home.
static bool waits_for_nobody(Work& work, const conversations::ConversationWaits& event) {
    auto row = conversations::find(work, event.shop, event.conversation);
    if (!row || row->state != conversations::State::assigned) return false;
    return team::is_gone(work, event.shop, *row->assignee);
}

static void on_conversation_waits(Work& work, const conversations::ConversationWaits& event) {
    if (waits_for_nobody(work, event))
        take_back(work, event.shop, event.conversation, conversations::Blame::nobody);
    distribute(work, event.shop);
    auto row = conversations::find(work, event.shop, event.conversation);
    if (row && row->state == conversations::State::waiting)
        work.publish(PlaceTold{place_of(work, *row)}, {customers::contact_key(row->contact)});
    keep_looking(work, event.shop);
}

// Back, free again, or gone. What they have answered stays theirs; what waits for them does not.
static void on_status_changed(Work& work, const team::StatusChanged& event) {
    if (event.left)
        for (auto& row : conversations::unanswered_of(work, event.shop, event.person))
            take_back(work, event.shop, row.id, conversations::Blame::nobody);
    if (distribute(work, event.shop) > 0) tell_places(work, event.shop, 10);
}

void resume(Work& work) {
    // Every shop of the house: each looks after its own queue.
    for (auto& shop : team::shops(work))
        if (conversations::any_open(work, shop.id.text)) keep_looking(work, shop.id.text);
}

void reactions(Jobs& jobs) {
    jobs.react<conversations::ConversationWaits>(on_conversation_waits);
    jobs.react<team::StatusChanged>(on_status_changed);
    jobs.on<Look>("reception.look", on_look);
    hand_over_reactions(jobs);
    follow_up_reactions(jobs);
    arrival_reactions(jobs);
}

void routes(Router& router) {
    rule_routes(router);
    wait_routes(router);
    call_back_routes(router);
    hand_over_routes(router);
    follow_up_routes(router);
    board_routes(router);
}

void verify(Db& db) {
    db.verify<QueueRules>();
    db.verify<Group>();
    db.verify<SkillRow>();
    db.verify<Silence>();
    db.verify<Alert>();
    db.verify<HandOver>();
    db.verify<FollowUp>();
}

}  // namespace reception
