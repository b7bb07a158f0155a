// The lead's view of the floor, live: every number opens its conversations.
#include <algorithm>

#include "clocks/clocks.hpp"
#include "kit/http/router.hpp"
#include "reception/rows.hpp"

namespace reception {

using conversations::Conversation;
using conversations::State;

struct BoardGroup {
    std::string id, name;  // empty: whatever no group takes
    std::int64_t waiting = 0;
    std::optional<Time> oldest;
    int here = 0, room = 0;
};
BOOST_DESCRIBE_STRUCT(BoardGroup, (), (id, name, waiting, oldest, here, room))
struct BoardAgent {
    Id<Person> id;
    std::string name;
    team::Role role = team::Role::agent;
    team::Status status = team::Status::offline;
    Time status_since;
    int load = 0, capacity = 0;
    std::int64_t owed = 0;
    std::optional<Time> longest;  // since when their oldest buyer waits
    std::vector<std::string> groups, skills;
};
BOOST_DESCRIBE_STRUCT(BoardAgent, (),
                      (id, name, role, status, status_since, load, capacity, owed, longest, groups,
                       skills))
struct Board {
    Time at;
    std::int64_t waiting = 0, open = 0, owed = 0, warning = 0, broken = 0, follow_ups = 0,
                 follow_ups_late = 0;
    std::optional<Time> oldest;
    int here = 0, places = 0, room = 0;
    std::vector<BoardGroup> groups;
    std::vector<BoardAgent> agents;
    std::vector<Alert> alerts;
};
BOOST_DESCRIBE_STRUCT(Board, (),
                      (at, waiting, open, owed, warning, broken, follow_ups, follow_ups_late,
                       oldest, here, places, room, groups, agents, alerts))

static void count_agents(Work& work, Board& out, const std::vector<conversations::Owed>& owed) {
    auto groups = groups_of(work, work.who.shop);
    auto skills = skills_of(work, work.who.shop);
    for (auto& person : team::colleagues(work, work.who.shop)) {
        bool answers = person.role == team::Role::agent || person.role == team::Role::lead;
        if (!person.active || (!answers && person.load == 0)) continue;
        BoardAgent agent{person.id,
                         person.name,
                         person.role,
                         person.status,
                         person.status_since,
                         person.load,
                         person.capacity,
                         0,
                         {},
                         {},
                         {}};
        for (auto& group : groups)
            if (std::ranges::find(group.members, person.id) != group.members.end())
                agent.groups.push_back(group.name);
        if (auto known = std::ranges::find(skills, person.id, &SkillRow::id); known != skills.end())
            agent.skills = known->skills;
        for (auto& debt : owed) {
            if (debt.assignee != person.id) continue;
            agent.owed += 1;
            if (!agent.longest) agent.longest = debt.waiting_since;
        }
        out.open += person.load;
        out.agents.push_back(std::move(agent));
    }
}

static void count_groups(Work& work, Board& out, const Floor& floor) {
    std::vector<BoardGroup> groups;
    for (auto& group : floor.groups) groups.push_back({group.id.text, group.name, 0, {}, 0, 0});
    groups.push_back({});
    for (auto& row : conversations::waiting(work, work.who.shop, 10'000)) {
        auto of = std::ranges::find(groups, row.queue_group.value_or(""), &BoardGroup::id);
        auto& group = of == groups.end() ? groups.back() : *of;
        group.waiting += 1;
        if (!group.oldest || row.queued_at < *group.oldest) group.oldest = row.queued_at;
    }
    for (auto& agent : floor.agents) {
        int room = std::max(0, agent.capacity - agent.used) / 100;
        out.here += 1;
        out.places += agent.capacity / 100;
        out.room += room;
        for (auto& group : groups)
            if (group.id.empty() ||
                std::ranges::find(agent.groups, group.id) != agent.groups.end()) {
                group.here += 1;
                group.room += room;
            }
    }
    for (auto& group : groups) {
        out.waiting += group.waiting;
        if (group.oldest && (!out.oldest || *group.oldest < *out.oldest)) out.oldest = group.oldest;
    }
    out.groups = std::move(groups);
}

static std::vector<clocks::WaitStage> stages_of(Work& work,
                                                const std::vector<conversations::Owed>& owed) {
    std::vector<clocks::Wait> waits;
    for (auto& debt : owed) waits.push_back({debt.waiting_since, !debt.first_answered_at});
    return clocks::stages(work, work.who.shop, waits);
}

static Result<Board> board(Work& work) {
    auto& shop = work.who.shop;
    Board out;
    out.at = work.now;
    auto owed = conversations::owed(work, shop, work.now);
    out.owed = static_cast<std::int64_t>(owed.size());
    for (auto stage : stages_of(work, owed)) {
        out.broken += stage == clocks::WaitStage::broken;
        out.warning += stage == clocks::WaitStage::late;
    }
    count_agents(work, out, owed);
    count_groups(work, out, floor_of(work, shop));
    auto open = [&](Time before) {
        return work.db
            .value<std::int64_t>(
                "select count(*) from follow_ups where shop = ? and done_at is null and due_at < ?",
                shop, before)
            .value_or(0);
    };
    out.follow_ups = open(Time{INT64_MAX});
    out.follow_ups_late = open(work.now);
    out.alerts = open_alerts(work, shop);
    return out;
}

// --- what is behind a number
// ----------------------------------------------------------------------------

enum class Behind { waiting, owed, warning, broken, person };
BOOST_DESCRIBE_ENUM(Behind, waiting, owed, warning, broken, person)
struct AskBehind {
    Behind of = Behind::waiting;
    std::optional<Id<Person>> person;
    std::optional<std::string> group;
};
BOOST_DESCRIBE_STRUCT(AskBehind, (), (of, person, group))
struct ConversationsBehind {
    std::vector<Conversation> items;
};
BOOST_DESCRIBE_STRUCT(ConversationsBehind, (), (items))

constexpr std::size_t behind_max = 200;

static void add(Work& work, ConversationsBehind& out, const Id<Conversation>& id) {
    if (out.items.size() >= behind_max) return;
    if (auto row = conversations::find(work, work.who.shop, id))
        out.items.push_back(conversations::shown(work, *row));
}

static Result<ConversationsBehind> behind(Work& work, const AskBehind& ask) {
    auto& shop = work.who.shop;
    ConversationsBehind out;
    if (ask.of == Behind::waiting) {
        for (auto& row : conversations::waiting(work, shop, 10'000))
            if (!ask.group || row.queue_group.value_or("") == *ask.group) add(work, out, row.id);
        return out;
    }
    if (ask.of == Behind::person) {
        if (!ask.person) return invalid("required", "person");
        TRY(auto person, team::person(work, shop, *ask.person));
        for (auto& id : conversations::open_of(work, shop, person.id)) add(work, out, id);
        return out;
    }
    auto owed = conversations::owed(work, shop, work.now);
    auto stages = stages_of(work, owed);
    for (std::size_t i = 0; i < owed.size(); ++i) {
        bool fits = ask.of == Behind::owed ||
                    (ask.of == Behind::broken && stages[i] == clocks::WaitStage::broken) ||
                    (ask.of == Behind::warning && stages[i] == clocks::WaitStage::late);
        if (fits && (!ask.person || owed[i].assignee == *ask.person)) add(work, out, owed[i].id);
    }
    return out;
}

// --- what a lead does
// -----------------------------------------------------------------------------------

struct Reassign {
    std::vector<Id<Conversation>> conversations;
    std::optional<Id<Person>> to;  // nothing: back to the queue
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(Reassign, (), (conversations, to, reason))
struct Reassigned {
    std::int64_t moved = 0, left_alone = 0;
};
BOOST_DESCRIBE_STRUCT(Reassigned, (), (moved, left_alone))

static bool moved(Work& work, const Id<Conversation>& id, const Reassign& ask) {
    auto& shop = work.who.shop;
    auto row = conversations::find(work, shop, id);
    if (!row || row->state == State::closed || (ask.to && row->assignee == *ask.to)) return false;
    if (!ask.to && row->state == State::waiting) return false;
    drop_offer(work, shop, id);
    auto noted = conversations::note(work, shop, id, ask.reason);
    ENSURE(noted, "a decent reason can be noted");
    auto done = ask.to ? conversations::hand_over(work, shop, id, *ask.to, work.who.name)
                       : conversations::release(work, shop, id);
    ENSURE(done, "an open conversation of somebody else can be moved");
    team::audit(work, "reassigned", id.text, ask.to ? ask.to->text : "queue");
    return true;
}

static Result<Reassigned> reassign(Work& work, const Reassign& ask) {
    if (ask.conversations.empty() || ask.conversations.size() > 200)
        return invalid("too_many", "conversations");
    TRY(auto reason, team::decent(ask.reason, "reason", 300));
    if (ask.to) {
        TRY(team::taker(work, work.who.shop, *ask.to, may::converse, "to"));
    }
    for (auto& id : ask.conversations) {
        TRY(conversations::find(work, work.who.shop, id));
    }
    Reassigned out;
    for (auto& id : ask.conversations) (moved(work, id, ask) ? out.moved : out.left_alone) += 1;
    return out;
}

struct Whisper {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(Whisper, (), (text))
struct Whispered {
    static constexpr auto name = "whispered";
    struct Word {
        Id<Conversation> conversation;
        std::string from, text;
    };
    Word data;
};
BOOST_DESCRIBE_STRUCT(Whispered::Word, (), (conversation, from, text))
BOOST_DESCRIBE_STRUCT(Whispered, (), (data))

// A note that the agent hears at once; the buyer never does.
static Result<conversations::Message> whisper(Work& work, const Id<Conversation>& id,
                                              const Whisper& ask) {
    TRY(auto row, conversations::find(work, work.who.shop, id));
    if (row.state != State::assigned) return conflict("not_assigned");
    TRY(auto text, team::decent(ask.text, "text", 500));
    TRY(auto out, conversations::note(work, row.shop, id, text));
    work.publish(Whispered{{id, work.who.name, text}}, {team::person_key(*row.assignee)});
    return out;
}

struct PutStatus {
    team::Status status = team::Status::busy;
};
BOOST_DESCRIBE_STRUCT(PutStatus, (), (status))

static Result<Person> put_status(Work& work, const Id<Person>& id, const PutStatus& ask) {
    TRY(auto person, team::put_status(work, work.who.shop, id, ask.status));
    team::audit(work, "status_put", id.text, std::string(name_of(ask.status)));
    return person;
}

static Result<void> end_alert(Work& work, const Id<Alert>& id) {
    TRY(auto row, work.db.find(id, work.who.shop));
    calm(work, row.shop, row.kind, row.subject);
    team::audit(work, "alert_ended", id.text, row.words);
    return {};
}

void board_routes(Router& router) {
    router.get("/board", board, may::lead_floor);
    router.get("/board/conversations", behind, may::lead_floor);
    router.post("/reassignments", reassign, may::lead_floor);
    router.post("/conversations/{id}/whispers", whisper, may::lead_floor);
    router.put("/board/people/{id}/status", put_status, may::lead_floor);
    router.post("/board/alerts/{id}/end", end_alert, may::lead_floor);
    router.event<Whispered>();
    router.event<AlertRaised>();
}

}  // namespace reception
