#include "kit/base/result.hpp"
#include "kit/base/values.hpp"

#include <sys/random.h>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>

namespace kit {

int status_of(Code code) {
    switch (code) {
        case Code::malformed:
            return 400;
        case Code::unauthenticated:
            return 401;
        case Code::forbidden:
            return 403;
        case Code::not_found:
            return 404;
        case Code::conflict:
            return 409;
        case Code::too_large:
            return 413;
        case Code::unsupported:
            return 415;
        case Code::invalid:
            return 422;
        case Code::limited:
            return 429;
        case Code::unavailable:
            return 503;
    }
    return 500;
}

std::string name_of(Code code) {
    switch (code) {
        case Code::malformed:
            return "malformed";
        case Code::unauthenticated:
            return "unauthenticated";
        case Code::forbidden:
            return "forbidden";
        case Code::not_found:
            return "not_found";
        case Code::conflict:
            return "conflict";
        case Code::too_large:
            return "too_large";
        case Code::unsupported:
            return "unsupported";
        case Code::invalid:
            return "invalid";
        case Code::limited:
            return "limited";
        case Code::unavailable:
            return "unavailable";
    }
    return "unknown";
}

void broken_promise(const char* condition, const char* why, const char* file, int line) {
    auto text = std::string("broken promise: ") + why + " (" + condition + ") at " + file + ":" +
                std::to_string(line);
#ifdef NDEBUG
    throw Bug(text);
#else
    std::fprintf(stderr, "%s\n", text.c_str());
    std::abort();
#endif
}

static std::int64_t system_us() {
    using namespace std::chrono;
    return duration_cast<microseconds>(system_clock::now().time_since_epoch()).count();
}

Time Clock::now() const { return {system_us() + offset_us_.load(std::memory_order_relaxed)}; }
void Clock::set(Time at) { offset_us_ = at.us - system_us(); }
void Clock::advance(Span by) { offset_us_ += by.count(); }

// Source: RFC 9562 §5.7. The 12 bits after the milliseconds count up within one millisecond
// (method 1 of §6.2), so that ids made in one process sort in the order in which they were made.
std::string new_uuid(Time now) {
    static std::mutex guard;
    static std::uint64_t last = 0;
    std::uint8_t bytes[16];
    if (getrandom(bytes, sizeof bytes, 0) != sizeof bytes) throw Breakage("no randomness");
    std::uint64_t stamp = static_cast<std::uint64_t>(now.us / 1000) << 12;
    {
        std::lock_guard lock(guard);
        // A clock set back must not make ids repeat their order for ever: follow it when it moves
        // by more than a second, count on from the last id otherwise.
        if (stamp <= last && last - stamp < (std::uint64_t{1000} << 12)) stamp = last + 1;
        last = stamp;
    }
    for (int i = 0; i < 6; ++i) bytes[i] = static_cast<std::uint8_t>(stamp >> (52 - 8 * i));
    bytes[6] = static_cast<std::uint8_t>(0x70 | ((stamp >> 8) & 0x0f));
    bytes[7] = static_cast<std::uint8_t>(stamp);
    bytes[8] = static_cast<std::uint8_t>(0x80 | (bytes[8] & 0x3f));
    static constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(36);
    for (int i = 0; i < 16; ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
        text += digits[bytes[i] >> 4];
        text += digits[bytes[i] & 15];
    }
    return text;
}

bool is_uuid(std::string_view text) {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < 36; ++i) {
        bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        char c = text[i];
        bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        if (dash ? c != '-' : !hex) return false;
    }
    return true;
}

}  // namespace kit
