// Plain blocking sockets for tests, benches and load: raw HTTP, and a small WebSocket client that
// can also misbehave. Knows nothing of the server's code.
//
//     auto answer = Wire::http(port, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
//     WebSocketClient ben;
//     ASSERT_TRUE(ben.connect(port, "/api/v1/live?ticket=…"));
//     ben.send_text(R"({"hello":{}})");
//     auto frame = ben.receive(2s);          // nothing: time is up, or closed (see close_code)
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// One TCP connection to loopback.
class Wire {
public:
    using Duration = std::chrono::milliseconds;
    static constexpr Duration patience{5000};

    Wire() = default;
    // `receive_buffer` > 0: a small one, for peers that shall be slow. `source`: "127.0.0.2" etc.
    explicit Wire(std::uint16_t port, int receive_buffer = 0, const char* source = nullptr) {
        fd_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (receive_buffer > 0)
            ::setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
        int on = 1;
        ::setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        if (source) {
            auto from = address(0, source);
            ::bind(fd_, reinterpret_cast<sockaddr*>(&from), sizeof from);
        }
        auto to = address(port, "127.0.0.1");
        if (::connect(fd_, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) close();
    }
    Wire(Wire&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    Wire& operator=(Wire&& other) noexcept {
        std::swap(fd_, other.fd_);
        return *this;
    }
    ~Wire() { close(); }

    explicit operator bool() const { return fd_ >= 0; }
    int fd() const { return fd_; }

    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            auto sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent < 0 && errno == EINTR) continue;
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

    // What arrives next, at most `max` bytes. Nothing: time is up. "": the peer closed.
    std::optional<std::string> receive(Duration within = patience, std::size_t max = 65536) {
        pollfd waiting{fd_, POLLIN, 0};
        int ready = ::poll(&waiting, 1, static_cast<int>(within.count()));
        if (ready <= 0) return std::nullopt;
        std::string bytes(max, '\0');
        auto count = ::recv(fd_, bytes.data(), bytes.size(), 0);
        bytes.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
        return bytes;
    }

    // Everything until the peer closes, or until nothing has come for `within`.
    std::string receive_all(Duration within = patience) {
        std::string all;
        while (auto bytes = receive(within)) {
            if (bytes->empty()) break;
            all += *bytes;
        }
        return all;
    }

    // One whole answer with a Content-Length (or none); the rest stays in `pending`.
    std::string receive_response(bool to_head = false, Duration within = patience) {
        std::size_t end = std::string::npos;
        while ((end = pending.find("\r\n\r\n")) == std::string::npos)
            if (!more(within)) return std::exchange(pending, {});
        end += 4;
        auto size = to_head ? 0 : content_length(std::string_view(pending).substr(0, end));
        while (pending.size() < end + size)
            if (!more(within)) return std::exchange(pending, {});
        auto response = pending.substr(0, end + size);
        pending.erase(0, end + size);
        return response;
    }

    // True when the peer ends the connection (or resets it) within the time; drops what still
    // comes.
    bool is_closed_within(Duration within) {
        auto until = std::chrono::steady_clock::now() + within;
        for (;;) {
            auto left =
                std::chrono::duration_cast<Duration>(until - std::chrono::steady_clock::now());
            auto bytes = receive(std::max(left, Duration{0}));
            if (!bytes) return false;
            if (bytes->empty()) return true;
        }
    }

    void finish_sending() { ::shutdown(fd_, SHUT_WR); }
    // Ends with a reset instead of an orderly close.
    void reset() {
        linger hard{1, 0};
        ::setsockopt(fd_, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
        close();
    }
    void close() {
        if (fd_ >= 0) ::close(std::exchange(fd_, -1));
    }

    // Sends `raw` and returns all that comes back until the server closes (or falls silent).
    static std::string http(std::uint16_t port, std::string_view raw, Duration within = patience) {
        Wire wire(port);
        wire.send(raw);
        return wire.receive_all(within);
    }
    static int status_of(std::string_view response) {
        int status = 0;
        for (std::size_t i = 9; i < 12 && i < response.size(); ++i)
            status = status * 10 + response[i] - '0';
        return response.starts_with("HTTP/1.1 ") ? status : 0;
    }
    static std::string body_of(std::string_view response) {
        auto end = response.find("\r\n\r\n");
        return end == response.npos ? std::string() : std::string(response.substr(end + 4));
    }
    // Value of a header, as sent; "" when there is none. `name` as the server spells it.
    static std::string header_of(std::string_view response, std::string_view name) {
        auto head = response.substr(0, response.find("\r\n\r\n"));
        auto at = head.find("\r\n" + std::string(name) + ": ");
        if (at == head.npos) return {};
        at += name.size() + 4;
        return std::string(head.substr(at, head.find("\r\n", at) - at));
    }

    std::string pending;

private:
    static sockaddr_in address(std::uint16_t port, const char* ip) {
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        ::inet_pton(AF_INET, ip, &to.sin_addr);
        return to;
    }
    bool more(Duration within) {
        auto bytes = receive(within);
        if (!bytes || bytes->empty()) return false;
        pending += *bytes;
        return true;
    }
    static std::size_t content_length(std::string_view head) {
        auto text = header_of(head, "Content-Length");
        return text.empty() ? 0 : static_cast<std::size_t>(std::stoul(text));
    }

    int fd_ = -1;
};

// Opcodes. Source: RFC 6455 §5.2.
enum class Opcode : std::uint8_t {
    continuation = 0,
    text = 1,
    binary = 2,
    close = 8,
    ping = 9,
    pong = 10
};

struct WebSocketClient {
    using Duration = Wire::Duration;
    struct Received {
        Opcode opcode = Opcode::text;
        std::string payload;
    };

    // False when the answer is not a 101; it is in `response` then.
    bool connect(std::uint16_t port, std::string_view path,
                 const std::vector<std::pair<std::string, std::string>>& headers = {},
                 int receive_buffer = 0, const char* source = nullptr) {
        *this = {};
        wire = Wire(port, receive_buffer, source);
        std::string request = "GET " + std::string(path) +
                              " HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n"
                              "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                              "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
        for (auto& [name, value] : headers) request += name + ": " + value + "\r\n";
        if (!wire || !wire.send(request + "\r\n")) return false;
        response = wire.receive_response();
        // The key above is that of RFC 6455 §1.3; so is this answer.
        return Wire::status_of(response) == 101 &&
               response.find("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=") != response.npos;
    }

    void send_text(std::string_view text) { send_raw(frame(Opcode::text, text)); }
    void send_raw(std::string_view bytes) { wire.send(bytes); }
    void send_close(std::uint16_t code) {
        std::string payload{static_cast<char>(code >> 8), static_cast<char>(code & 255)};
        send_raw(frame(Opcode::close, payload));
    }

    // The next text message. Pings are answered (unless `answer_pings` is off), fragments are put
    // together. Nothing: time is up, or the connection has ended (`ended`, with or without a
    // close code).
    std::optional<std::string> receive(Duration within = Wire::patience) {
        auto until = std::chrono::steady_clock::now() + within;
        while (!ended) {
            auto left =
                std::chrono::duration_cast<Duration>(until - std::chrono::steady_clock::now());
            auto got = receive_frame(std::max(left, Duration{0}));
            if (!got) return std::nullopt;
            switch (got->opcode) {
                case Opcode::ping:
                    ++pings;
                    if (answer_pings) send_raw(frame(Opcode::pong, got->payload));
                    break;
                case Opcode::close:
                    note_close(got->payload);
                    break;
                case Opcode::text:
                case Opcode::continuation:
                    return std::move(got->payload);
                default:
                    break;
            }
        }
        return std::nullopt;
    }

    // Receives until the connection ends; the close code, 1006 when it ended without one, 0 when it
    // did not end.
    std::uint16_t wait_for_close(Duration within = Wire::patience) {
        auto until = std::chrono::steady_clock::now() + within;
        while (!ended && std::chrono::steady_clock::now() < until)
            receive(std::chrono::duration_cast<Duration>(until - std::chrono::steady_clock::now()));
        return ended ? close_code : 0;
    }

    // One frame as a client sends it; `last` false and Opcode::continuation make fragments.
    static std::string frame(Opcode opcode, std::string_view payload, bool last = true,
                             bool masked = true) {
        static constexpr unsigned char mask[4] = {0x12, 0x34, 0x56, 0x78};
        std::string bytes;
        bytes += static_cast<char>((last ? 0x80 : 0) | static_cast<int>(opcode));
        auto flag = masked ? 0x80 : 0;
        if (payload.size() < 126) {
            bytes += static_cast<char>(flag | static_cast<int>(payload.size()));
        } else {
            bool small = payload.size() < 65536;
            bytes += static_cast<char>(flag | (small ? 126 : 127));
            for (int shift = small ? 8 : 56; shift >= 0; shift -= 8)
                bytes += static_cast<char>(payload.size() >> shift);
        }
        if (!masked) return bytes.append(payload);
        bytes.append(reinterpret_cast<const char*>(mask), 4);
        for (std::size_t i = 0; i < payload.size(); ++i)
            bytes += static_cast<char>(static_cast<unsigned char>(payload[i]) ^ mask[i % 4]);
        return bytes;
    }

    // The next frame from the server, of any kind; messages in fragments come as one.
    std::optional<Received> receive_frame(Duration within = Wire::patience) {
        Received message;
        for (bool first = true;; first = false) {
            auto head = take_head(within);
            if (!head) return std::nullopt;
            if (first) message.opcode = head->opcode;
            message.payload += wire.pending.substr(head->bytes, head->size);
            wire.pending.erase(0, head->bytes + head->size);
            if (head->last) return message;
        }
    }

    Wire wire;
    std::string response;          // of the handshake
    std::uint16_t close_code = 0;  // 1006: ended without a close frame, 1005: with an empty one
    std::string close_reason;
    bool ended = false;
    bool answer_pings = true;
    int pings = 0;

private:
    struct FrameHead {
        Opcode opcode;
        bool last;
        std::size_t bytes, size;  // of the head, of the payload
    };

    void note_close(std::string_view payload) {
        ended = true;
        close_code = 1005;
        if (payload.size() >= 2) {
            auto byte = [&](std::size_t i) { return static_cast<unsigned char>(payload[i]); };
            close_code = static_cast<std::uint16_t>((byte(0) << 8) | byte(1));
            close_reason = payload.substr(2);
        }
        send_raw(frame(Opcode::close, payload.substr(0, 2)));
        wire.close();
    }

    // Waits until one whole frame is in `pending`.
    std::optional<FrameHead> take_head(Duration within) {
        auto until = std::chrono::steady_clock::now() + within;
        for (;;) {
            if (auto head = whole_frame()) return head;
            auto left =
                std::chrono::duration_cast<Duration>(until - std::chrono::steady_clock::now());
            auto bytes = wire.receive(std::max(left, Duration{0}));
            if (!bytes) return std::nullopt;
            if (bytes->empty()) {
                ended = true;
                if (close_code == 0) close_code = 1006;
                return std::nullopt;
            }
            wire.pending += *bytes;
        }
    }
    std::optional<FrameHead> whole_frame() const {
        auto& bytes = wire.pending;
        auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
        if (bytes.size() < 2) return std::nullopt;
        std::size_t size = byte(1) & 127, head = 2;
        if (size >= 126) {
            std::size_t digits = size == 126 ? 2 : 8;
            if (bytes.size() < 2 + digits) return std::nullopt;
            size = 0;
            for (std::size_t i = 0; i < digits; ++i) size = (size << 8) | byte(2 + i);
            head += digits;
        }
        if (bytes.size() < head + size) return std::nullopt;
        return FrameHead{static_cast<Opcode>(byte(0) & 15), (byte(0) & 128) != 0, head, size};
    }
};
