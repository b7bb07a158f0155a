#include "kit/text/charset.hpp"

#include <iconv.h>

#include <array>
#include <cerrno>
#include <utility>

#include "kit/base/result.hpp"
#include "kit/text/utf8.hpp"

namespace kit::text {

// Bytes at the end that begin a character whose rest is not there; at most 3.
static std::size_t cut_at_end(std::string_view bytes) {
    for (std::size_t back = 1; back <= 3 && back <= bytes.size(); ++back) {
        auto byte = static_cast<unsigned char>(bytes[bytes.size() - back]);
        if (byte < 0x80) return 0;
        if (byte < 0xc0) continue;
        std::size_t length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
        return length > back ? back : 0;
    }
    return 0;
}

Charset charset_of(std::string_view sample) {
    if (sample.starts_with("\xef\xbb\xbf")) return Charset::utf8;
    if (sample.starts_with("\xff\xfe")) return Charset::utf16le;
    if (sample.starts_with("\xfe\xff")) return Charset::utf16be;
    sample.remove_suffix(cut_at_end(sample));
    return is_valid_utf8(sample) ? Charset::utf8 : Charset::gb18030;
}

static const char* iconv_name(Charset charset) {
    switch (charset) {
        case Charset::utf8:
            return "UTF-8";
        case Charset::gb18030:
            return "GB18030";
        case Charset::utf16le:
            return "UTF-16LE";
        case Charset::utf16be:
            return "UTF-16BE";
    }
    return "UTF-8";
}

struct Recoder::Inside {
    iconv_t open;
    explicit Inside(Charset charset) : open(::iconv_open("UTF-8", iconv_name(charset))) {
        ENSURE(open != reinterpret_cast<iconv_t>(-1), "the C library knows this charset");
    }
    ~Inside() { ::iconv_close(open); }
};

Recoder::Recoder(Charset charset) : inside_(std::make_unique<Inside>(charset)) {}
Recoder::~Recoder() = default;

void Recoder::take(std::string_view bytes, std::string& out) { step(bytes, false, out); }
void Recoder::finish(std::string& out) { step({}, true, out); }

void Recoder::append(std::string_view utf8, std::string& out) {
    if (!started_ && !utf8.empty()) {
        started_ = true;
        if (utf8.starts_with("\xef\xbb\xbf")) utf8.remove_prefix(3);
    }
    out += utf8;
}

void Recoder::step(std::string_view bytes, bool last, std::string& out) {
    std::string joined;
    if (!cut_.empty()) {
        joined = std::exchange(cut_, {}) + std::string(bytes);
        bytes = joined;
    }
    std::array<char, 16 * 1024> room;
    while (!bytes.empty()) {
        auto from = const_cast<char*>(bytes.data());
        auto left = bytes.size();
        auto to = room.data();
        auto space = room.size();
        auto done = ::iconv(inside_->open, &from, &left, &to, &space);
        auto why = errno;
        append({room.data(), static_cast<std::size_t>(to - room.data())}, out);
        bytes = bytes.substr(bytes.size() - left);
        if (done != static_cast<std::size_t>(-1) || why == E2BIG) continue;
        // A character cut at the end waits, as far as a character can be long.
        if (why == EINVAL && !last && bytes.size() < 8) {
            cut_ = bytes;
            return;
        }
        ++malformed_;
        append("\xef\xbf\xbd", out);
        bytes.remove_prefix(1);
        ::iconv(inside_->open, nullptr, nullptr, nullptr, nullptr);
    }
}

}  // namespace kit::text
