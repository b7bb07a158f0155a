// Rules of the queue, without database or clock.
#include "reception/queue.hpp"

#include <gtest/gtest.h>

using namespace reception;
using namespace std::chrono_literals;

namespace {

Time at(int seconds) { return Time{seconds * 1'000'000ll}; }

Agent agent(const char* id, int capacity = 3, int used = 0) {
    return {{id}, {}, {}, capacity * 100, used * 100, Time{}};
}
Ticket ticket(const char* id, int queued, int start = 0) {
    return {{id}, at(queued), at(queued - start), "", {}, {}, {}, 100};
}
Floor floor_with(std::vector<Agent> agents, std::vector<Ticket> tickets = {}) {
    return {{}, {}, std::move(agents), std::move(tickets), {}};
}
std::string said(const std::vector<Step>& steps) {
    std::string out;
    for (auto& step : steps)
        out += (out.empty() ? "" : " ") +
               std::string(step.kind == Step::Kind::give      ? ""
                           : step.kind == Step::Kind::suspend ? "busy:"
                                                              : "back:") +
               step.conversation.text + ">" + step.person.text;
    return out;
}

}  // namespace

TEST(Queue, serves_the_first_first_and_gives_everybody_the_same_share_of_their_capacity) {
    auto floor = floor_with({agent("ann", 2), agent("bob", 4, 1)},
                            {ticket("1", 1), ticket("2", 2), ticket("3", 3), ticket("4", 4)});
    EXPECT_EQ(said(stepped(floor, at(10))), "1>ann 2>bob 3>bob 4>ann");
    EXPECT_TRUE(floor.tickets.empty());
}

TEST(Queue, the_fewest_get_the_next_but_nobody_is_filled_up_while_others_are_idle) {
    auto with = [](const char* id, int used, int given) {
        auto out = agent(id, 8, used);
        out.given = given;
        return out;
    };
    auto busy = floor_with({with("ann", 6, 5), with("bob", 5, 9)}, {ticket("1", 1)});
    EXPECT_EQ(said(stepped(busy, at(10))), "1>ann") << "all are busy: the share decides";
    auto idle =
        floor_with({with("ann", 7, 0), with("bob", 0, 20), with("cyd", 0, 21)}, {ticket("1", 1)});
    EXPECT_EQ(said(stepped(idle, at(10))), "1>bob") << "ann is back from lunch, and nearly full";
}

TEST(Queue, gives_nobody_more_than_they_can_have_and_lets_the_rest_wait) {
    auto floor = floor_with({agent("ann", 1), agent("bob", 0)}, {ticket("1", 1), ticket("2", 2)});
    EXPECT_EQ(said(stepped(floor, at(10))), "1>ann");
    EXPECT_EQ(floor.tickets.size(), 1u);
    EXPECT_EQ(floor.agents[0].used, 100);
}

TEST(Queue, counts_a_heavy_channel_as_more_than_one_place) {
    auto heavy = ticket("1", 1);
    heavy.weight = 250;
    auto floor = floor_with({agent("ann", 2)}, {heavy, ticket("2", 2)});
    EXPECT_EQ(said(stepped(floor, at(10))), "2>ann");
}

TEST(Queue, a_head_start_goes_before_but_never_further_than_its_seconds) {
    QueueRules rules;
    EXPECT_EQ(head_start({.vip_tier = 0, .emotion = 2, .risk = false, .contacts_24h = 2}, rules),
              0s);
    EXPECT_EQ(head_start({.vip_tier = 2, .emotion = 0}, rules), 240s);
    EXPECT_EQ(head_start({.emotion = 3}, rules), 60s);
    EXPECT_EQ(head_start({.emotion = 4}, rules), 120s);
    EXPECT_EQ(head_start({.risk = true}, rules), 300s);
    EXPECT_EQ(head_start({.contacts_24h = 3}, rules), 60s);
    EXPECT_EQ(head_start({.vip_tier = 9}, rules), 360s);
}

