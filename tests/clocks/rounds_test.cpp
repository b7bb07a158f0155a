#include "clocks/rounds.hpp"

#include <gtest/gtest.h>

#include <string_view>

using namespace clocks;
using namespace std::chrono_literals;

namespace {

Time at(int hour, int minute, int second) {
    return Time{} + 1h * hour + 1min * minute + 1s * second;
}
Utterance buyer(int hour, int minute, int second) {
    return {Voice::buyer, at(hour, minute, second)};
}
Utterance agent(int hour, int minute, int second) {
    return {Voice::human, at(hour, minute, second)};
}
Utterance machine(int hour, int minute, int second) {
    return {Voice::machine, at(hour, minute, second)};
}

RoundFigures of(std::vector<Utterance> said, Answerers who = Answerers::humans) {
    return measured(rounds_of(said, who));
}

}  // namespace

TEST(Rounds, are_counted_as_in_the_worked_example) {
    auto found = of({buyer(10, 0, 0), buyer(10, 0, 10), agent(10, 0, 25), buyer(10, 2, 0),
                     agent(10, 6, 0), agent(10, 6, 5), buyer(10, 7, 0), agent(10, 7, 28)});
    EXPECT_EQ(found.rounds, 3);
    EXPECT_EQ(found.first, 25s);
    EXPECT_EQ(found.waited, 25s + 240s + 28s);  // 97.667 s on average
    EXPECT_EQ(found.in_30_s, 2);
    EXPECT_EQ(found.in_3_min, 2);
}

TEST(Rounds, are_counted_as_taobao_counts_them) {
    std::vector<Utterance> said{buyer(10, 10, 15), buyer(10, 15, 20), agent(10, 18, 10)};
    EXPECT_EQ(of(said).in_3_min, 0);
    EXPECT_EQ(of(said).rounds, 1);
    said.push_back(buyer(10, 18, 30));
    said.push_back(agent(10, 19, 0));
    EXPECT_EQ(of(said).in_3_min, 1);
    EXPECT_EQ(of(said).rounds, 2);
    std::vector<Utterance> ten;
    for (int i = 0; i < 10; ++i) ten.push_back(buyer(23, 50, i));
    EXPECT_EQ(of(ten).rounds, 1);
    EXPECT_EQ(of(ten).answered, 0);
}

TEST(Rounds, count_a_machine_apart) {
    std::vector<Utterance> said{buyer(10, 0, 0), machine(10, 0, 5), agent(10, 4, 0)};
    EXPECT_EQ(of(said).first, 240s);
    EXPECT_EQ(of(said, Answerers::anybody).first, 5s);
    EXPECT_EQ(of(said, Answerers::anybody).rounds, 1);
}

TEST(Rounds, take_the_limit_itself_as_in_time) {
    EXPECT_EQ(of({buyer(10, 0, 0), agent(10, 0, 30)}).in_30_s, 1);
    EXPECT_EQ(of({buyer(10, 0, 0), agent(10, 0, 31)}).in_30_s, 0);
    EXPECT_EQ(of({buyer(10, 0, 0), agent(10, 3, 0)}).in_3_min, 1);
    EXPECT_EQ(of({buyer(10, 0, 0), agent(10, 3, 1)}).in_3_min, 0);
}

TEST(Rounds, of_an_agent_who_writes_first_begin_with_the_buyer) {
    EXPECT_EQ(of({agent(9, 0, 0), agent(9, 0, 1)}).rounds, 0);
    EXPECT_FALSE(of({agent(9, 0, 0)}).first);
    EXPECT_EQ(of({}).rounds, 0);
}

TEST(Rounds, of_several_talks_add_up) {
    auto one = of({buyer(10, 0, 0), agent(10, 0, 20)}), other = of({buyer(11, 0, 0)});
    auto both = added(one, other);
    EXPECT_EQ(both.rounds, 2);
    EXPECT_EQ(both.answered, 1);
    EXPECT_EQ(both.in_30_s, 1);
}

TEST(AnswersMissing, are_the_fewest_that_reach_the_share) {
    EXPECT_EQ(missing_for(98, 100, 9800), 0);
    EXPECT_EQ(missing_for(97, 100, 9800), 50);  // 147 of 150
    EXPECT_EQ(missing_for(0, 0, 9800), 0);
    EXPECT_EQ(missing_for(0, 1, 9800), 49);  // 49 of 50
    for (int all = 1; all < 300; all += 7)
        for (int good = 0; good <= all; good += 3) {
            auto more = missing_for(good, all, 9800);
            EXPECT_GE((good + more) * 10'000ll, 9800ll * (all + more));
            if (more > 0) EXPECT_LT((good + more - 1) * 10'000ll, 9800ll * (all + more - 1));
        }
}
