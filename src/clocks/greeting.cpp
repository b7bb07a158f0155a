// The first acknowledgement: when nobody has answered a buyer for so long, the house says that it
// is there.
#include "clocks/rows.hpp"
#include "kit/jobs/jobs.hpp"

namespace clocks {

using conversations::ConversationWaits;
using conversations::LastSender;

struct Greet {
    std::string shop;
    Id<conversations::Conversation> conversation;
};
BOOST_DESCRIBE_STRUCT(Greet, (), (shop, conversation))

static void on_conversation_waits(Work& work, const ConversationWaits& event) {
    auto set = settings(work, event.shop);
    if (!set.greets) return;
    later(work, "clocks.greet", Greet{event.shop, event.conversation},
          work.now + std::chrono::seconds{set.greet_after_s}, event.conversation.text);
}

// Nobody has answered, and the house has not greeted since they began to wait.
static bool is_owed(const conversations::ConversationRow& row) {
    return row.state != conversations::State::closed && row.waiting_since &&
           row.last_sender == LastSender::buyer;
}

static void greet(Work& work, const Greet& job) {
    auto set = settings(work, job.shop);
    auto row = conversations::find(work, job.shop, job.conversation);
    if (!set.greets || !row || !is_owed(*row)) return;
    auto key = "greeting-" + std::to_string(row->waiting_since->us);
    // What the gate has come to stop since it was written stays unsaid.
    (void)conversations::say_by_itself(work, job.shop, job.conversation, key, set.greeting);
}

void greeting_reactions(Jobs& jobs) {
    jobs.react<ConversationWaits>(on_conversation_waits);
    jobs.on<Greet>("clocks.greet", greet);
}

}  // namespace clocks
