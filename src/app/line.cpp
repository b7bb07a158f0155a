#include "app/line.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace app::crowd {
namespace {

constexpr std::size_t read_bytes = 64 * 1024;
constexpr std::string_view header_end = "\r\n\r\n";

std::string lower(std::string_view text) {
    std::string out{text};
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

// "HTTP/1.1 201 Created\r\nName: value\r\n…" without the empty line.
Answer head_of(std::string_view head) {
    Answer answer;
    std::size_t line_end = head.find("\r\n");
    std::string_view first = head.substr(0, line_end);
    if (first.size() > 12) std::from_chars(first.data() + 9, first.data() + 12, answer.status);
    while (line_end != std::string_view::npos) {
        head.remove_prefix(line_end + 2);
        line_end = head.find("\r\n");
        std::string_view line = head.substr(0, line_end);
        const std::size_t colon = line.find(':');
        if (colon != std::string_view::npos)
            answer.headers[lower(line.substr(0, colon))] = trimmed(line.substr(colon + 1));
    }
    return answer;
}

// The bytes a chunked body takes, and the body itself; npos while it is incomplete.
std::size_t unchunked(std::string_view bytes, std::string& body) {
    std::size_t at = 0;
    for (;;) {
        const std::size_t line_end = bytes.find("\r\n", at);
        if (line_end == std::string_view::npos) return std::string_view::npos;
        std::size_t size = 0;
        std::from_chars(bytes.data() + at, bytes.data() + line_end, size, 16);
        at = line_end + 2;
        if (bytes.size() < at + size + 2) return std::string_view::npos;
        body.append(bytes.substr(at, size));
        at += size + 2;
        if (size == 0) return at;
    }
}

sockaddr_in socket_address(const std::string& host, std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    if (inet_pton(AF_INET, host.c_str(), &address.sin_addr) != 1)
        throw std::invalid_argument("not an IPv4 address: " + host);
    return address;
}

}  // namespace

Address address_of(std::string_view base) {
    constexpr std::string_view scheme = "http://";
    if (!base.starts_with(scheme)) throw std::invalid_argument("base must begin with http://");
    base.remove_prefix(scheme.size());
    while (base.ends_with('/')) base.remove_suffix(1);
    Address address;
    const std::size_t colon = base.find(':');
    address.host = base.substr(0, colon);
    if (address.host == "localhost") address.host = "127.0.0.1";
    address.port = 80;
    if (colon != std::string_view::npos) {
        const std::string_view port = base.substr(colon + 1);
        const auto [end, error] =
            std::from_chars(port.data(), port.data() + port.size(), address.port);
        if (error != std::errc{} || end != port.data() + port.size())
            throw std::invalid_argument("base has no valid port");
    }
    socket_address(address.host, address.port);
    return address;
}

Loop::Loop() : epoll_{epoll_create1(EPOLL_CLOEXEC)} {
    if (epoll_ < 0) throw std::system_error(errno, std::generic_category(), "epoll_create1");
}

Loop::~Loop() { close(epoll_); }

void Loop::at(Moment when, std::function<void()> what) { timers_.emplace(when, std::move(what)); }

void Loop::after(std::chrono::microseconds wait, std::function<void()> what) {
    at(Monotonic::now() + wait, std::move(what));
}

void Loop::watch(int descriptor, std::uint32_t what, Line* line, int operation) {
    epoll_event event{};
    event.events = what;
    event.data.ptr = line;
    if (epoll_ctl(epoll_, operation, descriptor, &event) != 0)
        throw std::system_error(errno, std::generic_category(), "epoll_ctl");
}

void Loop::bury(std::unique_ptr<Line> line) {
    gone_.push_back(line.get());
    buried_.push_back(std::move(line));
}

void Loop::turn(std::chrono::milliseconds longest) {
    auto wait = longest;
    if (!timers_.empty()) {
        const auto due =
            std::chrono::ceil<std::chrono::milliseconds>(timers_.begin()->first - Monotonic::now());
        wait = std::clamp(due, std::chrono::milliseconds{0}, longest);
    }
    std::array<epoll_event, 512> events;
    const int count = epoll_wait(epoll_, events.data(), static_cast<int>(events.size()),
                                 static_cast<int>(wait.count()));
    for (int i = 0; i < count; ++i) {
        auto* line = static_cast<Line*>(events[static_cast<std::size_t>(i)].data.ptr);
        if (std::ranges::find(gone_, line) == gone_.end())
            line->ready(events[static_cast<std::size_t>(i)].events);
    }
    const Moment now = Monotonic::now();
    while (!timers_.empty() && timers_.begin()->first <= now) {
        auto what = std::move(timers_.begin()->second);
        timers_.erase(timers_.begin());
        what();
    }
    buried_.clear();
    gone_.clear();
}

bool Loop::until(const std::function<bool()>& done, std::chrono::milliseconds longest) {
    const Moment end = Monotonic::now() + longest;
    while (!done()) {
        if (Monotonic::now() >= end) return false;
        turn(std::chrono::milliseconds{20});
    }
    return true;
}

Line::Line(Loop& loop) : loop_{loop} {
    // A client's mask guards proxies against crafted bytes (RFC 6455 §10.3); there is none here,
    // so an ordinary changing number is enough.
    static std::uint32_t last = 0x9e3779b9u;
    mask_ = last = last * 1664525u + 1013904223u;
}

Line::~Line() {
    if (descriptor_ >= 0) close(descriptor_);
}

std::unique_ptr<Line> Line::open(Loop& loop, const Address& address) {
    std::unique_ptr<Line> line{new Line{loop}};
    line->host_ = address.host + ":" + std::to_string(address.port);
    line->descriptor_ = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (line->descriptor_ < 0) throw std::system_error(errno, std::generic_category(), "socket");
    const int yes = 1;
    setsockopt(line->descriptor_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    if (address.receive_bytes > 0)
        setsockopt(line->descriptor_, SOL_SOCKET, SO_RCVBUF, &address.receive_bytes, sizeof(int));
    if (!address.from.empty()) {
        const sockaddr_in from = socket_address(address.from, 0);
        setsockopt(line->descriptor_, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &yes, sizeof yes);
        if (bind(line->descriptor_, reinterpret_cast<const sockaddr*>(&from), sizeof from) != 0)
            throw std::system_error(errno, std::generic_category(), "bind " + address.from);
    }
    const sockaddr_in to = socket_address(address.host, address.port);
    // A refusal is heard later, as an error event, so that open itself never calls back.
    connect(line->descriptor_, reinterpret_cast<const sockaddr*>(&to), sizeof to);
    line->wants_write_ = true;
    loop.watch(line->descriptor_, EPOLLIN | EPOLLOUT, line.get(), EPOLL_CTL_ADD);
    return line;
}

void Line::drop(std::unique_ptr<Line>& line) {
    if (!line) return;
    if (line->descriptor_ >= 0) close(std::exchange(line->descriptor_, -1));
    Loop& loop = line->loop_;
    loop.bury(std::move(line));
}

void Line::sleep() { loop_.watch(descriptor_, 0, this, EPOLL_CTL_MOD); }

void Line::ask(Ask ask, std::function<void(Answer)> then) {
    if (descriptor_ < 0) {
        loop_.after({}, [then = std::move(then)] { then(Answer{}); });
        return;
    }
    std::string text = ask.method + " " + ask.path + " HTTP/1.1\r\nHost: " + host_ + "\r\n";
    for (const auto& [name, value] : ask.headers) text += name + ": " + value + "\r\n";
    if (!ask.body.empty() || ask.method != "GET")
        text += "Content-Length: " + std::to_string(ask.body.size()) + "\r\n";
    text += "\r\n";
    text += ask.body;
    waiting_.emplace_back(ask.method == "HEAD", std::move(then));
    put(text);
}

void Line::upgrade(std::string_view path, std::function<void(int)> then) {
    mode_ = Mode::upgrading;
    upgraded_ = std::move(then);
    std::string text = "GET " + std::string{path} + " HTTP/1.1\r\nHost: " + host_ + "\r\n";
    text += "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n";
    text += "Sec-WebSocket-Key: eGlhb2VyLWxpbmUtdGVzdA==\r\nOrigin: http://" + host_ + "\r\n\r\n";
    put(text);
}

void Line::say(std::string_view text) { frame(0x1, text); }

// Source: RFC 6455 §5.2. Clients mask every frame.
void Line::frame(std::uint8_t opcode, std::string_view payload) {
    std::string bytes;
    bytes.reserve(payload.size() + 14);
    bytes += static_cast<char>(0x80u | opcode);
    if (payload.size() < 126) {
        bytes += static_cast<char>(0x80u | payload.size());
    } else if (payload.size() < 65536) {
        bytes += static_cast<char>(0x80u | 126u);
        bytes += static_cast<char>(payload.size() >> 8u);
        bytes += static_cast<char>(payload.size() & 0xffu);
    } else {
        bytes += static_cast<char>(0x80u | 127u);
        for (int shift = 56; shift >= 0; shift -= 8)
            bytes += static_cast<char>((payload.size() >> static_cast<unsigned>(shift)) & 0xffu);
    }
    mask_ = mask_ * 1664525u + 1013904223u;
    std::array<char, 4> mask;
    std::memcpy(mask.data(), &mask_, 4);
    bytes.append(mask.data(), 4);
    const std::size_t start = bytes.size();
    bytes += payload;
    for (std::size_t i = 0; i < payload.size(); ++i)
        bytes[start + i] = static_cast<char>(bytes[start + i] ^ mask[i & 3u]);
    put(bytes);
}

void Line::put(std::string_view bytes) {
    if (descriptor_ < 0) return;
    out_ += bytes;
    if (connected_ && out_.size() == bytes.size()) flush();
}

void Line::flush() {
    while (!out_.empty()) {
        const ssize_t sent = send(descriptor_, out_.data(), out_.size(), MSG_NOSIGNAL);
        if (sent > 0) out_.erase(0, static_cast<std::size_t>(sent));
        else if (errno == EINTR) continue;
        else break;  // full, or broken: the event loop hears which
    }
    const bool wants = !out_.empty();
    if (wants != wants_write_) {
        wants_write_ = wants;
        loop_.watch(descriptor_, EPOLLIN | (wants ? EPOLLOUT : 0u), this, EPOLL_CTL_MOD);
    }
}

void Line::ready(std::uint32_t what) {
    if (what & EPOLLOUT) {
        connected_ = true;
        flush();
    }
    if (!(what & (EPOLLIN | EPOLLHUP | EPOLLERR))) return;
    static thread_local std::array<char, read_bytes> buffer;
    bool ended = false;
    for (;;) {
        const ssize_t got = recv(descriptor_, buffer.data(), buffer.size(), 0);
        if (got > 0) in_.append(buffer.data(), static_cast<std::size_t>(got));
        if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) ended = true;
        if (got < static_cast<ssize_t>(buffer.size())) break;
    }
    if (mode_ != Mode::frames) take_answers();
    if (mode_ == Mode::frames && descriptor_ >= 0) take_frames();
    if (in_start_ == in_.size()) {
        in_.clear();
        in_start_ = 0;
        if (in_.capacity() > 4096) in_.shrink_to_fit();
    } else if (in_start_ > read_bytes) {
        in_.erase(0, std::exchange(in_start_, 0));
    }
    if (ended && descriptor_ >= 0) end(close_code_);
}

void Line::take_answers() {
    while (descriptor_ >= 0 && mode_ != Mode::frames) {
        const std::string_view bytes = std::string_view{in_}.substr(in_start_);
        const std::size_t head_size = bytes.find(header_end);
        if (head_size == std::string_view::npos) return;
        Answer answer = head_of(bytes.substr(0, head_size));
        const std::size_t body_start = head_size + header_end.size();
        if (mode_ == Mode::upgrading && waiting_.empty() && answer.status == 101) {
            in_start_ += body_start;
            mode_ = Mode::frames;
            auto then = std::move(upgraded_);
            then(101);
            return;
        }
        std::size_t whole = body_start;
        const bool has_body = answer.status != 204 && answer.status != 304 &&
                              !(waiting_.size() && waiting_.front().first);
        if (has_body && answer.headers.contains("transfer-encoding")) {
            const std::size_t took = unchunked(bytes.substr(body_start), answer.body);
            if (took == std::string_view::npos) return;
            whole += took;
        } else if (has_body) {
            std::size_t length = 0;
            if (const auto at = answer.headers.find("content-length"); at != answer.headers.end())
                std::from_chars(at->second.data(), at->second.data() + at->second.size(), length);
            if (bytes.size() < body_start + length) return;
            answer.body = bytes.substr(body_start, length);
            whole += length;
        }
        in_start_ += whole;
        if (answer.status / 100 == 1) continue;
        if (!waiting_.empty()) {
            auto then = std::move(waiting_.front().second);
            waiting_.pop_front();
            then(std::move(answer));
        } else if (upgraded_) {
            auto then = std::move(upgraded_);
            upgraded_ = nullptr;
            then(answer.status);
        }
    }
}

void Line::take_frames() {
    while (descriptor_ >= 0) {
        const std::string_view bytes = std::string_view{in_}.substr(in_start_);
        if (bytes.size() < 2) return;
        const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(bytes[i]); };
        const std::uint8_t opcode = byte(0) & 0x0fu;
        std::size_t size = byte(1) & 0x7fu;
        std::size_t start = 2;
        if (size == 126 || size == 127) {
            const std::size_t width = size == 126 ? 2 : 8;
            if (bytes.size() < 2 + width) return;
            size = 0;
            for (std::size_t i = 0; i < width; ++i) size = (size << 8u) | byte(2 + i);
            start += width;
        }
        if (bytes.size() < start + size) return;
        const std::string_view payload = bytes.substr(start, size);
        in_start_ += start + size;
        const bool is_last = byte(0) & 0x80u;
        if (opcode == 0x8) {
            if (size >= 2) close_code_ = (byte(start) << 8) | byte(start + 1);
            frame(0x8, payload.substr(0, std::min<std::size_t>(size, 2)));
            end(close_code_);
            return;
        }
        if (opcode == 0x9) {
            frame(0xA, payload);
        } else if (opcode <= 0x2) {
            if (is_last && fragments_.empty()) {
                if (on_text) on_text(payload);
            } else {
                fragments_ += payload;
                if (is_last) {
                    const std::string text = std::exchange(fragments_, {});
                    if (on_text) on_text(text);
                }
            }
        }
    }
}

void Line::end(int code) {
    close(std::exchange(descriptor_, -1));
    auto waiting = std::exchange(waiting_, {});
    auto upgraded = std::exchange(upgraded_, nullptr);
    auto closed = std::exchange(on_closed, nullptr);
    for (auto& [head, then] : waiting) then(Answer{});
    if (upgraded) upgraded(0);
    if (closed) closed(code);
}

}  // namespace app::crowd
