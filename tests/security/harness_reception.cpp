// Objects of the reception for the security harnesses.
#include "harness.hpp"
#include "reception/reception.hpp"

// The offer is of beth, to whoever is an agent; the follow-up is the caller's own.
std::string Security::reception_object(const std::string& kind, const Cast& cast,
                                       const Ground& ground, const Caller& owner) {
    bool person = !owner.headers.empty() && owner.headers.front().first == "Cookie";
    // Somebody busy, so that the floor's own look does not end the alert meanwhile.
    auto silent = kind == "alert" ? hired(cast) : "";
    return store().write_now([&](kit::Work& work) {
        auto id = kit::new_uuid(work.now);
        auto name = "g" + std::to_string(++count_);
        if (kind == "group")
            work.db.execute(
                "insert into reception_groups (id, shop, name, takes, members, overflow_to, overflow_after_s, "
                "place, version) values (?, ?, ?, '[]', '[]', '', 60, 0, 1)",
                id, cast.shop, name);
        if (kind == "alert") {
            work.db.execute("update people set status = 'busy' where id = ?", silent);
            work.db.execute(
                "insert into reception_alerts (id, shop, kind, subject, words, raised_at) "
                "values (?, ?, 'silent_agent', ?, 'x', ?)",
                id, cast.shop, silent, work.now);
        }
        if (kind == "hand_over") {
            work.db.execute("delete from hand_overs where shop = ? and state = 'offered'",
                            cast.shop);
            work.db.execute(
                "insert into hand_overs (id, shop, conversation, giver, to_kind, to_whom, reason, card, state, "
                "answer, offered_at, expires_at) values (?, ?, ?, ?, 'role', 'agent', 'x', ?, 'offered', '', ?, ?)",
                id, cast.shop, ground.conversation, cast.beth, reception::HandOverCard{}, work.now,
                work.now);
        }
        if (kind == "follow_up")
            work.db.execute(
                "insert into follow_ups (id, shop, conversation, contact, kind, owner, words, due_at, made_at, "
                "result, version) values (?, ?, ?, ?, 'follow_up', ?, 'x', ?, ?, '', 1)",
                id, cast.shop, ground.conversation, ground.contact, person ? owner.id : cast.ben,
                work.now, work.now);
        return id;
    });
}

boost::json::value Security::question_of_reception(const std::string& route, const Ground& ground) {
    namespace json = boost::json;
    if (route == "PUT /reception/rules")
        return {{"silence_s", 180},     {"suspends_after", 2},  {"skill_wait_s", 60},
                {"keep_days", 7},       {"vip_start_s", 120},   {"emotion_start_s", 60},
                {"risk_start_s", 300},  {"repeat_start_s", 60}, {"alert_wait_s", 120},
                {"leave_after_s", 900}, {"offer_s", 60},        {"follow_up_h", 24},
                {"web_weight", 100}};
    if (route == "POST /reception/groups" || route == "PUT /reception/groups/{id}")
        return {{"name", "g" + kit::new_uuid(kit::Time{}).substr(20)},
                {"takes", {"word:退款"}},
                {"members", {ground.colleague}},
                {"overflow_to", ""},
                {"overflow_after_s", 60},
                {"place", 0}};
    if (route == "POST /visit/call_back") return {{"phone", "13812345678"}, {"when", "soon"}};
    if (route == "PUT /reception/skills/{id}") return {{"skills", {"word:退款"}}};
    return {};
}
