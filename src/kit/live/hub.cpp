#include "kit/live/hub.hpp"

#include <algorithm>
#include <deque>
#include <mutex>
#include <unordered_map>
#include <utility>

namespace kit {

namespace {

using Text = std::shared_ptr<const std::string>;

// Frames that wait for the end of a replay, as bounded as those that wait in a socket.
constexpr std::size_t held_frames_max = 256;
constexpr std::size_t held_bytes_max = 1024 * 1024;
// A replay leaves in arrays of about this size, so that a socket counts it as few frames.
constexpr std::size_t batch_bytes = 60 * 1024;
// Last numbers that a member remembers. Beyond it the member forgets them all: repeats then reach
// the client, which merges by number anyway.
constexpr std::size_t subjects_max = 16 * 1024;

// A subject is remembered by its hash: 16 bytes for one conversation of one socket. Two subjects of
// one member with one hash (of 2^64) could hold back each other's frames; a client sees that gap.
using Subject = std::size_t;
Subject subject_of(std::string_view text) {
    return text.empty() ? 0 : std::hash<std::string_view>{}(text);
}

struct Waiting {
    Text text;
    Subject subject = 0;
    std::int64_t number = 0;
};

enum class Ear {
    live,
    held,  // frames wait for `release`
    deaf,  // frames were lost: only `hold` and `release` make it whole again
};

struct Held {
    std::vector<Waiting> frames;
    std::size_t bytes = 0;
    bool overflowed = false;
};

struct Listener {
    std::shared_ptr<Socket> socket;
    std::vector<const std::string*> keys;                // texts of the key index
    const std::string* session = nullptr;                // text of the session index
    std::vector<std::pair<Subject, std::int64_t>> last;  // sorted by subject
    std::unique_ptr<Held> held;
    std::uint64_t catch_ups_seen = 0;
    std::uint64_t heard_publish = 0;  // the last publish that reached it, by whatever key
    Ear ear = Ear::held;

    // Is this number news? Then it is remembered.
    bool rises(Subject subject, std::int64_t number) {
        if (subject == 0) return true;
        auto at =
            std::ranges::lower_bound(last, subject, {}, &std::pair<Subject, std::int64_t>::first);
        if (at != last.end() && at->first == subject) {
            if (number <= at->second) return false;
            at->second = number;
            return true;
        }
        if (last.size() >= subjects_max) {
            last.clear();
            at = last.end();
        }
        last.insert(at, {subject, number});
        return true;
    }

    // A socket that dropped its queue has gaps from then on.
    bool deliver(Text text) {
        socket->send(std::move(text));
        auto drops = socket->catch_ups();
        if (std::exchange(catch_ups_seen, drops) == drops) return true;
        ear = Ear::deaf;
        last.clear();
        return false;
    }
};

using Listeners = std::vector<Listener*>;
struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
        return std::hash<std::string_view>{}(text);
    }
};
template <class T>
using ByText = std::unordered_map<std::string, T, TextHash, std::equal_to<>>;

void drop(Listeners& list, Listener* one) {
    auto at = std::ranges::find(list, one);
    if (at == list.end()) return;
    *at = list.back();
    list.pop_back();
}

}  // namespace

// One lock for everything: what is done under it is short (no callback, no I/O; Socket::send only
// queues), and a frame to 1,000 sockets holds it for well under a millisecond.
struct Hub::Inside {
    mutable std::mutex guard;
    std::unordered_map<Member, Listener> members;
    ByText<Listeners> by_key;
    ByText<std::vector<Member>> by_session;
    Member last_member = 0;
    std::uint64_t publishes = 0;

    Listener* find(Member member) {
        auto at = members.find(member);
        return at == members.end() ? nullptr : &at->second;
    }

    void listen(Listener& one, std::string key) {
        auto at = by_key.try_emplace(std::move(key)).first;
        if (std::ranges::find(one.keys, &at->first) != one.keys.end()) return;
        one.keys.push_back(&at->first);
        at->second.push_back(&one);
    }

    void unlisten(Listener& one, std::string_view key) {
        auto at = by_key.find(key);
        if (at == by_key.end()) return;
        std::erase(one.keys, &at->first);
        drop(at->second, &one);
        if (at->second.empty()) by_key.erase(at);
    }

    void wait(Listener& one, Waiting frame) {
        auto& held = *one.held;
        if (held.overflowed) return;
        held.bytes += frame.text->size();
        held.frames.push_back(std::move(frame));
        if (held.frames.size() <= held_frames_max && held.bytes <= held_bytes_max) return;
        held.overflowed = true;
        std::vector<Waiting>().swap(held.frames);
    }

    void hear(Listener& one, const Waiting& frame) {
        switch (one.ear) {
            case Ear::deaf:
                return;
            case Ear::held:
                return wait(one, frame);
            case Ear::live:
                if (one.rises(frame.subject, frame.number)) one.deliver(frame.text);
        }
    }

