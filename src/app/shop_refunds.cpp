// Orders that a connected shop took the money for are paid back by that shop.
#include "app/shop_refunds.hpp"

#include "connections/connections.hpp"
#include "kit/db/store.hpp"

namespace app {

using namespace kit;
using aftersales::PayAnswer;
using aftersales::PayAsk;
using aftersales::PayOutcome;

static PayAnswer doubt(const PayAsk& ask, std::string why) {
    return {PayOutcome::unknown, ask.key, "", std::move(why), ask.amount};
}

// The request is kept in the commit that makes it; the room of connections asks the shop, as often
// as it takes.
static PayAnswer submit(Work& work, const PayAsk& ask) {
    auto order = orders::find(work, ask.shop, ask.order);
    if (!order) return doubt(ask, "no_order");
    auto made = connections::request_refund(work, ask.shop, *order,
                                            {ask.key, ask.amount, "退款 " + ask.key});
    if (made) return doubt(ask, "processing");
    auto& reason = made.error().reason;
    return reason == "key_reused" ? doubt(ask, reason)
                                  : PayAnswer{PayOutcome::failed, ask.key, "", reason, ask.amount};
}

static PayAnswer look(Work& work, const PayAsk& ask) {
    auto request = connections::refund_request(work, ask.shop, ask.key);
    if (!request) return {PayOutcome::not_there, ask.key, "", "", ask.amount};
    using enum connections::RefundState;
    switch (request->state) {
        case waiting:
            return doubt(ask, request->error.empty() ? "processing" : request->error);
        case done:
            return {PayOutcome::succeeded, request->key, request->refund, "", request->amount};
        case refused:
            return {PayOutcome::failed, request->key, request->refund, request->error,
                    request->amount};
    }
    return doubt(ask, "processing");
}

aftersales::Provider shop_refunds(Store& store) {
    return {aftersales::Adapter::shop,
            [&store](const PayAsk& ask) {
                return store.write_now([&](Work& work) { return submit(work, ask); });
            },
            [&store](const PayAsk& ask) {
                return store.read_now([&](Work& work) { return look(work, ask); });
            }};
}

}  // namespace app
