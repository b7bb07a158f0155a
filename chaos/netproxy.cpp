// A bad network between clients and a server, in one process and repeatable from a seed.
//
//     chaos_netproxy --listen PORT --to PORT [--seed 1] [--delay 20] [--chunk 4096]
//                    [--cut 3000] [--stall 2000] [--half-open 0.1]
//
// For each connection, from the seed: every chunk is at most 1 … `chunk` bytes and comes 0 …
// `delay` ms late, in order; after a random time of about `cut` ms the connection is reset in the
// middle of a chunk; now and then both directions stall for up to `stall` ms; a share `half-open`
// of the cuts is silent instead: one side hears nothing more and is only reset 10 s later. Prints
// what it did as one JSON object when it gets SIGTERM.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <map>
#include <memory>
#include <random>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;
using Moment = Clock::time_point;
using std::chrono::milliseconds;

struct Weather {
    int listen = 0, to = 0, delay_ms = 20, chunk = 4096, cut_ms = 3000, stall_ms = 2000;
    double half_open = 0.1;
    std::uint64_t seed = 1;
};

struct Counts {
    std::uint64_t connections = 0, cuts = 0, silent_cuts = 0, stalls = 0, bytes = 0, chunks = 0;
};

constexpr std::size_t waiting_bytes_max = 256 * 1024;  // then the sender has to wait, as with TCP
constexpr milliseconds silence{10000};

// One direction: what was read on one side and is not yet written to the other.
struct Way {
    struct Chunk {
        Moment due;
        std::string bytes;
    };
    std::deque<Chunk> waiting;
    std::size_t bytes = 0;
    Moment last_due;
    bool ended = false;  // the reading side said goodbye
};

struct Pair {
    std::array<int, 2> sides{-1, -1};  // client, server
    std::array<Way, 2> ways;           // 0: client → server
    Moment cut_at, stalled_until, stall_at;
    bool is_silent = false;
    std::mt19937_64 random;
};

class Proxy {
public:
    explicit Proxy(Weather weather) : weather_{weather}, random_{weather.seed} {}
    int run();

private:
    void accept_one();
    void read_side(Pair&, std::size_t side);
    bool serve(Pair&, Moment now);  // false: it is over
    bool write_way(Pair&, std::size_t way, Moment now);
    void watch(int descriptor, Pair*, std::uint32_t what, int operation);
    void reset(Pair&);
    static double share(Pair& pair) {
        return std::uniform_real_distribution{0.0, 1.0}(pair.random);
    }
    static milliseconds up_to(Pair& pair, int ms) {
        return milliseconds{static_cast<int>(share(pair) * ms)};
    }

    Weather weather_;
    Counts counts_;
    std::mt19937_64 random_;
    int epoll_ = -1, listener_ = -1;
    std::unordered_map<Pair*, std::unique_ptr<Pair>> pairs_;
};

int socket_or_throw() {
    const int made = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (made < 0) throw std::runtime_error("socket: " + std::string{std::strerror(errno)});
    return made;
}

sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

void Proxy::watch(int descriptor, Pair* pair, std::uint32_t what, int operation) {
    epoll_event event{};
    event.events = what;
    event.data.ptr = pair;
    epoll_ctl(epoll_, operation, descriptor, &event);
}

