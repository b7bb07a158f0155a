// What does an idle live socket cost, how fast do they come, and how fast does one frame reach
// them?
//
//     bench_live_sockets [sockets=10000] [threads=1]
//
// The server is this process and the clients are a child, so that the memory is the server's alone.
// Each socket is a member of the hub under one key and has heard one message of one conversation.
#include <malloc.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <mutex>
#include <thread>

#include "../tests/kit/wire.hpp"
#include "kit/live/hub.hpp"

using namespace std::chrono_literals;

namespace {

using Clock = std::chrono::steady_clock;
double seconds_since(Clock::time_point begin) {
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

void say(const char* name, double value, const char* unit, double budget) {
    std::printf(R"({"name":"%s","value":%.3f,"unit":"%s","against":%.3f,"ratio":%.3f})"
                "\n",
                name, value, unit, budget, value / budget);
    std::fflush(stdout);
}

double resident_bytes() {
    std::ifstream file("/proc/self/statm");
    double pages = 0, resident = 0;
    file >> pages >> resident;
    return resident * 4096;
}
double heap_bytes() {
    auto info = mallinfo2();
    return static_cast<double>(info.uordblks + info.hblkhd);
}
double cpu_seconds() {
    rusage use{};
    ::getrusage(RUSAGE_SELF, &use);
    auto seconds = [](timeval t) {
        return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
    };
    return seconds(use.ru_utime) + seconds(use.ru_stime);
}

// The child: opens all, echoes once, then reads until its end of the pipe tells it to stop.
int run_clients(std::uint16_t port, int count, int done) {
    std::vector<WebSocketClient> clients(static_cast<std::size_t>(count));
    std::atomic<int> next{0}, failed_count{0};
    {
        std::vector<std::jthread> openers;
        for (int t = 0; t < 8; ++t)
            openers.emplace_back([&] {
                for (int i = next++; i < count; i = next++) {
                    auto source = "127.0.0." + std::to_string(2 + i / 8000);
                    auto& one = clients[static_cast<std::size_t>(i)];
                    if (!one.connect(port, "/live", {}, 0, source.c_str())) ++failed_count;
                }
            });
    }
    int failed = failed_count;
    if (::write(done, &failed, sizeof failed) != sizeof failed) return 1;
    for (bool open = true; open;)
        for (auto& one : clients) {
            auto text = one.receive(10s);
            if (!text) open = false;
        }
    return 0;
}

struct House {
    kit::Hub hub;
    std::mutex guard;
    std::vector<kit::Hub::Member> members;

    kit::ServerHandlers handlers() {
        kit::ServerHandlers handlers;
        handlers.upgrade = [this](kit::Request, kit::UpgradeReply reply) {
            auto member = std::make_shared<kit::Hub::Member>();
            kit::Upgrade upgrade;
            upgrade.accepted = true;
            upgrade.events.opened = [this, member](std::shared_ptr<kit::Socket> socket) {
                std::lock_guard lock(guard);
                auto number = std::to_string(members.size());
                auto id = "contact:01890a5d-ac96-774b-bcce-" +
                          std::string(12 - number.size(), '0') + number;
                *member = hub.join(std::move(socket), {id, "everybody"}, "session:" + number);
                hub.release(*member, {});
                members.push_back(*member);
            };
            upgrade.events.closed = [this, member] { hub.leave(*member); };
            reply(std::move(upgrade));
        };
        return handlers;
    }
};

bool wait_until(const std::function<bool()>& what, std::chrono::seconds within = 60s) {
    for (auto until = Clock::now() + within; Clock::now() < until; std::this_thread::sleep_for(1ms))
        if (what()) return true;
    return false;
}

}  // namespace

int main(int argc, char** argv) {
    int count = argc > 1 ? std::atoi(argv[1]) : 10'000;
    int threads = argc > 2 ? std::atoi(argv[2]) : 1;
    rlimit files{100'000, 100'000};
    ::setrlimit(RLIMIT_NOFILE, &files);

    House house;
    kit::Server server({.listen = "0.0.0.0:0",
                        .threads = threads,
                        .connections_max = 200'000,
                        .handshakes_per_second = 1'000'000,
                        .ping_every = 600s},
                       house.handlers());
    int pipe[2];
    if (::pipe(pipe) != 0) return 1;
    auto child = ::fork();
    if (child == 0) std::_Exit(run_clients(server.port(), count, pipe[1]));
    server.start();

    wait_until([&] { return server.counts().sockets > 0; });
    auto heap = heap_bytes(), resident = resident_bytes(), cpu = cpu_seconds();
    auto begin = Clock::now();
    int failed = -1;
    if (::read(pipe[0], &failed, sizeof failed) != sizeof failed || failed != 0) {
        std::fprintf(stderr, "%d handshakes failed\n", failed);
        return 1;
    }
    auto opened = static_cast<double>(count);
    say("handshakes", opened / seconds_since(begin), "per_second", 1'500);
    say("handshake_cpu", (cpu_seconds() - cpu) / opened * 1e6, "microseconds", 500);

    kit::Frame frame{{"everybody"},
                     R"({"event":"message_sent","data":{"text":"您好，请问什么时候发货？"}})",
                     "conversation:1",
                     1};
    house.hub.publish(frame);
    wait_until([&] { return server.counts().frames_out >= static_cast<std::uint64_t>(count); });
    say("idle_socket_heap", (heap_bytes() - heap) / opened / 1024, "KiB", 12);
    say("idle_socket_resident", (resident_bytes() - resident) / opened / 1024, "KiB", 30);

    auto before = server.counts().frames_out;
    cpu = cpu_seconds();
    begin = Clock::now();
    frame.number = 2;
    house.hub.publish(frame);
    say("publish_to_all_holds_the_hub", seconds_since(begin) * 1e3, "milliseconds", 50);
    wait_until(
        [&] { return server.counts().frames_out >= before + static_cast<std::uint64_t>(count); });
    say("one_frame_to_all", seconds_since(begin) * 1e3, "milliseconds", 500);
    say("fan_out_cpu", (cpu_seconds() - cpu) / opened * 1e6, "microseconds_per_socket", 50);

    cpu = cpu_seconds();
    std::this_thread::sleep_for(5s);
    say("idle_cpu", (cpu_seconds() - cpu) / 5 * 100, "percent_of_a_core", 5);
    begin = Clock::now();
    server.stop(5s);
    say("stop", seconds_since(begin) * 1e3, "milliseconds", 6'000);
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    return 0;
}
