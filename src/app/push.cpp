#include "app/push.hpp"

#include "conversations/conversations.hpp"
#include "kit/crypto/crypto.hpp"
#include "kit/http/web_push.hpp"
#include "kit/jobs/jobs.hpp"
#include "team/team.hpp"

namespace app {

using namespace kit;

struct PushText {
    std::string title, body, conversation;
};
BOOST_DESCRIBE_STRUCT(PushText, (), (title, body, conversation))

static PushMessage message_of(const conversations::Nudge& nudge) {
    PushText text{nudge.title, nudge.body, nudge.conversation.text};
    // A topic is at most 32 characters of base64url. Source: RFC 8030 §5.4.
    return {json::text_of(text), 3600, crypto::sha256_hex(nudge.conversation.text).substr(0, 32)};
}

static std::optional<std::string> deliver(Store& store, const Outbound& outbound, const Job& job,
                                          const std::string& subject, const std::string& folder) {
    auto nudge = json::from_text<conversations::Nudge>(job.payload.text);
    ENSURE(nudge, "a nudge has its shape");
    auto addresses = store.read_now(
        [&](Work& work) { return team::push_subscriptions(work, nudge->shop, nudge->person); });
    std::optional<std::string> again;
    for (auto& address : addresses) {
        auto ask = web_push_request({address.endpoint, address.p256dh, address.auth},
                                    message_of(*nudge), subject, folder, store.clock().now());
        if (!ask) continue;
        auto answer = outbound.send(*ask);
        auto outcome = answer ? push_outcome(answer->status) : PushOutcome::later;
        if (outcome == PushOutcome::gone)
            store.write_now([&](Work& work) { team::forget_push(work, address.id); });
        // One browser that cannot be reached must not make the others ring twice.
        if (outcome == PushOutcome::later && addresses.size() == 1)
            again = "the push service asks to come later";
    }
    return again;
}

void deliver_nudges(Jobs& jobs, const Outbound& outbound, std::string subject, std::string folder) {
    jobs.outside(conversations::Nudge::kind,
                 [&outbound, subject, folder](Store& store, const Job& job) {
                     return deliver(store, outbound, job, subject, folder);
                 });
}

}  // namespace app
