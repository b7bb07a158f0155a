// Who hears what: live sockets by the keys they listen under, and frames to those keys.
//
// A socket is *held* while its missed messages are replayed: live frames wait behind the replay, so
// nothing arrives out of order. Frames with a subject and a number (a conversation and its seq) are
// sent to a socket at most once and only in rising order; the hub remembers the last number per
// subject and socket.
//
// A socket that had to drop frames (it sent `catch_up`) hears nothing more until the client has
// said what it has and `hold` and `release` have made it whole: what follows a gap is never sent.
//
// Thread safe. No business words: keys are texts such as "contact:…", "person:…", "conversation:…".
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kit/http/server.hpp"

namespace kit {

struct Frame {
    std::vector<std::string> to;  // keys; a socket under several of them hears the frame once
    std::string text;             // JSON
    std::string subject;          // "" for frames without order
    std::int64_t number = 0;
};

class Hub {
public:
    using Member = std::uint64_t;
    Hub();
    ~Hub();
    // The socket hears frames to `keys` from now on; held until `release`. `session` names what
    // `cut` ends (a session or visitor id).
    Member join(std::shared_ptr<Socket>, std::vector<std::string> keys, std::string session);
    // Sends `replay` (frames in order; subject and number as above), then what was held, then goes
    // live. Called again (after catch_up) it does the same from a held state set by `hold`, which
    // forgets the numbers sent before. Keep a replay below 512 KiB: a socket takes 1 MiB at once.
    void hold(Member);
    void release(Member, std::vector<Frame> replay);
    void listen(Member, std::string key);
    void unlisten(Member, std::string_view key);
    void leave(Member);
    void publish(const Frame&);
    void publish(const std::vector<Frame>&);
    // Sends one text to one member, outside any order (answers to calls).
    void tell(Member, std::string text);
    // Closes every socket of that session with 4401 at once; returns how many.
    std::size_t cut(std::string_view session);
    std::size_t members() const;
    bool hears(std::string_view key) const;  // is anybody under that key

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace kit
