// What carriers' houses push to us: is it theirs, and what does it say. Pure functions over the
// bytes.
#pragma once

#include "orders/rows.hpp"

namespace orders {

enum class FeedKind { kuaidi100, seventeentrack, aftership };
BOOST_DESCRIBE_ENUM(FeedKind, kuaidi100, seventeentrack, aftership)

struct CarrierPush {
    std::string number;
    std::vector<NewTrace> traces;
    std::optional<Time> eta;
};

// 快递100: a form with `param` and `sign`, upper-case MD5 of param + salt.
// Errors: unauthenticated (`bad_signature`), malformed (`broken_json`, `other_shape`, `required`,
// `bad_query`).
Result<CarrierPush> kuaidi100_push(std::string_view form, std::string_view salt);
// 17TRACK: header `sign`, hexadecimal SHA-256 of body + "/" + key.
Result<CarrierPush> seventeentrack_push(std::string_view body, std::string_view sign,
                                        std::string_view key);
// AfterShip: header `aftership-hmac-sha256`, base64 HMAC-SHA256 of the body.
Result<CarrierPush> aftership_push(std::string_view body, std::string_view sign,
                                   std::string_view secret);

// "2024-05-01 10:00:00" by the clock of Beijing, or RFC 3339 with an offset. Nothing when it is
// neither.
std::optional<Time> carrier_time(std::string_view text);

ParcelState kuaidi100_state(std::string_view code);                // "3", or "301"
std::optional<ParcelState> kuaidi100_word(std::string_view word);  // "派件"
ParcelState seventeentrack_state(std::string_view status, std::string_view sub);
ParcelState aftership_state(std::string_view tag);

}  // namespace orders
