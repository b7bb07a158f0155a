// What a chat is worth, while it runs and over the days. The sheet is manners'; this file reads the
// lines and keeps the result.
#include "conversations/scores.hpp"

#include <algorithm>
#include <ctime>

#include "kit/http/router.hpp"
#include "kit/jobs/jobs.hpp"

namespace conversations {

constexpr int lines_max = 200;                            // the newest of a long chat
constexpr auto settles_after = std::chrono::minutes{10};  // after the last answer
constexpr auto beijing = std::chrono::hours{8};
constexpr int days_max = 92;

struct ScoreDue {
    std::string shop;
    Id<Conversation> conversation;
};
BOOST_DESCRIBE_STRUCT(ScoreDue, (), (shop, conversation))

std::string day_of(Time at) {
    std::time_t seconds = (at + beijing).us / 1'000'000;
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    char out[16];
    std::strftime(out, sizeof out, "%Y-%m-%d", &parts);
    return out;
}

static manners::Line line_of(Work& work, const MessageRow& row, const std::string& buyer_text,
                             std::int32_t emotion) {
    manners::Line out{.seq = row.seq,
                      .by_buyer = row.sender == Sender::buyer,
                      .text = row.body,
                      .at = row.sent_at,
                      .emotion = {},
                      .verdict = {},
                      .score = {}};
    if (out.by_buyer) {
        out.emotion = manners::felt(row.body);
        return out;
    }
    manners::Context context;
    context.buyer_text = buyer_text;
    context.emotion = emotion;
    out.verdict = manners::judge(work, row.shop, row.body, context);
    out.score = manners::scored(row.body, out.verdict);
    return out;
}

// What the buyer and one person said to each other, in order; the last 200 of it.
static std::vector<manners::Line> lines(Work& work, const ConversationRow& row,
                                        const Id<team::Person>& person) {
    auto rows = work.db.all<MessageRow>(
        "where shop = ? and conversation = ? and kind = 'text' and (sender = 'buyer' or sender_id = ?) "
        "order by seq desc limit ?",
        row.shop, row.id, person, lines_max);
    std::ranges::reverse(rows);
    std::vector<manners::Line> out;
    std::string buyer_text;
    std::int32_t emotion = 0;
    for (auto& each : rows) {
        if (each.body.empty()) continue;
        out.push_back(line_of(work, each, buyer_text, emotion));
        if (!out.back().by_buyer) continue;
        buyer_text = each.body;
        emotion = manners::is_negative(out.back().emotion) ? out.back().emotion.level : 0;
    }
    return out;
}

static ScoredChat scored_chat(Work& work, const ConversationRow& row,
                              const Id<team::Person>& person) {
    auto said = lines(work, row, person);
    ScoredChat out{row.id, person, manners::sheet(said, row.state == State::closed), {}};
    for (auto& line : said)
        if (!line.by_buyer) out.messages.push_back({line.seq, line.verdict.colour, line.score});
    return out;
}

// Whoever answered last; nobody when only buyers and programs spoke.
static std::optional<Id<team::Person>> answerer(Work& work, const ConversationRow& row) {
    auto id = work.db.value<std::string>(
        "select sender_id from messages where shop = ? and conversation = ? and sender = 'agent' and kind = 'text' "
        "order by seq desc limit 1",
        row.shop, row.id);
    if (!id) return {};
    auto person = team::person(work, row.shop, {*id});  // programs answer with tokens of their own
    return person ? std::optional(person->id) : std::nullopt;
}

static Result<ScoredChat> show_score(Work& work, const Id<Conversation>& id) {
    TRY(auto row, desk_conversation(work, id));
    auto person = answerer(work, row);
    if (!person) return not_found("nothing_to_score");
    if (person->text != work.who.id && !work.who.may(may::see_scores)) return not_found();
    return scored_chat(work, row, *person);
}

void score_later(Work& work, const ConversationRow& row) {
    auto due = row.state == State::closed ? work.now : work.now + settles_after;
    later(work, "conversations.score", ScoreDue{row.shop, row.id}, due, row.id.text);
}

static void keep_score(Work& work, const ScoreDue& due) {
    auto row = find(work, due.shop, due.conversation);
    if (!row) return;
    auto person = answerer(work, *row);
    if (!person) return;
    auto chat = scored_chat(work, *row, *person);
    ChatScoreRow kept{{row->id.text + " " + person->text},
                      row->shop,
                      row->id,
                      *person,
                      day_of(row->last_at),
                      chat.score.timeliness,
                      chat.score.tone,
                      chat.score.script,
                      chat.score.completeness,
                      chat.score.total,
                      chat.score.grade,
                      chat.score.messages,
                      chat.score.losses,
                      work.now};
    if (work.db.first<ChatScoreRow>("where shop = ? and id = ?", row->shop, kept.id))
        work.db.update(kept);
    else work.db.insert(kept);
}

struct AskScores {
    std::optional<int> days;
};
BOOST_DESCRIBE_STRUCT(AskScores, (), (days))

static std::string first_day(Work& work, const AskScores& ask) {
    auto days = std::clamp(ask.days.value_or(30), 1, days_max);
    return day_of(work.now - std::chrono::hours{24} * (days - 1));
}

static Result<ScoreTrend> my_scores(Work& work, const AskScores& ask) {
    return trend(work, work.who.shop, {work.who.id}, first_day(work, ask));
}

static Result<TeamScores> team_scores(Work& work, const AskScores& ask) {
    return team_trend(work, work.who.shop, first_day(work, ask));
}

static Result<ScoreTrend> scores_of(Work& work, const Id<team::Person>& id, const AskScores& ask) {
    TRY(auto person, team::person(work, work.who.shop, id));
    return trend(work, work.who.shop, person.id, first_day(work, ask));
}

void score_routes(Router& router) {
    router.get("/conversations/{id}/score", show_score, may::converse);
    router.get("/scores", team_scores, may::see_scores);
    router.get("/scores/mine", my_scores, may::converse);
    router.get("/people/{id}/scores", scores_of, may::see_scores);
}

void score_reactions(Jobs& jobs) { jobs.on<ScoreDue>("conversations.score", keep_score); }

void verify_scores(Db& db) { db.verify<ChatScoreRow>(); }

}  // namespace conversations
