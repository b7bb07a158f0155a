// Plays written dialogues through the public protocols: each buyer is a visitor with the widget's
// socket, each agent a person signed in at the desk. It proves the main job on real text, and fills
// a demo.
//
//     xiaoer replay FILE --agent EMAIL:PASSWORD [--agent …] [--token XOER] [--at-once 50]
//                   [--speed 0] [--shop-key demo] [--base http://127.0.0.1:8080] [--json]
//
// FILE has one line a message, tab separated: dialogue, user, 0 buyer or 1 agent, three columns
// that are not used, text. The lines of a dialogue stand together.
//
// A dialogue goes line by line: the next one is said when the last one stood on both screens, so
// every line has its place in the order. At its end both sides read the conversation again from
// the server and hold it against the file. `speed` scales the time people need to read and type:
// 1 is lifelike, 10 ten times as fast, 0 does not wait at all.
//
// What the gate holds waits its three seconds and goes. What it stops is said with a reason when
// that agent may; otherwise it is counted as stopped, and is not counted as lost.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

namespace app {

struct Spoken {
    bool by_agent = false;
    std::string text;
};

struct Dialogue {
    std::string name;
    std::vector<Spoken> lines;
};

// Errors: throws std::invalid_argument naming the line that has not seven columns.
std::vector<Dialogue> dialogues_of(std::istream&);

struct ReplayPlan {
    std::string file;
    std::string base = "http://127.0.0.1:8080";
    std::string shop_key = "demo";
    std::vector<std::string> agents;  // email:password
    std::vector<std::string> tokens;  // of people who converse
    int at_once = 50;
    double speed = 0;
    bool json = false;
    // One line on both screens, a hold and a reconnect included; then its dialogue is given up.
    int line_patience_ms = 45'000;
    // Whom the queue has given to nobody by then, an agent claims by hand, above what they have
    // room for.
    int claim_after_ms = 300;
};

struct ReplayCounts {
    std::uint64_t dialogues = 0, messages = 0, delivered = 0, lost = 0, doubled = 0,
                  out_of_order = 0, stopped = 0, held = 0, skipped = 0, unfinished = 0;
    double p50_ms = 0, p99_ms = 0;              // buyer's send → agent's screen
    double queue_p50_ms = 0, queue_p99_ms = 0;  // first message → an agent has the conversation
    double seconds = 0;
};

ReplayCounts replayed(const ReplayPlan&, const std::vector<Dialogue>&);

// The command: reads the file, plays, prints; returns the exit code, 0 when nothing was lost,
// doubled or out of order. Errors: throws std::exception with a sentence for an unreadable file, a
// wrong address or an agent who cannot sign in.
int replay(const ReplayPlan&);

}  // namespace app
