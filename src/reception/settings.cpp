// How a shop's queue is set: rules, groups, skills.
#include <algorithm>

#include "kit/http/router.hpp"
#include "orders/orders.hpp"
#include "reception/intents.hpp"
#include "reception/rows.hpp"

namespace reception {

constexpr std::size_t groups_max = 50, takes_max = 30, skills_max = 20;

QueueRules rules_of(Work& work, std::string_view shop) {
    auto row = work.db.first<QueueRules>("where id = ? /* the shop */", shop);
    return row ? *row : QueueRules{.id = {std::string(shop)}};
}
std::vector<Group> groups_of(Work& work, std::string_view shop) {
    return work.db.all<Group>("where shop = ? order by place, name", shop);
}
std::vector<SkillRow> skills_of(Work& work, std::string_view shop) {
    return work.db.all<SkillRow>("where shop = ? order by id", shop);
}

static Result<QueueRules> show_rules(Work& work) { return rules_of(work, work.who.shop); }

struct SetRules {
    int silence_s = 180, suspends_after = 2, skill_wait_s = 60, keep_days = 7, vip_start_s = 120,
        emotion_start_s = 60, risk_start_s = 300, repeat_start_s = 60, alert_wait_s = 120,
        leave_after_s = 900, offer_s = 60, follow_up_h = 24, web_weight = 100;
};
BOOST_DESCRIBE_STRUCT(SetRules, (),
                      (silence_s, suspends_after, skill_wait_s, keep_days, vip_start_s,
                       emotion_start_s, risk_start_s, repeat_start_s, alert_wait_s, leave_after_s,
                       offer_s, follow_up_h, web_weight))

static Result<void> sensible(const SetRules& ask) {
    auto within = [](int value, int least, int most) { return value >= least && value <= most; };
    if (ask.silence_s != 0 && !within(ask.silence_s, 30, 3600))
        return invalid("out_of_range", "silence_s");
    if (!within(ask.suspends_after, 0, 20)) return invalid("out_of_range", "suspends_after");
    if (!within(ask.skill_wait_s, 0, 3600)) return invalid("out_of_range", "skill_wait_s");
    if (!within(ask.keep_days, 0, 90)) return invalid("out_of_range", "keep_days");
    for (auto start : {ask.vip_start_s, ask.emotion_start_s, ask.risk_start_s, ask.repeat_start_s})
        if (!within(start, 0, 1800)) return invalid("out_of_range", "head_start");
    if (!within(ask.alert_wait_s, 30, 3600)) return invalid("out_of_range", "alert_wait_s");
    if (!within(ask.leave_after_s, 60, 86'400)) return invalid("out_of_range", "leave_after_s");
    if (!within(ask.offer_s, 15, 600)) return invalid("out_of_range", "offer_s");
    if (!within(ask.follow_up_h, 1, 168)) return invalid("out_of_range", "follow_up_h");
    if (!within(ask.web_weight, 10, 1000)) return invalid("out_of_range", "web_weight");
    return {};
}

static Result<QueueRules> set_rules(Work& work, const SetRules& ask) {
    TRY(sensible(ask));
    auto before = rules_of(work, work.who.shop);
    QueueRules row{{work.who.shop},    ask.silence_s,    ask.suspends_after,  ask.skill_wait_s,
                   ask.keep_days,      ask.vip_start_s,  ask.emotion_start_s, ask.risk_start_s,
                   ask.repeat_start_s, ask.alert_wait_s, ask.leave_after_s,   ask.offer_s,
                   ask.follow_up_h,    ask.web_weight,   before.version + 1};
    work.db.execute("delete from reception_rules where id = ? /* the shop */", work.who.shop);
    work.db.insert(row);
    team::audit(work, "queue_rules_changed", work.who.shop);
    distribute(work, work.who.shop);
    return row;
}

// --- groups
// ---------------------------------------------------------------------------------------------

struct GroupList {
    std::vector<Group> items;
};
BOOST_DESCRIBE_STRUCT(GroupList, (), (items))
static Result<GroupList> list_groups(Work& work) {
    return GroupList{groups_of(work, work.who.shop)};
}

// What the house itself tells of a buyer has names; the rest is in the shop's own words.
static bool is_known(std::string_view kind, const std::string& value) {
    auto listed = [&](const std::vector<std::string>& all) {
        return std::ranges::find(all, value) != all.end();
    };
    if (kind == "intent") return listed(known_intents());
    if (kind == "order")
        return enum_named<orders::OrderState>(value) || value == "late" || value == "stuck";
    return true;
}

static Result<void> decent_facts(const std::vector<std::string>& facts, std::string_view field,
                                 std::size_t most) {
    if (facts.size() > most) return invalid("too_many", std::string(field));
    for (auto& fact : facts) {
        TRY(team::decent(fact, field, 60));
        auto colon = fact.find(':');
        static constexpr std::string_view kinds[] = {"platform", "language", "tag", "order",
                                                     "intent",   "word",     "page"};
        if (colon == fact.npos || colon + 1 == fact.size() ||
            std::ranges::find(kinds, std::string_view(fact).substr(0, colon)) == std::end(kinds) ||
            !is_known(std::string_view(fact).substr(0, colon), fact.substr(colon + 1)))
            return invalid("unknown_fact", std::string(field));
    }
    return {};
}

static Result<Group> decent_group(Work& work, Group group) {
    TRY(group.name, team::decent(group.name, "name", 30));
    TRY(decent_facts(group.takes, "takes", takes_max));
    if (group.members.size() > 500) return invalid("too_many", "members");
    for (auto& member : group.members)
        if (!team::person(work, group.shop, member)) return not_found();
    if (group.overflow_after_s < 0 || group.overflow_after_s > 3600)
        return invalid("out_of_range", "overflow_after_s");
    auto others = groups_of(work, group.shop);
    if (!group.overflow_to.empty() && (group.overflow_to == group.id.text ||
                                       std::ranges::find(others, group.overflow_to, [](auto& one) {
                                           return one.id.text;
                                       }) == others.end()))
        return invalid("no_such_group", "overflow_to");
    for (auto& other : others)
        if (other.name == group.name && other.id != group.id) return conflict("name_taken");
    return group;
}

Result<Group> add_group(Work& work, std::string_view shop, Group group) {
    group.id = work.new_id<Group>();
    group.shop = shop;
    group.version = 1;
    if (groups_of(work, shop).size() >= groups_max) return invalid("too_many", "groups");
    TRY(group, decent_group(work, std::move(group)));
    work.db.insert(group);
    return group;
}

struct MakeGroup {
    std::string name;
    std::vector<std::string> takes;
    std::vector<Id<Person>> members;
    std::string overflow_to;
    int overflow_after_s = 60, place = 0;
};
BOOST_DESCRIBE_STRUCT(MakeGroup, (), (name, takes, members, overflow_to, overflow_after_s, place))

static Group group_of(const MakeGroup& ask) {
    return {{},        "", ask.name, ask.takes, ask.members, ask.overflow_to, ask.overflow_after_s,
            ask.place, 1};
}

static Result<Group> make_group(Work& work, const MakeGroup& ask) {
    TRY(auto made, add_group(work, work.who.shop, group_of(ask)));
    team::audit(work, "group_made", made.id.text, made.name);
    return made;
}

static Result<Group> change_group(Work& work, const Id<Group>& id, const MakeGroup& ask) {
    TRY(auto before, work.db.find(id, work.who.shop));
    auto row = group_of(ask);
    row.id = id;
    row.shop = before.shop;
    row.version = before.version + 1;
    TRY(row, decent_group(work, std::move(row)));
    work.db.update(row);
    team::audit(work, "group_changed", id.text, row.name);
    distribute(work, row.shop);
    return row;
}

static Result<void> drop_group(Work& work, const Id<Group>& id) {
    TRY(auto row, work.db.find(id, work.who.shop));
    for (auto& other : groups_of(work, row.shop))
        if (other.overflow_to == id.text) return conflict("helps_another");
    work.db.execute("delete from reception_groups where shop = ? and id = ?", row.shop, id);
    team::audit(work, "group_dropped", id.text, row.name);
    distribute(work, row.shop);
    return {};
}

// --- skills
// ---------------------------------------------------------------------------------------------

struct PersonSkills {
    Id<Person> person;
    std::vector<std::string> skills;
};
BOOST_DESCRIBE_STRUCT(PersonSkills, (), (person, skills))
struct SkillList {
    std::vector<PersonSkills> items;
};
BOOST_DESCRIBE_STRUCT(SkillList, (), (items))
struct SetSkills {
    std::vector<std::string> skills;
};
BOOST_DESCRIBE_STRUCT(SetSkills, (), (skills))

static Result<SkillList> list_skills(Work& work) {
    SkillList out;
    for (auto& row : skills_of(work, work.who.shop)) out.items.push_back({row.id, row.skills});
    return out;
}

void set_skills(Work& work, std::string_view shop, const Id<Person>& person,
                const std::vector<std::string>& skills) {
    work.db.execute("delete from reception_skills where shop = ? and id = ?", shop, person);
    if (!skills.empty()) work.db.insert(SkillRow{person, std::string(shop), skills});
}

static Result<PersonSkills> put_skills(Work& work, const Id<Person>& id, const SetSkills& ask) {
    TRY(team::person(work, work.who.shop, id));
    TRY(decent_facts(ask.skills, "skills", skills_max));
    set_skills(work, work.who.shop, id, ask.skills);
    team::audit(work, "skills_changed", id.text);
    return PersonSkills{id, ask.skills};
}

void rule_routes(Router& router) {
    router.get("/reception/rules", show_rules, may::converse);
    router.put("/reception/rules", set_rules, may::manage_shifts);
    router.get("/reception/groups", list_groups, may::converse);
    router.post("/reception/groups", make_group, may::manage_shifts);
    router.put("/reception/groups/{id}", change_group, may::manage_shifts);
    router.remove("/reception/groups/{id}", drop_group, may::manage_shifts);
    router.get("/reception/skills", list_skills, may::converse);
    router.put("/reception/skills/{id}", put_skills, may::manage_shifts);
}

}  // namespace reception
