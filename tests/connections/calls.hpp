// The house beside fakes of WooCommerce, Shopify and Medusa (fake_shops.py).
#pragma once

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>

#include <fstream>
#include <sstream>
#include <thread>

#include "connections/connections.hpp"
#include "house.hpp"
#include "kit/crypto/crypto.hpp"
#include "kit/crypto/foreign.hpp"

extern char** environ;
namespace crypto = kit::crypto;

inline std::string recorded(const std::string& name) {
    std::ifstream file(std::string(XIAOER_SOURCE) + "/tests/connections/recorded/" + name + ".json");
    std::stringstream out;
    out << file.rdbuf();
    auto text = out.str();
    while (text.ends_with('\n')) text.pop_back();
    return text;
}

class Calls : public House {
protected:
    pid_t fake_ = -1;
    int leash_ = -1;
    std::uint16_t fake_port_ = 0;

    Calls() {
        int leash[2], words[2];
        if (::pipe2(leash, O_CLOEXEC) != 0 || ::pipe2(words, O_CLOEXEC) != 0) std::abort();
        posix_spawn_file_actions_t files;
        posix_spawn_file_actions_init(&files);
        posix_spawn_file_actions_adddup2(&files, leash[0], 0);
        posix_spawn_file_actions_adddup2(&files, words[1], 1);
        std::string program = std::string(XIAOER_SOURCE) + "/tests/connections/fake_shops.py";
        char* arguments[] = {const_cast<char*>("python3"), program.data(), nullptr};
        EXPECT_EQ(::posix_spawnp(&fake_, "python3", &files, nullptr, arguments, environ), 0);
        posix_spawn_file_actions_destroy(&files);
        ::close(leash[0]), ::close(words[1]);
        leash_ = leash[1];
        std::string said;
        char piece[64];
        for (ssize_t got; said.find('\n') == said.npos && (got = ::read(words[0], piece, sizeof piece)) > 0;) said.append(piece, static_cast<std::size_t>(got));
        ::close(words[0]);
        fake_port_ = static_cast<std::uint16_t>(std::atoi(said.substr(std::min<std::size_t>(10, said.size())).c_str()));
        options.allow_private = {"127.0.0.1:" + std::to_string(fake_port_)};
    }
    ~Calls() override {
        ::close(leash_);
        ::waitpid(fake_, nullptr, 0);
    }

    json::value connect(const std::string& kind, const std::string& user, const std::string& password, const std::string& signing) {
        auto made = as("dora").post("/connections", {{"kind", kind}, {"name", kind}, {"user", user}, {"password", password}, {"signing", signing},
                                                     {"url", "http://127.0.0.1:" + std::to_string(fake_port_)}});
        EXPECT_EQ(made.status, 201) << made.body;
        return made.at("connection");
    }
    // What the fake tells from now on, under a name of its own.
    void over_there(const std::string& name, const json::value& value) {
        EXPECT_EQ((Caller{fake_port_, {}, "", ""}).ask("PUT", "//" + name, json::serialize(value)).status, 200);
    }
    Answer call(const std::string& id, const std::string& body, std::vector<std::pair<std::string, std::string>> headers) {
        headers.emplace_back("Content-Type", "application/json");
        return nobody().ask("POST", "//hooks/shops/" + id, body, headers);
    }
    kit::Result<orders::Order> at_desk(const std::string& source, const std::string& order) {
        return store().read_now([&](kit::Work& work) { return orders::find_external(work, acme.shop, source, order); });
    }
    template <class Holds>
    testing::AssertionResult comes_true(Holds holds) {
        for (auto until = std::chrono::steady_clock::now() + 60s; std::chrono::steady_clock::now() < until;) {
            if (holds()) return testing::AssertionSuccess();
            std::this_thread::sleep_for(100ms);
        }
        return testing::AssertionFailure() << as("dora").get("/connections").body << as("dora").get("/quarantine").body;
    }
    std::string signature(const std::string& secret, const std::string& body) { return crypto::base64(crypto::hmac_sha256(secret, body)); }
    std::string stamped(const std::string& secret, const std::string& body, std::int64_t seconds) {
        auto t = std::to_string(seconds);
        return "t=" + t + ",v1=" + crypto::hex(crypto::hmac_sha256(secret, t + "." + body));
    }
    std::int64_t now_seconds() { return clock.now().us / 1'000'000; }
};
