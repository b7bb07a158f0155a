// A caller: one buyer or one agent at the other end of a socket, as the widget and the desk are.
//
//     closed ─open()─► ticket ─► socket ─► hello ─► live
//                        ▲                            │ cut, restart, too slow
//                        └──── wait, a little longer each time ◄──┘
//
// Invariants
//  1. A message stays in the outbox until the server answered it; after a cut it is sent again
//     under the same client_key.
//  2. on_seen hears each message of a conversation once, in seq order; a hole is fetched first.
//  3. What breaks the protocol's promises is counted in `tally`, never smoothed over.
#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "app/line.hpp"

namespace app::crowd {

namespace json = boost::json;

// "1" → … : a random UUID text; `seed` moves on.
std::string made_key(std::uint64_t& seed);

// A loopback address of its own for caller number `index`: 127.1.0.1, 127.1.0.2, …
std::string own_address(std::size_t index);

struct Seen {
    std::string_view conversation;
    std::int64_t seq = 0;
    std::string_view id, client_key, sender, kind, text;
    const json::value* whole = nullptr;
    bool was_fetched = false;
};

struct Sent {
    std::string client_key;
    std::string conversation;  // empty until a buyer's first message is answered
    std::string text;
    std::vector<std::string> files;
    std::string override_reason;  // agents only: said when the gate stops the text

    bool held = false, uses_override = false, was_stopped = false, met_trouble = false;
    Moment scheduled, invoked, answered;
    int tries = 0;
    int status = 0;  // 201: stored. 4xx: refused for good. 0: unknown yet
    std::string reason;
    std::int64_t seq = 0;
    std::string id;
};

struct Tally {
    std::uint64_t opened = 0, reconnects = 0, cuts = 0, catch_ups = 0, told_to_reconnect = 0;
    std::uint64_t holes = 0;     // an event came too early and the missing ones had to be fetched
    std::uint64_t doubled = 0;   // an event came that had come before on the same connection
    std::uint64_t backward = 0;  // a replay began before our cursor
    std::uint64_t limited = 0, unavailable = 0, timed_out = 0, bad_frames = 0, signed_out = 0;
};

class Caller {
public:
    enum class Role { buyer, agent };
    Caller(Loop&, Address, Role);
    Caller(const Caller&) = delete;
    Caller& operator=(const Caller&) = delete;
    ~Caller();

    // Buyer: POST /visits with the shop's widget key, or a secret that is known already.
    // `then` hears the status.
    void visit(std::string_view shop_key, std::function<void(int status)> then);
    void be_visitor(std::string secret) { secret_ = std::move(secret); }
    const std::string& visitor() const { return secret_; }
    // Agent: POST /session, or a bearer token.
    void sign_in(std::string_view email, std::string_view password,
                 std::function<void(int status)> then);
    void be_bearer(std::string token) { bearer_ = std::move(token); }
    // A second socket of the same visitor or session.
    void be_same_as(const Caller&);

    void open();  // and keep open until close()
    void close();
    // As if the network were cut: the connection is dropped at once and a new one is made.
    void cut();
    void fall_asleep();  // stays connected, reads nothing any more
    bool is_live() const { return stage_ == Stage::live; }
    bool is_idle() const { return outbox_.empty(); }  // nothing waits for an answer
    std::size_t unanswered() const { return outbox_.size(); }

    // Over the socket; status 0 when it is cut before the answer came.
    void call(std::string_view method, std::string_view path, std::string_view body,
              std::function<void(int status, const json::value& body)> then);
    // Over plain HTTP with this caller's credentials, on a connection of its own.
    void ask(std::string_view method, std::string_view path, std::string body,
             std::string_view content_type, std::function<void(Answer)> then);

    // Buyers leave `conversation` empty. Kept until answered, whatever happens to the connection.
    Sent& send(std::string conversation, std::string text, std::vector<std::string> files = {});
    void fetch(const std::string& conversation);
    // Follow a conversation from the message after `seq` on.
    void follow(const std::string& conversation, std::int64_t seq);
    std::int64_t cursor(const std::string& conversation) const;
    const std::string& conversation() const { return conversation_; }  // the buyer's

    std::function<void()> on_live;
    std::function<void()> on_cut;
    std::function<void(const Sent&)> on_invoked;  // before the first byte leaves
    std::function<void(const Seen&)> on_seen;
    std::function<void(const Sent&)> on_settled;  // stored, or refused for good
    std::function<void(std::string_view event, const json::object& data)> on_event;

    Tally tally;
    std::string name;    // for reports
    std::string person;  // the agent's id, once signed in
    json::value session;

    // A reconnect waits this long at first, doubled to the longest, each with full jitter.
    std::chrono::milliseconds first_wait{50}, longest_wait{2000};
    std::chrono::milliseconds patience{10000};  // for one answer

private:
    enum class Stage { closed, ticket, socket, hello, live, waiting };
    struct Track {
        std::int64_t cursor = 0;
        std::int64_t hello_cursor = 0;     // what the last hello said
        std::int64_t connection_high = 0;  // highest seq an event brought since
        bool fetching = false;
    };
    struct Waiting {
        std::function<void(int, const json::value&)> then;
        Moment asked;
    };

    void connect();
    void greet();
    void lost(int code);
    void retry();
    void sweep();
    void find_mine(const std::string& after);
    void take(std::string_view text);
    void take_one(const json::object&);
    void take_message(const json::value&, bool was_fetched);
    void transmit(const std::string& client_key);
    void settle(const std::string& client_key, int status, const json::value& body);
    std::vector<std::pair<std::string, std::string>> credentials() const;

    Loop& loop_;
    Address address_;
    Role role_;
    Stage stage_ = Stage::closed;
    std::unique_ptr<Line> line_, side_;
    std::uint64_t generation_ = 0;  // of the connection; a timer of an old one does nothing
    std::uint64_t seed_;
    std::chrono::milliseconds wait_{0}, told_to_wait_{0};
    bool sweeping_ = false;
    std::string secret_, bearer_, cookie_, csrf_, conversation_;
    std::int64_t calls_ = 0;
    std::unordered_map<std::int64_t, Waiting> pending_;
    std::unordered_map<std::string, Track> tracks_;
    std::map<std::string, std::unique_ptr<Sent>> outbox_;  // by client_key
    std::vector<std::string> order_;                       // client_keys as first sent
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace app::crowd
