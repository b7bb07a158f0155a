// A unit of work: one transaction, one connection, one clock reading, one principal.
//
// A verb gets a Work and runs to completion in it. What it publishes leaves after the commit, what
// it schedules is a row of the same commit. A verb checks first and writes last: one that refuses
// has written nothing (the store asserts it). A verb may be run again when a neighbour in its batch
// broke, so it keeps nothing outside its Work.
#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "kit/base/result.hpp"
#include "kit/base/values.hpp"
#include "kit/db/db.hpp"

namespace kit {

// A thing one may do. Rooms name them; the house keeps one table of who has which
// (team/rights.hpp).
struct Right {
    std::string_view name;
    std::uint64_t bit;
};

// Who asks. `id` and `shop` are empty for nobody.
struct Principal {
    enum class Kind { nobody, visitor, person, system };
    Kind kind = Kind::nobody;
    std::string id;  // contact or person
    std::string name;
    std::string shop;
    std::string session;  // what revocation cuts: session, token or visitor id
    std::uint64_t rights = 0;
    std::string ip;
    std::string request_id;
    bool may(const Right& right) const { return (rights & right.bit) != 0; }
};

// What the caller showed to say who they are. `secret` is never logged or stored as it is.
struct Credentials {
    enum class Kind { nothing, cookie, bearer, visitor };
    Kind kind = Kind::nothing;
    std::string secret;
    std::string csrf;     // the X-CSRF header
    bool unsafe = false;  // the method changes things, so a cookie alone is not enough
};

// What the running house is told once, at its start.
struct Settings {
    std::string public_url;   // "https://desk.example", or empty
    std::string data_folder;  // where blobs and keys are
    std::string master_key;   // 32 bytes; keys for one purpose are derived from it
    std::string push_key;     // public key for web push, base64url
    std::string picture_program;
};

// What leaves after the commit: the text of an event and who hears it.
struct Published {
    std::vector<std::string> to;  // live keys: "contact:…", "person:…", "conversation:…", "desk:…"
    std::string text;
    std::string subject;
    std::int64_t number = 0;
};

class Work {
public:
    Work(Connection& connection, Time now) : db(connection), now(now) {}

    Db db;
    Time now;
    Principal who;
    Credentials credentials;
    std::string origin;  // the Origin header, or empty
    std::string user_agent;

    template <class T>
    Id<T> new_id() {
        return {new_uuid(now)};
    }

    // An event for live sockets, sent after the commit. E is described and has `name`. Events of
    // one subject with rising numbers reach every listener once and in order.
    template <Described E>
    void publish(const E& event, std::vector<std::string> to, std::string subject = {},
                 std::int64_t number = 0) {
        std::string text = "{\"event\":\"";
        text += E::name;
        text += "\",\"data\":";
        json::write(text, event.data);
        text += '}';
        published.push_back({std::move(to), std::move(text), std::move(subject), number});
    }
    // A thing that happened, for other rooms' reactions (kit/jobs): a row of this commit, if
    // anybody reacts to it.
    template <Described E>
    void announce(const E& event) {
        if (announced && announced->contains(E::name))
            schedule_event(E::name, json::text_of(event));
    }
    // Ends live sockets of that session after the commit.
    void cut(std::string session) { cuts.push_back(std::move(session)); }

    std::vector<Published> published;
    std::vector<std::string> cuts;
    bool scheduled = false;  // a job was added; the runner is woken after the commit
    // Live keys that the calling socket listens under from now on (and no longer).
    std::vector<std::string> listens, unlistens;
    std::vector<std::pair<std::string, std::string>> headers;  // what the answer carries besides
    const std::set<std::string, std::less<>>* announced = nullptr;
    const Settings* settings = nullptr;

    // A verb that refuses has written nothing, but for a note that it says it leaves: what was
    // stopped, a failed sign-in.
    void leaves_note() { note_left = true; }
    bool note_left = false;

private:
    void schedule_event(std::string_view name, std::string payload);
};

}  // namespace kit