TEST(Queue, a_group_has_its_conversations_until_it_is_late_then_others_help) {
    auto asked = ticket("1", 0);
    asked.group = "after";
    auto helper = agent("bob"), own = agent("ann");
    own.groups = {"after"};
    Floor floor{{},
                {Group{.id = {"after"}, .name = "售后", .overflow_to = "", .overflow_after_s = 60}},
                {helper},
                {asked},
                {}};
    EXPECT_EQ(said(stepped(floor, at(59))), "");
    auto both = floor;
    both.agents.push_back(own);
    EXPECT_EQ(said(stepped(both, at(59))), "1>ann");
    EXPECT_EQ(said(stepped(floor, at(60))), "1>bob");
}

TEST(Queue, overflow_goes_from_group_to_group_and_a_circle_ends) {
    auto asked = ticket("1", 0);
    asked.group = "a";
    auto of_b = agent("bob"), of_none = agent("cid");
    of_b.groups = {"b"};
    Floor floor{{},
                {Group{.id = {"a"}, .overflow_to = "b", .overflow_after_s = 30},
                 Group{.id = {"b"}, .overflow_to = "a", .overflow_after_s = 30}},
                {of_none},
                {asked},
                {}};
    EXPECT_FALSE(may_take(asked, of_b, floor, at(29)));
    EXPECT_TRUE(may_take(asked, of_b, floor, at(30)));
    EXPECT_FALSE(may_take(asked, of_none, floor, at(89)));
    EXPECT_TRUE(may_take(asked, of_none, floor, at(90)));
}

TEST(Queue, a_skill_is_needed_until_somebody_is_better_than_nobody) {
    auto asked = ticket("1", 0);
    asked.needs = {"language:en"};
    auto knows = agent("eve", 3, 2), does_not = agent("ann");
    knows.skills = {"language:en"};
    auto floor = floor_with({does_not}, {asked});
    EXPECT_EQ(said(stepped(floor, at(59))), "");
    auto both = floor_with({does_not, knows}, {asked});
    EXPECT_EQ(said(stepped(both, at(1))), "1>eve");
    auto late = floor_with({does_not, knows}, {asked});
    EXPECT_EQ(said(stepped(late, at(100))), "1>eve");
    EXPECT_EQ(said(stepped(floor, at(60))), "1>ann");
}

TEST(Queue, a_buyer_comes_back_to_who_served_them_only_while_they_are_here_with_room) {
    auto back = ticket("1", 0);
    back.kept_for = Id<Person>{"ann"};
    auto here = floor_with({agent("ann", 3, 2), agent("bob")}, {back});
    EXPECT_EQ(said(stepped(here, at(1))), "1>ann");
    auto full = floor_with({agent("ann", 3, 3), agent("bob")}, {back});
    EXPECT_EQ(said(stepped(full, at(1))), "1>bob");
    auto gone = floor_with({agent("bob")}, {back});
    EXPECT_EQ(said(stepped(gone, at(1))), "1>bob");
}

TEST(Queue, who_stays_after_their_shift_keeps_no_buyers_and_is_the_last_to_get_new_ones) {
    auto stayed = agent("ann");
    stayed.on_shift = false;
    auto back = ticket("1", 0);
    back.kept_for = Id<Person>{"ann"};
    auto both = floor_with({stayed, agent("bob", 3, 2)}, {back, ticket("2", 1)});
    EXPECT_EQ(said(stepped(both, at(2))), "1>bob 2>ann")
        << "bob is full then, and nobody waits for a plan";
    auto alone = floor_with({stayed}, {back});
    EXPECT_EQ(said(stepped(alone, at(2))), "1>ann");
}

TEST(Queue, who_is_silent_loses_the_buyer_to_the_next_and_is_not_asked_again) {
    Debt debt{ticket("1", 0), {"ann"}, at(0)};
    auto floor = floor_with({agent("ann", 3, 1), agent("bob", 1, 1)});
    floor.debts = {debt};
    EXPECT_EQ(said(stepped(floor, at(179))), "");
    EXPECT_EQ(said(stepped(floor, at(180))), "back:1>ann");
    ASSERT_EQ(floor.tickets.size(), 1u);
    EXPECT_EQ(said(stepped(floor, at(185))), "") << "ann has room, but let it lie; bob is full";
    floor.agents[1].used = 0;
    EXPECT_EQ(said(stepped(floor, at(190))), "1>bob");
}

