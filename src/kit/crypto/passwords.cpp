#include "kit/crypto/common_passwords.hpp"
#include "kit/crypto/crypto.hpp"
#include "kit/text/utf8.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <mutex>
#include <utility>

namespace kit::crypto {
namespace {

// Source: OWASP password storage cheat sheet, argon2id with m = 46 MiB, t = 1, p = 1.
constexpr std::size_t memory_bytes = std::size_t{46} << 20;
constexpr unsigned long long rounds = 1;

constexpr int at_once_max = 2;   // one per core of the smallest machine we run on
constexpr int waiting_max = 50;  // 50 waiting / 2 at once * 0.2 s = 5 s for the last of them
constexpr int retry_after_seconds = 5;

constexpr std::size_t characters_min = 8;
constexpr std::size_t characters_max = 128;

// A place among those that hash now. Each hash takes 46 MiB and a core for a tenth of a second, so
// that a crowd at the door costs the rest of the house two cores at most.
class Turn {
public:
    // Errors: limited (more than 50 wait).
    static Result<Turn> taken() {
        std::unique_lock lock(gate().guard);
        if (gate().waiting >= waiting_max) return limited("too_many_sign_ins", retry_after_seconds);
        ++gate().waiting;
        gate().freed.wait(lock, [] { return gate().running < at_once_max; });
        --gate().waiting;
        ++gate().running;
        return Turn();
    }
    Turn(Turn&& other) noexcept : held_(std::exchange(other.held_, false)) {}
    Turn& operator=(Turn&&) = delete;
    ~Turn() {
        if (!held_) return;
        std::lock_guard lock(gate().guard);
        --gate().running;
        gate().freed.notify_one();
    }

private:
    struct Gate {
        std::mutex guard;
        std::condition_variable freed;
        int running = 0;
        int waiting = 0;
    };
    static Gate& gate() {
        static Gate made;
        return made;
    }
    Turn() = default;
    bool held_ = true;
};

// Short enough to be hashed at all: 128 characters of at most 4 bytes.
bool measured(std::string_view password) {
    return password.size() <= characters_max * 4 && text::length(password) <= characters_max;
}

std::string lowered(std::string_view text) {
    std::string low(text);
    for (char& c : low)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return low;
}

// "p@ssw0rd2024!" → "password2024!": signs that stand for letters, in the part before the tail.
std::string spelled_out(std::string text) {
    auto is_tail = [](char c) {
        return (c >= '0' && c <= '9') || std::string_view("!.?*#_-").contains(c);
    };
    std::size_t stem = text.size();
    while (stem > 0 && is_tail(text[stem - 1])) --stem;
    static constexpr std::array<std::array<char, 2>, 9> twins = {{{'@', 'a'},
                                                                  {'4', 'a'},
                                                                  {'3', 'e'},
                                                                  {'1', 'i'},
                                                                  {'!', 'i'},
                                                                  {'0', 'o'},
                                                                  {'$', 's'},
                                                                  {'5', 's'},
                                                                  {'7', 't'}}};
    for (std::size_t i = 0; i < stem; ++i)
        for (auto [sign, letter] : twins)
            if (text[i] == sign) text[i] = letter;
    return text;
}

// "aaaaaaaa", "12121212", "abcdabcd": a piece of up to four bytes said again and again.
bool is_repeated(std::string_view text) {
    for (std::size_t period = 1; period <= 4 && period * 2 <= text.size(); ++period)
        if (text.substr(period) == text.substr(0, text.size() - period)) return true;
    return false;
}

// "23456789", "hgfedcba": each byte the next, or each the one before.
bool is_run(std::string_view text) {
    int step = text[1] - text[0];
    if (step != 1 && step != -1) return false;
    for (std::size_t i = 1; i < text.size(); ++i)
        if (text[i] - text[i - 1] != step) return false;
    return true;
}

// The site's own words (shop name, e-mail name) with little around them: guessed by anyone who
// looks at the page.
bool leans_on(std::string_view folded, std::string_view word) {
    if (text::length(word) < 2) return false;
    auto at = folded.find(word);
    if (at == std::string_view::npos) return false;
    return text::length(folded) - text::length(word) < 6;
}

}  // namespace

Result<std::string> password_hash(std::string_view password) {
    ENSURE(measured(password), "a password is measured before it is hashed");
    TRY(auto turn, Turn::taken());
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), rounds, memory_bytes,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw Breakage("no memory to hash a password");
    return std::string(hash.data());
}

Result<bool> password_matches(std::string_view hash, std::string_view password) {
    if (!measured(password)) return false;
    if (hash.size() >= crypto_pwhash_STRBYTES) return false;
    TRY(auto turn, Turn::taken());
    std::array<char, crypto_pwhash_STRBYTES> stored{};
    std::ranges::copy(hash, stored.begin());
    return crypto_pwhash_str_verify(stored.data(), password.data(), password.size()) == 0;
}

Result<bool> password_pretend(std::string_view password) {
    if (!measured(password)) return false;
    TRY(auto turn, Turn::taken());
    std::array<unsigned char, 32> out{};
    std::array<unsigned char, crypto_pwhash_SALTBYTES> salt{};
    randombytes_buf(salt.data(), salt.size());
    if (crypto_pwhash(out.data(), out.size(), password.data(), password.size(), salt.data(), rounds,
                      memory_bytes, crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw Breakage("no memory to hash a password");
    return false;
}

bool password_wants_rehash(std::string_view hash) {
    if (hash.size() >= crypto_pwhash_STRBYTES) return true;
    std::array<char, crypto_pwhash_STRBYTES> stored{};
    std::ranges::copy(hash, stored.begin());
    return crypto_pwhash_str_needs_rehash(stored.data(), rounds, memory_bytes) != 0;
}

Result<void> password_allowed(std::string_view password,
                              const std::vector<std::string>& site_words) {
    if (!measured(password)) return invalid("too_long", "password");
    if (text::length(password) < characters_min) return invalid("too_short", "password");
    std::string folded = lowered(password);
    bool common = is_repeated(folded) || is_run(folded) || is_common_password(folded) ||
                  is_common_password(spelled_out(folded));
    for (auto& word : site_words) common = common || leans_on(folded, lowered(word));
    if (common) return invalid("too_common", "password");
    return {};
}

// 20 letters of an alphabet of 31: 20 * log2(31) = 99 bits. No i, l, o, 0, 1: it is read aloud.
std::string readable_password() {
    static constexpr std::string_view letters = "abcdefghjkmnpqrstuvwxyz23456789";
    std::string text;
    for (int i = 0; i < 20; ++i) {
        if (i > 0 && i % 5 == 0) text += '-';
        text += letters[randombytes_uniform(static_cast<std::uint32_t>(letters.size()))];
    }
    return text;
}

}  // namespace kit::crypto
