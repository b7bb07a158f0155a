// A promise in its table, its timer, and who hears of it.
#include "promises/rows.hpp"

#include <algorithm>

#include "kit/jobs/jobs.hpp"

namespace promises {

constexpr auto timer = "promises.look";

struct LookAtPromise {
    std::string shop;
    Id<Promise> promise;
};
BOOST_DESCRIBE_STRUCT(LookAtPromise, (), (shop, promise))

PromiseRules rules_of(Work& work, std::string_view shop) {
    auto row = work.db.first<PromiseRules>("where id = ? /* the shop */", shop);
    return row ? *row : PromiseRules{.id = {std::string(shop)}};
}

static std::string name_of_person(Work& work, const std::string& shop,
                                  const std::optional<Id<team::Person>>& id) {
    if (!id) return "";
    auto found = team::person(work, shop, *id);
    return found ? found->name : "";
}

Promise shown(Work& work, const PromiseRow& row) {
    Promise out{row.id,
                row.kind,
                row.state,
                row.owner,
                name_of_person(work, row.shop, row.owner),
                row.said_by,
                row.conversation,
                "",
                row.order_id,
                "",
                row.seq,
                row.words,
                row.made_at,
                row.due_at,
                row.warn_at,
                row.warned_at,
                row.done_seen_at,
                row.broken_at,
                row.closed_at,
                name_of_person(work, row.shop, row.closed_by),
                row.note,
                row.version};
    if (row.contact)
        if (auto contact = customers::contact(work, row.shop, *row.contact))
            out.contact_name = contact->name;
    if (row.order_id)
        if (auto order = orders::find(work, row.shop, *row.order_id))
            out.order_number = order->number;
    return out;
}

// The owner, those who follow the conversation, and the floor; what is dismissed concerns them too:
// it goes away.
static Promise tell(Work& work, const PromiseRow& row,
                    const std::optional<Id<team::Person>>& before) {
    std::vector<std::string> to{team::floor_key(row.shop)};
    auto also = [&](const std::string& key) {
        if (std::ranges::find(to, key) == to.end()) to.push_back(key);
    };
    for (auto& person : {row.owner, before})
        if (person) also(team::person_key(*person));
    if (row.conversation) {
        also("conversation:" + row.conversation->text);
        auto of = conversations::find(work, row.shop, *row.conversation);
        if (of && of->assignee) also(team::person_key(*of->assignee));
    }
    auto out = shown(work, row);
    work.publish(PromiseChanged{out}, std::move(to));
    return out;
}

static void set_timer(Work& work, const PromiseRow& row) {
    auto next = next_look(row);
    if (next)
        later(work, timer, LookAtPromise{row.shop, row.id}, std::max(*next, work.now), row.id.text);
    else unschedule(work, timer, row.id.text);
}

void add(Work& work, const PromiseRow& row) {
    work.db.insert(row);
    set_timer(work, row);
    tell(work, row, {});
}

Promise save(Work& work, const PromiseRow& row, const std::optional<Id<team::Person>>& before) {
    work.db.update(row);
    set_timer(work, row);
    return tell(work, row, before);
}

// To the owner's browser, when their desk is closed.
static void nudge(Work& work, const PromiseRow& row, const Promise& of) {
    if (!row.owner || !row.conversation) return;
    later(work, conversations::Nudge::kind,
          conversations::Nudge{row.shop, *row.owner, *row.conversation, of.contact_name, of.words},
          work.now, "promise " + row.id.text);
}

static void look(Work& work, const LookAtPromise& event) {
    auto found = work.db.first<PromiseRow>("where shop = ? and id = ?", event.shop, event.promise);
    if (!found) return;
    auto after = passed(*found, work.now);
    if (!after) return set_timer(work, *found);
    auto out = save(work, *after);
    if (after->state == PromiseState::open) nudge(work, *after, out);
}

void timer_reactions(Jobs& jobs) { jobs.on<LookAtPromise>(timer, look); }

}  // namespace promises