TEST(Queue, who_is_silent_too_often_is_suspended_and_trusted_anew_when_they_come_back) {
    auto silent = agent("ann", 3, 1), back_again = agent("cid", 1, 1);
    silent.silences = 1;
    back_again.silences = 2;  // before; nothing lies with them now
    auto floor = floor_with({silent, agent("bob"), back_again}, {ticket("9", 500)});
    floor.debts = {{ticket("1", 0), {"ann"}, at(0)}};
    EXPECT_EQ(said(stepped(floor, at(600))), "back:1>ann busy:1>ann 1>bob 9>bob");
}

TEST(Queue, what_nobody_else_could_take_stays_with_who_has_it) {
    auto alone = floor_with({agent("ann", 3, 1)});
    alone.debts = {{ticket("1", 0), {"ann"}, at(0)}};
    EXPECT_EQ(said(stepped(alone, at(999))), "");
    auto passed = ticket("2", 0);
    passed.passed = {{"ann"}};
    auto again = floor_with({agent("ann")}, {passed});
    EXPECT_EQ(said(stepped(again, at(999))), "2>ann") << "better than nobody";
}

TEST(Queue, a_buyer_taken_back_stands_where_their_waiting_began) {
    auto floor =
        floor_with({agent("ann", 3, 1), agent("bob", 1, 0)}, {ticket("2", 50), ticket("3", 60)});
    floor.debts = {{ticket("1", 10), {"ann"}, at(10)}};
    EXPECT_EQ(said(overdue(floor, at(190))), "back:1>ann");
    EXPECT_EQ(floor.tickets.front().id.text, "1");
}

TEST(Queue, knows_what_a_conversation_is_about) {
    Asked asked{"web",
                "zh-CN",
                "Where is my parcel?",
                "手作茶杯 https://shop/cup",
                {"VIP2"},
                {"shipped", "late"},
                {"vendure"},
                {"logistics"}};
    EXPECT_EQ(facts_of(asked), (std::vector<std::string>{"platform:web", "language:en", "tag:VIP2",
                                                         "platform:vendure", "order:shipped",
                                                         "order:late", "intent:logistics"}));
    asked.text = "包裹呢";
    EXPECT_EQ(facts_of(asked)[1], "language:zh");
    asked.text = "?";
    EXPECT_EQ(facts_of(asked)[1], "language:zh") << "the browser's, when the words say nothing";
    std::vector<Group> groups{Group{.id = {"late"}, .takes = {"word:包裹"}, .place = 2},
                              Group{.id = {"tea"}, .takes = {"page:茶"}, .place = 1},
                              Group{.id = {"none"}, .takes = {}, .place = 0}};
    asked.text = "包裹呢";
    EXPECT_EQ(group_for(asked, groups), "tea");
    asked.page = "";
    EXPECT_EQ(group_for(asked, groups), "late");
    asked.text = "你好";
    EXPECT_EQ(group_for(asked, groups), "");
    std::vector<std::vector<std::string>> skills{{"language:en", "order:shipped"},
                                                 {"order:shipped"}};
    EXPECT_EQ(needs_of(asked, skills), std::vector<std::string>{"order:shipped"});
}

TEST(Queue, tells_a_wait_by_who_is_before_and_only_when_it_can_be_told) {
    auto floor = floor_with({agent("ann"), agent("bob")});
    std::vector<Ticket> before{ticket("1", 1), ticket("2", 2)};
    EXPECT_EQ(expected_wait(ticket("3", 3), before, floor, 300s, at(4)), Span{150s});
    EXPECT_EQ(expected_wait(ticket("3", 3), {}, floor, 300s, at(4)), Span{50s});
    EXPECT_EQ(expected_wait(ticket("3", 3), before, floor_with({}), 300s, at(4)), std::nullopt);
    EXPECT_EQ(expected_wait(ticket("3", 3), before, floor, 0s, at(4)), std::nullopt);
    // Who needs a skill waits for those who have it; the others before compete for them with half
    // their chances.
    floor.agents[0].skills = {"language:en"};
    auto english = ticket("3", 3);
    english.needs = {"language:en"};
    EXPECT_EQ(expected_wait(english, before, floor, 300s, at(4)), Span{200s});
}
