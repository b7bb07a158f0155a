// A stand-in for another machine, in Python, as a process beside the house: it ends when this does,
// and says its port first ("listening 4711").
#pragma once

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>

extern char** environ;

class FakeProcess {
public:
    explicit FakeProcess(const std::string& script) {
        int leash[2], words[2];
        if (::pipe2(leash, O_CLOEXEC) != 0 || ::pipe2(words, O_CLOEXEC) != 0) std::abort();
        posix_spawn_file_actions_t files;
        posix_spawn_file_actions_init(&files);
        posix_spawn_file_actions_adddup2(&files, leash[0], 0);
        posix_spawn_file_actions_adddup2(&files, words[1], 1);
        std::string program = std::string(XIAOER_SOURCE) + "/tests/" + script;
        char* arguments[] = {const_cast<char*>("python3"), program.data(), nullptr};
        if (::posix_spawnp(&process_, "python3", &files, nullptr, arguments, environ) != 0)
            std::abort();
        posix_spawn_file_actions_destroy(&files);
        ::close(leash[0]), ::close(words[1]);
        leash_ = leash[1];
        std::string said;
        char piece[64];
        for (ssize_t got;
             said.find('\n') == said.npos && (got = ::read(words[0], piece, sizeof piece)) > 0;)
            said.append(piece, static_cast<std::size_t>(got));
        ::close(words[0]);
        port = static_cast<std::uint16_t>(
            std::atoi(said.substr(std::min<std::size_t>(10, said.size())).c_str()));
    }
    ~FakeProcess() {
        ::close(leash_);
        ::waitpid(process_, nullptr, 0);
    }
    FakeProcess(const FakeProcess&) = delete;
    FakeProcess& operator=(const FakeProcess&) = delete;

    std::string address() const { return "127.0.0.1:" + std::to_string(port); }
    std::uint16_t port = 0;

private:
    pid_t process_ = -1;
    int leash_ = -1;
};
