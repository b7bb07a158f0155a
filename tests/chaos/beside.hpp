// Programs beside a test: started, waited for, always ended; and a port that is free for them.
#pragma once

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

extern char** environ;

namespace beside {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

inline const std::string python = "/usr/bin/python3";
inline const std::string fake = std::string{XIAOER_SOURCE} + "/tests/chaos/fake_house.py";

inline int free_port() {
    const int probe = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    bind(probe, reinterpret_cast<sockaddr*>(&address), size);
    getsockname(probe, reinterpret_cast<sockaddr*>(&address), &size);
    close(probe);
    return ntohs(address.sin_port);
}

inline bool answers(int port) {
    const int one = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    const bool connected = connect(one, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    close(one);
    return connected;
}

class Program {
public:
    Program(const std::vector<std::string>& words, const std::string& output) {
        std::vector<char*> arguments;
        for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
        arguments.push_back(nullptr);
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_addopen(&actions, 1, output.c_str(), O_CREAT | O_WRONLY | O_TRUNC,
                                         0600);
        posix_spawn_file_actions_adddup2(&actions, 1, 2);
        posix_spawn(&id_, arguments[0], &actions, nullptr, arguments.data(), environ);
        posix_spawn_file_actions_destroy(&actions);
    }
    ~Program() {
        if (id_ > 0) kill(id_, SIGKILL), wait();
    }
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;
    int wait() {
        int status = 0;
        waitpid(std::exchange(id_, -1), &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    }

private:
    pid_t id_ = -1;
};

// The stand-in server with these faults, in a folder of its own.
class FakeHouse {
public:
    explicit FakeHouse(const std::string& faults) : port{std::to_string(free_port())} {
        fs::create_directories(folder / "data");
        setenv("FAKE_FAULTS", faults.c_str(), 1);
        setenv("FAKE_FAULT_EVERY", "11", 1);
        program_ = std::make_unique<Program>(
            std::vector<std::string>{python, fake, "serve", "--data", folder / "data", "--listen",
                                     "127.0.0.1:" + port},
            folder / "house.log");
        for (int i = 0; i < 500 && !answers(std::stoi(port)); ++i)
            std::this_thread::sleep_for(10ms);
    }
    ~FakeHouse() {
        program_.reset();
        fs::remove_all(folder);
    }
    FakeHouse(const FakeHouse&) = delete;
    FakeHouse& operator=(const FakeHouse&) = delete;
    std::string base() const { return "http://127.0.0.1:" + port; }

    const fs::path folder = fs::temp_directory_path() / ("xiaoer-fake-" + std::to_string(getpid()));
    const std::string port;

private:
    std::unique_ptr<Program> program_;
};

}  // namespace beside
