// The front of the house: sockets, HTTP framing, time limits, upgrade to WebSocket.
//
//     accept --> read head --> framing guard --> body (limit by route) --> handler --> answer
//                                   \--> upgrade --> live socket (see kit/live/hub.hpp)
//
// Invariants: one message has exactly one framing, or it is refused with 400 and the connection
// closes (guard.hpp); no limit can be passed by being slow; nothing a peer sends ends the process.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "kit/http/message.hpp"

namespace kit {

// One live WebSocket. Thread safe. Frames that wait are bounded (256 or 1 MiB): beyond that the
// queue is dropped and one `{"catch_up":{}}` goes out when the peer reads again; a peer that reads
// nothing for 60 s is cut (no close frame could reach it). Several waiting frames leave as one JSON
// array, up to 64 KiB; a frame that is an array itself is spliced in. `close` lets what waits go
// first, except with 4401; it never blocks.
class Socket {
public:
    virtual ~Socket() = default;
    virtual void send(std::shared_ptr<const std::string> frame) = 0;
    virtual void close(std::uint16_t code, std::string reason) = 0;
    // How often the queue was dropped so far: the frames since then have gaps.
    virtual std::uint64_t catch_ups() const { return 0; }
};

// All three are called on the socket's event loop and must not block; the next frame is read when
// `text` has returned.
struct SocketEvents {
    std::function<void(std::shared_ptr<Socket>)> opened;  // not if the peer left before the 101
    std::function<void(std::string)> text;                // one UTF-8 text frame, at most 64 KiB
    std::function<void()> closed;  // once, whatever the reason, opened or not
};

// Answers an upgrade: either a refusal before the 101, or the events of the new socket.
struct Upgrade {
    Response refusal;  // used when `accepted` is false
    bool accepted = false;
    SocketEvents events;
};
using UpgradeReply = std::move_only_function<void(Upgrade)>;

struct ServerOptions {
    std::string listen = "127.0.0.1:8080";  // port 0: any free one
    int threads = 1;                        // io threads, each with its own event loop
    std::size_t connections_max = 20'000;
    std::size_t connections_per_address =
        1'000;  // an IPv6 network of 64 bits is one address; proxies have no limit
    int handshakes_per_second = 1'500;        // further upgrades: 503 + Retry-After
    std::vector<std::string> proxies{};       // addresses whose X-Forwarded-For is believed
    std::chrono::seconds head_timeout{10};    // from the first byte of a head to its last
    std::chrono::seconds body_timeout{60};    // and a second more for each 16 KiB that came
    std::chrono::seconds answer_timeout{30};  // and a second more for each 16 KiB that was taken
    std::chrono::seconds idle_timeout{75};
    std::chrono::seconds ping_every{25};
    std::chrono::seconds stall_timeout{60};  // a live socket's write without progress
};

// Called on an event loop's thread: they must not block.
struct ServerHandlers {
    // Bytes of body this request may have; asked after the head was read. 0: no body allowed.
    std::function<std::size_t(const Request&)> body_limit;
    std::function<void(Request, Reply)> request;
    std::function<void(Request, UpgradeReply)> upgrade;
};

struct ServerCounts {
    std::uint64_t requests = 0, refused_framing = 0, sockets_opened = 0, frames_out = 0,
                  frames_in = 0, catch_ups = 0, shed = 0;
    std::size_t connections = 0, sockets = 0;
};

class Server {
public:
    // Binds at once; throws Breakage when the address cannot be had. Serves from `start` on.
    Server(ServerOptions, ServerHandlers);
    ~Server();
    void start();
    std::uint16_t port() const;
    ServerCounts counts() const;
    // Stops accepting, tells live sockets {"reconnect":{"after_ms":random ≤ 5000}} and closes them
    // with 1012, waits at most `grace` for requests in flight, then ends all connections.
    void stop(std::chrono::milliseconds grace = std::chrono::milliseconds{5000});

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace kit
