// Who is there: sockets counted by node, grace for a reload, and what colleagues hear of it.
//
//     a desk opens at node A ──► node_sockets (A, person, 1) ──► people.sockets = sum over living
//     nodes node A falls silent  ──► its rows lapse ──► no socket left ──► the shop's grace after
//     it was last seen: gone
#include "kit/jobs/keys.hpp"
#include "team/sign_in.hpp"

namespace team {

struct NodeRow {
    static constexpr auto table = "nodes";
    Id<NodeRow> id;
    Time seen_at;
};
BOOST_DESCRIBE_STRUCT(NodeRow, (), (id, seen_at))

struct NodeSockets {
    static constexpr auto table = "node_sockets";
    Id<NodeSockets> id;
    std::string node, shop;
    Id<Person> person;
    int count = 0;
};
BOOST_DESCRIBE_STRUCT(NodeSockets, (), (id, node, shop, person, count))

struct PersonGone {
    std::string shop;
    Id<Person> person;
};
BOOST_DESCRIBE_STRUCT(PersonGone, (), (shop, person))

// Three beats missed. Shorter than the usual grace, so a dead node's people are gone when everybody
// else's would be.
constexpr auto node_lives_for = beat_every * 3;

// Writes how many sockets somebody has over all nodes, and what follows when the first came or the
// last left.
static void count_again(Work& work, std::string_view shop, const Id<Person>& id, Time seen_at) {
    auto row = person_row(work, shop, id);
    if (!row) return;
    auto sockets =
        work.db
            .value<std::int64_t>(
                "select cast(coalesce(sum(count), 0) as bigint) from node_sockets where shop = ? and person = ?",
                shop, id)
            .value_or(0);
    if (sockets == row->sockets) return;
    work.db.execute("update people set sockets = ? where shop = ? and id = ?", sockets, shop, id);
    if (row->sockets == 0) {
        unschedule(work, "team.person_gone", id.text);
        work.announce(StatusChanged{row->shop, id, false});
    } else if (sockets == 0) {
        later(work, "team.person_gone", PersonGone{row->shop, id},
              std::max(work.now, seen_at + desk_grace(work, shop)), id.text);
    }
}

void set_sockets(Work& work, std::string_view node, const Desk& desk) {
    NodeSockets row{{std::string(node) + ' ' + desk.person.text},
                    std::string(node),
                    desk.shop,
                    desk.person,
                    desk.sockets};
    // A node that was taken for dead tells everything at its next beat.
    if (!work.db.first<NodeRow>("where id = ?", node) || !person_row(work, desk.shop, desk.person))
        return;
    work.db.execute("delete from node_sockets where shop = ? and id = ?", row.shop, row.id);
    if (row.count > 0) work.db.insert(row);
    count_again(work, row.shop, row.person, work.now);
}

// What a node counted goes with it.
static void forget_node(Work& work, const NodeRow& node) {
    auto counted = work.db.all<NodeSockets>("where node = ? order by shop, id", node.id);
    work.db.execute("delete from node_sockets where node = ? /* of every shop */", node.id);
    work.db.execute("delete from nodes where id = ?", node.id);
    for (auto& row : counted) count_again(work, row.shop, row.person, node.seen_at);
}

void beat(Work& work, std::string_view node, const std::vector<Desk>& here) {
    bool known = work.db.execute("update nodes set seen_at = ? where id = ?", work.now, node) == 1;
    if (!known) {
        // The first beat, or others took us for dead while we stood still.
        work.db.insert(NodeRow{{std::string(node)}, work.now});
        for (auto& desk : here) set_sockets(work, node, desk);
    }
    for (auto& row :
         work.db.all<NodeRow>("where seen_at < ? order by id", work.now - node_lives_for))
        forget_node(work, row);
}

void leave_node(Work& work, std::string_view node) {
    if (auto row = work.db.first<NodeRow>("where id = ?", node)) {
        row->seen_at = work.now;
        forget_node(work, *row);
    }
}

void begin_node(Work& work, std::string_view node) {
    // One server a file: whoever counted in it before is gone.
    if (work.db.dialect() == Dialect::sqlite)
        for (auto& row : work.db.all<NodeRow>("order by id")) {
            row.seen_at = work.now;
            forget_node(work, row);
        }
    beat(work, node, {});
    // Online without a desk since before we started: their time runs from now.
    for (auto& row :
         work.db.all<PersonRow>("where sockets = 0 and status <> 'offline' order by shop"))
        if (!is_scheduled(work, "team.person_gone", row.id.text))
            later(work, "team.person_gone", PersonGone{row.shop, row.id},
                  work.now + desk_grace(work, row.shop), row.id.text);
}

static void on_person_gone(Work& work, const PersonGone& gone) {
    auto row = person_row(work, gone.shop, gone.person);
    if (!row || row->sockets > 0 || row->status == Status::offline) return;
    row->status = Status::offline;
    row->status_since = work.now;
    save_person(work, *row);
    work.announce(StatusChanged{row->shop, row->id, true});
}

bool is_gone(Work& work, std::string_view shop, const Id<Person>& id) {
    auto row = person_row(work, shop, id);
    return !row || !row->active || (row->status == Status::offline && row->sockets == 0);
}

bool is_away(Work& work, std::string_view shop, const Id<Person>& id) {
    auto row = person_row(work, shop, id);
    return row && row->active && row->status != Status::offline && row->sockets == 0;
}

std::vector<Hand> on_duty(Work& work, std::string_view shop) {
    return work.db.rows<Hand>(
        "select id, capacity, load, last_given_at from people where shop = ? and active = 1 and "
        "status = 'online' and sockets > 0 and role in ('agent', 'lead') order by id",
        shop);
}

struct PeopleDigest {
    std::string shop;
    Time since;
};
BOOST_DESCRIBE_STRUCT(PeopleDigest, (), (shop, since))

// Colleagues hear at most once in this time, all changes together: what a desk costs does not grow
// with the number of desks beside it.
constexpr auto digest_every = std::chrono::seconds{1};

void tell_colleagues(Work& work, std::string_view shop) {
    later_once(work, "team.digest", PeopleDigest{std::string(shop), work.now},
               work.now + digest_every, std::string(shop));
}

static void on_digest(Work& work, const PeopleDigest& digest) {
    PeopleChanged out;
    for (auto& row : work.db.all<PersonRow>("where shop = ? and changed_at >= ? order by id",
                                            digest.shop, digest.since))
        out.data.items.push_back(shown(row));
    if (!out.data.items.empty()) work.publish(out, {house_key(digest.shop)});
}

void reactions(Jobs& jobs) {
    jobs.on<PersonGone>("team.person_gone", on_person_gone);
    jobs.on<PeopleDigest>("team.digest", on_digest);
    jobs.react<KeysChanged>(reseal_totp);
}

void verify_presence(Db& db) {
    db.verify<NodeRow>();
    db.verify<NodeSockets>();
}

}  // namespace team
