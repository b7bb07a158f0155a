// Answers that may be a refusal.
//
//     Result<Conversation> claimed(Conversation, Person);   // a value, or an Error
//     TRY(auto conversation, claimed(found, me));           // returns the Error to the caller
//     TRY(allowed(work, right));                            // the same for Result<void>
//
// A refusal means the world is fine and the answer is no. Breakage (database gone, disk full) is an
// exception that only the kit throws; a broken promise of our own is a Bug, see ENSURE.
#pragma once

#include <expected>
#include <stdexcept>
#include <string>
#include <utility>

namespace kit {

// The closed list of refusals; `status_of` gives each its HTTP status.
enum class Code {
    malformed,        // 400: not what the route takes: broken JSON, unknown field, wrong type
    unauthenticated,  // 401
    forbidden,        // 403
    not_found,        // 404: also whatever the caller may not see
    conflict,         // 409: the thing is in another state
    too_large,        // 413
    unsupported,      // 415: content type
    invalid,          // 422: understood, and not acceptable
    limited,          // 429: too often
    unavailable,      // 503: try again later
};

int status_of(Code code);
std::string name_of(Code code);

// `reason` is an open list of snake_case words that programs match on; `message` is for people and
// is never matched. `detail` is JSON text (an object) that goes out as it is, or empty.
struct Error {
    Code code = Code::invalid;
    std::string reason;
    std::string field;
    std::string message;
    std::string detail;
    int retry_after_seconds = 0;
};

template <class T>
struct [[nodiscard]] Result : std::expected<T, Error> {
    using std::expected<T, Error>::expected;
};

using Refusal = std::unexpected<Error>;

inline Refusal refused(Code code, std::string reason, std::string field = {},
                       std::string message = {}) {
    return Refusal(Error{code, std::move(reason), std::move(field), std::move(message), {}, 0});
}
inline Refusal invalid(std::string reason, std::string field = {}) {
    return refused(Code::invalid, std::move(reason), std::move(field));
}
inline Refusal malformed(std::string reason, std::string field = {}, std::string message = {}) {
    return refused(Code::malformed, std::move(reason), std::move(field), std::move(message));
}
inline Refusal conflict(std::string reason) { return refused(Code::conflict, std::move(reason)); }
inline Refusal not_found(std::string reason = "not_found") {
    return refused(Code::not_found, std::move(reason));
}
inline Refusal forbidden(std::string reason = "forbidden") {
    return refused(Code::forbidden, std::move(reason));
}
inline Refusal unauthenticated(std::string reason = "sign_in_first") {
    return refused(Code::unauthenticated, std::move(reason));
}
inline Refusal limited(std::string reason, int retry_after_seconds) {
    return Refusal(Error{Code::limited, std::move(reason), {}, {}, {}, retry_after_seconds});
}

// The world is broken: database gone, disk full, peer timed out. Thrown by the kit only.
struct Breakage : std::runtime_error {
    using std::runtime_error::runtime_error;
};
// Our own promise is broken.
struct Bug : std::logic_error {
    using std::logic_error::logic_error;
};

[[noreturn]] void broken_promise(const char* condition, const char* why, const char* file,
                                 int line);

}  // namespace kit

#define ENSURE(condition, why)                                                        \
    do {                                                                              \
        if (!(condition)) ::kit::broken_promise(#condition, why, __FILE__, __LINE__); \
    } while (false)

#define KIT_JOIN_(a, b) a##b
#define KIT_JOIN(a, b) KIT_JOIN_(a, b)
#define KIT_TRY_VALUE(held, target, expression)                 \
    auto held = (expression);                                   \
    if (!held) return std::unexpected(std::move(held).error()); \
    target = *std::move(held)
#define KIT_TRY_NOTHING(held, expression) \
    if (auto held = (expression); !held) return std::unexpected(std::move(held).error())
#define KIT_TRY_2(target, ...) KIT_TRY_VALUE(KIT_JOIN(held_, __LINE__), target, __VA_ARGS__)
#define KIT_TRY_1(expression) KIT_TRY_NOTHING(KIT_JOIN(held_, __LINE__), expression)
#define KIT_PICK(_1, _2, _3, _4, _5, _6, _7, _8, NAME, ...) NAME
#define TRY(...)                                                                            \
    KIT_PICK(__VA_ARGS__, KIT_TRY_2, KIT_TRY_2, KIT_TRY_2, KIT_TRY_2, KIT_TRY_2, KIT_TRY_2, \
             KIT_TRY_2, KIT_TRY_1)                                                          \
    (__VA_ARGS__)
