// Live sockets of people and visitors: ticket, hello, replay, events, calls.
//
//     POST /live_tickets --> ticket (once, 30 s) --> GET /live?ticket=… --> 101
//     --> {"hello":{"cursors":{…}}} --> missed messages --> {"resumed":{}} --> live events
//     --> {"call":7,"method":"POST","path":"/visit/messages","body":{…}} -->
//     {"reply":7,"status":201,"body":{…}}
//
// Invariants: replay comes from the database by cursor, so there is no window in which a message is
// forgotten; live events wait behind it; a ticket opens one socket, on any node of the house; a
// call has the same rights, limits and answers as the same request over HTTP; a revoked session
// hears nothing more.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "kit/http/dispatch.hpp"
#include "kit/live/hub.hpp"

namespace kit {

struct Ticket {
    std::string ticket;
};
BOOST_DESCRIBE_STRUCT(Ticket, (), (ticket))

struct Hello {
    std::map<std::string, std::int64_t> cursors;  // conversation → last seq seen
};
BOOST_DESCRIBE_STRUCT(Hello, (), (cursors))

class Live {
public:
    struct Hooks {
        // Keys that this principal's sockets listen under.
        std::function<std::vector<std::string>(const Principal&)> keys;
        // Frames that were missed, in order; at most `frames_max`, and true when there were more.
        std::function<std::vector<Frame>(Work&, const Hello&)> replay;
        // A socket of this principal opened or closed (somebody is present, or no longer).
        std::function<void(const Principal&, bool opened)> presence;
    };
    Live(Dispatch&, Store&, Hub&, Hooks);
    ~Live();

    // Adds POST /live_tickets. `listen` is the right to have a socket.
    void routes(Router&, Right listen);
    void upgrade(Request, UpgradeReply);
    std::size_t members() const;

private:
    struct Inside;
    struct Member;
    struct Opening;
    std::unique_ptr<Inside> inside_;
};

}  // namespace kit