    void publish(const Frame& frame) {
        Waiting out{nullptr, subject_of(frame.subject), frame.number};
        auto stamp = ++publishes;
        for (auto& key : frame.to) {
            auto at = by_key.find(std::string_view(key));
            if (at == by_key.end()) continue;
            if (!out.text) out.text = std::make_shared<const std::string>(frame.text);
            for (auto one : at->second)
                if (std::exchange(one->heard_publish, stamp) != stamp) hear(*one, out);
        }
    }

    void hold(Listener& one) {
        one.ear = Ear::held;
        one.held = std::make_unique<Held>();
        // The client says again what it has; what was sent before says nothing about that.
        one.last.clear();
        one.last.shrink_to_fit();
    }

    void release(Listener& one, std::vector<Frame> replay) {
        if (one.ear != Ear::held) return;
        auto held = std::exchange(one.held, nullptr);
        one.ear = Ear::live;
        std::string batch;
        std::size_t batched = 0;
        auto flush = [&] {
            if (batched == 0) return true;
            auto text = batched == 1 ? std::move(batch) : '[' + batch + ']';
            batch.clear();
            batched = 0;
            return one.deliver(std::make_shared<const std::string>(std::move(text)));
        };
        for (auto& frame : replay) {
            if (!one.rises(subject_of(frame.subject), frame.number)) continue;
            if (batch.size() + frame.text.size() > batch_bytes && !flush()) return;
            if (batched++ > 0) batch += ',';
            batch += frame.text;
        }
        if (!flush()) return;
        if (held->overflowed) {
            one.ear = Ear::deaf;
            one.socket->send(std::make_shared<const std::string>(R"({"catch_up":{}})"));
            return;
        }
        for (auto& frame : held->frames) {
            hear(one, frame);
            if (one.ear != Ear::live) return;
        }
    }
};

Hub::Hub() : inside_(std::make_unique<Inside>()) {}
Hub::~Hub() = default;

Hub::Member Hub::join(std::shared_ptr<Socket> socket, std::vector<std::string> keys,
                      std::string session) {
    std::lock_guard lock(inside_->guard);
    auto member = ++inside_->last_member;
    auto& one = inside_->members[member];
    one.catch_ups_seen = socket->catch_ups();
    one.socket = std::move(socket);
    one.held = std::make_unique<Held>();
    for (auto& key : keys) inside_->listen(one, std::move(key));
    auto at = inside_->by_session.try_emplace(std::move(session)).first;
    at->second.push_back(member);
    one.session = &at->first;
    return member;
}

void Hub::hold(Member member) {
    std::lock_guard lock(inside_->guard);
    if (auto one = inside_->find(member)) inside_->hold(*one);
}

void Hub::release(Member member, std::vector<Frame> replay) {
    std::lock_guard lock(inside_->guard);
    if (auto one = inside_->find(member)) inside_->release(*one, std::move(replay));
}

void Hub::listen(Member member, std::string key) {
    std::lock_guard lock(inside_->guard);
    if (auto one = inside_->find(member)) inside_->listen(*one, std::move(key));
}

void Hub::unlisten(Member member, std::string_view key) {
    std::lock_guard lock(inside_->guard);
    if (auto one = inside_->find(member)) inside_->unlisten(*one, key);
}

void Hub::leave(Member member) {
    std::shared_ptr<Socket> last;  // ends outside the lock
    std::lock_guard lock(inside_->guard);
    auto one = inside_->find(member);
    if (!one) return;
    last = std::move(one->socket);
    while (!one->keys.empty()) inside_->unlisten(*one, std::string(*one->keys.back()));
    auto at = inside_->by_session.find(std::string_view(*one->session));
    std::erase(at->second, member);
    if (at->second.empty()) inside_->by_session.erase(at);
    inside_->members.erase(member);
}

void Hub::publish(const Frame& frame) {
    std::lock_guard lock(inside_->guard);
    inside_->publish(frame);
}

void Hub::publish(const std::vector<Frame>& frames) {
    std::lock_guard lock(inside_->guard);
    for (auto& frame : frames) inside_->publish(frame);
}

void Hub::tell(Member member, std::string text) {
    auto frame = std::make_shared<const std::string>(std::move(text));
    std::lock_guard lock(inside_->guard);
    if (auto one = inside_->find(member)) one->deliver(std::move(frame));
}

std::size_t Hub::cut(std::string_view session) {
    std::lock_guard lock(inside_->guard);
    auto at = inside_->by_session.find(session);
    if (at == inside_->by_session.end()) return 0;
    for (auto member : at->second) inside_->find(member)->socket->close(4401, "session ended");
    return at->second.size();
}

std::size_t Hub::members() const {
    std::lock_guard lock(inside_->guard);
    return inside_->members.size();
}

bool Hub::hears(std::string_view key) const {
    std::lock_guard lock(inside_->guard);
    return inside_->by_key.contains(key);
}

}  // namespace kit
