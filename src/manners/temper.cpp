// The running state of a chat: rises at once, cools step by step.
#include <algorithm>
#include <chrono>

#include "manners/emotion.hpp"

namespace manners {

namespace {

// Source: the domain's signals (gaps under ten seconds three times; three contacts in 24 hours,
// GB/T 47746). Half an hour apart is another contact, not the same one.
constexpr auto quick_gap = std::chrono::seconds{10};
constexpr std::int32_t quick_many = 3;
constexpr std::int32_t unheard_many = 5;
constexpr auto contact_gap = std::chrono::minutes{30};
constexpr auto contact_days = std::chrono::hours{24};
constexpr std::int32_t contacts_many = 3;
constexpr std::int32_t pressed_max = 3;  // pressure alone makes nobody extreme

bool is_bad(Feeling kind) { return kind >= Feeling::confused; }

void count_contact(Temper& mood, kit::Time now) {
    if (mood.contacts == 0 || now - mood.contacts_from >= contact_days) {
        mood.contacts = 1;
        mood.contacts_from = now;
        return;
    }
    if (now - mood.said_at >= contact_gap) mood.contacts += 1;
}

void count_pressure(Temper& mood, kit::Time now) {
    const bool quick = mood.unheard > 0 && now - mood.said_at < quick_gap;
    mood.quick = quick ? std::max(mood.quick, 1) + 1 : 1;
    mood.unheard += 1;
}

// Calm words let it cool by one, thanks by two; danger stays until somebody has closed the chat.
void cool(Temper& mood, const Emotion& emotion) {
    mood.level -= emotion.kind == Feeling::pleased ? 2 : 1;
    if (mood.risk == Risk::safety) {
        mood.level = std::max(mood.level, 3);
        return;
    }
    if (mood.level < 2) mood.risk = Risk::none;
    if (mood.level > 0) return;
    mood.kind = emotion.kind;
    mood.level = emotion.level;
}

void take_in(Temper& mood, const Emotion& emotion) {
    const bool sour = is_bad(mood.kind) && mood.level > 0;
    if (sour && !is_bad(emotion.kind)) return cool(mood, emotion);
    if (sour && emotion.level < mood.level) {
        mood.level -= 1;
        if (mood.risk == Risk::safety) mood.level = std::max(mood.level, 3);
        if (emotion.level >= mood.level) mood.kind = emotion.kind;
        return;
    }
    mood.kind = emotion.kind;
    mood.level = emotion.level;
}

void press(Temper& mood) {
    if (!is_bad(mood.kind) || mood.level == 0 || mood.level >= pressed_max) return;
    const bool chases = mood.quick == quick_many || mood.unheard == unheard_many;
    if (chases || (mood.contacts >= contacts_many && mood.unheard == 1)) mood.level += 1;
}

}  // namespace

Temper moved(Temper mood, const Emotion& emotion, kit::Time now) {
    count_contact(mood, now);
    count_pressure(mood, now);
    mood.said_at = now;
    take_in(mood, emotion);
    if (emotion.risk != Risk::none && mood.risk != Risk::safety) mood.risk = emotion.risk;
    press(mood);
    if (mood.level == 0) mood.kind = Feeling::calm;
    return mood;
}

Temper answered(Temper mood) {
    mood.unheard = 0;
    mood.quick = 0;
    return mood;
}

}  // namespace manners
