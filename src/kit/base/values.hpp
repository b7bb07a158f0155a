// The plain values that shapes are made of: instants, money, ids.
#pragma once

#include <atomic>
#include <chrono>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace kit {

// An instant: microseconds since 1970-01-01T00:00Z. On the wire and in tables: that number.
struct Time {
    std::int64_t us = 0;
    auto operator<=>(const Time&) const = default;
};
using Span = std::chrono::microseconds;
constexpr Time operator+(Time t, Span d) { return {t.us + d.count()}; }
constexpr Time operator-(Time t, Span d) { return {t.us - d.count()}; }
constexpr Span operator-(Time a, Time b) { return Span{a.us - b.us}; }

// Money in minor units (分); the currency stands beside it in the shape.
struct Minor {
    std::int64_t units = 0;
    auto operator<=>(const Minor&) const = default;
};

// The name of one row of T: a UUIDv7 text that we or the client made. Empty means none.
template <class T>
struct Id {
    std::string text;
    auto operator<=>(const Id&) const = default;
    explicit operator bool() const { return !text.empty(); }
};

// JSON text carried as it is, in a column and on the wire. It must be valid JSON; "null" when
// empty.
struct Json {
    std::string text;
    bool operator==(const Json&) const = default;
};

// Where time comes from. Servers leave it alone; tests set and move it.
class Clock {
public:
    Time now() const;
    void set(Time);  // from here on time runs on from this instant
    void advance(Span);

private:
    std::atomic<std::int64_t> offset_us_{0};  // what is added to the system clock
};

// UUIDv7 text, 36 characters, time-ordered. Thread safe.
std::string new_uuid(Time now);
// True for 36 characters of hexadecimal digits and dashes in UUID form.
bool is_uuid(std::string_view text);

}  // namespace kit
