#include "kit/http/frames.hpp"

#include <openssl/evp.h>
#include <openssl/sha.h>

#include <algorithm>
#include <utility>

#include "kit/text/utf8.hpp"

namespace kit::http {

namespace {

// Codes that may stand in a frame: defined ones, those of the registry, those free for use.
// Source: RFC 6455 §7.4 and the IANA WebSocket Close Code Number Registry (1012–1014).
bool is_sendable_code(std::uint16_t code) {
    return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) ||
           (code >= 3000 && code <= 4999);
}

constexpr std::size_t control_bytes_max = 125;

}  // namespace

Incoming FrameReader::next(std::string_view& bytes) {
    auto fault = [this](std::uint16_t code) {
        failed_ = true;
        message_ = {};
        return Incoming{Kind::fault, {}, code};
    };
    while (!failed_) {
        if (!in_payload_) {
            if (auto code = take_head(bytes)) return fault(code);
            if (head_size_ < head_wants()) return {};
            if (auto code = judge_length()) return fault(code);
            in_payload_ = true;
        }
        take_payload(bytes);
        if (left_ > 0) return {};
        in_payload_ = false;
        head_size_ = 0;
        auto whole = frame_done();
        if (whole.kind == Kind::fault) return fault(whole.code);
        if (whole.kind != Kind::nothing) return whole;
    }
    bytes = {};
    return {};
}

// Until the head is whole or the bytes end. A head that cannot be right is not waited for.
std::uint16_t FrameReader::take_head(std::string_view& bytes) {
    while (head_size_ < head_wants() && !bytes.empty()) {
        head_[head_size_++] = static_cast<unsigned char>(bytes.front());
        bytes.remove_prefix(1);
        if (head_size_ == 2)
            if (auto code = judge_start()) return code;
    }
    return 0;
}

std::uint16_t FrameReader::judge_start() const {
    bool reserved = (head_[0] & 0x70) != 0;
    bool masked = (head_[1] & 0x80) != 0;
    if (reserved || !masked) return closed_for::protocol;
    switch (opcode()) {
        case Opcode::more:
            return in_message_ ? 0 : closed_for::protocol;
        case Opcode::text:
            return in_message_ ? closed_for::protocol : 0;
        case Opcode::binary:
            return in_message_ ? closed_for::protocol : closed_for::not_text;
        case Opcode::close:
        case Opcode::ping:
        case Opcode::pong:
            return is_last() && length_digits() == 0 ? 0 : closed_for::protocol;
    }
    return closed_for::protocol;
}

std::uint16_t FrameReader::judge_length() {
    auto digits = length_digits();
    std::uint64_t length = head_[1] & 0x7f;
    if (digits > 0) {
        length = 0;
        for (std::size_t i = 0; i < digits; ++i) length = (length << 8) | head_[2 + i];
        // The shortest form is the only one; a length has 63 bits.
        if (length < (digits == 2 ? 126u : 65536u) || length >> 63) return closed_for::protocol;
    }
    if (!is_control() && length > message_bytes_max - message_.size()) return closed_for::too_large;
    left_ = static_cast<std::size_t>(length);
    taken_ = 0;
    return 0;
}

void FrameReader::take_payload(std::string_view& bytes) {
    auto& into = is_control() ? control_ : message_;
    auto piece = bytes.substr(0, left_);
    auto mask = head_.data() + 2 + length_digits();
    auto at = into.size();
    into.append(piece);
    for (; at < into.size(); ++at, ++taken_)
        into[at] = static_cast<char>(static_cast<unsigned char>(into[at]) ^ mask[taken_ % 4]);
    left_ -= piece.size();
    bytes.remove_prefix(piece.size());
}

Incoming FrameReader::frame_done() {
    switch (opcode()) {
        case Opcode::ping:
            return {Kind::ping, std::exchange(control_, {}), 0};
        case Opcode::pong:
            return {Kind::pong, std::exchange(control_, {}), 0};
        case Opcode::close:
            return close_done();
        default:
            break;
    }
    in_message_ = !is_last();
    if (in_message_) return {};
    if (!text::is_valid_utf8(message_)) return {Kind::fault, {}, closed_for::not_utf8};
    return {Kind::text, std::exchange(message_, {}), 0};
}

Incoming FrameReader::close_done() const {
    if (control_.empty()) return {Kind::close, {}, closed_for::no_code};
    if (control_.size() == 1) return {Kind::fault, {}, closed_for::protocol};
    auto code = static_cast<std::uint16_t>((static_cast<unsigned char>(control_[0]) << 8) |
                                           static_cast<unsigned char>(control_[1]));
    if (!is_sendable_code(code)) return {Kind::fault, {}, closed_for::protocol};
    auto reason = control_.substr(2);
    if (!text::is_valid_utf8(reason)) return {Kind::fault, {}, closed_for::not_utf8};
    return {Kind::close, std::move(reason), code};
}

FrameHead frame_head(Opcode opcode, std::size_t payload) {
    FrameHead head{};
    head.bytes[0] = static_cast<char>(0x80 | static_cast<int>(opcode));
    if (payload <= 125) {
        head.bytes[1] = static_cast<char>(payload);
        head.size = 2;
        return head;
    }
    std::size_t digits = payload < 65536 ? 2 : 8;
    head.bytes[1] = static_cast<char>(digits == 2 ? 126 : 127);
    for (std::size_t i = 0; i < digits; ++i)
        head.bytes[2 + i] = static_cast<char>(payload >> (8 * (digits - 1 - i)));
    head.size = 2 + digits;
    return head;
}

std::string close_payload(std::uint16_t code, std::string_view reason) {
    auto size = std::min(reason.size(), control_bytes_max - 2);
    while (size > 0 && size < reason.size() && (reason[size] & 0xc0) == 0x80) --size;
    std::string payload{static_cast<char>(code >> 8), static_cast<char>(code & 255)};
    return payload.append(reason.substr(0, size));
}

std::string accept_key(std::string_view key) {
    auto text = std::string(key) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    unsigned char digest[SHA_DIGEST_LENGTH];
    SHA1(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest);
    unsigned char base64[4 * ((SHA_DIGEST_LENGTH + 2) / 3) + 1];
    auto size = EVP_EncodeBlock(base64, digest, SHA_DIGEST_LENGTH);
    return {reinterpret_cast<const char*>(base64), static_cast<std::size_t>(size)};
}

}  // namespace kit::http
