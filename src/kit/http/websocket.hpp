// The life of one WebSocket after its upgrade was accepted. Private to kit/http.
#pragma once

#include <memory>
#include <string>

#include "kit/http/loop.hpp"

namespace kit::http {

// A place among `connections_max`, and the count of connections.
class Seat {
public:
    // `address`: whose share it was taken from; empty: nobody's.
    Seat(std::shared_ptr<Tally> tally, std::string address)
        : tally_(std::move(tally)), address_(std::move(address)) {
        ++tally_->connections;
    }
    Seat(Seat&&) = default;
    Seat& operator=(Seat&&) = delete;
    ~Seat() {
        if (!tally_) return;
        --tally_->connections;
        if (!address_.empty()) tally_->addresses.give_back(address_);
    }

private:
    std::shared_ptr<Tally> tally_;
    std::string address_;
};

struct LiveStart {
    TcpSocket socket;
    Seat seat;
    std::string key;  // Sec-WebSocket-Key, already checked
    std::string request_id;
    SocketEvents events;
    std::chrono::seconds ping_every, stall_timeout;
};

// On the loop's thread. Answers the 101 and serves the socket until it ends.
void begin_live(std::shared_ptr<Loop>, LiveStart);

}  // namespace kit::http
