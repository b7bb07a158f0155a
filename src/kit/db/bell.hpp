// The bell between nodes on one PostgreSQL: what leaves after a commit reaches the sockets of all.
//
//     writer: rows + mail, one commit --NOTIFY--> every node's Bell: mail after my cursor -->
//     deliver
//
// Invariants
// 1. Mail is a row of the transaction that caused it: nothing is told that was not committed.
// 2. Every node, the sender's own too, delivers in the order of the commits. Writers take turns
//    (Connection::begin), so `seq` rises in that order and a cursor over it skips nothing.
// 3. The notification carries nothing. A lost one costs `poll`, never an event.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "kit/db/work.hpp"

namespace kit {

struct Mail {
    std::vector<Published> published;
    std::vector<std::string> cuts;  // sessions whose sockets end
};

class Bell {
public:
    // Listens from the next commit on. `deliver` is called on the bell's own thread. Throws Broken.
    Bell(std::string url, std::function<void(Mail)> deliver);
    ~Bell();

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

// Puts mail into the transaction that is open on this connection.
void ring(Connection&, const Mail&);

}  // namespace kit
