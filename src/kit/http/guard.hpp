// The framing guard: what one request head means, or why it is refused.
//
//     bytes --head_end--> one whole head --guarded--> Head, or Refused and the connection closes
//
// Invariants: a head that passes has exactly one framing (nothing, a length, or chunks), exactly
// one host and one reading of its path. Where two parsers could disagree the head is refused,
// because the second reading is how requests are smuggled past a proxy. Source: RFC 9112 §2.2,
// §3.2, §5, §6 and §11.2; RFC 9110 §5.5, §5.6.2.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kit::http {

inline constexpr std::size_t head_bytes_max = 16 * 1024;
inline constexpr std::size_t fields_max = 100;

enum class Framing { none, length, chunked };

struct Head {
    std::string method;
    std::string path;                                          // decoded
    std::string query;                                         // as sent, without the question mark
    std::vector<std::pair<std::string, std::string>> headers;  // names in lower case, as received
    int minor = 1;                                             // of HTTP/1.x
    Framing framing = Framing::none;
    std::uint64_t length = 0;  // when framing is `length`
    bool keep_alive = true;
    bool expects_continue = false;
    bool wants_websocket = false;  // asks for it; `websocket_fault` says whether it is well asked
};

struct Refused {
    int status = 400;
    std::string reason;
};

// Where the head at the start of `bytes` ends (after its empty line), or nothing yet. Refuses as
// soon as no continuation can be a head. `seen` is what an earlier call with fewer bytes has
// scanned.
std::expected<std::optional<std::size_t>, Refused> head_end(std::string_view bytes,
                                                            std::size_t& seen);

// Requires: `head` is exactly one head as `head_end` found it.
std::expected<Head, Refused> guarded(std::string_view head);

// Why this head may not become a WebSocket, or "" when it may. Source: RFC 6455 §4.2.1.
std::string websocket_fault(const Head&);

// The path of a target, decoded once. Nothing when it has a bad escape, a control character, an
// encoded slash, a backslash, a `.` or `..` segment, or is not UTF-8.
std::optional<std::string> decoded_path(std::string_view path);

// Is `word` (in lower case) one of the comma-separated tokens of this field?
bool has_token(const Head&, std::string_view name, std::string_view word);

}  // namespace kit::http
