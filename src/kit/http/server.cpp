#include "kit/http/server.hpp"

#include <fcntl.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/status.hpp>
#include <charconv>
#include <condition_variable>
#include <cstdio>
#include <exception>
#include <random>

#include "kit/base/result.hpp"
#include "kit/http/body.hpp"
#include "kit/http/guard.hpp"
#include "kit/http/loop.hpp"
#include "kit/http/websocket.hpp"

namespace kit {

namespace {

using namespace http;
namespace beast = boost::beast;

constexpr std::size_t idle_buffer_bytes = 2 * 1024;
constexpr std::size_t read_bytes_max = 64 * 1024;
constexpr std::size_t buffer_bytes_max = head_bytes_max + read_bytes_max;
// A body or an answer may take its time limit and one second more for each such piece that moved:
// large ones may be slow. And none may stand still for the time limit: what the kernel swallowed at
// once has bought no more time for a peer that reads nothing.
constexpr std::size_t bytes_per_second_min = 16 * 1024;
// After an answer that closes, what the peer still sends is read and dropped for a while: closing
// at once would reset the connection and could destroy the answer on its way.
constexpr auto linger_timeout = std::chrono::seconds{5};
constexpr std::size_t linger_bytes_max = 4 * 1024 * 1024;
// Bodies that are still coming in, all connections together.
constexpr std::size_t bodies_bytes_max = 256 * 1024 * 1024;

std::string new_request_id() {
    thread_local std::mt19937_64 random{(std::uint64_t{std::random_device{}()} << 32) ^
                                        std::random_device{}()};
    auto number = random();
    std::string id(16, '0');
    for (auto& c : id) {
        c = "0123456789abcdef"[number & 15];
        number >>= 4;
    }
    return id;
}

// The words of the errors made here; none of them needs escaping.
Response error_response(int status, std::string_view code, std::string_view reason,
                        std::string_view request_id) {
    Response response;
    response.status = status;
    auto& text = response.body;
    text.append(R"({"code":")").append(code).append(R"(","reason":")").append(reason);
    text.append(R"(","field":"","message":"","request_id":")").append(request_id).append("\"}");
    return response;
}
Response unavailable(std::string_view reason, std::string_view request_id) {
    auto response = error_response(503, "unavailable", reason, request_id);
    response.headers.emplace_back("Retry-After", "2");
    return response;
}
Response refusal_response(const Refused& refused, std::string_view request_id) {
    auto code = refused.status == 413 || refused.status == 431 ? "too_large"
                : refused.status == 405                        ? "unsupported"
                : refused.status == 503                        ? "unavailable"
                                                               : "malformed";
    auto response = error_response(refused.status, code, refused.reason, request_id);
    if (refused.status == 405)
        response.headers.emplace_back("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
    if (refused.status == 503) response.headers.emplace_back("Retry-After", "2");
    if (refused.reason == "bad_websocket_version")
        response.headers.emplace_back("Sec-WebSocket-Version", "13");
    return response;
}

// Answers for a handler that let go of its reply without a word.
struct ReplyOnce {
    std::shared_ptr<Letterbox<Response>> box;
    std::string request_id;
    ReplyOnce(std::shared_ptr<Letterbox<Response>> to, std::string id)
        : box(std::move(to)), request_id(std::move(id)) {}
    ReplyOnce(ReplyOnce&&) = default;
    ReplyOnce& operator=(ReplyOnce&&) = delete;
    ~ReplyOnce() {
        if (box) box->put(error_response(500, "broken", "unanswered", request_id));
    }
    void operator()(Response response) {
        if (auto to = std::exchange(box, nullptr)) to->put(std::move(response));
    }
};

struct UpgradeOnce {
    std::shared_ptr<Letterbox<Upgrade>> box;
    std::string request_id;
    UpgradeOnce(std::shared_ptr<Letterbox<Upgrade>> to, std::string id)
        : box(std::move(to)), request_id(std::move(id)) {}
    UpgradeOnce(UpgradeOnce&&) = default;
    UpgradeOnce& operator=(UpgradeOnce&&) = delete;
    ~UpgradeOnce() {
        if (!box) return;
        Upgrade upgrade;
        upgrade.refusal = error_response(500, "broken", "unanswered", request_id);
        box->put(std::move(upgrade));
    }
    void operator()(Upgrade upgrade) {
        auto to = std::exchange(box, nullptr);
        // The peer left before it was accepted: for the events that is a socket that closed.
        if (to && !to->put(std::move(upgrade)) && upgrade.accepted && upgrade.events.closed)
            upgrade.events.closed();
    }
};

// A token bucket that holds one second's worth.
class Admission {
public:
    explicit Admission(int per_second) : rate_(per_second), left_(per_second) {}
    bool admit() {
        std::lock_guard lock(guard_);
        auto now = steady_now();
        left_ = std::min(rate_, left_ + rate_ * std::chrono::duration<double>(now - at_).count());
        at_ = now;
        if (left_ < 1) return false;
        left_ -= 1;
        return true;
    }

private:
    std::mutex guard_;
    const double rate_;
    double left_;
    SteadyTime at_ = steady_now();
};

// What all connections of a server share.
struct House {
    ServerOptions options;
    ServerHandlers handlers;
    std::shared_ptr<Tally> tally = std::make_shared<Tally>();
    Admission admission;
    std::atomic<std::size_t> bodies_bytes{0};

    House(ServerOptions o, ServerHandlers h)
        : options(std::move(o)), handlers(std::move(h)), admission(options.handshakes_per_second) {}
};

// Body bytes that a connection holds while they come in.
class BodyShare {
public:
    explicit BodyShare(std::atomic<std::size_t>& total) : total_(total) {}
    BodyShare(const BodyShare&) = delete;
    ~BodyShare() { total_ -= held_; }
    bool grow_to(std::size_t bytes) {
        auto more = bytes - held_;
        held_ = bytes;
        return total_.fetch_add(more) + more <= bodies_bytes_max;
    }

private:
    std::atomic<std::size_t>& total_;
    std::size_t held_ = 0;
};

std::string text_of(const asio::ip::address& address) {
    if (address.is_v6() && address.to_v6().is_v4_mapped())
        return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
    return address.to_string();
}

// Whose connections are counted together: a host, or the smallest network that a site is given (RFC
// 6177).
std::string site_of(const asio::ip::address& address) {
    if (!address.is_v6() || address.to_v6().is_v4_mapped()) return text_of(address);
    auto bytes = address.to_v6().to_bytes();
    std::fill(bytes.begin() + 8, bytes.end(), 0);
    return asio::ip::make_address_v6(bytes).to_string();
}

// The client behind our own proxies: the last address of X-Forwarded-For that is not one of them.
std::string client_ip(std::string peer, const Head& head, const std::vector<std::string>& proxies) {
    auto trusted = [&](const std::string& ip) {
        return std::ranges::find(proxies, ip) != proxies.end();
    };
    if (!trusted(peer)) return peer;
    for (auto field = head.headers.rbegin(); field != head.headers.rend(); ++field) {
        if (field->first != "x-forwarded-for") continue;
        std::string_view rest = field->second;
        while (!rest.empty()) {
            auto comma = rest.rfind(',');
            auto word = comma == rest.npos ? rest : rest.substr(comma + 1);
            rest = comma == rest.npos ? std::string_view() : rest.substr(0, comma);
            while (word.starts_with(' ') || word.starts_with('\t')) word.remove_prefix(1);
            while (word.ends_with(' ') || word.ends_with('\t')) word.remove_suffix(1);
            error_code ec;
            auto address = asio::ip::make_address(std::string(word), ec);
            if (ec) return peer;  // a proxy of ours writes addresses; this came from elsewhere
            peer = text_of(address);
            if (!trusted(peer)) return peer;
        }
    }
    return peer;
}

bool same_name(std::string_view name, std::string_view lower) {
    return std::ranges::equal(name, lower, [](char a, char b) {
        return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + 32) : a) == b;
    });
}

// Framing is ours to say, and nothing may end a line.
bool is_sendable_header(std::string_view name, std::string_view value) {
    static constexpr std::string_view ours[] = {"content-length", "transfer-encoding", "connection",
                                                "x-request-id"};
    if (name.empty() ||
        std::ranges::any_of(ours, [&](std::string_view word) { return same_name(name, word); }))
        return false;
    auto breaks = [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\t'; };
    return std::ranges::none_of(name, breaks) && name.find_first_of(": ") == name.npos &&
           std::ranges::none_of(value, breaks);
}

void append_number(std::string& out, std::uint64_t number) {
    char digits[24];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

struct AnswerShape {
    std::uint64_t length = 0;
    bool keep_alive = true;
    std::string_view request_id;
};

std::string head_text(const Response& response, const AnswerShape& shape) {
    std::string text = "HTTP/1.1 ";
    text.reserve(512);
    append_number(text, static_cast<std::uint64_t>(response.status));
    text += ' ';
    auto phrase = beast::http::obsolete_reason(
        beast::http::int_to_status(static_cast<unsigned>(response.status)));
    text.append(phrase.data(), phrase.size());
    text += "\r\n";
    auto add = [&](std::string_view name, std::string_view value) {
        text.append(name).append(": ").append(value).append("\r\n");
    };
    bool nosniff = false, referrer = false;
    for (auto& [name, value] : response.headers) {
        if (!is_sendable_header(name, value)) continue;
        nosniff |= same_name(name, "x-content-type-options");
        referrer |= same_name(name, "referrer-policy");
        add(name, value);
    }
    // Source: RFC 9110 §8.6: no length with 1xx and 204.
    if (response.status != 204 && response.status != 304) {
        if (!response.content_type.empty() &&
            is_sendable_header("content-type", response.content_type))
            add("Content-Type", response.content_type);
        text += "Content-Length: ";
        append_number(text, shape.length);
        text += "\r\n";
    }
    if (!nosniff) add("X-Content-Type-Options", "nosniff");
    if (!referrer) add("Referrer-Policy", "no-referrer");
    add("X-Request-Id", shape.request_id);
    if (!shape.keep_alive) add("Connection", "close");
    text += "\r\n";
    return text;
}

class OpenFile {
public:
    explicit OpenFile(const std::string& path) {
        // Nonblocking: opening a pipe must not wait for its other end.
        fd_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
        struct stat facts{};
        if (fd_ >= 0 && (::fstat(fd_, &facts) != 0 || !S_ISREG(facts.st_mode))) {
            ::close(fd_);
            fd_ = -1;
        }
        size_ = static_cast<std::uint64_t>(std::max<off_t>(facts.st_size, 0));
    }
    OpenFile(const OpenFile&) = delete;
    ~OpenFile() {
        if (fd_ >= 0) ::close(fd_);
    }
    explicit operator bool() const { return fd_ >= 0; }
    int fd() const { return fd_; }
    std::uint64_t size() const { return size_; }

private:
    int fd_ = -1;
    std::uint64_t size_ = 0;
};

// One TCP connection while it speaks HTTP.
class Connection final : public Watched {
public:
    Connection(House& house, std::shared_ptr<Loop> loop, TcpSocket socket, Seat seat)
        : house_(house),
          loop_(std::move(loop)),
          socket_(std::move(socket)),
          seat_(std::move(seat)) {
        loop_->watch(*this);
    }
    Connection(const Connection&) = delete;
    ~Connection() override {
        busy(false);
        loop_->unwatch(*this);
    }

    static Task<void> serve(House&, std::shared_ptr<Loop>, TcpSocket, Seat);

    void tick(SteadyTime now) override {
        if (now > deadline_) hang_up();
    }
    void stop_soon() override {
        if (!busy_) hang_up();
    }
    void stop_now() override {
        hang_up();
        if (abandon_) abandon_();
    }

private:
    enum class Next { request, linger, gone };
    using MaybeRefused = std::optional<Refused>;

    Task<Next> serve_one();
    Task<std::optional<std::expected<Head, Refused>>> read_head();
    Task<MaybeRefused> read_body(const Head&, Request&);
    Task<Next> handle(const Head&, Request);
    Task<Next> upgrade(const Head&, Request);
    Task<Next> refuse(const Refused&, std::string_view request_id);
    Task<Next> answer(const Head*, Response, std::string_view request_id);
    Task<bool> write(std::string_view head, std::string_view body);
    Task<bool> write_file(const OpenFile&);
    Task<bool> read_some(std::size_t room);
    Task<void> linger();

    Request request_from(Head&) const;
    std::string_view view() const {
        auto data = buffer_.cdata();
        return {static_cast<const char*>(data.data()), data.size()};
    }
    void allow(std::chrono::seconds time, std::size_t moved = 0) {
        auto whole = began_ + time + std::chrono::seconds(moved / bytes_per_second_min);
        deadline_ = std::min(whole, steady_now() + time);
    }
    void begin(std::chrono::seconds time) {
        began_ = steady_now();
        allow(time);
    }
    void wait_for_house() { deadline_ = SteadyTime::max(); }
    void busy(bool now) {
        if (busy_ == now) return;
        busy_ = now;
        if (now) ++house_.tally->busy;
        else --house_.tally->busy;
    }
    void hang_up() {
        error_code ignored;
        socket_.close(ignored);
    }

    House& house_;
    std::shared_ptr<Loop> loop_;
    TcpSocket socket_;
    Seat seat_;
    std::string peer_;
    beast::flat_buffer buffer_{buffer_bytes_max};
    std::size_t head_bytes_ = 0;     // of the head in front of the buffer
    std::function<void()> abandon_;  // ends the wait for the house
    bool busy_ = false;
    SteadyTime began_ = steady_now();
    SteadyTime deadline_ = SteadyTime::max();
};

Task<void> Connection::serve(House& house, std::shared_ptr<Loop> loop, TcpSocket socket,
                             Seat seat) {
    Connection connection(house, std::move(loop), std::move(socket), std::move(seat));
    error_code ec;
    connection.socket_.set_option(tcp::no_delay(true), ec);
    auto endpoint = connection.socket_.remote_endpoint(ec);
    if (ec) co_return;
    connection.peer_ = text_of(endpoint.address());
    auto next = Next::request;
    while (next == Next::request) next = co_await connection.serve_one();
    if (next == Next::linger) co_await connection.linger();
}

Task<Connection::Next> Connection::serve_one() {
    auto read = co_await read_head();
    if (!read) co_return Next::gone;
    auto request_id = new_request_id();
    if (!*read) {
        ++house_.tally->refused_framing;
        co_return co_await refuse(read->error(), request_id);
    }
    auto& head = **read;
    auto fault = head.wants_websocket ? websocket_fault(head) : std::string();
    auto request = request_from(head);
    request.request_id = request_id;
    ++house_.tally->requests;
    if (!fault.empty()) {
        ++house_.tally->refused_framing;
        auto status = fault == "bad_websocket_version" ? 426 : 400;
        co_return co_await refuse({status, fault}, request_id);
    }
    if (head.wants_websocket) co_return co_await upgrade(head, std::move(request));
    if (auto refused = co_await read_body(head, request)) {
        if (refused->status == 0) co_return Next::gone;
        if (refused->status == 400) ++house_.tally->refused_framing;
        co_return co_await refuse(*refused, request_id);
    }
    co_return co_await handle(head, std::move(request));
}

// Nothing when the peer left or was too slow.
Task<std::optional<std::expected<Head, Refused>>> Connection::read_head() {
    std::size_t seen = 0;
    begin(house_.options.idle_timeout);
    if (buffer_.size() == 0 && buffer_.capacity() > idle_buffer_bytes) buffer_.shrink_to_fit();
    for (;;) {
        if (buffer_.size() > 0) {
            if (!busy_) begin(house_.options.head_timeout);
            busy(true);
            auto end = head_end(view(), seen);
            if (!end) co_return std::unexpected(std::move(end).error());
            if (*end) {
                head_bytes_ = **end;
                co_return guarded(view().substr(0, head_bytes_));
            }
        } else if (loop_->stopping) {
            co_return std::nullopt;
        }
        if (!co_await read_some(buffer_.size() == 0 ? idle_buffer_bytes : head_bytes_max))
            co_return std::nullopt;
    }
}

Task<bool> Connection::read_some(std::size_t room) {
    room = std::min(room, buffer_bytes_max - buffer_.size());
    auto [ec, bytes] = co_await socket_.async_read_some(buffer_.prepare(room), token);
    if (ec) co_return false;
    buffer_.commit(bytes);
    co_return true;
}

Request Connection::request_from(Head& head) const {
    Request request;
    request.ip = client_ip(peer_, head, house_.options.proxies);
    request.method = head.method;
    request.path = std::move(head.path);
    request.query = std::move(head.query);
    request.headers = std::move(head.headers);
    return request;
}

// Refused with status 0: the peer left or was too slow.
Task<Connection::MaybeRefused> Connection::read_body(const Head& head, Request& request) {
    std::size_t limit = 0;
    if (head.framing != Framing::none && house_.handlers.body_limit)
        limit = house_.handlers.body_limit(request);
    auto reader = BodyReader::begin(head, limit);
    buffer_.consume(head_bytes_);
    if (!reader) co_return std::move(reader).error();
    if (reader->is_done()) co_return std::nullopt;
    if (head.expects_continue && buffer_.size() == 0)
        if (!co_await write("HTTP/1.1 100 Continue\r\n\r\n", {})) co_return Refused{0, {}};
    BodyShare share(house_.bodies_bytes);
    begin(house_.options.body_timeout);
    for (;;) {
        auto taken = reader->feed(view());
        if (!taken) co_return std::move(taken).error();
        buffer_.consume(*taken);
        if (reader->is_done()) break;
        if (!share.grow_to(reader->body().size())) co_return Refused{503, "busy"};
        allow(house_.options.body_timeout, reader->body().size());
        auto room = std::clamp(reader->left(), idle_buffer_bytes, read_bytes_max);
        if (!co_await read_some(room)) co_return Refused{0, {}};
    }
    request.body = std::move(reader->body());
    co_return std::nullopt;
}

Task<Connection::Next> Connection::handle(const Head& head, Request request) {
    auto request_id = request.request_id;
    if (loop_->ending) co_return Next::gone;  // nobody would end the wait
    auto box = std::make_shared<Letterbox<Response>>(loop_);
    try {
        house_.handlers.request(std::move(request), ReplyOnce(box, request_id));
    } catch (const std::exception& e) {
        std::fprintf(stderr, "request %s: %s\n", request_id.c_str(), e.what());
        box->put(error_response(500, "broken", "broken", request_id));
    }
    wait_for_house();
    abandon_ = [box] { box->give_up(); };
    auto response = co_await box->take();
    abandon_ = nullptr;
    if (!response) co_return Next::gone;
    co_return co_await answer(&head, *std::move(response), request_id);
}

Task<Connection::Next> Connection::upgrade(const Head& head, Request request) {
    auto request_id = request.request_id;
    // A client that speaks before the 101 does not speak WebSocket; its bytes have no framing yet.
    if (buffer_.size() > head_bytes_) {
        ++house_.tally->refused_framing;
        co_return co_await refuse({400, "bad_upgrade"}, request_id);
    }
    buffer_.consume(head_bytes_);
    if (loop_->stopping || !house_.admission.admit()) {
        ++house_.tally->shed;
        co_return co_await answer(&head, unavailable("busy", request_id), request_id);
    }
    if (loop_->ending) co_return Next::gone;
    std::string key = *request.header("sec-websocket-key");
    auto box = std::make_shared<Letterbox<Upgrade>>(loop_);
    try {
        house_.handlers.upgrade(std::move(request), UpgradeOnce(box, request_id));
    } catch (const std::exception& e) {
        std::fprintf(stderr, "upgrade %s: %s\n", request_id.c_str(), e.what());
        Upgrade broken;
        broken.refusal = error_response(500, "broken", "broken", request_id);
        box->put(std::move(broken));
    }
    wait_for_house();
    abandon_ = [box] { box->give_up(); };
    auto upgraded = co_await box->take();
    abandon_ = nullptr;
    if (!upgraded) co_return Next::gone;
    if (!upgraded->accepted)
        co_return co_await answer(&head, std::move(upgraded->refusal), request_id);
    begin_live(loop_, LiveStart{std::move(socket_), std::move(seat_), std::move(key), request_id,
                                std::move(upgraded->events), house_.options.ping_every,
                                house_.options.stall_timeout});
    co_return Next::gone;
}

Task<Connection::Next> Connection::refuse(const Refused& refused, std::string_view request_id) {
    auto next = co_await answer(nullptr, refusal_response(refused, request_id), request_id);
    co_return next == Next::gone ? Next::gone : Next::linger;
}

// `head` is null when nothing more of this connection is understood: it closes.
Task<Connection::Next> Connection::answer(const Head* head, Response response,
                                          std::string_view request_id) {
    std::optional<OpenFile> file;
    if (!response.file.empty() && !file.emplace(response.file)) {
        response = error_response(404, "not_found", "not_found", request_id);
        file.reset();
    }
    auto body = response.fixed_body.empty() ? std::string_view(response.body) : response.fixed_body;
    AnswerShape shape{file ? file->size() : body.size(),
                      head && head->keep_alive && !loop_->stopping, request_id};
    bool silent =
        (head && head->method == "HEAD") || response.status == 204 || response.status == 304;
    auto text = head_text(response, shape);
    if (shape.keep_alive && head->minor == 0)
        text.insert(text.size() - 2, "Connection: keep-alive\r\n");
    begin(house_.options.answer_timeout);
    if (!co_await write(text, silent || file ? std::string_view() : body)) co_return Next::gone;
    if (file && !silent && !co_await write_file(*file)) co_return Next::gone;
    busy(false);
    co_return shape.keep_alive ? Next::request : Next::linger;
}

Task<bool> Connection::write(std::string_view head, std::string_view body) {
    std::size_t moved = 0;
    while (!head.empty() || !body.empty()) {
        std::array<asio::const_buffer, 2> pieces{asio::buffer(head), asio::buffer(body)};
        auto [ec, bytes] = co_await socket_.async_write_some(pieces, token);
        if (ec) co_return false;
        moved += bytes;
        allow(house_.options.answer_timeout, moved);
        auto of_head = std::min(bytes, head.size());
        head.remove_prefix(of_head);
        body.remove_prefix(bytes - of_head);
    }
    co_return true;
}

Task<bool> Connection::write_file(const OpenFile& file) {
    begin(house_.options.answer_timeout);
    error_code ec;
    socket_.native_non_blocking(true, ec);
    if (ec) co_return false;
    off_t at = 0;
    while (static_cast<std::uint64_t>(at) < file.size()) {
        auto left = file.size() - static_cast<std::uint64_t>(at);
        auto moved = ::sendfile(socket_.native_handle(), file.fd(), &at,
                                std::min<std::uint64_t>(left, 4 * read_bytes_max));
        if (moved == 0) co_return false;  // the file became shorter: the length we said is wrong
        if (moved < 0 && errno != EAGAIN && errno != EINTR) co_return false;
        allow(house_.options.answer_timeout, static_cast<std::size_t>(at));
        auto [gone] = co_await socket_.async_wait(tcp::socket::wait_write, token);
        if (gone) co_return false;
    }
    co_return true;
}

Task<void> Connection::linger() {
    error_code ignored;
    socket_.shutdown(tcp::socket::shutdown_send, ignored);
    begin(linger_timeout);
    std::size_t dropped = 0;
    do {
        dropped += buffer_.size();
        buffer_.consume(buffer_.size());
    } while (dropped < linger_bytes_max && !loop_->stopping && co_await read_some(read_bytes_max));
}

tcp::endpoint endpoint_of(const std::string& listen) {
    auto colon = listen.rfind(':');
    auto host = listen.substr(0, colon == listen.npos ? 0 : colon);
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    if (host == "localhost") host = "127.0.0.1";
    error_code ec;
    auto address = asio::ip::make_address(host, ec);
    std::uint16_t port = 0;
    auto digits =
        colon == listen.npos ? std::string_view() : std::string_view(listen).substr(colon + 1);
    auto read = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    if (ec || digits.empty() || read.ec != std::errc{} || read.ptr != digits.data() + digits.size())
        throw Breakage("cannot listen on '" + listen + "': want ADDRESS:PORT");
    return {address, port};
}

}  // namespace

struct Server::Inside {
    House house;
    std::vector<std::shared_ptr<Loop>> loops;
    asio::basic_socket_acceptor<tcp, Executor> acceptor;
    std::uint16_t port = 0;
    bool started = false;

    // Of `stop`: who comes second only hurries the first.
    std::mutex guard;
    std::condition_variable changed;
    bool stop_begun = false, stop_done = false, hurry = false;

    Inside(ServerOptions options, ServerHandlers handlers)
        : house(std::move(options), std::move(handlers)),
          loops(make_loops(house)),
          acceptor(loops[0]->context.get_executor()) {
        bind();
    }

    static std::vector<std::shared_ptr<Loop>> make_loops(House& house) {
        std::vector<std::shared_ptr<Loop>> loops;
        for (int i = 0; i < std::max(1, house.options.threads); ++i)
            loops.push_back(std::make_shared<Loop>(house.tally));
        return loops;
    }

    void bind() {
        auto endpoint = endpoint_of(house.options.listen);
        error_code ec;
        acceptor.open(endpoint.protocol(), ec);
        if (!ec) acceptor.set_option(asio::socket_base::reuse_address(true), ec);
        if (!ec) acceptor.bind(endpoint, ec);
        if (!ec) acceptor.listen(4096, ec);
        if (ec) throw Breakage("cannot listen on " + house.options.listen + ": " + ec.message());
        port = acceptor.local_endpoint().port();
    }

    Task<void> accept_all() {
        // Accepted sockets go round the loops; the acceptor itself lives on the first.
        for (std::size_t turn = 0; acceptor.is_open(); ++turn) {
            auto& loop = loops[turn % loops.size()];
            TcpSocket socket(loop->context.get_executor());
            auto [ec] = co_await acceptor.async_accept(socket, token);
            if (ec == asio::error::operation_aborted) co_return;
            if (ec) {
                // Out of descriptors or memory: the peers wait in the backlog meanwhile.
                asio::basic_waitable_timer<std::chrono::steady_clock,
                                           asio::wait_traits<std::chrono::steady_clock>, Executor>
                    pause(loops[0]->context.get_executor(), std::chrono::milliseconds{50});
                co_await pause.async_wait(token);
                continue;
            }
            auto site = counted_site(socket);
            if (house.tally->connections >= house.options.connections_max ||
                (!site.empty() &&
                 !house.tally->addresses.take(site, house.options.connections_per_address))) {
                turn_away(socket);
                continue;
            }
            hand_over(loop, std::move(socket), Seat(house.tally, std::move(site)));
        }
    }

    // Empty when nobody's share is counted: our own proxies, and peers that left already.
    std::string counted_site(const TcpSocket& socket) const {
        error_code ec;
        auto peer = socket.remote_endpoint(ec);
        if (ec || std::ranges::find(house.options.proxies, text_of(peer.address())) !=
                      house.options.proxies.end())
            return {};
        return site_of(peer.address());
    }

    // Full: one sentence that fits into any send buffer, and out.
    void turn_away(TcpSocket& socket) {
        ++house.tally->shed;
        auto request_id = new_request_id();
        auto response = unavailable("full", request_id);
        auto text = head_text(response, {response.body.size(), false, request_id}) + response.body;
        error_code ignored;
        socket.non_blocking(true, ignored);
        socket.write_some(asio::buffer(text), ignored);
        socket.shutdown(tcp::socket::shutdown_send, ignored);
    }

    void hand_over(const std::shared_ptr<Loop>& loop, TcpSocket socket, Seat seat) {
        loop->post([this, loop, socket = std::move(socket), seat = std::move(seat)]() mutable {
            auto& context = loop->context;
            if (loop->stopping) return;
            asio::co_spawn(context,
                           Connection::serve(house, loop, std::move(socket), std::move(seat)),
                           asio::detached);
        });
    }

    bool is_quiet() const { return house.tally->busy == 0 && house.tally->sockets == 0; }

    void stop(std::chrono::milliseconds grace) {
        std::unique_lock lock(guard);
        if (std::exchange(stop_begun, true)) {
            hurry = true;
            changed.notify_all();
            changed.wait(lock, [&] { return stop_done; });
            return;
        }
        if (started) {
            // The acceptor first: nobody new comes in after the connections were told.
            loops[0]->post([this] {
                error_code ignored;
                acceptor.close(ignored);
            });
            for (auto& loop : loops)
                loop->post([loop = loop.get()] {
                    loop->stopping = true;
                    loop->each([](Watched& item) { item.stop_soon(); });
                });
            auto until = steady_now() + grace;
            while (!hurry && steady_now() < until && !is_quiet())
                changed.wait_for(lock, std::chrono::milliseconds{10});
            for (auto& loop : loops)
                loop->post([loop = loop.get()] {
                    loop->ending = true;
                    loop->each([](Watched& item) { item.stop_now(); });
                });
            lock.unlock();
            for (auto& loop : loops) loop->close_and_join();
            lock.lock();
        } else {
            error_code ignored;
            acceptor.close(ignored);
        }
        stop_done = true;
        changed.notify_all();
    }
};

Server::Server(ServerOptions options, ServerHandlers handlers)
    : inside_(std::make_unique<Inside>(std::move(options), std::move(handlers))) {}

Server::~Server() { stop(std::chrono::milliseconds{0}); }

void Server::start() {
    ENSURE(!inside_->started, "a server starts once");
    inside_->started = true;
    asio::co_spawn(inside_->loops[0]->context, inside_->accept_all(), asio::detached);
    for (auto& loop : inside_->loops) loop->start();
}

std::uint16_t Server::port() const { return inside_->port; }

ServerCounts Server::counts() const {
    auto& tally = *inside_->house.tally;
    ServerCounts counts;
    counts.requests = tally.requests;
    counts.refused_framing = tally.refused_framing;
    counts.sockets_opened = tally.sockets_opened;
    counts.frames_out = tally.frames_out;
    counts.frames_in = tally.frames_in;
    counts.catch_ups = tally.catch_ups;
    counts.shed = tally.shed;
    counts.connections = tally.connections;
    counts.sockets = tally.sockets;
    return counts;
}

void Server::stop(std::chrono::milliseconds grace) { inside_->stop(grace); }

}  // namespace kit
