#include "reception/reception.hpp"

#include "kit/jobs/jobs.hpp"
#include "reception/arrivals.hpp"

namespace reception {

// One transaction hands out at most so many; the rest follows at once in the next.
constexpr int batch_max = 100;

// The least loaded first, then who has waited longest for one.
static std::optional<team::Hand> next_free(Work& work, std::string_view shop) {
    std::optional<team::Hand> best;
    for (auto& hand : team::on_duty(work, shop))
        if (hand.load < hand.capacity &&
            (!best || std::pair(hand.load, hand.last_given_at) < std::pair(best->load, best->last_given_at)))
            best = hand;
    return best;
}

int distribute(Work& work, std::string_view shop) {
    int given = 0;
    for (auto& row : conversations::waiting(work, shop, batch_max)) {
        auto person = next_free(work, shop);
        if (!person) return given;
        auto assigned = conversations::assign(work, shop, row.id, person->id);
        ENSURE(assigned, "a waiting conversation can be assigned");
        ++given;
    }
    return given;
}

static void take_back(Work& work, std::string_view shop, const Id<conversations::Conversation>& id) {
    auto released = conversations::release(work, shop, id);
    ENSURE(released || released.error().code == Code::conflict, "an assigned conversation can be released");
}

// The buyer writes to somebody who has gone home.
static bool waits_for_nobody(Work& work, const conversations::ConversationWaits& event) {
    auto row = conversations::find(work, event.shop, event.conversation);
    if (!row || row->state != conversations::State::assigned) return false;
    return team::is_gone(work, event.shop, *row->assignee);
}

static void on_conversation_waits(Work& work, const conversations::ConversationWaits& event) {
    if (waits_for_nobody(work, event)) take_back(work, event.shop, event.conversation);
    distribute(work, event.shop);
}

// Back, free again, or gone. What they have answered stays theirs; what waits for them does not.
static void on_status_changed(Work& work, const team::StatusChanged& event) {
    if (event.left)
        for (auto& row : conversations::unanswered_of(work, event.shop, event.person))
            take_back(work, event.shop, row.id);
    distribute(work, event.shop);
}

void reactions(Jobs& jobs) {
    jobs.react<conversations::ConversationWaits>(on_conversation_waits);
    jobs.react<team::StatusChanged>(on_status_changed);
    arrival_reactions(jobs);
}

void routes(Router&) {}

void verify(Db&) {}

}  // namespace reception
