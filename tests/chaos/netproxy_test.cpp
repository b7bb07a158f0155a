// The bad network: bytes come late and chopped, but all of them and in order; a cut is a cut.
#include <gtest/gtest.h>

#include "chaos/beside.hpp"

namespace {

using namespace beside;

sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    return address;
}

// Accepts one connection and sends back what it gets.
class Echo {
public:
    Echo() : listener_{socket(AF_INET, SOCK_STREAM, 0)} {
        sockaddr_in address = loopback(0);
        socklen_t size = sizeof address;
        bind(listener_, reinterpret_cast<sockaddr*>(&address), size);
        listen(listener_, 8);
        getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
        port = ntohs(address.sin_port);
        thread_ = std::jthread{[this] {
            for (;;) {
                const int one = accept(listener_, nullptr, nullptr);
                if (one < 0) return;
                char buffer[4096];
                ssize_t got = 0;
                while ((got = recv(one, buffer, sizeof buffer, 0)) > 0)
                    if (send(one, buffer, static_cast<std::size_t>(got), MSG_NOSIGNAL) < 0) break;
                close(one);
            }
        }};
    }
    ~Echo() {
        shutdown(listener_, SHUT_RDWR);
        thread_.join();
        close(listener_);
    }
    Echo(const Echo&) = delete;
    Echo& operator=(const Echo&) = delete;
    int port = 0;

private:
    int listener_;
    std::jthread thread_;
};

// Says `bytes` through a proxy with this weather; → what came back before the end or 10 s.
std::string through(const std::vector<std::string>& weather, const std::string& bytes) {
    const Echo echo;
    const int port = free_port();
    std::vector<std::string> words{std::string{XIAOER_CHAOS_DIR} + "/chaos_netproxy", "--listen",
                                   std::to_string(port), "--to", std::to_string(echo.port)};
    words.insert(words.end(), weather.begin(), weather.end());
    const Program proxy{words, "/dev/null"};
    for (int i = 0; i < 300 && !answers(port); ++i) std::this_thread::sleep_for(10ms);
    const int one = socket(AF_INET, SOCK_STREAM, 0);
    const timeval patience{10, 0};
    setsockopt(one, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    const sockaddr_in to = loopback(port);
    EXPECT_EQ(connect(one, reinterpret_cast<const sockaddr*>(&to), sizeof to), 0);
    std::string back;
    std::jthread reader{[&] {
        char buffer[4096];
        ssize_t got = 0;
        while (back.size() < bytes.size() && (got = recv(one, buffer, sizeof buffer, 0)) > 0)
            back.append(buffer, static_cast<std::size_t>(got));
    }};
    for (std::size_t at = 0; at < bytes.size();) {
        const ssize_t sent = send(one, bytes.data() + at, bytes.size() - at, MSG_NOSIGNAL);
        if (sent <= 0) break;
        at += static_cast<std::size_t>(sent);
    }
    reader.join();
    close(one);
    return back;
}

std::string many_bytes(std::size_t count) {
    std::string bytes;
    for (std::size_t i = 0; bytes.size() < count; ++i) bytes += std::to_string(i) + ",";
    return bytes;
}

TEST(BadNetwork, delivers_every_byte_in_order_however_late_and_chopped) {
    const std::string bytes = many_bytes(20'000);
    EXPECT_EQ(
        through({"--cut", "1000000", "--stall", "50", "--delay", "3", "--chunk", "100"}, bytes),
        bytes);
}

TEST(BadNetwork, cuts_in_the_middle_and_delivers_nothing_after) {
    const std::string bytes = many_bytes(4'000'000);
    const std::string back =
        through({"--cut", "150", "--delay", "3", "--chunk", "100", "--half-open", "0"}, bytes);
    EXPECT_LT(back.size(), bytes.size());
    EXPECT_EQ(back, bytes.substr(0, back.size()));
}

}  // namespace
