// What a lead has to hear of, on the desk and on the phone; and the look that finds it.
#include "kit/jobs/jobs.hpp"
#include "reception/rows.hpp"

namespace reception {

std::vector<Alert> open_alerts(Work& work, std::string_view shop) {
    return work.db.all<Alert>("where shop = ? and ended_at is null order by raised_at, id", shop);
}

// What the phone shows; the words are a name or a number.
static std::string sentence(AlertKind kind, const std::string& words, bool chinese) {
    switch (kind) {
        case AlertKind::long_wait:
            return chinese ? words + " 排队过久，请尽快安排接待" : words + " has waited too long";
        case AlertKind::nobody_here:
            return chinese ? "有顾客在排队，但没有客服在线" : "Buyers wait and nobody is online";
        case AlertKind::silent_agent:
            return chinese ? words + " 连续未回复，已自动设为忙碌"
                           : words + " does not answer and was set to busy";
        case AlertKind::follow_up_late:
            return chinese ? words + " 的跟进已超时" : "A follow-up of " + words + " is late";
    }
    return words;
}

void raise(Work& work, std::string_view shop, AlertKind kind, const std::string& subject,
           const std::string& words, const Id<conversations::Conversation>& about) {
    if (work.db.first<Alert>("where shop = ? and kind = ? and subject = ? and ended_at is null",
                             shop, kind, subject))
        return;
    Alert row{work.new_id<Alert>(), std::string(shop), kind, subject, words, work.now, {}};
    work.db.insert(row);
    work.publish(AlertRaised{row}, {team::floor_key(shop)});
    auto house = team::shop(work, shop);
    bool chinese = !house || house->locale.starts_with("zh");
    for (auto& person : team::colleagues(work, shop))
        if (person.active && (team::rights_of(person.role) & may::lead_floor.bit))
            // One word a person and subject: a newer one takes the place of one that was not sent
            // yet.
            later(work, conversations::Nudge::kind,
                  conversations::Nudge{std::string(shop), person.id, about,
                                       house ? house->name : "", sentence(kind, words, chinese)},
                  work.now, "alert " + subject + person.id.text);
}

void calm(Work& work, std::string_view shop, AlertKind kind, const std::string& subject) {
    work.db.execute(
        "update reception_alerts set ended_at = ? where shop = ? and kind = ? and subject = ? and ended_at is null",
        work.now, shop, kind, subject);
}

static std::string name_of_contact(Work& work, std::string_view shop,
                                   const Id<customers::Contact>& id) {
    auto found = customers::contact(work, shop, id);
    return found ? found->name : "";
}

// Ends what is over: the conversation was taken, the agent is back.
static void end_alerts(Work& work, std::string_view shop) {
    for (auto& alert : open_alerts(work, shop)) {
        bool over = false;
        if (alert.kind == AlertKind::long_wait) {
            auto row = conversations::find(work, shop, {alert.subject});
            over = !row || row->state != conversations::State::waiting;
        } else if (alert.kind == AlertKind::silent_agent) {
            auto person = team::person(work, shop, {alert.subject});
            over = !person || person->status != team::Status::busy;
        } else if (alert.kind == AlertKind::nobody_here) {
            over =
                !team::on_duty(work, shop).empty() || conversations::waiting_count(work, shop) == 0;
        } else {
            auto row = work.db.first<FollowUp>("where shop = ? and id = ?", shop, alert.subject);
            over = !row || row->done_at;
        }
        if (over) calm(work, shop, alert.kind, alert.subject);
    }
}

static void watch_waits(Work& work, std::string_view shop, const QueueRules& rules) {
    for (auto& row : conversations::waiting(work, shop, 20))
        if (work.now - row.queued_at >= std::chrono::seconds{rules.alert_wait_s})
            raise(work, shop, AlertKind::long_wait, row.id.text,
                  name_of_contact(work, shop, row.contact), row.id);
}

// Nobody is here, and for long: each wait becomes a message that has an owner.
static void end_hopeless_waits(Work& work, std::string_view shop, const QueueRules& rules) {
    auto rows = conversations::waiting(work, shop, 100);
    if (rows.empty() || !team::on_duty(work, shop).empty()) return;
    if (work.now - rows.front().queued_at >= std::chrono::seconds{rules.alert_wait_s})
        raise(work, shop, AlertKind::nobody_here, "house", std::to_string(rows.size()),
              rows.front().id);
    for (auto& row : rows) {
        if (work.now - row.queued_at < std::chrono::seconds{rules.leave_after_s}) continue;
        auto left = leave_message(work, shop, row.id, FollowUpKind::message_left, "");
        ENSURE(left || left.error().reason == "nobody_works_here",
               "a waiting conversation can become a message");
    }
}

void look_again(Work& work, std::string_view shop) {
    auto rules = rules_of(work, shop);
    end_alerts(work, shop);
    end_hopeless_waits(work, shop, rules);
    watch_waits(work, shop, rules);
    tell_places(work, shop, 50);
    work.db.execute("delete from silences where shop = ? and at < ?", shop,
                    work.now - std::chrono::hours{24});
}

}  // namespace reception
