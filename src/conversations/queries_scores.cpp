// Means and sums over the days.
#include <algorithm>
#include <map>

#include "conversations/scores.hpp"

namespace conversations {

constexpr std::size_t losses_shown = 12;
constexpr int chats_read = 300;  // of the newest, for the dearest losses

ScoreTrend trend(Work& work, std::string_view shop, const Id<team::Person>& person,
                 const std::string& from_day) {
    ScoreTrend out;
    out.days = work.db.rows<ScoreDay>(
        "select day, count(*), sum(case when grade = 'fatal' then 1 else 0 end), cast(avg(timeliness) as double precision), "
        "cast(avg(tone) as double precision), cast(avg(script) as double precision), "
        "cast(avg(completeness) as double precision), cast(avg(total) as double precision) "
        "from chat_scores where shop = ? and person = ? and day >= ? group by day order by day",
        shop, person, from_day);
    std::map<std::string, LossCount> sums;
    for (auto& chat : work.db.all<ChatScoreRow>(
             "where shop = ? and person = ? and day >= ? order by scored_at desc limit ?", shop,
             person, from_day, chats_read))
        for (auto& loss : chat.losses) {
            auto& sum = sums[loss.reason];
            if (sum.times == 0) sum = {loss.reason, 0, 0, chat.conversation, loss.seq};
            sum.times += 1;
            sum.points += loss.points;
        }
    for (auto& [reason, sum] : sums) out.losses.push_back(sum);
    std::ranges::sort(out.losses, std::greater{}, &LossCount::points);
    if (out.losses.size() > losses_shown) out.losses.resize(losses_shown);
    return out;
}

TeamScores team_trend(Work& work, std::string_view shop, const std::string& from_day) {
    TeamScores out;
    out.people = work.db.rows<PersonScores>(
        "select s.person, '' as name, count(*), sum(case when s.grade = 'fatal' then 1 else 0 end), "
        "cast(avg(s.timeliness) as double precision), cast(avg(s.tone) as double precision), "
        "cast(avg(s.script) as double precision), cast(avg(s.completeness) as double precision), "
        "cast(avg(s.total) as double precision) as mean "
        "from chat_scores s where s.shop = ? and s.day >= ? group by s.person order by mean",
        shop, from_day);
    for (auto& one : out.people)
        if (auto person = team::person(work, shop, one.person)) one.name = person->name;
    out.days = work.db.rows<ScoreDay>(
        "select day, count(*), sum(case when grade = 'fatal' then 1 else 0 end), cast(avg(timeliness) as double precision), "
        "cast(avg(tone) as double precision), cast(avg(script) as double precision), "
        "cast(avg(completeness) as double precision), cast(avg(total) as double precision) "
        "from chat_scores where shop = ? and day >= ? group by day order by day",
        shop, from_day);
    return out;
}

}  // namespace conversations