void Proxy::accept_one() {
    const int client = accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (client < 0) return;
    auto made = std::make_unique<Pair>();
    Pair& pair = *made;
    pair.random.seed(random_());
    pair.sides = {client, socket_or_throw()};
    const sockaddr_in to = loopback(weather_.to);
    const int yes = 1;
    for (const int side : pair.sides) setsockopt(side, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    connect(pair.sides[1], reinterpret_cast<const sockaddr*>(&to), sizeof to);
    const Moment now = Clock::now();
    pair.cut_at = now + milliseconds{100} + up_to(pair, 2 * weather_.cut_ms);
    pair.stall_at = now + up_to(pair, 4 * weather_.cut_ms);
    pair.stalled_until = now;
    for (const int side : pair.sides) watch(side, &pair, EPOLLIN, EPOLL_CTL_ADD);
    pairs_.emplace(&pair, std::move(made));
    ++counts_.connections;
}

void Proxy::reset(Pair& pair) {
    const linger at_once{1, 0};  // close sends RST
    for (int& side : pair.sides) {
        setsockopt(side, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
        close(side);
        side = -1;
    }
}

void Proxy::read_side(Pair& pair, std::size_t side) {
    Way& way = pair.ways[side];
    while (way.bytes < waiting_bytes_max && !way.ended) {
        std::array<char, 65536> buffer;
        const std::size_t want = 1 + pair.random() % static_cast<std::uint64_t>(weather_.chunk);
        const ssize_t got = recv(pair.sides[side], buffer.data(), std::min(want, buffer.size()), 0);
        if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) way.ended = true;
        if (got <= 0) return;
        way.last_due = std::max(way.last_due, Clock::now() + up_to(pair, weather_.delay_ms));
        way.waiting.push_back({way.last_due, {buffer.data(), static_cast<std::size_t>(got)}});
        way.bytes += static_cast<std::size_t>(got);
    }
}

// Writes what is due; false when the other side is gone.
bool Proxy::write_way(Pair& pair, std::size_t index, Moment now) {
    Way& way = pair.ways[index];
    const int to = pair.sides[1 - index];
    while (!way.waiting.empty() && way.waiting.front().due <= now) {
        std::string& bytes = way.waiting.front().bytes;
        const ssize_t sent = send(to, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0) return errno == EAGAIN || errno == EINTR || errno == ENOTCONN;
        way.bytes -= static_cast<std::size_t>(sent);
        counts_.bytes += static_cast<std::uint64_t>(sent);
        bytes.erase(0, static_cast<std::size_t>(sent));
        if (!bytes.empty()) return true;
        way.waiting.pop_front();
        ++counts_.chunks;
    }
    return !(way.ended && way.waiting.empty());
}

bool Proxy::serve(Pair& pair, Moment now) {
    if (now >= pair.cut_at) {
        if (pair.is_silent) return false;
        // Half of a chunk still gets through, so that a frame ends in the middle.
        for (std::size_t way = 0; way < 2; ++way)
            if (!pair.ways[way].waiting.empty()) {
                const std::string& bytes = pair.ways[way].waiting.front().bytes;
                if (send(pair.sides[1 - way], bytes.data(), bytes.size() / 2, MSG_NOSIGNAL) < 0)
                    break;  // it is being cut anyway
            }
        if (share(pair) >= weather_.half_open) {
            ++counts_.cuts;
            return false;
        }
        ++counts_.silent_cuts;
        pair.is_silent = true;
        pair.cut_at = now + silence;
        for (const int side : pair.sides) watch(side, &pair, 0, EPOLL_CTL_MOD);
    }
    if (pair.is_silent) return true;
    if (now >= pair.stall_at) {
        ++counts_.stalls;
        pair.stalled_until = now + up_to(pair, weather_.stall_ms);
        pair.stall_at = pair.stalled_until + up_to(pair, 4 * weather_.cut_ms);
    }
    if (now < pair.stalled_until) return true;
    for (std::size_t way = 0; way < 2; ++way) {
        read_side(pair, way);
        if (!write_way(pair, way, now)) return false;
    }
    return true;
}

int Proxy::run() {
    epoll_ = epoll_create1(EPOLL_CLOEXEC);
    listener_ = socket_or_throw();
    const int yes = 1;
    setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    const sockaddr_in address = loopback(weather_.listen);
    if (bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        listen(listener_, 4096) != 0)
        throw std::runtime_error("listen: " + std::string{std::strerror(errno)});
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    sigprocmask(SIG_BLOCK, &signals, nullptr);
    const int ended = signalfd(-1, &signals, SFD_CLOEXEC);
    watch(listener_, nullptr, EPOLLIN, EPOLL_CTL_ADD);
    for (;;) {
        std::array<epoll_event, 256> events;
        // Level-triggered readiness only wakes us; delays need a look every 2 ms anyway.
        epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), 2);
        pollfd signalled{ended, POLLIN, 0};
        if (poll(&signalled, 1, 0) > 0) break;
        accept_one();
        const Moment now = Clock::now();
        for (auto place = pairs_.begin(); place != pairs_.end();) {
            if (serve(*place->first, now)) {
                ++place;
            } else {
                reset(*place->first);
                place = pairs_.erase(place);
            }
        }
        // A stalled pair stays readable; without this the loop would spin until it wakes up.
        if (!pairs_.empty()) usleep(500);
    }
    for (auto& [pair, owned] : pairs_) reset(*pair);
    std::printf(R"({"connections":%llu,"cuts":%llu,"silent_cuts":%llu,"stalls":%llu,"chunks":%llu,)"
                R"("bytes":%llu})"
                "\n",
                static_cast<unsigned long long>(counts_.connections),
                static_cast<unsigned long long>(counts_.cuts),
                static_cast<unsigned long long>(counts_.silent_cuts),
                static_cast<unsigned long long>(counts_.stalls),
                static_cast<unsigned long long>(counts_.chunks),
                static_cast<unsigned long long>(counts_.bytes));
    return 0;
}

Weather weather_of(int count, char** words) {
    Weather weather;
    const std::map<std::string, int*> numbers{
        {"--listen", &weather.listen}, {"--to", &weather.to},      {"--delay", &weather.delay_ms},
        {"--chunk", &weather.chunk},   {"--cut", &weather.cut_ms}, {"--stall", &weather.stall_ms}};
    for (int i = 1; i + 1 < count; i += 2) {
        const std::string name = words[i];
        if (numbers.contains(name)) *numbers.at(name) = std::atoi(words[i + 1]);
        else if (name == "--half-open") weather.half_open = std::atof(words[i + 1]);
        else if (name == "--seed") weather.seed = std::strtoull(words[i + 1], nullptr, 10);
        else throw std::invalid_argument("unknown option " + name);
    }
    if (weather.listen == 0 || weather.to == 0 || weather.chunk < 1)
        throw std::invalid_argument("--listen PORT and --to PORT are needed");
    return weather;
}

}  // namespace

int main(int count, char** words) {
    try {
        return Proxy{weather_of(count, words)}.run();
    } catch (const std::exception& error) {
        std::fprintf(stderr, "chaos_netproxy: %s\n", error.what());
        return 2;
    }
}
