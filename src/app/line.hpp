// One thread, many connections to one of our own servers: what replay, bench and chaos stand on.
//
//     Loop   epoll and timers
//     Line   one TCP connection: HTTP requests one after another, then, if asked, a WebSocket
//
// Plain clients of the public protocols. Only IPv4 addresses and `http://` are spoken: these
// tools run beside the server they measure, never across a network.
//
// Invariants
//  1. Every callback runs inside Loop::turn, never inside the call that asked for it.
//  2. A Line may be dropped inside its own callback; it is freed when the turn ends.
//  3. After on_closed nothing more is called on that Line.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace app::crowd {

using Monotonic = std::chrono::steady_clock;
using Moment = Monotonic::time_point;

class Loop {
public:
    Loop();
    ~Loop();
    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;

    void at(Moment, std::function<void()>);
    void after(std::chrono::microseconds, std::function<void()>);

    // Waits for sockets no longer than `longest`, serves them, then runs the timers that are due.
    void turn(std::chrono::milliseconds longest = std::chrono::milliseconds{50});

    // Turns until `done` says so; false when `longest` passed first.
    bool until(const std::function<bool()>& done, std::chrono::milliseconds longest);

private:
    friend class Line;
    void watch(int descriptor, std::uint32_t what, class Line*, int operation);
    void bury(std::unique_ptr<class Line>);

    int epoll_ = -1;
    std::multimap<Moment, std::function<void()>> timers_;
    std::vector<std::unique_ptr<class Line>> buried_;
    std::vector<const class Line*> gone_;  // closed while this turn's events are being served
};

// Where a server is, and which loopback address this client calls from (empty: any).
struct Address {
    std::string host = "127.0.0.1";
    std::uint16_t port = 8080;
    std::string from;
    int receive_bytes = 0;  // a small receive buffer, for clients that shall look slow
};

// "http://127.0.0.1:8080" → Address. Throws std::invalid_argument on anything else.
Address address_of(std::string_view base);

struct Answer {
    int status = 0;  // 0: no answer came; the request may or may not have been carried out
    std::string body;
    std::map<std::string, std::string, std::less<>> headers;  // names in lower case
};

struct Ask {
    std::string method = "GET";
    std::string path;  // with /api/v1
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
};

class Line {
public:
    static std::unique_ptr<Line> open(Loop&, const Address&);
    ~Line();
    Line(const Line&) = delete;
    Line& operator=(const Line&) = delete;

    // Requests are answered in the order they were asked.
    void ask(Ask, std::function<void(Answer)>);
    // Turns the connection into a WebSocket; `then` hears 101 or what the server said instead.
    void upgrade(std::string_view path, std::function<void(int status)> then);
    void say(std::string_view text);  // one text frame
    // Stops reading, so that the server's words pile up: a screen that sleeps.
    void sleep();

    std::function<void(std::string_view text)> on_text;
    // The WebSocket close code, or 0 when the connection just ended.
    std::function<void(int code)> on_closed;

    // Frees the connection now; neither callback is called any more.
    static void drop(std::unique_ptr<Line>&);

    bool is_open() const { return descriptor_ >= 0; }

private:
    friend class Loop;
    enum class Mode { http, upgrading, frames };
    explicit Line(Loop&);
    void ready(std::uint32_t what);
    void flush();
    void put(std::string_view bytes);
    void take_answers();
    void take_frames();
    void end(int code);
    void frame(std::uint8_t opcode, std::string_view payload);

    Loop& loop_;
    int descriptor_ = -1;
    Mode mode_ = Mode::http;
    bool connected_ = false;
    bool wants_write_ = false;
    std::string host_;
    std::string in_;
    std::size_t in_start_ = 0;
    std::string out_;
    std::string fragments_;
    int close_code_ = 0;
    std::uint32_t mask_;
    std::deque<std::pair<bool, std::function<void(Answer)>>> waiting_;  // first: was it a HEAD
    std::function<void(int)> upgraded_;
};

}  // namespace app::crowd
