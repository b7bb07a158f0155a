// What was promised to a buyer after the conversation: one owner, one due time, a reminder.
#include <algorithm>
#include <utility>

#include "kit/http/router.hpp"
#include "kit/jobs/jobs.hpp"
#include "kit/text/utf8.hpp"
#include "reception/rows.hpp"
#include "shifts/shifts.hpp"

namespace reception {

struct FollowUpSeen {
    FollowUp task;
    std::string owner_name, contact_name;
    std::optional<customers::Masked> phone;
};
BOOST_DESCRIBE_STRUCT(FollowUpSeen, (), (task, owner_name, contact_name, phone))
struct FollowUpList {
    std::vector<FollowUpSeen> items;
};
BOOST_DESCRIBE_STRUCT(FollowUpList, (), (items))
struct FollowUpChanged {
    static constexpr auto name = "follow_up_changed";
    FollowUpSeen data;
};
BOOST_DESCRIBE_STRUCT(FollowUpChanged, (), (data))
struct FollowUpDue {
    std::string shop;
    Id<FollowUp> task;
};
BOOST_DESCRIBE_STRUCT(FollowUpDue, (), (shop, task))

// A reminder before, so that the due time can be kept; and the lead hears when it was not.
constexpr auto reminds_before = std::chrono::minutes{15};

static FollowUpSeen seen(Work& work, const FollowUp& task) {
    FollowUpSeen out{task, "", "", {}};
    if (!task.call_to.text.empty()) out.phone = customers::mask(work, task.shop, task.call_to);
    if (auto owner = team::person(work, task.shop, task.owner)) out.owner_name = owner->name;
    if (auto contact = customers::contact(work, task.shop, task.contact))
        out.contact_name = contact->name;
    return out;
}

static void tell(Work& work, const FollowUp& task) {
    work.publish(FollowUpChanged{seen(work, task)},
                 {team::person_key(task.owner), team::floor_key(task.shop)});
}

// A call when its time begins, anything else a little before it is late.
static void remind_later(Work& work, const FollowUp& task) {
    auto first = std::max(work.now, task.from_at ? *task.from_at : task.due_at - reminds_before);
    later(work, "reception.follow_up_due", FollowUpDue{task.shop, task.id},
          task.reminded_at ? task.due_at : first, task.id.text);
}

FollowUp promise(Work& work, const conversations::ConversationRow& row, const NewFollowUp& ask) {
    FollowUp made{work.new_id<FollowUp>(),
                  row.shop,
                  row.id,
                  row.contact,
                  ask.kind,
                  ask.owner,
                  {},
                  ask.words,
                  ask.due_at,
                  work.now,
                  {},
                  {},
                  {},
                  "",
                  1,
                  ask.call_to,
                  ask.from_at};
    if (work.who.kind == Principal::Kind::person) made.made_by = Id<Person>{work.who.id};
    work.db.insert(made);
    conversations::concern(work, row, ask.owner);
    remind_later(work, made);
    tell(work, made);
    return made;
}

static void nudge(Work& work, const FollowUp& task, const std::string& contact_name) {
    later(work, conversations::Nudge::kind,
          conversations::Nudge{task.shop, task.owner, task.conversation, contact_name, task.words},
          work.now, "follow_up " + task.id.text);
}

// Its owner does not work before it is late, by what was published or approved since: somebody who
// does has it now. Without anybody who does it stays, and the lead hears of it when it is late.
static void pass_on(Work& work, FollowUp& task) {
    auto roster = shifts::roster(work, task.shop, work.now, task.due_at);
    if (shifts::works_between(roster, task.owner, work.now, task.due_at)) return;
    auto row = conversations::find(work, task.shop, task.conversation);
    if (!row) return;
    auto next = owner_for(work, *row, work.now, task.due_at);
    if (!next || !shifts::works_between(roster, *next, work.now, task.due_at)) return;
    auto before = std::exchange(task.owner, *next);
    conversations::concern(work, *row, task.owner);
    auto giver = team::person(work, task.shop, before),
         taker = team::person(work, task.shop, task.owner);
    ENSURE(giver && taker, "owners are people of the shop");
    auto noted =
        conversations::note(work, task.shop, task.conversation,
                            "【跟进转交】" + giver->name + " → " + taker->name + "：" + task.words);
    ENSURE(noted, "a line about a follow-up can be written");
    work.publish(FollowUpChanged{seen(work, task)}, {team::person_key(before)});
}

static void on_due(Work& work, const FollowUpDue& event) {
    auto found = work.db.first<FollowUp>("where shop = ? and id = ? and done_at is null",
                                         event.shop, event.task);
    if (!found) return;
    auto contact_name = seen(work, *found).contact_name;
    if (found->due_at <= work.now) {
        raise(work, found->shop, AlertKind::follow_up_late, found->id.text, contact_name,
              found->conversation);
    } else {
        pass_on(work, *found);
        found->reminded_at = work.now;
        work.db.update(*found);
        nudge(work, *found, contact_name);
        remind_later(work, *found);
    }
    tell(work, *found);
}

struct MakeFollowUp {
    Id<Person> owner;
    std::string words;
    Time due_at;
};
BOOST_DESCRIBE_STRUCT(MakeFollowUp, (), (owner, words, due_at))

// Who promises for themselves knows their plan; what they cannot keep after all is passed on.
static Result<void> can_keep(Work& work, const Id<Person>& id, Time due_at) {
    auto& shop = work.who.shop;
    if (id.text == work.who.id) return {};
    if (!shifts::works_between(shifts::roster(work, shop, work.now, due_at), id, work.now, due_at))
        return invalid("off_shift", "owner");
    return {};
}

static Result<FollowUpSeen> make(Work& work, const Id<conversations::Conversation>& id,
                                 const MakeFollowUp& ask) {
    TRY(auto row, conversations::seen(work, id));
    TRY(team::taker(work, work.who.shop, ask.owner, may::converse, "owner"));
    TRY(auto words, team::decent(ask.words, "words", 300));
    if (ask.due_at <= work.now || ask.due_at > work.now + std::chrono::days{90})
        return invalid("out_of_range", "due_at");
    TRY(can_keep(work, ask.owner, ask.due_at));
    auto made = promise(work, row, {FollowUpKind::follow_up, ask.owner, words, ask.due_at, {}, {}});
    team::audit(work, "follow_up_made", made.id.text, ask.owner.text);
    return seen(work, made);
}

enum class Whose { mine, all };
BOOST_DESCRIBE_ENUM(Whose, mine, all)
struct AskFollowUps {
    std::optional<Whose> whose;
    std::optional<Id<conversations::Conversation>> conversation;
};
BOOST_DESCRIBE_STRUCT(AskFollowUps, (), (whose, conversation))

static Result<FollowUpList> list(Work& work, const AskFollowUps& ask) {
    auto& shop = work.who.shop;
    FollowUpList out;
    if (ask.conversation) {
        TRY(auto row, conversations::seen(work, *ask.conversation));
        for (auto& task : work.db.all<FollowUp>(
                 "where shop = ? and conversation = ? order by made_at desc", shop, row.id))
            out.items.push_back(seen(work, task));
        return out;
    }
    bool all = ask.whose.value_or(Whose::mine) == Whose::all;
    if (all && !work.who.may(may::lead_floor)) return forbidden("not_your_floor");
    auto rows =
        all ? work.db.all<FollowUp>(
                  "where shop = ? and done_at is null order by due_at, id limit 500", shop)
            : work.db.all<FollowUp>(
                  "where shop = ? and owner = ? and done_at is null order by due_at, id limit 500",
                  shop, work.who.id);
    for (auto& task : rows) out.items.push_back(seen(work, task));
    return out;
}

static Result<FollowUp> mine(Work& work, const Id<FollowUp>& id) {
    TRY(auto found, work.db.find(id, work.who.shop));
    if (found.owner.text != work.who.id && !work.who.may(may::lead_floor)) return not_found();
    if (found.done_at) return conflict("already_done");
    return found;
}

struct ChangeFollowUp {
    std::optional<Id<Person>> owner;
    std::optional<Time> due_at;
};
BOOST_DESCRIBE_STRUCT(ChangeFollowUp, (), (owner, due_at))

static Result<FollowUpSeen> change(Work& work, const Id<FollowUp>& id, const ChangeFollowUp& ask) {
    TRY(auto task, mine(work, id));
    if (ask.owner) {
        TRY(team::taker(work, work.who.shop, *ask.owner, may::converse, "owner"));
    }
    if (ask.due_at) {
        if (*ask.due_at <= work.now || *ask.due_at > work.now + std::chrono::days{90})
            return invalid("out_of_range", "due_at");
        task.due_at = *ask.due_at;
        task.from_at.reset();
        task.reminded_at.reset();
    }
    if (ask.owner) {
        // What is late already is owed at once.
        TRY(can_keep(work, *ask.owner, std::max(task.due_at, work.now + reminds_before)));
        task.owner = *ask.owner;
        TRY(auto row, conversations::find(work, task.shop, task.conversation));
        conversations::concern(work, row, task.owner);
    }
    task.version += 1;
    work.db.update(task);
    remind_later(work, task);
    calm(work, task.shop, AlertKind::follow_up_late, task.id.text);
    team::audit(work, "follow_up_changed", id.text, task.owner.text);
    tell(work, task);
    return seen(work, task);
}

struct Complete {
    std::string result;
};
BOOST_DESCRIBE_STRUCT(Complete, (), (result))

static Result<FollowUpSeen> complete(Work& work, const Id<FollowUp>& id, const Complete& ask) {
    TRY(auto task, mine(work, id));
    TRY(task.result, team::decent(ask.result, "result", 300));
    task.done_at = work.now;
    task.done_by = Id<Person>{work.who.id};
    task.version += 1;
    work.db.update(task);
    unschedule(work, "reception.follow_up_due", task.id.text);
    calm(work, task.shop, AlertKind::follow_up_late, task.id.text);
    team::audit(work, "follow_up_done", id.text, task.result);
    tell(work, task);
    return seen(work, task);
}

void follow_up_reactions(Jobs& jobs) { jobs.on<FollowUpDue>("reception.follow_up_due", on_due); }

void follow_up_routes(Router& router) {
    router.post("/conversations/{id}/follow_ups", make, may::converse);
    router.get("/follow_ups", list, may::converse);
    router.patch("/follow_ups/{id}", change, may::converse);
    router.post("/follow_ups/{id}/completion", complete, may::converse);
    router.event<FollowUpChanged>();
}

}  // namespace reception
