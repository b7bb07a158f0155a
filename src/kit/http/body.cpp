#include "kit/http/body.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace kit::http {

namespace {
constexpr std::size_t line_bytes_max = 1024;
constexpr std::size_t trailer_bytes_max = 8 * 1024;
constexpr std::size_t size_digits_max = 8;
}  // namespace

std::expected<BodyReader, Refused> BodyReader::begin(const Head& head, std::size_t bytes_max) {
    bool too_large = (head.framing == Framing::length && head.length > bytes_max) ||
                     (head.framing == Framing::chunked && bytes_max == 0);
    if (too_large) return std::unexpected(Refused{413, "too_large"});
    return BodyReader(head.framing, static_cast<std::size_t>(head.length), bytes_max);
}

BodyReader::BodyReader(Framing framing, std::size_t length, std::size_t bytes_max)
    : chunked_(framing == Framing::chunked),
      stage_(framing == Framing::none     ? Stage::done
             : framing == Framing::length ? Stage::data
                                          : Stage::size),
      bytes_max_(bytes_max),
      left_(length) {}

std::expected<std::size_t, Refused> BodyReader::feed(std::string_view bytes) {
    auto offered = bytes.size();
    while (!bytes.empty() && !is_done()) {
        if (stage_ == Stage::data) take_data(bytes);
        else if (!take_line(bytes)) return std::unexpected(Refused{400, "bad_body"});
        if (too_large_) return std::unexpected(Refused{413, "too_large"});
    }
    return offered - bytes.size();
}

void BodyReader::take_data(std::string_view& bytes) {
    auto piece = bytes.substr(0, left_);
    body_ += piece;
    left_ -= piece.size();
    bytes.remove_prefix(piece.size());
    if (left_ == 0) stage_ = chunked_ ? Stage::data_end : Stage::done;
}

// False when no line can begin like this: a control character, a bare CR or LF, too long.
bool BodyReader::take_line(std::string_view& bytes) {
    while (!bytes.empty()) {
        char c = bytes.front();
        bytes.remove_prefix(1);
        if (line_.ends_with('\r')) {
            if (c != '\n') return false;
            line_.pop_back();
            return line_done();
        }
        bool fine = c == '\r' || c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f);
        if (!fine || line_.size() >= line_bytes_max) return false;
        if (stage_ == Stage::data_end && c != '\r') return false;
        line_ += c;
    }
    return true;
}

bool BodyReader::line_done() {
    auto line = std::exchange(line_, {});
    switch (stage_) {
        case Stage::data_end:
            stage_ = Stage::size;
            return line.empty();
        case Stage::size:
            return chunk_begins(line);
        case Stage::trailer:
            if (line.empty()) stage_ = Stage::done;
            trailer_bytes_ += line.size();
            return line.empty() || (line.contains(':') && trailer_bytes_ <= trailer_bytes_max);
        default:
            return false;
    }
}

bool BodyReader::chunk_begins(std::string_view line) {
    auto digits = line.substr(0, line.find_first_not_of("0123456789abcdefABCDEF"));
    auto rest = line.substr(digits.size());
    if (digits.empty() || digits.size() > size_digits_max) return false;
    if (!rest.empty() && rest[0] != ';') return false;
    std::uint32_t size = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), size, 16);
    left_ = size;
    stage_ = size == 0 ? Stage::trailer : Stage::data;
    too_large_ = size > bytes_max_ - body_.size();
    return true;
}

}  // namespace kit::http
