// Scores of chats: shapes that the verbs and the queries share.
#pragma once

#include "conversations/rows.hpp"

namespace conversations {

struct ChatScoreRow {
    static constexpr auto table = "chat_scores";
    Id<struct ChatScoreRow> id;  // conversation and person
    std::string shop;
    Id<Conversation> conversation;
    Id<team::Person> person;
    std::string day;
    std::int32_t timeliness = 0, tone = 0, script = 0, completeness = 0, total = 0;
    manners::Grade grade = manners::Grade::d;
    std::int32_t messages = 0;
    std::vector<manners::Loss> losses;
    Time scored_at;
};
BOOST_DESCRIBE_STRUCT(ChatScoreRow, (),
                      (id, shop, conversation, person, day, timeliness, tone, script, completeness,
                       total, grade, messages, losses, scored_at))

struct ScoredMessage {
    std::int64_t seq = 0;
    manners::Colour colour = manners::Colour::green;
    manners::MessageScore score;
};
BOOST_DESCRIBE_STRUCT(ScoredMessage, (), (seq, colour, score))
struct ScoredChat {
    Id<Conversation> conversation;
    Id<team::Person> person;
    manners::ChatScore score;
    std::vector<ScoredMessage> messages;
};
BOOST_DESCRIBE_STRUCT(ScoredChat, (), (conversation, person, score, messages))

// One day of one person: means over its chats.
struct ScoreDay {
    std::string day;
    std::int64_t chats = 0, fatal = 0;
    double timeliness = 0, tone = 0, script = 0, completeness = 0, total = 0;
};
BOOST_DESCRIBE_STRUCT(ScoreDay, (),
                      (day, chats, fatal, timeliness, tone, script, completeness, total))
struct LossCount {
    std::string reason;
    std::int64_t times = 0, points = 0;
    Id<Conversation> example;  // the newest chat that lost points for it
    std::int64_t seq = 0;
};
BOOST_DESCRIBE_STRUCT(LossCount, (), (reason, times, points, example, seq))
struct ScoreTrend {
    std::vector<ScoreDay> days;     // oldest first, only days with chats
    std::vector<LossCount> losses;  // dearest first
};
BOOST_DESCRIBE_STRUCT(ScoreTrend, (), (days, losses))
struct PersonScores {
    Id<team::Person> person;
    std::string name;
    std::int64_t chats = 0, fatal = 0;
    double timeliness = 0, tone = 0, script = 0, completeness = 0, total = 0;
};
BOOST_DESCRIBE_STRUCT(PersonScores, (),
                      (person, name, chats, fatal, timeliness, tone, script, completeness, total))
struct TeamScores {
    std::vector<PersonScores> people;  // lowest first: where a lead looks first
    std::vector<ScoreDay> days;
};
BOOST_DESCRIBE_STRUCT(TeamScores, (), (people, days))

ScoreTrend trend(Work&, std::string_view shop, const Id<team::Person>&,
                 const std::string& from_day);
TeamScores team_trend(Work&, std::string_view shop, const std::string& from_day);

}  // namespace conversations
