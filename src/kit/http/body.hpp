// The body of one request, without sockets: bytes in, body out. Source: RFC 9112 §6 and §7.1.
//
//     chunk size ; extensions CRLF → data CRLF → … → 0 CRLF → trailers CRLF → CRLF
//
// Invariants: it takes not one byte more than the message has; what it keeps is bounded by
// `bytes_max` and a line. Extensions and trailers are read strictly and dropped.
//
// The library has a parser for this, and we do not use it: in 1.81 the last chunk, arriving in
// small pieces, runs into an assertion that ends the process (docs/decisions/0009).
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

#include "kit/http/guard.hpp"

namespace kit::http {

class BodyReader {
public:
    // Refused: 413 too_large (it says that it is more than `bytes_max`, or none may be).
    static std::expected<BodyReader, Refused> begin(const Head&, std::size_t bytes_max);

    // Takes from the front of `bytes`, all of it unless the body ends before, and says how many.
    // Refused: 413 too_large, 400 bad_body.
    std::expected<std::size_t, Refused> feed(std::string_view bytes);
    bool is_done() const { return stage_ == Stage::done; }
    // Bytes that still come, as far as it is known.
    std::size_t left() const { return left_; }
    std::string& body() { return body_; }

private:
    enum class Stage { data, data_end, size, trailer, done };

    BodyReader(Framing framing, std::size_t length, std::size_t bytes_max);
    void take_data(std::string_view& bytes);
    bool take_line(std::string_view& bytes);
    bool line_done();
    bool chunk_begins(std::string_view line);

    bool chunked_;
    Stage stage_;
    std::size_t bytes_max_;
    std::size_t left_;  // of the body, or of this chunk's data
    std::size_t trailer_bytes_ = 0;
    std::string line_;
    std::string body_;
    bool too_large_ = false;
};

}  // namespace kit::http
