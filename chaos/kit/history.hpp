// The history checker: what was asked, what was answered, what every screen showed, and what is
// stored in the end, held against each other.
//
// Promises it checks, per conversation
//   lost         an acknowledged message is stored, with the seq and the text of the answer
//   doubled      no client_key is stored twice, no seq is used twice
//   invented     nothing is stored that nobody sent, or with another text than was sent
//   hole         seq is 1, 2, … n
//   disorder     if A was answered before B was sent, A's seq is the smaller one
//   moved        a repeated send got the same seq and id as the first
//   view_wrong   what a screen showed is what is stored at that seq
//   view_doubled, view_disorder   a screen shows each seq once, in growing order
//   view_hole    between the first and the last seq a screen showed, nothing is missing
//   unseen       a screen that stayed to the end showed everything, its own words included
//
// A refused message (4xx) must not be stored (`refused_stored`); an unknown one may or may not.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace chaos {

using Tick = std::int64_t;  // nanoseconds of one monotonic clock shared by all clients

enum class Outcome { unknown, ok, fail };

struct Attempt {
    std::string client_key;
    std::uint64_t text_hash = 0;
    Tick invoked = 0, answered = 0;
    Outcome outcome = Outcome::unknown;
    std::string conversation, id;
    std::int64_t seq = 0;
};

struct Stored {
    std::int64_t seq = 0;
    std::string id, client_key;
    std::uint64_t text_hash = 0;
    bool by_server = false;  // written by the server itself: nobody needs to have sent it
};

struct Shown {
    std::int64_t seq = 0;
    std::string id;
    std::uint64_t text_hash = 0;
};

struct Finding {
    std::string promise;  // one of the words above
    std::string what;
};

struct Verdict {
    std::uint64_t sent = 0, acked = 0, refused = 0, unknown = 0, unknown_stored = 0, stored = 0,
                  conversations = 0, views = 0, shown = 0;
    std::map<std::string, std::uint64_t> broken;  // by promise; absent means kept
    std::vector<Finding> first;                   // the first few, in words

    std::uint64_t count(std::string_view promise) const;
    bool is_clean() const { return broken.empty(); }
};

std::uint64_t hash_of(std::string_view text);

class History {
public:
    void invoked(const std::string& client_key, std::string_view text, Tick);
    // Also for a repeated answer: it must agree with the first.
    void ok(const std::string& client_key, Tick, const std::string& conversation,
            const std::string& id, std::int64_t seq);
    void fail(const std::string& client_key, Tick);
    void shown(const std::string& screen, const std::string& conversation, Shown);
    // The screen was connected and idle when the run ended: from the first message it showed to
    // the last one stored, nothing may be missing on it.
    void stayed(const std::string& screen, const std::string& conversation);
    void stored(const std::string& conversation, Stored);

    Verdict check() const;
    std::uint64_t acked() const { return acked_; }

private:
    std::unordered_map<std::string, Attempt> attempts_;
    std::map<std::string, std::vector<Stored>> stored_;
    std::map<std::pair<std::string, std::string>, std::vector<Shown>> views_;  // screen, talk
    std::set<std::pair<std::string, std::string>> stayed_;
    std::vector<Finding> moved_;
    std::uint64_t acked_ = 0;
};

// One line for people: counts, then the first differences.
std::string told(const Verdict&);

}  // namespace chaos
