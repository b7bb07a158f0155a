#include "kit/http/body.hpp"

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

namespace kit::http {

namespace beast = boost::beast;
using Problem = beast::http::error;

struct BodyReader::Inside {
    beast::http::request_parser<beast::http::string_body> parser;
};

BodyReader::BodyReader(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
BodyReader::BodyReader(BodyReader&&) noexcept = default;
BodyReader::~BodyReader() = default;

std::expected<BodyReader, Refused> BodyReader::begin(std::string_view head, const Head& meaning,
                                                     std::size_t bytes_max) {
    if (meaning.framing == Framing::length && meaning.length > bytes_max)
        return std::unexpected(Refused{413, "too_large"});
    if (meaning.framing == Framing::chunked && bytes_max == 0)
        return std::unexpected(Refused{413, "too_large"});
    auto inside = std::make_unique<Inside>();
    auto& parser = inside->parser;
    parser.header_limit(static_cast<std::uint32_t>(head_bytes_max + 1));
    parser.body_limit(bytes_max);
    boost::system::error_code ec;
    auto used = parser.put(boost::asio::buffer(head), ec);
    bool agree = !ec && used == head.size() && parser.is_header_done() &&
                 parser.chunked() == (meaning.framing == Framing::chunked) &&
                 parser.content_length().value_or(0) == meaning.length &&
                 parser.is_done() == (meaning.framing == Framing::none);
    if (!agree) return std::unexpected(Refused{400, "ambiguous_framing"});
    parser.eager(true);
    return BodyReader(std::move(inside));
}

std::expected<std::size_t, Refused> BodyReader::feed(std::string_view bytes) {
    std::size_t taken = 0;
    while (taken < bytes.size() && !is_done()) {
        boost::system::error_code ec;
        auto used = inside_->parser.put(boost::asio::buffer(bytes.substr(taken)), ec);
        taken += used;
        if (ec == Problem::need_more) break;
        if (ec == Problem::body_limit) return std::unexpected(Refused{413, "too_large"});
        if (ec) return std::unexpected(Refused{400, "bad_body"});
        if (used == 0) break;
    }
    // What is left is the beginning of a chunk's line, and none is so long.
    if (!is_done() && bytes.size() - taken >= head_bytes_max)
        return std::unexpected(Refused{400, "bad_body"});
    return taken;
}

bool BodyReader::is_done() const { return inside_->parser.is_done(); }

std::size_t BodyReader::left_at_most() const {
    return static_cast<std::size_t>(inside_->parser.content_length_remaining().value_or(0));
}

std::string& BodyReader::body() { return inside_->parser.get().body(); }

}  // namespace kit::http
