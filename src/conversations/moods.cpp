// What the buyer feels, kept beside what they say. The rules are manners'.
#include <algorithm>

#include "conversations/rows.hpp"
#include "kit/http/router.hpp"

namespace conversations {

constexpr std::int32_t alarm_from = 3;  // strong; source: the domain's handling of levels 3 and 4
constexpr int emotions_max = 200;       // as many as messages in one page

static void show_mood(ConversationRow& row, const manners::Temper& mood) {
    row.emotion_kind = mood.kind;
    row.emotion_level = mood.level;
    row.risk = mood.risk;
    row.mood = mood;
}

std::optional<manners::Emotion> felt(ConversationRow& row, const Words& words, Time now) {
    if (words.kind != Kind::text) return {};
    if (words.sender == Sender::agent && row.mood) show_mood(row, manners::answered(*row.mood));
    if (words.sender != Sender::buyer || words.text.empty()) return {};
    auto emotion = manners::felt(words.text);
    show_mood(row, manners::moved(row.mood.value_or(manners::Temper{}), emotion, now));
    return emotion;
}

static bool is_alarming(const ConversationRow& row) {
    return row.risk != manners::Risk::none ||
           (row.emotion_level >= alarm_from &&
            manners::is_negative({row.emotion_kind, row.emotion_level, row.risk, {}}));
}

// The desk's workers on it and those who watch; nobody who is a buyer listens to these keys.
static std::vector<std::string> workers(const ConversationRow& row) {
    std::vector<std::string> out{"conversation:" + row.id.text};
    if (row.assignee) out.push_back(team::person_key(*row.assignee));
    return out;
}

void keep_felt(Work& work, const ConversationRow& before, const ConversationRow& row,
               const MessageRow& message, const manners::Emotion& emotion) {
    if (emotion.level > 0) {
        work.db.insert(EmotionRow{message.id, row.shop, row.id, message.seq, emotion});
        work.publish(EmotionFelt{{row.id, message.seq, emotion}}, workers(row));
    }
    if (before.emotion_level == row.emotion_level && before.emotion_kind == row.emotion_kind &&
        before.risk == row.risk)
        return;
    bool alarms =
        is_alarming(row) && (!is_alarming(before) || row.emotion_level > before.emotion_level ||
                             row.risk != before.risk);
    tell_changed(work, row, alarms ? Reach::desk : Reach::workers);
    if (!alarms) return;
    auto of = customers::contact(work, row.shop, row.contact);
    MoodAlarm alarm{
        {row.shop, row.id, of ? of->name : "", row.emotion_kind, row.emotion_level, row.risk}};
    work.publish(alarm, {team::desk_key(row.shop)});
    work.announce(alarm);
}

struct AskEmotions {
    std::optional<std::int64_t> after_seq;
};
BOOST_DESCRIBE_STRUCT(AskEmotions, (), (after_seq))
struct FeltList {
    std::vector<FeltMessage> items;
};
BOOST_DESCRIBE_STRUCT(FeltList, (), (items))

static Result<FeltList> show_emotions(Work& work, const Id<Conversation>& id,
                                      const AskEmotions& ask) {
    TRY(auto row, desk_conversation(work, id));
    auto rows = work.db.all<EmotionRow>(
        "where shop = ? and conversation = ? and seq > ? order by seq desc limit ?", row.shop,
        row.id, ask.after_seq.value_or(0), emotions_max);
    std::ranges::reverse(rows);
    FeltList out;
    for (auto& each : rows) out.items.push_back({each.conversation, each.seq, each.emotion});
    return out;
}

void mood_routes(Router& router) {
    router.get("/conversations/{id}/emotions", show_emotions, may::converse);
}

}  // namespace conversations
