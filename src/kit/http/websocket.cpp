#include "kit/http/websocket.hpp"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <cstdio>
#include <exception>
#include <random>

namespace kit::http {

namespace beast = boost::beast;
namespace websocket = beast::websocket;

namespace {

using Stream = websocket::stream<TcpSocket, false>;  // false: no permessage-deflate
using FramePtr = std::shared_ptr<const std::string>;

constexpr std::size_t message_bytes_max = 64 * 1024;
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
          stream_(std::move(start.socket)) {
        stream_.auto_fragment(false);
        stream_.read_message_max(message_bytes_max);
        stream_.text(true);
        stream_.control_callback([this](auto, auto) {
            heard_ = steady_now();
            ++controls_;
        });
    }

    void send(FramePtr frame) override;
    void close(std::uint16_t code, std::string reason) override;
    std::uint64_t catch_ups() const override { return catch_ups_; }

    void tick(SteadyTime now) override;
    void stop_soon() override;
    void stop_now() override { cut(); }

    static Task<void> run(std::shared_ptr<LiveSocket> self, std::string key,
                          std::string request_id);

private:
    Task<error_code> accept(std::string key, std::string request_id);
    Task<void> read_all();
    void hear(std::string text);
    void schedule_pump();
    void pump();
    std::size_t take_batch();
    void write(std::size_t frames);
    void written(error_code);
    void begin_close();
    void ping();
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
    Stream stream_;
    beast::flat_buffer buffer_{message_bytes_max + 4096};
    FramePtr leaving_;    // being written as it is
    std::string joined_;  // or several, as one array
    bool open_ = false;
    bool ended_ = false;
    bool writing_ = false;
    bool pinging_ = false;
    bool close_begun_ = false;
    SteadyTime began_ = steady_now();
    SteadyTime heard_ = began_;
    SteadyTime pinged_ = began_;
    SteadyTime wrote_ = began_;   // when the write under way began
    SteadyTime closing_since_{};  // since when one side has said that it closes
    int controls_ = 0;            // control frames since the last tick
    SteadyTime large_since_{};    // since when a large message has been coming in
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
    constexpr std::uint16_t session_ended = 4401;
    {
        std::lock_guard lock(guard_);
        if (std::exchange(closing_, true)) return;
        close_code_ = code;
        close_reason_ = std::move(reason);
        if (code == session_ended) {
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
    close(1012, "restart");
}

Task<void> LiveSocket::run(std::shared_ptr<LiveSocket> self, std::string key,
                           std::string request_id) {
    self->loop_->watch(*self);
    auto ec = co_await self->accept(std::move(key), std::move(request_id));
    if (!ec) co_await self->read_all();
    self->finish();
}

Task<error_code> LiveSocket::accept(std::string key, std::string request_id) {
    beast::http::request<beast::http::empty_body> request(beast::http::verb::get, "/", 11);
    request.set(beast::http::field::host, "-");
    request.set(beast::http::field::connection, "upgrade");
    request.set(beast::http::field::upgrade, "websocket");
    request.set(beast::http::field::sec_websocket_version, "13");
    request.set(beast::http::field::sec_websocket_key, key);
    stream_.set_option(
        websocket::stream_base::decorator([&request_id](websocket::response_type& response) {
            response.set(beast::http::field::server, "house");
            response.set("X-Request-Id", request_id);
            response.set("X-Content-Type-Options", "nosniff");
            response.set("Referrer-Policy", "no-referrer");
        }));
    auto [ec] = co_await stream_.async_accept(request, token);
    stream_.set_option(websocket::stream_base::decorator([](websocket::response_type&) {}));
    co_return ec;
}

Task<void> LiveSocket::read_all() {
    open_ = true;
    heard_ = pinged_ = steady_now();
    ++loop_->tally->sockets;
    ++loop_->tally->sockets_opened;
    try {
        if (events_.opened) events_.opened(shared_from_this());
    } catch (const std::exception& e) {
        std::fprintf(stderr, "live socket: %s\n", e.what());
        close(1011, "broken");
    }
    if (loop_->stopping) stop_soon();
    pump();
    for (;;) {
        auto [ec, bytes] = co_await stream_.async_read(buffer_, token);
        if (ec) co_return;
        heard_ = steady_now();
        ++loop_->tally->frames_in;
        auto data = buffer_.cdata();
        std::string text(static_cast<const char*>(data.data()), data.size());
        buffer_.consume(buffer_.size());
        // A buffer that grew for one large message would stay as large for ever.
        if (buffer_.capacity() > large_message) buffer_.shrink_to_fit();
        if (stream_.got_text())
            hear(std::move(text));
        else
            close(1003, "text only");
    }
}

void LiveSocket::hear(std::string text) {
    {
        std::lock_guard lock(guard_);
        if (closing_) return;
    }
    try {
        if (events_.text) events_.text(std::move(text));
    } catch (const std::exception& e) {
        std::fprintf(stderr, "live socket: %s\n", e.what());
        close(1011, "broken");
    }
}

void LiveSocket::finish() {
    ended_ = true;
    loop_->unwatch(*this);
    seat_.reset();  // whoever still holds the socket holds no place
    if (open_) --loop_->tally->sockets;
    error_code ignored;
    stream_.next_layer().close(ignored);
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

void LiveSocket::pump() {
    if (!open_ || ended_ || writing_ || close_begun_) return;
    bool close_now = false;
    std::size_t frames = 0;
    {
        std::lock_guard lock(guard_);
        if (waiting_.empty() && std::exchange(behind_, false)) {
            leaving_ = catch_up_frame();
            frames = 1;
        } else if (!waiting_.empty()) {
            frames = take_batch();
        } else if (closing_) {
            close_now = true;
        } else {
            scheduled_ = false;
        }
    }
    if (frames > 0)
        write(frames);
    else if (close_now)
        begin_close();
}

// Requires: the lock, and something waits. One frame leaves as it is, shared with other sockets;
// several leave as one array.
std::size_t LiveSocket::take_batch() {
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
    return count;
}

void LiveSocket::write(std::size_t frames) {
    loop_->tally->frames_out += frames;
    writing_ = true;
    wrote_ = steady_now();
    auto bytes = leaving_ ? asio::buffer(*leaving_) : asio::buffer(joined_);
    stream_.async_write(
        bytes, [self = shared_from_this()](error_code ec, std::size_t) { self->written(ec); });
}

void LiveSocket::written(error_code ec) {
    writing_ = false;
    leaving_.reset();
    std::string().swap(joined_);
    if (ec)
        cut();
    else
        pump();
}

// Our close frame goes out; the peer's answer ends `read_all`, or `tick` loses patience.
void LiveSocket::begin_close() {
    close_begun_ = true;
    websocket::close_reason reason(close_code_);
    // Source: RFC 6455 §5.5: a control frame carries at most 125 bytes, two of them the code.
    reason.reason.assign(close_reason_.data(), std::min<std::size_t>(close_reason_.size(), 123));
    stream_.async_close(reason, [self = shared_from_this()](error_code) { self->cut(); });
}

void LiveSocket::ping() {
    pinged_ = steady_now();
    pinging_ = true;
    stream_.async_ping({}, [self = shared_from_this()](error_code ec) {
        self->pinging_ = false;
        if (ec) self->cut();
    });
}

void LiveSocket::tick(SteadyTime now) {
    if (!open_) {
        if (now - began_ > handshake_within) cut();
        return;
    }
    if (close_begun_ || !stream_.is_open()) {
        if (closing_since_ == SteadyTime{})
            closing_since_ = now;
        else if (now - closing_since_ > close_within)
            cut();
        return;
    }
    if (std::exchange(controls_, 0) > controls_max) return cut();
    if (writing_ && now - wrote_ > stall_timeout_) return cut();
    // A message that stays incomplete holds its buffer: many such peers would hold much memory.
    if (buffer_.size() <= large_message)
        large_since_ = {};
    else if (large_since_ == SteadyTime{})
        large_since_ = now;
    else if (now - large_since_ > message_within)
        return cut();

    if (heard_ < pinged_ && now - pinged_ > std::min(pong_within, ping_every_)) return cut();
    if (now - pinged_ >= ping_every_ && !pinging_) ping();
}

// Ends the connection without a word: the peer is gone, does not read or does not answer. What the
// kernel still holds for it is dropped too.
void LiveSocket::cut() {
    error_code ignored;
    auto& socket = stream_.next_layer();
    if (!socket.is_open()) return;
    if (writing_ || pinging_) socket.set_option(asio::socket_base::linger(true, 0), ignored);
    socket.close(ignored);
}

}  // namespace

void begin_live(std::shared_ptr<Loop> loop, LiveStart start) {
    auto key = std::move(start.key);
    auto request_id = std::move(start.request_id);
    auto& context = loop->context;
    auto socket = std::make_shared<LiveSocket>(std::move(loop), std::move(start));
    asio::co_spawn(context,
                   LiveSocket::run(std::move(socket), std::move(key), std::move(request_id)),
                   asio::detached);
}

}  // namespace kit::http
