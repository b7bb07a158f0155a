// The whole chain, clients and checker, against a small stand-in server that makes one mistake on
// request: each mistake must be seen, and no mistake must be seen where there is none.
#include <arpa/inet.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <utility>
#include <vector>

extern char** environ;

namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

const std::string python = "/usr/bin/python3";
const std::string fake = std::string{XIAOER_SOURCE} + "/tests/chaos/fake_house.py";

int free_port() {
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

bool answers(int port) {
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

struct Outcome {
    int code;
    std::string told;
};

Outcome talk_with(const std::string& faults) {
    const fs::path folder = fs::temp_directory_path() / ("xiaoer-load-" + std::to_string(getpid()));
    fs::create_directories(folder / "data");
    const std::string data = folder / "data", port = std::to_string(free_port());
    setenv("FAKE_FAULTS", faults.c_str(), 1);
    setenv("FAKE_FAULT_EVERY", "11", 1);
    Program house{{python, fake, "serve", "--data", data, "--listen", "127.0.0.1:" + port},
                  folder / "house.log"};
    for (int i = 0; i < 500 && !answers(std::stoi(port)); ++i) std::this_thread::sleep_for(10ms);
    Program load{{std::string{XIAOER_CHAOS_DIR} + "/chaos_load",
                  "--base",
                  "http://127.0.0.1:" + port,
                  "--reader",
                  "ada:x",
                  "--agent",
                  "ben:x",
                  "--buyers",
                  "8",
                  "--pace",
                  "8",
                  "--seconds",
                  "1",
                  "--sends",
                  "0.4",
                  "--reads",
                  "0.1",
                  "--uploads",
                  "0.2",
                  "--cuts",
                  "0.3",
                  "--replies",
                  "0.9"},
                 folder / "load.log"};
    const int code = load.wait();
    std::ifstream log{folder / "load.log"};
    std::string told{std::istreambuf_iterator<char>{log}, {}};
    fs::remove_all(folder);
    return {code, told};
}

TEST(Load, is_content_with_a_server_that_makes_no_mistake) {
    const Outcome outcome = talk_with("");
    EXPECT_EQ(outcome.code, 0) << outcome.told;
    EXPECT_NE(outcome.told.find("Every promise kept."), std::string::npos);
}

struct Mistake {
    const char* fault;
    const char* word;  // that the report must hold
};

class LoadSees : public testing::TestWithParam<Mistake> {};

TEST_P(LoadSees, the_mistake) {
    const Outcome outcome = talk_with(GetParam().fault);
    EXPECT_EQ(outcome.code, 1) << outcome.told;
    EXPECT_NE(outcome.told.find(GetParam().word), std::string::npos) << outcome.told;
}

INSTANTIATE_TEST_SUITE_P(
    Every, LoadSees,
    testing::Values(Mistake{"lose_acked", "BROKEN lost"}, Mistake{"store_twice", "BROKEN doubled"},
                    Mistake{"no_unique_key", "BROKEN"}, Mistake{"hole", "BROKEN hole"},
                    Mistake{"other_text", "BROKEN invented"},
                    Mistake{"event_text", "BROKEN view_wrong"},
                    Mistake{"double_event", "events_doubled"}, Mistake{"skip_event", "\"holes\":"},
                    Mistake{"gap_after_replay", "\"holes\":"}, Mistake{"short_file", "files_wrong"}),
    [](const auto& one) { return std::string{one.param.fault}; });

}  // namespace
