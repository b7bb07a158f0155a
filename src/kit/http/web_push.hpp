// A word to a browser that is not open: Web Push with our own key, no account with anybody.
//
//     our key (folder/push.key) ──> push_key: the browser subscribes with it
//     payload ──encrypted for the browser's key──> body ──signed by ours──> OutboundAsk ──>
//     Outbound
//
// Invariants: the push service sees neither the payload nor who it is for; our key never leaves its
// file (0600). Losing the file makes every subscription useless, so it belongs into the backup.
// Source: RFC 8030 (delivery), RFC 8188 and RFC 8291 (encryption), RFC 8292 (our key: VAPID).
#pragma once

#include <string>
#include <string_view>

#include "kit/base/result.hpp"
#include "kit/base/values.hpp"
#include "kit/http/outbound.hpp"

namespace kit {

// What a browser gave us; the keys are base64url as it writes them.
struct PushAddress {
    std::string endpoint;
    std::string p256dh;
    std::string auth;
};

struct PushMessage {
    std::string payload;     // JSON for our service worker, at most 3,993 bytes
    int ttl_seconds = 3600;  // how long the service keeps it for a browser that is away
    std::string topic;  // a later message of one topic replaces an undelivered one; may be empty
};

// The public half as `applicationServerKey`: base64url of 65 bytes. The key is made on first use.
// Throws Breakage when the folder cannot hold it.
std::string push_key(const std::string& folder);

// The request that delivers the message; `subject` is how the push service can reach who runs this
// house: "mailto:…" or "https://…".
// Errors: invalid (`bad_subscription`: keys or endpoint of another form; `push_too_large`).
Result<OutboundAsk> web_push_request(const PushAddress& to, const PushMessage& message,
                                     std::string_view subject, const std::string& folder, Time now);

// What the service's answer means for us.
enum class PushOutcome {
    delivered,
    gone,     // 404, 410: forget the subscription
    later,    // 429, 5xx: try again
    refused,  // anything else: our fault; do not try again
};
PushOutcome push_outcome(int status);

// The body alone, with salt (16 bytes) and our one-time key given: for `web_push_request` and for
// the standard's example.
// Errors: invalid (`bad_subscription`, `push_too_large`).
Result<std::string> push_body(const PushAddress& to, std::string_view payload,
                              std::string_view salt, std::string_view one_time_private_number);

}  // namespace kit
