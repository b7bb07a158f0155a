// The one way out: every request that the house makes to another machine goes through here.
//
//     url ──target_of──> scheme, host, port ──resolve──> addresses ──every one public?──> connect
//              │                                                            │                  │
//              └ bad_url                                address_not_allowed ┘     the same check on
//                                                                                 the socket itself
//
// Invariants:
//   1. What is connected to is an address that was checked, not a name that is asked for again.
//   2. Not one connection is made to an address that is not global unicast, unless the operator has
//      listed that very host:port. One private address among several refuses them all.
//   3. No redirect is followed; the answer 3xx is given to the caller like any other.
//   4. The URL is read once, by us; libcurl gets one that we wrote from the parts. What two readers
//      could understand differently (user names, odd digits, dots at the end, percent signs in the
//      host, backslashes) is refused instead of guessed at.
//   5. https with a verified certificate; http only to what the operator listed. TLS 1.2 or later.
//   6. Nothing of the environment takes part: no proxy, no .netrc, no cookies.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kit/base/result.hpp"

namespace kit {

// An address of either family.
struct Address {
    int family = 0;                        // AF_INET or AF_INET6
    std::array<std::uint8_t, 16> bytes{};  // the first 4 for AF_INET
    bool operator==(const Address&) const = default;
};
std::optional<Address> address_in(std::string_view text);  // one spelling: 192.0.2.1, 2001:db8::1
std::string text_of(const Address&);
// On the public internet, and a single machine. Source: the IANA special-purpose registries.
bool is_global_unicast(const Address&);

struct OutboundOptions {
    // host:port of private or plain-http targets that the operator trusts: "10.0.0.7:8443",
    // "ollama.internal:11434", "[fd00::1]:443".
    std::vector<std::string> allow_private = {};
    std::vector<int> ports = {80, 443};  // for everything that is not listed
    std::string ca_file = {};            // certificates to trust instead of the system's
    // Who turns a name into addresses; empty: the system. Tests bring their own.
    std::function<std::vector<Address>(const std::string& host)> resolve = {};
};

struct OutboundAsk {
    std::string method = "GET";
    std::string url;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    std::chrono::milliseconds timeout = std::chrono::seconds{10};  // for all of it, names included
};

struct OutboundAnswer {
    int status = 0;
    std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
    std::string body;
};

// A URL that may be asked for, taken apart.
struct OutboundTarget {
    std::string scheme;  // "https" or "http"
    std::string host;    // lower case, IPv6 without brackets
    int port = 0;
    std::string path = "/";          // with the query
    std::optional<Address> literal;  // when the host is an address
    bool listed = false;             // the operator trusts it
};

class Outbound {
public:
    // Throws Breakage when an entry of `allow_private` is not host:port.
    explicit Outbound(OutboundOptions options = {});

    // Blocking, up to `timeout`; any worker. At most 5 MB come back.
    // Errors: invalid (`bad_url`, `bad_header`, `bad_method`, `address_not_allowed`); unavailable
    // (`unreachable`, `timed_out`, `tls_failed`, `answer_too_large`).
    Result<OutboundAnswer> send(const OutboundAsk& ask) const;

    // What `send` would do first: no name is looked up, nothing is connected to. For settings that
    // hold a URL, so that a person hears of it at once.
    // Errors: invalid (`bad_url`; `address_not_allowed`: a literal address that is not public).
    Result<OutboundTarget> target_of(std::string_view url) const;

private:
    Result<std::vector<Address>> addresses_of(const OutboundTarget&,
                                              std::chrono::steady_clock::time_point until) const;
    OutboundOptions options_;
    std::vector<std::string> listed_;  // as `host:port` with one spelling
};

}  // namespace kit
