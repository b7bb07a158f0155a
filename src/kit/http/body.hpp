// The body of one request, without sockets: bytes in, body out.
//
// Invariant: the library's parser reads the head again before it reads the body, and must find the
// framing that the guard found. Where the two differ the request is refused.
#pragma once

#include <cstddef>
#include <expected>
#include <memory>
#include <string>
#include <string_view>

#include "kit/http/guard.hpp"

namespace kit::http {

class BodyReader {
public:
    // `head` as `head_end` found it, `meaning` as `guarded` read it.
    // Refused: 413 too_large (said or known to be more than `bytes_max`), 400 ambiguous_framing.
    static std::expected<BodyReader, Refused> begin(std::string_view head, const Head& meaning,
                                                    std::size_t bytes_max);
    BodyReader(BodyReader&&) noexcept;
    ~BodyReader();

    // Takes from the front of `bytes` and says how many; what it leaves it wants to see again with
    // more behind it. Refused: 413 too_large, 400 bad_body.
    std::expected<std::size_t, Refused> feed(std::string_view bytes);
    bool is_done() const;
    std::size_t left_at_most() const;  // bytes that can still come, 0 if only the peer knows
    std::string& body();

private:
    struct Inside;
    explicit BodyReader(std::unique_ptr<Inside>);
    std::unique_ptr<Inside> inside_;
};

}  // namespace kit::http
