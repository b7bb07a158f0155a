#include "kit/http/websocket.hpp"

#include <boost/asio/write.hpp>
#include <cstdio>
#include <exception>
#include <random>

#include "kit/http/frames.hpp"

namespace kit::http {

namespace {

using FramePtr = std::shared_ptr<const std::string>;

constexpr std::size_t batch_bytes_max = 64 * 1024;
constexpr std::size_t waiting_frames_max = 256;
constexpr std::size_t waiting_bytes_max = 1024 * 1024;
constexpr auto pong_within = std::chrono::seconds{20};  // of a ping
constexpr auto handshake_within = std::chrono::seconds{10};
constexpr auto close_within = std::chrono::seconds{5};     // of the first close frame
constexpr auto message_within = std::chrono::seconds{20};  // of a large message's beginning
constexpr std::size_t large_message = 4096;
// Pings and pongs of the peer in one tick: each ping costs us an answer.
constexpr int controls_max = 100;

const FramePtr& catch_up_frame() {
    static const FramePtr frame = std::make_shared<const std::string>(R"({"catch_up":{}})");
    return frame;
}

// Of a frame that is itself an array, its elements: arrays of arrays never leave.
std::string_view elements_of(std::string_view frame) {
    if (frame.starts_with('[') && frame.ends_with(']')) return frame.substr(1, frame.size() - 2);
    return frame;
}

// One live socket. It reads when the loop says that there is something, into the loop's scratch
// space, and writes one thing at a time: while it is idle it owns no buffer at all.
//
//     open --close asked, or the peer's close--> closing --both closes seen, or 5 s--> gone
class LiveSocket final : public Socket,
                         public Watched,
                         public std::enable_shared_from_this<LiveSocket> {
public:
    LiveSocket(std::shared_ptr<Loop> loop, LiveStart start)
        : loop_(std::move(loop)),
          seat_(std::move(start.seat)),
          ping_every_(start.ping_every),
          stall_timeout_(start.stall_timeout),
          events_(std::move(start.events)),
          socket_(std::move(start.socket)) {}

    void send(FramePtr frame) override;
    void close(std::uint16_t code, std::string reason) override;
    std::uint64_t catch_ups() const override { return catch_ups_; }

    void tick(SteadyTime now) override;
    void stop_soon() override;
    void stop_now() override { cut(); }

    static Task<void> run(std::shared_ptr<LiveSocket> self, std::string hello);

private:
    Task<void> read_all();
    void hear(std::string_view bytes);
    void hear_text(std::string text);
    void hear_close(std::uint16_t code);
    void fail(std::uint16_t code);
    bool is_closing() {
        std::lock_guard lock(guard_);
        return closing_;
    }
    void schedule_pump();
    void pump();
    bool take_frame();
    void take_batch();
    void write(Opcode, asio::const_buffer payload);
    void written(error_code);
    void cut();
    void finish();

    const std::shared_ptr<Loop> loop_;
    std::optional<Seat> seat_;
    const std::chrono::seconds ping_every_, stall_timeout_;
    SocketEvents events_;

    // What any thread may ask for, behind the lock.
    std::mutex guard_;
    std::vector<FramePtr> waiting_;
    std::size_t waiting_bytes_ = 0;
    std::string close_reason_;
    std::uint16_t close_code_ = 0;
    bool behind_ = false;     // the queue was dropped, catch_up is due
    bool scheduled_ = false;  // `pump` will run without being asked again
    bool closing_ = false;    // a close was asked for: nothing new in or out
    std::atomic<std::uint64_t> catch_ups_{0};

    // Of the loop's thread.
    TcpSocket socket_;
    FrameReader reader_;
    FrameHead head_{};                     // of the frame being written
    FramePtr leaving_;                     // its payload, shared
    std::string joined_;                   // or its payload, ours
    std::optional<std::string> pong_due_;  // only the last ping wants an answer (RFC 6455 §5.5.3)
    bool ping_due_ = false;
    bool open_ = false;
    bool ended_ = false;
    bool writing_ = false;
    bool close_sent_ = false;   // or being written
    bool close_heard_ = false;  // the peer's, or what makes waiting for it useless
    bool deaf_ = false;         // after a fault the rest is bytes without meaning
    int controls_ = 0;          // control frames since the last tick
    SteadyTime began_ = steady_now();
    SteadyTime heard_ = began_;
    SteadyTime pinged_ = began_;
    SteadyTime wrote_ = began_;  // when the write under way began
    SteadyTime closing_since_{};
    SteadyTime large_since_{};  // since when a large message has been coming in
};

void LiveSocket::send(FramePtr frame) {
    {
        std::lock_guard lock(guard_);
        if (closing_ || behind_) return;
        bool full = waiting_.size() >= waiting_frames_max ||
                    waiting_bytes_ + frame->size() > waiting_bytes_max;
        if (full && !waiting_.empty()) {
            std::vector<FramePtr>().swap(waiting_);
            waiting_bytes_ = 0;
            behind_ = true;
            ++catch_ups_;
            ++loop_->tally->catch_ups;
        } else {
            waiting_bytes_ += frame->size();
            waiting_.push_back(std::move(frame));
        }
        if (std::exchange(scheduled_, true)) return;
    }
    schedule_pump();
}

// Frames that wait still go first, except to a peer whose right to hear has just ended.
void LiveSocket::close(std::uint16_t code, std::string reason) {
    {
        std::lock_guard lock(guard_);
        if (std::exchange(closing_, true)) return;
        close_code_ = code;
        close_reason_ = std::move(reason);
        if (code == closed_for::session_ended) {
            std::vector<FramePtr>().swap(waiting_);
            behind_ = false;
        }
        if (std::exchange(scheduled_, true)) return;
    }
    schedule_pump();
}

void LiveSocket::schedule_pump() {
    loop_->post([self = shared_from_this()] { self->pump(); });
}

void LiveSocket::stop_soon() {
    thread_local std::minstd_rand random{std::random_device{}()};
    auto after_ms = std::uniform_int_distribution<int>(0, 5000)(random);
    send(std::make_shared<const std::string>(R"({"reconnect":{"after_ms":)" +
                                             std::to_string(after_ms) + "}}"));
    close(closed_for::restart, "restart");
}

Task<void> LiveSocket::run(std::shared_ptr<LiveSocket> self, std::string hello) {
    auto [ec, bytes] = co_await asio::async_write(self->socket_, asio::buffer(hello), token);
    std::string().swap(hello);
    if (!ec) self->socket_.non_blocking(true, ec);
    if (!ec) co_await self->read_all();
    self->finish();
}

Task<void> LiveSocket::read_all() {
    open_ = true;
    heard_ = pinged_ = steady_now();
    ++loop_->tally->sockets_opened;
    try {
        if (events_.opened) events_.opened(shared_from_this());
    } catch (const std::exception& e) {
        std::fprintf(stderr, "live socket: %s\n", e.what());
        close(closed_for::broken, "broken");
    }
    pump();
    for (;;) {
        auto [waited] = co_await socket_.async_wait(tcp::socket::wait_read, token);
        if (waited) co_return;
        error_code ec;
        auto bytes = socket_.read_some(asio::buffer(loop_->scratch), ec);
        if (ec == asio::error::would_block) continue;
        if (ec) co_return;
        heard_ = steady_now();
        if (!deaf_) hear({loop_->scratch.data(), bytes});
        if (close_heard_ && close_sent_ && !writing_ && !deaf_) co_return;
    }
}

void LiveSocket::hear(std::string_view bytes) {
    using Kind = Incoming::Kind;
    while (!close_heard_) {
        auto incoming = reader_.next(bytes);
        switch (incoming.kind) {
            case Kind::nothing:
                return;
            case Kind::text:
                hear_text(std::move(incoming.payload));
                break;
            case Kind::ping:
                ++controls_;
                pong_due_ = std::move(incoming.payload);
                pump();
                break;
            case Kind::pong:
                ++controls_;
                break;
            case Kind::close:
                hear_close(incoming.code);
                break;
            case Kind::fault:
                fail(incoming.code);
                return;
        }
    }
}

void LiveSocket::hear_text(std::string text) {
    ++loop_->tally->frames_in;
    if (is_closing()) return;
    try {
        if (events_.text) events_.text(std::move(text));
    } catch (const std::exception& e) {
        std::fprintf(stderr, "live socket: %s\n", e.what());
        close(closed_for::broken, "broken");
    }
}

// The peer closes: what waits has no reader any more, its code goes back.
void LiveSocket::hear_close(std::uint16_t code) {
    close_heard_ = true;
    close(code == closed_for::no_code ? closed_for::normal : code, {});
    {
        std::lock_guard lock(guard_);
        std::vector<FramePtr>().swap(waiting_);
        behind_ = false;
    }
    pump();
}

// What follows has no meaning; it is read and dropped until the peer has seen our close frame and
// leaves, because closing before it has arrived would destroy it on its way.
void LiveSocket::fail(std::uint16_t code) {
    deaf_ = close_heard_ = true;
    close(code, {});
    {
        std::lock_guard lock(guard_);
        std::vector<FramePtr>().swap(waiting_);
        behind_ = false;
    }
    pump();
}

void LiveSocket::finish() {
    ended_ = true;
    loop_->unwatch(*this);
    seat_.reset();  // whoever still holds the socket holds no place
    --loop_->tally->sockets;
    cut();
    {
        std::lock_guard lock(guard_);
        closing_ = true;
        std::vector<FramePtr>().swap(waiting_);
    }
    // The events may hold this socket in turn.
    auto events = std::exchange(events_, {});
    try {
        if (events.closed) events.closed();
    } catch (const std::exception& e) {
        std::fprintf(stderr, "live socket: %s\n", e.what());
    }
}

// Writes the next thing, if any. Nothing follows a close frame.
void LiveSocket::pump() {
    if (!open_ || ended_ || writing_ || close_sent_) return;
    if (pong_due_) {
        joined_ = *std::exchange(pong_due_, std::nullopt);
        return write(Opcode::pong, asio::buffer(joined_));
    }
    if (std::exchange(ping_due_, false)) return write(Opcode::ping, {});
    if (take_frame())
        return write(Opcode::text, leaving_ ? asio::buffer(*leaving_) : asio::buffer(joined_));
    std::lock_guard lock(guard_);
    scheduled_ = closing_;
    if (!closing_) return;
    close_sent_ = true;
    joined_ = close_payload(close_code_, close_reason_);
    write(Opcode::close, asio::buffer(joined_));
}

// Is there a text to send? Then it is in `leaving_` or `joined_`.
bool LiveSocket::take_frame() {
    std::lock_guard lock(guard_);
    if (!waiting_.empty()) {
        take_batch();
        return true;
    }
    if (!std::exchange(behind_, false)) return false;
    leaving_ = catch_up_frame();
    ++loop_->tally->frames_out;
    return true;
}

// Requires: the lock, and something waits. One frame leaves as it is, shared with other sockets;
// several leave as one array.
void LiveSocket::take_batch() {
    std::size_t count = 0, bytes = 2;
    while (count < waiting_.size() && bytes + waiting_[count]->size() + 1 <= batch_bytes_max)
        bytes += waiting_[count++]->size() + 1;
    count = std::max<std::size_t>(count, 1);
    if (count == 1) {
        leaving_ = std::move(waiting_[0]);
        waiting_bytes_ -= leaving_->size();
    } else {
        joined_.reserve(bytes);
        joined_ += '[';
        for (std::size_t i = 0; i < count; ++i) {
            if (joined_.size() > 1) joined_ += ',';
            joined_ += elements_of(*waiting_[i]);
            waiting_bytes_ -= waiting_[i]->size();
        }
        joined_ += ']';
    }
    waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(count));
    // An idle socket keeps no room for the burst it once had.
    if (waiting_.empty() && waiting_.capacity() > 4) std::vector<FramePtr>().swap(waiting_);
    loop_->tally->frames_out += count;
}

void LiveSocket::write(Opcode opcode, asio::const_buffer payload) {
    writing_ = true;
    wrote_ = steady_now();
    head_ = frame_head(opcode, payload.size());
    std::array<asio::const_buffer, 2> pieces{asio::buffer(head_.bytes.data(), head_.size), payload};
    asio::async_write(socket_, pieces, [self = shared_from_this()](error_code ec, std::size_t) {
        self->written(ec);
    });
}

void LiveSocket::written(error_code ec) {
    writing_ = false;
    leaving_.reset();
    std::string().swap(joined_);
    if (ec) return cut();
    if (!close_sent_) return pump();
    // Both have said goodbye: the server is the one to hang up. Source: RFC 6455 §7.1.1.
    error_code ignored;
    if (close_heard_ && !deaf_) cut();
    else socket_.shutdown(tcp::socket::shutdown_send, ignored);
}

void LiveSocket::tick(SteadyTime now) {
    if (!open_) {
        if (now - began_ > handshake_within) cut();
        return;
    }
    if (is_closing()) {
        if (closing_since_ == SteadyTime{}) closing_since_ = now;
        else if (now - closing_since_ > close_within) cut();
        return;
    }
    if (std::exchange(controls_, 0) > controls_max) return cut();
    if (writing_ && now - wrote_ > stall_timeout_) return cut();
    // A message that stays incomplete holds its memory: many such peers would hold much.
    if (reader_.pending() <= large_message) large_since_ = {};
    else if (large_since_ == SteadyTime{}) large_since_ = now;
    else if (now - large_since_ > message_within) return cut();

    if (heard_ < pinged_ && now - pinged_ > std::min(pong_within, ping_every_)) return cut();
    if (now - pinged_ < ping_every_) return;
    pinged_ = now;
    ping_due_ = true;
    pump();
}

// Ends the connection. What the kernel still holds for a peer that does not read is dropped too.
void LiveSocket::cut() {
    if (!socket_.is_open()) return;
    error_code ignored;
    if (writing_) socket_.set_option(asio::socket_base::linger(true, 0), ignored);
    socket_.close(ignored);
}

std::string hello_text(const LiveStart& start) {
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
           "Sec-WebSocket-Accept: " +
           accept_key(start.key) + "\r\nX-Content-Type-Options: nosniff\r\n" +
           "Referrer-Policy: no-referrer\r\nX-Request-Id: " + start.request_id + "\r\n\r\n";
}

}  // namespace

void begin_live(std::shared_ptr<Loop> loop, LiveStart start) {
    auto hello = hello_text(start);
    auto& at = *loop;
    auto socket = std::make_shared<LiveSocket>(std::move(loop), std::move(start));
    // From here on a stopping server sees it.
    ++at.tally->sockets;
    at.watch(*socket);
    if (at.stopping) socket->stop_soon();
    if (at.ending) socket->stop_now();
    asio::co_spawn(at.context, LiveSocket::run(std::move(socket), std::move(hello)),
                   asio::detached);
}

}  // namespace kit::http
