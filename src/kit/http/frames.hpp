// WebSocket frames, without sockets: bytes in, messages out. Source: RFC 6455 §5.
//
//     bytes --> FrameReader::next --> text | ping | pong | close | fault (then nothing more)
//
// Invariants: a message is at most 64 KiB however it is cut into frames, and its length is checked
// before anything is kept of it; what comes out as text is UTF-8. No extensions, texts only.
//
// The library has a WebSocket stream, and we do not use it: in 1.81 a close that we begin and one
// that the peer begins can wait for each other for ever (docs/decisions/0009).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace kit::http {

enum class Opcode : std::uint8_t { more = 0, text = 1, binary = 2, close = 8, ping = 9, pong = 10 };

// Close codes. Source: RFC 6455 §7.4.1; 4000 and above are ours.
namespace closed_for {
inline constexpr std::uint16_t normal = 1000;
inline constexpr std::uint16_t protocol = 1002;
inline constexpr std::uint16_t not_text = 1003;
inline constexpr std::uint16_t no_code = 1005;  // never sent: the peer gave none
inline constexpr std::uint16_t not_utf8 = 1007;
inline constexpr std::uint16_t too_large = 1009;
inline constexpr std::uint16_t broken = 1011;
inline constexpr std::uint16_t restart = 1012;
inline constexpr std::uint16_t session_ended = 4401;
}  // namespace closed_for

struct Incoming {
    enum class Kind { nothing, text, ping, pong, close, fault };
    Kind kind = Kind::nothing;
    std::string payload;
    std::uint16_t code = 0;  // of a close, or the one that tells the peer what was wrong
};

class FrameReader {
public:
    static constexpr std::size_t message_bytes_max = 64 * 1024;

    // Takes from the front of `bytes` until something is whole. `nothing`: all of it was taken.
    Incoming next(std::string_view& bytes);
    // Held of a message that is not whole yet.
    std::size_t pending() const { return message_.size(); }

private:
    using Kind = Incoming::Kind;

    std::uint16_t take_head(std::string_view& bytes);
    std::uint16_t judge_start() const;
    std::uint16_t judge_length();
    void take_payload(std::string_view& bytes);
    Incoming frame_done();
    Incoming close_done() const;

    Opcode opcode() const { return static_cast<Opcode>(head_[0] & 0x0f); }
    bool is_control() const { return (head_[0] & 0x08) != 0; }
    bool is_last() const { return (head_[0] & 0x80) != 0; }
    std::size_t length_digits() const {
        auto length = head_[1] & 0x7f;
        return length < 126 ? 0 : length == 126 ? 2 : 8;
    }
    // Bytes of the head, as far as it tells: two, more digits of the length, the mask.
    std::size_t head_wants() const { return head_size_ < 2 ? 2 : 2 + length_digits() + 4; }

    std::array<unsigned char, 14> head_{};
    std::uint8_t head_size_ = 0;
    bool in_payload_ = false;
    bool in_message_ = false;  // a first fragment came, its last did not
    bool failed_ = false;
    std::size_t left_ = 0;   // of the payload of this frame
    std::size_t taken_ = 0;  // of the payload of this frame
    std::string message_;    // fragments so far
    std::string control_;    // payload of a control frame, at most 125 bytes
};

// The head of a frame that the server sends: whole, not masked.
struct FrameHead {
    std::array<char, 10> bytes;
    std::size_t size;
};
FrameHead frame_head(Opcode, std::size_t payload);

// The payload of a close frame; a reason that is too long is cut between characters.
std::string close_payload(std::uint16_t code, std::string_view reason);

// What a server answers to this Sec-WebSocket-Key. Source: RFC 6455 §4.2.2.
std::string accept_key(std::string_view key);

}  // namespace kit::http
